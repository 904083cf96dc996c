//! Opening: what is in a bundle, and what does not fit, as facts. An error only where the container itself cannot be
//! read; everything else is a finding that names its file, for `verify` to judge. Nothing here looks into signatures.
//!
//! All files but the message are held in memory, within limits; the message is read through to its digest.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Read, Seek};

use crate::crypto::{Digest, Sha256Stream, sha256};
use crate::erds::content::Sha256;
use crate::format::zip::{self, Archive, Method};

use super::augment::{self, ArchiveStamp};
use super::manifest::{self, Manifest};
use super::pack::stand_in;
use super::record::Record;
use super::role::Role;
use super::{Error, MEDIA_TYPE};

/// What a bundle may measure at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Octets of the container.
    pub container: u64,
    /// Number of files.
    pub files: usize,
    /// Octets of each file but the message, unpacked.
    pub file: u64,
    /// Octets of all files but the message together, unpacked.
    pub total: u64,
    /// Octets of the message, unpacked.
    pub message: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { container: 96 << 20, files: 4096, file: 2 << 20, total: 16 << 20, message: 64 << 20 }
    }
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name in the container.
    pub name: String,
    /// Its content.
    pub octets: Vec<u8>,
    /// Its SHA-256.
    pub digest: Sha256,
}

/// A file with the number that its name holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The number.
    pub number: u32,
    /// The file.
    pub file: File,
}

/// An evidence file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The number in its name.
    pub sequence: u32,
    /// The event in its name.
    pub event: String,
    /// The file.
    pub file: File,
}

/// What a bundle holds of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub number: u32,
    /// The digest of the notice: of the file, or as its stand-in says.
    pub digest: Sha256,
    /// Whether this is the stand-in and not the notice.
    pub stand_in: bool,
    /// The file.
    pub file: File,
}

/// The message, of which only this is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its SHA-256.
    pub digest: Sha256,
    /// Its number of octets.
    pub size: u64,
}

/// The manifest and the signature that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedManifest {
    /// The manifest's file, over whose octets the signature is made.
    pub file: File,
    /// What it says.
    pub content: Manifest,
    /// The signature's file, DER, if it is there.
    pub signature: Option<File>,
}

/// An opened bundle.
#[derive(Clone, Debug, Default)]
pub struct OpenBundle {
    /// The chain, by the numbers in the names. Numbers may be missing or double: the names claim, the statements tell.
    pub evidence: Vec<Evidence>,
    /// Export statements, by the chain length in the names.
    pub exports: Vec<Numbered>,
    /// Acknowledgements, by the statement's number.
    pub acknowledgements: Vec<Numbered>,
    /// What the addressee's own key answered, by the statement's number.
    pub assertions: Vec<Numbered>,
    /// Enrolments of the addressee's own keys, by the number of the statement that rests on each.
    pub enrolments: Vec<Numbered>,
    /// Their log proofs, by the same number.
    pub enrolment_proofs: Vec<Numbered>,
    /// Mandates given and accepted, by the number of the decision that rests on each.
    pub mandates: Vec<Numbered>,
    /// Standing instructions, by the number of the acceptance that rests on each.
    pub instructions: Vec<Numbered>,
    /// Extracts of evidence, by the statement's number.
    pub extracts: Vec<Evidence>,
    /// What opens all fields of each, by the same number.
    pub openings: Vec<Numbered>,
    /// What opens some, where the others were left out.
    pub opened: Vec<Numbered>,
    /// Their log proofs.
    pub extract_proofs: Vec<Numbered>,
    /// Time-stamps of evidence that was left out, by the number of its extract.
    pub extract_stamps: Vec<Numbered>,
    /// Notices and stand-ins, by number.
    pub notices: Vec<Notice>,
    /// Dialogues, by the statement's number.
    pub dialogues: Vec<Numbered>,
    /// Letters that the addressee confirmed, by the statement's number.
    pub replies: Vec<Numbered>,
    /// Log proofs, by the statement's number.
    pub proofs: Vec<Numbered>,
    /// What the log promised of the first statement.
    pub promise: Option<File>,
    /// What the log said of the program that ran.
    pub service: Option<File>,
    /// The proof that this is in the log.
    pub service_proof: Option<File>,
    /// Certificates, DER. They help to build paths and make nothing trusted.
    pub certificates: Vec<File>,
    /// Revocation lists, DER.
    pub crls: Vec<File>,
    /// OCSP responses, DER.
    pub responses: Vec<File>,
    /// Public keys of logs and witnesses, one line each. They help to tell who signed and make nothing trusted.
    pub keys: Vec<File>,
    /// The report as JSON, as text, as PDF.
    pub reports: Vec<File>,
    /// Archive time-stamps, each with what it is over, the oldest first.
    pub archives: Vec<ArchiveStamp>,
    /// Evidence records with what they are over, by number.
    pub records: Vec<Record>,
    /// Manifest and signature, if the manifest could be read.
    pub manifest: Option<SignedManifest>,
    /// The message, if it is in this bundle and undamaged.
    pub message: Option<Message>,
    /// Files that the manifest lists and whose role is not known here, as later versions may pack.
    pub others: Vec<File>,
    /// What does not fit.
    pub findings: Vec<Finding>,
}

/// Something that does not fit; each names its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// `mimetype` is not there, not first, packed, or says something else (EN 319 162-1 §A.1).
    Mimetype(&'static str),
    /// There is no manifest.
    NoManifest,
    /// The manifest is not understood.
    ManifestUnreadable(String),
    /// The signature that the manifest names is not there.
    NoSignature(String),
    /// The manifest lists it, and it is not there.
    Missing(String),
    /// It is there, and the manifest does not list it though it must.
    Unlisted(String),
    /// Its digest is not the one in the manifest.
    Differs(String),
    /// The manifest lists the message, or an assertion, which it must not.
    Listed(String),
    /// An archive manifest is not understood.
    ArchiveUnreadable {
        /// The archive manifest.
        file: String,
        /// In words.
        why: String,
    },
    /// The manifest of an evidence record is not understood.
    RecordUnreadable {
        /// The manifest.
        file: String,
        /// In words.
        why: String,
    },
    /// An archive manifest that the latest one does not lead to.
    ArchiveOutside(String),
    /// The time-stamp that an archive manifest names is not there.
    ArchiveAlone {
        /// The archive manifest.
        file: String,
        /// The time-stamp that is missing.
        token: String,
    },
    /// A file that an archive time-stamp is over is not there.
    ArchiveLacks {
        /// The archive manifest.
        file: String,
        /// The file that is missing.
        lacks: String,
    },
    /// An evidence record that its manifest does not name, or a manifest without its record.
    RecordAlone(String),
    /// A file that an evidence record is over is not there.
    RecordLacks {
        /// The record's manifest.
        file: String,
        /// The file that is missing.
        lacks: String,
    },
    /// A file that an archive time-stamp is over has another digest than its manifest says.
    ArchiveDiffers {
        /// The archive manifest.
        file: String,
        /// The file that differs.
        differs: String,
    },
    /// A file that an evidence record is over has another digest than its manifest says.
    RecordDiffers {
        /// The record's manifest.
        file: String,
        /// The file that differs.
        differs: String,
    },
    /// An archive time-stamp is not over a file that it must be over.
    ArchiveOmits {
        /// The archive manifest.
        file: String,
        /// The file that it does not name.
        omits: String,
    },
    /// It does not unpack to what its headers say.
    Damaged {
        /// The file.
        file: String,
        /// In words.
        why: String,
    },
    /// It stands for a notice, and does not say what a stand-in says.
    StandIn(String),
    /// A further manifest, signature, time-stamp or record: nothing here looks into it.
    NotChecked(String),
}

impl Finding {
    /// The file that it is about.
    pub fn file(&self) -> &str {
        match self {
            Self::Mimetype(_) => "mimetype",
            Self::NoManifest | Self::ManifestUnreadable(_) => "META-INF/ASiCManifest001.xml",
            Self::NoSignature(file)
            | Self::Missing(file)
            | Self::Unlisted(file)
            | Self::Differs(file)
            | Self::Listed(file)
            | Self::StandIn(file)
            | Self::NotChecked(file)
            | Self::ArchiveOutside(file)
            | Self::ArchiveUnreadable { file, .. }
            | Self::ArchiveAlone { file, .. }
            | Self::ArchiveLacks { file, .. }
            | Self::ArchiveDiffers { file, .. }
            | Self::ArchiveOmits { file, .. }
            | Self::RecordAlone(file)
            | Self::RecordUnreadable { file, .. }
            | Self::RecordLacks { file, .. }
            | Self::RecordDiffers { file, .. }
            | Self::Damaged { file, .. } => file,
        }
    }

    /// Whether the bundle can be what the service packed in spite of it.
    pub fn is_harmless(&self) -> bool {
        matches!(self, Self::NotChecked(_))
    }
}

/// In the reader's words.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file().escape_debug();
        match self {
            Self::Mimetype(what) => write!(f, "mimetype {what}"),
            Self::NoManifest => write!(f, "{file} is missing: nothing says which files belong to this bundle"),
            Self::ManifestUnreadable(why)
            | Self::ArchiveUnreadable { why, .. }
            | Self::RecordUnreadable { why, .. } => {
                write!(f, "{file} is not understood: {}", why.escape_debug())
            }
            Self::NoSignature(_) => write!(f, "{file}, the signature over the list of files, is missing"),
            Self::Missing(_) => write!(f, "{file} is listed in the manifest, but is not in the bundle"),
            Self::Unlisted(_) => write!(f, "{file} is in the bundle, but not listed in the manifest"),
            Self::Differs(_) => write!(f, "{file} was changed: its digest is not the one in the manifest"),
            Self::Listed(_) => write!(f, "{file} is listed in the manifest, where it may not stand"),
            Self::ArchiveOutside(_) => {
                write!(f, "{file} stands outside the chain of archive manifests: the latest one does not lead to it")
            }
            Self::ArchiveAlone { token, .. } => {
                write!(f, "{file} names {} as the time-stamp over it, which is not there", token.escape_debug())
            }
            Self::ArchiveLacks { lacks, .. } => {
                write!(f, "{file} says that an archive time-stamp is over {}, which is not there", lacks.escape_debug())
            }
            Self::ArchiveDiffers { differs, .. } => {
                write!(
                    f,
                    "{file} says that an archive time-stamp is over another {} than the one in the bundle",
                    differs.escape_debug()
                )
            }
            Self::ArchiveOmits { omits, .. } => {
                write!(f, "{file} does not name {}, which an archive time-stamp must be over", omits.escape_debug())
            }
            Self::RecordAlone(_) => {
                write!(f, "{file} stands alone: an evidence record and the list of what it is over go together")
            }
            Self::RecordLacks { lacks, .. } => {
                write!(
                    f,
                    "{file} says that an evidence record is over {}, which is not there or may not stand there",
                    lacks.escape_debug()
                )
            }
            Self::RecordDiffers { differs, .. } => {
                write!(
                    f,
                    "{file} says that an evidence record is over another {} than the one in the bundle",
                    differs.escape_debug()
                )
            }
            Self::Damaged { why, .. } => write!(f, "{file} is damaged: {why}"),
            Self::StandIn(_) => write!(f, "{file} does not hold the digest of a notice"),
            Self::NotChecked(_) => write!(f, "{file} was added by somebody later and is not checked here"),
        }
    }
}

/// Opens a bundle from a file or from memory.
///
/// # Errors
/// The container is no plain zip file, or a limit is passed.
pub fn open(reader: impl Read + Seek, limits: &Limits) -> Result<OpenBundle, Error> {
    let bounds = zip::Limits { file: limits.container, members: limits.files };
    let mut archive = Archive::open(reader, &bounds).map_err(Error::Open)?;
    let mut bundle = OpenBundle::default();
    let mut files = Vec::new();
    let mut total = 0_u64;
    check_mimetype(&mut archive, &mut bundle.findings);
    let members: Vec<(String, u64)> = archive.members().iter().map(|m| (m.name.clone(), m.size)).collect();
    for (name, size) in members {
        match Role::of(&name) {
            Role::Mimetype => {}
            Role::Message => {
                let read = message(&mut archive, &name, limits.message);
                bundle.message = settle(read, &name, &mut bundle.findings)?;
            }
            _ => {
                total = total.saturating_add(size);
                if total > limits.total {
                    return Err(Error::TooMuch(limits.total));
                }
                let read = archive.read(&name, limits.file);
                if let Some(octets) = settle(read, &name, &mut bundle.findings)? {
                    let digest = Sha256(sha256(&octets));
                    files.push(File { name, octets, digest });
                }
            }
        }
    }
    let present: BTreeMap<String, Sha256> = files.iter().map(|file| (file.name.clone(), file.digest)).collect();
    let digest = |algorithm: Digest| message_digest(&mut archive, algorithm, limits.message);
    let (archives, found) = augment::take(&mut files, digest);
    bundle.archives = archives;
    bundle.findings.extend(found);
    for file in files {
        bundle.place(file);
    }
    bundle.sort();
    bundle.compare(&present);
    bundle.match_records();
    Ok(bundle)
}

/// A damaged member is a finding; a container that cannot be read on is an error.
fn settle<T>(read: Result<T, zip::Error>, name: &str, findings: &mut Vec<Finding>) -> Result<Option<T>, Error> {
    match read {
        Ok(content) => Ok(Some(content)),
        Err(zip::Error::Damaged { why, .. }) => {
            findings.push(Finding::Damaged { file: name.to_owned(), why: why.to_owned() });
            Ok(None)
        }
        Err(error) => Err(Error::Open(error)),
    }
}

/// The octets of the message, where it is in this bundle; a bundle that `open` takes, with the same limits.
///
/// # Errors
/// As for `open`, or the message is damaged.
pub fn message_of(reader: impl Read + Seek, limits: &Limits) -> Result<Option<Vec<u8>>, Error> {
    let bounds = zip::Limits { file: limits.container, members: limits.files };
    let mut archive = Archive::open(reader, &bounds).map_err(Error::Open)?;
    let name =
        archive.members().iter().map(|member| &member.name).find(|name| Role::of(name) == Role::Message).cloned();
    name.map(|name| archive.read(&name, limits.message)).transpose().map_err(Error::Open)
}

fn message<R: Read + Seek>(archive: &mut Archive<R>, name: &str, limit: u64) -> Result<Message, zip::Error> {
    let mut stream = Sha256Stream::new();
    let mut size = 0;
    archive.stream(name, limit, |chunk| {
        size += chunk.len() as u64;
        stream.update(chunk);
    })?;
    Ok(Message { digest: Sha256(stream.finish()), size })
}

/// The message's digest by another algorithm; none where it is not there, or damaged, which was said.
fn message_digest<R: Read + Seek>(archive: &mut Archive<R>, algorithm: Digest, limit: u64) -> Option<Vec<u8>> {
    let mut stream = algorithm.stream();
    archive.stream(&Role::Message.name()?, limit, |chunk| stream.update(chunk)).ok()?;
    Some(stream.finish())
}

fn check_mimetype<R: Read + Seek>(archive: &mut Archive<R>, findings: &mut Vec<Finding>) {
    let found = archive.members().iter().enumerate().find(|(_, member)| member.name == "mimetype");
    let Some((place, member)) = found else { return findings.push(Finding::Mimetype("is missing")) };
    if place != 0 {
        findings.push(Finding::Mimetype("is not the first file"));
    }
    if member.method != Method::Stored {
        findings.push(Finding::Mimetype("is compressed"));
    }
    if !archive.read("mimetype", 256).is_ok_and(|content| content == MEDIA_TYPE.as_bytes()) {
        findings.push(Finding::Mimetype("does not say what a bundle is (application/vnd.etsi.asic-e+zip)"));
    }
}

impl OpenBundle {
    /// Whether the manifest lists this file, and it is not there.
    pub fn lacks(&self, name: &str) -> bool {
        self.findings.iter().any(|finding| matches!(finding, Finding::Missing(file) if file == name))
    }

    /// Puts a file where its role belongs.
    fn place(&mut self, file: File) {
        match Role::of(&file.name) {
            Role::Evidence { sequence, event } => self.evidence.push(Evidence { sequence, event, file }),
            Role::Export { length } => self.exports.push(Numbered { number: length, file }),
            Role::Acknowledgement { sequence } => self.acknowledgements.push(Numbered { number: sequence, file }),
            Role::Assertion { sequence } => self.assertions.push(Numbered { number: sequence, file }),
            Role::Enrolment { sequence } => self.enrolments.push(Numbered { number: sequence, file }),
            Role::EnrolmentProof { sequence } => self.enrolment_proofs.push(Numbered { number: sequence, file }),
            Role::Mandate { sequence } | Role::MandateAcceptance { sequence } => {
                self.mandates.push(Numbered { number: sequence, file });
            }
            Role::Instruction { sequence } => self.instructions.push(Numbered { number: sequence, file }),
            Role::Extract { sequence, event } => self.extracts.push(Evidence { sequence, event, file }),
            Role::Openings { sequence } => self.openings.push(Numbered { number: sequence, file }),
            Role::Opened { sequence } => self.opened.push(Numbered { number: sequence, file }),
            Role::ExtractProof { sequence } => self.extract_proofs.push(Numbered { number: sequence, file }),
            Role::ExtractStamp { sequence } => self.extract_stamps.push(Numbered { number: sequence, file }),
            Role::Dialogue { sequence } => self.dialogues.push(Numbered { number: sequence, file }),
            Role::Reply { sequence } => self.replies.push(Numbered { number: sequence, file }),
            Role::LogProof { sequence } => self.proofs.push(Numbered { number: sequence, file }),
            Role::Notice { number } => {
                self.notices.push(Notice { number, digest: file.digest, stand_in: false, file });
            }
            Role::NoticeStandIn { number } => match standing_for(number, &file.octets) {
                Some(digest) => self.notices.push(Notice { number, digest, stand_in: true, file }),
                None => self.findings.push(Finding::StandIn(file.name)),
            },
            Role::Promise => self.promise = Some(file),
            Role::ServiceStatement => self.service = Some(file),
            Role::ServiceProof => self.service_proof = Some(file),
            Role::Certificate { .. } => self.certificates.push(file),
            Role::Crl { .. } => self.crls.push(file),
            Role::OcspResponse { .. } => self.responses.push(file),
            Role::VerifierKey { .. } => self.keys.push(file),
            Role::ReportJson | Role::ReportText | Role::ReportPdf => self.reports.push(file),
            Role::Manifest => match manifest::read(&file.octets) {
                Ok(content) => self.manifest = Some(SignedManifest { file, content, signature: None }),
                Err(why) => self.findings.push(Finding::ManifestUnreadable(why)),
            },
            // Archive manifests were taken out before, and with them the time-stamps that they name.
            Role::FurtherAssertion
            | Role::ArchiveStamp { .. }
            | Role::ArchiveManifest
            | Role::OlderArchiveManifest { .. } => self.findings.push(Finding::NotChecked(file.name)),
            Role::RecordManifest { number } => match manifest::read_protection(&file.octets) {
                Ok(content) => self.records.push(Record { number, file, content, record: None }),
                Err(why) => self.findings.push(Finding::RecordUnreadable { file: file.name, why }),
            },
            // Signature and records wait here until their manifest names them.
            Role::Signature | Role::EvidenceRecord { .. } | Role::Other | Role::Mimetype | Role::Message => {
                self.others.push(file);
            }
        }
    }

    fn sort(&mut self) {
        for evidence in [&mut self.evidence, &mut self.extracts] {
            evidence.sort_by(|a, b| (a.sequence, &a.event).cmp(&(b.sequence, &b.event)));
        }
        self.notices.sort_by_key(|notice| (notice.number, notice.stand_in));
        let numbered = [
            &mut self.exports,
            &mut self.acknowledgements,
            &mut self.assertions,
            &mut self.enrolments,
            &mut self.enrolment_proofs,
            &mut self.mandates,
            &mut self.instructions,
            &mut self.openings,
            &mut self.opened,
            &mut self.extract_proofs,
            &mut self.extract_stamps,
            &mut self.dialogues,
            &mut self.replies,
            &mut self.proofs,
        ];
        for files in numbered {
            files.sort_by_key(|file| file.number);
        }
    }

    /// Holds the files against the manifest.
    fn compare(&mut self, present: &BTreeMap<String, Sha256>) {
        let signature_name = Role::Signature.name();
        let waiting = self.others.iter().position(|file| Some(&file.name) == signature_name.as_ref());
        let signature = waiting.map(|place| self.others.remove(place));
        let unreadable = self.findings.iter().any(|finding| matches!(finding, Finding::ManifestUnreadable(_)));
        let Some(manifest) = &mut self.manifest else {
            if !unreadable && !self.findings.iter().any(|finding| finding.file() == Finding::NoManifest.file()) {
                self.findings.push(Finding::NoManifest);
            }
            return;
        };
        if signature.as_ref().is_some_and(|file| file.name == manifest.content.signature) {
            manifest.signature = signature;
        } else {
            self.findings.push(Finding::NoSignature(manifest.content.signature.clone()));
        }
        let damaged: BTreeSet<String> = self.findings.iter().map(|finding| finding.file().to_owned()).collect();
        let mut listed = BTreeSet::new();
        for reference in &manifest.content.references {
            let file = reference.name.clone();
            listed.insert(file.clone());
            match present.get(&file) {
                _ if !Role::of(&file).is_listed() => self.findings.push(Finding::Listed(file)),
                Some(digest) if *digest != reference.digest => self.findings.push(Finding::Differs(file)),
                None if !damaged.contains(&file) => self.findings.push(Finding::Missing(file)),
                _ => {}
            }
        }
        let unlisted = present.keys().filter(|name| Role::of(name).is_listed() && !listed.contains(*name));
        self.findings.extend(unlisted.cloned().map(Finding::Unlisted));
    }
}

/// The digest in a stand-in's text, which has one spelling.
fn standing_for(number: u32, octets: &[u8]) -> Option<Sha256> {
    let text = std::str::from_utf8(octets).ok()?;
    let digest: Sha256 = text.lines().nth(1)?.split(' ').next()?.parse().ok()?;
    (stand_in(number, digest) == text).then_some(digest)
}
