//! Mail out: one message to one addressee in one SMTP transaction, with the whole dialogue kept ([RFC 5321]).
//!
//! The way is chosen by the addressee's domain: the demo mailbox for its own domains, and for all others what the operator
//! chose: the mail servers that the domain's DNS names, or a relay. The dialogue is evidence: every line of both sides is
//! written down as it passed, with times, but for the AUTH exchange, the secret part of the return path and the message data,
//! each marked where it stood. Lost connections are told by when they were lost: before the message's last dot nothing was
//! handed over, behind it nobody knows.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::erds::address::Address;
use crate::erds::evidence::{DnsAnswer, Tls};
use crate::erds::moment::Moment;

mod dane;
mod fake;
mod hosts;
mod kept;
mod limits;
mod record;
mod route;
mod session;
mod settings;
mod smtp;
mod sts;
mod tls;
mod turns;
mod wire;

pub use fake::FakeMailer;
pub(super) use route::is_public;
pub use settings::{Demo, Login, Mode, Relay, RelayTls, Settings};
pub use smtp::{Error, SmtpMailer};
pub use sts::Policies;
pub use turns::Turn;

/// The longest that handing one message over can last.
pub const LONGEST: Duration = limits::Limits::USUAL.longest();

/// Sends messages.
pub trait Mailer: Send + Sync {
    /// Asks for a turn at a domain, so that no domain gets more of us at once than is polite.
    ///
    /// # Errors
    /// When to ask again.
    fn turn(&self, _to: &Address) -> Result<Turn, Moment> {
        Ok(Turn::free())
    }

    /// Why no mail can go to this address: DNS says now that its domain is not there or takes none. None where that is not so,
    /// is not known within some seconds, or is not ours to find out.
    fn nowhere<'a>(&'a self, _to: &'a Address) -> Pin<Box<dyn Future<Output = Option<String>> + Send + 'a>> {
        Box::pin(std::future::ready(None))
    }

    /// Hands the message to the next mail server. Never fails: what happened is in what it returns.
    fn send<'a>(&'a self, envelope: &'a Envelope, message: &'a [u8])
    -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>>;
}

/// For whom a message is, and where reports about it go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The return path; `None` is the empty one.
    pub from: Option<Address>,
    /// The piece of the return path that stands in no dialogue.
    pub secret: Option<String>,
    /// The one addressee.
    pub to: Address,
    /// What a delivery report names the message by (ENVID), where the server offers DSN.
    pub envelope_id: Option<String>,
}

impl Envelope {
    /// Whether an address goes beyond ASCII.
    fn is_international(&self) -> bool {
        let from = self.from.as_ref().map_or("", Address::as_str);
        !(from.is_ascii() && self.to.as_str().is_ascii())
    }
}

/// What the next mail server is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The built-in mailbox for trying out.
    Demo,
    /// A relay that the operator configured.
    Relay,
    /// A server that the domain's DNS names.
    Mx,
}

impl Role {
    /// As evidence names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Relay => "relay",
            Self::Mx => "mx",
        }
    }
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took the message. Not more: it may still never arrive.
    Taken {
        /// Its reply, verbatim.
        reply: String,
    },
    /// The server did not take it.
    Refused {
        /// Its reply, verbatim.
        reply: String,
        /// 5yz: another attempt is of no use.
        permanent: bool,
    },
    /// Nothing was handed over, and nothing ever can be: the server cannot take this message.
    Impossible {
        /// Why not.
        why: String,
    },
    /// Nothing was handed over: no connection, or it was lost before the message's end.
    NotConnected {
        /// What went wrong.
        why: String,
    },
    /// The connection was lost behind the message, before the reply.
    Unknown {
        /// What went wrong.
        why: String,
    },
}

/// An attempt and all that was said in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// How it ended.
    pub outcome: Outcome,
    /// The mail server that was spoken to last, or that could not be; `None` where there was none to speak to.
    pub host: Option<String>,
    /// What it is to us.
    pub role: Role,
    /// When the attempt began.
    pub began: Moment,
    /// When it ended.
    pub ended: Moment,
    /// What DNS said about where the addressee's mail goes, where it was asked.
    pub dns: Option<DnsAnswer>,
    /// How the connection to that host was protected; `None` where it was not.
    pub tls: Option<Tls>,
    /// The dialogue: a line each with time and side, `C:` ours, `S:` the server's, `--` a remark.
    pub dialogue: String,
}

#[cfg(test)]
mod tests;
