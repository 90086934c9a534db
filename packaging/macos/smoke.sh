#!/bin/sh
# Tries the bundle that `build.py macos` made, signed or not: sh packaging/macos/smoke.sh
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
program='build/LTX Accounts.app/Contents/MacOS/ltx-desktop'
"$program" --version
folder=$(mktemp -d)
HOME=$folder "$PWD/$program" --demo &
number=$!
trap 'kill "$number" 2>/dev/null || true; rm -rf "$folder"' EXIT
log="$folder/Library/Logs/ltx-accounts-demo/ltx-accounts.log"
tries=0
until grep -q 'the window is made' "$log" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || { echo 'the window did not come' >&2; exit 1; }
    sleep 0.5
done
kill -TERM "$number"
wait "$number"
echo 'the demo opened its window and ended on SIGTERM with 0'
