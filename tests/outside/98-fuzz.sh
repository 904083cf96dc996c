# Every parser above the offline line, fuzzed: 20 seconds for each target, 10 minutes with --full.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v c++ >/dev/null || { echo "skipped: c++ is missing"; exit 0; }
if [ "$FULL" = yes ]; then seconds=600; else seconds=20; fi
"$here/../fuzz/run" "$seconds"
