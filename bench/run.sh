#!/bin/sh
# Builds the benchmarks and prints them: bench/run.sh [MEMBERS]. October on one core, people on all;
# nothing here is a timed test.
set -eu
cd "$(dirname "$0")/.."
sh scripts/install.sh build
cmake --preset release -DSMOLNY_TESTS=OFF -DSMOLNY_BENCH=ON > /dev/null
cmake --build --preset release --target october_bench people_bench > /dev/null
build/release/bench/october_bench scenarios/petrograd-1917 "${1:-200}"
echo
build/release/bench/people_bench
