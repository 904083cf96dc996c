//! The part of a report about a bundle of which evidence was left out.

use crate::words::quoted;

use super::super::super::extracts::{Redacted, Step};
use super::super::Content;
use super::{in_log, paragraph, proven_words};

/// What it is about, each step that is shown, and what was left out.
pub(super) fn render(out: &mut String, redacted: &Redacted, content: Content) {
    let Redacted { delivery, service, service_domain, submitted, steps, left_out } = redacted;
    paragraph(
        out,
        "",
        &format!("Service: {}, {service_domain}. Delivery {delivery}, handed in at {submitted}.", quoted(service)),
    );
    let line = match content {
        Content::NotInside => None,
        Content::Inside => Some("The message is inside and is the one that is shown."),
        Content::Differs => Some("The message inside is not the one that is shown."),
        Content::Given => Some("The file given is the message that is shown."),
        Content::GivenDiffers => Some("The file given is not this message."),
        Content::GivenUnknown => Some("The file given cannot be compared: the digest of the message was left out."),
    };
    if let Some(line) = line {
        paragraph(out, "", line);
    }
    out.push_str("Steps that are shown, as the service states them\n");
    for one in steps {
        step(out, one);
    }
    out.push('\n');
    if !left_out.is_empty() {
        paragraph(out, "Left out of the bundle: ", &format!("{}.", left_out.join(", ")));
        out.push('\n');
    }
}

fn step(out: &mut String, step: &Step) {
    let proven = proven_words(step.event_time, step.proven_time, step.proven_by);
    paragraph(out, &format!("{:<5}", step.sequence), &format!("{} {} ({proven})", step.event_time, step.event_name));
    for opened in &step.opened {
        let value = if opened.value.is_empty() { "there is none".to_owned() } else { quoted(&opened.value) };
        paragraph(out, "     ", &format!("{}: {value}", opened.field));
    }
    if !step.left_out.is_empty() {
        paragraph(out, "     ", &format!("left out: {}", step.left_out.join(", ")));
    }
    let logged = step.log.as_ref().map_or_else(|| "no proof.".to_owned(), in_log);
    paragraph(out, "     ", &format!("in the log: {logged}"));
}
