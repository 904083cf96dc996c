# A TLS client certificate as a means of identity, with OpenSSL as authority and as the browser's TLS: proven, accepted, in the bundle. No
# certificate, another authority's, an expired, revoked or wrong one, somebody else's and a replayed state each end in a page.
set -eu
for tool in openssl python3; do
  command -v "$tool" >/dev/null || { echo "skipped: client certificates: $tool is missing"; exit 0; }
done
python3 -B "$(dirname "$0")/cert.py" "$BIN" "$WORK"
