//! Station "reminder": writes again to an addressee who has not decided, on the days of the schedule that A.1 states. Each is
//! sent, recorded and stated like a notice (C.1 or C.2 with the reminder's number), prints the deadline that stands and moves
//! none; before each, the service opens the content by itself. Nobody is reminded by night, and nobody who decided, who said that
//! it is not for them or asked for it by post, whose time is over, or whose notice came back; nor for a sender whom the operator suspended.
//!
//! One whose day passes while it could not be sent (the service was not there) is left out: two never follow each other at once.
//!
//! Crash before the first unit: nothing was sent. Between the two: the attempt is closed as "outcome unknown" and repeated with
//! the same Message-ID. After the second: the job finds it stated, and waits for the next day of the schedule.

use crate::calendar;
use crate::erds::delivery::Command;
use crate::erds::event::Event;
use crate::erds::evidence::Statement;
use crate::erds::moment::Moment;
use crate::erds::reason::Reason;
use crate::outside::mailer::{Outcome, Sent, Turn};
use crate::store::{Claimed, Notice, NoticeState, Seen, Work};

use super::attempt::{self, Attempt};
use super::ended::{End, record, words};
use super::notify::tried_again_at;
use super::retry::decided_on;
use super::unsure::repeated_at;
use super::{Fault, Service, abuse, extend, outage, probe, return_path};

/// What an addressee answers without deciding, and hears no reminders after.
const ANSWERS: [Event; 2] = [Event::ByPostPlease, Event::NotForMe];

/// A reminder whose day has come, or will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Next {
    /// Which of the schedule, from 1.
    number: u16,
    /// When it is due.
    at: Moment,
    /// When the one after it is; attempts at this one end then.
    after: Option<Moment>,
}

/// Sends the reminder whose day it is, and waits for the next one's.
pub async fn remind(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let (mut work, now) = (Work::new(), service.now());
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        let chain = extend::chain(service, &seen).await?;
        let wanted = seen.delivery.step(Command::BeginReminder, now).is_ok()
            && !chain.iter().any(|statement| ANSWERS.contains(&statement.event))
            && abuse::suspended(service, &seen.record.account).await?.is_none();
        let made = service.store.notices(&seen).await?;
        let begun = begun(&made, &chain);
        if let Some(next) = next(&seen, &chain, begun, now)?.filter(|_| wanted || begun.is_some()) {
            let over = !wanted || (begun.is_some() && next.after.is_some_and(|after| after <= now));
            let died = begun.is_some() && attempt::close_dead(service, &seen, &made, begun).await?;
            if (over || died)
                && let Some(last) = Attempt::last(service, &seen, begun).await?
            {
                return left(service, job, &seen, (&last, next), (over, died)).await;
            }
            let at = by_day(&seen, next.at.max(now))?;
            match if at > now { Err(at) } else { service.mailer.turn(&seen.record.addressee) } {
                Ok(turn) => return send(service, job, seen, next, turn).await,
                Err(at) => work.retry(job, at),
            }
            return Ok(service.store.commit(work).await?);
        }
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// The reminder at which attempts were made and of which nothing is stated yet.
fn begun(made: &[Notice], chain: &[Statement]) -> Option<u16> {
    let stated = last_stated(chain);
    made.iter().filter_map(|notice| notice.reminder).max().filter(|number| *number > stated)
}

/// The number of the last reminder that is stated; 0 where none is.
fn last_stated(chain: &[Statement]) -> u16 {
    chain.iter().filter_map(|statement| statement.notice()?.reminder).max().unwrap_or(0)
}

/// The reminder that was begun, or else the next by what is stated of those before; `None` where there is none.
fn next(seen: &Seen, chain: &[Statement], begun: Option<u16>, now: Moment) -> Result<Option<Next>, Fault> {
    let is_notice = |statement: &&Statement| {
        statement.event == Event::NotificationForAcceptance && statement.notice().is_some_and(|n| n.reminder.is_none())
    };
    let Some(notice) = chain.iter().find(is_notice) else { return Ok(None) };
    let first = begun.unwrap_or(last_stated(chain).saturating_add(1));
    let mut next: Option<Next> = None;
    for (number, day) in (1_u16..).zip(seen.terms.reminders.days()).filter(|(number, _)| *number >= first) {
        let at = on_day(seen, notice.time, *day)?;
        match &mut next {
            // Of those whose day has passed only the last is sent.
            Some(next) if begun.is_some() || at > now || next.at > now => {
                next.after = Some(at);
                break;
            }
            _ => next = Some(Next { number, at, after: None }),
        }
    }
    Ok(next)
}

fn on_day(seen: &Seen, notice: Moment, day: u16) -> Result<Moment, Fault> {
    moment(calendar::days_later(&seen.terms.zone, notice.micros(), day))
}

/// This moment, or the next by day.
fn by_day(seen: &Seen, at: Moment) -> Result<Moment, Fault> {
    moment(calendar::daytime(&seen.terms.zone, at.micros()))
}

fn moment(computed: Result<i64, calendar::Error>) -> Result<Moment, Fault> {
    let broken = |error| Fault::Broken { what: format!("the day of a reminder cannot be computed: {error}") };
    computed.map(Moment::from_micros).map_err(broken)
}

async fn send(service: &Service, job: &Claimed, seen: Seen, next: Next, turn: Turn) -> Result<(), Fault> {
    // Nobody is reminded of what could not be opened.
    let opened = probe::probe(service, &seen, service.now()).await?;
    let Some(deadline) = seen.delivery.deadline() else { return Ok(()) };
    let attempt = Attempt::of_reminder(service, &seen, next.number, deadline).await?;
    let step = |seen: &Seen| seen.delivery.step(Command::BeginReminder, service.now());
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
    let seen = seen.after(&after);
    let envelope = return_path::envelope(service, &seen, attempt.notice.number, &attempt.message_id);
    let sent = service.mailer.send(&envelope, &attempt.notice.bytes).await;
    drop(turn);
    outage::mailed(service, seen.record.addressee.domain(), &sent).await;
    ended(service, job, &seen, (&attempt, next), &sent).await
}

/// Another attempt at this moment, by day; `None` where the next reminder is due by then, or the time to decide is over.
fn again(seen: &Seen, next: Next, at: Option<Moment>) -> Result<Option<Moment>, Fault> {
    let Some(at) = at else { return Ok(None) };
    let at = by_day(seen, at)?;
    let over = |end: Option<Moment>| end.is_some_and(|end| at >= end);
    Ok(Some(at).filter(|_| !over(next.after) && !over(seen.delivery.deadline())))
}

/// What follows attempts that did not come to an end: another at its time, or C.2 about what is kept of them where it is over with
/// this reminder.
async fn left(
    service: &Service,
    job: &Claimed,
    seen: &Seen,
    (last, next): (&Attempt, Next),
    (over, died): (bool, bool),
) -> Result<(), Fault> {
    let at = if over { None } else { again(seen, next, repeated_at(service, last.first, last.begun))? };
    if let Some(at) = at {
        let mut work = Work::new();
        work.retry(job, at);
        return Ok(service.store.commit(work).await?);
    }
    let why = if died {
        "the service ended before the mail server answered, and whether it took the reminder is not known"
    } else {
        "there was no time left for another attempt"
    };
    let end = End {
        state: last.state(NoticeState::Failed),
        command: Some(Command::ReminderFailed(reason(false, last.unsure))),
        again: next.after,
        sent: None,
        words: Some(why.to_owned()),
        dialogue: last.said_before(),
    };
    record(service, job, seen, last, end).await
}

/// Records how an attempt ended.
async fn ended(
    service: &Service,
    job: &Claimed,
    seen: &Seen,
    (attempt, next): (&Attempt, Next),
    sent: &Sent,
) -> Result<(), Fault> {
    let (state, at, refused) = match &sent.outcome {
        Outcome::Taken { .. } => (NoticeState::Sent, None, false),
        Outcome::Refused { permanent: true, .. } | Outcome::Impossible { .. } => (NoticeState::Failed, None, true),
        Outcome::Refused { .. } | Outcome::NotConnected { .. } => {
            (NoticeState::Failed, tried_again_at(service, attempt), false)
        }
        Outcome::Unknown { .. } => (NoticeState::Unknown, repeated_at(service, attempt.first, attempt.begun), false),
    };
    let at = again(seen, next, at)?;
    let unsure = attempt.unsure || state == NoticeState::Unknown;
    let command = match (state, at) {
        (NoticeState::Sent, _) => Some(Command::ReminderSent),
        (_, Some(_)) => None,
        (_, None) => Some(Command::ReminderFailed(reason(refused, unsure))),
    };
    let end = End {
        state: attempt.state(state),
        again: if command.is_some() { next.after } else { at },
        command,
        sent: Some(sent.clone()),
        words: words(sent, attempt.unsure),
        dialogue: Some(attempt.said(&sent.dialogue)),
    };
    record(service, job, seen, attempt, end).await
}

/// C.2. What was refused for good ends the time, also where an earlier attempt may have been taken.
fn reason(refused: bool, unsure: bool) -> Reason {
    match (refused, unsure) {
        (true, _) => Reason::SubsequentNotificationForAcceptanceError,
        (false, true) => Reason::Other,
        (false, false) => Reason::SubsequentNotificationForAcceptanceMultipleError,
    }
}
