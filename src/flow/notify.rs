//! Station "notice": asks the addressee, by one mail with one link. Two units of work: before connecting (an attempt with this
//! deadline began), and after the server's last word.
//!
//! Crash between the two: the attempt is closed as "outcome unknown" and repeated with the same Message-ID. The addressee may
//! then hold two notices; of the dates printed the latest counts.
//!
//! A notice that no mail server takes for the moment is tried again, first after minutes, then after hours, for as long as
//! the operator says (three days). Each repeat of an attempt whose outcome is unknown may put one more copy into somebody's mailbox: those pauses grow
//! faster. At the end, or where a mail server says no for good, C.2 says which it was; where an attempt's outcome is unknown,
//! that it is not known whether the notice was taken. No time runs after that; whoever did get it may still decide while the
//! content is kept.

use std::time::Duration;

use crate::erds::delivery::{Command, Offer};
use crate::erds::moment::Moment;
use crate::erds::reason::Reason;
use crate::outside::mailer::{Outcome, Sent};
use crate::store::{Claimed, NoticeState, Seen, Work};

use super::attempt::{self, Attempt};
use super::ended::{End, record, words};
use super::retry::decided_on;
use super::unsure::repeated_at;
use super::{Fault, Service, abuse, block, outage, probe, return_path};

/// The shortest pause behind an attempt that handed nothing over. From its beginning it is half as long as the time since the
/// first: nine attempts in the first half hour, about thirty in three days.
const SHORTEST: Duration = Duration::from_mins(1);
/// The longest such pause.
const LONGEST: Duration = Duration::from_hours(4);

/// Sends the notice of a delivery that has none, or whose last attempt's outcome is unknown.
pub async fn notify(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut nothing = Work::new();
    nothing.done(job);
    let Some(seen) = service.store.delivery(&job.subject.delivery()).await? else {
        return Ok(service.store.commit(nothing).await?);
    };
    let wanted = matches!(seen.delivery.offer(), Offer::None | Offer::Offering { .. });
    if !wanted || seen.delivery.step(Command::BeginNotice { deadline: service.now() }, service.now()).is_err() {
        return Ok(service.store.commit(nothing).await?);
    }
    let mut held_back = abuse::suspended(service, &seen.record.account).await?;
    if held_back.is_none() {
        held_back = block::asked(service, &seen).await?.map(str::to_owned);
    }
    if let Some(words) = held_back {
        return withhold(service, job, seen, words).await;
    }
    let turn = match service.mailer.turn(&seen.record.addressee) {
        Ok(turn) => turn,
        Err(at) => {
            let mut later = Work::new();
            later.retry(job, at);
            return Ok(service.store.commit(later).await?);
        }
    };
    let made = service.store.notices(&seen).await?;
    if attempt::close_dead(service, &seen, &made, None).await?
        && let Some(died) = Attempt::last(service, &seen, None).await?
    {
        return after_death(service, job, &seen, &died).await;
    }
    // No time begins to run before the content could be opened.
    let opened = probe::probe(service, &seen, service.now()).await?;
    let attempt = Attempt::of_today(service, &seen, made)?;
    let seen = begin(service, seen, &attempt, opened).await?;
    let envelope = return_path::envelope(service, &seen, attempt.notice.number, &attempt.message_id);
    let sent = service.mailer.send(&envelope, &attempt.notice.bytes).await;
    drop(turn);
    outage::mailed(service, seen.record.addressee.domain(), &sent).await;
    ended(service, job, &seen, &attempt, &sent).await
}

/// The notice of a sender whom the operator suspended, or from whom the addressee asked for nothing, does not leave: C.2 says so,
/// about the last attempt or one that was only written. No time runs after that.
async fn withhold(service: &Service, job: &Claimed, seen: Seen, words: String) -> Result<(), Fault> {
    attempt::close_dead(service, &seen, &service.store.notices(&seen).await?, None).await?;
    let (seen, attempt) = if let Some(last) = Attempt::last(service, &seen, None).await? {
        (seen, last)
    } else {
        let attempt = Attempt::of_today(service, &seen, Vec::new())?;
        let opened = probe::probe(service, &seen, service.now()).await?;
        (begin(service, seen, &attempt, opened).await?, attempt)
    };
    let unsure = if attempt.unsure { "; whether an earlier attempt was taken is not known" } else { "" };
    let end = End {
        state: attempt.state(NoticeState::Failed),
        command: Some(Command::NoticeFailed(Reason::Other)),
        again: None,
        sent: None,
        words: Some(words + unsure),
        dialogue: attempt.said_before(),
    };
    record(service, job, &seen, &attempt, end).await
}

/// When a notice or reminder that was not handed over is tried again; `None` where this attempt was the last.
pub(super) fn tried_again_at(service: &Service, attempt: &Attempt) -> Option<Moment> {
    let (now, over) = (service.now(), attempt.first.plus(service.settings.notice_tried_for));
    let pause = (attempt.begun.since(attempt.first) / 2).clamp(SHORTEST, LONGEST);
    (attempt.begun < over).then(|| attempt.begun.plus(pause).min(over).max(now))
}

/// What follows an attempt that died with its process: another at its time, or C.2 about what is kept of this one.
async fn after_death(service: &Service, job: &Claimed, seen: &Seen, died: &Attempt) -> Result<(), Fault> {
    if let Some(at) = repeated_at(service, died.first, died.begun) {
        let mut work = Work::new();
        work.retry(job, at);
        return Ok(service.store.commit(work).await?);
    }
    let why = "the service ended before the mail server answered, and whether it took the notice is not known";
    let end = End {
        state: NoticeState::Unknown,
        command: Some(failed(true, false)),
        again: None,
        sent: None,
        words: Some(why.to_owned()),
        dialogue: died.said_before(),
    };
    record(service, job, seen, died, end).await
}

/// Records how an attempt ended.
async fn ended(service: &Service, job: &Claimed, seen: &Seen, attempt: &Attempt, sent: &Sent) -> Result<(), Fault> {
    let (state, again, is_final) = match &sent.outcome {
        Outcome::Taken { .. } => (NoticeState::Sent, None, false),
        Outcome::Refused { permanent: true, .. } | Outcome::Impossible { .. } => (NoticeState::Failed, None, true),
        Outcome::Refused { .. } | Outcome::NotConnected { .. } => {
            (NoticeState::Failed, tried_again_at(service, attempt), false)
        }
        Outcome::Unknown { .. } => (NoticeState::Unknown, repeated_at(service, attempt.first, attempt.begun), false),
    };
    let unsure = attempt.unsure || state == NoticeState::Unknown;
    let command = match (state, again) {
        (NoticeState::Sent, _) => Some(Command::NoticeSent),
        (_, Some(_)) => None,
        (_, None) => Some(failed(unsure, !is_final && attempt.begun > attempt.first)),
    };
    let end = End {
        state: attempt.state(state),
        command,
        again,
        sent: Some(sent.clone()),
        words: words(sent, attempt.unsure),
        dialogue: Some(attempt.said(&sent.dialogue)),
    };
    record(service, job, seen, attempt, end).await
}

/// Returns the delivery as it stands then.
async fn begin(service: &Service, seen: Seen, attempt: &Attempt, opened: Moment) -> Result<Seen, Fault> {
    let step =
        |seen: &Seen| seen.delivery.step(Command::BeginNotice { deadline: attempt.deadline.until }, service.now());
    let after = step(&seen)?;
    decided_on(service, &seen, |seen| {
        let outcome = step(seen)?;
        let mut work = Work::new();
        work.record(seen, &outcome, Vec::new());
        work.probed(seen, true, opened);
        work.begin_notice(seen, attempt.notice.clone());
        Ok(Some(work))
    })
    .await?;
    Ok(seen.after(&after))
}

/// C.2. Where a notice may have been taken, the errors that ETSI names would say too much.
fn failed(unsure: bool, several: bool) -> Command {
    Command::NoticeFailed(match (unsure, several) {
        (true, _) => Reason::Other,
        (false, true) => Reason::NotificationForAcceptanceMultipleError,
        (false, false) => Reason::NotificationForAcceptenceError,
    })
}
