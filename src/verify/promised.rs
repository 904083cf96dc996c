//! The promise of the first receipt: "the evidence of submission is in the log by T". Held against a report on the bundle, or
//! alone: past T whoever made it owes the proof, and without one it is broken.
//!
//! A promise in the bundle is told. One that the caller gives is judged: it may worsen the verdict, and takes no answer away,
//! because a log that was late makes no evidence false.

use std::time::Duration;

use serde::Serialize;

use crate::bundle::File;
use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::tlog::own::{self, Signed};
use crate::tlog::promise::Promise;

use super::facts::chain_of;
use super::report::text::span;
use super::report::{Evidence, InLog, Report};
use super::times::COSIGNATURE;
use super::trust::{LogAnchors, TrustAnchors};
use super::verdict::{Findings, Indication, Reason};

const PROMISE: &str = "docs/verdicts.md, promises";

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Its time is past and no proof is at hand, or the proof says later.
    Broken,
    /// The proof says no later.
    Kept,
    /// It is about something else than the bundle.
    Other,
    /// Its time is not past, and no proof is at hand.
    Running,
    /// It cannot be told.
    Unclear,
}

/// Who tells since when an entry is in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Teller {
    /// The log itself, in its ML-DSA-44 signature.
    Log,
    /// Enough witnesses.
    Witnesses,
}

/// A promise and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Promised {
    /// Its file in the bundle; `null` where it was given beside it.
    pub file: Option<String>,
    /// The log that promised.
    pub origin: String,
    /// Of which delivery.
    pub delivery: DeliveryId,
    /// SHA-256 over the canonical bytes of the promised statement.
    pub statement: Sha256,
    /// By when its evidence is in the log.
    pub logged_by: Moment,
    /// Whether a key of the log that the caller trusts signed it.
    pub signed: bool,
    /// What became of it.
    pub outcome: Outcome,
    /// Since when, at the latest, the evidence is in the log.
    pub logged_at: Option<Moment>,
    /// Who tells that.
    pub told_by: Option<Teller>,
    /// All this in one sentence.
    pub words: String,
}

/// What a promise comes to, before it is told.
struct Weighed {
    outcome: Outcome,
    reason: Option<Reason>,
    since: Option<(Moment, Teller)>,
    words: String,
}

impl Weighed {
    fn new(outcome: Outcome, reason: impl Into<Option<Reason>>, words: String) -> Self {
        Self { outcome, reason: reason.into(), since: None, words }
    }
}

impl Report {
    /// Tells of the promise in the bundle. What disagrees with the bundle fails it; that it was broken is only said.
    pub(super) fn tell_promise(&mut self, file: &File, anchors: &TrustAnchors) {
        let mut findings = Findings::default();
        if let Some((mut promised, reason)) = self.weigh(&file.octets, &file.name, &anchors.log, &mut findings) {
            let sentence = promised.words.clone();
            match reason {
                Some(reason @ (Reason::PromiseOtherDelivery | Reason::PromiseOtherStatement)) => {
                    findings.add(reason, &file.name, PROMISE, sentence);
                }
                Some(_) => findings.note(&file.name, PROMISE, sentence),
                None => {}
            }
            promised.file = Some(file.name.clone());
            self.promise = Some(promised);
        }
        self.worsen(findings);
        if self.verdict == Indication::TotalFailed {
            self.answers = None;
        }
    }

    /// Judges a promise that the caller gives, beside a bundle or alone.
    pub fn judge_promise(&mut self, octets: &[u8], anchors: &TrustAnchors) {
        let mut findings = Findings::default();
        if let Some((promised, reason)) = self.weigh(octets, "", &anchors.log, &mut findings) {
            let by_itself = promised.told_by == Some(Teller::Log) && promised.outcome == Outcome::Kept;
            let reason = reason.or((by_itself && anchors.log.required.witness).then_some(Reason::PromiseUnproven));
            match reason {
                Some(reason) => findings.add(reason, "", PROMISE, promised.words.clone()),
                None => findings.note("", PROMISE, promised.words.clone()),
            }
            self.promise = Some(promised);
        }
        self.worsen(findings);
    }

    /// Takes findings over; the verdict becomes theirs where it is worse.
    pub(super) fn worsen(&mut self, findings: Findings) {
        let (verdict, reason) = findings.verdict();
        if verdict > self.verdict {
            (self.verdict, self.reason) = (verdict, reason);
            let first = findings.all().iter().find(|finding| finding.reason == reason);
            self.sentence = first.map(|finding| finding.sentence.clone()).unwrap_or_default();
        }
        self.findings.extend(findings.into_sorted());
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.indication));
    }

    /// Reads the promise and holds it against this report; `None` where it is none, which is found.
    fn weigh(
        &self,
        octets: &[u8],
        file: &str,
        anchors: &LogAnchors,
        findings: &mut Findings,
    ) -> Option<(Promised, Option<Reason>)> {
        let read = Signed::<Promise>::read(octets).map_err(|error| (Reason::FormatFailure, error));
        let read = read.and_then(|read| match signed(&read, anchors) {
            Ok(signed) => Ok((read, signed)),
            Err(error) => Err((Reason::SigCryptoFailure, error)),
        });
        let (read, signed) = match read {
            Ok(read) => read,
            Err((reason, error)) => {
                findings.add(reason, file, PROMISE, format!("This is no promise of a log: {}.", chain_of(&error)));
                return None;
            }
        };
        let promise = read.said();
        let weighed = if signed { self.held_against(promise) } else { untrusted(promise) };
        let promised = Promised {
            file: None,
            origin: promise.origin.clone(),
            delivery: promise.delivery,
            statement: promise.statement,
            logged_by: promise.logged_by,
            signed,
            outcome: weighed.outcome,
            logged_at: weighed.since.map(|(time, _)| time),
            told_by: weighed.since.map(|(_, teller)| teller),
            words: weighed.words,
        };
        Some((promised, weighed.reason))
    }

    fn held_against(&self, promise: &Promise) -> Weighed {
        let shown = self.redacted.as_ref().map(|redacted| redacted.delivery);
        let Some(delivery) = self.about.as_ref().map(|about| about.delivery).or(shown) else {
            return without(promise, self.at);
        };
        if delivery != promise.delivery {
            let words = format!(
                "The promise is about delivery {}, and the bundle about {delivery}: they do not belong together.",
                promise.delivery
            );
            return Weighed::new(Outcome::Other, Reason::PromiseOtherDelivery, words);
        }
        if shown.is_some() {
            let words = "Whether the promise was kept cannot be told: the evidence that it is about was left out.";
            return Weighed::new(Outcome::Unclear, Reason::PromiseUnproven, words.to_owned());
        }
        let first = |line: &&Evidence| line.sequence == Some(1);
        let Some(first) = self.evidence.iter().find(first) else { return without(promise, self.at) };
        if first.statement_digest != promise.statement {
            let words = format!(
                "The log promised another statement than the one in {}: the service stated this delivery's beginning twice.",
                first.file
            );
            return Weighed::new(Outcome::Other, Reason::PromiseOtherStatement, words);
        }
        match first.log.as_ref().filter(|log| log.signed && log.origin == promise.origin) {
            Some(log) => with(promise, log, self.at),
            None => without(promise, self.at),
        }
    }
}

/// Whether a trusted key of the log signed it.
fn signed(promise: &Signed<Promise>, anchors: &LogAnchors) -> Result<bool, own::Error> {
    let mut signed = false;
    for key in anchors.log_keys() {
        signed |= promise.signed_by(key)?;
    }
    Ok(signed)
}

fn untrusted(promise: &Promise) -> Weighed {
    let words = format!(
        "No key of the log {} that you trust signed this promise: whether the service made it is not shown.",
        promise.origin
    );
    Weighed::new(Outcome::Unclear, Reason::PromiseUntrusted, words)
}

/// No proof is at hand.
fn without(promise: &Promise, at: Moment) -> Weighed {
    let (origin, by) = (&promise.origin, promise.logged_by);
    if at > by {
        let words = format!(
            "The service broke its promise: the first evidence of delivery {} was to be in the log {origin} by {by}, and no \
             proof shows that it is.",
            promise.delivery
        );
        Weighed::new(Outcome::Broken, Reason::PromiseBroken, words)
    } else {
        let words = format!(
            "The promise runs until {by}: by then the first evidence of delivery {} is to be in the log {origin}.",
            promise.delivery
        );
        Weighed::new(Outcome::Running, Reason::PromiseRunning, words)
    }
}

/// A proof under a trusted key of the log is at hand.
fn with(promise: &Promise, log: &InLog, at: Moment) -> Weighed {
    let (origin, by) = (&promise.origin, promise.logged_by);
    let witnessed = log.cosigned.map(|time| (time, Teller::Witnesses));
    let own = log.signed_at.map(|time| (time, Teller::Log));
    let late = |(time, teller): (Moment, Teller)| {
        let accuracy = if teller == Teller::Witnesses { COSIGNATURE } else { Duration::ZERO };
        time > by.plus(accuracy)
    };
    let said = [witnessed, own].into_iter().flatten();
    let in_time = said.clone().find(|told| !late(*told));
    let entry = format!("entry {} of the log {origin}", log.index);
    if let Some((time, teller)) = in_time {
        let vouched = match teller {
            Teller::Witnesses => "as enough witnesses that you trust say",
            Teller::Log => "as the log itself says, and no witness that you trust by then",
        };
        let words = format!(
            "The service kept its promise, which was {by}: the first evidence is {entry} since {time}, {vouched}."
        );
        return Weighed { since: Some((time, teller)), ..Weighed::new(Outcome::Kept, None, words) };
    }
    if at <= by {
        let words = format!(
            "The service kept its promise, which was {by}: the first evidence is {entry}, at the moment judged for."
        );
        return Weighed::new(Outcome::Kept, None, words);
    }
    let Some((time, teller)) = said.min_by_key(|(time, _)| *time) else {
        let words =
            format!("The first evidence is {entry}, and nobody that you trust says since when: the promise was {by}.");
        return Weighed::new(Outcome::Unclear, Reason::PromiseUnproven, words);
    };
    let words = format!(
        "The service broke its promise: the first evidence was to be in the log {origin} by {by}, and its proof says {time}, \
         {} later. Only a proof against an earlier checkpoint would show otherwise.",
        span(time.since(by).as_secs())
    );
    Weighed { since: Some((time, teller)), ..Weighed::new(Outcome::Broken, Reason::PromiseBroken, words) }
}
