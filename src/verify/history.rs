//! The proofs of one bundle against each other, as far as a bundle can show the log's history: entries in the order of the
//! chain, one root for one size, and one hash for each subtree that two proofs tell.

use std::collections::BTreeMap;

use crate::tlog::merkle::{self, Hash};
use crate::tlog::view::{Subtree, subtrees};

use super::logged::Logged;
use super::verdict::{Findings, Reason};

const ORDER: &str = "docs/verdicts.md, transparency log";
const TREE: &str = "RFC 6962 §2.1";

/// Compares the proofs; digests of what they prove make the leaves. Those that stand `beside` the chain have no order in it.
pub fn check<'a>(
    logged: &'a [Logged<'a>],
    beside: impl IntoIterator<Item = &'a Logged<'a>>,
    digest: impl Fn(&str) -> Option<[u8; 32]>,
    findings: &mut Findings,
) {
    let mut logged: Vec<&Logged<'_>> = logged.iter().collect();
    logged.sort_by_key(|found| found.sequence);
    order(&logged, findings);
    logged.extend(beside);
    one_history(&logged, digest, findings);
}

/// Evidence is published in the order of the chain, each only after the one before it.
fn order(logged: &[&Logged<'_>], findings: &mut Findings) {
    for pair in logged.windows(2) {
        let [before, after] = pair else { continue };
        let (old, new) = (before.proof.checkpoint.checkpoint(), after.proof.checkpoint.checkpoint());
        if old.origin() != new.origin() {
            let sentence = format!("It is in another log than {}: the order of the two is not shown.", before.evidence);
            findings.note(after.file, ORDER, sentence);
        } else if after.proof.index <= before.proof.index {
            let sentence = format!(
                "{} is entry {} of the log, and {}, which it follows, is entry {}: one of them was issued anew or moved.",
                after.evidence, after.proof.index, before.evidence, before.proof.index
            );
            findings.add(Reason::LogOrder, after.file, ORDER, sentence);
        } else if new.size() < old.size() {
            let sentence =
                "An earlier checkpoint covers this entry: the time of its cosignatures is later than it could be.";
            findings.note(before.file, ORDER, sentence);
        }
    }
}

/// Subtrees and roots never change: where two proofs tell of the same one, they tell the same.
fn one_history(logged: &[&Logged<'_>], digest: impl Fn(&str) -> Option<[u8; 32]>, findings: &mut Findings) {
    let mut roots: BTreeMap<(&str, u64), (&str, Hash)> = BTreeMap::new();
    let mut known: BTreeMap<(&str, Subtree), (&str, Hash)> = BTreeMap::new();
    for found in logged {
        let checkpoint = found.proof.checkpoint.checkpoint();
        let (origin, size) = (checkpoint.origin(), checkpoint.size());
        let (other, root) = *roots.entry((origin, size)).or_insert((found.file, *checkpoint.root()));
        if root != *checkpoint.root() {
            two(found, other, &format!("two roots of the log {origin} with {size} entries"), findings);
            continue;
        }
        let Some(entry) = digest(found.evidence) else { continue };
        let told = subtrees(found.proof.index, size, &merkle::leaf(&entry), &found.proof.path).unwrap_or_default();
        for (subtree, hash) in told {
            let (other, before) = *known.entry((origin, subtree)).or_insert((found.file, hash));
            if before != hash {
                let (first, last) = (subtree.first, subtree.first + (subtree.entries - 1));
                two(found, other, &format!("entries {first} to {last} of the log {origin} in two versions"), findings);
                break;
            }
        }
    }
}

fn two(found: &Logged<'_>, other: &str, what: &str, findings: &mut Findings) {
    let sentence =
        format!("It and {other} show {what}: the log was rewritten, or shown differently to different people.");
    findings.add(Reason::SplitView, found.file, TREE, sentence);
}
