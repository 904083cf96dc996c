//! A sender from whom an addressee asked not to be sent anything: said on `/mine` and undone there at will. It concerns the
//! addressee alone, so it stands in the chain of what does, and in no delivery's.
//!
//! What that sender hands in later to this address is taken, and its notice does not leave: C.2 says what was asked
//! (docs/decisions/0054). The addressee finds it on `/mine`, and may open it there. A time that runs already goes on.

use crate::erds::address::Address;
use crate::erds::event::Event;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::erds::own::OwnDetails;
use crate::store::{OwnSeen, Seen};

use super::enrol::own_chain;
use super::own::read;
use super::{Fault, Service};

/// What evidence and the sender read.
const WORDS: &str = "the addressee asked not to be sent anything by this sender; nothing was sent";

/// A sender who is blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Its address, as the addressee saw it.
    pub sender: Address,
    /// The delivery on which the addressee asked for it: whose account it came from.
    pub delivery: DeliveryId,
    /// Since when.
    pub since: Moment,
}

/// Who is blocked, in the order in which it was asked.
pub(super) fn in_force(own: &OwnSeen) -> Result<Vec<Blocked>, Fault> {
    let mut blocked: Vec<Blocked> = Vec::new();
    for kept in &own.statements {
        if !matches!(kept.event, Event::SenderBlocked | Event::SenderUnblocked) {
            continue;
        }
        match read(&kept.canonical)?.details {
            OwnDetails::Block { sender, delivery } => blocked.push(Blocked { sender, delivery, since: kept.time }),
            OwnDetails::Unblock { sender } => blocked.retain(|known| !known.sender.same_mailbox(&sender)),
            _ => {}
        }
    }
    Ok(blocked)
}

/// What is said where the addressee of a delivery asked not to be sent anything by its sender: by this address, or by the account
/// that it came from.
pub(super) async fn asked(service: &Service, seen: &Seen) -> Result<Option<&'static str>, Fault> {
    for blocked in in_force(&own_chain(service, seen).await?)? {
        if blocked.sender.same_mailbox(&seen.record.sender.address) {
            return Ok(Some(WORDS));
        }
        let other = service.store.delivery(&blocked.delivery).await?;
        if other.is_some_and(|other| other.record.account == seen.record.account) {
            return Ok(Some(WORDS));
        }
    }
    Ok(None)
}
