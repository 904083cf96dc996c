# OpenSSL and plain HTTP as clients of the embedded authority's OCSP responder, its list and its certificate.
set -eu
python3 -B "$(dirname "$0")/ocsp.py" "$BIN" "$WORK"
