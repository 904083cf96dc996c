# What a reader leaves behind: nothing by fetching; and what the service keeps after a decision, on disk and in its logs.
set -eu
python3 -B "$(dirname "$0")/privacy.py" "$BIN" "$WORK"
