//! The form on a dead link's page: whoever types an address gets new links there, if there is anything for it.
//!
//! The answer must not tell which addresses are known, in its words or in its time. So asking only leaves a job about the
//! mailbox, the same for every address; the worker looks afterwards whether there is anything. That job holds no address but
//! the keyed hash by which deliveries are found, and nothing of it is left once it is done.
//!
//! A link that was mailed ends the one before it. Crash: the link is mailed first and lives from the unit of work after it; a job
//! that is done again mails the same one, so that nobody is left without a link by what broke off.

use std::time::Duration;

use crate::erds::address::Address;
use crate::erds::delivery::Offer;
use crate::letters::{self, Waiting};
use crate::store::{Claimed, Kind, Seen, Work};

use super::{Fault, Service, abuse, post};

/// The most deliveries that one request sends links for.
const MOST: u32 = 10;
/// The most links mailed about one delivery in a day: anybody can ask, and each one ends the link before it.
const MOST_A_DAY: usize = 6;
const DAY: Duration = Duration::from_hours(24);

/// Asks for links to the deliveries of an address, whether there are any or not.
///
/// # Errors
/// `Fault::Unavailable` where nothing can be stored: for every address alike.
pub async fn request(service: &Service, address: &Address) -> Result<(), Fault> {
    let mut work = Work::new();
    work.job(Kind::Relink, service.store.mailbox(address), service.now());
    Ok(service.store.commit(work).await?)
}

/// Asks for a link to each of the mailbox's deliveries, if it has any.
pub async fn find(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut work = Work::new();
    for id in service.store.deliveries_to(job.subject, MOST).await? {
        work.job(Kind::Link, id, service.now());
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// Whether the notice never left, and the operator suspended its sender.
pub(super) async fn withheld(service: &Service, seen: &Seen) -> Result<bool, Fault> {
    Ok(seen.delivery.offer() == Offer::Failed && abuse::suspended(service, &seen.record.account).await?.is_some())
}

/// Mails the addressee a new link, in the language that the sender chose; the one before it is dead from then on, and delegates get
/// theirs anew. Where nobody knows whether a server took it, it is not repeated: whoever has none asks again.
pub async fn mail(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut work = Work::new();
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await?
        // Whatever was offered once: a delivery whose notice failed later may still be decided on, or was.
        && seen.delivery.offer() != Offer::None
        // But not the link to what a suspended sender's notice never told of.
        && !withheld(service, &seen).await?
        && service.store.links_mailed(&seen.id, service.now().minus(DAY)).await? < MOST_A_DAY
    {
        let waiting = Waiting {
            sender: seen.record.sender.name.as_deref().unwrap_or(seen.record.sender.address.as_str()),
            time: seen.record.submitted,
            link: &post::next_link(service, &seen),
        };
        let language = &seen.terms.language;
        post::to_addressee(service, &seen, "link", language, |post| letters::new_link(post, &waiting)).await?;
        work.revoke_links(&seen);
        work.mailed_link(seen.id, service.now());
        work.job(Kind::Delegate, seen.id, service.now());
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}
