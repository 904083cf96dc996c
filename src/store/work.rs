//! A unit of work is data: built without await, committed in one call, all of it or nothing.
//!
//! Every method only notes what is wanted. `Store::commit` encrypts it, puts it to the writer and answers when it is on
//! disk. Conditions stand in the unit itself: the version a decision was taken on, a one-use token, a first submission.

use std::time::Duration;

use super::abuse::AbuseReport;
use super::accounts::{NewAccount, NewToken};
use super::addressee::{NewCode, NewSession, PageToken, SeenCode};
use super::archive::{Leaf, Stamp, StampLink};
use super::content::Stored;
use super::jobs::{Claimed, Kind, Subject};
use super::mandates::KeptMandate;
use super::notices::{NewNotice, NoticeEnd};
use super::outages::Outage;
use super::own::OwnSeen;
use super::proofs::{NewProof, ProofEnd, SeenProof};
use super::replies::NewReply;
use super::seen::{Seen, SubmissionKey};
use super::service::ServiceStart;
use super::tlog::{BatchEntry, NewCheckpoint, SequencerLease, WaitingEntry};
use crate::erds::access_code::AccessCode;
use crate::erds::address::Address;
use crate::erds::attribute::Attribute;
use crate::erds::content::Sha256;
use crate::erds::delivery::Outcome;
use crate::erds::event::Event;
use crate::erds::id::{DeliveryId, EvidenceId, MandateId, OutageId, SubmissionId};
use crate::erds::moment::Moment;
use crate::erds::reference::Reference;
use crate::erds::role::RoleMailbox;
use crate::erds::submission::Submission;
use crate::erds::telephone::Telephone;
use crate::tlog::note::Line;

/// What is to happen in one transaction.
#[derive(Default)]
pub struct Work {
    pub(super) acts: Vec<Act>,
}

/// A message handed in, with one delivery per addressee.
pub struct NewSubmission {
    /// The message, its sender, terms and grounds.
    pub submission: Submission,
    /// The account that handed it in.
    pub account: String,
    /// The message's own subject, shown after identity is proven.
    pub subject: Option<String>,
    /// The content as written; `None` where the submission is refused and nothing is kept.
    pub content: Option<Stored>,
    /// The telephone number that the sender stated for its one addressee.
    pub telephone: Option<Telephone>,
    /// The access code that the sender set for its one addressee; only its keyed hash is kept.
    pub access_code: Option<AccessCode>,
    /// What is to be compared with what an issuer says of its one addressee, as it is compared; only keyed hashes are kept.
    pub to_match: Vec<(Attribute, String)>,
    /// One per addressee.
    pub deliveries: Vec<NewDelivery>,
}

/// One message on its way to one addressee, as it begins.
pub struct NewDelivery {
    /// Its identifier.
    pub id: DeliveryId,
    /// For whom.
    pub addressee: Address,
    /// What they type at `/check`. One that another delivery has fails the unit: whoever hands in tries again.
    pub reference: Reference,
    /// How it is known that several people may read the mailbox, where it is.
    pub role_mailbox: Option<RoleMailbox>,
    /// The first step: A.1 or A.2.
    pub outcome: Outcome,
    /// What that step states.
    pub statements: Vec<NewStatement>,
}

/// A statement to be kept for ever, as `format::evidence` wrote it.
pub struct NewStatement {
    /// The evidence it becomes.
    pub id: EvidenceId,
    /// What happened.
    pub event: Event,
    /// Its place in the chain from 1; `None` for an export statement, which stands outside.
    pub sequence: Option<u32>,
    /// The event time.
    pub time: Moment,
    /// SHA-256 of the canonical bytes.
    pub digest: Sha256,
    /// The canonical bytes.
    pub canonical: Vec<u8>,
}

/// The sealed extract of a statement, to be kept and entered in the log beside it.
pub struct NewExtract {
    /// Under which it stands in the log.
    pub id: EvidenceId,
    /// The sealed file.
    pub sealed: Vec<u8>,
    /// What opens its fields.
    pub openings: Vec<u8>,
}

/// The parts or byte ranges that left completely, as the content page numbers them; 0 is the whole message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The part; 0 is the whole message as one file.
    pub part: u32,
    /// The first byte sent.
    pub from: u64,
    /// The byte behind the last one sent.
    pub to: u64,
    /// When.
    pub at: Moment,
}

/// Which bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Evidence only; lives as long as the record.
    Evidence,
    /// With `message.eml`; dies with the delivery's content key.
    WithMessage,
}

impl Form {
    pub(super) fn number(self) -> i64 {
        i64::from(self == Self::WithMessage)
    }
}

pub(super) enum Act {
    Submit(Box<NewSubmission>),
    Again { seen: Seen, key: SubmissionKey, submission: Box<Submission>, delivery: Box<NewDelivery> },
    Record { seen: Seen, outcome: Outcome, statements: Vec<NewStatement> },
    Seal { seen: Seen, id: EvidenceId, sequence: Option<u32>, bytes: Vec<u8>, at: Moment, from: Option<Moment> },
    Extract { seen: Seen, of: EvidenceId, extract: NewExtract, from: Option<Moment> },
    BeginNotice { seen: Seen, notice: NewNotice },
    EndNotice { seen: Seen, number: u32, end: NoticeEnd },
    Probed { delivery: DeliveryId, opened: bool, at: Moment },
    Acknowledgement { seen: Seen, digest: Sha256, bytes: Vec<u8>, at: Moment },
    HoldReply { seen: Seen, reply: NewReply },
    AnsweredReply { delivery: DeliveryId, digest: Sha256 },
    ConfirmReply { delivery: DeliveryId, digest: Sha256, at: Moment },
    DestroyReply { delivery: DeliveryId, digest: Sha256, at: Moment },
    Handed { delivery: DeliveryId, handed: Handed },
    Export { seen: Seen, length: u32, form: Form, bundle: Stored, at: Moment },
    RevokeLinks { delivery: DeliveryId, generation: u32 },
    DestroyContent { delivery: DeliveryId, submission: SubmissionId },
    Erase { delivery: DeliveryId, submission: SubmissionId },
    Spend(PageToken),
    Code { delivery: DeliveryId, code: NewCode },
    TryCode(SeenCode),
    UseCode(SeenCode),
    MailedLink { delivery: DeliveryId, at: Moment },
    Session(NewSession),
    BeginProof(NewProof),
    EndProof { seen: SeenProof, end: ProofEnd },
    Matched { delivery: DeliveryId, subject: String },
    Told { subject: Subject, what: String, at: Moment },
    Abuse(AbuseReport),
    Account(NewAccount),
    Token(NewToken),
    Setting { name: &'static str, value: Vec<u8> },
    Enter { id: EvidenceId, sealed: Vec<u8>, from: Option<Moment> },
    EnterTemplate { id: EvidenceId, text: &'static str },
    Start(ServiceStart),
    StateOwn { own: OwnSeen, statement: NewStatement },
    RestsOn { own: OwnSeen },
    SealOwn { own: OwnSeen, id: EvidenceId, bytes: Vec<u8>, at: Moment, from: Moment },
    Mandate { id: MandateId, kept: KeptMandate, at: Moment },
    ForgetMandate { id: MandateId },
    Outage { outage: Outage, at: Moment },
    EndOutage { id: OutageId, at: Moment },
    ArchiveLeaf(Leaf),
    ArchiveStamp(Stamp),
    ArchiveLink(StampLink),
    Beat { at: Moment, ahead: Duration },
    Lease { seen: SequencerLease, next: SequencerLease },
    Index { fence: u64, first: u64, entries: Vec<WaitingEntry> },
    IndexHeld { fence: u64, first: u64, batch: Vec<BatchEntry>, hour: Moment },
    HeldHour { fence: u64, hour: Moment },
    Checkpoint { fence: u64, before: Option<u64>, checkpoint: NewCheckpoint },
    Cosignature { size: u64, line: Line, at: Moment },
    Job { kind: Kind, subject: Subject, due_at: Moment },
    Done(Claimed),
    Retry { claimed: Claimed, at: Moment },
    Dead { claimed: Claimed, at: Moment, why: String },
}

impl Work {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a page's one-use token spent.
    pub fn spending(token: PageToken) -> Self {
        let mut work = Self::new();
        work.spend(token);
        work
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty()
    }

    /// Takes a submission in. The same account, Message-ID, envelope and digest within 24 hours is `Duplicate`.
    pub fn submit(&mut self, submission: NewSubmission) {
        self.acts.push(Act::Submit(Box::new(submission)));
    }

    /// Takes a delivery in that follows `seen`: of the same submission and content. `Stale` when that has moved on since.
    pub fn again(&mut self, seen: &Seen, key: SubmissionKey, submission: Submission, delivery: NewDelivery) {
        let (submission, delivery) = (Box::new(submission), Box::new(delivery));
        self.acts.push(Act::Again { seen: seen.clone(), key, submission, delivery });
    }

    /// Records a lawful step taken on `seen`: `Stale` when the delivery has moved on since. Once per delivery and unit.
    /// A step that completes the handover forgets which parts were sent.
    pub fn record(&mut self, seen: &Seen, outcome: &Outcome, statements: Vec<NewStatement>) {
        self.acts.push(Act::Record { seen: seen.clone(), outcome: outcome.clone(), statements });
    }

    /// Keeps the sealed bytes of a statement, once. `Stale` unless every earlier statement of the chain is sealed;
    /// it does not depend on the delivery's version, so sealing never makes a decision stale.
    pub fn seal(&mut self, seen: &Seen, id: EvidenceId, sequence: Option<u32>, bytes: Vec<u8>, at: Moment) {
        self.acts.push(Act::Seal { seen: seen.clone(), id, sequence, bytes, at, from: None });
    }

    /// As `seal`, for what not everybody is to see at once: it waits for the log's first batch from `from` on.
    pub fn seal_held(
        &mut self,
        seen: &Seen,
        id: EvidenceId,
        sequence: Option<u32>,
        bytes: Vec<u8>,
        [at, from]: [Moment; 2],
    ) {
        self.acts.push(Act::Seal { seen: seen.clone(), id, sequence, bytes, at, from: Some(from) });
    }

    /// Keeps the extract of a statement that is sealed in the same unit. It goes into the log when that does: at once, or for the first
    /// batch from `from` on.
    pub fn extract(&mut self, seen: &Seen, of: EvidenceId, extract: NewExtract, from: Option<Moment>) {
        self.acts.push(Act::Extract { seen: seen.clone(), of, extract, from });
    }

    /// Notes before connecting that an attempt at a notice begins, with the exact bytes to be sent.
    pub fn begin_notice(&mut self, seen: &Seen, notice: NewNotice) {
        self.acts.push(Act::BeginNotice { seen: seen.clone(), notice });
    }

    /// Notes how an attempt ended, with its dialogue.
    pub fn end_notice(&mut self, seen: &Seen, number: u32, end: NoticeEnd) {
        self.acts.push(Act::EndNotice { seen: seen.clone(), number, end });
    }

    /// Notes that content and page could be opened at this moment, or could not.
    pub fn probed(&mut self, seen: &Seen, opened: bool, at: Moment) {
        self.acts.push(Act::Probed { delivery: seen.id, opened, at });
    }

    /// Keeps an acknowledgement document, byte for byte.
    pub fn acknowledgement(&mut self, seen: &Seen, digest: Sha256, bytes: Vec<u8>, at: Moment) {
        self.acts.push(Act::Acknowledgement { seen: seen.clone(), digest, bytes, at });
    }

    /// Holds a letter that came in answer to a notice, under a key of its own; the same letter again is held once.
    pub fn hold_reply(&mut self, seen: &Seen, reply: NewReply) {
        self.acts.push(Act::HoldReply { seen: seen.clone(), reply });
    }

    /// Notes that the addressee was told of a held letter.
    pub fn answered_reply(&mut self, delivery: DeliveryId, digest: Sha256) {
        self.acts.push(Act::AnsweredReply { delivery, digest });
    }

    /// The addressee confirmed a held letter at `at`: it stays. `Stale` where it is not held any more, or was confirmed.
    pub fn confirm_reply(&mut self, delivery: DeliveryId, digest: Sha256, at: Moment) {
        self.acts.push(Act::ConfirmReply { delivery, digest, at });
    }

    /// Destroys a held letter and its key. `Stale` where it is not held any more at `at`, or was confirmed.
    pub fn destroy_reply(&mut self, delivery: DeliveryId, digest: Sha256, at: Moment) {
        self.acts.push(Act::DestroyReply { delivery, digest, at });
    }

    /// Notes that a byte range of a part was written without error to the authenticated session.
    pub fn handed(&mut self, seen: &Seen, handed: Handed) {
        self.acts.push(Act::Handed { delivery: seen.id, handed });
    }

    /// Keeps a bundle of the chain at this length, made once.
    pub fn export(&mut self, seen: &Seen, length: u32, form: Form, bundle: Stored, at: Moment) {
        self.acts.push(Act::Export { seen: seen.clone(), length, form, bundle, at });
    }

    /// Raises the link generation: every link so far is dead. `Stale` when it was raised since.
    pub fn revoke_links(&mut self, seen: &Seen) {
        self.acts.push(Act::RevokeLinks { delivery: seen.id, generation: seen.generation });
    }

    /// Destroys the delivery's content key; the bytes go with the last key that opens them.
    pub fn destroy_content(&mut self, seen: &Seen) {
        self.acts.push(Act::DestroyContent { delivery: seen.id, submission: seen.submission });
    }

    /// Destroys the content key and the record key and nulls the index columns: identifiers, kinds of event and times
    /// remain. The caller has checked that no retention duty runs.
    pub fn erase(&mut self, seen: &Seen) {
        self.acts.push(Act::Erase { delivery: seen.id, submission: seen.submission });
    }

    /// Uses a page's one-use token: `Spent` when it was used before.
    pub fn spend(&mut self, token: PageToken) {
        self.acts.push(Act::Spend(token));
    }

    /// Keeps a one-time code that is about to be mailed; it replaces the delivery's earlier codes.
    pub fn code(&mut self, delivery: DeliveryId, code: NewCode) {
        self.acts.push(Act::Code { delivery, code });
    }

    /// Counts a wrong try of a code: `Stale` when another try came between.
    pub fn try_code(&mut self, code: SeenCode) {
        self.acts.push(Act::TryCode(code));
    }

    /// Uses a code up: `Stale` when another try came between, `Spent` when it was used.
    pub fn use_code(&mut self, code: SeenCode) {
        self.acts.push(Act::UseCode(code));
    }

    /// Notes for a day that a link to a delivery was mailed to its addressee.
    pub fn mailed_link(&mut self, delivery: DeliveryId, at: Moment) {
        self.acts.push(Act::MailedLink { delivery, at });
    }

    /// Opens a session of somebody who proved who they are to one delivery.
    pub fn session(&mut self, session: NewSession) {
        self.acts.push(Act::Session(session));
    }

    /// Keeps what an issuer's answer must fit, while somebody is away there.
    pub fn begin_proof(&mut self, proof: NewProof) {
        self.acts.push(Act::BeginProof(proof));
    }

    /// Notes how a proof ended: `Spent` when it ended before.
    pub fn end_proof(&mut self, seen: SeenProof, end: ProofEnd) {
        self.acts.push(Act::EndProof { seen, end });
    }

    /// Drops what the sender stated of the addressee, since somebody matched; who that is lets them in again.
    pub fn matched(&mut self, delivery: DeliveryId, subject: &str) {
        self.acts.push(Act::Matched { delivery, subject: subject.to_owned() });
    }

    /// Notes that a mail of this kind about `subject` was handed over, so that it is not sent twice.
    pub fn told(&mut self, subject: impl Into<Subject>, what: &str, at: Moment) {
        self.acts.push(Act::Told { subject: subject.into(), what: what.to_owned(), at });
    }

    /// Keeps a report of abuse.
    pub fn abuse(&mut self, report: AbuseReport) {
        self.acts.push(Act::Abuse(report));
    }

    /// Makes or replaces an account.
    pub fn account(&mut self, account: NewAccount) {
        self.acts.push(Act::Account(account));
    }

    /// Makes an API token of an account; only its hash is kept.
    pub fn token(&mut self, token: NewToken) {
        self.acts.push(Act::Token(token));
    }

    /// Keeps a setting of the service, encrypted.
    pub fn setting(&mut self, name: &'static str, value: Vec<u8>) {
        self.acts.push(Act::Setting { name, value });
    }

    /// Lets a sealed file wait for the transparency log, where it neither waits nor stands in it.
    pub fn enter(&mut self, id: EvidenceId, sealed: Vec<u8>) {
        self.acts.push(Act::Enter { id, sealed, from: None });
    }

    /// As `enter`, for what not everybody is to see at once: it waits for the first batch from `from` on.
    pub fn enter_held(&mut self, id: EvidenceId, sealed: Vec<u8>, from: Moment) {
        self.acts.push(Act::Enter { id, sealed, from: Some(from) });
    }

    /// Enters the digest of a published template in the log, under this identifier.
    pub fn enter_template(&mut self, id: EvidenceId, text: &'static str) {
        self.acts.push(Act::EnterTemplate { id, text });
    }

    /// Keeps what the log says of a program that starts, and lets it wait for the log.
    pub fn start(&mut self, start: ServiceStart) {
        self.acts.push(Act::Start(start));
    }

    /// States something about one address alone, at the end of its chain: `Stale` when something else was stated there since.
    pub fn state_own(&mut self, own: &OwnSeen, statement: NewStatement) {
        self.acts.push(Act::StateOwn { own: own.clone(), statement });
    }

    /// Nothing of this happens where something else was stated about the address since: `Stale`. Of a chain that has a statement.
    pub fn rests_on(&mut self, own: &OwnSeen) {
        self.acts.push(Act::RestsOn { own: own.clone() });
    }

    /// Keeps the sealed bytes of such a statement, once, and lets them wait for the log's first batch from `from` on.
    pub fn seal_own(&mut self, own: &OwnSeen, id: EvidenceId, bytes: Vec<u8>, [at, from]: [Moment; 2]) {
        self.acts.push(Act::SealOwn { own: own.clone(), id, bytes, at, from });
    }

    /// Keeps the two addresses of a mandate, so that it is found by its number.
    pub fn mandate(&mut self, id: MandateId, kept: KeptMandate, at: Moment) {
        self.acts.push(Act::Mandate { id, kept, at });
    }

    /// Forgets where a mandate is found: its page is gone. What its two sides stated of it stays.
    pub fn forget_mandate(&mut self, id: MandateId) {
        self.acts.push(Act::ForgetMandate { id });
    }

    /// Keeps an outage; nothing where one of this identifier is kept.
    pub fn outage(&mut self, outage: Outage, at: Moment) {
        self.acts.push(Act::Outage { outage, at });
    }

    /// Ends an outage that goes on; nothing where it is over.
    pub fn end_outage(&mut self, id: OutageId, at: Moment) {
        self.acts.push(Act::EndOutage { id, at });
    }

    /// Puts a bundle where it stands in a hash tree: while it waits, and once more when it has its time-stamp.
    pub fn archive_leaf(&mut self, leaf: Leaf) {
        self.acts.push(Act::ArchiveLeaf(leaf));
    }

    /// Keeps a time-stamp over the archive.
    pub fn archive_stamp(&mut self, stamp: Stamp) {
        self.acts.push(Act::ArchiveStamp(stamp));
    }

    /// Notes that a time-stamp covers an earlier one.
    pub fn archive_link(&mut self, link: StampLink) {
        self.acts.push(Act::ArchiveLink(link));
    }

    /// Notes that the service is there.
    pub fn beat(&mut self, at: Moment, ahead: Duration) {
        self.acts.push(Act::Beat { at, ahead });
    }

    /// Takes, keeps or gives back the sequencer's lease: `Stale` when it has changed since `seen` was read.
    pub fn lease(&mut self, seen: SequencerLease, next: SequencerLease) {
        self.acts.push(Act::Lease { seen, next });
    }

    /// Gives waiting entries the indexes from `first` on: `Stale` when the fence is another's by then, or `first` is not
    /// the next index.
    pub fn index(&mut self, fence: u64, first: u64, entries: Vec<WaitingEntry>) {
        self.acts.push(Act::Index { fence, first, entries });
    }

    /// Gives a batch of held entries and fillers the indexes from `first` on, and notes that it was this hour's: `Stale` as
    /// with `index`.
    pub fn index_held(&mut self, fence: u64, first: u64, batch: Vec<BatchEntry>, hour: Moment) {
        self.acts.push(Act::IndexHeld { fence, first, batch, hour });
    }

    /// Notes that this hour has no batch: `Stale` when the fence is another's by then.
    pub fn held_hour(&mut self, fence: u64, hour: Moment) {
        self.acts.push(Act::HeldHour { fence, hour });
    }

    /// Keeps a signed checkpoint, larger than the one `before`: `Stale` when the fence is another's by then, or that is no
    /// longer the last.
    pub fn checkpoint(&mut self, fence: u64, before: Option<u64>, checkpoint: NewCheckpoint) {
        self.acts.push(Act::Checkpoint { fence, before, checkpoint });
    }

    /// Keeps a witness's line under the checkpoint of this size; the first of each key stays.
    pub fn cosignature(&mut self, size: u64, line: Line, at: Moment) {
        self.acts.push(Act::Cosignature { size, line, at });
    }

    /// Asks for a job. One job per kind and subject: an earlier due time wins; what is asked while the job runs is done
    /// once more after it.
    pub fn job(&mut self, kind: Kind, subject: impl Into<Subject>, due_at: Moment) {
        self.acts.push(Act::Job { kind, subject: subject.into(), due_at });
    }

    /// The job is done: in the unit of what it did, or alone. Nothing happens when the lease has passed to another.
    pub fn done(&mut self, claimed: &Claimed) {
        self.acts.push(Act::Done(*claimed));
    }

    /// The job is to be tried again at `at`.
    pub fn retry(&mut self, claimed: &Claimed, at: Moment) {
        self.acts.push(Act::Retry { claimed: *claimed, at });
    }

    /// The job is not tried again until a person looks at it; `why` names no person, address or subject.
    pub fn dead(&mut self, claimed: &Claimed, at: Moment, why: &str) {
        self.acts.push(Act::Dead { claimed: *claimed, at, why: why.to_owned() });
    }
}
