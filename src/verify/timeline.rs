//! The law replayed: every statement is a command to `erds::delivery::Delivery::step`, in the order of the chain, and must
//! come out as it was stated. What the service's own law refuses is TOTAL-FAILED, with the law's own sentence.
//!
//! An attempt at a notice is stated only when it ended (C.1, C.2), and a decision is lawful from its beginning. So where a
//! decision or the silence is stated first, every notice stated after it was begun before.

use crate::erds::delivery::{Command, Decision, Delivery, GRACE, Keeping, Offer};
use crate::erds::event::Event;
use crate::erds::evidence::{Details, NoticeDetails, Statement};
use crate::erds::moment::Moment;
use crate::erds::reason::Reason as Cause;

use super::chain::Entry;
use super::verdict::{Findings, Reason};

const LAW: &str = "law of a delivery (erds::delivery)";
const TIMES: &str = "EN 319 522-2 §8.2.5 (G05)";

/// What an acknowledgement shows of the deadline: nothing is known, none was shown, or this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The acknowledgement could not be read.
    Unknown,
    /// It shows no deadline.
    Nothing,
    /// It shows this one, exclusive.
    Until(Moment),
}

/// Replays the chain and returns where the delivery stands. `shown` tells the deadline in the acknowledgement of a
/// statement. Stops at the first statement that the law refuses.
pub fn replay(links: &[Entry<'_>], shown: impl Fn(&Statement) -> Shown, findings: &mut Findings) -> Delivery {
    times(links, findings);
    let mut replay =
        Replay { delivery: Delivery::default(), begun: vec![false; links.len()], consigned: None, findings };
    for (place, entry) in links.iter().enumerate() {
        if !replay.consignment(entry) || !replay.follow(place, entry, links, &shown) {
            break;
        }
    }
    if let Some((accepted, _)) = replay.consigned {
        let sentence = "The acceptance is the last evidence here: that the content was made available follows it.";
        replay.findings.note(accepted, LAW, sentence);
    }
    replay.delivery
}

struct Replay<'a, 'f> {
    delivery: Delivery,
    /// Which notices were begun already.
    begun: Vec<bool>,
    /// The acceptance that D.1 must follow at once: its file, and the reason that D.1 then has.
    consigned: Option<(&'a str, Option<Cause>)>,
    findings: &'f mut Findings,
}

impl<'a> Replay<'a, '_> {
    /// Whether D.1 stands where it belongs, directly after C.3 and nowhere else, for the reason that C.3 led to.
    fn consignment(&mut self, entry: &Entry<'a>) -> bool {
        let is = entry.statement.event == Event::ContentConsignment;
        match (self.consigned.take(), is) {
            (Some((_, Some(lawful))), true) => entry
                .statement
                .reasons
                .iter()
                .all(|stated| stated.reason == lawful || self.refuse_reason(entry, stated.reason, lawful)),
            (Some((_, None)), true) | (None, false) => true,
            (Some(_), false) => self.refuse(entry, "D.1 does not follow directly after C.3"),
            (None, true) => self.refuse(entry, "D.1 is stated without C.3 directly before it"),
        }
    }

    /// One statement; `false` where the law refuses it.
    fn follow(
        &mut self,
        place: usize,
        entry: &Entry<'a>,
        links: &[Entry<'a>],
        shown: &impl Fn(&Statement) -> Shown,
    ) -> bool {
        let statement = entry.statement;
        let time = statement.time;
        let reasons = statement.reasons.iter().map(|stated| stated.reason);
        let decisive = reasons.clone().find(|reason| reason.refuses_reminder());
        let cause = decisive.or_else(|| reasons.clone().next()).unwrap_or(Cause::Other);
        let command = match statement.event {
            Event::SubmissionAcceptance => Command::AcceptSubmission,
            Event::SubmissionRejection => Command::RejectSubmission(cause),
            Event::NotificationForAcceptance | Event::NotificationForAcceptanceFailure
                if let Some(reminder) = reminder(statement) =>
            {
                if self.delivery.deadline().is_some_and(|stands| reminder.deadline.until > stands) {
                    return self.refuse(entry, "a reminder printed a later deadline than stood, and moves none");
                }
                if statement.event.is_negative() { Command::ReminderFailed(cause) } else { Command::ReminderSent }
            }
            Event::NotificationForAcceptance => {
                self.begin(place, links);
                Command::NoticeSent
            }
            Event::NotificationForAcceptanceFailure => {
                self.begin(place, links);
                Command::NoticeFailed(cause)
            }
            Event::ConsignmentAcceptance if statement.instructed().is_some() => Command::AcceptAsInstructed,
            Event::ConsignmentAcceptance | Event::ConsignmentRejection | Event::NotForMe => {
                self.begin_later(place, links);
                if !self.shown_deadline(place, entry, links, shown(statement)) {
                    return false;
                }
                match statement.event {
                    Event::ConsignmentAcceptance => Command::Accept { received: time },
                    Event::ConsignmentRejection => Command::Refuse { received: time },
                    _ => Command::NotForMe { received: time },
                }
            }
            Event::AcceptanceRejectionExpiry => {
                self.begin_later(place, links);
                if !self.passed_deadline(entry) {
                    return false;
                }
                Command::Expire
            }
            // The outcome of C.3 states it; `consignment` checked its place.
            Event::ContentConsignment => return true,
            Event::ContentHandover => {
                if let Ok(outcome) = self.delivery.step(Command::BeginHandover, time) {
                    self.delivery = outcome.delivery();
                }
                Command::CompleteHandover
            }
            Event::Recalled => {
                self.begin_later(place, links);
                Command::Recall
            }
            Event::Outage => Command::Outage { until: moved(statement) },
            Event::DeadlineMoved if let Some(until) = moved(statement) => Command::PutOff { until },
            other => match &statement.details {
                Details::Answer(answer) => Command::Say(answer.saying),
                _ => Command::Note(other),
            },
        };
        self.step(command, entry)
    }

    fn step(&mut self, command: Command, entry: &Entry<'a>) -> bool {
        let statement = entry.statement;
        let outcome = match self.delivery.step(command, statement.time) {
            Ok(outcome) => outcome,
            Err(refusal) => return self.refuse(entry, &refusal.to_string()),
        };
        for stated in &statement.reasons {
            let lawful = match self.delivery.step(because(command, stated.reason), statement.time) {
                Ok(other) => other.stated().first().and_then(|stated| stated.reason),
                Err(refusal) => return self.refuse(entry, &refusal.to_string()),
            };
            if let Some(lawful) = lawful.filter(|lawful| *lawful != stated.reason) {
                return self.refuse_reason(entry, stated.reason, lawful);
            }
        }
        let consigned = outcome.stated().get(1).and_then(|stated| stated.reason);
        self.delivery = outcome.delivery();
        self.consigned = (statement.event == Event::ConsignmentAcceptance).then_some((entry.file, consigned));
        true
    }

    fn refuse_reason(&mut self, entry: &Entry<'_>, stated: Cause, lawful: Cause) -> bool {
        self.refuse(entry, &format!("it gives the reason {stated}, where {lawful} applies"))
    }

    /// Begins the attempt that this C.1 or C.2 ends, unless that was done.
    fn begin(&mut self, place: usize, links: &[Entry<'_>]) {
        let Some(begun) = self.begun.get_mut(place) else { return };
        if std::mem::replace(begun, true) {
            return;
        }
        if let Some(Details::Notice(notice)) = links.get(place).map(|entry| &entry.statement.details) {
            self.print(notice.deadline.until);
        }
    }

    /// Begins every attempt that is stated later.
    fn begin_later(&mut self, place: usize, links: &[Entry<'_>]) {
        for later in place.saturating_add(1)..links.len() {
            if links.get(later).is_some_and(|entry| is_notice(entry.statement)) {
                self.begin(later, links);
            }
        }
    }

    /// Takes account of a deadline that was printed. Where no notice may begin any more, it was begun before.
    fn print(&mut self, deadline: Moment) {
        if let Ok(outcome) = self.delivery.step(Command::BeginNotice { deadline }, Moment::EPOCH) {
            self.delivery = outcome.delivery();
        }
    }

    /// The deadline that the addressee saw is one that a notice printed, or a later one. They see none only where a notice failed before:
    /// that is stated as soon as it is known.
    fn shown_deadline(&mut self, place: usize, entry: &Entry<'a>, links: &[Entry<'_>], shown: Shown) -> bool {
        let shown = match shown {
            Shown::Unknown => return true,
            Shown::Nothing => {
                let failed = links.iter().take(place).any(|e| e.statement.ends_time());
                return failed || self.refuse(entry, "the addressee was shown no deadline, and a notice printed one");
            }
            Shown::Until(shown) => shown,
        };
        let printed = |e: &Entry<'_>| match &e.statement.details {
            Details::Notice(notice) => notice.deadline.until == shown,
            _ => moved(e.statement) == Some(shown),
        };
        if links.iter().any(printed) {
            return true;
        }
        if self.delivery.deadline().is_some_and(|latest| shown < latest) {
            return self.refuse(entry, "the addressee was shown an earlier deadline than any notice printed");
        }
        if self.delivery.offer() == Offer::None {
            let sentence = "The decision rests on a notice of which the bundle does not say how its sending ended.";
            self.findings.note(entry.file, LAW, sentence);
        } else {
            self.unexplained(entry, shown);
        }
        self.print(shown);
        true
    }

    /// C.5 names the latest deadline printed, or a later one from an attempt of which nothing else is stated.
    fn passed_deadline(&mut self, entry: &Entry<'a>) -> bool {
        let Details::Expiry(expiry) = &entry.statement.details else { return true };
        if self.delivery.deadline().is_some_and(|latest| expiry.deadline < latest) {
            return self.refuse(entry, "it names an earlier deadline than a notice printed");
        }
        if self.delivery.decision() == Decision::Open && self.delivery.content() == Keeping::Kept {
            self.unexplained(entry, expiry.deadline);
            self.print(expiry.deadline);
        }
        true
    }

    /// Says where a deadline is later than every notice printed and every outage led to.
    fn unexplained(&mut self, entry: &Entry<'_>, deadline: Moment) {
        if self.delivery.deadline().is_some_and(|latest| latest < deadline) {
            let sentence = format!("No notice here printed the deadline {deadline}, and nothing here moved it there.");
            self.findings.note(entry.file, LAW, sentence);
        }
    }

    fn refuse(&mut self, entry: &Entry<'_>, why: &str) -> bool {
        let sentence = format!("{} cannot have happened here: {why}.", entry.statement.event);
        self.findings.add(Reason::Unlawful, entry.file, LAW, sentence);
        false
    }
}

/// The same command for another reason, where it has one.
fn because(command: Command, cause: Cause) -> Command {
    match command {
        Command::RejectSubmission(_) => Command::RejectSubmission(cause),
        Command::NoticeFailed(_) => Command::NoticeFailed(cause),
        Command::ReminderFailed(_) => Command::ReminderFailed(cause),
        other => other,
    }
}

/// The deadline that an outage led to, or that it was put off to.
fn moved(statement: &Statement) -> Option<Moment> {
    match &statement.details {
        Details::Moved(deadline) => Some(deadline.until),
        Details::Outage(outage) => outage.deadline.as_ref().map(|deadline| deadline.until),
        _ => None,
    }
}

fn is_notice(statement: &Statement) -> bool {
    statement.notice().is_some_and(|notice| notice.reminder.is_none())
}

fn reminder(statement: &Statement) -> Option<&NoticeDetails> {
    statement.notice().filter(|notice| notice.reminder.is_some())
}

/// Event times fit each other: nothing before the submission, no authentication after what it is for, the content made
/// available and handed over no earlier than accepted. A statement may be recorded a little later than the next began.
fn times(links: &[Entry<'_>], findings: &mut Findings) {
    let mut latest: Option<&Entry<'_>> = None;
    let mut accepted: Option<&Entry<'_>> = None;
    for entry in links {
        let statement = entry.statement;
        let mut wrong = |sentence: String| findings.add(Reason::Unlawful, entry.file, TIMES, sentence);
        if statement.time < statement.submitted {
            wrong(format!("The event time {} lies before the submission at {}.", statement.time, statement.submitted));
        }
        if let Some(authentication) = &statement.authentication
            && authentication.at > statement.time
        {
            wrong(format!("The addressee proved who they are at {}, after the event.", authentication.at));
        }
        if let Some(before) = latest
            && before.statement.time.since(statement.time) > GRACE
        {
            let sentence =
                format!("The event time {} lies before that of {}, which it follows.", statement.time, before.file);
            wrong(sentence);
        }
        if matches!(statement.event, Event::ContentConsignment | Event::ContentHandover)
            && let Some(accepted) = accepted
            && statement.time < accepted.statement.time
        {
            wrong(format!("The event time {} lies before that of {}.", statement.time, accepted.file));
        }
        if statement.event == Event::ConsignmentAcceptance {
            accepted = Some(entry);
        }
        if latest.is_none_or(|before| before.statement.time < statement.time) {
            latest = Some(entry);
        }
    }
}

#[cfg(test)]
mod tests;
