//! ZIP containers [APPNOTE.TXT 6.3, ISO/IEC 21320-1], read strictly and written plainly.
//!
//! Why no library: a container here is evidence. Libraries keep one of two members of the same name without a word, follow
//! the central directory where the local header says something else, step over octets that no header claims, and expand
//! a member into memory before anybody has asked how large it is. Each of these lets two programs see two contents in
//! one file. This reader refuses all of it, and the writer makes nothing that it would refuse.
//!
//! The plain form: members stand one after another from the first octet on, then the central directory in the same
//! order, then the end record, and nothing else: no zip64, encryption, data descriptors, extra fields, member comments,
//! folder entries or links. Never touches a file system, never holds a large member in memory.

mod header;
pub mod lenient;
mod reader;
mod writer;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use reader::{Archive, Limits, Member, Method};
pub use writer::{Sum, Writer};

/// The one comment that a container may bear (EN 319 162-1 §4.4.4.1).
pub const ASICE_COMMENT: &[u8] = b"mimetype=application/vnd.etsi.asic-e+zip";

/// Octets of the longest member name.
const NAME: usize = 255;

/// A container that is not read, or cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No end record at the very end.
    #[error(
        "this is not a complete zip file: its end record is missing (not a zip, cut short, or something was appended)"
    )]
    NotAZip,
    /// More octets than the limit.
    #[error("this zip file is larger than {0} octets")]
    FileTooLarge(u64),
    /// More members than the limit.
    #[error("this zip file holds more than {0} files")]
    TooMany(usize),
    /// The end record or the directory contradicts itself.
    #[error("the directory of this zip file is wrong: {0}")]
    Directory(&'static str),
    /// A member's name.
    #[error("the zip file holds a name that is not allowed, `{name}`: {why}")]
    Name {
        /// The name, made printable.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A second member of the same name.
    #[error("`{0}` is in the zip file more than once (capital and small letters count as the same)")]
    Duplicate(String),
    /// The two headers of a member contradict each other, or one of them is malformed.
    #[error("the two headers of `{name}` in the zip file: {why}")]
    Header {
        /// The member.
        name: String,
        /// What is wrong.
        why: &'static str,
    },
    /// Something that only other zip programs write.
    #[error("`{name}` was packed in a way that is not taken: {what}")]
    Unsupported {
        /// The member.
        name: String,
        /// What it uses.
        what: &'static str,
    },
    /// Octets that belong to no member, or to two.
    #[error("before `{0}` stand octets that belong to no file, or to two")]
    Layout(String),
    /// It would expand beyond all measure.
    #[error("`{0}` would expand to more than a hundred times its packed size; that is how zip bombs look")]
    Bomb(String),
    /// Larger than the caller takes.
    #[error("`{name}` is larger than {limit} octets")]
    TooLarge {
        /// The member.
        name: String,
        /// The limit.
        limit: u64,
    },
    /// The content does not fit its checksum, its size, or does not unpack.
    #[error("`{name}` is damaged: {why}")]
    Damaged {
        /// The member.
        name: String,
        /// What does not fit.
        why: &'static str,
    },
    /// No such member.
    #[error("the zip file holds no `{0}`")]
    Missing(String),
    /// The file could not be read or written.
    #[error("the zip file could not be read or written")]
    Io(#[from] std::io::Error),
}

/// The names of one container: each plain, none twice, none a file and a folder at once.
#[derive(Default)]
struct Names {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Names {
    fn take(&mut self, name: &str) -> Result<(), Error> {
        plain(name).map_err(|why| Error::Name { name: printable(name), why })?;
        let small = name.to_lowercase();
        for (slash, _) in small.match_indices('/') {
            let (folder, _) = small.split_at(slash);
            if self.files.contains(folder) {
                return Err(Error::Name { name: printable(name), why: "its folder is a file too" });
            }
            self.folders.insert(folder.to_owned());
        }
        if self.folders.contains(&small) {
            return Err(Error::Name { name: printable(name), why: "it is a folder too" });
        }
        if self.files.insert(small) { Ok(()) } else { Err(Error::Duplicate(printable(name))) }
    }
}

/// A relative path that means the same on every system.
fn plain(name: &str) -> Result<(), &'static str> {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if name.is_empty() || name.len() > NAME {
        return Err("it is empty or longer than 255 octets");
    }
    if name.chars().any(|c| c.is_control() || turns(c)) {
        return Err("it holds invisible characters");
    }
    if name.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
        return Err("it holds a character with a meaning of its own on some systems");
    }
    if name.starts_with('/') || name.ends_with('/') {
        return Err("it is an absolute path or a folder");
    }
    if name.split('/').any(|part| part.is_empty() || part.ends_with(['.', ' ']) || part.starts_with(' ')) {
        return Err("it leads out of the folder that it is unpacked to, or some systems would change it");
    }
    Ok(())
}

/// A hostile name for a message: nothing invisible, not endless.
fn printable(name: &str) -> String {
    let escaped: String = name.chars().take(80).flat_map(char::escape_debug).collect();
    if name.chars().count() > 80 { escaped + "…" } else { escaped }
}
