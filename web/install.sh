#!/bin/sh
# Installs the packages of package-lock.json, once for each version of it.
set -eu
cd "$(dirname "$0")"

lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ "$(cat node_modules/.installed-from 2>/dev/null)" != "$lock" ]; then
  echo "web: installing packages" >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
  echo "$lock" > node_modules/.installed-from
fi
