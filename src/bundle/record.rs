//! Evidence records in the container (EN 319 162-1 §4.4.3.2, §4.4.4.2): each with a manifest of its own that names what it is over. They are
//! added behind a finished bundle, which stays the same before them octet for octet. Nothing here looks into a record.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek, SeekFrom, Write};

use crate::crypto::Digest;
use crate::format::zip::{self, Archive, Writer};

use super::Error;
use super::manifest::{self, Protected, Protection};
use super::open::{File, Finding, Limits, OpenBundle, open};
use super::role::Role;

/// The most records of one bundle that are looked at.
const MOST: usize = 16;

/// An evidence record with what it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The number in both names.
    pub number: u32,
    /// Its manifest.
    pub file: File,
    /// What that says.
    pub content: Protection,
    /// The record, DER, if it is there.
    pub record: Option<File>,
}

impl OpenBundle {
    /// The files that an evidence record covers: what the manifest lists, the manifest and its signature.
    pub fn frozen(&self) -> Vec<&File> {
        let own = self.manifest.iter().flat_map(|manifest| [Some(&manifest.file), manifest.signature.as_ref()]);
        self.listed().into_iter().chain(own.flatten()).filter(|file| Role::of(&file.name).is_frozen()).collect()
    }

    /// All files beside message, manifest, signature and records, by their names.
    fn listed(&self) -> Vec<&File> {
        let numbered = [
            &self.exports,
            &self.acknowledgements,
            &self.assertions,
            &self.enrolments,
            &self.enrolment_proofs,
            &self.mandates,
            &self.instructions,
            &self.dialogues,
            &self.replies,
            &self.proofs,
        ];
        let single = [&self.promise, &self.service, &self.service_proof].into_iter().flatten();
        let mut all: Vec<&File> = self.evidence.iter().map(|evidence| &evidence.file).collect();
        all.extend(numbered.into_iter().flatten().map(|numbered| &numbered.file));
        all.extend(self.notices.iter().map(|notice| &notice.file));
        all.extend(single);
        all.extend(
            self.certificates.iter().chain(&self.crls).chain(&self.keys).chain(&self.reports).chain(&self.others),
        );
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    /// Brings records and their manifests together, and holds the files against them.
    pub(super) fn match_records(&mut self) {
        self.records.sort_by_key(|record| record.number);
        let beyond = self.records.split_off(self.records.len().min(MOST)).into_iter().map(|record| {
            let why = format!("{MOST} evidence records are the most that are looked at");
            Finding::RecordUnreadable { file: record.file.name, why }
        });
        self.findings.extend(beyond);
        let is_record = |file: &File| matches!(Role::of(&file.name), Role::EvidenceRecord { .. });
        let (mut records, others): (Vec<File>, Vec<File>) =
            std::mem::take(&mut self.others).into_iter().partition(is_record);
        self.others = others;
        let mut found = Vec::new();
        for record in &mut self.records {
            let own = Role::EvidenceRecord { number: record.number }.name();
            let at = records.iter().position(|file| Some(&file.name) == own.as_ref());
            record.record = at.filter(|_| Some(&record.content.record) == own.as_ref()).map(|at| records.remove(at));
            if record.record.is_none() {
                found.push(Finding::RecordAlone(record.file.name.clone()));
            }
        }
        found.extend(records.into_iter().map(|file| Finding::RecordAlone(file.name)));
        let frozen: BTreeMap<&str, &File> = self.frozen().into_iter().map(|file| (file.name.as_str(), file)).collect();
        for record in &self.records {
            for protected in &record.content.files {
                let file = record.file.name.clone();
                match frozen.get(protected.name.as_str()) {
                    None => found.push(Finding::RecordLacks { file, lacks: protected.name.clone() }),
                    Some(is) if protected.algorithm.of(&is.octets) != protected.digest => {
                        found.push(Finding::RecordDiffers { file, differs: protected.name.clone() });
                    }
                    Some(_) => {}
                }
            }
        }
        self.findings.extend(found);
    }
}

/// Copies a finished bundle and adds an evidence record over its frozen files, DER, whose first digests are by `algorithm`.
///
/// # Errors
/// The bundle cannot be read, or `out` not be written.
pub fn protect<W: Write>(mut bundle: impl Read + Seek, record: &[u8], algorithm: Digest, out: W) -> Result<W, Error> {
    let opened = open(&mut bundle, &Limits::default())?;
    let number = opened.records.iter().map(|record| record.number).max().unwrap_or(0).saturating_add(1);
    let name = |role: Role| role.name().ok_or_else(|| Error::Name(format!("{role:?}")));
    let of = name(Role::EvidenceRecord { number })?;
    // A file with the same content as another is covered with it. A record holds each digest once, and readers that want one for each name
    // would miss the second.
    let mut met = BTreeSet::new();
    let mut files = Vec::new();
    for file in opened.frozen() {
        let digest = algorithm.of(&file.octets);
        if met.insert(digest.clone()) {
            files.push(Protected { name: file.name.clone(), algorithm, digest });
        }
    }
    let manifest = manifest::write_protection(&Protection { record: of.clone(), files });
    let manifest = manifest.map_err(|error| Error::Name(error.to_string()))?;
    bundle.seek(SeekFrom::Start(0)).map_err(|error| Error::Open(error.into()))?;
    let mut archive = Archive::open(bundle, &zip::Limits::default()).map_err(Error::Open)?;
    let mut zip = Writer::resume(&mut archive, out).map_err(Error::Pack)?;
    zip.deflated(&name(Role::RecordManifest { number })?, &manifest).map_err(Error::Pack)?;
    zip.deflated(&of, record).map_err(Error::Pack)?;
    zip.finish(false).map_err(Error::Pack)
}
