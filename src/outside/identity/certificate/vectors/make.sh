#!/usr/bin/env bash
# Makes the certificates of the tests anew, with OpenSSL 3. Keys are thrown away: judging takes none.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > ca.conf <<'C'
[ca]
default_ca = one
[one]
database = index
new_certs_dir = .
serial = serial
crlnumber = number
default_md = sha256
policy = any
unique_subject = no
email_in_dn = no
preserve = yes
string_mask = utf8only
[any]
countryName = optional
givenName = optional
surname = optional
commonName = optional
serialNumber = optional
[req]
distinguished_name = name
string_mask = utf8only
utf8 = yes
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[person]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth, emailProtection
2.5.29.9 = ASN1:SEQUENCE:attributes
[unsaid]
extendedKeyUsage = clientAuth
[none]
keyUsage = critical, digitalSignature
[server]
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
[signing]
keyUsage = critical, nonRepudiation
extendedKeyUsage = clientAuth
[critical]
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
1.2.3.4 = critical, ASN1:NULL
[attributes]
born = SEQUENCE:born
[born]
type = OID:1.3.6.1.5.5.7.9.1
values = SET:days
[days]
day = GENERALIZEDTIME:19570401120000Z
C
from=20260101000000Z; until=20460101000000Z
for authority in cards others; do
  mkdir $authority; (cd $authority; : > index; echo 01 > serial; echo 01 > number)
  openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $authority/key -out $authority/pem \
    -config ca.conf -extensions authority -days 7300 -subj "/C=NL/O=$authority.test/CN=Authority of $authority"
done
# authority, name of the file, extensions, subject, from, until
issue() {
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out request -config ca.conf -utf8 -subj "$4"
  openssl rand -hex 8 > "$1/serial"
  (cd "$1" && openssl ca -batch -notext -config ../ca.conf -cert pem -keyfile key -in ../request -out ../out -extensions "$3" \
    -startdate "${5:-$from}" -enddate "${6:-$until}")
  cp out "$here/$2.pem"
}
petra="/C=NL/GN=Petra/SN=Jansen-Ølgaard/CN=Petra Jansen/serialNumber=K-4711"
{
  issue cards good person "$petra"
  issue cards renewed unsaid "$petra"
  issue cards none none "$petra"
  issue cards server server "$petra"
  issue cards signing signing "$petra"
  issue cards critical critical "$petra"
  issue cards authority authority "$petra"
  issue cards expired person "$petra" 20240101000000Z 20250101000000Z
  issue cards early person "$petra" 20400101000000Z
  issue cards twice person "/C=NL/CN=Petra Jansen/CN=Klaas Vaak/serialNumber=K-4712"
  issue cards bsn person "/C=NL/CN=Petra Jansen/serialNumber=PNONL-999990019"
  issue cards bsn-other person "/C=NL/CN=Petra Jansen/serialNumber=PNONL-999990019"
  issue others stranger person "$petra"
  issue cards revoked person "$petra"
  for name in "" -stale; do
    days=7000; [ -z "$name" ] || days=1
    [ -z "$name" ] && (cd cards && openssl ca -config ../ca.conf -cert pem -keyfile key -revoke "$here/revoked.pem")
    (cd cards && openssl ca -config ../ca.conf -cert pem -keyfile key -gencrl -crldays $days -out "$here/list$name.pem")
  done
  (cd others && openssl ca -config ../ca.conf -cert pem -keyfile key -gencrl -crldays 7000 -out "$here/list-others.pem")
  cp cards/pem "$here/cards.pem"
} 2>&1 | grep -iE "error|unable" || true
ls "$here"
