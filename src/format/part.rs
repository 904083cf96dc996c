//! One part of a message: its type, and its octets as they were before they were made fit for mail [RFC 2045 §5, §6].

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::bounce::parts::{field, split};
use super::mime::{Decoder, Encoding};

/// A part; its header is read, what is inside it is not.
pub(super) struct Part<'x> {
    /// `type/subtype` in small letters.
    pub(super) kind: String,
    /// The name that its type gives it.
    pub(super) name: Option<String>,
    /// What stands between the parts of a multipart; of other parts there is none.
    pub(super) boundary: Option<String>,
    /// What stands behind the header, encoded.
    pub(super) body: &'x [u8],
    encoding: Encoding,
}

impl<'x> Part<'x> {
    /// Reads a part's header.
    pub(super) fn read(octets: &'x [u8]) -> Self {
        let (header, body) = split(octets);
        let value = field(header, "Content-Type").map(|value| [value.as_slice(), b"\r\n"].concat());
        let parsed = value.as_deref().map(|value| MessageStream::new(value).parse_content_type());
        let encoding = field(header, "Content-Transfer-Encoding");
        let encoding = encoding.map_or(Encoding::Plain, |value| Encoding::named(&String::from_utf8_lossy(&value)));
        let mut part = Self { kind: "text/plain".to_owned(), name: None, boundary: None, body, encoding };
        if let Some(HeaderValue::ContentType(kind)) = &parsed {
            part.kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("plain")).to_ascii_lowercase();
            part.name = kind.attribute("name").map(str::to_owned);
            let boundary = kind.attribute("boundary").filter(|boundary| !boundary.is_empty());
            part.boundary = boundary.filter(|_| part.kind.starts_with("multipart/")).map(str::to_owned);
        }
        part
    }

    /// The octets that its encoded first `most` octets stand for.
    pub(super) fn octets(&self, most: usize) -> Vec<u8> {
        let raw = self.body.get(..most).unwrap_or(self.body);
        if self.encoding == Encoding::Plain {
            return raw.to_vec();
        }
        let (mut decoder, mut out) = (Decoder::new(self.encoding), Vec::with_capacity(raw.len()));
        decoder.feed(raw, &mut out);
        decoder.finish(&mut out);
        out
    }
}
