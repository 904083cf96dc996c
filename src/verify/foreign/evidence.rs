//! Evidence of others, by itself or in a container or mail.

use std::time::Duration;

use crate::format::attestation::{self, Attestation};
use crate::seal::xmldsig::{self, Covered, Document, Facts};

use super::super::bench::Made;
use super::super::facts::chain_of;
use super::super::rules::Proven;
use super::super::trust::{fingerprint, organisations};
use super::super::verdict::Reason;
use super::cms::{named, spelled, subject};
use super::shown::Attested;
use super::{Case, Line, Signed, of_xml};

const SIGNATURE: &str = "EN 319 132-1 §5";
const SCHEMA: &str = "EN 319 522-3 §5";
const TIMES: &str = "EN 319 522-2 §8.2.5 (G05)";
const ISSUER: &str = "EN 319 522-2 §8.2.7 (R02)";
const CONTENT: &str = "EN 319 522-2 §8.2.24 (M02)";

/// Judges an evidence that was given by itself.
pub(super) fn lone(case: &mut Case<'_>, octets: &[u8]) {
    if let Some(attestation) = one(case, "", octets)
        && let Some(content) = case.content
    {
        compare(case, "", &attestation, content, "the file given");
    }
}

/// Judges one evidence: its signature, and what it attests by what the signature covers.
pub(super) fn one(case: &mut Case<'_>, file: &str, octets: &[u8]) -> Option<Attestation> {
    let document = match Document::read(octets) {
        Ok(document) => document,
        Err(error) => {
            let sentence = format!("It cannot be read: {}.", chain_of(&error));
            case.findings.add(of_xml(&error), file, SCHEMA, sentence);
            return None;
        }
    };
    if !attestation::is_evidence(document.root()) {
        let sentence = "It is XML, and no evidence: its root is not Evidence of EN 319 522-3.";
        case.findings.add(Reason::FormatFailure, file, SCHEMA, sentence);
        return None;
    }
    let (root, facts) = match document.covered() {
        Ok(covered) => covered,
        Err(error) => {
            let sentence = format!("Its signature does not hold: {}.", chain_of(&error));
            case.findings.add(of_xml(&error), file, SIGNATURE, sentence);
            return None;
        }
    };
    let proven = signature(case, file, &facts, vec!["the evidence as a whole".to_owned()]);
    let attestation = attestation::read(&root);
    for fault in attestation.faults.iter().take(8) {
        case.findings.add(Reason::StatementInvalid, file, SCHEMA, fault);
    }
    if attestation.critical > 0 {
        let sentence = "It holds an extension that must be understood, and is not.";
        case.findings.add(Reason::NotJudged, file, SCHEMA, sentence);
    }
    times(case, file, &attestation, proven);
    issuer(case, file, &attestation, &facts);
    case.shown.attested.push(Attested { file: named(file), lines: lines(&attestation) });
    Some(attestation)
}

/// Judges an XML signature whose digests and value fit; gives the time proven.
pub(super) fn signature(case: &mut Case<'_>, file: &str, facts: &Facts, covers: Vec<String>) -> Option<Proven> {
    if !facts.names_signer {
        let sentence = "What is signed does not name the signer's certificate, as XAdES asks.";
        case.findings.add(Reason::SigConstraintsFailure, file, SIGNATURE, sentence);
    }
    case.bench.supply(&facts.certificates, &facts.lists);
    let mut proven: Option<Proven> = None;
    for stamp in &facts.stamps {
        if let Some((found, _)) = case.bench.stamp(file, &stamp.token, &stamp.over, &mut case.findings) {
            proven = Some(proven.filter(|before| before.time <= found.time).unwrap_or(found));
        }
    }
    let made = Made { algorithm: facts.algorithm, proven, claimed: facts.signing_time };
    case.bench.signer(file, &facts.signer, made, &mut case.findings);
    for (covered, digest) in facts.covers.iter().zip(&facts.digests) {
        // What lies beside the signature was there only as long as the digest is: nothing else covers it.
        let name = if let Covered::File(name) = covered { name } else { file };
        case.bench.digest(name, *digest, &mut case.findings);
    }
    case.shown.signatures.push(Signed {
        file: named(file),
        form: if facts.names_signer { "XAdES" } else { "XML signature" },
        covers,
        signer: subject(&facts.signer),
        fingerprint: fingerprint(&facts.signer),
        algorithm: facts.algorithm.name(),
        signing_time: facts.signing_time,
        proven_time: proven.map(|proven| proven.time),
    });
    proven
}

/// The event time against the time proven.
fn times(case: &mut Case<'_>, file: &str, attestation: &Attestation, proven: Option<Proven>) {
    let (Some(event), Some(proven)) = (attestation.time, proven) else {
        return;
    };
    if event > proven.time.plus(proven.accuracy) {
        let sentence = format!("It states an event at {event}, after the time proven, {}.", proven.time);
        case.findings.add(Reason::TimeImpossible, file, TIMES, sentence);
    } else if proven.time.since(event) > Duration::from_hours(24) {
        let sentence = format!(
            "The event time {event} lies more than a day before the time proven: it rests on the issuer's word."
        );
        case.findings.add(Reason::TimeUnproven, file, TIMES, sentence);
    }
}

/// Says where the certificate names somebody else than the evidence: whether they are one, nobody here knows.
fn issuer(case: &mut Case<'_>, file: &str, attestation: &Attestation, facts: &Facts) {
    let stated = attestation.issuer.iter().find(|(name, _)| name == "LegalName").map(|(_, value)| value);
    let organisations = organisations(&facts.signer);
    if let Some(stated) = stated
        && !organisations.contains(stated)
    {
        let by = if organisations.is_empty() { subject(&facts.signer) } else { organisations.join(", ") };
        let sentence =
            format!("It names {stated} as its issuer, and is signed by {by}. Whether they are one is not judged.");
        case.findings.note(file, ISSUER, sentence);
    }
}

/// Whether these octets are among what an evidence names by a digest.
pub(super) fn compare(case: &mut Case<'_>, file: &str, attestation: &Attestation, octets: &[u8], what: &str) {
    let mut asked = false;
    for part in &attestation.parts {
        let (Some(algorithm), Some(digest)) = (&part.algorithm, &part.digest) else {
            continue;
        };
        let Some(by) = xmldsig::digest_called(algorithm) else {
            continue;
        };
        if by.of(octets) == *digest {
            case.bench.digest(file, by, &mut case.findings);
            let sentence = format!("{} is what it names as `{}`.", capital(what), part.identifier);
            return case.findings.note(file, CONTENT, sentence);
        }
        asked = true;
    }
    if asked {
        let sentence = format!("{} is not what it names: its digest is another.", capital(what));
        case.findings.add(Reason::ContentDiffers, file, CONTENT, sentence);
    } else {
        let sentence = format!("It names no digest that {what} could be held against.");
        case.findings.note(file, CONTENT, sentence);
    }
}

fn capital(what: &str) -> String {
    let mut letters = what.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What is attested, line by line.
fn lines(attestation: &Attestation) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = |what: &str, value: &str| {
        if !value.is_empty() {
            lines.push(Line { what: what.to_owned(), value: value.to_owned() });
        }
    };
    match &attestation.event_name {
        Some(name) => line("event", name),
        None => line("event, not one of the standard's", &attestation.event),
    }
    let moment =
        |moment: Option<crate::erds::moment::Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    line("event time", &moment(attestation.time));
    attestation.reasons.iter().for_each(|reason| line("reason", reason));
    line("evidence", &attestation.identifier);
    line("version", &attestation.version);
    attestation.issuer.iter().for_each(|(name, value)| line(&format!("issuer, {name}"), value));
    attestation.policies.iter().for_each(|policy| line("policy", policy));
    attestation.sender.iter().for_each(|(name, value)| line(&format!("sender, {name}"), value));
    for recipient in &attestation.recipients {
        for (name, value) in recipient {
            line(&format!("recipient, {name}"), value);
        }
    }
    line("submitted", &moment(attestation.submitted));
    line("message", attestation.message.as_deref().unwrap_or_default());
    for part in &attestation.parts {
        let digest = part.digest.as_deref().map(spelled).unwrap_or_default();
        line("content", format!("{} {digest}", part.identifier).trim());
    }
    lines
}
