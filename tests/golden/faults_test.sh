#!/bin/sh
# faults_test.sh SMOLNY: full disks, places that cannot be written, files that are not what they should be. Exit status 1
# where the program could not, 2 where it was told wrong; the reason on standard error; nothing half-written stays.
set -u
smolny=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
status=0
fail() { echo "$*" >&2; status=1; }

# refused STATUS WORDS COMMAND...: ends so, says so, and leaves the folder as it was
refused() {
  expected=$1 words=$2
  shift 2
  before=$(ls -AR)
  "$@" > out.txt 2> err.txt
  found=$?
  grep -q -- "$words" err.txt || fail "$*: expected '$words', said '$(cat err.txt)'"
  [ "$(wc -l < err.txt)" -le 1 ] || fail "$*: more than one line: $(cat err.txt)"
  [ $found -eq "$expected" ] || fail "$*: ended with $found, expected $expected: $(cat err.txt)"
  [ "$(ls -AR)" = "$before" ] || fail "$*: left behind $(ls -A)"
}
# with at most so many blocks of 512 bytes in any file that is written, as on a full disk
small() { blocks=$1; shift; (trap '' XFSZ; ulimit -f "$blocks"; exec "$@"); }

: > out.txt; : > err.txt
"$smolny" new port > /dev/null && "$smolny" ensemble port --members 4 --out sound --progress none > /dev/null || exit 1
"$smolny" run port --save eve --at "4 May 1921 NS" > /dev/null || exit 1
digest=$("$smolny" digest sound)

# A full disk.
for command in "describe port parameters" "check port --json" "run port --all" "summary sound" "digest sound" "--help"; do
  "$smolny" $command > /dev/full 2> err.txt
  [ $? -eq 1 ] && grep -q "standard output cannot be written" err.txt || fail "$command > /dev/full: $(cat err.txt)"
done
refused 1 "cannot be written" small 4 "$smolny" run port --save late
refused 1 "disk\|File too large" small 4 "$smolny" ensemble port --members 4 --out fresh --progress none
refused 1 "cannot be written" small 4 "$smolny" new harbour
refused 1 "cannot write\|cannot be written" small 4 "$smolny" report sound --out page.html
refused 1 "." small 4 "$smolny" export sound --csv tables
refused 1 "." small 4 "$smolny" export sound --netcdf cube
refused 1 "." small 4 "$smolny" merge all sound

# Places that cannot be written: /proc/sys refuses even root.
for place in /proc/sys /nowhere; do
  for command in "run port --save $place/x" "ensemble port --members 2 --out $place/x --progress none" "merge $place/x sound" \
      "report sound --out $place/x" "export sound --csv $place/x" "export sound --netcdf $place/x" "new $place/x"; do
    "$smolny" $command > out.txt 2> err.txt
    found=$?
    { [ $found -eq 1 ] || [ $found -eq 2 ]; } && [ -s err.txt ] || fail "$command: ended with $found: $(cat err.txt)"
  done
done
refused 2 "is a folder" "$smolny" ensemble port --members 2 --out port --progress none

# Files that are not what they should be.
head -c 9000 sound > short; head -c 500 eve > short-save; : > empty
printf 'SMOLNY-SAVE\011\000\000\000and what another version may hold' > other-save
for reading in summary digest score "why --member 0" "report --out page.html"; do
  refused 2 "truncated" "$smolny" ${reading%% *} short $(echo "$reading" | sed 's/^[a-z]*//;s/--member 0/--member 0 shots-fired/')
  refused 2 "is not an archive\|empty\|does not exist" "$smolny" ${reading%% *} eve $(echo "$reading" | sed 's/^[a-z]*//;s/--member 0/--member 0 shots-fired/')
done
refused 2 "is empty" "$smolny" summary empty
refused 2 "does not exist" "$smolny" summary nowhere
refused 2 "truncated or damaged" "$smolny" run port --from short-save
refused 2 "not a Smolny save" "$smolny" run port --from sound
refused 2 "of version 9" "$smolny" run port --from other-save
refused 2 "is not a file" "$smolny" run port --from port
refused 2 "exists already" "$smolny" merge sound sound

[ "$("$smolny" digest sound)" = "$digest" ] || fail "the sound archive has changed"
exit $status
