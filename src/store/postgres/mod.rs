//! A PostgreSQL server, which several nodes may share. Here a unit is its own transaction: the server bundles their COMMITs
//! by itself. The data directory still holds the master key and large contents.
//!
//! Crash: the server's write-ahead log decides what happened, and is on its disk before a COMMIT is answered; a server that
//! is set otherwise is refused. What a dead node had in hand is due again when its lease ends, or when a node starts while
//! no other lives.
//!
//! KNOWN: a destroyed key leaves the table at once and its row within about a minute (autovacuum), but its octets stay in the
//! server's write-ahead log until that is recycled, in archives and replicas of it as long as those are kept, and in free
//! space of a page until something is written there. Bearable because every key is wrapped by the master key, which is
//! in none of them; docs/postgresql.md says what an operator must not promise.

mod address;
mod claim;
mod look;
mod news;
mod unit;

use std::sync::Arc;

use sqlx::{Connection as _, PgPool};
use tokio::sync::{Mutex, Semaphore, TryAcquireError};
use tokio::task::JoinSet;

use super::claims::{self, Claim};
use super::error::Queue;
use super::folder::Folder;
use super::jobs::{Claimed, Wake};
use super::keys::{Entropy, Ring};
use super::prepare::Unit;
use super::sql::{Connection, Reads, query};
use super::{Cause, CommitError, Error, Options, schema};
use crate::erds::moment::Moment;
use address::Address;
pub use address::Refusal;
pub(super) use look::look;
use news::News;

/// Connections that write, and that read; one more listens.
const WRITERS: u32 = 8;
const READERS: u32 = 8;
/// The most octets that wait, in KiB.
const WAITING_KIB: usize = 64 * 1024;
/// For how long a unit's identifier is kept, in microseconds: far longer than it is asked for.
const UNITS_KEPT: i64 = 3_600_000_000;

/// The open database.
pub(super) struct Server {
    shared: Arc<Shared>,
    reads: Reads,
    /// One place per unit that waits or is being written.
    places: Arc<Semaphore>,
    most: u32,
    room: Arc<Semaphore>,
    tasks: Mutex<JoinSet<()>>,
}

/// What a unit needs to be written.
struct Shared {
    writes: PgPool,
    folder: Arc<Folder>,
    entropy: Entropy,
    news: Arc<News>,
}

impl Server {
    /// Opens the database at this address and brings its tables up to date.
    pub(super) async fn connect(
        url: &str,
        mut folder: Folder,
        entropy: &Entropy,
        options: Options,
    ) -> Result<(Self, Ring, Arc<Folder>), Error> {
        let address = Address::read(url)?;
        let mut first = address.first().await?;
        schema::migrate(Connection::Postgres(&mut first)).await.map_err(|error| address.unsettled(error))?;
        let ring = schema::settle(Connection::Postgres(&mut first), &folder, entropy).await?;
        folder.share().await?;
        news::release_leases(&mut first).await.map_err(|error| address.refused(error))?;
        // Whatever this leaves open, the server closes.
        let _ = first.close().await;
        let folder = Arc::new(folder);
        let (reads, news) = (address.pool(READERS), Arc::new(News::new(entropy)));
        let mut tasks = JoinSet::new();
        tasks.spawn(news::tell(Arc::clone(&news), reads.clone()));
        let ears = address.pool(1);
        let listener = news::listen(&ears).await.map_err(|error| address.refused(error))?;
        tasks.spawn(news::hear(Arc::clone(&news), ears, listener));
        let (writes, entropy) = (address.pool(WRITERS), Arc::clone(entropy));
        let shared = Arc::new(Shared { writes, folder: Arc::clone(&folder), entropy, news });
        let most = u32::try_from(options.queue.max(1)).unwrap_or(u32::MAX).min(1 << 20);
        let server = Self {
            shared,
            reads: Reads::Postgres(reads),
            places: Arc::new(Semaphore::new(most as usize)),
            most,
            room: Arc::new(Semaphore::new(WAITING_KIB)),
            tasks: Mutex::new(tasks),
        };
        Ok((server, ring, folder))
    }

    pub(super) fn reads(&self) -> &Reads {
        &self.reads
    }

    /// Writes a unit in a task of its own: a caller that goes away does not cancel it.
    pub(super) async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        let full = |error| {
            let why = if error == TryAcquireError::Closed { Queue::Closed } else { Queue::Full };
            CommitError::Unavailable(Cause::new(why))
        };
        let kib = u32::try_from((unit.octets / 1024 + 1).min(WAITING_KIB)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.room).try_acquire_many_owned(kib).map_err(full)?;
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(full)?;
        let shared = Arc::clone(&self.shared);
        let written = tokio::spawn(async move {
            let _held = (room, place);
            unit::write(&shared, unit).await
        });
        written.await.map_err(|_| CommitError::Unavailable(Cause::new(Queue::Closed)))?
    }

    /// Of all kinds or of none: a lease that nobody knows of would have to run out.
    pub(super) async fn claim(&self, claim: &Claim) -> Result<Vec<Claimed>, Error> {
        let claimed = async {
            let mut transaction = self.shared.writes.begin().await?;
            let claimed = claim.run(claim::CLAIM, Connection::Postgres(&mut transaction)).await?;
            transaction.commit().await?;
            Ok(claimed)
        };
        claimed.await.map_err(Error::from_sql)
    }

    pub(super) async fn sweep(&self, now: Moment) -> Result<(), Error> {
        let mut connection = self.shared.writes.acquire().await.map_err(Error::from_sql)?;
        let mut connection = Connection::Postgres(&mut connection);
        claims::sweep(&mut connection, now).await.map_err(Error::from_sql)?;
        query("delete from units where committed_at < (extract(epoch from now()) * 1000000)::bigint - $1")
            .bind(UNITS_KEPT)
            .run(connection)
            .await
            .map(drop)
            .map_err(Error::from_sql)
    }

    pub(super) fn wake(&self) -> Wake {
        self.shared.news.wake()
    }

    /// Waits for the units under way, and ends what listens.
    pub(super) async fn close(&self) {
        let ended = self.places.acquire_many(self.most).await;
        self.places.close();
        drop(ended);
        self.tasks.lock().await.shutdown().await;
        if let Reads::Postgres(reads) = &self.reads {
            reads.close().await;
        }
        self.shared.writes.close().await;
    }
}
