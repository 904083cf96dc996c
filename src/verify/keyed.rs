//! Decisions that the addressee's own key signed (mark K): the assertion over the acknowledgement, under the key of the
//! enrolment that the evidence names. The service can neither make such a signature nor enrol a key in the past: what it
//! invents is first seen when it invents it, and is missing in the addressee's own list of keys.

use std::time::Duration;

use serde::Serialize;

use crate::bundle::{File, Numbered, OpenBundle};
use crate::erds::content::Sha256;
use crate::erds::enrolment::{Enrolment, KeyUse};
use crate::erds::evidence::{Details, Statement};
use crate::erds::moment::Moment;
use crate::format::assertion;
use crate::seal::webauthn::{self, Assertion, AuthenticatorData};

use super::chain::Entry;
use super::facts::{Enrolled, chain_of};
use super::logged::{Logged, Proofs};
use super::times::{self, By};
use super::trust::Required;
use super::verdict::{Findings, Reason};

const CLAUSE: &str = "urn:recepis:evidence:v1, key";
const ASSERTION: &str = "WebAuthn Level 2 §7.2";
const PROOF: &str = "C2SP tlog-proof";
const DAY: u64 = 86_400;
/// For how long an enrolment may wait for the log: until the full hour, and as long again.
const HELD: Duration = Duration::from_hours(2);

/// The addressee's own key behind a decision, as far as the bundle shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyShown {
    /// The enrolment's file.
    pub file: String,
    /// SHA-256 of the public key (COSE_Key): by this the addressee finds it in their own list.
    pub fingerprint: Sha256,
    /// By which algorithm it signs.
    pub algorithm: &'static str,
    /// The site on which it was made; it may be used on others of the same domain.
    pub origin: String,
    /// When it was enrolled, as the service states.
    pub enrolled: Moment,
    /// How whoever enrolled it proved who they are.
    pub enrolled_with: &'static str,
    /// The time proven for the enrolment; `null` without one.
    pub first_seen: Option<Moment>,
    /// Who vouches for that time.
    pub first_seen_by: Option<By>,
    /// Whole days from then to the submission; `null` where the key is not shown to be older than the submission.
    pub days_before_submission: Option<u64>,
    /// Whether it was enrolled under the same proof of identity as the decision.
    pub same_visit: bool,
    /// How often the authenticator says it was used; 0 where it does not count. Never judged.
    pub counter: u32,
    /// Whether the authenticator says that the key may be copied to other devices of its owner. Never judged.
    pub backup_eligible: bool,
    /// Whether it says that it was. Never judged.
    pub backed_up: bool,
}

/// What is shown of the key of each decision that names one, by the evidence's file.
#[derive(Debug, Default)]
pub struct Keys(Vec<(String, Option<KeyShown>)>);

/// What is shown of one decision's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Its evidence names none.
    NoKey,
    /// Its evidence names one, and what that key signed is not here or does not hold.
    Nothing,
    /// The key, whose signature holds.
    Key(&'a KeyShown),
}

#[cfg(test)]
impl Keys {
    /// A key behind the decision in this file, as if all of it had been checked.
    pub(super) fn of_one(file: &str, with: crate::erds::party::Method, enrolled: Moment) -> Self {
        let shown = KeyShown {
            file: file.to_owned(),
            fingerprint: Sha256([7; 32]),
            algorithm: "ES256",
            origin: "https://post.example".to_owned(),
            enrolled,
            enrolled_with: with.name(),
            first_seen: None,
            first_seen_by: None,
            days_before_submission: None,
            same_visit: false,
            counter: 0,
            backup_eligible: false,
            backed_up: false,
        };
        Self(vec![(file.to_owned(), Some(shown))])
    }
}

impl Keys {
    /// The key of the decision in this file.
    pub fn of(&self, file: &str) -> Shown<'_> {
        match self.0.iter().find(|(named, _)| named == file) {
            None => Shown::NoKey,
            Some((_, None)) => Shown::Nothing,
            Some((_, Some(key))) => Shown::Key(key),
        }
    }
}

/// What the keys are held against.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The bundle.
    pub bundle: &'a OpenBundle,
    /// Its enrolments.
    pub enrolled: &'a [Enrolled<'a>],
    /// That they are in a log.
    pub entered: &'a [Logged<'a>],
    /// That the chain is.
    pub logged: &'a [Logged<'a>],
    /// Whether the time-stamps are the service's own.
    pub own_time: bool,
}

/// Whether an enrolment of this time may still wait for the log when the last event of the chain was at that time.
pub fn may_wait(enrolled: Moment, last: Moment) -> bool {
    last < enrolled.plus(HELD)
}

/// Judges the log proofs of the enrolments; `last` is when the last event of the chain was. What concerns the addressee alone
/// waits for the full hour before the log shows it, so of a younger enrolment no proof is asked.
pub fn proofs<'b>(
    bundle: &'b OpenBundle,
    enrolled: &[Enrolled<'b>],
    asked: Required,
    last: Option<Moment>,
    proofs: &mut Proofs<'_>,
    findings: &mut Findings,
) -> Vec<Logged<'b>> {
    let mut entered = Vec::new();
    for one in enrolled {
        let packed = bundle.enrolment_proofs.iter().find(|proof| proof.number == one.number);
        let found = packed.and_then(|packed| proofs.one(&packed.file, one.file, one.number, findings));
        let waits = found.is_none() && last.is_some_and(|last| may_wait(one.statement.time, last));
        let asked = if waits { Required::default() } else { asked };
        let lacking = [
            (found.is_none(), asked.log, Reason::NotLogged, "No proof shows that it is in a transparency log"),
            (
                !found.as_ref().is_some_and(|found| found.quorum),
                asked.witness,
                Reason::NotWitnessed,
                "Its entry in the log is not cosigned by enough witnesses that you trust",
            ),
            (
                !found.as_ref().is_some_and(|found| found.post_quantum),
                asked.post_quantum,
                Reason::NotPostQuantum,
                "Its entry in the log is under no post-quantum signature (ML-DSA-44) of a key that you trust",
            ),
        ];
        for (_, _, reason, sentence) in lacking.into_iter().filter(|(lacks, asked, ..)| *lacks && *asked) {
            findings.add(reason, &one.file.name, PROOF, format!("{sentence}."));
        }
        if found.is_none() && !asked.log {
            findings.note(&one.file.name, PROOF, "No proof shows that this enrolment is in a transparency log.");
        }
        entered.extend(found);
    }
    entered
}

/// Checks each decision that names a key of the addressee's own.
pub fn check(links: &[Entry<'_>], beside: Beside<'_>, findings: &mut Findings) -> Keys {
    let mut keys = Keys::default();
    let named = links.iter().filter_map(|entry| Some((entry, key_use(entry.statement)?)));
    let submission = links.first();
    for (entry, used) in named.clone() {
        let shown = one(entry, submission, used, beside, findings);
        keys.0.push((entry.file.to_owned(), shown));
    }
    let mut spare = |file: &File, is_named: bool| {
        if !is_named {
            findings.note(&file.name, CLAUSE, "No evidence names this file.");
        }
    };
    for Numbered { file, .. } in &beside.bundle.assertions {
        spare(file, named.clone().any(|(_, used)| used.assertion == file.digest));
    }
    for one in beside.enrolled {
        spare(one.file, named.clone().any(|(_, used)| used.enrolment == one.digest));
    }
    keys
}

/// The key that a decision's evidence names.
pub fn key_use(statement: &Statement) -> Option<&KeyUse> {
    match &statement.details {
        Details::Decision(decision) => decision.key.as_ref(),
        _ => None,
    }
}

fn one(
    entry: &Entry<'_>,
    submission: Option<&Entry<'_>>,
    used: &KeyUse,
    beside: Beside<'_>,
    findings: &mut Findings,
) -> Option<KeyShown> {
    let sequence = entry.statement.chain.link.sequence();
    let assertions = &beside.bundle.assertions;
    let asserted = assertions.iter().map(|packed| &packed.file).find(|file| file.digest == used.assertion);
    if asserted.is_none() {
        let instead = assertions.iter().find(|packed| Some(packed.number) == sequence);
        let instead = instead.map(|packed| packed.file.name.as_str());
        findings.lacks("answer of the addressee's key", used.assertion, entry.file, instead, CLAUSE);
    }
    let enrolled = beside.enrolled.iter().find(|enrolled| enrolled.digest == used.enrolment);
    if enrolled.is_none() {
        let instead = beside.enrolled.iter().find(|enrolled| Some(enrolled.number) == sequence);
        let instead = instead.map(|found| found.file.name.as_str());
        findings.lacks("enrolment of the addressee's key", used.enrolment, entry.file, instead, CLAUSE);
    }
    let (asserted, enrolled) = (asserted?, enrolled?);
    let mut holds = true;
    for (what, fits) in fits(entry.statement, &enrolled.statement) {
        if !fits {
            findings.add(Reason::KeyDiffers, &enrolled.file.name, CLAUSE, format!("It {what} than {}.", entry.file));
            holds = false;
        }
    }
    let said = signed(entry, asserted, enrolled, beside.bundle, findings)?;
    holds.then(|| {
        let shown = shown(entry.statement, submission, enrolled, said, beside);
        findings.note(&asserted.name, ASSERTION, reported(&shown));
        shown
    })
}

/// What must agree between a decision and the enrolment of the key that signed it.
fn fits(statement: &Statement, enrolment: &Enrolment) -> [(&'static str, bool); 4] {
    let key = &enrolment.key;
    [
        ("enrols the key of another address", enrolment.addressee.normalised() == statement.addressee.normalised()),
        ("was issued by another service", enrolment.issuer == statement.issuer),
        ("states an enrolment that is later", enrolment.time <= statement.time),
        ("binds the key to another site", webauthn::belongs(&key.origin, &key.rp_id)),
    ]
}

/// What the authenticator said of itself, where its signature holds over the acknowledgement.
fn signed(
    entry: &Entry<'_>,
    asserted: &File,
    enrolled: &Enrolled<'_>,
    bundle: &OpenBundle,
    findings: &mut Findings,
) -> Option<[u32; 3]> {
    let Details::Decision(decision) = &entry.statement.details else { return None };
    // Where it is not there, that was said.
    let documents = bundle.acknowledgements.iter().map(|packed| &packed.file);
    let document = documents.into_iter().find(|file| file.digest == decision.acknowledgement)?;
    let read = match assertion::read(&asserted.octets) {
        Ok(read) => read,
        Err(wrong) => {
            let sentence = format!("It cannot be read: {}.", chain_of(&wrong));
            findings.add(Reason::FormatFailure, &asserted.name, CLAUSE, sentence);
            return None;
        }
    };
    let answer = Assertion {
        credential: &read.credential,
        client_data: &read.client_data,
        authenticator_data: &read.authenticator_data,
        signature: &read.signature,
    };
    match webauthn::check(&answer, &enrolled.statement.key, &document.octets) {
        Ok(said) => Some(facts(&said)),
        Err(wrong) => {
            let sentence = format!("It is no signature of the addressee's key over {}: {wrong}.", document.name);
            findings.add(Reason::KeyDiffers, &asserted.name, ASSERTION, sentence);
            None
        }
    }
}

fn facts(said: &AuthenticatorData<'_>) -> [u32; 3] {
    [said.counter, u32::from(said.backup_eligible()), u32::from(said.backed_up())]
}

fn shown(
    statement: &Statement,
    submission: Option<&Entry<'_>>,
    enrolled: &Enrolled<'_>,
    [counter, eligible, backed_up]: [u32; 3],
    beside: Beside<'_>,
) -> KeyShown {
    let Enrolment { key, authentication, time, .. } = &enrolled.statement;
    let entered = beside.entered.iter().find(|entered| entered.evidence == enrolled.file.name);
    let seen = times::proven(enrolled.proven, entered.and_then(|entered| entered.cosigned), beside.own_time);
    // In one log the order of entries counts, too: a time-stamp can be the service's own.
    let first = beside.logged.iter().find(|logged| Some(logged.evidence) == submission.map(|entry| entry.file));
    let behind = first.is_some_and(|first| {
        let origin = |logged: &Logged<'_>| logged.proof.checkpoint.checkpoint().origin().to_owned();
        let after = |entered: &Logged<'_>| origin(entered) == origin(first) && entered.proof.index > first.proof.index;
        entered.is_none_or(after)
    });
    let earlier = seen.filter(|seen| seen.time.plus(seen.accuracy) <= statement.submitted && !behind);
    KeyShown {
        file: enrolled.file.name.clone(),
        fingerprint: Sha256(crate::crypto::sha256(&key.cose)),
        algorithm: key.algorithm.name(),
        origin: key.origin.clone(),
        enrolled: *time,
        enrolled_with: authentication.method.name(),
        first_seen: seen.map(|seen| seen.time),
        first_seen_by: seen.map(|seen| seen.by),
        days_before_submission: earlier.map(|seen| statement.submitted.since(seen.time).as_secs() / DAY),
        same_visit: statement.authentication.as_ref() == Some(authentication),
        counter,
        backup_eligible: eligible != 0,
        backed_up: backed_up != 0,
    }
}

/// What the authenticator says of itself and nobody judges.
fn reported(shown: &KeyShown) -> String {
    let copies = match (shown.backup_eligible, shown.backed_up) {
        (false, _) => "the key stays on one device",
        (true, false) => "the key may be copied to other devices of its owner, and was not",
        (true, true) => "the key was copied, and may be on several devices of its owner",
    };
    format!("By the authenticator's own word {copies}; its counter says {}.", shown.counter)
}

/// Who vouches for a decision that this key signed, in words.
pub(super) fn words(shown: &KeyShown, own_time: bool) -> String {
    let with = shown.enrolled_with;
    let seen = match (shown.first_seen, shown.first_seen_by) {
        (None, _) => return format!("{ONE_DEVICE} Nothing proves when it was first seen; enrolled with {with}."),
        (Some(seen), Some(By::TimeStamp)) if own_time => format!("{seen}, by the service's own word"),
        (Some(seen), _) => seen.to_string(),
    };
    let Some(days) = shown.days_before_submission else {
        let when = if shown.same_visit { "at the same visit as the decision" } else { "not before the submission" };
        return format!("{ONE_DEVICE} Key first seen {seen}, {when}, enrolled with {with}.");
    };
    let before = match days {
        0 => "less than a day".to_owned(),
        1 => "1 day".to_owned(),
        more => format!("{more} days"),
    };
    format!(
        "The service, and also the addressee's own key (mark K), which signed the text of the decision. Key first seen {seen}, \
         {before} before the submission, enrolled with {with}."
    )
}

const ONE_DEVICE: &str = "The service, and also a key (mark K), which signed the text of the decision. It shows that one device made \
                          this decision, not whose.";
