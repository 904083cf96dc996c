//! The one door to SQL: a text with `$n` places that both databases run, its values, and the rows that come back. Elsewhere
//! in the house `sqlx::query` is banned, here it is what the room is for.
//!
//! A limit with a place is written `limit $n + 0`: SQLite plans a statement anew each time that the value of a bare one is bound,
//! which costs more than most of them.

use sqlx::postgres::PgArguments;
use sqlx::query::Query as Statement;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{
    Database, Decode, Encode, PgConnection, PgPool, Postgres, Row as _, SqlSafeStr, Sqlite, SqliteConnection,
    SqlitePool, Type,
};

use super::Error;

/// A value on its way into a statement. What is not there has a type all the same: PostgreSQL asks for it.
#[derive(Clone, Copy)]
pub(super) enum Bound<'q> {
    Blob(Option<&'q [u8]>),
    Int(Option<i64>),
    Text(Option<&'q str>),
}

impl From<i64> for Bound<'_> {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl<'q> From<&'q str> for Bound<'q> {
    fn from(text: &'q str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'q> From<&'q [u8]> for Bound<'q> {
    fn from(octets: &'q [u8]) -> Self {
        Self::Blob(Some(octets))
    }
}

/// The connections that reads share.
pub(super) enum Reads {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A connection inside a transaction.
pub(super) enum Connection<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Connection<'_> {
    /// What begins a transaction that is going to write.
    pub(super) fn begin(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "begin immediate",
            Self::Postgres(_) => "begin isolation level read committed read write",
        }
    }

    /// The same, lent on.
    pub(super) fn again(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
        }
    }
}

/// A statement with `$n` places.
pub(super) struct Query<'q> {
    text: &'static str,
    values: Vec<Bound<'q>>,
}

/// A statement with `$n` places.
pub(super) fn query(text: &'static str) -> Query<'static> {
    Query { text, values: Vec::new() }
}

impl<'q> Query<'q> {
    /// Fills the next place.
    pub(super) fn bind<'v>(self, value: impl Into<Bound<'v>>) -> Query<'v>
    where
        'q: 'v,
    {
        let mut values: Vec<Bound<'v>> = self.values;
        values.push(value.into());
        Query { text: self.text, values }
    }

    /// All rows, outside any transaction.
    pub(super) async fn all(self, reads: &Reads) -> Result<Vec<Row>, Error> {
        let values = self.values.iter().copied();
        let rows = match reads {
            Reads::Sqlite(pool) => fill::<Sqlite>(self.text, values).fetch_all(pool).await.map(sqlite_rows),
            Reads::Postgres(pool) => fill::<Postgres>(self.text, values).fetch_all(pool).await.map(postgres_rows),
        };
        rows.map_err(Error::from_sql)
    }

    /// The one row that there may be.
    pub(super) async fn maybe(self, reads: &Reads) -> Result<Option<Row>, Error> {
        Ok(self.all(reads).await?.into_iter().next())
    }

    /// The one row that there always is.
    pub(super) async fn one(self, reads: &Reads) -> Result<Row, Error> {
        self.maybe(reads).await?.ok_or_else(|| Error::from_sql(sqlx::Error::RowNotFound))
    }

    /// All rows, in this connection's transaction.
    pub(super) async fn rows(self, connection: Connection<'_>) -> Result<Vec<Row>, sqlx::Error> {
        fetch(self.text, self.values.iter().copied(), connection).await
    }

    /// Nothing but its effect, in this connection's transaction; how many rows it touched.
    pub(super) async fn run(self, connection: Connection<'_>) -> Result<u64, sqlx::Error> {
        execute(self.text, self.values.iter().copied(), connection).await
    }
}

/// All rows that a statement finds with these values.
pub(super) async fn fetch<'q>(
    text: impl SqlSafeStr,
    values: impl Iterator<Item = Bound<'q>>,
    connection: Connection<'_>,
) -> Result<Vec<Row>, sqlx::Error> {
    match connection {
        Connection::Sqlite(connection) => fill::<Sqlite>(text, values).fetch_all(connection).await.map(sqlite_rows),
        Connection::Postgres(connection) => {
            fill::<Postgres>(text, values).fetch_all(connection).await.map(postgres_rows)
        }
    }
}

/// Runs a statement with these values; how many rows it touched.
pub(super) async fn execute<'q>(
    text: impl SqlSafeStr,
    values: impl Iterator<Item = Bound<'q>>,
    connection: Connection<'_>,
) -> Result<u64, sqlx::Error> {
    match connection {
        Connection::Sqlite(_) => Filled::sqlite(text, values),
        Connection::Postgres(_) => Filled::postgres(text, values),
    }
    .run(connection)
    .await
}

/// A statement with its values in place.
pub(super) enum Filled<'q> {
    Sqlite(Statement<'q, Sqlite, SqliteArguments>),
    Postgres(Statement<'q, Postgres, PgArguments>),
}

impl<'q> Filled<'q> {
    pub(super) fn sqlite(text: impl SqlSafeStr, values: impl Iterator<Item = Bound<'q>>) -> Self {
        Self::Sqlite(fill(text, values))
    }

    pub(super) fn postgres(text: impl SqlSafeStr, values: impl Iterator<Item = Bound<'q>>) -> Self {
        Self::Postgres(fill(text, values))
    }

    /// Runs it; how many rows it touched.
    pub(super) async fn run(self, connection: Connection<'_>) -> Result<u64, sqlx::Error> {
        match (self, connection) {
            (Self::Sqlite(statement), Connection::Sqlite(connection)) => {
                Ok(statement.execute(connection).await?.rows_affected())
            }
            (Self::Postgres(statement), Connection::Postgres(connection)) => {
                Ok(statement.execute(connection).await?.rows_affected())
            }
            _ => Err(sqlx::Error::Configuration("a statement for the other database".into())),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the room in which SQL stands")]
fn fill<'q, DB>(
    text: impl SqlSafeStr,
    values: impl Iterator<Item = Bound<'q>>,
) -> Statement<'q, DB, <DB as Database>::Arguments>
where
    DB: Database,
    Option<i64>: Encode<'q, DB> + Type<DB>,
    Option<&'q str>: Encode<'q, DB> + Type<DB>,
    Option<&'q [u8]>: Encode<'q, DB> + Type<DB>,
{
    values.fold(sqlx::query(text), |statement, value| match value {
        Bound::Blob(octets) => statement.bind(octets),
        Bound::Int(number) => statement.bind(number),
        Bound::Text(text) => statement.bind(text),
    })
}

/// A row of either database.
pub(super) enum Row {
    Sqlite(SqliteRow),
    Postgres(sqlx::postgres::PgRow),
}

fn sqlite_rows(rows: Vec<SqliteRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Sqlite).collect()
}

fn postgres_rows(rows: Vec<sqlx::postgres::PgRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Postgres).collect()
}

/// What a column of either database can be read as.
pub(super) trait Column<'r>: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres> {}

impl<'r, T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>> Column<'r> for T {}

impl Row {
    /// The value in a column.
    pub(super) fn try_get<'r, T: Column<'r>>(&'r self, column: usize) -> Result<T, sqlx::Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn no_limit_is_a_bare_place() {
        let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
        let mut folders = vec![store];
        let mut texts = 0;
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().unwrap() {
                let path = entry.unwrap().path();
                // PostgreSQL alone runs what stands there.
                if path.is_dir() && !path.ends_with("postgres") {
                    folders.push(path);
                } else if path.extension().is_some_and(|ext| ext == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    for (_, limit) in text.match_indices("limit $").map(|(at, words)| (at, &text[at + words.len()..])) {
                        texts += usize::from(limit.starts_with(|c: char| c.is_ascii_digit()));
                        assert!(
                            !limit.starts_with(|c: char| c.is_ascii_digit()) || limit[1..].starts_with(" + 0"),
                            "{}",
                            path.display()
                        );
                    }
                }
            }
        }
        assert!(texts > 10, "{texts}");
    }
}
