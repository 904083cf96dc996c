//! What each evidence states, in two columns: what the service states, what the addressee stated (S28).

use crate::erds::answer::{Because, Saying};
use crate::erds::event::Event;
use crate::erds::evidence::{Availability, Details, HopRole, NoticeDetails, OutageDetails, ReturnDetails, Statement};
use crate::erds::moment::Moment;
use crate::erds::outage::Failing;
use crate::erds::reason::Reason;
use crate::words::quoted;

use super::document::Part;
use super::say::Say;
use super::{Basis, Stated};

/// The most interruptions that are written out.
const MOST_EXCEPTIONS: usize = 10;

/// The two columns over the whole chain.
pub(super) fn columns(basis: &Basis, say: &Say) -> Part {
    let line = |stated: &Stated, words: String| {
        let at = say.at(stated.statement.time);
        say.text("exhibit-stated-line", &[("number", &stated.number()), ("moment", &at), ("words", &words)])
    };
    let service = basis.links().map(|stated| line(stated, service_states(&stated.statement, say))).collect();
    let mut addressee: Vec<String> =
        basis.links().filter_map(|stated| Some(line(stated, addressee_stated(stated, say)?))).collect();
    if addressee.is_empty() {
        addressee.push(say.say("exhibit-stated-nothing"));
    }
    Part::Columns([(say.say("exhibit-service-states"), service), (say.say("exhibit-addressee-stated"), addressee)])
}

/// What the service states with this evidence.
pub(super) fn service_states(statement: &Statement, say: &Say) -> String {
    match (statement.event, &statement.details) {
        (Event::SubmissionAcceptance, Details::Submission(terms)) => {
            let size = statement.content.size.to_string();
            let days = terms.accept_within.to_string();
            say.text("exhibit-states-submitted", &[("size", &size), ("days", &days)])
        }
        (Event::SubmissionRejection, _) => {
            let mut said = vec![say.say("exhibit-states-rejected")];
            said.extend(reason(statement, say));
            said.join(" ")
        }
        (Event::NotificationForAcceptance, Details::Notice(notice)) => {
            let until = say.text("exhibit-deadline-printed", &[("until", &say.until(notice.deadline.until))]);
            format!("{} {until}", handed(notice, say))
        }
        (Event::NotificationForAcceptanceFailure, Details::Notice(notice)) => failed(statement, notice, say),
        (Event::ConsignmentAcceptance, Details::Instructed(used)) => {
            say.text("exhibit-states-instructed", &[("moment", &say.at(used.given)), ("name", &used.proof.name)])
        }
        (Event::ConsignmentAcceptance, _) => say.say("exhibit-states-accepted"),
        (Event::ConsignmentRejection, _) => say.say("exhibit-states-refused"),
        (Event::AcceptanceRejectionExpiry, Details::Expiry(expiry)) => {
            say.text("exhibit-states-expired", &[("until", &say.until(expiry.deadline))])
        }
        (Event::ContentConsignment, _) => say.say("exhibit-states-opened"),
        (Event::ContentHandover, Details::Handover(handover)) => {
            say.number("exhibit-states-handed-over", handover.parts)
        }
        (Event::DeadlineMoved, Details::Moved(deadline)) => {
            say.text("exhibit-states-moved", &[("until", &say.until(deadline.until))])
        }
        (Event::Outage, Details::Outage(outage)) => out(outage, say),
        (Event::Recalled, _) => say.say("exhibit-states-recalled"),
        (Event::NotForMe | Event::ByPostPlease, _) => say.say("exhibit-states-answer"),
        (Event::AddresseeStates | Event::CouldNotOpen, Details::Answer(_)) => say.say("exhibit-states-said"),
        (Event::AddresseeStates, Details::Reply(reply)) => {
            let notice = reply.notice.to_string();
            say.text("exhibit-states-letter", &[("moment", &say.at(reply.came)), ("notice", &notice)])
        }
        (Event::NoticeBounced, Details::Return(report)) => returned("exhibit-states-bounced", report, say),
        (Event::NoticeTaken, Details::Return(report)) => returned("exhibit-states-taken", report, say),
        (Event::NoticeDelayed, Details::Return(report)) => returned("exhibit-states-delayed", report, say),
        (Event::Exported, _) => say.say("exhibit-states-exported"),
        (other, _) => say.text("exhibit-states-other", &[("name", &quoted(other.name()))]),
    }
}

/// To whom a notice was handed, and what came in answer.
pub(super) fn handed(notice: &NoticeDetails, say: &Say) -> String {
    let what = say.notice(notice);
    let host = notice.next_hop.as_ref().map(|hop| hop.name.as_str()).unwrap_or_default();
    let mut said = match notice.next_hop.as_ref().map(|hop| hop.role) {
        Some(HopRole::Demo) => say.text("exhibit-states-demo", &[("what", &what), ("host", host)]),
        Some(HopRole::Mx) => say.text("exhibit-states-noticed", &[("what", &what), ("host", host)]),
        Some(HopRole::Relay) => say.text("exhibit-states-relayed", &[("what", &what), ("host", host)]),
        None => say.text("exhibit-states-sent", &[("what", &what)]),
    };
    if let Some(reply) = &notice.reply {
        said = format!("{said} {}", say.text("exhibit-answered", &[("reply", &quoted(reply.trim()))]));
    }
    said
}

/// That no mail server took it, or that nobody knows.
pub(super) fn failed(statement: &Statement, notice: &NoticeDetails, say: &Say) -> String {
    let what = say.notice(notice);
    let unsure = statement.reasons.first().is_some_and(|stated| stated.reason == Reason::Other);
    let key = if unsure { "exhibit-states-unsure" } else { "exhibit-states-failed" };
    let mut said = vec![say.text(key, &[("what", &what)])];
    if let Some(reply) = &notice.reply {
        said.push(say.text("exhibit-answered", &[("reply", &quoted(reply.trim()))]));
    }
    said.extend(reason(statement, say));
    said.join(" ")
}

fn reason(statement: &Statement, say: &Say) -> Option<String> {
    let stated = statement.reasons.first()?;
    let words = stated.details.clone().unwrap_or_else(|| stated.reason.to_string());
    Some(say.text("exhibit-reason-given", &[("words", &quoted(&words))]))
}

/// What a mail server reported of a notice later.
pub(super) fn returned(key: &str, report: &ReturnDetails, say: &Say) -> String {
    let mut said = say.number(key, report.notice);
    if let Some(host) = report.origin.as_ref().map(|origin| &origin.host).or(report.reporting_mta.as_ref()) {
        said = format!("{said} {}", say.text("exhibit-reported-by", &[("host", &quoted(host))]));
    }
    if let Some(words) = &report.diagnostic {
        said = format!("{said} {}", say.text("exhibit-reported-words", &[("words", &quoted(words.trim()))]));
    }
    said
}

/// What did not work, for how long, and what it gave back.
pub(super) fn out(outage: &OutageDetails, say: &Say) -> String {
    let key = match outage.failing {
        Failing::Content => "exhibit-outage-content",
        Failing::Elsewhere => "exhibit-outage-elsewhere",
        Failing::Mail => "exhibit-outage-mail",
        Failing::Service => "exhibit-outage-service",
        Failing::TimeStamps => "exhibit-outage-time-stamps",
    };
    let mut said = vec![say.text(key, &[("from", &say.at(outage.from)), ("to", &say.at(outage.to))])];
    said.extend(outage.by_operator.then(|| say.say("exhibit-outage-operator")));
    said.extend(outage.words.as_ref().map(|words| say.text("exhibit-outage-words", &[("words", &quoted(words))])));
    let moved = outage.deadline.as_ref();
    said.extend(moved.map(|moved| say.text("exhibit-states-moved", &[("until", &say.until(moved.until))])));
    said.join(" ")
}

/// From when to when the content could be fetched; `end` is where that went on.
pub(super) fn open(stated: Option<&Availability>, end: Moment, say: &Say) -> String {
    let Some(stated) = stated else { return say.say("exhibit-open-unknown") };
    let (from, to) = (say.at(stated.from), say.at(stated.to.unwrap_or(end)));
    if stated.except.is_empty() {
        return say.text("exhibit-open", &[("from", &from), ("to", &to)]);
    }
    let shown = stated.except.iter().take(MOST_EXCEPTIONS);
    let mut spans: Vec<String> =
        shown.map(|(from, to)| say.text("exhibit-span", &[("from", &say.at(*from)), ("to", &say.at(*to))])).collect();
    let more = stated.except.len().saturating_sub(spans.len());
    if more > 0 {
        spans.push(say.number("exhibit-spans-more", more));
    }
    say.text("exhibit-open-except", &[("from", &from), ("to", &to), ("except", &spans.join("; "))])
}

/// What the addressee stated, with the text that they were shown and their own words; nothing where it rests on nothing that they did.
pub(super) fn addressee_stated(stated: &Stated, say: &Say) -> Option<String> {
    let statement = &stated.statement;
    let delegated = statement.delegate.is_some();
    let key = match (statement.event, &statement.details) {
        (Event::ConsignmentAcceptance, Details::Instructed(_)) => return None,
        (Event::ConsignmentAcceptance, _) if delegated => "exhibit-said-accepted-delegate",
        (Event::ConsignmentAcceptance, _) => "exhibit-said-accepted",
        (Event::ConsignmentRejection, _) if delegated => "exhibit-said-refused-delegate",
        (Event::ConsignmentRejection, _) => "exhibit-said-refused",
        (Event::NotForMe, Details::Decision(decision)) => match decision.because {
            None => "exhibit-said-not-for-me",
            Some(Because::AddresseeDied) => "exhibit-said-died",
            Some(Because::NoLongerWorksHere) => "exhibit-said-left",
        },
        (Event::AddresseeStates, Details::Reply(_)) => "exhibit-said-letter",
        (_, Details::Answer(answer)) => match answer.saying {
            Saying::Again => "exhibit-said-again",
            Saying::ByPost => "exhibit-said-by-post",
            Saying::CouldNotOpen => "exhibit-said-could-not-open",
            Saying::OwnWords => "exhibit-said-own-words",
            Saying::Read => "exhibit-said-read",
        },
        _ => return None,
    };
    let (text, words) = match &statement.details {
        Details::Reply(reply) => (Some(&reply.text), None),
        Details::Answer(answer) => (Some(&answer.text), answer.words.as_ref()),
        _ => (stated.text.as_ref(), None),
    };
    let mut said = vec![say.say(key)];
    said.extend(words.map(|words| say.text("exhibit-said-words", &[("words", &quoted(words))])));
    said.extend(text.map(|text| say.text("exhibit-said-shown", &[("text", &quoted(text))])));
    Some(said.join(" "))
}
