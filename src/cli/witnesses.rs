//! Who cosigns the log: the witnesses of a policy (C2SP tlog-policy) that say where they are asked.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};

use crate::config::{self, Fault};
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::flow::cosign::Witnesses;
use crate::outside::log_key::LogKey;
use crate::outside::witness::Witness;
use crate::outside::witness::remote::{self, Remote};
use crate::tlog::key::VerifierKey;
use crate::tlog::policy::{self, Policy};

/// How long a witness may take for one answer.
const LIMIT: Duration = Duration::from_secs(5);
/// The most keys of witnesses: with the log's own two there are no more signatures than every reader takes.
const MOST: usize = 14;

/// The witnesses that the operator names.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(id = "witnesses")]
pub struct Options {
    /// A policy (C2SP tlog-policy) with the witnesses of the transparency log, each with the URL where it is asked, and the
    /// quorum that a bundle waits for, fifteen seconds at most. Goes into DATA/trust with the witnesses' keys.
    #[arg(long = "log-policy", value_name = "FILE")]
    policy: Option<PathBuf>,
}

/// The policy as it was given, and the witnesses in it.
pub(super) struct Given {
    octets: Vec<u8>,
    policy: Policy,
}

impl Options {
    /// The policy that the flag names.
    pub(super) fn policy(&self) -> Option<&Path> {
        self.policy.as_deref()
    }
}

impl Given {
    /// Reads the policy; `None` where none is given.
    pub(super) fn read(named: &config::Log) -> Result<Option<Self>, Fault> {
        let Some(path) = &named.policy.value else { return Ok(None) };
        let mut octets = Vec::new();
        let read = File::open(path).and_then(|file| file.take(policy::OCTETS as u64 + 1).read_to_end(&mut octets));
        read.map_err(|error| named.policy.wrong(format!("cannot be read: {error}")))?;
        let policy = Policy::read(&octets);
        let policy = policy.map_err(|error| named.policy.wrong(format!("{:#}", anyhow::Error::new(error))))?;
        Ok(Some(Self { octets, policy }))
    }

    /// Of the policy's octets, as they were read.
    pub(super) fn digest(&self) -> Sha256 {
        Sha256(sha256(&self.octets))
    }

    /// Those of its witnesses that say where they are asked; keys with one URL are one witness.
    pub(super) fn witnesses(&self, log: &[LogKey; 2]) -> anyhow::Result<Witnesses> {
        let policy = &self.policy;
        let is_own = |key: &VerifierKey| log.iter().any(|own| own.key.key() == key.key());
        let logs = policy.logs();
        ensure!(
            logs.is_empty() || logs.iter().any(|log| is_own(&log.key)),
            "the policy lists logs, and this service's is not among them; its keys are in DATA/trust/log"
        );
        let mut by_url: BTreeMap<&[u8], Vec<VerifierKey>> = BTreeMap::new();
        for witness in policy.witnesses() {
            ensure!(!is_own(&witness.key), "the log's own key is listed as a witness");
            if let Some(url) = &witness.url {
                by_url.entry(url).or_default().push(witness.key.clone());
            }
        }
        let keys: Vec<&VerifierKey> = by_url.values().flatten().collect();
        ensure!(keys.len() <= MOST, "{} keys of witnesses have a URL; {MOST} is the most", keys.len());
        ensure!(
            policy.is_met(|key| keys.contains(&key)),
            "the quorum cannot be met by the witnesses that have a URL; write it behind their keys"
        );
        let mut addresses = Vec::new();
        for (url, keys) in by_url {
            let address = remote::address(&String::from_utf8_lossy(url))?;
            addresses.push((address, keys));
        }
        let http = remote::client(addresses.iter().map(|(address, _)| address));
        let http = http.context("TLS for the witnesses cannot be set up")?;
        let remote = |(address, keys)| Arc::new(Remote::new(address, keys, http.clone(), LIMIT)) as Arc<dyn Witness>;
        Ok(Witnesses::new(policy.clone(), addresses.into_iter().map(remote).collect()))
    }

    /// Writes the policy and the witnesses' keys as files, for `recepis-verify --trust`. Keys of former witnesses stay:
    /// bundles that they cosigned are still verified.
    pub(super) fn write_anchors(&self, trust: &Path) -> anyhow::Result<()> {
        let folder = trust.join("witness");
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for witness in self.policy.witnesses() {
            let key = &witness.key;
            let line = format!("{key}\n");
            super::files::write(
                &folder.join(format!("{}-{}.vkey", file_name(key.name()), key.id())),
                line.as_bytes(),
                0o644,
            )?;
        }
        super::files::write(&trust.join("tlog-policy"), &self.octets, 0o644)
    }
}

/// A key's name as file names allow: small letters, digits, hyphens.
fn file_name(name: &str) -> String {
    let fits = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
    name.to_ascii_lowercase().chars().map(fits).take(48).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::entropy::FakeEntropy;
    use crate::outside::log_key;

    fn given(policy: &str) -> Given {
        Given { octets: policy.as_bytes().to_vec(), policy: Policy::read(policy.as_bytes()).unwrap() }
    }

    #[test]
    fn keys_with_one_url_are_one_witness_and_what_does_not_go_together_is_said() {
        // A second installation finds the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        let log = log_key::open_or_make(folder.path(), "log.test", &FakeEntropy::new(1)).unwrap();
        let [one, two] = log_key::of_fleeting_witness("w.test", &FakeEntropy::new(2)).unwrap();
        let (one, two) = (one.key, two.key);
        let both =
            format!("witness a {one} http://w.test/x\nwitness b {two} http://w.test/x\ngroup g all a b\nquorum g\n");
        assert_eq!(given(&both).witnesses(&log).unwrap().count(), 1);
        let other = both.replace(&format!("{two} http"), &format!("{two} https"));
        assert_eq!(given(&format!("log {}\n{other}", log[0].key)).witnesses(&log).unwrap().count(), 2);
        let wrong = [
            (format!("witness a {one}\nquorum a\n"), "have a URL"),
            (format!("witness a {one} ftp://w.test\nquorum a\n"), "neither http nor https"),
            (format!("witness a {one} http://u:p@w.test\nquorum a\n"), "no name, password"),
            (format!("witness a {one} http://w.test?x\nquorum a\n"), "no name, password"),
            (format!("log {}\nwitness a {one} http://w.test\nquorum a\n", log_key_of_another()), "not among them"),
            (format!("witness a {} http://w.test\nquorum a\n", log[1].key), "own key"),
        ];
        for (policy, why) in wrong {
            let said = format!("{:#}", given(&policy).witnesses(&log).err().unwrap());
            assert!(said.contains(why), "{said}");
        }
    }

    fn log_key_of_another() -> VerifierKey {
        let folder = tempfile::tempdir().unwrap();
        let [key, _] = log_key::open_or_make(folder.path(), "other.test", &FakeEntropy::new(3)).unwrap();
        key.key
    }

    #[test]
    fn the_policy_and_the_keys_are_what_a_verifier_reads() {
        let folder = tempfile::tempdir().unwrap();
        let [one, _] = log_key::of_fleeting_witness("Kantoor.test/w1", &FakeEntropy::new(2)).unwrap();
        let policy = format!("witness a {} http://w.test\nquorum a\n", one.key);
        given(&policy).write_anchors(folder.path()).unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("tlog-policy")).unwrap(), policy);
        let name = format!("witness/kantoor-test-w1-{}.vkey", one.key.id());
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).unwrap(), format!("{}\n", one.key));
    }
}
