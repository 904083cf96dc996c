//! Decisions that a delegate made: the mandate must be in the bundle, given by the addressee, accepted by the delegate, and cover
//! the decision; the acknowledgement must say for whom they acted and under which mandate (S30).
//!
//! That nobody had revoked it is the service's word: what was never stated leaves no trace in a bundle.

use crate::erds::evidence::{Details, Statement};
use crate::erds::mandate::{Mandate, MandateUse, acting_as};
use crate::erds::moment::Moment;
use crate::erds::own::OwnDetails;
use crate::erds::party::Capacity;

use super::acknowledged::Acknowledgements;
use super::chain::Entry;
use super::facts::Own;
use super::verdict::{Findings, Reason};

const CLAUSE: &str = "urn:recepis:evidence:v1, mandate";

/// When the mandate of each decision under one was given and accepted, as its two sides stated it, by the decision's file.
#[derive(Debug, Default)]
pub struct Delegates(Vec<(String, [Moment; 2])>);

impl Delegates {
    /// When the mandate of the decision in this file was given, and when it was accepted; `None` where the bundle does not show it.
    pub fn of(&self, file: &str) -> Option<[Moment; 2]> {
        self.0.iter().find(|(named, _)| named == file).map(|(_, times)| *times)
    }
}

/// Checks every decision that names a mandate.
pub fn check(
    links: &[Entry<'_>],
    mandates: &[Own<'_>],
    acknowledged: &Acknowledgements,
    findings: &mut Findings,
) -> Delegates {
    let named = || links.iter().filter_map(|entry| Some((entry, mandate_use(entry.statement)?)));
    let mut shown = Vec::new();
    for (entry, used) in named() {
        if let Some(times) = one(entry, used, mandates, acknowledged, findings) {
            shown.push((entry.file.to_owned(), times));
        }
    }
    for one in mandates {
        if !named().any(|(_, used)| used.given == one.digest || used.accepted == one.digest) {
            findings.note(&one.file.name, CLAUSE, "No evidence names this file.");
        }
    }
    for entry in links.iter().filter(|entry| entry.statement.delegate.is_some()) {
        let decided = named().find(|(decision, _)| decision.statement.delegate == entry.statement.delegate);
        if decided.is_none() {
            let sentence = "It names a delegate who decided under no mandate here.";
            findings.add(Reason::Unlawful, entry.file, CLAUSE, sentence);
        }
    }
    Delegates(shown)
}

/// The mandate that a decision's evidence names.
pub fn mandate_use(statement: &Statement) -> Option<&MandateUse> {
    match &statement.details {
        Details::Decision(decision) => decision.mandate.as_ref(),
        _ => None,
    }
}

fn one(
    entry: &Entry<'_>,
    used: &MandateUse,
    mandates: &[Own<'_>],
    acknowledged: &Acknowledgements,
    findings: &mut Findings,
) -> Option<[Moment; 2]> {
    let find = |digest| mandates.iter().find(|one| one.digest == digest);
    let (given, accepted) = (find(used.given), find(used.accepted));
    for (what, found, digest) in [("mandate", given, used.given), ("delegate's acceptance", accepted, used.accepted)] {
        if found.is_none() {
            let sentence = format!("The {what} with SHA-256 {digest} is not in the bundle.");
            findings.add(Reason::SignedDataNotFound, entry.file, CLAUSE, sentence);
        }
    }
    if let Some(acknowledgement) = acknowledged.of(entry.statement) {
        let delegate = entry.statement.delegate.as_ref();
        let says = delegate.map(|delegate| Capacity::Other {
            name: entry.statement.addressee.to_string(),
            acting_as: acting_as(&used.id, delegate),
        });
        if says.as_ref() != Some(&acknowledgement.capacity) {
            let sentence = "The acknowledgement says otherwise for whom, or under which mandate, the delegate acted.";
            findings.add(Reason::AcknowledgementDiffers, entry.file, CLAUSE, sentence);
        }
    }
    let (given, accepted) = (given?, accepted?);
    for (what, fits) in fits(entry.statement, used, given, accepted) {
        if !fits {
            let sentence = format!("The decision rests on a mandate that {what}.");
            findings.add(Reason::Unlawful, entry.file, CLAUSE, sentence);
        }
    }
    Some([given.statement.time, accepted.statement.time])
}

/// What must be so of a mandate for a decision to rest on it.
fn fits(decision: &Statement, used: &MandateUse, given: &Own<'_>, accepted: &Own<'_>) -> Vec<(String, bool)> {
    let (OwnDetails::MandateGiven(mandate), OwnDetails::MandateAccepted(acceptance)) =
        (&given.statement.details, &accepted.statement.details)
    else {
        return vec![("is none".to_owned(), false)];
    };
    let Mandate { id, delegate, .. } = mandate;
    let acts = decision.delegate.as_ref().is_some_and(|acts| acts.same_mailbox(delegate));
    let covered = mandate.covers(&decision.sender.address, decision.time);
    let issuers = [&given.statement.issuer, &accepted.statement.issuer];
    let order = given.statement.time <= accepted.statement.time && accepted.statement.time <= decision.time;
    let said = |what: &str| what.to_owned();
    vec![
        (said("has another number"), *id == used.id && acceptance.id == used.id),
        (said("somebody else gave"), given.statement.addressee.same_mailbox(&decision.addressee)),
        (said("is for another delegate"), acts),
        (said("another delegate accepted"), accepted.statement.addressee.same_mailbox(delegate)),
        (
            said("was accepted as another"),
            acceptance.given == given.digest && acceptance.principal.same_mailbox(&decision.addressee),
        ),
        (said("was accepted after the decision, or before it was given"), order),
        (said("another service issued"), issuers.iter().all(|issuer| **issuer == decision.issuer)),
        (covered.err().map_or_else(String::new, |why| format!("does not cover it: {why}")), covered.is_ok()),
    ]
}
