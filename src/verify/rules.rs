//! The rules for one signature: time-stamp (`stamp`), certificate path, revocation, the signer's name. Facts come from `seal`; what they mean is decided here (EN 319 102-1 §5).

mod stamp;

mod archived;

use std::time::Duration;

use crate::bundle::{File, OpenBundle};
use crate::crypto::{Algorithm, Suitability};
use crate::erds::moment::Moment;
use crate::erds::party::Issuer;
use crate::seal::x509::{Certificate, Crl, OcspResponse, Path, PathError, Purpose, Revocations, path};
use crate::seal::{cms, xades};

use super::existence::{EXISTENCE, Existence, Since};
use super::facts::chain_of;
use super::report::Root;
use super::suitable::{self, ALGORITHM};
use super::trust::{TrustAnchors, grouped, organisations};
use super::verdict::{Findings, Reason};

pub use archived::{Archived, proven};

/// What a token without accuracy is taken to mean, either way.
const ACCURACY: Duration = Duration::from_secs(1);
/// The most certificates above a leaf that are looked at to name its root.
const DEPTH: usize = 6;
/// The most certificates, the most lists, and the most OCSP responses, of a bundle that are looked at.
const POOL: usize = 48;

const PATH: &str = "EN 319 102-1 §5.2.6";
const STAMP: &str = "EN 319 102-1 §5.4";
const ISSUER: &str = "EN 319 522-2 §8.2.7 (R02)";

/// A time that a time-stamp proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The time in the token.
    pub time: Moment,
    /// How far it may be off, either way.
    pub accuracy: Duration,
}

/// What `seal` found of one signature.
#[derive(Clone, Copy, Debug)]
pub struct Signature<'a> {
    /// The file that it stands in.
    pub file: &'a str,
    /// The signer's certificate, DER.
    pub signer: &'a [u8],
    /// Certificates that came with it, DER.
    pub certificates: &'a [Vec<u8>],
    /// By which algorithm.
    pub algorithm: Algorithm,
    /// When, as the signer claims.
    pub signing_time: Moment,
    /// SHA-256 of the signature value, which the time-stamp is about.
    pub imprint: [u8; 32],
    /// The time-stamp token, DER.
    pub token: Option<&'a [u8]>,
}

impl<'a> Signature<'a> {
    /// A CMS signature that stands in this file.
    pub fn of_cms(file: &'a str, facts: &'a cms::Facts) -> Self {
        Self {
            file,
            signer: &facts.signer,
            certificates: &facts.certificates,
            algorithm: facts.algorithm,
            signing_time: facts.signing_time,
            imprint: facts.imprint,
            token: facts.token.as_deref(),
        }
    }

    /// An XML signature that stands in this file.
    pub fn of_xades(file: &'a str, facts: &'a xades::Facts) -> Self {
        Self {
            file,
            signer: &facts.signer,
            certificates: &[],
            algorithm: facts.algorithm,
            signing_time: facts.signing_time,
            imprint: facts.imprint,
            token: facts.token.as_deref(),
        }
    }
}

/// Judges signatures for one moment, under the caller's anchors, with what the bundle supplies.
#[derive(Debug)]
pub struct Judge {
    at: Moment,
    seal: Vec<Certificate>,
    tsa: Vec<Certificate>,
    pool: Vec<Certificate>,
    crls: Vec<Crl>,
    responses: Vec<OcspResponse>,
    suitability: Suitability,
    existence: Existence,
    roots: Vec<Root>,
    /// Signers whose root was looked up.
    met: Vec<[u8; 32]>,
    /// Up to when revocation is known, as it was said.
    said: Vec<(&'static str, Moment)>,
    /// The proofs of existence on which something rests, as it was said.
    leaned: Vec<String>,
}

impl Judge {
    /// A judge for this bundle. What cannot be read among the supplied certificates and lists supplies nothing, and is named.
    pub fn new(bundle: &OpenBundle, anchors: &TrustAnchors, at: Moment, findings: &mut Findings) -> Self {
        let read = |der: &Vec<u8>| Certificate::parse(der).ok();
        Self {
            at,
            seal: anchors.seal.iter().filter_map(read).collect(),
            tsa: anchors.tsa.iter().filter_map(read).collect(),
            pool: supplied(&bundle.certificates, "a certificate", |der| Certificate::parse(der).ok(), findings),
            crls: supplied(&bundle.crls, "a revocation list", |der| Crl::parse(der).ok(), findings),
            responses: supplied(&bundle.responses, "an OCSP response", |der| OcspResponse::parse(der).ok(), findings),
            suitability: anchors.suitability.clone(),
            existence: Existence::default(),
            roots: Vec::new(),
            met: Vec::new(),
            said: Vec::new(),
            leaned: Vec::new(),
        }
    }

    /// Takes in since when files exist by something outside them.
    pub fn rest_on(&mut self, existence: Existence) {
        self.existence = existence;
    }

    /// Takes in since when a file exists by something outside it that was judged meanwhile.
    pub fn exists(&mut self, file: &str, since: Since) {
        self.existence.add(file, since);
    }

    /// Judges one signature whose value fits, and returns the time that its time-stamp proves.
    pub fn signature(&mut self, signature: &Signature<'_>, findings: &mut Findings) -> Option<Proven> {
        let file = signature.file;
        let proven = if let Some(token) = signature.token {
            self.stamp(file, token, &signature.imprint, findings)
        } else if let Some(since) = self.existence.of(file) {
            let sentence = format!("It bears no time-stamp; it exists since {} by {}.", since.time, since.by);
            findings.note(file, EXISTENCE, sentence);
            None
        } else {
            let sentence = "It bears no time-stamp, so nothing proves when it was signed.";
            findings.add(Reason::NoPoe, file, STAMP, sentence);
            None
        };
        self.signed(signature, proven, findings);
        proven
    }

    /// Judges one signature whose value fits, and of which this time is proven. Without one it must hold up to since when it exists, or else
    /// at the moment judged for.
    pub fn signed(&mut self, signature: &Signature<'_>, proven: Option<Proven>, findings: &mut Findings) {
        let file = signature.file;
        let control = self.existence.control(file, self.at);
        let when = proven.map_or(control, |proven| proven.time);
        if let Some(proven) = proven
            && signature.signing_time > proven.time.plus(proven.accuracy)
        {
            let sentence =
                format!("It claims to be signed at {}, after the time-stamp's time.", signature.signing_time);
            findings.add(Reason::TimeImpossible, file, STAMP, sentence);
        }
        self.held(signature, when, proven.map(|_| signature.signing_time), findings);
    }

    /// Judges one signature whose value fits, for a moment at which it must hold whenever it was made.
    pub fn signed_for(&mut self, signature: &Signature<'_>, when: Moment, findings: &mut Findings) {
        self.held(signature, when, None, findings);
    }

    fn held(&mut self, signature: &Signature<'_>, when: Moment, signed: Option<Moment>, findings: &mut Findings) {
        let file = signature.file;
        match Certificate::parse(signature.signer) {
            Ok(leaf) => {
                if let Some(weak) = self.suitability.signature(signature.algorithm, &leaf.spki(), when.to_time()) {
                    let reason = suitable::reason(&weak, Some(signature.signing_time));
                    findings.add(reason, file, ALGORITHM, format!("It is signed with {weak}."));
                }
                self.certified(file, &leaf, signature.certificates, when, signed, findings);
            }
            Err(error) => {
                let sentence = format!("The signer's certificate cannot be read: {}.", chain_of(&error));
                findings.add(Reason::FormatFailure, file, PATH, sentence);
            }
        }
    }

    /// Whether the signer is the service that states.
    pub fn issuer(&self, file: &str, signer: &[u8], issuer: &Issuer, findings: &mut Findings) {
        let named = organisations(signer);
        if !named.contains(&issuer.legal_name) {
            let sentence = format!(
                "The seal is that of {}, and the statement is issued by {}.",
                if named.is_empty() { "nobody by name".to_owned() } else { named.join(", ") },
                issuer.legal_name
            );
            findings.add(Reason::SignerDiffers, file, ISSUER, sentence);
        }
        let addresses = Certificate::parse(signer).map(|leaf| leaf.addresses()).unwrap_or_default();
        let domain =
            |address: &String| address.rsplit('@').next().is_some_and(|d| d.eq_ignore_ascii_case(&issuer.domain));
        if !addresses.is_empty() && !addresses.iter().any(domain) {
            let sentence =
                format!("The seal names {}, and the service's domain is {}.", addresses.join(", "), issuer.domain);
            findings.add(Reason::SignerDiffers, file, ISSUER, sentence);
        }
    }

    /// Whether time-stamps and seals stand under one root, so that the time-stamps are the service's own.
    pub fn own_time(&self) -> bool {
        let of =
            |signs: &str| self.roots.iter().filter(|root| root.signs == signs).map(|root| &root.fingerprint).collect();
        let (seals, stamps): (Vec<_>, Vec<_>) = (of("seal"), of("tsa"));
        stamps.iter().any(|stamp| seals.contains(stamp))
    }

    /// The topmost certificates that were met.
    pub fn into_roots(self) -> Vec<Root> {
        self.roots
    }

    /// Judges the seal's certificate at `when`, which a time-stamp proves or which is the moment judged for; `signed` is when the
    /// signer says it signed, where a time-stamp proves that it was not later.
    fn certified(
        &mut self,
        file: &str,
        leaf: &Certificate,
        certificates: &[Vec<u8>],
        when: Moment,
        signed: Option<Moment>,
        findings: &mut Findings,
    ) {
        let pool = self.pool_with(certificates);
        self.root("seal", leaf, &pool);
        match path(leaf, &pool, &self.seal, self.revocations(), when, Purpose::Seal) {
            Ok(found) => {
                self.revocation(file, &found, when, findings);
                self.suited("seal", file, &found, findings);
            }
            Err(error) => findings.add(reason(&error, signed), file, PATH, format!("The seal: {error}.")),
        }
    }

    /// Whether the algorithms on a path are suitable.
    fn suited(&self, what: &str, file: &str, found: &Path, findings: &mut Findings) {
        let control = self.existence.control(file, self.at);
        if let Some((reason, sentence)) = suitable::path(&self.suitability, found, self.revocations(), control) {
            findings.add(reason, file, ALGORITHM, format!("The {what}: {sentence}"));
        }
    }

    fn revocation(&mut self, file: &str, found: &Path, when: Moment, findings: &mut Findings) {
        self.known("seal", found, when, findings);
        if let Some(since) = found.revoked_later.filter(|since| *since <= self.at) {
            findings.note(file, PATH, format!("The seal was revoked at {since}, after the time proven."));
        }
    }

    /// Says once up to when revocation is known, where that is before the time proven.
    fn known(&mut self, what: &'static str, found: &Path, when: Moment, findings: &mut Findings) {
        let Some(known) = found.revocation_known_until.filter(|known| *known < when) else { return };
        if !self.said.contains(&(what, known)) {
            self.said.push((what, known));
            findings.note("", PATH, format!("Revocation of the {what} is known up to {known}."));
        }
    }

    fn revocations(&self) -> Revocations<'_> {
        Revocations { crls: &self.crls, responses: &self.responses }
    }

    fn pool_with(&self, certificates: &[Vec<u8>]) -> Vec<Certificate> {
        let mut pool = self.pool.clone();
        for certificate in certificates.iter().filter_map(|der| Certificate::parse(der).ok()) {
            if !pool.contains(&certificate) {
                pool.push(certificate);
            }
        }
        pool
    }

    /// Notes the topmost certificate above a leaf, among those supplied and those trusted.
    fn root(&mut self, signs: &'static str, leaf: &Certificate, pool: &[Certificate]) {
        if self.met.contains(&leaf.fingerprint()) {
            return;
        }
        self.met.push(leaf.fingerprint());
        let anchors = if signs == "tsa" { &self.tsa } else { &self.seal };
        let mut top = leaf;
        for _ in 0..DEPTH {
            let above = |found: &&Certificate| *found != top && top.is_signed_by(found);
            match anchors.iter().find(above).or_else(|| pool.iter().find(above)) {
                Some(next) => top = next,
                None => break,
            }
        }
        let root = Root {
            signs,
            name: top.subject(),
            fingerprint: grouped(&top.fingerprint()),
            trusted: anchors.contains(top),
        };
        if !self.roots.contains(&root) {
            self.roots.push(root);
        }
    }
}

/// What can be read of these files, as far as they are looked at.
fn supplied<T>(files: &[File], what: &str, read: impl Fn(&[u8]) -> Option<T>, findings: &mut Findings) -> Vec<T> {
    let mut all = Vec::new();
    for file in files.iter().take(POOL) {
        if let Some(one) = read(&file.octets) {
            all.push(one);
        } else {
            let sentence = format!("It cannot be read as {what}, so nothing was taken from it.");
            findings.note(&file.name, PATH, sentence);
        }
    }
    all
}

/// The sub-indication of a path that does not hold. `signed` is when the signer says it signed, where that is proven to be no later: a
/// time-stamp proves no more than that something is older than it, so that it is younger than the end of a certificate or its revocation
/// rests on the signer's own word [EN 319 102-1 §5.2.6].
pub(super) fn reason(error: &PathError, signed: Option<Moment>) -> Reason {
    match error {
        PathError::NoChain { .. } | PathError::TooMany => Reason::NoCertificateChainFound,
        PathError::Algorithm { .. } => Reason::CryptoConstraintsFailure,
        PathError::NotAnAuthority { .. } | PathError::Extension { .. } => Reason::ChainConstraintsFailure,
        PathError::Usage { .. } => Reason::SigConstraintsFailure,
        PathError::NotYetValid { .. } if signed.is_some() => Reason::NotYetValid,
        PathError::Expired { until, .. } if signed.is_some_and(|signed| signed > *until) => Reason::Expired,
        PathError::NotYetValid { .. } | PathError::Expired { .. } => Reason::OutOfBoundsNoPoe,
        PathError::Revoked { since, .. } if signed.is_some_and(|signed| signed >= *since) => Reason::Revoked,
        PathError::Revoked { .. } => Reason::RevokedNoPoe,
        PathError::RevocationUnknown { .. } => Reason::TryLater,
    }
}
