//! The one door to SQL: elsewhere in the house `sqlx::query` is banned, here it is what the room is for.

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{SqlSafeStr, Sqlite};

/// A statement with `$n` places.
#[expect(clippy::disallowed_methods, reason = "this is the room in which SQL stands")]
pub(super) fn query<'a>(text: impl SqlSafeStr) -> Query<'a, Sqlite, SqliteArguments> {
    sqlx::query(text)
}

/// How the `number`th place of a list of rows is spelt; the one thing in a text that the two databases spell differently.
/// PostgreSQL has only `$n`. SQLite takes `?` too, in the order of binding: `$n` is a name there, and looking a name up
/// walks all of them, which in a statement of some thousand places costs more than the rows themselves.
pub(super) fn place(_number: usize) -> String {
    "?".to_owned()
}
