//! How often one network may ask for codes, try codes, type references, report abuse, ask for new links and present a wrong API token; and of a witness,
//! how often it may ask for a cosignature.
//!
//! Kept in memory only, under a keyed hash of the network (`client::network`). The key is replaced and the counts are
//! thrown away at least once an hour (`serve` calls `forget`), so that no count can be traced to a network afterwards:
//! the next key is a digest of the last one, which cannot be computed back.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ring::{digest, hmac};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// A code was asked for.
    AskCode,
    /// A code was typed.
    TypeCode,
    /// A reference was typed.
    Check,
    /// A cosignature was asked for.
    AskCosignature,
    /// A new link was asked for.
    AskLink,
    /// Somebody logged in at the desk, or tried to.
    EnterDesk,
    /// Abuse was reported.
    ReportAbuse,
    /// A connection to the listener for certificates.
    ShowCertificate,
    /// A file was sent to be judged.
    Verify,
    /// An API token was wrong.
    WrongToken,
}

/// The most networks that are counted at a time; with more, the counts begin anew.
const NETWORKS: usize = 50_000;

/// How many deeds are too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// Thirty at once, then ten a minute: more than people need who share an office, too few to guess codes.
    Person,
    /// What a log has to catch up with at once, then five a second: a log signs one checkpoint a second.
    Machine,
}

/// The counts.
pub(super) struct Limits {
    pace: Pace,
    counts: Mutex<Counts>,
}

struct Counts {
    key: [u8; 32],
    seen: DefaultKeyedRateLimiter<[u8; 16]>,
}

impl Limits {
    /// No counts, and the first key.
    pub(super) fn new(key: [u8; 32], pace: Pace) -> Self {
        Self { pace, counts: Mutex::new(Counts { key, seen: counter(pace) }) }
    }

    /// Counts a deed. False: too often.
    pub(super) fn allow(&self, deed: Deed, network: &[u8]) -> bool {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.seen.len() > NETWORKS {
            counts.seen = counter(self.pace);
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, &counts.key);
        let mut named = vec![deed as u8];
        named.extend_from_slice(network);
        let tag = hmac::sign(&key, &named);
        let mut row = [0_u8; 16];
        row.iter_mut().zip(tag.as_ref()).for_each(|(place, octet)| *place = *octet);
        counts.seen.check_key(&row).is_ok()
    }

    /// Forgets every count and the key.
    pub(super) fn forget(&self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let next = digest::digest(&digest::SHA256, &counts.key);
        counts.key.iter_mut().zip(next.as_ref()).for_each(|(place, octet)| *place = *octet);
        counts.seen = counter(self.pace);
    }
}

fn counter(pace: Pace) -> DefaultKeyedRateLimiter<[u8; 16]> {
    let number = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    RateLimiter::keyed(match pace {
        Pace::Person => Quota::per_minute(number(10)).allow_burst(number(30)),
        Pace::Machine => Quota::per_second(number(5)).allow_burst(number(600)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_is_slowed_down_and_another_is_not() {
        let limits = Limits::new([7; 32], Pace::Person);
        let tried = (0..100).filter(|_| limits.allow(Deed::TypeCode, &[192, 0, 2])).count();
        assert!((30..40).contains(&tried), "{tried}");
        assert!(limits.allow(Deed::AskCode, &[192, 0, 2]), "another deed has its own count");
        assert!(limits.allow(Deed::TypeCode, &[192, 0, 3]));
    }

    #[test]
    fn forgetting_replaces_the_key_and_the_counts() {
        let limits = Limits::new([7; 32], Pace::Person);
        (0..100).for_each(|_| _ = limits.allow(Deed::AskLink, &[1]));
        limits.forget();
        assert!(limits.allow(Deed::AskLink, &[1]));
        assert_ne!(limits.counts.lock().unwrap().key, [7; 32]);
    }
}
