//! By ring.

use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey,
};

use super::{Algorithm, Backend, Numbers};
use crate::crypto::Digest;

/// ring.
pub(in crate::crypto) struct Ring;

impl Backend for Ring {
    fn p256(_: &p256::ecdsa::VerifyingKey, point: &[u8], message: &[u8], signature: &p256::ecdsa::Signature) -> bool {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, &signature.to_bytes()).is_ok()
    }

    fn p384(_: &p384::ecdsa::VerifyingKey, point: &[u8], message: &[u8], signature: &p384::ecdsa::Signature) -> bool {
        UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point).verify(message, &signature.to_bytes()).is_ok()
    }

    fn ed25519(key: &ed25519_dalek::VerifyingKey, message: &[u8], signature: &ed25519_dalek::Signature) -> bool {
        UnparsedPublicKey::new(&ED25519, key.as_bytes()).verify(message, &signature.to_bytes()).is_ok()
    }

    fn rsa(algorithm: Algorithm, _: &rsa::RsaPublicKey, [n, e]: Numbers<'_>, message: &[u8], signature: &[u8]) -> bool {
        let parameters: &RsaParameters = match algorithm.digest_algorithm() {
            Digest::Sha256 => &RSA_PKCS1_2048_8192_SHA256,
            Digest::Sha384 => &RSA_PKCS1_2048_8192_SHA384,
            Digest::Sha512 => &RSA_PKCS1_2048_8192_SHA512,
        };
        RsaPublicKeyComponents { n, e }.verify(parameters, message, signature).is_ok()
    }
}
