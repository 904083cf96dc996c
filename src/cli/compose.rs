//! The composition root: the only place that builds everything. Without configuration all of it is embedded, on loopback, in
//! one data directory, for trying out.
//!
//! The data directory: `recepis.db` and what the store keeps beside it, `ca/` (keys and certificates), `trust/` (what a
//! verifier is given), `trial-sender.json` (the login that `serve` prints).

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::base::{Base, base};
use super::letterbox::Letterbox;
use super::stamps::Stamps;
use crate::config::{self, Config, Mode, Setting, Trackers};
use crate::erds::address::Address;
use crate::erds::id::crockford;
use crate::erds::party::Issuer;
use crate::flow::{self, Seal, Service, Settings};
use crate::outside::authority::Authority;
use crate::outside::clock::{Clock, SystemClock};
use crate::outside::dkim::Dkim;
use crate::outside::mailer::{self, SmtpMailer};
use crate::outside::origin::Origins;
use crate::outside::resolver::{DnsResolver, NoResolver, Resolver};
use crate::smtp::mailbox::Mailbox;
use crate::web::{MailboxView, NoticePage, OneFile, Site, Verifier};

/// The domain of the trial's senders.
pub const SENDER_DOMAIN: &str = "sender.example";
/// The domain of the trial's addressees: every address of it is a mailbox.
pub const ADDRESSEE_DOMAIN: &str = "addressee.example";

/// What to run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The settings in force.
    pub config: Config,
    /// How far the clock is moved ahead.
    pub ahead: Duration,
    /// Whether mails are signed with DKIM, by keys in the data directory that are made where they are missing.
    pub dkim: bool,
    /// What flags say about mail out, and no file can.
    pub mail: super::mail::Options,
}

/// The login of the trial's sender.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TrialSender {
    /// The account's name.
    pub name: String,
    /// Its password.
    pub password: String,
    /// Its API token.
    pub token: String,
    /// The address it sends as.
    pub address: String,
}

/// A service that runs.
pub struct Running {
    /// The service.
    pub service: Arc<Service>,
    /// The trial's login.
    pub sender: TrialSender,
    /// Where submission with STARTTLS listens.
    pub smtp: SocketAddr,
    /// Where submission over TLS listens.
    pub smtps: SocketAddr,
    /// Whether the demo mailbox is shown.
    pub mailbox: bool,
    /// Where health and metrics are asked.
    pub metrics: Option<SocketAddr>,
    /// The folder of trust anchors.
    pub trust: PathBuf,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Closes the doors, lets what is under way end, and closes the store.
    pub async fn stop(mut self) {
        // Nobody listening means that everybody has stopped.
        let _ = self.stop.send(true);
        let drained = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(Duration::from_secs(25), drained).await.is_err() {
            tracing::warn!("some connections did not end in time and are cut");
        }
        self.service.store.close().await;
    }

    /// Ends when the disk failed in a way that only a restart can mend.
    pub async fn failed(&self) {
        self.service.store.failed().await;
    }
}

/// Builds everything and opens the doors.
pub async fn start(plan: &Plan) -> anyhow::Result<Running> {
    let config = &plan.config;
    anyhow::ensure!(
        plan.ahead.is_zero() || config.tsa.is_empty(),
        "--clock-ahead and --tsa do not go together: an authority that somebody else runs keeps the real time"
    );
    anyhow::ensure!(
        plan.ahead.is_zero() || config.log.policy.value.is_none(),
        "--clock-ahead and --log-policy do not go together: witnesses keep the real time"
    );
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::ahead(plan.ahead));
    let Base { store, authority, stamps, log, witnesses, named, trust, entropy } = base(config, &clock).await?;
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();

    let pages = listen("pages", "--http", &config.web.listen).await?;
    let smtp = listen("SMTP", "--smtp", &config.submission.listen).await?;
    let smtps = listen("SMTP over TLS", "--smtps", &config.submission.listen_tls).await?;
    let metrics = metrics(config).await?;
    let returns = match config.inbound.listen.value {
        Some(address) => {
            let wrong =
                |error| config.inbound.listen.wrong(format!("{address} for what comes back cannot be opened: {error}"));
            let listener = TcpListener::bind(address).await.map_err(wrong)?;
            Some((listener, super::certificate::of_doors(&config.inbound.tls, &authority)?))
        }
        None => None,
    };
    let certificates = super::eid_certificate::open(&mut tasks, &config.certificate, &authority, &stopped).await?;
    let (card, certificates) = certificates.unzip();
    let mailbox = Mailbox::new(&[SENDER_DOMAIN, ADDRESSEE_DOMAIN]);
    let sink = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("the demo mailbox cannot be opened")?;
    let sink_address = sink.local_addr()?;
    tasks.spawn(mailbox.clone().serve(sink, stopped.clone()));

    let local = format!("http://localhost:{}", pages.local_addr()?.port());
    let mut settings = settings(config, config.web.base_url.value.clone().unwrap_or(local))?;
    settings.trial |= !plan.ahead.is_zero();
    let demo = mailer::Demo {
        domains: settings.demo_domains.clone(),
        host: sink_address.ip().to_string(),
        port: sink_address.port(),
    };
    let mail = plan.mail.settings(&config.mail)?;
    let mailer = SmtpMailer::new(&mail, Some(demo), Arc::clone(&clock), Arc::clone(&entropy));
    let mailer = mailer.context("mail cannot go out")?;
    // Behind a relay, without a door for what comes back, no name server is asked: there may be none.
    let asks = returns.is_some() || mail.mode == mailer::Mode::Mx;
    let resolver: Arc<dyn Resolver> = if asks {
        let resolver = DnsResolver::new(&mail.name_servers, mail.dnssec, mail.dnssec_anchor.as_deref());
        Arc::new(resolver.context("names cannot be looked up")?)
    } else {
        Arc::new(NoResolver)
    };
    // In the demo nobody else's mail is sent, so no report of another's server is believed.
    let believed = asks && mail.mode != mailer::Mode::Demo;
    let origins = believed.then(|| Origins::new(Arc::clone(&resolver), mail.private_networks));
    let dkim = super::dkim::settings(config, plan.dkim).map(|dkim| Dkim::open_or_make(&dkim, &*entropy)).transpose()?;
    let service = Arc::new(Service {
        tsa: Arc::clone(&stamps.tsa),
        seal: Seal { signer: Arc::clone(&authority.seal().key), certificate: authority.seal().certificate.clone() },
        papers: Arc::new(super::base::papers(&authority, &stamps, &trust)?),
        mailer: Arc::new(mailer),
        pages: Arc::new(NoticePage),
        resolver,
        origins,
        texter: super::texter::texter(&config.texter)?,
        eids: super::oidc::all(config, &settings.base_url)?.into_iter().chain(card).collect(),
        reports: flow::report::Shelf::default(),
        watch: flow::outage::Watch::default(),
        dkim,
        log,
        witnesses,
        store,
        clock,
        entropy,
        settings,
    });
    keys_work(config, &service).await?;
    let program = super::program::program(plan, &service.settings, &named).await?;
    flow::announce::announce(&service, &program).await.context("the log cannot say what program runs")?;
    flow::templates::publish(&service).await.context("the log cannot say which templates there are")?;
    // Before anything else is done: what the service was away for comes first.
    flow::outage::beat(&service, plan.ahead).await.context("a sign of life cannot be kept")?;
    let sender = trial_sender(&config.store.data.value, &service).await?;
    let tls = super::certificate::of_doors(&config.submission.tls, &authority)?;
    let addresses = (smtp.local_addr()?, smtps.local_addr()?);
    let watched = metrics.as_ref().map(TcpListener::local_addr).transpose()?;
    // Whoever can open it reads everybody's mail in it: only on this computer, under no other name.
    let shown = config.web.base_url.value.is_none() && config.web.listen.value.ip().is_loopback();
    let mailbox: Option<Arc<dyn MailboxView>> = if shown { Some(Arc::new(Letterbox(mailbox))) } else { None };
    let site = Site::new(Arc::clone(&service), mailbox);
    let site = site.with_stamps(stamps.embedded.clone()).with_authority(Arc::clone(&authority));
    let anchors = crate::court::folder(&trust).map_err(anyhow::Error::msg)?;
    let site = site.with_verifier(Verifier::new(anchors, one_file(config)?));
    let listeners = super::doors::Listeners { pages, smtp, smtps, metrics, returns, certificates };
    let hostname = config.mail.hostname.value.clone();
    super::doors::open(&mut tasks, &service, hostname, site, tls, listeners, &stopped);
    tasks.spawn(crate::worker::run(Arc::clone(&service), stopped.clone()));
    tasks.spawn(pulse(Arc::clone(&service), config.store.data.value.clone(), plan.ahead, stopped.clone()));
    tasks.spawn(revocation(Arc::clone(&service), Arc::clone(&stamps), stopped.clone()));
    tasks.spawn(upkeep(Arc::clone(&service), authority, stamps, stopped));
    let (smtp, smtps) = addresses;
    Ok(Running { service, sender, smtp, smtps, mailbox: shown, metrics: watched, trust, stop, tasks })
}

/// The verifier in one file, where there is one.
pub(super) fn one_file(config: &Config) -> Result<Option<OneFile>, config::Fault> {
    let verifier = &config.web.verifier;
    let Some(path) = &verifier.value else { return Ok(None) };
    let octets = std::fs::read(path).map_err(|error| verifier.wrong(error.to_string()))?;
    OneFile::new(octets).map(Some).map_err(|error| verifier.wrong(error.to_string()))
}

/// The listener for metrics, where one is wanted.
async fn metrics(config: &Config) -> anyhow::Result<Option<TcpListener>> {
    let listen = &config.metrics.listen;
    let Some(address) = listen.value else { return Ok(None) };
    let wrong = |error| listen.wrong(format!("{address} for metrics cannot be opened: {error}"));
    Ok(Some(TcpListener::bind(address).await.map_err(wrong)?))
}

/// Refuses settings under which addressees' keys would not work any more.
async fn keys_work(config: &Config, service: &Service) -> anyhow::Result<()> {
    let Some(bound) = flow::enrol::bound_elsewhere(service).await.context("the records cannot be read")? else {
        return Ok(());
    };
    let why = format!(
        "addressees have keys (passkeys) bound to {bound}, which would not work any more: say passkey_domain = \"{bound}\", \
         with base_url on that domain"
    );
    Err(config.web.passkey_domain.wrong(why).into())
}

pub(super) fn settings(config: &Config, base_url: String) -> anyhow::Result<Settings> {
    let Config { service, terms, web, submission, mail, .. } = config;
    Ok(Settings {
        service_name: service.name.value.clone(),
        operator: service.line(),
        issuer: Issuer { legal_name: service.operator.value.clone(), domain: service.domain.value.clone() },
        policy: service.policy.value.clone(),
        from: mail.from.value.parse::<Address>()?,
        base_url,
        passkey_domain: web.passkey_domain.value.clone(),
        demo_domains: vec![SENDER_DOMAIN.to_owned(), ADDRESSEE_DOMAIN.to_owned()],
        mail_to_others: mail.mode.value != Mode::Demo,
        notice_tried_for: Duration::from_hours(mail.retry_hours.value.into()),
        trial: mail.mode.value == Mode::Demo || !service.domain.is_said(),
        language: service.language.value.code().to_owned(),
        zone: service.zone.value.clone(),
        country: service.country.value.clone(),
        accept_within: terms.days.value,
        reminders: terms.remind.value.days().to_vec(),
        outages_extend: terms.outages_extend.value,
        message_limit: u64::from(submission.message_mib.value) * 1024 * 1024,
        session_minutes: web.session_minutes.value.into(),
        mail_providers: mail_providers(submission),
        suffix: Some(service.domain.value.clone()),
        return_domain: mail.return_path_domain.value.clone(),
        trackers: match submission.trackers.value {
            Trackers::Refuse => flow::Trackers::Refused,
            Trackers::List => flow::Trackers::Listed,
        },
    })
}

/// The providers that are known, and those of the settings.
fn mail_providers(submission: &config::Submission) -> Vec<String> {
    let known = flow::control::PROVIDERS.iter().map(|name| (*name).to_owned());
    known.chain(submission.mail_providers.value.iter().cloned()).collect()
}

async fn listen(what: &str, flag: &str, listen: &Setting<SocketAddr>) -> anyhow::Result<TcpListener> {
    let (port, place) = (listen.value.port(), listen.value.ip());
    let place = if place.is_loopback() { String::new() } else { format!(" of {place}") };
    let words = format!("port {port}{place} for {what} cannot be opened");
    match (TcpListener::bind(listen.value).await, listen.origin.line()) {
        (Ok(listener), _) => Ok(listener),
        (Err(error), Some(_)) => Err(listen.wrong(format!("{words}: {error}")).into()),
        (Err(error), None) => {
            let way_out = format!("choose another with {flag} PORT, or {flag} 0 for any");
            Err(anyhow::Error::new(error).context(format!("{words}; {way_out}")))
        }
    }
}

/// The trial's login: made at first start, the same afterwards.
async fn trial_sender(data: &Path, service: &Service) -> anyhow::Result<TrialSender> {
    let path = data.join("trial-sender.json");
    if let Ok(text) = std::fs::read(&path) {
        return serde_json::from_slice(&text).with_context(|| format!("{} is damaged", path.display()));
    }
    let secret = |octets: [u8; 16]| crockford(&octets).to_lowercase();
    let sender = TrialSender {
        name: "trial".to_owned(),
        password: secret(service.random()),
        token: secret(service.random()),
        address: format!("info@{SENDER_DOMAIN}"),
    };
    let login = flow::account::Login {
        name: sender.name.clone(),
        password: sender.password.clone(),
        token: sender.token.clone(),
        sender_name: Some("Bakkerij Jansen B.V.".to_owned()),
        may_send_as: vec![format!("@{SENDER_DOMAIN}")],
        ..flow::account::Login::default()
    };
    flow::account::make(service, login).await?;
    super::files::write(&path, &serde_json::to_vec_pretty(&sender)?, 0o600)?;
    Ok(sender)
}

/// A sign of life each minute and at the end, and what operators noted meanwhile.
async fn pulse(service: Arc<Service>, data: PathBuf, ahead: Duration, mut stopped: watch::Receiver<bool>) {
    loop {
        super::outage::take(&service, &data).await;
        let over = tokio::select! {
            () = tokio::time::sleep(flow::outage::BEAT) => false,
            // Whoever could have said stop is gone: that is one.
            changed = stopped.changed() => changed.is_err() || *stopped.borrow(),
        };
        if let Err(fault) = flow::outage::beat(&service, ahead).await {
            tracing::warn!(fault = %fault, "a sign of life could not be kept");
        }
        if over {
            return;
        }
    }
}

/// What authorities of others say about revocation is asked when one of their certificates is met, and again before it ends.
async fn revocation(service: Arc<Service>, stamps: Arc<Stamps>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        tokio::select! {
            () = stamps.fetch(service.now()) => {}
            _ = stopped.changed() => return,
        }
        tokio::select! {
            () = stamps.met() => {}
            () = tokio::time::sleep(Duration::from_mins(10)) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// What is done by the clock: a fresh revocation list every day, and forgetting what has ended.
async fn upkeep(
    service: Arc<Service>,
    authority: Arc<Authority>,
    stamps: Arc<Stamps>,
    mut stopped: watch::Receiver<bool>,
) {
    while !*stopped.borrow() {
        stamps.renew(service.now());
        if let Err(error) = authority.renew_list(service.now()) {
            tracing::error!(error = %error, "no fresh revocation list could be issued");
        }
        if let Err(error) = service.store.sweep(service.now()).await {
            tracing::warn!(error = %error, "what has ended could not be forgotten");
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_mins(10)) => {}
            _ = stopped.changed() => {}
        }
    }
}
