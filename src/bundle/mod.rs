//! Floor 3: the file that leaves us: ASiC-E with CAdES (EN 319 162-1 §4.4.4). A bundle belongs to one delivery.
//! docs/bundle-format.md describes it for somebody who writes a second reader.
//!
//! Packing: `Packer` takes the members, `Unsigned` shows the manifest that somebody signs, `attach` adds the message to a
//! finished bundle, `redact` leaves out what shows more than steps and times. Opening: `open` reports facts and judges nothing; what they mean is `verify`'s to say. Only the
//! message may be large, and it is never held in memory.

mod augment;
mod manifest;
mod open;
mod pack;
mod record;
mod redact;
mod role;

#[cfg(test)]
mod tests;

use crate::format::{extract, zip};

pub use augment::{ArchiveStamp, Augmentation, augment};
pub use manifest::{ArchiveManifest, Manifest, Protected, Protection, Reference};
pub use open::{
    Evidence, File, Finding, Limits, Message, Notice, Numbered, OpenBundle, SignedManifest, message_of, open,
};
pub use pack::{Packer, Unsigned, attach};
pub use record::{Record, protect};
pub use redact::{Redaction, redact};
pub use role::Role;

/// The media type of a bundle, and the whole content of its first member.
pub const MEDIA_TYPE: &str = "application/vnd.etsi.asic-e+zip";

/// A bundle that cannot be opened or packed. What is wrong *inside* an opened bundle is a `Finding`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The container cannot be opened.
    #[error("this bundle cannot be opened")]
    Open(#[source] zip::Error),
    /// The container cannot be written.
    #[error("the bundle cannot be packed")]
    Pack(#[source] zip::Error),
    /// All files but the message together are larger than the limit.
    #[error("the files in this bundle other than the message are larger than {0} octets together")]
    TooMuch(u64),
    /// Nothing was packed.
    #[error("a bundle without any file cannot be packed")]
    Empty,
    /// The archive manifest that is there is not understood, so none can follow it.
    #[error("the archive manifest in this bundle is not understood: {0}")]
    Archive(String),
    /// Nothing can be left out of a bundle without extracts.
    #[error("no evidence in this bundle has an extract: it was sealed before the service made any")]
    NoExtract,
    /// What opens an extract is not understood.
    #[error("{file} is not understood")]
    Openings {
        /// The file.
        file: String,
        /// Why.
        #[source]
        why: extract::Error,
    },
    /// A role whose parts make no file name.
    #[error("`{0}` is no name of a file that is packed into a bundle")]
    Name(String),
}
