//! One transaction for many units: first all conditions, then one statement per table for the units whose conditions held,
//! then COMMIT, then the answers.
//!
//! Crash: before COMMIT returned nothing of the group happened; after it all of it did, answered or not. A constraint that
//! refuses one unit rolls the group back and replays it unit by unit; any other error fails the group; a disk that failed
//! leaves unknown what is on it, so the store takes no more (`Store::failed`).

use std::collections::{HashMap, HashSet};
use std::fs;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use super::claims;
use super::error::{CommitError, Failure};
use super::folder::Folder;
use super::many::{Many, Value};
use super::prepare::{Condition, Destroy, Unit};
use super::sql::query;
use super::tables::TABLES;
use super::writer::Request;
use super::{Cause, Claimed};
use crate::erds::id::SubmissionId;

/// What came of a group.
#[derive(Default)]
pub(super) struct Written {
    /// Whether jobs were asked for.
    pub(super) jobs: bool,
    /// Whether it is unknown what is on the disk.
    pub(super) disk_failed: bool,
}

/// What came of one request, to be answered after COMMIT.
enum Outcome {
    Unit(Result<(), CommitError>),
    Claimed(Vec<Claimed>),
    Swept,
}

/// Writes a group and answers everybody in it.
pub(super) async fn write(connection: &mut SqliteConnection, folder: &Folder, mut group: Vec<Request>) -> Written {
    let error = match transact(connection, folder, &group).await {
        Ok(outcomes) => return answer(group, outcomes),
        Err(error) => error,
    };
    roll_back(connection).await;
    let failure = Failure::of(&error);
    if matches!(failure, Failure::Taken | Failure::Refused) && group.len() > 1 {
        let mut written = Written::default();
        for request in group {
            let one = Box::pin(write(connection, folder, vec![request])).await;
            written.jobs |= one.jobs;
            written.disk_failed |= one.disk_failed;
        }
        return written;
    }
    let refusal = match failure {
        Failure::Taken => CommitError::Stale,
        Failure::Later => CommitError::Unavailable(Cause::new(error)),
        Failure::Refused | Failure::Disk | Failure::Other => CommitError::Broken(Cause::new(error)),
    };
    for mut request in group.drain(..) {
        if failure == Failure::Disk
            && let Request::Commit { unit, .. } = &mut request
        {
            // The row that names the file may be on disk; the next open decides.
            unit.files.iter_mut().for_each(super::folder::Finished::keep);
        }
        request.refuse(&refusal);
    }
    Written { jobs: false, disk_failed: failure == Failure::Disk }
}

/// SQLite may have rolled back by itself; then this fails and changes nothing.
async fn roll_back(connection: &mut SqliteConnection) {
    let _ = query("rollback").execute(connection).await;
}

async fn transact(
    connection: &mut SqliteConnection,
    folder: &Folder,
    group: &[Request],
) -> Result<Vec<Outcome>, sqlx::Error> {
    query("begin immediate").execute(&mut *connection).await?;
    let units: Vec<&Unit> = group.iter().filter_map(Request::unit).collect();
    let facts = Facts::read(connection, &units).await?;
    let mut verdicts: Vec<Result<(), CommitError>> = units.iter().map(|unit| facts.judge(unit)).collect();
    let lawful: Vec<&Unit> = units.iter().zip(&verdicts).filter(|(_, v)| v.is_ok()).map(|(unit, _)| *unit).collect();
    insert(connection, &lawful).await?;
    let mut gone = Vec::new();
    for destroy in lawful.iter().flat_map(|unit| &unit.destroys) {
        gone.extend(self::destroy(connection, destroy).await?);
    }
    let destroyed: Vec<Destroy> = lawful.iter().flat_map(|unit| unit.destroys.iter().copied()).collect();
    let mut outcomes = Vec::with_capacity(group.len());
    verdicts.reverse();
    for request in group {
        outcomes.push(match request {
            Request::Commit { .. } => Outcome::Unit(verdicts.pop().unwrap_or(Err(CommitError::Stale))),
            Request::Claim { claim, .. } => Outcome::Claimed(claim.run(connection).await?),
            Request::Sweep { now, .. } => {
                claims::sweep(connection, *now).await?;
                Outcome::Swept
            }
        });
    }
    query("commit").execute(&mut *connection).await?;
    if !destroyed.is_empty() {
        super::destroyed::note(folder.root(), &destroyed);
        after_destruction(connection, folder, &gone).await;
    }
    Ok(outcomes)
}

fn answer(group: Vec<Request>, outcomes: Vec<Outcome>) -> Written {
    let mut jobs = false;
    for (request, outcome) in group.into_iter().zip(outcomes) {
        // Whoever no longer waits does not need the answer; what they asked for has happened.
        match (request, outcome) {
            (Request::Commit { mut unit, answer, .. }, Outcome::Unit(verdict)) => {
                if verdict.is_ok() {
                    unit.files.iter_mut().for_each(super::folder::Finished::keep);
                    jobs |= unit.wakes;
                }
                drop(unit);
                let _ = answer.send(verdict);
            }
            (Request::Claim { answer, .. }, Outcome::Claimed(claimed)) => drop(answer.send(Ok(claimed))),
            (Request::Sweep { answer, .. }, Outcome::Swept) => drop(answer.send(Ok(()))),
            (request, _) => request.refuse(&CommitError::Stale),
        }
    }
    Written { jobs, disk_failed: false }
}

/// One statement per table, in the order of the tables.
async fn insert(connection: &mut SqliteConnection, units: &[&Unit]) -> Result<(), sqlx::Error> {
    let mut rows: Vec<&(super::tables::Table, Vec<Value>)> = units.iter().flat_map(|unit| &unit.rows).collect();
    rows.sort_by_key(|(table, _)| *table);
    for of_table in rows.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((table, many)) = of_table.first().and_then(|(table, _)| TABLES.get(*table as usize)) else { continue };
        debug_assert!(of_table.iter().all(|(this, _)| this == table), "TABLES stands in the order of Table");
        let values: Vec<&Value> = of_table.iter().flat_map(|(_, values)| values).collect();
        many.run(connection, &values).await?;
    }
    Ok(())
}

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
static TRIES: Many = Many::new("select id, tries, used from codes where id in (values ", 1, ")");

/// What the conditions of a group are judged by, as it stands inside the transaction.
#[derive(Default)]
struct Facts {
    /// Deliveries of which a condition does not hold; a group has at most one unit per delivery.
    otherwise: HashSet<[u8; 16]>,
    hand_ins: HashMap<[u8; 16], (SubmissionId, i64)>,
    spent: HashSet<[u8; 16]>,
    /// Tries, used.
    codes: HashMap<[u8; 16], (i64, i64)>,
}

impl Facts {
    async fn read(connection: &mut SqliteConnection, units: &[&Unit]) -> Result<Self, sqlx::Error> {
        let [mut versions, mut generations, mut exactly, mut at_least] = [const { Vec::new() }; 4];
        let [mut hand_ins, mut spent, mut codes] = [const { Vec::new() }; 3];
        for condition in units.iter().flat_map(|unit| &unit.conditions) {
            let wanted = |delivery: &[u8; 16], is: &i64| [Value::blob(delivery), Value::Int(*is)];
            match condition {
                Condition::Version { delivery, version } => versions.extend(wanted(delivery, version)),
                Condition::Generation { delivery, generation } => generations.extend(wanted(delivery, generation)),
                Condition::SealedExactly { delivery, length } => exactly.extend(wanted(delivery, length)),
                Condition::SealedAtLeast { delivery, length } => at_least.extend(wanted(delivery, length)),
                Condition::FirstHandIn { fingerprint, .. } => hand_ins.push(Value::blob(fingerprint)),
                Condition::Unspent { id } => spent.push(Value::blob(id)),
                Condition::Tries { id, .. } => codes.push(Value::blob(id)),
            }
        }
        let mut facts = Self::default();
        let of_deliveries = [
            (&VERSION, versions),
            (&GENERATION, generations),
            (&SEALED_EXACTLY, exactly),
            (&SEALED_AT_LEAST, at_least),
        ];
        for (which, wanted) in of_deliveries {
            for row in which.fetch(connection, &wanted).await? {
                facts.otherwise.insert(id(&row, 0)?);
            }
        }
        for row in HAND_INS.fetch(connection, &hand_ins).await? {
            facts.hand_ins.insert(id(&row, 0)?, (SubmissionId::from_octets(id(&row, 1)?), row.try_get(2)?));
        }
        for row in SPENT.fetch(connection, &spent).await? {
            facts.spent.insert(id(&row, 0)?);
        }
        for row in TRIES.fetch(connection, &codes).await? {
            facts.codes.insert(id(&row, 0)?, (row.try_get(1)?, row.try_get(2)?));
        }
        Ok(facts)
    }

    fn judge(&self, unit: &Unit) -> Result<(), CommitError> {
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
            Condition::Tries { id, tries } => match self.codes.get(id) {
                Some((_, 1)) => Err(CommitError::Spent),
                Some((is, _)) => stale(is == tries),
                None => Err(CommitError::Stale),
            },
        }
    }
}

/// The identifier in a column.
fn id(row: &SqliteRow, column: usize) -> Result<[u8; 16], sqlx::Error> {
    let octets: &[u8] = row.try_get(column)?;
    octets.try_into().map_err(|_| sqlx::Error::Decode("an identifier of another length".into()))
}

/// Destroys a delivery's keys; the bytes go with the last key that opens them. Gives the files that no row names any more.
pub(super) async fn destroy(connection: &mut SqliteConnection, destroy: &Destroy) -> Result<Vec<String>, sqlx::Error> {
    let (delivery, submission) = (destroy.delivery.as_slice(), destroy.submission.as_slice());
    query("update keys set content_key = null, submission_key = null where delivery_id = $1")
        .bind(delivery)
        .execute(&mut *connection)
        .await?;
    let mut forms = 1_i64;
    if destroy.record_too {
        query("update keys set record_key = null where delivery_id = $1")
            .bind(delivery)
            .execute(&mut *connection)
            .await?;
        forms = 0;
    }
    let bundles: Vec<Option<String>> =
        sqlx::query_scalar("delete from exports where delivery_id = $1 and form >= $2 returning file")
            .bind(delivery)
            .bind(forms)
            .fetch_all(&mut *connection)
            .await?;
    let contents: Vec<Option<String>> = sqlx::query_scalar(
        "delete from contents where submission_id = $1 and not exists (\
         select 1 from keys where keys.submission_id = contents.submission_id and keys.submission_key is not null) \
         returning file",
    )
    .bind(submission)
    .fetch_all(connection)
    .await?;
    Ok(bundles.into_iter().chain(contents).flatten().collect())
}

/// Empties the write-ahead log, in which destroyed keys stood, and removes files that no row names. What fails here is made
/// good by the next destruction or open.
async fn after_destruction(connection: &mut SqliteConnection, folder: &Folder, gone: &[String]) {
    let _ = query("pragma wal_checkpoint(truncate)").execute(connection).await;
    for name in gone {
        let _ = fs::remove_file(folder.content().join(name));
    }
}
