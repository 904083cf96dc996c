//! Floor 5: the store. The only SQL and the only writes to disk.
//!
//! Reading gives a snapshot with its version (`Store::delivery` → `Seen`); deciding is somebody else's; writing is one unit
//! of work, built as data (`Work`) and committed in one call (`Store::commit`): `Ok` means it is on disk, any error that
//! nothing of it happened. Everything personal is encrypted before it reaches the database (`keys`, `prepare`).
//!
//! Two databases do the same (`database`): on SQLite one task writes what waits as a group (`sqlite`); on PostgreSQL each unit
//! is its own transaction, beside those of other nodes (`postgres`). Conditions (`facts`), rows (`rows`, `tables`) and reads
//! are one text that both run.
//!
//! Crash: a unit is there whole or not at all, and nobody was answered before it was there. It never reads the clock and
//! draws random octets only from what it was given at open.

mod abuse;
mod accounts;
mod addressee;
mod archive;
pub mod backup;
mod bundles;
mod claims;
mod content;
mod database;
pub mod destroyed;
mod error;
mod facts;
mod folder;
mod inspect;
mod jobs;
mod keys;
mod lookups;
mod mandates;
mod many;
mod measures;
mod notices;
mod outages;
mod own;
mod postgres;
mod prepare;
mod probes;
mod proofs;
mod reads;
mod record;
mod replies;
mod rows;
mod schema;
mod seen;
mod service;
mod sql;
mod sqlite;
mod tables;
mod tlog;
mod tlog_files;
mod witnessed;
mod work;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use abuse::AbuseReport;
pub use accounts::{Account, Mark, NewAccount, NewToken, Suspension, Token};
pub use addressee::{CodeCheck, NewCode, NewSession, PageToken, SecurityRecord, SeenCode, Session, TRIES};
pub use archive::{Archived, Leaf, Stamp, StampLink};
pub use content::{Content, ContentReader, ContentWriter, Stored};
pub use error::{Cause, CommitError, Error, Refusal};
pub use inspect::{KeysLeft, Listed, LogRow};
pub use jobs::{Claimed, Kind, Outbox, Queue, Subject, Wake, Wanted};
pub use keys::Entropy;
pub use lookups::Nearest;
pub use mandates::KeptMandate;
pub use measures::Cosigners;
pub use notices::{NewNotice, Notice, NoticeEnd, NoticeState};
pub use outages::{Beat, Outage};
pub use own::{KeptOwn, OwnSeen};
pub use probes::Probes;
pub use proofs::{Expected, NewProof, ProofEnd, SeenProof};
pub use replies::{NewReply, Reply};
pub use seen::{Head, Kept, KeptAccessCode, KeptAcknowledgement, KeptExtract, Record, Seen, SubmissionKey};
pub use service::ServiceStart;
pub use tlog::{BatchEntry, EntryPlace, KeptCheckpoint, NewCheckpoint, SequencerLease, WaitingEntry};
pub use witnessed::{Taken, Witnessed, WitnessedLog};
pub use work::{Form, Handed, NewDelivery, NewExtract, NewStatement, NewSubmission, Work};

use database::Database;
use folder::Folder;
use keys::Ring;
use postgres::Server;
use sqlite::Embedded;

/// How units are written. The defaults are for service; tests and benchmarks choose others.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The most units in one transaction of the embedded database.
    pub group: usize,
    /// How many units may wait; one more is `Unavailable`.
    pub queue: usize,
    /// The most pages of 4 KiB that the embedded database may have: a full disk, for tests.
    pub pages: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { group: 1024, queue: 4096, pages: None }
    }
}

/// The store. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    ring: Ring,
    entropy: Entropy,
    folder: Arc<Folder>,
    /// Units that were committed since the start.
    committed: AtomicU64,
}

impl Store {
    /// Opens the data directory, made where it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// `Held` where another process has it; `KeyFile` where the key file is missing or another database's.
    pub async fn open(root: &Path, entropy: Entropy) -> Result<Self, Error> {
        Self::open_with(root, entropy, Options::default()).await
    }

    /// As `open`, with other options.
    ///
    /// # Errors
    /// As `open`.
    pub async fn open_with(root: &Path, entropy: Entropy, options: Options) -> Result<Self, Error> {
        let folder = Arc::new(Folder::hold(root)?);
        let (embedded, ring) = Embedded::open(&folder, &entropy, options).await?;
        Ok(Self::of(Database::Embedded(embedded), ring, entropy, folder))
    }

    /// Opens the PostgreSQL database at `url` (`postgres://NAME@HOST/DATABASE`) and brings its tables up to date. The data
    /// directory, made where it is missing, holds the master key and large contents; several nodes may share it, and each
    /// that has one of its own needs a copy of the first one's `master.key`.
    ///
    /// # Errors
    /// `Server` where the database cannot be reached or used; `KeyFile` where the key file is missing or another
    /// database's; `OtherDatabase` where the directory is.
    pub async fn connect(url: &str, root: &Path, entropy: Entropy) -> Result<Self, Error> {
        Self::connect_with(url, root, entropy, Options::default()).await
    }

    /// As `connect`, with other options.
    ///
    /// # Errors
    /// As `connect`.
    pub async fn connect_with(url: &str, root: &Path, entropy: Entropy, options: Options) -> Result<Self, Error> {
        let folder = Folder::join(root).await?;
        let (server, ring, folder) = Server::connect(url, folder, &entropy, options).await?;
        Ok(Self::of(Database::Server(server), ring, entropy, folder))
    }

    fn of(database: Database, ring: Ring, entropy: Entropy, folder: Arc<Folder>) -> Self {
        Self { inner: Arc::new(Inner { database, ring, entropy, folder, committed: AtomicU64::new(0) }) }
    }

    /// Commits a unit of work. `Ok` once it is on disk. A caller that goes away does not cancel it.
    ///
    /// # Errors
    /// Nothing of it happened: `Stale`, `Spent` and `Duplicate` say which condition did not hold; `Unavailable` may be
    /// tried again (queue or disk full, server away); `Broken` may not. `CommitError` names the one exception.
    pub async fn commit(&self, work: Work) -> Result<(), CommitError> {
        let unit = prepare::unit(&self.inner.ring, &self.inner.entropy, work)?;
        self.inner.database.commit(unit).await?;
        self.inner.committed.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Resolves when the disk failed in a way that leaves unknown what is on it (a failed fsync): the process must end
    /// and start again. Every commit is `Broken` from then on.
    pub async fn failed(&self) {
        self.inner.database.failed().await;
    }

    /// Waits until everything that waits is committed, and closes. The data directory is released with the last clone.
    pub async fn close(&self) {
        self.inner.database.close().await;
    }

    /// Takes a submission's content in. It becomes that submission's with the unit of work that submits it.
    pub fn content_writer(&self, submission: &crate::erds::id::SubmissionId) -> ContentWriter {
        ContentWriter::new(self.inner.folder.content(), prepare::content_owner(submission), &self.inner.entropy)
    }

    /// Takes a bundle in, for `Work::export` with the same length and form.
    pub fn bundle_writer(&self, seen: &Seen, length: u32, form: Form) -> ContentWriter {
        let owner = prepare::bundle_owner(&seen.id, length, form);
        ContentWriter::new(self.inner.folder.content(), owner, &self.inner.entropy)
    }
}

impl Inner {
    /// The connections that reads share.
    fn reads(&self) -> &sql::Reads {
        self.database.reads()
    }
}
