//! Acceptances by a standing instruction: it must be in the bundle, given for this address by somebody who showed access to its
//! mailbox, on a record of the domain, and cover the message; the acceptance says by which one, and on which answer of DNS.
//!
//! That it had not been ended is the service's word: what was never stated leaves no trace in a bundle. So is what DNS said.

use crate::erds::evidence::{Details, Statement};
use crate::erds::instruction::{Asks, DomainProof, FRESH, Instructed, Instruction};
use crate::erds::own::{OwnDetails, OwnStatement};
use crate::erds::party::Level;
use crate::format::instruction;

use super::chain::Entry;
use super::facts::Own;
use super::verdict::{Findings, Reason};

const CLAUSE: &str = "urn:recepis:evidence:v1, Instructed";

/// Checks every acceptance by a standing instruction.
pub fn check(links: &[Entry<'_>], given: &[Own<'_>], findings: &mut Findings) {
    let named = || links.iter().filter_map(|entry| Some((entry, entry.statement.instructed()?)));
    for (entry, instructed) in named() {
        let Some(found) = of(instructed, given) else {
            let sentence =
                format!("The standing instruction with SHA-256 {} is not in the bundle.", instructed.instruction);
            findings.add(Reason::SignedDataNotFound, entry.file, CLAUSE, sentence);
            continue;
        };
        for why in wrong(entry.statement, links.first().map(|entry| entry.statement), instructed, &found.statement) {
            let sentence = format!("The acceptance rests on a standing instruction, and {why}.");
            findings.add(Reason::Unlawful, entry.file, CLAUSE, sentence);
        }
    }
    for one in given {
        if !named().any(|(_, instructed)| instructed.instruction == one.digest) {
            findings.note(&one.file.name, CLAUSE, "No evidence names this file.");
        }
    }
}

/// The instruction that an acceptance names.
pub(super) fn of<'b, 'a>(instructed: &Instructed, given: &'b [Own<'a>]) -> Option<&'b Own<'a>> {
    given.iter().find(|given| given.digest == instructed.instruction)
}

/// What was said beforehand, where it is a standing instruction.
pub(super) fn instruction(given: &OwnStatement) -> Option<&Instruction> {
    match &given.details {
        OwnDetails::Instruct(instruction) => Some(instruction),
        _ => None,
    }
}

/// What is not so and must be.
fn wrong(
    statement: &Statement,
    first: Option<&Statement>,
    instructed: &Instructed,
    given: &OwnStatement,
) -> Vec<String> {
    let Some(said) = instruction(given) else { return vec!["it is none".to_owned()] };
    let mut wrong = Vec::new();
    let mut must = |holds: bool, why: &str| {
        if !holds {
            wrong.push(why.to_owned());
        }
    };
    must(given.addressee.same_mailbox(&statement.addressee), "it is for another address");
    must(given.issuer == statement.issuer, "another service issued it");
    must(given.time == instructed.given, "it was given at another time than the acceptance says");
    must(
        statement.authentication.as_ref() == Some(&given.authentication),
        "the acceptance says otherwise who gave it than it does",
    );
    for proof in [&said.proof, &instructed.proof] {
        must(proves(proof, statement), "its proof of the domain is none of this address's domain");
    }
    must(said.proof.record == instructed.proof.record, "it was used on another record than it was given on");
    must(statement.time.since(instructed.proof.at) <= FRESH, "DNS was asked too long before the acceptance");
    if let Some(Details::Submission(terms)) = first.map(|first| &first.details) {
        let asks = Asks {
            sender: &statement.sender.address,
            required: Level::from_uri(&terms.assurance),
            compares: !terms.to_match.is_empty(),
            senders_mailbox: terms.senders_control.is_some(),
            by_person: terms.by_person,
        };
        if let Err(outside) = said.covers(asks, (given.time, &given.authentication), statement.time) {
            wrong.push(outside.to_string());
        }
    }
    wrong.dedup();
    wrong
}

/// Whether this is a record that an organisation's DNS bears for the address.
fn proves(proof: &DomainProof, statement: &Statement) -> bool {
    instruction::name(&statement.addressee).is_some_and(|name| name == proof.name)
        && instruction::is_record(&proof.record)
        && proof.dnssec != "bogus"
}
