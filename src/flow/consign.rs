//! Station "decision": the addressee accepts, refuses, or says that the message is not for them. The decision, the text
//! shown and the statements are one unit of work; the time is the moment the POST was received. The link dies with a
//! decision; later access uses a new one out of the receipt.

use crate::erds::content::Sha256;
use crate::erds::delivery::{Command, Outcome};
use crate::erds::event::Event;
use crate::erds::evidence::{DecisionDetails, Details};
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Capacity};
use crate::format::acknowledgement::{self, Acknowledgement, Checked, Identity, SenderShown};
use crate::store::{Kind, NewStatement, PageToken, Seen, Work};

use super::compose::{Particulars, statements};
use super::look::Session;
use super::retry::decided;
use super::{Fault, Refusal, Service};

/// What the addressee answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// I take receipt.
    Accept,
    /// I refuse.
    Refuse,
    /// It is not for me.
    NotForMe,
}

/// An answer as the page sent it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The answer.
    pub answer: Answer,
    /// In what capacity, as stated.
    pub capacity: Capacity,
    /// The language of the page.
    pub language: String,
    /// Exactly the text that the addressee agreed to.
    pub text: String,
    /// In words, who the page said the addressee is: "somebody with access to p@example.org".
    pub shows: String,
    /// The page's one-use token.
    pub token: String,
    /// When the POST was received.
    pub received: Moment,
}

/// Records an answer.
///
/// # Errors
/// `Refusal::Law` when it comes too late or another stands, `Refusal::SpentToken` when the page was used before.
pub async fn decide(service: &Service, session: &Session, choice: Choice) -> Result<(), Fault> {
    let token = super::look::read_decision_token(service, session, &choice.token)?;
    decided(service, &session.delivery, Refusal::NoSession, |seen| {
        unit(service, session, &choice, seen, token).map(Some)
    })
    .await
}

fn unit(service: &Service, session: &Session, choice: &Choice, seen: &Seen, token: PageToken) -> Result<Work, Fault> {
    let received = choice.received;
    let command = match choice.answer {
        Answer::Accept => Command::Accept { received },
        Answer::Refuse => Command::Refuse { received },
        Answer::NotForMe => Command::NotForMe { received },
    };
    let outcome = seen.delivery.step(command, service.now())?;
    let document = document(service, session, choice, seen);
    let bytes = acknowledgement::write(&document)
        .map_err(|error| Refusal::Message(format!("this cannot be recorded: {error}")))?;
    let digest = Sha256(crate::crypto::sha256(&bytes));
    let identity = session.identity.clone();
    let stated = statements(service, seen, &outcome, |event| particulars(event, digest, &identity))?;
    Ok(record(service, choice, seen, token, &outcome, (stated, digest, bytes)))
}

fn record(
    service: &Service,
    choice: &Choice,
    seen: &Seen,
    token: PageToken,
    outcome: &Outcome,
    (stated, digest, bytes): (Vec<NewStatement>, Sha256, Vec<u8>),
) -> Work {
    let now = service.now();
    let mut work = Work::new();
    work.spend(token);
    work.record(seen, outcome, stated);
    work.acknowledgement(seen, digest, bytes, now);
    if choice.answer != Answer::NotForMe {
        work.revoke_links(seen);
    }
    work.job(Kind::Attest, seen.id, now);
    work
}

fn particulars(event: Event, acknowledgement: Sha256, identity: &Authentication) -> Particulars {
    if event == Event::ContentConsignment {
        return Particulars::none();
    }
    Particulars {
        details: Details::Decision(DecisionDetails { acknowledgement, key: None }),
        authentication: Some(identity.clone()),
        words: None,
    }
}

/// The acknowledgement: what stood before the addressee's eyes, and what they decided.
fn document(service: &Service, session: &Session, choice: &Choice, seen: &Seen) -> Acknowledgement {
    let record = &seen.record;
    Acknowledgement {
        delivery: seen.id,
        message: record.content.digest,
        decision: match choice.answer {
            Answer::Accept => acknowledgement::Decision::Accepted,
            Answer::Refuse => acknowledgement::Decision::Refused,
            Answer::NotForMe => acknowledgement::Decision::NotForMe,
        },
        language: choice.language.clone(),
        text: choice.text.clone(),
        sender: SenderShown {
            name: record.sender.name.clone(),
            domain: record.sender.address.domain().to_owned(),
            checked: Checked { domain: record.checks.domain.clone(), name: record.checks.name.clone() },
        },
        subject: record.subject.clone(),
        deadline: seen.delivery.deadline(),
        capacity: choice.capacity.clone(),
        identity: Identity {
            method: session.identity.method.name().to_owned(),
            at: session.identity.at,
            shows: choice.shows.clone(),
        },
        random: service.random(),
    }
}
