# Runs the commands of docs/bundle-format.md, as they stand there, on the bundle of the acceptance that 10-live.sh left: what
# we tell a stranger must hold.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
folder=$WORK/by-hand; rm -rf "$folder"; mkdir "$folder"; cd "$folder"
cp "$WORK/live/accept.asice" DELIVERY.asice
cp "$WORK/live/data/trust/seal/root.pem" seal.pem
cp "$WORK/live/data/trust/tsa/root.pem" tsa.pem
# The indented blocks behind the heading, with the one name that depends on the bundle.
sed -n '/^## Checking by hand/,$ s/^    //p' "$here/docs/bundle-format.md" | sed 's#trust/seal/NAME.crl#trust/seal/root.crl#' >all
grep -q xmlsec1 all && grep -q 'openssl cms' all && grep -q 'openssl ts' all || { echo "the page has lost its commands"; exit 1; }
if [ -n "${RECEPIS_SCHEMAS:-}" ]; then
  export XML_CATALOG_FILES=$RECEPIS_SCHEMAS/catalog.xml
  sed -i "s#--schema 1952203xmlSchema.xsd#--schema $RECEPIS_SCHEMAS/1952203xmlSchema.xsd#" all
else
  sed -i '/1952203xmlSchema.xsd/d' all
fi
bash -eu -o pipefail all >said 2>&1 || { cat said; exit 1; }
# Each digest is printed twice, once out of the evidence and once out of the file.
digests=$(grep -Ex '[A-Za-z0-9+/]{43}=' said)
[ "$(wc -l <<<"$digests")" = 6 ] && [ "$(sort -u <<<"$digests" | wc -l)" = 3 ] || { cat said; echo "the digests do not pair"; exit 1; }
grep -q 'SignedInfo References (ok/all): 2/2' said && grep -q 'CMS Verification successful' said
[ "$(grep -c 'Verification: OK' said)" = 2 ]
# An archive time-stamp, on a bundle of the corpus, at a moment of its certificates.
unzip -q -d archived "$here/tests/bundles/good/archive-time-stamp/bundle.asice"
cp "$here/tests/bundles/trust/trial/tsa/root.pem" tsa.pem
sed -n '/^## Archive time-stamps/,/^## Seals/ s/^    //p' "$here/docs/bundle-format.md" | sed 's/-CAfile/-attime 1797724800 -CAfile/' >stamped
(cd archived && bash -eu -o pipefail ../stamped) >said 2>&1 || { cat said; exit 1; }
grep -q 'Verification: OK' said && [ "$(grep -c ': OK$' said)" -ge 10 ] || { cat said; echo "the archive time-stamp is not proven"; exit 1; }
