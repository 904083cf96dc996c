//! What was sent, by whom, and what arrived where.

use crate::erds::event::Event;
use crate::erds::evidence::{Details, HopRole};
use crate::words::quoted;

use super::super::super::answers::shows_notice_taken;
use super::super::super::report::Report;
use super::super::say::{Say, grouped};
use super::super::sources::Source;
use super::super::{Stated, stated as told};
use super::Row;

pub(super) fn rows(report: &Report, say: &Say) -> Vec<Row> {
    let basis = &report.basis;
    let mut rows = Vec::new();
    let Some(first) = basis.links().next() else { return rows };
    let (size, digest) =
        (first.statement.content.size.to_string(), grouped(&first.statement.content.digest.to_string()));
    let sender = first.statement.sender.address.to_string();
    rows.push([
        say.text("exhibit-sent", &[("address", &sender), ("size", &size), ("digest", &digest)]),
        Source::Service(first).words(say),
        say.say("exhibit-sent-not"),
    ]);
    let found: Vec<Row> = basis.links().filter_map(|stated| row(stated, say)).collect();
    if !basis.links().any(|stated| stated.statement.event == Event::NotificationForAcceptance) {
        rows.push([say.say("exhibit-no-notice"), say.say("exhibit-source-chain"), say.say("exhibit-no-notice-not")]);
    }
    rows.extend(found);
    rows
}

fn row(stated: &Stated, say: &Say) -> Option<Row> {
    let statement = &stated.statement;
    let server = || Source::Server(stated).words(say);
    Some(match (statement.event, &statement.details) {
        (Event::NotificationForAcceptance, Details::Notice(notice)) => {
            let named = match notice.next_hop.as_ref().map(|hop| hop.role) {
                Some(HopRole::Demo) => "exhibit-hop-demo",
                Some(HopRole::Relay) => "exhibit-hop-relay",
                Some(HopRole::Mx) if shows_notice_taken(statement) => "exhibit-hop-named",
                _ => "exhibit-hop-unnamed",
            };
            let fact = format!("{} {}", told::handed(notice, say), say.say(named));
            [fact, server(), say.say("exhibit-notice-not")]
        }
        (Event::NoticeTaken, Details::Return(report)) => {
            [told::returned("exhibit-states-taken", report, say), server(), say.say("exhibit-report-not")]
        }
        (Event::ContentConsignment, _) => {
            [told::service_states(statement, say), Source::Service(stated).words(say), say.say("exhibit-opened-not")]
        }
        (Event::ContentHandover, _) => [
            told::service_states(statement, say),
            Source::Service(stated).words(say),
            say.say("exhibit-handed-over-not"),
        ],
        (Event::AddresseeStates, Details::Answer(answer)) if answer.saying == crate::erds::answer::Saying::Read => {
            let shown = say.text("exhibit-said-shown", &[("text", &quoted(&answer.text))]);
            let fact = format!("{} {shown}", say.say("exhibit-said-read"));
            [fact, Source::Addressee(stated).words(say), say.say("exhibit-said-read-not")]
        }
        _ => return None,
    })
}
