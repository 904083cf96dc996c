# One message to three addressees: none of them is named to another beyond what the accepted message says itself.
set -eu
python3 -B "$(dirname "$0")/three.py" "$BIN" "$WORK"
