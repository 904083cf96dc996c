//! The first page: whether the file is genuine, the four answers, whose word and whose clock they rest on, and who stated what.

use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::words::quoted;

use super::super::lists::{Answer, Question};
use super::super::notice::GIVEN;
use super::super::printed::{Printed, Signer};
use super::super::report::{About, Content, Report};
use super::super::times::By;
use super::super::verdict::{Finding, Indication, Reason};
use super::document::{Page, Part};
use super::findings;
use super::say::{Say, grouped};
use super::{answers, stated};

/// What the document is called.
pub(super) fn title(report: &Report, say: &Say) -> String {
    let shown = report.redacted.as_ref().map(|redacted| redacted.delivery);
    match report.about.as_ref().map(|about| about.delivery).or(shown) {
        Some(delivery) => say.text("exhibit-title", &[("delivery", &delivery.to_string())]),
        None => say.say("exhibit-title-plain"),
    }
}

/// What stands at the foot of each page: the delivery, and the digest of its last evidence, which the chain makes stand for all before it; or
/// of its last extract, where that is all there is.
pub(super) fn foot(report: &Report, say: &Say) -> String {
    let named = |key, delivery: DeliveryId, digest: Sha256| {
        say.text(key, &[("delivery", &delivery.to_string()), ("digest", &grouped(&digest.to_string()))])
    };
    let last = report.evidence.iter().rfind(|line| line.sequence.is_some());
    if let (Some(about), Some(last)) = (&report.about, last) {
        return named("exhibit-foot", about.delivery, last.digest);
    }
    let shown = report.redacted.as_ref().and_then(|redacted| Some((redacted.delivery, redacted.steps.last()?.digest)));
    match shown {
        Some((delivery, digest)) => named("exhibit-foot-extract", delivery, digest),
        None => say.say("exhibit-foot-nothing"),
    }
}

pub(super) fn page(report: &Report, say: &Say) -> Page {
    let standing = standing(report);
    let mut parts = vec![Part::Lead(say.say(lead(report, standing)))];
    parts.extend(why(report, standing, say));
    if let Some(promise) = &report.promise {
        parts.push(Part::Paragraph(findings::promise(promise, say)));
    }
    parts.push(Part::Pairs(about(report, say)));
    if let Some(given) = &report.answers {
        parts.push(Part::Heading(say.say("exhibit-answers")));
        parts.push(Part::Pairs(answers::four(report, given, say)));
    } else if report.about.is_some() {
        parts.push(Part::Paragraph(say.say("exhibit-no-answers")));
    }
    if report.about.is_some() || report.foreign.is_some() || report.redacted.is_some() {
        parts.push(Part::Heading(say.say("exhibit-status")));
        parts.extend(status(report, say));
    }
    if report.about.is_some() {
        parts.push(Part::Heading(say.say("exhibit-time")));
        parts.extend(time(report, say).into_iter().map(Part::Paragraph));
    }
    if report.answers.is_some() {
        parts.push(Part::Heading(say.say("exhibit-stated")));
        parts.push(stated::columns(&report.basis, say));
    }
    Page { heading: title(report, say), parts }
}

/// What was found about the file alone: what became of a promise, or of a mail given beside it, makes no evidence false.
fn of_file(report: &Report) -> impl Iterator<Item = &Finding> {
    let of_promise = |reason: Option<Reason>| {
        matches!(
            reason,
            Some(
                Reason::PromiseBroken
                    | Reason::PromiseOtherStatement
                    | Reason::PromiseOtherDelivery
                    | Reason::PromiseRunning
                    | Reason::PromiseUnproven
                    | Reason::PromiseUntrusted
            )
        )
    };
    let beside = |file: Option<&str>| report.about.is_some() && file == Some(GIVEN);
    report.findings.iter().filter(move |it| !of_promise(it.reason) && !beside(it.file.as_deref()))
}

fn standing(report: &Report) -> Indication {
    of_file(report).map(|finding| finding.indication).max().unwrap_or(Indication::TotalPassed)
}

fn lead(report: &Report, standing: Indication) -> &'static str {
    if report.about.is_none() && report.notice.is_some() {
        return match standing {
            Indication::TotalPassed => "exhibit-lead-notice-passed",
            Indication::Indeterminate => "exhibit-lead-notice-unclear",
            Indication::TotalFailed => "exhibit-lead-notice-failed",
        };
    }
    if report.redacted.is_some() && standing == Indication::TotalPassed {
        return "exhibit-lead-redacted";
    }
    let none = report.about.is_none() && report.foreign.is_none();
    match (standing, report.foreign.is_some()) {
        (Indication::TotalPassed, _) if none => "exhibit-lead-none",
        (Indication::TotalPassed, false) => "exhibit-lead-passed",
        (Indication::TotalPassed, true) => "exhibit-lead-foreign",
        (Indication::Indeterminate, _) => "exhibit-lead-unclear",
        (Indication::TotalFailed, _) => "exhibit-lead-failed",
    }
}

/// Why it is not shown to be genuine, and what is missing for that.
fn why(report: &Report, standing: Indication, say: &Say) -> Vec<Part> {
    let decided = of_file(report).find(|finding| finding.indication == standing);
    let reason = decided.and_then(|finding| finding.reason);
    let Some(reason) = reason else { return Vec::new() };
    let why = findings::reason(reason, say);
    let mut parts = vec![Part::Paragraph(say.text("exhibit-why", &[("why", &why)]))];
    if standing == Indication::Indeterminate {
        let strange: Vec<_> = report.roots.iter().filter(|root| !root.trusted).collect();
        if !strange.is_empty() {
            parts.push(Part::Paragraph(say.say("exhibit-missing-roots")));
        }
        for root in strange {
            let what = if root.signs == "tsa" { "exhibit-root-time" } else { "exhibit-root-seal" };
            parts.push(Part::Paragraph(say.text(what, &[("name", &quoted(&root.name))])));
            parts.push(Part::Code(root.fingerprint.clone()));
        }
    }
    parts.push(Part::Paragraph(say.say("exhibit-see-findings")));
    parts
}

fn about(report: &Report, say: &Say) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut pair = |name: &str, value: String| pairs.push((say.say(name), value));
    if let Some(about) = &report.about {
        let About { delivery, service, service_domain, sender, sender_name, addressee, submitted, .. } = about;
        let name = sender_name.as_ref().map(|name| say.text("exhibit-calls-itself", &[("name", &quoted(name))]));
        pair(
            "exhibit-about-sender",
            [Some(sender.to_string()), name].into_iter().flatten().collect::<Vec<_>>().join(" "),
        );
        pair("exhibit-about-addressee", addressee.to_string());
        pair("exhibit-about-submitted", say.at(*submitted));
        pair("exhibit-about-service", format!("{}, {service_domain}", quoted(service)));
        pair("exhibit-about-reference", delivery.to_string());
        pair("exhibit-about-message", message(about, report.content, say));
    }
    if let Some(printed) = &report.printed {
        pair("exhibit-about-pdf", signed(printed, say));
        if let Some(bundle) = &printed.bundle {
            let (size, digest) = (bundle.size.to_string(), grouped(&bundle.digest.to_string()));
            let words = [("what", quoted(&bundle.name)), ("size", size), ("digest", digest)];
            let words = words.each_ref().map(|(key, value)| (*key, value.as_str()));
            pair("exhibit-about-attached", say.text("exhibit-message", &words));
        }
    }
    if let Some(deadline) = report.deadline.filter(|_| report.answers.is_some()) {
        pair("exhibit-about-deadline", say.until(deadline));
    }
    if let Some(up_to) = report.recorded_up_to {
        pair("exhibit-about-up-to", say.text("exhibit-later", &[("moment", &say.at(up_to))]));
    }
    pair("exhibit-about-judged", say.at(report.at));
    if report.about.is_some() {
        pair("exhibit-about-zone", say.text("exhibit-zone", &[("zone", say.zone())]));
    }
    pairs
}

/// Whose signature covers the PDF.
fn signed(printed: &Printed, say: &Say) -> String {
    match &printed.signer {
        None => say.say("exhibit-pdf-unsigned"),
        Some(Signer { name, proven_time: None, .. }) => say.text("exhibit-pdf-untimed", &[("signer", &quoted(name))]),
        Some(Signer { name, proven_time: Some(proven), .. }) => {
            say.text("exhibit-pdf-signed", &[("signer", &quoted(name)), ("moment", &say.at(*proven))])
        }
    }
}

fn message(about: &About, content: Content, say: &Say) -> String {
    let size = about.message_size.to_string();
    let digest = grouped(&about.message_digest.to_string());
    say.text("exhibit-message", &[("what", &at_hand(content, say)), ("size", &size), ("digest", &digest)])
}

/// Whether the message itself is at hand.
pub(super) fn at_hand(content: Content, say: &Say) -> String {
    say.say(match content {
        Content::Inside => "exhibit-content-inside",
        Content::Differs => "exhibit-content-differs",
        Content::NotInside => "exhibit-content-none",
        Content::Given => "exhibit-content-given",
        Content::GivenDiffers => "exhibit-content-given-differs",
        Content::GivenUnknown => "exhibit-content-given-unknown",
    })
}

/// What is known of the service's standing in law.
fn status(report: &Report, say: &Say) -> Vec<Part> {
    let relied = report.lists.iter().any(|list| list.relied_on);
    let listed = |one: &&super::super::lists::Qualified| one.question == Question::RegisteredDelivery;
    let yes = report.qualified.iter().filter(listed).any(|one| one.answer == Answer::Qualified);
    let key = match (yes, relied) {
        (true, _) => "exhibit-status-listed",
        (false, true) => "exhibit-status-not-listed",
        (false, false) => "exhibit-status-no-list",
    };
    let mut parts = vec![Part::Paragraph(say.say(key))];
    for one in &report.qualified {
        let what = match one.question {
            Question::Seal => "exhibit-asked-seal",
            Question::TimeStamp => "exhibit-asked-time",
            Question::RegisteredDelivery => "exhibit-asked-service",
        };
        parts.push(Part::Paragraph(say.text(what, &[("signer", &quoted(&one.signer)), ("moment", &say.at(one.from))])));
        parts.push(Part::Quote(quoted(&one.sentence)));
    }
    if !report.qualified.is_empty() {
        parts.push(Part::Paragraph(say.say("exhibit-in-english")));
    }
    parts
}

/// Whose clock the times come from.
fn time(report: &Report, say: &Say) -> Vec<String> {
    let stamped = report.evidence.iter().any(|line| line.proven_by == Some(By::TimeStamp));
    let mut said = vec![say.say("exhibit-time-stated")];
    if report.basis.own_time {
        said.push(say.say("exhibit-time-own"));
    } else if stamped {
        for root in report.roots.iter().filter(|root| root.signs == "tsa") {
            let key = if root.trusted { "exhibit-time-authority" } else { "exhibit-time-unknown" };
            said.push(say.text(key, &[("name", &quoted(&root.name))]));
        }
    } else {
        said.push(say.say("exhibit-time-none"));
    }
    let logs = || report.evidence.iter().filter_map(|line| line.log.as_ref()).filter(|log| log.quorum);
    match logs().map(|log| log.cosigned_by.len()).min().filter(|witnesses| *witnesses > 0) {
        Some(witnesses) => said.push(say.number("exhibit-time-witnesses", witnesses)),
        None => said.push(say.say("exhibit-time-no-witness")),
    }
    said
}
