//! Certificates and time-stamps of others under the caller's anchors (EN 319 102-1 §5.2.6, §5.4).
//!
//! What they are used for is asked less strictly than of our own: a certificate for signing documents or for nothing in particular will do. A
//! signature without time-stamp is judged for the moment asked for, as the standard's basic validation does, and the report says so.
//! Algorithms are judged by the caller's table: a signature's at the time proven, all else for the moment asked for.

use std::time::Duration;

use crate::crypto::{Algorithm, Digest, Suitability};
use crate::erds::moment::Moment;
use crate::seal::tsp;
use crate::seal::x509::{Certificate, Crl, PathError, Purpose, path};

use super::facts::chain_of;
use super::lists::Signer;
use super::report::Root;
use super::rules::{Proven, reason};
use super::suitable::{self, ALGORITHM};
use super::trust::{TrustAnchors, grouped};
use super::verdict::{Findings, Reason};

/// The most certificates, and the most lists, beside the caller's.
const POOL: usize = 48;
/// What a token without accuracy is taken to mean, either way.
const ACCURACY: Duration = Duration::from_secs(1);

pub(super) const PATH: &str = "EN 319 102-1 §5.2.6";
pub(super) const STAMP: &str = "EN 319 102-1 §5.4";
const TOKEN: &str = "RFC 3161 §2.4.2";

/// How a signature was made, and when.
#[derive(Clone, Copy)]
pub(super) struct Made {
    pub(super) algorithm: Algorithm,
    /// By its time-stamp.
    pub(super) proven: Option<Proven>,
    /// By the signer's own word.
    pub(super) claimed: Option<Moment>,
}

/// The caller's anchors, and what came with what is judged.
pub(super) struct Bench {
    pub(super) at: Moment,
    seal: Vec<Certificate>,
    tsa: Vec<Certificate>,
    pool: Vec<Certificate>,
    crls: Vec<Crl>,
    suitability: Suitability,
    roots: Vec<Root>,
    signers: Vec<Signer>,
}

impl Bench {
    pub(super) fn new(anchors: &TrustAnchors, lists: &[Vec<u8>], at: Moment) -> Self {
        let read = |der: &Vec<u8>| Certificate::parse(der).ok();
        Self {
            at,
            seal: anchors.seal.iter().filter_map(read).collect(),
            tsa: anchors.tsa.iter().filter_map(read).collect(),
            pool: Vec::new(),
            crls: lists.iter().filter_map(|der| Crl::parse(der).ok()).collect(),
            suitability: anchors.suitability.clone(),
            roots: Vec::new(),
            signers: Vec::new(),
        }
    }

    pub(super) fn into_roots(self) -> Vec<Root> {
        self.roots
    }

    /// Who signed, and the certificates that came with it.
    pub(super) fn take_signers(&mut self) -> (Vec<Signer>, Vec<Vec<u8>>) {
        let pool = self.pool.iter().map(|certificate| certificate.der().to_vec()).collect();
        (std::mem::take(&mut self.signers), pool)
    }

    /// Takes certificates and lists that came with what is judged: they help to find a path, and make nothing trusted.
    pub(super) fn supply(&mut self, certificates: &[Vec<u8>], lists: &[Vec<u8>]) {
        for certificate in certificates.iter().filter_map(|der| Certificate::parse(der).ok()) {
            if self.pool.len() < POOL && !self.pool.contains(&certificate) {
                self.pool.push(certificate);
            }
        }
        for list in lists.iter().filter_map(|der| Crl::parse(der).ok()) {
            if self.crls.len() < 2 * POOL && !self.crls.contains(&list) {
                self.crls.push(list);
            }
        }
    }

    /// Judges a time-stamp over these octets; `None` where it proves nothing.
    pub(super) fn stamp(
        &mut self,
        file: &str,
        token: &[u8],
        over: &[u8],
        findings: &mut Findings,
    ) -> Option<(Proven, tsp::Facts)> {
        match tsp::check_over(token, over) {
            Ok((facts, digest)) => Some((self.stamped(file, &facts, digest, findings), facts)),
            Err(error) => {
                not_a_stamp(file, &error, findings);
                None
            }
        }
    }

    /// Judges a time-stamp over octets that are not at hand: what it is over is what it says.
    pub(super) fn stamp_alone(
        &mut self,
        token: &[u8],
        findings: &mut Findings,
    ) -> Option<(Proven, tsp::Facts, tsp::Imprint)> {
        match tsp::check_alone(token) {
            Ok((facts, imprint)) => Some((self.stamped("", &facts, imprint.digest, findings), facts, imprint)),
            Err(error) => {
                not_a_stamp("", &error, findings);
                None
            }
        }
    }

    fn stamped(&mut self, file: &str, facts: &tsp::Facts, imprint: Digest, findings: &mut Findings) -> Proven {
        let proven = Proven { time: facts.time, accuracy: facts.accuracy.unwrap_or(ACCURACY) };
        if proven.time > self.at.plus(proven.accuracy) {
            let sentence = format!("The time-stamp's time {} lies after the moment judged for.", proven.time);
            findings.add(Reason::TimestampOrderFailure, file, STAMP, sentence);
        }
        self.supply(&facts.certificates, &[]);
        self.signers.push(Signer { stamps: true, certificate: facts.signer.clone(), when: facts.time });
        let Ok(leaf) = Certificate::parse(&facts.signer) else {
            findings.add(Reason::FormatFailure, file, STAMP, "The certificate of the time-stamp cannot be read.");
            return proven;
        };
        if let Some((reason, sentence)) = suitable::token(&self.suitability, facts, &leaf, imprint, self.at) {
            findings.add(reason, file, ALGORITHM, format!("Its time-stamp {sentence}."));
        }
        self.root("tsa", &leaf);
        match path(&leaf, &self.pool, &self.tsa, &self.crls, proven.time, Purpose::TimeStamping) {
            Ok(found) => {
                if let Some((reason, sentence)) =
                    suitable::path(&self.suitability, &found, (&self.crls).into(), self.at)
                {
                    findings.add(reason, file, ALGORITHM, format!("The time-stamp: {sentence}"));
                }
                if leaf.not_after() < self.at {
                    let sentence = format!(
                        "The time-stamp's certificate was valid until {}, and nothing renews it.",
                        leaf.not_after()
                    );
                    findings.add(Reason::OutOfBoundsNoPoe, file, STAMP, sentence);
                }
                if let Some(since) = found.revoked_later.filter(|since| *since <= self.at) {
                    let sentence =
                        format!("The time-stamp's certificate is revoked since {since}, and nothing renews it.");
                    findings.add(Reason::RevokedNoPoe, file, STAMP, sentence);
                }
            }
            Err(error) => {
                let sentence = format!("The time-stamp's certificate: {error}.");
                findings.add(reason(&error, Some(proven.time)), file, STAMP, sentence);
            }
        }
        proven
    }

    /// Judges a digest by which something is named, for the moment asked for.
    pub(super) fn digest(&self, file: &str, digest: Digest, findings: &mut Findings) {
        if let Some(weak) = self.suitability.digest(digest, self.at.to_time()) {
            let sentence = format!("It is named by a digest by {weak}; nothing proves that it existed before.");
            findings.add(suitable::reason(&weak, None), file, ALGORITHM, sentence);
        }
    }

    /// Judges a signer's certificate and algorithm at the time proven, or for the moment asked for.
    pub(super) fn signer(&mut self, file: &str, signer: &[u8], made: Made, findings: &mut Findings) {
        let Made { algorithm, proven, claimed } = made;
        let Ok(leaf) = Certificate::parse(signer) else {
            findings.add(Reason::FormatFailure, file, PATH, "The signer's certificate cannot be read.");
            return;
        };
        self.root("seal", &leaf);
        let when = proven.map_or(self.at, |proven| proven.time);
        self.signers.push(Signer { stamps: false, certificate: signer.to_vec(), when });
        if let Some(weak) = self.suitability.signature(algorithm, &leaf.spki(), when.to_time()) {
            let sentence = format!("It is signed with {weak}.");
            findings.add(suitable::reason(&weak, claimed), file, ALGORITHM, sentence);
        }
        if let (Some(proven), Some(claimed)) = (proven, claimed)
            && claimed > proven.time.plus(proven.accuracy)
        {
            let sentence = format!("It claims to be signed at {claimed}, after the time-stamp's time {}.", proven.time);
            findings.add(Reason::TimeImpossible, file, STAMP, sentence);
        }
        if proven.is_none() {
            let sentence =
                format!("No time-stamp proves when it was signed: it is judged as it stands at {}.", self.at);
            findings.note(file, STAMP, sentence);
        }
        match path(&leaf, &self.pool, &self.seal, &self.crls, when, Purpose::Signature) {
            Ok(found) => {
                if let Some((reason, sentence)) =
                    suitable::path(&self.suitability, &found, (&self.crls).into(), self.at)
                {
                    findings.add(reason, file, ALGORITHM, format!("The signer: {sentence}"));
                }
                if let Some(known) = found.revocation_known_until.filter(|known| *known < when) {
                    findings.note(file, PATH, format!("Revocation of the signer is known up to {known}."));
                }
                if let Some(since) = found.revoked_later.filter(|since| *since <= self.at) {
                    findings.note(
                        file,
                        PATH,
                        format!("The signer's certificate was revoked at {since}, after the time proven."),
                    );
                }
            }
            Err(error) => {
                findings.add(reason(&error, proven.and(claimed)), file, PATH, sentence(&error));
            }
        }
    }

    /// Notes the topmost certificate above a leaf.
    fn root(&mut self, signs: &'static str, leaf: &Certificate) {
        let anchors = if signs == "tsa" { &self.tsa } else { &self.seal };
        let mut top = leaf;
        for _ in 0..6 {
            let above = |found: &&Certificate| *found != top && top.is_signed_by(found);
            match anchors.iter().find(above).or_else(|| self.pool.iter().find(above)) {
                Some(next) => top = next,
                None => break,
            }
        }
        let fingerprint = grouped(&top.fingerprint());
        let root = Root { signs, name: top.subject(), fingerprint, trusted: anchors.contains(top) };
        if !self.roots.contains(&root) {
            self.roots.push(root);
        }
    }
}

fn sentence(error: &PathError) -> String {
    format!("The signer: {error}.")
}

fn not_a_stamp(file: &str, error: &tsp::Error, findings: &mut Findings) {
    let reason = match error {
        tsp::Error::Imprint => Reason::HashFailure,
        tsp::Error::Signature(_) => Reason::SigCryptoFailure,
        _ => Reason::FormatFailure,
    };
    findings.add(reason, file, TOKEN, format!("The time-stamp does not hold: {}.", chain_of(error)));
}
