//! REM messages: the service's S/MIME signature, the evidence inside, and the message that it carries.

use crate::format::rem;

use super::super::verdict::Reason;
use super::shown::Attested;
use super::{Case, Line, cms, evidence, is_evidence};

const FORM: &str = "EN 319 532-3 §6";
const SMIME: &str = "RFC 8551 §3.5";

/// Judges a message.
pub(super) fn message(case: &mut Case<'_>, octets: &[u8]) {
    let octets = rem::with_line_ends(octets);
    let read = match rem::read(&octets) {
        Ok(read) => read,
        Err(error) => {
            case.findings.add(Reason::FormatFailure, "", SMIME, format!("It cannot be judged: {error}."));
            return;
        }
    };
    if !cms::signature(case, "smime.p7s", &read.signature, Some(read.signed)) {
        return;
    }
    let mut found = 0;
    for (name, octets) in &read.evidence {
        if !is_evidence(octets) {
            case.findings.note(name, FORM, "It is XML and no evidence of EN 319 522-3; nothing here looks into it.");
            continue;
        }
        found += 1;
        let attestation = evidence::one(case, name, octets);
        if let (Some(attestation), Some(original)) = (attestation, &read.original) {
            evidence::compare(case, name, &attestation, original, "the message inside");
        }
    }
    if found == 0 {
        case.findings.note("", FORM, "It carries no evidence of EN 319 522-3: it is a signed mail and nothing more.");
    }
    if !read.fields.is_empty() {
        let lines = read.fields.into_iter().map(|(name, value)| Line { what: name, value }).collect();
        case.shown.attested.push(Attested { file: Some("header".to_owned()), lines });
        case.findings.note("header", FORM, "The fields of the header are covered by no signature.");
    }
}
