# SAML 2.0 against pysaml2 as identity provider on loopback, by POST and by artifact over mutual TLS: proven, accepted, in the bundle.
# What is unsigned, wrapped, replayed, for another audience or too old is refused with a page; metadata without a certificate at start.
set -eu
for python in python3 /usr/bin/python3 none; do
  "$python" -c 'import saml2.server' 2>/dev/null && break
done
[ "$python" != none ] || { echo "skipped: SAML: python3-pysaml2 is missing"; exit 0; }
for tool in openssl xmlsec1; do
  command -v $tool >/dev/null || { echo "skipped: SAML: $tool is missing"; exit 0; }
done
"$python" -B "$(dirname "$0")/saml.py" "$BIN" "$WORK"
