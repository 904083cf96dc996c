//! Packing, in two steps that only follow each other: `Packer` takes the files, `Unsigned` waits for the signature over
//! the manifest. A third adds the message to a finished bundle, which stays the same before it octet for octet.
//!
//! Writes to any `io::Write`; after an error what was written is no bundle and must be thrown away. Never signs.

use std::io::{Read, Seek, Write};

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::format::zip::{self, Archive, Sum, Writer};

use super::manifest::{self, Manifest, Reference};
use super::open::Limits;
use super::role::Role;
use super::{Error, MEDIA_TYPE};

/// Takes the files of a bundle in the order in which they shall stand.
pub struct Packer<W: Write> {
    zip: Writer<W>,
    references: Vec<Reference>,
    total: u64,
}

/// A bundle whose manifest is not signed yet.
pub struct Unsigned<W: Write> {
    zip: Writer<W>,
    manifest: Vec<u8>,
}

impl<W: Write> Packer<W> {
    /// Begins with `mimetype`, stored, so that file programs know the media type (EN 319 162-1 §A.1).
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn new(out: W) -> Result<Self, Error> {
        let mut zip = Writer::new(out);
        zip.stored("mimetype", MEDIA_TYPE.as_bytes()).map_err(Error::Pack)?;
        Ok(Self { zip, references: Vec::new(), total: 0 })
    }

    /// Adds a file, which the manifest will list.
    ///
    /// # Errors
    /// The role is none that is listed, is there already, or makes no name; the bundle would be larger than a reader takes;
    /// or `out` cannot be written.
    pub fn add(&mut self, role: &Role, content: &[u8]) -> Result<(), Error> {
        let name = role.name().filter(|_| role.is_listed()).ok_or_else(|| Error::Name(format!("{role:?}")))?;
        let limits = Limits::default();
        let size = content.len() as u64;
        self.total = self.total.saturating_add(size);
        if size > limits.file {
            return Err(Error::Pack(zip::Error::TooLarge { name, limit: limits.file }));
        }
        // A tenth is left for manifest and signature.
        if self.total > limits.total / 10 * 9 {
            return Err(Error::TooMuch(limits.total));
        }
        self.zip.deflated(&name, content).map_err(Error::Pack)?;
        self.references.push(Reference { name, digest: Sha256(sha256(content)) });
        Ok(())
    }

    /// Adds the stand-in for a notice whose link still works.
    ///
    /// # Errors
    /// As `add`.
    pub fn stand_in(&mut self, number: u32, digest: Sha256) -> Result<(), Error> {
        self.add(&Role::NoticeStandIn { number }, stand_in(number, digest).as_bytes())
    }

    /// Closes the list of files.
    ///
    /// # Errors
    /// There is none.
    pub fn close(self) -> Result<Unsigned<W>, Error> {
        if self.references.is_empty() {
            return Err(Error::Empty);
        }
        let signature = Role::Signature.name().ok_or(Error::Empty)?;
        let manifest = manifest::write(&Manifest { signature, references: self.references })
            .map_err(|error| Error::Name(error.to_string()))?;
        Ok(Unsigned { zip: self.zip, manifest })
    }
}

impl<W: Write> Unsigned<W> {
    /// The octets that are to be signed, detached (`seal::cms`).
    pub fn manifest(&self) -> &[u8] {
        &self.manifest
    }

    /// Adds the manifest and the signature over it, DER, and ends the bundle. It is without the message: see `attach`.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn finish(mut self, signature: &[u8]) -> Result<W, Error> {
        for (role, content) in [(Role::Manifest, self.manifest.as_slice()), (Role::Signature, signature)] {
            let name = role.name().ok_or_else(|| Error::Name(format!("{role:?}")))?;
            self.zip.deflated(&name, content).map_err(Error::Pack)?;
        }
        self.zip.finish(false).map_err(Error::Pack)
    }
}

/// Copies a finished bundle and adds the message as its last member, in constant memory: `message` yields again what
/// `sum` was taken of. All other members stay as they are; the verdict on both forms is the same.
///
/// # Errors
/// The bundle cannot be read or holds a message already, the message is larger than a reader takes or another than
/// before, or `out` cannot be written.
pub fn attach<W: Write>(bundle: impl Read + Seek, sum: Sum, message: impl Read, out: W) -> Result<W, Error> {
    let mut archive = Archive::open(bundle, &zip::Limits::default()).map_err(Error::Open)?;
    let name = Role::Message.name().ok_or(Error::Empty)?;
    let limit = Limits::default().message;
    if sum.size() > limit {
        return Err(Error::Pack(zip::Error::TooLarge { name, limit }));
    }
    let mut zip = Writer::resume(&mut archive, out).map_err(Error::Pack)?;
    zip.streamed(&name, sum, message).map_err(Error::Pack)?;
    zip.finish(false).map_err(Error::Pack)
}

/// A stand-in's text; its second line is one that `sha256sum -c` understands.
pub(super) fn stand_in(number: u32, digest: Sha256) -> String {
    format!(
        "# The notice is not in this bundle yet, because its link may still work. This is its SHA-256.\n\
         {digest}  notice-{number}.eml\n"
    )
}
