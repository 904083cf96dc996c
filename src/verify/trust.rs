//! What is trusted: certificates that the caller gives, and nothing else. The folder `trust/` of a bundle supplies
//! intermediate certificates and revocation lists; it never makes anything trusted.

use std::fmt::Write;

use der::Decode;
use der::asn1::{Any, PrintableStringRef, Utf8StringRef};
use x509_cert::attr::AttributeTypeAndValue;

use crate::seal::x509::{self, Certificate};

/// The certificates under which seals and time-stamps are believed, as DER. Only the caller fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustAnchors {
    /// For the seals on evidence and bundle.
    pub seal: Vec<Vec<u8>>,
    /// For time-stamps.
    pub tsa: Vec<Vec<u8>>,
}

/// A file that holds no certificate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No PEM block of the kind looked for.
    #[error("no certificate is in this file: it must hold lines such as -----BEGIN CERTIFICATE-----")]
    NoCertificate,
    /// A block that cannot be read.
    #[error("a certificate in this file cannot be read")]
    Broken(#[source] x509::Error),
}

/// All certificates of a PEM file, as DER; each must be one.
pub fn certificates(pem: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let text = std::str::from_utf8(pem).map_err(|_| Error::NoCertificate)?;
    if !text.contains("-----BEGIN CERTIFICATE-----") {
        return Err(Error::NoCertificate);
    }
    let found = Certificate::parse_pem(text).map_err(Error::Broken)?;
    Ok(found.iter().map(|certificate| certificate.der().to_vec()).collect())
}

/// The organisations (O) that a certificate's subject names.
pub(super) fn organisations(der: &[u8]) -> Vec<String> {
    let Ok(certificate) = x509_cert::Certificate::from_der(der) else { return Vec::new() };
    let subject = certificate.tbs_certificate().subject();
    let organisation = |attribute: &&AttributeTypeAndValue| attribute.oid == const_oid::db::rfc4519::ORGANIZATION_NAME;
    subject.iter().filter(organisation).filter_map(|attribute| text(&attribute.value)).collect()
}

/// A text in one of the forms that names use.
fn text(value: &Any) -> Option<String> {
    let utf8 = value.decode_as::<Utf8StringRef<'_>>().map(|text| text.as_str().to_owned());
    utf8.or_else(|_| value.decode_as::<PrintableStringRef<'_>>().map(|text| text.as_str().to_owned())).ok()
}

/// A digest in capitals and groups of four, as people compare it.
pub(super) fn grouped(digest: &[u8; 32]) -> String {
    let mut text = String::new();
    for (place, octet) in digest.iter().enumerate() {
        if place > 0 && place % 2 == 0 {
            text.push(' ');
        }
        let _ = write!(text, "{octet:02X}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificate_is_refused() {
        assert!(matches!(certificates(b"hello"), Err(Error::NoCertificate)));
        assert!(matches!(certificates(b"\xff\xfe"), Err(Error::NoCertificate)));
        assert!(matches!(certificates(b"-----BEGIN CERTIFICATE-----\nAAAA\n"), Err(Error::Broken(_))));
        let pem = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assert!(matches!(certificates(pem), Err(Error::Broken(_))));
    }

    #[test]
    fn fingerprints_stand_in_groups_of_four() {
        let text = grouped(&[0xAB; 32]);
        assert_eq!((text.len(), &text[..9]), (79, "ABAB ABAB"));
    }
}
