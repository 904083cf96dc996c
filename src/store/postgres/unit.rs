//! One unit of work as one transaction, beside those of other connections and nodes.
//!
//! What a unit depends on is locked first, row by row in the order of identifiers, then judged as on SQLite. Two hand-ins of
//! the same message meet at the row of `hand_ins`, which each writes before it judges. What stands in another's way is
//! rolled back and tried again, a bounded number of times.
//!
//! Crash: before COMMIT returned nobody was answered. A connection that is lost during COMMIT leaves unknown what happened;
//! so each unit first writes an identifier of its own (table `units`), and is tried again with the same: where that stands
//! already the unit has happened, where the first transaction still ends, PostgreSQL makes the second wait for it.

use std::fs;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgDatabaseError, PgSeverity};
use sqlx::{PgConnection, Postgres};

use super::super::error::{Failure, Queue};
use super::super::facts::Facts;
use super::super::folder::Finished;
use super::super::prepare::{Condition, Unit};
use super::super::sql::{Connection, query};
use super::super::{Cause, CommitError, destroyed, rows};
use super::Shared;

/// How often a unit is tried when others are in its way, its connection is lost, or it is unknown whether it happened.
const TRIES: u32 = 8;
/// The longest that a server may take for one step before its connection counts as lost.
const PATIENCE: Duration = Duration::from_secs(40);

/// How one attempt ended.
enum Ended {
    /// It is on disk; these files are named by no row any more.
    Committed(Vec<String>),
    /// A condition does not hold.
    Unlawful(CommitError),
    /// Nothing happened.
    Failed(sqlx::Error),
    /// COMMIT was sent and not answered.
    Unknown(sqlx::Error),
}

/// How far a transaction came before COMMIT.
enum Prepared {
    Lawful(Vec<String>),
    Unlawful(CommitError),
    /// An earlier attempt was committed.
    Happened,
}

/// Writes a unit; `Ok` once it is on disk.
pub(super) async fn write(shared: &Shared, mut unit: Unit) -> Result<(), CommitError> {
    let mut id = [0; 16];
    (shared.entropy)(&mut id);
    let (mut unknown, mut taken) = (false, false);
    for attempt in 1_u32.. {
        let error = match attempt_at(shared, &unit, &id, &mut unknown).await {
            Ended::Committed(gone) => {
                committed(shared, unit, &gone);
                return Ok(());
            }
            Ended::Unlawful(refusal) => return Err(refusal),
            Ended::Failed(error) => error,
            Ended::Unknown(error) => {
                unknown = true;
                error
            }
        };
        let failure = Failure::of(&error);
        if unknown && attempt >= TRIES {
            // The row that names the file may be on disk; the next open decides.
            unit.files.iter_mut().for_each(Finished::keep);
            return Err(CommitError::Unavailable(Cause::new(Queue::Unknown)));
        }
        match failure {
            _ if unknown => {}
            Failure::Again | Failure::Lost if attempt < TRIES => {}
            // Judged once more, the conditions say what it was; what they do not know stands in the way for good.
            Failure::Taken if !taken => taken = true,
            Failure::Taken => return Err(CommitError::Stale),
            Failure::Again | Failure::Lost | Failure::Later => return Err(CommitError::Unavailable(Cause::new(error))),
            Failure::Refused | Failure::Disk | Failure::Other => return Err(CommitError::Broken(Cause::new(error))),
        }
        tokio::time::sleep(pause(shared, attempt)).await;
    }
    Err(CommitError::Unavailable(Cause::new(Queue::Closed)))
}

/// What a committed unit leads to. A file that cannot be removed is a leftover of the next open.
fn committed(shared: &Shared, mut unit: Unit, gone: &[String]) {
    unit.files.iter_mut().for_each(Finished::keep);
    if !unit.destroys.is_empty() {
        destroyed::note(shared.folder.root(), &unit.destroys);
    }
    for name in gone {
        let _ = fs::remove_file(shared.folder.content().join(name));
    }
    if unit.wakes {
        shared.news.asked();
    }
}

/// 10 ms at first, doubling to about a second, each a random part longer, so that two do not meet again.
fn pause(shared: &Shared, attempt: u32) -> Duration {
    let mut random = [0];
    (shared.entropy)(&mut random);
    let pause = Duration::from_millis(10 << attempt.saturating_sub(1).min(7));
    pause + pause * u32::from(random[0]) / 256
}

async fn attempt_at(shared: &Shared, unit: &Unit, id: &[u8; 16], unknown: &mut bool) -> Ended {
    let mut connection = match shared.writes.acquire().await {
        Ok(connection) => connection,
        Err(error) => return Ended::Failed(error),
    };
    let gone = match patiently(prepare(&mut connection, unit, id, unknown)).await {
        Ok(Prepared::Lawful(gone)) => gone,
        Ok(Prepared::Unlawful(refusal)) => {
            roll_back(connection).await;
            return Ended::Unlawful(refusal);
        }
        Ok(Prepared::Happened) => {
            roll_back(connection).await;
            return Ended::Committed(Vec::new());
        }
        Err(error) => {
            roll_back(connection).await;
            return Ended::Failed(error);
        }
    };
    let commit = async { sqlx::raw_sql("commit").execute(&mut *connection).await };
    match patiently(commit).await {
        Ok(_) => Ended::Committed(gone),
        Err(error) if refused(&error) => {
            roll_back(connection).await;
            Ended::Failed(error)
        }
        Err(error) => {
            connection.close_on_drop();
            Ended::Unknown(error)
        }
    }
}

/// Whether the server itself says that it did not commit. One that ends while it commits may have.
fn refused(error: &sqlx::Error) -> bool {
    let said = error.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>());
    said.is_some_and(|said| said.severity() == PgSeverity::Error)
}

/// A server that does not answer in time counts as gone.
async fn patiently<T>(step: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    let late = |_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()));
    tokio::time::timeout(PATIENCE, step).await.unwrap_or_else(late)
}

/// A connection that cannot be rolled back is not used again.
async fn roll_back(mut connection: PoolConnection<Postgres>) {
    let rolled_back = async { sqlx::raw_sql("rollback").execute(&mut *connection).await };
    if patiently(rolled_back).await.is_err() {
        connection.close_on_drop();
    }
}

async fn prepare(
    connection: &mut PgConnection,
    unit: &Unit,
    id: &[u8; 16],
    unknown: &mut bool,
) -> Result<Prepared, sqlx::Error> {
    let begun = Connection::Postgres(connection).begin();
    sqlx::raw_sql(begun).execute(&mut *connection).await?;
    if !enter(connection, unit, id).await? {
        return Ok(Prepared::Happened);
    }
    // What an earlier attempt had begun is over, and nothing of it happened.
    *unknown = false;
    lock(connection, unit).await?;
    let mut connection = Connection::Postgres(connection);
    if let Err(refusal) = Facts::read(&mut connection, &[unit]).await?.judge(unit) {
        return Ok(Prepared::Unlawful(refusal));
    }
    rows::insert(&mut connection, &[unit]).await?;
    let mut gone = Vec::new();
    for destroy in &unit.destroys {
        gone.extend(rows::destroy(&mut connection, destroy).await?);
    }
    Ok(Prepared::Lawful(gone))
}

/// Writes the unit's own identifier, and takes the deliveries that it touches; `false` where it was committed before.
async fn enter(connection: &mut PgConnection, unit: &Unit, id: &[u8; 16]) -> Result<bool, sqlx::Error> {
    let touched: Vec<&[u8]> = unit.touches.iter().map(<[u8; 16]>::as_slice).collect();
    let fresh: i64 = sqlx::query_scalar(
        "with fresh as (insert into units (id, committed_at) \
         values ($1, (extract(epoch from now()) * 1000000)::bigint) on conflict (id) do nothing returning id), \
         held as (select id from deliveries where id = any ($2) order by id for update) \
         select count(*) from fresh where (select count(*) from held) >= 0",
    )
    .bind(id.as_slice())
    .bind(touched)
    .fetch_one(connection)
    .await?;
    Ok(fresh == 1)
}

/// Takes the other rows that the unit's conditions are about.
async fn lock(connection: &mut PgConnection, unit: &Unit) -> Result<(), sqlx::Error> {
    if !unit.destroys.is_empty() {
        // Of two that destroy the keys to one content, the second must see that the first did.
        let submissions: Vec<&[u8]> = unit.destroys.iter().map(|destroy| destroy.submission.as_slice()).collect();
        let _: Vec<Vec<u8>> =
            sqlx::query_scalar("select id from submissions where id = any ($1) order by id for update")
                .bind(submissions)
                .fetch_all(&mut *connection)
                .await?;
    }
    if unit.conditions.iter().any(|condition| matches!(condition, Condition::Tlog { .. })) {
        // Whoever takes the lease waits for the unit of the one before; a unit behind it finds another fence.
        query("select fence from tlog_sequencer for update").rows(Connection::Postgres(connection)).await?;
    }
    let mut chains: Vec<&[u8]> = Vec::new();
    for condition in &unit.conditions {
        if let Condition::OwnLength { chain, .. } = condition {
            chains.push(chain.as_slice());
        }
    }
    if !chains.is_empty() {
        // Whoever states something about an address waits for what rests on what was stated before, and the other way round.
        let _: Vec<Vec<u8>> =
            sqlx::query_scalar("select id from own_chains where id = any ($1) order by id for update")
                .bind(chains)
                .fetch_all(&mut *connection)
                .await?;
    }
    let mut fingerprints: Vec<&[u8; 16]> = Vec::new();
    for condition in &unit.conditions {
        if let Condition::FirstHandIn { fingerprint, .. } = condition {
            fingerprints.push(fingerprint);
        }
    }
    fingerprints.sort_unstable();
    for fingerprint in fingerprints {
        // A row that ended long ago, or the one that stands there, locked either way.
        query(
            "insert into hand_ins (fingerprint, submission_id, until_at) values ($1, $1, $2) \
             on conflict (fingerprint) do update set until_at = hand_ins.until_at",
        )
        .bind(fingerprint.as_slice())
        .bind(i64::MIN)
        .run(Connection::Postgres(connection))
        .await?;
    }
    Ok(())
}
