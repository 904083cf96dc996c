//! Floor 1: the transparency log as bytes and arithmetic. Never signs, never reads a clock, never fetches anything.
//!
//! An entry is 32 octets, the SHA-256 of a sealed evidence file; its leaf is SHA-256(0x00 ‖ entry). Everything follows the
//! specifications of C2SP: what others wrote for any such log reads ours.
//!
//! | file | what | specification |
//! |---|---|---|
//! | `merkle` | hashes, inclusion and consistency: checking | RFC 6962 §2.1 |
//! | `tile` | where tiles and entry bundles stand, and their octets | tlog-tiles |
//! | `edge` | appending: the right edge of a tree, in constant memory | RFC 6962, tlog-tiles |
//! | `view` | making proofs out of the tiles that they need | RFC 6962, tlog-tiles |
//! | `key` | verifier keys and their ids | signed-note |
//! | `note` | text with signature lines | signed-note |
//! | `checkpoint` | origin, size, root; prepare → (somebody signs) → assemble; check | tlog-checkpoint, tlog-cosignature |
//! | `proof` | one entry's proof as a file | tlog-proof |
//! | `own` | what a log says beside its checkpoints | signed-note, ours |
//! | `promise`, `service` | of those: that a delivery's first evidence is in the log by T; what program runs | ours |
//! | `witness` | requests and answers of a witness, and how it judges | tlog-witness |
//! | `policy` | which logs, which witnesses, which quorum | tlog-policy |
//! | `audit` | what a monitor judges: names what is wrong with a log | RFC 6962, tlog-tiles |
//!
//! # Publishing
//! [`edge::Edge::load`] reads the few partial tiles of the log as it stands; [`edge::Edge::append`] takes the leaves of waiting
//! entries and tells which tiles to write, beside the entry bundles ([`tile::encode_entries`]). When those are stored,
//! [`checkpoint::prepare`] gives for each key what to sign, and `assemble` the line under the checkpoint. The tiles just
//! written, added to a [`view::View`], make the proof of each entry; [`view::tiles_of_consistency`] names those that a witness's
//! request needs, and [`witness::AddCheckpoint`] is its body. A witness decides by [`witness::judge`].
//!
//! # Checking
//! [`proof::Proof::check`] and [`checkpoint::SignedCheckpoint::signed_by`]; a monitor appends each bundle's leaves to an
//! `Edge` and compares its root, in constant memory.
//!
//! Hand-written because the published crates bring a runtime, one signature algorithm, or no ML-DSA; the tree is checked
//! against `ct-merkle` in tests, the formats against programs written in Go.

pub mod audit;
pub mod checkpoint;
pub mod edge;
pub mod key;
pub mod merkle;
pub mod note;
pub mod own;
pub mod policy;
pub mod promise;
pub mod proof;
pub mod service;
pub mod tile;
pub mod view;
pub mod witness;

mod text;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use merkle::Hash;

/// Octets of an entry: the SHA-256 of a sealed evidence file.
pub const ENTRY: usize = 32;
