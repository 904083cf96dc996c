//! Sockets around sessions: STARTTLS and implicit TLS listeners, time and connection limits, an orderly shutdown.
//!
//! Logs no address, no envelope and nothing of a message. A shutdown lets each transaction under way end.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

use super::door::Door;
use super::guard::{Guard, WINDOW};
use super::reply::Reply;
use super::session::{Rules, Session, Step};
use super::tally::Tally;

/// How long a client may be silent between commands, and how long a reply may take to be sent ([RFC 5321 §4.5.3.2.7]).
const SILENCE: Duration = Duration::from_mins(5);
/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(30);
/// How much is read at once: the largest piece of a message that a session holds.
const PIECE: usize = 32 * 1024;

/// Limits of a server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at the same time.
    pub connections: usize,
    /// Connections at the same time out of one /24 or /48.
    pub per_network: u32,
    /// Wrong passwords out of one /24 or /48 in a quarter of an hour.
    pub wrong_passwords: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 1_000, per_network: 200, wrong_passwords: 10 }
    }
}

/// A server: what all its connections share. It may serve several listeners.
pub struct Server<F> {
    rules: Rules,
    limits: Limits,
    guard: Guard,
    tls: Option<TlsAcceptor>,
    door: F,
    shutdown: watch::Receiver<bool>,
    tally: Tally,
}

impl<F, D> Server<F>
where
    F: Fn() -> D + Send + Sync + 'static,
    D: Door + 'static,
{
    /// A server that opens a door for each connection and stops when `shutdown` turns true.
    pub fn new(
        rules: Rules,
        limits: Limits,
        tls: Option<Arc<ServerConfig>>,
        door: F,
        shutdown: watch::Receiver<bool>,
    ) -> Arc<Self> {
        let guard = Guard::new(limits.per_network, limits.wrong_passwords);
        Arc::new(Self { rules, limits, guard, tls: tls.map(TlsAcceptor::from), door, shutdown, tally: Tally::new() })
    }

    /// What it counts.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Serves a listener until the shutdown, then until the last transaction has ended. With `implicit_tls` each
    /// connection begins with a handshake.
    pub async fn serve(self: Arc<Self>, listener: TcpListener, implicit_tls: bool) {
        let mut shutdown = self.shutdown.clone();
        let mut sessions = JoinSet::new();
        let mut forget = tokio::time::interval(WINDOW);
        // An interval's first tick comes at once.
        forget.tick().await;
        while !*shutdown.borrow() {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) if sessions.len() < self.limits.connections => {
                        let server = Arc::clone(&self);
                        sessions.spawn(async move { server.connection(stream, peer.ip(), implicit_tls).await });
                    }
                    Ok((stream, _)) => drop(stream),
                    Err(error) => {
                        tracing::warn!(error = %error, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                },
                Some(_) = sessions.join_next() => {}
                _ = forget.tick() => self.guard.forget(),
                changed = shutdown.changed() => if changed.is_err() { break },
            }
        }
        drop(listener);
        while sessions.join_next().await.is_some() {}
    }

    async fn connection(&self, mut stream: TcpStream, peer: IpAddr, implicit_tls: bool) {
        let Some(_counted) = self.guard.connection(peer) else {
            if !implicit_tls {
                let reply = Reply::new(421, "4.7.0", "too many connections from your network").line();
                self.tally.replied(&reply);
                drop(timeout(HANDSHAKE, stream.write_all(reply.as_bytes())).await);
            }
            return;
        };
        self.tally.connected();
        drop(stream.set_nodelay(true));
        let mut door = (self.door)();
        door.connected(peer);
        if let Err(error) = self.converse(stream, &mut door, peer, implicit_tls).await {
            tracing::debug!(error = %error, "an SMTP connection ended early");
            door.abort().await;
        }
    }

    async fn converse(&self, stream: TcpStream, door: &mut D, peer: IpAddr, implicit_tls: bool) -> io::Result<()> {
        let mut rules = self.rules.clone();
        rules.starttls = rules.starttls && self.tls.is_some();
        let mut session = Session::new(rules, implicit_tls);
        if implicit_tls {
            let stream = self.handshake(stream).await?;
            recognise(&stream, &mut session, door).await;
            return self.talk(stream, &mut session, door, peer).await.map(drop);
        }
        match self.talk(stream, &mut session, door, peer).await? {
            None => Ok(()),
            Some(stream) => {
                let stream = self.handshake(stream).await?;
                session.tls_started();
                recognise(&stream, &mut session, door).await;
                self.talk(stream, &mut session, door, peer).await.map(drop)
            }
        }
    }

    async fn handshake(&self, stream: TcpStream) -> io::Result<tokio_rustls::server::TlsStream<TcpStream>> {
        let acceptor = self.tls.as_ref().ok_or(io::ErrorKind::Unsupported)?;
        timeout(HANDSHAKE, acceptor.accept(stream)).await?
    }

    /// Runs the session over a stream until it closes, or gives the stream back for the handshake.
    async fn talk<S>(&self, mut stream: S, session: &mut Session, door: &mut D, peer: IpAddr) -> io::Result<Option<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        let mut shutdown = self.shutdown.clone();
        let mut piece = vec![0; PIECE];
        loop {
            match session.step() {
                Step::Wait => {
                    // Whoever could have asked for a shutdown is gone: that is one.
                    let stopping = *shutdown.borrow() || shutdown.has_changed().is_err();
                    if session.idle() && stopping {
                        session.shut(&Reply::new(421, "4.3.2", "this service is shutting down; come back later"));
                        continue;
                    }
                    self.send(&mut stream, session).await?;
                    let idle = session.idle();
                    let read = tokio::select! {
                        read = timeout(SILENCE, stream.read(&mut piece)) => read,
                        _ = shutdown.changed(), if idle => continue,
                    };
                    match read {
                        Ok(read) => match read? {
                            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                            length => session.feed(piece.get(..length).unwrap_or_default()),
                        },
                        Err(_) => session.shut(&Reply::new(421, "4.4.2", "nothing was heard for five minutes")),
                    }
                }
                Step::StartTls => {
                    self.send(&mut stream, session).await?;
                    return Ok(Some(stream));
                }
                Step::Close => {
                    self.send(&mut stream, session).await?;
                    door.abort().await;
                    drop(timeout(HANDSHAKE, stream.shutdown()).await);
                    return Ok(None);
                }
                step => self.act(step, session, door, peer).await,
            }
        }
    }

    async fn act(&self, step: Step, session: &mut Session, door: &mut D, peer: IpAddr) {
        let none = |()| String::new();
        match step {
            Step::Authenticate { name, password } => {
                let password = zeroize::Zeroizing::new(password);
                let answer = if let Some(attempt) = self.guard.attempt(peer).await {
                    let answer = door.authenticate(&name, &password).await;
                    attempt.end(answer.as_ref().is_err_and(|reply| reply.code == 535));
                    answer
                } else {
                    Err(Reply::new(454, "4.7.0", "too many wrong attempts from your network; try again in 15 minutes"))
                };
                session.answer(answer.map(none));
            }
            Step::Sender(from) => session.answer(door.sender(from.as_ref()).await.map(none)),
            Step::Recipient(to) => session.answer(door.recipient(&to).await.map(none)),
            Step::Begin(envelope) => session.answer(door.begin(&envelope).await.map(none)),
            Step::Chunk(octets) => door.chunk(&octets).await,
            Step::Finish => {
                let finished = door.finish().await;
                self.tally.ended(finished.as_ref().err());
                session.answer(finished);
            }
            Step::Abort => door.abort().await,
            Step::Wait | Step::StartTls | Step::Close => {}
        }
    }

    async fn send<S: AsyncWrite + Unpin>(&self, stream: &mut S, session: &mut Session) -> io::Result<()> {
        let output = session.output();
        if !output.is_empty() {
            self.tally.replied(&output);
            timeout(SILENCE, stream.write_all(output.as_bytes())).await??;
            timeout(SILENCE, stream.flush()).await??;
        }
        Ok(())
    }
}

/// Lets in whoever showed a certificate that the door knows.
async fn recognise<S>(stream: &tokio_rustls::server::TlsStream<S>, session: &mut Session, door: &mut impl Door) {
    let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
    if let Some(certificate) = shown
        && door.certificate(certificate).await
    {
        session.known_by_certificate();
    }
}

#[cfg(test)]
mod parallel;
#[cfg(test)]
mod tests;
