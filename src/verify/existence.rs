//! Proof of existence (EN 319 102-1 §5.6.2): since when each file of a bundle provably exists, octet for octet, by something that stands
//! outside it: a time-stamp over the archive, an evidence record, or enough witnesses under an entry of the transparency log.
//!
//! What stands in a file (the value of a signature, its time-stamp, certificates, a revocation list) existed when the file did. So it must
//! hold by itself only up to then: a certificate that expired later, was revoked later, or an algorithm that became weak later takes
//! nothing away. What nothing covers must hold at the moment judged for. Sliding back from proof to proof is this rule, applied to the
//! proofs themselves.

use std::collections::BTreeMap;

use crate::bundle::OpenBundle;
use crate::crypto::{Digest, Suitability};
use crate::erds::moment::Moment;

use super::logged::Logged;
use super::suitable::{self, ALGORITHM};
use super::times::COSIGNATURE;
use super::verdict::Findings;

/// The clause of what rests on a proof of existence.
pub(super) const EXISTENCE: &str = "EN 319 102-1 §5.6.2";

/// Since when a file provably exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// Not later than this.
    pub time: Moment,
    /// By what, in words that follow "by".
    pub by: String,
}

/// What is known of the files of one bundle: of each, the earliest proof that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Existence(BTreeMap<String, Since>);

impl Existence {
    /// Takes a proof in that holds. Of two, the earlier counts.
    pub fn add(&mut self, file: &str, since: Since) {
        let known = self.0.entry(file.to_owned()).or_insert_with(|| since.clone());
        if since.time < known.time {
            *known = since;
        }
    }

    /// Takes in what enough witnesses cosigned, as far as the digests of the log's tree and the witnesses' keys are suitable at the moment up
    /// to which the proof itself must hold.
    pub fn add_logged<'a>(
        &mut self,
        logged: impl IntoIterator<Item = &'a Logged<'a>>,
        table: &Suitability,
        at: Moment,
    ) {
        for found in logged.into_iter().filter(|found| found.quorum) {
            let Some(cosigned) = found.cosigned.filter(|time| *time <= at.plus(COSIGNATURE)) else { continue };
            let control = self.control(found.file, at).to_time();
            let weak_key = || found.cosigned_with.iter().any(|with| table.signature(*with, &[], control).is_some());
            if table.digest(Digest::Sha256, control).is_none() && !weak_key() {
                let by = format!("the witnesses under {}", found.file);
                self.add(found.evidence, Since { time: cosigned.plus(COSIGNATURE), by });
            }
        }
    }

    /// Since when this file exists, where anything outside it proves that.
    pub fn of(&self, file: &str) -> Option<&Since> {
        self.0.get(file)
    }

    /// Up to when what stands in this file must hold by itself.
    pub fn control(&self, file: &str, at: Moment) -> Moment {
        self.of(file).map_or(at, |since| since.time.min(at))
    }
}

/// The digests by which manifest and evidence name files: those of files that nothing covers must be suitable at the moment judged for.
pub(super) fn digests(
    bundle: &OpenBundle,
    existence: &Existence,
    table: &Suitability,
    at: Moment,
    findings: &mut Findings,
) {
    if table.digest(Digest::Sha256, at.to_time()).is_none() {
        return;
    }
    let listed =
        bundle.manifest.iter().flat_map(|manifest| &manifest.content.references).map(|file| file.name.as_str());
    let manifest = bundle.manifest.iter().map(|manifest| manifest.file.name.as_str());
    let inside = listed.chain(manifest).chain(bundle.message.as_ref().map(|_| MESSAGE));
    let weak = inside.filter_map(|file| {
        let weak = table.digest(Digest::Sha256, existence.control(file, at).to_time())?;
        Some((file, weak))
    });
    let weak: Vec<_> = weak.collect();
    if let Some((file, unsuitable)) = weak.first() {
        let many = if weak.len() == 1 { String::new() } else { format!(", as {} more files are", weak.len() - 1) };
        let sentence = format!("It is named by a digest by {unsuitable}{many}; nothing proves that it existed before.");
        findings.add(suitable::reason(unsuitable, None), file, ALGORITHM, sentence);
    }
}

const MESSAGE: &str = "message.eml";

#[cfg(test)]
mod tests {
    use super::*;

    fn since(seconds: i64, by: &str) -> Since {
        Since { time: Moment::from_seconds(seconds), by: by.to_owned() }
    }

    #[test]
    fn the_earliest_proof_counts_and_what_nothing_covers_must_hold_now() {
        let at = Moment::from_seconds(1_000);
        let mut known = Existence::default();
        known.add("a", since(20, "b"));
        known.add("a", since(10, "c"));
        known.add("a", since(30, "d"));
        assert_eq!(known.of("a"), Some(&since(10, "c")));
        assert_eq!(known.control("a", at), Moment::from_seconds(10));
        assert_eq!((known.of("z"), known.control("z", at)), (None, at));
        known.add("later", since(2_000, "e"));
        assert_eq!(known.control("later", at), at, "a proof of a time to come moves nothing");
    }
}
