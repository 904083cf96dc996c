//! The one door to SQL: elsewhere in the house `sqlx::query` is banned, here it is what the room is for.

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{SqlSafeStr, Sqlite};

/// A statement with `$n` places.
#[expect(clippy::disallowed_methods, reason = "this is the room in which SQL stands")]
pub(super) fn query<'a>(text: impl SqlSafeStr) -> Query<'a, Sqlite, SqliteArguments> {
    sqlx::query(text)
}
