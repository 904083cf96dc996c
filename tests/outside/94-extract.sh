# A bundle of which all was left out but steps and times, as a sender makes one, by witnesses that are not ours: xmllint, xmlsec1, openssl.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in xmllint xmlsec1 openssl; do command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }; done
python3 -B "$here/extracted.py" "$BIN" "$WORK"
