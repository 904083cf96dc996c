//! What happens to a delivery: steps and their statements, seals, notices, bundles, destroyed keys.

use super::super::content::Stored;
use super::super::error::CommitError;
use super::super::keys::{Key, Place};
use super::super::many::Value;
use super::super::seen::Seen;
use super::super::tables::Table;
use super::super::work::{Form, Handed, NewExtract, NewStatement};
use super::super::{NewNotice, NoticeEnd, NoticeState};
use super::{
    Condition, Destroy, Maker, State, blob, bundle_owner, damaged, head, head_values, int, moment, notice_place, whole,
};
use crate::erds::content::Sha256;
use crate::erds::delivery::{Delivery, Handover};
use crate::erds::id::{DeliveryId, EvidenceId, SubmissionId};
use crate::erds::moment::Moment;

impl Maker<'_> {
    pub(super) fn record(&mut self, seen: &Seen, next: Delivery, statements: &[NewStatement]) {
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

    pub(super) fn statements(&mut self, delivery: &DeliveryId, key: &Key, statements: &[NewStatement]) {
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

    pub(super) fn seal(
        &mut self,
        seen: &Seen,
        id: &EvidenceId,
        sequence: Option<u32>,
        bytes: &[u8],
        (at, from): (Moment, Option<Moment>),
    ) {
        let delivery = *seen.id.octets();
        if let Some(sequence) = sequence {
            let length = i64::from(sequence) - 1;
            self.condition(delivery, Condition::SealedExactly { delivery, length });
            self.row(Table::Sealings, vec![blob(delivery), int(sequence)]);
        } else {
            let length = seen.head.map_or(0, |head| i64::from(head.length));
            self.condition(delivery, Condition::SealedAtLeast { delivery, length });
        }
        self.enter(id, bytes, from);
        let sealed = seen.record_key.seal(self.entropy, &Place("sealed.bytes", id.octets()), bytes);
        self.row(Table::Sealed, vec![blob(id.octets()), Value::Blob(sealed), moment(at)]);
    }

    pub(super) fn extract(&mut self, seen: &Seen, of: &EvidenceId, extract: &NewExtract, from: Option<Moment>) {
        self.enter(&extract.id, &extract.sealed, from);
        let key = &seen.record_key;
        let sealed = key.seal(self.entropy, &Place("extracts.bytes", extract.id.octets()), &extract.sealed);
        let openings = key.seal(self.entropy, &Place("extracts.openings", extract.id.octets()), &extract.openings);
        let row = vec![blob(of.octets()), blob(extract.id.octets()), Value::Blob(sealed), Value::Blob(openings)];
        self.row(Table::Extracts, row);
        self.touch(seen.id.octets());
    }

    pub(super) fn begin_notice(&mut self, seen: &Seen, notice: &NewNotice) {
        let place = notice_place(&seen.id, notice.number);
        let bytes = seen.record_key.seal(self.entropy, &Place("notices.bytes", &place), &notice.bytes);
        let row = vec![
            blob(seen.id.octets()),
            int(notice.number),
            Value::Int(NoticeState::Begun.number()),
            moment(notice.deadline),
            int(notice.generation),
            Value::text(&notice.template),
            blob(notice.template_digest.0),
            Value::Blob(bytes),
            moment(notice.begun_at),
            notice.reminder.map_or(Value::NoInt, |number| int(number.into())),
        ];
        self.row(Table::Notices, row);
        self.touch(seen.id.octets());
    }

    pub(super) fn end_notice(&mut self, seen: &Seen, number: u32, end: &NoticeEnd) {
        let place = notice_place(&seen.id, number);
        let seal = |text: &Vec<u8>| seen.record_key.seal(self.entropy, &Place("notices.dialogue", &place), text);
        let dialogue = end.dialogue.as_ref().map_or(Value::NoBlob, |text| Value::Blob(seal(text)));
        let state = Value::Int(end.state.number());
        let row = vec![blob(seen.id.octets()), int(number), state, dialogue, moment(end.ended_at)];
        self.row(Table::NoticeEnds, row);
        self.touch(seen.id.octets());
    }

    pub(super) fn probed(&mut self, delivery: &DeliveryId, opened: bool, at: Moment) {
        let when = |it_is: bool| if it_is { moment(at) } else { Value::NoInt };
        self.row(Table::Probes, vec![blob(delivery.octets()), when(opened), when(opened), when(!opened)]);
        self.touch(delivery.octets());
    }

    pub(super) fn acknowledgement(&mut self, seen: &Seen, digest: &Sha256, bytes: &[u8], at: Moment) {
        let place = Place("acknowledgements.bytes", &[seen.id.octets().as_slice(), &digest.0].concat());
        let sealed = seen.record_key.seal(self.entropy, &place, bytes);
        let row = vec![blob(seen.id.octets()), blob(digest.0), Value::Blob(sealed), moment(at)];
        self.row(Table::Acknowledgements, row);
        self.touch(seen.id.octets());
    }

    pub(super) fn handed(&mut self, delivery: &DeliveryId, handed: Handed) {
        let (from, to) = (whole(handed.from), whole(handed.to));
        let row = vec![blob(delivery.octets()), int(handed.part), from, to, moment(handed.at)];
        self.row(Table::Handed, row);
        self.touch(delivery.octets());
    }

    pub(super) fn export(
        &mut self,
        seen: &Seen,
        length: u32,
        form: Form,
        bundle: Stored,
        at: Moment,
    ) -> Result<(), CommitError> {
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

    pub(super) fn revoke_links(&mut self, delivery: &DeliveryId, generation: u32) {
        let (delivery, generation) = (*delivery.octets(), i64::from(generation));
        self.condition(delivery, Condition::Generation { delivery, generation });
        self.row(Table::Generations, vec![blob(delivery), Value::Int(generation + 1)]);
    }

    pub(super) fn erase(&mut self, delivery: &DeliveryId, submission: &SubmissionId) {
        self.row(Table::Erasures, vec![blob(delivery.octets())]);
        self.row(Table::RecordsErased, vec![blob(delivery.octets())]);
        self.forget_attributes(delivery);
        self.destroy(delivery, submission, true);
    }

    pub(super) fn destroy(&mut self, delivery: &DeliveryId, submission: &SubmissionId, record_too: bool) {
        let (delivery, submission) = (*delivery.octets(), *submission.octets());
        self.unit.destroys.push(Destroy { delivery, submission, record_too });
        self.touch(&delivery);
        self.touch(&submission);
    }
}
