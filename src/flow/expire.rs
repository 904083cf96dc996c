//! Station "silence": states that nobody decided, no earlier than 15 minutes after the deadline, because a decision counts
//! by the moment its POST was received. Silence never counts as acceptance. Where the content cannot be opened, no silence is
//! stated: it waits until it can. While an outage goes on that may move the deadline, it waits for its end.

use std::time::Duration;

use crate::erds::delivery::{Command, Offer, Outcome, Refusal as Unlawful};
use crate::erds::evidence::{Details, ExpiryDetails, Statement};
use crate::erds::moment::Moment;
use crate::format::evidence::MOST_SENT;
use crate::store::{Claimed, Kind, Seen, Work};

use super::compose::{Particulars, statements};
use super::{Fault, Service, attest, extend, probe};

/// How often it looks whether an outage is over.
const AGAIN: Duration = Duration::from_mins(15);

/// Expires a delivery whose deadline is over and that nobody decided on; does nothing to any other.
pub async fn expire(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let (id, now) = (job.subject.delivery(), service.now());
    let mut work = Work::new();
    // Asked before what is over is given back: an outage that ends between the two is given back, and would else be neither.
    let goes_on = match service.store.delivery(&id).await? {
        Some(seen) => goes_on(service, &seen).await?,
        None => false,
    };
    // What an outage took is given back first. That the content opens again ends one, too.
    extend::settle(service, &id).await?;
    let opened = match service.store.delivery(&id).await? {
        Some(seen) if !goes_on => opened(service, &seen, now).await?,
        _ => None,
    };
    if let Some(seen) = service.store.delivery(&id).await? {
        match (seen.delivery.step(Command::Expire, now), seen.delivery.offer(), opened) {
            (Ok(outcome), Offer::Offered { deadline }, Some(opened)) => {
                work = silence(service, &seen, &outcome, deadline, opened).await?;
            }
            (Ok(_), Offer::Offered { .. }, None) => {
                work.retry(job, now.plus(AGAIN));
                return Ok(service.store.commit(work).await?);
            }
            (Err(Unlawful::DeadlineAhead), Offer::Offered { deadline }, _) => {
                work.retry(job, attest::due(deadline));
                return Ok(service.store.commit(work).await?);
            }
            _ => {}
        }
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// Whether an outage goes on that may move the deadline.
async fn goes_on(service: &Service, seen: &Seen) -> Result<bool, Fault> {
    match seen.delivery.offer() {
        Offer::Offered { deadline } => extend::may_move(service, deadline).await,
        _ => Ok(false),
    }
}

/// When content and page were opened, the page as it was in the last second of the time to decide; `None` where no silence can
/// be stated, or not yet.
async fn opened(service: &Service, seen: &Seen, now: Moment) -> Result<Option<Moment>, Fault> {
    let Offer::Offered { deadline } = seen.delivery.offer() else { return Ok(None) };
    if seen.delivery.step(Command::Expire, now).is_err() || goes_on(service, seen).await? {
        return Ok(None);
    }
    probe::probe(service, seen, deadline.minus(Duration::from_secs(1))).await.map(Some)
}

/// The silence as a unit of work.
async fn silence(
    service: &Service,
    seen: &Seen,
    outcome: &Outcome,
    deadline: Moment,
    opened: Moment,
) -> Result<Work, Fault> {
    let availability = probe::retrievable(service, seen, Some(deadline)).await?;
    let sent = extend::chain(service, seen).await?.iter().filter_map(Statement::sent).take(MOST_SENT).collect();
    let details = Details::Expiry(ExpiryDetails { deadline, availability, sent });
    let stated = statements(service, seen, outcome, |_| Particulars::details(details.clone()))?;
    let mut work = Work::new();
    work.probed(seen, true, opened);
    work.record(seen, outcome, stated);
    work.revoke_links(seen);
    work.job(Kind::Attest, seen.id, service.now());
    Ok(work)
}
