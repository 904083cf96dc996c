//! One certificate, read strictly: within a size, the one DER form, version 3, no extension twice.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use const_oid::db::rfc4519;
use der::asn1::{Any, PrintableStringRef, Utf8StringRef};
use der::{Decode, Encode as _};
use spki::ObjectIdentifier;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{SubjectAltName, SubjectKeyIdentifier};

use super::{Error, algorithm, moment, pem_blocks, strict};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;

/// How many that were read last are kept: one bundle shows the same few again and again.
const READ: usize = 16;

thread_local! {
    static LAST: RefCell<VecDeque<Certificate>> = const { RefCell::new(VecDeque::new()) };
}

/// A certificate whose bytes are their own DER form. That says nothing about who made it: see `path`.
#[derive(Clone, Debug)]
pub struct Certificate(Arc<Read>);

#[derive(Debug)]
struct Read {
    der: Vec<u8>,
    tbs: Vec<u8>,
    inner: x509_cert::Certificate,
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

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
        if let Some(known) = LAST.with_borrow(|last| last.iter().find(|known| known.0.der == der).cloned()) {
            return Ok(known);
        }
        let read = Self::read(der)?;
        LAST.with_borrow_mut(|last| {
            last.truncate(READ - 1);
            last.push_front(read.clone());
        });
        Ok(read)
    }

    fn read(der: &[u8]) -> Result<Self, Error> {
        let inner: x509_cert::Certificate = strict(der, Self::LIMIT)?;
        let tbs = inner.tbs_certificate().to_der().map_err(Error::Encode)?;
        let certificate = Self(Arc::new(Read { der: der.to_vec(), tbs, inner }));
        let identifiers: Vec<_> = certificate.extensions().iter().map(|extension| extension.extn_id).collect();
        let twice =
            identifiers.iter().enumerate().any(|(at, id)| identifiers.iter().skip(at + 1).any(|other| other == id));
        if twice || certificate.inner().tbs_certificate().version() != x509_cert::Version::V3 {
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
        &self.0.der
    }

    /// The certificate as a PEM block.
    pub fn to_pem(&self) -> String {
        der::pem::encode_string("CERTIFICATE", der::pem::LineEnding::LF, &self.0.der).unwrap_or_default()
    }

    /// SHA-256 of the bytes: what people compare.
    pub fn fingerprint(&self) -> [u8; 32] {
        crypto::sha256(&self.0.der)
    }

    /// Whose certificate it is, as RFC 4514 writes names.
    pub fn subject(&self) -> String {
        self.inner().tbs_certificate().subject().to_string()
    }

    /// The organisations (O) that its subject names.
    pub fn organisations(&self) -> Vec<String> {
        let is_named = |attribute: &&AttributeTypeAndValue| attribute.oid == rfc4519::ORGANIZATION_NAME;
        let subject = self.inner().tbs_certificate().subject();
        subject.iter().filter(is_named).filter_map(|attribute| text(&attribute.value)).collect()
    }

    /// Who issued it, as RFC 4514 writes names.
    pub fn issuer(&self) -> String {
        self.inner().tbs_certificate().issuer().to_string()
    }

    /// The serial number's octets, most significant first.
    pub fn serial(&self) -> &[u8] {
        self.inner().tbs_certificate().serial_number().as_bytes()
    }

    /// The public key as SubjectPublicKeyInfo in DER: what `crypto::verify` takes.
    pub fn spki(&self) -> Vec<u8> {
        self.inner().tbs_certificate().subject_public_key_info().to_der().unwrap_or_default()
    }

    /// The first moment of its validity.
    pub fn not_before(&self) -> Moment {
        moment(self.inner().tbs_certificate().validity().not_before)
    }

    /// The last second of its validity, inclusive.
    pub fn not_after(&self) -> Moment {
        moment(self.inner().tbs_certificate().validity().not_after)
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
        let named = self.inner().signature_algorithm();
        (named == self.inner().tbs_certificate().signature()).then(|| algorithm(named)).flatten()
    }

    /// Whether `issuer` names itself as this one's issuer and its key made the signature.
    pub fn is_signed_by(&self, issuer: &Self) -> bool {
        let signed = |algorithm| {
            let signature = self.inner().signature().as_bytes().unwrap_or_default();
            crypto::verify(algorithm, &issuer.spki(), &self.0.tbs, signature).is_ok()
        };
        self.names_as_issuer(issuer) && self.signature_algorithm().is_some_and(signed)
    }

    /// Whether the issuer's name, compared octet by octet, is the other's subject.
    pub(super) fn names_as_issuer(&self, issuer: &Self) -> bool {
        self.inner().tbs_certificate().issuer() == issuer.inner().tbs_certificate().subject()
    }

    pub(in crate::seal) fn inner(&self) -> &x509_cert::Certificate {
        &self.0.inner
    }

    pub(super) fn extensions(&self) -> &[Extension] {
        self.inner().tbs_certificate().extensions().map(Vec::as_slice).unwrap_or_default()
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

/// A text in one of the forms that names use.
fn text(value: &Any) -> Option<String> {
    let utf8 = value.decode_as::<Utf8StringRef<'_>>().map(|text| text.as_str().to_owned());
    utf8.or_else(|_| value.decode_as::<PrintableStringRef<'_>>().map(|text| text.as_str().to_owned())).ok()
}
