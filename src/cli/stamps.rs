//! Where time-stamps come from: the embedded authority, or those that the operator names, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::sync::Notify;

use crate::config::{self, Fault, MOST_AUTHORITIES, Revocation};
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::outside::authority::Authority;
use crate::outside::clock::Clock;
use crate::outside::entropy::Entropy;
use crate::outside::revocation;
use crate::outside::revocation::fetched::{Fetched, Places, Standing};
use crate::outside::tsa::anchors::Anchors;
use crate::outside::tsa::panel::Panel;
use crate::outside::tsa::remote::{self, Address, Remote};
use crate::outside::tsa::{EmbeddedTsa, Tsa};
use crate::seal::x509::Certificate;

/// How long one authority may take for one answer.
const LIMIT: Duration = Duration::from_secs(10);

/// The authorities that the operator names.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(id = "stamps")]
pub struct Options {
    /// A time-stamping authority (RFC 3161) to use instead of the embedded one. Give several in the order in which they are
    /// to be asked; the next one is asked when one fails.
    #[arg(long = "tsa", value_name = "URL")]
    tsa: Vec<String>,
    /// A PEM file with what is trusted for its tokens: its root, certificates in between, and revocation lists, which are
    /// read again every ten minutes. One for each --tsa, in the same order, or one for all.
    #[arg(long = "tsa-trust", value_name = "FILE")]
    tsa_trust: Vec<PathBuf>,
    /// The policy to ask for, such as 1.3.6.1.4.1.32473.1. One for each --tsa, in the same order, or one for all.
    #[arg(long = "tsa-policy", value_name = "OID")]
    tsa_policy: Vec<String>,
}

/// The source of time-stamps, with the papers that belong to it.
pub(super) struct Stamps {
    /// Gives the tokens.
    pub(super) tsa: Arc<dyn Tsa>,
    /// The embedded authority, where it is in use: it answers others, too.
    pub(super) embedded: Option<Arc<EmbeddedTsa>>,
    /// The trust file and host of each authority that the operator names.
    pub(super) named: Vec<(String, Arc<Anchors>)>,
    /// Those of which it was said that nothing tells of their revocation.
    said: Mutex<BTreeSet<usize>>,
    /// Rings when something about revocation is to be asked.
    bell: Arc<Notify>,
}

impl Options {
    /// The authorities that the flags name; nothing where they name none.
    pub(super) fn authorities(&self) -> anyhow::Result<Option<Vec<config::Tsa>>> {
        let count = self.tsa.len();
        if count == 0 {
            let lone = self.tsa_trust.is_empty() && self.tsa_policy.is_empty();
            ensure!(lone, "--tsa-trust and --tsa-policy belong to a --tsa URL; give that, too");
            return Ok(None);
        }
        ensure!(count <= MOST_AUTHORITIES, "{count} authorities are given with --tsa; {MOST_AUTHORITIES} is the most");
        let fits = |given: usize| given == 1 || given == count;
        ensure!(
            fits(self.tsa_trust.len()),
            "--tsa-trust is given {} times; give it once for each --tsa, in the same order, or once for all",
            self.tsa_trust.len()
        );
        ensure!(
            self.tsa_policy.is_empty() || fits(self.tsa_policy.len()),
            "--tsa-policy is given {} times; give it once for each --tsa, in the same order, or once for all",
            self.tsa_policy.len()
        );
        let nth = |place: usize, all: usize| if all == 1 { 0 } else { place };
        let authority = |(place, url): (usize, &String)| {
            let trust = self.tsa_trust.get(nth(place, self.tsa_trust.len())).cloned().unwrap_or_default();
            let policy = self.tsa_policy.get(nth(place, self.tsa_policy.len())).cloned();
            config::Tsa::by_flags(url.clone(), trust, policy)
        };
        Ok(Some(self.tsa.iter().enumerate().map(authority).collect()))
    }
}

/// An authority as it is asked: its address and policy understood, its trust file read. `bell` rings when its revocation can be asked.
pub(super) fn address(tsa: &config::Tsa, bell: &Arc<Notify>) -> Result<Address, Fault> {
    let url = remote::url(&tsa.url.value.0).map_err(|error| tsa.url.wrong(error.to_string()))?;
    let policy = tsa.policy.value.as_deref().map(remote::policy).transpose();
    let policy = policy.map_err(|error| tsa.policy.wrong(error.to_string()))?;
    let opened = Anchors::open(&tsa.trust.value);
    let anchors = opened.map_err(|error| tsa.trust.wrong(format!("{:#}", anyhow::Error::new(error))))?;
    let anchors = if tsa.revocation.value == Revocation::Ask {
        let at = |setting: &config::Setting<Option<config::Url>>| {
            let parsed = setting.value.as_ref().map(|url| remote::url(&url.0)).transpose();
            parsed.map_err(|error| setting.wrong(error.to_string()))
        };
        let places = Places { responder: at(&tsa.ocsp)?, list: at(&tsa.crl)? };
        let source = revocation::remote::Remote::new(LIMIT).map_err(|error| tsa.revocation.wrong(error.to_string()))?;
        anchors.with(Fetched::new(host(&url), places, Arc::new(source), Arc::clone(bell)))
    } else {
        anchors
    };
    Ok(Address { url, policy, anchors: Arc::new(anchors) })
}

/// Authorities by their hosts, each with its trust file.
type Trusted = Vec<(String, Arc<Anchors>)>;

/// These authorities as they are asked one after another, and their trust files. `bell` rings when something about revocation is to be asked.
pub(super) fn panel(
    named: &[config::Tsa],
    bell: &Arc<Notify>,
    clock: &Arc<dyn Clock>,
    entropy: &Arc<dyn Entropy>,
) -> anyhow::Result<(Panel, Trusted)> {
    let addresses = named.iter().map(|tsa| address(tsa, bell)).collect::<Result<Vec<_>, _>>()?;
    let http = remote::client(&addresses).context("TLS for the time-stamping authorities cannot be set up")?;
    let trusted = addresses.iter().map(|address| (host(&address.url), Arc::clone(&address.anchors))).collect();
    let member = |address| Remote::new(address, http.clone(), LIMIT, Arc::clone(clock), Arc::clone(entropy));
    Ok((Panel::new(addresses.into_iter().map(member).collect(), Arc::clone(clock)), trusted))
}

impl Stamps {
    /// Time-stamps of these authorities, or of the embedded one where nobody is named.
    pub(super) fn build(
        named: &[config::Tsa],
        authority: &Authority,
        clock: &Arc<dyn Clock>,
        entropy: &Arc<dyn Entropy>,
    ) -> anyhow::Result<Self> {
        if named.is_empty() {
            let embedded = Arc::new(EmbeddedTsa::new(authority.tsa().clone(), Arc::clone(clock), Arc::clone(entropy)));
            return Ok(Self {
                tsa: Arc::clone(&embedded) as _,
                embedded: Some(embedded),
                named: Vec::new(),
                said: Mutex::default(),
                bell: Arc::default(),
            });
        }
        let bell = Arc::<Notify>::default();
        let (panel, named) = panel(named, &bell, clock, entropy)?;
        Ok(Self { tsa: Arc::new(panel), embedded: None, named, said: Mutex::default(), bell })
    }

    /// The digest of each authority's trust file, in their order, as it was read last.
    pub(super) fn trusted(&self) -> Vec<Sha256> {
        self.named.iter().map(|(_, anchors)| anchors.papers().digest).collect()
    }

    /// The certificates that a bundle carries, each once, with a name.
    pub(super) fn certificates(&self) -> Vec<(String, Vec<u8>)> {
        let all = |(host, anchors): &(String, Arc<Anchors>)| {
            let papers = anchors.papers();
            let ders: Vec<Vec<u8>> =
                papers.anchors.iter().chain(&papers.between).map(|paper| paper.der().to_vec()).collect();
            (host.clone(), ders)
        };
        each_once(self.named.iter().map(all))
    }

    /// The revocation lists that a bundle carries, each once, with a name.
    pub(super) fn lists(&self) -> Vec<(String, Vec<u8>)> {
        let all = |(host, anchors): &(String, Arc<Anchors>)| {
            (host.clone(), anchors.papers().lists.iter().map(|list| list.der().to_vec()).collect())
        };
        each_once(self.named.iter().map(all))
    }

    /// The OCSP responses that a bundle carries, each once, with a name.
    pub(super) fn responses(&self) -> Vec<(String, Vec<u8>)> {
        let all = |(host, anchors): &(String, Arc<Anchors>)| {
            let responses = anchors.papers().responses;
            (host.clone(), responses.iter().map(|response| response.der().to_vec()).collect())
        };
        each_once(self.named.iter().map(all))
    }

    /// How it stands with each authority that is asked about revocation.
    pub(super) fn standing(&self) -> Vec<(String, Standing)> {
        let asked = self.named.iter().filter_map(|(host, anchors)| Some((host.clone(), anchors.standing()?)));
        asked.filter(|(_, standing)| standing.watched > 0).collect()
    }

    /// Asks each authority about revocation what is due.
    pub(super) async fn fetch(&self, now: Moment) {
        for (_, anchors) in &self.named {
            anchors.fetch(now).await;
        }
    }

    /// Until a certificate is met that nobody asked after yet.
    pub(super) async fn met(&self) {
        self.bell.notified().await;
    }

    /// Reads the trust files again. Says once, as long as it lasts, that nothing in force tells of revocation.
    pub(super) fn renew(&self, now: Moment) {
        for (place, (host, anchors)) in self.named.iter().enumerate() {
            if let Err(error) = anchors.renew() {
                let error = format!("{:#}", anyhow::Error::new(error));
                tracing::warn!(tsa.host = host, error, "a trust file cannot be read again; what it held stands");
            }
            let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            if anchors.tells_at(now) {
                said.remove(&place);
            } else if said.insert(place) {
                tracing::warn!(
                    tsa.host = host,
                    "neither its trust file nor its responders tell of revocation: bundles are INDETERMINATE"
                );
            }
        }
    }

    /// Writes the anchors as files, for `recepis-verify --trust`. Each set of anchors has a name of its own: those of former
    /// authorities stay, since chains that they stamped are still verified.
    pub(super) fn write_anchors(&self, folder: &Path) -> anyhow::Result<()> {
        for (host, anchors) in &self.named {
            let pem: String = anchors.papers().anchors.iter().map(Certificate::to_pem).collect();
            let print = Sha256(sha256(pem.as_bytes())).to_string();
            let name = format!("{host}-{}.pem", print.get(..8).unwrap_or_default());
            super::files::write(&folder.join(name), pem.as_bytes(), 0o644)?;
        }
        Ok(())
    }
}

/// The host as a bundle's file names allow: small letters, digits, hyphens.
fn host(url: &reqwest::Url) -> String {
    let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let fits = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
    host.chars().map(fits).take(48).collect()
}

/// Names them `host-1`, `host-2`, …; what several authorities share stands under the first.
fn each_once(all: impl Iterator<Item = (String, Vec<Vec<u8>>)>) -> Vec<(String, Vec<u8>)> {
    let (mut met, mut counts, mut found) = (BTreeSet::new(), BTreeMap::<String, u32>::new(), Vec::new());
    for (host, ders) in all {
        for der in ders {
            if met.insert(der.clone()) {
                let count = counts.entry(host.clone()).or_default();
                *count += 1;
                found.push((format!("{host}-{count}"), der));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(tsa: &[&str], trust: &[&str], policy: &[&str]) -> Options {
        Options {
            tsa: tsa.iter().map(ToString::to_string).collect(),
            tsa_trust: trust.iter().map(PathBuf::from).collect(),
            tsa_policy: policy.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        let wrong = [
            (options(&["http://a/", "http://b/"], &[], &[]), "--tsa-trust is given 0 times"),
            (options(&["http://a/"; 3], &["x", "y"], &[]), "--tsa-trust is given 2 times"),
            (options(&["http://a/"; 3], &["x"], &["1.2.3", "1.2.4"]), "--tsa-policy is given 2 times"),
            (options(&["http://a/"; 5], &["x"], &[]), "4 is the most"),
            (options(&["mailto:a"], &["x"], &[]), "neither http nor https"),
            (options(&["http://a/"], &["/nonexistent.pem"], &[]), "/nonexistent.pem cannot be read"),
        ];
        for (options, why) in wrong {
            let said = options
                .authorities()
                .and_then(|all| Ok(address(&all.unwrap()[0], &Arc::default())?))
                .unwrap_err()
                .to_string();
            assert!(said.contains(why), "{said}");
        }
    }

    #[test]
    fn what_two_authorities_share_is_packed_once_and_names_are_not_taken_twice() {
        let all = [("a".to_owned(), vec![vec![1], vec![2]]), ("a".to_owned(), vec![vec![2], vec![3]])];
        let names: Vec<_> = each_once(all.into_iter()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a-1", "a-2", "a-3"]);
    }
}
