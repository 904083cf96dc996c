//! A notice as it arrived: what is said of it, in the verifier's own English words, which are quoted.

use crate::words::quoted;

use super::super::notice::Notice;
use super::document::{Page, Part};
use super::say::Say;

pub(super) fn page(notice: &Notice, say: &Say) -> Page {
    let mut parts = Vec::new();
    if let Some(from) = &notice.from {
        let name = notice.from_name.as_ref().map(|name| say.text("exhibit-calls-itself", &[("name", &quoted(name))]));
        let from = [Some(from.to_string()), name].into_iter().flatten().collect::<Vec<_>>().join(" ");
        parts.push(Part::Paragraph(say.text("exhibit-mail-from", &[("from", &from)])));
    }
    parts.push(Part::Paragraph(say.say("exhibit-in-english")));
    parts.extend(notice.lines.iter().map(|line| Part::Quote(quoted(&format!("{}: {}", line.about, line.words)))));
    Page { heading: say.say("exhibit-mail"), parts }
}
