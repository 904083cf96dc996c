//! From what is wanted to rows: encrypts what is personal, hashes what is looked up, and lists the conditions. Runs on the
//! caller's thread, so that the writer only writes.

mod archive;
mod delivery;
mod door;
mod hand_in;
mod jobs;
mod outages;
mod own;
mod proof;
mod reply;
mod tlog;

pub(super) use proof::{attribute_mac, proof_id, subject_mac};

use super::Cause;
use super::content::{Stream, VERSION};
use super::error::{CommitError, Damaged};
use super::folder::Finished;
use super::keys::{Entropy, Key, Ring};
use super::many::Value;
use super::record;
use super::seen::Head;
use super::tables::Table;
use super::work::{Act, Form, NewStatement, Work};
use crate::erds::access_code::AccessCode;
use crate::erds::content::Sha256;
use crate::erds::delivery::Delivery;
use crate::erds::id::{DeliveryId, SubmissionId};
use crate::erds::moment::Moment;
use crate::erds::reference::Reference;

/// How a code ends whose owner typed it; one that another code replaced ends with 1.
const USED: i64 = 2;

/// What must hold before a unit is written.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// The delivery still has this version.
    Version { delivery: [u8; 16], version: i64 },
    /// The delivery's links still have this generation.
    Generation { delivery: [u8; 16], generation: i64 },
    /// Exactly so many statements of the chain are sealed.
    SealedExactly { delivery: [u8; 16], length: i64 },
    /// At least so many are.
    SealedAtLeast { delivery: [u8; 16], length: i64 },
    /// No such hand-in, or one that ended before `now`.
    FirstHandIn { fingerprint: [u8; 16], now: i64 },
    /// The page token was not spent.
    Unspent { id: [u8; 16] },
    /// The sequencer of the transparency log has this fence, and so many entries and such a last checkpoint are there.
    Tlog { fence: i64, entries: Option<i64>, checkpoint: Option<i64> },
    /// The letter is held at that moment, and not confirmed.
    HeldReply { delivery: [u8; 16], digest: [u8; 32], now: i64 },
    /// The chain of what concerns one address alone still has so many statements.
    OwnLength { chain: [u8; 16], length: i64 },
    /// The code is unused and was tried so often.
    Tries { id: [u8; 16], tries: i64 },
}

/// A unit of work as the writer takes it.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) conditions: Vec<Condition>,
    pub(super) rows: Vec<(Table, Vec<Value>)>,
    /// What no two units of one group may touch: deliveries, hand-ins, tokens, codes.
    pub(super) touches: Vec<[u8; 16]>,
    /// Deliveries whose content key goes, with their submission, and whether the record key goes too.
    pub(super) destroys: Vec<Destroy>,
    /// Whether it destroys keys that no list names.
    pub(super) forgets: bool,
    /// Files that a row of this unit names.
    pub(super) files: Vec<Finished>,
    /// Whether jobs are asked for.
    pub(super) wakes: bool,
    pub(super) octets: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Destroy {
    pub(super) delivery: [u8; 16],
    pub(super) submission: [u8; 16],
    pub(super) record_too: bool,
}

/// What the associated data of a submission's content says.
pub(super) fn content_owner(submission: &SubmissionId) -> Vec<u8> {
    [b"recepis content".as_slice(), &[0, VERSION], submission.octets()].concat()
}

/// The keyed hash by which a reference is found.
pub(super) fn reference_index(ring: &Ring, reference: &Reference) -> [u8; 16] {
    ring.index("delivery_references.mark", &reference.plain())
}

/// What the associated data of a bundle says.
pub(super) fn bundle_owner(delivery: &DeliveryId, length: u32, form: Form) -> Vec<u8> {
    let kind = [0, VERSION, u8::from(form == Form::WithMessage)];
    [b"recepis bundle".as_slice(), &kind, &length.to_be_bytes(), delivery.octets()].concat()
}

/// The unit of work as rows.
pub(super) fn unit(ring: &Ring, entropy: &Entropy, work: Work) -> Result<Unit, CommitError> {
    let mut maker = Maker { ring, entropy, unit: Unit::default(), jobs: Vec::new() };
    for act in work.acts {
        maker.act(act)?;
    }
    maker.finish_jobs();
    let mut unit = maker.unit;
    unit.octets = unit.rows.iter().flat_map(|(_, values)| values).map(Value::octets).sum();
    unit.touches.sort_unstable();
    unit.touches.dedup();
    Ok(unit)
}

struct Maker<'a> {
    ring: &'a Ring,
    entropy: &'a Entropy,
    unit: Unit,
    jobs: Vec<(&'static str, [u8; 16], Moment)>,
}

impl Maker<'_> {
    fn act(&mut self, act: Act) -> Result<(), CommitError> {
        match act {
            Act::Submit(submission) => self.submit(*submission)?,
            Act::Again { seen, key, submission, delivery } => self.again(&seen, &key, &submission, &delivery)?,
            Act::Record { seen, outcome, statements } => self.record(&seen, outcome.delivery(), &statements),
            Act::Seal { seen, id, sequence, bytes, at, from } => self.seal(&seen, &id, sequence, &bytes, (at, from)),
            Act::Extract { seen, of, extract, from } => self.extract(&seen, &of, &extract, from),
            Act::BeginNotice { seen, notice } => self.begin_notice(&seen, &notice),
            Act::EndNotice { seen, number, end } => self.end_notice(&seen, number, &end),
            Act::Probed { delivery, opened, at } => self.probed(&delivery, opened, at),
            Act::Acknowledgement { seen, digest, bytes, at } => self.acknowledgement(&seen, &digest, &bytes, at),
            Act::HoldReply { seen, reply } => self.hold_reply(&seen, &reply),
            Act::AnsweredReply { delivery, digest } => self.answered_reply(&delivery, &digest),
            Act::ConfirmReply { delivery, digest, at } => self.confirm_reply(&delivery, digest, at),
            Act::DestroyReply { delivery, digest, at } => self.destroy_reply(&delivery, digest, at),
            Act::Handed { delivery, handed } => self.handed(&delivery, handed),
            Act::Export { seen, length, form, bundle, at } => self.export(&seen, length, form, bundle, at)?,
            Act::RevokeLinks { delivery, generation } => self.revoke_links(&delivery, generation),
            Act::DestroyContent { delivery, submission } => self.destroy(&delivery, &submission, false),
            Act::Erase { delivery, submission } => self.erase(&delivery, &submission),
            Act::Spend(token) => self.spend(token),
            Act::Code { delivery, code } => self.code(&delivery, &code),
            Act::TryCode(code) => self.tried(&code, 0),
            Act::UseCode(code) => self.tried(&code, USED),
            Act::MailedLink { delivery, at } => self.mailed_link(&delivery, at),
            Act::Session(session) => self.session(&session)?,
            Act::BeginProof(proof) => self.begin_proof(&proof),
            Act::EndProof { seen, end } => self.end_proof(&seen, end),
            Act::Matched { delivery, subject } => self.matched(&delivery, &subject),
            Act::Told { subject, what, at } => {
                self.row(Table::Told, vec![blob(subject.0), Value::Text(what), moment(at)]);
            }
            Act::Abuse(report) => self.abuse(&report)?,
            Act::Account(new) => self.account(&new)?,
            Act::Token(token) => self.token(&token),
            Act::Setting { name, value } => self.setting(name, &value),
            Act::Enter { id, sealed, from } => self.enter(&id, &sealed, from),
            Act::EnterTemplate { id, text } => self.enter_template(&id, text),
            Act::Start(start) => self.start(start),
            Act::StateOwn { own, statement } => self.state_own(&own, &statement),
            Act::RestsOn { own } => self.rests_on(&own),
            Act::SealOwn { own, id, bytes, at, from } => self.seal_own(&own, &id, &bytes, [at, from]),
            Act::Mandate { id, kept, at } => self.mandate(&id, &kept, at)?,
            Act::ForgetMandate { id } => self.row(Table::MandatesForgotten, vec![blob(id.octets())]),
            Act::Outage { outage, at } => self.outage(&outage, at),
            Act::EndOutage { id, at } => self.end_outage(&id, at),
            Act::ArchiveLeaf(leaf) => self.archive_leaf(&leaf),
            Act::ArchiveStamp(stamp) => self.archive_stamp(stamp),
            Act::ArchiveLink(link) => self.archive_link(&link),
            Act::Beat { at, ahead } => self.beat(at, ahead),
            Act::Lease { seen, next } => self.lease(&seen, &next),
            Act::Index { fence, first, entries } => self.index(fence, first, &entries),
            Act::IndexHeld { fence, first, batch, hour } => self.index_held(fence, first, &batch, hour),
            Act::HeldHour { fence, hour } => self.held_hour(fence, hour),
            Act::Checkpoint { fence, before, checkpoint } => self.checkpoint(fence, before, checkpoint),
            Act::Cosignature { size, line, at } => self.cosignature(size, &line, at),
            Act::Job { kind, subject, due_at } => self.jobs.push((kind.name(), subject.0, due_at)),
            Act::Done(claimed) => self.done(&claimed),
            Act::Retry { claimed, at } => self.retry(&claimed, at),
            Act::Dead { claimed, at, why } => self.dead(&claimed, at, &why),
        }
        Ok(())
    }

    fn row(&mut self, table: Table, values: Vec<Value>) {
        self.unit.rows.push((table, values));
    }

    fn touch(&mut self, what: &[u8; 16]) {
        self.unit.touches.push(*what);
    }

    fn condition(&mut self, touches: [u8; 16], condition: Condition) {
        self.unit.touches.push(touches);
        self.unit.conditions.push(condition);
    }
}

/// The columns that hold `Delivery`: intake, offer, deadline_at, decision, content, handover.
struct State([Value; 6]);

impl State {
    fn of(delivery: &Delivery) -> Self {
        let [intake, offer, decision, content, handover] = record::state(delivery).map(Value::Int);
        let deadline = delivery.deadline().map_or(Value::NoInt, moment);
        Self([intake, offer, deadline, decision, content, handover])
    }

    fn values(self) -> [Value; 6] {
        self.0
    }
}

/// The chain's end after these statements; those outside the sequence do not move it.
fn head(before: Option<Head>, statements: &[NewStatement]) -> Option<Head> {
    let last = statements.iter().rev().find_map(|statement| Some((statement.sequence?, statement.digest)));
    last.map(|(length, digest)| Head { length, digest }).or(before)
}

fn head_values(head: Option<Head>) -> [Value; 2] {
    head.map_or([Value::Int(0), Value::NoBlob], |Head { length, digest: Sha256(digest) }| [int(length), blob(digest)])
}

/// Where a notice's ciphertexts belong.
pub(super) fn notice_place(delivery: &DeliveryId, number: u32) -> Vec<u8> {
    [delivery.octets().as_slice(), &number.to_be_bytes()].concat()
}

/// Where a letter's ciphertexts belong.
pub(super) fn reply_place(delivery: &DeliveryId, digest: &Sha256) -> Vec<u8> {
    [delivery.octets().as_slice(), &digest.0].concat()
}

/// What is kept of a code.
pub(super) fn code_mac(ring: &Ring, delivery: &DeliveryId, id: &[u8; 16], code: &str) -> [u8; 16] {
    ring.purpose("one-time code", &[delivery.octets(), id, code.as_bytes()])
}

/// What is kept of an access code.
pub(super) fn access_mac(ring: &Ring, delivery: &DeliveryId, code: &AccessCode) -> [u8; 16] {
    ring.purpose("access code", &[delivery.octets(), code.octets()])
}

/// The one-use token of the n-th try of an access code on this day.
pub(super) fn access_try(ring: &Ring, delivery: &DeliveryId, day: i64, n: u32) -> [u8; 16] {
    ring.purpose("access code try", &[delivery.octets(), &day.to_be_bytes(), &n.to_be_bytes()])
}

/// The stream that a stored content or bundle is.
pub(super) fn stream(key: Key, prefix: &[u8], owner: Vec<u8>) -> Option<Stream> {
    Some(Stream { key, prefix: prefix.try_into().ok()?, owner })
}

fn blob(octets: impl AsRef<[u8]>) -> Value {
    Value::blob(octets)
}

fn int(number: u32) -> Value {
    Value::Int(i64::from(number))
}

/// Sizes are far below 2^63.
fn whole(number: u64) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn moment(at: Moment) -> Value {
    Value::Int(at.micros())
}

fn damaged(what: &'static str) -> CommitError {
    CommitError::Broken(Cause::new(Damaged(what)))
}
