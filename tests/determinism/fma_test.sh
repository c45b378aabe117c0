#!/bin/sh
# fma_test.sh SMOLNY: the C library picks other code for exp, pow and memcpy where the processor has fused multiply-add
# and wide vectors. With those taken away the histories of the whole scenario are the same bits.
set -eu
smolny=$(realpath "$1")
scenario=$(dirname "$(realpath "$0")")/../../scenarios/petrograd-1917
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# digest NAME TUNABLES: of three members
digest() {
  GLIBC_TUNABLES=$2 "$smolny" ensemble "$scenario" --members 3 --threads 1 --out "$folder/$1" --progress none > /dev/null
  "$smolny" digest "$folder/$1"
}
plain=$(digest plain "")
status=0
# The names of the features until glibc 2.32, and since.
for without in -FMA_Usable,-FMA4_Usable,-AVX2_Usable,-AVX_Usable -FMA,-FMA4,-AVX2,-AVX,-AVX512F; do
  found=$(digest "without$without" "glibc.cpu.hwcaps=$without")
  [ "$found" = "$plain" ] || { echo "with $without: $found, expected $plain" >&2; status=1; }
done
exit $status
