//! The embedded database: SQLite with a write-ahead log and fsync at every COMMIT, one task that writes (`writer`, `group`)
//! and a pool that reads.

mod claim;
mod group;
mod writer;

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, SqliteConnection};

use super::folder::Folder;
use super::keys::{Entropy, Ring};
use super::sql::{Connection, Reads, query};
use super::{Error, Options, schema};
use writer::Writer;

/// The room that the index of the write-ahead log gets beforehand, in octets: enough for a log of 512 MiB.
const INDEX_ROOM: u64 = 1 << 20;

/// The open database.
pub(super) struct Embedded {
    pub(super) reads: Reads,
    pub(super) writer: Writer,
    _room: File,
}

impl Embedded {
    /// Opens the file in the folder, made where it is missing, and brings its tables up to date.
    pub(super) async fn open(folder: &Arc<Folder>, entropy: &Entropy, options: Options) -> Result<(Self, Ring), Error> {
        let path = folder.private_database()?;
        let connect = settings(&path);
        // A group dirties some megabytes: they stay in memory until COMMIT, and are moved into the database rarely.
        let write = connect.clone().pragma("cache_size", "-65536").pragma("wal_autocheckpoint", "8192");
        let write = write.thread_name(|_| "store-writer".to_owned());
        let mut connection = write.connect().await.map_err(Error::from_sql)?;
        schema::migrate(Connection::Sqlite(&mut connection)).await.map_err(schema::refusal)?;
        let ring = schema::settle(Connection::Sqlite(&mut connection), folder, entropy).await?;
        release_leases(&mut connection).await?;
        let room = index_room(&path).map_err(|source| Error::Folder { path: path.clone(), source })?;
        if let Some(pages) = options.pages {
            let limit = sqlx::AssertSqlSafe(format!("pragma max_page_count = {pages}"));
            sqlx::raw_sql(limit).execute(&mut connection).await.map_err(Error::from_sql)?;
        }
        let reads = SqlitePoolOptions::new()
            .max_connections(4)
            // A file does not go away as a server does, and to ask it costs as much as most reads.
            .test_before_acquire(false)
            .connect_with(connect.read_only(true).thread_name(|number| format!("store-read-{number}")))
            .await
            .map_err(Error::from_sql)?;
        let writer = Writer::start(connection, Arc::clone(folder), options);
        Ok((Self { reads: Reads::Sqlite(reads), writer, _room: room }, ring))
    }

    /// The readers first, so that the last connection empties the write-ahead log.
    pub(super) async fn close(&self) {
        if let Reads::Sqlite(pool) = &self.reads {
            pool.close().await;
        }
        self.writer.close().await;
    }
}

/// Gives the index of the write-ahead log (`-shm`) its room while there is some. SQLite extends it after a transaction's
/// frames are on disk: where that fails for want of room, it is unknown whether the transaction happened, and a full disk
/// would end the process instead of being told to the caller.
///
/// The file stays open as long as the connections, because closing it would give up the locks that SQLite has on it.
fn index_room(database: &Path) -> io::Result<File> {
    let mut path = database.as_os_str().to_owned();
    path.push("-shm");
    let index = OpenOptions::new().read(true).write(true).open(path)?;
    let size = index.metadata()?.len();
    // Zeros behind the end are what SQLite itself appends.
    let zeros = vec![0; usize::try_from(INDEX_ROOM.saturating_sub(size)).unwrap_or_default()];
    index.write_all_at(&zeros, size)?;
    Ok(index)
}

fn settings(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        // Every join here has its index. One made on the spot means reading a whole table: for a group of 256 that was
        // every delivery there is.
        .pragma("automatic_index", "off")
        .statement_cache_capacity(512)
        // A read of thousands of rows stops less often for whoever takes them.
        .row_buffer_size(1024)
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging()
}

/// Whoever had a job in hand is gone: this process holds the data directory alone. Without this, what a crash interrupted
/// would wait until its lease ended.
async fn release_leases(connection: &mut SqliteConnection) -> Result<(), Error> {
    for statement in [
        "update jobs set leased_until_at = null where leased_until_at is not null",
        "update tlog_sequencer set until_at = 0",
    ] {
        query(statement).run(Connection::Sqlite(connection)).await.map_err(Error::from_sql)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use sqlx::{AssertSqlSafe, Row as _};

    use super::*;
    use crate::store::claims::DUE;
    use crate::store::facts::CONDITIONS;
    use crate::store::many::{Many, Places};
    use crate::store::tables::TABLES;
    use crate::store::tlog::INDEXES;

    #[tokio::test]
    async fn the_index_of_the_write_ahead_log_has_its_room_on_disk_while_the_database_is_open() {
        let root = tempfile::tempdir().unwrap();
        let store = crate::store::Store::open(root.path(), Arc::new(|octets: &mut [u8]| octets.fill(7))).await.unwrap();
        assert!(root.path().join("recepis.db-shm").metadata().unwrap().len() >= INDEX_ROOM);
        store.close().await;
    }

    #[tokio::test]
    async fn no_statement_of_a_group_reads_a_whole_table() {
        let folder = tempfile::tempdir().unwrap();
        let connect = settings(&folder.path().join("recepis.db")).create_if_missing(true);
        let mut connection = connect.connect().await.unwrap();
        schema::migrate(Connection::Sqlite(&mut connection)).await.unwrap();
        // What refers to accounts is looked for only when an account's name changes, which none does; an upsert plans for it.
        let names = "select name from sqlite_master where type = 'table' and name not in ('api_tokens', 'account_marks', 'tlog_sequencer')";
        let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut connection).await.unwrap();
        let statements: Vec<&Many> =
            TABLES.iter().map(|(_, many)| many).chain(CONDITIONS).chain([&INDEXES, &DUE]).collect();
        for many in statements {
            for rows in [1, 256] {
                let (_, text) = many.text(Places::InOrder, rows);
                let plan = raw(&mut connection, &format!("explain query plan {text}")).await;
                // What refers to a time-stamp is looked for where it was referred to before it was there, which nothing is.
                let refers =
                    |name: &str| text.starts_with("insert into archive_stamps") && name.starts_with("archive_");
                let whole = |step: &String| {
                    step.contains("AUTOMATIC")
                        || step
                            .strip_prefix("SCAN ")
                            .and_then(|rest| rest.split(' ').next())
                            .is_some_and(|name| !refers(name) && names.iter().any(|n| n == name))
                };
                assert!(!plan.iter().any(whole), "{rows} rows: {plan:#?} {}", text.get(..200).unwrap_or(&text));
            }
        }
    }

    async fn raw(connection: &mut SqliteConnection, text: &str) -> Vec<String> {
        let rows = sqlx::raw_sql(AssertSqlSafe(text.to_owned())).fetch_all(connection).await.unwrap();
        rows.iter().map(|row| row.get(3)).collect()
    }
}
