//! Statement to and from the XML of EN 319 522-3 (`http://uri.etsi.org/19522/v1#`): the canonical octets of `Evidence`
//! without `ds:Signature`, which is what is stored, chained and signed. `proto/evidence.xsd` describes them.
//!
//! Global elements carry a prefix, local ones none; the order is the schema's; the standard's misspellings stay. What
//! the standard has no place for stands in one non-critical extension (`extension`). Nothing of the seal stands here.
//!
//! The reader takes our form only. It passes over extensions it does not know unless they are critical, and over
//! elements that a later version appends inside ours.

use crate::erds::enrolment::{Enrolment, NotAnEnrolment};
use crate::erds::evidence::{NotAStatement, Statement};
use crate::erds::own::{NotOwn, OwnStatement};

use super::xml;

mod cursor;
mod extension;
mod names;
mod read;
mod write;

/// The most octets that an evidence without its signature may have.
pub const LARGEST: usize = xml::Limits::EVIDENCE.octets;
/// The most reasons, and the most policies, that an evidence may name.
pub const MOST: usize = 16;
/// The most interruptions that an availability may list.
pub const MOST_EXCEPTIONS: usize = crate::erds::outage::MOST;
/// The most DKIM signatures that a reply may list.
pub const MOST_SIGNATURES: usize = 4;
/// The most header fields left out that a reply may list.
pub const MOST_LEFT_OUT: usize = 50;
/// The most trackers that a submission may list.
pub const MOST_TRACKERS: usize = 50;
/// The most notices and reminders that a C.5 lists.
pub const MOST_SENT: usize = 20;

/// Octets of the longest credential id of a key [WebAuthn §4].
pub const LONGEST_CREDENTIAL: usize = 1_023;
/// Octets of the longest public key: a COSE_Key of RSA with 4096 bits takes 531.
pub const LONGEST_KEY: usize = 1_024;

/// Why an evidence cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The statement is not one, by EN 319 522-2 Table 13 and our own rules.
    #[error("this is not a statement that recepis makes")]
    Statement(#[from] NotAStatement),
    /// The enrolment is not one.
    #[error("this is not an enrolment that recepis states")]
    Enrolment(#[from] NotAnEnrolment),
    /// What is stated about one address alone is not that.
    #[error("this is not what recepis states about one address alone")]
    Own(#[from] NotOwn),
    /// The XML below it.
    #[error("the evidence cannot be carried as XML")]
    Xml(#[from] xml::Error),
    /// More of something than the form takes.
    #[error("an evidence holds too many {0}")]
    Count(&'static str),
    /// An element is missing, out of place or unknown.
    #[error("the evidence does not have the form of recepis: {found} where {expected} belongs")]
    Form {
        /// What belongs there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A value that its element cannot have.
    #[error("the evidence holds a wrong value in {0}")]
    Value(String),
    /// An extension that says it must be understood.
    #[error("the evidence holds a critical extension that recepis does not know")]
    Critical,
    /// It is signed: what is read here is what the signature covers.
    #[error("the evidence is signed; its signature must be checked first")]
    Signed,
}

/// The canonical octets of the evidence.
///
/// # Errors
/// A statement that its own `check` refuses, or one that cannot be carried: characters that XML cannot hold (in what mail
/// servers and DNS said they are replaced by U+FFFD), too many reasons, policies or interruptions, more than 1 MiB.
pub fn write(statement: &Statement) -> Result<Vec<u8>, Error> {
    statement.check()?;
    let octets = xml::canonical(&write::evidence(statement)?)?;
    if octets.len() > LARGEST {
        return Err(xml::Error::Size(LARGEST).into());
    }
    Ok(octets)
}

/// The statement that canonical octets make.
///
/// # Errors
/// Whatever is not the canonical octets of an evidence in our form that states what its event may state.
pub fn read(octets: &[u8]) -> Result<Statement, Error> {
    of(&tree(octets)?)
}

/// The statement of an element whose octets are known to be canonical: whoever checked a signature over them has it.
///
/// # Errors
/// As for `read`.
pub fn of(evidence: &xml::Element) -> Result<Statement, Error> {
    let statement = read::evidence(evidence)?;
    statement.check()?;
    Ok(statement)
}

/// The canonical octets of an enrolment.
///
/// # Errors
/// As for `write`.
pub fn write_enrolment(enrolment: &Enrolment) -> Result<Vec<u8>, Error> {
    enrolment.check()?;
    if enrolment.key.credential.len() > LONGEST_CREDENTIAL || enrolment.key.cose.len() > LONGEST_KEY {
        return Err(Error::Count("octets of a key"));
    }
    Ok(xml::canonical(&write::enrolment(enrolment)?)?)
}

/// The enrolment that canonical octets make.
///
/// # Errors
/// As for `read`.
pub fn read_enrolment(octets: &[u8]) -> Result<Enrolment, Error> {
    enrolment_of(&tree(octets)?)
}

/// The enrolment of an element, as `of` is the statement of one.
///
/// # Errors
/// As for `read`.
pub fn enrolment_of(evidence: &xml::Element) -> Result<Enrolment, Error> {
    let enrolment = read::enrolment(evidence)?;
    enrolment.check()?;
    Ok(enrolment)
}

/// The canonical octets of what is stated about one address alone.
///
/// # Errors
/// As for `write`.
pub fn write_own(statement: &OwnStatement) -> Result<Vec<u8>, Error> {
    statement.check()?;
    Ok(xml::canonical(&write::own(statement)?)?)
}

/// What canonical octets state about one address alone.
///
/// # Errors
/// As for `read`.
pub fn read_own(octets: &[u8]) -> Result<OwnStatement, Error> {
    own_of(&tree(octets)?)
}

/// What an element states about one address alone, as `of` is the statement of one.
///
/// # Errors
/// As for `read`.
pub fn own_of(evidence: &xml::Element) -> Result<OwnStatement, Error> {
    let statement = read::own(evidence)?;
    statement.check()?;
    Ok(statement)
}

/// The element that canonical octets make.
fn tree(octets: &[u8]) -> Result<xml::Element, Error> {
    let tree = xml::read(octets, &xml::Limits::EVIDENCE)?;
    if xml::is_canonical(octets, &xml::Limits::EVIDENCE)? { Ok(tree) } else { Err(xml::Error::NotCanonical.into()) }
}

/// Whether a policy is named by something that may pass as a URI: a scheme, visible ASCII.
fn is_uri(text: &str) -> bool {
    text.bytes().all(|octet| octet.is_ascii_graphic())
        && text.split_once(':').is_some_and(|(scheme, _)| !scheme.is_empty())
}

#[cfg(test)]
pub(crate) mod tests;
