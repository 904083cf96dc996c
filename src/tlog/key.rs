//! Public keys of logs and witnesses as one line of text: `name+id+base64(type ‖ key)` [signed-note, "Verifier keys"]. The
//! type says what is signed, the id finds the key's lines in a note. A key is trusted because somebody trusts the line.

use std::fmt;
use std::str::FromStr;

use crate::crypto::{self, Algorithm, sha256};

use super::text;

/// Characters of the longest vkey: name, id, and the largest key in base64.
const LONGEST: usize = text::NAME + 1 + 8 + 1 + 1760;

/// What is signed, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyType {
    /// 0x01: Ed25519 over the note's text. Tells no time.
    Ed25519,
    /// 0x04: Ed25519 over a time and the note's text; what a witness signs.
    CosignatureEd25519,
    /// 0x06: ML-DSA-44 over the key's name, a time, origin, size and root; what a log or a witness signs.
    CosignatureMlDsa44,
}

impl KeyType {
    const ALL: [Self; 3] = [Self::Ed25519, Self::CosignatureEd25519, Self::CosignatureMlDsa44];

    /// The octet that stands for it in vkeys and key ids.
    pub fn octet(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::CosignatureEd25519 => 0x04,
            Self::CosignatureMlDsa44 => 0x06,
        }
    }

    /// The algorithm of its signatures.
    pub fn algorithm(self) -> Algorithm {
        match self {
            Self::Ed25519 | Self::CosignatureEd25519 => Algorithm::Ed25519,
            Self::CosignatureMlDsa44 => Algorithm::MlDsa44,
        }
    }

    /// Whether its signatures hold against a quantum computer.
    pub fn is_post_quantum(self) -> bool {
        self == Self::CosignatureMlDsa44
    }

    /// Whether a log may sign its checkpoints so.
    pub fn is_for_logs(self) -> bool {
        matches!(self, Self::Ed25519 | Self::CosignatureMlDsa44)
    }

    /// Whether a witness may cosign so.
    pub fn is_for_witnesses(self) -> bool {
        matches!(self, Self::CosignatureEd25519 | Self::CosignatureMlDsa44)
    }

    /// Octets of a signature, without the time in front.
    pub fn signature_octets(self) -> usize {
        match self {
            Self::Ed25519 | Self::CosignatureEd25519 => 64,
            Self::CosignatureMlDsa44 => 2420,
        }
    }
}

/// A line that is no key of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not `name+id+base64`.
    #[error("a verifier key is one line `name+id+base64`")]
    Form,
    /// Not a key's name.
    #[error(
        "`{0}` cannot be the name of a key: 1 to {max} octets without spaces, `+` and control characters",
        max = text::NAME
    )]
    Name(String),
    /// A type that is not known here.
    #[error("the signature type 0x{0:02x} is not supported: 0x01 (Ed25519), 0x04 or 0x06 (cosignatures) are")]
    Type(u8),
    /// The octets are no public key of the type.
    #[error("these octets are not a public key of the signature type")]
    Key,
    /// The id in the line is not that of the key.
    #[error("the key's id is {made}, the line says {said}: it was typed or copied wrongly")]
    Id {
        /// What the line says.
        said: String,
        /// What name, type and key make.
        made: String,
    },
}

/// The first four octets of SHA-256(name ‖ 0x0A ‖ type ‖ key): finds lines, proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 4]);

/// Eight hexadecimal digits in small letters.
impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A public key with its name and type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerifierKey {
    name: String,
    kind: KeyType,
    key: Vec<u8>,
    id: KeyId,
    spki: Vec<u8>,
}

impl VerifierKey {
    /// A key of a log or witness by this name: 32 octets of Ed25519 or 1312 of ML-DSA-44.
    pub fn new(name: &str, kind: KeyType, key: &[u8]) -> Result<Self, Error> {
        if !text::is_key_name(name) {
            return Err(Error::Name(text::printable(name)));
        }
        let spki = crypto::spki_of(kind.algorithm(), key).map_err(|_| Error::Key)?;
        let digest = sha256(&[name.as_bytes(), &[b'\n', kind.octet()], key].concat());
        let id = KeyId(std::array::from_fn(|place| digest.get(place).copied().unwrap_or_default()));
        Ok(Self { name: name.to_owned(), kind, key: key.to_vec(), id, spki })
    }

    /// The name: of a log its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type.
    pub fn kind(&self) -> KeyType {
        self.kind
    }

    /// The public key's octets.
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// The id.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Whether the signature was made by this key over this message.
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        crypto::verify(self.kind.algorithm(), &self.spki, message, signature).is_ok()
    }
}

/// The vkey.
impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}+{}", self.name, self.id, text::base64(&[&[self.kind.octet()], self.key.as_slice()].concat()))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{} ({:?})", self.name, self.id, self.kind)
    }
}

impl FromStr for VerifierKey {
    type Err = Error;

    fn from_str(line: &str) -> Result<Self, Error> {
        if line.len() > LONGEST {
            return Err(Error::Form);
        }
        let (name, rest) = line.split_once('+').ok_or(Error::Form)?;
        let (said, base64) = rest.split_once('+').ok_or(Error::Form)?;
        let octets = text::octets(base64).ok_or(Error::Form)?;
        let (&octet, key) = octets.split_first().ok_or(Error::Form)?;
        let kind = KeyType::ALL.into_iter().find(|kind| kind.octet() == octet).ok_or(Error::Type(octet))?;
        let key = Self::new(name, kind, key)?;
        let made = key.id.to_string();
        if made == said { Ok(key) } else { Err(Error::Id { said: text::printable(said), made }) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Key;
    use super::super::tests::one_of_each;
    use super::*;
    use proptest::prelude::*;

    /// The key of the Go checksum database, as its documentation prints it.
    const SUMDB: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    /// The example of golang.org/x/mod/sumdb/note.
    const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn published_keys_are_read_and_written_the_same() {
        for line in [SUMDB, PETER] {
            let key: VerifierKey = line.parse().unwrap();
            assert_eq!((key.kind(), key.to_string()), (KeyType::Ed25519, line.to_owned()));
        }
    }

    #[test]
    fn a_published_note_is_of_its_published_key() {
        let note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let (note, key): (super::super::note::Note, VerifierKey) = (note.parse().unwrap(), PETER.parse().unwrap());
        let [line] = note.lines() else { panic!("one line") };
        assert_eq!((line.name(), line.id()), (key.name(), key.id()));
        assert!(key.verify(note.text().as_bytes(), line.signature()));
        assert!(!key.verify(note.text().trim_end().as_bytes(), line.signature()));
    }

    #[test]
    fn a_line_that_is_no_key_is_refused_by_name() {
        let wrong = |line: &str| line.parse::<VerifierKey>().unwrap_err();
        assert_eq!(wrong(""), Error::Form);
        assert_eq!(wrong("name+033de0ae"), Error::Form);
        assert_eq!(wrong("name+033de0ae+"), Error::Form);
        assert_eq!(wrong("name+033de0ae+not base64"), Error::Form);
        assert_eq!(wrong(&format!("{SUMDB}\n")), Error::Form);
        assert_eq!(wrong(&"a".repeat(5000)), Error::Form);
        assert_eq!(wrong("name+033de0ae+Ag=="), Error::Type(2));
        assert_eq!(wrong("name+033de0ae+AQ=="), Error::Key);
        assert!(matches!(wrong(&SUMDB.replace("033d", "133d")), Error::Id { .. }));
        assert!(matches!(wrong(&SUMDB.replace("033de0ae", "033DE0AE")), Error::Id { .. }));
        assert!(matches!(wrong(&SUMDB.replace("sum.", "sun.")), Error::Id { .. }));
        for name in ["", "a b", "a\u{3000}b", "a\tb"] {
            let line = SUMDB.replace("sum.golang.org", name);
            assert!(matches!(wrong(&line), Error::Name(_)), "{line}");
        }
    }

    #[test]
    fn one_key_has_another_id_for_each_type_and_name() {
        let octets = Key::ed25519("a.example", KeyType::Ed25519, 1).verifier().key().to_vec();
        let id = |name, kind| VerifierKey::new(name, kind, &octets).unwrap().id();
        assert_ne!(id("a.example", KeyType::Ed25519), id("a.example", KeyType::CosignatureEd25519));
        assert_ne!(id("a.example", KeyType::Ed25519), id("b.example", KeyType::Ed25519));
        assert_eq!(VerifierKey::new("a.example", KeyType::CosignatureMlDsa44, &octets), Err(Error::Key));
    }

    proptest! {
        #[test]
        fn each_key_reads_back_from_its_line(name in "[!-*,-~é]{1,40}", seed: u8) {
            for key in one_of_each(&name, seed) {
                prop_assert_eq!(key.verifier().to_string().parse(), Ok(key.verifier().clone()));
            }
        }

        #[test]
        fn no_line_makes_the_reader_panic(line: String, tail in "[+a-zA-Z0-9/=]{0,60}") {
            let _ = format!("{line}{tail}").parse::<VerifierKey>();
        }
    }
}
