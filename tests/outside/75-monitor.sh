# The monitor that docs/log.md shows, on a log that grows, and on logs that were tampered with.
set -eu
python3 -B "$(dirname "$0")/monitored.py" "$BIN" "$WORK"
