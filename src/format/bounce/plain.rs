//! Reports for people: servers that write no delivery status, each in words of its own. Whether it is one shows in who sent it,
//! its subject and how it begins; then the words say what happened, to whom, and why.

use super::letter::Letter;
use super::phrases::{Said, normal, said};
use super::words::{Phrases, addresses, answer, finder, paragraph};
use super::{Kind, Reason, Recipient, Returned, reason};
use crate::format::dsn::{Action, Status};

/// Subjects of reports.
static SUBJECTS: Phrases = Phrases::new(|| finder("subjects of reports"));

/// How reports begin.
static OPENINGS: Phrases = Phrases::new(|| finder("openings of reports"));

/// What is only late.
static LATE: Phrases = Phrases::new(|| finder("late"));

/// What did go well.
static ARRIVED: Phrases = Phrases::new(|| finder("arrived"));

/// Who writes reports, in small letters.
const DAEMONS: [&str; 22] = [
    "mailer-daemon",
    "mailerdaemon",
    "mail-daemon",
    "maildaemon",
    "postmaster",
    "mail delivery",
    "maildelivery",
    "mail-delivery",
    "delivery subsystem",
    "delivery system",
    "mail administrator",
    "mailadmin",
    "mdaemon",
    "system administrator",
    "mail system",
    "mail-system",
    "smtp-daemon",
    "smtpd@",
    "bounce",
    "systemadministrator",
    "systembeheerder",
    "no-reply@postmaster",
];

/// Whether it speaks as a report does, whatever else it looks like.
pub(super) fn speaks(letter: &Letter<'_>) -> bool {
    letter.header("X-Failed-Recipients").is_some()
        || from_daemon(letter)
            && (SUBJECTS.found_in(&normal(&letter.subject)) || OPENINGS.found_in(&normal(beginning(letter))))
}

fn from_daemon(letter: &Letter<'_>) -> bool {
    let from = letter.header("From").unwrap_or_default().to_ascii_lowercase();
    DAEMONS.iter().any(|name| from.contains(name))
}

fn beginning<'l>(letter: &'l Letter<'_>) -> &'l str {
    letter.words.get(..letter.words.floor_char_boundary(3_000)).unwrap_or_default()
}

/// What a report for people says; `None` where it is none.
pub(super) fn read(letter: &Letter<'_>) -> Option<Returned> {
    let subject = normal(&letter.subject);
    let opening = normal(beginning(letter));
    let failed = letter.header("X-Failed-Recipients");
    let (titled, opens, daemon) = (SUBJECTS.found_in(&subject), OPENINGS.found_in(&opening), from_daemon(letter));
    let answers = !daemon && (subject.starts_with(" re ") || letter.header("In-Reply-To").is_some() && !titled);
    let from_nobody = letter.header("Return-Path").is_some_and(|path| path.trim() == "<>");
    let signs = [titled, opens, daemon, from_nobody, answer(&letter.words).is_some()];
    let report = failed.is_some() || !answers && signs.iter().filter(|sign| **sign).count() >= 2;
    let by_program = failed.is_some() || daemon || from_nobody;
    report.then(|| Returned { by_program, ..told(letter, failed.as_deref(), &subject, &opening) })
}

fn told(letter: &Letter<'_>, failed: Option<&str>, subject: &str, opening: &str) -> Returned {
    let words = letter.words.as_str();
    let quoted = answer(words).map(|(_, words)| words);
    let status = quoted.and_then(Status::find).or_else(|| Status::find(words));
    let late = LATE.found_in(opening) || LATE.found_in(subject);
    let arrived = !late && quoted.is_none() && (ARRIVED.found_in(opening) || ARRIVED.found_in(subject));
    let action = match (late, arrived) {
        (true, _) => Action::Delayed,
        (_, true) => Action::Delivered,
        _ => Action::Failed,
    };
    let own: Vec<String> = ["To", "From", "Reply-To"].iter().filter_map(|name| letter.header(name)).collect();
    let own: Vec<&str> = own.iter().flat_map(|value| addresses(value)).collect();
    let mut named: Vec<&str> = failed.map(addresses).unwrap_or_default();
    if named.is_empty() {
        named = addresses(words);
        named.retain(|address| !own.iter().any(|own| own.eq_ignore_ascii_case(address)));
    }
    let said = quoted.or_else(|| behind(words, named.first()?));
    let why = (action != Action::Delivered).then(|| why(status, said, words, subject));
    let of = |address: Option<&str>| Recipient {
        address: address.map(str::to_owned),
        action: Some(action),
        status,
        diagnostic: said.map(str::to_owned),
        remote_mta: None,
        reason: why,
    };
    // The first is the one that it is about; what else is named may be a postmaster to write to.
    let recipients = vec![of(named.first().copied())];
    let kind = match action {
        Action::Failed => Kind::Failed(why.unwrap_or(Reason::Unknown)),
        Action::Delayed => Kind::Delayed,
        _ => Kind::Delivered,
    };
    Returned { recipients, ..Returned::of(kind) }
}

/// Why: the quoted answer and its code, the words of the report, at last its subject.
fn why(status: Option<Status>, quoted: Option<&str>, words: &str, subject: &str) -> Reason {
    let found = reason(status, quoted.unwrap_or_default(), words);
    match (found, said(subject)) {
        (Reason::Unknown, Some(Said::Plainly(reason) | Said::Perhaps(reason))) => reason,
        _ => found,
    }
}

/// What stands behind an address, to the end of its paragraph.
fn behind<'w>(words: &'w str, address: &str) -> Option<&'w str> {
    let at = words.find(address)? + address.len();
    let rest = paragraph(words, at).trim_start_matches([' ', '>', ':', ')', '"', '\'', '\n', '\r', '\t']);
    (!rest.is_empty()).then_some(rest)
}
