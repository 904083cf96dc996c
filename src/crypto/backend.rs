//! The arithmetic of signatures, twice: by RustCrypto on every target, by ring with the cargo feature `ring`, where it is several times as fast
//! and a bundle holds dozens of signatures. ML-DSA is RustCrypto's alone.
//!
//! Form and range of key and signature are judged before, by one code for both (`verify`), so both say the same of every input; `tests` holds
//! them against each other.

#[cfg(feature = "ring")]
mod by_ring;
#[cfg(any(test, not(feature = "ring")))]
mod by_rustcrypto;
#[cfg(all(test, feature = "ring"))]
#[expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test may panic")]
mod tests;

use super::Algorithm;

/// What `verify` calculates with.
#[cfg(feature = "ring")]
pub(super) type Chosen = by_ring::Ring;
/// What `verify` calculates with.
#[cfg(not(feature = "ring"))]
pub(super) type Chosen = by_rustcrypto::RustCrypto;

/// Modulus and exponent of an RSA key, without leading zeros.
pub(super) type Numbers<'a> = [&'a [u8]; 2];

/// Whether a signature is of a key. Keys come decoded, and also as their uncompressed point or their numbers.
pub(super) trait Backend {
    /// ECDSA over P-256 with SHA-256.
    fn p256(key: &p256::ecdsa::VerifyingKey, point: &[u8], message: &[u8], signature: &p256::ecdsa::Signature) -> bool;

    /// ECDSA over P-384 with SHA-384.
    fn p384(key: &p384::ecdsa::VerifyingKey, point: &[u8], message: &[u8], signature: &p384::ecdsa::Signature) -> bool;

    /// Ed25519; neither key nor `R` is of small order.
    fn ed25519(key: &ed25519_dalek::VerifyingKey, message: &[u8], signature: &ed25519_dalek::Signature) -> bool;

    /// RSA with PKCS #1 v1.5 and the algorithm's digest.
    fn rsa(
        algorithm: Algorithm,
        key: &rsa::RsaPublicKey,
        numbers: Numbers<'_>,
        message: &[u8],
        signature: &[u8],
    ) -> bool;
}
