# A real Postfix as the addressee's mail server, named by a name server of our own: taken, greylisted then taken, unknown user,
# mailbox full, refused behind the message; and the same Postfix as a relay. Everything on loopback.
set -eu
[ "$(id -u)" = 0 ] || { echo "skipped: Postfix can be started by root only"; exit 0; }
command -v postfix >/dev/null || { echo "skipped: postfix is missing"; exit 0; }
python3 -B "$(dirname "$0")/postfix.py" "$BIN" "$WORK"
