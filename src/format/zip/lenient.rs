//! A ZIP file as other programs write it (sizes behind the content, comments, further fields), held whole in memory. Our own bundles are
//! read by [`super::Archive`], which takes one plain form; here nothing is refused that a container of another service may have, and
//! nothing is taken that could be read in two ways: names twice, members over one another, sizes that differ.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

use super::Error;

/// The most members.
const MEMBERS: usize = 1_000;
/// What the fields of a member, and of the end, take at least.
const CENTRAL: usize = 46;
const LOCAL: usize = 30;
const END: usize = 22;

/// A member, packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed<'a> {
    /// Its path.
    pub name: String,
    /// Its size when unpacked, as the directory says.
    pub size: u64,
    deflated: bool,
    crc: u32,
    octets: &'a [u8],
}

/// All members, in the order of the directory.
///
/// # Errors
/// It is no ZIP file, or could be read in two ways.
pub fn members(file: &[u8]) -> Result<Vec<Packed<'_>>, Error> {
    let end = end(file)?;
    let count = usize::from(short(file, end + 10)?);
    if count > MEMBERS {
        return Err(Error::TooMany(MEMBERS));
    }
    let (length, at) = (word(file, end + 12)?, word(file, end + 16)?);
    let directory = file.get(at..at.saturating_add(length)).filter(|_| at.saturating_add(length) <= end);
    let mut rest = directory.ok_or(Error::Directory("it lies outside the file"))?;
    let mut found = Vec::new();
    let mut spans = Vec::new();
    for _ in 0..count {
        let (member, span, behind) = central(file, rest, at)?;
        let twice = |other: &Packed<'_>| other.name.eq_ignore_ascii_case(&member.name);
        if found.iter().any(twice) {
            return Err(Error::Duplicate(member.name));
        }
        spans.push(span);
        found.push(member);
        rest = behind;
    }
    if !rest.is_empty() {
        return Err(Error::Directory("it holds more than its members"));
    }
    spans.sort_unstable();
    let over = spans.windows(2).any(|pair| matches!(pair, [(_, end), (begin, _)] if begin < end));
    if over { Err(Error::Directory("two members share octets")) } else { Ok(found) }
}

impl Packed<'_> {
    /// Whether it is a folder, which holds nothing.
    pub fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }

    /// Its octets, at most so many.
    ///
    /// # Errors
    /// It is larger, or not what the directory says.
    pub fn unpack(&self, limit: u64) -> Result<Vec<u8>, Error> {
        let damaged = |why| Error::Damaged { name: self.name.clone(), why };
        if self.size > limit {
            return Err(Error::TooLarge { name: self.name.clone(), limit });
        }
        let mut content = Vec::new();
        if self.deflated {
            let unpacked = DeflateDecoder::new(self.octets).take(self.size + 1).read_to_end(&mut content);
            unpacked.map_err(|_| damaged("it does not unpack"))?;
        } else {
            content.extend_from_slice(self.octets);
        }
        if content.len() as u64 != self.size {
            return Err(damaged("its size is another than its headers say"));
        }
        if crc32fast::hash(&content) != self.crc {
            return Err(damaged("its checksum is wrong"));
        }
        Ok(content)
    }
}

/// Where the end record stands: the last one whose comment ends with the file.
fn end(file: &[u8]) -> Result<usize, Error> {
    let last = file.len().checked_sub(END).ok_or(Error::NotAZip)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let is_end = |at: &usize| {
        file.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x05\x06"))
            && short(file, at + 20).is_ok_and(|comment| at + END + usize::from(comment) == file.len())
    };
    (first..=last).rev().find(is_end).ok_or(Error::NotAZip)
}

type Span = (usize, usize);

/// The next member of the directory: what it says, where it lies, and the rest.
fn central<'a, 'd>(file: &'a [u8], entry: &'d [u8], before: usize) -> Result<(Packed<'a>, Span, &'d [u8]), Error> {
    if !entry.starts_with(b"PK\x01\x02") {
        return Err(Error::Directory("an entry is none"));
    }
    let lengths = [28, 30, 32].map(|at| short(entry, at).map(usize::from));
    let [name_length, extra, comment] = lengths;
    let (name_length, behind) = (name_length?, extra? + comment?);
    let name = entry.get(CENTRAL..CENTRAL + name_length).ok_or(Error::Directory("it is cut"))?;
    let name = name_of(name)?;
    let rest = entry.get(CENTRAL + name_length + behind..).ok_or(Error::Directory("it is cut"))?;
    let unsupported = |what| Error::Unsupported { name: name.clone(), what };
    if short(entry, 8)? & 0x2041 != 0 {
        return Err(unsupported("encryption"));
    }
    let deflated = match short(entry, 10)? {
        0 => false,
        8 => true,
        _ => return Err(unsupported("a compression other than deflate")),
    };
    let (crc, packed, size, head) = (word(entry, 16)?, word(entry, 20)?, word(entry, 24)?, word(entry, 42)?);
    if [packed, size, head].contains(&(u32::MAX as usize)) {
        return Err(unsupported("64-bit sizes"));
    }
    let header = |why| Error::Header { name: name.clone(), why };
    let local = file.get(head..before).filter(|local| local.starts_with(b"PK\x03\x04"));
    let local = local.ok_or_else(|| header("one is missing"))?;
    let local_name = usize::from(short(local, 26)?);
    let data = LOCAL + local_name + usize::from(short(local, 28)?);
    if local.get(LOCAL..LOCAL + local_name) != entry.get(CENTRAL..CENTRAL + name_length) {
        return Err(header("they disagree on the name"));
    }
    if short(local, 8)? != short(entry, 10)? {
        return Err(header("they disagree on the compression"));
    }
    // With bit 3 the sizes stand behind the content, and the directory's alone are to be had.
    let (local_packed, local_size) = (word(local, 18)?, word(local, 22)?);
    let later = short(local, 6)? & 8 != 0 && (local_packed, local_size) == (0, 0);
    if !later && (local_packed, local_size) != (packed, size) {
        return Err(header("they disagree on the size"));
    }
    let octets = local.get(data..data + packed).ok_or_else(|| header("it reaches into the directory"))?;
    if deflated && size > packed.saturating_mul(1_100) + 1_024 {
        return Err(Error::Bomb(name));
    }
    let crc = u32::try_from(crc).unwrap_or_default();
    Ok((Packed { name, size: size as u64, deflated, crc, octets }, (head, head + data + packed), rest))
}

/// A name that is plain text and goes nowhere else.
fn name_of(octets: &[u8]) -> Result<String, Error> {
    let wrong = |why| Error::Name { name: String::from_utf8_lossy(octets).escape_debug().to_string(), why };
    let name = std::str::from_utf8(octets).map_err(|_| wrong("it is not UTF-8"))?;
    if name.is_empty() || name.len() > super::NAME || name.chars().any(char::is_control) {
        return Err(wrong("it is empty, too long or holds control characters"));
    }
    let goes = name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..");
    if goes { Err(wrong("it leads elsewhere")) } else { Ok(name.to_owned()) }
}

fn short(octets: &[u8], at: usize) -> Result<u16, Error> {
    let found = octets.get(at..).and_then(|rest| rest.first_chunk::<2>());
    found.map(|found| u16::from_le_bytes(*found)).ok_or(Error::Directory("it is cut"))
}

fn word(octets: &[u8], at: usize) -> Result<usize, Error> {
    let found = octets.get(at..).and_then(|rest| rest.first_chunk::<4>());
    found.map(|found| u32::from_le_bytes(*found) as usize).ok_or(Error::Directory("it is cut"))
}
