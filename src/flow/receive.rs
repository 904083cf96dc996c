//! Station "what comes back": a message for the return path of a notice. What it is, is read by `format::bounce`; what follows is
//! decided here.
//!
//! A failure after C.1 is stated and supersedes it: both stay visible, and the sender is told once it is sealed. Delivery reports
//! `delivered` and `delayed` are stated once each; only the former counts for anything, and only where the host that handed it in
//! is a mail server that the addressee's domain names. Complaints are only counted; automatic answers and disposition
//! notifications are counted and dropped: no text, no time, no evidence, nothing to the sender. A person's letter is held
//! unread (`flow::reply`), also where it speaks as a report does: what is told from words alone is a report only where the mail
//! bears no return path, as reports do not ([RFC 5321 §4.5.5]).
//!
//! Whoever knows a return path, the addressee among them, can make a report up. So what is stated is what was reported, by whom as
//! they call themselves, with the digest of the whole; it ends a running time and never begins one.

use std::net::IpAddr;

use crate::erds::content::Sha256;
use crate::erds::delivery::{self, Command, Offer};
use crate::erds::event::Event;
use crate::erds::evidence::{Details, Origin, ReturnDetails, Statement};
use crate::format::bounce::{self, Kind, Recipient, Returned};
use crate::format::dsn::Action;
use crate::store::{self, Seen, Work};

use super::compose::{Particulars, statements};
use super::retry::decided;
use super::return_path::ReturnPath;
use super::{Fault, Refusal, Service, extend, reply};

/// The most characters of a server's words in a statement.
const WORDS: usize = 1_000;
/// The most characters of a server's name.
const NAME: usize = 255;

/// A message that came in for a return path.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// For which.
    pub path: ReturnPath,
    /// Its octets, or as many of them as are read.
    pub octets: &'a [u8],
    /// How many there are in all.
    pub size: u64,
    /// Whether it bears a return path of its own, so that somebody may have written it.
    pub answerable: bool,
    /// The digest of all of them.
    pub digest: Sha256,
    /// From where it was handed in, where it is to be looked up what that is.
    pub from: Option<IpAddr>,
}

/// What a message for a return path was, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What it was.
    pub kind: Kind,
    /// What is stated of it; `None` where it changed nothing.
    pub stated: Option<Event>,
    /// Why it is not taken; `None` where it is.
    pub refused: Option<Refused>,
}

/// Why a letter is not taken, though its return path is one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is larger than what is held.
    TooLarge,
    /// So many of this delivery are held already.
    TooMany,
}

impl Heard {
    fn of(kind: Kind) -> Self {
        Self { kind, stated: None, refused: None }
    }
}

/// Hears a message for a return path.
///
/// # Errors
/// `Fault::Unavailable` where the attempt that it is about has not ended yet, or nothing can be stored: it is to be sent again.
pub async fn receive(service: &Service, arrival: &Arrival<'_>) -> Result<Heard, Fault> {
    let returned = bounce::read(arrival.octets);
    let kind = if arrival.answerable && !returned.by_program { Kind::Reply } else { returned.kind };
    if kind == Kind::Reply {
        return Ok(Heard { refused: reply::hold(service, arrival).await?, ..Heard::of(kind) });
    }
    let event = match kind {
        Kind::Failed(_) => Event::NoticeBounced,
        Kind::Delayed => Event::NoticeDelayed,
        Kind::Delivered if reported(&returned, Action::Delivered).is_some() => Event::NoticeTaken,
        _ => return Ok(Heard::of(kind)),
    };
    let Some(seen) = service.store.delivery(&arrival.path.delivery).await? else {
        return Ok(Heard::of(kind));
    };
    if !is_sent(service, &seen, arrival.path.notice).await?
        || was_stated(service, &seen, event, arrival.path.notice).await?
    {
        return Ok(Heard::of(kind));
    }
    let origin = if event == Event::NoticeTaken { origin(service, arrival, &seen).await? } else { None };
    let details = Details::Return(Box::new(details(arrival, &returned, event, origin)));
    let stated = state(service, arrival, event, &details).await;
    match stated {
        Ok(()) => Ok(Heard { stated: Some(event), ..Heard::of(kind) }),
        // It is about something that is over: an answer stands, or a failure was stated before.
        Err(Fault::Refused(_)) => Ok(Heard::of(kind)),
        Err(fault) => Err(fault),
    }
}

/// Whether a notice of this number was sent, as far as is known.
pub(super) async fn is_sent(service: &Service, seen: &Seen, number: u32) -> Result<bool, Fault> {
    if matches!(seen.delivery.offer(), Offer::Offering { .. }) {
        return Err(Fault::Unavailable { what: "how the attempt at this notice ended is not recorded yet".to_owned() });
    }
    Ok(service.store.notices(seen).await?.iter().any(|notice| notice.number == number))
}

/// Whether this is stated of the notice of this number.
async fn was_stated(service: &Service, seen: &Seen, event: Event, notice: u32) -> Result<bool, Fault> {
    let about =
        |statement: &Statement| matches!(&statement.details, Details::Return(report) if report.notice == notice);
    let chain = extend::chain(service, seen).await?;
    Ok(chain.iter().any(|statement| statement.event == event && about(statement)))
}

async fn state(service: &Service, arrival: &Arrival<'_>, event: Event, details: &Details) -> Result<(), Fault> {
    let now = service.now();
    decided(service, &arrival.path.delivery, Refusal::NotFound, |seen| {
        // Of what is decided, or over, a report changes nothing.
        if !matches!(seen.delivery.decision(), delivery::Decision::Open | delivery::Decision::NotForMe) {
            return Err(delivery::Refusal::DecidedBefore.into());
        }
        let outcome = seen.delivery.step(Command::Note(event), now)?;
        let stated = statements(service, seen, &outcome, |_| Particulars::details(details.clone()))?;
        let mut work = Work::new();
        work.record(seen, &outcome, stated);
        work.job(store::Kind::Attest, seen.id, now);
        Ok(Some(work))
    })
    .await
}

/// The host that handed it in, where it is a mail server that the addressee's domain names at this moment.
async fn origin(service: &Service, arrival: &Arrival<'_>, seen: &Seen) -> Result<Option<Origin>, Fault> {
    let (Some(origins), Some(from)) = (&service.origins, arrival.from) else { return Ok(None) };
    let asked = origins.of(from, seen.record.addressee.domain()).await;
    asked.map_err(|error| Fault::Unavailable { what: error.to_string() })
}

fn reported(returned: &Returned, action: Action) -> Option<&Recipient> {
    returned.recipients.iter().find(|recipient| recipient.action == Some(action))
}

fn details(arrival: &Arrival<'_>, returned: &Returned, event: Event, origin: Option<Origin>) -> ReturnDetails {
    let action = match event {
        Event::NoticeBounced => Action::Failed,
        Event::NoticeDelayed => Action::Delayed,
        _ => Action::Delivered,
    };
    let of = reported(returned, action);
    let short = |text: &String, most| text.chars().take(most).collect::<String>();
    let cause = match returned.kind {
        Kind::Failed(reason) => Some(reason.to_string()),
        _ => of.and_then(|of| of.reason).map(|reason| reason.to_string()),
    };
    ReturnDetails {
        notice: arrival.path.notice,
        digest: arrival.digest,
        reporting_mta: returned.reporting_mta.as_ref().map(|name| short(name, NAME)),
        status: of.and_then(|of| of.status).map(|status| status.to_string()),
        diagnostic: of.and_then(|of| of.diagnostic.as_ref()).map(|words| short(words, WORDS)),
        cause,
        origin,
    }
}
