//! The conditions of units, judged by what stands in the database inside the transaction that will write them.

use std::collections::{HashMap, HashSet};

use super::error::CommitError;
use super::many::{Many, Value};
use super::prepare::{Condition, Unit};
use super::sql::{Connection, Row, query};
use crate::erds::id::SubmissionId;

/// Of the deliveries as they should be, those that are not so, or not there; none, as a rule.
static VERSION: Many = Many::new(
    "with wanted (id, version) as (values ",
    2,
    ") select wanted.id from wanted left join deliveries on deliveries.id = wanted.id \
     where deliveries.version is distinct from wanted.version",
);
static GENERATION: Many = Many::new(
    "with wanted (id, generation) as (values ",
    2,
    ") select wanted.id from wanted left join deliveries on deliveries.id = wanted.id \
     where deliveries.link_generation is distinct from wanted.generation",
);
static SEALED_EXACTLY: Many = Many::new(
    "with wanted (id, length) as (values ",
    2,
    ") select wanted.id from wanted left join deliveries on deliveries.id = wanted.id \
     where deliveries.sealed_length is distinct from wanted.length",
);
static SEALED_AT_LEAST: Many = Many::new(
    "with wanted (id, length) as (values ",
    2,
    ") select wanted.id from wanted left join deliveries on deliveries.id = wanted.id \
     where coalesce(deliveries.sealed_length, -1) < wanted.length",
);
static HAND_INS: Many =
    Many::new("select fingerprint, submission_id, until_at from hand_ins where fingerprint in (values ", 1, ")");
static SPENT: Many = Many::new("select id from spent_tokens where id in (values ", 1, ")");
static HELD: Many = Many::new(
    "select delivery_id, digest, until_at from replies where until_at is not null and (delivery_id, digest) in (values ",
    2,
    ")",
);
/// Of the chains of single addresses as they should be, those that are longer, or not there; none, as a rule.
static OWN_LENGTH: Many = Many::new(
    "with wanted (id, length) as (values ",
    2,
    ") select wanted.id from wanted where \
     coalesce((select max(s.sequence) from own_statements s where s.chain_id = wanted.id), 0) <> wanted.length",
);
static TRIES: Many = Many::new("select id, tries, used from codes where id in (values ", 1, ")");

/// All of them, for the test that looks at how SQLite goes about them.
#[cfg(test)]
pub(super) static CONDITIONS: [&Many; 9] =
    [&VERSION, &GENERATION, &SEALED_EXACTLY, &SEALED_AT_LEAST, &HAND_INS, &SPENT, &HELD, &OWN_LENGTH, &TRIES];

const TLOG: &str = "select fence, coalesce((select max(number) + 1 from tlog_entries), 0), \
     coalesce((select max(size) from tlog_checkpoints), -1) from tlog_sequencer";

/// What the conditions of a group are judged by, as it stands inside the transaction.
#[derive(Default)]
pub(super) struct Facts {
    /// Deliveries of which a condition does not hold; a group has at most one unit per delivery.
    otherwise: HashSet<[u8; 16]>,
    hand_ins: HashMap<[u8; 16], (SubmissionId, i64)>,
    spent: HashSet<[u8; 16]>,
    /// Until when letters are held.
    held: HashMap<([u8; 16], [u8; 32]), i64>,
    /// Chains of single addresses of which a condition does not hold.
    longer: HashSet<[u8; 16]>,
    /// Tries, used.
    codes: HashMap<[u8; 16], (i64, i64)>,
    /// Fence, entries, size of the last checkpoint or -1.
    tlog: Option<(i64, i64, i64)>,
}

impl Facts {
    pub(super) async fn read(connection: &mut Connection<'_>, units: &[&Unit]) -> Result<Self, sqlx::Error> {
        let [mut versions, mut generations, mut exactly, mut at_least] = [const { Vec::new() }; 4];
        let mut tlog = false;
        let [mut hand_ins, mut spent, mut codes, mut held, mut own] = [const { Vec::new() }; 5];
        for condition in units.iter().flat_map(|unit| &unit.conditions) {
            let wanted = |delivery: &[u8; 16], is: &i64| [Value::blob(delivery), Value::Int(*is)];
            match condition {
                Condition::Version { delivery, version } => versions.extend(wanted(delivery, version)),
                Condition::Generation { delivery, generation } => generations.extend(wanted(delivery, generation)),
                Condition::SealedExactly { delivery, length } => exactly.extend(wanted(delivery, length)),
                Condition::SealedAtLeast { delivery, length } => at_least.extend(wanted(delivery, length)),
                Condition::FirstHandIn { fingerprint, .. } => hand_ins.push(Value::blob(fingerprint)),
                Condition::Unspent { id } => spent.push(Value::blob(id)),
                Condition::HeldReply { delivery, digest, .. } => {
                    held.extend([Value::blob(delivery), Value::blob(digest)]);
                }
                Condition::OwnLength { chain, length } => own.extend(wanted(chain, length)),
                Condition::Tries { id, .. } => codes.push(Value::blob(id)),
                Condition::Tlog { .. } => tlog = true,
            }
        }
        let mut facts = Self::default();
        if tlog && let Some(row) = query(TLOG).rows(connection.again()).await?.first() {
            facts.tlog = Some((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
        }
        let of_deliveries = [
            (&VERSION, versions),
            (&GENERATION, generations),
            (&SEALED_EXACTLY, exactly),
            (&SEALED_AT_LEAST, at_least),
        ];
        for (which, wanted) in of_deliveries {
            for row in which.fetch(connection.again(), &wanted).await? {
                facts.otherwise.insert(id(&row, 0)?);
            }
        }
        for row in HAND_INS.fetch(connection.again(), &hand_ins).await? {
            facts.hand_ins.insert(id(&row, 0)?, (SubmissionId::from_octets(id(&row, 1)?), row.try_get(2)?));
        }
        for row in SPENT.fetch(connection.again(), &spent).await? {
            facts.spent.insert(id(&row, 0)?);
        }
        for row in HELD.fetch(connection.again(), &held).await? {
            facts.held.insert((id(&row, 0)?, fixed(&row, 1)?), row.try_get(2)?);
        }
        for row in OWN_LENGTH.fetch(connection.again(), &own).await? {
            facts.longer.insert(id(&row, 0)?);
        }
        for row in TRIES.fetch(connection.again(), &codes).await? {
            facts.codes.insert(id(&row, 0)?, (row.try_get(1)?, row.try_get(2)?));
        }
        Ok(facts)
    }

    pub(super) fn judge(&self, unit: &Unit) -> Result<(), CommitError> {
        unit.conditions.iter().try_for_each(|condition| self.holds(condition))
    }

    fn holds(&self, condition: &Condition) -> Result<(), CommitError> {
        let stale = |holds: bool| if holds { Ok(()) } else { Err(CommitError::Stale) };
        match condition {
            Condition::Version { delivery, .. }
            | Condition::Generation { delivery, .. }
            | Condition::SealedExactly { delivery, .. }
            | Condition::SealedAtLeast { delivery, .. } => stale(!self.otherwise.contains(delivery)),
            Condition::FirstHandIn { fingerprint, now } => match self.hand_ins.get(fingerprint) {
                Some((first, until)) if now < until => Err(CommitError::Duplicate(*first)),
                _ => Ok(()),
            },
            Condition::Unspent { id } => {
                if self.spent.contains(id) {
                    Err(CommitError::Spent)
                } else {
                    Ok(())
                }
            }
            Condition::HeldReply { delivery, digest, now } => {
                stale(self.held.get(&(*delivery, *digest)).is_some_and(|until| now < until))
            }
            Condition::OwnLength { chain, .. } => stale(!self.longer.contains(chain)),
            Condition::Tries { id, tries } => match self.codes.get(id) {
                Some((_, 1..)) => Err(CommitError::Spent),
                Some((is, _)) => stale(is == tries),
                None => Err(CommitError::Stale),
            },
            Condition::Tlog { fence, entries, checkpoint } => stale(self.tlog.is_some_and(|(is, indexed, last)| {
                is == *fence && entries.is_none_or(|size| size == indexed) && checkpoint.is_none_or(|size| size == last)
            })),
        }
    }
}

/// The identifier in a column.
fn id(row: &Row, column: usize) -> Result<[u8; 16], sqlx::Error> {
    fixed(row, column)
}

fn fixed<const N: usize>(row: &Row, column: usize) -> Result<[u8; N], sqlx::Error> {
    let octets: &[u8] = row.try_get(column)?;
    octets.try_into().map_err(|_| sqlx::Error::Decode("an identifier of another length".into()))
}
