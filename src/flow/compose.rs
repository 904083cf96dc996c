//! From an outcome to statements: places each in the chain and makes its canonical bytes.

use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::delivery::Outcome;
use crate::erds::event::Event;
use crate::erds::evidence::{Chain, Details, Link, StatedReason, Statement};
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::party::Authentication;
use crate::format::evidence;
use crate::store::{Head, NewStatement, Record, Seen};

use super::{Fault, Service};

/// What an event holds besides what the delivery's record already says.
pub(super) struct Particulars {
    /// The event's own part.
    pub(super) details: Details,
    /// How the addressee proved who they are, where the event says so.
    pub(super) authentication: Option<Authentication>,
    /// The delegate who acted, where one did.
    pub(super) delegate: Option<Address>,
    /// Further words to the reason, in English.
    pub(super) words: Option<String>,
}

impl Particulars {
    /// Nothing besides.
    pub(super) fn none() -> Self {
        Self { details: Details::None, authentication: None, delegate: None, words: None }
    }

    /// Only the event's own part.
    pub(super) fn details(details: Details) -> Self {
        Self { details, ..Self::none() }
    }
}

/// The statements of a lawful step on a delivery, in its order, chained to its last one.
pub(super) fn statements(
    service: &Service,
    seen: &Seen,
    outcome: &Outcome,
    particulars: impl FnMut(Event) -> Particulars,
) -> Result<Vec<NewStatement>, Fault> {
    chained(service, seen.id, &seen.record, seen.head, outcome, particulars)
}

/// The same for a delivery that begins with this step.
pub(super) fn first_statements(
    service: &Service,
    delivery: DeliveryId,
    record: &Record,
    outcome: &Outcome,
    particulars: impl FnMut(Event) -> Particulars,
) -> Result<Vec<NewStatement>, Fault> {
    chained(service, delivery, record, None, outcome, particulars)
}

fn chained(
    service: &Service,
    delivery: DeliveryId,
    record: &Record,
    mut head: Option<Head>,
    outcome: &Outcome,
    mut particulars: impl FnMut(Event) -> Particulars,
) -> Result<Vec<NewStatement>, Fault> {
    let mut made = Vec::with_capacity(outcome.stated().len());
    for stated in outcome.stated() {
        let link = match head {
            _ if stated.event == Event::Exported => outside(head)?,
            None => Link::First,
            Some(Head { length, digest }) => Link::Next { sequence: length + 1, previous: digest },
        };
        let particulars = particulars(stated.event);
        let statement = Statement {
            id: EvidenceId::new(service.now(), service.random()),
            event: stated.event,
            reasons: stated
                .reason
                .map(|reason| StatedReason { reason, details: particulars.words.clone() })
                .into_iter()
                .collect(),
            time: stated.time,
            policies: vec![service.settings.policy.clone()],
            issuer: service.settings.issuer.clone(),
            sender: record.sender.clone(),
            addressee: record.addressee.clone(),
            authentication: particulars.authentication,
            delegate: particulars.delegate,
            submitted: record.submitted,
            content: record.content.clone(),
            chain: Chain { delivery, link, random: service.random() },
            details: particulars.details,
        };
        let canonical = evidence::write(&statement)
            .map_err(|error| Fault::Broken { what: format!("a statement cannot be written: {error}") })?;
        let digest = Sha256(crate::crypto::sha256(&canonical));
        if let Some(sequence) = link.sequence() {
            head = Some(Head { length: sequence, digest });
        }
        made.push(NewStatement {
            id: statement.id,
            event: statement.event,
            sequence: link.sequence(),
            time: statement.time,
            digest,
            canonical,
        });
    }
    Ok(made)
}

fn outside(head: Option<Head>) -> Result<Link, Fault> {
    let head = head.ok_or_else(|| Fault::Broken { what: "an export of an empty chain".to_owned() })?;
    Ok(Link::Outside { length: head.length, last: head.digest })
}
