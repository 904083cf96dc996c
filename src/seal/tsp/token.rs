//! The time-stamp token: a TSTInfo signed by the authority (RFC 3161 §2.4.2). Made in two steps, checked in one.

use std::time::Duration;

use der::asn1::{ObjectIdentifier, Uint};
use der::{Decode as _, Encode as _};

use super::asn1::{Accuracy, MessageImprint, TST_INFO, TstInfo, digest, gen_time, imprint, moment};
use super::{Error, LIMIT};
use crate::crypto::Algorithm;
use crate::erds::moment::Moment;
use crate::seal::cms::signed::{self, Content, Draft, Expected};
use crate::seal::x509::Certificate;

/// What is to stand in a token.
#[derive(Clone, Debug)]
pub struct Issue<'a> {
    /// SHA-256 of what is stamped.
    pub imprint: [u8; 32],
    /// The policy, a dotted object identifier.
    pub policy: &'a str,
    /// Unique for this authority, 1 to 20 octets.
    pub serial: &'a [u8],
    /// The authority's time.
    pub time: Moment,
    /// How far off that time may be; whole microseconds.
    pub accuracy: Option<Duration>,
    /// The request's, octet for octet.
    pub nonce: Option<&'a [u8]>,
    /// Whether the request asked for the authority's certificate.
    pub with_certificate: bool,
}

/// A token that lacks its signature.
pub struct Prepared {
    /// The bytes to sign with the authority's key.
    pub to_sign: Vec<u8>,
    draft: signed::Prepared,
}

/// What a token states, once its signature, signer and imprint agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When, to the microsecond.
    pub time: Moment,
    /// How far off that may be, where the token says.
    pub accuracy: Option<Duration>,
    /// The policy, a dotted object identifier.
    pub policy: String,
    /// The token's number with that authority, most significant octet first.
    pub serial: Vec<u8>,
    /// The request's nonce, without leading zeros.
    pub nonce: Option<Vec<u8>>,
    /// What it is signed with.
    pub algorithm: Algorithm,
    /// The authority's certificate, DER; not yet judged.
    pub signer: Vec<u8>,
    /// Further certificates in the token, DER, for the pool.
    pub certificates: Vec<Vec<u8>>,
}

/// Prepares a token that the key of `signer` will sign with `algorithm`.
///
/// # Errors
/// A value that no token can hold.
pub fn prepare(issue: &Issue<'_>, signer: &Certificate, algorithm: Algorithm) -> Result<Prepared, Error> {
    let uint = |octets: &[u8]| Uint::new(octets).map_err(Error::Encode);
    let info = TstInfo {
        version: 1,
        policy: ObjectIdentifier::new(issue.policy).map_err(|error| Error::Encode(error.into()))?,
        message_imprint: imprint(&issue.imprint)?,
        serial_number: uint(issue.serial)?,
        gen_time: gen_time(issue.time)?,
        accuracy: issue.accuracy.map(accuracy),
        ordering: false,
        nonce: issue.nonce.map(uint).transpose()?,
        tsa: None,
        extensions: None,
    };
    let content = info.to_der().map_err(Error::Encode)?;
    let draft = Draft {
        content_type: TST_INFO,
        content: Content::Enclosed(&content),
        signer,
        certificates: &[],
        signing_time: issue.time,
        algorithm,
    };
    let draft = signed::prepare(&draft, issue.with_certificate).map_err(Error::Signature)?;
    Ok(Prepared { to_sign: draft.to_sign.clone(), draft })
}

impl Prepared {
    /// The token with its signature (ECDSA in DER form), which must be the authority's.
    ///
    /// # Errors
    /// The signature does not match.
    pub fn assemble(self, signature: &[u8]) -> Result<Vec<u8>, Error> {
        self.draft.assemble(signature).and_then(|message| message.to_der()).map_err(Error::Signature)
    }
}

/// Checks a token over the SHA-256 `imprint`: one signer, whose certificate is inside and named by the signed attributes,
/// whose signature is good, over a TSTInfo with that imprint.
///
/// # Errors
/// Any of that does not hold.
pub fn check(token: &[u8], imprint: &[u8; 32]) -> Result<Facts, Error> {
    let (facts, stated) = read(token)?;
    if digest(&stated).as_ref() == Some(imprint) { Ok(facts) } else { Err(Error::Imprint) }
}

/// What a token is over, as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// The digest's name.
    pub algorithm: &'static str,
    /// The digest.
    pub digest: Vec<u8>,
}

/// Checks a token over these octets, by whichever digest of SHA-2 it names.
///
/// # Errors
/// As for `check`, and a digest that is not taken.
pub fn check_over(token: &[u8], octets: &[u8]) -> Result<Facts, Error> {
    let (facts, stated) = read(token)?;
    let (_, digest) = sha2(&stated)?;
    if digest.digest(octets) == stated.hashed_message.as_bytes() { Ok(facts) } else { Err(Error::Imprint) }
}

/// Checks a token over octets that are not at hand, and gives what it says that it is over.
///
/// # Errors
/// As for `check_over`, but for the imprint.
pub fn check_alone(token: &[u8]) -> Result<(Facts, Imprint), Error> {
    let (facts, stated) = read(token)?;
    let (algorithm, _) = sha2(&stated)?;
    Ok((facts, Imprint { algorithm, digest: stated.hashed_message.as_bytes().to_vec() }))
}

/// The digest of an imprint: its name, and an algorithm that digests so.
fn sha2(imprint: &MessageImprint) -> Result<(&'static str, Algorithm), Error> {
    let oid = imprint.hash_algorithm.oid.to_string();
    let known = [
        ("SHA-256", Algorithm::EcdsaP256Sha256),
        ("SHA-384", Algorithm::EcdsaP384Sha384),
        ("SHA-512", Algorithm::RsaPkcs1Sha512),
    ];
    let found = known.into_iter().find(|(_, algorithm)| algorithm.digest_oid() == oid);
    found.ok_or(Error::Shape("a digest other than SHA-2"))
}

/// A token with everything but its imprint checked.
fn read(token: &[u8]) -> Result<(Facts, MessageImprint), Error> {
    if token.len() > LIMIT {
        return Err(Error::TooLarge(LIMIT));
    }
    let expected = Expected { content_type: TST_INFO, detached: None, ours: false, limit: LIMIT };
    let read = signed::read(token, &expected).map_err(Error::Signature)?;
    let info = TstInfo::from_der(&read.content).map_err(Error::Malformed)?;
    if info.version != 1 {
        return Err(Error::Shape("another version"));
    }
    if info.extensions.iter().flatten().any(|extension| extension.critical) {
        return Err(Error::Shape("a critical extension"));
    }
    let facts = Facts {
        time: moment(&info.gen_time)?,
        accuracy: info.accuracy.map(duration).transpose()?,
        policy: info.policy.to_string(),
        serial: info.serial_number.as_bytes().to_vec(),
        nonce: info.nonce.map(|nonce| nonce.as_bytes().to_vec()),
        algorithm: read.algorithm,
        signer: read.signer.der().to_vec(),
        certificates: read.certificates.iter().map(|certificate| certificate.der().to_vec()).collect(),
    };
    Ok((facts, info.message_imprint))
}

fn accuracy(duration: Duration) -> Accuracy {
    let part = |micros: u32| u16::try_from(micros).ok().filter(|part| *part > 0);
    let micros = duration.subsec_micros();
    Accuracy {
        seconds: u32::try_from(duration.as_secs()).ok().filter(|seconds| *seconds > 0),
        millis: part(micros / 1_000),
        micros: part(micros % 1_000),
    }
}

fn duration(accuracy: Accuracy) -> Result<Duration, Error> {
    let part = |part: Option<u16>| part.is_none_or(|part| (1..=999).contains(&part));
    if !part(accuracy.millis) || !part(accuracy.micros) {
        return Err(Error::Shape("an accuracy outside its bounds"));
    }
    let micros = u64::from(accuracy.millis.unwrap_or(0)) * 1_000 + u64::from(accuracy.micros.unwrap_or(0));
    Ok(Duration::from_secs(u64::from(accuracy.seconds.unwrap_or(0))) + Duration::from_micros(micros))
}
