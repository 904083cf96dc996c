//! What a log says beside its checkpoints: a signed note of a fixed first line, the log's origin, and one line `name value`
//! for each thing said, under one line of the log's Ed25519 key (type 0x01). ML-DSA-44 keys (0x06) sign checkpoints and
//! nothing else [tlog-cosignature].
//!
//! The first line holds spaces, which no key's name does: no such note is a checkpoint of the log that signed it, and no
//! checkpoint is such a note. Each note has one spelling; what is read and written anew is the same octet for octet.

use std::fmt;
use std::str::FromStr;

use super::key::{KeyType, VerifierKey};
use super::note::{self, Line, Note};
use super::text;

/// Octets of such a note at most.
pub const OCTETS: usize = 4 << 10;

/// A text that is no such note, or a signature that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// More octets than any such note needs.
    #[error("a note of {0} octets is too large: {OCTETS} is the most")]
    TooLarge(usize),
    /// Not a signed note.
    #[error("this is not a signed note")]
    Note(#[from] note::Error),
    /// More than one signature line.
    #[error("the note bears {0} signatures and not one")]
    Signatures(usize),
    /// Another kind of note, or another version of it.
    #[error("the first line is not `{0}`")]
    First(&'static str),
    /// The second line.
    #[error("the second line is not the log's origin, of 1 to {max} octets", max = text::NAME)]
    Origin,
    /// A line that is missing, doubled, in another place, or does not say what it must.
    #[error("line {line} is not `{name}` and {what}")]
    Field {
        /// Which line, from 1.
        line: usize,
        /// How it must begin.
        name: &'static str,
        /// What must follow.
        what: &'static str,
    },
    /// Lines behind the last.
    #[error("the note says more than {0} lines")]
    More(usize),
    /// Spelt otherwise than it is written.
    #[error("the note spells a value in another way than it is written")]
    Spelling,
    /// A key that may not sign it.
    #[error("the key {key} does not sign this: the log's own Ed25519 key does")]
    Key {
        /// The key.
        key: String,
    },
    /// A line of a known key that the key did not make.
    #[error("the signature of {key} does not fit: the text was changed, or the signature is forged")]
    Forged {
        /// The key.
        key: String,
    },
}

/// What such a note says.
pub trait Said: Sized {
    /// The first line.
    const FIRST: &'static str;
    /// The log that says it.
    fn origin(&self) -> &str;
    /// What is said, line by line.
    fn fields(&self) -> Vec<(&'static str, String)>;
    /// Reads the lines behind the second.
    ///
    /// # Errors
    /// `Field`, naming the line.
    fn read(origin: String, fields: &mut Fields<'_>) -> Result<Self, Error>;
}

/// The octets that the log's key signs.
pub fn text<T: Said>(said: &T) -> String {
    let head = format!("{}\n{}\n", T::FIRST, said.origin());
    said.fields().into_iter().fold(head, |text, (name, value)| format!("{text}{name} {value}\n"))
}

/// Whether octets begin as such a note does, whatever follows.
pub fn begins<T: Said>(octets: &[u8]) -> bool {
    octets.strip_prefix(T::FIRST.as_bytes()).is_some_and(|rest| matches!(rest.first(), Some(b'\n' | b'\r')))
}

/// The lines of a note, in their order.
#[derive(Debug)]
pub struct Fields<'a> {
    lines: std::str::Split<'a, char>,
    line: usize,
}

impl Fields<'_> {
    /// The value in the next line.
    ///
    /// # Errors
    /// `Field`, where the line has another name or its value is not of this type; `what` says in words what it must be.
    pub fn next<V: FromStr>(&mut self, name: &'static str, what: &'static str) -> Result<V, Error> {
        self.line += 1;
        let value = self.lines.next().and_then(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok());
        value.ok_or(Error::Field { line: self.line, name, what })
    }
}

/// A note with its signature line. It says nothing before [`Signed::signed_by`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed<T> {
    said: T,
    note: Note,
}

impl<T: Said> Signed<T> {
    /// Reads a note.
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        if octets.len() > OCTETS {
            return Err(Error::TooLarge(octets.len()));
        }
        let note = Note::read(octets)?;
        let said = read::<T>(note.text())?;
        if note.lines().len() != 1 {
            return Err(Error::Signatures(note.lines().len()));
        }
        Ok(Self { said, note })
    }

    /// The note with this signature of the log's Ed25519 key over [`text()`], which is checked first.
    pub fn assemble(said: T, key: &VerifierKey, signature: &[u8]) -> Result<Self, Error> {
        let named = || format!("{}+{}", key.name(), key.id());
        if !is_own(&said, key) {
            return Err(Error::Key { key: named() });
        }
        let text = text(&said);
        if !key.verify(text.as_bytes(), signature) {
            return Err(Error::Forged { key: named() });
        }
        let line = Line::new(key.name(), key.id(), signature.to_vec()).ok_or(Error::Key { key: named() })?;
        // What could not be read again is not given away.
        let note = Note::new(text, vec![line])?;
        read::<T>(note.text())?;
        Ok(Self { said, note })
    }

    /// What is said, by whoever signed.
    pub fn said(&self) -> &T {
        &self.said
    }

    /// Whether this key signed: `false` where the line is another's.
    ///
    /// # Errors
    /// `Forged`, where the line bears the key's name and id and the key did not make it.
    pub fn signed_by(&self, key: &VerifierKey) -> Result<bool, Error> {
        let of_key = |line: &&Line| line.name() == key.name() && line.id() == key.id();
        let Some(line) = self.note.lines().iter().find(of_key).filter(|_| is_own(&self.said, key)) else {
            return Ok(false);
        };
        if key.verify(self.note.text().as_bytes(), line.signature()) {
            Ok(true)
        } else {
            Err(Error::Forged { key: format!("{}+{}", key.name(), key.id()) })
        }
    }
}

/// The note as it is given away.
impl<T> fmt::Display for Signed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

fn is_own<T: Said>(said: &T, key: &VerifierKey) -> bool {
    key.kind() == KeyType::Ed25519 && key.name() == said.origin()
}

fn read<T: Said>(whole: &str) -> Result<T, Error> {
    let mut lines = whole.strip_suffix('\n').ok_or(Error::Note(note::Error::Text))?.split('\n');
    if lines.next() != Some(T::FIRST) {
        return Err(Error::First(T::FIRST));
    }
    let origin = lines.next().filter(|origin| text::is_origin(origin)).ok_or(Error::Origin)?;
    let mut fields = Fields { lines, line: 2 };
    let said = T::read(origin.to_owned(), &mut fields)?;
    if fields.lines.next().is_some() {
        return Err(Error::More(fields.line));
    }
    if text(&said) == whole { Ok(said) } else { Err(Error::Spelling) }
}
