//! The keys of the transparency log, and of a witness: Ed25519 for every reader of today, ML-DSA-44 for the day on which
//! Ed25519 falls. Each lies as the seed of its PKCS#8 form in a file of its own (0600), made at first start; other programs
//! read them too.
//!
//! A log whose key is gone cannot go on: its verifiers know the old one. So a key is made only where there is none of the
//! two, and a missing one beside the other is an error. So for a witness.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ed25519_dalek::Signer as _;
use ml_dsa::MlDsa44;
use signature::Keypair as _;

use super::entropy::Entropy;
use super::signer::{Error, Signer, read_private, write_private};
use crate::crypto::{Algorithm, spki_of};
use crate::tlog::checkpoint::{self, Checkpoint};
use crate::tlog::key::{KeyType, VerifierKey};
use crate::tlog::note::Line;

/// PKCS#8 of an Ed25519 key up to its 32 octets [RFC 8410 §7].
const ED25519: [u8; 16] =
    [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
/// PKCS#8 of an ML-DSA-44 key up to the 32 octets of its seed [RFC 9881 §6].
const ML_DSA_44: [u8; 22] = [
    0x30, 0x34, 0x02, 0x01, 0x00, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x11, 0x04,
    0x22, 0x80, 0x20,
];

/// A key of a log or of a witness: signs, and has a name.
#[derive(Clone)]
pub struct LogKey {
    /// Signs.
    pub signer: Arc<dyn Signer>,
    /// The public key under the log's origin, or the witness's name.
    pub key: VerifierKey,
}

impl LogKey {
    /// The public key as a file: what it is called, without ending, and its one line.
    pub fn file(&self) -> (String, Vec<u8>) {
        let name = if self.key.kind().is_post_quantum() { "ml-dsa-44" } else { "ed25519" };
        (name.to_owned(), format!("{}\n", self.key).into_bytes())
    }

    /// Its line under a checkpoint at a time, in seconds since 1970.
    ///
    /// # Errors
    /// `Library` where nothing can be signed, or not for this time.
    pub fn line(&self, checkpoint: &Checkpoint, time: u64) -> Result<Line, Error> {
        let prepared = checkpoint::prepare(&self.key, checkpoint, time).map_err(|_| Error::Library)?;
        let signature = self.signer.sign(&prepared.to_sign)?;
        prepared.assemble(&signature).map_err(|_| Error::Library)
    }
}

/// The types of a log's two keys, and of a witness's.
const OF_LOG: [KeyType; 2] = [KeyType::Ed25519, KeyType::CosignatureMlDsa44];
const OF_WITNESS: [KeyType; 2] = [KeyType::CosignatureEd25519, KeyType::CosignatureMlDsa44];

/// The embedded log's two keys under this origin, in files of this folder; made where there is neither.
///
/// # Errors
/// `Read` where one of the two is gone.
pub fn open_or_make(folder: &Path, origin: &str, entropy: &dyn Entropy) -> Result<[LogKey; 2], Error> {
    let files = [folder.join("log-ed25519.key"), folder.join("log-ml-dsa-44.key")];
    opened(&files, origin, OF_LOG, entropy)
}

/// A witness's two keys under this name, in files of this folder; made where there is neither.
///
/// # Errors
/// As `open_or_make`.
pub fn open_or_make_of_witness(folder: &Path, name: &str, entropy: &dyn Entropy) -> Result<[LogKey; 2], Error> {
    let files = [folder.join("witness-ed25519.key"), folder.join("witness-ml-dsa-44.key")];
    opened(&files, name, OF_WITNESS, entropy)
}

/// A witness's two keys in no file: for tests, and to see whether a name is one.
///
/// # Errors
/// `Name` where that cannot be a witness's name.
pub fn of_fleeting_witness(name: &str, entropy: &dyn Entropy) -> Result<[LogKey; 2], Error> {
    let [ed25519, ml_dsa_44] = OF_WITNESS;
    Ok([
        named(name, ed25519, SeedKey::ed25519(&entropy.draw())?)?,
        named(name, ml_dsa_44, SeedKey::ml_dsa_44(&entropy.draw())?)?,
    ])
}

fn opened(
    [ed25519, ml_dsa_44]: &[PathBuf; 2],
    name: &str,
    [first, second]: [KeyType; 2],
    entropy: &dyn Entropy,
) -> Result<[LogKey; 2], Error> {
    if !ed25519.exists() {
        // The second is written first: with the first one in place there are both.
        if !ml_dsa_44.exists() {
            write_private(ml_dsa_44, &[&ML_DSA_44[..], &entropy.draw::<32>()].concat())?;
        }
        write_private(ed25519, &[&ED25519[..], &entropy.draw::<32>()].concat())?;
    }
    let ed25519 = SeedKey::ed25519(&read_seed(ed25519, &ED25519, "Ed25519")?)?;
    let ml_dsa_44 = SeedKey::ml_dsa_44(&read_seed(ml_dsa_44, &ML_DSA_44, "ML-DSA-44")?)?;
    Ok([named(name, first, ed25519)?, named(name, second, ml_dsa_44)?])
}

fn named(name: &str, kind: KeyType, key: SeedKey) -> Result<LogKey, Error> {
    let verifier = VerifierKey::new(name, kind, &key.public).map_err(Error::Name)?;
    Ok(LogKey { signer: Arc::new(key), key: verifier })
}

fn read_seed(path: &Path, head: &[u8], kind: &'static str) -> Result<[u8; 32], Error> {
    let octets = read_private(path)?;
    let seed = octets.strip_prefix(head).and_then(|seed| seed.try_into().ok());
    seed.ok_or_else(|| Error::Seed { path: path.to_owned(), kind })
}

enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    MlDsa44(Box<ml_dsa::SigningKey<MlDsa44>>),
}

/// A private key made of 32 octets.
struct SeedKey {
    secret: Secret,
    public: Vec<u8>,
    spki: Vec<u8>,
}

impl SeedKey {
    fn ed25519(seed: &[u8; 32]) -> Result<Self, Error> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = secret.verifying_key().as_bytes().to_vec();
        Self::new(Secret::Ed25519(Box::new(secret)), Algorithm::Ed25519, public)
    }

    fn ml_dsa_44(seed: &[u8; 32]) -> Result<Self, Error> {
        let secret = ml_dsa::SigningKey::<MlDsa44>::from_seed(&(*seed).into());
        let public = secret.verifying_key().encode().to_vec();
        Self::new(Secret::MlDsa44(Box::new(secret)), Algorithm::MlDsa44, public)
    }

    fn new(secret: Secret, algorithm: Algorithm, public: Vec<u8>) -> Result<Self, Error> {
        let spki = spki_of(algorithm, &public).map_err(|_| Error::Library)?;
        Ok(Self { secret, public, spki })
    }
}

impl Signer for SeedKey {
    fn algorithm(&self) -> Algorithm {
        match self.secret {
            Secret::Ed25519(_) => Algorithm::Ed25519,
            Secret::MlDsa44(_) => Algorithm::MlDsa44,
        }
    }

    fn public_key(&self) -> &[u8] {
        &self.spki
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        match &self.secret {
            Secret::Ed25519(key) => Ok(key.sign(message).to_bytes().to_vec()),
            Secret::MlDsa44(key) => {
                let signature: ml_dsa::Signature<MlDsa44> = key.try_sign(message).map_err(|_| Error::Library)?;
                Ok(signature.encode().to_vec())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::entropy::FakeEntropy;

    const ORIGIN: &str = "recepis.example/log";

    #[test]
    fn both_keys_are_made_once_sign_and_are_refused_when_others_may_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let made = open_or_make(folder.path(), ORIGIN, &FakeEntropy::new(1)).unwrap();
        let again = open_or_make(folder.path(), ORIGIN, &FakeEntropy::new(2)).unwrap();
        for (made, again) in made.iter().zip(&again) {
            assert_eq!(made.key, again.key);
            let signature = made.signer.sign(b"message").unwrap();
            let verify = |message| {
                crate::crypto::verify(made.signer.algorithm(), again.signer.public_key(), message, &signature)
            };
            assert!(verify(b"message").is_ok() && verify(b"Message").is_err());
        }
        let path = folder.path().join("log-ml-dsa-44.key");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        let opened = open_or_make(folder.path(), ORIGIN, &FakeEntropy::new(1));
        assert!(matches!(opened, Err(Error::Open(_))));
    }

    #[test]
    fn a_log_that_lost_its_post_quantum_key_is_given_no_other() {
        let folder = tempfile::tempdir().unwrap();
        open_or_make(folder.path(), ORIGIN, &FakeEntropy::new(1)).unwrap();
        std::fs::remove_file(folder.path().join("log-ml-dsa-44.key")).unwrap();
        assert!(matches!(open_or_make(folder.path(), ORIGIN, &FakeEntropy::new(1)), Err(Error::Read { .. })));
    }
}
