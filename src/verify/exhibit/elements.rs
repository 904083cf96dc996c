//! A page for each element of art. 3:37(3) BW as HR 14 June 2013 (ECLI:NL:HR:2013:BZ4104) puts it (L11): the address, what arrived there, when, by
//! whose word, what stood in the way. Facts with their source and with what they do not show; no date of legal effect.

mod address;
mod arrived;
mod hindered;
mod when;
mod word;

pub(super) use when::{event, plain, proven, proven_by};

use super::super::answers::Answers;
use super::super::report::Report;
use super::document::{Page, Part};
use super::say::Say;

/// The five pages.
pub(super) fn pages(report: &Report, answers: &Answers, say: &Say) -> Vec<Page> {
    let basis = &report.basis;
    let mut first =
        vec![Part::Paragraph(say.say("exhibit-elements")), Part::Paragraph(say.say("exhibit-elements-judge"))];
    first.push(table(address::rows(basis, answers, say), say));
    let hindered = hindered::rows(basis, say);
    let hindered = if hindered.is_empty() {
        vec![Part::Paragraph(say.say("exhibit-way-nothing")), Part::Paragraph(say.say("exhibit-way-nothing-not"))]
    } else {
        let head = ["exhibit-head-hindrance", "exhibit-head-doing", "exhibit-head-source", "exhibit-head-not"];
        vec![Part::Table {
            head: head.map(|key| say.say(key)).into(),
            rows: hindered.into_iter().map(Into::into).collect(),
        }]
    };
    let no_date = Part::Paragraph(say.say("exhibit-when-no-date"));
    [
        ("exhibit-element-address", first),
        ("exhibit-element-arrived", vec![table(arrived::rows(report, say), say)]),
        ("exhibit-element-when", vec![no_date, table(when::rows(report, say), say)]),
        ("exhibit-element-word", vec![table(word::rows(report, answers, say), say)]),
        ("exhibit-element-way", hindered),
    ]
    .into_iter()
    .map(|(heading, parts)| Page { heading: say.say(heading), parts })
    .collect()
}

/// Fact, source, what it does not show.
type Row = [String; 3];

fn table(rows: Vec<Row>, say: &Say) -> Part {
    let head = ["exhibit-head-fact", "exhibit-head-source", "exhibit-head-not"];
    Part::Table { head: head.map(|key| say.say(key)).into(), rows: rows.into_iter().map(Into::into).collect() }
}
