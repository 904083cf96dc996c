//! Extracts of evidence: in a whole bundle each must be the extract of the evidence beside it; in one that was redacted they stand alone,
//! and say of steps and times what the service stated, and of people only what was opened.
//!
//! An extract bears no time-stamp. It must hold up to when something else proves that it existed: the log's witnesses, or the time-stamp
//! of the signature over the list of files.

use serde::Serialize;

use crate::bundle::{Numbered, OpenBundle};
use crate::erds::content::Sha256;
use crate::erds::event::Event;
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;
use crate::erds::party::Issuer;
use crate::format::extract::{self, Field, Opening};

use super::existence::Since;
use super::facts::{Extracted, Sealed, chain_of};
use super::logged::{Logged, Proofs};
use super::report::{Content, InLog};
use super::rules::{Judge, Proven};
use super::times::By;
use super::verdict::{Findings, Reason};

const CLAUSE: &str = "urn:recepis:extract:v1";
const PROOF: &str = "C2SP tlog-proof";

/// What a redacted bundle shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Redacted {
    /// The delivery that all of it is about.
    pub delivery: DeliveryId,
    /// The legal name of the service that states.
    pub service: String,
    /// Its domain.
    pub service_domain: String,
    /// When the message was handed in, as the service states.
    pub submitted: Moment,
    /// Each step that is shown, in the order of the chain.
    pub steps: Vec<Step>,
    /// Files that the service listed in this bundle, and that were left out.
    pub left_out: Vec<String>,
}

impl Redacted {
    /// The service that states.
    pub fn issuer(&self) -> Issuer {
        Issuer { legal_name: self.service.clone(), domain: self.service_domain.clone() }
    }

    /// Whether the message has this digest, where a step shows which one it has.
    pub fn is_message(&self, digest: &Sha256) -> Option<bool> {
        let name = Field::MessageDigest.name();
        let shown = self.steps.iter().flat_map(|step| &step.opened).filter(|opened| opened.field == name);
        let same: Vec<bool> = shown.map(|opened| opened.value == digest.to_string()).collect();
        (!same.is_empty()).then(|| same.iter().all(|same| *same))
    }
}

/// One step, shown alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number in the chain.
    pub sequence: u32,
    /// The evidence's identifier (G01).
    pub id: EvidenceId,
    /// The event's URI (G03).
    pub event: String,
    /// The event's code and name.
    pub event_name: String,
    /// When, as the service states (G05).
    pub event_time: Moment,
    /// The time that somebody proves; `null` without one.
    pub proven_time: Option<Moment>,
    /// Who does.
    pub proven_by: Option<By>,
    /// Where the extract is in the transparency log, as far as its proof holds.
    pub log: Option<InLog>,
    /// The extract's file in the bundle.
    pub file: String,
    /// SHA-256 over that file's octets.
    pub digest: Sha256,
    /// SHA-256 over the octets of the evidence file, which is not here.
    pub evidence_digest: Sha256,
    /// The fields that are shown.
    pub opened: Vec<Opened>,
    /// The fields that are not.
    pub left_out: Vec<&'static str>,
    /// What happened.
    #[serde(skip)]
    pub happened: Event,
}

/// A field that is shown, and fits what the service committed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// Its name.
    pub field: &'static str,
    /// What the evidence says in it; empty where it says nothing.
    pub value: String,
}

/// Whether a bundle was redacted: extracts, and neither evidence nor the statement that the bundle was made.
pub fn is_redacted(bundle: &OpenBundle) -> bool {
    !bundle.extracts.is_empty() && bundle.evidence.is_empty() && bundle.exports.is_empty()
}

/// Judges the log proofs of the extracts.
pub fn proofs<'b>(
    bundle: &'b OpenBundle,
    extracts: &[Extracted<'b>],
    proofs: &mut Proofs<'_>,
    findings: &mut Findings,
) -> Vec<Logged<'b>> {
    let mut entered = Vec::new();
    for packed in &bundle.extract_proofs {
        match extracts.iter().find(|one| one.number == packed.number) {
            Some(one) => entered.extend(proofs.one(&packed.file, one.file, one.number, findings)),
            None => findings.note(&packed.file.name, PROOF, "No extract in this bundle has this number."),
        }
    }
    entered
}

/// Takes in that the extracts that the signed manifest lists existed when that was time-stamped.
pub fn listed(bundle: &OpenBundle, signed: Option<Proven>, judge: &mut Judge) {
    let (Some(manifest), Some(signed)) = (&bundle.manifest, signed) else { return };
    for one in &bundle.extracts {
        let names = |file: &crate::bundle::Reference| file.name == one.file.name && file.digest == one.file.digest;
        if manifest.content.references.iter().any(names) {
            let by = "the time-stamp over the list of files".to_owned();
            judge.exists(&one.file.name, Since { time: signed.time.plus(signed.accuracy), by });
        }
    }
}

/// Holds extracts against the evidence of a whole bundle, and what opens them against both.
pub fn check(bundle: &OpenBundle, extracts: &[Extracted<'_>], sealed: &[Sealed<'_>], findings: &mut Findings) {
    named(bundle, extracts, findings);
    for one in extracts {
        let (file, extract) = (one.file.name.as_str(), &one.statement);
        let numbered = |sealed: &&Sealed<'_>| sealed.statement.chain.link.sequence() == Some(extract.sequence);
        let Some(evidence) = sealed.iter().find(numbered) else {
            findings.add(Reason::ContentDiffers, file, CLAUSE, "It is the extract of an evidence that is not here.");
            continue;
        };
        let stated = &evidence.statement;
        let differs = [
            ("digest", extract.sealed != evidence.file.digest),
            ("time-stamp", extract.imprint != evidence.imprint()),
            ("identifier", extract.evidence != stated.id),
            ("delivery", extract.delivery != stated.chain.delivery),
            ("event", extract.event != stated.event),
            ("event time", extract.time != stated.time),
            ("time of submission", extract.submitted != stated.submitted),
            ("issuer", extract.issuer != stated.issuer),
        ];
        if let Some((what, _)) = differs.iter().find(|(_, differs)| *differs) {
            let sentence = format!("It is not the extract of {}: the {what} is another.", evidence.file.name);
            findings.add(Reason::ContentDiffers, file, CLAUSE, sentence);
            continue;
        }
        for (opening, by) in opened(bundle, one, findings) {
            if opening.value != opening.field.of(stated) {
                let sentence =
                    format!("It opens {} as something else than {} says.", opening.field.name(), evidence.file.name);
                findings.add(Reason::ContentDiffers, by, CLAUSE, sentence);
            }
        }
    }
}

/// Reads what a redacted bundle shows, with what the time-stamp of each step proves; `None` where nothing can be read.
pub fn redacted(
    bundle: &OpenBundle,
    extracts: &[Extracted<'_>],
    judge: &mut Judge,
    findings: &mut Findings,
) -> Option<(Redacted, Vec<Option<Proven>>)> {
    let first = &extracts.first()?.statement;
    named(bundle, extracts, findings);
    let (mut steps, mut stamps) = (Vec::new(), Vec::new());
    for one in extracts {
        let (file, extract) = (one.file.name.as_str(), &one.statement);
        if (extract.delivery, &extract.issuer, extract.submitted) != (first.delivery, &first.issuer, first.submitted) {
            findings.add(
                Reason::ChainBroken,
                file,
                CLAUSE,
                "It belongs to another delivery than the extracts before it.",
            );
        }
        let same = |other: &&Extracted<'_>| {
            other.statement.sealed == extract.sealed || other.statement.imprint == extract.imprint
        };
        if let Some(other) = extracts.iter().take_while(|other| other.file.name != one.file.name).find(same) {
            let sentence = format!("It names the same evidence, or the same time-stamp, as {}.", other.file.name);
            findings.add(Reason::ChainBroken, file, CLAUSE, sentence);
        }
        let stamp = bundle.extract_stamps.iter().find(|stamp| stamp.number == one.number);
        let proven =
            stamp.and_then(|stamp| judge.stamp(&stamp.file.name, &stamp.file.octets, &extract.imprint.0, findings));
        if stamp.is_none() {
            let sentence = "The time-stamp of its evidence is not here: its time rests on the service's word.";
            findings.add(Reason::TimeUnproven, file, CLAUSE, sentence);
        }
        let openings: Vec<_> = opened(bundle, one, findings).into_iter().map(|(opening, _)| opening).collect();
        let hidden = Field::ALL.into_iter().filter(|field| openings.iter().all(|opening| opening.field != *field));
        let shown = |opening: &Opening| Opened { field: opening.field.name(), value: opening.value.clone() };
        steps.push(Step {
            sequence: extract.sequence,
            id: extract.evidence,
            event: extract.event.uri(),
            event_name: extract.event.to_string(),
            event_time: extract.time,
            // Both are found out once the log was asked.
            proven_time: None,
            proven_by: None,
            log: None,
            file: file.to_owned(),
            digest: one.file.digest,
            evidence_digest: extract.sealed,
            opened: openings.iter().map(shown).collect(),
            left_out: hidden.map(Field::name).collect(),
            happened: extract.event,
        });
        stamps.push(proven);
    }
    let listed = bundle.manifest.iter().flat_map(|manifest| &manifest.content.references).map(|file| &file.name);
    let redacted = Redacted {
        delivery: first.delivery,
        service: first.issuer.legal_name.clone(),
        service_domain: first.issuer.domain.clone(),
        submitted: first.submitted,
        steps,
        left_out: listed.filter(|name| bundle.lacks(name)).cloned().collect(),
    };
    Some((redacted, stamps))
}

/// Holds a message that stands beside extracts against what they show of it.
pub fn message(bundle: &OpenBundle, shown: &Redacted, findings: &mut Findings) -> Content {
    let Some(message) = &bundle.message else { return Content::NotInside };
    let (reason, sentence, content) = match shown.is_message(&message.digest) {
        Some(true) => return Content::Inside,
        Some(false) => {
            let sentence = format!("It is not the message that is shown: its SHA-256 is {}.", message.digest);
            (Reason::ContentDiffers, sentence, Content::Differs)
        }
        None => {
            let sentence = "Nothing that is shown says that it is the message: the message's digest was left out.";
            (Reason::FileNotNamed, sentence.to_owned(), Content::NotInside)
        }
    };
    findings.add(reason, "message.eml", CLAUSE, sentence);
    content
}

/// Each extract bears the name that it should, and each number once; what has no extract beside it opens nothing.
fn named(bundle: &OpenBundle, extracts: &[Extracted<'_>], findings: &mut Findings) {
    let mut before = None;
    for one in extracts {
        let claimed = bundle.extracts.iter().find(|packed| packed.file.name == one.file.name);
        let event = claimed.map(|packed| packed.event.as_str());
        if one.number != one.statement.sequence || event != Some(one.statement.event.name()) {
            let sentence = format!(
                "It has a wrong name: inside it is number {}, {}.",
                one.statement.sequence,
                one.statement.event.name()
            );
            findings.add(Reason::ChainBroken, &one.file.name, CLAUSE, sentence);
        } else if before == Some(one.number) {
            let sentence = format!("There is another extract with number {}.", one.number);
            findings.add(Reason::ChainBroken, &one.file.name, CLAUSE, sentence);
        }
        before = Some(one.number);
    }
    let beside = bundle.openings.iter().chain(&bundle.opened).chain(&bundle.extract_stamps);
    for file in beside.filter(|file| bundle.extracts.iter().all(|one| one.sequence != file.number)) {
        findings.add(Reason::FileNotNamed, &file.file.name, CLAUSE, "There is no extract that it belongs to.");
    }
}

/// What is opened of an extract and fits it, each with the file that opens it.
fn opened<'b>(bundle: &'b OpenBundle, of: &Extracted<'_>, findings: &mut Findings) -> Vec<(Opening, &'b str)> {
    let mut fits: Vec<(Opening, &'b str)> = Vec::new();
    let is_of = |file: &&'b Numbered| file.number == of.number;
    for packed in bundle.openings.iter().chain(&bundle.opened).filter(is_of) {
        let file = packed.file.name.as_str();
        let openings = match extract::read_openings(&packed.file.octets) {
            Ok(openings) => openings,
            Err(error) => {
                let sentence = format!("What it opens is not understood: {}.", chain_of(&error));
                findings.add(Reason::FormatFailure, file, CLAUSE, sentence);
                continue;
            }
        };
        if openings.evidence != of.statement.evidence {
            let sentence = format!("It opens another extract than {}.", of.file.name);
            findings.add(Reason::ContentDiffers, file, CLAUSE, sentence);
            continue;
        }
        for opening in openings.fields {
            if !of.statement.opens(&opening) {
                let sentence = format!(
                    "What it gives as {} is not what {} holds the digest of.",
                    opening.field.name(),
                    of.file.name
                );
                findings.add(Reason::HashFailure, file, CLAUSE, sentence);
            } else if fits.iter().all(|(known, _)| known.field != opening.field) {
                fits.push((opening, file));
            }
        }
    }
    fits
}
