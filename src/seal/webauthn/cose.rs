//! Public keys as COSE_Key [RFC 9052 §7] in the canonical form of CTAP 2.1 §8, which authenticators write. That form leaves
//! one spelling for each key, so a key is told by its fixed octets; there is no CBOR to walk through.

use crate::crypto::Algorithm;
use crate::erds::key::KeyAlgorithm;

use super::Error;

/// `{1: 2, 3: -7, -1: 1, -2: x, -3: y}` up to `x`: EC2, ES256, P-256 [RFC 9053 §7.1.1].
const ES256: &[u8] = &[0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
/// Between `x` and `y`.
const ES256_Y: &[u8] = &[0x22, 0x58, 0x20];
/// `{1: 1, 3: -8, -1: 6, -2: x}` up to `x`: OKP, EdDSA, Ed25519 [RFC 9053 §7.2].
const EDDSA: &[u8] = &[0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
/// `{1: 3, 3: -257, -1: n, -2: e}` up to the length of `n`: RSA, RS256 [RFC 8230 §4, RFC 8812 §2].
const RS256: &[u8] = &[0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59];
/// `-2: 65537`, the one exponent that authenticators use.
const RS256_E: &[u8] = &[0x21, 0x43, 0x01, 0x00, 0x01];
/// Octets of the moduli that are taken: 2048, 3072 and 4096 bits.
const MODULI: [usize; 3] = [256, 384, 512];

/// A SubjectPublicKeyInfo of P-256 up to the coordinates [RFC 5480 §2].
const P256_HEAD: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE,
    0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];
/// `AlgorithmIdentifier` of RSA [RFC 3279 §2.3.1].
const RSA: &[u8] = &[0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00];

/// A public key that an addressee may sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicKey<'a> {
    /// Ed25519: the key's 32 octets.
    EdDsa(&'a [u8]),
    /// P-256: `x` and `y`, 32 octets each.
    Es256(&'a [u8], &'a [u8]),
    /// RSA: the modulus, its highest bit set; the exponent is 65537.
    Rs256(&'a [u8]),
}

impl<'a> PublicKey<'a> {
    /// Reads a COSE_Key.
    ///
    /// # Errors
    /// It is of another algorithm, or not in canonical form.
    pub fn read(octets: &'a [u8]) -> Result<Self, Error> {
        match Self::first(octets).ok_or(Error::Key)? {
            (key, []) => Ok(key),
            _ => Err(Error::Key),
        }
    }

    /// The COSE_Key that these octets begin with, and what follows it.
    ///
    /// # Errors
    /// As for `read`.
    pub fn split(octets: &'a [u8]) -> Result<(&'a [u8], &'a [u8]), Error> {
        let (_, rest) = Self::first(octets).ok_or(Error::Key)?;
        octets.split_at_checked(octets.len() - rest.len()).ok_or(Error::Key)
    }

    fn first(octets: &'a [u8]) -> Option<(Self, &'a [u8])> {
        if let Some(rest) = octets.strip_prefix(ES256) {
            let (x, rest) = rest.split_at_checked(32)?;
            let (y, rest) = rest.strip_prefix(ES256_Y)?.split_at_checked(32)?;
            return Some((Self::Es256(x, y), rest));
        }
        if let Some(rest) = octets.strip_prefix(EDDSA) {
            let (x, rest) = rest.split_at_checked(32)?;
            return Some((Self::EdDsa(x), rest));
        }
        let (length, rest) = octets.strip_prefix(RS256)?.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (modulus, rest) = rest.split_at_checked(length)?;
        let whole = MODULI.contains(&length) && modulus.first().is_some_and(|first| first & 0x80 != 0);
        whole.then_some((Self::Rs256(modulus), rest.strip_prefix(RS256_E)?))
    }

    /// By which algorithm it signs, as evidence names it.
    pub fn algorithm(&self) -> KeyAlgorithm {
        match self {
            Self::EdDsa(_) => KeyAlgorithm::EdDsa,
            Self::Es256(..) => KeyAlgorithm::Es256,
            Self::Rs256(_) => KeyAlgorithm::Rs256,
        }
    }

    /// The same for `crypto::verify`.
    pub(super) fn signs_by(&self) -> Algorithm {
        match self {
            Self::EdDsa(_) => Algorithm::Ed25519,
            Self::Es256(..) => Algorithm::EcdsaP256Sha256,
            Self::Rs256(_) => Algorithm::RsaPkcs1Sha256,
        }
    }

    /// Its SubjectPublicKeyInfo in DER.
    pub(super) fn spki(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::EdDsa(key) => crate::crypto::spki_of(Algorithm::Ed25519, key).map_err(|_| Error::Key),
            Self::Es256(x, y) => Ok([P256_HEAD, x, y].concat()),
            Self::Rs256(modulus) => {
                // The highest bit is set, so an octet of zero goes before.
                let modulus = der(0x02, &[&[0], *modulus].concat())?;
                let key = der(0x30, &[&modulus, RSA_E].concat())?;
                der(0x30, &[RSA, &der(0x03, &[&[0], key.as_slice()].concat())?].concat())
            }
        }
    }
}

/// `INTEGER 65537`.
const RSA_E: &[u8] = &[0x02, 0x03, 0x01, 0x00, 0x01];

/// A DER element of 256 to 65,535 octets.
fn der(tag: u8, content: &[u8]) -> Result<Vec<u8>, Error> {
    let length = u16::try_from(content.len()).map_err(|_| Error::Key)?;
    Ok([&[tag, 0x82], &length.to_be_bytes()[..], content].concat())
}
