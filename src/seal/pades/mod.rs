//! PAdES baseline B-T (EN 319 142-1 §6) over a PDF that this service wrote: one invisible signature over the whole file.
//!
//! Prepare (an incremental update with room for the signature) → the CMS over all but that room → finish. Reading takes exactly the shape that
//! is written here: every octet of the file is signed but the signature itself, and behind what is signed there is nothing.

mod check;
mod prepare;

use crate::format::pdf;
use crate::seal::cms;

pub use check::check;
pub use prepare::{Prepared, prepare};

/// Octets of the room for a signature: certificates of a chain, and a token with those of a foreign authority.
pub const ROOM: usize = 16 * 1024;

const FILTER: &str = "Adobe.PPKLite";
const SUB_FILTER: &str = "ETSI.CAdES.detached";

/// Why a PDF can not be signed, or its signature is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The PDF itself.
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
    /// To be signed, but not as it was first written.
    #[error("this PDF was signed or saved before")]
    Before,
    /// Nothing is signed.
    #[error("this PDF bears no signature")]
    Unsigned,
    /// More than one signature.
    #[error("this PDF bears more than one signature")]
    Several,
    /// A signature of another form.
    #[error("the signature of this PDF has not the form of ours: {0}")]
    Form(&'static str),
    /// There is more than what is signed.
    #[error("something was added to this PDF after it was signed")]
    Added,
    /// It says to cover other octets than all but itself.
    #[error("the signature of this PDF does not cover the whole of it")]
    NotWhole,
    /// Behind the signature stands something in its room.
    #[error("something stands beside the signature of this PDF where nothing is signed")]
    Beside,
    /// The signature does not fit into its room.
    #[error("the signature has {0} octets and its room {ROOM}")]
    Room(usize),
    /// The signature itself.
    #[error("the signature of this PDF does not hold")]
    Signature(#[from] cms::Error),
}

#[cfg(test)]
mod tests;
