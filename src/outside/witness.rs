//! A witness of the transparency log: somebody else, who cosigns what continues the tree that they cosigned before
//! [tlog-witness]. Nothing here judges an answer; `flow::cosign` does.

pub mod fake;
pub mod remote;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::tlog::key::VerifierKey;
use crate::tlog::witness::{self, AddCheckpoint, Answer};

/// A witness being asked.
pub type Asking<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;

/// Somebody who may cosign.
pub trait Witness: Send + Sync {
    /// Its host, for logs.
    fn host(&self) -> &str;

    /// The keys that it is known by.
    fn keys(&self) -> &[VerifierKey];

    /// Asks it to cosign. Its answer is understood and not yet believed.
    fn add<'a>(&'a self, request: &'a AddCheckpoint) -> Asking<'a>;
}

/// Why there is no answer that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection, or it broke off.
    #[error("it cannot be reached: {0}")]
    NotReachable(String),
    /// No answer within the time limit.
    #[error("it did not answer within {} s", .0.as_secs_f32())]
    TooSlow(Duration),
    /// What it answered is no answer.
    #[error("its answer cannot be read")]
    Answer(#[source] witness::Error),
}

impl Failure {
    /// The reason in a word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotReachable(_) => "not reachable",
            Self::TooSlow(_) => "too slow",
            Self::Answer(witness::Error::TooLarge(_)) => "too large",
            Self::Answer(_) => "malformed",
        }
    }
}

#[cfg(test)]
mod tests;
