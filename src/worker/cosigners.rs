//! The witnesses side by side, each with its own checkpoints and its own rests: one that is slow or away holds up no other.
//! Only the node that sequences asks them; another would tell them the same, and only shows what they told that one.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::flow::cosign::{self, Offered};
use crate::flow::{Fault, Service};

/// How often they look when nothing wakes them.
const POLL: Duration = Duration::from_secs(1);
/// The least time between two looks.
const DISTANCE: Duration = Duration::from_millis(100);

/// Offers checkpoints while `is_here` says that this node is the one, until `stop` turns true. What a witness has not
/// answered by then it is asked again.
pub(super) async fn run(service: Arc<Service>, is_here: watch::Receiver<bool>, mut stop: watch::Receiver<bool>) {
    if service.witnesses.count() == 0 {
        return;
    }
    let mut tasks = JoinSet::new();
    for place in 0..service.witnesses.count() {
        let (service, is_here) = (Arc::clone(&service), is_here.clone());
        tasks.spawn(async move { one(&service, place, &is_here).await });
    }
    tasks.spawn(async move { watch_quorum(&service, &is_here).await });
    // Whoever could have said stop is gone: that is one.
    let _ = stop.wait_for(|stop| *stop).await;
    tasks.shutdown().await;
}

/// One witness, for ever.
async fn one(service: &Service, place: usize, is_here: &watch::Receiver<bool>) {
    let mut wake = service.store.wake();
    let mut reason = None;
    loop {
        let mut more = false;
        if *is_here.borrow() {
            match cosign::offer(service, place).await {
                Ok(offered) => more = matches!(offered, Offered::Cosigned(_) | Offered::Passed),
                Err(fault) => say(&mut reason, &fault),
            }
        }
        if more {
            reason = None;
            continue;
        }
        tokio::time::sleep(DISTANCE).await;
        tokio::select! {
            () = wake.woken() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

async fn watch_quorum(service: &Service, is_here: &watch::Receiver<bool>) {
    let mut reason = None;
    loop {
        // It must not be held while the work lasts.
        let is_here = *is_here.borrow();
        let looked = if is_here { cosign::look(service).await.map(drop) } else { cosign::follow(service).await };
        if let Err(fault) = looked {
            say(&mut reason, &fault);
        }
        tokio::time::sleep(POLL).await;
    }
}

/// Each reason once.
fn say(reason: &mut Option<String>, fault: &Fault) {
    let said = fault.to_string();
    if reason.replace(said.clone()) != Some(said) {
        tracing::error!(fault = %fault, "the log's checkpoints cannot be offered to witnesses");
    }
}

/// Offers every witness what there is to offer; how many checkpoints were cosigned.
pub(super) async fn once(service: &Service) -> usize {
    let each = (0..service.witnesses.count()).map(async |place| {
        let mut cosigned = 0;
        loop {
            match cosign::offer(service, place).await {
                Ok(Offered::Cosigned(_)) => cosigned += 1,
                Ok(Offered::Passed) => {}
                Ok(Offered::Nothing | Offered::Failed) => return cosigned,
                Err(fault) => {
                    say(&mut None, &fault);
                    return cosigned;
                }
            }
        }
    });
    let cosigned = future::join_all(each).await.into_iter().sum();
    if let Err(fault) = cosign::look(service).await {
        say(&mut None, &fault);
    }
    cosigned
}
