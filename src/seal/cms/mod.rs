//! CAdES baseline B-B, B-T and B-LT, detached (EN 319 122-1 §6): the signature over a container's manifest.
//!
//! Prepare → (somebody signs) → assemble → imprint → (a time-stamp over it) → seal. Reading takes exactly the shape that
//! is written here, and states facts: whether the signer is to be trusted is the verifier's to say.

mod attributes;
mod ber;
mod others;
mod revocation;
pub(in crate::seal) mod signed;

use der::asn1::ObjectIdentifier;

use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::seal::x509::{self, Certificate, Revocations};
pub use others::{Others, SignerFacts};
use signed::{Content, Draft, Expected, Message};

/// The most octets of a signature file, its time-stamp included.
pub const LIMIT: usize = 256 * 1024;

pub(in crate::seal) const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");

/// Why a signature can not be made or is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More octets than we take.
    #[error("it is larger than {0} octets")]
    TooLarge(usize),
    /// The bytes are not a CMS signature in DER.
    #[error("it is not a well-formed CMS signature")]
    Malformed(#[source] der::Error),
    /// Written anew it gives other bytes.
    #[error("it is not in the one form that DER allows")]
    NotCanonical,
    /// A well-formed CMS signature, but not of the one shape that is taken.
    #[error("its shape is not supported: {0}")]
    Shape(&'static str),
    /// An algorithm that is not taken, or two that do not belong together.
    #[error("its algorithms are not supported")]
    Algorithm,
    /// The signer's certificate is not in it, or can not be read.
    #[error("no certificate of the signer that can be read is in it")]
    NoCertificate,
    /// A certificate in it can not be read.
    #[error("a certificate in it can not be read")]
    Certificate(#[source] x509::Error),
    /// A revocation list in it can not be read.
    #[error("a revocation list in it can not be read")]
    List(#[source] x509::Error),
    /// An OCSP response in it can not be read.
    #[error("an OCSP response in it can not be read")]
    Response(#[source] x509::Error),
    /// The content is not the one that was signed.
    #[error("the content is not the one that was signed")]
    Content,
    /// The signed attributes name another certificate than the one whose key made the signature.
    #[error("it names another signing certificate than the one it was made with")]
    Signer,
    /// The signature value does not match.
    #[error("the signature is not good")]
    Signature(#[source] crypto::Error),
    /// The structure can not be encoded.
    #[error("the signature can not be encoded")]
    Encode(#[source] der::Error),
}

/// A signature that lacks its value.
pub struct Prepared {
    /// The bytes to sign: the signed attributes as a DER SET.
    pub to_sign: Vec<u8>,
    draft: signed::Prepared,
}

/// A signature at level B-B.
#[derive(Debug)]
pub struct Signed {
    /// The signature file.
    pub bytes: Vec<u8>,
    /// SHA-256 of the signature value: what the time-stamp is asked for.
    pub imprint: [u8; 32],
    message: Message,
}

/// What a signature states, once its value, content and signer agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The signer's certificate, DER.
    pub signer: Vec<u8>,
    /// The certificates beside it on its chain, DER.
    pub certificates: Vec<Vec<u8>>,
    /// Certificates that are neither the signer's nor on its chain; ours are those of the time-stamp.
    pub spare: Vec<Vec<u8>>,
    /// Revocation lists that travel along [EN 319 122-1 §5.5, level B-LT], DER.
    pub lists: Vec<Vec<u8>>,
    /// OCSP responses that travel along, as the lists, DER.
    pub responses: Vec<Vec<u8>>,
    /// When the signer says it signed.
    pub signing_time: Moment,
    /// What it is signed with.
    pub algorithm: Algorithm,
    /// SHA-256 of the signature value: what the time-stamp must be over.
    pub imprint: [u8; 32],
    /// The signature time-stamp, not looked into.
    pub token: Option<Vec<u8>>,
}

/// Prepares a detached signature over `content`. `chain` travels along: the authorities between signer and root.
///
/// # Errors
/// Something can not be encoded.
pub fn prepare(
    content: &[u8],
    signer: &Certificate,
    chain: &[Certificate],
    signing_time: Moment,
    algorithm: Algorithm,
) -> Result<Prepared, Error> {
    draft(content, signer, chain, Some(signing_time), algorithm)
}

/// As [`prepare`], without the attribute that states when it was signed: a PDF says that itself [EN 319 142-1 §6.3].
///
/// # Errors
/// Something can not be encoded.
pub fn prepare_untimed(
    content: &[u8],
    signer: &Certificate,
    chain: &[Certificate],
    algorithm: Algorithm,
) -> Result<Prepared, Error> {
    draft(content, signer, chain, None, algorithm)
}

fn draft(
    content: &[u8],
    signer: &Certificate,
    chain: &[Certificate],
    signing_time: Option<Moment>,
    algorithm: Algorithm,
) -> Result<Prepared, Error> {
    let content = Content::Detached(content);
    let draft = Draft { content_type: ID_DATA, content, signer, certificates: chain, signing_time, algorithm };
    let draft = signed::prepare(&draft, true)?;
    Ok(Prepared { to_sign: draft.to_sign.clone(), draft })
}

impl Prepared {
    /// The signature with its value (ECDSA in DER form), which must be the signer's.
    ///
    /// # Errors
    /// The value does not match the signer's key.
    pub fn assemble(self, signature: &[u8]) -> Result<Signed, Error> {
        let message = self.draft.assemble(signature)?;
        Ok(Signed { bytes: message.to_der()?, imprint: crypto::sha256(signature), message })
    }
}

impl Signed {
    /// The signature file at level B-T: with the time-stamp token over `imprint`.
    ///
    /// # Errors
    /// The token is not DER.
    pub fn seal(&self, token: &[u8]) -> Result<Vec<u8>, Error> {
        self.message.with_time_stamp(token)?.to_der()
    }

    /// The signature file at level B-LT: with the token, and beside the signature the certificates, revocation lists and OCSP responses by
    /// which signer and time-stamp can be judged once nobody is left to ask.
    ///
    /// # Errors
    /// The token is not DER, or the whole would be larger than [`LIMIT`].
    pub fn seal_with<'a>(
        &self,
        token: &[u8],
        certificates: &[Certificate],
        revocations: impl Into<Revocations<'a>>,
    ) -> Result<Vec<u8>, Error> {
        let stamped = self.message.with_time_stamp(token)?;
        let file = stamped.with_validation_data(certificates, revocations.into())?.to_der()?;
        if file.len() > LIMIT { Err(Error::TooLarge(LIMIT)) } else { Ok(file) }
    }
}

/// Checks a detached signature over `content`.
///
/// # Errors
/// It is not of our one shape, or content, signer and value do not agree.
pub fn check(bytes: &[u8], content: &[u8]) -> Result<Facts, Error> {
    facts(bytes, content, None)
}

/// As [`check`], for a signature without the attribute that states when it was signed: `content` states that it was at `stated`.
///
/// # Errors
/// As [`check`].
pub fn check_untimed(bytes: &[u8], content: &[u8], stated: Moment) -> Result<Facts, Error> {
    facts(bytes, content, Some(stated))
}

fn facts(bytes: &[u8], content: &[u8], stated: Option<Moment>) -> Result<Facts, Error> {
    let timed = stated.is_none();
    let expected = Expected { content_type: ID_DATA, detached: Some(content), ours: true, timed, limit: LIMIT };
    let read = signed::read(bytes, &expected)?;
    let (certificates, spare) = signed::split_chain(&read.signer, read.certificates);
    Ok(Facts {
        signer: read.signer.der().to_vec(),
        certificates,
        spare,
        lists: read.lists.iter().map(|list| list.der().to_vec()).collect(),
        responses: read.responses.iter().map(|response| response.der().to_vec()).collect(),
        signing_time: read.signing_time.or(stated).ok_or(Error::Shape("no signing time"))?,
        algorithm: read.algorithm,
        imprint: crypto::sha256(&read.signature),
        token: read.token,
    })
}

#[cfg(test)]
mod tests;
