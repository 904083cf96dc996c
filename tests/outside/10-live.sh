# Runs live.py, then the witnesses over what it left.
set -eu
here=$(dirname "$0")
python3 -B "$here/live.py" "$BIN" "$WORK"
bash "$here/witness.sh"
