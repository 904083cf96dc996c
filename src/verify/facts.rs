//! Facts: what the sealed files of a bundle say, read out of the octets that are signed and of nothing beside them.

use crate::bundle::{File, Numbered, OpenBundle};
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::enrolment::Enrolment;
use crate::erds::evidence::Statement;
use crate::erds::own::OwnStatement;
use crate::erds::party::Issuer;
use crate::format::evidence;
use crate::seal::{cms, xades};

use super::chain::Entry;
use super::rules::{Judge, Proven, Signature};
use super::verdict::{Findings, Reason};

/// The most evidence files of one delivery.
const MOST: usize = 500;

/// A sealed evidence file.
#[derive(Debug)]
pub struct Sealed<'a> {
    /// The file.
    pub file: &'a File,
    /// What it states.
    pub statement: Statement,
    /// SHA-256 over the statement's canonical bytes.
    pub digest: Sha256,
    /// The time proven, where one is.
    pub proven: Option<Proven>,
}

impl Sealed<'_> {
    /// The statement as the chain sees it.
    pub fn entry(&self) -> Entry<'_> {
        Entry { file: &self.file.name, statement: &self.statement, digest: self.digest }
    }
}

/// Reads and judges every evidence file by itself. One whose signature does not fit states nothing.
pub fn evidence<'a>(bundle: &'a OpenBundle, judge: &mut Judge, findings: &mut Findings) -> Vec<Sealed<'a>> {
    let files = bundle.evidence.iter().map(|evidence| &evidence.file);
    let files: Vec<&File> = files.chain(bundle.exports.iter().map(|export| &export.file)).collect();
    if let Some(beyond) = files.get(MOST) {
        let sentence =
            format!("The bundle holds {} evidence files; {MOST} is the most that are looked at.", files.len());
        findings.add(Reason::FormatFailure, &beyond.name, "docs/verdicts.md", sentence);
    }
    files.into_iter().take(MOST).filter_map(|file| sealed(file, judge, findings)).collect()
}

fn sealed<'a>(file: &'a File, judge: &mut Judge, findings: &mut Findings) -> Option<Sealed<'a>> {
    let (statement, digest, proven) = signed(file, evidence::read, |statement| &statement.issuer, judge, findings)?;
    Some(Sealed { file, statement, digest, proven })
}

/// A sealed enrolment of an addressee's own key.
#[derive(Debug)]
pub struct Enrolled<'a> {
    /// The file.
    pub file: &'a File,
    /// The number of the statement that rests on it, by its name.
    pub number: u32,
    /// What it states.
    pub enrolment: Enrolment,
    /// SHA-256 over its canonical bytes.
    pub digest: Sha256,
    /// The time proven, where one is.
    pub proven: Option<Proven>,
}

/// Reads and judges every enrolment by itself, as `evidence` does.
pub fn enrolments<'a>(bundle: &'a OpenBundle, judge: &mut Judge, findings: &mut Findings) -> Vec<Enrolled<'a>> {
    let read = |packed: &'a Numbered| {
        let file = &packed.file;
        let (enrolment, digest, proven) =
            signed(file, evidence::read_enrolment, |enrolment| &enrolment.issuer, judge, findings)?;
        Some(Enrolled { file, number: packed.number, enrolment, digest, proven })
    };
    bundle.enrolments.iter().take(MOST).filter_map(read).collect()
}

/// A sealed statement about one address alone, on which a decision rests.
#[derive(Debug)]
pub struct Own<'a> {
    /// The file.
    pub file: &'a File,
    /// What it states.
    pub statement: OwnStatement,
    /// SHA-256 over its canonical bytes.
    pub digest: Sha256,
    /// The time proven, where one is.
    pub proven: Option<Proven>,
}

/// Reads and judges what is stated of mandates, each by itself, as `evidence` does.
pub fn mandates<'a>(bundle: &'a OpenBundle, judge: &mut Judge, findings: &mut Findings) -> Vec<Own<'a>> {
    own(&bundle.mandates, judge, findings)
}

/// Reads and judges every standing instruction by itself, as `evidence` does.
pub fn instructions<'a>(bundle: &'a OpenBundle, judge: &mut Judge, findings: &mut Findings) -> Vec<Own<'a>> {
    own(&bundle.instructions, judge, findings)
}

fn own<'a>(packed: &'a [Numbered], judge: &mut Judge, findings: &mut Findings) -> Vec<Own<'a>> {
    let read = |packed: &'a Numbered| {
        let file = &packed.file;
        let (statement, digest, proven) =
            signed(file, evidence::read_own, |statement| &statement.issuer, judge, findings)?;
        Some(Own { file, statement, digest, proven })
    };
    packed.iter().take(MOST).filter_map(read).collect()
}

/// What is signed in a file, its digest, and the time proven.
fn signed<T>(
    file: &File,
    read: impl Fn(&[u8]) -> Result<T, evidence::Error>,
    issuer: impl Fn(&T) -> &Issuer,
    judge: &mut Judge,
    findings: &mut Findings,
) -> Option<(T, Sha256, Option<Proven>)> {
    let facts = match xades::check(&file.octets) {
        Ok(facts) => facts,
        Err(error) => {
            let reason = match error {
                xades::Error::Hash(_) => Reason::HashFailure,
                xades::Error::Signature(_) => Reason::SigCryptoFailure,
                _ => Reason::FormatFailure,
            };
            let sentence = format!("Its signature does not hold: {}.", chain_of(&error));
            findings.add(reason, &file.name, "EN 319 132-1 §6 (B-T)", sentence);
            return None;
        }
    };
    let stated = match read(&facts.tbs) {
        Ok(stated) => stated,
        Err(error) => {
            let sentence = format!("What is signed is no evidence that we understand: {}.", chain_of(&error));
            findings.add(Reason::StatementInvalid, &file.name, "EN 319 522-3 §5", sentence);
            return None;
        }
    };
    let signature = Signature {
        file: &file.name,
        signer: &facts.signer,
        certificates: &[],
        algorithm: facts.algorithm,
        signing_time: facts.signing_time,
        imprint: facts.imprint,
        token: facts.token.as_deref(),
    };
    let proven = judge.signature(&signature, findings);
    judge.issuer(&file.name, &facts.signer, issuer(&stated), findings);
    Some((stated, Sha256(sha256(&facts.tbs)), proven))
}

/// Judges the signature over the manifest, which must be the same service's as the evidence.
pub fn manifest(bundle: &OpenBundle, sealed: &[Sealed<'_>], judge: &mut Judge, findings: &mut Findings) {
    let Some(manifest) = &bundle.manifest else { return };
    let Some(file) = &manifest.signature else { return };
    let facts = match cms::check(&file.octets, &manifest.file.octets) {
        Ok(facts) => facts,
        Err(error) => {
            let sentence = format!("The signature over the list of files does not hold: {}.", chain_of(&error));
            let (reason, names) = match error {
                // Which of the two was changed cannot be told.
                cms::Error::Content => (Reason::HashFailure, [Some(&manifest.file.name), Some(&file.name)]),
                cms::Error::Signature(_) | cms::Error::Signer => (Reason::SigCryptoFailure, [Some(&file.name), None]),
                _ => (Reason::FormatFailure, [Some(&file.name), None]),
            };
            for name in names.into_iter().flatten() {
                findings.add(reason, name, "EN 319 122-1 §6 (B-T)", sentence.clone());
            }
            return;
        }
    };
    // No signature covers these; what the signed manifest lists under trust/ holds them, octet for octet.
    let among = |files: &[File], der: &Vec<u8>| files.iter().any(|file| file.octets == *der);
    let certificates = facts.certificates.iter().chain(&facts.spare);
    let stray = certificates.filter(|der| !among(&bundle.certificates, der)).count();
    if stray + facts.lists.iter().filter(|der| !among(&bundle.crls, der)).count() > 0 {
        let sentence = "Beside the signature over the list of files stands a certificate or revocation list that is not in trust/.";
        findings.add(Reason::FormatFailure, &file.name, "EN 319 122-1 §6", sentence);
    }
    let signature = Signature {
        file: &file.name,
        signer: &facts.signer,
        certificates: &facts.certificates,
        algorithm: facts.algorithm,
        signing_time: facts.signing_time,
        imprint: facts.imprint,
        token: facts.token.as_deref(),
    };
    judge.signature(&signature, findings);
    if let Some(first) = sealed.first() {
        judge.issuer(&file.name, &facts.signer, &first.statement.issuer, findings);
    }
}

/// An error and what it comes from, as one sentence.
pub(super) fn chain_of(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}
