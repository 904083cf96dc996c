//! A mail as it arrived, and the signed mail (S/MIME, multipart/signed [RFC 1847]) in it: as it was sent, with what mail servers and
//! lists put around it, or forwarded as an attachment. Which octets were signed, and what stands beside them; whether the signature
//! holds, and whose it is, is judged elsewhere.
//!
//! At most 4 MiB, 128 parts, 8 levels of parts, 4 messages inside one another. Line feeds alone are read as the line ends that they were, and
//! the first line of a mailbox file (`From …`) is left out.

use std::borrow::Cow;

use super::part::Part;

/// The most octets that are looked at.
pub const LIMIT: usize = 4 << 20;
/// The most parts in all.
const PARTS: usize = 128;
/// Parts inside one another at most.
const LEVELS: usize = 8;
/// Messages inside one another at most, the outermost not counted.
const MESSAGES: usize = 4;
/// The most octets of a signature.
const SIGNATURE: usize = 256 * 1024;
/// The most characters of a text that are quoted.
const QUOTE: usize = 60;

/// What a mail holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrived {
    /// One signed mail.
    Signed(Box<Signed>),
    /// So many of them.
    Several(usize),
    /// None.
    Unsigned,
    /// More than is looked at.
    TooMuch,
}

/// A signed mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The message whose signature it is, with its line ends.
    pub message: Vec<u8>,
    /// What the signature covers.
    pub signed: Vec<u8>,
    /// The signature, DER or BER.
    pub signature: Vec<u8>,
    /// What stands in the message beside them.
    pub beside: Vec<Beside>,
    /// In how many mails it lay as an attachment, one inside the other.
    pub forwarded: usize,
}

/// Something in a message that the signature does not cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its kind, such as `text/html`, or where it stands.
    pub what: String,
    /// How it begins, where it is text.
    pub text: String,
}

/// Whether octets are mail: they begin with a field, or as a mailbox file does.
pub fn begins(octets: &[u8]) -> bool {
    super::rem::begins(bare(octets))
}

/// Takes a mail apart.
pub fn read(octets: &[u8]) -> Arrived {
    if octets.len() > LIMIT {
        return Arrived::TooMuch;
    }
    let mut reader = Reader::default();
    reader.message(&with_line_ends(bare(octets)), 0);
    match reader.found.len() {
        _ if reader.too_much => Arrived::TooMuch,
        0 => Arrived::Unsigned,
        1 => reader.found.pop().map_or(Arrived::Unsigned, |signed| Arrived::Signed(Box::new(signed))),
        several => Arrived::Several(several),
    }
}

/// A text as it was before a mailbox file took it: `>From ` at the beginning of a line stood there as `From `.
pub fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|octet| *octet == b'\n') {
        out.extend_from_slice(line.strip_prefix(b">").filter(|rest| rest.starts_with(b"From ")).unwrap_or(line));
    }
    (out.len() < text.len()).then_some(out)
}

/// The mail without the first line of a mailbox file.
fn bare(octets: &[u8]) -> &[u8] {
    let line = octets.split_inclusive(|octet| *octet == b'\n').next().unwrap_or_default();
    if line.starts_with(b"From ") { octets.get(line.len()..).unwrap_or_default() } else { octets }
}

/// Every line feed as the end of a line that it was.
fn with_line_ends(octets: &[u8]) -> Cow<'_, [u8]> {
    let mut before = 0;
    let alone = |octet: &u8| {
        let alone = *octet == b'\n' && before != b'\r';
        before = *octet;
        alone
    };
    if !octets.iter().any(alone) {
        return Cow::Borrowed(octets);
    }
    let mut out = Vec::with_capacity(octets.len() + octets.len() / 32);
    for line in octets.split_inclusive(|octet| *octet == b'\n') {
        let text = line.strip_suffix(b"\n").map_or(line, |text| text.strip_suffix(b"\r").unwrap_or(text));
        out.extend_from_slice(text);
        if line.ends_with(b"\n") {
            out.extend_from_slice(b"\r\n");
        }
    }
    Cow::Owned(out)
}

#[derive(Default)]
struct Reader {
    parts: usize,
    found: Vec<Signed>,
    too_much: bool,
}

/// What one message holds.
#[derive(Default)]
struct Held {
    signed: Vec<(Vec<u8>, Vec<u8>)>,
    beside: Vec<Beside>,
    inside: Vec<Vec<u8>>,
}

impl Reader {
    /// A message: what is forwarded in it counts, and where nothing signed is, its own signature.
    fn message(&mut self, octets: &[u8], forwarded: usize) {
        let mut held = Held::default();
        self.part(octets, 0, &mut held);
        let before = self.found.len();
        if forwarded < MESSAGES {
            held.inside.iter().for_each(|inside| self.message(&with_line_ends(inside), forwarded + 1));
        } else {
            self.too_much |= !held.inside.is_empty();
        }
        if self.found.len() > before {
            return;
        }
        for (signed, signature) in held.signed {
            let (message, beside) = (octets.to_vec(), held.beside.clone());
            self.found.push(Signed { message, signed, signature, beside, forwarded });
        }
    }

    fn part(&mut self, octets: &[u8], level: usize, held: &mut Held) {
        self.parts += 1;
        if self.parts > PARTS || level > LEVELS {
            self.too_much = true;
            return;
        }
        let part = Part::read(octets);
        let Some(boundary) = &part.boundary else {
            match part.kind.as_str() {
                "message/rfc822" | "message/global" => held.inside.push(part.octets(LIMIT)),
                kind => held.add(kind, &part.octets(16 * 1024)),
            }
            return;
        };
        let Between { before, pieces, after } = between(part.body, boundary.as_bytes());
        held.add("text before the first part", before);
        held.add("text behind the last part", after);
        if let ("multipart/signed", [signed, signature]) = (part.kind.as_str(), pieces.as_slice()) {
            let value = Part::read(signature);
            if matches!(value.kind.as_str(), "application/pkcs7-signature" | "application/x-pkcs7-signature") {
                held.signed.push((signed.to_vec(), value.octets(SIGNATURE)));
                // Whoever signs what they forward has a message in it.
                let mut within = Held::default();
                self.part(signed, level + 1, &mut within);
                held.inside.append(&mut within.inside);
                return;
            }
        }
        for piece in pieces {
            self.part(piece, level + 1, held);
        }
    }
}

impl Held {
    fn add(&mut self, what: &str, octets: &[u8]) {
        let text = String::from_utf8_lossy(octets);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() && self.beside.len() < PARTS {
            let readable = what.starts_with("text");
            let text = if readable { text.chars().take(QUOTE).collect() } else { String::new() };
            self.beside.push(Beside { what: what.to_owned(), text });
        }
    }
}

/// A multipart's parts, and what stands before the first and behind the last.
struct Between<'x> {
    before: &'x [u8],
    pieces: Vec<&'x [u8]>,
    after: &'x [u8],
}

/// The line end before a delimiter belongs to it [RFC 2046 §5.1.1].
fn between<'x>(body: &'x [u8], boundary: &[u8]) -> Between<'x> {
    let mut found = Between { before: body, pieces: Vec::new(), after: &[] };
    let (mut at, mut begun) = (0, None);
    for line in body.split_inclusive(|octet| *octet == b'\n') {
        let closes =
            match line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary)).map(<[u8]>::trim_ascii_end) {
                Some(b"") => Some(false),
                Some(b"--") => Some(true),
                _ => None,
            };
        if let Some(closes) = closes {
            let piece = body.get(begun.unwrap_or(0)..at).unwrap_or_default();
            let piece = piece.strip_suffix(b"\n").map_or(piece, |piece| piece.strip_suffix(b"\r").unwrap_or(piece));
            if begun.is_some() {
                found.pieces.push(piece);
            } else {
                found.before = piece;
            }
            begun = Some(at + line.len());
            if closes || found.pieces.len() > PARTS {
                found.after = body.get(at + line.len()..).unwrap_or_default();
                return found;
            }
        }
        at += line.len();
    }
    // Never closed: the last part goes to the end.
    if let Some(begun) = begun {
        found.pieces.push(body.get(begun..).unwrap_or_default());
    }
    found
}

#[cfg(test)]
mod tests;
