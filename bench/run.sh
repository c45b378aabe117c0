#!/bin/sh
# Builds the benchmarks and prints them: bench/run.sh [MEMBERS]. October and the road on one core, people on all;
# nothing here is a timed test.
set -eu
cd "$(dirname "$0")/.."
sh scripts/install.sh build
cmake --preset release -DSMOLNY_TESTS=OFF -DSMOLNY_BENCH=ON > /dev/null
cmake --build --preset release --target october_bench people_bench executors_bench > /dev/null
build/release/bench/october_bench scenarios/petrograd-1917 "${1:-200}"
echo
echo "The road, 1 July to 2 November, every inhabitant:"
build/release/bench/october_bench scenarios/russia-1917 10 300 | grep -E "history|member|events"
echo
echo "The same road at the finest grouping, no group above 75,000 persons:"
build/release/bench/october_bench scenarios/russia-1917 4 1500 75000 | grep -E "history|member|events"
echo
echo "The same road with its people as counts and as persons:"
build/release/bench/executors_bench scenarios/russia-1917
echo
build/release/bench/people_bench
