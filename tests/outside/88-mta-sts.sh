# MTA-STS: policies that a real nginx serves over HTTPS, and a real Postfix that has the certificate or has not.
set -eu
[ "$(id -u)" = 0 ] || { echo "skipped: Postfix can be started by root only"; exit 0; }
command -v postfix >/dev/null || { echo "skipped: postfix is missing"; exit 0; }
command -v nginx >/dev/null || { echo "skipped: nginx is missing (nginx-light)"; exit 0; }
python3 -B "$(dirname "$0")/mta_sts.py" "$BIN" "$WORK"
