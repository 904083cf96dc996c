//! From what is wanted to rows: encrypts what is personal, hashes what is looked up, and lists the conditions. Runs on the
//! caller's thread, so that the writer only writes.

use super::addressee::{NewCode, SeenCode};
use super::content::{Keeping, Stored, Stream, VERSION};
use super::error::{CommitError, Damaged};
use super::folder::Finished;
use super::keys::{Entropy, Key, Place, Ring};
use super::many::Value;
use super::record;
use super::seen::{Head, Seen};
use super::tables::Table;
use super::work::{Act, Form, NewDelivery, NewStatement, NewSubmission, Work};
use super::{Cause, Claimed};
use crate::erds::content::Sha256;
use crate::erds::delivery::{Delivery, Handover};
use crate::erds::id::{DeliveryId, EvidenceId, SubmissionId};
use crate::erds::moment::Moment;

/// How long the same hand-in counts as a repetition.
const SAME_HAND_IN: std::time::Duration = std::time::Duration::from_hours(24);

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
            Act::Record { seen, outcome, statements } => self.record(&seen, outcome.delivery(), &statements),
            Act::Seal { seen, id, sequence, bytes, at } => self.seal(&seen, &id, sequence, &bytes, at),
            Act::BeginNotice { seen, notice } => self.begin_notice(&seen, &notice),
            Act::EndNotice { seen, number, end } => self.end_notice(&seen, number, &end),
            Act::Acknowledgement { seen, digest, bytes, at } => {
                let place = Place("acknowledgements.bytes", &[seen.id.octets().as_slice(), &digest.0].concat());
                let sealed = seen.record_key.seal(self.entropy, &place, &bytes);
                let row = vec![blob(seen.id.octets()), blob(digest.0), Value::Blob(sealed), moment(at)];
                self.row(Table::Acknowledgements, row);
                self.touch(seen.id.octets());
            }
            Act::Handed { delivery, handed } => {
                let (from, to) = (whole(handed.from), whole(handed.to));
                let row = vec![blob(delivery.octets()), int(handed.part), from, to, moment(handed.at)];
                self.row(Table::Handed, row);
                self.touch(delivery.octets());
            }
            Act::Export { seen, length, form, bundle, at } => self.export(&seen, length, form, bundle, at)?,
            Act::RevokeLinks { delivery, generation } => {
                let (delivery, generation) = (*delivery.octets(), i64::from(generation));
                self.condition(delivery, Condition::Generation { delivery, generation });
                self.row(Table::Generations, vec![blob(delivery), Value::Int(generation + 1)]);
            }
            Act::DestroyContent { delivery, submission } => self.destroy(&delivery, &submission, false),
            Act::Erase { delivery, submission } => {
                self.row(Table::Erasures, vec![blob(delivery.octets())]);
                self.row(Table::RecordsErased, vec![blob(delivery.octets())]);
                self.destroy(&delivery, &submission, true);
            }
            Act::Spend(token) => {
                self.condition(token.id, Condition::Unspent { id: token.id });
                self.row(Table::SpentTokens, vec![blob(token.id), moment(token.until)]);
            }
            Act::Code { delivery, code } => self.code(&delivery, &code),
            Act::TryCode(code) => self.tried(&code, 0),
            Act::UseCode(code) => self.tried(&code, 1),
            other => self.small(other)?,
        }
        Ok(())
    }

    fn small(&mut self, act: Act) -> Result<(), CommitError> {
        match act {
            Act::Session(session) => {
                let times = [moment(session.proven_at), moment(session.until)];
                let mut row = vec![blob(session.hash), blob(session.delivery.octets())];
                row.push(Value::text(session.method.name()));
                row.extend(times);
                self.row(Table::Sessions, row);
            }
            Act::Told { subject, what, at } => {
                self.row(Table::Told, vec![blob(subject.0), Value::text(what), moment(at)]);
            }
            Act::Account(new) => {
                let name = self.ring.index("accounts.name_index", &new.account.name);
                let json = serde_json::to_vec(&new.account).map_err(|error| CommitError::Broken(Cause::new(error)))?;
                let record = self.ring.master.seal(self.entropy, &Place("accounts.record", &name), &json);
                self.row(Table::Accounts, vec![blob(name), Value::Blob(record), moment(new.at)]);
            }
            Act::Token(token) => {
                let account = self.ring.index("accounts.name_index", &token.account);
                let scopes = Value::Text(token.scopes.join(" "));
                self.row(Table::ApiTokens, vec![blob(token.hash), blob(account), scopes, moment(token.at)]);
            }
            Act::Setting { name, value } => {
                let value = self.ring.master.seal(self.entropy, &Place("settings.value", name.as_bytes()), &value);
                self.row(Table::Settings, vec![Value::text(name), Value::Blob(value)]);
            }
            Act::Job { kind, subject, due_at } => self.jobs.push((kind.name(), subject.0, due_at)),
            Act::Done(claimed) => {
                self.row(Table::JobsDone, lease(&claimed));
                self.row(Table::JobsAgain, lease(&claimed));
            }
            Act::Retry { claimed, at } => {
                let mut row = lease(&claimed);
                row.push(moment(at));
                self.row(Table::JobsRetried, row);
                self.unit.wakes = true;
            }
            Act::Dead { claimed, at, why } => {
                let mut row = lease(&claimed);
                row.extend([moment(at), Value::Text(why)]);
                self.row(Table::JobsDead, row);
            }
            _ => return Err(damaged("unit of work")),
        }
        Ok(())
    }

    fn submit(&mut self, new: NewSubmission) -> Result<(), CommitError> {
        let NewSubmission { submission, account, subject, content, deliveries } = new;
        let id = *submission.id.octets();
        let message_id = submission.content.message_id.as_deref();
        let indexes = [
            blob(self.ring.index("submissions.account_index", &account)),
            message_id.map_or(Value::NoBlob, |id| blob(self.ring.index("submissions.message_id_index", id))),
        ];
        let [by_account, by_message_id] = indexes;
        self.row(Table::Submissions, vec![blob(id), by_account, by_message_id, moment(submission.time)]);
        self.touch(&id);
        if message_id.is_some() && content.is_some() {
            let fingerprint = self.fingerprint(&account, &submission);
            let now = submission.time;
            self.condition(fingerprint, Condition::FirstHandIn { fingerprint, now: now.micros() });
            self.row(Table::HandIns, vec![blob(fingerprint), blob(id), moment(now.plus(SAME_HAND_IN))]);
        }
        let submission_key = match content {
            Some(stored) => Some(self.content(&submission.id, stored)?),
            None => None,
        };
        for delivery in deliveries {
            let shown = record::Shown { submission: &submission, account: &account, subject: subject.as_deref() };
            self.delivery(&shown, submission_key.as_ref(), &delivery)?;
        }
        Ok(())
    }

    /// Account, Message-ID, envelope and digest as one keyed hash.
    fn fingerprint(&self, account: &str, submission: &crate::erds::submission::Submission) -> [u8; 16] {
        let mut to: Vec<String> = submission.addressees.iter().map(crate::erds::address::Address::normalised).collect();
        to.sort();
        let from = submission.sender.address.normalised();
        let message_id = submission.content.message_id.as_deref().unwrap_or_default();
        let mut parts = vec![b"hand_ins".as_slice(), account.as_bytes(), message_id.as_bytes(), from.as_bytes()];
        parts.push(&submission.content.digest.0);
        parts.extend(to.iter().map(String::as_bytes));
        self.ring.index_of(&parts)
    }

    fn content(&mut self, submission: &SubmissionId, stored: Stored) -> Result<Key, CommitError> {
        if stored.owner != content_owner(submission) {
            return Err(damaged("content of another submission"));
        }
        let size = whole(stored.size);
        let (bytes, file) = self.kept(stored.kept);
        let version = Value::Int(i64::from(VERSION));
        self.row(Table::Contents, vec![blob(submission.octets()), version, size, blob(stored.prefix), bytes, file]);
        Ok(stored.key)
    }

    fn kept(&mut self, kept: Keeping) -> (Value, Value) {
        match kept {
            Keeping::Row(bytes) => (Value::Blob(bytes), Value::NoText),
            Keeping::File(file) => {
                let name = Value::Text(file.name());
                self.unit.files.push(file);
                (Value::NoBlob, name)
            }
        }
    }

    fn delivery(
        &mut self,
        shown: &record::Shown<'_>,
        submission_key: Option<&Key>,
        new: &NewDelivery,
    ) -> Result<(), CommitError> {
        let (id, submission) = (*new.id.octets(), *shown.submission.id.octets());
        let record_key = Key::random(self.entropy);
        let content_key = submission_key.map(|_| Key::random(self.entropy));
        let wrap = |place, key: &Key| blob(self.ring.master.seal(self.entropy, &Place(place, &id), key.octets()));
        let wrapped = content_key.as_ref().zip(submission_key).map(|(content_key, submission_key)| {
            content_key.seal(self.entropy, &Place("keys.submission_key", &id), submission_key.octets())
        });
        let keys = vec![
            blob(id),
            blob(submission),
            wrap("keys.record_key", &record_key),
            content_key.as_ref().map_or(Value::NoBlob, |key| wrap("keys.content_key", key)),
            wrapped.map_or(Value::NoBlob, Value::Blob),
        ];
        let json = record::print(shown, &new.addressee).map_err(|error| CommitError::Broken(Cause::new(error)))?;
        let record = record_key.seal(self.entropy, &Place("records.bytes", &id), &json);
        let state = State::of(&new.outcome.delivery());
        let head = head(None, &new.statements);
        let mut row = vec![blob(id), blob(submission), Value::Int(1)];
        row.extend(state.values());
        row.extend(head_values(head));
        row.extend([Value::Int(0), Value::Int(1)]);
        row.push(blob(self.ring.index("deliveries.addressee_index", &new.addressee.normalised())));
        let sender = shown.submission.sender.address.normalised();
        row.push(blob(self.ring.index("deliveries.sender_index", &sender)));
        self.row(Table::Deliveries, row);
        self.row(Table::Records, vec![blob(id), Value::Blob(record)]);
        self.row(Table::Keys, keys);
        self.touch(&id);
        self.statements(&new.id, &record_key, &new.statements);
        Ok(())
    }

    fn record(&mut self, seen: &Seen, next: Delivery, statements: &[NewStatement]) {
        let (delivery, version) = (*seen.id.octets(), seen.version);
        self.condition(delivery, Condition::Version { delivery, version });
        let mut row = vec![blob(delivery), Value::Int(version + 1)];
        row.extend(State::of(&next).values());
        row.extend(head_values(head(seen.head, statements)));
        self.row(Table::Steps, row);
        self.statements(&seen.id, &seen.record_key, statements);
        if next.handover() == Handover::Complete && seen.delivery.handover() != Handover::Complete {
            self.row(Table::HandedForgotten, vec![blob(delivery)]);
        }
    }

    fn statements(&mut self, delivery: &DeliveryId, key: &Key, statements: &[NewStatement]) {
        for statement in statements {
            let place = Place("statements.bytes", statement.id.octets());
            let bytes = key.seal(self.entropy, &place, &statement.canonical);
            let row = vec![
                blob(statement.id.octets()),
                blob(delivery.octets()),
                statement.sequence.map_or(Value::NoInt, int),
                Value::text(statement.event.name()),
                moment(statement.time),
                blob(statement.digest.0),
                Value::Blob(bytes),
            ];
            self.row(Table::Statements, row);
        }
    }

    fn seal(&mut self, seen: &Seen, id: &EvidenceId, sequence: Option<u32>, bytes: &[u8], at: Moment) {
        let delivery = *seen.id.octets();
        if let Some(sequence) = sequence {
            let length = i64::from(sequence) - 1;
            self.condition(delivery, Condition::SealedExactly { delivery, length });
            self.row(Table::Sealings, vec![blob(delivery), int(sequence)]);
        } else {
            let length = seen.head.map_or(0, |head| i64::from(head.length));
            self.condition(delivery, Condition::SealedAtLeast { delivery, length });
        }
        let sealed = seen.record_key.seal(self.entropy, &Place("sealed.bytes", id.octets()), bytes);
        self.row(Table::Sealed, vec![blob(id.octets()), Value::Blob(sealed), moment(at)]);
    }

    fn begin_notice(&mut self, seen: &Seen, notice: &super::NewNotice) {
        let place = notice_place(&seen.id, notice.number);
        let bytes = seen.record_key.seal(self.entropy, &Place("notices.bytes", &place), &notice.bytes);
        let row = vec![
            blob(seen.id.octets()),
            int(notice.number),
            Value::Int(super::NoticeState::Begun.number()),
            moment(notice.deadline),
            int(notice.generation),
            Value::text(&notice.template),
            blob(notice.template_digest.0),
            Value::Blob(bytes),
            moment(notice.begun_at),
        ];
        self.row(Table::Notices, row);
        self.touch(seen.id.octets());
    }

    fn end_notice(&mut self, seen: &Seen, number: u32, end: &super::NoticeEnd) {
        let place = notice_place(&seen.id, number);
        let seal = |text: &Vec<u8>| seen.record_key.seal(self.entropy, &Place("notices.dialogue", &place), text);
        let dialogue = end.dialogue.as_ref().map_or(Value::NoBlob, |text| Value::Blob(seal(text)));
        let state = Value::Int(end.state.number());
        let row = vec![blob(seen.id.octets()), int(number), state, dialogue, moment(end.ended_at)];
        self.row(Table::NoticeEnds, row);
        self.touch(seen.id.octets());
    }

    fn export(&mut self, seen: &Seen, length: u32, form: Form, bundle: Stored, at: Moment) -> Result<(), CommitError> {
        if bundle.owner != bundle_owner(&seen.id, length, form) {
            return Err(damaged("bundle of another delivery"));
        }
        let key = match form {
            Form::Evidence => &seen.record_key,
            Form::WithMessage => seen.content_key.as_ref().ok_or(CommitError::Stale)?,
        };
        let wrapped = key.seal(self.entropy, &Place("exports.wrapped_key", &bundle.owner), bundle.key.octets());
        let size = whole(bundle.size);
        let (bytes, file) = self.kept(bundle.kept);
        let mut row = vec![blob(seen.id.octets()), int(length), Value::Int(form.number()), size];
        row.extend([blob(bundle.prefix), Value::Blob(wrapped), bytes, file, moment(at)]);
        self.row(Table::Exports, row);
        self.touch(seen.id.octets());
        Ok(())
    }

    fn destroy(&mut self, delivery: &DeliveryId, submission: &SubmissionId, record_too: bool) {
        let (delivery, submission) = (*delivery.octets(), *submission.octets());
        self.unit.destroys.push(Destroy { delivery, submission, record_too });
        self.touch(&delivery);
        self.touch(&submission);
    }

    fn code(&mut self, delivery: &DeliveryId, code: &NewCode) {
        let mut id = [0; 16];
        (self.entropy)(&mut id);
        let mac = code_mac(self.ring, delivery, &id, &code.code);
        self.row(Table::CodesReplaced, vec![blob(delivery.octets())]);
        let tries = [Value::Int(0), Value::Int(0)];
        let mut row = vec![blob(id), blob(delivery.octets()), blob(mac)];
        row.extend(tries);
        row.extend([moment(code.at), moment(code.until)]);
        self.row(Table::Codes, row);
        self.touch(delivery.octets());
    }

    fn tried(&mut self, code: &SeenCode, used: i64) {
        let tries = i64::from(code.tries);
        self.condition(code.id, Condition::Tries { id: code.id, tries });
        self.touch(code.delivery.octets());
        self.row(Table::CodeTries, vec![blob(code.id), Value::Int(tries + 1), Value::Int(used)]);
    }

    /// One row per kind and subject, the earliest due time of each.
    fn finish_jobs(&mut self) {
        self.jobs.sort_unstable_by_key(|(kind, subject, due_at)| (*kind, *subject, *due_at));
        self.jobs.dedup_by_key(|(kind, subject, _)| (*kind, *subject));
        self.unit.wakes |= !self.jobs.is_empty();
        for (kind, subject, due_at) in std::mem::take(&mut self.jobs) {
            self.row(Table::Jobs, vec![Value::text(kind), blob(subject), moment(due_at), Value::Int(0)]);
        }
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

/// What is kept of a code.
pub(super) fn code_mac(ring: &Ring, delivery: &DeliveryId, id: &[u8; 16], code: &str) -> [u8; 16] {
    ring.purpose("one-time code", &[delivery.octets(), id, code.as_bytes()])
}

/// The stream that a stored content or bundle is.
pub(super) fn stream(key: Key, prefix: &[u8], owner: Vec<u8>) -> Option<Stream> {
    Some(Stream { key, prefix: prefix.try_into().ok()?, owner })
}

fn lease(claimed: &Claimed) -> Vec<Value> {
    let kind = Value::text(claimed.kind.name());
    vec![kind, blob(claimed.subject.0), int(claimed.attempt), moment(claimed.until)]
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
