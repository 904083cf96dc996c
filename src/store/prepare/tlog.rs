//! What becomes of the transparency log: entries that arrive, and what its sequencer writes.

use super::super::many::Value;
use super::super::service::ServiceStart;
use super::super::tables::Table;
use super::super::tlog::{
    BatchEntry, EVIDENCE, FILLER, NewCheckpoint, SERVICE, SequencerLease, TEMPLATE, WaitingEntry,
};
use super::{Condition, Maker, blob, moment, whole};
use crate::crypto::sha256;
use crate::erds::id::EvidenceId;
use crate::erds::moment::Moment;
use crate::tlog::note::Line;

/// What every unit of a sequencer touches: units of two never stand in one group.
const SEQUENCER: [u8; 16] = *b"tlog sequencer \0";
/// Stands for a log without checkpoint.
const NONE: i64 = -1;

impl Maker<'_> {
    pub(super) fn enter(&mut self, id: &EvidenceId, sealed: &[u8], from: Option<Moment>) {
        let (entry, from) = (blob(sha256(sealed)), from.map_or(Value::NoInt, moment));
        self.row(Table::TlogWaiting, vec![blob(id.octets()), Value::Int(EVIDENCE), entry, from]);
        self.unit.wakes = true;
    }

    pub(super) fn enter_template(&mut self, id: &EvidenceId, text: &str) {
        let entry = blob(sha256(text.as_bytes()));
        self.row(Table::TlogWaiting, vec![blob(id.octets()), Value::Int(TEMPLATE), entry, Value::NoInt]);
        self.unit.wakes = true;
    }

    pub(super) fn start(&mut self, start: ServiceStart) {
        let entry = blob(sha256(&start.note));
        self.row(Table::TlogWaiting, vec![blob(start.id.octets()), Value::Int(SERVICE), entry, Value::NoInt]);
        let row = vec![blob(start.id.octets()), moment(start.started), Value::Blob(start.note)];
        self.row(Table::ServiceStatements, row);
        self.unit.wakes = true;
    }

    pub(super) fn lease(&mut self, seen: &SequencerLease, next: &SequencerLease) {
        self.fenced(seen.fence, None, None);
        self.row(Table::TlogSequencer, vec![whole(next.fence), blob(next.holder), moment(next.until)]);
    }

    pub(super) fn index(&mut self, fence: u64, first: u64, entries: &[WaitingEntry]) {
        self.fenced(fence, Some(number(first)), None);
        for (index, waiting) in (first..).zip(entries) {
            let row = vec![whole(index), blob(waiting.id), Value::Int(waiting.kind), blob(waiting.entry)];
            self.row(Table::TlogEntries, row);
            self.row(Table::TlogIndexed, vec![Value::Int(waiting.arrival)]);
        }
    }

    pub(super) fn index_held(&mut self, fence: u64, first: u64, batch: &[BatchEntry], hour: Moment) {
        self.fenced(fence, Some(number(first)), None);
        self.row(Table::TlogHeld, vec![moment(hour)]);
        for (index, entry) in (first..).zip(batch) {
            let (id, kind, entry) = match entry {
                BatchEntry::Held(waiting) => {
                    self.row(Table::TlogIndexed, vec![Value::Int(waiting.arrival)]);
                    (waiting.id, waiting.kind, waiting.entry)
                }
                BatchEntry::Filler { id, entry } => (*id.octets(), FILLER, *entry),
            };
            self.row(Table::TlogEntries, vec![whole(index), blob(id), Value::Int(kind), blob(entry)]);
        }
    }

    pub(super) fn held_hour(&mut self, fence: u64, hour: Moment) {
        self.fenced(fence, None, None);
        self.row(Table::TlogHeld, vec![moment(hour)]);
    }

    pub(super) fn checkpoint(&mut self, fence: u64, before: Option<u64>, checkpoint: NewCheckpoint) {
        self.fenced(fence, None, Some(before.map_or(NONE, number)));
        let mut row = vec![whole(checkpoint.size), blob(checkpoint.root.0), Value::Blob(checkpoint.note)];
        row.extend([whole(fence), moment(checkpoint.at)]);
        self.row(Table::TlogCheckpoints, row);
    }

    pub(super) fn cosignature(&mut self, size: u64, line: &Line, at: Moment) {
        let row = vec![whole(size), Value::text(line.name()), blob(line.id().0), Value::Text(line.to_string())];
        self.row(Table::TlogCosignatures, [row, vec![moment(at)]].concat());
    }

    fn fenced(&mut self, fence: u64, entries: Option<i64>, checkpoint: Option<i64>) {
        self.condition(SEQUENCER, Condition::Tlog { fence: number(fence), entries, checkpoint });
    }
}

/// Fences, indexes and sizes are far below 2^63.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
