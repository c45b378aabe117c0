#!/bin/sh
# calibrate_test.sh SMOLNY: a fit of the whole scenario, in small, killed again and again and on other numbers of threads,
# ends in the same posterior as one that was left alone; an ensemble drawn from it carries it.
set -eu
smolny=$(realpath "$1")
scenario=$(dirname "$(realpath "$0")")/../../scenarios/petrograd-1917
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

small="--screening 20 --keep 3 --waves 1 --points 8 --members-per-point 2 --posterior-points 10 --rounds 1 --predictive 5
  --discrepancy 0.5 --progress none"
# shellcheck disable=SC2086
"$smolny" calibrate "$scenario" --out "$folder/plain" --threads 1 $small > "$folder/plain.txt"
killed=0
for pause in 0.3 0.5 0.7; do
  # shellcheck disable=SC2086
  "$smolny" calibrate "$scenario" --out "$folder/broken" --threads 8 $small > /dev/null 2>&1 &
  sleep $pause
  kill -9 $! 2> /dev/null && killed=$((killed + 1))
  wait $! 2> /dev/null || true
done
[ $killed -gt 0 ] || { echo "no fit was killed in time" >&2; exit 1; }
# shellcheck disable=SC2086
"$smolny" calibrate "$scenario" --out "$folder/broken" --threads 3 $small > "$folder/broken.txt"
cmp "$folder/plain.txt" "$folder/broken.txt"
cmp "$folder/plain" "$folder/broken"
[ "$(wc -l < "$folder/plain.log")" -eq 1 ]
# The command stands in the log, without what changes only how it is run.
grep -q '"command":"smolny calibrate [^"]*--rounds 1[^"]*"' "$folder/plain.log"
if grep -q -e '--threads' -e '--progress' "$folder/plain.log"; then exit 1; fi

"$smolny" ensemble "$scenario" --members 2 --parameters "$folder/plain" --out "$folder/a" --progress none > /dev/null
"$smolny" ensemble "$scenario" --members 2 --out "$folder/b" --progress none > /dev/null
[ "$("$smolny" digest "$folder/a")" != "$("$smolny" digest "$folder/b")" ]
"$smolny" export "$folder/a" --csv "$folder/tables" > /dev/null  # lives its members again, with the posterior that it carries
