//! Mail out: one message to one addressee in one SMTP transaction, with the whole dialogue kept ([RFC 5321]).
//!
//! The dialogue is evidence: every octet of both sides is written down as it passed, with times, but for the secret part of
//! the return path and the message data, each marked where it stood. (No AUTH exchange is made yet.) Lost connections are
//! told by when they were lost: before the message's last dot nothing was handed over, behind it nobody knows.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::clock::Clock;
use crate::crypto::sha256;
use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;

mod fake;
mod tap;

pub use fake::FakeMailer;
use tap::{Record, Tap};

const CONNECT: Duration = Duration::from_secs(30);
const COMMAND: Duration = Duration::from_mins(5);
/// The wait for the reply to the message's last dot ([RFC 5321 §4.5.3.2.6]).
const LAST_DOT: Duration = Duration::from_mins(10);
/// The wait for the goodbye.
const GOODBYE: Duration = Duration::from_secs(5);
/// The longest that handing one message to one server can last: connecting, the greeting, MAIL, RCPT and DATA, the message,
/// the goodbye.
pub const LONGEST: Duration =
    Duration::from_secs(CONNECT.as_secs() + 4 * COMMAND.as_secs() + LAST_DOT.as_secs() + GOODBYE.as_secs());

/// Sends messages.
pub trait Mailer: Send + Sync {
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
    /// The next mail server's name.
    pub host: String,
    /// What it is to us.
    pub role: Role,
    /// When the attempt began.
    pub began: Moment,
    /// When it ended.
    pub ended: Moment,
    /// The dialogue: a line each with time and side, `C:` ours and `S:` the server's.
    pub dialogue: String,
}

/// Sends to one configured server, in clear: for the built-in mailbox on loopback or a relay on the operator's own network.
pub struct SmtpMailer {
    clock: Arc<dyn Clock>,
    /// The name that we greet with.
    hello: String,
    host: String,
    port: u16,
    role: Role,
}

impl SmtpMailer {
    /// A mailer that greets as `hello` and hands everything to `host:port`.
    pub fn new(clock: Arc<dyn Clock>, hello: &str, host: &str, port: u16, role: Role) -> Self {
        Self { clock, hello: hello.to_owned(), host: host.to_owned(), port, role }
    }

    async fn attempt(&self, envelope: &Envelope, message: &[u8], record: &Record) -> Outcome {
        let place = (self.host.as_str(), self.port);
        let stream = match timeout(CONNECT, TcpStream::connect(place)).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => return lost(record, &error.to_string()),
            Err(_) => return lost(record, "no connection within 30 seconds"),
        };
        record.note(&format!("connected to {}:{}, {}, no TLS", self.host, self.port, self.role.name()));
        let hello = ClientId::Domain(self.hello.clone());
        let tap = Box::new(Tap::new(stream, record.clone()));
        let connected = timeout(COMMAND, AsyncSmtpConnection::connect_with_transport(tap, &hello)).await;
        let mut connection = match connected {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => return not_taken(record, &error),
            Err(_) => return lost(record, "no greeting within five minutes"),
        };
        let outcome = transaction(&mut connection, envelope, message, record).await;
        if !matches!(outcome, Outcome::Unknown { .. } | Outcome::NotConnected { .. }) {
            drop(timeout(GOODBYE, connection.quit()).await);
        }
        outcome
    }
}

impl Mailer for SmtpMailer {
    fn send<'a>(
        &'a self,
        envelope: &'a Envelope,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>> {
        Box::pin(async move {
            let began = self.clock.now();
            let record = Record::new(Arc::clone(&self.clock), envelope.secret.clone());
            let outcome = self.attempt(envelope, message, &record).await;
            let (host, role, ended) = (self.host.clone(), self.role, self.clock.now());
            Sent { outcome, host, role, began, ended, dialogue: record.text() }
        })
    }
}

/// MAIL, RCPT, DATA and the message.
async fn transaction(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    message: &[u8],
    record: &Record,
) -> Outcome {
    let offers = record.last_reply();
    // Whoever does not offer it may not be given such an address, nor a message that names it ([RFC 6531 §3.2]).
    if envelope.is_international() && !offered(&offers, "SMTPUTF8") {
        let why = "the mail server does not offer SMTPUTF8, which this address needs (5.6.7)";
        record.note(&format!("not handed over: {why}"));
        return Outcome::Impossible { why: why.to_owned() };
    }
    for command in commands(envelope, message, &offers) {
        match timeout(COMMAND, connection.command(command)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return not_taken(record, &error),
            Err(_) => return lost(record, "no reply within five minutes"),
        }
    }
    // lettre ends every message with a line end of its own.
    let body = message.strip_suffix(b"\r\n").unwrap_or(message);
    record.message_begins();
    let reply = timeout(LAST_DOT, connection.message(body)).await;
    record.message_ends(message.len(), &Sha256(sha256(message)).to_string());
    match reply {
        Ok(Ok(_)) => Outcome::Taken { reply: record.last_reply() },
        Ok(Err(error)) if error.status().is_some() => not_taken(record, &error),
        Ok(Err(error)) => unknown(record, &error.to_string()),
        Err(_) => unknown(record, "no reply within ten minutes"),
    }
}

/// Whether the reply to EHLO names an extension.
fn offered(offers: &str, word: &str) -> bool {
    let keywords = offers.lines().filter_map(|line| line.get(4..)?.split_ascii_whitespace().next());
    keywords.into_iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

/// The commands before the message, with the parameters that the server's EHLO reply offers.
fn commands(envelope: &Envelope, message: &[u8], offers: &str) -> Vec<String> {
    let offered = |word| offered(offers, word);
    let from = envelope.from.as_ref().map_or("", Address::as_str);
    let mut mail = format!("MAIL FROM:<{from}>");
    if offered("SIZE") {
        mail = format!("{mail} SIZE={}", message.len());
    }
    if offered("8BITMIME") && !message.is_ascii() {
        mail.push_str(" BODY=8BITMIME");
    }
    if envelope.is_international() {
        mail.push_str(" SMTPUTF8");
    }
    let mut rcpt = format!("RCPT TO:<{}>", envelope.to);
    if offered("DSN")
        && let Some(id) = envelope.envelope_id.as_deref().filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric()))
    {
        mail = format!("{mail} RET=HDRS ENVID={id}");
        rcpt.push_str(" NOTIFY=SUCCESS,FAILURE,DELAY");
    }
    [mail, rcpt, "DATA".to_owned()].into_iter().map(|line| line + "\r\n").collect()
}

/// The attempt failed before the message was handed over, or by the server's word.
fn not_taken(record: &Record, error: &lettre::transport::smtp::Error) -> Outcome {
    match error.status() {
        Some(_) => Outcome::Refused { reply: record.last_refusal(), permanent: error.is_permanent() },
        None => lost(record, &error.to_string()),
    }
}

fn lost(record: &Record, why: &str) -> Outcome {
    record.note(&format!("not handed over: {why}"));
    Outcome::NotConnected { why: why.to_owned() }
}

fn unknown(record: &Record, why: &str) -> Outcome {
    record.note(&format!("outcome unknown: {why}"));
    Outcome::Unknown { why: why.to_owned() }
}

#[cfg(test)]
mod tests;
