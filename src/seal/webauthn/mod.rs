//! What an addressee's own key says: assertions of a passkey over an acknowledgement [WebAuthn Level 2 §7.2], checked by
//! the daemon and by the verifier with this code. The challenge is the digest of the document, so that a signature over
//! another text, or for another purpose, is none here.
//!
//! Checked: that the credential is the enrolled one; type, challenge, origin and that the page stood in no foreign frame;
//! the relying party; that somebody was there (UP) and was verified by the authenticator (UV); the signature. The counter
//! and the backup flags are handed on as facts and never judged: keys that are copied between devices have none that
//! counts. Never makes a challenge's randomness, never reads a clock.

mod authenticator;
mod client;
mod cose;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use crate::crypto::{self, Sha256Stream, sha256};
use crate::erds::key::AddresseeKey;
use crate::format::evidence::LONGEST_CREDENTIAL;

pub use authenticator::AuthenticatorData;
pub use client::belongs;
pub use cose::PublicKey;

/// Octets of the longest client data that are read; browsers write about 150.
pub const LONGEST_CLIENT_DATA: usize = 4_096;
/// Octets of the longest authenticator data that are read; without extensions it is 37.
pub const LONGEST_AUTHENTICATOR_DATA: usize = 1_024;
/// Octets of the longest signature: RSA of 4096 bits.
pub const LONGEST_SIGNATURE: usize = 512;

/// What a challenge's digest begins with, so that no other digest of ours is one, and a signature for one purpose none for another.
const DOMAIN: &[u8] = b"recepis acknowledgement v1\0";
const PROOF: &[u8] = b"recepis identity v1\0";

/// What browser and authenticator answered, octet for octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assertion<'a> {
    /// The credential id.
    pub credential: &'a [u8],
    /// `clientDataJSON`: what the browser says that the key was used for.
    pub client_data: &'a [u8],
    /// `authenticatorData`: what the authenticator says about itself and the user.
    pub authenticator_data: &'a [u8],
    /// The signature over `authenticatorData ‖ SHA-256(clientDataJSON)`.
    pub signature: &'a [u8],
}

/// Why an assertion does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The enrolled key is no COSE_Key in one of the three forms.
    #[error("the key is not an ES256, EdDSA or RS256 key in the one form that such a key has")]
    Key,
    /// The enrolled key is of another algorithm than its enrolment says.
    #[error("the key is of another algorithm than its enrolment says")]
    KeyAlgorithm,
    /// The credential is not the enrolled one, or no credential id.
    #[error("it was made with another key than the one enrolled")]
    Credential,
    /// The client data is not read.
    #[error("what the browser said is not of the form that WebAuthn gives it")]
    ClientData,
    /// The client data is of another type than `webauthn.get`, or `webauthn.create` where a key is made.
    #[error("the key was used for something else")]
    Type,
    /// The challenge is not the digest of this document.
    #[error("it was made over another text")]
    Challenge,
    /// The origin is not one of the domain that the key is bound to.
    #[error("it was made on another site")]
    Origin,
    /// The page stood in a frame of another site.
    #[error("it was made in a frame of another site")]
    CrossOrigin,
    /// The authenticator data is not read.
    #[error("what the authenticator said is not of the form that WebAuthn gives it")]
    AuthenticatorData,
    /// The authenticator signed for another relying party.
    #[error("it was made for another site")]
    RelyingParty,
    /// Nobody touched the authenticator.
    #[error("the authenticator did not see that somebody was there")]
    UserPresence,
    /// The authenticator did not verify its user.
    #[error("the authenticator did not verify its user (by PIN, finger or face)")]
    UserVerification,
    /// The signature does not match, or is none.
    #[error("the signature of the key does not match")]
    Signature,
}

/// The challenge over a document: SHA-256("recepis acknowledgement v1" ‖ 0x00 ‖ document).
pub fn challenge(document: &[u8]) -> [u8; 32] {
    digest(DOMAIN, document)
}

/// The challenge by which somebody shows who they are on a page with this one-use token: SHA-256("recepis identity v1" ‖ 0x00 ‖ token).
pub fn challenge_of_page(token: &str) -> [u8; 32] {
    digest(PROOF, token.as_bytes())
}

fn digest(domain: &[u8], of: &[u8]) -> [u8; 32] {
    let mut digest = Sha256Stream::new();
    digest.update(domain);
    digest.update(of);
    digest.finish()
}

/// The key that browser and authenticator made for this challenge, on pages of this origin and for this relying party
/// [WebAuthn §7.1]. No attestation is asked for: which make of authenticator it is concerns nobody here.
///
/// # Errors
/// The first thing that does not hold.
pub fn made(
    client_data: &[u8],
    authenticator_data: &[u8],
    challenge: &[u8],
    (rp_id, origin): (&str, &str),
) -> Result<AddresseeKey, Error> {
    client::check(client_data, client::CREATE, challenge, |said| said == origin)?;
    let said = AuthenticatorData::read(authenticator_data)?;
    present(&said, rp_id)?;
    let made = said.made.ok_or(Error::AuthenticatorData)?;
    let public = PublicKey::read(made.cose)?;
    // A key that no signature can be checked with is refused here already.
    if crypto::verify(public.signs_by(), &public.spki()?, &[], &[]) == Err(crypto::Error::Key) {
        return Err(Error::Key);
    }
    Ok(AddresseeKey {
        credential: made.credential.to_vec(),
        cose: made.cose.to_vec(),
        algorithm: public.algorithm(),
        rp_id: rp_id.to_owned(),
        origin: origin.to_owned(),
    })
}

/// Whether the authenticator speaks to this relying party, saw somebody, and verified them.
fn present(said: &AuthenticatorData<'_>, rp_id: &str) -> Result<(), Error> {
    if said.relying_party != sha256(rp_id.as_bytes()) {
        return Err(Error::RelyingParty);
    }
    if !said.user_present() {
        return Err(Error::UserPresence);
    }
    if said.user_verified() { Ok(()) } else { Err(Error::UserVerification) }
}

/// Whether this assertion was made with this key over this document. What the authenticator says of itself comes back;
/// counter and backup flags in it are for a report, not for a judgement.
///
/// # Errors
/// The first thing that does not hold.
pub fn check<'a>(
    assertion: &Assertion<'a>,
    key: &AddresseeKey,
    document: &[u8],
) -> Result<AuthenticatorData<'a>, Error> {
    answered(assertion, key, &challenge(document))
}

/// The same for any challenge of ours.
///
/// # Errors
/// The first thing that does not hold.
pub fn answered<'a>(
    assertion: &Assertion<'a>,
    key: &AddresseeKey,
    challenge: &[u8; 32],
) -> Result<AuthenticatorData<'a>, Error> {
    let public = PublicKey::read(&key.cose)?;
    if public.algorithm() != key.algorithm {
        return Err(Error::KeyAlgorithm);
    }
    if assertion.credential != key.credential || !(1..=LONGEST_CREDENTIAL).contains(&key.credential.len()) {
        return Err(Error::Credential);
    }
    // The pages may have moved since, on the domain that the key is bound to (docs/decisions/0061).
    client::check(assertion.client_data, client::GET, challenge, |said| belongs(said, &key.rp_id))?;
    let said = AuthenticatorData::read(assertion.authenticator_data)?;
    present(&said, &key.rp_id)?;
    // An assertion brings no key: it was enrolled.
    if said.made.is_some() {
        return Err(Error::AuthenticatorData);
    }
    if assertion.signature.len() > LONGEST_SIGNATURE {
        return Err(Error::Signature);
    }
    let signed = [assertion.authenticator_data, &sha256(assertion.client_data)].concat();
    crypto::verify(public.signs_by(), &public.spki()?, &signed, assertion.signature).map_err(|why| match why {
        crypto::Error::Key => Error::Key,
        _ => Error::Signature,
    })?;
    Ok(said)
}
