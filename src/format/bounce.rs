//! What came back on a return path, told apart: delivered, delayed, failed and why, or an automatic answer, a disposition
//! notification, a complaint, a person's reply.
//!
//! Read are delivery status notifications first ([RFC 3464], [RFC 6533]), then the enhanced codes ([RFC 3463]), then the words in
//! which servers say it that write no such reports. Feedback reports are [RFC 5965], automatic answers [RFC 3834], disposition
//! notifications [RFC 8098]. By hand above `mail-parser`, because no library knows these texts.
//!
//! Whatever the octets, something is returned: what cannot be told is `Unknown`. At most 512 KiB are looked at. All of it is what a
//! stranger wrote; who may say so is judged where it is used.

mod automatic;
mod letter;
pub(in crate::format) mod parts;
mod phrases;
mod plain;
mod reason;
mod status;
mod words;

pub use reason::Reason;

use self::letter::Letter;
use self::phrases::Said;
use super::dsn::{self, Action, Status};

/// A message that came back, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// What it is.
    pub kind: Kind,
    /// Whether its form shows that a program wrote it: a delivery status, a header that servers alone write, a sender that is
    /// called after one, no return path. What is told from words alone, a person may have written, too.
    pub by_program: bool,
    /// Whom it speaks of; empty where it does not say.
    pub recipients: Vec<Recipient>,
    /// The server that reports, where it names itself.
    pub reporting_mta: Option<String>,
    /// The envelope identifier of the message that it is about ([RFC 3461 §4.4]).
    pub envelope_id: Option<String>,
    /// The Message-ID of the message that it is about, without angle brackets.
    pub message_id: Option<String>,
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It went on: each recipient's action says whether into a mailbox (`Delivered`), or out of the reporters' sight.
    Delivered,
    /// It is still tried.
    Delayed,
    /// It will not be delivered.
    Failed(Reason),
    /// A program answered: absence, confirmation asked for, ticket opened.
    AutoReply,
    /// A disposition notification, or what older programs send for one.
    Mdn,
    /// Somebody complained, through their provider.
    Complaint,
    /// A person seems to have written it.
    Reply,
    /// It cannot be told.
    Unknown,
}

/// What it says of one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// Its address, as the reporting side has it.
    pub address: Option<String>,
    /// What was done.
    pub action: Option<Action>,
    /// The enhanced code.
    pub status: Option<Status>,
    /// The words of the server that would not have it.
    pub diagnostic: Option<String>,
    /// That server.
    pub remote_mta: Option<String>,
    /// What all that amounts to; for a success `None`.
    pub reason: Option<Reason>,
}

impl Kind {
    /// Its name in tables and tests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Delayed => "delayed",
            Self::Failed(_) => "failed",
            Self::AutoReply => "automatic",
            Self::Mdn => "disposition",
            Self::Complaint => "complaint",
            Self::Reply => "reply",
            Self::Unknown => "unknown",
        }
    }
}

impl Returned {
    /// Why, where somebody would not have it or has not got it yet.
    pub fn reason(&self) -> Option<Reason> {
        match self.kind {
            Kind::Failed(reason) => Some(reason),
            _ => self.recipients.iter().find_map(|recipient| recipient.reason),
        }
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            by_program: !matches!(kind, Kind::Reply | Kind::Unknown),
            recipients: Vec::new(),
            reporting_mta: None,
            envelope_id: None,
            message_id: None,
        }
    }
}

/// Reads a message that came back.
pub fn read(octets: &[u8]) -> Returned {
    let prepared = letter::prepared(octets);
    let letter = Letter::read(&prepared);
    Returned { message_id: letter.original_id.clone(), ..judged(&letter) }
}

fn judged(letter: &Letter<'_>) -> Returned {
    if let Some(complaint) = automatic::complaint(letter) {
        return complaint;
    }
    if letter.disposition || automatic::disposition(letter) {
        return Returned::of(Kind::Mdn);
    }
    if let Some(report) = &letter.report
        && let Some(returned) = reported(report, &letter.words)
    {
        return returned;
    }
    if automatic::answer(letter) && !plain::speaks(letter) {
        return Returned::of(Kind::AutoReply);
    }
    if let Some(returned) = plain::read(letter) {
        return returned;
    }
    if automatic::sent(letter) {
        return Returned::of(Kind::AutoReply);
    }
    Returned::of(if letter.header("From").is_some() { Kind::Reply } else { Kind::Unknown })
}

/// What a delivery status says; `None` where it says nothing of anybody.
fn reported(report: &dsn::Report, words: &str) -> Option<Returned> {
    let recipients: Vec<Recipient> = report.recipients.iter().filter_map(|of| recipient(of, words)).collect();
    let kind = kind(&recipients)?;
    Some(Returned {
        recipients,
        reporting_mta: report.reporting_mta.clone(),
        envelope_id: report.envelope_id.clone(),
        ..Returned::of(kind)
    })
}

/// The gravest of what is said of the recipients: failed before delayed before delivered.
fn kind(recipients: &[Recipient]) -> Option<Kind> {
    let with = |wanted: &[Action]| recipients.iter().find(|r| r.action.is_some_and(|action| wanted.contains(&action)));
    if let Some(failed) = with(&[Action::Failed]) {
        return Some(Kind::Failed(failed.reason.unwrap_or(Reason::Unknown)));
    }
    if with(&[Action::Delayed]).is_some() {
        return Some(Kind::Delayed);
    }
    with(&[Action::Delivered, Action::Relayed, Action::Expanded]).map(|_| Kind::Delivered)
}

fn recipient(of: &dsn::Recipient, words: &str) -> Option<Recipient> {
    let said = of.diagnostic.as_deref().or(of.comment.as_deref());
    let status = status_of(of, said);
    let action = of.action.or_else(|| match status?.class {
        2 => Some(Action::Delivered),
        4 => Some(Action::Delayed),
        _ => Some(Action::Failed),
    })?;
    let reason =
        matches!(action, Action::Failed | Action::Delayed).then(|| reason(status, said.unwrap_or_default(), words));
    Some(Recipient {
        address: of.last.clone().or_else(|| of.original.clone()),
        action: Some(action),
        status,
        diagnostic: of.diagnostic.clone(),
        remote_mta: of.remote_mta.clone(),
        reason,
    })
}

/// The code of the report, or where that only says "no", the one within the words of the server.
fn status_of(of: &dsn::Recipient, said: Option<&str>) -> Option<Status> {
    let vague = |status: &Status| status.subject == 0 && status.detail == 0;
    let quoted =
        || said.and_then(Status::find).filter(|found| of.status.is_none_or(|status| status.class == found.class));
    match of.status {
        Some(status) if !vague(&status) => Some(status),
        status => quoted().or(status),
    }
}

/// Why: first the words of the server, then a code that names a reason, then the words around it, then hints.
fn reason(status: Option<Status>, said: &str, words: &str) -> Reason {
    let (by_server, around) = (phrases::said(said), || phrases::said(words));
    if let Some(Said::Plainly(reason)) = by_server {
        return reason;
    }
    if let Some(reason) = status.and_then(status::named) {
        return reason;
    }
    let around = around();
    if let Some(Said::Plainly(reason)) = around {
        return reason;
    }
    if let Some(Said::Perhaps(reason)) = by_server {
        return reason;
    }
    let replied = |text| words::answer(text).and_then(|(code, _)| status::replied(code));
    let around = match around {
        Some(Said::Perhaps(reason)) => Some(reason),
        _ => None,
    };
    let hinted = status.and_then(status::hinted).or_else(|| replied(said)).or(around);
    hinted.or_else(|| replied(words)).unwrap_or(Reason::Unknown)
}

#[cfg(test)]
mod tests;
