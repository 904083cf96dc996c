//! The PDF that a report is (ISO 32000-1), read as far as its signature, its one attachment and its subject ask.
//!
//! Why no library: a signed PDF is evidence, and libraries repair. They look for lost objects, take the second of two keys of the same name
//! and step over what is between objects, so that two programs see two documents in one file. This reader takes the form that is written
//! here: a classic cross-reference table per revision, direct objects in plain sight, no encryption, no object streams, no comments. Pages
//! are never drawn by it.

mod attached;
mod object;
mod subject;
mod table;

use std::collections::BTreeMap;

pub use attached::Attached;
pub use object::{Object, Value};
pub use subject::Subject;

/// The most octets of a PDF, and of the file attached to it.
pub const LIMIT: usize = 64 * 1024 * 1024;

/// How every PDF begins.
pub const MAGIC: &[u8] = b"%PDF-";

/// How every revision of one ends.
pub const END: &[u8] = b"%%EOF";

/// Steps from one object to the next at most.
const STEPS: usize = 8;

/// Why a PDF is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It begins as something else.
    #[error("this is not a PDF")]
    NotPdf,
    /// More octets than are looked at.
    #[error("this PDF is larger than {0} octets")]
    TooLarge(usize),
    /// It may be a good PDF, but has not the form that is written here.
    #[error("this PDF has not the form of a report of recepis: {0}")]
    Form(&'static str),
    /// Nothing is attached.
    #[error("this PDF is not a report of recepis: it has no bundle attached")]
    NothingAttached,
    /// More is attached than the bundle.
    #[error("this PDF is not a report of recepis: it has more than one file attached")]
    ManyAttached,
}

/// A PDF whose objects can be looked up.
#[derive(Debug)]
pub struct Document<'a> {
    octets: &'a [u8],
    /// Where objects begin, as the last revision sees it.
    offsets: BTreeMap<u32, usize>,
    /// Trailers, the last revision's first.
    revisions: Vec<table::Revision>,
}

/// The number and octets of an object, and what its dictionary says.
pub type Numbered = (u32, Object);

impl<'a> Document<'a> {
    /// Reads the tables; objects are read when they are looked up.
    ///
    /// # Errors
    /// It is no PDF, too large, or not of our form.
    pub fn read(octets: &'a [u8]) -> Result<Self, Error> {
        if !octets.starts_with(MAGIC) {
            return Err(Error::NotPdf);
        }
        if octets.len() > LIMIT {
            return Err(Error::TooLarge(LIMIT));
        }
        let revisions = table::revisions(octets)?;
        let mut offsets = BTreeMap::new();
        for revision in revisions.iter().rev() {
            for (number, offset) in &revision.entries {
                match offset {
                    Some(offset) => offsets.insert(*number, *offset),
                    None => offsets.remove(number),
                };
            }
        }
        Ok(Self { octets, offsets, revisions })
    }

    /// How often it was saved.
    pub fn revisions(&self) -> usize {
        self.revisions.len()
    }

    /// Where the last revision's cross-reference table begins.
    pub fn table(&self) -> usize {
        self.revisions.first().map_or(0, |revision| revision.at)
    }

    /// One above the highest number of an object.
    ///
    /// # Errors
    /// It is not said.
    pub fn size(&self) -> Result<u32, Error> {
        let size = self.trailer()?.get(b"Size").and_then(Object::number);
        let size = size.and_then(|size| u32::try_from(size).ok());
        size.filter(|size| self.offsets.keys().all(|number| number < size)).ok_or(Error::Form("its size is wrong"))
    }

    /// The last revision's trailer.
    ///
    /// # Errors
    /// There is none.
    pub fn trailer(&self) -> Result<&Object, Error> {
        self.revisions.first().map(|revision| &revision.trailer).ok_or(Error::Form("it has no trailer"))
    }

    /// The catalog.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn catalog(&self) -> Result<Numbered, Error> {
        let root = self.trailer()?.get(b"Root").and_then(Object::reference);
        self.typed(root.ok_or(Error::Form("it has no catalog"))?, b"Catalog")
    }

    /// The first page.
    ///
    /// # Errors
    /// It cannot be found.
    pub fn first_page(&self) -> Result<Numbered, Error> {
        const NONE: Error = Error::Form("it has no first page");
        let (_, catalog) = self.catalog()?;
        let mut number = catalog.get(b"Pages").and_then(Object::reference).ok_or(NONE)?;
        for _ in 0..STEPS {
            let node = self.object(number)?;
            if node.get(b"Type").is_some_and(|kind| kind.is_name(b"Page")) {
                return Ok((number, node));
            }
            let kids = node.get(b"Kids").and_then(Object::items).ok_or(NONE)?;
            number = kids.first().and_then(Object::reference).ok_or(NONE)?;
        }
        Err(NONE)
    }

    /// An object by its number.
    ///
    /// # Errors
    /// It is not there, or not where the table says.
    pub fn object(&self, number: u32) -> Result<Object, Error> {
        let at = *self.offsets.get(&number).ok_or(Error::Form("it refers to an object that is not there"))?;
        object::indirect(self.octets, at, number)
    }

    /// An object of this type.
    fn typed(&self, number: u32, kind: &[u8]) -> Result<Numbered, Error> {
        let object = self.object(number)?;
        let fits = object.get(b"Type").is_some_and(|found| found.is_name(kind));
        if fits { Ok((number, object)) } else { Err(Error::Form("an object is of another type than it should be")) }
    }

    /// What stands there, or what it refers to.
    ///
    /// # Errors
    /// It refers to nothing.
    pub fn resolve(&self, object: &Object) -> Result<Object, Error> {
        object.reference().map_or_else(|| Ok(object.clone()), |number| self.object(number))
    }
}

#[cfg(test)]
#[path = "../../tests/common/pdf.rs"]
#[expect(unreachable_pub, reason = "shared with the integration tests")]
pub(crate) mod made_up;

#[cfg(test)]
mod tests;
