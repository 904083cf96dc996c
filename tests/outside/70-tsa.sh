# Time-stamps of authorities that we did not write, in order and over HTTP; and our own authority for others at /tsa.
set -eu
python3 -B "$(dirname "$0")/tsa.py" "$BIN" "$WORK"
