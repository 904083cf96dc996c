//! Evidence records (RFC 4998): that many files existed at a moment, by one time-stamp over a hash tree, carried on by later time-stamps.
//!
//! `tree` builds the hash tree over groups of files and reduces it to what one group needs (§4.2); `record` is the record as bytes and back
//! (§3.1, §5.1); `check` follows it (§4.3, §5.3) and states what each of its time-stamps must be over. Whether those time-stamps hold, each
//! at the time of the next, is the verifier's to say. Never reads a clock, never asks for a time-stamp.
//!
//! Taken is the form that is written here: DER, the digest algorithm at each archive time-stamp, lists in ascending order and without
//! doubles, no attributes, no cryptographic information beside the time-stamps, nothing encrypted. What is spare would be covered by nothing.

mod check;
mod record;
mod tree;

pub use check::{Broken, Link, check};
pub use record::{ArchiveTimeStamp, Chain, Hash, Record};
pub use tree::{Tree, group, object, reduce};

/// The most octets of a record.
pub const LIMIT: usize = 512 * 1024;
/// The most chains of a record, and the most archive time-stamps of a chain.
pub const CHAINS: usize = 64;
/// The most lists of a reduced hash tree: a tree over more groups than there are is not built.
pub const LISTS: usize = 64;
/// The most digests in one list.
pub const DIGESTS: usize = 4096;

/// Why a record can not be made or is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More octets than we take.
    #[error("it is larger than {0} octets")]
    TooLarge(usize),
    /// The bytes are not DER of this structure.
    #[error("it is not a well-formed evidence record")]
    Malformed(#[source] der::Error),
    /// Written anew it gives other bytes.
    #[error("it is not in the one form that DER allows")]
    NotCanonical,
    /// A well-formed record, but not of the one shape that is taken.
    #[error("its form is not supported: {0}")]
    Shape(&'static str),
    /// The structure can not be encoded.
    #[error("it can not be encoded")]
    Encode(#[source] der::Error),
}

#[cfg(test)]
mod tests;
