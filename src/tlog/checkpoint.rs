//! Checkpoints [tlog-checkpoint]: origin, size and root as a signed note. Signing: prepare → (somebody signs) → assemble,
//! which checks what it was given. Reading: a key says whether it signed, and when [tlog-cosignature].
//!
//! Written without extension lines. Read with them, as the specification asks; signatures of ML-DSA-44 do not cover them.

use std::fmt;

use super::key::{KeyType, VerifierKey};
use super::merkle::Hash;
use super::note::{self, Line, Note};
use super::text;

/// The latest time that a cosignature may bear, in seconds since 1970 [tlog-cosignature].
const LATEST: u64 = i64::MAX.cast_unsigned();
/// The fixed beginning of the octets that ML-DSA-44 signs [tlog-cosignature].
const SUBTREE: &[u8; 12] = b"subtree/v1\n\0";

/// A text that is no checkpoint, or a signature that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not a signed note.
    #[error("this is not a checkpoint")]
    Note(#[from] note::Error),
    /// The first line.
    #[error("the first line of a checkpoint is its origin, of 1 to {max} octets", max = text::NAME)]
    Origin,
    /// The second line.
    #[error("the second line of a checkpoint is the number of entries, in decimal")]
    Size,
    /// The third line.
    #[error("the third line of a checkpoint is the root hash, 32 octets in base64")]
    Root,
    /// An empty extension line.
    #[error("a checkpoint's text holds no empty lines")]
    EmptyLine,
    /// A time that a signature of this type cannot bear.
    #[error("this signature needs a time above 0 and below 2^63 seconds since 1970")]
    Time,
    /// A line of a known key whose octets are no signature of its type.
    #[error("the signature of {key} is malformed")]
    Malformed {
        /// The key.
        key: String,
    },
    /// A line of a known key that the key did not make.
    #[error("the signature of {key} does not fit this checkpoint: forged or damaged")]
    Forged {
        /// The key.
        key: String,
    },
}

/// The head of a log: what is said of it, by whoever signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

impl Checkpoint {
    /// A checkpoint without extension lines.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, Error> {
        if !text::is_origin(origin) {
            return Err(Error::Origin);
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions: Vec::new() })
    }

    /// The log's name for itself.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Entries in the log.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of their tree.
    pub fn root(&self) -> &Hash {
        &self.root
    }

    /// Lines below the root: opaque, no part of what is proven.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Reads the text of a note.
    pub fn read(text: &str) -> Result<Self, Error> {
        let mut lines = text.strip_suffix('\n').ok_or(Error::Note(note::Error::Text))?.split('\n');
        let origin = lines.next().filter(|origin| text::is_origin(origin)).ok_or(Error::Origin)?;
        let size = lines.next().and_then(text::decimal).ok_or(Error::Size)?;
        let root = lines.next().and_then(|line| line.parse().ok()).ok_or(Error::Root)?;
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions.iter().any(String::is_empty) {
            return Err(Error::EmptyLine);
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions })
    }
}

/// The text of the note.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// What a key has to sign for its line under a checkpoint.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The octets over which the private key makes its bare signature.
    pub to_sign: Vec<u8>,
    key: VerifierKey,
    time: Option<u64>,
}

/// The octets that a key signs under a checkpoint at a time, in seconds since 1970. A key of type 0x01 signs no time; the
/// others need one that is not zero.
pub fn prepare(key: &VerifierKey, checkpoint: &Checkpoint, time: u64) -> Result<Prepared, Error> {
    let time = (key.kind() != KeyType::Ed25519).then_some(time);
    if time.is_some_and(|time| time == 0 || time > LATEST) {
        return Err(Error::Time);
    }
    let to_sign = message(key, checkpoint, time.unwrap_or_default());
    Ok(Prepared { to_sign, key: key.clone(), time })
}

impl Prepared {
    /// The line with this signature, which is checked first: a signer that answers something else is found out here.
    pub fn assemble(self, signature: &[u8]) -> Result<Line, Error> {
        let key = || format!("{:?}", self.key);
        if signature.len() != self.key.kind().signature_octets() {
            return Err(Error::Malformed { key: key() });
        }
        if !self.key.verify(&self.to_sign, signature) {
            return Err(Error::Forged { key: key() });
        }
        let time = self.time.map(u64::to_be_bytes);
        let octets = [time.as_ref().map_or(&[][..], <[u8; 8]>::as_slice), signature].concat();
        Line::new(self.key.name(), self.key.id(), octets).ok_or_else(|| Error::Malformed { key: key() })
    }
}

/// A checkpoint with the lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

/// That a key signed, and when by its own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The earliest time that its lines bear, in seconds since 1970. `None` for a type without time, and for a time of
    /// zero, which states none.
    pub time: Option<u64>,
}

impl SignedCheckpoint {
    /// The checkpoint under these lines.
    pub fn new(checkpoint: Checkpoint, lines: Vec<Line>) -> Result<Self, Error> {
        let note = Note::new(checkpoint.to_string(), lines)?;
        Ok(Self { checkpoint, note })
    }

    /// Reads a checkpoint. Nothing is proven before [`SignedCheckpoint::signed_by`].
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        let note = Note::read(octets)?;
        Ok(Self { checkpoint: Checkpoint::read(note.text())?, note })
    }

    /// What is signed.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The lines under it.
    pub fn lines(&self) -> &[Line] {
        self.note.lines()
    }

    /// Adds a line, as of a witness, unless it stands there already. It is not checked.
    pub fn add(&mut self, line: Line) -> Result<(), Error> {
        Ok(self.note.add(line)?)
    }

    /// Whether this key signed: `None` where no line bears its name and id.
    ///
    /// # Errors
    /// A line that bears them and is malformed or does not fit: the whole note is to be refused then [signed-note].
    pub fn signed_by(&self, key: &VerifierKey) -> Result<Option<Signed>, Error> {
        let mut signed: Option<Signed> = None;
        for line in self.lines().iter().filter(|line| line.name() == key.name() && line.id() == key.id()) {
            let found = self.check(key, line)?;
            let earliest = [signed.and_then(|signed| signed.time), found.time].into_iter().flatten().min();
            signed = Some(Signed { time: earliest });
        }
        Ok(signed)
    }

    /// Whether this line is the key's over this checkpoint.
    pub fn check(&self, key: &VerifierKey, line: &Line) -> Result<Signed, Error> {
        let named = || format!("{key:?}");
        let octets = line.signature();
        let (time, signature) = if key.kind() == KeyType::Ed25519 {
            (None, octets)
        } else {
            let (time, signature) = octets.split_first_chunk().ok_or_else(|| Error::Malformed { key: named() })?;
            (Some(u64::from_be_bytes(*time)), signature)
        };
        if signature.len() != key.kind().signature_octets() || time.is_some_and(|time| time > LATEST) {
            return Err(Error::Malformed { key: named() });
        }
        if !key.verify(&message(key, &self.checkpoint, time.unwrap_or_default()), signature) {
            return Err(Error::Forged { key: named() });
        }
        Ok(Signed { time: time.filter(|time| *time > 0) })
    }
}

/// The note as it is stored and served.
impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

/// The octets that a key of this type signs.
fn message(key: &VerifierKey, checkpoint: &Checkpoint, time: u64) -> Vec<u8> {
    match key.kind() {
        KeyType::Ed25519 => checkpoint.to_string().into_bytes(),
        KeyType::CosignatureEd25519 => format!("cosignature/v1\ntime {time}\n{checkpoint}").into_bytes(),
        KeyType::CosignatureMlDsa44 => {
            let mut octets = SUBTREE.to_vec();
            opaque(&mut octets, key.name());
            octets.extend_from_slice(&time.to_be_bytes());
            opaque(&mut octets, checkpoint.origin());
            octets.extend_from_slice(&0_u64.to_be_bytes());
            octets.extend_from_slice(&checkpoint.size().to_be_bytes());
            octets.extend_from_slice(&checkpoint.root().0);
            octets
        }
    }
}

/// `opaque<1..2^8-1>` [RFC 8446 §3.4]: one octet of length, then the octets. Names and origins are no longer than that.
fn opaque(octets: &mut Vec<u8>, text: &str) {
    octets.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
    octets.extend_from_slice(text.as_bytes());
}
