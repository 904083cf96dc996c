//! The sequencer's turns: after each commit that woke it, and every second. Entries that come while a turn lasts go into the
//! next one, and turns keep a little distance, so that checkpoints hold what arrives together.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::flow::Service;
use crate::flow::publish::{BATCH, Sequencer, Turn};

/// How often it looks when nothing wakes it, and how long it rests after a fault.
const POLL: Duration = Duration::from_secs(1);
/// The least time between two turns: sealed evidence is to be under a checkpoint within two seconds.
const DISTANCE: Duration = Duration::from_millis(100);
/// The same with witnesses, each of whom is asked for every checkpoint.
const WITNESSED: Duration = Duration::from_secs(1);

/// Sequences until `stop` turns true, and gives the lease back. `is_here` tells whether it is this node that does.
pub(super) async fn run(service: Arc<Service>, is_here: watch::Sender<bool>, mut stop: watch::Receiver<bool>) {
    let mut wake = service.store.wake();
    let mut sequencer = Sequencer::new(&service);
    let distance = if service.witnesses.count() == 0 { DISTANCE } else { WITNESSED };
    // Why the last turn failed: said once.
    let mut reason: Option<String> = None;
    while !*stop.borrow() {
        let turned = sequencer.turn(&service).await;
        // Nobody listening is no harm.
        let _ = is_here.send_replace(matches!(turned, Ok(Turn::Idle | Turn::Published(_))));
        let pause = match turned {
            Ok(Turn::Published(entries)) => {
                reason = None;
                tracing::debug!(log.entries = entries, "a checkpoint was signed");
                if entries >= u64::from(BATCH) {
                    continue;
                }
                distance
            }
            Ok(Turn::Idle | Turn::Elsewhere) => distance,
            Err(fault) => {
                let said = fault.to_string();
                if reason.replace(said.clone()) != Some(said) {
                    tracing::error!(fault = %fault, "the transparency log stands still; bundles wait for it");
                }
                POLL
            }
        };
        let rest = async {
            tokio::time::sleep(pause).await;
            tokio::select! {
                () = wake.woken() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        };
        tokio::select! {
            () = rest => {}
            // Whoever could have said stop is gone: that is one.
            changed = stop.changed() => if changed.is_err() { break },
        }
    }
    if let Err(fault) = sequencer.release().await {
        tracing::warn!(fault = %fault, "the log's lease could not be given back and runs out");
    }
}

/// One turn by somebody who gives the lease back at once; whether something was published.
pub(super) async fn once(service: &Service) -> bool {
    let mut sequencer = Sequencer::new(service);
    let turned = sequencer.turn(service).await;
    if let Err(fault) = sequencer.release().await {
        tracing::warn!(fault = %fault, "the log's lease could not be given back and runs out");
    }
    match turned {
        Ok(turn) => matches!(turn, Turn::Published(_)),
        Err(fault) => {
            tracing::error!(fault = %fault, "the transparency log stands still; bundles wait for it");
            false
        }
    }
}
