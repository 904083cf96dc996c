//! Time-stamps (RFC 3161, RFC 5816; EN 319 422): request, response, token, for the client, the authority and the verifier.
//!
//! Whether the signer may make time-stamps, and leads to a trusted authority, is `x509::path` with
//! `Purpose::TimeStamping`. The structures are our own: the library that has them pins an older family and refuses the
//! fractions of a second that real authorities send. Never reads the clock, never signs.

mod asn1;
mod message;
mod token;

pub use message::{Failure, Request, check_response, granted, parse_request, parse_response, rejected, request};
pub use token::{Facts, Issue, Prepared, check, check_alone, check_over, prepare, signer, with_papers, with_path};

use crate::crypto::Digest;
use crate::seal::cms;

/// The most octets of a token or a response.
pub const LIMIT: usize = 128 * 1024;
/// The most octets of a request.
pub const REQUEST_LIMIT: usize = 4 * 1024;

/// A digest with its algorithm: what a time-stamp is about [RFC 3161 §2.4.1, messageImprint].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// By which algorithm.
    pub digest: Digest,
    /// The digest, of that algorithm's length.
    pub octets: Vec<u8>,
}

impl From<[u8; 32]> for Imprint {
    /// A SHA-256 digest.
    fn from(digest: [u8; 32]) -> Self {
        Self { digest: Digest::Sha256, octets: digest.to_vec() }
    }
}

impl From<&[u8; 32]> for Imprint {
    fn from(digest: &[u8; 32]) -> Self {
        (*digest).into()
    }
}

impl From<&Self> for Imprint {
    fn from(imprint: &Self) -> Self {
        imprint.clone()
    }
}

/// Why a time-stamp can not be made or is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More octets than we take.
    #[error("it is larger than {0} octets")]
    TooLarge(usize),
    /// The bytes are not DER of this structure.
    #[error("it is not well-formed")]
    Malformed(#[source] der::Error),
    /// The structure can not be encoded.
    #[error("it can not be encoded")]
    Encode(#[source] der::Error),
    /// The signature around the time-stamp's content is not taken.
    #[error("the time-stamp's signature is not taken")]
    Signature(#[source] cms::Error),
    /// A version, extension or unit that is not supported.
    #[error("the time-stamp's form is not supported: {0}")]
    Shape(&'static str),
    /// The time in it can not be read.
    #[error("the time in the time-stamp is not a GeneralizedTime in UTC")]
    Time,
    /// It is over other bytes than it should be.
    #[error("the time-stamp is over other bytes")]
    Imprint,
    /// It answers another request.
    #[error("the time-stamp answers another request: its nonce is not the one sent")]
    Nonce,
    /// It follows another policy than the one asked for.
    #[error("the time-stamp follows policy {0}, which was not asked for")]
    Policy(String),
    /// The authority refuses.
    #[error("the time-stamping authority refuses: status {status}{}", text.as_deref().map(|t| format!(" ({t})")).unwrap_or_default())]
    Refused {
        /// PKIStatus.
        status: u8,
        /// What it says about that, cut to 200 characters.
        text: Option<String>,
    },
}

#[cfg(test)]
mod tests;
