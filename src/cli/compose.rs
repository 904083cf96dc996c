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

use crate::erds::address::Address;
use crate::erds::id::crockford;
use crate::erds::party::Issuer;
use crate::flow::{self, Papers, Seal, Service, Settings};
use crate::outside::authority::{Authority, Names};
use crate::outside::clock::{Clock, SystemClock};
use crate::outside::entropy::{Entropy, SystemEntropy};
use crate::outside::log_key;
use crate::outside::mailer::{Role, SmtpMailer};
use crate::seal::x509::Crl;
use crate::smtp::mailbox::Mailbox;
use crate::store::Store;
use crate::verify::trust::TrustAnchors;
use crate::web::Site;

use super::stamps::Stamps;

/// The domain of the trial's senders.
pub const SENDER_DOMAIN: &str = "sender.example";
/// The domain of the trial's addressees: every address of it is a mailbox.
pub const ADDRESSEE_DOMAIN: &str = "addressee.example";
/// The trial service's own domain.
const SERVICE_DOMAIN: &str = "recepis.example";
/// 50 MiB.
const MESSAGE_LIMIT: u64 = 50 * 1024 * 1024;

/// Which doors to open, and where things lie.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The data directory.
    pub data: PathBuf,
    /// The PostgreSQL database, where it is not in the data directory.
    pub database: Option<String>,
    /// Port of the pages; 0 for any that is free.
    pub http: u16,
    /// Port for submission with STARTTLS; 0 for any that is free.
    pub smtp: u16,
    /// Port for submission over TLS; 0 for any that is free.
    pub smtps: u16,
    /// How far the clock is moved ahead.
    pub ahead: Duration,
    /// Where time-stamps come from.
    pub stamps: super::stamps::Options,
    /// Who cosigns the transparency log.
    pub witnesses: super::witnesses::Options,
    /// Where health and metrics are asked, if anywhere.
    pub metrics: Option<SocketAddr>,
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
    anyhow::ensure!(
        plan.ahead.is_zero() || plan.stamps.is_embedded(),
        "--clock-ahead and --tsa do not go together: an authority that somebody else runs keeps the real time"
    );
    anyhow::ensure!(
        plan.ahead.is_zero() || plan.witnesses.is_empty(),
        "--clock-ahead and --log-policy do not go together: witnesses keep the real time"
    );
    // A second installation in one process finds the first; that is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::ahead(plan.ahead));
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy::new());
    let store = open_store(plan, &entropy).await?;
    let authority = open_authority(&plan.data, &*clock, &*entropy)?;
    let stamps = Arc::new(plan.stamps.build(&authority, &clock, &entropy)?);
    let log = log_key::open_or_make(&plan.data.join("ca"), &format!("{SERVICE_DOMAIN}/log"), &*entropy);
    let log = log.context("cannot open the keys of the transparency log")?;
    let policy = plan.witnesses.read()?;
    let witnesses = policy.as_ref().map(|policy| policy.witnesses(&log)).transpose()?.unwrap_or_default();
    let trust = write_trust(&plan.data, &authority, &stamps, policy.as_ref())?;
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();

    let pages = listen("pages", "--http", plan.http).await?;
    let (smtp, smtps) =
        (listen("SMTP", "--smtp", plan.smtp).await?, listen("SMTP over TLS", "--smtps", plan.smtps).await?);
    let metrics = match plan.metrics {
        Some(address) => Some(TcpListener::bind(address).await.with_context(|| {
            format!("{address} for metrics cannot be opened; choose another with --metrics ADDRESS")
        })?),
        None => None,
    };
    let mailbox = Mailbox::new(&[SENDER_DOMAIN, ADDRESSEE_DOMAIN]);
    let sink = listen("demo mailbox", "", 0).await?;
    let sink_address = sink.local_addr()?;
    tasks.spawn(mailbox.clone().serve(sink, stopped.clone()));

    let base_url = format!("http://localhost:{}", pages.local_addr()?.port());
    let settings = settings(base_url)?;
    let sink = (sink_address.ip().to_string(), sink_address.port());
    let mailer = SmtpMailer::new(Arc::clone(&clock), SERVICE_DOMAIN, &sink.0, sink.1, Role::Demo);
    let service = Arc::new(Service {
        tsa: Arc::clone(&stamps.tsa),
        seal: Seal { signer: Arc::clone(&authority.seal().key), certificate: authority.seal().certificate.clone() },
        papers: Arc::new(papers(&authority, &stamps, &trust)?),
        mailer: Arc::new(mailer),
        log,
        witnesses,
        store,
        clock,
        entropy,
        settings,
    });
    write_log_keys(&trust, &service)?;
    let program = super::program::program(plan, &service.settings).await?;
    flow::announce::announce(&service, &program).await.context("the log cannot say what program runs")?;
    let sender = trial_sender(&plan.data, &service).await?;
    let tls = tls(&authority)?;
    let addresses = (smtp.local_addr()?, smtps.local_addr()?);
    let watched = metrics.as_ref().map(TcpListener::local_addr).transpose()?;
    let site = Site::new(Arc::clone(&service), Some(Arc::new(super::letterbox::Letterbox(mailbox))));
    let site = site.with_stamps(stamps.embedded.clone());
    let listeners = super::doors::Listeners { pages, smtp, smtps, metrics };
    super::doors::open(&mut tasks, &service, site, tls, listeners, &stopped);
    tasks.spawn(crate::worker::run(Arc::clone(&service), stopped.clone()));
    tasks.spawn(upkeep(Arc::clone(&service), authority, stamps, stopped));
    Ok(Running { service, sender, smtp: addresses.0, smtps: addresses.1, metrics: watched, trust, stop, tasks })
}

async fn open_store(plan: &Plan, entropy: &Arc<dyn Entropy>) -> anyhow::Result<Store> {
    let source = Arc::clone(entropy);
    let fill: crate::store::Entropy = Arc::new(move |place: &mut [u8]| source.fill(place));
    let opened = match &plan.database {
        None => Store::open(&plan.data, fill).await,
        Some(url) => Store::connect(url, &plan.data, fill).await,
    };
    opened.with_context(|| format!("cannot open the data directory {}", plan.data.display()))
}

fn open_authority(data: &Path, clock: &dyn Clock, entropy: &dyn Entropy) -> anyhow::Result<Arc<Authority>> {
    let names =
        Names { organisation: operator().to_owned(), from: from_address(), hosts: vec!["localhost".to_owned()] };
    let opened = Authority::open_or_make(&data.join("ca"), &names, clock, entropy);
    Ok(Arc::new(opened.context("cannot open the certification authority")?))
}

fn operator() -> &'static str {
    "recepis trial service"
}

fn from_address() -> String {
    format!("registered@{SERVICE_DOMAIN}")
}

pub(super) fn settings(base_url: String) -> anyhow::Result<Settings> {
    Ok(Settings {
        service_name: "recepis (trial)".to_owned(),
        operator: format!("{}, for trying out on this computer only", operator()),
        issuer: Issuer { legal_name: operator().to_owned(), domain: SERVICE_DOMAIN.to_owned() },
        policy: "urn:recepis:policy:trial:1".to_owned(),
        from: from_address().parse::<Address>()?,
        base_url,
        demo_domains: vec![SENDER_DOMAIN.to_owned(), ADDRESSEE_DOMAIN.to_owned()],
        trial: true,
        language: "nl".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        // Short enough that a clock 15 days ahead is past it on every day of the week.
        accept_within: 10,
        message_limit: MESSAGE_LIMIT,
        session_minutes: 30,
        trackers: flow::Trackers::Refused,
    })
}

async fn listen(what: &str, flag: &str, port: u16) -> anyhow::Result<TcpListener> {
    let way_out =
        if flag.is_empty() { String::new() } else { format!("; choose another with {flag} PORT, or {flag} 0 for any") };
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port} for {what} cannot be opened{way_out}"))
}

fn tls(authority: &Authority) -> anyhow::Result<Arc<rustls::ServerConfig>> {
    let holder = authority.tls();
    let key = std::fs::read(&holder.key_file).context("cannot read the TLS key")?;
    let chain = vec![holder.certificate.der().to_vec(), authority.root().der().to_vec()];
    crate::smtp::tls::config(chain, key).context("the TLS certificate does not fit its key")
}

/// The anchors as files, for `recepis-verify --trust`.
fn write_trust(
    data: &Path,
    authority: &Authority,
    stamps: &Stamps,
    policy: Option<&super::witnesses::Given>,
) -> anyhow::Result<PathBuf> {
    let trust = data.join("trust");
    for role in ["seal", "tsa"] {
        let folder = trust.join(role);
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        // With authorities of others the operator's own root is no anchor for time-stamps, but for those it gave before.
        if role == "seal" || stamps.embedded.is_some() {
            super::files::write(&folder.join("root.pem"), authority.root().to_pem().as_bytes(), 0o644)?;
        }
    }
    stamps.write_anchors(&trust.join("tsa"))?;
    if let Some(policy) = policy {
        policy.write_anchors(&trust)?;
    }
    Ok(trust)
}

/// The log's keys as files beside the anchors.
fn write_log_keys(trust: &Path, service: &Service) -> anyhow::Result<()> {
    let folder = trust.join("log");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, octets) in service.log_keys() {
        super::files::write(&folder.join(format!("{name}.vkey")), &octets, 0o644)?;
    }
    Ok(())
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
    };
    flow::account::make(service, login).await?;
    super::files::write(&path, &serde_json::to_vec_pretty(&sender)?, 0o600)?;
    Ok(sender)
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

/// The papers of the seal and of whoever stamps.
struct EmbeddedPapers {
    authority: Arc<Authority>,
    stamps: Arc<Stamps>,
    anchors: TrustAnchors,
}

/// The anchors are those of the trust folder, former authorities' among them, and for time-stamps the embedded root: a chain
/// may have begun with the stamps of one that is no longer asked.
fn papers(authority: &Arc<Authority>, stamps: &Arc<Stamps>, trust: &Path) -> anyhow::Result<EmbeddedPapers> {
    let mut anchors = crate::court::anchors(trust).map_err(anyhow::Error::msg)?;
    let root = authority.root().der().to_vec();
    if !anchors.tsa.contains(&root) {
        anchors.tsa.push(root);
    }
    Ok(EmbeddedPapers { authority: Arc::clone(authority), stamps: Arc::clone(stamps), anchors })
}

impl Papers for EmbeddedPapers {
    fn certificates(&self) -> Vec<(String, String, Vec<u8>)> {
        self.of_both(Some(self.authority.root().der()), self.stamps.certificates())
    }

    fn revocation_lists(&self) -> Vec<(String, String, Vec<u8>)> {
        self.of_both(self.authority.list().as_ref().map(Crl::der), self.stamps.lists())
    }

    fn anchors(&self) -> TrustAnchors {
        self.anchors.clone()
    }
}

impl EmbeddedPapers {
    /// The seal's own paper, for the time-stamps too where they are embedded, and those of the named authorities.
    fn of_both(&self, own: Option<&[u8]>, named: Vec<(String, Vec<u8>)>) -> Vec<(String, String, Vec<u8>)> {
        let groups = if self.stamps.embedded.is_some() { &["seal", "tsa"][..] } else { &["seal"][..] };
        let paper = |group: &&str, der: &[u8]| ((*group).to_owned(), "root".to_owned(), der.to_vec());
        let own = own.iter().flat_map(|der| groups.iter().map(|group| paper(group, der)));
        own.chain(named.into_iter().map(|(name, der)| ("tsa".to_owned(), name, der))).collect()
    }
}
