# Asks tools that we did not write what they say of the bundles that tests/outside/live.sh left: xmllint against our schema
# and (RECEPIS_SCHEMAS) ETSI's, xmlsec1, openssl ts, openssl cms; then our verifier without a network.
# Needs BIN and WORK, as tests/run sets them.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
live=$WORK/live
ca=$live/data/trust/seal/root.pem
[ -e "$ca" ] || ca=$(ls "$live"/data/trust/seal/*.pem | head -1)
tsa=$(ls "$live"/data/trust/tsa/*.pem | head -1)
trust=$live/data/trust

token_of() { # FILE: the time-stamp token of an evidence, DER
  xmllint --nonet --xpath "string(//*[local-name()='EncapsulatedTimeStamp'])" "$1" | tr -d ' \n' | openssl base64 -d -A
}

value_of() { # FILE: the octets that the time-stamp is over: ds:SignatureValue in exclusive canonical form
  xmllint --nonet --xpath "//*[local-name()='SignatureValue']" "$1" >"$WORK/value.xml"
  grep -q 'xmlns:ds' "$WORK/value.xml" || sed -i 's|<ds:SignatureValue|& xmlns:ds="http://www.w3.org/2000/09/xmldsig#"|' "$WORK/value.xml"
  xmllint --nonet --exc-c14n "$WORK/value.xml"
}

for bundle in "$live"/*.asice; do
  name=$(basename "$bundle" .asice)
  folder=$WORK/$name; rm -rf "$folder"; mkdir "$folder"
  unzip -q -d "$folder" "$bundle"
  count=0
  for evidence in "$folder"/evidence/*.xml; do
    xmllint --nonet --noout --schema "$here/proto/evidence.xsd" "$evidence" 2>/dev/null || { echo "$evidence: not valid against proto/evidence.xsd"; exit 1; }
    if [ -n "${RECEPIS_SCHEMAS:-}" ]; then
      XML_CATALOG_FILES=$RECEPIS_SCHEMAS/catalog.xml xmllint --nonet --noout --schema "$RECEPIS_SCHEMAS/1952203xmlSchema.xsd" "$evidence" 2>"$WORK/xsd" ||
        { echo "$evidence: not valid against ETSI's schema"; cat "$WORK/xsd"; exit 1; }
    fi
    xmlsec1 --verify --enabled-key-data x509 --trusted-pem "$ca" --id-attr:Id SignedProperties --id-attr:Id Signature "$evidence" >"$WORK/xmlsec" 2>&1 ||
      { echo "xmlsec1 says no to $evidence"; cat "$WORK/xmlsec"; exit 1; }
    token_of "$evidence" >"$WORK/token.der"
    value_of "$evidence" >"$WORK/value"
    openssl ts -verify -data "$WORK/value" -in "$WORK/token.der" -token_in -CAfile "$tsa" >"$WORK/ts" 2>&1 ||
      { echo "openssl ts says no to $evidence"; cat "$WORK/ts"; exit 1; }
    count=$((count + 1))
  done
  for signature in "$folder"/META-INF/signature*.p7s; do
    number=$(basename "$signature" .p7s); number=${number#signature}
    openssl cms -verify -binary -inform DER -in "$signature" -content "$folder/META-INF/ASiCManifest$number.xml" -CAfile "$ca" -out /dev/null 2>"$WORK/cms" ||
      { echo "openssl cms says no to $signature"; cat "$WORK/cms"; exit 1; }
  done
  if unshare -rn true 2>/dev/null; then alone="unshare -rn"; elif unshare -n true 2>/dev/null; then alone="unshare -n"; else alone=; echo "skipped: unshare -n is not allowed here"; fi
  # The silence was lived with the clock moved ahead: it is judged for a moment after it.
  at=$(date -u +%FT%TZ); case "$name" in silence*) at=$(date -u -d '+40 days' +%FT%TZ) ;; esac
  $alone "$BIN/recepis-verify" "$bundle" --trust "$trust" --at "$at" >"$WORK/report" || { echo "recepis-verify says no to $name"; cat "$WORK/report"; exit 1; }
  code=0; "$BIN/recepis-verify" "$bundle" >/dev/null || code=$?
  [ "$code" = 2 ] || { echo "without anchors the verdict of $name must be INDETERMINATE, exit code 2; it was $code"; exit 1; }
  echo "$name: $count evidences, all witnesses agree"
done
