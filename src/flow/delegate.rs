//! What a delegate does under a mandate: they get a link of their own to each delivery that it covers, prove their own mailbox,
//! and decide. The mandate is looked at anew each time, so one that ends stops a session at once.
//!
//! Crash: a mail is noted after it was handed over; the job looks up what was not told, so it can be done again.

use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::delivery::Decision;
use crate::erds::event::Event;
use crate::erds::evidence::Details;
use crate::erds::id::MandateId;
use crate::erds::mandate::MandateUse;
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::letters;
use crate::store::{Claimed, Kept, OwnSeen, Seen, Work};

use super::enrol::own_chain;
use super::mandate::{Held, chain_of, of};
use super::{Fault, Refusal, Service, control, post};

/// Job: mails each delegate of the addressee their own link to a delivery: while one can decide, and to whoever decided.
pub async fn notify(service: &Service, job: &Claimed) -> Result<(), Fault> {
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        let open = matches!(seen.delivery.decision(), Decision::Open);
        let decided_by = decided_by(service, &seen).await?;
        for held in of(service, &seen).await? {
            let id = held.mandate.id;
            let wanted = if open { held.covers(sender(&seen), service.now()).is_ok() } else { decided_by == Some(id) };
            if wanted && !senders_own(service, &seen, &held.mandate.delegate).await? {
                tell_delegate(service, &seen, &held, open).await?;
            }
        }
    }
    let mut work = Work::new();
    work.done(job);
    Ok(service.store.commit(work).await?)
}

async fn tell_delegate(service: &Service, seen: &Seen, held: &Held, open: bool) -> Result<(), Fault> {
    let id = held.mandate.id;
    let what = format!("delegate {id} {}", seen.generation);
    let Some(kept) = service.store.mandate(&id).await? else { return Ok(()) };
    if service.store.told(seen.id, &what).await?.is_some() {
        return Ok(());
    }
    let link = format!("{}/r/{}", service.settings.base_url, service.store.delegates_link(seen, &id));
    let record = &seen.record;
    let about = letters::Delegated {
        principal: &record.addressee,
        sender: record.sender.name.as_deref().unwrap_or(record.sender.address.as_str()),
        until: seen.delivery.deadline().filter(|_| open),
        link: &link,
    };
    let to = (&held.mandate.delegate, seen.terms.zone.as_str(), kept.language.as_str());
    post::to(service, to, ("delegate", &seen.id), |post| letters::delegated(post, &about)).await?;
    let mut work = Work::new();
    work.told(seen.id, &what, service.now());
    Ok(service.store.commit(work).await?)
}

/// Whether the delegate's mailbox is the sender's own: then no link goes there, since a code sent there proves nothing.
async fn senders_own(service: &Service, seen: &Seen, delegate: &Address) -> Result<bool, Fault> {
    let Some(account) = service.store.account(&seen.record.account).await? else { return Ok(false) };
    Ok(control::known(service, &account, sender(seen), delegate).await?.is_some())
}

/// The mandate under which the delivery was decided, where a delegate did.
pub(super) async fn decided_by(service: &Service, seen: &Seen) -> Result<Option<MandateId>, Fault> {
    Ok(acted(&service.store.statements(seen).await?).map(|acted| acted.used.id))
}

/// The delegate to whose session all of the content was sent, where it was one's.
pub(super) fn read_by(kept: &[Kept]) -> Option<Address> {
    let handed = kept.iter().find(|kept| kept.event == Event::ContentHandover)?;
    evidence::read(&handed.canonical).ok()?.delegate
}

/// The delegate who accepted or refused, where one did.
pub(super) fn acted(kept: &[Kept]) -> Option<Acting> {
    let decided = [Event::ConsignmentAcceptance, Event::ConsignmentRejection];
    let decision = kept.iter().rev().find(|kept| decided.contains(&kept.event))?;
    let statement = evidence::read(&decision.canonical).ok()?;
    match statement.details {
        Details::Decision(decision) => Some(Acting { delegate: statement.delegate?, used: decision.mandate? }),
        _ => None,
    }
}

/// The mandate behind a delegate's link or session, as it covers this delivery at this moment.
///
/// # Errors
/// `Refusal::Mandate` where it does not.
pub(super) async fn acting(service: &Service, seen: &Seen, id: &MandateId, at: Moment) -> Result<Acting, Fault> {
    let held = of(service, seen).await?.into_iter().find(|held| held.mandate.id == *id);
    let held = held.ok_or(Refusal::UnknownLink)?;
    let used = held.covers(sender(seen), at).map_err(Refusal::Mandate)?;
    Ok(Acting { delegate: held.mandate.delegate, used })
}

/// Somebody who acts under a mandate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    /// Who acts.
    pub delegate: Address,
    /// Under which mandate.
    pub used: MandateUse,
}

/// The sealed statements of a mandate under which a decision was made: given, accepted. `None` for one that is not sealed yet.
pub(super) async fn sealed(
    service: &Service,
    seen: &Seen,
    used: &MandateUse,
    delegate: &Address,
) -> Result<[Option<Vec<u8>>; 2], Fault> {
    let kept = |own: OwnSeen, digest: Sha256| {
        own.statements.into_iter().find(|kept| kept.digest == digest).and_then(|kept| kept.sealed)
    };
    let given = kept(own_chain(service, seen).await?, used.given);
    let accepted = kept(chain_of(service, delegate).await?, used.accepted);
    Ok([given, accepted])
}

fn sender(seen: &Seen) -> &Address {
    &seen.record.sender.address
}
