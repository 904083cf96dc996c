//! The part of a report about the PDF that the bundle was attached to.

use crate::words::quoted;

use super::super::super::printed::{Attached, Printed, Signer};
use super::paragraph;

/// Who signed it, and what is attached.
pub(super) fn render(out: &mut String, printed: &Printed) {
    out.push_str("This PDF\n");
    let signer = match &printed.signer {
        None => "No signature of it holds.".to_owned(),
        Some(Signer { name, algorithm, signing_time, proven_time, .. }) => {
            let proven = proven_time
                .map(|time| format!("; its time-stamp proves that it existed at {time}"))
                .unwrap_or_default();
            format!(
                "The whole of it is signed by {} ({algorithm}), at {signing_time} by its own word{proven}.",
                quoted(name)
            )
        }
    };
    paragraph(out, "     ", &signer);
    let attached = match &printed.bundle {
        None => "No bundle is attached to it that can be judged.".to_owned(),
        Some(Attached { name, digest, size, named }) => {
            let which = if *named { "the one that it speaks of" } else { "not one that it speaks of" };
            format!("Attached is the bundle {}, {which} ({size} octets, SHA-256 {digest}).", quoted(name))
        }
    };
    paragraph(out, "     ", &attached);
    out.push('\n');
}
