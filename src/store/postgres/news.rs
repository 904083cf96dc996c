//! Who wakes whom: after a commit that asked for jobs the workers of this node at once, those of other nodes by NOTIFY. A
//! notification that is lost costs nothing but time: workers look by themselves too. The connection that listens also says
//! that this node lives: one that starts alone knows that whoever had jobs in hand is gone.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgListener;
use sqlx::{PgConnection, PgPool, Row as _};
use tokio::sync::{Notify, watch};

use super::super::jobs::Wake;
use super::super::keys::Entropy;
use super::super::sql::{Connection, Reads, query};
use crate::erds::id::crockford;

const CHANNEL: &str = "recepis_jobs";
/// Notifications are bundled: NOTIFY takes a lock that all of a server's transactions with NOTIFY share.
const BUNDLE: Duration = Duration::from_millis(20);
/// Each node shares one lock as long as its listener lives; who can have it alone is the only node.
const PRESENT: &str = "select pg_advisory_lock_shared(7020183317423911795)";
const ALONE: &str = "select pg_try_advisory_lock(7020183317423911795)";
const ALONE_NO_MORE: &str = "select pg_advisory_unlock(7020183317423911795)";
/// How long a lost connection is left alone.
const PAUSE: Duration = Duration::from_secs(1);

/// What this node tells and hears.
pub(super) struct News {
    asked: watch::Sender<u64>,
    tell: Notify,
    /// What this node's own notifications carry.
    node: String,
}

impl News {
    pub(super) fn new(entropy: &Entropy) -> Self {
        let mut name = [0; 8];
        entropy(&mut name);
        Self { asked: watch::channel(0).0, tell: Notify::new(), node: crockford(&name) }
    }

    /// Jobs were asked for here.
    pub(super) fn asked(&self) {
        self.wake_here();
        self.tell.notify_one();
    }

    pub(super) fn wake(&self) -> Wake {
        Wake(self.asked.subscribe())
    }

    fn wake_here(&self) {
        self.asked.send_modify(|count| *count = count.wrapping_add(1));
    }
}

/// Tells other nodes.
pub(super) async fn tell(news: Arc<News>, pool: PgPool) {
    let pool = Reads::Postgres(pool);
    loop {
        news.tell.notified().await;
        // Nobody hears of it where this fails; the others look by themselves.
        let _ = query("select 1 from (select pg_notify($1, $2)) told")
            .bind(CHANNEL)
            .bind(news.node.as_str())
            .all(&pool)
            .await;
        tokio::time::sleep(BUNDLE).await;
    }
}

/// A connection that hears other nodes, and by which they know that this one lives.
pub(super) async fn listen(pool: &PgPool) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    sqlx::raw_sql(PRESENT).execute(&mut listener).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Hears other nodes.
pub(super) async fn hear(news: Arc<News>, pool: PgPool, mut listener: PgListener) {
    loop {
        // A lost connection is made anew, since with it went what says that this node lives.
        while let Ok(Some(told)) = listener.try_recv().await {
            if told.payload() != news.node {
                news.wake_here();
            }
        }
        drop(listener);
        listener = loop {
            match listen(&pool).await {
                Ok(listener) => break listener,
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        };
        // What was told before anybody listened.
        news.wake_here();
    }
}

/// Takes the place of the only node, for as long as this connection lives; whether no other lives.
pub(super) async fn alone(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::raw_sql(ALONE).fetch_one(connection).await?.try_get(0)
}

/// Makes due again what was in hand where no other node lives: whoever had it is gone.
pub(super) async fn release_leases(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    if alone(connection).await? {
        for leases in [
            "update jobs set leased_until_at = null where leased_until_at is not null",
            "update tlog_sequencer set until_at = 0",
        ] {
            query(leases).run(Connection::Postgres(connection)).await?;
        }
        sqlx::raw_sql(ALONE_NO_MORE).execute(connection).await?;
    }
    Ok(())
}
