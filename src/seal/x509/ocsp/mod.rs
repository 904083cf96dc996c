//! What an authority answers when it is asked whether a certificate is revoked (RFC 6960, and what RFC 5019 takes of it): request and
//! response, for the client, the responder and the verifier.
//!
//! The structures are our own: the library that has them pins an older family of its types. Never reads the clock, never signs, asks
//! nobody. What a response means for a certificate at a moment is `path`'s to say.

mod asn1;
mod request;
mod respond;

use const_oid::db::rfc5280;
use der::Encode as _;
use der::asn1::{GeneralizedTime, ObjectIdentifier};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage};

use super::{Certificate, Crl, Error, algorithm, path, strict};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use asn1::{BASIC, Basic, CertStatus, NONCE, ResponderId, SingleResponse};

pub use request::{CertId, IdHash, OcspRequest, REQUEST_LIMIT, Refusal, ocsp_request, parse_ocsp_request};
pub use respond::{OcspAnswer, OcspAnswers, PreparedOcsp, prepare_ocsp};

/// id-pkix-ocsp-nocheck [RFC 6960 §4.2.2.2.1].
pub(super) const NO_CHECK: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.5");
/// The most answers in one response that are looked at.
const ANSWERS: usize = 16;
/// The most certificates in one response.
const CERTIFICATES: usize = 8;

/// An OCSP response whose bytes are their own DER form; whether somebody who may speak signed it, `about` tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OcspResponse {
    der: Vec<u8>,
    tbs: Vec<u8>,
    basic: Basic,
    certificates: Vec<Certificate>,
}

/// What a response says of one certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OcspStatus {
    /// Not revoked.
    Good,
    /// Revoked.
    Revoked {
        /// From when on.
        since: Moment,
        /// The reason's number [RFC 5280 §5.3.1], where one is given.
        reason: Option<u8>,
    },
    /// The responder does not know the certificate.
    Unknown,
}

/// The answer about one certificate, by somebody who may give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OcspFinding {
    /// What it says.
    pub status: OcspStatus,
    /// When that was known.
    pub this_update: Moment,
    /// By when there is a newer answer; one without this end is never relied on after its time.
    pub next_update: Option<Moment>,
}

impl OcspFinding {
    /// Whether it is in force at this moment.
    pub fn is_valid_at(&self, at: Moment) -> bool {
        self.this_update <= at && self.next_update.is_some_and(|next| at <= next)
    }
}

/// Why a response about a certificate is not believed, or does not tell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unheard {
    /// The responder does not know the certificate.
    #[error("the OCSP responder of its authority does not know it")]
    Unknown,
    /// Not in force at the moment.
    #[error("the OCSP response about it is of {this_update} and was not in force then")]
    NotInForce {
        /// Of when it is.
        this_update: Moment,
    },
    /// Signed by nobody who may speak for the authority.
    #[error(
        "the OCSP response about it is signed neither by its authority nor by a responder that the authority certified"
    )]
    Responder,
    /// The responder's certificate is not one for OCSP.
    #[error("the OCSP response about it is signed with the certificate of {responder}, which is not meant for OCSP")]
    Usage {
        /// Whose certificate.
        responder: String,
    },
    /// The responder's certificate was not valid when the response was made.
    #[error("the OCSP response about it is signed with the certificate of {responder}, which was not valid then")]
    Validity {
        /// Whose certificate.
        responder: String,
    },
    /// The responder's certificate was revoked when the response was made.
    #[error("the OCSP response about it is signed with the certificate of {responder}, which is revoked")]
    Revoked {
        /// Whose certificate.
        responder: String,
    },
    /// Nothing tells whether the responder's certificate was revoked.
    #[error(
        "the OCSP response about it is signed with the certificate of {responder}, of which nobody knows whether it is revoked"
    )]
    Unchecked {
        /// Whose certificate.
        responder: String,
    },
    /// The signature value does not fit, or its algorithm is not taken.
    #[error("the signature of the OCSP response about it is not good")]
    Signature,
    /// A critical extension is not understood.
    #[error("the OCSP response about it holds a critical extension that is not understood")]
    Extension,
}

impl OcspResponse {
    /// The most octets that a response may have.
    pub const LIMIT: usize = 64 * 1024;

    /// Reads one response.
    ///
    /// # Errors
    /// Too large, not DER, a refusal instead of an answer, or of another kind or version.
    pub fn parse(der: &[u8]) -> Result<Self, Error> {
        let response: asn1::Response = strict(der, Self::LIMIT)?;
        let bytes = match (response.status, response.bytes) {
            (asn1::Status::Successful, Some(bytes)) => bytes,
            (status, _) => return Err(Error::Refused(status as u8)),
        };
        if bytes.response_type != BASIC {
            return Err(Error::Value("kind of response"));
        }
        let basic: Basic = strict(bytes.response.as_bytes(), Self::LIMIT)?;
        let certificates = basic.certs.as_deref().unwrap_or_default();
        if basic.tbs.version != 0 || basic.tbs.responses.len() > ANSWERS || certificates.len() > CERTIFICATES {
            return Err(Error::Value("version or size of the response"));
        }
        let parse =
            |certificate: &x509_cert::Certificate| Certificate::parse(&certificate.to_der().map_err(Error::Encode)?);
        let certificates = certificates.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let tbs = basic.tbs.to_der().map_err(Error::Encode)?;
        Ok(Self { der: der.to_vec(), tbs, basic, certificates })
    }

    /// The bytes as read.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// When it was signed.
    pub fn produced_at(&self) -> Moment {
        moment(self.basic.tbs.produced_at)
    }

    /// The nonce of the request that it answers, where it repeats one.
    pub fn nonce(&self) -> Option<Vec<u8>> {
        let extensions = self.basic.tbs.extensions.as_deref().unwrap_or_default();
        extensions.iter().find(|extension| extension.extn_id == NONCE).and_then(request::nonce)
    }

    /// The certificates of responders that travel along.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// What it says of a certificate that `issuer` issued; None where it is about others only. `crls` tell of a responder whose own
    /// certificate may be revoked.
    ///
    /// # Errors
    /// It is about this certificate, and not to be believed.
    pub fn about(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        crls: &[Crl],
    ) -> Option<Result<OcspFinding, Unheard>> {
        let single = self.single(certificate, issuer)?;
        Some(self.spoken(single, issuer, crls).map(|()| finding(single)))
    }

    /// Whether it says anything of a certificate that `issuer` issued.
    pub fn is_about(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        self.single(certificate, issuer).is_some()
    }

    /// With which algorithms and keys (SubjectPublicKeyInfo) this authority vouches for it: the response's own, and that of the responder's
    /// certificate where one signed. None where the authority has nothing to do with it.
    pub fn signatures(&self, issuer: &Certificate) -> Vec<(Algorithm, Vec<u8>)> {
        let own = |certificate: &Certificate| Some((algorithm(&self.basic.signature_algorithm)?, certificate.spki()));
        if self.names_as_responder(issuer) {
            return own(issuer).into_iter().collect();
        }
        let named = self.certificates.iter().find(|certificate| self.names_as_responder(certificate));
        let certified = |responder: &Certificate| Some((responder.signature_algorithm()?, issuer.spki()));
        named.map(|responder| own(responder).into_iter().chain(certified(responder)).collect()).unwrap_or_default()
    }

    fn single(&self, certificate: &Certificate, issuer: &Certificate) -> Option<&SingleResponse> {
        let is_meant = |single: &&SingleResponse| CertId(single.cert_id.clone()).names(certificate, issuer);
        self.basic.tbs.responses.iter().find(is_meant)
    }

    /// Whether whoever signed it may speak for the authority [RFC 6960 §4.2.2.2].
    fn spoken(&self, single: &SingleResponse, issuer: &Certificate, crls: &[Crl]) -> Result<(), Unheard> {
        let critical = |all: &Option<Vec<Extension>>| all.iter().flatten().any(|extension| extension.critical);
        if critical(&self.basic.tbs.extensions) || critical(&single.extensions) {
            return Err(Unheard::Extension);
        }
        if self.names_as_responder(issuer) {
            return if self.is_signed_by(issuer) { Ok(()) } else { Err(Unheard::Signature) };
        }
        let named = self.certificates.iter().find(|certificate| self.names_as_responder(certificate));
        let responder = named.ok_or(Unheard::Responder)?;
        if !responder.is_signed_by(issuer) {
            return Err(Unheard::Responder);
        }
        self.delegated(responder, issuer, crls)?;
        if self.is_signed_by(responder) { Ok(()) } else { Err(Unheard::Signature) }
    }

    /// Judges a responder's certificate for the moment at which it signed.
    fn delegated(&self, responder: &Certificate, issuer: &Certificate, crls: &[Crl]) -> Result<(), Unheard> {
        let name = || responder.subject();
        let (extended, usage) = (
            responder.extension::<ExtendedKeyUsage>(rfc5280::ID_CE_EXT_KEY_USAGE),
            responder.extension::<KeyUsage>(rfc5280::ID_CE_KEY_USAGE),
        );
        let meant = matches!(extended, Ok(Some(usage)) if usage.0.contains(&rfc5280::ID_KP_OCSP_SIGNING))
            && matches!(usage, Ok(usage) if usage.is_none_or(|usage| usage.digital_signature()));
        if !meant || path::understood(responder).is_err() {
            return Err(Unheard::Usage { responder: name() });
        }
        let signed = self.produced_at();
        if path::valid(responder, signed).is_err() {
            return Err(Unheard::Validity { responder: name() });
        }
        let mut unchecked = !responder.extensions().iter().any(|extension| extension.extn_id == NO_CHECK);
        for crl in crls.iter().filter(|crl| crl.speaks_for(issuer)) {
            if crl.revocation(responder.serial()).is_some_and(|entry| entry.since <= signed) {
                return Err(Unheard::Revoked { responder: name() });
            }
            unchecked &= !crl.is_valid_at(signed) && crl.this_update() < signed;
        }
        if unchecked { Err(Unheard::Unchecked { responder: name() }) } else { Ok(()) }
    }

    fn names_as_responder(&self, certificate: &Certificate) -> bool {
        match &self.basic.tbs.responder_id {
            ResponderId::ByName(name) => name == certificate.inner().tbs_certificate().subject(),
            ResponderId::ByKey(hash) => hash.as_bytes() == request::key_hash(certificate),
        }
    }

    fn is_signed_by(&self, certificate: &Certificate) -> bool {
        let signature = self.basic.signature.as_bytes().unwrap_or_default();
        algorithm(&self.basic.signature_algorithm)
            .is_some_and(|algorithm| crypto::verify(algorithm, &certificate.spki(), &self.tbs, signature).is_ok())
    }
}

fn finding(single: &SingleResponse) -> OcspFinding {
    let status = match &single.status {
        CertStatus::Good(_) => OcspStatus::Good,
        CertStatus::Revoked(revoked) => OcspStatus::Revoked {
            since: moment(revoked.revocation_time),
            reason: revoked.reason.and_then(|reason| u8::try_from(reason as u32).ok()),
        },
        CertStatus::Unknown(_) => OcspStatus::Unknown,
    };
    OcspFinding { status, this_update: moment(single.this_update), next_update: single.next_update.map(moment) }
}

fn moment(time: GeneralizedTime) -> Moment {
    Moment::from_seconds(i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
