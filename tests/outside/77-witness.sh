# Two witnesses and a service as processes of their own: a bundle with their cosignatures, then without one of them.
set -eu
python3 -B "$(dirname "$0")/cosigned.py" "$BIN" "$WORK"
