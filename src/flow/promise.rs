//! The promise in the first receipt: the evidence of a delivery's first statement is in the log by T. Made from the stored
//! rows whenever it is asked for, and the same each time: its key signs alike, and T follows from the event's time.

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::store::Kept;
use crate::tlog::own::{self, Said, Signed};
use crate::tlog::promise::Promise;

use super::{Fault, Service, chain};

/// The promise of a delivery as a file; `None` where nothing of it is stated, or nothing kept any more.
///
/// # Errors
/// `Unavailable` where the database is busy, `Broken` where the log's key does not sign.
pub async fn promise(service: &Service, id: DeliveryId) -> Result<Option<String>, Fault> {
    let Some(seen) = service.store.delivery(&id).await? else { return Ok(None) };
    of(service, id, service.store.first_statement(&seen).await?.as_slice())
}

/// The promises of several deliveries, in their order.
pub async fn promises(service: &Service, ids: &[DeliveryId]) -> Result<Vec<(DeliveryId, String)>, Fault> {
    let mut made = Vec::with_capacity(ids.len());
    for id in ids {
        made.extend(promise(service, *id).await?.map(|promise| (*id, promise)));
    }
    Ok(made)
}

/// The promise of the delivery with these statements.
pub(super) fn of(service: &Service, id: DeliveryId, kept: &[Kept]) -> Result<Option<String>, Fault> {
    let Some(first) = kept.iter().find(|kept| kept.sequence == Some(1)) else { return Ok(None) };
    let [key, _] = &service.log;
    let promise = Promise::new(key.key.name(), id, Sha256(sha256(&first.canonical)), first.time);
    signed(service, promise).map(Some)
}

/// What the log says, under its Ed25519 key.
pub(super) fn signed<T: Said>(service: &Service, said: T) -> Result<String, Fault> {
    let broken = |error: &dyn std::error::Error| Fault::Broken { what: format!("a note of the log: {}", chain(error)) };
    let [key, _] = &service.log;
    let signature = key.signer.sign(own::text(&said).as_bytes()).map_err(|error| broken(&error))?;
    Ok(Signed::assemble(said, &key.key, &signature).map_err(|error| broken(&error))?.to_string())
}
