//! Station "decision": the addressee accepts, refuses, or says that the message is not for them. The decision, the text
//! shown and the statements are one unit of work; the time is the moment the POST was received. The link dies with a
//! decision; later access uses a new one out of the receipt.

use crate::crypto::sha256;
use crate::erds::answer::Because;
use crate::erds::content::Sha256;
use crate::erds::delivery::{Command, Outcome};
use crate::erds::enrolment::KeyUse;
use crate::erds::event::Event;
use crate::erds::evidence::{DecisionDetails, Details};
use crate::erds::mandate::acting_as;
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Capacity, Method};
use crate::format::acknowledgement::{self, Acknowledgement, Checked, Identity, SenderShown};
use crate::format::assertion::{self, AssertionDocument};
use crate::seal::webauthn::{self, Assertion};
use crate::store::{Kind, NewStatement, PageToken, Seen, Work};

use super::compose::{Particulars, statements};
use super::delegate::Acting;
use super::enrol::{self, Enrolled};
use super::look::Session;
use super::retry::decided;
use super::{Fault, Refusal, Service, means, passkey};

/// What the addressee answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// I take receipt.
    Accept,
    /// I refuse.
    Refuse,
    /// It is not for me; why, where that is said.
    NotForMe(Option<Because>),
}

impl Answer {
    /// Whether it is neither accepting nor refusing.
    fn is_not_for_me(self) -> bool {
        matches!(self, Self::NotForMe(_))
    }
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
    /// The addressee's own key, where they signed with one.
    pub key: Option<Signed>,
    /// The page's one-use token.
    pub token: String,
    /// When the POST was received.
    pub received: Moment,
}

/// What the addressee's own key answered.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The document that it was shown, as `to_sign` made it.
    pub document: Vec<u8>,
    /// The answer.
    pub answer: AssertionDocument,
}

/// The document that a key is to sign for this choice. Asking changes nothing; the random bits in it are fresh each time.
pub async fn to_sign(service: &Service, session: &Session, choice: &Choice) -> Result<Vec<u8>, Fault> {
    let seen = super::look::by_own_session(service, session).await?;
    written(&document(session, choice, (&seen, None), service.random()))
}

/// Records an answer.
///
/// # Errors
/// `Refusal::Law` when it comes too late or another stands, `Refusal::SpentToken` when the page was used before,
/// `Refusal::TooLittle` where accepting or refusing needs another proof, `Refusal::UnsignedChoice` where a key showed who they are and
/// none of those that could have signed it.
pub async fn decide(service: &Service, session: &Session, choice: Choice) -> Result<(), Fault> {
    let token = super::look::read_decision_token(service, session, &choice.token)?;
    let seen = super::look::by_session(service, session).await?;
    // KNOWN: a mandate that ends between this look and the commit does not undo the decision. Bearable, because the decision was
    // received before anybody could have been told of the end, and both stand in the evidence with their times.
    let acting = super::look::acting_in(service, &seen, session, choice.received).await?;
    if acting.is_some() && (choice.answer.is_not_for_me() || choice.key.is_some()) {
        return Err(Refusal::AddresseeOnly.into());
    }
    let key = match &choice.key {
        None => None,
        Some(signed) => {
            let keys = enrol::keys(service, session).await?.into_iter();
            let known = keys.into_iter().find(|known| known.enrolment.key.credential == signed.answer.credential);
            Some((signed, known.ok_or(Refusal::UnknownKey)?))
        }
    };
    decided(service, &session.delivery, Refusal::NoSession, |seen| {
        unit(service, session, &choice, (seen, acting.as_ref()), token, key.as_ref()).map(Some)
    })
    .await
}

fn unit(
    service: &Service,
    session: &Session,
    choice: &Choice,
    (seen, acting): (&Seen, Option<&Acting>),
    token: PageToken,
    key: Option<&(&Signed, Enrolled)>,
) -> Result<Work, Fault> {
    let received = choice.received;
    let command = match choice.answer {
        Answer::Accept => Command::Accept { received },
        Answer::Refuse => Command::Refuse { received },
        Answer::NotForMe(_) => Command::NotForMe { received },
    };
    if !choice.answer.is_not_for_me() && !means::suffices(seen, &session.identity) {
        return Err(Refusal::TooLittle.into());
    }
    let known = key.map(|(_, known)| known);
    if session.identity.method == Method::Passkey && !known.is_some_and(|known| passkey::is_earlier(known, seen)) {
        return Err(Refusal::UnsignedChoice.into());
    }
    let outcome = seen.delivery.step(command, service.now())?;
    let random = match key {
        None => service.random(),
        Some((signed, _)) => acknowledgement::read(&signed.document).map_err(|_| other_text())?.random,
    };
    let bytes = written(&document(session, choice, (seen, acting), random))?;
    let signed = key.map(|(signed, known)| checked(signed, known, &bytes)).transpose()?;
    let digest = Sha256(sha256(&bytes));
    let identity = session.identity.clone();
    let decision = DecisionDetails {
        acknowledgement: digest,
        key: signed.as_ref().map(|(used, _)| *used),
        on_senders_mailbox: !choice.answer.is_not_for_me() && means::on_senders_mailbox(seen, &identity, known),
        because: match choice.answer {
            Answer::NotForMe(because) => because,
            Answer::Accept | Answer::Refuse => None,
        },
        mandate: acting.map(|acting| acting.used),
    };
    let stated = statements(service, seen, &outcome, |event| particulars(event, &decision, &identity, acting))?;
    let mut work = record(service, choice, seen, token, &outcome, (stated, digest, bytes));
    if acting.is_some() {
        work.job(Kind::Delegate, seen.id, service.now());
    }
    if let Some((used, answer)) = signed {
        work.acknowledgement(seen, used.assertion, answer, service.now());
    }
    Ok(work)
}

/// What evidence holds of a key's answer, and the answer's document, where it is one to exactly these bytes.
fn checked(signed: &Signed, known: &Enrolled, bytes: &[u8]) -> Result<(KeyUse, Vec<u8>), Fault> {
    if signed.document != bytes {
        return Err(other_text().into());
    }
    let answer = &signed.answer;
    let said = Assertion {
        credential: &answer.credential,
        client_data: &answer.client_data,
        authenticator_data: &answer.authenticator_data,
        signature: &answer.signature,
    };
    webauthn::check(&said, &known.enrolment.key, bytes).map_err(Refusal::Key)?;
    let document = assertion::write(answer).map_err(|_| Refusal::Key(webauthn::Error::AuthenticatorData))?;
    Ok((KeyUse { assertion: Sha256(sha256(&document)), enrolment: known.digest }, document))
}

fn other_text() -> Refusal {
    Refusal::Key(webauthn::Error::Challenge)
}

fn written(document: &Acknowledgement) -> Result<Vec<u8>, Fault> {
    Ok(acknowledgement::write(document)
        .map_err(|error| Refusal::Message(format!("this cannot be recorded: {error}")))?)
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
    if !choice.answer.is_not_for_me() {
        work.revoke_links(seen);
    }
    work.job(Kind::Attest, seen.id, now);
    work
}

fn particulars(
    event: Event,
    decision: &DecisionDetails,
    identity: &Authentication,
    acting: Option<&Acting>,
) -> Particulars {
    if event == Event::ContentConsignment {
        return Particulars::none();
    }
    Particulars {
        details: Details::Decision(decision.clone()),
        authentication: Some(identity.clone()),
        delegate: acting.map(|acting| acting.delegate.clone()),
        words: None,
    }
}

/// The acknowledgement: what stood before the addressee's eyes, and what they decided.
fn document(
    session: &Session,
    choice: &Choice,
    (seen, acting): (&Seen, Option<&Acting>),
    random: [u8; 16],
) -> Acknowledgement {
    let record = &seen.record;
    Acknowledgement {
        delivery: seen.id,
        message: record.content.digest,
        decision: match choice.answer {
            Answer::Accept => acknowledgement::Decision::Accepted,
            Answer::Refuse => acknowledgement::Decision::Refused,
            Answer::NotForMe(_) => acknowledgement::Decision::NotForMe,
        },
        language: choice.language.clone(),
        text: choice.text.clone(),
        sender: SenderShown {
            name: record.sender.name.clone(),
            domain: record.sender.address.domain().to_owned(),
            checked: Checked { domain: record.checks.domain.clone(), name: record.checks.name.clone() },
        },
        // Who proved too little was shown none.
        subject: record.subject.clone().filter(|_| means::suffices(seen, &session.identity)),
        deadline: seen.delivery.deadline(),
        // A delegate states no capacity of their own: the mandate says it.
        capacity: acting.map_or_else(
            || choice.capacity.clone(),
            |acting| Capacity::Other {
                name: record.addressee.to_string(),
                acting_as: acting_as(&acting.used.id, &acting.delegate),
            },
        ),
        identity: Identity {
            method: session.identity.method.name().to_owned(),
            at: session.identity.at,
            shows: choice.shows.clone(),
        },
        random,
    }
}
