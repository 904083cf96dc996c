//! The evidence of one delivery as a set: numbered without a gap, each naming the statement before it, all about the same
//! message and the same parties, and as long as the export statement says (`urn:recepis:evidence:v1`).

use std::collections::{BTreeMap, HashSet};

use crate::bundle::Role;
use crate::erds::content::Sha256;
use crate::erds::event::Event;
use crate::erds::evidence::{Link, Statement};
use crate::erds::id::DeliveryId;

use super::verdict::{Findings, Reason};

const CHAIN: &str = "urn:recepis:evidence:v1, chain";
const PARTIES: &str = "EN 319 522-2 §8.2 (R02, I01, I06, M01, M02, M03)";

/// One statement as it was read out of a file, and the digest of its canonical bytes.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The file in the bundle.
    pub file: &'a str,
    /// What it states.
    pub statement: &'a Statement,
    /// SHA-256 over its canonical bytes.
    pub digest: Sha256,
}

/// The chain in its order, and the export statement that names its length.
#[derive(Debug, Default)]
pub struct Chain<'a> {
    /// The numbered statements, by number.
    pub links: Vec<Entry<'a>>,
    /// The export statement of this bundle.
    pub export: Option<Entry<'a>>,
}

/// Orders the statements and says what does not fit.
pub fn check<'a>(entries: &[Entry<'a>], findings: &mut Findings) -> Chain<'a> {
    let mut chain = Chain::default();
    for entry in entries {
        match entry.statement.chain.link {
            Link::Outside { length, .. } => {
                let longest = chain.export.and_then(|export| length_of(export.statement)).unwrap_or(0);
                if length >= longest {
                    chain.export = Some(*entry);
                }
            }
            Link::First | Link::Next { .. } => chain.links.push(*entry),
        }
    }
    chain.links.sort_by_key(|entry| entry.statement.chain.link.sequence());
    one_delivery(entries, findings);
    file_names(entries, findings);
    unique(entries, findings);
    dense(&chain.links, findings);
    linked(&chain.links, findings);
    first(&chain.links, findings);
    whole(&chain, entries, findings);
    chain
}

/// The name under which a statement is packed, such as `evidence/003-ConsignmentAcceptance.xml`.
pub fn file_name(statement: &Statement) -> String {
    let event = statement.event.name().to_owned();
    let role = match statement.chain.link {
        Link::First => Role::Evidence { sequence: 1, event },
        Link::Next { sequence, .. } => Role::Evidence { sequence, event },
        Link::Outside { length, .. } => Role::Export { length },
    };
    role.name().unwrap_or_default()
}

fn length_of(statement: &Statement) -> Option<u32> {
    match statement.chain.link {
        Link::Outside { length, .. } => Some(length),
        Link::First | Link::Next { .. } => None,
    }
}

/// All speak of one delivery, one message, the same parties. What most of them say is taken for the bundle's.
fn one_delivery(entries: &[Entry<'_>], findings: &mut Findings) {
    let mut count: BTreeMap<DeliveryId, usize> = BTreeMap::new();
    for entry in entries {
        *count.entry(entry.statement.chain.delivery).or_default() += 1;
    }
    let most = count.values().copied().max().unwrap_or(0);
    let Some(reference) = entries.iter().find(|e| count.get(&e.statement.chain.delivery) == Some(&most)) else {
        return;
    };
    let expected = reference.statement;
    for entry in entries {
        let statement = entry.statement;
        if statement.chain.delivery != expected.chain.delivery {
            let sentence = format!(
                "This evidence belongs to another delivery: {}, where the bundle is about {}.",
                statement.chain.delivery, expected.chain.delivery
            );
            findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
            continue;
        }
        let differs = [
            ("the sender", statement.sender != expected.sender),
            ("the addressee", statement.addressee != expected.addressee),
            ("the service that states", statement.issuer != expected.issuer),
            ("the time of submission", statement.submitted != expected.submitted),
            ("the message", statement.content != expected.content),
        ];
        for (what, _) in differs.iter().filter(|(_, differs)| *differs) {
            let sentence = format!("In this evidence {what} is not the same as in {}.", reference.file);
            findings.add(Reason::ChainBroken, entry.file, PARTIES, sentence);
        }
    }
}

fn file_names(entries: &[Entry<'_>], findings: &mut Findings) {
    for entry in entries {
        let expected = file_name(entry.statement);
        if entry.file != expected {
            let sentence = format!("By what it states, this evidence is {expected}: it stands under a wrong name.");
            findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
        }
    }
}

fn unique(entries: &[Entry<'_>], findings: &mut Findings) {
    let (mut ids, mut randoms) = (HashSet::new(), HashSet::new());
    for entry in entries {
        if !ids.insert(entry.statement.id) {
            let sentence = format!("The evidence identifier {} stands in two files.", entry.statement.id);
            findings.add(Reason::ChainBroken, entry.file, "EN 319 522-2 §8.2.1 (G01)", sentence);
        }
        if !randoms.insert(entry.statement.chain.random) {
            let sentence = "The random value of this evidence stands in another one too.";
            findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
        }
    }
}

/// Numbers 1, 2, 3, … each once.
fn dense(links: &[Entry<'_>], findings: &mut Findings) {
    let mut expected = 1_u32;
    for entry in links {
        let Some(sequence) = entry.statement.chain.link.sequence() else { continue };
        if sequence < expected {
            let sentence = format!("Number {sequence} of the chain is stated twice.");
            findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
            continue;
        }
        if sequence > expected {
            let missing = if sequence - 1 == expected {
                format!("Number {expected} of the chain is missing before this evidence.")
            } else {
                format!("Numbers {expected} to {} of the chain are missing before this evidence.", sequence - 1)
            };
            findings.add(Reason::ChainBroken, entry.file, CHAIN, missing);
        }
        expected = sequence.saturating_add(1);
    }
}

/// Each names the digest of the one before it.
fn linked(links: &[Entry<'_>], findings: &mut Findings) {
    for entry in links {
        let Link::Next { sequence, previous } = entry.statement.chain.link else { continue };
        let before = links.iter().find(|e| e.statement.chain.link.sequence() == sequence.checked_sub(1));
        if let Some(before) = before
            && before.digest != previous
        {
            let sentence = format!(
                "This evidence follows a statement other than the one in {}: the digest it names is another's.",
                before.file
            );
            findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
        }
    }
}

fn first(links: &[Entry<'_>], findings: &mut Findings) {
    if let Some(entry) = links.first()
        && !matches!(entry.statement.event, Event::SubmissionAcceptance | Event::SubmissionRejection)
    {
        let sentence = format!("The chain begins with {}: it must begin with A.1 or A.2.", entry.statement.event);
        findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
    }
}

/// The export statement names the chain's length and its last digest, so a cut end shows.
fn whole(chain: &Chain<'_>, entries: &[Entry<'_>], findings: &mut Findings) {
    let Some(export) = chain.export else {
        let sentence = "No export statement says how long the chain is: later evidence may have been taken out.";
        findings.add(Reason::LengthUnknown, "", CHAIN, sentence);
        return;
    };
    for entry in entries {
        let Link::Outside { length, last } = entry.statement.chain.link else { continue };
        let named = chain.links.iter().find(|e| e.statement.chain.link.sequence() == Some(length));
        match named {
            None => {
                let held = chain.links.last().and_then(|e| e.statement.chain.link.sequence()).unwrap_or(0);
                let sentence = format!(
                    "The export statement says that the chain has {length} statements, and the bundle holds it only up \
                     to number {held}: the end was cut off."
                );
                findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
            }
            Some(named) if named.digest != last => {
                let sentence = format!("The export statement names another last statement than {}.", named.file);
                findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
            }
            Some(_) => {}
        }
    }
    let length = length_of(export.statement).unwrap_or(0);
    for entry in chain.links.iter().filter(|e| e.statement.chain.link.sequence() > Some(length)) {
        let sentence = format!("This evidence stands behind the end of the chain that {} names.", export.file);
        findings.add(Reason::ChainBroken, entry.file, CHAIN, sentence);
    }
}

#[cfg(test)]
mod tests;
