# A notice through a real Postfix, a list that puts a footer behind it, and forwarding, as recepis-verify judges what arrived.
set -eu
[ "$(id -u)" = 0 ] || { echo "skipped: Postfix can be started by root only"; exit 0; }
command -v postfix >/dev/null || { echo "skipped: postfix is missing"; exit 0; }
python3 -B "$(dirname "$0")/notice.py" "$BIN" "$WORK"
