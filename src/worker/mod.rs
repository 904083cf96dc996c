//! Floor 7: claims jobs and lets flow do them. A lease is committed before the work; a job is done at least once, and what it
//! calls is idempotent. A job takes no input but its subject and looks up the truth.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::flow::{self, Fault, Service};
use crate::store::{Claimed, Kind, Work};

/// How long a job may take before another worker may take it.
const LEASE: Duration = Duration::from_mins(5);
/// How often the worker looks when nothing wakes it.
const POLL: Duration = Duration::from_secs(1);
/// How many jobs are in hand at once.
const AT_ONCE: u32 = 16;
/// After so many attempts a mail that only tells what is recorded is given up, and a person must look. Everything else is
/// tried until it is done: seals wait for time-stamps, and a notice ends by itself.
const ATTEMPTS: u32 = 200;
/// The longest pause between two attempts.
const LONGEST: Duration = Duration::from_mins(15);

/// Works until `stop` turns true; finishes the jobs in hand.
pub async fn run(service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    let mut wake = service.store.wake();
    while !*stop.borrow() {
        let worked = round(&service).await;
        if worked == 0 {
            tokio::select! {
                () = wake.woken() => {}
                () = tokio::time::sleep(POLL) => {}
                _ = stop.changed() => {}
            }
        }
    }
}

/// Claims what is due, does it side by side, and says how many jobs that were.
pub async fn round(service: &Arc<Service>) -> usize {
    let claimed = match service.store.claim(&Kind::ALL, service.now(), LEASE, AT_ONCE).await {
        Ok(claimed) => claimed,
        Err(error) => {
            tracing::error!(error = %error, "jobs cannot be claimed");
            return 0;
        }
    };
    let mut hands = tokio::task::JoinSet::new();
    for job in &claimed {
        let (service, job) = (Arc::clone(service), *job);
        hands.spawn(async move { work(&service, &job).await });
    }
    while hands.join_next().await.is_some() {}
    claimed.len()
}

async fn work(service: &Service, job: &Claimed) {
    let done = match job.kind {
        Kind::Attest => flow::attest::attest(service, job).await,
        Kind::Notify => flow::notify::notify(service, job).await,
        Kind::Export => flow::export::export(service, job).await,
        Kind::Tell => flow::tell::tell(service, job).await,
        Kind::Expire => flow::expire::expire(service, job).await,
    };
    let Err(fault) = done else { return };
    let mut after = Work::new();
    match &fault {
        Fault::Unavailable { .. } if job.kind != Kind::Tell || job.attempt < ATTEMPTS => {
            // Another unit that came between is no trouble; what stays unavailable is.
            if job.attempt < 3 {
                tracing::debug!(job.kind = job.kind.name(), job.attempt, fault = %fault, "a job is tried again");
            } else {
                tracing::warn!(job.kind = job.kind.name(), job.attempt, fault = %fault, "a job is tried again");
            }
            after.retry(job, service.now().plus(pause(job.attempt)));
        }
        _ => {
            tracing::error!(job.kind = job.kind.name(), job.attempt, fault = %fault, "a job waits for a person");
            after.dead(job, service.now(), &fault.to_string());
        }
    }
    // Where even this cannot be stored, the lease runs out and the job is claimed again.
    if let Err(error) = service.store.commit(after).await {
        tracing::error!(job.kind = job.kind.name(), error = %error, "how a job ended could not be stored");
    }
}

/// A quarter of a second at first, doubling to the longest.
fn pause(attempt: u32) -> Duration {
    Duration::from_millis(250 * (1 << attempt.saturating_sub(1).min(12))).min(LONGEST)
}
