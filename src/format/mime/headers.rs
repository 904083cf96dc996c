//! The header of a message, read while the message streams in ([RFC 5322 §3.6], [RFC 2047]).
//!
//! Broken headers never fail: what cannot be read is absent, and what is absent is the caller's to judge. At most 256 KiB
//! of header are held; what lies behind them is not looked at and `truncated` says so.

use mail_parser::parsers::MessageStream;
use mail_parser::{DateTime, HeaderValue};

use crate::erds::address::Address;
use crate::erds::moment::Moment;

/// The most octets of header that are held and read.
const MOST: usize = 256 * 1024;
/// Header fields beyond this number are not read.
const MOST_FIELDS: usize = 2_000;
/// Addresses beyond this number in `From` or `Sender` are not read.
const MOST_ADDRESSES: usize = 100;

/// Header fields that ask for a receipt or report from whoever opens the message, or that say how it is to be given.
pub const RECEIPT_REQUESTS: [&str; 15] = [
    "confirm-reading-to",
    "disposition-notification-options",
    "disposition-notification-to",
    "generate-delivery-report",
    "notice-requested-upon-delivery-to",
    "prevent-nondelivery-report",
    "read-receipt-to",
    "registered-mail-reply-requested-by",
    "return-receipt-requested",
    "return-receipt-to",
    "rrt",
    "x-acknowledge-to",
    "x-confirm-reading-to",
    "x-pmrqc",
    "x-receipt-to",
];

/// Header fields whose address some mail program fetches a picture from.
const PICTURES: [&str; 3] = ["bimi-location", "image-url", "x-image-url"];

/// Whether this header field (its name in any case) asks for a receipt: one that is known to, or one named like it.
pub fn asks_for_receipt(field: &str) -> bool {
    let small = field.trim().to_ascii_lowercase();
    let words: Vec<&str> = small.split(['-', '_']).collect();
    let pair = |first: &str, second: &str| words.windows(2).any(|two| two == [first, second]);
    RECEIPT_REQUESTS.contains(&small.as_str())
        || pair("read", "receipt")
        || pair("return", "receipt")
        || pair("delivery", "receipt")
        || pair("receipt", "to")
        || pair("receipt", "requested")
        || pair("confirm", "reading")
        || pair("disposition", "notification")
}

/// Collects the header of a message out of its octets in whatever pieces they come.
#[derive(Debug, Default)]
pub struct HeaderScan {
    held: Vec<u8>,
    looked_at: usize,
    end: Option<usize>,
    truncated: bool,
}

/// What a header says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `Message-ID` without angle brackets.
    pub message_id: Option<String>,
    /// `Subject`, decoded, on one line.
    pub subject: Option<String>,
    /// Every mailbox of every `From` field.
    pub from: Vec<Mailbox>,
    /// Every mailbox of every `Sender` field.
    pub sender: Vec<Mailbox>,
    /// Whether a `From` or `Sender` field names something that is not a mail address, or there are too many.
    pub unreadable_sender: bool,
    /// How many `From` fields there are; a sound message has one.
    pub from_fields: usize,
    /// `Date`, in UTC.
    pub date: Option<Moment>,
    /// The name of the first `Bcc` or `Resent-Bcc` field that stands there, even an empty one.
    pub bcc: Option<String>,
    /// The names of the fields that ask for a receipt, as written.
    pub receipt_requests: Vec<String>,
    /// The names of the fields that a program fetches a picture by, as written.
    pub pictures: Vec<String>,
    /// The `Recepis-…` fields in order: name behind `Recepis-` in small letters, and decoded value.
    pub options: Vec<(String, String)>,
    /// Whether the header is longer than is read.
    pub truncated: bool,
}

/// An address and the name that stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The display name, decoded.
    pub name: Option<String>,
    /// The address.
    pub address: Address,
}

impl HeaderScan {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next octets of the message; once the header is complete they are ignored.
    pub fn feed(&mut self, octets: &[u8]) {
        if self.complete() {
            return;
        }
        let room = MOST.saturating_sub(self.held.len());
        self.held.extend_from_slice(octets.get(..room).unwrap_or(octets));
        self.truncated = octets.len() > room;
        let from = self.looked_at.saturating_sub(3);
        self.end = header_end(&self.held, from);
        self.looked_at = self.held.len();
        if self.end.is_some() {
            self.truncated = false;
        }
    }

    /// Whether the empty line behind the header, or the most that is held, has been seen.
    pub fn complete(&self) -> bool {
        self.end.is_some() || self.truncated
    }

    /// Reads the fields.
    pub fn finish(self) -> Header {
        let header = self.held.get(..self.end.unwrap_or(self.held.len())).unwrap_or_default();
        Header { truncated: self.truncated, ..read(header) }
    }
}

impl Header {
    /// The value of a `Recepis-…` option; `name` is what stands behind `Recepis-`, in any case.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Where the empty line is that ends the header, looking from `from` on.
fn header_end(octets: &[u8], from: usize) -> Option<usize> {
    if octets.starts_with(b"\r\n") || octets.starts_with(b"\n") {
        return Some(0);
    }
    let rest = octets.get(from..)?;
    let place = |needle: &[u8]| rest.windows(needle.len()).position(|w| w == needle).map(|at| from + at + 1);
    match (place(b"\n\r\n"), place(b"\n\n")) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Takes a header apart into fields, name in small letters and raw value, continuation lines included.
pub(super) fn fields(header: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
    for line in header.split_inclusive(|octet| *octet == b'\n') {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some((_, value)) = fields.last_mut() {
                value.extend_from_slice(line);
            }
            continue;
        }
        let Some(colon) = line.iter().position(|octet| *octet == b':') else { continue };
        let (name, value) = line.split_at(colon);
        let name = String::from_utf8_lossy(name).trim().to_owned();
        if fields.len() < MOST_FIELDS {
            fields.push((name, value.get(1..).unwrap_or_default().to_vec()));
        }
    }
    for (_, value) in &mut fields {
        if !value.ends_with(b"\n") {
            value.extend_from_slice(b"\r\n");
        }
    }
    fields
}

fn read(header: &[u8]) -> Header {
    let mut read = Header::default();
    for (written, value) in fields(header) {
        let name = written.to_ascii_lowercase();
        match name.as_str() {
            "message-id" if read.message_id.is_none() => read.message_id = message_id(&value),
            "subject" if read.subject.is_none() => read.subject = Some(words(&value)),
            "date" if read.date.is_none() => read.date = date(&value),
            "from" => {
                read.from_fields += 1;
                read.unreadable_sender |= !mailboxes(&value, &mut read.from);
            }
            "sender" => read.unreadable_sender |= !mailboxes(&value, &mut read.sender),
            "bcc" | "resent-bcc" if read.bcc.is_none() => read.bcc = Some(written),
            _ if asks_for_receipt(&name) => read.receipt_requests.push(written),
            _ if PICTURES.contains(&name.as_str()) => read.pictures.push(written),
            _ => {
                if let Some(option) = name.strip_prefix("recepis-") {
                    read.options.push((option.to_owned(), words(&value)));
                }
            }
        }
    }
    read
}

/// The addresses in the To and Cc fields of a header, up to 100.
pub fn addressees(header: &[u8]) -> Vec<Address> {
    let mut found = Vec::new();
    for (name, value) in fields(header) {
        if ["to", "cc"].contains(&name.to_ascii_lowercase().as_str()) {
            mailboxes(&value, &mut found);
        }
    }
    found.into_iter().map(|mailbox| mailbox.address).collect()
}

/// An unstructured value, decoded, on one line.
pub(in crate::format) fn words(value: &[u8]) -> String {
    let decoded = MessageStream::new(value).parse_unstructured();
    one_line(decoded.as_text().unwrap_or_default())
}

/// Control characters and the marks that turn the direction of writing become spaces, runs of spaces one.
pub(super) fn one_line(text: &str) -> String {
    let turning = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.split(|c: char| c.is_whitespace() || c.is_control() || turning(c))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `<a@b>` without its brackets; anything that does not look like it is kept as one word if it is printable ASCII.
fn message_id(value: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(value).ok()?.trim();
    let inner = text.split_once('<').map_or(text, |(_, after)| after);
    let inner = inner.split_once('>').map_or(inner, |(id, _)| id).trim();
    let sound = !inner.is_empty() && inner.len() <= 900 && inner.chars().all(|c| c.is_ascii_graphic());
    sound.then(|| inner.to_owned())
}

fn date(value: &[u8]) -> Option<Moment> {
    let HeaderValue::DateTime(date) = MessageStream::new(value).parse_date() else { return None };
    Some(date).filter(DateTime::is_valid).map(|date| Moment::from_seconds(date.to_timestamp()))
}

/// Adds the mailboxes of an address field; false when something in it could not be read as one.
fn mailboxes(value: &[u8], into: &mut Vec<Mailbox>) -> bool {
    let parsed = MessageStream::new(value).parse_address();
    let HeaderValue::Address(list) = parsed else { return false };
    let mut sound = true;
    let mut any = false;
    for entry in list.iter() {
        any = true;
        let address = entry.address().and_then(|address| Address::parse(address.trim()).ok());
        match address {
            Some(address) if into.len() < MOST_ADDRESSES => {
                let name = entry.name().map(one_line).filter(|name| !name.is_empty());
                into.push(Mailbox { name, address });
            }
            _ => sound = false,
        }
    }
    sound && any
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(message: &[u8], piece: usize) -> Header {
        let mut scan = HeaderScan::new();
        message.chunks(piece).for_each(|chunk| scan.feed(chunk));
        scan.finish()
    }

    const LETTER: &[u8] = b"Message-ID: <1@verhuur.example>\r\n\
        Subject: =?utf-8?q?Opzegging_van_de_huur_=E2=82=AC?=\r\n =?utf-8?q?_800?=\r\n\
        From: \"Verhuur, B.V.\" <post@verhuur.example>\r\n\
        Sender: Els <els@verhuur.example>\r\n\
        Date: Tue, 24 Nov 2026 10:14:00 +0100\r\n\
        Recepis-Purpose: Huur\r\n\
        RECEPIS-Accept-Within: 14 days\r\n\
        \r\n\
        Bcc: this is the body\r\n";

    #[test]
    fn a_header_reads_the_same_in_whatever_pieces_it_comes() {
        for piece in 1..LETTER.len() {
            let header = scan(LETTER, piece);
            assert_eq!(header.message_id.as_deref(), Some("1@verhuur.example"));
            assert_eq!(header.subject.as_deref(), Some("Opzegging van de huur € 800"));
            assert_eq!(header.from.len(), 1);
            assert_eq!(header.from[0].name.as_deref(), Some("Verhuur, B.V."));
            assert_eq!(header.from[0].address.as_str(), "post@verhuur.example");
            assert_eq!(header.sender[0].address.as_str(), "els@verhuur.example");
            assert_eq!(header.date.unwrap().to_string(), "2026-11-24T09:14:00Z");
            assert_eq!(header.option("accept-within"), Some("14 days"));
            assert_eq!(header.option("purpose"), Some("Huur"));
            assert_eq!(header.bcc, None, "the body is not the header");
            assert!(!header.unreadable_sender);
        }
    }

    #[test]
    fn bcc_and_receipt_requests_are_seen_however_they_are_written() {
        for line in ["Bcc: a@b.nl", "BCC:", "bcc : a@b.nl", "Resent-Bcc: a@b.nl"] {
            let message = format!("Subject: x\r\n{line}\r\n\r\n");
            assert!(scan(message.as_bytes(), 7).bcc.is_some(), "{line}");
        }
        let header = scan(b"Disposition-Notification-To: a@b.nl\r\nX-Confirm-Reading-To:\r\n a@b.nl\r\n\r\nx", 3);
        assert_eq!(header.receipt_requests, ["Disposition-Notification-To", "X-Confirm-Reading-To"]);
    }

    #[test]
    fn a_second_from_field_or_an_unreadable_one_is_told() {
        let header = scan(b"From: a@b.nl\r\nFrom: c@d.nl\r\n\r\n", 9);
        assert_eq!((header.from_fields, header.from.len()), (2, 2));
        assert!(scan(b"From: nobody in particular\r\n\r\n", 9).unreadable_sender);
        assert!(scan(b"From: a@b.nl, <x y>\r\n\r\n", 9).unreadable_sender);
        assert!(scan(b"From:\r\n\r\n", 9).unreadable_sender);
    }

    #[test]
    fn a_header_without_end_stops_at_the_limit() {
        let mut scan = HeaderScan::new();
        for _ in 0..64 {
            scan.feed(&b"X-Long: aaaaaaaaaaaaaaaa\r\n".repeat(1_000));
        }
        assert!(scan.complete() && scan.held.len() <= MOST);
        assert!(scan.finish().truncated);
    }

    #[test]
    fn what_cannot_be_read_is_absent() {
        let header =
            scan(b"\xff\xfe: \x80\r\nno colon here\r\nDate: yesterday\r\nMessage-ID: <>\r\nSubject: \xe9\r\n\r\n", 5);
        assert_eq!((header.date, header.message_id.clone()), (None, None));
        assert!(header.subject.is_some());
        assert_eq!(scan(b"", 1), Header::default());
        assert_eq!(scan(b"\r\nBcc: x\r\n\r\n", 1).bcc, None, "an empty header");
    }

    proptest::proptest! {
        #[test]
        fn no_octets_make_it_panic(octets in proptest::collection::vec(proptest::num::u8::ANY, 0..400), piece in 1_usize..50) {
            let _ = scan(&octets, piece);
        }
    }
}
