//! Floor 7: claims jobs and lets flow do them. A lease is committed before the work; a job is done at least once, and what it
//! calls is idempotent. A job takes no input but its subject and looks up the truth.
//!
//! Jobs do not wait for each other: each kind has its own number in hand (`hands`), and a job that ends frees its place at
//! once. A mail server that hangs holds up other mails at most, never a seal or a bundle.

mod cosigners;
mod hands;
mod sequencer;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::flow::{self, Fault, Service};
use crate::store::{Claimed, CommitError, Kind, Work};
use hands::Hands;

/// How often the worker looks when nothing wakes it.
const POLL: Duration = Duration::from_secs(1);
/// After so many attempts, a month, a mail that only tells what is recorded is given up, and a person must look. Everything else
/// is tried until it is done: seals wait for time-stamps, and a notice ends by itself.
const ATTEMPTS: u32 = 3_000;
/// The longest pause between two attempts.
const LONGEST: Duration = Duration::from_mins(15);

/// The longest pause until how a job ended is stored again.
const STORED_AGAIN: Duration = Duration::from_secs(5);

/// Works until `stop` turns true; then finishes the jobs in hand and claims no more. The transparency log is kept beside,
/// and offered to its witnesses.
pub async fn run(service: Arc<Service>, stop: watch::Receiver<bool>) {
    let (is_here, known) = watch::channel(false);
    tokio::join!(
        jobs(Arc::clone(&service), stop.clone()),
        sequencer::run(Arc::clone(&service), is_here, stop.clone()),
        cosigners::run(service, known, stop),
    );
}

async fn jobs(service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    let mut wake = service.store.wake();
    let mut hands = Hands::new(service);
    while !*stop.borrow() {
        hands.claim().await;
        tokio::select! {
            () = wake.woken() => {}
            () = hands.some_end() => {}
            () = tokio::time::sleep(POLL) => {}
            // Whoever could have said stop is gone: that is one.
            changed = stop.changed() => if changed.is_err() { break },
        }
    }
    hands.empty().await;
}

/// Claims what is due once, does it side by side to its end, lets the log and its witnesses follow, and says how many jobs that were.
pub async fn round(service: &Arc<Service>) -> usize {
    let mut hands = Hands::new(Arc::clone(service));
    let claimed = hands.claim().await;
    hands.empty().await;
    claimed + usize::from(sequencer::once(service).await) + cosigners::once(service).await
}

/// As `round`, with one job after the other: for tests that compare what comes of two runs.
pub async fn round_in_turn(service: &Arc<Service>) -> usize {
    let done = Hands::new(Arc::clone(service)).in_turn().await;
    done + usize::from(sequencer::once(service).await) + cosigners::once(service).await
}

/// Does a job and stores how it ended. `longest` is how long it may take; what takes longer is broken off and tried again.
async fn work(service: &Service, job: &Claimed, longest: Duration) {
    let done = async {
        match job.kind {
            Kind::Attest => flow::attest::attest(service, job).await,
            Kind::Notify => flow::notify::notify(service, job).await,
            Kind::Export => flow::export::export(service, job).await,
            Kind::Tell => flow::tell::tell(service, job).await,
            Kind::Remind => flow::remind::remind(service, job).await,
            Kind::Expire => flow::expire::expire(service, job).await,
            Kind::Outage => flow::outage::spread(service, job).await,
            Kind::Extend => flow::extend::extend(service, job).await,
            Kind::Relink => flow::relink::find(service, job).await,
            Kind::Link => flow::relink::mail(service, job).await,
            Kind::Reply => flow::reply::answer(service, job).await,
            Kind::Enrol => flow::enrol::finish(service, job).await,
            Kind::Absence => flow::absence::spread(service, job).await,
            Kind::PutOff => flow::absence::put_off(service, job).await,
            Kind::Instructed => flow::instruct::accept(service, job).await,
            Kind::Mine => flow::mine::mail(service, job).await,
            Kind::Retain => flow::retain::retain(service, job).await,
            Kind::Mandate => flow::mandate::settle(service, job).await,
            Kind::Delegate => flow::delegate::notify(service, job).await,
        }
    };
    let late = |_| Err(Fault::Unavailable { what: "it took too long and was broken off".to_owned() });
    let Err(fault) = tokio::time::timeout(longest, done).await.unwrap_or_else(late) else { return };
    let again = matches!(fault, Fault::Unavailable { .. })
        && (!matches!(job.kind, Kind::Tell | Kind::Link | Kind::Reply | Kind::Mine) || job.attempt < ATTEMPTS);
    if !again {
        tracing::error!(job.kind = job.kind.name(), job.attempt, fault = %fault, "a job waits for a person");
    } else if job.attempt < 3 {
        // Another unit that came between is no trouble; what stays unavailable is.
        tracing::debug!(job.kind = job.kind.name(), job.attempt, fault = %fault, "a job is tried again");
    } else {
        tracing::warn!(job.kind = job.kind.name(), job.attempt, fault = %fault, "a job is tried again");
    }
    let ended = || {
        let mut after = Work::new();
        if again {
            after.retry(job, service.now().plus(pause(job.attempt)));
        } else {
            after.dead(job, service.now(), &fault.to_string());
        }
        service.store.commit(after)
    };
    store(service, job, ended).await;
}

/// Stores how a job ended: while the disk is full, again and again, so that the job goes on as soon as there is room. Where
/// this cannot be stored at all, the lease runs out and the job is claimed again.
async fn store<C>(service: &Service, job: &Claimed, ended: impl Fn() -> C)
where
    C: Future<Output = Result<(), CommitError>>,
{
    for attempt in 1.. {
        let Err(error) = ended().await else { return };
        let wait = pause(attempt).min(STORED_AGAIN);
        if !matches!(error, CommitError::Unavailable(_)) || service.now().plus(wait) >= job.until {
            tracing::error!(job.kind = job.kind.name(), error = %error, "how a job ended could not be stored");
            return;
        }
        tokio::time::sleep(wait).await;
    }
}

/// A quarter of a second at first, doubling to the longest.
fn pause(attempt: u32) -> Duration {
    Duration::from_millis(250 * (1 << attempt.saturating_sub(1).min(12))).min(LONGEST)
}

#[cfg(test)]
mod tests;
