#!/bin/sh
# Builds the benchmarks and prints them: bench/run.sh [MEMBERS]. CPU time on one core; nothing here is a timed test.
set -eu
cd "$(dirname "$0")/.."
sh scripts/install.sh build
cmake --preset release -DSMOLNY_TESTS=OFF -DSMOLNY_BENCH=ON > /dev/null
cmake --build --preset release --target october_bench > /dev/null
build/release/bench/october_bench scenarios/petrograd-1917 "${1:-200}"
