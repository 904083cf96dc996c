//! Station "keeping": content goes when the time for which the terms keep it is over, and not before somebody who accepted it and
//! did not get all of it was told so, seven days ahead, by a mail that a server took.
//!
//! That time begins with the decision, the silence, or the notice that could not be sent, and lasts to the end of the last day that was
//! named to the addressee. While one can decide nothing goes; nor while the warning cannot be handed over.
//!
//! What goes is the delivery's key to the content (and the bytes with the last key of a submission): the list of destroyed keys
//! names it. Evidence, acknowledgements and bundles stay, and verify as before. Nothing is stated: everybody can compute the day.
//!
//! Crash: the warning is noted after it was handed over, so one may come twice. Destroying is one unit of work; before it
//! nothing is gone, after it nothing is left to do.

use std::time::Duration;

use crate::erds::delivery::{Command, Decision, Handover, Keeping, Offer};
use crate::erds::event::Event;
use crate::erds::moment::Moment;
use crate::letters::{self, Waiting};
use crate::store::{Claimed, Kept, Kind, Seen, Work};

use super::post::{self, Handed};
use super::retry::decided_on;
use super::{Fault, Service};

/// How long before the end somebody is told who did not get all of what they accepted.
pub const AHEAD: Duration = Duration::from_hours(7 * 24);
/// What is noted once they were.
const TOLD: &str = "addressee content goes";
/// How long after a warning that could not be handed over it is tried again.
const AGAIN: Duration = Duration::from_hours(24);

/// Lets a delivery's content be looked at when the first thing about its end may be due.
pub(super) fn ask(seen: &Seen, now: Moment, work: &mut Work) {
    work.job(Kind::Retain, seen.id, now.plus(days(seen)).minus(AHEAD));
}

/// Destroys a delivery's key to its content where its time is over, warns before, and waits where neither is due.
pub async fn retain(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut work = Work::new();
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await?
        && let Some(at) = due(service, &seen).await?
    {
        work.retry(job, at);
    } else {
        work.done(job);
    }
    Ok(service.store.commit(work).await?)
}

/// Does what is due; when to look again, where anything is left to do.
async fn due(service: &Service, seen: &Seen) -> Result<Option<Moment>, Fault> {
    let Some(mut over) = over(seen, &service.store.statements(seen).await?) else { return Ok(None) };
    let now = service.now();
    if seen.delivery.decision() == Decision::Accepted && seen.delivery.handover() != Handover::Complete {
        let ahead = over.minus(AHEAD);
        let told = match service.store.told(seen.id, TOLD).await? {
            None if now < ahead => return Ok(Some(ahead)),
            None => warn(service, seen, over.max(now.plus(AHEAD))).await?,
            told => told,
        };
        match told {
            Some(told) => over = over.max(told.plus(AHEAD)),
            None => return Ok(Some(now.plus(AGAIN))),
        }
    }
    if now < over {
        return Ok(Some(over));
    }
    destroy(service, seen).await?;
    Ok(None)
}

/// When the content goes at the earliest; `None` while somebody can decide on it, or where it is gone.
fn over(seen: &Seen, kept: &[Kept]) -> Option<Moment> {
    if seen.delivery.content() != Keeping::Kept {
        return None;
    }
    let since = match (seen.delivery.decision(), seen.delivery.offer()) {
        (Decision::Accepted, _) => last(kept, &[Event::ConsignmentAcceptance]),
        (Decision::Refused, _) => last(kept, &[Event::ConsignmentRejection]),
        (Decision::Expired, _) => last(kept, &[Event::AcceptanceRejectionExpiry]),
        (Decision::NotForMe, Offer::Offering { deadline } | Offer::Offered { deadline }) => Some(deadline),
        (Decision::Open | Decision::NotForMe, Offer::Failed) => {
            last(kept, &[Event::NotificationForAcceptanceFailure, Event::NoticeBounced, Event::NotForMe])
        }
        (Decision::Open | Decision::NotForMe, _) => None,
    };
    since.map(|since| since.plus(days(seen)))
}

/// The days for which content is kept, and one more: the last day that is named to the addressee is a whole one.
fn days(seen: &Seen) -> Duration {
    Duration::from_hours(24) * (u32::from(seen.terms.content_kept) + 1)
}

fn last(kept: &[Kept], events: &[Event]) -> Option<Moment> {
    kept.iter().filter(|kept| events.contains(&kept.event)).map(|kept| kept.time).max()
}

/// Tells the addressee; `None` where no server took the mail for certain.
async fn warn(service: &Service, seen: &Seen, over: Moment) -> Result<Option<Moment>, Fault> {
    let sender = seen.record.sender.name.as_deref().unwrap_or(seen.record.sender.address.as_str());
    let about = Waiting { sender, time: over.minus(Duration::from_hours(24)), link: &post::link(service, seen) };
    let language = &seen.terms.language;
    match post::to_addressee(service, seen, "goes", language, |post| letters::goes(post, &about)).await {
        Ok(Handed::Taken) => {}
        Ok(Handed::Unknown) => return Ok(None),
        Err(fault) => {
            // KNOWN: content of a mailbox that takes no mail stays. Bearable: it was accepted, and is nobody else's.
            tracing::warn!(delivery.id = %seen.id, %fault, "content stays: its addressee could not be told that it goes");
            return Ok(None);
        }
    }
    let (mut work, now) = (Work::new(), service.now());
    work.told(seen.id, TOLD, now);
    service.store.commit(work).await?;
    Ok(Some(now))
}

async fn destroy(service: &Service, seen: &Seen) -> Result<(), Fault> {
    decided_on(service, seen, |seen| {
        let Ok(outcome) = seen.delivery.step(Command::Erase, service.now()) else { return Ok(None) };
        let mut work = Work::new();
        work.record(seen, &outcome, Vec::new());
        work.destroy_content(seen);
        Ok(Some(work))
    })
    .await?;
    tracing::info!(delivery.id = %seen.id, "the time for keeping a content is over: its key was destroyed");
    Ok(())
}
