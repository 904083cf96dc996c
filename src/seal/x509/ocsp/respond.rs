//! Answering: prepare → (the responder signs) → assemble. The responder names itself by its key and sends its certificate along.

use std::time::Duration;

use der::Encode as _;
use der::asn1::{BitString, GeneralizedTime, Null, OctetString};

use super::asn1::{BASIC, Basic, CertStatus, ResponderId, Response, ResponseBytes, ResponseData, RevokedInfo};
use super::asn1::{SingleResponse, Status};
use super::request::{key_hash, nonce_extension};
use super::{CertId, OcspResponse, OcspStatus};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::seal::x509::revoke::reason;
use crate::seal::x509::{Certificate, Error, identifier};

/// What is said of one certificate.
#[derive(Clone, Debug)]
pub struct OcspAnswer {
    /// Which, as the request names it.
    pub certificate: CertId,
    /// What is said.
    pub status: OcspStatus,
}

/// What is to stand in a response.
#[derive(Clone, Debug)]
pub struct OcspAnswers<'a> {
    /// Who signs; its certificate travels along.
    pub responder: &'a Certificate,
    /// One for each certificate asked after.
    pub answers: &'a [OcspAnswer],
    /// When this is known, and when it is signed.
    pub this_update: Moment,
    /// By when there is a newer answer.
    pub next_update: Moment,
    /// The request's, where the response is for it alone.
    pub nonce: Option<&'a [u8]>,
}

/// A response that lacks its signature.
pub struct PreparedOcsp {
    /// The bytes to sign with the responder's key.
    pub to_sign: Vec<u8>,
    data: ResponseData,
    algorithm: Algorithm,
    responder: Certificate,
}

/// Prepares a response that the key of its responder will sign with `algorithm`.
///
/// # Errors
/// A reason that no response can hold, or an end before its beginning.
pub fn prepare_ocsp(request: &OcspAnswers<'_>, algorithm: Algorithm) -> Result<PreparedOcsp, Error> {
    if request.this_update >= request.next_update {
        return Err(Error::Value("next update"));
    }
    let (this_update, next_update) = (time(request.this_update)?, time(request.next_update)?);
    let single = |answer: &OcspAnswer| {
        Ok(SingleResponse {
            cert_id: answer.certificate.0.clone(),
            status: status(answer.status)?,
            this_update,
            next_update: Some(next_update),
            extensions: None,
        })
    };
    let data = ResponseData {
        version: 0,
        responder_id: ResponderId::ByKey(OctetString::new(key_hash(request.responder)).map_err(Error::Encode)?),
        produced_at: this_update,
        responses: request.answers.iter().map(single).collect::<Result<_, Error>>()?,
        extensions: request.nonce.map(nonce_extension).transpose()?.map(|extension| vec![extension]),
    };
    let to_sign = data.to_der().map_err(Error::Encode)?;
    Ok(PreparedOcsp { to_sign, data, algorithm, responder: request.responder.clone() })
}

impl PreparedOcsp {
    /// The response with its signature (ECDSA in DER form), which must be the responder's.
    ///
    /// # Errors
    /// The signature does not match, or the response can not be read back.
    pub fn assemble(self, signature: &[u8]) -> Result<OcspResponse, Error> {
        crypto::verify(self.algorithm, &self.responder.spki(), &self.to_sign, signature).map_err(Error::Signature)?;
        let basic = Basic {
            tbs: self.data,
            signature_algorithm: identifier(self.algorithm).map_err(Error::Encode)?,
            signature: BitString::from_bytes(signature).map_err(Error::Encode)?,
            certs: Some(vec![self.responder.inner().clone()]),
        };
        let response = OctetString::new(basic.to_der().map_err(Error::Encode)?).map_err(Error::Encode)?;
        let bytes = ResponseBytes { response_type: BASIC, response };
        let whole = Response { status: Status::Successful, bytes: Some(bytes) };
        OcspResponse::parse(&whole.to_der().map_err(Error::Encode)?)
    }
}

fn status(status: OcspStatus) -> Result<CertStatus, Error> {
    Ok(match status {
        OcspStatus::Good => CertStatus::Good(Null),
        OcspStatus::Revoked { since, reason: number } => {
            CertStatus::Revoked(RevokedInfo { revocation_time: time(since)?, reason: number.map(reason).transpose()? })
        }
        OcspStatus::Unknown => CertStatus::Unknown(Null),
    })
}

/// GeneralizedTime without a part of a second.
fn time(moment: Moment) -> Result<GeneralizedTime, Error> {
    let seconds = Duration::from_secs(u64::try_from(moment.seconds()).unwrap_or_default());
    GeneralizedTime::from_unix_duration(seconds).map_err(Error::Encode)
}
