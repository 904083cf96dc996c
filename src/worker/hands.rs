//! The jobs in hand: of each kind its own number, each with a bound on how long it may take.
//!
//! A lease must not run out under a worker that lives: another would do the same job beside it. Leases are not renewed;
//! instead each job is broken off before its lease ends. That needs no write while the work lasts, and the lease stays the
//! fence by which only its holder can finish the job. What a dead process held is released when the store is opened.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::Instant;

use super::work;
use crate::flow::Service;
use crate::outside::mailer;
use crate::store::{Claimed, Kind, Wanted};

/// How much longer a lease is than the work may take: time to store how it ended.
const SPARE: Duration = Duration::from_mins(1);
/// How long sealing, packing and stating may take; none of them waits for people's mail servers.
const OURS: Duration = Duration::from_mins(4);

/// From so many seals or notices in hand on, bundles are made beside them only, one after the other and with pauses: the disk and
/// the cores are for what people's terms hang on. A bundle that waits is made once, of the longer chain.
const CROWDED: usize = 8;
/// How often as long as it took to make one bundle the next one waits, then.
const PAUSE: u32 = 9;

/// How many jobs of a kind are in hand at once.
///
/// KNOWN: servers that hang can fill the places of one kind of mail, and other mails of that kind wait until they give up.
/// Bearable, because one domain gets few of the places of notices at once (`outside::mailer::Turn`), and all other mail of one
/// kind is either for one server or for whoever just asked for it.
const fn places(kind: Kind) -> u32 {
    match kind {
        // Each keeps a core or the disk busy.
        Kind::Attest | Kind::Expire | Kind::Outage | Kind::Extend | Kind::Relink | Kind::Absence | Kind::PutOff => 16,
        // Each waits for somebody else's server, mostly.
        Kind::Notify
        | Kind::Remind
        | Kind::Tell
        | Kind::Link
        | Kind::Reply
        | Kind::Enrol
        | Kind::Instructed
        | Kind::Mandate
        | Kind::Delegate
        | Kind::Mine
        | Kind::Retain => 32,
        // Each holds its bundle in memory.
        Kind::Export => 4,
    }
}

/// How long a job of a kind may take.
const fn longest(kind: Kind) -> Duration {
    match kind {
        Kind::Attest
        | Kind::Export
        | Kind::Expire
        | Kind::Outage
        | Kind::Extend
        | Kind::Relink
        | Kind::Absence
        | Kind::PutOff => OURS,
        // One mail to its own end, and our part of the work. `tell` may have several; what it told, it does not repeat.
        Kind::Notify
        | Kind::Remind
        | Kind::Tell
        | Kind::Link
        | Kind::Reply
        | Kind::Enrol
        | Kind::Instructed
        | Kind::Mandate
        | Kind::Delegate
        | Kind::Mine
        | Kind::Retain => Duration::from_secs(mailer::LONGEST.as_secs() + OURS.as_secs()),
    }
}

/// The jobs in hand. Dropped, they are broken off.
pub(super) struct Hands {
    service: Arc<Service>,
    tasks: JoinSet<()>,
    kinds: HashMap<Id, Kind>,
    /// When the bundle in hand was begun, and until when none is begun where it is crowded.
    bundle: (Instant, Instant),
}

impl Hands {
    /// Nothing in hand.
    pub(super) fn new(service: Arc<Service>) -> Self {
        let now = Instant::now();
        Self { service, tasks: JoinSet::new(), kinds: HashMap::new(), bundle: (now, now) }
    }

    /// Claims as many due jobs as there are free places, begins them, and says how many.
    pub(super) async fn claim(&mut self) -> usize {
        let claimed = self.claimed().await;
        for job in &claimed {
            let (service, job) = (Arc::clone(&self.service), *job);
            let task = self.tasks.spawn(async move { work(&service, &job, longest(job.kind)).await });
            self.kinds.insert(task.id(), job.kind);
            if job.kind == Kind::Export {
                self.bundle.0 = Instant::now();
            }
        }
        claimed.len()
    }

    /// Claims as many, does one after the other, and says how many.
    pub(super) async fn in_turn(&self) -> usize {
        let claimed = self.claimed().await;
        for job in &claimed {
            work(&self.service, job, longest(job.kind)).await;
        }
        claimed.len()
    }

    async fn claimed(&self) -> Vec<Claimed> {
        let wanted = self.wanted();
        if wanted.is_empty() {
            return Vec::new();
        }
        self.service.store.claim(&wanted, self.service.now()).await.unwrap_or_else(|error| {
            tracing::error!(error = %error, "jobs cannot be claimed");
            Vec::new()
        })
    }

    /// Waits until a job ends, and frees its place and those of all others that have; for ever where none is in hand. A claim
    /// waits for the disk: it is to fill what became free meanwhile, not one place each.
    pub(super) async fn some_end(&mut self) {
        match self.tasks.join_next_with_id().await {
            None => std::future::pending().await,
            Some(ended) => self.free(ended),
        }
        while let Some(ended) = self.tasks.try_join_next_with_id() {
            self.free(ended);
        }
    }

    /// Waits until every job in hand has ended.
    pub(super) async fn empty(&mut self) {
        while !self.tasks.is_empty() {
            self.some_end().await;
        }
    }

    fn free(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = match ended {
            Ok((id, ())) => id,
            Err(error) => {
                // Its lease runs out, and it is claimed again.
                tracing::error!(error = %error, "a job broke");
                error.id()
            }
        };
        if self.kinds.remove(&id) == Some(Kind::Export) {
            let now = Instant::now();
            self.bundle.1 = now + PAUSE * now.duration_since(self.bundle.0);
        }
    }

    fn wanted(&self) -> Vec<Wanted> {
        let held = |kind: Kind| self.kinds.values().filter(|held| **held == kind).count();
        let crowded = [Kind::Attest, Kind::Notify].into_iter().any(|kind| held(kind) >= CROWDED);
        let free = |kind| {
            let places = match kind {
                Kind::Export if crowded => u32::from(Instant::now() >= self.bundle.1),
                _ => places(kind),
            };
            places.saturating_sub(u32::try_from(held(kind)).unwrap_or(u32::MAX))
        };
        let wanted =
            Kind::ALL.map(|kind| Wanted { kind, most: free(kind), lease: longest(kind).saturating_add(SPARE) });
        wanted.into_iter().filter(|wanted| wanted.most > 0).collect()
    }
}
