//! Facts: what the sealed files of a bundle say, read out of the octets that are signed and of nothing beside them.

use crate::bundle::{File, Numbered, OpenBundle};
use crate::erds::content::Sha256;
use crate::erds::enrolment::Enrolment;
use crate::erds::evidence::Statement;
use crate::erds::own::OwnStatement;
use crate::erds::party::Issuer;
use crate::format::evidence;
use crate::format::extract::{self, Extract};
use crate::format::xml::Element;
use crate::seal::{cms, xades};

use super::chain::Entry;
use super::rules::{Judge, Proven, Signature};
use super::verdict::{Findings, Reason};

/// The most evidence files of one delivery.
const MOST: usize = 500;

/// A sealed file that is read, and judged by itself.
#[derive(Debug)]
pub struct Signed<'a, T> {
    /// The file.
    pub file: &'a File,
    /// The number in its name; of an export statement the chain's length.
    pub number: u32,
    /// What it states.
    pub statement: T,
    /// SHA-256 over the statement's canonical bytes.
    pub digest: Sha256,
    /// The time that its time-stamp proves, where it does.
    pub proven: Option<Proven>,
    seal: xades::Facts,
}

/// A sealed evidence file.
pub type Sealed<'a> = Signed<'a, Statement>;
/// A sealed enrolment of an addressee's own key; its number is that of the statement that rests on it.
pub type Enrolled<'a> = Signed<'a, Enrolment>;
/// A sealed statement about one address alone; its number is that of the decision that rests on it.
pub type Own<'a> = Signed<'a, OwnStatement>;

/// The sealed extract of an evidence; its number is that in its name.
pub type Extracted<'a> = Signed<'a, Extract>;

impl<T> Signed<'_, T> {
    /// SHA-256 of its signature's value, which a time-stamp is about.
    pub fn imprint(&self) -> Sha256 {
        Sha256(self.seal.imprint)
    }
}

impl Sealed<'_> {
    /// The statement as the chain sees it.
    pub fn entry(&self) -> Entry<'_> {
        Entry { file: &self.file.name, statement: &self.statement, digest: self.digest }
    }

    /// Whether it is a link of the chain, and not the export statement.
    pub fn is_of_chain(&self) -> bool {
        self.statement.chain.link.sequence().is_some()
    }
}

/// A statement that names who issues it.
pub trait Issued {
    /// Who does.
    fn issuer(&self) -> &Issuer;
}

impl Issued for Statement {
    fn issuer(&self) -> &Issuer {
        &self.issuer
    }
}

impl Issued for Enrolment {
    fn issuer(&self) -> &Issuer {
        &self.issuer
    }
}

impl Issued for OwnStatement {
    fn issuer(&self) -> &Issuer {
        &self.issuer
    }
}

impl Issued for Extract {
    fn issuer(&self) -> &Issuer {
        &self.issuer
    }
}

/// Reads every evidence file by itself. One whose signature does not fit states nothing.
pub fn evidence<'a>(bundle: &'a OpenBundle, findings: &mut Findings) -> Vec<Sealed<'a>> {
    let files = bundle.evidence.iter().map(|evidence| (&evidence.file, evidence.sequence));
    let files: Vec<_> = files.chain(bundle.exports.iter().map(|export| (&export.file, export.number))).collect();
    bounded(&files, "evidence files", findings);
    read(files, evidence::of, findings)
}

/// Says of files beyond the most that are looked at that they are not.
fn bounded(files: &[(&File, u32)], what: &str, findings: &mut Findings) {
    if let Some((beyond, _)) = files.get(MOST) {
        let sentence = format!("The bundle holds {} {what}; {MOST} is the most that are looked at.", files.len());
        findings.add(Reason::FormatFailure, &beyond.name, "docs/verdicts.md", sentence);
    }
}

/// Reads every enrolment by itself, as `evidence` does.
pub fn enrolments<'a>(bundle: &'a OpenBundle, findings: &mut Findings) -> Vec<Enrolled<'a>> {
    read(numbered(&bundle.enrolments), evidence::enrolment_of, findings)
}

/// Reads what is stated of mandates, each by itself, as `evidence` does.
pub fn mandates<'a>(bundle: &'a OpenBundle, findings: &mut Findings) -> Vec<Own<'a>> {
    read(numbered(&bundle.mandates), evidence::own_of, findings)
}

/// Reads every standing instruction by itself, as `evidence` does.
pub fn instructions<'a>(bundle: &'a OpenBundle, findings: &mut Findings) -> Vec<Own<'a>> {
    read(numbered(&bundle.instructions), evidence::own_of, findings)
}

/// Reads every extract by itself, as `evidence` does.
pub fn extracts<'a>(bundle: &'a OpenBundle, findings: &mut Findings) -> Vec<Extracted<'a>> {
    let files: Vec<_> = bundle.extracts.iter().map(|one| (&one.file, one.sequence)).collect();
    bounded(&files, "extracts", findings);
    read(files, extract::of, findings)
}

fn numbered(packed: &[Numbered]) -> impl Iterator<Item = (&File, u32)> {
    packed.iter().map(|packed| (&packed.file, packed.number))
}

fn read<'a, T, E: std::error::Error>(
    files: impl IntoIterator<Item = (&'a File, u32)>,
    read: impl Fn(&Element) -> Result<T, E>,
    findings: &mut Findings,
) -> Vec<Signed<'a, T>> {
    files.into_iter().take(MOST).filter_map(|(file, number)| signed(file, number, &read, findings)).collect()
}

/// What is signed in a file, and its digest.
fn signed<'a, T, E: std::error::Error>(
    file: &'a File,
    number: u32,
    read: impl Fn(&Element) -> Result<T, E>,
    findings: &mut Findings,
) -> Option<Signed<'a, T>> {
    let mut seal = match xades::check(&file.octets) {
        Ok(seal) => seal,
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
    let statement = match read(&seal.evidence) {
        Ok(statement) => statement,
        Err(error) => {
            let sentence = format!("What is signed is no evidence that we understand: {}.", chain_of(&error));
            findings.add(Reason::StatementInvalid, &file.name, "EN 319 522-3 §5", sentence);
            return None;
        }
    };
    // What it says is understood now; its tree is many times as large.
    seal.evidence.nodes = Vec::new();
    let digest = Sha256(seal.digest);
    Some(Signed { file, number, statement, digest, proven: None, seal })
}

/// Judges the seals of files that were read, and with them the times that their time-stamps prove.
pub fn judge<T: Issued>(files: &mut [Signed<'_, T>], judge: &mut Judge, findings: &mut Findings) {
    for Signed { file, statement, proven, seal, .. } in files {
        *proven = judge.signature(&Signature::of_xades(&file.name, seal), findings);
        judge.issuer(&file.name, &seal.signer, statement.issuer(), findings);
    }
}

/// Judges the seals of extracts, which bear no time-stamp. Beside its evidence an extract says nothing that this does not, and its seal must
/// hold at the time proven of that; alone, what is known of when it existed counts.
pub fn judge_extracts(files: &[Extracted<'_>], sealed: &[Sealed<'_>], judge: &mut Judge, findings: &mut Findings) {
    for Signed { file, statement, seal, .. } in files {
        let signature = Signature::of_xades(&file.name, seal);
        let evidence = sealed.iter().find(|one| one.file.digest == statement.sealed);
        match evidence.and_then(|evidence| evidence.proven) {
            Some(proven) => judge.signed_for(&signature, proven.time, findings),
            None => judge.signed(&signature, None, findings),
        }
        judge.issuer(&file.name, &seal.signer, statement.issuer(), findings);
    }
}

/// Judges the signature over the manifest, which must be the same service's as the evidence, and returns the time that its time-stamp proves.
pub fn manifest(
    bundle: &OpenBundle,
    issuer: Option<&Issuer>,
    judge: &mut Judge,
    findings: &mut Findings,
) -> Option<Proven> {
    let manifest = bundle.manifest.as_ref()?;
    let file = manifest.signature.as_ref()?;
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
            return None;
        }
    };
    // No signature covers these; what the signed manifest lists under trust/ holds them, octet for octet.
    let among = |files: &[File], der: &Vec<u8>| files.iter().any(|file| file.octets == *der);
    let certificates = facts.certificates.iter().chain(&facts.spare);
    let stray = certificates.filter(|der| !among(&bundle.certificates, der)).count();
    let lists = facts.lists.iter().filter(|der| !among(&bundle.crls, der)).count();
    let responses = facts.responses.iter().filter(|der| !among(&bundle.responses, der)).count();
    if stray + lists + responses > 0 {
        let sentence = "Beside the signature over the list of files stands a certificate, revocation list or OCSP response that is not in trust/.";
        findings.add(Reason::FormatFailure, &file.name, "EN 319 122-1 §6", sentence);
    }
    let proven = judge.signature(&Signature::of_cms(&file.name, &facts), findings);
    if let Some(issuer) = issuer {
        judge.issuer(&file.name, &facts.signer, issuer, findings);
    }
    proven
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
