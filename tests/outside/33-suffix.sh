# Addresses with a suffix, as a customer's own mail server sends to them: with a login.
set -eu
python3 -B "$(dirname "$0")/suffix.py" "$BIN" "$WORK"
