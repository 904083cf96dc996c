//! One complete certificate revocation list [RFC 5280 §5]: read strictly. Delta, indirect and partitioned lists, which
//! are marked by critical extensions, are not supported and say nothing.

use der::{Decode as _, Encode as _};
use x509_cert::crl::{CertificateList, RevokedCert};
use x509_cert::ext::pkix::CrlReason;

use super::{Certificate, Error, algorithm, moment, pem_blocks, strict};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;

/// A CRL whose bytes are their own DER form; whether its issuer signed it, `speaks_for` tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crl {
    der: Vec<u8>,
    tbs: Vec<u8>,
    inner: CertificateList,
}

/// A line of a CRL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Serial number of the certificate, most significant octet first.
    pub serial: Vec<u8>,
    /// From when on it is revoked.
    pub since: Moment,
    /// The reason's number [RFC 5280 §5.3.1], where one is given.
    pub reason: Option<u8>,
}

impl Crl {
    /// The most octets that a CRL may have.
    pub const LIMIT: usize = 4 * 1024 * 1024;
    /// The most CRLs that one PEM text may hold.
    pub const PEM_LIMIT: usize = 64;

    /// Reads one CRL.
    ///
    /// # Errors
    /// Too large or not DER.
    pub fn parse(der: &[u8]) -> Result<Self, Error> {
        let inner: CertificateList = strict(der, Self::LIMIT)?;
        let tbs = inner.tbs_cert_list.to_der().map_err(Error::Encode)?;
        Ok(Self { der: der.to_vec(), tbs, inner })
    }

    /// Reads the one `X509 CRL` block of a PEM text.
    pub fn parse_pem(text: &str) -> Result<Self, Error> {
        Self::parse(pem_blocks(text, "X509 CRL", 1)?.first().ok_or(Error::Pem)?)
    }

    /// Reads all `X509 CRL` blocks of a PEM text, in order.
    pub fn parse_pems(text: &str) -> Result<Vec<Self>, Error> {
        pem_blocks(text, "X509 CRL", Self::PEM_LIMIT)?.iter().map(|der| Self::parse(der)).collect()
    }

    /// The bytes as read.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The CRL as a PEM block.
    pub fn to_pem(&self) -> String {
        der::pem::encode_string("X509 CRL", der::pem::LineEnding::LF, &self.der).unwrap_or_default()
    }

    /// Who issued it, as RFC 4514 writes names.
    pub fn issuer(&self) -> String {
        self.inner.tbs_cert_list.issuer.to_string()
    }

    /// Whether it names this certificate's subject as its issuer, octet for octet.
    pub fn names_as_issuer(&self, issuer: &Certificate) -> bool {
        &self.inner.tbs_cert_list.issuer == issuer.inner().tbs_certificate().subject()
    }

    /// The algorithm it is signed with, where both places name the same and we know it.
    pub fn signature_algorithm(&self) -> Option<Algorithm> {
        let named = &self.inner.signature_algorithm;
        (named == &self.inner.tbs_cert_list.signature).then(|| algorithm(named)).flatten()
    }

    /// When it was issued: what it says is known up to here.
    pub fn this_update(&self) -> Moment {
        moment(self.inner.tbs_cert_list.this_update)
    }

    /// By when the next one comes; one without this end is never relied on.
    pub fn next_update(&self) -> Option<Moment> {
        self.inner.tbs_cert_list.next_update.map(moment)
    }

    /// Whether it is in force at this moment.
    pub fn is_valid_at(&self, at: Moment) -> bool {
        self.this_update() <= at && self.next_update().is_some_and(|next| at <= next)
    }

    /// Whether `issuer` signed it, it may sign CRLs, and the list is one that we understand completely.
    pub fn speaks_for(&self, issuer: &Certificate) -> bool {
        let list = &self.inner.tbs_cert_list;
        let critical = |extensions: &Option<Vec<x509_cert::ext::Extension>>| {
            extensions.as_ref().is_some_and(|all| all.iter().any(|extension| extension.critical))
        };
        let entries = list.revoked_certificates.as_deref().unwrap_or_default();
        let understood =
            !critical(&list.crl_extensions) && !entries.iter().any(|entry| critical(&entry.crl_entry_extensions));
        let same = self.inner.signature_algorithm == list.signature;
        let signed = |algorithm| {
            let signature = self.inner.signature.as_bytes().unwrap_or_default();
            crypto::verify(algorithm, &issuer.spki(), &self.tbs, signature).is_ok()
        };
        understood
            && same
            && self.names_as_issuer(issuer)
            && super::path::may_sign_crls(issuer)
            && algorithm(&list.signature).is_some_and(signed)
    }

    /// The line about this serial number.
    pub fn revocation(&self, serial: &[u8]) -> Option<Revocation> {
        let entries = self.inner.tbs_cert_list.revoked_certificates.as_deref().unwrap_or_default();
        entries.iter().find(|entry| entry.serial_number.as_bytes() == serial).map(revocation)
    }
}

fn revocation(entry: &RevokedCert) -> Revocation {
    let reason = |extensions: &Vec<x509_cert::ext::Extension>| {
        let found = extensions.iter().find(|e| e.extn_id == const_oid::db::rfc5280::ID_CE_CRL_REASONS)?;
        let reason = CrlReason::from_der(found.extn_value.as_bytes()).ok()?;
        u8::try_from(reason as u32).ok()
    };
    Revocation {
        serial: entry.serial_number.as_bytes().to_vec(),
        since: moment(entry.revocation_date),
        reason: entry.crl_entry_extensions.as_ref().and_then(reason),
    }
}
