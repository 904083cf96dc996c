# A real Postfix as a relay that wants TLS and a login, by STARTTLS and with TLS from the first octet.
set -eu
[ "$(id -u)" = 0 ] || { echo "skipped: Postfix can be started by root only"; exit 0; }
command -v postfix >/dev/null || { echo "skipped: postfix is missing"; exit 0; }
command -v saslpasswd2 >/dev/null || { echo "skipped: saslpasswd2 is missing (sasl2-bin)"; exit 0; }
python3 -B "$(dirname "$0")/relay.py" "$BIN" "$WORK"
