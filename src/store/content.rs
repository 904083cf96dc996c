//! Large bytes: the content of a submission, and bundles. Encrypted in chunks of 64 KiB by the STREAM construction over
//! AES-256-GCM (associated data: what it is and whose, with a version); up to 256 KiB stay in the row, more goes into a
//! file. Written, hashed and read by range in constant memory; the clear text never touches the disk.
//!
//! Crash: a file is temporary → fsync → renamed → its folder fsynced, all before the unit of work that names it. Whatever
//! was not named by a committed row is removed at drop or at the next open.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use aead_stream::{NewStream as _, StreamBE32, StreamPrimitive as _};
use aes_gcm::Aes256Gcm;
use sha2::Digest as _;
use zeroize::Zeroizing;

use super::folder::{Finished, Unfinished};
use super::keys::{Entropy, Key};
use super::{Cause, Error};
use crate::erds::content::Sha256;

const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
/// What stays in the row.
const IN_ROW: usize = 256 * 1024;
/// The version of this layout, in the associated data.
pub(super) const VERSION: u8 = 1;

/// Octets of the nonce that are the same for all chunks.
pub(super) type Prefix = [u8; 7];

/// Key, nonce prefix and associated data of one encrypted stream.
#[derive(Clone)]
pub(super) struct Stream {
    pub(super) key: Key,
    pub(super) prefix: Prefix,
    /// What it is and whose: `submission content` and its identifier.
    pub(super) owner: Vec<u8>,
}

impl Stream {
    fn cipher(&self) -> StreamBE32<Aes256Gcm> {
        StreamBE32::from_aead(self.key.cipher(), &self.prefix.into())
    }

    fn seal(&self, place: u32, last: bool, chunk: &[u8]) -> Option<Vec<u8>> {
        let mut octets = Vec::with_capacity(chunk.len() + TAG);
        octets.extend_from_slice(chunk);
        self.cipher().encrypt_in_place(place, last, &self.owner, &mut octets).ok()?;
        Some(octets)
    }

    fn open(&self, place: u32, last: bool, chunk: &[u8]) -> Option<Vec<u8>> {
        let mut octets = chunk.to_vec();
        self.cipher().decrypt_in_place(place, last, &self.owner, &mut octets).ok()?;
        Some(octets)
    }
}

/// Takes octets in, in pieces of any size. Dropping it leaves nothing behind.
pub struct ContentWriter {
    stream: Stream,
    folder: PathBuf,
    name: String,
    hash: sha2::Sha256,
    size: u64,
    /// Clear octets not yet encrypted: at most `IN_ROW` and one chunk.
    held: Zeroizing<Vec<u8>>,
    /// How many chunks are in the file.
    place: u32,
    file: Option<Unfinished>,
}

/// Encrypted octets on disk or in hand, to be named by a unit of work. Dropped without one, its file is removed.
#[derive(Debug)]
pub struct Stored {
    /// SHA-256 over the clear octets.
    pub digest: Sha256,
    /// Their number.
    pub size: u64,
    pub(super) owner: Vec<u8>,
    pub(super) key: Key,
    pub(super) prefix: Prefix,
    pub(super) kept: Keeping,
}

#[derive(Debug)]
pub(super) enum Keeping {
    Row(Vec<u8>),
    File(Finished),
}

impl ContentWriter {
    pub(super) fn new(folder: PathBuf, owner: Vec<u8>, entropy: &Entropy) -> Self {
        let (mut prefix, mut name) = (Prefix::default(), [0; 16]);
        entropy(&mut prefix);
        entropy(&mut name);
        Self {
            stream: Stream { key: Key::random(entropy), prefix, owner },
            folder,
            name: crate::erds::id::crockford(&name),
            hash: sha2::Sha256::default(),
            size: 0,
            held: Zeroizing::new(Vec::new()),
            place: 0,
            file: None,
        }
    }

    /// How many octets were written.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next octets.
    ///
    /// # Errors
    /// `Unavailable` where the disk is full; the writer is of no more use then.
    pub async fn write(&mut self, octets: &[u8]) -> Result<(), Error> {
        self.hash.update(octets);
        self.size = self.size.saturating_add(octets.len() as u64);
        for piece in octets.chunks(CHUNK) {
            // Reserved once, so that no copy of the clear text stays behind in freed memory.
            if self.held.capacity() < self.held.len().saturating_add(piece.len()) {
                let mut wider =
                    Zeroizing::new(Vec::with_capacity((self.held.capacity() * 4).clamp(CHUNK, IN_ROW + CHUNK)));
                wider.extend_from_slice(&self.held);
                self.held = wider;
            }
            self.held.extend_from_slice(piece);
            if self.held.len() > IN_ROW {
                self.flush(false).await?;
            }
        }
        Ok(())
    }

    /// Ends the content. What came in is on disk or in hand, and still nobody's until a unit of work names it.
    ///
    /// # Errors
    /// `Unavailable` where the disk is full.
    pub async fn finish(mut self) -> Result<Stored, Error> {
        let kept = if self.file.is_none() {
            let mut sealed = Vec::with_capacity(self.held.len() + TAG * (self.held.len() / CHUNK + 1));
            seal_all(&self.stream, 0, &self.held, true, |chunk| {
                sealed.extend_from_slice(chunk);
                Ok(())
            })
            .map_err(Error::content)?;
            Keeping::Row(sealed)
        } else {
            self.flush(true).await?;
            let file = self.file.take().ok_or_else(damaged)?;
            let name = std::mem::take(&mut self.name);
            Keeping::File(off_thread(move || file.finish(&name)).await?)
        };
        let Stream { key, prefix, owner } = self.stream;
        Ok(Stored { digest: Sha256(self.hash.finalize().into()), size: self.size, owner, key, prefix, kept })
    }

    /// Encrypts the chunks in hand into the file; the last chunk, which may be a full one, only where `last`.
    async fn flush(&mut self, last: bool) -> Result<(), Error> {
        let whole = if last { self.held.len() } else { (self.held.len() - 1) / CHUNK * CHUNK };
        let rest = self.held.split_off(whole);
        let clear = std::mem::replace(&mut self.held, Zeroizing::new(Vec::with_capacity(IN_ROW + CHUNK)));
        self.held.extend_from_slice(&Zeroizing::new(rest));
        let (stream, place, file) = (self.stream.clone(), self.place, self.file.take());
        let (folder, name) = (self.folder.clone(), self.name.clone());
        let (file, place) = off_thread(move || {
            let mut file = match file {
                Some(file) => file,
                None => Unfinished::create(&folder, &name)?,
            };
            let place = seal_all(&stream, place, &clear, last, |chunk| file.append(chunk))?;
            Ok((file, place))
        })
        .await?;
        (self.file, self.place) = (Some(file), place);
        Ok(())
    }
}

/// Encrypts `clear` chunk by chunk from `place` on; returns the place behind. Empty octets still make one last chunk.
fn seal_all(
    stream: &Stream,
    mut place: u32,
    clear: &[u8],
    last: bool,
    mut take: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::io::Result<u32> {
    let mut rest = clear;
    loop {
        let (chunk, behind) = rest.split_at(rest.len().min(CHUNK));
        if chunk.is_empty() && !(last && clear.is_empty()) {
            return Ok(place);
        }
        let sealed = stream.seal(place, last && behind.is_empty(), chunk);
        take(&sealed.ok_or(std::io::ErrorKind::FileTooLarge)?)?;
        place = place.saturating_add(1);
        if behind.is_empty() {
            return Ok(place);
        }
        rest = behind;
    }
}

/// Stored octets, ready to be read.
#[derive(Clone)]
pub struct Content {
    size: u64,
    stream: Stream,
    source: Source,
}

#[derive(Clone)]
enum Source {
    Row(Arc<Vec<u8>>),
    File(Arc<File>),
}

impl Content {
    pub(super) fn in_row(size: u64, stream: Stream, bytes: Vec<u8>) -> Self {
        Self { size, stream, source: Source::Row(Arc::new(bytes)) }
    }

    pub(super) async fn in_file(size: u64, stream: Stream, path: PathBuf) -> Result<Self, Error> {
        let file = off_thread(move || File::open(path)).await?;
        Ok(Self { size, stream, source: Source::File(Arc::new(file)) })
    }

    /// The number of clear octets.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// A reader of the octets from `from` up to, not including, `to`; what lies outside the content is left out.
    pub fn range(&self, from: u64, to: u64) -> ContentReader {
        ContentReader { content: self.clone(), at: from, to: to.min(self.size) }
    }

    /// All octets at once, if there are at most `limit`.
    ///
    /// # Errors
    /// `Broken` where there are more, or where they were damaged.
    pub async fn all(&self, limit: u64) -> Result<Vec<u8>, Error> {
        if self.size > limit {
            return Err(Error::Broken(Cause::new(std::io::Error::from(std::io::ErrorKind::FileTooLarge))));
        }
        let mut octets = Vec::with_capacity(usize::try_from(self.size).unwrap_or(0));
        let mut reader = self.range(0, self.size);
        while let Some(chunk) = reader.next().await? {
            octets.extend_from_slice(&chunk);
        }
        Ok(octets)
    }

    fn read_chunk(&self, place: u64) -> std::io::Result<Vec<u8>> {
        let last = self.size.saturating_sub(1) / CHUNK as u64;
        let length = if place == last { self.size - last * CHUNK as u64 } else { CHUNK as u64 };
        let length = usize::try_from(length).unwrap_or(CHUNK) + TAG;
        let from = place * (CHUNK + TAG) as u64;
        let number = u32::try_from(place).map_err(|_| std::io::ErrorKind::FileTooLarge)?;
        let clear = match &self.source {
            Source::Row(bytes) => {
                let from = usize::try_from(from).unwrap_or(usize::MAX);
                let sealed = bytes.get(from..from.saturating_add(length)).ok_or(std::io::ErrorKind::UnexpectedEof)?;
                self.stream.open(number, place == last, sealed)
            }
            Source::File(file) => {
                let mut sealed = vec![0; length];
                file.read_exact_at(&mut sealed, from)?;
                self.stream.open(number, place == last, &sealed)
            }
        };
        clear.ok_or_else(|| std::io::ErrorKind::InvalidData.into())
    }
}

/// Reads a range in constant memory.
pub struct ContentReader {
    content: Content,
    at: u64,
    to: u64,
}

impl ContentReader {
    /// The next octets, at most 64 KiB; `None` at the end.
    ///
    /// # Errors
    /// `Broken` where the stored octets were damaged or are gone.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        if self.at >= self.to {
            return Ok(None);
        }
        let place = self.at / CHUNK as u64;
        let start = place * CHUNK as u64;
        let content = self.content.clone();
        let mut clear = off_thread(move || content.read_chunk(place)).await?;
        clear.truncate(usize::try_from(self.to - start).unwrap_or(CHUNK));
        clear.drain(..usize::try_from(self.at - start).unwrap_or(0).min(clear.len()));
        self.at = self.at.saturating_add(clear.len() as u64);
        if clear.is_empty() { Err(damaged()) } else { Ok(Some(clear)) }
    }
}

fn damaged() -> Error {
    Error::content(std::io::ErrorKind::InvalidData.into())
}

/// Runs disk work off the async threads.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(Error::content),
        Err(stopped) => Err(Error::Unavailable(Cause::new(stopped))),
    }
}
