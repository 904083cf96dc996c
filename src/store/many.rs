//! Many rows in one statement. The text is put together once per table and number of rows (1, 2, 4 … 256), with named
//! columns and places only; no value ever becomes part of it. A full group is one statement per table.

use std::sync::{Arc, OnceLock};

use super::sql::{place, query};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection};

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
    texts: [OnceLock<Arc<str>>; SIZES],
}

impl Many {
    pub(super) const fn new(head: &'static str, columns: usize, tail: &'static str) -> Self {
        Self { head, columns, tail, texts: [const { OnceLock::new() }; SIZES] }
    }

    /// Runs the statement over `values`, a whole number of rows.
    pub(super) async fn run(&self, connection: &mut SqliteConnection, values: &[&Value]) -> Result<(), sqlx::Error> {
        let mut rest = values;
        while !rest.is_empty() {
            let (rows, text) = self.text(rest.len() / self.columns);
            let (these, behind) = rest.split_at((rows * self.columns).min(rest.len()));
            bind(text, these.iter().copied()).execute(&mut *connection).await?;
            rest = behind;
        }
        Ok(())
    }

    /// Fetches what the statement finds for `values`, a whole number of rows.
    pub(super) async fn fetch(
        &self,
        connection: &mut SqliteConnection,
        values: &[Value],
    ) -> Result<Vec<SqliteRow>, sqlx::Error> {
        let mut found = Vec::new();
        let mut rest = values;
        while !rest.is_empty() {
            let (rows, text) = self.text(rest.len() / self.columns);
            let (these, behind) = rest.split_at((rows * self.columns).min(rest.len()));
            found.extend(bind(text, these.iter()).fetch_all(&mut *connection).await?);
            rest = behind;
        }
        Ok(found)
    }

    /// The most rows, of those waiting, that one statement takes, and its text.
    fn text(&self, waiting: usize) -> (usize, Arc<str>) {
        let power = waiting.clamp(1, 1 << (SIZES - 1)).ilog2();
        let rows = 1_usize << power;
        let make = || {
            let row = |row: usize| {
                let places: Vec<String> = (1..=self.columns).map(|n| place(row * self.columns + n)).collect();
                format!("({})", places.join(", "))
            };
            let list: Vec<String> = (0..rows).map(row).collect();
            format!("{}{}{}", self.head, list.join(", "), self.tail).into()
        };
        let text = self.texts.get(power as usize).map_or_else(make, |text| Arc::clone(text.get_or_init(make)));
        (rows, text)
    }
}

fn bind<'a>(text: Arc<str>, values: impl Iterator<Item = &'a Value>) -> Query<'a, Sqlite, SqliteArguments> {
    let mut query = query(AssertSqlSafe(text));
    for value in values {
        query = match value {
            Value::NoBlob => query.bind(None::<Vec<u8>>),
            Value::NoInt => query.bind(None::<i64>),
            Value::NoText => query.bind(None::<String>),
            Value::Int(number) => query.bind(*number),
            Value::Text(text) => query.bind(text.as_str()),
            Value::Blob(octets) => query.bind(octets.as_slice()),
        };
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_taken_in_powers_of_two_up_to_a_full_group() {
        let many = Many::new("insert into t (a, b) values ", 2, " on conflict do nothing");
        let (rows, text) = many.text(3);
        assert_eq!(rows, 2);
        assert_eq!(&*text, "insert into t (a, b) values (?, ?), (?, ?) on conflict do nothing");
        assert_eq!(many.text(1).0, 1);
        assert_eq!(many.text(1000).0, 256);
    }
}
