//! Limits per network: connections at the same time, and wrong passwords. Networks are known by a keyed hash of their /24
//! or /48, in memory only; the key dies when the counts are cleared, every quarter of an hour.
//!
//! A password counts from when it begins to be looked at, since many connections may try at once. As long as those under
//! way could use up what is left, the next one waits for one of them to end: right ones give their place back.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

/// How long wrong passwords count.
pub(super) const WINDOW: Duration = Duration::from_mins(15);
/// Networks that are counted at once.
const MOST: usize = 100_000;

/// Something for each network, and the key under which it is found.
type PerNetwork<T> = (RandomState, HashMap<u64, T>);

/// Counts per network.
#[derive(Debug)]
pub(super) struct Guard {
    per_network: u32,
    wrong_passwords: u32,
    open: Mutex<PerNetwork<u32>>,
    tries: Mutex<PerNetwork<Tries>>,
    /// Told each time a password has been looked at.
    ended: Notify,
}

/// The passwords out of one network.
#[derive(Clone, Copy, Debug, Default)]
struct Tries {
    wrong: u32,
    under_way: u32,
}

/// A connection that is counted; it counts no more when dropped.
#[derive(Debug)]
pub(super) struct Counted<'a> {
    guard: &'a Guard,
    network: u64,
}

/// A password that is being looked at. Dropped, it counts as wrong.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    guard: &'a Guard,
    network: u64,
    wrong: bool,
}

impl Attempt<'_> {
    /// It was looked at, and was wrong or not.
    pub(super) fn end(mut self, wrong: bool) {
        self.wrong = wrong;
    }
}

impl Guard {
    pub(super) fn new(per_network: u32, wrong_passwords: u32) -> Self {
        let (open, tries) = (Mutex::default(), Mutex::default());
        Self { per_network, wrong_passwords, open, tries, ended: Notify::new() }
    }

    /// Counts a connection; none if its network has too many.
    pub(super) fn connection(&self, peer: IpAddr) -> Option<Counted<'_>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let network = open.0.hash_one(network(peer));
        let count = open.1.entry(network).or_default();
        if *count >= self.per_network {
            return None;
        }
        *count += 1;
        Some(Counted { guard: self, network })
    }

    /// Counts a password that is about to be looked at, as soon as it may be; none if its network had too many wrong ones.
    pub(super) async fn attempt(&self, peer: IpAddr) -> Option<Attempt<'_>> {
        loop {
            // Listening begins before the counts are read, so that no end is missed.
            let mut ended = pin!(self.ended.notified());
            ended.as_mut().enable();
            match self.begin(peer) {
                Ok(attempt) => return Some(attempt),
                Err(Tries { wrong, .. }) if wrong >= self.wrong_passwords => return None,
                Err(_) => ended.await,
            }
        }
    }

    fn begin(&self, peer: IpAddr) -> Result<Attempt<'_>, Tries> {
        let mut tries = self.tries();
        let network = tries.0.hash_one(network(peer));
        if tries.1.len() >= MOST {
            tries.1.clear();
        }
        let here = tries.1.entry(network).or_default();
        if here.wrong.saturating_add(here.under_way) >= self.wrong_passwords {
            return Err(*here);
        }
        here.under_way += 1;
        Ok(Attempt { guard: self, network, wrong: true })
    }

    /// Forgets wrong passwords and the key of their hashes.
    pub(super) fn forget(&self) {
        *self.tries() = (RandomState::new(), HashMap::new());
        self.ended.notify_waiters();
    }

    fn tries(&self) -> MutexGuard<'_, PerNetwork<Tries>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        let mut tries = self.guard.tries();
        // Where the counts were forgotten in between, there is nothing to give back.
        if let Some(here) = tries.1.get_mut(&self.network) {
            here.under_way = here.under_way.saturating_sub(1);
            here.wrong = here.wrong.saturating_add(u32::from(self.wrong));
            if (here.under_way, here.wrong) == (0, 0) {
                tries.1.remove(&self.network);
            }
        }
        drop(tries);
        self.guard.ended.notify_waiters();
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        let mut open = self.guard.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.1.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                open.1.remove(&self.network);
            }
        }
    }
}

/// The /24 or /48 of an address.
fn network(peer: IpAddr) -> [u8; 6] {
    match peer.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, third, _] = address.octets();
            [4, 0, 0, first, second, third]
        }
        IpAddr::V6(address) => address.octets().first_chunk().copied().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_network_is_stopped_and_its_neighbour_is_not() {
        let guard = Guard::new(2, 3);
        let (here, same, other) = ("192.0.2.1", "192.0.2.200", "192.0.3.1");
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let _one = guard.connection(ip(here)).unwrap();
        let two = guard.connection(ip(same)).unwrap();
        assert!(guard.connection(ip(here)).is_none() && guard.connection(ip(other)).is_some());
        drop(two);
        assert!(guard.connection(ip("::ffff:192.0.2.9")).is_some(), "a mapped address is the same network");
        guard.attempt(ip(here)).await.unwrap().end(false);
        for _ in 0..3 {
            guard.attempt(ip(here)).await.unwrap().end(true);
        }
        assert!(guard.attempt(ip(same)).await.is_none() && guard.attempt(ip(other)).await.is_some());
        guard.forget();
        assert!(guard.attempt(ip(same)).await.is_some());
    }
}
