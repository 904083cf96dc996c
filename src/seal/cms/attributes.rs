//! The attributes of a signer (RFC 5652 §11, RFC 2634, RFC 5035): made, and taken out of a set where each may stand once.

use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode as _, Encode, Sequence};
use sha1::{Digest as _, Sha1};
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::time::Time;

use super::Error;
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::seal::x509::{self, Certificate};

pub(super) const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
pub(super) const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
pub(super) const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
pub(super) const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
pub(super) const SIGNATURE_TIME_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// [RFC 2634 §5.4]: its digest is always SHA-1.
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");

const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// `ESSCertIDv2` [RFC 5035 §4]; SHA-256 is the default and then not written.
#[derive(Sequence)]
struct EssCertIdV2 {
    hash_algorithm: Option<AlgorithmIdentifierOwned>,
    cert_hash: OctetString,
    issuer_serial: Option<Any>,
}

/// `SigningCertificateV2` [RFC 5035 §3].
#[derive(Sequence)]
struct SigningCertificateV2 {
    certs: Vec<EssCertIdV2>,
    policies: Option<Any>,
}

/// `ESSCertID` [RFC 2634 §5.4.1].
#[derive(Sequence)]
struct EssCertId {
    cert_hash: OctetString,
    issuer_serial: Option<Any>,
}

/// `SigningCertificate` [RFC 2634 §5.4].
#[derive(Sequence)]
struct SigningCertificate {
    certs: Vec<EssCertId>,
    policies: Option<Any>,
}

/// An attribute of one value.
pub(super) fn attribute(oid: ObjectIdentifier, value: Any) -> Result<Attribute, Error> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value]).map_err(Error::Encode)? })
}

/// The signed attributes in DER order: content type, digest of the content, signing certificate, perhaps signing time.
pub(super) fn signed(
    content_type: ObjectIdentifier,
    digest: &[u8],
    signer: &Certificate,
    signing_time: Option<Moment>,
) -> Result<Attributes, Error> {
    let octets = |bytes: &[u8]| OctetString::new(bytes).map_err(Error::Encode);
    let any = |value: Result<Any, der::Error>| value.map_err(Error::Encode);
    let hash =
        EssCertIdV2 { hash_algorithm: None, cert_hash: octets(&crypto::sha256(signer.der()))?, issuer_serial: None };
    let certificate = SigningCertificateV2 { certs: vec![hash], policies: None };
    let mut all = vec![
        attribute(CONTENT_TYPE, any(Any::encode_from(&content_type))?)?,
        attribute(MESSAGE_DIGEST, any(Any::encode_from(&octets(digest)?))?)?,
        attribute(SIGNING_CERTIFICATE_V2, any(Any::encode_from(&certificate))?)?,
    ];
    if let Some(moment) = signing_time {
        let time = x509::time(moment).and_then(|time| time.to_der()).map_err(Error::Encode)?;
        all.push(attribute(SIGNING_TIME, any(Any::from_der(&time))?)?);
    }
    SetOfVec::try_from(all).map_err(Error::Encode)
}

/// Refuses a set in which an attribute stands twice or without exactly one value.
pub(super) fn each_once(attributes: &Attributes) -> Result<(), Error> {
    let all: Vec<_> = attributes.iter().collect();
    let twice = all.iter().enumerate().any(|(at, one)| all.iter().skip(at + 1).any(|other| one.oid == other.oid));
    if twice || all.iter().any(|attribute| attribute.values.len() != 1) {
        return Err(Error::Shape("an attribute stands twice or has not one value"));
    }
    Ok(())
}

/// The value of an attribute, where it stands.
pub(super) fn value(attributes: &Attributes, oid: ObjectIdentifier) -> Option<&Any> {
    attributes.iter().find(|attribute| attribute.oid == oid).and_then(|attribute| attribute.values.get(0))
}

/// Whether a signing-certificate attribute stands there, in either form.
pub(super) fn names_any(attributes: &Attributes) -> bool {
    [SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2].into_iter().any(|oid| value(attributes, oid).is_some())
}

/// Whether the signing-certificate attribute's first entry is the digest of this certificate. Where the second form is
/// missing, `or_first` takes the first one (RFC 3161 as it was before RFC 5816): its SHA-1 only tells which certificate is
/// meant, and a second certificate with the same digest is more than collisions of SHA-1 give.
pub(super) fn names_signer(attributes: &Attributes, signer: &Certificate, or_first: bool) -> Result<bool, Error> {
    const EMPTY: Error = Error::Shape("an empty signing certificate attribute");
    let second = value(attributes, SIGNING_CERTIFICATE_V2);
    if let Some(first) = value(attributes, SIGNING_CERTIFICATE).filter(|_| or_first && second.is_none()) {
        let named = SigningCertificate::from_der(&first.to_der().map_err(Error::Encode)?).map_err(Error::Malformed)?;
        let hash = named.certs.first().ok_or(EMPTY)?;
        return Ok(Sha1::digest(signer.der()).as_slice() == hash.cert_hash.as_bytes());
    }
    let der = second.ok_or(Error::Shape("no signing certificate attribute"))?.to_der().map_err(Error::Encode)?;
    let named = SigningCertificateV2::from_der(&der).map_err(Error::Malformed)?;
    let first = named.certs.first().ok_or(EMPTY)?;
    let hash = first.hash_algorithm.as_ref().map_or(SHA256, |algorithm| algorithm.oid).to_string();
    let digest_of = |algorithm: &Algorithm| algorithm.digest_oid() == hash;
    let digest = Algorithm::ALL.into_iter().find(digest_of).ok_or(Error::Algorithm)?;
    Ok(digest.digest(signer.der()) == first.cert_hash.as_bytes())
}

/// The signing time, where it is stated.
pub(super) fn signing_time(attributes: &Attributes) -> Result<Option<Moment>, Error> {
    let Some(value) = value(attributes, SIGNING_TIME) else { return Ok(None) };
    let der = value.to_der().map_err(Error::Encode)?;
    let time = Time::from_der(&der).map_err(Error::Malformed)?;
    Ok(Some(x509::moment(time)))
}
