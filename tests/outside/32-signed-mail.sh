# Our mails as others check them: OpenSSL the S/MIME signatures; dkimpy and OpenDKIM the DKIM signatures; pyspf and authheaders
# SPF, DKIM and DMARC together.
set -eu
for python in python3 /usr/bin/python3 none; do
  "$python" -c 'import authheaders, dkim, nacl, spf' 2>/dev/null && break
done
if [ "$python" = none ]; then
  echo "skipped: signed mail: python3-authheaders, python3-dkim, python3-nacl or python3-spf is missing"
  exit 0
fi
"$python" -B "$(dirname "$0")/signed_mail.py" "$BIN" "$WORK"
