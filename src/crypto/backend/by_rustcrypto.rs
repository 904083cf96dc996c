//! By RustCrypto.

use sha2::{Sha256, Sha384, Sha512};
use signature::Verifier as _;

use super::{Algorithm, Backend, Numbers};
use crate::crypto::Digest;

/// RustCrypto.
pub(in crate::crypto) struct RustCrypto;

impl Backend for RustCrypto {
    fn p256(key: &p256::ecdsa::VerifyingKey, _: &[u8], message: &[u8], signature: &p256::ecdsa::Signature) -> bool {
        key.verify(message, signature).is_ok()
    }

    fn p384(key: &p384::ecdsa::VerifyingKey, _: &[u8], message: &[u8], signature: &p384::ecdsa::Signature) -> bool {
        key.verify(message, signature).is_ok()
    }

    fn ed25519(key: &ed25519_dalek::VerifyingKey, message: &[u8], signature: &ed25519_dalek::Signature) -> bool {
        key.verify_strict(message, signature).is_ok()
    }

    fn rsa(algorithm: Algorithm, key: &rsa::RsaPublicKey, _: Numbers<'_>, message: &[u8], signature: &[u8]) -> bool {
        let padding = match algorithm.digest_algorithm() {
            Digest::Sha256 => rsa::Pkcs1v15Sign::new::<Sha256>(),
            Digest::Sha384 => rsa::Pkcs1v15Sign::new::<Sha384>(),
            Digest::Sha512 => rsa::Pkcs1v15Sign::new::<Sha512>(),
        };
        key.verify(padding, &algorithm.digest(message), signature).is_ok()
    }
}
