//! Text messages (SMS), for codes: by somebody's gateway over HTTP. What is sent and to whom stands in no log.

use std::future::Future;
use std::pin::Pin;

use crate::erds::telephone::Telephone;

mod fake;
mod gateway;

pub use fake::FakeTexter;
pub use gateway::{Gateway, GatewayError, Shape};

/// Sends text messages.
pub trait Texter: Send + Sync {
    /// Hands a text over for this number. It says nothing of whether it arrives.
    fn send<'a>(&'a self, to: &'a Telephone, text: &'a str) -> Sending<'a>;
}

/// A text on its way to the gateway.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>>;

/// Why a text was not handed over, or perhaps not. None names the number or the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The gateway was not reached, or broke off; whether it took the text is then not known.
    #[error("the gateway for text messages is not reached: {0}")]
    NotReached(String),
    /// The gateway answered that it does not take it.
    #[error("the gateway for text messages answered with status {0}")]
    Refused(u16),
    /// No answer in time.
    #[error("the gateway for text messages did not answer in time")]
    TooSlow,
}
