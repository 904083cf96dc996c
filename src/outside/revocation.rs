//! What authorities of others say about revocation, asked while the service runs: OCSP (RFC 6960) first, lists (RFC 5280) where no responder
//! answers. What comes is believed as far as whoever signed it may speak; nobody waits for it.

pub mod fake;
pub mod fetched;
pub mod remote;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use reqwest::Url;

use crate::seal::x509::{self, Unheard};

/// A question under way.
pub type Asking<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, Failure>> + Send + 'a>>;

/// One question, by plain HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// An OCSP request, posted.
    Ocsp {
        /// To whom.
        url: Url,
        /// The request in DER.
        request: Vec<u8>,
    },
    /// A revocation list.
    List {
        /// Where it lies.
        url: Url,
    },
}

impl Question {
    /// Where it is asked.
    pub fn url(&self) -> &Url {
        match self {
            Self::Ocsp { url, .. } | Self::List { url } => url,
        }
    }
}

/// Whoever brings answers.
pub trait Source: Send + Sync {
    /// The octets that are answered. They are not looked into.
    fn ask<'a>(&'a self, question: &'a Question) -> Asking<'a>;
}

/// Why there is no answer that tells anything.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failure {
    /// No connection, or it broke off.
    #[error("it cannot be reached: {0}")]
    NotReachable(String),
    /// No answer within the time limit.
    #[error("it did not answer within {} s", .0.as_secs_f32())]
    TooSlow(Duration),
    /// Another HTTP status than 200. A redirect is one.
    #[error("it answers with HTTP status {0}")]
    Status(u16),
    /// More octets than are taken.
    #[error("its answer is larger than {0} octets")]
    TooLarge(usize),
    /// Neither OCSP response nor list.
    #[error("its answer cannot be read: {0}")]
    Malformed(String),
    /// The responder refuses.
    #[error("the responder refuses with status {0}")]
    Refused(u8),
    /// About another certificate.
    #[error("its answer is about something else")]
    Other,
    /// Not to be believed.
    #[error("{0}")]
    Unheard(#[from] Unheard),
    /// A list that its issuer did not sign, or that is not understood.
    #[error("its list is not one of the issuer that can be used")]
    Foreign,
    /// Not in force, or older than what is at hand.
    #[error("its answer is out of date")]
    Stale,
    /// The certificate names nowhere to ask, and neither do the settings.
    #[error("nothing says where to ask")]
    Nowhere,
}

impl Failure {
    /// The reason in a word: one line of the log per reason as long as it lasts.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotReachable(_) => "not reachable",
            Self::TooSlow(_) => "too slow",
            Self::Status(_) => "HTTP status",
            Self::TooLarge(_) => "too large",
            Self::Malformed(_) => "malformed",
            Self::Refused(_) => "refused",
            Self::Other => "other certificate",
            Self::Unheard(_) => "not believed",
            Self::Foreign => "other issuer",
            Self::Stale => "out of date",
            Self::Nowhere => "no address",
        }
    }
}

impl From<x509::Error> for Failure {
    fn from(error: x509::Error) -> Self {
        match error {
            x509::Error::Refused(status) => Self::Refused(status),
            other => Self::Malformed(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
