#!/bin/sh
# whole_test.sh SMOLNY: the scenario itself, through the commands, with everything changed at once: eight threads, two
# shards, each killed again and again. ensemble_test.cpp takes these one by one, over a small scenario.
set -eu
smolny=$(realpath "$1")
scenario=$(dirname "$(realpath "$0")")/../../scenarios/petrograd-1917
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
members=8

"$smolny" ensemble "$scenario" --members $members --threads 1 --out "$folder/plain" --progress none > /dev/null
plain=$("$smolny" digest "$folder/plain")

killed=0
for shard in 1 2; do
  for pause in 0.05 0.4 0.9 0.2 0.6; do
    "$smolny" ensemble "$scenario" --members $members --threads 8 --shard $shard/2 --out "$folder/$shard" --progress none > /dev/null 2>&1 &
    sleep $pause
    kill -9 $! 2> /dev/null || :
    wait $! 2> /dev/null || killed=$((killed + 1))
  done
  "$smolny" ensemble "$scenario" --members $members --threads 8 --shard $shard/2 --out "$folder/$shard" --progress none > /dev/null
done
[ $killed -gt 0 ] || { echo "every run ended before it was killed" >&2; exit 1; }
"$smolny" merge "$folder/all" "$folder/2" "$folder/1" > /dev/null
found=$("$smolny" digest "$folder/all")
[ "$found" = "$plain" ] || { echo "in shards, killed: $found, expected $plain" >&2; exit 1; }
