//! The real mailer: chooses the way and goes it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use tokio::time::timeout;

use super::hosts::{Host, NotReady};
use super::kept::{Kept, Open};
use super::limits::Limits;
use super::record::Record;
use super::route::{Direct, NoWay};
use super::settings::{Demo, Mode, Relay, RelayTls, Settings};
use super::sts::{Https, Sts};
use super::tls::{Demand, Handshakes};
use super::turns::{Turn, Turns};
use super::{Envelope, Mailer, Outcome, Role, Sent, session};
use crate::erds::address::Address;
use crate::erds::evidence::{DnsAnswer, Tls};
use crate::erds::moment::Moment;
use crate::outside::clock::Clock;
use crate::outside::entropy::Entropy;
use crate::outside::resolver::{self, DnsResolver, Resolver};

/// How long somebody who waits is kept waiting for what DNS says of a domain.
const ASKING: Duration = Duration::from_secs(10);

/// Sends over SMTP.
pub struct SmtpMailer {
    pub(super) clock: Arc<dyn Clock>,
    /// The name that we greet with.
    pub(super) hello: String,
    pub(super) demo: Option<Demo>,
    pub(super) others: Others,
    pub(super) handshakes: Handshakes,
    pub(super) turns: Arc<Turns>,
    pub(super) limits: Limits,
    pub(super) kept: Arc<Kept>,
}

/// The way for addresses that are not the demo mailbox's.
pub(super) enum Others {
    Nowhere,
    Relay(Relay),
    Direct(Direct),
}

/// What keeps a mailer from being made; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file of authorities cannot be read.
    #[error("the authorities for mail servers' certificates cannot be read from {0}")]
    Roots(String),
    /// No TLS.
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
    /// No HTTPS.
    #[error("HTTPS for MTA-STS policies cannot be set up")]
    Https(#[source] reqwest::Error),
    /// No DNS.
    #[error("DNS cannot be set up")]
    Resolver(#[source] resolver::Error),
}

/// One attempt, and how it went so far.
pub(super) struct Attempt<'a> {
    pub(super) mailer: &'a SmtpMailer,
    pub(super) envelope: &'a Envelope,
    pub(super) message: &'a [u8],
    pub(super) record: Record,
    /// The host that is spoken to.
    pub(super) host: Option<String>,
    /// What DNS said.
    pub(super) dns: Option<DnsAnswer>,
    /// How the connection to that host is protected.
    pub(super) tls: Option<Tls>,
}

impl SmtpMailer {
    /// A mailer that does as these settings say. `demo` is the built-in mailbox, where there is one.
    pub fn new(
        settings: &Settings,
        demo: Option<Demo>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, Error> {
        let pem = match &settings.roots {
            Some(path) => Some(std::fs::read(path).map_err(|_| Error::Roots(path.display().to_string()))?),
            None => None,
        };
        let roots = if settings.mode == Mode::Demo { RootCertStore::empty() } else { roots(settings, pem.as_deref())? };
        let others = match &settings.mode {
            Mode::Demo => Others::Nowhere,
            Mode::Relay(relay) => Others::Relay(relay.clone()),
            Mode::Mx => {
                let anchor = settings.dnssec_anchor.as_deref();
                let resolver = DnsResolver::new(&settings.name_servers, settings.dnssec, anchor);
                let resolver = resolver.map_err(Error::Resolver)?;
                let resolver: Arc<dyn Resolver> = Arc::new(resolver);
                let private_networks = settings.private_networks;
                let policies = Https::new(Arc::clone(&resolver), private_networks, pem.as_deref());
                let sts = Sts::new(Arc::new(policies.map_err(Error::Https)?));
                Others::Direct(Direct { resolver, sts, entropy, port: settings.port, private_networks })
            }
        };
        let handshakes = Handshakes::new(roots).map_err(Error::Tls)?;
        let turns = Arc::new(Turns::new(settings.at_once, settings.per_minute));
        let (hello, limits, kept) = (settings.hostname.clone(), Limits::USUAL, Arc::default());
        Ok(Self { clock, hello, demo, others, handshakes, turns, limits, kept })
    }

    /// Which way an addressee's mail goes.
    fn role(&self, to: &Address) -> Role {
        match (&self.others, self.demo.as_ref().is_some_and(|demo| demo.has(to.domain()))) {
            (_, true) | (Others::Nowhere, _) => Role::Demo,
            (Others::Relay(_), _) => Role::Relay,
            (Others::Direct(_), _) => Role::Mx,
        }
    }
}

impl Attempt<'_> {
    async fn made(&mut self) -> Outcome {
        if has_bare_line_end(self.message) {
            return Outcome::Impossible { why: "the message holds a line end that is not CR LF".to_owned() };
        }
        let limits = self.mailer.limits;
        let mut open = match timeout(limits.trying, self.ready()).await {
            Ok(Ok(open)) => open,
            Ok(Err(outcome)) => return outcome,
            Err(_) => {
                let why = format!("no mail server was ready within {} s", limits.trying.as_secs());
                return Outcome::NotConnected { why };
            }
        };
        let outcome = session::hand_over(&mut open.wire, self.message).await;
        open.mails += 1;
        let ends = match &outcome {
            Outcome::Taken { .. } => self.mailer.kept.keep(open, &self.mailer.clock),
            Outcome::Refused { .. } => Some(open),
            // Nobody knows what the server would read as a command.
            Outcome::Impossible { .. } | Outcome::NotConnected { .. } | Outcome::Unknown { .. } => None,
        };
        if let Some(mut open) = ends {
            open.close().await;
        }
        outcome
    }

    /// Finds a server that is ready to take the message.
    async fn ready(&mut self) -> Result<Open, Outcome> {
        let mailer = self.mailer;
        let domain = self.envelope.to.domain();
        if let Some(demo) = mailer.demo.as_ref().filter(|demo| demo.has(domain)) {
            let demand = &Demand::Nothing;
            let host = Host { name: &demo.host, role: Role::Demo, demand, implicit_tls: false, login: None };
            return self.at_named(&host, demo.port).await;
        }
        match &mailer.others {
            Others::Nowhere => {
                let why = "this service sends to its own demo mailbox only".to_owned();
                Err(Outcome::Impossible { why })
            }
            Others::Relay(relay) => {
                let demand = &if relay.tls == RelayTls::Offered { Demand::Nothing } else { Demand::Relay };
                let (implicit_tls, login) = (relay.tls == RelayTls::Implicit, relay.login.as_ref());
                let host = Host { name: &relay.host, role: Role::Relay, demand, implicit_tls, login };
                self.at_named(&host, relay.port).await
            }
            Others::Direct(direct) => self.by_mx(direct).await,
        }
    }

    /// One host after another, as DNS names them. What one host says to the message or the addressee for good is final; where
    /// it is not there, or says "later", the next is asked ([RFC 5321 §5.1]).
    async fn by_mx(&mut self, direct: &Direct) -> Result<Open, Outcome> {
        let way = match direct.to(&self.envelope.to, self.mailer.clock.now()).await {
            Ok(way) => way,
            Err(NoWay { outcome, dns }) => {
                self.dns = dns;
                return Err(outcome);
            }
        };
        let mut last = None;
        for name in &way.hosts {
            (self.host, self.dns, self.tls) = (Some(name.clone()), Some(way.dns.clone()), None);
            let doors = match direct.doors(&way, name).await {
                Ok(doors) => doors,
                Err(why) => {
                    self.record.note(&format!("{name} is passed over: {why}"));
                    last = Some(softer(last, Outcome::NotConnected { why: format!("{name}: {why}") }));
                    continue;
                }
            };
            if let Some(dns) = &mut self.dns {
                dns.answer.extend(doors.tlsa.iter().map(|line| format!("\n{line}")));
            }
            let host = Host { name, role: Role::Mx, demand: &doors.demand, implicit_tls: false, login: None };
            for address in &doors.addresses {
                match self.at(&host, *address).await {
                    Ok(open) => return Ok(open),
                    Err(NotReady { outcome, is_final: true }) => return Err(outcome),
                    Err(NotReady { outcome, is_final: false }) => {
                        if let Outcome::NotConnected { why } = &outcome {
                            self.record.note(why);
                        }
                        last = Some(softer(last, outcome));
                    }
                }
            }
        }
        Err(last.unwrap_or_else(|| Outcome::NotConnected { why: "no mail server could be tried".to_owned() }))
    }
}

impl Mailer for SmtpMailer {
    /// Where mail goes to one server of the operator's, it needs none.
    fn turn(&self, to: &Address) -> Result<Turn, Moment> {
        match self.role(to) {
            Role::Demo | Role::Relay => Ok(Turn::free()),
            Role::Mx => self.turns.take(&to.domain().to_lowercase(), self.clock.now()),
        }
    }

    fn nowhere<'a>(&'a self, to: &'a Address) -> Pin<Box<dyn Future<Output = Option<String>> + Send + 'a>> {
        Box::pin(async move {
            let Others::Direct(direct) = &self.others else { return None };
            if self.role(to) != Role::Mx {
                return None;
            }
            match timeout(ASKING, direct.named(to)).await {
                Ok(Err(NoWay { outcome: Outcome::Impossible { why }, .. })) => Some(why),
                _ => None,
            }
        })
    }

    fn send<'a>(
        &'a self,
        envelope: &'a Envelope,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>> {
        Box::pin(async move {
            let began = self.clock.now();
            let record = Record::new(Arc::clone(&self.clock), envelope.secret.clone());
            let mut attempt = Attempt { mailer: self, envelope, message, record, host: None, dns: None, tls: None };
            let outcome = attempt.made().await;
            let Attempt { record, host, dns, tls, .. } = attempt;
            match &outcome {
                Outcome::Impossible { why } | Outcome::NotConnected { why } => {
                    record.note(&format!("not handed over: {why}"));
                }
                Outcome::Unknown { why } => record.note(&format!("outcome unknown: {why}")),
                Outcome::Taken { .. } | Outcome::Refused { .. } => {}
            }
            let (role, ended) = (self.role(&envelope.to), self.clock.now());
            Sent { outcome, host, role, began, ended, dns, tls, dialogue: record.text() }
        })
    }
}

/// Of the outcomes of two hosts the one that leaves hope: what is final for one host only is not for the message.
fn softer(before: Option<Outcome>, now: Outcome) -> Outcome {
    let is_final =
        |outcome: &Outcome| matches!(outcome, Outcome::Refused { permanent: true, .. } | Outcome::Impossible { .. });
    match (before, now) {
        (Some(Outcome::NotConnected { why: before }), Outcome::NotConnected { why }) => {
            Outcome::NotConnected { why: format!("{before}; {why}") }
        }
        (Some(before), now) if is_final(&now) && !is_final(&before) => before,
        (_, now) => now,
    }
}

/// Servers disagree on what a bare CR or LF is; some take it for a line end, and a dot behind it for the message's end.
fn has_bare_line_end(message: &[u8]) -> bool {
    let pairs = message.windows(2);
    let bare = |pair: &[u8]| {
        matches!(pair, [b'\r', after] if *after != b'\n') || matches!(pair, [before, b'\n'] if *before != b'\r')
    };
    message.first() == Some(&b'\n') || message.last() == Some(&b'\r') || pairs.into_iter().any(bare)
}

fn roots(settings: &Settings, pem: Option<&[u8]>) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    if let (Some(path), Some(pem)) = (&settings.roots, pem) {
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let added = certificate.map(|certificate| roots.add(certificate));
            if !matches!(added, Ok(Ok(()))) {
                return Err(Error::Roots(path.display().to_string()));
            }
        }
    } else {
        let found = rustls_native_certs::load_native_certs();
        let (taken, _) = roots.add_parsable_certificates(found.certs);
        if taken == 0 {
            tracing::warn!("this system trusts no authority for certificates: MTA-STS in force cannot be met");
        }
    }
    Ok(roots)
}
