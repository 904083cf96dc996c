//! Station "silence": states that nobody decided, no earlier than 15 minutes after the deadline, because a decision counts
//! by the moment its POST was received. Silence never counts as acceptance.

use crate::erds::delivery::{Command, Offer, Refusal as Unlawful};
use crate::erds::evidence::{Details, ExpiryDetails};
use crate::store::{Claimed, Kind, Work};

use super::compose::{Particulars, statements};
use super::{Fault, Service, attest};

/// Expires a delivery whose deadline is over and that nobody decided on; does nothing to any other.
pub async fn expire(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let now = service.now();
    let mut work = Work::new();
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        match (seen.delivery.step(Command::Expire, now), seen.delivery.offer()) {
            (Ok(outcome), Offer::Offered { deadline }) => {
                let details = Details::Expiry(ExpiryDetails { deadline, availability: None });
                let stated = statements(service, &seen, &outcome, |_| Particulars::details(details.clone()))?;
                work.record(&seen, &outcome, stated);
                work.revoke_links(&seen);
                work.job(Kind::Attest, seen.id, now);
            }
            (Err(Unlawful::DeadlineAhead), Offer::Offered { deadline }) => {
                work.retry(job, attest::due(deadline));
                return Ok(service.store.commit(work).await?);
            }
            _ => {}
        }
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}
