# The README's first command: one registered e-mail, within 10 s, with the files it promises.
set -eu
folder=$WORK/demo; rm -rf "$folder"; mkdir -p "$folder"; cd "$folder"
begun=$(date +%s%N)
"$BIN/recepis" demo >demo.txt || { cat demo.txt; exit 1; }
took=$((($(date +%s%N) - begun) / 1000000))
cat demo.txt
[ "$took" -lt 10000 ] || { echo "the demo took $took ms"; exit 1; }
ls recepis-demo/data recepis-demo/trust/seal/*.pem recepis-demo/trust/tsa/*.pem >/dev/null
bundle=$(ls recepis-demo/*.asice)
"$BIN/recepis-verify" "${bundle%.asice}.pdf" --trust recepis-demo/trust >/dev/null || { echo "the report does not pass"; exit 1; }
"$BIN/recepis-verify" "$bundle" --trust recepis-demo/trust --json >report.json
python3 - report.json <<'PY'
import json, sys
report = json.load(open(sys.argv[1]))
assert report["verdict"] == "TOTAL-PASSED", report["verdict"]
answers = report["answers"]
assert answers["step"]["value"] == "G4" and answers["decision"]["value"] == "accepted", answers
PY
grep -q 'TOTAL-PASSED' demo.txt && grep -q 'G4' demo.txt
# Again, on a machine without root certificates and behind a proxy that is not there.
env SSL_CERT_FILE=/nonexistent SSL_CERT_DIR=/nonexistent http_proxy=http://127.0.0.1:9 "$BIN/recepis" demo >/dev/null ||
  { echo "a second demo in the same folder fails"; exit 1; }
