//! Limits per network: connections at the same time, and wrong passwords. Networks are known by a keyed hash of their /24
//! or /48, in memory only; the key dies when the counts are cleared, every quarter of an hour.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long wrong passwords count.
pub(super) const WINDOW: Duration = Duration::from_mins(15);
/// Networks that are counted at once.
const MOST: usize = 100_000;

/// Counts per network.
#[derive(Debug)]
pub(super) struct Guard {
    per_network: u32,
    wrong_passwords: u32,
    open: Mutex<(RandomState, HashMap<u64, u32>)>,
    wrong: Mutex<(RandomState, HashMap<u64, u32>)>,
}

/// A connection that is counted; it counts no more when dropped.
#[derive(Debug)]
pub(super) struct Counted<'a> {
    guard: &'a Guard,
    network: u64,
}

impl Guard {
    pub(super) fn new(per_network: u32, wrong_passwords: u32) -> Self {
        Self { per_network, wrong_passwords, open: Mutex::default(), wrong: Mutex::default() }
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

    /// Whether passwords from this network are looked at.
    pub(super) fn may_try(&self, peer: IpAddr) -> bool {
        let wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let count = wrong.1.get(&wrong.0.hash_one(network(peer)));
        count.is_none_or(|count| *count < self.wrong_passwords)
    }

    /// Counts a wrong password.
    pub(super) fn wrong(&self, peer: IpAddr) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.1.len() >= MOST {
            wrong.1.clear();
        }
        let network = wrong.0.hash_one(network(peer));
        *wrong.1.entry(network).or_default() += 1;
    }

    /// Forgets wrong passwords and the key of their hashes.
    pub(super) fn forget(&self) {
        *self.wrong.lock().unwrap_or_else(PoisonError::into_inner) = (RandomState::new(), HashMap::new());
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

    #[test]
    fn a_network_is_stopped_and_its_neighbour_is_not() {
        let guard = Guard::new(2, 3);
        let (here, same, other) = ("192.0.2.1", "192.0.2.200", "192.0.3.1");
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let _one = guard.connection(ip(here)).unwrap();
        let two = guard.connection(ip(same)).unwrap();
        assert!(guard.connection(ip(here)).is_none() && guard.connection(ip(other)).is_some());
        drop(two);
        assert!(guard.connection(ip("::ffff:192.0.2.9")).is_some(), "a mapped address is the same network");
        (0..3).for_each(|_| guard.wrong(ip(here)));
        assert!(!guard.may_try(ip(same)) && guard.may_try(ip(other)));
        guard.forget();
        assert!(guard.may_try(ip(same)));
    }
}
