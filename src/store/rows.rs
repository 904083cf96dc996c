//! Writing the rows of units, and destroying keys: inside a transaction of either database.

use futures_util::future;

use super::many::{Many, Places, Value};
use super::prepare::{Destroy, Unit};
use super::sql::{Connection, Filled, query};
use super::tables::{TABLES, Table};

/// One statement per table, in the order of the tables. While the database runs one, the values of the next are put in
/// place.
pub(super) async fn insert(connection: &mut Connection<'_>, units: &[&Unit]) -> Result<(), sqlx::Error> {
    let mut rows: Vec<&(Table, Vec<Value>)> = units.iter().flat_map(|unit| &unit.rows).collect();
    rows.sort_by_key(|(table, _)| *table);
    let by_table = |of_table: &[&'_ (Table, Vec<Value>)]| {
        let (table, many) = of_table.first().and_then(|(table, _)| TABLES.get(*table as usize))?;
        debug_assert!(of_table.iter().all(|(this, _)| this == table), "TABLES stands in the order of Table");
        Some(many)
    };
    let values: Vec<&Value> = rows.iter().flat_map(|(_, values)| values).collect();
    let mut statements = Statements { places: Places::of(connection), tables: Vec::new(), values: &values };
    for of_table in rows.chunk_by(|(one, _), (other, _)| one == other) {
        let count = of_table.iter().map(|(_, values)| values.len()).sum();
        statements.tables.extend(by_table(of_table).map(|many| (many, count)));
    }
    statements.tables.reverse();
    let mut next = statements.next();
    while let Some(statement) = next {
        let (done, filled) = future::join(statement.run(connection.again()), async { statements.next() }).await;
        done?;
        next = filled;
    }
    Ok(())
}

/// What is still to be written: how many of the values belong to each table, the next one last.
struct Statements<'v> {
    places: Places,
    tables: Vec<(&'static Many, usize)>,
    values: &'v [&'v Value],
}

impl<'v> Iterator for Statements<'v> {
    type Item = Filled<'v>;

    fn next(&mut self) -> Option<Filled<'v>> {
        let (many, count) = self.tables.pop()?;
        let (of_table, behind) = self.values.split_at_checked(count)?;
        let (filled, left) = many.fill(self.places, of_table);
        if left.is_empty() {
            self.values = behind;
        } else {
            self.tables.push((many, left.len()));
            self.values = self.values.split_at_checked(count - left.len())?.1;
        }
        Some(filled)
    }
}

/// Destroys a delivery's keys; the bytes go with the last key that opens them. Gives the files that no row names any more.
pub(super) async fn destroy(connection: &mut Connection<'_>, destroy: &Destroy) -> Result<Vec<String>, sqlx::Error> {
    let (delivery, submission) = (destroy.delivery.as_slice(), destroy.submission.as_slice());
    query("update keys set content_key = null, submission_key = null where delivery_id = $1")
        .bind(delivery)
        .run(connection.again())
        .await?;
    let mut forms = 1_i64;
    if destroy.record_too {
        query("update keys set record_key = null where delivery_id = $1")
            .bind(delivery)
            .run(connection.again())
            .await?;
        forms = 0;
        for table in [
            "delete from reply_keys where delivery_id = $1",
            "delete from replies where delivery_id = $1",
            "delete from delivery_references where delivery_id = $1",
        ] {
            query(table).bind(delivery).run(connection.again()).await?;
        }
    }
    let bundles = query("delete from exports where delivery_id = $1 and form >= $2 returning file")
        .bind(delivery)
        .bind(forms)
        .rows(connection.again())
        .await?;
    let contents = query(
        "delete from contents where submission_id = $1 and not exists (\
         select 1 from keys where keys.submission_id = contents.submission_id and keys.submission_key is not null) \
         returning file",
    )
    .bind(submission)
    .rows(connection.again())
    .await?;
    let mut files = Vec::new();
    for row in bundles.iter().chain(&contents) {
        files.extend(row.try_get::<Option<String>>(0)?);
    }
    Ok(files)
}
