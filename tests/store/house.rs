//! Where a store lives during a story: a folder of its own, and on PostgreSQL a database of its own, made and dropped.

use std::path::Path;

use recepis::store::{Error, Options, Store};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, SqliteConnection};
use tempfile::TempDir;

use crate::scene::entropy;
use crate::server;

/// A folder, and the database's address where it is not in the folder.
pub(crate) struct House {
    folder: TempDir,
    url: Option<String>,
}

/// Runs the story in a fresh database, where there is a server.
pub(crate) async fn on_postgresql<F: Future<Output = ()>>(name: &str, story: impl FnOnce(House) -> F) {
    server::on_fresh_database(name, |url| story(House { folder: TempDir::new().unwrap(), url: Some(url) })).await;
}

impl House {
    /// In the folder, on SQLite.
    pub(crate) fn embedded() -> Self {
        Self { folder: TempDir::new().unwrap(), url: None }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Whether the database is in the folder.
    pub(crate) fn is_embedded(&self) -> bool {
        self.url.is_none()
    }

    /// Where the database is on a server.
    pub(crate) fn url(&self) -> &str {
        self.url.as_deref().unwrap()
    }

    pub(crate) async fn open(&self) -> Store {
        self.try_open().await.unwrap()
    }

    pub(crate) async fn try_open(&self) -> Result<Store, Error> {
        self.open_with(Options::default()).await
    }

    pub(crate) async fn open_with(&self, options: Options) -> Result<Store, Error> {
        match &self.url {
            None => Store::open_with(self.folder(), entropy(), options).await,
            Some(url) => Store::connect_with(url, self.folder(), entropy(), options).await,
        }
    }

    /// Another house on the same server database, with a copy of the key file: a second node on another machine.
    pub(crate) fn second_node(&self) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::copy(self.folder().join("master.key"), folder.path().join("master.key")).unwrap();
        Self { folder, url: self.url.clone() }
    }

    /// The same folder and database, by way of another port of this computer.
    pub(crate) fn by_way_of(self, port: u16) -> Self {
        let url = server::by_way_of(self.url(), port);
        Self { url: Some(url), ..self }
    }

    /// Runs SQL as somebody with a shell would, past the store.
    pub(crate) async fn run(&self, sql: &'static str) -> Result<(), sqlx::Error> {
        match &self.url {
            None => sqlx::raw_sql(sql).execute(&mut self.sqlite().await).await.map(drop),
            Some(url) => server::run(url, sql).await,
        }
    }

    /// The one number that SQL finds, past the store.
    pub(crate) async fn number(&self, sql: &'static str) -> i64 {
        match &self.url {
            None => sqlx::query_scalar(sql).fetch_one(&mut self.sqlite().await).await.unwrap(),
            Some(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
            }
        }
    }

    /// The SQLite database itself.
    pub(crate) async fn sqlite(&self) -> SqliteConnection {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(self.folder().join("recepis.db"));
        options.connect().await.unwrap()
    }

    /// Everything that is kept: every file of the folder, and every row of every table of the server's database.
    pub(crate) async fn everything(&self) -> Vec<(String, Vec<u8>)> {
        let mut found = files(self.folder());
        let Some(url) = &self.url else { return found };
        let mut connection = PgConnection::connect(url).await.unwrap();
        let tables: Vec<String> =
            sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public' order by 1")
                .fetch_all(&mut connection)
                .await
                .unwrap();
        for table in tables {
            let rows = AssertSqlSafe(format!("select kept::text from {table} kept"));
            let rows: Vec<String> = sqlx::query_scalar(rows).fetch_all(&mut connection).await.unwrap();
            found.extend(rows.iter().map(|row| (table.clone(), unfolded(row))));
        }
        found
    }
}

/// A row as text, and behind it the octets of everything that is printed as `\x…`.
fn unfolded(row: &str) -> Vec<u8> {
    let mut octets = row.as_bytes().to_vec();
    for piece in row.split("\\x").skip(1) {
        let digits: Vec<u8> = piece.bytes().take_while(u8::is_ascii_hexdigit).collect();
        octets.push(b' ');
        octets.extend(
            digits.chunks_exact(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()),
        );
    }
    octets
}

/// Every file below `folder`, with its octets.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}
