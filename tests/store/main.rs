//! What every backend of the store must do, by its public door only. Each story is run on the embedded database always,
//! and on PostgreSQL where RECEPIS_POSTGRES names a server (`postgres://…`, with the right to make databases).

#![cfg(feature = "daemon")]
#![expect(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a failing test may panic")]

/// One test per story and database.
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$story(crate::house::House::embedded()).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgresql() {
                crate::house::on_postgresql(stringify!($story), super::$story).await;
            }
        }
    )+};
}

/// One test per story, on PostgreSQL only.
macro_rules! on_server {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgresql() {
                crate::house::on_postgresql(stringify!($story), super::$story).await;
            }
        }
    )+};
}

mod chain;
mod clear;
mod content;
mod cuts;
mod door;
mod extracts;
mod house;
mod jobs;
mod log;
mod nodes;
mod outages;
mod own;
mod refused;
mod replies;
mod scene;
#[path = "../common/server.rs"]
mod server;
mod sqlite;
mod units;
