# The promise in the first receipt: kept by a running service, broken by one that was stopped for good.
set -eu
python3 -B "$(dirname "$0")/promised.py" "$BIN" "$WORK"
