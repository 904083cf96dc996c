//! A returned message taken apart: its header, the words of the program or person that wrote it, the machine-readable parts,
//! and what stands in it of the message that it is about.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use mail_parser::decoders::html::html_to_text;

use super::parts::{self, Part};
use crate::format::dsn::{self, Report};
use crate::format::mime;

/// What lies behind this is not looked at: a report comes before the message that it returns.
const MOST: usize = 512 * 1024;
/// The most octets of words that are looked at.
const WORDS: usize = 64 * 1024;

/// Where the words end and a copy of the message begins, in small letters.
const COPY_BEGINS: [&str; 54] = [
    "\nreceived:",
    "\nreturn-path:",
    "below this line is",
    "this is a copy of",
    "is a copy of the message",
    "a copy of your message",
    "included is a copy",
    "enclosed is a copy",
    "copy of the original message",
    "copy of original message",
    "copy of message",
    "copy of your original",
    "header of the original",
    "headers of the original",
    "header of your message",
    "headers of your message",
    "headers of message",
    "message header follows",
    "message headers follow",
    "message header:",
    "message headers:",
    "original headers",
    "original message follows",
    "original message header",
    "original message text",
    "undelivered message follows",
    "unsent message",
    "returned message follows",
    "your message follows",
    "start of returned",
    "begin returned",
    "beginning of original",
    "- returned message",
    "-returned message",
    "-original message",
    "- original message",
    "* original message",
    "message text follows",
    "text of your message",
    "text of the message",
    "the first 50 lines",
    "your original message reads",
    "original mail",
    "lines of the message follow",
    "message d'origine",
    "copie du message",
    "copia del mensaje",
    "copia del messaggio",
    "kopie der nachricht",
    "kopie van het bericht",
    "mensaje original",
    "ursprüngliche nachricht",
    "oorspronkelijk bericht",
    "messaggio originale",
];

static COPY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostFirst).build(COPY_BEGINS).ok()
});

/// A returned message, read.
pub(super) struct Letter<'x> {
    header: &'x [u8],
    /// The subject, decoded.
    pub(super) subject: String,
    /// What the writer says, without the copy of the message, at most 64 KiB.
    pub(super) words: String,
    /// The delivery status, where there is one.
    pub(super) report: Option<Report>,
    /// The body of a feedback report ([RFC 5965]).
    pub(super) feedback: Option<String>,
    /// Whether it is a disposition notification ([RFC 8098]).
    pub(super) disposition: bool,
    /// The Message-ID of the message that it is about.
    pub(super) original_id: Option<String>,
}

/// The octets as they are read: no envelope line of a mailbox file before them, LF or CR LF at line ends, cut where it is
/// too long.
pub(super) fn prepared(octets: &[u8]) -> Cow<'_, [u8]> {
    let octets = octets.get(..MOST).unwrap_or(octets);
    if octets.contains(&b'\r') && !octets.contains(&b'\n') {
        let with_ends: Vec<u8> = octets.iter().map(|octet| if *octet == b'\r' { b'\n' } else { *octet }).collect();
        return Cow::Owned(without_envelope(&with_ends).to_vec());
    }
    Cow::Borrowed(without_envelope(octets))
}

fn without_envelope(octets: &[u8]) -> &[u8] {
    if !octets.starts_with(b"From ") {
        return octets;
    }
    let end = octets.iter().position(|octet| *octet == b'\n').map_or(octets.len(), |end| end + 1);
    octets.get(end..).unwrap_or_default()
}

impl<'x> Letter<'x> {
    /// Reads what `prepared` gave.
    pub(super) fn read(octets: &'x [u8]) -> Self {
        let (header, _) = parts::split(octets);
        let mut gathered = Gathered::default();
        for part in &parts::parts(octets) {
            gathered.take(part);
        }
        let Gathered { mut words, html, report, feedback, disposition, mut original_id } = gathered;
        if words.trim().is_empty() {
            words = html;
        }
        let end = own_words(&words);
        if original_id.is_none() {
            original_id = words.get(end..).and_then(|copy| identifier(copy, "message-id:"));
        }
        // Some write the machine-readable part as plain text.
        let report = report.or_else(|| {
            let looks = words.contains("Final-Recipient:") || words.contains("Final-recipient:");
            looks.then(|| dsn::read(&words)).filter(|report| !report.recipients.is_empty())
        });
        words.truncate(end);
        let subject = parts::field(header, "Subject").map(|mut value| {
            value.extend_from_slice(b"\r\n");
            mime::words(&value)
        });
        Self { header, subject: subject.unwrap_or_default(), words, report, feedback, disposition, original_id }
    }

    /// A field of the header on one line, without its name.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        parts::field(self.header, name).map(|value| String::from_utf8_lossy(&value).into_owned())
    }
}

#[derive(Default)]
struct Gathered {
    words: String,
    html: String,
    report: Option<Report>,
    feedback: Option<String>,
    disposition: bool,
    original_id: Option<String>,
}

impl Gathered {
    fn take(&mut self, part: &Part<'_>) {
        match part.kind.as_str() {
            "message/delivery-status" | "message/global-delivery-status" => {
                self.report.get_or_insert_with(|| dsn::read(&part.text()));
            }
            "message/disposition-notification" | "message/global-disposition-notification" => {
                self.disposition = true;
                self.about(&part.text(), "original-message-id:");
            }
            "message/feedback-report" => self.feedback = Some(part.text()),
            "message/rfc822" | "message/global" => {
                let octets = part.octets();
                self.about(&String::from_utf8_lossy(parts::split(&octets).0), "message-id:");
            }
            "message/rfc822-headers" | "text/rfc822-headers" | "message/global-headers" | "message/partial" => {
                self.about(&part.text(), "message-id:");
            }
            "text/html" if self.words.trim().is_empty() => {
                let html = part.text();
                add(&mut self.html, &html_to_text(html.get(..html.floor_char_boundary(4 * WORDS)).unwrap_or_default()));
            }
            kind if kind.starts_with("text/") && kind != "text/html" => add(&mut self.words, &part.text()),
            _ => {}
        }
    }

    /// Notes the message that all this is about, out of a header that stands as text.
    fn about(&mut self, header: &str, name: &str) {
        if self.original_id.is_none() {
            self.original_id = identifier(header, name);
        }
    }
}

fn add(words: &mut String, more: &str) {
    let room = WORDS.saturating_sub(words.len());
    words.push_str(more.get(..more.floor_char_boundary(room)).unwrap_or_default());
    words.push('\n');
}

/// Where the copy of the message begins, or the end.
fn own_words(text: &str) -> usize {
    let found = COPY.as_ref().and_then(|finder| finder.find_iter(text).find(|found| found.start() > 20));
    let Some(found) = found else { return text.len() };
    // From the beginning of that line: what stands before on it belongs to it.
    text.get(..found.start()).and_then(|before| before.rfind('\n')).map_or(found.start(), |line| line + 1)
}

/// The identifier in the field of this name, in small letters with its colon, of a header that stands as text.
fn identifier(text: &str, name: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim_start);
    let line = lines.find(|line| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))?;
    let value = line.get(name.len()..)?.trim();
    // The identifier may stand on a line of its own.
    let value = if value.is_empty() { lines.next()?.trim() } else { value };
    let inner = value.split_once('<').map_or(value, |(_, inner)| inner);
    let inner = inner.split_once('>').map_or(inner, |(id, _)| id).trim();
    let sound = !inner.is_empty() && inner.len() <= 900 && inner.chars().all(|c| c.is_ascii_graphic());
    sound.then(|| inner.to_owned())
}
