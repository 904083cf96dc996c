//! The proof of one entry as a file, `NNN.tlog-proof` [tlog-proof]: its index, the way to the root, and the checkpoint with
//! all that is signed under it. Checked offline; whoever holds the file needs no log.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::checkpoint::{self, SignedCheckpoint};
use super::merkle::{self, Hash, LONGEST};
use super::text;

const FIRST: &str = "c2sp.org/tlog-proof@v1";
/// Octets of the extra data at most, decoded.
const EXTRA: usize = 64 << 10;
/// Octets of a proof at most. A checkpoint with 64 signatures of 8 KiB fits.
pub const OCTETS: usize = 1 << 20;

/// A text that is no proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// More octets than any proof needs.
    #[error("a proof of {0} octets is too large")]
    TooLarge(usize),
    /// Not text.
    #[error("a proof is UTF-8 text")]
    NotText,
    /// Not the format, or another version of it.
    #[error("the first line of a proof is `{FIRST}`")]
    First,
    /// The extra data.
    #[error("the extra data of a proof is base64, of at most {EXTRA} octets")]
    Extra,
    /// The index.
    #[error("a proof says `index` and the entry's number in decimal")]
    Index,
    /// A line of the way to the root.
    #[error("line {0} of the way to the root is not a hash in base64")]
    Hash(usize),
    /// More hashes than the largest tree has levels.
    #[error("the way to the root has more than {LONGEST} hashes")]
    TooLong,
    /// No empty line before the checkpoint.
    #[error("a proof ends with an empty line and a checkpoint")]
    NoCheckpoint,
    /// The checkpoint.
    #[error("the checkpoint of this proof is not one")]
    Checkpoint(#[source] checkpoint::Error),
}

/// A proof as read; it proves nothing before [`Proof::check`] and the signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Data beside the proof that nothing vouches for. We write none.
    pub extra: Option<Vec<u8>>,
    /// The entry's number in the log, from 0.
    pub index: u64,
    /// The hashes from the leaf's sibling up to the root's child.
    pub path: Vec<Hash>,
    /// The checkpoint with the lines under it.
    pub checkpoint: SignedCheckpoint,
}

impl Proof {
    /// Reads a proof.
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        if octets.len() > OCTETS {
            return Err(Error::TooLarge(octets.len()));
        }
        let text = std::str::from_utf8(octets).map_err(|_| Error::NotText)?;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(Error::NoCheckpoint)?;
        let mut lines = head.split('\n').peekable();
        lines.next_if_eq(&FIRST).ok_or(Error::First)?;
        let extra = lines.next_if(|line| line.starts_with("extra")).map(extra).transpose()?;
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(text::decimal);
        let index = index.ok_or(Error::Index)?;
        let path = path(lines)?;
        let checkpoint = SignedCheckpoint::read(checkpoint.as_bytes()).map_err(Error::Checkpoint)?;
        Ok(Self { extra, index, path, checkpoint })
    }

    /// Whether the entry with these octets stands at the index in the tree of the checkpoint. Who signed the checkpoint
    /// is another question.
    pub fn check(&self, entry: &[u8]) -> Result<(), merkle::Error> {
        let checkpoint = self.checkpoint.checkpoint();
        let leaf = merkle::leaf(entry);
        merkle::check_inclusion(self.index, checkpoint.size(), checkpoint.root(), &leaf, &self.path)
    }
}

/// The file's text.
impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extra = self.extra.as_deref();
        Text { extra, index: self.index, path: &self.path, checkpoint: &self.checkpoint }.fmt(f)
    }
}

/// The text of the proof under a checkpoint whose signed note is at hand, as for many entries under one. It is written, not
/// checked.
pub fn text_under(note: &str, index: u64, path: &[Hash]) -> String {
    let mut text = String::with_capacity(FIRST.len() + (path.len() + 2) * 45 + note.len());
    // A String takes everything.
    let _ = write!(text, "{}", Text { extra: None, index, path, checkpoint: note });
    text
}

struct Text<'a, C> {
    extra: Option<&'a [u8]>,
    index: u64,
    path: &'a [Hash],
    checkpoint: C,
}

impl<C: fmt::Display> fmt::Display for Text<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST}")?;
        if let Some(extra) = self.extra {
            writeln!(f, "extra {}", text::base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Proof {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text.as_bytes())
    }
}

fn extra(line: &str) -> Result<Vec<u8>, Error> {
    let octets = line.strip_prefix("extra ").and_then(text::octets);
    octets.filter(|octets| octets.len() <= EXTRA).ok_or(Error::Extra)
}

/// Hashes, one on each line.
fn path<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Vec<Hash>, Error> {
    let mut path = Vec::new();
    for line in lines {
        if path.len() == LONGEST {
            return Err(Error::TooLong);
        }
        path.push(line.parse().map_err(|_| Error::Hash(path.len() + 1))?);
    }
    Ok(path)
}
