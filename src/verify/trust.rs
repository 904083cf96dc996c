//! What is trusted: certificates and log keys that the caller gives, and nothing else. The folder `trust/` of a bundle supplies
//! intermediate certificates and revocation lists; it never makes anything trusted.

use std::fmt::Write;

use crate::crypto::{Suitability, sha256};
use crate::seal::x509::{self, Certificate};
use crate::tlog::key::VerifierKey;
use crate::tlog::policy::Policy;

/// The certificates under which seals and time-stamps are believed, as DER, the keys of logs and witnesses, and the table of algorithms. Only the
/// caller fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustAnchors {
    /// For the seals on evidence and bundle.
    pub seal: Vec<Vec<u8>>,
    /// For time-stamps.
    pub tsa: Vec<Vec<u8>>,
    /// For the transparency log.
    pub log: LogAnchors,
    /// Until when which algorithm is taken.
    pub suitability: Suitability,
}

/// What is believed of transparency logs, and what is asked of them. Only the caller fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogAnchors {
    /// Keys of logs, beside those of the policy. A key counts for checkpoints whose origin is its name.
    pub logs: Vec<VerifierKey>,
    /// Keys of witnesses, beside those of the policy.
    pub witnesses: Vec<VerifierKey>,
    /// How many witnesses, and which, are enough; one of `witnesses` where there is no policy.
    pub policy: Option<Policy>,
    /// What a bundle must prove to pass.
    pub required: Required,
}

/// What `--require` asks for. What is missing and asked for is INDETERMINATE, otherwise only a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Required {
    /// Every evidence of the chain is in a log whose key is trusted.
    pub log: bool,
    /// And enough witnesses cosigned.
    pub witness: bool,
    /// And the log signed with ML-DSA-44.
    pub post_quantum: bool,
}

impl LogAnchors {
    /// All trusted keys of logs.
    pub fn log_keys(&self) -> impl Iterator<Item = &VerifierKey> {
        let of_policy = self.policy.iter().flat_map(Policy::logs).map(|log| &log.key);
        self.logs.iter().chain(of_policy).filter(|key| key.kind().is_for_logs())
    }

    /// All trusted keys of witnesses. A log that witnesses itself is none.
    pub fn witness_keys(&self) -> impl Iterator<Item = &VerifierKey> {
        let of_policy = self.policy.iter().flat_map(Policy::witnesses).map(|witness| &witness.key);
        let own = |key: &VerifierKey| self.log_keys().any(|log| log.key() == key.key());
        let all = self.witnesses.iter().chain(of_policy);
        all.filter(move |key| key.kind().is_for_witnesses() && !own(key))
    }

    /// Whether the witnesses of whom this is true are enough, where any are asked for.
    pub fn is_quorum(&self, cosigned: impl Fn(&VerifierKey) -> bool) -> bool {
        match &self.policy {
            Some(policy) => {
                let known: Vec<&VerifierKey> = self.witness_keys().collect();
                !policy.is_without_witnesses() && policy.is_met(|key| known.contains(&key) && cosigned(key))
            }
            None => self.witness_keys().any(cosigned),
        }
    }
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
pub fn organisations(der: &[u8]) -> Vec<String> {
    Certificate::parse(der).map(|certificate| certificate.organisations()).unwrap_or_default()
}

/// The SHA-256 of these octets, as people compare it.
pub(super) fn fingerprint(octets: &[u8]) -> String {
    grouped(&sha256(octets))
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
