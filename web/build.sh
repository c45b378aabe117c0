#!/bin/sh
# Builds the report's template, web/dist/report.html. Does nothing when its sources have not changed.
set -eu
cd "$(dirname "$0")"

inputs() {
  find src index.html package.json package-lock.json vite.config.ts svelte.config.js tsconfig.json -type f | LC_ALL=C sort
}
hash=$(inputs | xargs sha256sum | sha256sum | cut -d' ' -f1)
if [ -f dist/report.html ] && [ "$(cat dist/.built-from 2>/dev/null)" = "$hash" ]; then
  exit 0
fi

. ./node.sh
sh ./install.sh
npm run --silent build -- --logLevel warn
echo "$hash" > dist/.built-from
echo "web: dist/report.html, $(wc -c < dist/report.html) bytes" >&2
