//! One transaction for many units: first all conditions, then one statement per table for the units whose conditions held,
//! then COMMIT, then the answers.
//!
//! Crash: before COMMIT returned nothing of the group happened; after it all of it did, answered or not. A constraint that
//! refuses one unit rolls the group back and replays it unit by unit; any other error fails the group; a disk that failed
//! leaves unknown what is on it, so the store takes no more (`Store::failed`).

use std::fs;

use sqlx::SqliteConnection;

use super::super::claims;
use super::super::error::{CommitError, Failure};
use super::super::facts::Facts;
use super::super::folder::{Finished, Folder};
use super::super::prepare::{Destroy, Unit};
use super::super::sql::{Connection, query};
use super::super::{Cause, Claimed, destroyed, rows};
use super::claim::CLAIM;
use super::writer::Request;

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
        Failure::Later | Failure::Again | Failure::Lost => CommitError::Unavailable(Cause::new(error)),
        Failure::Refused | Failure::Disk | Failure::Other => CommitError::Broken(Cause::new(error)),
    };
    for mut request in group.drain(..) {
        if failure == Failure::Disk
            && let Request::Commit { unit, .. } = &mut request
        {
            // The row that names the file may be on disk; the next open decides.
            unit.files.iter_mut().for_each(Finished::keep);
        }
        request.refuse(&refusal);
    }
    Written { jobs: false, disk_failed: failure == Failure::Disk }
}

/// SQLite may have rolled back by itself; then this fails and changes nothing.
async fn roll_back(connection: &mut SqliteConnection) {
    let _ = query("rollback").run(Connection::Sqlite(connection)).await;
}

async fn transact(
    connection: &mut SqliteConnection,
    folder: &Folder,
    group: &[Request],
) -> Result<Vec<Outcome>, sqlx::Error> {
    let mut connection = Connection::Sqlite(connection);
    query("begin immediate").run(connection.again()).await?;
    let units: Vec<&Unit> = group.iter().filter_map(Request::unit).collect();
    let facts = Facts::read(&mut connection, &units).await?;
    let mut verdicts: Vec<Result<(), CommitError>> = units.iter().map(|unit| facts.judge(unit)).collect();
    let lawful: Vec<&Unit> = units.iter().zip(&verdicts).filter(|(_, v)| v.is_ok()).map(|(unit, _)| *unit).collect();
    rows::insert(&mut connection, &lawful).await?;
    let mut gone = Vec::new();
    for destroy in lawful.iter().flat_map(|unit| &unit.destroys) {
        gone.extend(rows::destroy(&mut connection, destroy).await?);
    }
    let destroyed: Vec<Destroy> = lawful.iter().flat_map(|unit| unit.destroys.iter().copied()).collect();
    let mut forgets = lawful.iter().any(|unit| unit.forgets);
    let mut outcomes = Vec::with_capacity(group.len());
    verdicts.reverse();
    for request in group {
        outcomes.push(match request {
            Request::Commit { .. } => Outcome::Unit(verdicts.pop().unwrap_or(Err(CommitError::Stale))),
            Request::Claim { claim, .. } => Outcome::Claimed(claim.run(CLAIM, connection.again()).await?),
            Request::Sweep { now, .. } => {
                forgets |= claims::sweep(&mut connection, *now).await?;
                Outcome::Swept
            }
        });
    }
    query("commit").run(connection.again()).await?;
    if !destroyed.is_empty() {
        destroyed::note(folder.root(), &destroyed);
    }
    if forgets || !destroyed.is_empty() {
        after_destruction(connection, folder, &gone).await;
    }
    Ok(outcomes)
}

/// Answers after COMMIT, beside the next group: waking so many and freeing what they brought takes as long as some of the
/// statements. Files stay first: an answer may be lost when the process ends, a file that a row names may not.
fn answer(mut group: Vec<Request>, outcomes: Vec<Outcome>) -> Written {
    let mut jobs = false;
    for (request, outcome) in group.iter_mut().zip(&outcomes) {
        if let (Request::Commit { unit, .. }, Outcome::Unit(Ok(()))) = (request, outcome) {
            unit.files.iter_mut().for_each(Finished::keep);
            jobs |= unit.wakes;
        }
    }
    tokio::spawn(async move { group.into_iter().zip(outcomes).for_each(|(request, outcome)| tell(request, outcome)) });
    Written { jobs, disk_failed: false }
}

fn tell(request: Request, outcome: Outcome) {
    // Whoever no longer waits does not need the answer; what they asked for has happened.
    match (request, outcome) {
        (Request::Commit { answer, .. }, Outcome::Unit(verdict)) => drop(answer.send(verdict)),
        (Request::Claim { answer, .. }, Outcome::Claimed(claimed)) => drop(answer.send(Ok(claimed))),
        (Request::Sweep { answer, .. }, Outcome::Swept) => drop(answer.send(Ok(()))),
        (request, _) => request.refuse(&CommitError::Stale),
    }
}

/// Empties the write-ahead log, in which destroyed keys stood, and removes files that no row names. What fails here is made
/// good by the next destruction or open.
async fn after_destruction(connection: Connection<'_>, folder: &Folder, gone: &[String]) {
    let _ = query("pragma wal_checkpoint(truncate)").run(connection).await;
    for name in gone {
        let _ = fs::remove_file(folder.content().join(name));
    }
}
