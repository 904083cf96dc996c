//! The part of a report about trusted lists.

use super::super::super::lists::Question;
use super::super::Report;
use super::paragraph;

/// What became of each list, and what they say about each signer.
pub(super) fn render(out: &mut String, report: &Report) {
    if report.lists.is_empty() {
        return;
    }
    out.push_str("Trusted lists\n");
    for list in &report.lists {
        let whose = list.territory.as_ref().map(|whose| format!(" ({whose})")).unwrap_or_default();
        paragraph(out, "  - ", &format!("{}{whose}: {}", list.file, list.sentence));
    }
    for one in &report.qualified {
        let what = match one.question {
            Question::Seal => "Seal",
            Question::TimeStamp => "Time-stamp",
            Question::RegisteredDelivery => "Registered delivery",
        };
        let span = if one.from == one.until {
            format!("at {}", one.from)
        } else {
            format!("from {} to {}", one.from, one.until)
        };
        paragraph(out, "     ", &format!("{what} of {} {span}: {}", one.signer, one.sentence));
    }
    out.push('\n');
}
