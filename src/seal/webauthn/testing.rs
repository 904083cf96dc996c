//! A soft authenticator for tests, made from fixed keys: what browser and authenticator would answer.
//!
//! Tests of other rooms use it as `crate::seal::webauthn::testing`; tests of the whole include the file as a module of their own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use recepis::crypto::sha256;
use recepis::erds::key::{AddresseeKey, KeyAlgorithm};
use recepis::seal::webauthn::challenge;
use signature::Signer as _;

/// User present, user verified.
pub(crate) const VERIFIED: u8 = 0x05;

/// A passkey with its private half.
pub(crate) struct Passkey {
    key: Private,
    pub(crate) public: AddresseeKey,
}

enum Private {
    Es256(p256::ecdsa::SigningKey),
    EdDsa(Box<ed25519_dalek::SigningKey>),
}

/// An assertion that owns its octets.
#[derive(Clone, Debug)]
pub(crate) struct Asserted {
    pub(crate) credential: Vec<u8>,
    pub(crate) client_data: Vec<u8>,
    pub(crate) authenticator_data: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

impl Passkey {
    /// A P-256 passkey out of one octet.
    pub(crate) fn es256(octet: u8, rp_id: &str, origin: &str) -> Self {
        let key = p256::ecdsa::SigningKey::from_slice(&[octet; 32]).unwrap();
        let point = key.verifying_key().to_sec1_point(false);
        // Behind the octet that says "uncompressed".
        let (x, y) = point.as_bytes().split_at(1).1.split_at(32);
        let head = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        let cose = [&head[..], x, &[0x22, 0x58, 0x20], y].concat();
        Self::new(Private::Es256(key), octet, cose, KeyAlgorithm::Es256, (rp_id, origin))
    }

    /// An Ed25519 passkey out of one octet.
    pub(crate) fn ed25519(octet: u8, rp_id: &str, origin: &str) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(&[octet; 32]);
        let head = [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
        let cose = [&head[..], key.verifying_key().as_bytes()].concat();
        Self::new(Private::EdDsa(Box::new(key)), octet, cose, KeyAlgorithm::EdDsa, (rp_id, origin))
    }

    fn new(key: Private, octet: u8, cose: Vec<u8>, algorithm: KeyAlgorithm, (rp_id, origin): (&str, &str)) -> Self {
        let credential = vec![octet; 16];
        let (rp_id, origin) = (rp_id.to_owned(), origin.to_owned());
        Self { key, public: AddresseeKey { credential, cose, algorithm, rp_id, origin } }
    }

    /// The answer to a page that asks for a signature over this document.
    pub(crate) fn assert(&self, document: &[u8]) -> Asserted {
        self.answer(&client_data("webauthn.get", &challenge(document), &self.public.origin), &self.data(VERIFIED, 0))
    }

    /// Authenticator data with these flags.
    pub(crate) fn data(&self, flags: u8, counter: u32) -> Vec<u8> {
        [&sha256(self.public.rp_id.as_bytes())[..], &[flags], &counter.to_be_bytes()].concat()
    }

    /// Authenticator data of the answer by which the key was made.
    pub(crate) fn made(&self) -> Vec<u8> {
        let length = u16::try_from(self.public.credential.len()).unwrap().to_be_bytes();
        [&self.data(VERIFIED | 0x40, 0)[..], &[0; 16], &length, &self.public.credential, &self.public.cose].concat()
    }

    /// Signs whatever it is shown.
    pub(crate) fn answer(&self, client_data: &[u8], authenticator_data: &[u8]) -> Asserted {
        let signed = [authenticator_data, &sha256(client_data)].concat();
        let signature = match &self.key {
            Private::Es256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(&signed);
                signature.to_der().as_bytes().to_vec()
            }
            Private::EdDsa(key) => key.sign(&signed).to_bytes().to_vec(),
        };
        Asserted {
            credential: self.public.credential.clone(),
            client_data: client_data.to_vec(),
            authenticator_data: authenticator_data.to_vec(),
            signature,
        }
    }
}

/// What a browser says a key was used for.
pub(crate) fn client_data(kind: &str, challenge: &[u8], origin: &str) -> Vec<u8> {
    let challenge = URL_SAFE_NO_PAD.encode(challenge);
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#).into_bytes()
}
