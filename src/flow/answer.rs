//! Station "other answer": what the addressee says on the page besides accepting and refusing. Please by post, could not be
//! opened, read, or a statement in their own words: evidence in the delivery's chain, and the sender is told. It decides
//! nothing and moves no deadline.

use crate::erds::answer::Saying;
use crate::erds::delivery::{Command, Refusal as Unlawful};
use crate::erds::event::Event;
use crate::erds::evidence::{AnswerDetails, Details};
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::store::{CommitError, Kept, Kind, Work};

use super::compose::{Particulars, statements};
use super::look::{Session, by_own_session, read_answer_token};
use super::{Fault, Refusal, Service};

/// The most statements in their own words in one chain, and as often that content could not be opened.
pub const MOST: usize = 10;
/// How often another unit may come between before we say that the delivery is busy.
const ROUNDS: u8 = 16;

/// Something said, as the page sent it.
#[derive(Clone, Debug)]
pub struct Given {
    /// What is said.
    pub saying: Saying,
    /// The language of the page.
    pub language: String,
    /// Exactly the fixed text that the addressee said it with.
    pub text: String,
    /// Their own words, where they wrote any; lines end with a line feed.
    pub words: Option<String>,
    /// The page's one-use token.
    pub token: String,
    /// When the POST was received.
    pub received: Moment,
}

/// Something that was said, as the evidence holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub saying: Saying,
    /// When.
    pub time: Moment,
    /// In their own words.
    pub words: Option<String>,
}

/// Records what the addressee says.
///
/// # Errors
/// `Refusal::Law` where it cannot be true at this point, or was said before; `Refusal::TooManyStatements` where the chain has
/// as many as it can carry; `Refusal::SpentToken` when the page was used before.
pub async fn say(service: &Service, session: &Session, given: &Given) -> Result<(), Fault> {
    let token = read_answer_token(service, session, &given.token)?;
    for _ in 0..ROUNDS {
        let seen = by_own_session(service, session).await?;
        let outcome = seen.delivery.step(Command::Say(given.saying), given.received)?;
        may_say(given.saying, &said_in(&service.store.statements(&seen).await?))?;
        let details = AnswerDetails {
            saying: given.saying,
            language: given.language.clone(),
            text: given.text.clone(),
            words: given.words.clone(),
        };
        let stated = statements(service, &seen, &outcome, |_| Particulars {
            authentication: Some(session.identity.clone()),
            ..Particulars::details(Details::Answer(Box::new(details.clone())))
        })?;
        let mut work = Work::new();
        work.spend(token);
        work.record(&seen, &outcome, stated);
        work.job(Kind::Attest, seen.id, service.now());
        match service.store.commit(work).await {
            Err(CommitError::Stale) => {}
            other => return Ok(other?),
        }
    }
    Err(Fault::Unavailable { what: "the delivery is busy".to_owned() })
}

/// Whether it can be said once more.
fn may_say(saying: Saying, said: &[Said]) -> Result<(), Refusal> {
    let before = said.iter().filter(|said| said.saying == saying).count();
    match saying {
        Saying::Again | Saying::ByPost | Saying::Read if before > 0 => Err(Unlawful::AnsweredBefore.into()),
        Saying::CouldNotOpen | Saying::OwnWords if before >= MOST => Err(Refusal::TooManyStatements),
        _ => Ok(()),
    }
}

/// What was said in a chain, in its order.
pub(super) fn said_in(kept: &[Kept]) -> Vec<Said> {
    let events = [Event::ByPostPlease, Event::CouldNotOpen, Event::AddresseeStates];
    let answers = kept.iter().filter(|kept| events.contains(&kept.event));
    answers
        .filter_map(|kept| match evidence::read(&kept.canonical).ok()?.details {
            Details::Answer(answer) => Some(Said { saying: answer.saying, time: kept.time, words: answer.words }),
            _ => None,
        })
        .collect()
}
