//! What is stated about one address alone.

use super::super::Cause;
use super::super::error::CommitError;
use super::super::keys::Place;
use super::super::mandates::KeptMandate;
use super::super::many::Value;
use super::super::own::OwnSeen;
use super::super::tables::Table;
use super::super::work::NewStatement;
use super::{Condition, Maker, blob, int, moment};
use crate::erds::id::{EvidenceId, MandateId};
use crate::erds::moment::Moment;

impl Maker<'_> {
    pub(super) fn state_own(&mut self, own: &OwnSeen, statement: &NewStatement) {
        let chain = own.id.octets();
        if own.statements.is_empty() {
            let place = Place("own_chains.wrapped_key", chain);
            let wrapped = self.ring.master.seal(self.entropy, &place, own.key.octets());
            self.row(Table::OwnChains, vec![blob(chain), blob(own.index), Value::Blob(wrapped)]);
        }
        let place = Place("own_statements.bytes", statement.id.octets());
        let bytes = own.key.seal(self.entropy, &place, &statement.canonical);
        let row = vec![
            blob(statement.id.octets()),
            blob(chain),
            statement.sequence.map_or(Value::NoInt, int),
            Value::text(statement.event.name()),
            moment(statement.time),
            blob(statement.digest.0),
            Value::Blob(bytes),
        ];
        self.row(Table::OwnStatements, row);
        self.rests_on(own);
    }

    /// Nothing else was stated about the address since it was read. Of a chain that is not there yet, the tables tell by themselves.
    pub(super) fn rests_on(&mut self, own: &OwnSeen) {
        self.touch(&own.index);
        if let Some(last) = own.statements.last() {
            let condition = Condition::OwnLength { chain: *own.id.octets(), length: i64::from(last.sequence) };
            self.condition(own.index, condition);
        }
    }

    pub(super) fn mandate(&mut self, id: &MandateId, kept: &KeptMandate, at: Moment) -> Result<(), CommitError> {
        let json = serde_json::to_vec(kept).map_err(|error| CommitError::Broken(Cause::new(error)))?;
        let record = self.ring.master.seal(self.entropy, &Place("mandates.record", id.octets()), &json);
        self.row(Table::Mandates, vec![blob(id.octets()), Value::Blob(record), moment(at)]);
        self.touch(id.octets());
        Ok(())
    }

    pub(super) fn seal_own(&mut self, own: &OwnSeen, id: &EvidenceId, bytes: &[u8], [at, from]: [Moment; 2]) {
        self.enter(id, bytes, Some(from));
        let sealed = own.key.seal(self.entropy, &Place("own_sealed.bytes", id.octets()), bytes);
        self.row(Table::OwnSealed, vec![blob(id.octets()), Value::Blob(sealed), moment(at)]);
        self.touch(&own.index);
    }
}
