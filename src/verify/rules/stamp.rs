//! The time-stamp of one signature: what it proves, and whether it holds up to the moment at which something else proves that it existed
//! (EN 319 102-1 §5.4, §5.6.2).

use crate::crypto::Digest;
use crate::erds::moment::Moment;
use crate::seal::tsp;
use crate::seal::x509::{Certificate, Path, Purpose, path};

use super::super::existence::EXISTENCE;
use super::super::facts::chain_of;
use super::super::suitable::{self, ALGORITHM};
use super::super::verdict::{Findings, Reason};
use super::{ACCURACY, Judge, Proven, STAMP, reason};

impl Judge {
    /// Judges a time-stamp token over something with this digest; `None` where it proves nothing.
    pub fn stamp(&mut self, file: &str, token: &[u8], imprint: &[u8; 32], findings: &mut Findings) -> Option<Proven> {
        let facts = match tsp::check(token, imprint) {
            Ok(facts) => facts,
            Err(error) => {
                let sentence = format!("Its time-stamp does not hold: {}.", chain_of(&error));
                let reason = match error {
                    tsp::Error::Imprint => Reason::HashFailure,
                    tsp::Error::Signature(_) => Reason::SigCryptoFailure,
                    _ => Reason::FormatFailure,
                };
                findings.add(reason, file, "RFC 3161 §2.4.2", sentence);
                return None;
            }
        };
        let proven = Proven { time: facts.time, accuracy: facts.accuracy.unwrap_or(ACCURACY) };
        if proven.time > self.at.plus(proven.accuracy) {
            let sentence = format!("The time-stamp's time {} lies after the moment judged for.", proven.time);
            findings.add(Reason::TimestampOrderFailure, file, STAMP, sentence);
        }
        if let Some(since) = self.existence.of(file)
            && since.time < proven.time.minus(proven.accuracy)
        {
            let sentence = format!(
                "The time-stamp's time is {}, and it existed already at {}, by {}.",
                proven.time, since.time, since.by
            );
            findings.add(Reason::TimestampOrderFailure, file, EXISTENCE, sentence);
        }
        let Ok(leaf) = Certificate::parse(&facts.signer) else {
            findings.add(Reason::FormatFailure, file, STAMP, "The certificate of the time-stamp cannot be read.");
            return None;
        };
        let control = self.existence.control(file, self.at);
        if let Some((reason, sentence)) = suitable::token(&self.suitability, &facts, &leaf, Digest::Sha256, control) {
            findings.add(reason, file, ALGORITHM, format!("Its time-stamp {sentence}."));
        }
        let pool = self.pool_with(&facts.certificates);
        self.root("tsa", &leaf, &pool);
        match path(&leaf, &pool, &self.tsa, self.revocations(), proven.time, Purpose::TimeStamping) {
            Ok(found) => {
                self.known("time-stamps", &found, proven.time, findings);
                self.still_valid(file, &found, control, findings);
                self.suited("time-stamp", file, &found, findings);
            }
            Err(error) => {
                let sentence = format!("The time-stamp's certificate: {error}.");
                findings.add(reason(&error, Some(proven.time)), file, STAMP, sentence);
            }
        }
        Some(proven)
    }

    /// A time-stamp has nothing older to lean on: its certificate must hold up to `control`, when something else proves that the time-stamp
    /// existed, or else the moment judged for.
    fn still_valid(&mut self, file: &str, found: &Path, control: Moment, findings: &mut Findings) {
        let Some(leaf) = found.certificates.first() else { return };
        let (until, revoked) = (leaf.not_after(), found.revoked_later);
        let covered = match self.existence.of(file) {
            Some(since) => {
                format!("that the time-stamp existed is proven from {} on only, by {}", since.time, since.by)
            }
            None => "no later time-stamp renews it".to_owned(),
        };
        if until < control {
            let sentence = format!("The time-stamp's certificate was valid until {until}, and {covered}.");
            findings.add(Reason::OutOfBoundsNoPoe, file, STAMP, sentence);
        }
        if let Some(since) = revoked.filter(|since| *since <= control) {
            let sentence = format!("The time-stamp's certificate is revoked since {since}, and {covered}.");
            findings.add(Reason::RevokedNoPoe, file, STAMP, sentence);
        }
        let held = until >= control && revoked.is_none_or(|since| since > control);
        if held && (until < self.at || revoked.is_some_and(|since| since <= self.at)) {
            self.renewed(file, until, findings);
        }
    }

    /// Says once of each proof that older time-stamps rest on it.
    fn renewed(&mut self, file: &str, until: Moment, findings: &mut Findings) {
        let Some(since) = self.existence.of(file).filter(|since| !self.leaned.contains(&since.by)) else { return };
        let sentence = format!(
            "The time-stamp's certificate was valid until {until}; that the time-stamp existed is proven from {} on, by {}.",
            since.time, since.by
        );
        findings.note(file, EXISTENCE, sentence);
        self.leaned.push(since.by.clone());
    }
}
