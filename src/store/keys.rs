//! The keys: one file in the data directory holds the master key (it wraps every key in the database), the index key (it
//! makes the index columns) and the link key (it makes the links' tokens). Backups leave that file out: without it a copy
//! of the database opens nothing. Encryption is AES-256-GCM with a random nonce in front; every ciphertext is bound to its
//! place, so none can be put in another's.
//!
//! Crash: the file is made once, before the database, by temporary file and rename; a database whose key file is missing
//! or another's is refused, never given fresh keys.

use std::fmt;
use std::sync::Arc;

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use ring::hmac;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::erds::id::{DeliveryId, MandateId};

/// Fills a slice with random octets; given at open.
pub type Entropy = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

const NONCE: usize = 12;

/// A symmetric key, wiped when dropped.
#[derive(Clone)]
pub(super) struct Key(Zeroizing<[u8; 32]>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

impl Key {
    pub(super) fn random(entropy: &Entropy) -> Self {
        let mut octets = Zeroizing::new([0; 32]);
        entropy(octets.as_mut());
        Self(octets)
    }

    pub(super) fn from_slice(octets: &[u8]) -> Option<Self> {
        octets.try_into().ok().map(|octets| Self(Zeroizing::new(octets)))
    }

    pub(super) fn octets(&self) -> &[u8; 32] {
        &self.0
    }

    /// Nonce and ciphertext of `plain`, bound to `place`.
    pub(super) fn seal(&self, entropy: &Entropy, place: &Place<'_>, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        entropy(&mut nonce);
        let payload = Payload { msg: plain, aad: &place.octets() };
        let mut sealed = nonce.to_vec();
        // AES-GCM fails only above 64 GiB, which no caller has; an empty ciphertext opens as damaged.
        sealed.extend(self.cipher().encrypt(&nonce.into(), payload).unwrap_or_default());
        sealed
    }

    /// What `seal` was given, if neither ciphertext nor place was changed.
    pub(super) fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: ciphertext, aad: &place.octets() };
        self.cipher().decrypt(&(*nonce).into(), payload).ok().map(Zeroizing::new)
    }

    pub(super) fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&(*self.0).into())
    }

    /// HMAC-SHA-256 over the parts, each with its length in front.
    pub(super) fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &*self.0));
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        let mut octets = [0; 32];
        octets.iter_mut().zip(mac.sign().as_ref()).for_each(|(to, from)| *to = *from);
        octets
    }

    /// The first 128 bits of `mac`.
    pub(super) fn mac16(&self, parts: &[&[u8]]) -> [u8; 16] {
        let mut short = [0; 16];
        short.iter_mut().zip(self.mac(parts)).for_each(|(to, from)| *to = from);
        short
    }
}

/// Where a ciphertext belongs: a table's column and the row's identifier.
pub(super) struct Place<'a>(pub(super) &'static str, pub(super) &'a [u8]);

impl Place<'_> {
    fn octets(&self) -> Vec<u8> {
        [self.0.as_bytes(), &[0], self.1].concat()
    }
}

/// The three keys of the key file.
#[derive(Clone)]
pub(super) struct Ring {
    pub(super) master: Key,
    index: Key,
    link: Key,
}

impl Ring {
    pub(super) fn random(entropy: &Entropy) -> Self {
        Self { master: Key::random(entropy), index: Key::random(entropy), link: Key::random(entropy) }
    }

    /// The text of the key file.
    pub(super) fn print(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(400));
        text.push_str("# recepis: whoever holds this file and the database reads everything. Backups leave it out.\n");
        for (name, key) in [("master", &self.master), ("index", &self.index), ("link", &self.link)] {
            text.push_str(name);
            text.push(' ');
            for octet in key.octets() {
                for digit in [octet >> 4, octet & 15] {
                    text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
                }
            }
            text.push('\n');
        }
        text
    }

    /// The keys of a key file; `None` where it is not one.
    pub(super) fn read(text: &str) -> Option<Self> {
        let line = |name: &str| {
            let digits = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
            digits.parse::<crate::erds::content::Sha256>().ok().map(|octets| Key(Zeroizing::new(octets.0)))
        };
        Some(Self { master: line("master")?, index: line("index")?, link: line("link")? })
    }

    /// What the database keeps to recognise its key file.
    pub(super) fn fingerprint(&self) -> [u8; 32] {
        self.master.mac(&[b"recepis key file v1", &self.index.mac(&[]), &self.link.mac(&[])])
    }

    /// The index column's value for something that is looked up, in a column of this name.
    pub(super) fn index(&self, column: &str, value: &str) -> [u8; 16] {
        self.index.mac16(&[column.as_bytes(), value.as_bytes()])
    }

    /// The index over several values.
    pub(super) fn index_of(&self, parts: &[&[u8]]) -> [u8; 16] {
        self.index.mac16(parts)
    }

    /// The secret part of a link.
    pub(super) fn link_token(&self, delivery: &DeliveryId, generation: u32) -> [u8; 16] {
        self.link.mac16(&[delivery.octets(), &generation.to_be_bytes()])
    }

    /// The secret part of a delegate's link to a delivery.
    pub(super) fn delegates_token(&self, mandate: &MandateId, delivery: &DeliveryId, generation: u32) -> [u8; 16] {
        self.link.mac16(&[b"delegate", mandate.octets(), delivery.octets(), &generation.to_be_bytes()])
    }

    /// The secret part of the link to a mandate's page.
    pub(super) fn mandate_token(&self, mandate: &MandateId) -> [u8; 16] {
        self.link.mac16(&[b"mandate", mandate.octets()])
    }

    /// A keyed hash for another purpose, such as codes and page tokens.
    pub(super) fn purpose(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 16] {
        Key(Zeroizing::new(self.master.mac(&[b"recepis purpose v1", purpose.as_bytes()]))).mac16(parts)
    }
}

/// Whether both are the same, in a time that does not tell where they differ.
pub(super) fn same(one: &[u8; 16], other: &[u8; 16]) -> bool {
    one.ct_eq(other).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    fn counting() -> Entropy {
        let next = AtomicU8::new(1);
        Arc::new(move |octets| octets.fill(next.fetch_add(1, Ordering::Relaxed)))
    }

    #[test]
    fn a_ciphertext_opens_with_its_key_in_its_place_only() {
        let entropy = counting();
        let (key, other) = (Key::random(&entropy), Key::random(&entropy));
        let sealed = key.seal(&entropy, &Place("t.c", b"row"), b"words");
        assert_eq!(key.open(&Place("t.c", b"row"), &sealed).unwrap().as_slice(), b"words");
        assert!(key.open(&Place("t.c", b"other"), &sealed).is_none());
        assert!(key.open(&Place("t.d", b"row"), &sealed).is_none());
        assert!(other.open(&Place("t.c", b"row"), &sealed).is_none());
        assert!(key.open(&Place("t.c", b"row"), sealed.get(..20).unwrap()).is_none());
        assert!(key.open(&Place("t.c", b"row"), b"short").is_none());
    }

    #[test]
    fn the_key_file_reads_back_as_printed_and_a_torn_one_does_not() {
        let ring = Ring::random(&counting());
        let text = ring.print();
        assert_eq!(Ring::read(&text).unwrap().fingerprint(), ring.fingerprint());
        assert!(Ring::read(text.get(..text.len() - 10).unwrap()).is_none());
        assert!(Ring::read("").is_none());
    }

    #[test]
    fn a_mac_is_what_another_library_computes() {
        use ::hmac::{Hmac, KeyInit, Mac};
        let key = Key::from_slice(&[0x0b; 32]).unwrap();
        let mut other = Hmac::<sha2::Sha256>::new_from_slice(&[0x0b; 32]).unwrap();
        other.update(b"\0\0\0\0\0\0\0\x02Hi");
        assert_eq!(key.mac(&[b"Hi"])[..], other.finalize().into_bytes()[..]);
    }

    #[test]
    fn a_raised_generation_makes_another_link() {
        let ring = Ring::random(&counting());
        let id = DeliveryId::from_octets([7; 16]);
        assert_ne!(ring.link_token(&id, 1), ring.link_token(&id, 2));
        assert!(same(&ring.link_token(&id, 1), &ring.link_token(&id, 1)));
    }
}
