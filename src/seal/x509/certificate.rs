//! One certificate, read strictly: within a size, the one DER form, version 3, no extension twice.

use der::{Decode, Encode as _};
use spki::ObjectIdentifier;
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{SubjectAltName, SubjectKeyIdentifier};

use super::{Error, algorithm, moment, pem_blocks, strict};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;

/// A certificate whose bytes are their own DER form. That says nothing about who made it: see `path`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    tbs: Vec<u8>,
    inner: x509_cert::Certificate,
}

impl Certificate {
    /// The most octets that a certificate may have.
    pub const LIMIT: usize = 32 * 1024;
    /// The most certificates that one PEM text may hold.
    pub const PEM_LIMIT: usize = 200;

    /// Reads one certificate.
    ///
    /// # Errors
    /// Too large, not DER, not version 3, or an extension twice.
    pub fn parse(der: &[u8]) -> Result<Self, Error> {
        let inner: x509_cert::Certificate = strict(der, Self::LIMIT)?;
        let tbs = inner.tbs_certificate().to_der().map_err(Error::Encode)?;
        let certificate = Self { der: der.to_vec(), tbs, inner };
        let identifiers: Vec<_> = certificate.extensions().iter().map(|extension| extension.extn_id).collect();
        let twice =
            identifiers.iter().enumerate().any(|(at, id)| identifiers.iter().skip(at + 1).any(|other| other == id));
        if twice || certificate.inner.tbs_certificate().version() != x509_cert::Version::V3 {
            return Err(Error::Extensions);
        }
        Ok(certificate)
    }

    /// Reads all `CERTIFICATE` blocks of a PEM text, in order.
    pub fn parse_pem(text: &str) -> Result<Vec<Self>, Error> {
        pem_blocks(text, "CERTIFICATE", Self::PEM_LIMIT)?.iter().map(|der| Self::parse(der)).collect()
    }

    /// The bytes as read.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate as a PEM block.
    pub fn to_pem(&self) -> String {
        der::pem::encode_string("CERTIFICATE", der::pem::LineEnding::LF, &self.der).unwrap_or_default()
    }

    /// SHA-256 of the bytes: what people compare.
    pub fn fingerprint(&self) -> [u8; 32] {
        crypto::sha256(&self.der)
    }

    /// Whose certificate it is, as RFC 4514 writes names.
    pub fn subject(&self) -> String {
        self.inner.tbs_certificate().subject().to_string()
    }

    /// Who issued it, as RFC 4514 writes names.
    pub fn issuer(&self) -> String {
        self.inner.tbs_certificate().issuer().to_string()
    }

    /// The serial number's octets, most significant first.
    pub fn serial(&self) -> &[u8] {
        self.inner.tbs_certificate().serial_number().as_bytes()
    }

    /// The public key as SubjectPublicKeyInfo in DER: what `crypto::verify` takes.
    pub fn spki(&self) -> Vec<u8> {
        self.inner.tbs_certificate().subject_public_key_info().to_der().unwrap_or_default()
    }

    /// The first moment of its validity.
    pub fn not_before(&self) -> Moment {
        moment(self.inner.tbs_certificate().validity().not_before)
    }

    /// The last second of its validity, inclusive.
    pub fn not_after(&self) -> Moment {
        moment(self.inner.tbs_certificate().validity().not_after)
    }

    /// The mail addresses of its alternative names.
    pub fn addresses(&self) -> Vec<String> {
        let Ok(Some(names)) = self.extension::<SubjectAltName>(const_oid::db::rfc5280::ID_CE_SUBJECT_ALT_NAME) else {
            return Vec::new();
        };
        let address = |name: &GeneralName| match name {
            GeneralName::Rfc822Name(address) => Some(address.to_string()),
            _ => None,
        };
        names.0.iter().filter_map(address).collect()
    }

    /// The algorithm it is signed with, where both places name the same and we know it.
    pub fn signature_algorithm(&self) -> Option<Algorithm> {
        let named = self.inner.signature_algorithm();
        (named == self.inner.tbs_certificate().signature()).then(|| algorithm(named)).flatten()
    }

    /// Whether `issuer` names itself as this one's issuer and its key made the signature.
    pub fn is_signed_by(&self, issuer: &Self) -> bool {
        let signed = |algorithm| {
            let signature = self.inner.signature().as_bytes().unwrap_or_default();
            crypto::verify(algorithm, &issuer.spki(), &self.tbs, signature).is_ok()
        };
        self.names_as_issuer(issuer) && self.signature_algorithm().is_some_and(signed)
    }

    /// Whether the issuer's name, compared octet by octet, is the other's subject.
    pub(super) fn names_as_issuer(&self, issuer: &Self) -> bool {
        self.inner.tbs_certificate().issuer() == issuer.inner.tbs_certificate().subject()
    }

    pub(in crate::seal) fn inner(&self) -> &x509_cert::Certificate {
        &self.inner
    }

    pub(super) fn extensions(&self) -> &[Extension] {
        self.inner.tbs_certificate().extensions().map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn extension<'a, T: Decode<'a, Error = der::Error>>(
        &'a self,
        identifier: ObjectIdentifier,
    ) -> Result<Option<T>, der::Error> {
        let found = self.extensions().iter().find(|extension| extension.extn_id == identifier);
        found.map(|extension| T::from_der(extension.extn_value.as_bytes())).transpose()
    }

    /// The identifier of its key, where it states one.
    pub(super) fn key_identifier(&self) -> Option<SubjectKeyIdentifier> {
        self.extension(const_oid::db::rfc5280::ID_CE_SUBJECT_KEY_IDENTIFIER).ok().flatten()
    }
}
