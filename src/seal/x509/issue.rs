//! Issuing certificates from the profiles of certs/README.md: prepare → (the authority signs) → assemble.

use core::net::IpAddr;

use const_oid::db::{rfc4519, rfc5280};
use der::asn1::{BitString, Ia5String, Null, OctetString, PrintableStringRef, SetOfVec, Utf8StringRef};
use der::{Any, Decode as _, Encode};
use signature::Keypair;
use spki::{AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier, EncodePublicKey, SubjectPublicKeyInfoOwned};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder as _, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::crl::dp::DistributionPoint;
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName};
use x509_cert::ext::pkix::{
    AccessDescription, AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints, CrlDistributionPoints,
    ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectAltName, SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::{Name, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::Validity;

use super::ocsp::NO_CHECK;
use super::{Certificate, Error, identifier, time};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;

/// The kinds of certificate that we issue; certs/README.md describes each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The embedded authority: signs end certificates and CRLs, nothing below it may issue.
    Root,
    /// Answers for the authority whether a certificate is revoked; nobody asks that of itself.
    Ocsp,
    /// The seal on evidence and notices.
    Seal {
        /// The address that notices come from.
        address: String,
    },
    /// The embedded time-stamping authority.
    TimeStamping,
    /// A TLS server.
    Tls {
        /// Host names.
        names: Vec<String>,
        /// IP addresses.
        addresses: Vec<IpAddr>,
    },
}

/// The name in a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Common name, 1 to 64 characters.
    pub common_name: String,
    /// The organisation, where there is one.
    pub organisation: Option<String>,
    /// Two capital letters of ISO 3166-1.
    pub country: Option<String>,
}

/// Who signs.
#[derive(Clone, Copy, Debug)]
pub enum Issuer<'a> {
    /// The certified key itself (a root).
    Itself,
    /// This authority.
    Authority(&'a Certificate),
}

/// What is to stand in a certificate.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Its kind.
    pub profile: Profile,
    /// Whose it is.
    pub subject: Subject,
    /// The key that is certified, SubjectPublicKeyInfo in DER.
    pub spki: &'a [u8],
    /// 8 to 19 random octets.
    pub serial: &'a [u8],
    /// The first moment of validity.
    pub not_before: Moment,
    /// The last second of validity.
    pub not_after: Moment,
    /// Where the service is reached: `/crl`, `/ca` and `/ca/ocsp` below it serve the list, the issuer and the OCSP responder. None: none is
    /// named.
    pub public_url: Option<&'a str>,
}

/// A certificate that lacks its signature.
pub struct Prepared {
    /// The bytes to sign with the issuer's key.
    pub to_sign: Vec<u8>,
    algorithm: Algorithm,
    builder: CertificateBuilder<Extensions>,
    signer: Signer,
}

/// Prepares a certificate that `issuer` will sign with `algorithm`.
///
/// # Errors
/// A value does not fit the profile, or the key is not a SubjectPublicKeyInfo.
pub fn prepare(request: &Request<'_>, issuer: Issuer<'_>, algorithm: Algorithm) -> Result<Prepared, Error> {
    prepare_with(request, issuer, algorithm, |_| {})
}

/// As `prepare`, with extensions other than the profile's: what tests of foreign certificates need.
pub(super) fn prepare_with(
    request: &Request<'_>,
    issuer: Issuer<'_>,
    algorithm: Algorithm,
    edit: impl FnOnce(&mut Vec<Extension>),
) -> Result<Prepared, Error> {
    let spki = SubjectPublicKeyInfoOwned::from_der(request.spki).map_err(Error::Malformed)?;
    if !(8..=19).contains(&request.serial.len()) || request.not_before > request.not_after {
        return Err(Error::Value("serial number or validity"));
    }
    let subject = name(&request.subject)?;
    let (issuer_name, issuer_spki, authority) = match issuer {
        Issuer::Itself => (subject.clone(), request.spki.to_vec(), key_identifier(&spki)?),
        Issuer::Authority(authority) => {
            let key = match authority.key_identifier() {
                Some(stated) => stated.0,
                None => key_identifier(authority.inner().tbs_certificate().subject_public_key_info())?,
            };
            (authority.inner().tbs_certificate().subject().clone(), authority.spki(), key)
        }
    };
    let mut extensions = extensions(request, &subject, &spki, authority).map_err(Error::Encode)?;
    edit(&mut extensions);
    let signer = Signer { spki: issuer_spki, algorithm };
    let serial = SerialNumber::new(request.serial).map_err(Error::Encode)?;
    let encoded = |moment| time(moment).map_err(Error::Encode);
    let validity = Validity::new(encoded(request.not_before)?, encoded(request.not_after)?);
    let profile = Extensions { issuer: issuer_name, subject, list: extensions };
    let mut builder = CertificateBuilder::new(profile, serial, validity, spki).map_err(Error::Build)?;
    let to_sign = builder.finalize(&signer).map_err(Error::Build)?;
    Ok(Prepared { to_sign, algorithm, builder, signer })
}

impl Prepared {
    /// The certificate with its signature (ECDSA in DER form), which must be the issuer's.
    ///
    /// # Errors
    /// The signature does not match, or the certificate can not be read back.
    pub fn assemble(self, signature: &[u8]) -> Result<Certificate, Error> {
        crypto::verify(self.algorithm, &self.signer.spki, &self.to_sign, signature).map_err(Error::Signature)?;
        let bits = BitString::from_bytes(signature).map_err(Error::Encode)?;
        let certificate = self.builder.assemble(bits, &self.signer).map_err(Error::Build)?;
        Certificate::parse(&certificate.to_der().map_err(Error::Encode)?)
    }
}

/// The signer as the library asks for it: a public key and an algorithm, no private key.
#[derive(Clone)]
struct Signer {
    spki: Vec<u8>,
    algorithm: Algorithm,
}

impl Keypair for Signer {
    type VerifyingKey = Self;

    fn verifying_key(&self) -> Self {
        self.clone()
    }
}

impl EncodePublicKey for Signer {
    fn to_public_key_der(&self) -> spki::Result<der::Document> {
        Ok(der::Document::from_der(&self.spki)?)
    }
}

impl DynSignatureAlgorithmIdentifier for Signer {
    fn signature_algorithm_identifier(&self) -> spki::Result<AlgorithmIdentifierOwned> {
        Ok(identifier(self.algorithm)?)
    }
}

/// Names and extensions as decided here; the library only places them.
struct Extensions {
    issuer: Name,
    subject: Name,
    list: Vec<Extension>,
}

impl BuilderProfile for Extensions {
    fn get_issuer(&self, _: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        _: spki::SubjectPublicKeyInfoRef<'_>,
        _: spki::SubjectPublicKeyInfoRef<'_>,
        _: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        Ok(self.list.clone())
    }
}

fn extensions(
    request: &Request<'_>,
    subject: &Name,
    spki: &SubjectPublicKeyInfoOwned,
    authority: OctetString,
) -> Result<Vec<Extension>, der::Error> {
    let mut list = Vec::new();
    let mut add = |critical: bool, extension: Result<Extension, der::Error>| {
        extension.map(|extension| list.push(Extension { critical, ..extension }))
    };
    let root = request.profile == Profile::Root;
    let own = SubjectKeyIdentifier(key_identifier(spki).map_err(|_| der::ErrorKind::Failed)?);
    add(false, own.to_extension(subject, &[]))?;
    let of_issuer = AuthorityKeyIdentifier { key_identifier: Some(authority), ..Default::default() };
    add(false, of_issuer.to_extension(subject, &[]))?;
    let constraints = BasicConstraints { ca: root, path_len_constraint: root.then_some(0) };
    add(true, constraints.to_extension(subject, &[]))?;
    let usage = match request.profile {
        Profile::Root => KeyUsages::KeyCertSign | KeyUsages::CRLSign,
        Profile::Seal { .. } => KeyUsages::DigitalSignature | KeyUsages::NonRepudiation,
        Profile::Ocsp | Profile::TimeStamping | Profile::Tls { .. } => KeyUsages::DigitalSignature.into(),
    };
    add(true, KeyUsage(usage).to_extension(subject, &[]))?;
    let extended = match request.profile {
        Profile::Root => None,
        Profile::Ocsp => Some(rfc5280::ID_KP_OCSP_SIGNING),
        Profile::Seal { .. } => Some(rfc5280::ID_KP_EMAIL_PROTECTION),
        Profile::TimeStamping => Some(rfc5280::ID_KP_TIME_STAMPING),
        Profile::Tls { .. } => Some(rfc5280::ID_KP_SERVER_AUTH),
    };
    if let Some(extended) = extended {
        let critical = request.profile == Profile::TimeStamping;
        add(critical, ExtendedKeyUsage(vec![extended]).to_extension(subject, &[]))?;
    }
    let responder = request.profile == Profile::Ocsp;
    if responder {
        let extn_value = OctetString::new(Null.to_der()?)?;
        add(false, Ok(Extension { extn_id: NO_CHECK, critical: false, extn_value }))?;
    }
    let names = alternative_names(&request.profile)?;
    if !names.is_empty() {
        add(false, SubjectAltName(names).to_extension(subject, &[]))?;
    }
    if let Some(url) = request.public_url.filter(|_| !root && !responder) {
        add(false, points(url)?.to_extension(subject, &[]))?;
        add(false, access(url)?.to_extension(subject, &[]))?;
    }
    Ok(list)
}

fn alternative_names(profile: &Profile) -> Result<Vec<GeneralName>, der::Error> {
    match profile {
        Profile::Seal { address } => Ok(vec![GeneralName::Rfc822Name(Ia5String::new(address)?)]),
        Profile::Tls { names, addresses } => {
            let mut all = Vec::new();
            for name in names {
                all.push(GeneralName::DnsName(Ia5String::new(name)?));
            }
            all.extend(addresses.iter().map(|address| GeneralName::from(*address)));
            Ok(all)
        }
        Profile::Ocsp | Profile::Root | Profile::TimeStamping => Ok(Vec::new()),
    }
}

fn below(url: &str, place: &str) -> Result<GeneralName, der::Error> {
    let address = format!("{}/{place}", url.trim_end_matches('/'));
    Ok(GeneralName::UniformResourceIdentifier(Ia5String::new(&address)?))
}

fn points(url: &str) -> Result<CrlDistributionPoints, der::Error> {
    let place = DistributionPointName::FullName(vec![below(url, "crl")?]);
    Ok(CrlDistributionPoints(vec![DistributionPoint {
        distribution_point: Some(place),
        reasons: None,
        crl_issuer: None,
    }]))
}

fn access(url: &str) -> Result<AuthorityInfoAccessSyntax, der::Error> {
    let issuer = AccessDescription { access_method: rfc5280::ID_AD_CA_ISSUERS, access_location: below(url, "ca")? };
    let responder = AccessDescription { access_method: rfc5280::ID_AD_OCSP, access_location: below(url, "ca/ocsp")? };
    Ok(AuthorityInfoAccessSyntax(vec![issuer, responder]))
}

/// The left 160 bits of SHA-256 over the key's bit string [RFC 7093 §2, method 1].
pub(super) fn key_identifier(spki: &SubjectPublicKeyInfoOwned) -> Result<OctetString, Error> {
    let digest = crypto::sha256(spki.subject_public_key.raw_bytes());
    OctetString::new(digest.get(..20).unwrap_or_default()).map_err(Error::Encode)
}

fn name(subject: &Subject) -> Result<Name, Error> {
    let mut sequence: Vec<RelativeDistinguishedName> = Vec::new();
    let mut add = |oid, value: Result<Any, der::Error>| {
        let value = value.map_err(Error::Encode)?;
        let pair = SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }]).map_err(Error::Encode)?;
        sequence.push(RelativeDistinguishedName::try_from(pair.into_vec()).map_err(Error::Encode)?);
        Ok::<(), Error>(())
    };
    if let Some(country) = &subject.country {
        if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(Error::Value("country"));
        }
        add(rfc4519::COUNTRY_NAME, PrintableStringRef::new(country).and_then(|text| Any::encode_from(&text)))?;
    }
    let text = |text: &str| Utf8StringRef::new(text).and_then(|text| Any::encode_from(&text));
    let fits = |text: &str| (1..=64).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if let Some(organisation) = &subject.organisation {
        if !fits(organisation) {
            return Err(Error::Value("organisation"));
        }
        add(rfc4519::ORGANIZATION_NAME, text(organisation))?;
    }
    if !fits(&subject.common_name) {
        return Err(Error::Value("common name"));
    }
    add(rfc4519::COMMON_NAME, text(&subject.common_name))?;
    Name::from_der(&sequence.to_der().map_err(Error::Encode)?).map_err(Error::Encode)
}
