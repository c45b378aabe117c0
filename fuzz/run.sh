#!/bin/sh
# Builds the fuzzers and runs each for a while: fuzz/run.sh [SECONDS each, 30 unless told] [NAME...]
# Ends with 1 where one of them finds something; the input then lies in BUILD/findings. What widened the coverage stays
# in BUILD/grown and is the next run's beginning, beside fuzz/corpus and what fuzz_seeds makes. BUILD is build/fuzz.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${BUILD:-build/fuzz}
seconds=${1:-30}
[ $# -gt 0 ] && shift
case $seconds in *[!0-9]* | '') echo "run.sh: expected a number of seconds, found '$seconds'" >&2; exit 2 ;; esac

cmake --preset fuzz -B "$build" > /dev/null && cmake --build "$build" --target fuzz/all > "$build/build.log" 2>&1 || { tail -40 "$build/build.log" >&2; exit 2; }
mkdir -p "$build/findings"
rm -rf "$build/seeds"
"$build/fuzz/fuzz_seeds" "$build/seeds" || exit 2
export UBSAN_OPTIONS=print_stacktrace=1

[ $# -gt 0 ] || set -- $(basename -a -s _fuzz.cpp fuzz/*_fuzz.cpp)
status=0
for name in "$@"; do
  dictionary=fuzz/dictionaries/$name.txt
  case $name in scenario | record) dictionary=fuzz/dictionaries/yaml.txt ;; esac
  limits="-rss_limit_mb=2048 -malloc_limit_mb=1024 -timeout=60 -artifact_prefix=$build/findings/$name-"
  mkdir -p "$build/grown/$name" "$build/seeds/$name"
  log=$build/$name.log
  # What is too large for the corpus: once, as it is.
  for large in "$build/seeds/large/$name"/*; do
    [ -f "$large" ] || continue
    "$build/fuzz/${name}_fuzz" $limits "$large" > "$log" 2>&1 || { status=1; echo "FAIL  $name: $large"; tail -40 "$log"; }
  done
  if "$build/fuzz/${name}_fuzz" $limits -max_total_time="$seconds" -max_len=65536 -print_final_stats=1 \
      $([ -f "$dictionary" ] && echo "-dict=$dictionary") "$build/grown/$name" $([ -d "fuzz/corpus/$name" ] && echo "fuzz/corpus/$name") "$build/seeds/$name" > "$log" 2>&1
  then
    echo "ok    $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
  else
    status=1
    echo "FAIL  $name"
    tail -60 "$log"
  fi
done
exit $status
