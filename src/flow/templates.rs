//! The published templates of notices: the digest of each is an entry of the log, made once, before any door of a start that knows it
//! opens. So nobody can say later that a template was another.
//!
//! Crash before the unit: the next start enters them. After it: they wait for the log like any other entry.

use crate::crypto::sha256;
use crate::erds::id::EvidenceId;
use crate::format::template::{self, Template};
use crate::store::{EntryPlace, Work};

use super::{Fault, Service};

/// Under what a template is entered in the log: the same on every node, and made from its digest.
pub fn entry(template: &Template<'_>) -> EvidenceId {
    let digest = sha256(&[b"recepis template\0".as_slice(), &template.digest().0].concat());
    EvidenceId::from_octets(std::array::from_fn(|place| digest.get(place).copied().unwrap_or_default()))
}

/// Where a template's digest is in the log.
pub async fn place(service: &Service, template: &Template<'_>) -> Result<Option<EntryPlace>, Fault> {
    Ok(service.store.log_place(&entry(template)).await?)
}

/// Enters in the log what of the templates is not there yet.
///
/// # Errors
/// `Unavailable` where the database is busy or full: then nothing is to be started.
pub async fn publish(service: &Service) -> Result<(), Fault> {
    for template in template::ALL {
        if place(service, template).await?.is_some() {
            continue;
        }
        let mut work = Work::new();
        work.enter_template(entry(template), template.text);
        let entered = service.store.commit(work).await;
        // Another node, which starts at this moment, may have been faster.
        if entered.is_err() && place(service, template).await?.is_none() {
            entered?;
        }
    }
    Ok(())
}
