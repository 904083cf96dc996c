//! What comes out: the verdict, the four answers, the evidence in its order, what is not proven, the findings. As JSON its
//! names are stable (proto/report.schema.json); as text it is for a clerk. Times are RFC 3339 in UTC.

pub(super) mod text;
pub(super) mod words;

use serde::Serialize;

use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;

use super::answers::Answers;
use super::disputed::Dispute;
use super::exhibit::Basis;
use super::extracts::Redacted;
use super::foreign::Foreign;
use super::lists::{self, Lists, Qualified, Signer};
use super::notice::Notice;
use super::printed::Printed;
use super::program::Program;
use super::promised::Promised;
use super::times::By;
use super::unproven::Unproven;
use super::verdict::{Finding, Indication, Reason};

/// The version of this form of report.
pub const VERSION: &str = "recepis report v1";

/// A bundle, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The version of this form.
    pub v: &'static str,
    /// TOTAL-PASSED, INDETERMINATE or TOTAL-FAILED.
    pub verdict: Indication,
    /// Why, where it is not TOTAL-PASSED: the reason of the first finding that decided.
    pub reason: Option<Reason>,
    /// The verdict in one sentence.
    pub sentence: String,
    /// The moment for which it was judged.
    pub at: Moment,
    /// Up to when the bundle shows what was recorded; later evidence may exist.
    pub recorded_up_to: Option<Moment>,
    /// What the evidence is about; `null` where none could be read.
    pub about: Option<About>,
    /// The four answers; `null` where the bundle failed. A broken promise takes none of them away.
    pub answers: Option<Answers>,
    /// The last deadline that a notice printed, exclusive.
    pub deadline: Option<Moment>,
    /// Every evidence that could be read, in the order of the chain.
    pub evidence: Vec<Evidence>,
    /// Whether the message is here.
    pub content: Content,
    /// The topmost certificates of the signatures and time-stamps, to compare with what the service publishes.
    pub roots: Vec<Root>,
    /// The keys under the checkpoints of the transparency log, to compare with what log and witnesses publish.
    pub log_keys: Vec<LogKey>,
    /// What the log promised with the first receipt, and whether it was kept.
    pub promise: Option<Promised>,
    /// What program ran, by the service's own statement in the log; `null` where none is in the bundle.
    pub program: Option<Program>,
    /// What the bundle does not prove.
    pub not_proven: Vec<String>,
    /// Files that were said to be attached, against the message; left out where none was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dispute: Option<Dispute>,
    /// What another service made, where that was judged instead of a bundle; left out of reports on bundles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Foreign>,
    /// A notice as it arrived, where one was given; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// The PDF that the bundle was attached to, where one was given; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// What a redacted bundle shows; left out of reports on whole ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redacted: Option<Redacted>,
    /// What became of the trusted lists that were given; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<lists::Shown>,
    /// What they say about who signed; left out where none was given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub qualified: Vec<Qualified>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// What it rests on, for whoever says it in other words.
    #[serde(skip)]
    pub basis: Basis,
}

/// What all evidence of a bundle is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// The delivery.
    pub delivery: DeliveryId,
    /// The legal name of the service that states.
    pub service: String,
    /// Its domain.
    pub service_domain: String,
    /// The sender's address.
    pub sender: Address,
    /// What the sender calls itself.
    pub sender_name: Option<String>,
    /// The addressee, as the sender wrote the address.
    pub addressee: Address,
    /// When the message was handed in.
    pub submitted: Moment,
    /// SHA-256 over the message's octets.
    pub message_digest: Sha256,
    /// Their number.
    pub message_size: u64,
    /// The `Message-ID` that the sender's program gave it.
    pub message_id: Option<String>,
}

/// One evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Its number in the chain; `null` for an export statement.
    pub sequence: Option<u32>,
    /// Its identifier (G01).
    pub id: EvidenceId,
    /// The event's URI (G03).
    pub event: String,
    /// The event's code and name.
    pub event_name: String,
    /// When, as the service states (G05).
    pub event_time: Moment,
    /// The time that somebody proves; `null` without one.
    pub proven_time: Option<Moment>,
    /// Who does.
    pub proven_by: Option<By>,
    /// Where it is in the transparency log, as far as its proof holds.
    pub log: Option<InLog>,
    /// The file in the bundle.
    pub file: String,
    /// SHA-256 over that file's octets.
    pub digest: Sha256,
    /// SHA-256 over the statement's canonical bytes, which the chain is made of.
    pub statement_digest: Sha256,
    /// What the service states, in words.
    pub service_states: String,
    /// What the addressee stated, in words, where it rests on something they did.
    pub addressee_stated: Option<String>,
}

/// Whether the message itself is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// `message.eml` is inside and is the one that the evidence names.
    Inside,
    /// `message.eml` is inside and is another.
    Differs,
    /// The content is not in this bundle.
    NotInside,
    /// The file given is the one that the evidence names.
    Given,
    /// The file given is not this message.
    GivenDiffers,
    /// The file given cannot be compared: the message's digest was left out.
    GivenUnknown,
}

/// The topmost certificate of a signature or time-stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Root {
    /// `seal` or `tsa`.
    pub signs: &'static str,
    /// The name in the certificate.
    pub name: String,
    /// SHA-256 over the certificate, hexadecimal in groups of four.
    pub fingerprint: String,
    /// Whether it is among the certificates that the caller trusts.
    pub trusted: bool,
}

/// What the proof of the transparency log shows of one evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InLog {
    /// The proof's file in the bundle.
    pub file: String,
    /// The log's name for itself.
    pub origin: String,
    /// The entry's number in the log, from 0.
    pub index: u64,
    /// Entries in the log under the checkpoint of the proof.
    pub size: u64,
    /// Their root, base64.
    pub root: String,
    /// Whether a key of the log that the caller trusts signed that checkpoint.
    pub signed: bool,
    /// Whether such a key did with ML-DSA-44.
    pub post_quantum: bool,
    /// When, by the log's own word in that signature.
    pub signed_at: Option<Moment>,
    /// The witnesses that the caller trusts and that cosigned it.
    pub cosigned_by: Vec<String>,
    /// How many witnesses the caller trusts, by their names.
    pub witnesses: usize,
    /// Whether they are as many as the caller asks for.
    pub quorum: bool,
    /// When so many had.
    pub cosigned: Option<Moment>,
}

/// A key under a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogKey {
    /// `log` or `witness`.
    pub signs: &'static str,
    /// The key's name; of a log its origin.
    pub name: String,
    /// The key's id, eight hexadecimal digits.
    pub id: String,
    /// The algorithm; `null` where nothing but the id is known.
    pub algorithm: Option<&'static str>,
    /// SHA-256 over the key's line, hexadecimal in groups of four.
    pub fingerprint: Option<String>,
    /// The key's line (C2SP signed-note, verifier key).
    pub vkey: Option<String>,
    /// Whether it is among the keys that the caller trusts.
    pub trusted: bool,
}

impl Report {
    /// Compares a message given beside the bundle with the digest that the evidence names. The verdict stays.
    pub fn compare_message(&mut self, digest: &Sha256) {
        if let Some(redacted) = &self.redacted {
            self.content = match redacted.is_message(digest) {
                Some(true) => Content::Given,
                Some(false) => Content::GivenDiffers,
                None => Content::GivenUnknown,
            };
            return;
        }
        let same = self.about.as_ref().is_some_and(|about| about.message_digest == *digest);
        self.content = if same { Content::Given } else { Content::GivenDiffers };
    }

    /// Says what trusted lists say about who signed; nothing about what failed. The verdict stays.
    pub fn tell_qualified(&mut self, lists: &Lists, signers: &[Signer], pool: &[Vec<u8>]) {
        self.lists = lists.shown().to_vec();
        if self.lists.iter().any(|list| list.relied_on) {
            self.not_proven.retain(|line| *line != Unproven::List.sentence());
            self.basis.unproven.retain(|one| *one != Unproven::List);
        }
        if self.verdict != Indication::TotalFailed {
            self.qualified = lists.answers(signers, pool);
        }
    }

    /// The exit code of the commands that verify: 0 passed, 1 failed or not this message or attachment, 2 indeterminate or not comparable.
    pub fn exit_code(&self) -> u8 {
        if self.dispute.as_ref().is_some_and(|dispute| dispute.files.iter().any(|file| file.is.is_empty())) {
            return 1;
        }
        match (self.verdict, self.content) {
            (_, Content::GivenDiffers) | (Indication::TotalFailed, _) => 1,
            (Indication::Indeterminate, _) | (_, Content::GivenUnknown) => 2,
            (Indication::TotalPassed, _) => 0,
        }
    }

    /// The report for programs: one JSON object, ending in a line feed.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// The report for people, in English.
    pub fn to_text(&self) -> String {
        text::render(self)
    }
}
