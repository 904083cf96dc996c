//! Judgement of what other services made: an evidence, a CMS signature, a time-stamp, an ASiC container, a REM message. Form, schema,
//! digests, signatures, time-stamps and certificates under the caller's anchors; what it attests is quoted in its issuer's words. The law and
//! the policies of those services are not known here, and the report says so.

mod asic;
mod cms;
mod evidence;
mod mail;
mod shown;

use crate::bundle::Role;
use crate::erds::moment::Moment;
use crate::format::zip::lenient;
use crate::format::{attestation, rem};
use crate::seal::xmldsig;

use super::bench::Bench;
use super::lists::Lists;
use super::report::Report;
use super::trust::TrustAnchors;
use super::unread;
use super::verdict::{Findings, Reason};

pub use shown::{Attested, Foreign, Kind, Line, Signed};

/// The most octets that are looked at.
pub const LIMIT: usize = 64 << 20;

/// What is to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The file.
    pub octets: &'a [u8],
    /// What a signature or time-stamp is over, where it stands beside it; the message that an evidence names.
    pub content: Option<&'a [u8]>,
    /// Revocation lists that the caller has, DER.
    pub lists: &'a [Vec<u8>],
    /// Trusted lists, where the caller gives any.
    pub trusted: Option<&'a Lists>,
}

/// What these octets are, where they are something of another service: `None` for a bundle of ours, and for what nobody here knows.
pub fn kind(octets: &[u8]) -> Option<Kind> {
    let text = octets.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(octets).trim_ascii_start();
    if octets.starts_with(b"PK\x03\x04") {
        return is_container(octets).then_some(Kind::Container);
    }
    if text.starts_with(b"<") {
        return Some(Kind::Evidence);
    }
    if octets.starts_with(&[0x30]) || text.starts_with(b"-----BEGIN ") {
        return cms::kind(octets);
    }
    rem::begins(octets).then_some(Kind::RemMessage)
}

/// A container with signatures or time-stamps that is no bundle of ours, which has a folder of evidence, or extracts of it.
fn is_container(octets: &[u8]) -> bool {
    let Ok(members) = lenient::members(octets) else {
        return false;
    };
    let is_extract = |name: &str| matches!(Role::of(name), Role::Extract { .. });
    let ours = members.iter().any(|member| member.name.starts_with("evidence/") || is_extract(&member.name));
    !ours && members.iter().any(|member| asic::signs(&member.name).is_some())
}

/// Judges it for a moment.
pub fn judge(kind: Kind, given: &Given<'_>, anchors: &TrustAnchors, at: Moment) -> Report {
    let mut case = Case {
        bench: Bench::new(anchors, given.lists, at),
        findings: Findings::default(),
        shown: Foreign::new(kind),
        content: given.content,
    };
    if given.octets.len() > LIMIT {
        let sentence = format!("It is larger than {LIMIT} octets, which is the most that is looked at.");
        case.findings.add(Reason::FormatFailure, "", "docs/foreign.md", sentence);
    } else {
        match kind {
            Kind::Cms => {
                cms::signature(&mut case, "", given.octets, given.content);
            }
            Kind::Container => asic::container(&mut case, given.octets),
            Kind::Evidence => evidence::lone(&mut case, given.octets),
            Kind::RemMessage => mail::message(&mut case, given.octets),
            Kind::TimeStamp => cms::time_stamp(&mut case, given.octets, given.content),
        }
    }
    let Case { mut bench, findings, mut shown, .. } = case;
    let (signers, pool) = bench.take_signers();
    shown.conclude();
    let mut report = unread(findings, bench.into_roots(), at);
    shown::sentence(report.verdict).clone_into(&mut report.sentence);
    report.not_proven = shown::not_proven(kind);
    report.foreign = Some(shown);
    if let Some(lists) = given.trusted {
        report.tell_qualified(lists, &signers, &pool);
    }
    report
}

/// What is being judged, and what was found so far.
struct Case<'a> {
    bench: Bench,
    findings: Findings,
    shown: Foreign,
    content: Option<&'a [u8]>,
}

/// Why an XML signature does not count.
fn of_xml(error: &xmldsig::Error) -> Reason {
    use crate::crypto::Error as Crypto;
    match error {
        xmldsig::Error::Xml(_) | xmldsig::Error::Form(_) | xmldsig::Error::TooMany(_) => Reason::FormatFailure,
        xmldsig::Error::Algorithm(_) | xmldsig::Error::Signature(Crypto::Key) => Reason::CryptoConstraintsFailure,
        xmldsig::Error::Hash(_) => Reason::HashFailure,
        xmldsig::Error::Missing(_) => Reason::SignedDataNotFound,
        xmldsig::Error::Signature(_) | xmldsig::Error::Signer => Reason::SigCryptoFailure,
        xmldsig::Error::Certificate => Reason::NoSigningCertificateFound,
    }
}

/// Whether a document is an evidence of the standard, whoever signed it.
fn is_evidence(octets: &[u8]) -> bool {
    xmldsig::Document::read(octets).is_ok_and(|document| attestation::is_evidence(document.root()))
}
