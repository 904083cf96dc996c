//! Many rows in one statement. The text is put together once per table and number of rows (1, 2, 4 … 256), with named
//! columns and places only; no value ever becomes part of it.

use std::sync::{Arc, OnceLock};

use sqlx::AssertSqlSafe;

use super::Error;
use super::sql::{Bound, Connection, Filled, Reads, Row, fetch};

/// 1, 2, 4 … 256 rows.
const SIZES: usize = 9;

/// One value of a row.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// No value: what was destroyed, or is not there.
    NoBlob,
    NoInt,
    NoText,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

impl<'q> From<&'q Value> for Bound<'q> {
    fn from(value: &'q Value) -> Self {
        match value {
            Value::NoBlob => Self::Blob(None),
            Value::NoInt => Self::Int(None),
            Value::NoText => Self::Text(None),
            Value::Int(number) => Self::Int(Some(*number)),
            Value::Text(text) => Self::Text(Some(text)),
            Value::Blob(octets) => Self::Blob(Some(octets)),
        }
    }
}

impl Value {
    pub(super) fn blob(octets: impl AsRef<[u8]>) -> Self {
        Self::Blob(octets.as_ref().to_vec())
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn octets(&self) -> usize {
        match self {
            Self::Blob(octets) => octets.len(),
            Self::Text(text) => text.len(),
            _ => 8,
        }
    }
}

/// A statement over a list of rows.
pub(super) struct Many {
    head: &'static str,
    columns: usize,
    tail: &'static str,
    texts: [[OnceLock<Arc<str>>; SIZES]; 2],
}

impl Many {
    pub(super) const fn new(head: &'static str, columns: usize, tail: &'static str) -> Self {
        Self { head, columns, tail, texts: [const { [const { OnceLock::new() }; SIZES] }; 2] }
    }

    /// The statement with the first of `values` in place, as many rows as one takes, and the values that are left.
    pub(super) fn fill<'v>(&self, places: Places, values: &'v [&'v Value]) -> (Filled<'v>, &'v [&'v Value]) {
        let (rows, text) = self.text(places, values.len() / self.columns);
        let (these, left) = values.split_at((rows * self.columns).min(values.len()));
        let bound = these.iter().copied().map(Bound::from);
        let filled = match places {
            Places::InOrder => Filled::sqlite(AssertSqlSafe(text), bound),
            Places::Numbered => Filled::postgres(AssertSqlSafe(text), bound),
        };
        (filled, left)
    }

    /// Fetches what the statement finds for `values`, a whole number of rows.
    pub(super) async fn fetch(
        &self,
        mut connection: Connection<'_>,
        values: &[Value],
    ) -> Result<Vec<Row>, sqlx::Error> {
        let places = Places::of(&connection);
        let mut found = Vec::new();
        let mut rest = values;
        while !rest.is_empty() {
            let (rows, text) = self.text(places, rest.len() / self.columns);
            let (these, behind) = rest.split_at((rows * self.columns).min(rest.len()));
            found.extend(fetch(AssertSqlSafe(text), these.iter().map(Bound::from), connection.again()).await?);
            rest = behind;
        }
        Ok(found)
    }

    /// The same outside any transaction.
    pub(super) async fn read(&self, reads: &Reads, values: &[Value]) -> Result<Vec<Row>, Error> {
        let found = match reads {
            Reads::Sqlite(pool) => {
                let mut connection = pool.acquire().await.map_err(Error::from_sql)?;
                self.fetch(Connection::Sqlite(&mut connection), values).await
            }
            Reads::Postgres(pool) => {
                let mut connection = pool.acquire().await.map_err(Error::from_sql)?;
                self.fetch(Connection::Postgres(&mut connection), values).await
            }
        };
        found.map_err(Error::from_sql)
    }

    /// The most rows, of those waiting, that one statement takes, and its text.
    pub(super) fn text(&self, places: Places, waiting: usize) -> (usize, Arc<str>) {
        let power = waiting.clamp(1, 1 << (SIZES - 1)).ilog2();
        let rows = 1_usize << power;
        let make = || {
            let row = |row: usize| {
                let places: Vec<String> = (1..=self.columns).map(|n| places.spell(row * self.columns + n)).collect();
                format!("({})", places.join(", "))
            };
            let list: Vec<String> = (0..rows).map(row).collect();
            format!("{}{}{}", self.head, list.join(", "), self.tail).into()
        };
        let kept = self.texts.get(places as usize).and_then(|texts| texts.get(power as usize));
        let text = kept.map_or_else(make, |text| Arc::clone(text.get_or_init(make)));
        (rows, text)
    }
}

/// How the places of a list of rows are spelt; the one thing in a text that the two databases spell differently.
/// PostgreSQL has only `$n`. SQLite takes `?` too, in the order of binding: `$n` is a name there, and looking a name up
/// walks all of them, which in a statement of some thousand places costs more than the rows themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    InOrder,
    Numbered,
}

impl Places {
    pub(super) fn of(connection: &Connection<'_>) -> Self {
        match connection {
            Connection::Sqlite(_) => Self::InOrder,
            Connection::Postgres(_) => Self::Numbered,
        }
    }

    fn spell(self, number: usize) -> String {
        match self {
            Self::InOrder => "?".to_owned(),
            Self::Numbered => format!("${number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_taken_in_powers_of_two_up_to_256() {
        let many = Many::new("insert into t (a, b) values ", 2, " on conflict do nothing");
        let (rows, text) = many.text(Places::InOrder, 3);
        assert_eq!(rows, 2);
        assert_eq!(&*text, "insert into t (a, b) values (?, ?), (?, ?) on conflict do nothing");
        let (_, text) = many.text(Places::Numbered, 3);
        assert_eq!(&*text, "insert into t (a, b) values ($1, $2), ($3, $4) on conflict do nothing");
        assert_eq!(many.text(Places::Numbered, 1).0, 1);
        assert_eq!(many.text(Places::Numbered, 1000).0, 256);
    }
}
