# What others make, judged by us: OpenSSL signs files, mail and times, xmlsec1 signs an evidence; whole it must pass, changed it must fail.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in openssl xmlsec1; do command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }; done
work=$WORK/foreign; mkdir -p "$work/trust/seal" "$work/trust/tsa" "$work/trust/crl"; cd "$work"
verify=$BIN/recepis-verify

cat >ca.cnf <<'C'
[ca]
default_ca = one
[one]
database = index.txt
crlnumber = crlnumber
default_md = sha256
default_crl_days = 7
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[seal]
basicConstraints = CA:FALSE
keyUsage = critical, nonRepudiation
subjectKeyIdentifier = hash
[stamp]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = two
[two]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
certs = root.pem
C
key() { openssl genpkey -algorithm "$1" -pkeyopt "$2" -out "$3.key" 2>/dev/null; }
key RSA rsa_keygen_bits:3072 root; key RSA rsa_keygen_bits:3072 rsa; key EC ec_paramgen_curve:P-384 ec; key RSA rsa_keygen_bits:3072 stamp
openssl req -new -x509 -config /dev/null -key root.key -subj "/O=Another Service/CN=Root" -days 30 -config ca.cnf -extensions root -out root.pem 2>/dev/null \
  || openssl req -new -x509 -key root.key -subj "/O=Another Service/CN=Root" -days 30 -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -out root.pem
leaf() { # NAME EXTENSIONS
  openssl req -new -key "$1.key" -subj "/O=Another Service/CN=$1" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA root.pem -CAkey root.key -CAcreateserial -days 20 -extfile ca.cnf -extensions "$2" -out "$1.pem" 2>/dev/null
}
leaf rsa seal; leaf ec seal; leaf stamp stamp
: >index.txt; echo 01 >crlnumber; echo 01 >serial
openssl ca -gencrl -config ca.cnf -keyfile root.key -cert root.pem -out trust/crl/root.crl 2>/dev/null
cp root.pem trust/seal/; cp root.pem trust/tsa/

bad=0
expect() { # CODE WHAT ARGUMENTS...
  local code=$1 what=$2 got=0; shift 2
  "$verify" "$@" --trust trust --json >report.json || got=$?
  echo "$what: $(sed -n 's/^  "verdict": "\(.*\)",/\1/p' report.json)"
  [ "$got" = "$code" ] || { bad=1; echo "WRONG: exit $got where $code was expected"; sed -n '/"findings"/,$p' report.json; }
}
flip() { # FILE: another octet in the last quarter
  python3 - "$1" <<'P'
import sys
octets = bytearray(open(sys.argv[1], "rb").read())
octets[len(octets) * 4 // 5] ^= 0x11
open("flipped", "wb").write(octets)
P
}

head -c 200000 /dev/zero | tr '\0' 'x' >letter
for who in rsa ec; do
  sign() { openssl cms -sign -binary -cades -md "$1" -in letter -signer "$who.pem" -inkey "$who.key" -certfile root.pem -outform DER "${@:2}"; }
  md=sha256; [ $who = rsa ] || md=sha384
  sign $md -out cms.der; expect 0 "CMS, detached, $who" cms.der --content letter
  expect 1 "CMS over something else, $who" cms.der --content ca.cnf
  expect 2 "CMS without content, $who" cms.der
  sign $md -nodetach -out cms.der; expect 0 "CMS, attached, $who" cms.der
  sign $md -nodetach -stream -out cms.der; expect 0 "CMS, attached, in pieces, $who" cms.der
  sed 's/xxxxxx/xxxxxy/' cms.der >flipped; expect 1 "CMS, attached, changed, $who" flipped
done
openssl cms -sign -binary -cades -in letter -signer rsa.pem -inkey rsa.key -outform PEM -out cms.pem; expect 0 "CMS, PEM" cms.pem --content letter
openssl cms -sign -binary -in letter -signer rsa.pem -inkey rsa.key -outform DER -out cms.der; expect 2 "CMS that is no CAdES" cms.der --content letter

for md in sha256 sha384 sha512; do
  openssl ts -query -data letter -$md -cert -out query.tsq 2>/dev/null
  openssl ts -reply -config ca.cnf -queryfile query.tsq -signer stamp.pem -inkey stamp.key -chain root.pem -out answer.tsr 2>/dev/null
  openssl ts -reply -in answer.tsr -token_out -out token.tst 2>/dev/null
  expect 0 "time-stamp, answer, $md" answer.tsr --content letter
  expect 0 "time-stamp, token, $md" token.tst --content letter
  expect 1 "time-stamp over something else, $md" token.tst --content ca.cnf
  expect 2 "time-stamp alone, $md" token.tst
done
flip token.tst; expect 1 "time-stamp, changed" flipped --content letter

printf 'Content-Type: text/plain\r\n\r\nGeachte heer.\r\n' >body
openssl cms -sign -cades -in body -signer rsa.pem -inkey rsa.key -from a@a.example -to b@b.example -subject Hello -out mail.eml
expect 0 "S/MIME mail" mail.eml
sed 's/Geachte heer/Geachte vrouw/' mail.eml >changed.eml; expect 1 "S/MIME mail, changed" changed.eml

signature() { # TRANSFORMS
  cat <<X
<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="$1"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"/><ds:Reference URI=""><ds:Transforms>
$2</ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha512"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>
<ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>
X
}
enveloped='<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>'
filter='<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><XPath xmlns="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">/descendant::ds:Signature</XPath></ds:Transform>'
exclusive='http://www.w3.org/2001/10/xml-exc-c14n#' inclusive='http://www.w3.org/TR/2001/REC-xml-c14n-20010315' eleven='http://www.w3.org/2006/12/xml-c14n11'
python3 - "$here/../foreign/evidence-by-filter/given.xml" >bare.xml <<'P'
import re, sys
text = open(sys.argv[1]).read()
text = re.sub(r"<ds:Signature .*</ds:Signature>", "@SIGNATURE@", text, flags=re.S)
print(text.replace("<erds:SenderDetails>", "\n\n  <!-- who -->\n<erds:SenderDetails  >").replace("Altro Servizio", "Altro&#32;Serv&#105;zio"))
P
for form in "$enveloped|$exclusive" "$filter|$exclusive" "$enveloped|$inclusive" "$enveloped|$eleven" "$enveloped|"; do
  method=${form##*|}
  transforms=${form%|*}${method:+<ds:Transform Algorithm=\"$method\"/>}
  signature "${method:-$exclusive}" "$(printf '%s' "$transforms" | tr -d '\\')" >template
  python3 -c 'print(open("bare.xml").read().replace("@SIGNATURE@", open("template").read()))' >unsigned.xml
  xmlsec1 --sign --privkey-pem rsa.key,rsa.pem --output signed.xml unsigned.xml 2>/dev/null
  # It names no certificate inside what is signed, as XAdES would: everything else holds.
  expect 2 "XML signature, ${method:-no method}" signed.xml
  grep -q '"SIG_CONSTRAINTS_FAILURE"' report.json && ! grep -q 'TOTAL-FAILED' report.json || { bad=1; echo "WRONG: another reason"; cat report.json; }
  sed 's/b@destinatario/c@destinatario/' signed.xml >changed.xml; expect 1 "XML signature, changed, ${method:-no method}" changed.xml
done

signature "$exclusive" "" | sed 's/URI=""/URI="letter"/; s/<ds:Transforms>//; s/<\/ds:Transforms>//' >template
printf '<asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#">%s</asic:XAdESSignatures>' "$(cat template)" >unsigned.xml
xmlsec1 --sign --privkey-pem rsa.key,rsa.pem --output signatures.xml unsigned.xml 2>/dev/null
python3 - <<'P'
# Packed as most programs do: compressed, sizes behind the content.
import base64, hashlib, subprocess, zipfile

class Pipe:
    def __init__(self, file): self.write, self.flush = file.write, file.flush

def pack(name, members):
    with open(name, "wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as packed:
        for member, octets in members:
            packed.writestr(member, octets, zipfile.ZIP_STORED if member == "mimetype" else None)

def sign(octets):
    with open("to-sign", "wb") as file: file.write(octets)
    subprocess.run("openssl cms -sign -binary -cades -in to-sign -signer rsa.pem -inkey rsa.key -certfile root.pem -outform DER -out out.p7s".split(), check=True)
    return open("out.p7s", "rb").read()

letter, other = open("letter", "rb").read(), b"another letter"
digest = base64.b64encode(hashlib.sha512(letter).digest()).decode()
manifest = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#"><asic:SigReference MimeType="application/pkcs7-signature" URI="META-INF/signature001.p7s"/>
<asic:DataObjectReference URI="my%20letter"><ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2001/04/xmlenc#sha512"/>
<ds:DigestValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">{digest}</ds:DigestValue></asic:DataObjectReference></asic:ASiCManifest>""".encode()
over_letter, over_manifest = sign(letter), sign(manifest)
for ending, content in (("", letter), ("-changed", other)):
    e, s = ("mimetype", b"application/vnd.etsi.asic-e+zip"), ("mimetype", b"application/vnd.etsi.asic-s+zip")
    pack(f"cades-e{ending}", [e, ("my letter", content), ("META-INF/ASiCManifest001.xml", manifest), ("META-INF/signature001.p7s", over_manifest)])
    pack(f"cades-s{ending}", [s, ("letter", content), ("META-INF/signature.p7s", over_letter)])
    pack(f"stamp-s{ending}", [s, ("letter", content), ("META-INF/timestamp.tst", open("token.tst", "rb").read())])
    pack(f"xades-e{ending}", [e, ("letter", content), ("META-INF/signatures.xml", open("signatures.xml", "rb").read())])
P
for form in cades-e cades-s stamp-s; do expect 0 "ASiC, $form" $form; expect 1 "ASiC, $form, changed" $form-changed; done
expect 2 "ASiC, xades-e" xades-e; expect 1 "ASiC, xades-e, changed" xades-e-changed
exit $bad
