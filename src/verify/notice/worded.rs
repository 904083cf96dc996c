//! The text of a notice against the published templates.

use crate::format::mime::{self, Header};
use crate::format::template::{self, Difference, Reading, Template};
use crate::words::quoted;

use super::super::verdict::Reason;
use super::shown::{Compared, cut};
use super::{Case, DOCUMENT, Given, Published};

/// The most templates beside those that are known here.
const MOST: usize = 256;

/// Compares the text with the template that comes nearest, and the subject with that template's.
pub(super) fn compare(
    case: &mut Case<'_>,
    given: &Given<'_>,
    part: &[u8],
    header: &Header,
    link: Option<&str>,
    dkim: bool,
) -> Option<Compared> {
    let text = mime::contents(part).body.map(|body| body.text).unwrap_or_default();
    let theirs = given.templates.iter().take(MOST).map(Published::template);
    let all = template::ALL.iter().copied().chain(theirs).map(|one| (one.read(&text), one));
    let (reading, nearest) = all.min_by_key(|(reading, _)| reading.differing)?;
    if reading.differing * 2 > reading.lines {
        let words = "Its text is not that of a published template that is known here; --templates takes others.";
        case.against(Reason::NotJudged, "template", DOCUMENT, words);
        return None;
    }
    let name = format!("{} ({})", nearest.name, nearest.language.code());
    let differences: Vec<String> = reading.differences.iter().map(told).collect();
    if reading.differing == 0 {
        case.tell(
            "template",
            format!("Its text is that of the published template {name}, SHA-256 {}.", nearest.digest()),
        );
        filled(case, &reading, link);
        subject(case, header, &nearest, &reading, dkim);
    } else {
        let words = format!(
            "{} of its lines are not those of the nearest published template that is known here, {name}: {}",
            reading.differing,
            differences.join(" ")
        );
        case.against(Reason::NotJudged, "template", DOCUMENT, words);
    }
    let compared = Compared {
        name: nearest.name.to_owned(),
        language: nearest.language.code(),
        digest: nearest.digest(),
        differing: reading.differing,
        differences,
    };
    case.shown.template = Some(compared.clone());
    Some(compared)
}

fn told(difference: &Difference) -> String {
    let safe = |text: &String| {
        quoted(&text.split(' ').map(cut_word).collect::<Vec<_>>().join(" ").chars().take(120).collect::<String>())
    };
    let line = difference.line;
    match (difference.template.as_ref().map(safe), difference.text.as_ref().map(safe)) {
        (Some(wanted), Some(found)) => format!("Line {line} is {found}, the template's {wanted}."),
        (None, Some(found)) => format!("Line {line}, {found}, is not in the template."),
        (Some(wanted), None) => format!("Before line {line}, {wanted} is left out."),
        (None, None) => String::new(),
    }
}

/// A word of a text; a link in it is cut.
fn cut_word(word: &str) -> String {
    if word.contains("/r/") || word.contains("://") {
        cut(word.trim_matches(['(', ')', '<', '>']))
    } else {
        word.to_owned()
    }
}

/// What stands in the places, as far as it must agree with the rest of the mail.
fn filled(case: &mut Case<'_>, reading: &Reading, link: Option<&str>) {
    let base = link.and_then(super::shown::own).map(|(base, _)| base);
    let site = base.and_then(|base| base.split_once("://")).map(|(_, site)| site.to_owned()).unwrap_or_default();
    for (place, page) in [("check", "/check"), ("privacy", "/privacy"), ("mine", "/mine")] {
        let wanted = format!("{site}{page}");
        if let Some(value) = reading.value(place).filter(|value| *value != wanted) {
            let words = format!("It names the page {}, and its link leads to {site}.", quoted(value));
            case.against(Reason::NotJudged, "template", DOCUMENT, words);
        }
    }
}

/// The subject, which the service's S/MIME signature does not cover.
fn subject(case: &mut Case<'_>, header: &Header, template: &Template<'_>, reading: &Reading, dkim: bool) {
    let subject = header.subject.clone().unwrap_or_default();
    let wanted = template.halves().0;
    let fits = |text: &str| {
        let mut reading = reading.clone();
        let domain = reading.value("address").and_then(|address| address.rsplit('@').next()).map(str::to_owned);
        reading.values.extend(domain.map(|domain| ("domain".to_owned(), domain)));
        reading.take(wanted, text) && reading.value("day").is_none_or(|day| day.chars().count() <= DAY)
    };
    if fits(&subject) {
        let covered = if dkim { "" } else { " No signature that is known here covers it." };
        case.tell("template", format!("Its subject is the template's.{covered}"));
        return;
    }
    let before = subject.char_indices().map(|(at, _)| at).skip(1).find(|at| subject.get(*at..).is_some_and(fits));
    let words = match before.and_then(|at| subject.get(..at)) {
        Some(before) => format!("Before its subject stands {}, which is not the service's.", quoted(before.trim_end())),
        None => {
            format!("Its subject is not the template's: {}.", quoted(&subject.chars().take(160).collect::<String>()))
        }
    };
    case.shown.added.push("subject".to_owned());
    case.against(Reason::NoticeAltered, "added", DOCUMENT, words);
}

/// The most characters of a day.
const DAY: usize = 24;
