# `recepis log audit` and `recepis fsck` on a service that runs, on forged copies of its log, and on a second history.
set -eu
python3 -B "$(dirname "$0")/audited.py" "$BIN" "$WORK"
