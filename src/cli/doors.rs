//! Opens the doors: SMTP submission, what comes back, the pages and the API. What stands behind an SMTP session is flow's hand-in.

use std::sync::Arc;

use prometheus_client::registry::Registry;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::inbound::Inbound;
use crate::erds::address::Address;
use crate::erds::party::Method;
use crate::flow::submit::{self, Intake, MOST_ADDRESSEES};
use crate::flow::{self, Fault, Refusal, Service};
use crate::smtp::{Door, Envelope, Limits, Reply, Rules, Server, returns};
use crate::store::Account;
use crate::web::{self, CertificateDoor, Site};

/// The sockets, bound.
pub(super) struct Listeners {
    /// Pages and API.
    pub(super) pages: TcpListener,
    /// Submission with STARTTLS.
    pub(super) smtp: TcpListener,
    /// Submission over TLS.
    pub(super) smtps: TcpListener,
    /// Health and metrics, where they are asked for.
    pub(super) metrics: Option<TcpListener>,
    /// What comes back, where a door for it is asked for, with its certificate.
    pub(super) returns: Option<(TcpListener, Arc<rustls::ServerConfig>)>,
    /// Where browsers are asked for a certificate, where they are.
    pub(super) certificates: Option<(TcpListener, CertificateDoor)>,
}

/// Serves on them until `stopped` turns true.
pub(super) fn open(
    tasks: &mut JoinSet<()>,
    service: &Arc<Service>,
    host: String,
    site: Site,
    tls: Arc<rustls::ServerConfig>,
    listeners: Listeners,
    stopped: &watch::Receiver<bool>,
) {
    let returned = returns::Counts::default();
    if let Some((listener, tls)) = listeners.returns {
        let (service, host, counts, stopped) = (Arc::clone(service), host.clone(), returned.clone(), stopped.clone());
        let behind = Arc::clone(&service);
        let within = move |slot| Inbound::new(&behind, slot);
        tasks.spawn(returns::serve(service, host, Some(tls), counts, listener, stopped, within));
    }
    let rules = Rules {
        host,
        limit: service.settings().message_limit,
        addressees: MOST_ADDRESSEES,
        authenticate: true,
        starttls: true,
    };
    let behind = Arc::clone(service);
    let door = move || SubmissionDoor::new(Arc::clone(&behind));
    let server = Server::new(rules, Limits::default(), Some(tls), door, stopped.clone());
    if let Some(listener) = listeners.metrics {
        let mut counted = Registry::with_prefix(web::PREFIX);
        server.tally().register(&mut counted);
        returned.register(&mut counted);
        let (service, stopped) = (Arc::clone(service), stopped.clone());
        tasks.spawn(async move { web::serve_metrics(listener, service, counted, until(stopped)).await });
    }
    if let Some((listener, door)) = listeners.certificates {
        let (site, stopped) = (site.clone(), stopped.clone());
        tasks.spawn(async move { web::serve_certificates(listener, site, door, until(stopped)).await });
    }
    tasks.spawn(Arc::clone(&server).serve(listeners.smtp, false));
    tasks.spawn(server.serve(listeners.smtps, true));
    let stopped = stopped.clone();
    tasks.spawn(async move { web::serve(listeners.pages, site, until(stopped)).await });
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // A sender that is gone has stopped, too.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// One SMTP connection's side of the hand-in.
pub(super) struct SubmissionDoor {
    service: Arc<Service>,
    /// Who hands in, and how that was shown.
    account: Option<(Account, Method)>,
    intake: Option<Intake>,
    failed: Option<Fault>,
}

impl SubmissionDoor {
    pub(super) fn new(service: Arc<Service>) -> Self {
        Self { service, account: None, intake: None, failed: None }
    }

    /// Whether somebody showed who they are.
    pub(super) fn is_known(&self) -> bool {
        self.account.is_some()
    }

    fn account(&self) -> Result<(&Account, Method), Reply> {
        let known = self.account.as_ref().map(|(account, method)| (account, *method));
        known.ok_or_else(|| Reply::new(530, "5.7.0", "authenticate first"))
    }
}

impl Door for SubmissionDoor {
    async fn authenticate(&mut self, name: &str, password: &str) -> Result<(), Reply> {
        match flow::account::by_password(&self.service, name, password).await {
            Ok(account) => {
                self.account = Some((account, Method::Password));
                Ok(())
            }
            Err(Fault::Refused(_)) => Err(Reply::new(535, "5.7.8", "name or password is wrong")),
            Err(fault) => Err(reply(&fault)),
        }
    }

    async fn certificate(&mut self, der: &[u8]) -> bool {
        match flow::account::by_certificate(&self.service, der).await {
            Ok(account) => self.account = Some((account, Method::ClientCertificate)),
            Err(Fault::Refused(_)) => {}
            // Whoever has a password, too, may still say it.
            Err(fault) => tracing::warn!(%fault, "whose a certificate is could not be looked up"),
        }
        self.account.is_some()
    }

    async fn sender(&mut self, from: Option<&Address>) -> Result<(), Reply> {
        let Some(from) = from else {
            return Err(Reply::refused(
                "5.7.1",
                "a registered message needs a sender: use your own address in MAIL FROM",
            ));
        };
        submit::may_send(self.account()?.0, from).map_err(|refusal| reply(&refusal.into()))
    }

    async fn recipient(&mut self, to: &Address) -> Result<(), Reply> {
        submit::can_address(&self.service, to).await.map_err(|refusal| Reply::refused("5.1.2", refusal.to_string()))
    }

    async fn begin(&mut self, envelope: &Envelope) -> Result<(), Reply> {
        self.failed = None;
        let from = envelope.from.clone().ok_or_else(|| Reply::refused("5.7.1", "MAIL FROM is empty"))?;
        let envelope = submit::Envelope { from, to: envelope.to.clone(), size: None };
        let (account, method) = self.account()?;
        let intake = submit::begin(&self.service, account, envelope, method);
        self.intake = Some(intake.map_err(|fault| reply(&fault))?);
        Ok(())
    }

    async fn chunk(&mut self, octets: &[u8]) {
        if let Some(intake) = &mut self.intake
            && let Err(fault) = intake.write(octets).await
        {
            self.intake = None;
            self.failed = Some(fault);
        }
    }

    async fn finish(&mut self) -> Result<String, Reply> {
        if let Some(fault) = self.failed.take() {
            return Err(reply(&fault));
        }
        let intake = self.intake.take().ok_or_else(Reply::later)?;
        match intake.finish().await {
            Ok(taken) => Ok(format!("taken in as registered e-mail {}", taken.submission)),
            Err(fault) => Err(reply(&fault)),
        }
    }

    async fn abort(&mut self) {
        self.intake = None;
        self.failed = None;
    }
}

/// Each fault in SMTP's terms.
pub(super) fn reply(fault: &Fault) -> Reply {
    match fault {
        Fault::Refused(Refusal::Message(words)) => Reply::refused("5.6.0", words.clone()),
        Fault::Refused(refusal @ Refusal::TooLarge(_)) => Reply::new(552, "5.3.4", refusal.to_string()),
        Fault::Refused(refusal) => Reply::refused("5.7.1", refusal.to_string()),
        Fault::Unavailable { what } => {
            tracing::warn!(fault = what, "a submission was put off");
            Reply::full()
        }
        Fault::Broken { what } => {
            tracing::error!(fault = what, "a submission failed on our side");
            Reply::later()
        }
    }
}
