//! What a bundle shows of which evidence was left out: steps and times, and what of the people was opened.

use crate::erds::event::Event;
use crate::words::quoted;

use super::super::extracts::{Redacted, Step};
use super::super::report::{Content, Report};
use super::document::{Page, Part};
use super::elements;
use super::opening::at_hand;
use super::say::{Say, grouped};

pub(super) fn page(redacted: &Redacted, report: &Report, say: &Say) -> Page {
    let mut parts =
        vec![Part::Paragraph(say.say("exhibit-redacted-text")), Part::Pairs(about(redacted, report.content, say))];
    let keys = [
        "exhibit-head-number",
        "exhibit-head-event",
        "exhibit-head-stated",
        "exhibit-head-proven",
        "exhibit-head-digest",
    ];
    let row = |step: &Step| {
        vec![
            step.sequence.to_string(),
            format!("{} ({})", say.say(event(step.happened)), step.event_name),
            say.at(step.event_time),
            elements::proven_by(step.proven_time, step.proven_by, report.basis.own_time, say),
            grouped(&step.evidence_digest.to_string()),
        ]
    };
    let rows = redacted.steps.iter().map(row).collect();
    parts.push(Part::Table { head: keys.map(|key| say.say(key)).into(), rows });
    for step in &redacted.steps {
        parts.push(Part::Heading(say.number("exhibit-redacted-step", step.sequence)));
        let opened = step.opened.iter().map(|opened| {
            let value = if opened.value.is_empty() { say.say("exhibit-redacted-none") } else { quoted(&opened.value) };
            (field(opened.field, say), value)
        });
        let mut pairs: Vec<_> = opened.collect();
        let names: Vec<_> = step.left_out.iter().map(|name| field(name, say)).collect();
        if !names.is_empty() {
            pairs.push((say.say("exhibit-redacted-left-out"), names.join("; ")));
        }
        parts.push(Part::Pairs(pairs));
    }
    if !redacted.left_out.is_empty() {
        parts.push(Part::Heading(say.say("exhibit-redacted-files")));
        parts.push(Part::Paragraph(redacted.left_out.join(", ")));
    }
    Page { heading: say.say("exhibit-redacted"), parts }
}

fn about(redacted: &Redacted, content: Content, say: &Say) -> Vec<(String, String)> {
    let service = format!("{}, {}", quoted(&redacted.service), redacted.service_domain);
    let mut pairs = vec![
        (say.say("exhibit-about-service"), service),
        (say.say("exhibit-about-reference"), redacted.delivery.to_string()),
        (say.say("exhibit-about-submitted"), say.at(redacted.submitted)),
    ];
    if content != Content::NotInside {
        pairs.push((say.say("exhibit-about-message"), at_hand(content, say)));
    }
    pairs
}

fn field(name: &str, say: &Say) -> String {
    let key = match name {
        "addressee.address" => "exhibit-field-addressee",
        "delegate.address" => "exhibit-field-delegate",
        "message.digest" => "exhibit-field-digest",
        "message.id" => "exhibit-field-id",
        "sender.address" => "exhibit-field-sender",
        "sender.name" => "exhibit-field-name",
        _ => return quoted(name),
    };
    say.say(key)
}

/// What happened, in a few words.
fn event(event: Event) -> &'static str {
    match event {
        Event::NotificationForAcceptance => "event-notice-sent",
        Event::NotificationForAcceptanceFailure => "event-notice-failed",
        other => elements::plain(other).unwrap_or("event-other"),
    }
}
