# What a person answers by mail, over live SMTP and the page: signed with DKIM by OpenSSL, held, confirmed, in the bundle, checked
# again by recepis-verify; bounds, a kill, a backup, the end of the fourteen days.
set -eu
command -v openssl >/dev/null || { echo "skipped: openssl is missing"; exit 0; }
python3 -B "$(dirname "$0")/replies.py" "$BIN" "$WORK"
