//! Station "silence": states that nobody decided, no earlier than 15 minutes after the deadline, because a decision counts
//! by the moment its POST was received. Silence never counts as acceptance. Where the content cannot be opened, no silence is
//! stated: it waits until it can.

use std::time::Duration;

use crate::erds::delivery::{Command, Offer, Outcome, Refusal as Unlawful};
use crate::erds::evidence::{Details, ExpiryDetails};
use crate::erds::moment::Moment;
use crate::store::{Claimed, Kind, Seen, Work};

use super::compose::{Particulars, statements};
use super::{Fault, Service, attest, probe};

/// Expires a delivery whose deadline is over and that nobody decided on; does nothing to any other.
pub async fn expire(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let now = service.now();
    let mut work = Work::new();
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        match (seen.delivery.step(Command::Expire, now), seen.delivery.offer()) {
            (Ok(outcome), Offer::Offered { deadline }) => {
                work = silence(service, &seen, &outcome, deadline).await?;
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

/// The silence as a unit of work, once the content was opened; the page as it was in the last second of the time to decide.
async fn silence(service: &Service, seen: &Seen, outcome: &Outcome, deadline: Moment) -> Result<Work, Fault> {
    let opened = probe::probe(service, seen, deadline.minus(Duration::from_secs(1))).await?;
    let availability = probe::retrievable(service, seen, Some(deadline)).await?;
    let details = Details::Expiry(ExpiryDetails { deadline, availability });
    let stated = statements(service, seen, outcome, |_| Particulars::details(details.clone()))?;
    let mut work = Work::new();
    work.probed(seen, true, opened);
    work.record(seen, outcome, stated);
    work.revoke_links(seen);
    work.job(Kind::Attest, seen.id, service.now());
    Ok(work)
}
