//! A small PKI for tests, made from fixed keys: root, seal, time-stamping authority, a CRL in force.
//!
//! Tests of other rooms use it as `crate::seal::testing`; tests/interop.rs includes the file as a module of its own.

use p256::ecdsa::{Signature, SigningKey};
use signature::Signer as _;

use crate::crypto::Algorithm;
use crate::erds::moment::Moment;
use crate::seal::x509::{self, Certificate, Crl, Issuer, OcspResponse, OcspStatus, Profile, Request, Subject};
use crate::seal::{cms, tsp};

pub(crate) const P256: Algorithm = Algorithm::EcdsaP256Sha256;

/// 2026-11-22T06:00:00Z: inside the validity of everything here.
pub(crate) fn now() -> Moment {
    Moment::from_seconds(1_795_327_200)
}

pub(crate) fn days(days: u64) -> std::time::Duration {
    std::time::Duration::from_secs(days * 86_400)
}

/// A P-256 key made of one repeated octet.
pub(crate) struct Key(SigningKey);

impl Key {
    pub(crate) fn new(octet: u8) -> Self {
        Self(SigningKey::from_slice(&[octet; 32]).unwrap())
    }

    /// SubjectPublicKeyInfo in DER.
    pub(crate) fn spki(&self) -> Vec<u8> {
        let head =
            b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";
        [head.as_slice(), self.0.verifying_key().to_sec1_point(false).as_bytes()].concat()
    }

    /// An ECDSA signature in DER form, the same for the same bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let signature: Signature = self.0.sign(bytes);
        signature.to_der().as_bytes().to_vec()
    }
}

/// Root, seal and TSA with their keys, and a CRL that revokes nothing.
pub(crate) struct Pki {
    pub(crate) root_key: Key,
    pub(crate) seal_key: Key,
    pub(crate) tsa_key: Key,
    pub(crate) root: Certificate,
    pub(crate) seal: Certificate,
    pub(crate) tsa: Certificate,
    pub(crate) crl: Crl,
}

impl Pki {
    pub(crate) fn new() -> Self {
        let (root_key, seal_key, tsa_key) = (Key::new(1), Key::new(2), Key::new(3));
        let root = issue(&request(Profile::Root, "Test Root", &root_key.spki(), 1), Issuer::Itself, &root_key);
        let by_root = Issuer::Authority(&root);
        let address = "notices@recepis.example".to_owned();
        let seal = issue(&request(Profile::Seal { address }, "Test Seal", &seal_key.spki(), 2), by_root, &root_key);
        let tsa = issue(&request(Profile::TimeStamping, "Test TSA", &tsa_key.spki(), 3), by_root, &root_key);
        let crl = crl(&root, &root_key, now().minus(days(1)), now().plus(days(6)), &[]);
        Self { root_key, seal_key, tsa_key, root, seal, tsa, crl }
    }
}

/// A request with a validity of a year around `now`.
pub(crate) fn request<'a>(profile: Profile, name: &str, spki: &'a [u8], serial: u8) -> Request<'a> {
    const SERIALS: [[u8; 9]; 8] =
        [[0x10; 9], [0x11; 9], [0x12; 9], [0x13; 9], [0x14; 9], [0x15; 9], [0x16; 9], [0x17; 9]];
    Request {
        profile,
        subject: Subject { common_name: name.to_owned(), organisation: Some("Recepis Test".to_owned()), country: None },
        spki,
        serial: SERIALS.get(usize::from(serial % 8)).unwrap(),
        not_before: now().minus(days(180)),
        not_after: now().plus(days(180)),
        public_url: None,
    }
}

pub(crate) fn issue(request: &Request<'_>, issuer: Issuer<'_>, key: &Key) -> Certificate {
    let prepared = x509::prepare(request, issuer, P256).unwrap();
    let signature = key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap()
}

pub(crate) fn crl(
    issuer: &Certificate,
    key: &Key,
    this_update: Moment,
    next_update: Moment,
    revoked: &[x509::Revocation],
) -> Crl {
    let list = x509::RevocationList { issuer, number: 1, this_update, next_update, revoked };
    let prepared = x509::prepare_crl(&list, P256).unwrap();
    let signature = key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap()
}

/// An OCSP response by `responder` about one certificate that `issuer` issued.
pub(crate) fn ocsp(
    about: (&Certificate, &Certificate),
    status: OcspStatus,
    (responder, key): (&Certificate, &Key),
    (this_update, next_update): (Moment, Moment),
) -> OcspResponse {
    let certificate = x509::CertId::of(about.0, about.1, x509::IdHash::Sha1).unwrap();
    let answers = [x509::OcspAnswer { certificate, status }];
    let request = x509::OcspAnswers { responder, answers: &answers, this_update, next_update, nonce: None };
    let prepared = x509::prepare_ocsp(&request, P256).unwrap();
    let signature = key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap()
}

impl Pki {
    /// A time-stamp token over this imprint.
    pub(crate) fn token(&self, imprint: impl Into<tsp::Imprint>, time: Moment) -> Vec<u8> {
        let issue = tsp::Issue {
            imprint: imprint.into(),
            policy: "1.3.6.1.4.1.99999.1",
            serial: &[7; 8],
            time,
            accuracy: Some(std::time::Duration::from_secs(1)),
            nonce: None,
            with_certificate: true,
        };
        let prepared = tsp::prepare(&issue, &self.tsa, P256).unwrap();
        let signature = self.tsa_key.sign(&prepared.to_sign);
        prepared.assemble(&signature).unwrap()
    }

    /// A detached signature at level B-T over these bytes, stamped a second after it.
    pub(crate) fn p7s(&self, content: &[u8], time: Moment) -> Vec<u8> {
        let prepared = cms::prepare(content, &self.seal, &[], time, P256).unwrap();
        let signature = self.seal_key.sign(&prepared.to_sign);
        let signed = prepared.assemble(&signature).unwrap();
        signed.seal(&self.token(signed.imprint, time.plus(std::time::Duration::from_secs(1)))).unwrap()
    }
}
