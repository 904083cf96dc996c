//! Reads the plain form and refuses every other. The whole structure is checked when a container is opened; a member's
//! checksum when it is read. Memory stays within the directory's size and two small buffers.

use std::io::{self, Read, Seek, SeekFrom, Write};

use flate2::{Decompress, FlushDecompress, Status};

use super::header::{CENTRAL, CENTRAL_MARK, DEFLATED, END, END_MARK, Fields, Front, LOCAL, LOCAL_MARK, STORED, UTF8};
use super::{ASICE_COMMENT, Error, NAME, Names, printable};

/// From this size on a member may not expand more than `RATIO` times.
const SMALL: u32 = 1 << 20;
const RATIO: u32 = 100;
const CHUNK: usize = 32 * 1024;

/// What a container may measure at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Octets of the whole file.
    pub file: u64,
    /// Number of members.
    pub members: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: u64::from(u32::MAX), members: 4096 }
    }
}

/// How a member is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// Compressed [RFC 1951].
    Deflated,
}

/// One member, as both of its headers describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its path.
    pub name: String,
    /// Its size when unpacked.
    pub size: u64,
    /// How it is packed.
    pub method: Method,
    packed: u64,
    crc: u32,
    head: u64,
    shared: [u8; 26],
}

impl Member {
    fn data(&self) -> u64 {
        self.head + (LOCAL + self.name.len()) as u64
    }

    fn damaged(&self, why: &'static str) -> Error {
        Error::Damaged { name: printable(&self.name), why }
    }
}

/// An opened container whose structure is sound.
pub struct Archive<R> {
    reader: R,
    members: Vec<Member>,
    directory: Vec<u8>,
    directory_at: u64,
    scratch: Scratch,
}

/// What unpacking needs, kept from one member to the next.
struct Scratch {
    inflate: Decompress,
    packed: Vec<u8>,
    unpacked: Vec<u8>,
}

impl<R: Read + Seek> Archive<R> {
    /// Checks the end record, the directory and every local header.
    ///
    /// # Errors
    /// Anything but the plain form, or a limit is passed.
    pub fn open(mut reader: R, limits: &Limits) -> Result<Self, Error> {
        let length = reader.seek(SeekFrom::End(0))?;
        if length > limits.file {
            return Err(Error::FileTooLarge(limits.file));
        }
        let end = end_record(&mut reader, length)?;
        if end.members > limits.members {
            return Err(Error::TooMany(limits.members));
        }
        if end.length > (end.members * (CENTRAL + NAME)) as u64 {
            return Err(Error::Directory("it is longer than its entries can be"));
        }
        let mut directory = vec![0; usize::try_from(end.length).map_err(|_| Error::NotAZip)?];
        reader.seek(SeekFrom::Start(end.at))?;
        reader.read_exact(&mut directory)?;
        let members = entries(&directory, end.members)?;
        let mut free = 0;
        for member in &members {
            check_local(&mut reader, member, free, end.at)?;
            free = member.data() + member.packed;
        }
        if free != end.at {
            return Err(Error::Directory("octets that belong to no file stand before it"));
        }
        let scratch = Scratch { inflate: Decompress::new(false), packed: vec![0; CHUNK], unpacked: vec![0; CHUNK] };
        Ok(Self { reader, members, directory, directory_at: end.at, scratch })
    }

    /// The members in the order in which they stand.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// A whole member of at most `limit` octets.
    ///
    /// # Errors
    /// There is none of that name, it is larger, or damaged.
    pub fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, Error> {
        let size = self.members.iter().find(|member| member.name == name).map_or(0, |member| member.size.min(limit));
        let mut content = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        self.stream(name, limit, |chunk| content.extend_from_slice(chunk))?;
        Ok(content)
    }

    /// A member chunk by chunk, in constant memory. What `sink` got counts only if this returns without error: the
    /// checksum is known at the end.
    ///
    /// # Errors
    /// There is none of that name, it is larger than `limit`, or damaged.
    pub fn stream(&mut self, name: &str, limit: u64, mut sink: impl FnMut(&[u8])) -> Result<(), Error> {
        let found = self.members.iter().find(|member| member.name == name);
        let member = found.ok_or_else(|| Error::Missing(printable(name)))?;
        if member.size > limit {
            return Err(Error::TooLarge { name: printable(name), limit });
        }
        self.reader.seek(SeekFrom::Start(member.data()))?;
        let packed = (&mut self.reader).take(member.packed);
        let mut crc = crc32fast::Hasher::new();
        let mut size = 0;
        let mut take = |chunk: &[u8]| {
            size += chunk.len() as u64;
            if size > member.size {
                return Err(member.damaged("it unpacks to more than its headers say"));
            }
            crc.update(chunk);
            sink(chunk);
            Ok(())
        };
        match member.method {
            Method::Stored => copy(packed, &mut self.scratch, &mut take)?,
            Method::Deflated => inflate(packed, member, &mut self.scratch, &mut take)?,
        }
        if size != member.size {
            return Err(member.damaged("it unpacks to less than its headers say"));
        }
        if crc.finalize() != member.crc {
            return Err(member.damaged("its content does not match its checksum"));
        }
        Ok(())
    }

    /// A member as it is packed: how, its size and checksum when unpacked, the number of its packed octets, and these.
    pub(super) fn packed(&mut self, name: &str) -> Result<(Method, (u64, u32), u64, impl Read), Error> {
        let found = self.members.iter().find(|member| member.name == name);
        let member = found.ok_or_else(|| Error::Missing(printable(name)))?;
        self.reader.seek(SeekFrom::Start(member.data()))?;
        let octets = (&mut self.reader).take(member.packed);
        Ok((member.method, (member.size, member.crc), member.packed, octets))
    }

    /// Writes all members as they stand; returns where the directory began, and the directory.
    pub(super) fn copy(&mut self, out: &mut impl Write) -> Result<(u64, Vec<u8>), Error> {
        self.reader.seek(SeekFrom::Start(0))?;
        let count = io::copy(&mut (&mut self.reader).take(self.directory_at), out)?;
        if count != self.directory_at {
            return Err(Error::NotAZip);
        }
        Ok((count, self.directory.clone()))
    }
}

struct End {
    members: usize,
    length: u64,
    at: u64,
}

/// Finds the end record at the very end, without or with the one comment that is allowed.
fn end_record(reader: &mut (impl Read + Seek), length: u64) -> Result<End, Error> {
    for comment in [&[][..], ASICE_COMMENT] {
        let whole = END + comment.len();
        let Some(start) = length.checked_sub(whole as u64) else { continue };
        let mut octets = vec![0; whole];
        reader.seek(SeekFrom::Start(start))?;
        reader.read_exact(&mut octets)?;
        let mut front = Front(&octets);
        if front.fixed() != Some(END_MARK) {
            continue;
        }
        let disks = front.long();
        let counts = (front.short().ok_or(Error::NotAZip)?, front.short().ok_or(Error::NotAZip)?);
        let (size, at) = (front.long().ok_or(Error::NotAZip)?, front.long().ok_or(Error::NotAZip)?);
        if front.short().map(usize::from) != Some(comment.len()) || front.0 != comment {
            continue;
        }
        if disks != Some(0) || counts.0 != counts.1 {
            return Err(Error::Directory("it speaks of several disks"));
        }
        if counts.0 == u16::MAX || size == u32::MAX || at == u32::MAX {
            return Err(Error::Directory("it is in the zip64 format"));
        }
        if u64::from(at) + u64::from(size) != start {
            return Err(Error::Directory("it does not reach to the end record"));
        }
        return Ok(End { members: usize::from(counts.0), length: u64::from(size), at: u64::from(at) });
    }
    Err(Error::NotAZip)
}

fn entries(directory: &[u8], count: usize) -> Result<Vec<Member>, Error> {
    let mut front = Front(directory);
    let mut names = Names::default();
    let mut members = Vec::new();
    for _ in 0..count {
        let member = entry(&mut front)?;
        names.take(&member.name)?;
        members.push(member);
    }
    if front.0.is_empty() { Ok(members) } else { Err(Error::Directory("it is longer than its entries")) }
}

fn entry(front: &mut Front<'_>) -> Result<Member, Error> {
    let short = || Error::Directory("an entry is cut short");
    if front.fixed() != Some(CENTRAL_MARK) {
        return Err(Error::Directory("an entry does not begin where it should"));
    }
    front.short().ok_or_else(short)?;
    let fields = front.fields().ok_or_else(short)?;
    let comment = front.short().ok_or_else(short)?;
    let disk = front.short().ok_or_else(short)?;
    front.short().ok_or_else(short)?;
    let attributes = front.long().ok_or_else(short)?;
    let head = front.long().ok_or_else(short)?;
    let raw = front.octets(usize::from(fields.name)).ok_or_else(short)?;
    let name = std::str::from_utf8(raw)
        .map_err(|_| Error::Name { name: printable(&String::from_utf8_lossy(raw)), why: "it is not UTF-8" })?;
    let unsupported = |what| Err(Error::Unsupported { name: printable(name), what });
    if comment != 0 || fields.extra != 0 {
        return unsupported("it has extra fields or a comment; unpack and pack it without them");
    }
    let header = |why| Error::Header { name: printable(name), why };
    if disk != 0 {
        return Err(header("they speak of several disks"));
    }
    if !matches!(attributes >> 28, 0 | 8) || attributes & 0x10 != 0 {
        return unsupported("it is a link or a folder");
    }
    let method = match check_fields(&fields, name.is_ascii()) {
        Ok(method) => method,
        Err(what) => return unsupported(what),
    };
    if method == Method::Stored && fields.size != fields.packed {
        return Err(header("an uncompressed file has two sizes"));
    }
    if fields.size > SMALL && fields.size / RATIO > fields.packed {
        return Err(Error::Bomb(printable(name)));
    }
    Ok(Member {
        name: name.to_owned(),
        size: u64::from(fields.size),
        method,
        packed: u64::from(fields.packed),
        crc: fields.crc,
        head: u64::from(head),
        shared: fields.octets(),
    })
}

fn check_fields(fields: &Fields, ascii: bool) -> Result<Method, &'static str> {
    if fields.flags & 1 != 0 {
        return Err("it is encrypted");
    }
    if fields.flags & 8 != 0 {
        return Err("its sizes stand behind it (a data descriptor)");
    }
    // Bits 1 and 2 tell how hard the packer tried; a program may set the UTF-8 flag for any name.
    if fields.flags & !(UTF8 | 0b110) != 0 || !ascii && fields.flags & UTF8 == 0 {
        return Err("it has flags that are not taken, or a name in an unknown character set");
    }
    if fields.version & 0xFF > 20 || fields.size == u32::MAX || fields.packed == u32::MAX {
        return Err("it needs a later version of the zip format");
    }
    match fields.method {
        STORED => Ok(Method::Stored),
        DEFLATED => Ok(Method::Deflated),
        _ => Err("its compression is neither \"stored\" nor \"deflated\""),
    }
}

/// The member must begin where the one before it ended, and its local header must say what the directory says.
fn check_local(reader: &mut (impl Read + Seek), member: &Member, free: u64, end: u64) -> Result<(), Error> {
    if member.head != free || member.data() + member.packed > end {
        return Err(Error::Layout(printable(&member.name)));
    }
    let mut octets = vec![0; LOCAL + member.name.len()];
    reader.seek(SeekFrom::Start(member.head))?;
    reader.read_exact(&mut octets)?;
    let mut front = Front(&octets);
    let same =
        front.fixed() == Some(LOCAL_MARK) && front.fixed() == Some(member.shared) && front.0 == member.name.as_bytes();
    if same { Ok(()) } else { Err(Error::Header { name: printable(&member.name), why: "they differ" }) }
}

fn copy(
    mut packed: impl Read,
    scratch: &mut Scratch,
    take: &mut impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    loop {
        let chunk = fill(&mut packed, &mut scratch.packed)?;
        if chunk.is_empty() {
            return Ok(());
        }
        take(chunk)?;
    }
}

fn inflate(
    mut packed: impl Read,
    member: &Member,
    scratch: &mut Scratch,
    take: &mut impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let Scratch { inflate, packed: buffer, unpacked: out } = scratch;
    inflate.reset(false);
    let mut ended = false;
    loop {
        let mut held = fill(&mut packed, buffer)?;
        let last = held.is_empty();
        if ended && !last {
            return Err(member.damaged("octets stand behind its compressed data"));
        }
        if last && ended {
            return Ok(());
        }
        loop {
            let before = (inflate.total_in(), inflate.total_out());
            let status = inflate
                .decompress(held, out, FlushDecompress::None)
                .map_err(|_| member.damaged("its compressed data make no sense"))?;
            let eaten = usize::try_from(inflate.total_in() - before.0).unwrap_or(usize::MAX);
            let made = usize::try_from(inflate.total_out() - before.1).unwrap_or(usize::MAX);
            held = held.get(eaten..).unwrap_or_default();
            take(out.get(..made).unwrap_or_default())?;
            if status == Status::StreamEnd {
                ended = true;
                break;
            }
            if eaten == 0 && made == 0 {
                break;
            }
        }
        if ended && !held.is_empty() {
            return Err(member.damaged("octets stand behind its compressed data"));
        }
        if !ended && (last || !held.is_empty()) {
            return Err(member.damaged("its compressed data are cut short"));
        }
    }
}

/// Reads as much as there is, up to the buffer's size.
fn fill<'a>(reader: &mut impl Read, buffer: &'a mut [u8]) -> Result<&'a [u8], Error> {
    loop {
        match reader.read(buffer) {
            Ok(count) => return Ok(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}
