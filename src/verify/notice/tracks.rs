//! What in a notice would report on its reader, what notices do not hold, and what was put around what the service signed.

use crate::format::arrived::Beside;
use crate::format::linter::{self, Finding};
use crate::format::mime;

use super::super::verdict::Reason;
use super::shown::{cut, own};
use super::{Case, DOCUMENT};

/// The most that is told.
const MOST: usize = 40;
/// Fields with which lists have programs write or go somewhere ([RFC 2369], [RFC 8058]).
const LIST: [&str; 7] = [
    "list-archive",
    "list-help",
    "list-owner",
    "list-post",
    "list-subscribe",
    "list-unsubscribe",
    "list-unsubscribe-post",
];

/// Everything in the message that programs fetch, run or answer, wherever it stands.
pub(super) fn contains(case: &mut Case<'_>, message: &[u8], beside: &[Beside]) {
    let mut found: Vec<String> = mime::trackers(message).iter().map(ToString::to_string).collect();
    for name in fields(message) {
        if LIST.contains(&name.to_ascii_lowercase().as_str()) {
            found.push(format!("header: {name}, an address that programs offer to follow"));
        }
    }
    for part in beside {
        match part.what.as_str() {
            "text/calendar" => found.push("text/calendar: an invitation, which programs answer".to_owned()),
            "text/x-amp-html" => found.push("text/x-amp-html: a page that programs run (AMP)".to_owned()),
            _ => {}
        }
    }
    found.truncate(MOST);
    for what in &found {
        case.against(Reason::NoticeTracks, "contains", DOCUMENT, format!("It contains {what}."));
    }
    if found.is_empty() {
        case.tell("contains", "It contains nothing that programs fetch, run or answer, and no request for a receipt.");
    }
    case.shown.contains.extend(found);
}

/// What a reader sees beside what the service signed.
pub(super) fn beside(case: &mut Case<'_>, beside: &[Beside]) {
    for part in beside.iter().take(MOST) {
        let begins =
            if part.text.is_empty() { String::new() } else { format!(", {}", crate::words::quoted(&part.text)) };
        let words = format!(
            "Outside of what the service signed stands {}{begins}. It is not the service's.",
            named(&part.what)
        );
        case.shown.added.push(part.what.clone());
        case.against(Reason::NoticeAltered, "added", DOCUMENT, words);
        for link in linter::addresses(&part.text) {
            case.shown.added.push(cut(&link));
        }
    }
}

fn named(what: &str) -> String {
    if what.starts_with("text ") { what.to_owned() } else { format!("a part of the kind {what}") }
}

/// Holds what was signed against the rules of every mail of ours; gives the link.
pub(super) fn signed_part(case: &mut Case<'_>, part: &[u8]) -> Option<String> {
    let contents = mime::contents(part);
    let text = contents.body.as_ref().map(|body| body.text.clone()).unwrap_or_default();
    let links = linter::addresses(&text);
    let ours: Vec<&String> = links.iter().filter(|link| own(link).is_some()).collect();
    let base = ours.first().and_then(|link| own(link)).map(|(base, _)| base.to_owned());
    let mut told: Vec<String> = links.iter().map(|link| cut(link)).collect();
    told.dedup();
    told.truncate(MOST);
    case.shown.links.clone_from(&told);
    // Text without any HTML, and nothing behind it: what was found in other parts is told above.
    let plain = contents.attachments.is_empty() && contents.body.as_ref().is_some_and(|body| !body.from_html);
    let found = linter::lint(part, base.as_deref().unwrap_or_default(), &[]).err().unwrap_or_default();
    for one in found.iter().filter(|one| !is_link(one, base.as_deref())) {
        if case.shown.contains.len() < MOST {
            case.shown.contains.push(one.to_string());
        }
        let words = match one {
            Finding::Base(site) => format!("Its link is not https: {site}."),
            one => format!("It contains {one}, which no notice holds."),
        };
        case.against(Reason::NoticeTracks, "contains", DOCUMENT, words);
    }
    if !plain {
        let words = "What is signed is not one plain text, as every notice is.";
        case.against(Reason::NotJudged, "links", DOCUMENT, words);
    }
    match (told.as_slice(), base) {
        ([one], Some(base)) => {
            let words = format!("It has one link, {one}, and no other.{}", elsewhere(case, &base));
            case.tell("links", words);
            ours.first().map(ToString::to_string)
        }
        ([], _) => {
            let words = "It has no link of the form https://…/r/…: it is signed, and it is no notice. Other mails of the \
                         service are signed alike.";
            case.against(Reason::NotJudged, "links", DOCUMENT, words);
            None
        }
        (all, _) => {
            let words = format!("A notice has one link, of the form https://…/r/…; this leads to: {}.", all.join(", "));
            case.against(Reason::NoticeTracks, "links", DOCUMENT, words);
            None
        }
    }
}

/// What the links are judged by, below; without a link of ours there is no base.
fn is_link(found: &Finding, base: Option<&str>) -> bool {
    match found {
        Finding::Link(_) | Finding::Links(_) => true,
        Finding::Base(_) => base.is_none(),
        _ => false,
    }
}

/// Says where the link's site is no relative of the domain in From.
fn elsewhere(case: &Case<'_>, base: &str) -> String {
    let site = base.split_once("://").map_or(base, |(_, site)| site);
    let host = site.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let domain = case.shown.from.as_ref().map(|from| from.domain().to_ascii_lowercase()).unwrap_or_default();
    let below =
        |one: &str, other: &str| one.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if below(&host, &domain) || below(&domain, &host) {
        String::new()
    } else {
        format!(" The link's site, {host}, is another than the mail's, {domain}; the signature covers the link.")
    }
}

/// The names of a header's fields.
pub(super) fn fields(message: &[u8]) -> Vec<String> {
    let lines = crate::format::dkim::header(message).split(|octet| *octet == b'\n');
    let names = lines.filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t"));
    let name = |line: &[u8]| {
        Some(String::from_utf8_lossy(line.split_at_checked(line.iter().position(|o| *o == b':')?)?.0).trim().to_owned())
    };
    names.filter_map(name).filter(|name| !name.is_empty()).take(1_000).collect()
}
