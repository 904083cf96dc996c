//! The tree against an implementation that we did not write, and the formats as files.

mod audit;
mod formats;
mod own;
mod policies;
mod tree;
mod witnesses;

use super::checkpoint::{Checkpoint, SignedCheckpoint};
use super::key::KeyType;
use super::testing::Key;

/// A key of each type.
pub(super) fn one_of_each(name: &str, seed: u8) -> [Key; 3] {
    [
        Key::ed25519(name, KeyType::Ed25519, seed),
        Key::ed25519(name, KeyType::CosignatureEd25519, seed),
        Key::ml_dsa_44(name, seed),
    ]
}

/// A checkpoint signed by these keys in this order.
fn signed(checkpoint: &Checkpoint, keys: &[Key], time: u64) -> SignedCheckpoint {
    let lines = keys.iter().map(|key| key.line(checkpoint, time)).collect();
    SignedCheckpoint::new(checkpoint.clone(), lines).unwrap()
}
