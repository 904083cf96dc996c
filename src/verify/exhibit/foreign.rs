//! What another service made: who signed it, and what is attested, in the words of whoever attests it.

use crate::words::quoted;

use super::super::foreign::{Foreign, Kind};
use super::document::{Page, Part};
use super::say::Say;

pub(super) fn page(foreign: &Foreign, say: &Say) -> Page {
    let kind = match foreign.kind {
        Kind::Cms => "exhibit-foreign-cms",
        Kind::Container => "exhibit-foreign-container",
        Kind::Evidence => "exhibit-foreign-evidence",
        Kind::RemMessage => "exhibit-foreign-mail",
        Kind::TimeStamp => "exhibit-foreign-stamp",
    };
    let mut parts = vec![Part::Paragraph(say.say(kind)), Part::Paragraph(say.say("exhibit-foreign-law"))];
    for signed in &foreign.signatures {
        parts.push(Part::Heading(format!("{}, {}", signed.form, quoted(&signed.signer))));
        let mut pairs = Vec::new();
        let mut pair = |key: &str, value: String| pairs.push((say.say(key), value));
        if let Some(file) = &signed.file {
            pair("exhibit-head-file", quoted(file));
        }
        if let Some(time) = signed.signing_time {
            pair("exhibit-foreign-claimed", say.at(time));
        }
        let proven = signed.proven_time.map_or_else(|| say.say("exhibit-proven-nobody"), |time| say.at(time));
        pair("exhibit-foreign-proven", proven);
        pair("exhibit-foreign-fingerprint", signed.fingerprint.clone());
        parts.push(Part::Pairs(pairs));
    }
    for attested in &foreign.attested {
        parts.push(Part::Heading(say.say("exhibit-foreign-attested")));
        let pairs = attested.lines.iter().map(|line| (quoted(&line.what), quoted(&line.value)));
        parts.push(Part::Pairs(pairs.collect()));
    }
    Page { heading: say.say("exhibit-foreign"), parts }
}
