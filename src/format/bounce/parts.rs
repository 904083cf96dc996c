//! The parts of a message that is held whole: their types and octets ([RFC 2046 §5.1]).
//!
//! By hand because `mail-parser` asserts, in builds that check assertions, that boundaries nest as they should; and because
//! it also reads what is inside the returned message, to whatever depth. At most 100 parts, 8 levels; header fields, encodings and
//! character sets are its work.

use std::borrow::Cow;

use encoding_rs::{Encoding as Charset, ISO_2022_JP};
use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, HeaderValue};

use crate::format::mime::{Decoder, Encoding};

/// Parts beyond this number are not read.
const MOST: usize = 100;
/// Multiparts within multiparts beyond this depth are not read.
const DEEPEST: usize = 8;
/// The most octets of one part that are decoded.
const BODY: usize = 256 * 1024;

/// A part that is no multipart.
pub(super) struct Part<'x> {
    /// `type/subtype` in small letters.
    pub(super) kind: String,
    charset: Option<String>,
    encoding: Encoding,
    raw: &'x [u8],
}

impl Part<'_> {
    /// Its octets, decoded.
    pub(super) fn octets(&self) -> Cow<'_, [u8]> {
        let raw = self.raw.get(..BODY).unwrap_or(self.raw);
        if self.encoding == Encoding::Plain {
            return Cow::Borrowed(raw);
        }
        let (mut decoder, mut out) = (Decoder::new(self.encoding), Vec::with_capacity(raw.len()));
        decoder.feed(raw, &mut out);
        decoder.finish(&mut out);
        Cow::Owned(out)
    }

    /// Its octets as text, in whatever character set they are.
    pub(super) fn text(&self) -> String {
        let octets = self.octets();
        let named = self.charset.as_deref().and_then(|name| Charset::for_label_no_replacement(name.trim().as_bytes()));
        match named {
            // What says to be in another character set is often UTF-8; ISO-2022-JP looks like ASCII.
            Some(named) if named == ISO_2022_JP || std::str::from_utf8(&octets).is_err() => {
                named.decode_without_bom_handling(&octets).0.into_owned()
            }
            _ => String::from_utf8_lossy(&octets).into_owned(),
        }
    }
}

/// The header, with its last line end, and what stands behind the empty line.
pub(in crate::format) fn split(message: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in message.split_inclusive(|octet| *octet == b'\n') {
        if matches!(line, b"\r\n" | b"\n") {
            let (header, rest) = message.split_at_checked(at).unwrap_or((message, &[]));
            return (header, rest.get(line.len()..).unwrap_or_default());
        }
        at += line.len();
    }
    (message, &[])
}

/// The first field of this name in a header, unfolded, without its name.
pub(in crate::format) fn field(header: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut lines = header.split_inclusive(|octet| *octet == b'\n');
    let named = |line: &&[u8]| {
        line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            && line.get(name.len()..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
    };
    let first = lines.find(named)?;
    let mut value = first.get(name.len()..)?.trim_ascii_start().get(1..)?.trim_ascii().to_vec();
    for more in lines.take_while(|line| line.starts_with(b" ") || line.starts_with(b"\t")) {
        value.push(b' ');
        value.extend_from_slice(more.trim_ascii());
    }
    Some(value)
}

/// The parts of a message, in order.
pub(super) fn parts(message: &[u8]) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    read(message, 0, false, &mut found);
    found
}

fn read<'x>(message: &'x [u8], depth: usize, digest: bool, found: &mut Vec<Part<'x>>) {
    let (header, body) = split(message);
    let value = field(header, "Content-Type").map(|value| [value.as_slice(), b"\r\n"].concat());
    let parsed = value.as_deref().map(|value| MessageStream::new(value).parse_content_type());
    let kind = match &parsed {
        Some(HeaderValue::ContentType(kind)) => Some(kind),
        _ => None,
    };
    let name = kind.map_or_else(|| default(digest), name);
    let boundary = kind.and_then(|kind| kind.attribute("boundary")).filter(|boundary| !boundary.is_empty());
    if let Some(boundary) = boundary.filter(|_| name.starts_with("multipart/") && depth < DEEPEST) {
        let between = pieces(body, boundary.as_bytes());
        if !between.is_empty() {
            for piece in between {
                read(piece, depth + 1, name == "multipart/digest", found);
            }
            return;
        }
    }
    if found.len() < MOST {
        let encoding = field(header, "Content-Transfer-Encoding");
        found.push(Part {
            charset: kind.and_then(|kind| kind.attribute("charset")).map(str::to_owned),
            encoding: encoding.map_or(Encoding::Plain, |value| Encoding::named(&String::from_utf8_lossy(&value))),
            // A multipart that is none is text.
            kind: if name.starts_with("multipart/") { "text/plain".to_owned() } else { name },
            raw: body,
        });
    }
}

fn default(digest: bool) -> String {
    if digest { "message/rfc822" } else { "text/plain" }.to_owned()
}

fn name(kind: &ContentType<'_>) -> String {
    let mut name = kind.ctype().to_ascii_lowercase();
    name.push('/');
    name.push_str(&kind.subtype().unwrap_or("plain").to_ascii_lowercase());
    name
}

/// What stands between the delimiters of a multipart; the last piece also without its end.
pub(in crate::format) fn pieces<'x>(body: &'x [u8], boundary: &[u8]) -> Vec<&'x [u8]> {
    let mut found = Vec::new();
    let (mut at, mut begun) = (0, None);
    for line in body.split_inclusive(|octet| *octet == b'\n') {
        if let Some(closes) = delimiter(line, boundary) {
            found.extend(begun.and_then(|begun| body.get(begun..at)));
            begun = (!closes).then_some(at + line.len());
            if closes || found.len() >= MOST {
                return found;
            }
        }
        at += line.len();
    }
    found.extend(begun.and_then(|begun| body.get(begun..)));
    found
}

/// Whether a line separates parts, and whether it ends them.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    match line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii_end() {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}
