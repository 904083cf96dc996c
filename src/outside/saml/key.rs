//! Our own key towards identity providers: RSA (2048 bits or more) or P-256, in a file with its certificate in another. It signs
//! requests, and opens the back channel where a provider wants a TLS client certificate.

use ring::rsa::KeyPair as RsaKeyPair;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256};

use crate::crypto::{self, Algorithm};
use crate::outside::signer::system_random;
use crate::seal::x509::Certificate;

/// A private key and its certificate.
pub struct Key {
    pair: Pair,
    certificate: Certificate,
}

enum Pair {
    P256(Box<EcdsaKeyPair>),
    Rsa(Box<RsaKeyPair>),
}

/// Why there is no such key. None repeats anything of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No private key can be read.
    #[error("it holds no private key as PEM (`BEGIN PRIVATE KEY`, PKCS #8), RSA of 2048 to 4096 bits or P-256")]
    Key,
    /// No certificate can be read.
    #[error("it holds no certificate as PEM (`BEGIN CERTIFICATE`)")]
    Certificate,
    /// They are not of one pair.
    #[error("the certificate is of another key")]
    Pair,
    /// The library could not sign.
    #[error("the cryptographic library failed")]
    Library,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// Reads both from PEM. Of several certificates the first is the key's.
    ///
    /// # Errors
    /// One of them cannot be read, or they do not belong together.
    pub fn read(key: &str, certificate: &str) -> Result<Self, Error> {
        let (label, der) = der::pem::decode_vec(key.trim().as_bytes()).map_err(|_| Error::Key)?;
        let pair = Some(der).filter(|_| label == "PRIVATE KEY").and_then(|der| pair(&der)).ok_or(Error::Key)?;
        let certificates = Certificate::parse_pem(certificate).map_err(|_| Error::Certificate)?;
        let certificate = certificates.into_iter().next().ok_or(Error::Certificate)?;
        let key = Self { pair, certificate };
        let signature = key.sign(b"one pair?")?;
        let der = match key.algorithm() {
            Algorithm::RsaPkcs1Sha256 => signature,
            ecdsa => crypto::ecdsa_to_der(ecdsa, &signature).map_err(|_| Error::Library)?,
        };
        crypto::verify(key.algorithm(), &key.certificate.spki(), b"one pair?", &der).map_err(|_| Error::Pair)?;
        Ok(key)
    }

    /// What it signs with.
    pub(super) fn algorithm(&self) -> Algorithm {
        match self.pair {
            Pair::P256(_) => Algorithm::EcdsaP256Sha256,
            Pair::Rsa(_) => Algorithm::RsaPkcs1Sha256,
        }
    }

    /// Its certificate.
    pub(super) fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The signature over the message, in the form that XML has: ECDSA as `r ‖ s`.
    ///
    /// # Errors
    /// The library failed.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let random = system_random();
        match &self.pair {
            Pair::P256(pair) => {
                pair.sign(&random, message).map(|signature| signature.as_ref().to_vec()).map_err(|_| Error::Library)
            }
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map_err(|_| Error::Library)?;
                Ok(signature)
            }
        }
    }
}

fn pair(der: &[u8]) -> Option<Pair> {
    let rsa = RsaKeyPair::from_pkcs8(der).ok().map(|pair| Pair::Rsa(Box::new(pair)));
    rsa.or_else(|| {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &system_random())
            .ok()
            .map(|pair| Pair::P256(Box::new(pair)))
    })
}
