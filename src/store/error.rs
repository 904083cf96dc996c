//! How the store fails, sorted by what the caller can do about it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

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
        matches!(self, Self::Unavailable(_) | Self::Held { .. })
    }

    pub(super) fn from_sql(error: sqlx::Error) -> Self {
        if Failure::of(&error) == Failure::Later {
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

/// Why a unit of work did not happen; in every case nothing of it did.
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
}

/// What an SQL error means for those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Somebody's row stands in the way.
    Taken,
    /// Another constraint, or a trigger, refused.
    Refused,
    /// Disk full or database busy.
    Later,
    /// The disk failed: what is on it is unknown.
    Disk,
    /// Anything else.
    Other,
}

impl Failure {
    /// SQLite's primary result codes: 5 busy, 6 locked, 10 input/output, 13 full, 19 constraint.
    pub(super) fn of(error: &sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return Self::Later;
        }
        let Some(database) = error.as_database_error() else { return Self::Other };
        if database.is_unique_violation() {
            return Self::Taken;
        }
        let code = database.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or_default();
        match code & 0xFF {
            5 | 6 | 13 => Self::Later,
            10 => Self::Disk,
            19 => Self::Refused,
            _ => Self::Other,
        }
    }
}
