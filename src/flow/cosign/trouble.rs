//! Why a witness did not cosign, in words for the operator's log and in a word for everybody.

use std::time::Duration;

use crate::outside::witness::Failure;
use crate::tlog::witness;

/// Why a witness did not cosign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It gave no answer that can be read.
    #[error(transparent)]
    Failure(Failure),
    /// Its cosignatures are not what they must be.
    #[error("its answer is not taken")]
    Lines(#[source] witness::Error),
    /// It refuses.
    #[error("it answers with HTTP status {status}{}", meaning(*.status))]
    Refused {
        /// The status.
        status: u16,
    },
    /// It tells another size each time it is asked.
    #[error("it tells another size each time")]
    Restless,
    /// Its clock is not ours.
    #[error("its clock is {} s {} ours", .by.as_secs(), if *.behind { "behind" } else { "ahead of" })]
    Clock {
        /// By how much.
        by: Duration,
        /// Whether it is behind.
        behind: bool,
    },
    /// It cosigned more entries than the log has: somebody else signs with the log's keys, or the log was rolled back.
    #[error("it has cosigned {theirs} entries of this log, and the log has {ours}")]
    Ahead {
        /// What it knows.
        theirs: u64,
        /// What there is.
        ours: u64,
    },
    /// It cosigned another tree.
    #[error("it has cosigned another tree of this log")]
    OtherTree,
}

impl Trouble {
    /// The reason in a word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Failure(failure) => failure.name(),
            Self::Lines(_) => "wrong signature",
            Self::Refused { .. } => "refused",
            Self::Restless => "restless",
            Self::Clock { .. } => "clock",
            Self::Ahead { .. } => "ahead of the log",
            Self::OtherTree => "another tree",
        }
    }

    /// Whether it says that the log has two histories.
    pub fn is_alarm(&self) -> bool {
        matches!(self, Self::Ahead { .. } | Self::OtherTree)
    }
}

fn meaning(status: u16) -> &'static str {
    match status {
        403 => ": it does not know the key that signs",
        404 => ": it does not know this log",
        429 => ": it is asked too often",
        _ => "",
    }
}
