# A disk that is full: 452, nothing half-stored, and the service goes on when there is room. The disk is a small tmpfs in a
# mount namespace of its own.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if ! unshare -rm true 2>/dev/null; then echo "skipped: disk full (no mount namespace of our own here)"; exit 0; fi
mkdir -p "$WORK/disk"
size=24m; [ "$FULL" != yes ] || size=96m
unshare -rm sh -eu -c 'mount -t tmpfs -o size=$4,mode=700 recepis "$1/disk"; exec python3 -B "$2/disk_full.py" "$3" "$1"' - "$WORK" "$here" "$BIN" "$size"
