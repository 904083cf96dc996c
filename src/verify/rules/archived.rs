//! One time-stamp of an evidence record, or one archive time-stamp: it must hold by itself up to the time of the next one, which covers it,
//! and the last one up to the moment judged for (RFC 4998 §5.3, EN 319 162-1 §A.7).

use crate::crypto::Digest;
use crate::erds::moment::Moment;
use crate::seal::tsp::Facts;
use crate::seal::x509::{Certificate, Crl, Purpose, Revocations, path};

use super::super::suitable::{self, ALGORITHM};
use super::super::verdict::{Findings, Reason};
use super::{ACCURACY, Judge, PATH, Proven, STAMP, reason};

/// A time-stamp of a record, with what comes after it.
#[derive(Clone, Copy, Debug)]
pub struct Archived<'a> {
    /// The record's file.
    pub file: &'a str,
    /// Which one it is, in words: "time-stamp 1 of 3".
    pub which: &'a str,
    /// What it states.
    pub facts: &'a Facts,
    /// The digest of its hash tree.
    pub imprint: Digest,
    /// The time of the next one.
    pub next: Option<Moment>,
}

/// The time that a token states.
pub fn proven(facts: &Facts) -> Proven {
    Proven { time: facts.time, accuracy: facts.accuracy.unwrap_or(ACCURACY) }
}

impl Judge {
    /// Judges the certificate of one time-stamp of a record; whether nothing speaks against it.
    pub fn archived(&mut self, stamp: Archived<'_>, findings: &mut Findings) -> bool {
        let Archived { file, which, facts, next, .. } = stamp;
        let mut found = Findings::default();
        let proven = proven(facts);
        if proven.time > self.at.plus(proven.accuracy) {
            let sentence = format!("The time of {which}, {}, lies after the moment judged for.", proven.time);
            found.add(Reason::TimestampOrderFailure, file, STAMP, sentence);
        }
        if let Ok(leaf) = Certificate::parse(&facts.signer) {
            self.holds(&leaf, stamp, next.unwrap_or(self.at), &mut found);
        } else {
            found.add(Reason::FormatFailure, file, STAMP, format!("The certificate of {which} cannot be read."));
        }
        let good = found.all().iter().all(|finding| finding.reason.is_none());
        findings.append(found);
        good
    }

    /// Judges it up to `control`.
    fn holds(&mut self, leaf: &Certificate, stamp: Archived<'_>, control: Moment, found: &mut Findings) {
        let Archived { file, which, facts, imprint, next } = stamp;
        let covered = match next {
            Some(next) => format!("the next time-stamp was made at {next} only"),
            None => "no later time-stamp renews it".to_owned(),
        };
        if let Some((reason, what)) = suitable::token(&self.suitability, facts, leaf, imprint, control) {
            found.add(reason, file, ALGORITHM, format!("One of its time-stamps, {which}, {what}, and {covered}."));
        }
        let pool = self.pool_with(&facts.certificates);
        self.root("tsa", leaf, &pool);
        let own: Vec<Crl> = facts.lists.iter().filter_map(|der| Crl::parse(der).ok()).collect();
        let lists: Vec<Crl> = self.crls.iter().chain(&own).cloned().collect();
        let revocations = Revocations { crls: &lists, responses: &self.responses };
        match path(leaf, &pool, &self.tsa, revocations, facts.time, Purpose::TimeStamping) {
            Ok(path) => {
                self.known("time-stamps", &path, facts.time, found);
                // No signature of the token covers them: one that nobody on the path made was put there, or spoilt.
                let stray = |list: &Crl| !path.certificates.iter().any(|authority| list.speaks_for(authority));
                if own.iter().any(stray) {
                    let sentence = format!("Beside {which} stands a revocation list of nobody on its path.");
                    found.add(Reason::FormatFailure, file, PATH, sentence);
                }
                let until = path.certificates.first().map_or(control, Certificate::not_after);
                let revocations = Revocations { crls: &lists, responses: &self.responses };
                if let Some((reason, what)) = suitable::path(&self.suitability, &path, revocations, control) {
                    found.add(reason, file, ALGORITHM, format!("Of {which}: {what}"));
                }
                if until < control {
                    let sentence = format!("The certificate of {which} was valid until {until}, and {covered}.");
                    found.add(Reason::OutOfBoundsNoPoe, file, STAMP, sentence);
                }
                if let Some(since) = path.revoked_later.filter(|since| *since <= control) {
                    let sentence = format!("The certificate of {which} is revoked since {since}, and {covered}.");
                    found.add(Reason::RevokedNoPoe, file, STAMP, sentence);
                }
            }
            Err(error) => {
                let sentence = format!("The certificate of {which}: {error}.");
                found.add(reason(&error, Some(facts.time)), file, STAMP, sentence);
            }
        }
    }
}
