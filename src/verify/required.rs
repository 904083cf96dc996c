//! What is asked of a bundle about the transparency log (`--require`), evidence by evidence. What is missing and was not
//! asked for is only said, once for all the evidence that lacks it.

use super::chain::Entry;
use super::logged::Logged;
use super::trust::Required;
use super::verdict::{Findings, Reason};

const PROOF: &str = "C2SP tlog-proof";

/// Holds what the proofs show against what is asked.
pub fn check<'a>(links: &[Entry<'a>], logged: &[Logged<'_>], asked: Required, findings: &mut Findings) {
    let numbered = |entry: &Entry<'a>| Some((entry.file, entry.statement.chain.link.sequence()?));
    let files: Vec<_> = links.iter().filter_map(numbered).collect();
    check_files(&files, logged, asked, findings);
}

/// The same for files with their numbers.
pub fn check_files(files: &[(&str, u32)], logged: &[Logged<'_>], asked: Required, findings: &mut Findings) {
    if logged.is_empty() && asked == Required::default() {
        findings.note("", PROOF, "No proof in this bundle shows that its evidence is in a transparency log.");
        return;
    }
    let is = |(file, _): &(&str, u32), holds: fn(&Logged<'_>) -> bool| {
        logged.iter().any(|found| found.evidence == *file && holds(found))
    };
    let (mut unlogged, mut unsigned, mut unwitnessed, mut unquantum) = (vec![], vec![], vec![], vec![]);
    for entry in files {
        // Of evidence without a proof nothing else is said, unless the rest is asked for.
        let there = is(entry, |_| true);
        if !there {
            unlogged.push(entry);
        }
        if there && !is(entry, |found| found.signed) {
            unsigned.push(entry);
        }
        if (there || asked.witness) && !is(entry, |found| found.quorum) {
            unwitnessed.push(entry);
        }
        if (there || asked.post_quantum) && !is(entry, |found| found.post_quantum) {
            unquantum.push(entry);
        }
    }
    let log = (asked.log, Reason::NotLogged);
    say(&unlogged, log, "No proof shows that it is in a transparency log", findings);
    say(&unsigned, log, "No key of the log that you trust signed the checkpoint of its proof", findings);
    let witness = (asked.witness, Reason::NotWitnessed);
    say(&unwitnessed, witness, "Its entry in the log is not cosigned by enough witnesses that you trust", findings);
    let quantum = (asked.post_quantum, Reason::NotPostQuantum);
    let sentence = "Its entry in the log is under no post-quantum signature (ML-DSA-44) of a key that you trust";
    say(&unquantum, quantum, sentence, findings);
}

fn say(lacking: &[&(&str, u32)], (asked, reason): (bool, Reason), sentence: &str, findings: &mut Findings) {
    if asked {
        for (file, _) in lacking {
            findings.add(reason, file, PROOF, format!("{sentence}."));
        }
    } else if !lacking.is_empty() {
        let numbers: Vec<String> = lacking.iter().map(|(_, number)| number.to_string()).collect();
        findings.note("", PROOF, format!("{sentence} (evidence {}).", numbers.join(", ")));
    }
}
