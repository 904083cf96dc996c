//! The chain: every evidence with its number, event, times and digest.

use super::super::report::Report;
use super::document::{Page, Part};
use super::elements;
use super::say::{Say, grouped};

pub(super) fn page(report: &Report, say: &Say) -> Page {
    let own_time = report.basis.own_time;
    let rows = report.evidence.iter().zip(&report.basis.stated).map(|(line, stated)| {
        vec![
            stated.number(),
            format!("{} ({})", elements::event(stated, say), line.event_name),
            say.at(line.event_time),
            elements::proven(line, own_time, say),
            grouped(&line.digest.to_string()),
        ]
    });
    let keys = [
        "exhibit-head-number",
        "exhibit-head-event",
        "exhibit-head-stated",
        "exhibit-head-proven",
        "exhibit-head-digest",
    ];
    let head = keys.map(|key| say.say(key)).into();
    let mut parts = vec![Part::Paragraph(say.say("exhibit-chain-text")), Part::Table { head, rows: rows.collect() }];
    parts.push(Part::Paragraph(say.say("exhibit-chain-foot")));
    Page { heading: say.say("exhibit-chain"), parts }
}
