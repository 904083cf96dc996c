//! The writer: one task that owns the write connection and commits what waits as a group. A caller that goes away does not
//! cancel its unit, and nobody is answered before COMMIT returned.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use super::super::claims::Claim;
use super::super::error::Queue;
use super::super::folder::Folder;
use super::super::jobs::Wake;
use super::super::prepare::Unit;
use super::super::{Cause, Claimed, CommitError, Options};
use super::group;
use crate::erds::moment::Moment;

/// The most octets in one transaction, beside a single unit that is larger.
const GROUP_OCTETS: usize = 4 * 1024 * 1024;
/// The most octets that wait, in KiB.
const WAITING_KIB: usize = 64 * 1024;

/// What the writer is asked for.
pub(super) enum Request {
    /// A unit of work.
    Commit { unit: Unit, answer: oneshot::Sender<Result<(), CommitError>>, _room: OwnedSemaphorePermit },
    /// Jobs in hand.
    Claim { claim: Claim, answer: oneshot::Sender<Result<Vec<Claimed>, CommitError>> },
    /// Forgetting what has ended.
    Sweep { now: Moment, answer: oneshot::Sender<Result<(), CommitError>> },
}

/// The way to the writer.
pub(in crate::store) struct Writer {
    queue: Mutex<Option<JoinHandle<()>>>,
    send: mpsc::Sender<Request>,
    room: Arc<Semaphore>,
    failed: watch::Receiver<bool>,
    wake: watch::Receiver<u64>,
    closing: watch::Sender<bool>,
}

impl Writer {
    pub(super) fn start(connection: SqliteConnection, folder: Arc<Folder>, options: Options) -> Self {
        let (send, receive) = mpsc::channel(options.queue.max(1));
        let (failed_in, failed) = watch::channel(false);
        let (wake_in, wake) = watch::channel(0);
        let (closing, closed) = watch::channel(false);
        let task = Task { connection, folder, most: options.group.max(1), failed: failed_in, wake: wake_in };
        let task = tokio::spawn(task.run(receive, closed));
        let room = Arc::new(Semaphore::new(WAITING_KIB));
        Self { queue: Mutex::new(Some(task)), send, room, failed, wake, closing }
    }

    pub(in crate::store) async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        let kib = u32::try_from((unit.octets / 1024 + 1).min(WAITING_KIB)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.room).try_acquire_many_owned(kib);
        let room = room.map_err(|_| CommitError::Unavailable(Cause::new(Queue::Full)))?;
        let (answer, answered) = oneshot::channel();
        self.put(Request::Commit { unit, answer, _room: room })?;
        answered.await.map_err(|_| closed())?
    }

    pub(in crate::store) async fn claim(&self, claim: Claim) -> Result<Vec<Claimed>, CommitError> {
        let (answer, answered) = oneshot::channel();
        self.put(Request::Claim { claim, answer })?;
        answered.await.map_err(|_| closed())?
    }

    pub(in crate::store) async fn sweep(&self, now: Moment) -> Result<(), CommitError> {
        let (answer, answered) = oneshot::channel();
        self.put(Request::Sweep { now, answer })?;
        answered.await.map_err(|_| closed())?
    }

    pub(in crate::store) fn wake(&self) -> Wake {
        Wake(self.wake.clone())
    }

    pub(in crate::store) async fn failed(&self) {
        let mut failed = self.failed.clone();
        if failed.wait_for(|failed| *failed).await.is_err() && !*failed.borrow() {
            std::future::pending::<()>().await;
        }
    }

    pub(super) async fn close(&self) {
        self.closing.send_replace(true);
        if let Some(task) = self.queue.lock().await.take() {
            // A task that panicked has closed its connection; what was not answered did not happen.
            let _ = task.await;
        }
    }

    fn put(&self, request: Request) -> Result<(), CommitError> {
        self.send.try_send(request).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => CommitError::Unavailable(Cause::new(Queue::Full)),
            mpsc::error::TrySendError::Closed(_) => closed(),
        })
    }
}

/// Resolves when the store is being closed, or dropped.
async fn asked(closed: &mut watch::Receiver<bool>) {
    let _ = closed.wait_for(|closed| *closed).await;
}

fn closed() -> CommitError {
    CommitError::Unavailable(Cause::new(Queue::Closed))
}

struct Task {
    connection: SqliteConnection,
    folder: Arc<Folder>,
    most: usize,
    failed: watch::Sender<bool>,
    wake: watch::Sender<u64>,
}

impl Task {
    async fn run(mut self, mut queue: mpsc::Receiver<Request>, mut closed: watch::Receiver<bool>) {
        let mut waiting = VecDeque::new();
        loop {
            if waiting.is_empty() {
                let request = tokio::select! {
                    biased;
                    request = queue.recv() => request,
                    () = asked(&mut closed) => {
                        queue.close();
                        queue.recv().await
                    }
                };
                let Some(request) = request else { break };
                waiting.push_back(request);
            }
            while waiting.len() < self.most.saturating_mul(2) {
                let Ok(request) = queue.try_recv() else { break };
                waiting.push_back(request);
            }
            let group = take(&mut waiting, self.most);
            self.write(group).await;
        }
        // Whatever this leaves behind, the next open reads the write-ahead log.
        let _ = self.connection.close().await;
    }

    async fn write(&mut self, group: Vec<Request>) {
        if *self.failed.borrow() {
            for request in group {
                request.refuse(&CommitError::Broken(Cause::new(Queue::Failed)));
            }
            return;
        }
        let written = group::write(&mut self.connection, &self.folder, group).await;
        if written.disk_failed {
            self.failed.send_replace(true);
        }
        if written.jobs {
            self.wake.send_modify(|count| *count = count.wrapping_add(1));
        }
    }
}

impl Request {
    /// The unit of work, where it is one.
    pub(super) fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Commit { unit, .. } => Some(unit),
            Self::Claim { .. } | Self::Sweep { .. } => None,
        }
    }

    /// Answers without anything having happened.
    pub(super) fn refuse(self, error: &CommitError) {
        // Whoever no longer waits does not need the answer.
        match self {
            Self::Commit { answer, .. } | Self::Sweep { answer, .. } => drop(answer.send(Err(error.clone()))),
            Self::Claim { answer, .. } => drop(answer.send(Err(error.clone()))),
        }
    }
}

/// What fits into one group: at most `most` units and `GROUP_OCTETS`, and of those that touch the same thing the first.
/// What comes after a unit that had to stay, and touches the same, stays too.
fn take(waiting: &mut VecDeque<Request>, most: usize) -> Vec<Request> {
    let mut group = Vec::with_capacity(most.min(waiting.len()));
    let mut stay = VecDeque::new();
    let mut touched = HashSet::new();
    let mut octets = 0_usize;
    while let Some(request) = waiting.pop_front() {
        let (size, free) = match &request {
            Request::Commit { unit, .. } => (unit.octets, unit.touches.iter().all(|touch| !touched.contains(touch))),
            Request::Claim { .. } | Request::Sweep { .. } => (0, true),
        };
        let fits = group.is_empty() || group.len() < most && octets.saturating_add(size) <= GROUP_OCTETS;
        if let Request::Commit { unit, .. } = &request {
            touched.extend(unit.touches.iter().copied());
        }
        if free && fits {
            octets = octets.saturating_add(size);
            group.push(request);
        } else {
            stay.push_back(request);
        }
        if group.len() >= most || octets >= GROUP_OCTETS {
            break;
        }
    }
    stay.append(waiting);
    *waiting = stay;
    group
}
