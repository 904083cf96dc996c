# What nobody should send: at the SMTP door, at the pages and the API, and to the verifier.
set -eu
here=$(dirname "$0")
python3 -B "$here/bad_smtp.py" "$BIN" "$WORK"
python3 -B "$here/bad_web.py" "$BIN" "$WORK"
python3 -B "$here/bad_bundles.py" "$BIN" "$WORK"
