//! Certificates, CRLs, OCSP and certification paths (RFC 5280, RFC 6960): read strictly, judged against given anchors, issued from profiles.
//!
//! `certificate`, `crl` and `ocsp` take bytes apart; `path` judges; `issue` and `revoke` prepare what an authority signs and
//! assemble it with the signature. No private key, no clock: serial numbers and moments are arguments.

mod certificate;
mod crl;
mod issue;
mod ocsp;
mod path;
mod points;
mod qc;
mod revocation;
mod revoke;

use std::time::Duration;

use der::asn1::{Any, ObjectIdentifier};
use spki::AlgorithmIdentifierOwned;
use x509_cert::time::Time;

use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;

pub use certificate::Certificate;
pub use crl::{Crl, Revocation};
pub use issue::{Issuer, Prepared, Profile, Request, Subject, prepare};
pub use ocsp::{
    CertId, IdHash, OcspAnswer, OcspAnswers, OcspFinding, OcspRequest, OcspResponse, OcspStatus, PreparedOcsp,
    REQUEST_LIMIT, Refusal, Unheard, ocsp_request, parse_ocsp_request, prepare_ocsp,
};
pub use path::{Path, PathError, Purpose, path};
pub use qc::QcStatements;
pub use revocation::Revocations;
pub use revoke::{PreparedCrl, RevocationList, prepare_crl};

/// Why a certificate or CRL can not be read, or not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More octets than we take.
    #[error("it is larger than {0} octets")]
    TooLarge(usize),
    /// The bytes are not DER of this structure.
    #[error("it is not well-formed DER")]
    Malformed(#[source] der::Error),
    /// Written anew it gives other bytes: not the one DER form.
    #[error("it is not in the one form that DER allows")]
    NotCanonical,
    /// An extension stands twice, or in a certificate whose version has none.
    #[error("its extensions are not as RFC 5280 asks")]
    Extensions,
    /// No PEM block of this kind, or more than we take.
    #[error("there is no such PEM block in this text")]
    Pem,
    /// A responder's refusal, its number in RFC 6960 §4.2.1, in the place of an answer.
    #[error("the responder refuses with status {0}")]
    Refused(u8),
    /// A value that a profile can not hold.
    #[error("the {0} does not fit the profile")]
    Value(&'static str),
    /// The structure can not be encoded.
    #[error("it can not be encoded")]
    Encode(#[source] der::Error),
    /// The library refuses to build it.
    #[error("the certificate can not be built")]
    Build(#[source] x509_cert::builder::Error),
    /// The signature given is not the issuer's over the prepared bytes.
    #[error("the signature is not the issuer's")]
    Signature(#[source] crypto::Error),
}

/// The algorithm that an identifier names, with the parameters that belong to it.
pub(in crate::seal) fn algorithm(identifier: &AlgorithmIdentifierOwned) -> Option<Algorithm> {
    let algorithm = Algorithm::from_oid(&identifier.oid.to_string())?;
    let right = match &identifier.parameters {
        None => !algorithm.has_null_parameters(),
        Some(any) => algorithm.has_null_parameters() && any.is_null(),
    };
    right.then_some(algorithm)
}

/// The identifier of a signature algorithm, as certificates, CRLs and CMS hold it.
pub(in crate::seal) fn identifier(algorithm: Algorithm) -> Result<AlgorithmIdentifierOwned, der::Error> {
    Ok(AlgorithmIdentifierOwned {
        oid: ObjectIdentifier::new(algorithm.oid())?,
        parameters: algorithm.has_null_parameters().then(Any::null),
    })
}

/// UTCTime to the end of 2049, GeneralizedTime after it [RFC 5280 §4.1.2.5]; the part of a second is dropped.
pub(in crate::seal) fn time(moment: Moment) -> Result<Time, der::Error> {
    let seconds = Duration::from_secs(u64::try_from(moment.seconds()).unwrap_or_default());
    Ok(Time::from(der::DateTime::from_unix_duration(seconds)?))
}

/// The moment of an X.509 time.
pub(in crate::seal) fn moment(time: Time) -> Moment {
    Moment::from_seconds(i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX))
}

/// Decodes within a limit and asks that encoding gives the same bytes.
pub(in crate::seal) fn strict<T>(bytes: &[u8], limit: usize) -> Result<T, Error>
where
    T: for<'a> der::Decode<'a, Error = der::Error> + der::Encode,
{
    if bytes.len() > limit {
        return Err(Error::TooLarge(limit));
    }
    let value = T::from_der(bytes).map_err(Error::Malformed)?;
    let again = value.to_der().map_err(Error::Encode)?;
    if again == bytes { Ok(value) } else { Err(Error::NotCanonical) }
}

/// The DER of each PEM block with this label, at most so many.
fn pem_blocks(text: &str, label: &str, limit: usize) -> Result<Vec<Vec<u8>>, Error> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(&begin) {
        let block = rest.get(start..).unwrap_or_default();
        let stop = block.find(&end).ok_or(Error::Pem)? + end.len();
        let (found, der) =
            der::pem::decode_vec(block.get(..stop).unwrap_or_default().as_bytes()).map_err(|_| Error::Pem)?;
        if found != label || blocks.len() == limit {
            return Err(Error::Pem);
        }
        blocks.push(der);
        rest = block.get(stop..).unwrap_or_default();
    }
    if blocks.is_empty() { Err(Error::Pem) } else { Ok(blocks) }
}

#[cfg(test)]
mod tests;
