//! When: what the service states, and what somebody else proves.

use crate::erds::event::Event;
use crate::erds::moment::Moment;

use super::super::super::report::{Evidence, Report};
use super::super::super::times::By;
use super::super::say::Say;
use super::super::sources::Source;
use super::super::{Stated, stated as told};
use super::Row;

pub(super) fn rows(report: &Report, say: &Say) -> Vec<Row> {
    let basis = &report.basis;
    let lines = report.evidence.iter().zip(&basis.stated).filter(|(line, _)| line.sequence.is_some());
    let mut rows: Vec<Row> = lines.map(|(line, stated)| row(line, stated, basis.own_time, say)).collect();
    if let Some(deadline) = report.deadline {
        rows.push([
            say.text("exhibit-when-deadline", &[("until", &say.until(deadline))]),
            say.say("exhibit-source-chain"),
            say.say("exhibit-when-deadline-not"),
        ]);
    }
    rows
}

fn row(line: &Evidence, stated: &Stated, own_time: bool, say: &Say) -> Row {
    let what = event(stated, say);
    let fact = say.text("exhibit-when", &[("what", &what), ("moment", &say.at(line.event_time))]);
    let proven = proven(line, own_time, say);
    let not = match (line.proven_time, line.proven_by) {
        (None, _) => "exhibit-when-unproven-not",
        (Some(_), Some(By::TimeStamp)) if own_time => "exhibit-when-own-not",
        (Some(_), _) => "exhibit-when-not",
    };
    [fact, format!("{}. {proven}.", Source::Service(stated).words(say)), say.say(not)]
}

/// The time proven, and by whom.
pub(in super::super) fn proven(line: &Evidence, own_time: bool, say: &Say) -> String {
    proven_by(line.proven_time, line.proven_by, own_time, say)
}

/// The same of any time.
pub(in super::super) fn proven_by(time: Option<Moment>, by: Option<By>, own_time: bool, say: &Say) -> String {
    let Some(time) = time else { return say.say("exhibit-proven-nobody") };
    let key = match by {
        Some(By::Witnesses) => "exhibit-proven-witnesses",
        _ if own_time => "exhibit-proven-own",
        _ => "exhibit-proven-stamp",
    };
    say.text(key, &[("moment", &say.at(time))])
}

/// What happened, in a few words.
pub(in super::super) fn event(stated: &Stated, say: &Say) -> String {
    let statement = &stated.statement;
    if let Some(notice) = statement.notice() {
        let what = say.notice(notice);
        let sent = statement.event == Event::NotificationForAcceptance;
        let key = if sent { "exhibit-event-noticed" } else { "exhibit-event-not-noticed" };
        return say.text(key, &[("what", &what)]);
    }
    if statement.instructed().is_some() {
        return say.say("exhibit-event-instructed");
    }
    plain(statement.event).map_or_else(|| told::service_states(statement, say), |key| say.say(key))
}

/// What an event alone says, in a few words; of a notice it does not say which it is.
pub(in super::super) fn plain(event: Event) -> Option<&'static str> {
    Some(match event {
        Event::SubmissionAcceptance => "exhibit-event-submitted",
        Event::SubmissionRejection => "exhibit-event-rejected",
        Event::ConsignmentAcceptance => "exhibit-event-accepted",
        Event::ConsignmentRejection => "exhibit-event-refused",
        Event::AcceptanceRejectionExpiry => "exhibit-event-expired",
        Event::ContentConsignment => "exhibit-event-opened",
        Event::ContentHandover => "exhibit-event-handed-over",
        Event::AddresseeStates | Event::CouldNotOpen => "exhibit-event-said",
        Event::ByPostPlease => "exhibit-event-by-post",
        Event::DeadlineMoved => "exhibit-event-moved",
        Event::Exported => "exhibit-event-exported",
        Event::NotForMe => "exhibit-event-not-for-me",
        Event::NoticeBounced => "exhibit-event-bounced",
        Event::NoticeDelayed => "exhibit-event-delayed",
        Event::NoticeTaken => "exhibit-event-taken",
        Event::Outage => "exhibit-event-outage",
        Event::Recalled => "exhibit-event-recalled",
        _ => return None,
    })
}
