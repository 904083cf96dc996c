//! Signatures that held: one file names the same certificates, checkpoints and time-stamps again and again, and what held once holds
//! as often as it is asked. What did not hold is not remembered, and each thread remembers for itself.

use std::cell::RefCell;
use std::collections::VecDeque;

use super::{Algorithm, Sha256Stream};

/// How many: those of one bundle, mostly. What was asked for first is forgotten first.
const MOST: usize = 64;

thread_local! {
    static HELD: RefCell<VecDeque<[u8; 32]>> = const { RefCell::new(VecDeque::new()) };
}

/// What stands for a question, each part behind its length: two questions that differ have two of these.
pub(super) fn question(algorithm: Algorithm, spki_der: &[u8], message: &[u8], signature: &[u8]) -> [u8; 32] {
    let mut digest = Sha256Stream::new();
    for part in [format!("{algorithm:?}").as_bytes(), spki_der, signature, message] {
        digest.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part);
    }
    digest.finish()
}

/// Whether it was answered with yes.
pub(super) fn is_known(question: &[u8; 32]) -> bool {
    HELD.with_borrow(|held| held.contains(question))
}

/// Remembers that it was.
pub(super) fn remember(question: [u8; 32]) {
    HELD.with_borrow_mut(|held| {
        if held.len() >= MOST {
            held.pop_front();
        }
        held.push_back(question);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_held_is_known_until_as_many_others_came_and_nothing_else_is() {
        let asked = |octet: u8| question(Algorithm::Ed25519, &[octet], b"message", b"signature");
        assert!(!is_known(&asked(0)));
        remember(asked(0));
        assert!(is_known(&asked(0)) && !is_known(&asked(1)));
        let others = [
            question(Algorithm::MlDsa44, &[0], b"message", b"signature"),
            question(Algorithm::Ed25519, &[0], b"messag", b"esignature"),
            question(Algorithm::Ed25519, &[0], b"message", b"signaturE"),
            question(Algorithm::Ed25519, &[0, b's'], b"message", b"ignature"),
        ];
        assert!(!others.iter().any(is_known));
        (1..=64).for_each(|octet| remember(asked(octet)));
        assert!(!is_known(&asked(0)) && is_known(&asked(1)));
    }
}
