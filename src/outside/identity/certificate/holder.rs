//! What a certificate says of its holder, and what it is for. Whether it is to be believed is judged elsewhere.

use const_oid::db::{rfc4519, rfc5280};
use der::asn1::{Any, BmpString, Ia5StringRef, PrintableStringRef, Utf8StringRef};
use der::{Decode, Encode as _, Tag, Tagged as _};
use spki::ObjectIdentifier;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage, KeyUsages};

use super::super::Claims;
use crate::crypto::sha256;
use crate::erds::attribute::Attribute as Kind;
use crate::erds::bsn;
use crate::erds::id::crockford;

/// The field of the holder's number in the subject.
pub const SERIAL_NUMBER: &str = "serialNumber";
/// The field of the day of birth, the one that stands outside the subject [RFC 3739 §3.2.2].
const DATE_OF_BIRTH: &str = "dateOfBirth";
/// The organisation's number [X.520 §6.4.4, ETSI EN 319 412-1 §5.1.4].
const ORGANIZATION_IDENTIFIER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.97");
/// The attribute with the day of birth, `id-pda-dateOfBirth` [RFC 3739 §3.2.2].
const BORN: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.9.1");
/// The pseudonym [RFC 3739 §3.1.2].
const PSEUDONYM: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.65");

/// The fields that can be looked at, by their names in LDAP and X.520.
pub const FIELDS: [&str; 8] = [
    "commonName",
    DATE_OF_BIRTH,
    "givenName",
    "organizationIdentifier",
    "organizationName",
    "pseudonym",
    SERIAL_NUMBER,
    "surname",
];

/// A certificate as far as it speaks of its holder.
pub(super) struct Holder(Certificate);

impl Holder {
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        Certificate::from_der(der).ok().map(Self)
    }

    /// Whether it is made for showing who one is to a server.
    pub(super) fn is_for_client_authentication(&self) -> bool {
        let extended = self.extension::<ExtendedKeyUsage>(rfc5280::ID_CE_EXT_KEY_USAGE);
        let usage = self.extension::<KeyUsage>(rfc5280::ID_CE_KEY_USAGE);
        let (Ok(Some(extended)), Ok(usage)) = (extended, usage) else { return false };
        extended.0.contains(&rfc5280::ID_KP_CLIENT_AUTH)
            && usage.is_none_or(|usage| usage.0.contains(KeyUsages::DigitalSignature))
    }

    /// Who it is, the same for every certificate that its authority issues to that person: a digest of the two names. Where the name
    /// holds what can be a citizen service number, which nobody may process here, the key takes the name's place; then
    /// another certificate of that person is somebody else's.
    pub(super) fn who(&self) -> String {
        let about = self.0.tbs_certificate();
        let may_be_bsn = self.values(SERIAL_NUMBER).iter().any(|value| bsn::passes(value));
        let name = if may_be_bsn { about.subject_public_key_info().to_der() } else { about.subject().to_der() };
        let parts = [about.issuer().to_der().unwrap_or_default(), name.unwrap_or_default()];
        crockford(&sha256(&parts.map(|part| sha256(&part)).concat()))
    }

    /// What it says; whatever can be a citizen service number is not among it, and a field with several values says nothing.
    pub(super) fn said(&self, claims: &Claims) -> Vec<(Kind, String)> {
        let mut said = claims.said(|field| match <[String; 1]>::try_from(self.values(field)) {
            Ok([value]) => Some(value),
            Err(_) => None,
        });
        said.retain(|(kind, value)| *kind == Kind::BirthDate || !bsn::passes(value));
        said
    }

    /// Every value of a field.
    fn values(&self, field: &str) -> Vec<String> {
        if field == DATE_OF_BIRTH {
            return self.born().into_iter().collect();
        }
        let oid = match field {
            "commonName" => rfc4519::COMMON_NAME,
            "givenName" => rfc4519::GIVEN_NAME,
            "organizationIdentifier" => ORGANIZATION_IDENTIFIER,
            "organizationName" => rfc4519::ORGANIZATION_NAME,
            "pseudonym" => PSEUDONYM,
            SERIAL_NUMBER => rfc4519::SERIAL_NUMBER,
            "surname" => rfc4519::SURNAME,
            _ => return Vec::new(),
        };
        let parts = self.0.tbs_certificate().subject().as_ref().iter().flat_map(|part| part.as_ref().iter());
        parts.filter(|part| part.oid == oid).filter_map(|part| text(&part.value)).collect()
    }

    /// The day of birth out of the subject directory attributes, as YYYYMMDD.
    fn born(&self) -> Option<String> {
        let attributes = self.extension::<Vec<Attribute>>(rfc5280::ID_CE_SUBJECT_DIRECTORY_ATTRIBUTES).ok()??;
        let mut days = attributes.iter().filter(|one| one.oid == BORN);
        let day = days.next().filter(|_| days.next().is_none())?;
        let [value] = day.values.as_slice() else { return None };
        // The type of the library knows no time before 1970.
        let day = value.value().get(..8).filter(|_| value.tag() == Tag::GeneralizedTime)?;
        day.iter().all(u8::is_ascii_digit).then(|| String::from_utf8_lossy(day).into_owned())
    }

    fn extension<'a, T: Decode<'a, Error = der::Error>>(&'a self, oid: ObjectIdentifier) -> der::Result<Option<T>> {
        let mut all = self.0.tbs_certificate().extensions().into_iter().flatten();
        let found = all.find(|extension| extension.extn_id == oid);
        found.map(|extension| T::from_der(extension.extn_value.as_bytes())).transpose()
    }
}

/// A value of a name; none where its letters are in a set of which there are many (TeletexString).
fn text(value: &Any) -> Option<String> {
    match value.tag() {
        Tag::Utf8String => value.decode_as::<Utf8StringRef<'_>>().ok().map(|text| text.to_string()),
        Tag::PrintableString => value.decode_as::<PrintableStringRef<'_>>().ok().map(|text| text.to_string()),
        Tag::Ia5String => value.decode_as::<Ia5StringRef<'_>>().ok().map(|text| text.to_string()),
        Tag::BmpString => value.decode_as::<BmpString>().ok().map(|text| text.to_string()),
        _ => None,
    }
}
