# Load and kill -9: 30 rounds for every change, 300 for a release.
set -eu
rounds=30; [ "$FULL" = yes ] && rounds=300
python3 -B "$(dirname "$0")/kill.py" "$BIN" "$WORK" "$rounds"
