//! Station "recall": the sender takes a message back. Lawful until the first octet of content has left, also after an acceptance:
//! C.3 stays in the chain, superseded, and the addressee is told. One unit of work states it and destroys the delivery's key to the
//! content: what was not handed over before that moment never will be.
//!
//! The link of a notice nobody answered goes on to open its page, which says what happened; so no bundle holds that notice
//! (`pack`), and nobody but its addressee knows the link.
//!
//! Crash before the unit: nothing happened. After it: the key is gone, and `attest` goes on from the job.

use crate::erds::delivery::Command;
use crate::erds::id::DeliveryId;
use crate::store::{Account, Kind, Work};

use super::compose::{Particulars, statements};
use super::retry::decided_on;
use super::{Fault, Service, status};

/// Takes a delivery back for its sender.
///
/// # Errors
/// `Refusal::NotFound` where the account has no such delivery; `Refusal::Law` where it cannot be taken back (any more).
pub async fn recall(service: &Service, account: &Account, id: DeliveryId) -> Result<(), Fault> {
    let seen = status::own(service, account, id).await?;
    decided_on(service, &seen, |seen| {
        let now = service.now();
        let outcome = seen.delivery.step(Command::Recall, now)?;
        let stated = statements(service, seen, &outcome, |_| Particulars::none())?;
        let mut work = Work::new();
        work.record(seen, &outcome, stated);
        work.destroy_content(seen);
        work.job(Kind::Attest, seen.id, now);
        Ok(Some(work))
    })
    .await
}
