//! A key of the addressee's own: a passkey, as an enrolment states it. The private half never leaves the addressee's
//! authenticator; what stands here is public, and says nothing about the device.

use std::fmt;
use std::str::FromStr;

/// By which algorithm an addressee's key signs, with the names of COSE [RFC 9053 §2, RFC 8812 §2].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyAlgorithm {
    /// EdDSA over Ed25519.
    EdDsa,
    /// ECDSA over P-256 with SHA-256.
    Es256,
    /// RSA PKCS #1 v1.5 with SHA-256.
    Rs256,
}

impl KeyAlgorithm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::EdDsa, Self::Es256, Self::Rs256];

    /// Its name, as in evidence.
    pub fn name(self) -> &'static str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
        }
    }

    /// Its number in COSE, as a page asks an authenticator for it.
    pub fn number(self) -> i32 {
        match self {
            Self::EdDsa => -8,
            Self::Es256 => -7,
            Self::Rs256 => -257,
        }
    }
}

impl fmt::Display for KeyAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The algorithm is not one that an addressee's key may have.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("an addressee's key signs by EdDSA, ES256 or RS256")]
pub struct NotAKeyAlgorithm;

impl FromStr for KeyAlgorithm {
    type Err = NotAKeyAlgorithm;

    fn from_str(text: &str) -> Result<Self, NotAKeyAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == text).ok_or(NotAKeyAlgorithm)
    }
}

/// An addressee's key, and where it may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddresseeKey {
    /// The credential id that the authenticator gave it; 1 to 1,023 octets [WebAuthn §4].
    pub credential: Vec<u8>,
    /// The public key as a COSE_Key in its canonical form [RFC 9052 §7, CTAP 2.1 §8].
    pub cose: Vec<u8>,
    /// By which algorithm it signs; the COSE_Key says the same.
    pub algorithm: KeyAlgorithm,
    /// The relying party's id: the domain that the key is bound to.
    pub rp_id: String,
    /// The origin of the pages on which it is used, such as `https://post.example`.
    pub origin: String,
}
