# A backup beside a running service, checked with tar and sha256sum, and a restore after the disk is gone.
set -eu
python3 -B "$(dirname "$0")/backup.py" "$BIN" "$WORK"
