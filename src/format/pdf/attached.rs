//! The one file attached to a report (ISO 32000-1 §7.11.4; ISO 19005-3 §6.8).

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::{Document, Error, LIMIT, Object, Value};

const WRONG: Error = Error::Form("the file attached to it cannot be taken out");

/// The file attached.
#[derive(Debug, PartialEq, Eq)]
pub struct Attached<'a> {
    /// Its name.
    pub name: String,
    /// Its octets, as they were before they were attached.
    pub octets: Cow<'a, [u8]>,
}

impl<'a> Document<'a> {
    /// The one file attached.
    ///
    /// # Errors
    /// None or several are attached, or it cannot be taken out.
    pub fn attached(&self) -> Result<Attached<'a>, Error> {
        let (_, catalog) = self.catalog()?;
        let mut node = catalog;
        for key in [b"Names".as_slice(), b"EmbeddedFiles", b"Names"] {
            node = self.resolve(node.get(key).ok_or(Error::NothingAttached)?)?;
        }
        let file = match node.items() {
            Some([_, file]) => self.resolve(file)?,
            Some([]) => return Err(Error::NothingAttached),
            Some([_, _, ..]) => return Err(Error::ManyAttached),
            _ => return Err(WRONG),
        };
        let name = file.get(b"UF").or_else(|| file.get(b"F")).and_then(Object::words).ok_or(WRONG)?;
        let streams = self.resolve(file.get(b"EF").ok_or(WRONG)?)?;
        let stream = streams.get(b"F").and_then(Object::reference).ok_or(WRONG)?;
        if streams.get(b"UF").is_some_and(|other| other.reference() != Some(stream)) {
            return Err(WRONG);
        }
        Ok(Attached { name, octets: self.stream(stream)? })
    }

    /// The octets of a stream, as they were before they were compressed.
    fn stream(&self, number: u32) -> Result<Cow<'a, [u8]>, Error> {
        let dictionary = self.object(number)?;
        let octets: &'a [u8] = self.octets;
        let rest = octets.get(dictionary.span.end..).ok_or(WRONG)?;
        let rest = rest.strip_prefix(b"\n").and_then(|rest| rest.strip_prefix(b"stream\n")).ok_or(WRONG)?;
        let length = dictionary.get(b"Length").and_then(Object::number).and_then(|length| usize::try_from(length).ok());
        let (content, rest) = length.and_then(|length| rest.split_at_checked(length)).ok_or(WRONG)?;
        if !rest.starts_with(b"\nendstream\nendobj") || dictionary.get(b"DecodeParms").is_some() {
            return Err(WRONG);
        }
        let content = match dictionary.get(b"Filter") {
            None => Cow::Borrowed(content),
            Some(filter) if is_flate(filter) => Cow::Owned(inflate(content)?),
            Some(_) => return Err(WRONG),
        };
        let size = dictionary.get(b"Params").and_then(|params| params.get(b"Size"));
        let fits = |size: &Object| size.number().and_then(|size| usize::try_from(size).ok()) == Some(content.len());
        if size.is_none_or(fits) { Ok(content) } else { Err(WRONG) }
    }
}

fn is_flate(filter: &Object) -> bool {
    let filter = match &filter.value {
        Value::Array(filters) => filters.first().filter(|_| filters.len() == 1),
        _ => Some(filter),
    };
    filter.is_some_and(|filter| filter.is_name(b"FlateDecode"))
}

/// Zlib (RFC 1950), which must end where the stream ends.
fn inflate(content: &[u8]) -> Result<Vec<u8>, Error> {
    let mut decoder = ZlibDecoder::new(content);
    let mut octets = Vec::new();
    (&mut decoder).take(LIMIT as u64 + 1).read_to_end(&mut octets).map_err(|_| WRONG)?;
    if octets.len() > LIMIT {
        return Err(Error::TooLarge(LIMIT));
    }
    if usize::try_from(decoder.total_in()).ok() == Some(content.len()) { Ok(octets) } else { Err(WRONG) }
}
