//! Private keys. A signer signs; whoever holds one never sees the key. File keys are for trying out, PKCS#11 is for earnest.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

use crate::crypto::{Algorithm, Suitability, Unsuitable};
use crate::erds::moment::Moment;

/// Signs with one key.
pub trait Signer: Send + Sync {
    /// Key type and digest.
    fn algorithm(&self) -> Algorithm;

    /// The public key as SubjectPublicKeyInfo (DER).
    fn public_key(&self) -> &[u8];

    /// The signature over the message; ECDSA in DER form.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error>;

    /// The same, for what must stand as evidence: only while the algorithm is suitable.
    fn sign_at(&self, message: &[u8], now: Moment) -> Result<Vec<u8>, Error> {
        match Suitability::default().signature(self.algorithm(), self.public_key(), now.to_time()) {
            Some(unsuitable) => Err(Error::Unsuitable(unsuitable)),
            None => self.sign(message),
        }
    }
}

/// Why a key cannot be had or used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The key file cannot be read.
    #[error("cannot read the key file {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The key file cannot be written.
    #[error("cannot write the key file {}", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Others than the owner may read the key file.
    #[error("others may read the key file {}: run chmod 600 on it", .0.display())]
    Open(PathBuf),
    /// The file holds no P-256 key.
    #[error("the file {} holds no P-256 private key (PKCS#8)", .0.display())]
    Key(PathBuf),
    /// The file holds no key of the log.
    #[error("the file {path} holds no {kind} private key (PKCS#8 with the seed)", path = path.display())]
    Seed {
        /// Which file.
        path: PathBuf,
        /// Which kind of key it should hold.
        kind: &'static str,
    },
    /// A log or witness cannot have this name.
    #[error("a transparency log or witness cannot be called that")]
    Name(#[source] crate::tlog::key::Error),
    /// The algorithm is not suitable any more.
    #[error("nothing is signed with {0}: a newer recepis knows a key that is")]
    Unsuitable(Unsuitable),
    /// The library could not sign or make a key.
    #[error("the cryptographic library failed")]
    Library,
}

/// A P-256 key in a file of the data directory (PKCS#8 DER, mode 0600).
pub struct FileKey {
    pair: EcdsaKeyPair,
    spki: Vec<u8>,
    random: ring::rand::SystemRandom,
}

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey")
    }
}

/// SubjectPublicKeyInfo of an uncompressed P-256 point, up to the point [RFC 5480 §2].
const P256_SPKI: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE,
    0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

impl FileKey {
    /// The key in this file; made where there is none.
    pub fn open_or_make(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            make(path)?;
        }
        Self::open(path)
    }

    /// The key in this file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::from_pkcs8(&read_private(path)?).map_err(|_| Error::Key(path.to_owned()))
    }

    fn from_pkcs8(octets: &[u8]) -> Result<Self, Error> {
        let random = system_random();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, octets, &random).map_err(|_| Error::Library)?;
        let spki = [&P256_SPKI[..], pair.public_key().as_ref()].concat();
        Ok(Self { pair, spki, random })
    }
}

impl Signer for FileKey {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EcdsaP256Sha256
    }

    fn public_key(&self) -> &[u8] {
        &self.spki
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let signature = self.pair.sign(&self.random, message).map_err(|_| Error::Library)?;
        Ok(signature.as_ref().to_vec())
    }
}

#[expect(clippy::disallowed_methods, reason = "the making and use of keys draws its own random octets")]
pub(super) fn system_random() -> ring::rand::SystemRandom {
    ring::rand::SystemRandom::new()
}

fn make(path: &Path) -> Result<(), Error> {
    let document =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &system_random()).map_err(|_| Error::Library)?;
    write_private(path, document.as_ref())
}

/// The octets of a key file that only its owner may read.
pub(super) fn read_private(path: &Path) -> Result<Vec<u8>, Error> {
    use std::os::unix::fs::PermissionsExt;
    let read = |source| Error::Read { path: path.to_owned(), source };
    let mode = fs::metadata(path).map_err(read)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Error::Open(path.to_owned()));
    }
    fs::read(path).map_err(read)
}

/// Writes a fresh key under another name, then renames: after a crash there is a whole key or none.
pub(super) fn write_private(path: &Path, octets: &[u8]) -> Result<(), Error> {
    let write = |source| Error::Write { path: path.to_owned(), source };
    let fresh = path.with_extension("new");
    if fresh.exists() {
        fs::remove_file(&fresh).map_err(write)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh).map_err(write)?;
    file.write_all(octets).map_err(write)?;
    file.sync_all().map_err(write)?;
    fs::rename(&fresh, path).map_err(write)?;
    if let Some(folder) = path.parent() {
        fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(write)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_signs_only_while_its_algorithm_is_suitable() {
        struct Short;
        impl Signer for Short {
            fn algorithm(&self) -> Algorithm {
                Algorithm::RsaPkcs1Sha256
            }
            fn public_key(&self) -> &[u8] {
                include_bytes!("../crypto/vectors/rsa-2048-spki.der")
            }
            fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
                Ok(message.to_vec())
            }
        }
        let at = |text: &str| Short.sign_at(b"message", text.parse().unwrap());
        assert_eq!(at("2026-03-31T23:59:59Z").unwrap(), b"message");
        let refused = at("2026-04-01T00:00:00Z").unwrap_err().to_string();
        assert!(refused.starts_with("nothing is signed with RSA PKCS #1 v1.5 with SHA-256 and a key of 2048 bits, which is not suitable from 2026-04-01 on"), "{refused}");
    }

    #[test]
    fn a_key_is_made_once_signs_and_is_refused_when_others_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seal.key");
        let made = FileKey::open_or_make(&path).unwrap();
        let again = FileKey::open_or_make(&path).unwrap();
        assert_eq!(made.public_key(), again.public_key());
        let signature = made.sign(b"message").unwrap();
        crate::crypto::verify(made.algorithm(), again.public_key(), b"message", &signature).unwrap();
        assert!(crate::crypto::verify(made.algorithm(), again.public_key(), b"Message", &signature).is_err());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(FileKey::open(&path), Err(Error::Open(_))));
    }
}
