//! Station "notice": asks the addressee, by one mail with one link. Two units of work: before connecting (an attempt with this
//! deadline began), and after the server's last word.
//!
//! Crash between the two: the attempt is closed as "outcome unknown" and repeated with the same Message-ID. The addressee may
//! then hold two notices; of the dates printed the latest counts.

use std::time::Duration;

use crate::calendar;
use crate::erds::content::Sha256;
use crate::erds::delivery::{Command, Offer};
use crate::erds::evidence::{Deadline, Details, HopRole, NextHop, NoticeDetails};
use crate::erds::moment::Moment;
use crate::erds::reason::Reason;
use crate::letters::{self, notice};
use crate::outside::mailer::{Outcome, Role, Sent};
use crate::store::{Claimed, Kind, NewNotice, Notice, NoticeEnd, NoticeState, Seen, Work};
use crate::words::{Language, Words};

use super::compose::{Particulars, statements};
use super::retry::decided;
use super::{Fault, Refusal, Service, post};

/// How long after its first attempt a notice that cannot be handed over is tried again.
const TRIED_FOR: Duration = Duration::from_hours(72);

/// A notice ready to be sent, and the day it prints.
struct Attempt {
    number: u32,
    /// When the delivery's first attempt began.
    first: Moment,
    last_day: calendar::LastDay,
    letter: letters::Letter,
    template: notice::Template,
}

/// Sends the notice of a delivery that has none, or whose last attempt's outcome is unknown.
pub async fn notify(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let id = job.subject.delivery();
    let mut work = Work::new();
    work.done(job);
    let Some(seen) = service.store.delivery(&id).await? else { return Ok(service.store.commit(work).await?) };
    let wanted = matches!(seen.delivery.offer(), Offer::None | Offer::Offering { .. });
    if !wanted || seen.delivery.step(Command::BeginNotice { deadline: service.now() }, service.now()).is_err() {
        return Ok(service.store.commit(work).await?);
    }
    close_dead_attempts(service, &seen).await?;
    let attempt = write(service, &seen).await?;
    begin(service, &seen, &attempt).await?;
    let envelope = post::envelope(service, &seen.record.addressee, attempt.letter.message_id());
    let sent = service.mailer.send(&envelope, attempt.letter.bytes()).await;
    match end(service, &seen, &attempt, &sent).await? {
        End::Stated => Ok(service.store.commit(work).await?),
        End::Again => Err(Fault::Unavailable { what: "the notice could not be handed over".to_owned() }),
    }
}

/// What became of an attempt.
enum End {
    /// It is stated; nothing more is to be done.
    Stated,
    /// It is to be tried again.
    Again,
}

/// Attempts that were begun by a process that is gone.
async fn close_dead_attempts(service: &Service, seen: &Seen) -> Result<(), Fault> {
    for begun in service.store.notices(seen).await?.into_iter().filter(|notice| notice.state == NoticeState::Begun) {
        let mut work = Work::new();
        let end = NoticeEnd { state: NoticeState::Unknown, dialogue: None, ended_at: service.now() };
        work.end_notice(seen, begun.number, end);
        service.store.commit(work).await?;
    }
    Ok(())
}

/// Renders the notice for today.
async fn write(service: &Service, seen: &Seen) -> Result<Attempt, Fault> {
    let now = service.now();
    let broken = |what: String| Fault::Broken { what };
    let terms = &seen.terms;
    let last_day = calendar::last_day(&terms.zone, now.micros(), terms.accept_within())
        .map_err(|error| broken(format!("the deadline cannot be computed: {error}")))?;
    let before = service.store.notices(seen).await?;
    let first = before.iter().map(|notice| notice.begun_at).min().unwrap_or(now);
    let language = Language::from_code(&terms.language).unwrap_or(Language::English);
    // The same for every attempt: whoever gets two copies of one notice sees one.
    let message_id = letters::message_id("notice", &seen.id, 1, service.settings.from.domain());
    let letter = letters::notice(
        &letters::Post {
            service: &post::service(service),
            words: Words::new(language),
            zone: &terms.zone,
            to: &seen.record.addressee,
            date: now,
            message_id: &message_id,
        },
        &letters::Notice {
            sender: seen.record.sender.name.as_deref(),
            address: &seen.record.sender.address,
            submitted: seen.record.submitted,
            until: Moment::from_micros(last_day.until),
            link: &post::link(service, seen),
        },
    )
    .map_err(|error| post::unwritable(&error))?;
    Ok(Attempt { number: next_number(&before), first, last_day, letter, template: notice::template(language) })
}

fn next_number(notices: &[Notice]) -> u32 {
    notices.iter().map(|notice| notice.number).max().unwrap_or(0).saturating_add(1)
}

async fn begin(service: &Service, seen: &Seen, attempt: &Attempt) -> Result<(), Fault> {
    decided(service, &seen.id, Refusal::NotFound, |seen| {
        let deadline = Moment::from_micros(attempt.last_day.until);
        let outcome = seen.delivery.step(Command::BeginNotice { deadline }, service.now())?;
        let mut work = Work::new();
        work.record(seen, &outcome, Vec::new());
        work.begin_notice(
            seen,
            NewNotice {
                number: attempt.number,
                deadline,
                generation: seen.generation,
                template: attempt.template.name.to_owned(),
                template_digest: attempt.template.digest(),
                bytes: attempt.letter.bytes().to_vec(),
                begun_at: service.now(),
            },
        );
        Ok(Some(work))
    })
    .await
}

/// States how the attempt ended: C.1, C.2, or nothing yet.
async fn end(service: &Service, seen: &Seen, attempt: &Attempt, sent: &Sent) -> Result<End, Fault> {
    let now = service.now();
    let overdue = now >= attempt.first.plus(TRIED_FOR);
    let (state, command) = match &sent.outcome {
        Outcome::Taken { .. } => (NoticeState::Sent, Some(Command::NoticeSent)),
        Outcome::Refused { permanent: true, .. } => (NoticeState::Failed, Some(failed())),
        Outcome::Refused { .. } | Outcome::NotConnected { .. } if overdue => (NoticeState::Failed, Some(failed())),
        Outcome::Refused { .. } | Outcome::NotConnected { .. } => (NoticeState::Failed, None),
        Outcome::Unknown { .. } => (NoticeState::Unknown, None),
    };
    decided(service, &seen.id, Refusal::NotFound, |seen| {
        let mut work = Work::new();
        let dialogue = sent.dialogue.clone().into_bytes();
        if let Some(command) = command {
            let outcome = seen.delivery.step(command, now)?;
            let details = details(attempt, sent, &dialogue);
            let stated = statements(service, seen, &outcome, |_| Particulars {
                words: words(sent),
                ..Particulars::details(Details::Notice(Box::new(details.clone())))
            })?;
            work.record(seen, &outcome, stated);
            work.job(Kind::Attest, seen.id, now);
        }
        work.end_notice(seen, attempt.number, NoticeEnd { state, dialogue: Some(dialogue), ended_at: now });
        Ok(Some(work))
    })
    .await?;
    Ok(if command.is_some() { End::Stated } else { End::Again })
}

fn failed() -> Command {
    Command::NoticeFailed(Reason::NotificationForAcceptenceError)
}

fn details(attempt: &Attempt, sent: &Sent, dialogue: &[u8]) -> NoticeDetails {
    NoticeDetails {
        number: attempt.number,
        digest: Sha256(crate::crypto::sha256(attempt.letter.bytes())),
        template: attempt.template.name.to_owned(),
        template_digest: attempt.template.digest(),
        deadline: Deadline {
            until: Moment::from_micros(attempt.last_day.until),
            zones: attempt.last_day.zones.to_owned(),
            holidays: attempt.last_day.holidays.to_owned(),
        },
        next_hop: Some(NextHop { name: sent.host.clone(), role: role(sent.role) }),
        dns: None,
        reply: reply(sent).map(printable),
        dialogue: Some(Sha256(crate::crypto::sha256(dialogue))),
        availability: None,
    }
}

fn role(role: Role) -> HopRole {
    match role {
        Role::Demo => HopRole::Demo,
        Role::Relay => HopRole::Relay,
        Role::Mx => HopRole::Mx,
    }
}

fn reply(sent: &Sent) -> Option<&str> {
    match &sent.outcome {
        Outcome::Taken { reply } | Outcome::Refused { reply, .. } => Some(reply),
        Outcome::NotConnected { .. } | Outcome::Unknown { .. } => None,
    }
}

/// Why it failed, in words, where no server said it.
fn words(sent: &Sent) -> Option<String> {
    match &sent.outcome {
        Outcome::NotConnected { why } => Some(printable(why)),
        Outcome::Taken { .. } | Outcome::Refused { .. } | Outcome::Unknown { .. } => None,
    }
}

/// What XML cannot hold is shown as U+FFFD; the dialogue has the octets.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{FFFD}' } else { c }).collect()
}
