//! What a witness of other people's logs does with a checkpoint [tlog-witness]: judges it by the one that it cosigned last,
//! keeps it on disk, and signs. These three are one step for each log, so that no two requests can make it sign two trees.
//!
//! Crash between keeping and answering: whoever asked does not know, asks again, and is told the size (409) or gets the
//! cosignature of the same checkpoint. It never signs what it has not kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::outside::clock::Clock;
use crate::outside::log_key::LogKey;
use crate::store::{self, Witnessed, WitnessedLog};
use crate::tlog::checkpoint::SignedCheckpoint;
use crate::tlog::key::VerifierKey;
use crate::tlog::witness::{self, AddCheckpoint, Known, Refusal, judge};

/// Why there is no cosignature.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// What was asked is malformed.
    #[error("this is no request for a cosignature")]
    Malformed(#[source] witness::Error),
    /// It is not cosigned.
    #[error(transparent)]
    Refused(Refusal),
    /// Ours to mend.
    #[error("the witness cannot keep or sign anything")]
    Broken,
}

impl Fault {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::Refused(refusal) => refusal.status(),
            Self::Broken => 500,
        }
    }
}

/// A log that the witness watches.
#[derive(Debug)]
struct Watched {
    keys: Vec<VerifierKey>,
    kept: WitnessedLog,
}

/// A witness.
pub struct Witness {
    keys: [LogKey; 2],
    logs: BTreeMap<String, Watched>,
    clock: Arc<dyn Clock>,
    /// Held as long as it lives.
    _folder: Witnessed,
}

impl Witness {
    /// A witness with these keys of its own, for logs with these.
    ///
    /// # Errors
    /// What it keeps of a log cannot be read.
    pub fn new(
        folder: Witnessed,
        keys: [LogKey; 2],
        logs: Vec<VerifierKey>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, store::Error> {
        let mut by_origin: BTreeMap<String, Vec<VerifierKey>> = BTreeMap::new();
        for key in logs {
            by_origin.entry(key.name().to_owned()).or_default().push(key);
        }
        let mut logs = BTreeMap::new();
        for (origin, keys) in by_origin {
            let kept = folder.log(&origin)?;
            logs.insert(origin, Watched { keys, kept });
        }
        Ok(Self { keys, logs, clock, _folder: folder })
    }

    /// Its public keys.
    pub fn keys(&self) -> impl Iterator<Item = &VerifierKey> {
        self.keys.iter().map(|key| &key.key)
    }

    /// The origins of the logs that it watches.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        self.logs.keys().map(String::as_str)
    }

    /// The checkpoint of a log that it cosigned last, as the log signed it.
    ///
    /// # Errors
    /// `UnknownLog`, and `Broken` after a failed write.
    pub fn last(&self, origin: &str) -> Result<Option<String>, Fault> {
        let watched = self.logs.get(origin).ok_or(Fault::Refused(Refusal::UnknownLog))?;
        Ok(watched.kept.take().map_err(|error| broken(&error))?.last().map(ToString::to_string))
    }

    /// Its lines under the checkpoint of this request. Blocks until the checkpoint is on disk.
    ///
    /// # Errors
    /// As `Fault` says; nothing is signed then.
    pub fn cosign(&self, octets: &[u8]) -> Result<String, Fault> {
        let request = AddCheckpoint::read(octets).map_err(Fault::Malformed)?;
        let origin = request.checkpoint.checkpoint().origin();
        let watched = self.logs.get(origin).ok_or(Fault::Refused(Refusal::UnknownLog))?;
        let mut kept = watched.kept.take().map_err(|error| broken(&error))?;
        let known = kept.last().map(known);
        match judge(&request, &watched.keys, known) {
            Ok(next) if Some(next) != known => {
                kept.keep(signed_by_log(&request.checkpoint, &watched.keys)?).map_err(|error| broken(&error))?;
            }
            Ok(_) => {}
            Err(refusal) => {
                if matches!(refusal, Refusal::OtherRoot(_)) {
                    tracing::error!(log.origin = origin, refusal = %refusal, "a log shows two histories; the two checkpoints are kept");
                    let shown = signed_by_log(&request.checkpoint, &watched.keys)?;
                    kept.keep_contradiction(&shown).map_err(|error| broken(&error))?;
                } else if matches!(refusal, Refusal::Inconsistent(_)) {
                    tracing::warn!(log.origin = origin, "a checkpoint came without proof that it continues the log");
                }
                return Err(Fault::Refused(refusal));
            }
        }
        let time = u64::try_from(self.clock.now().seconds()).unwrap_or_default();
        let lines = self.keys.iter().map(|key| key.line(request.checkpoint.checkpoint(), time));
        let lines: Result<Vec<_>, _> = lines.map(|line| line.map(|line| line.to_string())).collect();
        // Others wait until it is signed: a later checkpoint's time must not be earlier.
        drop(kept);
        lines.map(|lines| lines.concat()).map_err(|error| broken(&error))
    }
}

fn known(last: &SignedCheckpoint) -> Known {
    Known { size: last.checkpoint().size(), root: *last.checkpoint().root() }
}

/// The checkpoint with the log's own lines: what others add to a request is not kept.
fn signed_by_log(checkpoint: &SignedCheckpoint, keys: &[VerifierKey]) -> Result<SignedCheckpoint, Fault> {
    let by_log = |line: &&_| {
        let line: &crate::tlog::note::Line = line;
        keys.iter().any(|key| key.name() == line.name() && key.id() == line.id())
    };
    let lines = checkpoint.lines().iter().filter(by_log).cloned().collect();
    SignedCheckpoint::new(checkpoint.checkpoint().clone(), lines).map_err(|error| broken(&error))
}

fn broken(error: &dyn std::error::Error) -> Fault {
    tracing::error!(error = super::chain(error), "the witness cannot keep or sign anything");
    Fault::Broken
}
