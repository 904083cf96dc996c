# What validators say that we did not write: EU DSS, pyHanko, OpenSSL and xmlsec1, on a fresh bundle and on each of the corpus, in one
# table with our own verdicts. Where they differ, docs/verdicts.md says why, or it is a bug.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in mvn javac openssl xmlsec1; do command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }; done
judge=$WORK/judge
cp -r "$here/../interop/dss" "$judge"
(cd "$judge" && mvn -q -B -Dstyle.color=never package) || { echo "EU DSS could not be built"; exit 1; }
python=$(ls /usr/bin/python3 2>/dev/null || command -v python3)
"$python" -m venv "$WORK/hanko" && "$WORK/hanko/bin/pip" -q install --disable-pip-version-check -r "$here/pyhanko.txt"
"$WORK/hanko/bin/python" -B "$here/validators.py" "$BIN" "$WORK" "$judge"
