//! What is asked of a responder [RFC 6960 §4.1]: printed for a client, read for an authority. Which certificate is meant stands
//! there as hashes of its issuer's name and key, and its serial number.

use der::asn1::{Any, OctetString};
use der::{Decode as _, Encode as _};
use sha1::Digest as _;
use spki::AlgorithmIdentifierOwned;
use x509_cert::ext::Extension;

use super::asn1::{self, NONCE, SHA1, SHA256};
use crate::crypto;
use crate::seal::x509::{Certificate, Error};

/// The most octets of a request.
pub const REQUEST_LIMIT: usize = 4 * 1024;
/// The most certificates that one request asks after.
const MOST: usize = 8;
/// The octets that a nonce may have [RFC 9654 §2.1].
const NONCE_LENGTHS: std::ops::RangeInclusive<usize> = 1..=128;

/// By which digest a certificate's issuer is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdHash {
    /// What every responder knows; nothing rests on it but which certificate is meant.
    Sha1,
    /// What newer ones know, too.
    Sha256,
}

impl IdHash {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sha1, Self::Sha256];

    fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => sha1::Sha1::digest(bytes).to_vec(),
            Self::Sha256 => crypto::sha256(bytes).to_vec(),
        }
    }
}

/// Which certificate is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertId(pub(super) asn1::CertId);

impl CertId {
    /// The identifier of a certificate that `issuer` issued.
    ///
    /// # Errors
    /// Something can not be encoded.
    pub fn of(certificate: &Certificate, issuer: &Certificate, hash: IdHash) -> Result<Self, Error> {
        let (oid, parameters) = match hash {
            IdHash::Sha1 => (SHA1, Some(Any::null())),
            IdHash::Sha256 => (SHA256, None),
        };
        let (name, key) = names(issuer, hash)?;
        Ok(Self(asn1::CertId {
            hash_algorithm: AlgorithmIdentifierOwned { oid, parameters },
            issuer_name_hash: OctetString::new(name).map_err(Error::Encode)?,
            issuer_key_hash: OctetString::new(key).map_err(Error::Encode)?,
            serial_number: certificate.inner().tbs_certificate().serial_number().clone(),
        }))
    }

    /// Whether this authority issued what is meant.
    pub fn is_below(&self, issuer: &Certificate) -> bool {
        let stated = &self.0.hash_algorithm;
        let bare = stated.parameters.as_ref().is_none_or(Any::is_null);
        let hash = match stated.oid {
            SHA1 => Some(IdHash::Sha1),
            SHA256 => Some(IdHash::Sha256),
            _ => None,
        };
        let same = |(name, key): (Vec<u8>, Vec<u8>)| {
            self.0.issuer_name_hash.as_bytes() == name && self.0.issuer_key_hash.as_bytes() == key
        };
        bare && hash.and_then(|hash| names(issuer, hash).ok()).is_some_and(same)
    }

    /// The serial number, most significant octet first.
    pub fn serial(&self) -> &[u8] {
        self.0.serial_number.as_bytes()
    }

    /// Whether this certificate, which `issuer` issued, is meant.
    pub fn names(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        self.serial() == certificate.serial() && self.is_below(issuer)
    }
}

/// The hashes of an authority's name and key.
fn names(issuer: &Certificate, hash: IdHash) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let name = issuer.inner().tbs_certificate().subject().to_der().map_err(Error::Encode)?;
    Ok((hash.of(&name), hash.of(key_bits(issuer))))
}

/// SHA-1 of an authority's or responder's key: how responses name who signed.
pub(super) fn key_hash(certificate: &Certificate) -> Vec<u8> {
    IdHash::Sha1.of(key_bits(certificate))
}

fn key_bits(certificate: &Certificate) -> &[u8] {
    certificate.inner().tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes()
}

/// A client's request about one certificate that `issuer` issued. A nonce asks for an answer of this very moment.
///
/// # Errors
/// The nonce is empty or too long.
pub fn ocsp_request(certificate: &Certificate, issuer: &Certificate, nonce: Option<&[u8]>) -> Result<Vec<u8>, Error> {
    let req_cert = CertId::of(certificate, issuer, IdHash::Sha1)?.0;
    let tbs_request = asn1::TbsRequest {
        version: 0,
        requestor_name: None,
        request_list: vec![asn1::Request { req_cert, extensions: None }],
        extensions: nonce.map(nonce_extension).transpose()?.map(|extension| vec![extension]),
    };
    asn1::OcspRequest { tbs_request, signature: None }.to_der().map_err(Error::Encode)
}

/// What somebody asks a responder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OcspRequest {
    /// Which certificates, at least one.
    pub certificates: Vec<CertId>,
    /// To be repeated in the response, where it is signed for this request alone.
    pub nonce: Option<Vec<u8>>,
}

/// Why a responder gives no signed answer [RFC 6960 §2.3].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request can not be read.
    MalformedRequest,
    /// The responder failed.
    InternalError,
    /// Asked too often for the moment.
    TryLater,
    /// Not about certificates of this authority [RFC 5019 §2.2.3].
    Unauthorized,
}

impl Refusal {
    /// The response that says so. Nobody signs it.
    pub fn to_der(self) -> Vec<u8> {
        let status = match self {
            Self::MalformedRequest => asn1::Status::MalformedRequest,
            Self::InternalError => asn1::Status::InternalError,
            Self::TryLater => asn1::Status::TryLater,
            Self::Unauthorized => asn1::Status::Unauthorized,
        };
        asn1::Response { status, bytes: None }.to_der().unwrap_or_default()
    }
}

/// Reads what somebody asks. Extensions other than the nonce change nothing, critical ones are not understood.
///
/// # Errors
/// It can not be read, or asks after more certificates than are answered for.
pub fn parse_ocsp_request(bytes: &[u8]) -> Result<OcspRequest, Refusal> {
    if bytes.len() > REQUEST_LIMIT {
        return Err(Refusal::MalformedRequest);
    }
    let request = asn1::OcspRequest::from_der(bytes).map_err(|_| Refusal::MalformedRequest)?.tbs_request;
    let count = request.request_list.len();
    let extensions = || request.extensions.iter().flatten();
    let single = request.request_list.iter().flat_map(|one| one.extensions.iter().flatten());
    let critical = extensions().chain(single).any(|extension| extension.critical && extension.extn_id != NONCE);
    if request.version != 0 || count == 0 || count > MOST || critical {
        return Err(Refusal::MalformedRequest);
    }
    let nonce = extensions().find(|extension| extension.extn_id == NONCE).map(nonce);
    let nonce = nonce.map(|found| found.ok_or(Refusal::MalformedRequest)).transpose()?;
    Ok(OcspRequest { certificates: request.request_list.into_iter().map(|one| CertId(one.req_cert)).collect(), nonce })
}

/// The nonce in its extension, whose value is an OCTET STRING in DER.
pub(super) fn nonce(extension: &Extension) -> Option<Vec<u8>> {
    let octets = OctetString::from_der(extension.extn_value.as_bytes()).ok()?.into_bytes().into_vec();
    NONCE_LENGTHS.contains(&octets.len()).then_some(octets)
}

pub(super) fn nonce_extension(nonce: &[u8]) -> Result<Extension, Error> {
    if !NONCE_LENGTHS.contains(&nonce.len()) {
        return Err(Error::Value("nonce"));
    }
    let value = OctetString::new(nonce).and_then(|octets| octets.to_der()).map_err(Error::Encode)?;
    let extn_value = OctetString::new(value).map_err(Error::Encode)?;
    Ok(Extension { extn_id: NONCE, critical: false, extn_value })
}
