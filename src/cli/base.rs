//! What lies in the data directory: records, keys, certificates, and what a verifier is given. Made where it is missing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::program::Named;
use super::stamps::Stamps;
use super::witnesses::Given;
use crate::config::{Config, Fault};
use crate::flow::cosign::Witnesses;
use crate::flow::{self, Papers};
use crate::outside::authority::{Authority, Names};
use crate::outside::clock::Clock;
use crate::outside::entropy::{Entropy, SystemEntropy};
use crate::outside::log_key::{self, LogKey};
use crate::outside::revocation::fetched::Standing;
use crate::seal::x509::{Certificate, Crl};
use crate::store::Store;
use crate::tlog::key::VerifierKey;
use crate::verify::trust::{TrustAnchors, organisations};

/// The most octets of a file with a certificate or a public key.
const FILE: usize = 64 * 1024;

/// What lies in the data directory, opened; made where it is missing.
pub(super) struct Base {
    pub(super) store: Store,
    pub(super) authority: Arc<Authority>,
    pub(super) stamps: Arc<Stamps>,
    pub(super) log: [LogKey; 2],
    pub(super) witnesses: Witnesses,
    /// The digests of the files that were read.
    pub(super) named: Named,
    pub(super) trust: PathBuf,
    pub(super) entropy: Arc<dyn Entropy>,
}

/// Opens the data directory and all keys in it, and writes what a verifier is given.
pub(super) async fn base(config: &Config, clock: &Arc<dyn Clock>) -> anyhow::Result<Base> {
    // A second installation in one process finds the first; that is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy::new());
    let data = &config.store.data.value;
    let store = open_store(config, &entropy).await?;
    let authority = open_authority(config, &**clock, &*entropy)?;
    let stamps = Arc::new(Stamps::build(&config.tsa, &authority, clock, &entropy)?);
    names_fit(config, &authority.seal().certificate)?;
    let log = log_key::open_or_make(&data.join("ca"), &origin(config), &*entropy);
    let log = log.context("cannot open the keys of the transparency log")?;
    let policy = Given::read(&config.log)?;
    let witnesses = policy.as_ref().map(|policy| policy.witnesses(&log)).transpose();
    let witnesses = witnesses.map_err(|error| config.log.policy.wrong(format!("{error:#}")))?.unwrap_or_default();
    let named = Named { trust: stamps.trusted(), policy: policy.as_ref().map(Given::digest) };
    let trust = write_trust(data, &authority, &stamps, policy.as_ref())?;
    write_log_keys(&trust, &log)?;
    Ok(Base { store, authority, stamps, log, witnesses, named, trust, entropy })
}

pub(super) async fn open_store(config: &Config, entropy: &Arc<dyn Entropy>) -> anyhow::Result<Store> {
    let source = Arc::clone(entropy);
    let fill: crate::store::Entropy = Arc::new(move |place: &mut [u8]| source.fill(place));
    let data = &config.store.data.value;
    let opened = match &config.store.database.value {
        None => Store::open(data, fill).await,
        Some(url) => Store::connect(&url.0, data, fill).await,
    };
    opened.with_context(|| format!("cannot open the data directory {}", data.display()))
}

fn open_authority(config: &Config, clock: &dyn Clock, entropy: &dyn Entropy) -> anyhow::Result<Arc<Authority>> {
    let mut hosts = vec!["localhost".to_owned()];
    if config.mail.hostname.is_said() {
        hosts.push(config.mail.hostname.value.clone());
    }
    let names = Names {
        organisation: config.service.operator.value.clone(),
        from: config.mail.from.value.clone(),
        hosts,
        public_url: config.web.base_url.value.clone(),
    };
    let opened = Authority::open_or_make(&config.store.data.value.join("ca"), &names, clock, entropy);
    Ok(Arc::new(opened.context("cannot open the certification authority")?))
}

/// What was made at first start has names in it that cannot change.
fn names_fit(config: &Config, seal: &Certificate) -> Result<(), Fault> {
    let data = &config.store.data.value;
    let made = |what: &str, named: &str| {
        let place = data.display();
        format!(
            "{what} in {place} was made for {named}, and that cannot change: say that, or use another data directory"
        )
    };
    let text = super::files::read(&data.join("trust/log/ed25519.vkey"), FILE).ok().flatten().unwrap_or_default();
    let key = std::str::from_utf8(&text).ok().and_then(|text| text.trim().parse::<VerifierKey>().ok());
    if let Some(key) = key.filter(|key| key.name() != origin(config)) {
        return Err(config.service.domain.wrong(made("the transparency log", key.name())));
    }
    let (operator, from) = (&config.service.operator, &config.mail.from);
    let organisations = organisations(seal.der());
    if !organisations.contains(&operator.value) {
        return Err(operator.wrong(made("the seal's certificate", &organisations.join(", "))));
    }
    let addresses = seal.addresses();
    if !addresses.iter().any(|address| address.eq_ignore_ascii_case(&from.value)) {
        return Err(from.wrong(made("the seal's certificate", &addresses.join(", "))));
    }
    Ok(())
}

/// The same of a data directory that nobody opens; one that is not there fits everything.
pub(super) fn names_in_place_fit(config: &Config) -> Result<(), Fault> {
    let path = config.store.data.value.join("ca/seal.cer");
    let wrong = |why: String| config.store.data.wrong(why);
    let Some(octets) = super::files::read(&path, FILE).map_err(wrong)? else { return Ok(()) };
    let seal = Certificate::parse(&octets);
    let seal = seal.map_err(|error| wrong(format!("{}: {:#}", path.display(), anyhow::Error::new(error))))?;
    names_fit(config, &seal)
}

/// What the log is called.
fn origin(config: &Config) -> String {
    format!("{}/log", config.service.domain.value)
}

/// The anchors as files, for `recepis-verify --trust`.
fn write_trust(data: &Path, authority: &Authority, stamps: &Stamps, policy: Option<&Given>) -> anyhow::Result<PathBuf> {
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
fn write_log_keys(trust: &Path, log: &[LogKey; 2]) -> anyhow::Result<()> {
    let folder = trust.join("log");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, octets) in log.iter().map(LogKey::file) {
        super::files::write(&folder.join(format!("{name}.vkey")), &octets, 0o644)?;
    }
    Ok(())
}

/// The papers of the seal and of whoever stamps.
pub(super) struct EmbeddedPapers {
    authority: Arc<Authority>,
    stamps: Arc<Stamps>,
    anchors: TrustAnchors,
}

/// The anchors are those of the trust folder, former authorities' among them, and for time-stamps the embedded root: a chain
/// may have begun with the stamps of one that is no longer asked.
pub(super) fn papers(authority: &Arc<Authority>, stamps: &Arc<Stamps>, trust: &Path) -> anyhow::Result<EmbeddedPapers> {
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

    fn ocsp_responses(&self) -> Vec<(String, String, Vec<u8>)> {
        self.stamps.responses().into_iter().map(|(name, der)| ("tsa".to_owned(), name, der)).collect()
    }

    fn revocation(&self) -> Vec<flow::Revocation> {
        let of = |(authority, standing): (String, Standing)| flow::Revocation {
            authority,
            failing: standing.failing,
            until: standing.until,
        };
        self.stamps.standing().into_iter().map(of).collect()
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
