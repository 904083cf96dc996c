//! Whether a certificate is revoked at a moment, by what is at hand of its issuer: CRLs [RFC 5280 §6.3] and OCSP responses [RFC 6960 §3.2].
//!
//! One that says revoked is believed however many do not. One that is not in force, or that nobody signed who may speak, tells nothing.

use super::{Certificate, Crl, OcspResponse, OcspStatus, PathError, Unheard};
use crate::erds::moment::Moment;

/// What is at hand about revocation. Each is believed as far as whoever signed it may speak.
#[derive(Clone, Copy, Debug, Default)]
pub struct Revocations<'a> {
    /// Revocation lists.
    pub crls: &'a [Crl],
    /// OCSP responses.
    pub responses: &'a [OcspResponse],
}

impl<'a, L: AsRef<[Crl]> + ?Sized> From<&'a L> for Revocations<'a> {
    fn from(crls: &'a L) -> Self {
        Self { crls: crls.as_ref(), responses: &[] }
    }
}

/// What is known of a certificate that is not revoked at the moment.
pub(super) struct Status {
    /// Up to when.
    pub(super) known: Moment,
    /// It is revoked after the moment.
    pub(super) later: Option<Moment>,
}

/// What the issuer's CRLs and OCSP responses say about a certificate at a moment.
pub(super) fn revocation(
    certificate: &Certificate,
    issuer: &Certificate,
    revocations: Revocations<'_>,
    at: Moment,
) -> Result<Status, PathError> {
    let mut status = Heard { certificate, at, known: None, later: None, why: None };
    for crl in revocations.crls.iter().filter(|crl| crl.speaks_for(issuer)) {
        if let Some(entry) = crl.revocation(certificate.serial()) {
            status.revoked(entry.since, entry.reason)?;
        }
        status.told(crl.is_valid_at(at), crl.this_update());
    }
    for response in revocations.responses {
        let finding = match response.about(certificate, issuer, revocations.crls) {
            None => continue,
            Some(Ok(finding)) => finding,
            Some(Err(unheard)) => {
                status.why = status.why.or(Some(unheard));
                continue;
            }
        };
        match finding.status {
            OcspStatus::Unknown => {
                status.why = status.why.or(Some(Unheard::Unknown));
                continue;
            }
            OcspStatus::Revoked { since, reason } => status.revoked(since, reason)?,
            OcspStatus::Good => {}
        }
        if !status.told(finding.is_valid_at(at), finding.this_update) {
            status.why = status.why.or(Some(Unheard::NotInForce { this_update: finding.this_update }));
        }
    }
    let Heard { known, later, why, .. } = status;
    let unknown = || PathError::RevocationUnknown { subject: certificate.subject(), why };
    Ok(Status { known: known.ok_or_else(unknown)?, later })
}

/// What was heard of one certificate so far.
struct Heard<'a> {
    certificate: &'a Certificate,
    at: Moment,
    known: Option<Moment>,
    later: Option<Moment>,
    why: Option<Unheard>,
}

impl Heard<'_> {
    fn revoked(&mut self, since: Moment, reason: Option<u8>) -> Result<(), PathError> {
        if since <= self.at {
            return Err(PathError::Revoked { subject: self.certificate.subject(), since, reason });
        }
        self.later = Some(self.later.map_or(since, |earlier| earlier.min(since)));
        Ok(())
    }

    /// Whether something that is in force at the moment, or not, and issued at another, tells of the certificate.
    fn told(&mut self, in_force: bool, this_update: Moment) -> bool {
        // An expired certificate leaves the list, so what is issued after its end says nothing about it.
        let after = this_update >= self.at && this_update <= self.certificate.not_after();
        if in_force || after {
            self.known = self.known.max(Some(this_update));
        }
        in_force || after
    }
}
