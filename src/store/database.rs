//! The two databases behind one door. Which one it is, nothing outside this room knows.

use sqlx::{Connection as _, PgConnection};
use tokio::sync::Mutex;

use super::claims::Claim;
use super::error::{Cause, Queue};
use super::jobs::{Claimed, Wake};
use super::postgres::Server;
use super::prepare::Unit;
use super::sql::Reads;
use super::sqlite::Embedded;
use super::{CommitError, Error};
use crate::erds::moment::Moment;

/// Where everything is kept.
pub(super) enum Database {
    /// One file in the data directory, written by one task of this process.
    Embedded(Embedded),
    /// A PostgreSQL server, which other nodes may write to at the same time.
    Server(Server),
    /// Either, opened to be looked at; of a server with the connection that keeps its nodes away.
    Inspected(Reads, Mutex<Option<PgConnection>>),
}

impl Database {
    pub(super) fn reads(&self) -> &Reads {
        match self {
            Self::Embedded(embedded) => &embedded.reads,
            Self::Server(server) => server.reads(),
            Self::Inspected(reads, _) => reads,
        }
    }

    pub(super) async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        match self {
            Self::Embedded(embedded) => embedded.writer.commit(unit).await,
            Self::Server(server) => server.commit(unit).await,
            Self::Inspected(..) => Err(CommitError::Unavailable(Cause::new(Queue::Closed))),
        }
    }

    pub(super) async fn claim(&self, claim: Claim) -> Result<Vec<Claimed>, Error> {
        match self {
            Self::Embedded(embedded) => Ok(embedded.writer.claim(claim).await?),
            Self::Server(server) => server.claim(&claim).await,
            Self::Inspected(..) => Err(Error::Unavailable(Cause::new(Queue::Closed))),
        }
    }

    pub(super) async fn sweep(&self, now: Moment) -> Result<(), Error> {
        match self {
            Self::Embedded(embedded) => Ok(embedded.writer.sweep(now).await?),
            Self::Server(server) => server.sweep(now).await,
            Self::Inspected(..) => Err(Error::Unavailable(Cause::new(Queue::Closed))),
        }
    }

    pub(super) fn wake(&self) -> Wake {
        match self {
            Self::Embedded(embedded) => embedded.writer.wake(),
            Self::Server(server) => server.wake(),
            // Nobody commits, so nobody wakes.
            Self::Inspected(..) => Wake(tokio::sync::watch::channel(0).1),
        }
    }

    /// Resolves when it is unknown what is on the disk. A server whose disk fails ends by itself and is found out by the
    /// next unit; so here it never does.
    pub(super) async fn failed(&self) {
        match self {
            Self::Embedded(embedded) => embedded.writer.failed().await,
            Self::Server(_) | Self::Inspected(..) => std::future::pending().await,
        }
    }

    pub(super) async fn close(&self) {
        match self {
            Self::Embedded(embedded) => embedded.close().await,
            Self::Server(server) => server.close().await,
            Self::Inspected(Reads::Sqlite(pool), _) => pool.close().await,
            Self::Inspected(Reads::Postgres(pool), alone) => {
                pool.close().await;
                if let Some(connection) = alone.lock().await.take() {
                    // Whatever this leaves open, the server closes.
                    let _ = connection.close().await;
                }
            }
        }
    }
}
