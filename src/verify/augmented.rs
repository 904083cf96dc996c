//! Archive time-stamps of a bundle (EN 319 162-1 §A.7): whether each is over its manifest, and since when the files that the manifest names
//! therefore exist. Each is judged up to the time of the next, which is over it, so that a certificate that expired since, or an algorithm that
//! became weak since, takes nothing away; the last one up to the moment judged for.

use crate::bundle::{ArchiveStamp, File, OpenBundle};
use crate::crypto::{Digest, Suitability};
use crate::erds::moment::Moment;
use crate::seal::tsp::{self, Facts};

use super::existence::{Existence, Since};
use super::facts::chain_of;
use super::rules::{Archived, Judge, proven};
use super::suitable::{self, ALGORITHM};
use super::verdict::{Findings, Reason};

const ARCHIVE: &str = "EN 319 162-1 §A.7";
const STAMP: &str = "RFC 3161 §2.4.2";

/// Judges every archive time-stamp; gives since when files exist by those against which nothing speaks.
pub fn check(
    bundle: &OpenBundle,
    judge: &mut Judge,
    table: &Suitability,
    at: Moment,
    findings: &mut Findings,
) -> Existence {
    let read: Vec<Option<Read<'_>>> = bundle.archives.iter().map(|stamp| read(stamp, findings)).collect();
    let mut existence = Existence::default();
    let mut held = true;
    for (place, one) in read.iter().enumerate().rev() {
        let Some(stamp) = one else {
            held = false;
            continue;
        };
        let next = read.iter().skip(place + 1).flatten().next();
        let mut found = Findings::default();
        let which = which(place, read.len());
        let archived = Archived {
            file: &stamp.file.name,
            which: &which,
            facts: &stamp.facts,
            imprint: stamp.imprint,
            next: next.map(|next| next.facts.time),
        };
        held &= judge.archived(archived, &mut found);
        order(stamp, next, &mut found);
        digests(stamp, next.map_or(at, |next| next.facts.time), table, &mut found);
        held &= found.all().iter().all(|finding| finding.reason.is_none());
        held &= bundle.findings.iter().all(|finding| finding.file() != stamp.manifest.file.name);
        findings.append(found);
        if held && stamp.facts.time <= at {
            covers(stamp, &mut existence, findings);
        }
    }
    existence
}

/// A time-stamp that is over its manifest.
struct Read<'a> {
    manifest: &'a ArchiveStamp,
    file: &'a File,
    facts: Facts,
    imprint: Digest,
}

fn read<'a>(stamp: &'a ArchiveStamp, findings: &mut Findings) -> Option<Read<'a>> {
    let file = stamp.token.as_ref()?;
    match tsp::check_alone(&file.octets) {
        Ok((facts, imprint)) if imprint.digest.of(&stamp.file.octets) == imprint.octets => {
            Some(Read { manifest: stamp, file, facts, imprint: imprint.digest })
        }
        Ok(_) => {
            // Which of the two was changed cannot be told.
            let sentence =
                format!("The archive time-stamp {} is over another list than {}.", file.name, stamp.file.name);
            findings.add(Reason::HashFailure, &stamp.file.name, ARCHIVE, sentence.clone());
            findings.add(Reason::HashFailure, &file.name, ARCHIVE, sentence);
            None
        }
        Err(error) => {
            let reason = match error {
                tsp::Error::Signature(_) => Reason::SigCryptoFailure,
                _ => Reason::FormatFailure,
            };
            let sentence = format!("The archive time-stamp does not hold: {}.", chain_of(&error));
            findings.add(reason, &file.name, STAMP, sentence);
            None
        }
    }
}

/// Each is younger than the one that it covers.
fn order(stamp: &Read<'_>, next: Option<&Read<'_>>, found: &mut Findings) {
    let Some(next) = next else { return };
    let (before, after) = (proven(&stamp.facts), proven(&next.facts));
    if after.time.plus(after.accuracy) < before.time.minus(before.accuracy) {
        let sentence = format!(
            "Its time, {}, lies before that of {}, {}, which it is over.",
            after.time, stamp.file.name, before.time
        );
        found.add(Reason::TimestampOrderFailure, &next.file.name, ARCHIVE, sentence);
    }
}

/// The digests by which its manifest names files must be suitable as long as nothing later is over these files.
fn digests(stamp: &Read<'_>, control: Moment, table: &Suitability, found: &mut Findings) {
    let by = |digest: &Digest| stamp.manifest.content.files.iter().any(|listed| listed.algorithm == *digest);
    for digest in Digest::ALL.into_iter().filter(by) {
        if let Some(weak) = table.digest(digest, control.to_time()) {
            let reason = suitable::reason(&weak, Some(stamp.facts.time));
            let sentence =
                format!("It names files by digests by {weak}, and no archive time-stamp before that day renews it.");
            found.add(reason, &stamp.manifest.file.name, ALGORITHM, sentence);
        }
    }
}

/// Takes in what it proves.
fn covers(stamp: &Read<'_>, existence: &mut Existence, findings: &mut Findings) {
    let time = stamp.facts.time.plus(proven(&stamp.facts).accuracy);
    let listed = &stamp.manifest.content.files;
    let since = Since { time, by: format!("the archive time-stamp {}", stamp.file.name) };
    for file in std::iter::once(&stamp.manifest.file.name).chain(listed.iter().map(|listed| &listed.name)) {
        existence.add(file, since.clone());
    }
    let sentence = format!("It proves that {} files existed at {time}, octet for octet.", listed.len());
    findings.note(&stamp.file.name, ARCHIVE, sentence);
}

fn which(place: usize, of: usize) -> String {
    if of == 1 { "the archive time-stamp".to_owned() } else { format!("archive time-stamp {} of {of}", place + 1) }
}
