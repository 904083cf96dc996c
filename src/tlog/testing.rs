//! Keys out of fixed octets that sign the same bytes the same way, for tests of this room and of rooms above;
//! tests/common includes the file as a module of its own.

use ed25519_dalek::Signer as _;
use ml_dsa::MlDsa44;
use signature::Keypair as _;

use crate::tlog::checkpoint::{self, Checkpoint};
use crate::tlog::key::{KeyType, VerifierKey};
use crate::tlog::note::Line;

enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    MlDsa44(Box<ml_dsa::SigningKey<MlDsa44>>),
}

/// A private key with its verifier key.
pub(crate) struct Key {
    secret: Secret,
    verifier: VerifierKey,
}

impl Key {
    /// An Ed25519 key of one of its two types, made of one repeated octet.
    pub(crate) fn ed25519(name: &str, kind: KeyType, seed: u8) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(&[seed; 32]);
        let verifier = VerifierKey::new(name, kind, secret.verifying_key().as_bytes()).unwrap();
        Self { secret: Secret::Ed25519(Box::new(secret)), verifier }
    }

    /// An ML-DSA-44 key, made of one repeated octet.
    pub(crate) fn ml_dsa_44(name: &str, seed: u8) -> Self {
        let secret = ml_dsa::SigningKey::<MlDsa44>::from_seed(&[seed; 32].into());
        let octets = secret.verifying_key().encode();
        let verifier = VerifierKey::new(name, KeyType::CosignatureMlDsa44, &octets).unwrap();
        Self { secret: Secret::MlDsa44(Box::new(secret)), verifier }
    }

    /// The two keys of a log.
    pub(crate) fn of_log(origin: &str, seed: u8) -> [Self; 2] {
        [Self::ed25519(origin, KeyType::Ed25519, seed), Self::ml_dsa_44(origin, seed)]
    }

    /// The public key.
    pub(crate) fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The bare signature over these octets.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.secret {
            Secret::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
            Secret::MlDsa44(key) => {
                let signature: ml_dsa::Signature<MlDsa44> = key.sign(message);
                signature.encode().to_vec()
            }
        }
    }

    /// The signature line under a checkpoint at a time in seconds.
    pub(crate) fn line(&self, checkpoint: &Checkpoint, time: u64) -> Line {
        let prepared = checkpoint::prepare(&self.verifier, checkpoint, time).unwrap();
        let signature = self.sign(&prepared.to_sign);
        prepared.assemble(&signature).unwrap()
    }
}
