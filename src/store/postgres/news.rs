//! Who wakes whom: after a commit that asked for jobs the workers of this node at once, those of other nodes by NOTIFY. A
//! notification that is lost costs nothing but time: workers look by themselves too.

use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::{Notify, watch};

use super::super::jobs::Wake;
use super::super::keys::Entropy;
use super::super::sql::{Reads, query};
use crate::erds::id::crockford;

const CHANNEL: &str = "recepis_jobs";
/// Notifications are bundled: NOTIFY takes a lock that all of a server's transactions with NOTIFY share.
const BUNDLE: Duration = Duration::from_millis(20);
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

/// Hears other nodes.
pub(super) async fn hear(news: Arc<News>, pool: PgPool) {
    loop {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen(CHANNEL).await.is_ok()
        {
            // What was told before anybody listened.
            news.wake_here();
            loop {
                match listener.try_recv().await {
                    Ok(Some(told)) if told.payload() == news.node => {}
                    Ok(_) => news.wake_here(),
                    Err(_) => break,
                }
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}
