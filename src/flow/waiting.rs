//! What already waits for one addressee's choice from one sender. At most three at a time, and reminders of one: more of it is
//! pressure. Where the sender gives a reason (`Recepis-Another-Because`), the addressee reads it on the notice's page.
//!
//! KNOWN: two hand-ins at the same moment may both count three, and make five. Bearable: each of them waits for nobody's harm,
//! and what was taken in is not to be taken back for that.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::erds::address::Address;
use crate::erds::content::ContentInfo;
use crate::erds::delivery::Intake;
use crate::erds::moment::Moment;
use crate::store::Account;

use super::{Fault, Service};

/// The most deliveries of one sender that wait for one addressee at a time, without a reason that is shown.
pub const MOST: u32 = 3;
/// For how long the same hand-in counts as a repetition, which adds nothing.
const SAME: Duration = Duration::from_hours(24);

/// What stands in the way of one more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Waiting {
    /// An addressee for whom three wait.
    pub(super) crowded: Option<Address>,
    /// An addressee who is reminded of another one.
    pub(super) reminded: Option<Address>,
}

/// Looks at what waits for these addressees from this account.
pub(super) async fn waiting(
    service: &Service,
    account: &Account,
    to: &[Address],
    content: &ContentInfo,
    now: Moment,
) -> Result<Waiting, Fault> {
    let mut found = Waiting::default();
    for addressee in to {
        let mut live = Vec::new();
        for id in service.store.waiting(&account.name, addressee, now, MOST).await? {
            live.extend(service.store.delivery(&id).await?);
        }
        if live.len() >= MOST as usize {
            found.crowded.get_or_insert_with(|| addressee.clone());
        }
        if live.iter().any(|seen| !seen.terms.reminders.is_none()) {
            found.reminded.get_or_insert_with(|| addressee.clone());
        }
    }
    if found != Waiting::default() && is_repeated(service, account, to, content, now).await? {
        return Ok(Waiting::default());
    }
    Ok(found)
}

/// Whether the same was taken in for the same addressees within the time in which that counts as a repetition.
async fn is_repeated(
    service: &Service,
    account: &Account,
    to: &[Address],
    content: &ContentInfo,
    now: Moment,
) -> Result<bool, Fault> {
    let Some(message_id) = &content.message_id else { return Ok(false) };
    for submission in service.store.submissions_with(&account.name, message_id, now.minus(SAME)).await? {
        let mut addressees = BTreeSet::new();
        let mut same = true;
        for id in service.store.deliveries_of(&submission).await? {
            let Some(seen) = service.store.delivery(&id).await? else { continue };
            same &= seen.record.content == *content && seen.delivery.intake() == Intake::Accepted;
            addressees.insert(seen.record.addressee.normalised());
        }
        if same && addressees == to.iter().map(Address::normalised).collect() {
            return Ok(true);
        }
    }
    Ok(false)
}
