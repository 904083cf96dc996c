# recepis init, recepis config check, and a service that takes its settings from the file.
set -eu
here=$(dirname "$0")
python3 -B "$here/settings.py" "$BIN" "$WORK"
