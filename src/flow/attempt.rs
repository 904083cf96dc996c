//! One attempt at a notice or at a reminder: the bytes to be sent and the deadline that they print; and what was said in all before it.
//!
//! Attempts of one day share number and bytes, so that an addressee who gets two copies holds the same notice twice. On a
//! later day a notice is written anew, since the deadline is another; a reminder is not. The Message-ID is the same for all of them.
//!
//! The dialogue kept with a number begins with those of all attempts before it, of earlier days, too: what is stated in the end
//! names one dialogue, and that lists every attempt.

use crate::calendar;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::evidence::Deadline;
use crate::erds::moment::Moment;
use crate::format::template;
use crate::letters;
use crate::store::{NewNotice, Notice, NoticeEnd, NoticeState, Seen, Work};
use crate::words::{Language, Words};

use super::{Fault, Service, post, return_path};

/// Dialogues of earlier attempts are kept up to so many octets.
const MOST_SAID: usize = 512 * 1024;

/// A notice ready to be sent.
pub(super) struct Attempt {
    /// When the delivery's first attempt began.
    pub(super) first: Moment,
    /// When this one began, or begins.
    pub(super) begun: Moment,
    /// Whether the outcome of an earlier attempt is unknown.
    pub(super) unsure: bool,
    /// The deadline that it prints.
    pub(super) deadline: Deadline,
    /// What is sent, as the store keeps it.
    pub(super) notice: NewNotice,
    /// Its Message-ID, without angle brackets.
    pub(super) message_id: String,
    /// How the attempts of the same number ended before this one.
    before: Option<NoticeState>,
    /// What was said in all attempts before this one.
    said: Vec<u8>,
}

impl Attempt {
    /// The day's attempt at the notice, of all that were made so far: the same bytes again where there are some, else a notice
    /// written now.
    pub(super) fn of_today(service: &Service, seen: &Seen, all: Vec<Notice>) -> Result<Self, Fault> {
        let broken = |error| Fault::Broken { what: format!("the deadline cannot be computed: {error}") };
        let terms = &seen.terms;
        let last_day =
            calendar::last_day(&terms.zone, terms.country.as_deref(), service.now().micros(), terms.accept_within());
        let last_day = last_day.map_err(broken)?;
        Self::at(service, seen, all, None, Moment::from_micros(last_day.until))
    }

    /// An attempt at the reminder of this number, which prints the deadline that stands.
    pub(super) async fn of_reminder(
        service: &Service,
        seen: &Seen,
        number: u16,
        deadline: Moment,
    ) -> Result<Self, Fault> {
        let all = service.store.notices(seen).await?;
        Self::at(service, seen, all, Some(number), deadline)
    }

    fn at(
        service: &Service,
        seen: &Seen,
        all: Vec<Notice>,
        reminder: Option<u16>,
        until: Moment,
    ) -> Result<Self, Fault> {
        let now = service.now();
        let number = all.last().map_or(0, |notice| notice.number).saturating_add(1);
        let kept = of(all, reminder);
        let (first, unsure) = history(&kept, now);
        let said = said(kept.iter());
        let message_id = message_id(service, seen, reminder);
        let current = |last: &Notice| last.deadline == until && is_current(seen, last, now);
        let (notice, before) = match kept.into_iter().next_back() {
            Some(last) if current(&last) => again(last, now),
            _ => (written(service, seen, (number, reminder), until, &message_id)?, None),
        };
        Ok(Self { first, begun: now, unsure, deadline: deadline(seen, until), notice, message_id, before, said })
    }

    /// The last attempt that was made at the notice, or at the reminder of this number, if there was one.
    pub(super) async fn last(service: &Service, seen: &Seen, reminder: Option<u16>) -> Result<Option<Self>, Fault> {
        let now = service.now();
        let kept = kept(service, seen, reminder).await?;
        let (first, unsure) = history(&kept, now);
        let said = said(kept.iter());
        Ok(kept.into_iter().next_back().map(|last| {
            let begun = last.last_begun_at;
            let (notice, before) = again(last, now);
            let (deadline, message_id) = (deadline(seen, notice.deadline), message_id(service, seen, reminder));
            Self { first, begun, unsure, deadline, notice, message_id, before, said }
        }))
    }

    /// How the notice stands after an attempt that ended like this: what may have left once, stays so.
    pub(super) fn state(&self, ended: NoticeState) -> NoticeState {
        match (&self.before, ended) {
            (Some(NoticeState::Unknown), NoticeState::Failed) => NoticeState::Unknown,
            _ => ended,
        }
    }

    /// What was said in the attempts before this one, if anything was.
    pub(super) fn said_before(&self) -> Option<Vec<u8>> {
        Some(self.said.clone()).filter(|said| !said.is_empty())
    }

    /// What was said in all attempts, with this one's dialogue last.
    pub(super) fn said(&self, dialogue: &str) -> Vec<u8> {
        let mut said = self.said.clone();
        if said.len() > MOST_SAID {
            said = b"-- [the dialogues of earlier attempts are longer than is kept]\n".to_vec();
        } else if !said.is_empty() {
            let again: &[u8] = if self.before.is_some() {
                b"-- [the same notice again]\n"
            } else {
                b"-- [the notice of another day]\n"
            };
            said.extend_from_slice(again);
        }
        said.extend_from_slice(dialogue.as_bytes());
        said
    }
}

/// Closes attempts at the notice, or at one reminder, that were begun by a process that is gone, and says whether there were any
/// among all that were made.
pub(super) async fn close_dead(
    service: &Service,
    seen: &Seen,
    all: &[Notice],
    reminder: Option<u16>,
) -> Result<bool, Fault> {
    let mine = || all.iter().filter(|notice| notice.reminder == reminder);
    let mut work = Work::new();
    for begun in mine().filter(|notice| notice.state == NoticeState::Begun) {
        let (dialogue, ended_at) = (Some(said_of_dead(mine(), begun)), service.now());
        work.end_notice(seen, begun.number, NoticeEnd { state: NoticeState::Unknown, dialogue, ended_at });
    }
    let died = !work.is_empty();
    if died {
        service.store.commit(work).await?;
    }
    Ok(died)
}

async fn kept(service: &Service, seen: &Seen, reminder: Option<u16>) -> Result<Vec<Notice>, Fault> {
    Ok(of(service.store.notices(seen).await?, reminder))
}

/// Those at the notice, or at the reminder of this number.
fn of(mut kept: Vec<Notice>, reminder: Option<u16>) -> Vec<Notice> {
    kept.retain(|notice| notice.reminder == reminder);
    kept
}

/// What is kept of a number whose last attempt died with its process: that it was made, and what it may have sent, behind what
/// was said before.
fn said_of_dead<'n>(kept: impl DoubleEndedIterator<Item = &'n Notice>, notice: &Notice) -> Vec<u8> {
    let (number, begun, digest) = (notice.number, notice.last_begun_at, Sha256(sha256(&notice.bytes)));
    let mut said = said(kept);
    let line = format!(
        "{begun} -- [the service ended during this attempt, whose outcome is unknown: notice {number}, {} octets, SHA-256 \
         {digest}]\n",
        notice.bytes.len()
    );
    said.extend_from_slice(line.as_bytes());
    said
}

/// When the first attempt began, and whether the outcome of any is unknown.
fn history(kept: &[Notice], now: Moment) -> (Moment, bool) {
    let first = kept.iter().map(|notice| notice.begun_at).min().unwrap_or(now);
    (first, kept.iter().any(|notice| notice.state == NoticeState::Unknown))
}

/// The latest dialogue that is kept, in which those before it stand.
fn said<'n>(kept: impl DoubleEndedIterator<Item = &'n Notice>) -> Vec<u8> {
    kept.rev().find_map(|notice| notice.dialogue.clone()).unwrap_or_default()
}

/// The deadline with the tables of this version, in which it lies on the last day of the term.
pub(super) fn deadline(seen: &Seen, until: Moment) -> Deadline {
    let (zones, holidays) = calendar::tables(seen.terms.country.as_deref());
    Deadline { until, zones: zones.to_owned(), holidays: holidays.to_owned() }
}

/// The same for every attempt: whoever gets two copies of one notice, or of one reminder, sees one.
fn message_id(service: &Service, seen: &Seen, reminder: Option<u16>) -> String {
    let (kind, number) = reminder.map_or(("notice", 1), |number| ("reminder", u32::from(number)));
    letters::message_id(kind, &seen.id, number, service.settings.from.domain())
}

/// Whether it may be sent again as it is: a reminder always, a notice on the day that it was written.
///
/// KNOWN: the link in it may be dead, where the addressee asked for another since. Bearable, because that one was mailed and the page
/// of a dead link mails another; a notice written anew would have another number, by which the sender saw that a link was asked for.
fn is_current(seen: &Seen, notice: &Notice, now: Moment) -> bool {
    let day = |at: Moment| calendar::local(&seen.terms.zone, at.micros()).map(|at| (at.year, at.month, at.day));
    notice.reminder.is_some() || day(notice.begun_at).is_ok_and(|begun| day(now) == Ok(begun))
}

fn again(notice: Notice, now: Moment) -> (NewNotice, Option<NoticeState>) {
    let Notice { number, reminder, deadline, generation, template, template_digest, bytes, state, .. } = notice;
    let again = NewNotice { number, reminder, deadline, generation, template, template_digest, bytes, begun_at: now };
    (again, Some(state))
}

fn written(
    service: &Service,
    seen: &Seen,
    (number, reminder): (u32, Option<u16>),
    deadline: Moment,
    message_id: &str,
) -> Result<NewNotice, Fault> {
    let now = service.now();
    let language = Language::from_code(&seen.terms.language).unwrap_or(Language::English);
    let reply_to = return_path::return_path(service, &seen.id, number).map(|(address, _)| address);
    let write = if reminder.is_some() { letters::reminder } else { letters::notice };
    let letter = write(
        &letters::Post {
            service: &post::service(service),
            words: Words::new(language),
            zone: &seen.terms.zone,
            to: &seen.record.addressee,
            date: now,
            message_id,
            // A person's answer goes where reports go: held until they confirm it (`flow::reply`).
            reply_to: reply_to.as_ref(),
        },
        &letters::Notice {
            sender: seen.record.sender.name.as_deref(),
            address: &seen.record.sender.address,
            submitted: seen.record.submitted,
            until: deadline,
            reference: seen.record.reference.as_ref(),
            link: &post::link(service, seen),
        },
    )
    .map_err(|error| post::unwritable(&error))?;
    let with_reference = seen.record.reference.is_some();
    let written = match reminder {
        Some(_) => template::reminder(language),
        None => template::notice(language, with_reference),
    };
    Ok(NewNotice {
        number,
        reminder,
        deadline,
        generation: seen.generation,
        template: written.name.to_owned(),
        template_digest: written.digest(),
        bytes: post::outgoing(service, letter)?,
        begun_at: now,
    })
}
