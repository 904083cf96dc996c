//! Floor 5: the store. The only SQL and the only writes to disk.
//!
//! Reading gives a snapshot with its version (`Store::delivery` → `Seen`); deciding is somebody else's; writing is one unit
//! of work, built as data (`Work`) and committed in one call (`Store::commit`): `Ok` means it is on disk, any error that
//! nothing of it happened. One task owns the write connection and commits what waits as a group (`group`); reads have a
//! pool of their own. Everything personal is encrypted before it reaches the database (`keys`, `prepare`).
//!
//! Crash: a unit is there whole or not at all, and nobody was answered before it was there. It never reads the clock and
//! draws random octets only from what it was given at open.

mod accounts;
mod addressee;
pub mod backup;
mod claims;
mod content;
pub mod destroyed;
mod error;
mod folder;
mod group;
mod jobs;
mod keys;
mod lookups;
mod many;
mod notices;
mod prepare;
mod reads;
mod record;
mod seen;
mod sql;
mod tables;
mod work;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Row as _, SqlSafeStr as _, SqliteConnection};

pub use accounts::{Account, NewAccount, NewToken, Token};
pub use addressee::{CodeCheck, NewCode, NewSession, PageToken, SeenCode, Session, TRIES};
pub use content::{Content, ContentReader, ContentWriter, Stored};
pub use error::{Cause, CommitError, Error};
pub use jobs::{Claimed, Kind, Outbox, Subject, Wake, Wanted};
pub use keys::Entropy;
pub use notices::{NewNotice, Notice, NoticeEnd, NoticeState};
pub use seen::{Head, Kept, KeptAcknowledgement, Record, Seen};
pub use work::{Form, Handed, NewDelivery, NewStatement, NewSubmission, Work};

use folder::Folder;
use keys::Ring;
use sql::query;
use writer::Writer;

/// The migrations, in order; never edited after landing.
const MIGRATIONS: [(i64, &str, &str); 3] = [
    (1, "the house of records", include_str!("../../migrations/sqlite/0001_the_house_of_records.sql")),
    (2, "jobs are claimed by kind", include_str!("../../migrations/sqlite/0002_jobs_are_claimed_by_kind.sql")),
    (
        3,
        "a repeated notice keeps its number",
        include_str!("../../migrations/sqlite/0003_a_repeated_notice_keeps_its_number.sql"),
    ),
];

/// How the writer groups units. The defaults are for service; tests and benchmarks choose others.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The most units in one transaction.
    pub group: usize,
    /// How many units may wait; one more is `Unavailable`.
    pub queue: usize,
    /// The most pages of 4 KiB that the database may have: a full disk, for tests.
    pub pages: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { group: 256, queue: 2048, pages: None }
    }
}

/// The store. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    reads: SqlitePool,
    writer: Writer,
    ring: Ring,
    entropy: Entropy,
    folder: Arc<Folder>,
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
        let ring = folder.keys(&entropy)?;
        let path = folder.private_database()?;
        let connect = SqliteConnectOptions::new()
            .filename(&path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "on")
            .pragma("trusted_schema", "off")
            .statement_cache_capacity(512)
            .busy_timeout(Duration::from_secs(5))
            .disable_statement_logging();
        // A group dirties some megabytes: they stay in memory until COMMIT, and are moved into the database rarely.
        let write = connect.clone().pragma("cache_size", "-65536").pragma("wal_autocheckpoint", "8192");
        let write = write.thread_name(|_| "store-writer".to_owned());
        let mut connection = write.connect().await.map_err(Error::from_sql)?;
        migrate(&mut connection).await?;
        check_keys(&mut connection, &ring, &folder).await?;
        destroyed::reconcile(&mut connection, root).await?;
        folder.sweep(&named_files(&mut connection).await?)?;
        release_leases(&mut connection).await?;
        if let Some(pages) = options.pages {
            let limit = sqlx::AssertSqlSafe(format!("pragma max_page_count = {pages}"));
            sqlx::raw_sql(limit).execute(&mut connection).await.map_err(Error::from_sql)?;
        }
        let reads = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(connect.read_only(true).thread_name(|number| format!("store-read-{number}")))
            .await
            .map_err(Error::from_sql)?;
        let writer = Writer::start(connection, Arc::clone(&folder), options);
        Ok(Self { inner: Arc::new(Inner { reads, writer, ring, entropy, folder }) })
    }

    /// Commits a unit of work. `Ok` once it is on disk. A caller that goes away does not cancel it.
    ///
    /// # Errors
    /// Nothing of it happened: `Stale`, `Spent` and `Duplicate` say which condition did not hold; `Unavailable` may be
    /// tried again (queue or disk full); `Broken` may not.
    pub async fn commit(&self, work: Work) -> Result<(), CommitError> {
        let unit = prepare::unit(&self.inner.ring, &self.inner.entropy, work)?;
        self.inner.writer.commit(unit).await
    }

    /// Resolves when the disk failed in a way that leaves unknown what is on it (a failed fsync): the process must end
    /// and start again. Every commit is `Broken` from then on.
    pub async fn failed(&self) {
        self.inner.writer.failed().await;
    }

    /// Waits until everything that waits is committed, and closes: the readers first, so that the last connection empties
    /// the write-ahead log. The lock is released with the last clone.
    pub async fn close(&self) {
        self.inner.reads.close().await;
        self.inner.writer.close().await;
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

async fn migrate(connection: &mut SqliteConnection) -> Result<(), Error> {
    let migrations = MIGRATIONS
        .map(|(number, why, sql)| Migration::new(number, why.into(), MigrationType::Simple, sql.into_sql_str(), false));
    let migrator = Migrator::with_migrations(migrations.into());
    migrator.run(connection).await.map_err(|error| Error::Broken(Cause::new(error)))
}

/// Whoever had a job in hand is gone: this process holds the data directory alone. Without this, what a crash interrupted
/// would wait until its lease ended.
async fn release_leases(connection: &mut SqliteConnection) -> Result<(), Error> {
    query("update jobs set leased_until_at = null where leased_until_at is not null")
        .execute(connection)
        .await
        .map(drop)
        .map_err(Error::from_sql)
}

/// Recognises the key file, or remembers it where the database is new.
async fn check_keys(connection: &mut SqliteConnection, ring: &Ring, folder: &Folder) -> Result<(), Error> {
    let print = ring.fingerprint();
    query("insert into settings (name, value) values ('key file', $1) on conflict (name) do nothing")
        .bind(print.as_slice())
        .execute(&mut *connection)
        .await
        .map_err(Error::from_sql)?;
    let row = query("select value from settings where name = 'key file'")
        .fetch_one(connection)
        .await
        .map_err(Error::from_sql)?;
    let kept: &[u8] = row.try_get(0).map_err(Error::from_sql)?;
    if kept == print { Ok(()) } else { Err(Error::KeyFile(folder.database().with_file_name("master.key"))) }
}

async fn named_files(connection: &mut SqliteConnection) -> Result<std::collections::HashSet<String>, Error> {
    sqlx::query_scalar(
        "select file from contents where file is not null union select file from exports where file is not null",
    )
    .fetch_all(connection)
    .await
    .map(|names: Vec<String>| names.into_iter().collect())
    .map_err(Error::from_sql)
}
