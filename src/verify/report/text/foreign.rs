//! The part of a report about what another service made.

use super::super::super::foreign::{Attested, Foreign, Kind, Signed};
use super::paragraph;

/// What it is, who signed it, what is attested, and what was judged.
pub(super) fn render(out: &mut String, foreign: &Foreign) {
    let what = match foreign.kind {
        Kind::Cms => "A signature (CMS)",
        Kind::Container => "A container with signatures (ASiC)",
        Kind::Evidence => "An evidence of registered delivery (EN 319 522)",
        Kind::RemMessage => "A signed mail with evidence (REM, EN 319 532)",
        Kind::TimeStamp => "A time-stamp (RFC 3161)",
    };
    paragraph(out, "", &format!("{what}, given by itself and not in a bundle of recepis."));
    out.push('\n');
    signatures(out, &foreign.signatures);
    foreign.attested.iter().for_each(|one| attested(out, one));
    list(out, "Judged here", &foreign.judged);
    list(out, "Not judged here", &foreign.not_judged);
}

fn signatures(out: &mut String, all: &[Signed]) {
    if all.is_empty() {
        return;
    }
    out.push_str("Signed, with a value that fits\n");
    for one in all {
        let file = one.file.as_ref().map(|file| format!("{file}: ")).unwrap_or_default();
        paragraph(out, "  - ", &format!("{file}{}, {}, by {}", one.form, one.algorithm, one.signer));
        let claimed = one.signing_time.map(|time| format!("signed at {time} by its own word; ")).unwrap_or_default();
        let proven = one.proven_time.map_or_else(|| "no time proven".to_owned(), |time| format!("time proven {time}"));
        paragraph(out, "    ", &format!("{claimed}{proven}"));
        one.covers.iter().for_each(|covered| paragraph(out, "    ", &format!("covers {covered}")));
    }
    out.push('\n');
}

fn attested(out: &mut String, one: &Attested) {
    let file = one.file.as_ref().map(|file| format!(" in {file}")).unwrap_or_default();
    paragraph(out, "", &format!("What is stated{file}, in its issuer's words"));
    one.lines.iter().for_each(|line| paragraph(out, "     ", &format!("{}: {}", line.what, line.value)));
    out.push('\n');
}

fn list(out: &mut String, title: &str, lines: &[String]) {
    paragraph(out, "", title);
    for line in lines {
        paragraph(out, "  - ", line);
    }
    out.push('\n');
}
