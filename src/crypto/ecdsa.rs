//! The arithmetic of ECDSA: by RustCrypto on every target, by ring in programs with the cargo feature `daemon`, where it is about
//! ten times as fast and a bundle holds dozens of signatures.
//!
//! Form and range of key and signature were judged before, by one code for both, so both say the same of every input; a test
//! holds them against each other.

#[cfg(feature = "daemon")]
use ring::signature::{ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, UnparsedPublicKey};
#[cfg(any(test, not(feature = "daemon")))]
use signature::Verifier as _;

/// Whether the signature is of this key, whose uncompressed point is given, too.
#[cfg(feature = "daemon")]
pub(super) fn p256(
    _: &p256::ecdsa::VerifyingKey,
    point: &[u8],
    message: &[u8],
    signature: &p256::ecdsa::Signature,
) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, &signature.to_bytes()).is_ok()
}

/// The same on P-384.
#[cfg(feature = "daemon")]
pub(super) fn p384(
    _: &p384::ecdsa::VerifyingKey,
    point: &[u8],
    message: &[u8],
    signature: &p384::ecdsa::Signature,
) -> bool {
    UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point).verify(message, &signature.to_bytes()).is_ok()
}

/// Whether the signature is of this key.
#[cfg(not(feature = "daemon"))]
pub(super) fn p256(
    key: &p256::ecdsa::VerifyingKey,
    _: &[u8],
    message: &[u8],
    signature: &p256::ecdsa::Signature,
) -> bool {
    key.verify(message, signature).is_ok()
}

/// The same on P-384.
#[cfg(not(feature = "daemon"))]
pub(super) fn p384(
    key: &p384::ecdsa::VerifyingKey,
    _: &[u8],
    message: &[u8],
    signature: &p384::ecdsa::Signature,
) -> bool {
    key.verify(message, signature).is_ok()
}

#[cfg(all(test, feature = "daemon"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use signature::Signer as _;

    /// Which of the octets of `r ‖ s` is set to what, if any.
    type Change = Option<(prop::sample::Index, u8)>;

    fn changed(mut fixed: Vec<u8>, change: &Change) -> Vec<u8> {
        if let Some((at, octet)) = change {
            *at.get_mut(&mut fixed) = *octet;
        }
        fixed
    }

    proptest! {
        #[test]
        fn ring_and_rustcrypto_say_the_same(seed in prop::array::uniform32(1_u8..), said: Vec<u8>, heard: Option<Vec<u8>>, change: Change) {
            let heard = heard.unwrap_or_else(|| said.clone());
            let key = p256::ecdsa::SigningKey::from_slice(&seed).unwrap();
            let made: p256::ecdsa::Signature = key.sign(&said);
            let point = key.verifying_key().to_sec1_point(false);
            if let Ok(signature) = p256::ecdsa::Signature::from_slice(&changed(made.to_bytes().to_vec(), &change)) {
                let ours = p256(key.verifying_key(), point.as_bytes(), &heard, &signature);
                prop_assert_eq!(ours, key.verifying_key().verify(&heard, &signature).is_ok());
                prop_assert_eq!(ours, said == heard && signature == made);
            }
            let key = p384::ecdsa::SigningKey::from_slice(&[&seed[..], &seed[..16]].concat()).unwrap();
            let made: p384::ecdsa::Signature = key.sign(&said);
            let point = key.verifying_key().to_sec1_point(false);
            if let Ok(signature) = p384::ecdsa::Signature::from_slice(&changed(made.to_bytes().to_vec(), &change)) {
                let ours = p384(key.verifying_key(), point.as_bytes(), &heard, &signature);
                prop_assert_eq!(ours, key.verifying_key().verify(&heard, &signature).is_ok());
                prop_assert_eq!(ours, said == heard && signature == made);
            }
        }
    }
}
