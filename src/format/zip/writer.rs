//! Writes the plain form: sizes and checksums stand before the data, so a member is either small and at hand, or its
//! `Sum` was taken in a first pass over it and a second pass is copied through in constant memory.
//!
//! The same members in the same order give the same octets: every entry bears the first moment of ZIP time.

use std::io::{self, Read, Seek, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::header::{CENTRAL_MARK, DEFLATED, END_MARK, Fields, LOCAL_MARK, STORED, UTF8};
use super::reader::{Archive, Method};
use super::{ASICE_COMMENT, Error, Names, printable};

/// 1980-01-01 in the format of MS-DOS, the first day that it can say; the time is 00:00:00.
const FIRST_DAY: u16 = 1 << 5 | 1;
/// Made by version 2.0 on Unix, so that the file mode below is read as one.
const MADE_BY: u16 = 0x0314;
/// A regular file, `rw-r--r--`.
const MODE: u32 = 0o100_644 << 16;
const CHUNK: usize = 64 * 1024;

/// Writes one container.
pub struct Writer<W: Write> {
    out: W,
    at: u32,
    names: Names,
    directory: Vec<u8>,
    members: u16,
}

/// Size and checksum of a large member, taken in a first pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    size: u32,
    crc: u32,
}

impl Sum {
    /// Reads everything once, in constant memory.
    ///
    /// # Errors
    /// The source fails, or is larger than ZIP without zip64 can hold.
    pub fn of(mut source: impl Read) -> Result<Self, Error> {
        let mut crc = crc32fast::Hasher::new();
        let mut size = 0_u64;
        pump(&mut source, |chunk| {
            crc.update(chunk);
            size += chunk.len() as u64;
            if u32::try_from(size).is_ok_and(|size| size < u32::MAX) { Ok(()) } else { Err(full()) }
        })?;
        Ok(Self { size: u32::try_from(size).map_err(|_| full())?, crc: crc.finalize() })
    }

    /// The number of octets.
    pub fn size(self) -> u64 {
        u64::from(self.size)
    }
}

impl<W: Write> Writer<W> {
    /// An empty container that is written to `out`.
    pub fn new(out: W) -> Self {
        Self { out, at: 0, names: Names::default(), directory: Vec::new(), members: 0 }
    }

    /// Copies the members of a container as they are, so that more can be added behind them.
    ///
    /// # Errors
    /// The container cannot be read, or `out` not be written.
    pub fn resume(from: &mut Archive<impl Read + Seek>, out: W) -> Result<Self, Error> {
        let mut writer = Self::new(out);
        for member in from.members() {
            writer.names.take(&member.name)?;
        }
        writer.members = u16::try_from(from.members().len()).map_err(|_| full())?;
        let (at, directory) = from.copy(&mut writer.out)?;
        writer.at = u32::try_from(at).map_err(|_| full())?;
        writer.directory = directory;
        Ok(writer)
    }

    /// Copies one member as it is packed, under a name of the caller's.
    ///
    /// # Errors
    /// There is no such member, the name is not allowed or taken, or reading or writing fails.
    pub fn copied(&mut self, from: &mut Archive<impl Read + Seek>, member: &str, name: &str) -> Result<(), Error> {
        let (method, sum, packed, mut octets) = from.packed(member)?;
        let method = if method == Method::Deflated { DEFLATED } else { STORED };
        let packed = u32::try_from(packed).map_err(|_| full())?;
        let (size, crc) = sum;
        self.head(name, method, Sum { size: u32::try_from(size).map_err(|_| full())?, crc }, packed)?;
        if io::copy(&mut octets, &mut self.out)? != u64::from(packed) {
            return Err(Error::NotAZip);
        }
        self.advance(packed)
    }

    /// Adds a member without compressing it.
    ///
    /// # Errors
    /// The name is not allowed or taken, or `out` cannot be written.
    pub fn stored(&mut self, name: &str, content: &[u8]) -> Result<(), Error> {
        self.member(name, STORED, crc32fast::hash(content), content.len(), content)
    }

    /// Adds a member, compressed where that makes it smaller.
    ///
    /// # Errors
    /// The name is not allowed or taken, or `out` cannot be written.
    pub fn deflated(&mut self, name: &str, content: &[u8]) -> Result<(), Error> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content)?;
        let packed = encoder.finish()?;
        // A reader refuses what expands more than a hundredfold, so such content is stored.
        if packed.len() >= content.len() || content.len() / 50 > packed.len() {
            return self.stored(name, content);
        }
        self.member(name, DEFLATED, crc32fast::hash(content), content.len(), &packed)
    }

    /// Adds a large member in constant memory, stored; `source` yields again what `sum` was taken of.
    ///
    /// # Errors
    /// The name is not allowed or taken, `source` yields something else than before, or reading or writing fails. The
    /// container is then unfinished and must be thrown away.
    pub fn streamed(&mut self, name: &str, sum: Sum, mut source: impl Read) -> Result<(), Error> {
        self.head(name, STORED, sum, sum.size)?;
        let mut crc = crc32fast::Hasher::new();
        let mut size = 0_u64;
        let changed = || Error::Damaged { name: printable(name), why: "it changed while it was packed" };
        let out = &mut self.out;
        pump(&mut source, |chunk| {
            size += chunk.len() as u64;
            if size > sum.size() {
                return Err(changed());
            }
            crc.update(chunk);
            Ok(out.write_all(chunk)?)
        })?;
        if size != sum.size() || crc.finalize() != sum.crc {
            return Err(changed());
        }
        self.advance(sum.size)
    }

    /// Writes the directory and the end record, with the container's media type as its comment where `comment` says so.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn finish(mut self, comment: bool) -> Result<W, Error> {
        let length = u32::try_from(self.directory.len()).map_err(|_| full())?;
        let comment = if comment { ASICE_COMMENT } else { &[] };
        self.out.write_all(&self.directory)?;
        let mut end = END_MARK.to_vec();
        end.extend([0; 4]);
        end.extend(self.members.to_le_bytes());
        end.extend(self.members.to_le_bytes());
        end.extend(length.to_le_bytes());
        end.extend(self.at.to_le_bytes());
        end.extend(u16::try_from(comment.len()).map_err(|_| full())?.to_le_bytes());
        end.extend(comment);
        self.out.write_all(&end)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn member(&mut self, name: &str, method: u16, crc: u32, size: usize, packed: &[u8]) -> Result<(), Error> {
        let length = u32::try_from(packed.len()).map_err(|_| full())?;
        self.head(name, method, Sum { size: u32::try_from(size).map_err(|_| full())?, crc }, length)?;
        self.out.write_all(packed)?;
        self.advance(length)
    }

    /// Writes the local header and remembers the central one.
    fn head(&mut self, name: &str, method: u16, sum: Sum, packed: u32) -> Result<(), Error> {
        self.names.take(name)?;
        self.members = self.members.checked_add(1).filter(|count| *count < u16::MAX).ok_or_else(full)?;
        let length = u16::try_from(name.len()).map_err(|_| full())?;
        let fields = Fields {
            version: if method == DEFLATED { 20 } else { 10 },
            flags: if name.is_ascii() { 0 } else { UTF8 },
            method,
            time: 0,
            date: FIRST_DAY,
            crc: sum.crc,
            packed,
            size: sum.size,
            name: length,
            extra: 0,
        }
        .octets();
        self.directory.extend(CENTRAL_MARK);
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(fields);
        self.directory.extend([0; 6]);
        self.directory.extend(MODE.to_le_bytes());
        self.directory.extend(self.at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.out.write_all(&LOCAL_MARK)?;
        self.out.write_all(&fields)?;
        self.out.write_all(name.as_bytes())?;
        self.advance(30 + u32::from(length))
    }

    fn advance(&mut self, by: u32) -> Result<(), Error> {
        self.at = self.at.checked_add(by).filter(|at| *at < u32::MAX).ok_or_else(full)?;
        Ok(())
    }
}

fn full() -> Error {
    Error::FileTooLarge(u64::from(u32::MAX))
}

/// Hands on everything that a source yields, chunk by chunk.
fn pump(source: &mut impl Read, mut sink: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
    let mut buffer = vec![0; CHUNK];
    loop {
        let count = match source.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        sink(buffer.get(..count).unwrap_or_default())?;
    }
}
