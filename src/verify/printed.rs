//! A report as PDF: whether the service's seal covers the whole of it, and whether the bundle attached is the one that it speaks of.
//!
//! The bundle is judged as a bundle alone, and the PDF's signature by the rules for the one over a container's manifest, with what the bundle
//! supplies. What stands on the pages is not read: that it is what the service wrote, the signature says.

use serde::Serialize;

use crate::bundle::OpenBundle;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::format::pdf::{self, Document, Subject};
use crate::seal::x509::Certificate;
use crate::seal::{cms, pades};

use super::extracts::Redacted;
use super::facts::chain_of;
use super::report::Report;
use super::rules::{Judge, Signature};
use super::trust::{TrustAnchors, fingerprint, organisations};
use super::verdict::{Findings, Indication, Reason};

/// How findings call the file.
const GIVEN: &str = "the PDF given";

const SIGNED: &str = "EN 319 142-1 §6";
const WHOLE: &str = "ISO 32000-1 §12.8.1";
const ATTACHED: &str = "docs/bundle-format.md, the report as PDF";

/// What is said of a report as PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// The reference that it names; `null` where it names none.
    pub reference: Option<String>,
    /// The bundle attached; `null` where there is none that can be taken out.
    pub bundle: Option<Attached>,
    /// Whose signature covers the whole of it; `null` where none does.
    pub signer: Option<Signer>,
}

/// The bundle attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attached {
    /// Its file's name.
    pub name: String,
    /// SHA-256 over its octets.
    pub digest: Sha256,
    /// Their number.
    pub size: usize,
    /// Whether it is the one that the PDF speaks of.
    pub named: bool,
}

/// Whose signature it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// The organisation in the certificate, or the whole name where there is none.
    pub name: String,
    /// SHA-256 over the certificate, hexadecimal in groups of four.
    pub fingerprint: String,
    /// With what it is signed.
    pub algorithm: &'static str,
    /// When, as the PDF says.
    pub signing_time: Moment,
    /// The time that its time-stamp proves; `null` without one that holds.
    pub proven_time: Option<Moment>,
}

/// A PDF, taken apart.
#[derive(Debug)]
pub(super) struct Opened {
    signed: Result<cms::Facts, pades::Error>,
    attached: Result<(String, Vec<u8>), pdf::Error>,
    subject: Result<Subject, pdf::Error>,
}

/// Whether octets begin as a PDF does.
pub(super) fn is_pdf(octets: &[u8]) -> bool {
    octets.starts_with(pdf::MAGIC)
}

impl Opened {
    /// Takes a PDF apart; `octets` are those that are looked at, and one more where there are more.
    pub(super) fn read(octets: &[u8]) -> Self {
        let document = Document::read(octets);
        let attached = document.as_ref().map_err(|error| *error).and_then(|document| {
            let attached = document.attached()?;
            Ok((attached.name, attached.octets.into_owned()))
        });
        let subject = document.and_then(|document| document.subject());
        Self { signed: pades::check(octets), attached, subject }
    }

    /// The bundle attached, where one can be taken out.
    pub(super) fn bundle(&self) -> Option<(&str, &[u8])> {
        self.attached.as_ref().ok().map(|(name, octets)| (name.as_str(), octets.as_slice()))
    }
}

impl Report {
    /// Judges the PDF that the bundle which this report is on was attached to; without `bundle`, what can be said of the PDF alone.
    pub(super) fn judge_printed(&mut self, opened: &Opened, bundle: Option<&OpenBundle>, anchors: &TrustAnchors) {
        let mut findings = Findings::default();
        let signer = match &opened.signed {
            Ok(facts) => Some(self.signature(facts, bundle, anchors, &mut findings)),
            Err(error) => {
                findings.add(reason(error), GIVEN, clause(error), sentence(error));
                None
            }
        };
        let bundle = attached(opened, &mut findings);
        if findings.verdict().0 == Indication::TotalFailed {
            self.answers = None;
        }
        findings.leave_out(&self.findings);
        self.worsen(findings);
        let reference = opened.subject.as_ref().ok().map(|subject| subject.reference.clone());
        self.printed = Some(Printed { reference, bundle, signer });
    }

    fn signature(
        &mut self,
        facts: &cms::Facts,
        bundle: Option<&OpenBundle>,
        anchors: &TrustAnchors,
        findings: &mut Findings,
    ) -> Signer {
        let mut proven = None;
        if let Some(bundle) = bundle {
            beside(facts, bundle, anchors, findings);
            // What of the bundle cannot be read is told with the bundle.
            let mut judge = Judge::new(bundle, anchors, self.at, &mut Findings::default());
            proven = judge.signature(&Signature::of_cms(GIVEN, facts), findings);
            let shown = self.redacted.as_ref().map(Redacted::issuer);
            if let Some(issuer) = self.basis.stated.first().map(|first| first.statement.issuer.clone()).or(shown) {
                judge.issuer(GIVEN, &facts.signer, &issuer, findings);
            }
            for root in judge.into_roots() {
                if !self.roots.contains(&root) {
                    self.roots.push(root);
                }
            }
        } else {
            let sentence = "Whose signature it bears is not judged: there is no bundle that supplies what is needed.";
            findings.add(Reason::NoCertificateChainFound, GIVEN, SIGNED, sentence);
        }
        let certificate = Certificate::parse(&facts.signer).ok();
        let organisation = organisations(&facts.signer).join(", ");
        let subject = || certificate.as_ref().map(Certificate::subject).unwrap_or_default();
        Signer {
            name: if organisation.is_empty() { subject() } else { organisation },
            fingerprint: fingerprint(&facts.signer),
            algorithm: facts.algorithm.name(),
            signing_time: facts.signing_time,
            proven_time: proven.map(|proven| proven.time),
        }
    }
}

/// No signature covers what stands beside the signer's certificate: all of it is in the bundle, or it leads on from the signer and nobody
/// knows the same certificate with other octets.
fn beside(facts: &cms::Facts, bundle: &OpenBundle, anchors: &TrustAnchors, findings: &mut Findings) {
    let known: Vec<&Vec<u8>> =
        bundle.certificates.iter().map(|file| &file.octets).chain(&anchors.seal).chain(&anchors.tsa).collect();
    let names = |der: &[u8]| Certificate::parse(der).map(|one| (one.subject(), one.spki())).ok();
    let stray = |der: &&Vec<u8>| !known.contains(der);
    let chain = facts.certificates.iter().filter(stray);
    let altered = chain.filter(|der| known.iter().any(|other| names(other) == names(der))).count();
    let papers = facts.lists.len() + facts.responses.len();
    if altered + papers + facts.spare.iter().filter(stray).count() > 0 {
        let sentence = "Beside the signature of this PDF stands a certificate, revocation list or OCSP response that does not belong there.";
        findings.add(Reason::FormatFailure, GIVEN, SIGNED, sentence);
    }
}

/// Whether what is attached is what the PDF speaks of.
fn attached(opened: &Opened, findings: &mut Findings) -> Option<Attached> {
    let (name, octets) = match &opened.attached {
        Ok((name, octets)) => (name, octets),
        Err(error) => {
            // Where the PDF cannot be read at all, its signature could not be checked for the same reason.
            if !matches!(&opened.signed, Err(pades::Error::Pdf(same)) if same == error) {
                findings.add(Reason::FormatFailure, GIVEN, ATTACHED, capitalised(&error.to_string()));
            }
            return None;
        }
    };
    let digest = Sha256(sha256(octets));
    let named = match &opened.subject {
        Ok(subject) if subject.bundle == digest => true,
        Ok(subject) => {
            let sentence = format!(
                "The evidence attached is not the one that this PDF speaks of: its SHA-256 is {digest}, and the PDF names {}.",
                subject.bundle
            );
            findings.add(Reason::ReportAltered, GIVEN, ATTACHED, sentence);
            false
        }
        Err(error) => {
            findings.add(Reason::FormatFailure, GIVEN, ATTACHED, capitalised(&error.to_string()));
            false
        }
    };
    Some(Attached { name: name.clone(), digest, size: octets.len(), named })
}

fn reason(error: &pades::Error) -> Reason {
    match error {
        pades::Error::Unsigned => Reason::NoSigningCertificateFound,
        pades::Error::Added
        | pades::Error::NotWhole
        | pades::Error::Beside
        | pades::Error::Signature(cms::Error::Content) => Reason::ReportAltered,
        pades::Error::Signature(cms::Error::Signature(_) | cms::Error::Signer) => Reason::SigCryptoFailure,
        _ => Reason::FormatFailure,
    }
}

fn clause(error: &pades::Error) -> &'static str {
    match error {
        pades::Error::Added | pades::Error::NotWhole | pades::Error::Beside => WHOLE,
        _ => SIGNED,
    }
}

fn sentence(error: &pades::Error) -> String {
    match error {
        pades::Error::Unsigned => {
            "This PDF bears no signature, and every report is signed: nothing can be said of who made it. \
                                   What is attached to it is judged by itself."
                .to_owned()
        }
        pades::Error::Signature(cms::Error::Content) => {
            "This PDF was altered after it was signed: its octets are not the ones that were signed.".to_owned()
        }
        error => capitalised(&chain_of(error)),
    }
}

fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| format!("{}{}.", first.to_uppercase(), rest.as_str())).unwrap_or_default()
}
