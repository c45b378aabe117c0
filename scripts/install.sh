#!/bin/sh
# Installs from Debian what is missing, and says what. Nothing is asked for twice: what dpkg knows is left alone.
#   scripts/install.sh build        what ./run needs
#   scripts/install.sh test         that, and what ./test needs
#   scripts/install.sh all          that, and what ./test --all needs
set -eu
build="build-essential cmake ninja-build ccache pkg-config libyaml-cpp-dev libfmt-dev libcli11-dev nlohmann-json3-dev
  libsqlite3-dev libzstd-dev libxxhash-dev libssl-dev librandom123-dev libhwy-dev libboost1.81-dev libnetcdf-dev nodejs npm"
test="libopenmpi-dev libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev python3 python3-yaml chromium fonts-dejavu-core"
all="clang-19 libclang-rt-19-dev valgrind"

wanted=$build
case "${1:-build}" in
  build) ;;
  test) wanted="$wanted $test" ;;
  all) wanted="$wanted $test $all" ;;
  *) echo "install.sh: expected build, test or all" >&2; exit 2 ;;
esac

missing=
for package in $wanted; do
  case $package in  # a Node and an npm from elsewhere serve as well
    nodejs) command -v node >/dev/null 2>&1 && continue ;;
    npm) command -v npm >/dev/null 2>&1 && continue ;;
    python3-yaml) python3 -c 'import yaml' 2>/dev/null && continue ;;
  esac
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "missing:$missing; this machine has no apt-get: install them by hand" >&2
  exit 1
fi
sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq >&2
$sudo apt-get install -y -qq --no-install-recommends $missing >&2
