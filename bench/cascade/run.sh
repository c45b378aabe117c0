#!/bin/sh
# The cascade of DECLARATION.md, ours and Mesa's, side by side: bench/cascade/run.sh [PERSONS] [SEED]
# Mesa is installed, pinned, into build/cascade-venv. Exit status 1 if the two do not agree to the last person.
set -eu
cd "$(dirname "$0")/../.."
sh scripts/install.sh build
venv=build/cascade-venv
if [ ! -x "$venv/bin/python" ]; then python3 -m venv "$venv"; fi
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement bench/cascade/requirements.txt
cmake --preset release -DSMOLNY_BENCH=ON > /dev/null
cmake --build --preset release --target cascade_bench > /dev/null
ours=$(build/release/bench/cascade_bench "${1:-100000}" "${2:-1}")
mesa=$("$venv/bin/python" bench/cascade/cascade_mesa.py "${1:-100000}" "${2:-1}")
"$venv/bin/python" bench/cascade/compare.py "$ours" "$mesa"
