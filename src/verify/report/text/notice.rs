//! The part of a report about a notice as it arrived.

use crate::words::quoted;

use super::super::super::notice::{Line, Notice};
use super::super::super::verdict::Indication;
use super::paragraph;

/// From whom it says to be, and what is said of it, one by one.
pub(super) fn render(out: &mut String, notice: &Notice) {
    out.push_str("The notice itself\n");
    let name = notice.from_name.as_ref().map(|name| format!(" (calls itself {})", quoted(name))).unwrap_or_default();
    let from = notice.from.as_ref().map_or_else(|| "nobody that can be read".to_owned(), ToString::to_string);
    paragraph(out, "     ", &format!("It says to be from {from}{name}."));
    if let Some(signer) = &notice.signer {
        let proven =
            signer.proven_time.map(|time| format!("; it existed at {time}, as the bundle proves")).unwrap_or_default();
        let words = format!("{}, signed at {} by its own word{proven}", signer.algorithm, signer.signing_time);
        paragraph(out, "     ", &words);
    }
    for Line { about, says, words } in &notice.lines {
        let mark = match says {
            Indication::TotalPassed => "   ",
            Indication::Indeterminate => " ? ",
            Indication::TotalFailed => " ! ",
        };
        paragraph(out, &format!("{mark}{about:<11}"), words);
    }
    out.push('\n');
}
