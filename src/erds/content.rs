//! The user content: the message byte for byte as it was handed in, known to evidence by its digest only.

use std::fmt;

/// A SHA-256 digest: 32 octets. Made by `crypto`, carried and compared here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(pub [u8; 32]);

/// 64 hexadecimal digits in small letters.
impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not 64 hexadecimal digits in small letters.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a SHA-256 digest is 64 hexadecimal digits in small letters")]
pub struct NotADigest;

impl std::str::FromStr for Sha256 {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digit = |c: u8| match c {
            b'0'..=b'9' => Ok(c - b'0'),
            b'a'..=b'f' => Ok(c - b'a' + 10),
            _ => Err(NotADigest),
        };
        let mut octets = [0_u8; 32];
        if text.len() != 64 {
            return Err(NotADigest);
        }
        for (octet, pair) in octets.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let [high, low] = pair else { return Err(NotADigest) };
            *octet = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(octets))
    }
}

impl serde::Serialize for Sha256 {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Sha256 {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Something in a message by which its sender would learn of its reader behind their back, where a mail program follows it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tracker {
    /// Of which kind.
    pub kind: Tracking,
    /// Where it stands and what it is, in English.
    pub words: String,
}

/// How a message would report on its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tracking {
    /// Something that a program fetches or runs.
    Remote,
    /// A request for a receipt.
    Receipt,
    /// A part of which it cannot be told.
    Unchecked,
}

impl Tracking {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Remote, Self::Receipt, Self::Unchecked];

    /// Its name in evidence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Remote => "remote",
            Self::Receipt => "receipt",
            Self::Unchecked => "unchecked",
        }
    }
}

/// What every evidence holds about the content (M02, EN 319 522-2 §8.2.24). Nothing of it tells what the message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentInfo {
    /// SHA-256 over the message's octets as handed in.
    pub digest: Sha256,
    /// The number of those octets.
    pub size: u64,
    /// The `Message-ID` that the sender's program gave it, without angle brackets (AppLayerIdentifier).
    pub message_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back_as_printed_and_nothing_else_does() {
        let digest = Sha256(std::array::from_fn(|i| u8::try_from(i * 7).unwrap()));
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!(digest.to_string().to_uppercase().parse::<Sha256>(), Err(NotADigest));
        assert_eq!("00".parse::<Sha256>(), Err(NotADigest));
    }
}
