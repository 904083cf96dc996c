//! One host: connecting, greeting, TLS, login, and what is said before the message.

use std::net::SocketAddr;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::kept::{Open, Place};
use super::session::{self, Failure};
use super::settings::Login;
use super::smtp::Attempt;
use super::tls::Demand;
use super::wire::{Stream, Wire};
use super::{Outcome, Role};

/// The most addresses of a named host that are tried.
const ADDRESSES: usize = 4;

/// A host that is to take the message.
pub(super) struct Host<'a> {
    /// Its name, for TLS and evidence.
    pub(super) name: &'a str,
    pub(super) role: Role,
    pub(super) demand: &'a Demand,
    /// Whether TLS begins with the first octet.
    pub(super) implicit_tls: bool,
    pub(super) login: Option<&'a Login>,
}

/// How an address ended that is not ready to take the message.
pub(super) struct NotReady {
    pub(super) outcome: Outcome,
    /// Whether that is its word on the message or the addressee, for good.
    pub(super) is_final: bool,
}

impl Attempt<'_> {
    /// A host that the operator names: each address that the system knows of it. Gives a connection on which the server said
    /// "go ahead".
    pub(super) async fn at_named(&mut self, host: &Host<'_>, port: u16) -> Result<Open, Outcome> {
        self.host = Some(host.name.to_owned());
        let not_found = |why: &str| Outcome::NotConnected { why: format!("{}: {why}", host.name) };
        let addresses: Vec<SocketAddr> = match timeout(self.mailer.limits.connect, lookup_host((host.name, port))).await
        {
            Ok(Ok(found)) => found.take(ADDRESSES).collect(),
            Ok(Err(error)) => return Err(not_found(&error.to_string())),
            Err(_) => return Err(not_found("its address was not found in time")),
        };
        let mut last = not_found("it has no address");
        for address in addresses {
            match self.at(host, address).await {
                Ok(open) => return Ok(open),
                Err(NotReady { outcome, is_final: true }) => return Err(outcome),
                Err(NotReady { outcome, is_final: false }) => last = outcome,
            }
        }
        Err(last)
    }

    /// One address of a host: over a connection that waits for the next mail, else over one of its own. Where TLS is offered, not
    /// demanded, and fails, it is tried again in clear ([RFC 7435]).
    pub(super) async fn at(&mut self, host: &Host<'_>, address: SocketAddr) -> Result<Open, NotReady> {
        if let Some(open) = self.again(host, address).await {
            return Ok(open);
        }
        self.tls = None;
        let ended = match self.session(host, address, true).await {
            Err(Failure::Unprotected(why)) if !host.demand.is_strict() => {
                self.record.note(&format!("{why}; once more without TLS"));
                self.session(host, address, false).await
            }
            ended => ended,
        };
        ended.map_err(|failure| not_ready(failure, host))
    }

    /// The message announced over a connection that was opened for an earlier one. What is said against it before its first octet
    /// may be said of the connection: then it is announced anew, over one of its own, and what is said there counts.
    async fn again(&mut self, host: &Host<'_>, address: SocketAddr) -> Option<Open> {
        let (same, other) = self.mailer.kept.take(&self.place(host, address));
        if let Some(mut other) = other {
            other.close().await;
        }
        let mut open = same?;
        self.record.note("a connection is used again that was opened for an earlier message; this was said then:");
        self.record.quote(&open.opening);
        self.record.note("the earlier messages stand in no dialogue but their own; this is the next one:");
        open.wire.record_in(self.record.clone());
        self.tls.clone_from(&open.tls);
        let failure = session::announce(&mut open.wire, &open.offers, self.envelope, self.message).await.err();
        let Some(failure) = failure else { return Some(open) };
        if let Failure::Lost(lost) = failure {
            self.record.note(&format!("{lost}; once more over another connection"));
        } else {
            open.close().await;
            self.record.note("once more over another connection");
        }
        None
    }

    fn place(&self, host: &Host<'_>, address: SocketAddr) -> Place {
        let domain = (host.role == Role::Mx).then(|| self.envelope.to.domain().to_lowercase());
        Place { domain, host: host.name.to_owned(), address, demand: host.demand.clone() }
    }

    async fn session(&mut self, host: &Host<'_>, address: SocketAddr, protect: bool) -> Result<Open, Failure> {
        let mut open = self.opened(host, address, protect).await?;
        let announced = session::announce(&mut open.wire, &open.offers, self.envelope, self.message).await;
        if let Err(Failure::Refused(_) | Failure::Impossible(_)) = &announced {
            open.close().await;
        }
        announced.map(|()| open)
    }

    /// A connection over which a message may be announced.
    async fn opened(&mut self, host: &Host<'_>, address: SocketAddr, protect: bool) -> Result<Open, Failure> {
        let (limits, since, begins) = (self.mailer.limits, self.mailer.clock.now(), self.record.length());
        let stream = match timeout(limits.connect, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => return Err(Failure::Unfit(format!("{address}: {error}"))),
            Err(_) => {
                let seconds = limits.connect.as_secs();
                return Err(Failure::Unfit(format!("{address}: no connection within {seconds} s")));
            }
        };
        // Each line waits for its reply; where this cannot be set, some wait longer.
        drop(stream.set_nodelay(true));
        self.record.note(&format!("connected to {}, {address}, {}", host.name, host.role.name()));
        let mut stream: Box<dyn Stream> = Box::new(stream);
        let mut is_protected = host.implicit_tls;
        if is_protected {
            stream = self.protected(stream, host).await?;
        }
        let mut wire = Wire::new(stream, self.record.clone(), limits);
        session::greeted(&mut wire).await?;
        let mut offers = session::hello(&mut wire, &self.mailer.hello).await?;
        if !is_protected && protect && offers.has("STARTTLS") && session::start_tls(&mut wire).await? {
            let stream = self.protected(wire.into_stream()?, host).await?;
            wire = Wire::new(stream, self.record.clone(), limits);
            offers = session::hello(&mut wire, &self.mailer.hello).await?;
            is_protected = true;
        }
        if !is_protected && host.demand.is_strict() {
            return Err(Failure::Unfit(format!("{}: it offers no TLS, which is demanded", host.name)));
        }
        if let Some(login) = host.login {
            if !is_protected && !address.ip().is_loopback() {
                return Err(Failure::Unfit(format!("{}: no password is sent without TLS", host.name)));
            }
            session::log_in(&mut wire, &offers, login).await?;
        }
        let (place, opening) = (self.place(host, address), self.record.since(begins));
        Ok(Open { wire, offers, tls: self.tls.clone(), opening, place, since, mails: 0, lasts: protect })
    }

    /// The stream under TLS, as far as is demanded.
    async fn protected(&mut self, stream: Box<dyn Stream>, host: &Host<'_>) -> Result<Box<dyn Stream>, Failure> {
        let (now, limit) = (self.mailer.clock.now(), self.mailer.limits.command);
        let made = self.mailer.handshakes.protect(stream, host.name, host.demand, now);
        let made = timeout(limit, made).await;
        let made = made.unwrap_or_else(|_| Err(format!("the TLS handshake took longer than {} s", limit.as_secs())));
        let made = made.map_err(|why| Failure::Unprotected(format!("{}: {why}", host.name)))?;
        let doubt = made.doubt.map(|why| format!(", not authenticated: {why}")).unwrap_or_default();
        let (tls, doubt) = (&made.tls, if doubt.is_empty() { ", authenticated" } else { &doubt });
        self.record.note(&format!("{}, {}, certificate {}{doubt}", tls.protocol, tls.policy, tls.certificate));
        self.tls = Some(made.tls);
        Ok(made.stream)
    }
}

fn not_ready(failure: Failure, host: &Host<'_>) -> NotReady {
    let (outcome, is_final) = match failure {
        // What a relay says to us, it does not say to the addressee: that is for the operator to mend.
        Failure::Turned(reply) if host.role == Role::Relay => {
            (Outcome::NotConnected { why: format!("{} turned us away: {}", host.name, reply.text) }, false)
        }
        Failure::Turned(reply) => (Outcome::Refused { permanent: reply.is_permanent(), reply: reply.text }, false),
        Failure::Refused(reply) => {
            let permanent = reply.is_permanent();
            (Outcome::Refused { permanent, reply: reply.text }, permanent)
        }
        Failure::Impossible(why) => (Outcome::Impossible { why }, false),
        Failure::Unfit(why) | Failure::Unprotected(why) => (Outcome::NotConnected { why }, false),
        Failure::Lost(lost) => (Outcome::NotConnected { why: format!("{}: {lost}", host.name) }, false),
    };
    NotReady { outcome, is_final }
}
