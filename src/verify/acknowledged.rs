//! The addressee's acknowledgements against the statements that name them: the document must be there, and say the same
//! about delivery, message, decision, identity and sender. What the addressee was shown is part of what is proven.

use std::collections::BTreeMap;

use crate::bundle::Role;
use crate::erds::content::Sha256;
use crate::erds::event::Event;
use crate::erds::evidence::{Details, Statement};
use crate::erds::party::SenderChecks;
use crate::format::acknowledgement::{self, Acknowledgement, Decision};

use super::chain::Entry;
use super::timeline::Shown;
use super::verdict::{Findings, Reason};

const CLAUSE: &str = "urn:recepis:evidence:v1, acknowledgement";

/// The acknowledgements of a bundle, by the digest of their bytes.
#[derive(Debug, Default)]
pub struct Acknowledgements(BTreeMap<Sha256, Acknowledgement>);

impl Acknowledgements {
    /// The one that this statement names, where it is there and can be read.
    pub fn of(&self, statement: &Statement) -> Option<&Acknowledgement> {
        named(statement).and_then(|digest| self.0.get(&digest))
    }

    /// The deadline that the addressee was shown when they made this statement.
    pub fn shown(&self, statement: &Statement) -> Shown {
        match self.of(statement).map(|acknowledgement| acknowledgement.deadline) {
            None => Shown::Unknown,
            Some(None) => Shown::Nothing,
            Some(Some(deadline)) => Shown::Until(deadline),
        }
    }
}

/// Checks each acknowledgement that the chain names. `files` are those under `acknowledgement/`: name, digest, bytes.
pub fn check(links: &[Entry<'_>], files: &[(&str, Sha256, &[u8])], findings: &mut Findings) -> Acknowledgements {
    let mut read = Acknowledgements::default();
    let checks = links.iter().find_map(|entry| match &entry.statement.details {
        Details::Submission(submission) => Some(&submission.checks),
        _ => None,
    });
    for entry in links {
        let Some(digest) = named(entry.statement) else { continue };
        let Some((file, _, bytes)) = files.iter().find(|(_, held, _)| *held == digest) else {
            let sequence = entry.statement.chain.link.sequence();
            let place = sequence.and_then(|sequence| Role::Acknowledgement { sequence }.name());
            let instead = files.iter().map(|(file, ..)| *file).find(|file| Some(*file) == place.as_deref());
            findings.lacks("acknowledgement", digest, entry.file, instead, CLAUSE);
            continue;
        };
        match acknowledgement::read(bytes) {
            Ok(acknowledgement) => {
                agree(entry, file, &acknowledgement, checks, findings);
                read.0.insert(digest, acknowledgement);
            }
            Err(wrong) => findings.add(Reason::FormatFailure, file, CLAUSE, format!("It cannot be read: {wrong}.")),
        }
    }
    for (file, digest, _) in files {
        if !links.iter().any(|entry| named(entry.statement) == Some(*digest)) {
            findings.note(file, CLAUSE, "No evidence names this file.");
        }
    }
    read
}

fn named(statement: &Statement) -> Option<Sha256> {
    match &statement.details {
        Details::Decision(decision) => Some(decision.acknowledgement),
        _ => None,
    }
}

fn agree(
    entry: &Entry<'_>,
    file: &str,
    acknowledgement: &Acknowledgement,
    checks: Option<&SenderChecks>,
    findings: &mut Findings,
) {
    let statement = entry.statement;
    let decided = match statement.event {
        Event::ConsignmentAcceptance => Some(Decision::Accepted),
        Event::ConsignmentRejection => Some(Decision::Refused),
        Event::NotForMe => Some(Decision::NotForMe),
        _ => None,
    };
    let identity = statement.authentication.as_ref();
    let shown = &acknowledgement.sender;
    let same_domain = shown.domain.eq_ignore_ascii_case(statement.sender.address.domain());
    let vouched = checks.is_none_or(|checks| {
        (shown.checked.domain.is_none() || checks.domain.is_some())
            && (shown.checked.name.is_none() || checks.name.is_some())
    });
    let agrees = [
        ("another delivery", acknowledgement.delivery == statement.chain.delivery),
        ("another message", acknowledgement.message == statement.content.digest),
        ("another decision", Some(acknowledgement.decision) == decided),
        (
            "another means of identification",
            identity.is_some_and(|how| how.method.name() == acknowledgement.identity.method),
        ),
        ("another time of identification", identity.is_some_and(|how| how.at == acknowledgement.identity.at)),
        ("another domain of the sender", same_domain),
        ("another name of the sender", shown.name.is_none() || shown.name == statement.sender.name),
        ("checks of the sender that A.1 does not state", vouched),
    ];
    for (what, _) in agrees.iter().filter(|(_, agrees)| !agrees) {
        let sentence = format!("The acknowledgement holds {what}, where {} says otherwise.", entry.file);
        findings.add(Reason::AcknowledgementDiffers, file, CLAUSE, sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::sha256;
    use crate::erds::party::{Capacity, Check};
    use crate::format::acknowledgement::{Checked, Identity, SenderShown};
    use crate::verify::chain::file_name;
    use crate::verify::story::{at, deadline, story};

    fn accepted() -> Acknowledgement {
        let one = story(1).submitted();
        Acknowledgement {
            delivery: one.delivery(),
            message: one.content.digest,
            decision: Decision::Accepted,
            language: "nl".to_owned(),
            text: "Ik neem het bericht aan.".to_owned(),
            sender: SenderShown {
                name: Some("Stichting Wonen".to_owned()),
                domain: "wonen.example".to_owned(),
                checked: Checked { domain: Some(Check { how: "dns".to_owned(), at: at(-86_400) }), name: None },
            },
            subject: None,
            deadline: Some(deadline()),
            capacity: Capacity::Own {},
            identity: Identity { method: "mail-code".to_owned(), at: at(40), shows: "somebody".to_owned() },
            random: [3; 16],
        }
    }

    fn judged(acknowledgement: &Acknowledgement, packed: bool) -> (Acknowledgements, Findings) {
        let bytes = acknowledgement::write(acknowledgement).unwrap();
        let digest = Sha256(sha256(&bytes));
        let story = story(1).submitted().noticed(2).accepted(100, digest);
        let names: Vec<String> = story.statements.iter().map(file_name).collect();
        let rows = story.statements.iter().zip(&story.digests).zip(&names);
        let links: Vec<Entry<'_>> =
            rows.map(|((statement, digest), file)| Entry { file, statement, digest: *digest }).collect();
        let files = [("acknowledgement/003.json", digest, bytes.as_slice())];
        let mut findings = Findings::default();
        let read = check(&links, if packed { &files } else { &[] }, &mut findings);
        let shown = read.shown(links[2].statement);
        assert_eq!(shown, if packed { Shown::Until(deadline()) } else { Shown::Unknown });
        (read, findings)
    }

    #[test]
    fn an_acknowledgement_that_says_the_same_raises_nothing() {
        assert_eq!(judged(&accepted(), true).1, Findings::default());
    }

    #[test]
    fn a_missing_acknowledgement_leaves_the_decision_undetermined() {
        assert_eq!(judged(&accepted(), false).1.verdict().1, Some(Reason::SignedDataNotFound));
    }

    #[test]
    fn each_thing_that_differs_is_named() {
        let right = accepted();
        let own = |change: &dyn Fn(&mut Acknowledgement)| {
            let mut wrong = right.clone();
            change(&mut wrong);
            wrong
        };
        for (wrong, what) in [
            (own(&|a| a.message = Sha256([1; 32])), "another message"),
            (own(&|a| a.decision = Decision::Refused), "another decision"),
            (own(&|a| a.delivery = crate::erds::id::DeliveryId::from_octets([1; 16])), "another delivery"),
            (own(&|a| a.identity.at = at(41)), "another time of identification"),
            (own(&|a| a.identity.method = "password".to_owned()), "another means"),
            (own(&|a| a.sender.domain = "example.org".to_owned()), "another domain"),
            (own(&|a| a.sender.name = Some("Somebody".to_owned())), "another name"),
            (own(&|a| a.sender.checked.name = a.sender.checked.domain.clone()), "checks of the sender"),
        ] {
            let (_, findings) = judged(&wrong, true);
            assert_eq!(findings.verdict().1, Some(Reason::AcknowledgementDiffers), "{what}");
            assert!(findings.all()[0].sentence.contains(what), "{:?}", findings.all());
        }
    }
}
