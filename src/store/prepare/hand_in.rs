//! A message handed in: submission, content, deliveries with their keys, and the row by which a repetition is recognised.

use super::super::Cause;
use super::super::content::{Keeping, Stored, VERSION};
use super::super::error::CommitError;
use super::super::keys::{Key, Place};
use super::super::many::Value;
use super::super::record;
use super::super::seen::{KeptAccessCode, Seen, SubmissionKey};
use super::super::tables::Table;
use super::super::work::{NewDelivery, NewSubmission};
use super::{
    Condition, Maker, State, access_mac, blob, content_owner, damaged, head, head_values, moment, reference_index,
    whole,
};
use crate::erds::access_code::AccessCode;
use crate::erds::attribute::Attribute;
use crate::erds::id::SubmissionId;
use crate::erds::party::Level;
use crate::erds::submission::Submission;
use crate::erds::telephone::Telephone;

/// How long the same hand-in counts as a repetition.
const SAME_HAND_IN: std::time::Duration = std::time::Duration::from_hours(24);

impl Maker<'_> {
    pub(super) fn submit(&mut self, new: NewSubmission) -> Result<(), CommitError> {
        let NewSubmission { submission, account, subject, content, telephone, access_code, to_match, deliveries } = new;
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
            let fingerprint =
                self.fingerprint(&account, &submission, (telephone.as_ref(), access_code.as_ref(), &to_match));
            let now = submission.time;
            self.condition(fingerprint, Condition::FirstHandIn { fingerprint, now: now.micros() });
            self.row(Table::HandIns, vec![blob(fingerprint), blob(id), moment(now.plus(SAME_HAND_IN))]);
        }
        let submission_key = match content {
            Some(stored) => Some(self.content(&submission.id, stored)?),
            None => None,
        };
        for delivery in deliveries {
            let shown = record::Shown {
                submission: &submission,
                account: &account,
                subject: subject.as_deref(),
                telephone: telephone.as_ref(),
                to_match: kinds(&to_match),
            };
            self.delivery(&shown, submission_key.as_ref(), &delivery, access_code.as_ref())?;
            self.expect_attributes(&delivery.id, &to_match);
        }
        Ok(())
    }

    pub(super) fn again(
        &mut self,
        seen: &Seen,
        key: &SubmissionKey,
        submission: &Submission,
        new: &NewDelivery,
    ) -> Result<(), CommitError> {
        let (delivery, version) = (*seen.id.octets(), seen.version);
        self.condition(delivery, Condition::Version { delivery, version });
        self.touch(submission.id.octets());
        let shown = record::Shown {
            submission,
            account: &seen.record.account,
            subject: seen.record.subject.as_deref(),
            telephone: seen.record.telephone.as_ref(),
            to_match: Vec::new(),
        };
        self.delivery(&shown, Some(&key.0), new, None)
    }

    /// Account, Message-ID, envelope, digest and what the addressee is to prove as one keyed hash: who states another number
    /// hands in something else.
    fn fingerprint(
        &self,
        account: &str,
        submission: &Submission,
        (telephone, access_code, to_match): (Option<&Telephone>, Option<&AccessCode>, &[(Attribute, String)]),
    ) -> [u8; 16] {
        let mut to: Vec<String> = submission.addressees.iter().map(crate::erds::address::Address::normalised).collect();
        to.sort();
        let from = submission.sender.address.normalised();
        let message_id = submission.content.message_id.as_deref().unwrap_or_default();
        let mut parts = vec![b"hand_ins".as_slice(), account.as_bytes(), message_id.as_bytes(), from.as_bytes()];
        parts.push(&submission.content.digest.0);
        parts.extend(to.iter().map(String::as_bytes));
        // Nothing for those that were handed in before there was anything to choose.
        if submission.terms.assurance != Level::Mailbox {
            parts.extend([b"assurance".as_slice(), submission.terms.assurance.name().as_bytes()]);
        }
        parts.extend(telephone.iter().flat_map(|number| [b"telephone".as_slice(), number.whole().as_bytes()]));
        parts.extend(access_code.iter().flat_map(|code| [b"access code".as_slice(), code.octets()]));
        parts.extend(to_match.iter().flat_map(|(kind, value)| [kind.name().as_bytes(), value.as_bytes()]));
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

    pub(super) fn kept(&mut self, kept: Keeping) -> (Value, Value) {
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
        access_code: Option<&AccessCode>,
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
        let access_code = access_code.map(|code| KeptAccessCode(access_mac(self.ring, &new.id, code)));
        let json = record::print(shown, new, access_code).map_err(|error| CommitError::Broken(Cause::new(error)))?;
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
        self.row(Table::References, vec![blob(reference_index(self.ring, &new.reference)), blob(id)]);
        self.row(Table::Records, vec![blob(id), Value::Blob(record)]);
        self.row(Table::Keys, keys);
        self.touch(&id);
        self.statements(&new.id, &record_key, &new.statements);
        Ok(())
    }
}

/// The kinds of what is to be compared, each once.
fn kinds(to_match: &[(Attribute, String)]) -> Vec<Attribute> {
    let mut kinds: Vec<Attribute> = to_match.iter().map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
