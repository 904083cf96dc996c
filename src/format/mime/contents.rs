//! What the content page shows of a message: the body as one part in the form shown, each attachment, and what in the
//! message would report on its reader.
//!
//! The body's alternatives and inline images count with the body; a message within the message is one attachment. Text
//! beyond the limit is cut for showing (the whole is in the attachment list's raw message); all of it is looked through.

use std::ops::Range;

use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::html_to_text;

use crate::erds::content::Tracking;

use super::headers::{Header, HeaderScan, one_line};
use super::outline::{Leaf, Outline};
use super::transfer::{Decoder, Encoding};

/// The most octets of text that are held of one message.
const ROOM: usize = 512 * 1024;
/// Findings beyond this number are not listed.
const MOST_FOUND: usize = 50;

/// Reads a message while it streams: its header, its parts, its trackers. Holds less than 1 MiB.
#[derive(Debug)]
pub struct Scan {
    header: HeaderScan,
    outline: Outline,
}

/// What a message holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its header.
    pub header: Header,
    /// Its body in the form shown; none if the message has no text.
    pub body: Option<Body>,
    /// Its attachments in their order, numbered from 1.
    pub attachments: Vec<Attachment>,
    /// What in it would fetch something or report on the reader, naming the part.
    pub found: Vec<Found>,
    /// Whether it has more parts, or deeper ones, than are read.
    pub incomplete: bool,
}

/// The body in the form shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Plain text in UTF-8.
    pub text: String,
    /// Whether it was made out of HTML, since the message has no plain text.
    pub from_html: bool,
    /// Whether the text is longer than what is shown.
    pub cut: bool,
    /// How many octets its text has, decoded, before the conversion to UTF-8.
    pub size: u64,
}

/// A part to download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// From 1.
    pub number: usize,
    /// A file name that is safe to show and to save under.
    pub name: String,
    /// `type/subtype` in small letters, as the sender states.
    pub content_type: String,
    /// How many octets it has once decoded.
    pub size: u64,
    /// Where its encoded octets stand in the message.
    pub range: Range<u64>,
    /// How to decode them.
    pub encoding: Encoding,
}

/// Something in a message that would report on its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Of which kind it is.
    pub kind: Tracking,
    /// Which part.
    pub part: String,
    /// What stands there.
    pub what: String,
    /// What its sender can do in place of it.
    pub remedy: &'static str,
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.part, self.what)
    }
}

impl Default for Scan {
    fn default() -> Self {
        Self::new()
    }
}

impl Scan {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self { header: HeaderScan::new(), outline: Outline::new(ROOM) }
    }

    /// Takes the next octets of the message.
    pub fn feed(&mut self, octets: &[u8]) {
        self.header.feed(octets);
        self.outline.feed(octets);
    }

    /// What the message holds.
    pub fn finish(self) -> Contents {
        let header = self.header.finish();
        let (leaves, incomplete) = self.outline.finish();
        let mut found = Vec::new();
        let mut add = |kind, what, remedy| found.push(Found { kind, part: "header".to_owned(), what, remedy });
        for name in &header.receipt_requests {
            add(
                Tracking::Receipt,
                format!("{name} asks for a receipt"),
                "remove it: you get the receipts of this service",
            );
        }
        for name in &header.pictures {
            add(Tracking::Remote, format!("{name} makes programs fetch a picture"), "remove it");
        }
        if header.truncated {
            add(Tracking::Unchecked, "too long to be checked".to_owned(), "shorten it to 256 KiB");
        }
        inspect(&leaves, incomplete, "", &mut found);
        found.truncate(MOST_FOUND);
        let attachments = attachments(&leaves);
        Contents { header, body: body(&leaves), attachments, found, incomplete }
    }
}

impl Attachment {
    /// A decoder for its octets, to feed with what stands in `range` of the message.
    pub fn decoder(&self) -> Decoder {
        Decoder::new(self.encoding)
    }

    /// Its decoded octets out of a message that is held whole.
    pub fn octets(&self, message: &[u8]) -> Vec<u8> {
        let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
        let raw = message.get(at(self.range.start)..at(self.range.end)).unwrap_or_default();
        let (mut decoder, mut out) = (self.decoder(), Vec::new());
        decoder.feed(raw, &mut out);
        decoder.finish(&mut out);
        out
    }
}

/// What a message that is held whole holds.
pub fn contents(message: &[u8]) -> Contents {
    let mut scan = Scan::new();
    scan.feed(message);
    scan.finish()
}

/// What in a message would report on its reader: receipt requests, remote content, scripts, forms, embedded documents.
pub fn trackers(message: &[u8]) -> Vec<Found> {
    contents(message).found
}

/// Whether a leaf is text of the body, given what came before it.
fn is_body(leaf: &Leaf) -> bool {
    let text = matches!(leaf.content_type.as_str(), "text/plain" | "text/html" | "text/enriched" | "text/x-amp-html");
    text && !leaf.attached && leaf.name.is_none()
}

fn is_inline_image(leaf: &Leaf) -> bool {
    leaf.content_type.starts_with("image/") && leaf.in_related && !leaf.attached
}

fn attachments(leaves: &[Leaf]) -> Vec<Attachment> {
    let shown = |leaf: &&Leaf| !is_body(leaf) && !is_inline_image(leaf);
    let numbered = leaves.iter().filter(shown).zip(1..);
    numbered
        .map(|(leaf, number)| Attachment {
            number,
            name: file_name(leaf.name.as_deref(), number, &leaf.content_type),
            content_type: leaf.content_type.clone(),
            size: leaf.size,
            range: leaf.range.clone(),
            encoding: leaf.encoding,
        })
        .collect()
}

/// The texts of the body one after another; of alternatives the plain one, else the first that can be shown.
fn body(leaves: &[Leaf]) -> Option<Body> {
    let texts: Vec<&Leaf> = leaves.iter().filter(|leaf| is_body(leaf)).collect();
    let plain = |leaf: &&&Leaf| leaf.content_type == "text/plain" && leaf.size > 0;
    let mut chosen: Vec<&Leaf> = Vec::new();
    for leaf in &texts {
        let Some(group) = leaf.alternative else {
            chosen.push(leaf);
            continue;
        };
        if chosen.iter().any(|other| other.alternative == Some(group)) {
            continue;
        }
        let mut same = texts.iter().filter(|other| other.alternative == Some(group));
        chosen.extend(same.clone().find(plain).or_else(|| same.next()).copied());
    }
    chosen.first()?;
    Some(Body {
        text: chosen.iter().map(|leaf| shown(leaf)).collect::<Vec<_>>().join("\n\n"),
        from_html: chosen.iter().all(|leaf| leaf.is_markup()),
        cut: chosen.iter().any(|leaf| leaf.cut),
        size: chosen.iter().map(|leaf| leaf.size).sum(),
    })
}

fn shown(leaf: &Leaf) -> String {
    let text = decoded(leaf);
    let text = if leaf.is_markup() { html_to_text(&text) } else { text };
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// The captured octets as UTF-8, whatever their character set.
fn decoded(leaf: &Leaf) -> String {
    let octets = leaf.captured.as_deref().unwrap_or_default();
    let charset = leaf.charset.as_deref().unwrap_or_default();
    if let Some(encoding) = encoding_rs::Encoding::for_label_no_replacement(charset.trim().as_bytes()) {
        return encoding.decode(octets).0.into_owned();
    }
    let decoder = charset_decoder(charset.as_bytes());
    match decoder {
        Some(decode) if std::str::from_utf8(octets).is_err() || !octets.is_ascii() || octets.contains(&b'+') => {
            decode(octets)
        }
        _ => String::from_utf8_lossy(octets).into_owned(),
    }
}

fn inspect(leaves: &[Leaf], incomplete: bool, within: &str, found: &mut Vec<Found>) {
    let mut add = |kind, part: &str, what: String, remedy| {
        if found.len() < MOST_FOUND {
            found.push(Found { kind, part: format!("{within}{part}"), what, remedy });
        }
    };
    let mut number = 0;
    let mut inner = Vec::new();
    for leaf in leaves {
        let part = if is_body(leaf) {
            "text".to_owned()
        } else if is_inline_image(leaf) {
            "inline image".to_owned()
        } else {
            number += 1;
            format!("attachment {number} ({})", file_name(leaf.name.as_deref(), number, &leaf.content_type))
        };
        match leaf.content_type.as_str() {
            "message/external-body" => {
                let what = "its content stands elsewhere (message/external-body)";
                add(Tracking::Remote, &part, what.to_owned(), "attach the file itself");
            }
            "message/partial" => {
                let what = "it is a piece of a message (message/partial)";
                add(Tracking::Unchecked, &part, what.to_owned(), "send the message in one piece");
            }
            _ => {}
        }
        if let Some(base) = leaf.base.as_ref().filter(|_| leaf.is_markup()) {
            add(Tracking::Remote, &part, format!("{base} makes its addresses remote"), "remove it");
        }
        for reference in &leaf.found {
            add(Tracking::Remote, &part, reference.to_string(), reference.remedy());
        }
        if let Some((leaves, incomplete)) = &leaf.inside {
            inner.push((leaves, *incomplete, format!("{within}{part}, ")));
        }
    }
    if incomplete {
        let what = "it has too many or too deeply nested parts to be checked";
        add(Tracking::Unchecked, "message", what.to_owned(), "send the files in several messages");
    }
    for (leaves, incomplete, within) in inner {
        inspect(leaves, incomplete, &within, found);
    }
}

/// A name to show and save under: no path, no control or direction marks, nothing that a system takes for a device.
fn file_name(written: Option<&str>, number: usize, content_type: &str) -> String {
    let line = one_line(written.unwrap_or_default());
    let last = line.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe: String = last
        .chars()
        .map(|c| if "<>:\"|?*%;".contains(c) || c.is_control() { '_' } else { c })
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .collect();
    let safe = safe.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if safe.is_empty() {
        return format!("attachment-{number}{}", ending(content_type));
    }
    // The ending is kept when the name is long.
    let (stem, end) = safe.rsplit_once('.').filter(|(_, end)| end.len() <= 10).unwrap_or((safe, ""));
    let mut name: String = stem.chars().take(100).collect();
    if !end.is_empty() {
        name.push('.');
        name.push_str(end);
    }
    let device = ["con", "prn", "aux", "nul"];
    let first = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = (first.starts_with("com") || first.starts_with("lpt")) && first.len() == 4;
    if device.contains(&first.as_str()) || port { format!("_{name}") } else { name }
}

fn ending(content_type: &str) -> &'static str {
    match content_type {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "message/rfc822" => ".eml",
        "text/calendar" => ".ics",
        "text/html" => ".html",
        "text/plain" => ".txt",
        _ => ".bin",
    }
}
