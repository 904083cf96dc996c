//! The embedded database: SQLite with a write-ahead log and fsync at every COMMIT, one task that writes (`writer`, `group`)
//! and a pool that reads.

mod claim;
mod group;
mod writer;

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

/// The open database.
pub(super) struct Embedded {
    pub(super) reads: Reads,
    pub(super) writer: Writer,
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
        if let Some(pages) = options.pages {
            let limit = sqlx::AssertSqlSafe(format!("pragma max_page_count = {pages}"));
            sqlx::raw_sql(limit).execute(&mut connection).await.map_err(Error::from_sql)?;
        }
        let reads = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(connect.read_only(true).thread_name(|number| format!("store-read-{number}")))
            .await
            .map_err(Error::from_sql)?;
        let writer = Writer::start(connection, Arc::clone(folder), options);
        Ok((Self { reads: Reads::Sqlite(reads), writer }, ring))
    }

    /// The readers first, so that the last connection empties the write-ahead log.
    pub(super) async fn close(&self) {
        if let Reads::Sqlite(pool) = &self.reads {
            pool.close().await;
        }
        self.writer.close().await;
    }
}

fn settings(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        .statement_cache_capacity(512)
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
