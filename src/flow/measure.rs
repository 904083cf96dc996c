//! How the service stands, as numbers for who runs it: the log, its witnesses, the jobs. Nothing in it is about one delivery, and
//! nothing changes because somebody reads a page.

use std::time::Duration;

use super::cosign::{self, Named, Quorum};
use super::{Fault, Revocation, Service};
use crate::store::{Kind, Queue};

/// The numbers of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// Units of work that this process committed.
    pub committed: u64,
    /// Entries of the log that have an index.
    pub entries: u64,
    /// Entries that wait for one, but for those that are held for an hour's batch: how many those are is told nobody.
    pub waiting: u64,
    /// Entries under the last checkpoint, and how long ago it was signed.
    pub checkpoint: Option<(u64, Duration)>,
    /// Whether enough witnesses cosign.
    pub quorum: Quorum,
    /// Entries under the last checkpoint that enough cosigned.
    pub with_quorum: Option<u64>,
    /// The witnesses.
    pub witnesses: Vec<Named>,
    /// What authorities of others say about revocation.
    pub revocation: Vec<Revocation>,
    /// The jobs by kind.
    pub jobs: Vec<(Kind, Queue)>,
    /// By how much the job of each kind that is due the longest is late.
    pub late: Vec<(Kind, Duration)>,
}

/// Reads them.
///
/// # Errors
/// As every read of the store.
pub async fn measure(service: &Service) -> Result<Measures, Fault> {
    let (store, now) = (&service.store, service.now());
    let jobs = store.queues(now).await?;
    let late =
        jobs.iter().map(|(kind, queue)| (*kind, queue.oldest_due_at.map_or(Duration::ZERO, |due| now.since(due))));
    Ok(Measures {
        committed: store.committed(),
        entries: store.log_size().await?,
        waiting: store.entries_waiting().await?,
        checkpoint: store.last_checkpoint().await?.map(|last| (last.size, now.since(last.at))),
        quorum: cosign::quorum(service).await?,
        with_quorum: cosign::last_with_quorum(service).await?,
        witnesses: cosign::named(service).await?,
        revocation: service.papers.revocation(),
        late: late.collect(),
        jobs,
    })
}
