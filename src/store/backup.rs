//! What a backup takes out of a data directory, and what a restore checks: the embedded database as a copy of one moment,
//! and which files of the content folder that copy names. Works beside a running service, whose lock it does not take.
//!
//! The copy is made by `vacuum into`: it holds nothing of what was deleted. It leaves out what lives for a day at most
//! (sessions, codes, proofs), and letters that the addressee did not confirm, so that no backup keeps them longer.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use super::error::{Cause, Damaged};
use super::reads::{get, large};
use super::schema::named_files;
use super::sql::{Connection, Query, Row, query};
use super::{Error, destroyed};

/// The database's name in a data directory and in a backup.
pub const DATABASE: &str = "recepis.db";
/// The folder of large contents, there and there.
pub const CONTENT: &str = "content";

/// The file of a restored data directory under which its log signs nothing: what the log published after the backup is not
/// known yet.
pub const HELD_BACK: &str = "log.held-back";

/// A copy of the database at one moment.
pub struct Snapshot {
    live: SqliteConnection,
    copy: SqliteConnection,
    path: PathBuf,
    files: Vec<String>,
}

impl Snapshot {
    /// How many octets the copy of a data directory's database will have at the most.
    pub async fn size(root: &Path) -> Result<u64, Error> {
        let mut live = open(&root.join(DATABASE)).await?;
        let row = query("select page_count * page_size from pragma_page_count, pragma_page_size");
        let size: i64 = get(&one(row, &mut live).await?, 0)?;
        live.close().await.map_err(Error::from_sql)?;
        Ok(u64::try_from(size).unwrap_or_default())
    }

    /// Copies the database of a data directory into the file `path`, which must not be there, and checks the copy.
    ///
    /// # Errors
    /// `Folder` where there is no database; `Broken` where it is damaged.
    pub async fn take(root: &Path, path: &Path) -> Result<Self, Error> {
        let mut live = open(&root.join(DATABASE)).await?;
        let fresh = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        fresh.map_err(|source| Error::Folder { path: path.to_owned(), source })?;
        run(query("vacuum into $1").bind(&*path.to_string_lossy()), &mut live).await?;
        let mut copy = open(path).await?;
        for table in [
            "delete from sessions",
            "delete from proofs",
            "delete from codes",
            "delete from mailed_links",
            "delete from reply_keys where (delivery_id, digest) in \
             (select delivery_id, digest from replies where until_at is not null)",
            "delete from replies where until_at is not null",
        ] {
            run(query(table), &mut copy).await?;
        }
        sound(&mut copy).await?;
        let mut files: Vec<String> = named_files(Connection::Sqlite(&mut copy)).await?.into_iter().collect();
        files.sort();
        Ok(Self { live, copy, path: path.to_owned(), files })
    }

    /// The files of the content folder that the copy names.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// A file that was named at that moment is no longer there: the copy forgets it, where its keys were destroyed since.
    ///
    /// # Errors
    /// `Broken` where the database still names it: then the data directory is damaged.
    pub async fn forget(&mut self, file: &str) -> Result<(), Error> {
        if named_files(Connection::Sqlite(&mut self.live)).await?.contains(file) {
            return Err(Error::Broken(Cause::new(Damaged("a file of the content folder, which is missing:"))));
        }
        for table in ["delete from contents where file = $1", "delete from exports where file = $1"] {
            run(query(table).bind(file), &mut self.copy).await?;
        }
        Ok(())
    }

    /// The copy, complete and closed.
    pub async fn finish(self) -> Result<PathBuf, Error> {
        self.live.close().await.map_err(Error::from_sql)?;
        self.copy.close().await.map_err(Error::from_sql)?;
        Ok(self.path)
    }
}

/// Checks a data directory that was put back, and destroys the keys that its list names. Gives the number of deliveries whose
/// keys had come back.
///
/// # Errors
/// `Broken` where the database is damaged or names a file that is missing.
pub async fn settle(root: &Path) -> Result<usize, Error> {
    let mut connection = open(&root.join(DATABASE)).await?;
    sound(&mut connection).await?;
    for name in named_files(Connection::Sqlite(&mut connection)).await? {
        if !root.join(CONTENT).join(&name).is_file() {
            return Err(Error::damaged("a content whose file is missing"));
        }
    }
    let (back, gone) = destroyed::reconcile(&mut Connection::Sqlite(&mut connection), root).await?;
    for name in gone {
        let path = root.join(CONTENT).join(name);
        std::fs::remove_file(&path).map_err(|source| Error::Folder { path, source })?;
    }
    connection.close().await.map_err(Error::from_sql)?;
    Ok(back)
}

/// How many entries the last signed checkpoint of a data directory's log has.
///
/// # Errors
/// `Folder` where there is no database; `Broken` where it is damaged.
pub async fn signed_entries(root: &Path) -> Result<u64, Error> {
    let mut connection = open(&root.join(DATABASE)).await?;
    let row = one(query("select coalesce(max(size), 0) from tlog_checkpoints"), &mut connection).await?;
    connection.close().await.map_err(Error::from_sql)?;
    large(&row, 0)
}

async fn open(path: &Path) -> Result<SqliteConnection, Error> {
    if !path.is_file() {
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(Error::Folder { path: path.to_owned(), source });
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        .busy_timeout(Duration::from_secs(30))
        .disable_statement_logging();
    options.connect().await.map_err(Error::from_sql)
}

/// Whether every page, row and index of the database is as SQLite wrote it.
async fn sound(connection: &mut SqliteConnection) -> Result<(), Error> {
    let row = one(query("pragma integrity_check(1)"), connection).await?;
    if get::<&str>(&row, 0)? == "ok" { Ok(()) } else { Err(Error::damaged("the database")) }
}

async fn run(query: Query<'_>, connection: &mut SqliteConnection) -> Result<(), Error> {
    query.run(Connection::Sqlite(connection)).await.map(drop).map_err(Error::from_sql)
}

async fn one(query: Query<'_>, connection: &mut SqliteConnection) -> Result<Row, Error> {
    let rows = query.rows(Connection::Sqlite(connection)).await.map_err(Error::from_sql)?;
    rows.into_iter().next().ok_or_else(|| Error::from_sql(sqlx::Error::RowNotFound))
}
