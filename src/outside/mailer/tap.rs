//! A TCP stream that writes down what passes, and the record that it writes into.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::erds::moment::Moment;
use crate::outside::clock::Clock;

/// A dialogue longer than this is cut: a hostile server may talk for ever.
const LONGEST: usize = 256 * 1024;

/// What was said, line by line. Clones write into the same record.
#[derive(Clone)]
pub(super) struct Record(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    secret: Option<String>,
    said: Mutex<Said>,
}

#[derive(Default)]
struct Said {
    text: String,
    ours: Vec<u8>,
    theirs: Vec<u8>,
    reply: Vec<String>,
    reply_done: bool,
    refusal: String,
    silent: bool,
    /// Where in the text the message's last octet passed, and when.
    message: Option<(usize, Moment)>,
}

impl Record {
    pub(super) fn new(clock: Arc<dyn Clock>, secret: Option<String>) -> Self {
        let secret = secret.filter(|secret| !secret.is_empty());
        Self(Arc::new(Inner { clock, secret, said: Mutex::default() }))
    }

    /// Writes a remark of our own.
    pub(super) fn note(&self, text: &str) {
        self.line(&mut self.said(), "--", text);
    }

    /// From here on our side is not written down: the message passes.
    pub(super) fn message_begins(&self) {
        let mut said = self.said();
        said.silent = true;
        said.message = None;
    }

    /// The message is over: its mark goes to where its last octet passed, with the time when it did. Of a message that no
    /// octet passed of, there is none.
    pub(super) fn message_ends(&self, length: usize, digest: &str) {
        let mut said = self.said();
        said.silent = false;
        let Some((at, when)) = said.message.take() else { return };
        if said.text.is_char_boundary(at) {
            said.text.insert_str(at, &format!("{when} C: [message: {length} octets, SHA-256 {digest}]\n"));
        }
    }

    /// The server's last reply, its lines joined by line feeds.
    pub(super) fn last_reply(&self) -> String {
        self.said().reply.join("\n")
    }

    /// The server's last reply with a code of 400 or more.
    pub(super) fn last_refusal(&self) -> String {
        self.said().refusal.clone()
    }

    pub(super) fn text(&self) -> String {
        self.said().text.clone()
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.0.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn line(&self, said: &mut Said, side: &str, text: &str) {
        if said.text.len() > LONGEST {
            return;
        }
        let text = self.open(text);
        let now = self.0.clock.now().to_string();
        for piece in [now.as_str(), " ", side, " ", text.as_str(), "\n"] {
            said.text.push_str(piece);
        }
        if said.text.len() > LONGEST {
            said.text.push_str("-- [the dialogue is longer than is kept]\n");
        }
    }

    /// The text without the secret and without control characters.
    fn open(&self, text: &str) -> String {
        let text: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        match &self.0.secret {
            Some(secret) => text.replace(secret.as_str(), "[secret part of the return path]"),
            None => text,
        }
    }

    fn sent(&self, octets: &[u8]) {
        let mut said = self.said();
        if said.silent {
            said.message = Some((said.text.len(), self.0.clock.now()));
            return;
        }
        said.ours.extend_from_slice(octets);
        while let Some(line) = take_line(&mut said.ours) {
            self.line(&mut said, "C:", &line);
        }
    }

    fn heard(&self, octets: &[u8]) {
        let mut said = self.said();
        said.theirs.extend_from_slice(octets);
        while let Some(line) = take_line(&mut said.theirs) {
            if std::mem::take(&mut said.reply_done) {
                said.reply.clear();
            }
            self.line(&mut said, "S:", &line);
            said.reply_done = line.as_bytes().get(3) != Some(&b'-');
            if said.reply.len() < 100 {
                let open = self.open(&line);
                said.reply.push(open);
            }
            if said.reply_done && line.starts_with(['4', '5']) {
                said.refusal = said.reply.join("\n");
            }
        }
        if said.theirs.len() > LONGEST {
            said.theirs.clear();
        }
    }
}

/// The next complete line without its end.
fn take_line(held: &mut Vec<u8>) -> Option<String> {
    let end = held.iter().position(|octet| *octet == b'\n')?;
    let line: Vec<u8> = held.drain(..=end).collect();
    Some(String::from_utf8_lossy(line.trim_ascii_end()).into_owned())
}

/// A TCP stream that a record listens to.
pub(super) struct Tap {
    stream: TcpStream,
    record: Record,
}

impl Tap {
    pub(super) fn new(stream: TcpStream, record: Record) -> Self {
        Self { stream, record }
    }
}

impl fmt::Debug for Tap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tap")
    }
}

impl AsyncTokioStream for Tap {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}

impl AsyncRead for Tap {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(context, into);
        self.record.heard(into.filled().get(before..).unwrap_or_default());
        polled
    }
}

impl AsyncWrite for Tap {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, octets);
        if let Poll::Ready(Ok(length)) = &polled {
            self.record.sent(octets.get(..*length).unwrap_or_default());
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
