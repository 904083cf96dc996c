//! Writing the rows of units, and destroying keys: inside a transaction of either database.

use super::many::Value;
use super::prepare::{Destroy, Unit};
use super::sql::{Connection, query};
use super::tables::{TABLES, Table};

/// One statement per table, in the order of the tables.
pub(super) async fn insert(connection: &mut Connection<'_>, units: &[&Unit]) -> Result<(), sqlx::Error> {
    let mut rows: Vec<&(Table, Vec<Value>)> = units.iter().flat_map(|unit| &unit.rows).collect();
    rows.sort_by_key(|(table, _)| *table);
    for of_table in rows.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((table, many)) = of_table.first().and_then(|(table, _)| TABLES.get(*table as usize)) else { continue };
        debug_assert!(of_table.iter().all(|(this, _)| this == table), "TABLES stands in the order of Table");
        let values: Vec<&Value> = of_table.iter().flat_map(|(_, values)| values).collect();
        many.run(connection.again(), &values).await?;
    }
    Ok(())
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
