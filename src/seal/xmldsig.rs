//! XML signatures of others (XML Signature 1.1; XAdES, EN 319 132-1): on evidence of other services, on trusted lists, in containers.
//!
//! What is read afterwards is parsed from the very octets that a digest covered, so nothing beside them can be taken for signed. Taken
//! are references to the whole document, to one element by its `Id`, and to files beside it; the transforms that services use
//! (enveloped, every signature left out by XPath or filter, canonicalisation without comments); RSA and ECDSA with SHA-2, and Ed25519.
//! Keys come from the certificate in the signature; whether that is to be trusted is judged elsewhere. Nothing is fetched.
//!
//! Our own evidence is never read here: its one shape is `seal::xades`.

mod document;
mod names;
mod properties;
mod reference;
mod signed;

use crate::crypto::{self, Algorithm, Digest};
use crate::erds::moment::Moment;
use crate::format::xml;

pub use document::Document;
pub use names::{DS, XADES, digest_called, octets};
pub use reference::plain;

/// The most octets of a signed document: the largest national trusted lists have a third of that.
pub const LIMIT: usize = 16 << 20;
/// The most signatures of one document that are looked at.
const SIGNATURES: usize = 16;
/// The most references of one signature.
const REFERENCES: usize = 128;
/// The most octets that are canonicalised for one document.
const CANONICAL: usize = 4 * LIMIT;

/// What may be read as a signed document. A node takes some hundred octets while it is canonicalised; the largest lists, mostly certificates, have a
/// fraction of these.
const LIMITS: xml::Limits = xml::Limits { octets: LIMIT, depth: 64, nodes: 300_000, attributes: 64 };

/// Why a signature is not taken, or does not hold.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The XML cannot be read.
    #[error("it cannot be read as XML")]
    Xml(#[from] xml::Error),
    /// It holds something that has no place in what we take.
    #[error("its form is not taken: {0}")]
    Form(&'static str),
    /// An algorithm or transform that is not taken.
    #[error("it uses an algorithm that is not taken: {0}")]
    Algorithm(String),
    /// A digest differs.
    #[error("{0} is not what was signed")]
    Hash(String),
    /// A file that a reference names is not there.
    #[error("`{0}`, which the signature covers, is not there")]
    Missing(String),
    /// The value does not fit.
    #[error("the value was not made with the certificate's key over this")]
    Signature(#[source] crypto::Error),
    /// The certificate in the signature is not one, or is missing.
    #[error("there is no certificate of the signer in it that can be read")]
    Certificate,
    /// The signature names another certificate as the signer's.
    #[error("it names another signing certificate than the one that it holds")]
    Signer,
    /// More than is looked at.
    #[error("it has too many {0}")]
    TooMany(&'static str),
}

/// What a signature covers, by a digest that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Covered {
    /// The root element without its signatures: the canonical octets that were digested.
    Root(Vec<u8>),
    /// A file beside the document.
    File(String),
    /// Another element of the document, by its `Id`.
    Part(String),
}

/// A time-stamp on a signature's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The token, DER, unchecked.
    pub token: Vec<u8>,
    /// The octets that it must be over.
    pub over: Vec<u8>,
}

/// A signature whose digests and value fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it covers, without what it says about itself.
    pub covers: Vec<Covered>,
    /// By which digests, in the same order.
    pub digests: Vec<Digest>,
    /// The certificate whose key made the value, DER.
    pub signer: Vec<u8>,
    /// Further certificates in it, DER.
    pub certificates: Vec<Vec<u8>>,
    /// Revocation lists in it, DER.
    pub lists: Vec<Vec<u8>>,
    /// When the signer says it signed, where it says.
    pub signing_time: Option<Moment>,
    /// Whether the signed properties name the signer's certificate, as XAdES asks.
    pub names_signer: bool,
    /// With what.
    pub algorithm: Algorithm,
    /// Time-stamps on the value.
    pub stamps: Vec<Stamp>,
}
