# Outages: what an operator notes, what the service notices by itself, and the page that says so.
set -eu
python3 -B "$(dirname "$0")/outages.py" "$BIN" "$WORK"
