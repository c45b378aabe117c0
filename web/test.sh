#!/bin/sh
# Checks the page: types, functions, and a report made from the fixture in headless Chromium.
#   SMOLNY_REPORT=FILE.html     also opens that report, and holds it to the contract and to axe
#   SMOLNY_REPORT_DATA=FILE     also holds that JSON to the contract
#   CHROMIUM=PATH               which browser (/usr/bin/chromium)
set -eu
cd "$(dirname "$0")"

absolute() { case "$1" in /* | '') printf %s "$1" ;; *) printf %s "$OLDPWD/$1" ;; esac; }
SMOLNY_REPORT=$(absolute "${SMOLNY_REPORT:-}")
SMOLNY_REPORT_DATA=$(absolute "${SMOLNY_REPORT_DATA:-}")
export SMOLNY_REPORT SMOLNY_REPORT_DATA

. ./node.sh
sh ./build.sh
sh ./install.sh
npm run --silent check
npm run --silent unit
npm run --silent page
