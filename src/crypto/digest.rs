//! The digest algorithms that are taken, and their identifiers in XML, CMS and X.509.

use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// A digest algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Digest {
    /// What evidence, manifests, time-stamps' imprints and the transparency log are made with.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Sha256, Self::Sha384, Self::Sha512];

    /// The name that reports print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// The object identifier in CMS and X.509, in dotted form.
    pub fn oid(self) -> &'static str {
        match self {
            Self::Sha256 => "2.16.840.1.101.3.4.2.1",
            Self::Sha384 => "2.16.840.1.101.3.4.2.2",
            Self::Sha512 => "2.16.840.1.101.3.4.2.3",
        }
    }

    /// The digest algorithm with this object identifier.
    pub fn from_oid(oid: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|digest| digest.oid() == oid)
    }

    /// The `Algorithm` of `ds:DigestMethod` [RFC 9231].
    pub fn xml_uri(self) -> &'static str {
        match self {
            Self::Sha256 => "http://www.w3.org/2001/04/xmlenc#sha256",
            Self::Sha384 => "http://www.w3.org/2001/04/xmldsig-more#sha384",
            Self::Sha512 => "http://www.w3.org/2001/04/xmlenc#sha512",
        }
    }

    /// The digest of these bytes.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }

    /// For bytes that come in pieces.
    pub fn stream(self) -> DigestStream {
        match self {
            Self::Sha256 => DigestStream::Sha256(Sha256::new()),
            Self::Sha384 => DigestStream::Sha384(Sha384::new()),
            Self::Sha512 => DigestStream::Sha512(Sha512::new()),
        }
    }
}

/// A digest of bytes that come in pieces.
#[derive(Clone, Debug)]
pub enum DigestStream {
    /// By SHA-256.
    Sha256(Sha256),
    /// By SHA-384.
    Sha384(Sha384),
    /// By SHA-512.
    Sha512(Sha512),
}

impl DigestStream {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(stream) => stream.update(bytes),
            Self::Sha384(stream) => stream.update(bytes),
            Self::Sha512(stream) => stream.update(bytes),
        }
    }

    /// The digest of all pieces in order.
    pub fn finish(self) -> Vec<u8> {
        match self {
            Self::Sha256(stream) => stream.finalize().to_vec(),
            Self::Sha384(stream) => stream.finalize().to_vec(),
            Self::Sha512(stream) => stream.finalize().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_digest_like_the_whole_by_each_algorithm() {
        for digest in Digest::ALL {
            let mut stream = digest.stream();
            stream.update(b"a");
            stream.update(b"bc");
            assert_eq!(stream.finish(), digest.of(b"abc"), "{}", digest.name());
        }
    }
}
