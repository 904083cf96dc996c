//! CMS signatures and lone time-stamps.

use crate::crypto::Error as Crypto;
use crate::seal::cms::{self, Others, SignerFacts};
use crate::seal::tsp;
use crate::seal::x509::Certificate;

use super::super::bench::Made;
use super::super::facts::chain_of;
use super::super::rules::Proven;
use super::super::trust::fingerprint;
use super::super::verdict::Reason;
use super::shown::Attested;
use super::{Case, Kind, Line, Signed};

const FORM: &str = "RFC 5652 §5";
const CADES: &str = "EN 319 122-1 §5";

/// What stands inside a time-stamp token.
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";
const DATA: &str = "1.2.840.113549.1.7.1";

/// Whether octets are a signature or a time-stamp, in DER, BER or PEM.
pub(super) fn kind(octets: &[u8]) -> Option<Kind> {
    if tsp::parse_response(octets).is_ok() {
        return Some(Kind::TimeStamp);
    }
    let others = Others::read(&plain(octets)).ok()?;
    Some(if others.content_type == TST_INFO { Kind::TimeStamp } else { Kind::Cms })
}

/// The octets of a PEM block, where it is one.
fn plain(octets: &[u8]) -> Vec<u8> {
    let text = octets.trim_ascii();
    let pem = text.starts_with(b"-----BEGIN ").then(|| der::pem::decode_vec(text).ok()).flatten();
    pem.filter(|(label, _)| matches!(*label, "CMS" | "PKCS7")).map_or_else(|| octets.to_vec(), |(_, der)| der)
}

/// Judges a signature over the content inside, or over `detached`. Gives whether one signer's value fits.
pub(super) fn signature(case: &mut Case<'_>, file: &str, octets: &[u8], detached: Option<&[u8]>) -> bool {
    let others = match Others::read(&plain(octets)) {
        Ok(others) => others,
        Err(error) => {
            let sentence = format!("It is no signature that can be read: {}.", chain_of(&error));
            case.findings.add(Reason::FormatFailure, file, FORM, sentence);
            return false;
        }
    };
    if others.content_type != DATA {
        let sentence = format!("It is over content of the type {}, which is not looked into.", others.content_type);
        case.findings.note(file, FORM, sentence);
    }
    if let (Some(inside), Some(beside)) = (&others.content, detached)
        && inside != beside
    {
        let sentence = "The content inside is another than the one that it is to be held against.";
        case.findings.add(Reason::ContentDiffers, file, FORM, sentence);
    }
    let there = others.content.is_some() || detached.is_some();
    let covers = match (&others.content, detached) {
        (Some(inside), _) => format!("the content inside, {} octets, SHA-256 {}", inside.len(), hex(inside)),
        (None, Some(beside)) => format!("the content beside it, {} octets, SHA-256 {}", beside.len(), hex(beside)),
        (None, None) => String::new(),
    };
    case.bench.supply(&others.certificates, &others.lists);
    let mut held = false;
    for found in others.check(detached) {
        match found {
            Ok(facts) => {
                held = true;
                signer(case, file, &facts, &covers);
            }
            Err(error) => {
                let reason = reason(&error, there);
                let sentence = match error {
                    cms::Error::Content if !there => "What it is over stands beside it, and is not given.".to_owned(),
                    error => format!("The signature does not hold: {}.", chain_of(&error)),
                };
                case.findings.add(reason, file, FORM, sentence);
            }
        }
    }
    held
}

fn signer(case: &mut Case<'_>, file: &str, facts: &SignerFacts, covers: &str) {
    if !facts.names_signer {
        let sentence = "What is signed does not name the signer's certificate, as CAdES asks.";
        case.findings.add(Reason::SigConstraintsFailure, file, CADES, sentence);
    }
    let mut proven: Option<Proven> = None;
    for token in &facts.tokens {
        if let Some((found, _)) = case.bench.stamp(file, token, &facts.value, &mut case.findings) {
            proven = Some(proven.filter(|before| before.time <= found.time).unwrap_or(found));
        }
    }
    let made = Made { algorithm: facts.algorithm, proven, claimed: facts.signing_time };
    case.bench.signer(file, &facts.signer, made, &mut case.findings);
    case.shown.signatures.push(Signed {
        file: named(file),
        form: if facts.names_signer { "CAdES" } else { "CMS" },
        covers: vec![covers.to_owned()],
        signer: subject(&facts.signer),
        fingerprint: fingerprint(&facts.signer),
        algorithm: facts.algorithm.name(),
        signing_time: facts.signing_time,
        proven_time: proven.map(|proven| proven.time),
    });
}

fn reason(error: &cms::Error, there: bool) -> Reason {
    match error {
        cms::Error::Content if !there => Reason::SignedDataNotFound,
        cms::Error::Content => Reason::HashFailure,
        cms::Error::Algorithm | cms::Error::Signature(Crypto::Key) => Reason::CryptoConstraintsFailure,
        cms::Error::Signature(_) | cms::Error::Signer => Reason::SigCryptoFailure,
        cms::Error::NoCertificate => Reason::NoSigningCertificateFound,
        _ => Reason::FormatFailure,
    }
}

/// Judges a time-stamp, as a token or as the answer that held it.
pub(super) fn time_stamp(case: &mut Case<'_>, octets: &[u8], content: Option<&[u8]>) {
    let token = tsp::parse_response(octets).unwrap_or_else(|_| plain(octets));
    let (facts, covers) = if let Some(content) = content {
        let Some((_, facts)) = case.bench.stamp("", &token, content, &mut case.findings) else {
            return;
        };
        (facts, format!("the file given, {} octets, SHA-256 {}", content.len(), hex(content)))
    } else {
        let Some((_, facts, imprint)) = case.bench.stamp_alone(&token, &mut case.findings) else {
            return;
        };
        let covers = format!("octets with the {} {}", imprint.digest.name(), spelled(&imprint.octets));
        let sentence = format!("It is over {covers}; those are not given, so whether they are yours is not told.");
        case.findings.add(Reason::SignedDataNotFound, "", "RFC 3161 §2.4.2", sentence);
        (facts, covers)
    };
    let line = |what: &str, value: String| Line { what: what.to_owned(), value };
    case.shown.attested.push(Attested {
        file: None,
        lines: vec![
            line("time", facts.time.to_string()),
            line(
                "accuracy",
                facts.accuracy.map_or_else(|| "not said".to_owned(), |by| format!("{} s", by.as_secs_f64())),
            ),
            line("policy", facts.policy.clone()),
            line("serial number", spelled(&facts.serial)),
        ],
    });
    case.shown.signatures.push(Signed {
        file: None,
        form: "time-stamp",
        covers: vec![covers],
        signer: subject(&facts.signer),
        fingerprint: fingerprint(&facts.signer),
        algorithm: facts.algorithm.name(),
        signing_time: None,
        proven_time: Some(facts.time),
    });
}

/// The name in a certificate.
pub(super) fn subject(der: &[u8]) -> String {
    Certificate::parse(der).map(|certificate| certificate.subject()).unwrap_or_default()
}

pub(super) fn named(file: &str) -> Option<String> {
    (!file.is_empty()).then(|| file.to_owned())
}

fn hex(octets: &[u8]) -> String {
    spelled(&crate::crypto::sha256(octets))
}

/// Octets in hexadecimal digits.
pub(super) fn spelled(octets: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or_default();
    octets.iter().flat_map(|octet| [digit(octet >> 4), digit(octet & 15)]).collect()
}
