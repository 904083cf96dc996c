# A second verifier, by the rules of docs/ and proto/ and with none of our code, on every bundle of the corpus: verdict, reason and the file named first must
# be those of recepis-verify. A form of bundle that it does not judge is counted and named.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=$(ls /usr/bin/python3 2>/dev/null || command -v python3)
"$python" -c 'from cryptography import x509' 2>/dev/null || { echo "skipped: python3-cryptography is missing"; exit 0; }
"$python" -B "$here/second/corpus.py" "$here/../bundles" "$here/../../proto"
