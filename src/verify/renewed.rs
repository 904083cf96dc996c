//! Evidence records (RFC 4998) in a bundle: whether each is over the files that its manifest names, whether its time-stamps cover each other
//! without a gap, and since when those files therefore exist. Each time-stamp is judged up to the time of the next, so that certificates which
//! expired since, and digests which became weak since, take nothing away.

use std::collections::BTreeMap;

use crate::bundle::{File, OpenBundle, Record};
use crate::crypto::Digest;
use crate::erds::moment::Moment;
use crate::seal::ers::{self, Broken, Link};
use crate::seal::tsp::{self, Facts};

use super::existence::{Existence, Since};
use super::facts::chain_of;
use super::rules::{Archived, Judge, proven};
use super::verdict::{Findings, Reason};

const FORM: &str = "RFC 4998 §3.1";
const FILES: &str = "RFC 4998 §4.3";
const LINKS: &str = "RFC 4998 §5.3";

/// Judges every record, and takes in since when files exist by those against which nothing speaks. What is known already may cover a record.
pub fn check(bundle: &OpenBundle, judge: &mut Judge, existence: &mut Existence, at: Moment, findings: &mut Findings) {
    let files: BTreeMap<&str, &File> = bundle.frozen().into_iter().map(|file| (file.name.as_str(), file)).collect();
    for record in &bundle.records {
        let covered = one(record, &files, judge, existence, at, findings);
        covered.into_iter().flatten().for_each(|(file, since)| existence.add(&file.name, since));
    }
}

fn one<'a>(
    record: &Record,
    files: &BTreeMap<&str, &'a File>,
    judge: &mut Judge,
    existence: &Existence,
    at: Moment,
    findings: &mut Findings,
) -> Option<Vec<(&'a File, Since)>> {
    let file = record.record.as_ref()?;
    let parsed = ers::Record::parse(&file.octets)
        .map_err(|error| {
            let sentence = format!("This evidence record is not taken: {}.", chain_of(&error));
            findings.add(Reason::FormatFailure, &file.name, FORM, sentence);
        })
        .ok()?;
    let first = parsed.chains.first().map(|chain| chain.digest);
    if record.content.files.iter().any(|protected| Some(protected.algorithm) != first) {
        let sentence = "Its digests are by another algorithm than the first archive time-stamp of the record.";
        findings.add(Reason::FormatFailure, &record.file.name, "EN 319 162-1 §4.4.3.2", sentence);
        return None;
    }
    // What is missing or differs was said when the bundle was opened.
    let named = || record.content.files.iter().map(|protected| protected.name.as_str());
    let covered: Vec<&File> = named().map(|name| files.get(name).copied()).collect::<Option<_>>()?;
    let octets: Vec<&[u8]> = covered.iter().map(|file| file.octets.as_slice()).collect();
    let links = ers::check(&parsed, &octets)
        .map_err(|broken| findings.add(Reason::HashFailure, &file.name, clause(&broken), words(&broken, &covered)))
        .ok()?;
    let stamps = stamps(&file.name, &links, findings)?;
    let mut good = ordered(&file.name, &stamps, findings);
    for (place, (facts, link)) in stamps.iter().zip(&links).enumerate() {
        let which = which(place, stamps.len());
        let next = stamps.get(place + 1).map(|next| next.time);
        let next = next.or_else(|| existence.of(&file.name).map(|since| since.time.min(at)));
        let stamp = Archived { file: &file.name, which: &which, facts, imprint: link.imprint.digest, next };
        good &= judge.archived(stamp, findings);
    }
    let (first, last) = (stamps.first()?, stamps.last()?);
    if !good || last.time > at {
        return None;
    }
    let time = first.time.plus(proven(first).accuracy);
    findings.note(&file.name, LINKS, told(covered.len(), time, &links, &stamps));
    let since = Since { time, by: format!("the evidence record {}", file.name) };
    // The manifest names one file of each content; another of the same octets existed with it.
    let same = files.values().filter(|file| octets.contains(&file.octets.as_slice()));
    Some(same.map(|file| (*file, since.clone())).collect())
}

/// What the tokens state, where each fits and is over what it must be over.
fn stamps(file: &str, links: &[Link<'_>], findings: &mut Findings) -> Option<Vec<Facts>> {
    let mut all = Vec::new();
    for (place, link) in links.iter().enumerate() {
        match tsp::check(link.token, &link.imprint) {
            Ok(facts) => all.push(facts),
            Err(error) => {
                let which = which(place, links.len());
                let (reason, sentence) = match error {
                    tsp::Error::Imprint if place == 0 => (
                        Reason::HashFailure,
                        "The evidence record is over other files: its time-stamp is not about these.".to_owned(),
                    ),
                    tsp::Error::Imprint => (
                        Reason::HashFailure,
                        format!("The chain is broken: {which} is not about what stands before it."),
                    ),
                    tsp::Error::Signature(_) => (
                        Reason::SigCryptoFailure,
                        format!("The signature of {which} does not hold: {}.", chain_of(&error)),
                    ),
                    _ => (Reason::FormatFailure, format!("{which} cannot be read: {}.", chain_of(&error))),
                };
                findings.add(reason, file, FILES, sentence);
                return None;
            }
        }
    }
    Some(all)
}

/// Each time-stamp is younger than the one that it covers.
fn ordered(file: &str, stamps: &[Facts], findings: &mut Findings) -> bool {
    let mut good = true;
    for (place, pair) in stamps.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        if after.time.plus(proven(after).accuracy) < before.time.minus(proven(before).accuracy) {
            let (before, after) = (which(place, stamps.len()), which(place + 1, stamps.len()));
            let sentence = format!("The time of {after} lies before that of {before}, which it covers.");
            findings.add(Reason::TimestampOrderFailure, file, LINKS, sentence);
            good = false;
        }
    }
    good
}

fn which(place: usize, of: usize) -> String {
    if of == 1 {
        "the record's time-stamp".to_owned()
    } else {
        format!("time-stamp {} of {of} in the record", place + 1)
    }
}

fn clause(broken: &Broken) -> &'static str {
    match broken {
        Broken::File { stamp: 1, .. } | Broken::Spare { stamp: 1 } => FILES,
        _ => LINKS,
    }
}

fn words(broken: &Broken, covered: &[&File]) -> String {
    match broken {
        Broken::File { file, stamp } => {
            let name = covered.get(*file).map_or("a file", |file| file.name.as_str());
            if *stamp == 1 {
                format!("The evidence record is over other files: {name} is not among them.")
            } else {
                format!(
                    "The chain is broken: when the files were read anew for time-stamp {stamp}, {name} was another."
                )
            }
        }
        Broken::Spare { stamp } => {
            format!("The evidence record is over other files: time-stamp {stamp} covers more than its manifest names.")
        }
        Broken::Link { stamp } => format!("The chain is broken: time-stamp {stamp} does not cover the one before it."),
        Broken::Unreadable { stamp } => {
            format!("The chain is broken: what stands before time-stamp {stamp} cannot be digested.")
        }
    }
}

fn told(files: usize, since: Moment, links: &[Link<'_>], stamps: &[Facts]) -> String {
    let mut digests: Vec<Digest> = Vec::new();
    for link in links {
        if !digests.contains(&link.imprint.digest) {
            digests.push(link.imprint.digest);
        }
    }
    let digests: Vec<&str> = digests.into_iter().map(Digest::name).collect();
    let renewed = match (stamps.len(), stamps.last()) {
        (0 | 1, _) | (_, None) => "not renewed since".to_owned(),
        (2, Some(last)) => format!("renewed at {}", last.time),
        (count, Some(last)) => format!("renewed {} times, last at {}", count - 1, last.time),
    };
    format!(
        "It proves that {files} files existed at {since}, octet for octet ({}); {renewed}.",
        digests.join(", then ")
    )
}
