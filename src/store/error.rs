//! How the store fails, sorted by what the caller can do about it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use sqlx::postgres::PgDatabaseError;

pub use super::postgres::Refusal;
use crate::erds::id::SubmissionId;

/// What lies beneath; shared, since a group fails as one.
#[derive(Clone)]
pub struct Cause(Arc<dyn std::error::Error + Send + Sync>);

impl Cause {
    pub(super) fn new(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// Why opening, reading or writing content failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process has the data directory.
    #[error("the data directory {} is in use by process {holder}; stop that one first, or choose another with --data", path.display())]
    Held {
        /// The directory.
        path: PathBuf,
        /// The process that has it.
        holder: String,
    },
    /// Nodes run on the database that is to be looked at.
    #[error("a node of recepis runs on this database; stop every node first")]
    Nodes,
    /// The data directory cannot be used.
    #[error("{} cannot be used", path.display())]
    Folder {
        /// What cannot be used.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The key file is missing, damaged or belongs to another database.
    #[error("{} is missing, damaged or belongs to another database; put back the one that this database was made with", .0.display())]
    KeyFile(PathBuf),
    /// The data directory belongs to another database than the one that was named.
    #[error("{} holds what belongs to another database; name that one, or choose an empty directory with --data", .0.display())]
    OtherDatabase(PathBuf),
    /// The tables were made, or changed, by another version of this program.
    #[error(
        "the database has tables of another version of recepis (migration {number}); start the version that made them, or a later one"
    )]
    Schema {
        /// The migration that this version does not know.
        number: i64,
    },
    /// The tables are of an earlier version, and nothing may be written.
    #[error("the database has tables of an earlier version of recepis; `recepis serve` brings them up to date")]
    Outdated,
    /// The PostgreSQL database cannot be used as it is.
    #[error("the PostgreSQL database {address} cannot be used")]
    Server {
        /// Which database where, without the password.
        address: String,
        /// Why.
        #[source]
        why: Refusal,
    },
    /// It may work later.
    #[error("the store is not available at the moment")]
    Unavailable(#[source] Cause),
    /// It will not work by trying again.
    #[error("the store failed")]
    Broken(#[source] Cause),
}

impl Error {
    /// Whether trying again later may help.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Held { .. } | Self::Nodes)
    }

    pub(super) fn from_sql(error: sqlx::Error) -> Self {
        if matches!(Failure::of(&error), Failure::Later | Failure::Again | Failure::Lost) {
            Self::Unavailable(Cause::new(error))
        } else {
            Self::Broken(Cause::new(error))
        }
    }

    pub(super) fn content(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{FileTooLarge, InvalidData, NotFound, UnexpectedEof};
        match error.kind() {
            FileTooLarge | InvalidData | NotFound | UnexpectedEof => Self::Broken(Cause::new(error)),
            _ => Self::Unavailable(Cause::new(error)),
        }
    }

    /// A row that this program did not write so.
    pub(super) fn damaged(what: &'static str) -> Self {
        Self::Broken(Cause::new(Damaged(what)))
    }
}

/// Why a unit of work did not happen. Nothing of it did, with one exception: where a server's connection broke during COMMIT
/// and nobody could be asked in time, `Unavailable` says that it is unknown; who tries again then finds what has happened.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CommitError {
    /// What it was built on has changed since: read again, decide again.
    #[error("something else happened in the meantime; please try again")]
    Stale,
    /// A one-use thing was used before.
    #[error("this was used before")]
    Spent,
    /// The same hand-in came within 24 hours.
    #[error("this message was handed in before, as {0}")]
    Duplicate(SubmissionId),
    /// Queue or disk is full, or the database is busy: try again later.
    #[error("the store is not available at the moment")]
    Unavailable(#[source] Cause),
    /// It will not work by trying again.
    #[error("the store failed")]
    Broken(#[source] Cause),
}

impl From<Error> for CommitError {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(cause) => Self::Unavailable(cause),
            Error::Broken(cause) => Self::Broken(cause),
            other => Self::Broken(Cause::new(other)),
        }
    }
}

impl From<CommitError> for Error {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Unavailable(cause) => Self::Unavailable(cause),
            CommitError::Broken(cause) => Self::Broken(cause),
            other => Self::Broken(Cause::new(other)),
        }
    }
}

/// A row or ciphertext that cannot be what this program wrote there.
#[derive(Debug, thiserror::Error)]
#[error("what is kept as {0} is damaged")]
pub(super) struct Damaged(pub(super) &'static str);

/// The writer is gone or cannot take more.
#[derive(Debug, thiserror::Error)]
pub(super) enum Queue {
    /// Too much waits.
    #[error("too many units of work wait to be written")]
    Full,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// The disk failed before.
    #[error("the disk failed; the process must start again")]
    Failed,
    /// The connection broke during COMMIT, and the server could not be asked in time.
    #[error("the connection to the database broke while a unit of work was committed; whether it happened is unknown")]
    Unknown,
}

/// What an SQL error means for those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Somebody's row stands in the way.
    Taken,
    /// Another constraint, or a trigger, refused.
    Refused,
    /// Two transactions stood in each other's way: the same again may go well.
    Again,
    /// The connection is gone, and with it the transaction.
    Lost,
    /// Disk full or database busy.
    Later,
    /// The disk failed: what is on it is unknown.
    Disk,
    /// Anything else.
    Other,
}

impl Failure {
    pub(super) fn of(error: &sqlx::Error) -> Self {
        let Some(database) = error.as_database_error() else {
            return match error {
                sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Later,
                sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => Self::Lost,
                _ => Self::Other,
            };
        };
        if database.is_unique_violation() {
            return Self::Taken;
        }
        let code = database.code().unwrap_or_default();
        if database.try_downcast_ref::<PgDatabaseError>().is_some() { of_server(&code) } else { of_sqlite(&code) }
    }
}

/// SQLite's primary result codes: 5 busy, 6 locked, 10 input/output, 13 full, 19 constraint.
fn of_sqlite(code: &str) -> Failure {
    match code.parse::<i32>().unwrap_or_default() & 0xFF {
        5 | 6 | 13 => Failure::Later,
        10 => Failure::Disk,
        19 => Failure::Refused,
        _ => Failure::Other,
    }
}

/// PostgreSQL's SQLSTATE: 40 and 55P03 are two transactions in each other's way, 57P01 to 57P05 and 08 an ended connection,
/// 25P03 one that was silent for too long, 23 a constraint, 53 a full disk or too many connections, 25006 a server that only
/// reads, 57014 a statement that took too long, 58030 its disk.
fn of_server(code: &str) -> Failure {
    match (code, code.get(..2).unwrap_or_default()) {
        ("40001" | "40P01" | "55P03", _) => Failure::Again,
        ("57P01" | "57P02" | "57P03" | "57P05" | "25P03", _) | (_, "08") => Failure::Lost,
        ("25006" | "57014" | "58030", _) | (_, "53") => Failure::Later,
        (_, "23") => Failure::Refused,
        _ => Failure::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_later_on_both_databases_and_a_broken_one_is_no_constraint() {
        assert_eq!(of_sqlite("13"), Failure::Later);
        assert_eq!(of_sqlite("778"), Failure::Disk);
        assert_eq!(of_sqlite("1811"), Failure::Refused);
        assert_eq!(of_server("53100"), Failure::Later);
        assert_eq!(of_server("23001"), Failure::Refused);
        assert_eq!(of_server("40P01"), Failure::Again);
        assert_eq!(of_server("08006"), Failure::Lost);
        assert_eq!(of_server("42P01"), Failure::Other);
    }
}
