//! The container against its manifest: every file listed, every digest right, nothing unnamed (EN 319 162-1 §4.4.4). What
//! `bundle::open` found is judged here; the signature over the manifest is judged with the others in `rules`.

use crate::bundle::{Finding, OpenBundle};

use super::extracts;
use super::verdict::{Findings, Reason};

const FORM: &str = "EN 319 162-1 §4.4.4.2";
const ARCHIVE: &str = "EN 319 162-1 §A.7";
const RECORD: &str = "EN 319 162-1 §4.4.3.2";
const MANIFEST: &str = "EN 319 162-1 §A.4";

/// Judges what did not fit when the bundle was opened.
pub fn check(bundle: &OpenBundle, findings: &mut Findings) {
    let redacted = extracts::is_redacted(bundle);
    for found in &bundle.findings {
        // What was left out is said, and makes nothing false.
        if redacted && matches!(found, Finding::Missing(_)) {
            continue;
        }
        let (reason, clause) = match found {
            Finding::Mimetype(_) => (Some(Reason::FormatFailure), "EN 319 162-1 §A.1"),
            Finding::NoManifest | Finding::ManifestUnreadable(_) | Finding::NoSignature(_) | Finding::Listed(_) => {
                (Some(Reason::FormatFailure), FORM)
            }
            Finding::Missing(_) => (Some(Reason::FileMissing), MANIFEST),
            Finding::Unlisted(_) => (Some(Reason::FileNotNamed), MANIFEST),
            Finding::Differs(_) => (Some(Reason::HashFailure), MANIFEST),
            Finding::Damaged { .. } | Finding::StandIn(_) => (Some(Reason::FormatFailure), FORM),
            Finding::ArchiveUnreadable { .. } | Finding::ArchiveOutside(_) | Finding::ArchiveAlone { .. } => {
                (Some(Reason::FormatFailure), ARCHIVE)
            }
            Finding::ArchiveLacks { .. } => (Some(Reason::FileMissing), ARCHIVE),
            Finding::ArchiveDiffers { .. } => (Some(Reason::HashFailure), ARCHIVE),
            Finding::ArchiveOmits { .. } => (Some(Reason::FileNotNamed), ARCHIVE),
            Finding::RecordUnreadable { .. } | Finding::RecordAlone(_) => (Some(Reason::FormatFailure), RECORD),
            Finding::RecordLacks { .. } => (Some(Reason::FileMissing), RECORD),
            Finding::RecordDiffers { .. } => (Some(Reason::HashFailure), RECORD),
            Finding::NotChecked(_) => (None, FORM),
        };
        let sentence = format!("{found}.");
        match reason {
            Some(reason) => findings.add(reason, found.file(), clause, sentence),
            None => findings.note(found.file(), clause, sentence),
        }
    }
    // What a redaction adds belongs to no whole bundle.
    let added = bundle.opened.iter().chain(&bundle.extract_stamps).filter(|_| !redacted);
    for file in added {
        let sentence = "It is not listed in the manifest, and may stand only where the evidence was left out.";
        findings.add(Reason::FileNotNamed, &file.file.name, MANIFEST, sentence);
    }
    for file in &bundle.others {
        findings.note(&file.name, FORM, "This kind of file is not known here; nothing was looked into but its digest.");
    }
}
