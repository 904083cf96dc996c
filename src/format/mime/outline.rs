//! The tree of a MIME message as a flat list of its leaves, read while the message streams ([RFC 2046 §5.1]).
//!
//! By hand because `mail-parser` wants the whole message in memory and puts no limit on the number of parts. Held: one
//! line, one part's header, and of the texts at most the limit that the caller sets. At most 1,000 leaves, 16 levels.

use std::ops::Range;

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::headers::fields;
use super::markup::{Kind, Markup};
use super::references::{Reference, fetched};
use super::transfer::{Decoder, Encoding};

/// Leaves beyond this number are not read.
const MOST_LEAVES: usize = 1_000;
/// Multiparts within multiparts beyond this depth are leaves.
const DEEPEST: usize = 16;
/// A line is taken in pieces of this length; a delimiter line is shorter.
const LINE: usize = 2_048;
/// The most octets that are read of one part's header.
const PART_HEADER: usize = 64 * 1024;

/// Reads a message's structure out of its octets in whatever pieces they come.
#[derive(Debug)]
pub(super) struct Outline {
    at: u64,
    line: Vec<u8>,
    begins: bool,
    line_end: Vec<u8>,
    state: State,
    stack: Vec<Multipart>,
    multiparts: u32,
    leaves: Vec<Leaf>,
    room: usize,
    nesting: u8,
    overflow: bool,
}

/// A part that is not a multipart.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    /// `type/subtype` in small letters.
    pub(super) content_type: String,
    pub(super) charset: Option<String>,
    /// The file name, decoded, as the sender wrote it.
    pub(super) name: Option<String>,
    /// Whether its disposition is `attachment`.
    pub(super) attached: bool,
    /// The number of the innermost multipart/alternative around it.
    pub(super) alternative: Option<u32>,
    pub(super) in_related: bool,
    pub(super) encoding: Encoding,
    /// Where its encoded octets stand in the message.
    pub(super) range: Range<u64>,
    /// How many octets it has once decoded.
    pub(super) size: u64,
    /// Its decoded octets, if it is a text that we read and there was room for all of it.
    pub(super) captured: Option<Vec<u8>>,
    /// Whether it is such a text but longer than there was room for; `captured` holds its beginning.
    pub(super) cut: bool,
    /// What a program that shows it would fetch or run.
    pub(super) found: Vec<Reference>,
    /// The header field that makes its relative addresses remote ones, with its value.
    pub(super) base: Option<String>,
    /// What a message/rfc822 leaf holds.
    pub(super) inside: Option<(Vec<Leaf>, bool)>,
}

#[derive(Debug)]
struct Multipart {
    boundary: Vec<u8>,
    number: u32,
    subtype: String,
    base: Option<String>,
}

#[derive(Debug)]
enum State {
    /// Before, between and behind the parts of a multipart.
    Between,
    Header(Vec<u8>),
    Body(Box<Open>),
}

#[derive(Debug)]
struct Open {
    leaf: Leaf,
    decoder: Decoder,
    nested: Option<Outline>,
    markup: Option<Markup>,
}

impl Outline {
    /// A reader that holds at most `room` octets of text.
    pub(super) fn new(room: usize) -> Self {
        Self::nested(room, 0)
    }

    fn nested(room: usize, nesting: u8) -> Self {
        Self {
            at: 0,
            line: Vec::new(),
            begins: true,
            line_end: Vec::new(),
            state: State::Header(Vec::new()),
            stack: Vec::new(),
            multiparts: 0,
            leaves: Vec::new(),
            room,
            nesting,
            overflow: false,
        }
    }

    /// Takes the next octets of the message.
    pub(super) fn feed(&mut self, octets: &[u8]) {
        for piece in octets.chunks(LINE).flat_map(|chunk| chunk.split_inclusive(|octet| *octet == b'\n')) {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") || self.line.len() >= LINE {
                self.take_line();
            }
        }
    }

    /// The leaves, and whether there was more than is read.
    pub(super) fn finish(mut self) -> (Vec<Leaf>, bool) {
        if !self.line.is_empty() {
            self.take_line();
        }
        if let State::Header(_) = self.state {
            self.open();
        }
        let line_end = std::mem::take(&mut self.line_end);
        self.body(&line_end);
        self.close(self.at);
        (self.leaves, self.overflow)
    }

    fn take_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let start = self.at;
        self.at += line.len() as u64;
        let begins = std::mem::replace(&mut self.begins, line.ends_with(b"\n"));
        if begins && let Some((level, closes)) = self.delimiter(&line) {
            self.close(start - self.line_end.len() as u64);
            self.line_end.clear();
            self.stack.truncate(if closes { level } else { level + 1 });
            self.state = if closes { State::Between } else { State::Header(Vec::new()) };
            return;
        }
        match &mut self.state {
            State::Header(_) if begins && matches!(line.as_slice(), b"\r\n" | b"\n") => self.open(),
            State::Header(held) if held.len() < PART_HEADER => held.extend_from_slice(&line),
            State::Between | State::Header(_) => {}
            State::Body(_) => {
                let before = std::mem::take(&mut self.line_end);
                self.body(&before);
                let end = match line.as_slice() {
                    [.., b'\r', b'\n'] => 2,
                    [.., b'\n'] => 1,
                    _ => 0,
                };
                let (text, line_end) = line.split_at(line.len() - end);
                self.body(text);
                self.line_end = line_end.to_vec();
            }
        }
    }

    /// Which multipart this line separates the parts of, and whether it ends it.
    fn delimiter(&self, line: &[u8]) -> Option<(usize, bool)> {
        let rest = line.strip_prefix(b"--")?.trim_ascii_end();
        self.stack.iter().enumerate().rev().find_map(|(level, multipart)| {
            match rest.strip_prefix(multipart.boundary.as_slice())? {
                b"" => Some((level, false)),
                b"--" => Some((level, true)),
                _ => None,
            }
        })
    }

    /// A part's header is complete: a multipart or a leaf begins.
    fn open(&mut self) {
        let State::Header(header) = std::mem::replace(&mut self.state, State::Between) else { return };
        let digest = self.stack.last().is_some_and(|multipart| multipart.subtype == "digest");
        let (mut leaf, boundary) = describe(&header, digest);
        if let Some(subtype) = leaf.content_type.strip_prefix("multipart/")
            && let Some(boundary) = boundary
        {
            if self.stack.len() < DEEPEST {
                self.multiparts += 1;
                let subtype = subtype.to_owned();
                let (boundary, number, base) = (boundary.into_bytes(), self.multiparts, leaf.base);
                self.stack.push(Multipart { boundary, number, subtype, base });
                return;
            }
            self.overflow = true;
        }
        if self.leaves.len() >= MOST_LEAVES {
            self.overflow = true;
            return;
        }
        leaf.alternative = self.stack.iter().rev().find(|m| m.subtype == "alternative").map(|m| m.number);
        leaf.in_related = self.stack.iter().any(|m| m.subtype == "related");
        leaf.range = self.at..self.at;
        let text = leaf.content_type.starts_with("text/") && !leaf.attached;
        leaf.captured = text.then(Vec::new);
        leaf.base = leaf.base.or_else(|| self.stack.iter().rev().find_map(|multipart| multipart.base.clone()));
        let markup = leaf.markup().map(|kind| Markup::new(kind, leaf.charset.as_deref()));
        let inner = leaf.content_type == "message/rfc822" && self.nesting < 3;
        let nested = inner.then(|| Self::nested(self.room / 2, self.nesting + 1));
        self.room -= nested.as_ref().map_or(0, |nested| nested.room);
        self.state = State::Body(Box::new(Open { decoder: Decoder::new(leaf.encoding), leaf, nested, markup }));
    }

    /// Octets of the leaf that is open.
    fn body(&mut self, octets: &[u8]) {
        let State::Body(open) = &mut self.state else { return };
        let mut plain = Vec::with_capacity(octets.len());
        open.decoder.feed(octets, &mut plain);
        open.keep(&plain, &mut self.room);
    }

    /// The leaf that is open ends before this octet of the message.
    fn close(&mut self, end: u64) {
        if let State::Header(_) = self.state {
            // A part that ends within its header.
            self.open();
        }
        let State::Body(mut open) = std::mem::replace(&mut self.state, State::Between) else { return };
        let mut plain = Vec::new();
        open.decoder.finish(&mut plain);
        open.keep(&plain, &mut self.room);
        let Open { mut leaf, nested, markup, .. } = *open;
        leaf.found = markup.map(Markup::finish).unwrap_or_default();
        leaf.range.end = end.max(leaf.range.start);
        if let Some(nested) = nested {
            self.room += nested.room;
            leaf.inside = Some(nested.finish());
        }
        self.leaves.push(leaf);
    }
}

impl Open {
    fn keep(&mut self, plain: &[u8], room: &mut usize) {
        self.leaf.size += plain.len() as u64;
        if let Some(nested) = &mut self.nested {
            nested.feed(plain);
        }
        if let Some(markup) = &mut self.markup {
            markup.feed(plain);
        }
        if let Some(captured) = &mut self.leaf.captured {
            let fits = plain.len().min(*room);
            captured.extend_from_slice(plain.get(..fits).unwrap_or_default());
            *room -= fits;
            self.leaf.cut |= fits < plain.len();
        }
    }
}

impl Leaf {
    /// Whether a program may show it as HTML or SVG.
    pub(super) fn is_markup(&self) -> bool {
        self.markup() == Some(Kind::Html)
    }

    /// What a program may show it as, by its type or by the ending of its name.
    fn markup(&self) -> Option<Kind> {
        const ENDINGS: [&str; 8] = ["htm", "html", "mht", "mhtml", "shtml", "svg", "xht", "xhtml"];
        let kind = self.content_type.as_str();
        let ending = self.name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.trim());
        let named = ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)));
        let typed = kind.contains("html") || kind.contains("svg") || matches!(kind, "text/xml" | "application/xml");
        if kind == "text/css" {
            Some(Kind::Style)
        } else {
            (typed || named && kind != "message/rfc822").then_some(Kind::Html)
        }
    }
}

/// What a part's header says of it, and its boundary if it is a multipart.
fn describe(header: &[u8], digest: bool) -> (Leaf, Option<String>) {
    let mut leaf = Leaf::default();
    let mut boundary = None;
    for (name, value) in fields(header) {
        let value = value.as_slice();
        match name.to_ascii_lowercase().as_str() {
            "content-type" if leaf.content_type.is_empty() => {
                let HeaderValue::ContentType(kind) = MessageStream::new(value).parse_content_type() else { continue };
                leaf.content_type = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("x"))
                    .to_ascii_lowercase()
                    .chars()
                    .filter(|c| c.is_ascii_alphanumeric() || "/.+-_".contains(*c))
                    .take(100)
                    .collect();
                leaf.charset = kind.attribute("charset").map(str::to_owned);
                boundary = kind.attribute("boundary").filter(|b| !b.is_empty() && b.len() < 1_000).map(str::to_owned);
                leaf.name = leaf.name.or_else(|| kind.attribute("name").map(str::to_owned));
            }
            "content-disposition" => {
                let HeaderValue::ContentType(kind) = MessageStream::new(value).parse_content_type() else { continue };
                leaf.attached = kind.ctype().eq_ignore_ascii_case("attachment");
                leaf.name = kind.attribute("filename").map(str::to_owned).or(leaf.name);
            }
            "content-base" | "content-location" => {
                let value = String::from_utf8_lossy(value);
                let value = value.trim().trim_matches(['"', '<', '>']);
                if fetched(value) {
                    leaf.base = Some(format!("{name}: {}", value.chars().take(120).collect::<String>()));
                }
            }
            "content-transfer-encoding" => leaf.encoding = Encoding::named(&String::from_utf8_lossy(value)),
            _ => {}
        }
    }
    if leaf.content_type.is_empty() {
        leaf.content_type.push_str(if digest { "message/rfc822" } else { "text/plain" });
    }
    (leaf, boundary)
}
