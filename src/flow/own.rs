//! What is stated about one address alone: written at the end of that address's chain, and sealed by a job.

use crate::crypto::sha256;
use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::enrolment::OwnChain;
use crate::erds::id::EvidenceId;
use crate::erds::own::{OwnDetails, OwnStatement};
use crate::erds::party::Authentication;
use crate::format::evidence;
use crate::store::{NewStatement, OwnSeen};

use super::{Fault, Service};

/// A statement at the end of the chain of what concerns an address alone, by whoever proved that they read its mail.
pub(super) fn own_statement(
    service: &Service,
    (addressee, authentication): (&Address, &Authentication),
    own: &OwnSeen,
    details: OwnDetails,
) -> Result<NewStatement, Fault> {
    let (now, link) = (service.now(), own.next());
    let statement = OwnStatement {
        id: EvidenceId::new(now, service.random()),
        time: now,
        policies: vec![service.settings.policy.clone()],
        issuer: service.settings.issuer.clone(),
        addressee: addressee.clone(),
        authentication: authentication.clone(),
        chain: OwnChain { id: own.id, link, random: service.random() },
        details,
    };
    let canonical = evidence::write_own(&statement)
        .map_err(|error| Fault::Broken { what: format!("what concerns an address cannot be written: {error}") })?;
    Ok(NewStatement {
        id: statement.id,
        event: statement.details.event(),
        sequence: link.sequence(),
        time: statement.time,
        digest: Sha256(sha256(&canonical)),
        canonical,
    })
}

/// What is stated about an address alone.
pub(super) fn read(canonical: &[u8]) -> Result<OwnStatement, Fault> {
    evidence::read_own(canonical)
        .map_err(|error| Fault::Broken { what: format!("what concerns an address cannot be read: {error}") })
}
