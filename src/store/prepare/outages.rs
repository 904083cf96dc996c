//! What did not work, and that the service is there.

use std::time::Duration;

use super::super::many::Value;
use super::super::outages::Outage;
use super::super::tables::Table;
use super::{Maker, blob, moment};
use crate::erds::id::OutageId;
use crate::erds::moment::Moment;

/// What every sign of life touches.
const HEART: &[u8; 16] = b"heartbeat      \0";

impl Maker<'_> {
    pub(super) fn outage(&mut self, outage: &Outage, at: Moment) {
        let row = vec![
            blob(outage.id.octets()),
            Value::text(outage.failing.name()),
            Value::Int(i64::from(outage.by_operator)),
            outage.delivery.map_or(Value::NoBlob, |delivery| blob(delivery.octets())),
            moment(outage.from),
            outage.to.map_or(Value::NoInt, moment),
            outage.words.as_deref().map_or(Value::NoText, Value::text),
            moment(at),
        ];
        self.row(Table::Outages, row);
        self.touch(outage.id.octets());
    }

    pub(super) fn end_outage(&mut self, id: &OutageId, at: Moment) {
        self.row(Table::OutageEnds, vec![blob(id.octets()), moment(at)]);
        self.touch(id.octets());
    }

    pub(super) fn beat(&mut self, at: Moment, ahead: Duration) {
        let ahead = i64::try_from(ahead.as_micros()).unwrap_or(i64::MAX);
        self.row(Table::Heartbeat, vec![Value::Int(1), moment(at), Value::Int(ahead)]);
        self.touch(HEART);
    }
}
