//! Jobs that a unit asks for or ends.

use super::super::Claimed;
use super::super::many::Value;
use super::super::tables::Table;
use super::{Maker, blob, int, moment};
use crate::erds::moment::Moment;

impl Maker<'_> {
    pub(super) fn done(&mut self, claimed: &Claimed) {
        self.row(Table::JobsDone, lease(claimed));
        self.row(Table::JobsAgain, lease(claimed));
    }

    pub(super) fn retry(&mut self, claimed: &Claimed, at: Moment) {
        let mut row = lease(claimed);
        row.push(moment(at));
        self.row(Table::JobsRetried, row);
        self.unit.wakes = true;
    }

    pub(super) fn dead(&mut self, claimed: &Claimed, at: Moment, why: &str) {
        let mut row = lease(claimed);
        // PostgreSQL takes no NUL in a text.
        row.extend([moment(at), Value::Text(why.replace('\0', ""))]);
        self.row(Table::JobsDead, row);
    }

    /// One row per kind and subject, the earliest due time of each.
    pub(super) fn finish_jobs(&mut self) {
        self.jobs.sort_unstable_by_key(|(kind, subject, due_at)| (*kind, *subject, *due_at));
        self.jobs.dedup_by_key(|(kind, subject, _)| (*kind, *subject));
        self.unit.wakes |= !self.jobs.is_empty();
        for (kind, subject, due_at) in std::mem::take(&mut self.jobs) {
            self.row(Table::Jobs, vec![Value::text(kind), blob(subject), moment(due_at), Value::Int(0)]);
        }
    }
}

fn lease(claimed: &Claimed) -> Vec<Value> {
    let kind = Value::text(claimed.kind.name());
    vec![kind, blob(claimed.subject.0), int(claimed.attempt), moment(claimed.until)]
}
