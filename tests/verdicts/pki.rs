//! A made-up PKI out of fixed keys: root, seal, time-stamping authority, revocation lists. Each part can be spoilt.

use std::time::Duration;

use p256::ecdsa::{Signature, SigningKey};
use recepis::crypto::Algorithm;
use recepis::erds::moment::Moment;
use recepis::seal::x509::{
    CertId, Certificate, Crl, IdHash, Issuer, OcspAnswer, OcspAnswers, OcspResponse, OcspStatus, Profile, Request,
    Revocation, RevocationList, Revocations, Subject, prepare, prepare_crl, prepare_ocsp,
};
use recepis::seal::{cms, tsp};
use signature::Signer as _;
use signature::hazmat::PrehashSigner as _;

use super::story::at;

pub(crate) const P256: Algorithm = Algorithm::EcdsaP256Sha256;
const DAY: u64 = 86_400;

pub(crate) fn days(days: u64) -> Duration {
    Duration::from_secs(days * DAY)
}

/// A key made of one repeated octet.
#[derive(Clone)]
pub(crate) enum Key {
    P256(SigningKey),
    P384(p384::ecdsa::SigningKey),
}

impl Key {
    pub(crate) fn new(octet: u8) -> Self {
        Self::P256(SigningKey::from_slice(&[octet; 32]).unwrap())
    }

    /// One that outlives SHA-256.
    pub(crate) fn strong(octet: u8) -> Self {
        Self::P384(p384::ecdsa::SigningKey::from_slice(&[octet; 48]).unwrap())
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        match self {
            Self::P256(_) => P256,
            Self::P384(_) => Algorithm::EcdsaP384Sha384,
        }
    }

    /// SubjectPublicKeyInfo in DER.
    pub(crate) fn spki(&self) -> Vec<u8> {
        let p256 =
            b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";
        let p384 = b"\x30\x76\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22\x03\x62\x00";
        match self {
            Self::P256(key) => [p256.as_slice(), key.verifying_key().to_sec1_point(false).as_bytes()].concat(),
            Self::P384(key) => [p384.as_slice(), key.verifying_key().to_sec1_point(false).as_bytes()].concat(),
        }
    }

    /// An ECDSA signature in DER form, the same for the same bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(key) => {
                let signature: Signature = key.sign(bytes);
                signature.to_der().as_bytes().to_vec()
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign(bytes);
                signature.to_der().as_bytes().to_vec()
            }
        }
    }

    /// A signature over a digest as it is: r and s, and the same in DER.
    pub(crate) fn sign_digest(&self, digest: &[u8]) -> (Vec<u8>, Vec<u8>) {
        match self {
            Self::P256(key) => {
                let signature: Signature = key.sign_prehash(digest).unwrap();
                (signature.to_bytes().to_vec(), signature.to_der().as_bytes().to_vec())
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(digest).unwrap();
                (signature.to_bytes().to_vec(), signature.to_der().as_bytes().to_vec())
            }
        }
    }
}

/// What a PKI is like.
#[derive(Clone)]
pub(crate) struct Plan {
    /// Makes the keys: another service has another one.
    pub(crate) seed: u8,
    /// The organisation in the seal.
    pub(crate) organisation: &'static str,
    /// Until when the seal is valid.
    pub(crate) seal_until: Moment,
    /// Until when the time-stamping authority is valid.
    pub(crate) tsa_until: Moment,
    /// Until when its roots are valid.
    pub(crate) root_until: Moment,
    /// Whether its keys are of P-384, and sign with SHA-384.
    pub(crate) strong: bool,
    /// Whether time-stamps come from under a root of their own.
    pub(crate) own_tsa_root: bool,
    /// From when on the seal is revoked.
    pub(crate) seal_revoked: Option<Moment>,
    /// From when to when the lists are in force; none are packed where absent.
    pub(crate) lists: Option<(Moment, Moment)>,
    /// What OCSP says of seal and time-stamps; nothing where absent.
    pub(crate) ocsp: Option<Ocsp>,
}

/// What OCSP says.
#[derive(Clone, Copy)]
pub(crate) struct Ocsp {
    /// Of the seal; of the time-stamping authority it says good.
    pub(crate) seal: OcspStatus,
    /// From when to when.
    pub(crate) when: (Moment, Moment),
    /// Who signs.
    pub(crate) by: By,
}

/// Who signs what OCSP says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The authority itself.
    Authority,
    /// A responder that it certified.
    Responder,
    /// One that it certified for something else.
    NoResponder,
    /// A responder whose certificate has ended long ago.
    Former,
    /// A responder that another authority certified.
    Foreign,
}

impl Default for Ocsp {
    fn default() -> Self {
        let when = (at(0).minus(days(1)), at(0).plus(days(30)));
        Self { seal: OcspStatus::Good, when, by: By::Responder }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            seed: 1,
            organisation: "Recepis Trial",
            seal_until: at(0).plus(days(700)),
            tsa_until: at(0).plus(days(3_000)),
            root_until: at(0).plus(days(7_000)),
            strong: false,
            own_tsa_root: false,
            seal_revoked: None,
            lists: Some((at(0).minus(days(1)), at(0).plus(days(30)))),
            ocsp: None,
        }
    }
}

/// Root, seal and TSA with their keys, and their lists.
pub(crate) struct Pki {
    pub(crate) seal_key: Key,
    pub(crate) tsa_key: Key,
    pub(crate) tsa_root_key: Key,
    pub(crate) root: Certificate,
    pub(crate) tsa_root: Certificate,
    pub(crate) seal: Certificate,
    pub(crate) tsa: Certificate,
    pub(crate) crls: Vec<(&'static str, Vec<u8>)>,
    /// About the seal and the time-stamping authority: `seal`, `tsa`.
    pub(crate) responses: Vec<(&'static str, Vec<u8>)>,
}

impl Pki {
    pub(crate) fn new(plan: &Plan) -> Self {
        let keys: [Key; 4] = std::array::from_fn(|n| {
            let octet = plan.seed * 10 + u8::try_from(n).unwrap() + 1;
            if plan.strong { Key::strong(octet) } else { Key::new(octet) }
        });
        let [root_key, seal_key, tsa_key, tsa_root_key] = keys;
        let until = plan.root_until;
        let root =
            certificate(Profile::Root, "Trial Root", plan.organisation, &root_key.spki(), 1, until, None, &root_key);
        let (tsa_root, tsa_root_key) = if plan.own_tsa_root {
            let root =
                certificate(Profile::Root, "Time Root", "Time", &tsa_root_key.spki(), 2, until, None, &tsa_root_key);
            (root, tsa_root_key)
        } else {
            (root.clone(), root_key.clone())
        };
        let profile = Profile::Seal { address: "notices@recepis.test".to_owned() };
        let seal_spki = seal_key.spki();
        let seal = certificate(
            profile,
            "Trial Seal",
            plan.organisation,
            &seal_spki,
            3,
            plan.seal_until,
            Some(&root),
            &root_key,
        );
        let tsa_spki = tsa_key.spki();
        let tsa = certificate(
            Profile::TimeStamping,
            "Trial TSA",
            plan.organisation,
            &tsa_spki,
            4,
            plan.tsa_until,
            Some(&tsa_root),
            &tsa_root_key,
        );
        let mut crls = Vec::new();
        if let Some(lists) = plan.lists {
            let revoked: Vec<Revocation> = plan
                .seal_revoked
                .map(|since| Revocation { serial: seal.serial().to_vec(), since, reason: Some(1) })
                .into_iter()
                .collect();
            crls.push(("seal", list(&root, &root_key, lists, &revoked)));
            if plan.own_tsa_root {
                crls.push(("tsa", list(&tsa_root, &tsa_root_key, lists, &[])));
            }
        }
        let mut responses = Vec::new();
        if let Some(ocsp) = plan.ocsp {
            let by = responder(plan, ocsp.by, (&root, &root_key));
            responses.push(("seal", response((&seal, &root), ocsp.seal, &by, ocsp.when)));
            responses.push(("tsa", response((&tsa, &root), OcspStatus::Good, &by, ocsp.when)));
        }
        Self { seal_key, tsa_key, tsa_root_key, root, tsa_root, seal, tsa, crls, responses }
    }
}

impl Pki {
    /// A time-stamp token over an imprint.
    pub(crate) fn token(&self, imprint: impl Into<tsp::Imprint>, time: Moment) -> Vec<u8> {
        let imprint = imprint.into();
        let serial = imprint.octets.get(..12).unwrap().to_vec();
        let issue = tsp::Issue {
            imprint,
            policy: "1.3.6.1.4.1.13762.3",
            serial: &serial,
            time,
            accuracy: None,
            nonce: None,
            with_certificate: true,
        };
        let prepared = tsp::prepare(&issue, &self.tsa, self.tsa_key.algorithm()).unwrap();
        let signature = self.tsa_key.sign(&prepared.to_sign);
        prepared.assemble(&signature).unwrap()
    }

    /// A token over an imprint, with a list of its root that is in force.
    pub(crate) fn token_with_list(&self, imprint: tsp::Imprint, time: Moment) -> Vec<u8> {
        let lists = (time.minus(days(1)), time.plus(days(6)));
        let list = Crl::parse(&list(&self.tsa_root, &self.tsa_root_key, lists, &[])).unwrap();
        tsp::with_papers(&self.token(imprint, time), &[], &[list]).unwrap()
    }

    /// A detached, time-stamped signature with what judges it.
    pub(crate) fn detached(&self, content: &[u8], time: Moment) -> Vec<u8> {
        let chain = std::slice::from_ref(&self.root);
        let prepared =
            cms::prepare(content, &self.seal, chain, time.whole_seconds(), self.seal_key.algorithm()).unwrap();
        let signature = self.seal_key.sign(&prepared.to_sign);
        let signed = prepared.assemble(&signature).unwrap();
        let lists: Vec<Crl> = self.crls.iter().filter_map(|(_, der)| Crl::parse(der).ok()).collect();
        let responses: Vec<OcspResponse> =
            self.responses.iter().filter_map(|(_, der)| OcspResponse::parse(der).ok()).collect();
        let revocations = Revocations { crls: &lists, responses: &responses };
        signed.seal_with(&self.token(signed.imprint, time), std::slice::from_ref(&self.tsa_root), revocations).unwrap()
    }
}

#[expect(clippy::too_many_arguments, reason = "one call makes one certificate")]
pub(crate) fn certificate(
    profile: Profile,
    name: &str,
    organisation: &str,
    spki: &[u8],
    serial: u8,
    until: Moment,
    issuer: Option<&Certificate>,
    key: &Key,
) -> Certificate {
    valid(profile, name, organisation, spki, serial, (at(0).minus(days(30)), until), issuer, key)
}

/// A certificate that is valid from one moment to another.
#[expect(clippy::too_many_arguments, reason = "one call makes one certificate")]
pub(crate) fn valid(
    profile: Profile,
    name: &str,
    organisation: &str,
    spki: &[u8],
    serial: u8,
    (from, until): (Moment, Moment),
    issuer: Option<&Certificate>,
    key: &Key,
) -> Certificate {
    let request = Request {
        profile,
        subject: Subject { common_name: name.to_owned(), organisation: Some(organisation.to_owned()), country: None },
        spki,
        serial: &[serial + 0x10; 9],
        not_before: from,
        not_after: until,
        public_url: None,
    };
    let issuer = issuer.map_or(Issuer::Itself, Issuer::Authority);
    let prepared = prepare(&request, issuer, key.algorithm()).unwrap();
    let signature = key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap()
}

pub(crate) fn list(
    issuer: &Certificate,
    key: &Key,
    (from, until): (Moment, Moment),
    revoked: &[Revocation],
) -> Vec<u8> {
    let list = RevocationList { issuer, number: 1, this_update: from, next_update: until, revoked };
    let prepared = prepare_crl(&list, key.algorithm()).unwrap();
    let signature = key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap().der().to_vec()
}

/// Who signs, and with which key.
fn responder(plan: &Plan, by: By, (root, root_key): (&Certificate, &Key)) -> (Certificate, Key) {
    let key = Key::new(plan.seed * 10 + 5);
    let issued = |profile, until, issuer: &Certificate, issuer_key: &Key| {
        certificate(profile, "Trial Responder", plan.organisation, &key.spki(), 5, until, Some(issuer), issuer_key)
    };
    let until = at(0).plus(days(60));
    match by {
        By::Authority => (root.clone(), root_key.clone()),
        By::Responder => (issued(Profile::Ocsp, until, root, root_key), key.clone()),
        By::NoResponder => (issued(Profile::TimeStamping, until, root, root_key), key.clone()),
        By::Former => (issued(Profile::Ocsp, at(0).minus(days(20)), root, root_key), key.clone()),
        By::Foreign => {
            let (own, spki) = (Key::new(plan.seed * 10 + 6), Key::new(plan.seed * 10 + 6).spki());
            let until = at(0).plus(days(7_000));
            let other = certificate(Profile::Root, "Other Root", "Other", &spki, 6, until, None, &own);
            (issued(Profile::Ocsp, until, &other, &own), key.clone())
        }
    }
}

/// An OCSP response about one certificate.
pub(crate) fn response(
    (about, issuer): (&Certificate, &Certificate),
    status: OcspStatus,
    (responder, key): &(Certificate, Key),
    (this_update, next_update): (Moment, Moment),
) -> Vec<u8> {
    let answers = [OcspAnswer { certificate: CertId::of(about, issuer, IdHash::Sha1).unwrap(), status }];
    let request = OcspAnswers { responder, answers: &answers, this_update, next_update, nonce: None };
    let prepared = prepare_ocsp(&request, P256).unwrap();
    let signature = key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap().der().to_vec()
}
