//! The time-stamp token: a TSTInfo signed by the authority (RFC 3161 §2.4.2). Made in two steps, checked in one.

use std::time::Duration;

use der::asn1::{ObjectIdentifier, Uint};
use der::{Decode as _, Encode as _};

use super::asn1::{Accuracy, TST_INFO, TstInfo, gen_time, imprint, moment, stated};
use super::{Error, Imprint, LIMIT};
use crate::crypto::{Algorithm, Digest};
use crate::erds::moment::Moment;
use crate::seal::cms::signed::{self, Content, Draft, Expected};
use crate::seal::x509::{Certificate, Crl};

/// The most certificates above a signer.
const DEPTH: usize = 6;

/// What is to stand in a token.
#[derive(Clone, Debug)]
pub struct Issue<'a> {
    /// The digest of what is stamped.
    pub imprint: Imprint,
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
    /// Revocation lists that travel along, DER; no signature of the token covers them.
    pub lists: Vec<Vec<u8>>,
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
        signing_time: Some(issue.time),
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

/// Checks a token over `imprint`: one signer, whose certificate is inside and named by the signed attributes,
/// whose signature is good, over a TSTInfo with that imprint.
///
/// # Errors
/// Any of that does not hold.
pub fn check(token: &[u8], imprint: impl Into<Imprint>) -> Result<Facts, Error> {
    let (facts, stated) = read(token)?;
    if stated == Some(imprint.into()) { Ok(facts) } else { Err(Error::Imprint) }
}

/// Checks a token over these octets, by whichever digest of SHA-2 it names.
///
/// # Errors
/// As for `check`, and a digest that is not taken.
pub fn check_over(token: &[u8], octets: &[u8]) -> Result<(Facts, Digest), Error> {
    let (facts, stated) = check_alone(token)?;
    if stated.digest.of(octets) == stated.octets { Ok((facts, stated.digest)) } else { Err(Error::Imprint) }
}

/// Checks a token over octets that are not at hand, and gives what it says that it is over.
///
/// # Errors
/// As for `check_over`, but for the imprint.
pub fn check_alone(token: &[u8]) -> Result<(Facts, Imprint), Error> {
    let (facts, stated) = read(token)?;
    Ok((facts, stated.ok_or(Error::Shape("a digest other than SHA-2"))?))
}

/// A token with everything but its imprint checked; that is None where its digest is not taken.
fn read(token: &[u8]) -> Result<(Facts, Option<Imprint>), Error> {
    if token.len() > LIMIT {
        return Err(Error::TooLarge(LIMIT));
    }
    let expected = Expected { content_type: TST_INFO, detached: None, ours: false, timed: true, limit: LIMIT };
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
        lists: read.lists.iter().map(|list| list.der().to_vec()).collect(),
    };
    Ok((facts, stated(&info.message_imprint)))
}

/// The certificate of the authority that signed a token, DER, whatever the token is over.
///
/// # Errors
/// The token cannot be read, or its signature is not good.
pub fn signer(token: &[u8]) -> Result<Vec<u8>, Error> {
    let expected = Expected { content_type: TST_INFO, detached: None, ours: false, timed: true, limit: LIMIT };
    signed::read(token, &expected).map(|read| read.signer.der().to_vec()).map_err(Error::Signature)
}

/// The token with certificates and revocation lists beside its signature, for whoever judges it once nobody is left to ask. Lists that stand
/// there already give way to them.
///
/// # Errors
/// The token cannot be read, or would be larger than [`LIMIT`].
pub fn with_papers(token: &[u8], certificates: &[Certificate], lists: &[Crl]) -> Result<Vec<u8>, Error> {
    let token = signed::with_papers(token, certificates, lists).map_err(Error::Signature)?;
    if token.len() > LIMIT { Err(Error::TooLarge(LIMIT)) } else { Ok(token) }
}

/// The token with what judges it out of a pool: the certificates between its signer and a root, and their issuers' revocation lists, as far as
/// they have at most so many octets together.
///
/// # Errors
/// As for `with_papers`.
pub fn with_path(token: &[u8], pool: &[Certificate], lists: &[Crl], most: usize) -> Result<Vec<u8>, Error> {
    let (facts, _) = read(token)?;
    let parse = |der: &Vec<u8>| Certificate::parse(der).ok();
    let pool: Vec<Certificate> = pool.iter().cloned().chain(facts.certificates.iter().filter_map(parse)).collect();
    let mut authorities: Vec<Certificate> = Vec::new();
    let mut top = parse(&facts.signer);
    while let Some(below) = top.filter(|_| authorities.len() < DEPTH) {
        top = pool.iter().find(|above| **above != below && below.is_signed_by(above)).cloned();
        authorities.extend(top.clone());
    }
    let between: Vec<Certificate> = authorities.iter().filter(|above| !above.is_signed_by(above)).cloned().collect();
    let mut beside: Vec<Crl> = Vec::new();
    for list in lists.iter().filter(|list| authorities.iter().any(|authority| list.speaks_for(authority))) {
        if !beside.contains(list) {
            beside.push(list.clone());
        }
    }
    if beside.iter().map(|list| list.der().len()).sum::<usize>() > most {
        beside.clear();
    }
    if between.is_empty() && beside.is_empty() { Ok(token.to_vec()) } else { with_papers(token, &between, &beside) }
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
