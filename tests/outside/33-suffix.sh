# Addresses with a suffix, as a customer's own mail server sends to them: with a login, or with a certificate that an account names.
set -eu
python3 -B "$(dirname "$0")/suffix.py" "$BIN" "$WORK"
