//! What a certificate says about being qualified (QCStatements, EN 319 412-5), and the identifier of its key.

use der::Sequence;
use der::asn1::{Any, ObjectIdentifier};
use sha1::{Digest as _, Sha1};

use super::Certificate;

const QC_STATEMENTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.1.3");
const COMPLIANCE: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.1");
const DEVICE: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.4");
const TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.6");
const SEALS: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.6.2");

#[derive(Sequence)]
struct QcStatement {
    id: ObjectIdentifier,
    info: Option<Any>,
}

/// What the issuer says in the certificate. Whether the issuer may say so, a trusted list tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QcStatements {
    /// It was issued as a qualified certificate.
    pub qualified: bool,
    /// Its key is in a qualified device.
    pub device: bool,
    /// It is for seals of legal persons.
    pub seals: bool,
}

impl Certificate {
    /// What it says about being qualified; nothing where that cannot be read.
    pub fn qc_statements(&self) -> QcStatements {
        let found: Vec<QcStatement> = self.extension(QC_STATEMENTS).ok().flatten().unwrap_or_default();
        let has = |id| found.iter().any(|statement: &QcStatement| statement.id == id);
        let kinds = found.iter().find(|statement| statement.id == TYPE).and_then(|statement| statement.info.as_ref());
        let kinds: Vec<ObjectIdentifier> = kinds.and_then(|info| info.decode_as().ok()).unwrap_or_default();
        QcStatements { qualified: has(COMPLIANCE), device: has(DEVICE), seals: kinds.contains(&SEALS) }
    }

    /// The identifier of its key: SHA-1 of the key itself [RFC 5280 §4.2.1.2 (1)], never what the certificate claims, which anybody can write
    /// into a certificate of their own.
    pub fn key_id(&self) -> Vec<u8> {
        let key = self.inner().tbs_certificate().subject_public_key_info().subject_public_key.as_bytes();
        Sha1::digest(key.unwrap_or_default()).to_vec()
    }
}
