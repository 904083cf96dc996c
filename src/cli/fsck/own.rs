//! What concerns one address alone: each chain, its seals as a verifier sees them, its entries in the log.

use std::time::Duration;

use super::findings::Findings;
use super::{Desk, chain};
use crate::bundle::{File, Numbered, OpenBundle};
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::enrolment::Enrolment;
use crate::erds::event::Event;
use crate::erds::evidence::Link;
use crate::erds::id::ChainId;
use crate::format::evidence;
use crate::store::{KeptOwn, OwnSeen};
use crate::verify::facts;
use crate::verify::rules::Judge;
use crate::verify::verdict::{self, Reason};

/// How many chains are listed at a time.
const PAGE: u32 = 256;

pub(super) async fn check(desk: &Desk, findings: &mut Findings) -> Result<(), String> {
    let mut after = None;
    loop {
        let page = desk.store.own_chains_after(after, PAGE).await.map_err(|error| chain(&error))?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(*last);
        for id in page {
            match desk.store.own_chain_of(id).await {
                Ok(Some(own)) => stated(desk, &own, findings).await,
                Ok(None) => findings.damage("record", id, "It is listed and cannot be found."),
                Err(error) => findings.damage("record", id, chain(&error)),
            }
        }
    }
}

async fn stated(desk: &Desk, own: &OwnSeen, findings: &mut Findings) {
    let mut before: Option<Sha256> = None;
    for (kept, number) in own.statements.iter().zip(1..) {
        findings.checked.statements += 1;
        let at = format!("{} {}", own.id, kept.id);
        if sha256(&kept.canonical) != kept.digest.0 {
            findings.damage("statement", &at, "Its digest is another.");
        }
        if kept.sequence != number {
            findings.damage("chain", &at, "It does not follow the statement before it.");
        }
        if kept.event == Event::KeyEnrolled {
            match evidence::read_enrolment(&kept.canonical) {
                Ok(enrolment) if !is_row(&enrolment, kept, own.id) => {
                    findings.damage("statement", &at, "It says something else than its row.");
                }
                Ok(enrolment) if !follows(&enrolment, before) => {
                    findings.damage("chain", &at, "It does not follow the statement before it.");
                }
                Ok(_) => {}
                Err(error) => findings.damage("statement", &at, chain(&error)),
            }
        }
        if let Some(octets) = &kept.sealed {
            sealed(desk, kept, octets, &at, findings);
            entered(desk, kept, &sha256(octets), &at, findings).await;
        }
        before = Some(kept.digest);
    }
}

fn is_row(enrolment: &Enrolment, kept: &KeptOwn, id: ChainId) -> bool {
    (enrolment.id, enrolment.time, enrolment.chain.id) == (kept.id, kept.time, id)
        && enrolment.chain.link.sequence() == Some(kept.sequence)
}

fn follows(enrolment: &Enrolment, before: Option<Sha256>) -> bool {
    match (enrolment.chain.link, before) {
        (Link::First, None) => true,
        (Link::Next { previous, .. }, Some(before)) => previous == before,
        _ => false,
    }
}

/// A sealed file, as the verifier judges it by itself. What of it is not an enrolment is only compared with the log.
fn sealed(desk: &Desk, kept: &KeptOwn, octets: &[u8], at: &str, findings: &mut Findings) {
    if kept.event != Event::KeyEnrolled {
        return;
    }
    findings.checked.seals += 1;
    let file = |name: &str, octets: &[u8]| File {
        name: name.to_owned(),
        octets: octets.to_vec(),
        digest: Sha256(sha256(octets)),
    };
    let bundle = OpenBundle {
        certificates: desk.certificates.iter().map(|(name, der)| file(name, der)).collect(),
        crls: desk.lists.iter().map(|(name, der)| file(name, der)).collect(),
        enrolments: vec![Numbered { number: kept.sequence, file: file("enrolment.xml", octets) }],
        ..OpenBundle::default()
    };
    // A token that was taken may be ahead of our clock by its accuracy.
    let sealed_at = kept.sealed_at.unwrap_or(kept.time).plus(Duration::from_secs(2));
    let mut found = verdict::Findings::default();
    let mut judge = Judge::new(&bundle, &desk.anchors, sealed_at, &mut found);
    let mut facts = facts::enrolments(&bundle, &mut found);
    facts::judge(&mut facts, &mut judge, &mut found);
    for finding in found.into_sorted() {
        // What is not known here about revocation is for reports to say.
        if finding.reason.is_some_and(|reason| reason != Reason::TryLater) {
            findings.damage("seal", at, finding.sentence);
        }
    }
    if facts.iter().any(|fact| fact.digest != kept.digest) {
        findings.damage("seal", at, "It seals another statement than the one recorded.");
    }
}

async fn entered(desk: &Desk, kept: &KeptOwn, entry: &[u8; 32], at: &str, findings: &mut Findings) {
    match desk.store.entry_of(&kept.id).await {
        Ok(Some((_, found))) if found == *entry => {}
        Ok(Some(_)) => findings.damage("log-entry", at, "The log's entry is not this sealed evidence."),
        Ok(None) => findings.damage("log-entry", at, "It is sealed and was never entered into the log."),
        Err(error) => findings.damage("log-entry", at, chain(&error)),
    }
}
