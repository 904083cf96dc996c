//! XAdES baseline signatures on our own evidence and its extracts (EN 319 132-1, levels B-B and B-T): enveloped, the last child of
//! the root, exclusive canonicalisation and SHA-256 throughout. [`prepare`] → somebody signs → [`Prepared::assemble`] →
//! a time-stamping authority stamps the imprint → [`Signed::seal`].
//!
//! [`check()`] takes exactly this one shape: it takes the values out of the signature, makes the signature anew from
//! them and compares octet by octet, so nothing can stand in it, or be left out of it, that we do not write. It
//! yields facts: whether the certificate is to be trusted and what the token proves is judged elsewhere.
//!
//! With xmlsec1 (1.2.37), where `ca.pem` issued the seal's certificate:
//! ```text
//! xmlsec1 --verify --enabled-key-data x509 --trusted-pem ca.pem \
//!   --id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties 001-SubmissionAcceptance.xml
//! ```

use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::format::{evidence, xml};
use crate::seal::x509;

mod check;
mod form;
#[cfg(test)]
mod tests;

pub use check::check;

/// The most octets that certificate, signature and time-stamp may take beside the evidence.
const MOST: usize = 256 * 1024;

/// What may be read as a sealed evidence.
const LIMITS: xml::Limits =
    xml::Limits { octets: evidence::LARGEST + MOST, nodes: xml::Limits::EVIDENCE.nodes + 100, ..xml::Limits::EVIDENCE };

/// Why an evidence cannot be sealed, or its seal does not hold.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The XML cannot be read.
    #[error("the evidence cannot be read as XML")]
    Xml(#[from] xml::Error),
    /// It is signed in another way than ours, or not at all.
    #[error("it is not in the one form that is taken: {0}")]
    Form(&'static str),
    /// What was signed is not what stands there.
    #[error("{0} is not what was signed")]
    Hash(&'static str),
    /// The signature does not match.
    #[error("the value was not made with the certificate's key over this")]
    Signature(#[source] crypto::Error),
    /// The certificate in the signature is not one.
    #[error("the seal's certificate cannot be read")]
    Certificate(#[source] x509::Error),
    /// No name in XML signatures is registered for this algorithm.
    #[error("evidence cannot be signed with {0}")]
    Algorithm(&'static str),
}

/// An evidence about to be signed.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The octets to sign: the canonical form of `ds:SignedInfo`.
    pub to_sign: Vec<u8>,
    parts: form::Parts,
    tbs: Vec<u8>,
}

/// A signed evidence, level B-B.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256 of the canonical form of `ds:SignatureValue`: what a time-stamp is asked for.
    pub imprint: [u8; 32],
    parts: form::Parts,
    tbs: Vec<u8>,
}

/// What a sealed evidence shows by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What the first reference covers: the file without its signature.
    pub evidence: xml::Element,
    /// SHA-256 of its canonical octets.
    pub digest: [u8; 32],
    /// The certificate whose key made the signature, DER.
    pub signer: Vec<u8>,
    /// When the signer says it signed.
    pub signing_time: Moment,
    /// With what.
    pub algorithm: Algorithm,
    /// What a time-stamp must cover.
    pub imprint: [u8; 32],
    /// The time-stamp token, DER, unchecked; `None` at level B-B.
    pub token: Option<Vec<u8>>,
}

/// Begins a signature over the canonical octets of an evidence.
///
/// # Errors
/// `tbs` is not the canonical form of an unsigned `Evidence` or `Extract`, or the algorithm has no name in XML.
pub fn prepare(
    tbs: &[u8],
    signer_cert_der: &[u8],
    signing_time: Moment,
    algorithm: Algorithm,
) -> Result<Prepared, Error> {
    let root = xml::read(tbs, &xml::Limits::EVIDENCE)?;
    if !xml::is_canonical(tbs, &xml::Limits::EVIDENCE)? {
        return Err(xml::Error::NotCanonical.into());
    }
    form::unsigned(&root)?;
    if algorithm.xml_uri().is_none() {
        return Err(Error::Algorithm(algorithm.name()));
    }
    let mut parts = form::Parts {
        algorithm,
        evidence: crypto::sha256(tbs),
        properties: [0; 32],
        value: Vec::new(),
        certificate: signer_cert_der.to_vec(),
        signing_time,
        token: None,
    };
    parts.properties = crypto::sha256(&xml::canonical(&form::signed_properties(&parts))?);
    let to_sign = xml::canonical(&form::signed_info(&parts))?;
    Ok(Prepared { to_sign, parts, tbs: tbs.to_vec() })
}

impl Prepared {
    /// Takes the signature over `to_sign`: ECDSA in DER form, others as they are.
    ///
    /// # Errors
    /// An ECDSA signature that is not DER.
    pub fn assemble(mut self, signature_der: &[u8]) -> Result<Signed, Error> {
        self.parts.value = match self.parts.algorithm {
            ecdsa @ (Algorithm::EcdsaP256Sha256 | Algorithm::EcdsaP384Sha384) => {
                crypto::ecdsa_to_fixed(ecdsa, signature_der).map_err(Error::Signature)?
            }
            _ => signature_der.to_vec(),
        };
        let imprint = crypto::sha256(&xml::canonical(&form::signature_value(&self.parts))?);
        let bytes = form::file(&self.tbs, &self.parts)?;
        Ok(Signed { bytes, imprint, parts: self.parts, tbs: self.tbs })
    }
}

impl Signed {
    /// Takes the time-stamp over `imprint` in, which makes the file level B-T. Whether the token is one, and covers it,
    /// is checked when the file is.
    ///
    /// # Errors
    /// A token that makes the file larger than a reader takes.
    pub fn seal(mut self, token_der: &[u8]) -> Result<Vec<u8>, Error> {
        self.parts.token = Some(token_der.to_vec());
        form::file(&self.tbs, &self.parts)
    }
}
