# What comes back about a notice, over live SMTP: bounces, reports, programs' answers, letters, floods, forgeries, 100 MB.
set -eu
python3 -B "$(dirname "$0")/returns.py" "$BIN" "$WORK"
