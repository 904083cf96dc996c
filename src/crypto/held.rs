//! Signatures that held: one file names the same certificates, checkpoints and time-stamps again and again, and what held once holds
//! as often as it is asked. What did not hold is not remembered, and each thread remembers for itself. So with keys:
//! a post-quantum one takes as long to expand as to verify with.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use der::asn1::ObjectIdentifier;
use ml_dsa::{MlDsa44, VerifyingKey};
use spki::SubjectPublicKeyInfoRef;

use super::{Algorithm, Error, Sha256Stream};

/// id-ml-dsa-44 [RFC 9881 §2].
const ML_DSA_44: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17");

/// How many: those of one bundle, mostly. What was asked for first is forgotten first.
const MOST: usize = 64;
/// How many expanded keys: those of a log and its witnesses.
const KEYS: usize = 8;

thread_local! {
    static HELD: RefCell<VecDeque<[u8; 32]>> = const { RefCell::new(VecDeque::new()) };
    static EXPANDED: RefCell<VecDeque<Expanded>> = const { RefCell::new(VecDeque::new()) };
    static POINTS: RefCell<VecDeque<ed25519_dalek::VerifyingKey>> = const { RefCell::new(VecDeque::new()) };
}

/// A key's octets, and the key.
type Expanded = (Vec<u8>, Rc<VerifyingKey<MlDsa44>>);

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

/// The ML-DSA-44 key of a SubjectPublicKeyInfo, expanded once.
pub(super) fn ml_dsa_44(spki: SubjectPublicKeyInfoRef<'_>) -> Result<Rc<VerifyingKey<MlDsa44>>, Error> {
    let octets = spki.subject_public_key.as_bytes().ok_or(Error::Key)?;
    // What comes with the octets is compared each time: they may be called another algorithm's.
    let named = spki.algorithm.oid == ML_DSA_44 && spki.algorithm.parameters.is_none();
    let known = || EXPANDED.with_borrow(|keys| keys.iter().find(|(of, _)| of == octets).map(|(_, key)| Rc::clone(key)));
    if named && let Some(key) = known() {
        return Ok(key);
    }
    let octets = octets.to_vec();
    let key = Rc::new(VerifyingKey::try_from(spki).map_err(|_| Error::Key)?);
    EXPANDED.with_borrow_mut(|keys| {
        if keys.len() >= KEYS {
            keys.pop_front();
        }
        keys.push_back((octets, Rc::clone(&key)));
    });
    Ok(key)
}

/// The Ed25519 key of these octets, of which the point is computed once.
pub(super) fn ed25519(octets: &[u8; 32]) -> Result<ed25519_dalek::VerifyingKey, Error> {
    if let Some(known) = POINTS.with_borrow(|keys| keys.iter().find(|key| key.as_bytes() == octets).copied()) {
        return Ok(known);
    }
    let key = ed25519_dalek::VerifyingKey::from_bytes(octets).map_err(|_| Error::Key)?;
    POINTS.with_borrow_mut(|keys| {
        keys.truncate(KEYS - 1);
        keys.push_front(key);
    });
    Ok(key)
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
    #[test]
    fn a_key_is_expanded_once_and_its_octets_under_another_name_are_none() {
        let octets = [7; 1_312];
        let spki = crate::crypto::spki_of(Algorithm::MlDsa44, &octets).unwrap();
        let read = |der: &[u8]| ml_dsa_44(SubjectPublicKeyInfoRef::try_from(der).unwrap());
        let key = read(&spki).unwrap();
        assert!(Rc::ptr_eq(&key, &read(&spki).unwrap()));
        let mut other = spki;
        // id-ml-dsa-65.
        other[16] += 1;
        assert!(read(&other).is_err());
        let least = crate::crypto::spki_of(Algorithm::MlDsa44, &[8; 1_312]).unwrap();
        assert!(!Rc::ptr_eq(&key, &read(&least).unwrap()));
    }
}
