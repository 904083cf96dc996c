//! DKIM signatures of the service's own domain ([RFC 6376], Ed25519 [RFC 8463]): put on last, over the mail with everything
//! else that it holds. Every selector signs, so a receiver that knows one kind of key finds its own.
//!
//! Keys lie in files, PKCS#8 in DER or PEM, 0600; what is missing is made. Beside each lies `NAME.txt`, the record to publish.
//! A key is changed by naming a new selector, publishing its record, and then leaving the old one out here; its record stays
//! published until the mails that it signed have arrived. The library takes `t=` from the system's clock.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_auth::common::crypto::{Ed25519Key, RsaKey, Sha256};
use mail_auth::common::headers::HeaderWriter as _;
use mail_auth::dkim::{DkimSigner, Done};
use ring::signature::Ed25519KeyPair;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _};
use rsa::rand_core::{TryCryptoRng, TryRng};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs1KeyDer, PrivatePkcs8KeyDer};

use super::entropy::Entropy;
use super::signer::{self, read_private, write_private};

/// The header fields that are signed, where they stand.
const FIELDS: [&str; 11] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Auto-Submitted",
    "In-Reply-To",
    "References",
    "Reply-To",
];
/// Bits of an RSA key that is made here.
const RSA_BITS: usize = 2048;
/// The most octets of one string in a TXT record.
const STRING: usize = 255;

/// Which domain signs, and with which keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DkimSettings {
    /// The domain of From; the signature's `d=`, so that it is aligned ([RFC 7489 §3.1.1]).
    pub domain: String,
    /// The keys; each signs.
    pub selectors: Vec<Selector>,
}

/// A key and its name in DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// The name before `._domainkey.`
    pub name: String,
    /// Where the private key lies.
    pub key: PathBuf,
    /// Which kind of key is made where the file is missing; without it that is an error.
    pub made: Option<KeyKind>,
}

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// `ed25519-sha256`.
    Ed25519,
    /// `rsa-sha256`, 2048 bits or more.
    Rsa,
}

impl KeyKind {
    /// As the record names it (`k=`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::Rsa => "rsa",
        }
    }
}

/// Why there are no DKIM signatures.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A key file cannot be read or written.
    #[error("a DKIM key cannot be used")]
    File(#[from] signer::Error),
    /// The file holds no key that can sign.
    #[error("the file {} holds no Ed25519 key and no RSA key of 2048 bits or more (PKCS#8, DER or PEM)", .0.display())]
    Key(PathBuf),
    /// A selector or domain is no name in DNS.
    #[error("`{0}` cannot stand in a DKIM signature; use letters, digits, dots and hyphens")]
    Name(String),
    /// A key could not be made.
    #[error("no DKIM key could be made")]
    Make,
    /// The mail could not be signed.
    #[error("a mail could not be signed with DKIM")]
    Sign(#[source] mail_auth::Error),
}

/// The keys, ready to sign.
pub struct Dkim {
    keys: Vec<Key>,
    records: Vec<Record>,
}

enum Key {
    Ed25519(DkimSigner<Ed25519Key, Done>),
    Rsa(DkimSigner<RsaKey<Sha256>, Done>),
}

/// What has to stand in DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name, without a dot at the end.
    pub name: String,
    /// The value of its TXT record.
    pub value: String,
}

/// As a line of a zone file, in strings that fit.
impl std::fmt::Display for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}. IN TXT (", self.name)?;
        for string in self.value.as_bytes().chunks(STRING) {
            write!(f, " \"{}\"", String::from_utf8_lossy(string))?;
        }
        f.write_str(" )")
    }
}

impl Dkim {
    /// Reads the keys; makes those that are missing, and writes the record of each beside it.
    ///
    /// # Errors
    /// A name, a key or a file cannot be used.
    pub fn open_or_make(settings: &DkimSettings, entropy: &dyn Entropy) -> Result<Self, Error> {
        let mut dkim = Self { keys: Vec::new(), records: Vec::new() };
        for selector in &settings.selectors {
            if let Some(kind) = selector.made.filter(|_| !selector.key.exists()) {
                folder(&selector.key)?;
                write_private(&selector.key, &make(kind, entropy)?)?;
            }
            let (key, record) = opened(&settings.domain, selector)?;
            write_private(&selector.key.with_extension("txt"), format!("{record}\n").as_bytes())?;
            dkim.keys.push(key);
            dkim.records.push(record);
        }
        Ok(dkim)
    }

    /// What has to stand in DNS, one record for each selector.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The mail with a signature of each key before it.
    ///
    /// # Errors
    /// The library could not sign.
    pub fn sign(&self, mail: &[u8]) -> Result<Vec<u8>, Error> {
        let mut signed = Vec::with_capacity(mail.len() + 1024 * self.keys.len());
        for key in &self.keys {
            let signature = match key {
                Key::Ed25519(key) => key.sign(mail),
                Key::Rsa(key) => key.sign(mail),
            };
            signed.extend_from_slice(signature.map_err(Error::Sign)?.to_header().as_bytes());
        }
        signed.extend_from_slice(mail);
        Ok(signed)
    }
}

/// What has to stand in DNS for a key that is there; nothing is made or written.
///
/// # Errors
/// The name, the key or its file cannot be used.
pub fn record(domain: &str, selector: &Selector) -> Result<Record, Error> {
    opened(domain, selector).map(|(_, record)| record)
}

fn opened(domain: &str, selector: &Selector) -> Result<(Key, Record), Error> {
    for name in [domain, &selector.name] {
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')) {
            return Err(Error::Name(name.to_owned()));
        }
    }
    let (key, kind, public) = key(domain, selector)?;
    let record = Record {
        name: format!("{}._domainkey.{domain}", selector.name),
        value: format!("v=DKIM1; k={}; p={}", kind.name(), STANDARD.encode(public)),
    };
    Ok((key, record))
}

/// The key in a selector's file, its kind, and its public half as the record holds it.
fn key(domain: &str, selector: &Selector) -> Result<(Key, KeyKind, Vec<u8>), Error> {
    let Selector { name, key: path, .. } = selector;
    let (label, octets) = plain(path)?;
    if let Ok(key) = Ed25519Key::from_pkcs8_maybe_unchecked_der(&octets) {
        let public = key.public_key();
        let signer = DkimSigner::from_key(key).domain(domain).selector(name).headers(FIELDS);
        return Ok((Key::Ed25519(signer), KeyKind::Ed25519, public));
    }
    let der = if label.as_deref() == Some("RSA PRIVATE KEY") {
        PrivateKeyDer::Pkcs1(PrivatePkcs1KeyDer::from(octets))
    } else {
        PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(octets))
    };
    let wrong = || Error::Key(path.clone());
    let key = RsaKey::<Sha256>::from_key_der(der).map_err(|_| wrong())?;
    let public = rsa::RsaPublicKey::from_pkcs1_der(&key.public_key()).map_err(|_| wrong())?;
    let public = public.to_public_key_der().map_err(|_| wrong())?.into_vec();
    let signer = DkimSigner::from_key(key).domain(domain).selector(name).headers(FIELDS);
    Ok((Key::Rsa(signer), KeyKind::Rsa, public))
}

/// Makes the folder that a key is to lie in.
fn folder(key: &Path) -> Result<(), Error> {
    use std::os::unix::fs::DirBuilderExt as _;
    let Some(folder) = key.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|source| signer::Error::Write { path: folder.to_owned(), source }.into())
}

/// The octets of a key file without PEM around them, and what the PEM called them.
fn plain(path: &Path) -> Result<(Option<String>, Vec<u8>), Error> {
    let octets = read_private(path)?;
    let pem = std::str::from_utf8(&octets).ok().filter(|text| text.trim_start().starts_with("-----BEGIN"));
    match pem.map(|text| der::SecretDocument::from_pem(text.trim())) {
        Some(Ok((label, document))) => Ok((Some(label.to_owned()), document.as_bytes().to_vec())),
        _ => Ok((None, octets)),
    }
}

/// A fresh private key, PKCS#8 in DER.
fn make(kind: KeyKind, entropy: &dyn Entropy) -> Result<Vec<u8>, Error> {
    match kind {
        KeyKind::Ed25519 => {
            let made = Ed25519KeyPair::generate_pkcs8(&signer::system_random()).map_err(|_| Error::Make)?;
            Ok(made.as_ref().to_vec())
        }
        // ring makes no RSA keys. The key is only made here; whatever uses it is ring's (docs/decisions/0037).
        KeyKind::Rsa => {
            let made = rsa::RsaPrivateKey::new(&mut Drawn(entropy), RSA_BITS).map_err(|_| Error::Make)?;
            Ok(made.to_pkcs8_der().map_err(|_| Error::Make)?.as_bytes().to_vec())
        }
    }
}

/// The service's random octets as the RSA library wants them.
struct Drawn<'a>(&'a dyn Entropy);

impl TryRng for Drawn<'_> {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut octets = [0; 4];
        self.0.fill(&mut octets);
        Ok(u32::from_le_bytes(octets))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut octets = [0; 8];
        self.0.fill(&mut octets);
        Ok(u64::from_le_bytes(octets))
    }

    fn try_fill_bytes(&mut self, place: &mut [u8]) -> Result<(), Self::Error> {
        self.0.fill(place);
        Ok(())
    }
}

impl TryCryptoRng for Drawn<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::entropy::SystemEntropy;

    const MAIL: &[u8] = b"From: a@example.org\r\nTo: b@example.net\r\nSubject: x\r\n\r\nhallo\r\n";

    fn settings(folder: &Path) -> DkimSettings {
        let selector = |name: &str, kind| Selector {
            name: name.to_owned(),
            key: folder.join(format!("{name}.key")),
            made: Some(kind),
        };
        let selectors = vec![selector("a2026", KeyKind::Rsa), selector("b2026", KeyKind::Ed25519)];
        DkimSettings { domain: "example.org".to_owned(), selectors }
    }

    #[test]
    fn keys_are_made_once_and_each_signs_above_the_mail_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let made = Dkim::open_or_make(&settings, &SystemEntropy::new()).unwrap();
        let again = Dkim::open_or_make(&settings, &SystemEntropy::new()).unwrap();
        assert_eq!(made.records(), again.records());
        let signed = made.sign(MAIL).unwrap();
        assert!(signed.ends_with(MAIL));
        let text = String::from_utf8(signed).unwrap();
        assert_eq!(text.matches("DKIM-Signature:").count(), 2);
        for word in ["a=rsa-sha256; s=a2026; d=example.org", "a=ed25519-sha256; s=b2026; d=example.org"] {
            assert!(text.contains(word), "{text}");
        }
        assert!(text.split("\r\n").all(|line| line.len() <= 998));
        let [rsa, ed25519] = made.records() else { panic!("{:?}", made.records()) };
        assert!(rsa.name == "a2026._domainkey.example.org" && rsa.value.starts_with("v=DKIM1; k=rsa; p=MIIBIjAN"));
        assert!(ed25519.value.starts_with("v=DKIM1; k=ed25519; p=") && ed25519.value.ends_with('='));
        let line = std::fs::read_to_string(folder.path().join("a2026.txt")).unwrap();
        assert!(line.starts_with("a2026._domainkey.example.org. IN TXT ( \"v=DKIM1;"), "{line}");
        assert!(line.split('"').all(|string| string.len() <= STRING));
    }

    #[test]
    fn a_file_that_holds_no_key_a_missing_one_and_a_name_that_is_none_are_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut wrong = settings(folder.path());
        wrong.selectors.remove(0);
        wrong.selectors[0].made = None;
        assert!(matches!(Dkim::open_or_make(&wrong, &SystemEntropy::new()), Err(Error::File(_))));
        write_private(&wrong.selectors[0].key, b"no key").unwrap();
        let told = Dkim::open_or_make(&wrong, &SystemEntropy::new()).err().unwrap().to_string();
        assert!(told.contains("b2026.key holds no Ed25519 key and no RSA key"), "{told}");
        wrong.domain = "example.org; k=x".to_owned();
        assert!(matches!(Dkim::open_or_make(&wrong, &SystemEntropy::new()), Err(Error::Name(_))));
    }
}
