//! The tree of RFC 6962 §2.1 and the checking of its proofs. A tree of n leaves is cut at the largest power of two below n;
//! each part is cut the same way.

use std::fmt;
use std::str::FromStr;

use crate::crypto::{Sha256Stream, sha256};

use super::text;

/// The longest inclusion or consistency proof: one hash for each level of a tree of 2⁶³ leaves.
pub const LONGEST: usize = 63;

/// A leaf, node or root of the tree: SHA-256. Written in base64, as in all files of C2SP.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::base64(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        // 32 octets have 44 characters: anything longer is not even decoded.
        let octets = (text.len() == 44).then(|| text::octets(text)).flatten();
        octets.and_then(|octets| octets.try_into().ok()).map(Self).ok_or(Error::NotAHash)
    }
}

/// A proof that proves nothing, or a question that no tree can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not the base64 of 32 octets.
    #[error("a hash is 32 octets in base64")]
    NotAHash,
    /// The entry lies outside the tree.
    #[error("entry {index} is not in a tree of {size} entries")]
    OutsideTree {
        /// The entry, from 0.
        index: u64,
        /// Entries in the tree.
        size: u64,
    },
    /// The tree that must be the larger one is the smaller.
    #[error("a tree of {new} entries cannot continue one of {old}")]
    Smaller {
        /// Entries in the tree known before.
        old: u64,
        /// Entries in the tree that claims to continue it.
        new: u64,
    },
    /// More or fewer hashes than a proof for these numbers has.
    #[error("the proof has {0} hashes, which is not the number that these sizes need")]
    Length(usize),
    /// The proof leads to another root: the entry is not at this place of this tree.
    #[error("the proof does not lead to the root of the tree")]
    OtherRoot,
    /// The proof does not lead to the root known before: the larger tree does not contain the smaller.
    #[error("the larger tree does not continue the smaller one")]
    OtherHistory,
}

/// MTH of one entry: SHA-256(0x00 ‖ entry).
pub fn leaf(entry: &[u8]) -> Hash {
    let mut digest = Sha256Stream::new();
    digest.update(&[0]);
    digest.update(entry);
    Hash(digest.finish())
}

/// MTH of two neighbouring subtrees: SHA-256(0x01 ‖ left ‖ right).
pub fn node(left: &Hash, right: &Hash) -> Hash {
    let mut digest = Sha256Stream::new();
    digest.update(&[1]);
    digest.update(&left.0);
    digest.update(&right.0);
    Hash(digest.finish())
}

/// The root of the tree without entries: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Hash(sha256(&[]))
}

/// The root that an inclusion proof leads to [RFC 9162 §2.1.3.2, the same tree]. What it is worth depends on who signed
/// that root.
pub fn root_of(index: u64, size: u64, leaf: &Hash, proof: &[Hash]) -> Result<Hash, Error> {
    if index >= size {
        return Err(Error::OutsideTree { index, size });
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(Error::Length(proof.len()));
        }
        if place & 1 == 1 || place == last {
            hash = node(sibling, &hash);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    if last == 0 { Ok(hash) } else { Err(Error::Length(proof.len())) }
}

/// Whether the leaf is at this place of the tree with this root.
pub fn check_inclusion(index: u64, size: u64, root: &Hash, leaf: &Hash, proof: &[Hash]) -> Result<(), Error> {
    if root_of(index, size, leaf, proof)? == *root { Ok(()) } else { Err(Error::OtherRoot) }
}

/// Whether the tree of `new` entries begins with the very entries of the tree of `old` entries [RFC 9162 §2.1.4.2]. Any
/// tree continues the empty one; the same size needs the same root; both with an empty proof.
pub fn check_consistency(
    (old, old_root): (u64, &Hash),
    (new, new_root): (u64, &Hash),
    proof: &[Hash],
) -> Result<(), Error> {
    if old > new {
        return Err(Error::Smaller { old, new });
    }
    if old == 0 || old == new {
        let same = if old == new { old_root == new_root } else { *old_root == empty_root() };
        return match (proof.is_empty(), same) {
            (false, _) => Err(Error::Length(proof.len())),
            (true, false) => Err(Error::OtherHistory),
            (true, true) => Ok(()),
        };
    }
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        (place, last) = (place >> 1, last >> 1);
    }
    // An old tree that is one complete subtree of the new one is its own first hash.
    let (first, rest) = match (old.is_power_of_two(), proof.split_first()) {
        (true, _) => (*old_root, proof),
        (false, Some((first, rest))) => (*first, rest),
        (false, None) => return Err(Error::Length(0)),
    };
    let (mut of_old, mut of_new) = (first, first);
    for hash in rest {
        if last == 0 {
            return Err(Error::Length(proof.len()));
        }
        if place & 1 == 1 || place == last {
            of_old = node(hash, &of_old);
            of_new = node(hash, &of_new);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            of_new = node(&of_new, hash);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    match (last, of_old == *old_root, of_new == *new_root) {
        (0, true, true) => Ok(()),
        (0, false, _) => Err(Error::OtherHistory),
        (0, true, false) => Err(Error::OtherRoot),
        _ => Err(Error::Length(proof.len())),
    }
}
