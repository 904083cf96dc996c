//! What was found: indication, clause, and a sentence for each reason; the finding's own sentence is English, and quoted.

use crate::words::{Language, quoted};

use super::super::promised::{Outcome, Promised};
use super::super::report::Report;
use super::super::verdict::{Indication, Reason};
use super::document::{Page, Part};
use super::say::Say;

/// The most findings that are written out; the rest is counted.
const MOST: usize = 100;

pub(super) fn page(report: &Report, say: &Say) -> Page {
    let mut parts = vec![Part::Paragraph(say.text("exhibit-verdict", &[("verdict", &report.verdict.to_string())]))];
    if report.findings.is_empty() {
        parts.push(Part::Paragraph(say.say("exhibit-findings-none")));
    } else if say.language() != Language::English {
        parts.push(Part::Paragraph(say.say("exhibit-in-english")));
    }
    for (place, finding) in report.findings.iter().take(MOST).enumerate() {
        let name = finding.reason.map_or_else(String::new, |reason| format!(" ({reason})"));
        parts.push(Part::Heading(format!("{}. {}{name}", place + 1, indication(finding.indication, say))));
        parts.extend(finding.reason.map(|why| Part::Paragraph(reason(why, say))));
        parts.push(Part::Quote(quoted(&finding.sentence)));
        let mut pairs = vec![(say.say("exhibit-clause"), finding.clause.to_owned())];
        if finding.clause.is_empty() {
            pairs.clear();
        }
        pairs.extend(finding.file.as_ref().map(|file| (say.say("exhibit-head-file"), quoted(file))));
        if !pairs.is_empty() {
            parts.push(Part::Pairs(pairs));
        }
    }
    if report.findings.len() > MOST {
        parts.push(Part::Paragraph(say.number("exhibit-findings-more", report.findings.len() - MOST)));
    }
    Page { heading: say.say("exhibit-findings"), parts }
}

fn indication(indication: Indication, say: &Say) -> String {
    match indication {
        Indication::TotalPassed => say.say("exhibit-worth-knowing"),
        other => other.to_string(),
    }
}

/// What became of a promise of the log.
pub(super) fn promise(promise: &Promised, say: &Say) -> String {
    let key = match promise.outcome {
        Outcome::Broken => "exhibit-promise-broken",
        Outcome::Kept => "exhibit-promise-kept",
        Outcome::Other => "exhibit-promise-other",
        Outcome::Running => "exhibit-promise-running",
        Outcome::Unclear => "exhibit-promise-unclear",
    };
    say.text(key, &[("moment", &say.at(promise.logged_by))])
}

/// What a reason means.
pub(super) fn reason(reason: Reason, say: &Say) -> String {
    say.say(&key(reason))
}

/// The key of its text: its name without prefix, in small letters.
fn key(reason: Reason) -> String {
    let name = reason.name().trim_start_matches("recepis:").to_ascii_lowercase().replace('_', "-");
    format!("exhibit-because-{name}")
}
