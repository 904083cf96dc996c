# What program ran: said in the log at each start, quoted by the reports of what happened under it.
set -eu
python3 -B "$(dirname "$0")/program.py" "$BIN" "$WORK"
