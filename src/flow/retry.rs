//! Deciding on what was read and committing it, again when something else came between.

use crate::erds::id::DeliveryId;
use crate::store::{CommitError, Seen, Work};

use super::{Fault, Refusal, Service};

/// How often another unit may come between before we say that the delivery is busy.
const ROUNDS: u8 = 16;

/// Reads the delivery, lets `decide` make a unit of work (or none) of it, and commits that; decides anew where another unit
/// came between.
///
/// # Errors
/// `missing` where there is no such delivery; what `decide` says; `Fault::Unavailable` where the delivery stays busy.
pub(super) async fn decided<F>(service: &Service, id: &DeliveryId, missing: Refusal, decide: F) -> Result<(), Fault>
where
    F: Fn(&Seen) -> Result<Option<Work>, Fault>,
{
    let seen = service.store.delivery(id).await?.ok_or(missing)?;
    decided_on(service, &seen, decide).await
}

/// The same, beginning with what the caller has just read.
pub(super) async fn decided_on<F>(service: &Service, seen: &Seen, decide: F) -> Result<(), Fault>
where
    F: Fn(&Seen) -> Result<Option<Work>, Fault>,
{
    let mut newer: Option<Seen> = None;
    for _ in 0..ROUNDS {
        let Some(work) = decide(newer.as_ref().unwrap_or(seen))? else { return Ok(()) };
        match service.store.commit(work).await {
            Err(CommitError::Stale) => {
                let what = || Fault::Broken { what: "a delivery is gone".to_owned() };
                newer = Some(service.store.delivery(&seen.id).await?.ok_or_else(what)?);
            }
            other => return Ok(other?),
        }
    }
    Err(Fault::Unavailable { what: "the delivery is busy".to_owned() })
}
