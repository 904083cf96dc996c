//! What a report says of itself in its subject: the delivery's reference, and the digest of the bundle attached to it.

use std::fmt;

use crate::erds::content::Sha256;

use super::{Document, Error, Object};

/// The subject of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The delivery's reference.
    pub reference: String,
    /// Of the bundle that is attached.
    pub bundle: Sha256,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "recepis report; reference {}; bundle SHA-256 {}", self.reference, self.bundle)
    }
}

impl Subject {
    /// Takes apart what [`Subject`] is written as.
    pub fn parse(words: &str) -> Option<Self> {
        let rest = words.strip_prefix("recepis report; reference ")?;
        let (reference, digest) = rest.split_once("; bundle SHA-256 ")?;
        let subject = Self { reference: reference.to_owned(), bundle: digest.parse().ok()? };
        (subject.to_string() == words).then_some(subject)
    }
}

impl Document<'_> {
    /// What it says of itself.
    ///
    /// # Errors
    /// It does not say what a report says.
    pub fn subject(&self) -> Result<Subject, Error> {
        const NONE: Error = Error::Form("its subject does not name a bundle");
        let info = self.resolve(self.trailer()?.get(b"Info").ok_or(NONE)?)?;
        let words = info.get(b"Subject").and_then(Object::words);
        words.and_then(|words| Subject::parse(&words)).ok_or(NONE)
    }
}
