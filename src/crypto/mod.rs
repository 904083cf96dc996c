//! Floor 0: digests, and one function that verifies a signature. RustCrypto behind it, or
//! ring for what it has (cargo feature `ring`); no private key comes here.
//!
//! Every signature that the house reads (evidence, time-stamps, certificates, CRLs, manifests, passkeys) is judged by
//! [`verify()`]; until when an algorithm is suitable, by [`Suitability`]. Never signs, never reads a clock, never draws randomness.

mod algorithm;
mod backend;
mod digest;
mod held;
mod suitability;
mod verify;

use sha2::{Digest as _, Sha256};

pub use algorithm::Algorithm;
pub use digest::{Digest, DigestStream};
pub use suitability::{Error as SuitabilityError, LIMIT as SUITABILITY_LIMIT, Suitability, Unsuitable};
pub use verify::{ecdsa_to_der, ecdsa_to_fixed, key_bits, spki_of, verify};

/// Why a signature, a key or its form is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The key is not of the kind that the algorithm needs, malformed, or of a size that we do not take.
    #[error("the public key does not fit the signature algorithm, or is malformed")]
    Key,
    /// The signature is not of the shape that the algorithm has.
    #[error("the signature is malformed")]
    Malformed,
    /// The signature was not made with this key over these bytes.
    #[error("the signature does not match")]
    Mismatch,
    /// The conversion is asked for an algorithm that has one form only.
    #[error("the algorithm is not ECDSA")]
    NotEcdsa,
}

/// The SHA-256 digest of the bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of bytes that come in pieces.
#[derive(Clone, Debug, Default)]
pub struct Sha256Stream(Sha256);

impl Sha256Stream {
    /// Nothing digested yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all pieces in order.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sha256_of_abc_is_the_standards_example() {
        // FIPS 180-2, appendix B.1
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(verify::tests::hex(expected), sha256(b"abc"));
    }

    proptest! {
        #[test]
        fn pieces_digest_like_the_whole(bytes: Vec<u8>, cut in 0usize..64) {
            let cut = cut.min(bytes.len());
            let mut stream = Sha256Stream::new();
            stream.update(&bytes[..cut]);
            stream.update(&bytes[cut..]);
            prop_assert_eq!(stream.finish(), sha256(&bytes));
        }
    }
}
