# DANE: zones signed from a root of the test's own, served by NSD, and a real Postfix whose certificate they name or do not name.
set -eu
[ "$(id -u)" = 0 ] || { echo "skipped: Postfix can be started by root only"; exit 0; }
command -v postfix >/dev/null || { echo "skipped: postfix is missing"; exit 0; }
command -v nsd >/dev/null || { echo "skipped: nsd is missing"; exit 0; }
command -v ldns-signzone >/dev/null || { echo "skipped: ldns-signzone is missing (ldnsutils)"; exit 0; }
python3 -B "$(dirname "$0")/dane.py" "$BIN" "$WORK"
