//! The client's end of an SMTP connection: lines out, replies in, each written into the record as it passes.
//!
//! Written by hand, because evidence needs what libraries keep for themselves: the octets of every reply, what was said before
//! and behind STARTTLS, and where exactly a connection was lost. Replies are bounded in lines, octets and time.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;

use super::limits::{LINE, LINES, Limits};
use super::record::Record;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::outside::clock::Clock;

/// A connection's octets.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// One end of a connection.
pub(super) struct Wire {
    stream: Box<dyn Stream>,
    held: Vec<u8>,
    record: Record,
    limits: Limits,
}

/// A reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    /// The code of its last line.
    pub(super) code: u16,
    /// Its lines, word for word, joined by line feeds.
    pub(super) text: String,
}

impl Reply {
    pub(super) fn is_positive(&self) -> bool {
        (200..400).contains(&self.code)
    }

    pub(super) fn is_permanent(&self) -> bool {
        self.code >= 500
    }
}

/// The connection is of no more use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Lost {
    #[error("{0}")]
    Broken(String),
    #[error("the mail server closed the connection")]
    Closed,
    #[error("no reply within {} s", .0.as_secs())]
    Late(Duration),
    #[error("what the mail server said is no SMTP reply")]
    Garbage,
}

impl Wire {
    pub(super) fn new(stream: Box<dyn Stream>, record: Record, limits: Limits) -> Self {
        Self { stream, held: Vec::new(), record, limits }
    }

    /// How long the server may keep us waiting.
    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// From here on, what passes stands in another record.
    pub(super) fn record_in(&mut self, record: Record) {
        self.record = record;
    }

    /// From here on, what passes stands in no record that anybody reads.
    pub(super) fn leave(&mut self, clock: &Arc<dyn Clock>) {
        self.record = Record::new(Arc::clone(clock), None);
    }

    /// Whether the server has said nothing that it was not asked, nor closed the connection. What it said would be read as the
    /// next reply: whoever hears that it is not quiet uses it no more.
    pub(super) fn is_quiet(&mut self) -> bool {
        self.held.is_empty() && self.stream.read(&mut [0; 1]).now_or_never().is_none()
    }

    /// The stream, where nothing is left of what the server said: behind STARTTLS it would be read as if it had come
    /// protected.
    pub(super) fn into_stream(self) -> Result<Box<dyn Stream>, Lost> {
        if self.held.is_empty() { Ok(self.stream) } else { Err(Lost::Garbage) }
    }

    /// Says a line and waits for the reply.
    pub(super) async fn command(&mut self, line: &str, limit: Duration) -> Result<Reply, Lost> {
        self.record.said(line);
        self.say(line, limit).await
    }

    /// The same for a line that stands in no record.
    pub(super) async fn secretly(&mut self, line: &str, limit: Duration) -> Result<Reply, Lost> {
        self.record.said("[AUTH exchange]");
        self.say(line, limit).await
    }

    async fn say(&mut self, line: &str, limit: Duration) -> Result<Reply, Lost> {
        let octets = format!("{line}\r\n").into_bytes();
        timeout(limit, self.write(&octets)).await.map_err(|_| Lost::Late(limit))??;
        self.reply(limit).await
    }

    /// Sends the message and its last dot, and waits for the reply. A line that begins with a dot gets another
    /// ([RFC 5321 §4.5.2]); nothing else is changed.
    pub(super) async fn message(&mut self, message: &[u8]) -> Result<Reply, MessageLost> {
        let Limits { sending, last_dot, .. } = self.limits;
        let sent = timeout(sending, self.write(&stuffed(message))).await.unwrap_or(Err(Lost::Late(sending)));
        let mark = format!("[message: {} octets, SHA-256 {}]", message.len(), Sha256(sha256(message)));
        if let Err(lost) = sent {
            self.record.said(&format!("{mark} was not sent to its end"));
            return Err(MessageLost::Within(lost));
        }
        self.record.said(&mark);
        self.reply(last_dot).await.map_err(MessageLost::Behind)
    }

    /// The next reply.
    pub(super) async fn reply(&mut self, limit: Duration) -> Result<Reply, Lost> {
        timeout(limit, self.read_reply()).await.unwrap_or(Err(Lost::Late(limit)))
    }

    async fn read_reply(&mut self) -> Result<Reply, Lost> {
        let mut lines = Vec::new();
        while lines.len() < LINES {
            let octets = self.line().await?;
            let line = String::from_utf8_lossy(&octets);
            lines.push(self.record.heard(&line));
            let code = line.get(..3).filter(|code| code.bytes().all(|digit| digit.is_ascii_digit()));
            let code = code.and_then(|code| code.parse().ok()).filter(|code| (200..600).contains(code));
            match (code, octets.get(3)) {
                (Some(_), Some(b'-')) => {}
                (Some(code), None | Some(b' ')) => return Ok(Reply { code, text: lines.join("\n") }),
                _ => return Err(Lost::Garbage),
            }
        }
        Err(Lost::Garbage)
    }

    /// The next line without its end.
    async fn line(&mut self) -> Result<Vec<u8>, Lost> {
        loop {
            if let Some(end) = self.held.iter().position(|octet| *octet == b'\n') {
                let mut line: Vec<u8> = self.held.drain(..=end).collect();
                line.pop();
                line.pop_if(|octet| *octet == b'\r');
                return Ok(line);
            }
            if self.held.len() > LINE {
                return Err(Lost::Garbage);
            }
            let mut piece = [0; 2_048];
            let length = self.stream.read(&mut piece).await.map_err(|error| Lost::Broken(error.to_string()))?;
            match piece.get(..length) {
                None | Some([]) => return Err(Lost::Closed),
                Some(read) => self.held.extend_from_slice(read),
            }
        }
    }

    async fn write(&mut self, octets: &[u8]) -> Result<(), Lost> {
        let broken = |error: std::io::Error| Lost::Broken(error.to_string());
        self.stream.write_all(octets).await.map_err(broken)?;
        self.stream.flush().await.map_err(broken)
    }
}

/// Where the connection was lost while the message passed.
#[derive(Debug)]
pub(super) enum MessageLost {
    /// Before its last dot was written: no server acts on a message without it.
    Within(Lost),
    /// Behind its last octet, before the reply.
    Behind(Lost),
}

/// The message as it travels, with the last dot.
fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut octets = Vec::with_capacity(message.len() + 64);
    let mut begins = true;
    for octet in message {
        if begins && *octet == b'.' {
            octets.push(b'.');
        }
        octets.push(*octet);
        begins = *octet == b'\n';
    }
    if !octets.ends_with(b"\r\n") && !octets.is_empty() {
        octets.extend_from_slice(b"\r\n");
    }
    octets.extend_from_slice(b".\r\n");
    octets
}
