#!/bin/sh
# mpi_test.sh SMOLNY: one history dealt to 1, 2, 3 and 8 processes is the history of one; a killed process ends the run, says so,
# and leaves nothing on standard output.
set -eu
smolny=$(realpath "$1")
mpi=$(dirname "$smolny")/smolny-mpi
scenario=$(dirname "$(realpath "$0")")/../../scenarios/russia-1917
until="18 Jul 1917 OS"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Open MPI asks before it runs as root, and binds to cores that there may not be.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none

"$smolny" run "$scenario" --executor individuals --until "$until" --member 3 --json > "$folder/alone"
for n in 1 2 3 8; do
  mpirun --oversubscribe -n $n "$mpi" "$scenario" --until "$until" --member 3 --json > "$folder/$n"
  cmp "$folder/alone" "$folder/$n" || { echo "$n processes live another history than one" >&2; exit 1; }
done
grep -q '"digest"' "$folder/alone"

status=0
mpirun --oversubscribe -n 2 "$mpi" no-such-scenario > "$folder/out" 2> "$folder/err" || status=$?
[ $status -ne 0 ] && [ "$(grep -c no-such-scenario "$folder/err")" -ge 1 ] && [ ! -s "$folder/out" ] || { echo "bad input: $status" >&2; cat "$folder/err" >&2; exit 1; }

mpirun --oversubscribe -n 3 "$mpi" "$scenario" --member 3 --json > "$folder/out" 2> "$folder/err" &
run=$!
victim=
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  sleep 0.3
  for stat in /proc/[0-9]*/stat; do
    set -- $(cat "$stat" 2> /dev/null)
    [ "${2:-}" = "(smolny-mpi)" ] && [ "$4" = $run ] && victim=$1
  done
  [ -z "$victim" ] || break
done
[ -n "$victim" ] || { echo "no process was seen" >&2; exit 1; }
sleep 1
kill -9 "$victim"
status=0
wait $run || status=$?
[ $status -ne 0 ] || { echo "a run without one of its processes ended well" >&2; exit 1; }
[ ! -s "$folder/out" ] || { echo "something half-written" >&2; exit 1; }
grep -qi "killed" "$folder/err" || { echo "the end was not explained:" >&2; cat "$folder/err" >&2; exit 1; }
