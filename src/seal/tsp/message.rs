//! Request and response (RFC 3161 §2.4): made and read for both sides.

use der::asn1::{Any, BitString, ObjectIdentifier, Uint};
use der::{Decode as _, Encode as _};

use super::asn1::{PkiStatusInfo, TimeStampReq, TimeStampResp, imprint, stated};
use super::token::{Facts, check};
use super::{Error, Imprint, LIMIT, REQUEST_LIMIT};

/// What a client asks an authority for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The digest of what is to be stamped.
    pub imprint: Imprint,
    /// The policy asked for, a dotted object identifier.
    pub policy: Option<String>,
    /// To be repeated in the token, without leading zeros.
    pub nonce: Option<Vec<u8>>,
    /// Whether the token is to hold the authority's certificate.
    pub with_certificate: bool,
}

/// Why an authority refuses; the bit of PKIFailureInfo [RFC 3161 §2.4.2].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The digest algorithm is not one that is taken.
    BadAlgorithm = 0,
    /// The request is of a version or kind that is not supported.
    BadRequest = 2,
    /// The request can not be read.
    BadDataFormat = 5,
    /// The authority has no trustworthy time.
    TimeNotAvailable = 14,
    /// The policy is not the authority's.
    UnacceptedPolicy = 15,
    /// An extension is not supported.
    UnacceptedExtension = 16,
    /// The authority failed.
    SystemFailure = 25,
}

/// A request for a time-stamp over `imprint`, with the authority's certificate in the token. `nonce` is random, at least
/// 8 octets.
///
/// # Errors
/// The policy is no object identifier, or the nonce is empty.
pub fn request(over: impl Into<Imprint>, nonce: &[u8], policy: Option<&str>) -> Result<Vec<u8>, Error> {
    let policy = policy.map(ObjectIdentifier::new).transpose().map_err(|error| Error::Encode(error.into()))?;
    let request = TimeStampReq {
        version: 1,
        message_imprint: imprint(&over.into())?,
        req_policy: policy,
        nonce: Some(Uint::new(nonce).map_err(Error::Encode)?),
        cert_req: true,
        extensions: None,
    };
    request.to_der().map_err(Error::Encode)
}

/// Reads a client's request.
///
/// # Errors
/// What the authority answers with `rejected`.
pub fn parse_request(bytes: &[u8]) -> Result<Request, Failure> {
    if bytes.len() > REQUEST_LIMIT {
        return Err(Failure::BadDataFormat);
    }
    let request = TimeStampReq::from_der(bytes).map_err(|_| Failure::BadDataFormat)?;
    if request.version != 1 {
        return Err(Failure::BadRequest);
    }
    if request.extensions.is_some_and(|extensions| !extensions.is_empty()) {
        return Err(Failure::UnacceptedExtension);
    }
    Ok(Request {
        imprint: stated(&request.message_imprint).ok_or(Failure::BadAlgorithm)?,
        policy: request.req_policy.map(|policy| policy.to_string()),
        nonce: request.nonce.map(|nonce| nonce.as_bytes().to_vec()),
        with_certificate: request.cert_req,
    })
}

/// The response that carries a token.
///
/// # Errors
/// The token is not DER.
pub fn granted(token: &[u8]) -> Result<Vec<u8>, Error> {
    let token = Any::from_der(token).map_err(Error::Malformed)?;
    let status = PkiStatusInfo { status: 0, status_string: None, fail_info: None };
    TimeStampResp { status, time_stamp_token: Some(token) }.to_der().map_err(Error::Encode)
}

/// The response that refuses.
///
/// # Errors
/// It can not be encoded.
pub fn rejected(failure: Failure, text: &str) -> Result<Vec<u8>, Error> {
    let bit = failure as usize;
    let mut octets = vec![0; bit / 8 + 1];
    if let Some(last) = octets.last_mut() {
        *last = 0x80 >> (bit % 8);
    }
    let unused = u8::try_from(7 - bit % 8).unwrap_or(0);
    let status = PkiStatusInfo {
        status: 2,
        status_string: Some(vec![text.to_owned()]),
        fail_info: Some(BitString::new(unused, octets).map_err(Error::Encode)?),
    };
    TimeStampResp { status, time_stamp_token: None }.to_der().map_err(Error::Encode)
}

/// The token of a response, not looked into.
///
/// # Errors
/// The response can not be read, or the authority refuses.
pub fn parse_response(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    if bytes.len() > LIMIT {
        return Err(Error::TooLarge(LIMIT));
    }
    let response = TimeStampResp::from_der(bytes).map_err(Error::Malformed)?;
    // 0 granted, 1 granted with modifications, which the checks of imprint, nonce and policy bring to light.
    match (response.status.status, response.time_stamp_token) {
        (0 | 1, Some(token)) => token.to_der().map_err(Error::Encode),
        (status, _) => {
            let words = response.status.status_string.unwrap_or_default().join(" ");
            let text = (!words.is_empty()).then(|| words.chars().filter(|c| !c.is_control()).take(200).collect());
            Err(Error::Refused { status, text })
        }
    }
}

/// What a client checks of an answer to its own request [RFC 3161 §2.2]: status, signature, imprint, nonce, policy.
/// Returns the token and its facts; path, purpose and lateness are judged from these.
///
/// # Errors
/// Any of that does not hold.
pub fn check_response(
    response: &[u8],
    imprint: impl Into<Imprint>,
    nonce: &[u8],
    policy: Option<&str>,
) -> Result<(Vec<u8>, Facts), Error> {
    let token = parse_response(response)?;
    let facts = check(&token, imprint)?;
    let sent = Uint::new(nonce).map_err(Error::Encode)?;
    if facts.nonce.as_deref() != Some(sent.as_bytes()) {
        return Err(Error::Nonce);
    }
    if policy.is_some_and(|policy| policy != facts.policy) {
        return Err(Error::Policy(facts.policy));
    }
    Ok((token, facts))
}
