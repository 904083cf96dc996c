//! What stood in the way, and whose doing it was by the evidence: a mail server's, the addressee's side's, the sender's, the service's own.

use crate::erds::event::Event;
use crate::erds::evidence::{Details, ExpiryDetails, HopRole, NextHop};
use crate::erds::moment::Moment;
use crate::erds::outage::Failing;

use super::super::say::Say;
use super::super::sources::Source;
use super::super::{Basis, Stated, answers, stated as told};

/// What it was, whose doing, source, what it does not show.
pub(super) fn rows(basis: &Basis, say: &Say) -> Vec<[String; 4]> {
    let began = basis.links().find(|it| it.statement.event == Event::NotificationForAcceptance);
    let began = began.or_else(|| basis.links().next()).map(|stated| stated.statement.time);
    basis.links().filter_map(|stated| row(stated, began, say)).collect()
}

fn row(stated: &Stated, began: Option<Moment>, say: &Say) -> Option<[String; 4]> {
    let statement = &stated.statement;
    let (fact, doing, source, not) = match (statement.event, &statement.details) {
        (Event::SubmissionRejection, _) => (
            told::service_states(statement, say),
            "exhibit-doing-service",
            Source::Service(stated),
            "exhibit-rejected-not",
        ),
        (Event::NotificationForAcceptanceFailure, Details::Notice(notice)) => {
            let server = notice.reply.is_some();
            let doing = if server { "exhibit-doing-server" } else { "exhibit-doing-unknown" };
            let source = if server { Source::Server(stated) } else { Source::Service(stated) };
            (told::failed(statement, notice, say), doing, source, "exhibit-failed-not")
        }
        (Event::NoticeBounced, Details::Return(report)) => (
            told::returned("exhibit-states-bounced", report, say),
            "exhibit-doing-server",
            Source::Server(stated),
            "exhibit-bounced-not",
        ),
        (Event::NoticeDelayed, Details::Return(report)) => (
            told::returned("exhibit-states-delayed", report, say),
            "exhibit-doing-server",
            Source::Server(stated),
            "exhibit-delayed-not",
        ),
        (Event::ConsignmentRejection, _) => (
            say.text("exhibit-refused", &[("who", &answers::someone(statement, say))]),
            "exhibit-doing-addressee",
            Source::Addressee(stated),
            "exhibit-refused-not",
        ),
        (Event::NotForMe, _) => (
            told::addressee_stated(stated, say)?,
            "exhibit-doing-addressee",
            Source::Addressee(stated),
            "exhibit-not-for-me-not",
        ),
        (Event::AcceptanceRejectionExpiry, Details::Expiry(expiry)) => (
            expired(expiry, began.unwrap_or(statement.submitted), say),
            "exhibit-doing-silence",
            Source::Service(stated),
            "exhibit-expired-not",
        ),
        (Event::ByPostPlease | Event::CouldNotOpen, _) => (
            told::addressee_stated(stated, say)?,
            "exhibit-doing-addressee",
            Source::Addressee(stated),
            "exhibit-said-not",
        ),
        (Event::Recalled, _) => (
            told::service_states(statement, say),
            "exhibit-doing-sender",
            Source::Service(stated),
            "exhibit-recalled-not",
        ),
        (Event::Outage, Details::Outage(outage)) => {
            let elsewhere = outage.failing == Failing::Elsewhere;
            let doing = if elsewhere { "exhibit-doing-elsewhere" } else { "exhibit-doing-service" };
            (told::out(outage, say), doing, Source::Service(stated), "exhibit-outage-not")
        }
        _ => return None,
    };
    Some([fact, say.say(doing), source.words(say), say.say(not)])
}

/// That nobody decided, what was done about it, and whether the content was there.
fn expired(expiry: &ExpiryDetails, began: Moment, say: &Say) -> String {
    let mut said =
        vec![say.text("exhibit-expired", &[("from", &say.at(began)), ("until", &say.until(expiry.deadline))])];
    let mut hops: Vec<&NextHop> = Vec::new();
    for hop in expiry.sent.iter().filter_map(|sent| sent.taken_by.as_ref()) {
        if !hops.contains(&hop) {
            hops.push(hop);
        }
    }
    for hop in hops {
        let by_it = || expiry.sent.iter().filter(|sent| sent.taken_by.as_ref() == Some(hop));
        let host = match hop.role {
            HopRole::Relay => say.text("exhibit-relay", &[("host", &hop.name)]),
            HopRole::Demo | HopRole::Mx => hop.name.clone(),
        };
        let reminders = by_it().filter(|sent| sent.reminder.is_some()).count();
        if by_it().any(|sent| sent.reminder.is_none()) {
            said.push(say.text("exhibit-taken-notice", &[("host", &host)]));
        }
        if reminders > 0 {
            said.push(say.text("exhibit-taken-reminders", &[("number", &reminders.to_string()), ("host", &host)]));
        }
    }
    let lost = expiry.sent.iter().filter(|sent| sent.taken_by.is_none()).count();
    if lost > 0 {
        said.push(say.number("exhibit-taken-unknown", lost));
    }
    said.push(told::open(expiry.availability.as_ref(), expiry.deadline, say));
    said.join(" ")
}
