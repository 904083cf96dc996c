//! Turns at a domain: how many of our connections its mail servers see at once, and how quickly one follows another. Whoever
//! gets no turn is told when to ask again, one after the other, so that a long queue does not ask all at once.
//!
//! KNOWN: each node counts for itself, and a process that starts anew begins anew. Bearable, because few nodes send.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::erds::moment::Moment;

/// How long whoever found all turns taken waits at least.
const WAIT: Duration = Duration::from_millis(500);
/// From so many domains on, those that are at rest are forgotten.
const MOST: usize = 4_096;

/// The turns of all domains.
pub(super) struct Turns {
    /// The most at one domain at once.
    at_once: u16,
    /// The least time between the beginnings of two.
    distance: Duration,
    lanes: Mutex<HashMap<String, Lane>>,
}

struct Lane {
    taken: u16,
    /// When the next may begin.
    next: Moment,
    /// When the last of those who wait was told to ask again.
    promised: Moment,
}

/// A turn; it ends when it is dropped.
pub struct Turn(Option<(Arc<Turns>, String)>);

impl Turn {
    /// A turn where nobody counts.
    pub fn free() -> Self {
        Self(None)
    }
}

impl Turns {
    /// So many at one domain at once, and so many beginnings in a minute.
    pub(super) fn new(at_once: u16, per_minute: u16) -> Self {
        let distance = Duration::from_mins(1) / u32::from(per_minute.max(1));
        Self { at_once: at_once.max(1), distance, lanes: Mutex::default() }
    }

    /// A turn at a domain, or when to ask again.
    pub(super) fn take(self: &Arc<Self>, domain: &str, now: Moment) -> Result<Turn, Moment> {
        let mut lanes = self.lock();
        if lanes.len() >= MOST {
            lanes.retain(|_, lane| lane.taken > 0 || lane.promised > now);
        }
        let lane = lanes.entry(domain.to_owned()).or_insert(Lane { taken: 0, next: now, promised: now });
        if lane.taken < self.at_once && now >= lane.next {
            lane.taken += 1;
            lane.next = now.plus(self.distance);
            return Ok(Turn(Some((Arc::clone(self), domain.to_owned()))));
        }
        let wait = if lane.taken < self.at_once { self.distance } else { WAIT };
        lane.promised = lane.promised.plus(self.distance).max(now.plus(wait));
        Err(lane.promised)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Lane>> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some((turns, domain)) = self.0.take() else { return };
        if let Some(lane) = turns.lock().get_mut(&domain) {
            lane.taken = lane.taken.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT_ONCE: u16 = 8;
    const DISTANCE: Duration = Duration::from_millis(50);

    #[test]
    fn a_domain_gets_few_of_us_at_once_and_others_are_not_kept_waiting() {
        let (turns, mut now) = (Arc::new(Turns::new(AT_ONCE, 1_200)), Moment::from_seconds(1_795_511_640));
        let mut held = Vec::new();
        for _ in 0..AT_ONCE {
            held.push(turns.take("post.example", now).unwrap());
            now = now.plus(DISTANCE);
        }
        let told: Vec<Moment> = (0..100).map(|_| turns.take("post.example", now).err().unwrap()).collect();
        assert!(told.is_sorted_by(|one, next| one < next), "one after the other");
        assert!(told[0] >= now.plus(WAIT) && told[99] <= now.plus(WAIT + DISTANCE * 100));
        assert!(turns.take("other.example", now).is_ok());
        held.pop();
        assert!(turns.take("post.example", now).is_ok(), "whoever ended made room");
        assert!(turns.take("post.example", now.plus(DISTANCE)).is_ok(), "and the turn that was not held is over");
    }

    #[test]
    fn two_do_not_begin_at_the_same_moment() {
        let (turns, now) = (Arc::new(Turns::new(AT_ONCE, 1_200)), Moment::from_seconds(1_795_511_640));
        let _first = turns.take("post.example", now).unwrap();
        let at = turns.take("post.example", now).err().unwrap();
        assert_eq!(at, now.plus(DISTANCE));
        assert!(turns.take("post.example", at).is_ok());
    }
}
