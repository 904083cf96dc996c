//! The service opens what it keeps by itself, before each notice and before it states a silence: it reads the content to its
//! end, compares its digest with the one in evidence, and makes the page behind the notice's link as the addressee would get
//! it. Nothing of that leaves the process, and nothing is recorded but when it could be done and when not.
//!
//! Between two looks nobody looked: that the content could be fetched all the while rests on both looks and on what is on
//! record of outages.

use crate::crypto::Sha256Stream;
use crate::erds::evidence::Availability;
use crate::erds::moment::Moment;
use crate::erds::outage::{Failing, between};
use crate::store::{Seen, Work};

use super::look::{self, Link};
use super::{Fault, Service, extend, outage};

/// Opens content and page; the page as it is at `shown`. Returns when it could be done, for `Work::probed` in the unit of
/// what follows. That it could not be is kept at once.
///
/// # Errors
/// `Unavailable` where it cannot be done now: nothing that needs it may go on.
pub(super) async fn probe(service: &Service, seen: &Seen, shown: Moment) -> Result<Moment, Fault> {
    let opened = open(service, seen, shown).await;
    let (before, now) = (service.store.probes(seen).await?, service.now());
    let Err(why) = opened else {
        if let Some(failed) = before.failed {
            recovered(service, seen, before.last.unwrap_or(failed), now).await?;
        }
        return Ok(now);
    };
    if before.failed.is_none() {
        tracing::error!(delivery.id = %seen.id, why, "the content of a message cannot be opened");
        let mut work = Work::new();
        work.probed(seen, false, now);
        service.store.commit(work).await?;
    }
    Err(Fault::Unavailable { what: "the content of the message cannot be opened".to_owned() })
}

/// It can be opened again: from the last look that succeeded to this one nobody knows that it could, and that is an outage.
async fn recovered(service: &Service, seen: &Seen, from: Moment, now: Moment) -> Result<(), Fault> {
    let mut work = Work::new();
    work.probed(seen, true, now);
    outage::note(&mut work, outage::measured(Failing::Content, Some(seen.id), from, Some(now)), now);
    service.store.commit(work).await?;
    extend::settle(service, &seen.id).await
}

/// When the content could be fetched, up to `to` or else to the last look; `None` where no look succeeded (yet).
pub(super) async fn retrievable(
    service: &Service,
    seen: &Seen,
    to: Option<Moment>,
) -> Result<Option<Availability>, Fault> {
    let probes = service.store.probes(seen).await?;
    let (Some(from), Some(last)) = (probes.first, probes.last) else { return Ok(None) };
    let to = to.unwrap_or(last).max(from);
    let closed = extend::spans(&extend::outages(service, seen).await?, |outage| outage.failing.closes_content());
    Ok(Some(Availability { from, to: Some(to), except: between(closed, from, to) }))
}

/// The reason names nobody and no content: it is for the log.
async fn open(service: &Service, seen: &Seen, shown: Moment) -> Result<(), String> {
    let content = service.store.content(seen).await.map_err(|error| super::chain(&error))?;
    let content = content.ok_or("its key is gone")?;
    let mut digest = Sha256Stream::new();
    let mut reader = content.range(0, content.size());
    while let Some(chunk) = reader.next().await.map_err(|error| super::chain(&error))? {
        digest.update(&chunk);
    }
    let stated = &seen.record.content;
    if digest.finish() != stated.digest.0 || content.size() != stated.size {
        return Err("it is not what was handed in".to_owned());
    }
    let link = Link::parse(&service.store.link(seen)).ok_or("its link has not the form of one")?;
    let view = look::notice(service, &link).await.map_err(|fault| fault.to_string())?;
    let page = service.pages.notice(service, &link, &view, shown)?;
    if page.contains(&seen.id.to_string()) { Ok(()) } else { Err("its page does not name it".to_owned()) }
}
