//! The table of signature algorithms: their names and identifiers in XML, CMS and X.509. Until when they are suitable says `suitability`.

use super::Digest;

/// A signature algorithm together with its digest.
///
/// | algorithm | key | XML (RFC 9231) | X.509 and CMS | digest in CMS |
/// |---|---|---|---|---|
/// | `EcdsaP256Sha256` | P-256 | `…xmldsig-more#ecdsa-sha256` | 1.2.840.10045.4.3.2 | SHA-256 |
/// | `EcdsaP384Sha384` | P-384 | `…xmldsig-more#ecdsa-sha384` | 1.2.840.10045.4.3.3 | SHA-384 |
/// | `Ed25519` | Ed25519 | `…2021/04/xmldsig-more#eddsa-ed25519` | 1.3.101.112 | SHA-512 (RFC 8419) |
/// | `MlDsa44` | ML-DSA-44 | none | 2.16.840.1.101.3.4.3.17 | SHA-512 (RFC 9882) |
/// | `RsaPkcs1Sha256` | RSA 2048 to 4096 | `…xmldsig-more#rsa-sha256` | 1.2.840.113549.1.1.11 | SHA-256 |
/// | `RsaPkcs1Sha384` | RSA 2048 to 4096 | not taken | 1.2.840.113549.1.1.12 | SHA-384 |
/// | `RsaPkcs1Sha512` | RSA 2048 to 4096 | not taken | 1.2.840.113549.1.1.13 | SHA-512 |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA over P-256 with SHA-256: what the service signs with unless told otherwise.
    EcdsaP256Sha256,
    /// ECDSA over P-384 with SHA-384.
    EcdsaP384Sha384,
    /// Ed25519, checked strictly (no small-order keys).
    Ed25519,
    /// ML-DSA-44 with an empty context.
    MlDsa44,
    /// RSA, PKCS #1 v1.5, SHA-256; never signed with by this crate's dependencies.
    RsaPkcs1Sha256,
    /// RSA, PKCS #1 v1.5, SHA-384: what some authorities sign certificates and lists with.
    RsaPkcs1Sha384,
    /// RSA, PKCS #1 v1.5, SHA-512: what some authorities sign time-stamps with.
    RsaPkcs1Sha512,
}

impl Algorithm {
    /// All of them, in the table's order.
    pub const ALL: [Self; 7] = [
        Self::EcdsaP256Sha256,
        Self::EcdsaP384Sha384,
        Self::Ed25519,
        Self::MlDsa44,
        Self::RsaPkcs1Sha256,
        Self::RsaPkcs1Sha384,
        Self::RsaPkcs1Sha512,
    ];

    /// The name that reports print.
    pub fn name(self) -> &'static str {
        match self {
            Self::EcdsaP256Sha256 => "ECDSA P-256 with SHA-256",
            Self::EcdsaP384Sha384 => "ECDSA P-384 with SHA-384",
            Self::Ed25519 => "Ed25519",
            Self::MlDsa44 => "ML-DSA-44",
            Self::RsaPkcs1Sha256 => "RSA PKCS #1 v1.5 with SHA-256",
            Self::RsaPkcs1Sha384 => "RSA PKCS #1 v1.5 with SHA-384",
            Self::RsaPkcs1Sha512 => "RSA PKCS #1 v1.5 with SHA-512",
        }
    }

    /// The `Algorithm` of `ds:SignatureMethod` [RFC 9231], where seals may be made with it.
    pub fn xml_uri(self) -> Option<&'static str> {
        match self {
            Self::EcdsaP256Sha256 => Some("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
            Self::EcdsaP384Sha384 => Some("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"),
            Self::Ed25519 => Some("http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519"),
            Self::MlDsa44 | Self::RsaPkcs1Sha384 | Self::RsaPkcs1Sha512 => None,
            Self::RsaPkcs1Sha256 => Some("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
        }
    }

    /// The algorithm that a `ds:SignatureMethod` names.
    pub fn from_xml_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.xml_uri() == Some(uri))
    }

    /// The object identifier of the signature in certificates, CRLs and CMS, in dotted form.
    pub fn oid(self) -> &'static str {
        match self {
            Self::EcdsaP256Sha256 => "1.2.840.10045.4.3.2",
            Self::EcdsaP384Sha384 => "1.2.840.10045.4.3.3",
            Self::Ed25519 => "1.3.101.112",
            Self::MlDsa44 => "2.16.840.1.101.3.4.3.17",
            Self::RsaPkcs1Sha256 => "1.2.840.113549.1.1.11",
            Self::RsaPkcs1Sha384 => "1.2.840.113549.1.1.12",
            Self::RsaPkcs1Sha512 => "1.2.840.113549.1.1.13",
        }
    }

    /// The algorithm with this signature object identifier.
    pub fn from_oid(oid: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.oid() == oid)
    }

    /// The digest that goes with it in CMS.
    pub fn digest_algorithm(self) -> Digest {
        match self {
            Self::EcdsaP256Sha256 | Self::RsaPkcs1Sha256 => Digest::Sha256,
            Self::EcdsaP384Sha384 | Self::RsaPkcs1Sha384 => Digest::Sha384,
            Self::Ed25519 | Self::MlDsa44 | Self::RsaPkcs1Sha512 => Digest::Sha512,
        }
    }

    /// The object identifier of the digest that goes with it in CMS, in dotted form.
    pub fn digest_oid(self) -> &'static str {
        self.digest_algorithm().oid()
    }

    /// The digest that goes with it in CMS, of these bytes.
    pub fn digest(self, bytes: &[u8]) -> Vec<u8> {
        self.digest_algorithm().of(bytes)
    }

    /// Whether the parameters beside the object identifier are a NULL (RSA, RFC 4055) or absent (the others).
    pub fn has_null_parameters(self) -> bool {
        matches!(self, Self::RsaPkcs1Sha256 | Self::RsaPkcs1Sha384 | Self::RsaPkcs1Sha512)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identifier_leads_back_to_its_algorithm() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::from_oid(algorithm.oid()), Some(algorithm));
            if let Some(uri) = algorithm.xml_uri() {
                assert_eq!(Algorithm::from_xml_uri(uri), Some(algorithm));
            }
        }
        assert_eq!(Algorithm::from_xml_uri("http://www.w3.org/2000/09/xmldsig#rsa-sha1"), None);
        assert_eq!(Algorithm::from_oid("1.2.840.113549.1.1.5"), None);
    }
}
