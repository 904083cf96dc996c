# Sealed evidence is under a signed checkpoint within two seconds, by the service's own records.
set -eu
python3 -B "$(dirname "$0")/two_seconds.py" "$BIN" "$WORK"
