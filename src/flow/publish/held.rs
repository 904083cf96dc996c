//! The batch of each hour: what nobody is to see at once enters the log together, at the full hour, at random places among
//! random entries. A batch holds eight entries or the next power of two, and every hour has one, so that whoever watches the
//! log learns of an hour the power of two, and of a quiet one nothing.
//!
//! Held and filler are alike in every file. Within one delivery the order of arrival is kept, since indexes rise along a chain;
//! between deliveries it is not.
//!
//! Crash: batch, fillers and hour are one unit. Where it happened, the hour has its batch; where not, other fillers are drawn.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Ledger;
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;
use crate::flow::{Fault, Service};
use crate::store::{BatchEntry, WaitingEntry, Work};

/// The fewest entries of a batch: so many events of an hour cannot be told from none.
const LEAST: usize = 8;
/// The most held entries of a batch; what is more waits for the next hour.
const MOST: u32 = 16_384;
const HOUR: Duration = Duration::from_hours(1);

/// Until when something is held that happens at this moment: the next full hour.
pub fn held_until(now: Moment) -> Moment {
    now.whole_hours().plus(HOUR)
}

/// How far indexes were given out.
#[derive(Clone, Copy)]
pub(super) struct Indexed {
    /// So many entries have one.
    pub(super) entries: u64,
    /// The hour that last had its batch.
    pub(super) hour: Option<Moment>,
}

/// Gives indexes to this hour's batch, where it had none yet; `known` is how far indexes were given out, where that is known.
/// A log begins with the first entry that is not held, or with the first batch that holds one.
pub(super) async fn index<L: Ledger>(
    ledger: &L,
    service: &Service,
    fence: u64,
    known: Option<Indexed>,
) -> Result<Indexed, Fault> {
    let (store, now) = (&service.store, service.now());
    let known = match known {
        Some(known) => known,
        None => Indexed { entries: store.log_size().await?, hour: store.held_hour().await? },
    };
    let hour = now.whole_hours();
    // Also where the clock was set back.
    if known.hour == Some(hour) {
        return Ok(known);
    }
    let first = known.entries;
    let held = store.held_entries(MOST, now).await?;
    let begins = known.hour.is_none() && held.is_empty();
    if begins && first == 0 {
        return Ok(known);
    }
    let mut work = Work::new();
    let mut batch = Vec::new();
    if begins {
        work.held_hour(fence, hour);
    } else {
        let number = || u64::from_le_bytes(service.random());
        let filler = || BatchEntry::Filler { id: EvidenceId::new(now, service.random()), entry: service.random() };
        batch = filled(held, number, filler);
        work.index_held(fence, first, batch.clone(), hour);
    }
    ledger.commit(work).await?;
    Ok(Indexed { entries: first + batch.len() as u64, hour: Some(hour) })
}

/// The held entries at random places among fillers.
fn filled(
    held: Vec<(WaitingEntry, Option<DeliveryId>)>,
    mut number: impl FnMut() -> u64,
    mut filler: impl FnMut() -> BatchEntry,
) -> Vec<BatchEntry> {
    let size = held.len().next_power_of_two().max(LEAST);
    let mut places: Vec<usize> = (0..size).collect();
    for rest in (2..=size).rev() {
        // 2^64 is so much larger that no remainder is noticeably more likely.
        let drawn = usize::try_from(number() % rest as u64).unwrap_or(0);
        places.swap(drawn, rest - 1);
    }
    places.truncate(held.len());
    let mut batch: Vec<Option<BatchEntry>> = vec![None; size];
    for (place, waiting) in in_order(places, held) {
        if let Some(free) = batch.get_mut(place) {
            *free = Some(BatchEntry::Held(waiting));
        }
    }
    batch.into_iter().map(|held| held.unwrap_or_else(&mut filler)).collect()
}

/// Of one delivery the first gets the first of its places.
fn in_order<T>(places: Vec<usize>, held: Vec<(T, Option<DeliveryId>)>) -> Vec<(usize, T)> {
    let mut chains: BTreeMap<Option<DeliveryId>, (Vec<usize>, Vec<T>)> = BTreeMap::new();
    let mut stand = Vec::with_capacity(held.len());
    for (place, (waiting, delivery)) in places.into_iter().zip(held) {
        if delivery.is_some() {
            let chain = chains.entry(delivery).or_default();
            chain.0.push(place);
            chain.1.push(waiting);
        } else {
            stand.push((place, waiting));
        }
    }
    for (mut places, chain) in chains.into_values() {
        places.sort_unstable();
        stand.extend(places.into_iter().zip(chain));
    }
    stand
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_gets_a_place_and_within_one_delivery_the_first_stands_first(
            drawn in prop::collection::btree_set(0_usize..1000, 0..60),
            owners in prop::collection::vec(prop::option::of(0_u8..4), 60),
            turn in 0_usize..60,
        ) {
            let mut places: Vec<usize> = drawn.into_iter().collect();
            let turn = turn.min(places.len());
            places.rotate_left(turn);
            let owner = |owner: Option<u8>| owner.map(|owner| DeliveryId::from_octets([owner; 16]));
            let held: Vec<_> = (0..places.len()).zip(&owners).map(|(at, of)| (at, owner(*of))).collect();
            let mut stand = in_order(places.clone(), held);
            stand.sort_unstable();
            places.sort_unstable();
            prop_assert_eq!(&stand.iter().map(|(place, _)| *place).collect::<Vec<_>>(), &places);
            for of in (0..4).map(Some) {
                let theirs = stand.iter().filter(|(_, at)| owners.get(*at) == Some(&of)).map(|(_, at)| *at);
                prop_assert!(theirs.is_sorted());
            }
        }
    }
}
