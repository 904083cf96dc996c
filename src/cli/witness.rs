//! `recepis witness serve`: a witness for the logs of others, small enough for a law firm's cupboard.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, ensure};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::out;
use crate::erds::id::crockford;
use crate::flow::witness::Witness;
use crate::outside::clock::SystemClock;
use crate::outside::entropy::{Entropy, SystemEntropy};
use crate::outside::log_key;
use crate::store::Witnessed;
use crate::tlog::key::VerifierKey;
use crate::tlog::policy::{self, Policy};
use crate::web;

/// What a witness can be told to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Cosign checkpoints of transparency logs, each only where it continues the one before, until SIGTERM or SIGINT.
    #[command(
        after_help = "Example:\n  recepis witness serve --data ./witness --listen 192.0.2.7:8077 --name witness.example/w1 \\\n    \
                            --log recepis-data/trust/log/ed25519.vkey --log recepis-data/trust/log/ml-dsa-44.vkey\n\n\
                            Makes its keys on first start, and keeps of each log what it cosigned last. Never put an older copy of\n\
                            the folder in place: with it the witness would sign what it had to refuse.\n\n\
                            Exit code: 0 after SIGTERM or SIGINT, 1 when it could not start or run, 64 wrong usage."
    )]
    Serve(Options),
}

/// Where things lie, and which logs are watched.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The witness's own directory; made where it is missing.
    #[arg(long, default_value = "recepis-witness")]
    data: PathBuf,
    /// Where it listens, plain HTTP. Put a proxy with TLS in front where it is asked over the internet.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8077")]
    listen: SocketAddr,
    /// A key of a log to watch: NAME+ID+BASE64, or a file with such lines. Give all keys of a log.
    #[arg(long = "log", value_name = "VKEY")]
    logs: Vec<String>,
    /// A policy (C2SP tlog-policy) whose `log` lines are watched, too.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// What the witness is called, an address without https:// that you own. Only at first start; a random name otherwise.
    #[arg(long)]
    name: Option<String>,
    /// Print address and keys as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Does what the command says.
pub async fn run(command: Command) -> anyhow::Result<ExitCode> {
    let Command::Serve(options) = command;
    super::log("info");
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy::new());
    let witness = Arc::new(open(&options, &*entropy).context("the witness did not start")?);
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("{} cannot be opened; choose another with --listen", options.listen))?;
    say(&options, &witness, listener.local_addr()?)?;
    let shutdown = async {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
    };
    web::serve_witness(listener, witness, entropy.draw(), shutdown).await;
    Ok(ExitCode::SUCCESS)
}

fn open(options: &Options, entropy: &dyn Entropy) -> anyhow::Result<Witness> {
    let logs = logs(options)?;
    if let Some(name) = &options.name {
        // A wrong name must not be kept.
        log_key::of_fleeting_witness(name, entropy).with_context(|| format!("--name {name}"))?;
    }
    let otherwise = || format!("witness/{}", crockford(&entropy.draw::<10>()).to_lowercase());
    let folder = Witnessed::open(&options.data, || options.name.clone().unwrap_or_else(otherwise))?;
    let name = folder.name().to_owned();
    if let Some(other) = options.name.as_ref().filter(|other| **other != name) {
        anyhow::bail!(
            "the witness in {} is called {name}; another, {other}, needs a directory of its own",
            options.data.display()
        );
    }
    let keys = log_key::open_or_make_of_witness(&options.data, &name, entropy).context("cannot open its keys")?;
    let own = |key: &VerifierKey| keys.iter().any(|own| own.key.key() == key.key());
    ensure!(!logs.iter().any(own), "one of the logs has the witness's own key");
    for key in &keys {
        let kind = if key.key.kind().is_post_quantum() { "ml-dsa-44" } else { "ed25519" };
        let path = options.data.join(format!("{kind}.vkey"));
        super::files::write(&path, format!("{}\n", key.key).as_bytes(), 0o644)?;
    }
    Ok(Witness::new(folder, keys, logs, Arc::new(SystemClock::ahead(std::time::Duration::ZERO)))?)
}

/// The keys of the logs, each once.
fn logs(options: &Options) -> anyhow::Result<Vec<VerifierKey>> {
    let mut found = BTreeMap::new();
    for given in &options.logs {
        let text = if let Ok(key) = given.parse::<VerifierKey>() {
            key.to_string()
        } else {
            String::from_utf8(
                read(Path::new(given)).with_context(|| format!("--log {given}: neither a key nor a file with keys"))?,
            )
            .with_context(|| format!("--log {given} is not text"))?
        };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let key: VerifierKey = line.parse().with_context(|| format!("--log {given}"))?;
            ensure!(key.kind().is_for_logs(), "--log {given}: a witness's key; logs sign with types 0x01 and 0x06");
            found.insert(key.to_string(), key);
        }
    }
    if let Some(path) = &options.policy {
        let policy = Policy::read(&read(path)?).with_context(|| format!("--policy {}", path.display()))?;
        found.extend(policy.logs().iter().map(|log| (log.key.to_string(), log.key.clone())));
    }
    ensure!(
        !found.is_empty(),
        "no log is given: --log DATA/trust/log/ed25519.vkey --log DATA/trust/log/ml-dsa-44.vkey"
    );
    Ok(found.into_values().collect())
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let failed = || format!("{} cannot be read", path.display());
    let mut octets = Vec::new();
    let file = File::open(path).with_context(failed)?;
    file.take(policy::OCTETS as u64).read_to_end(&mut octets).with_context(failed)?;
    Ok(octets)
}

fn say(options: &Options, witness: &Witness, address: SocketAddr) -> anyhow::Result<()> {
    let url = format!("http://{address}/");
    let keys: Vec<String> = witness.keys().map(ToString::to_string).collect();
    if options.json {
        let ready = serde_json::json!({ "url": url, "keys": keys, "logs": witness.origins().collect::<Vec<_>>() });
        out::line(format_args!("{}", serde_json::to_string(&ready)?));
        return Ok(());
    }
    out::line(format_args!("A witness of {}, at {url}", witness.origins().collect::<Vec<_>>().join(", ")));
    out::line(format_args!("It keeps what it cosigned, and its keys, in {}.", options.data.display()));
    out::line(format_args!(""));
    out::line(format_args!(
        "For the policy of the log's operator (recepis serve --log-policy FILE), and of whoever verifies:"
    ));
    out::line(format_args!(""));
    let names = ["w1-ed25519", "w1-ml-dsa-44"];
    for (name, key) in names.iter().zip(&keys) {
        out::line(format_args!("witness {name} {key} {url}"));
    }
    out::line(format_args!("group w1 all {}", names.join(" ")));
    out::line(format_args!("quorum w1"));
    out::line(format_args!(""));
    out::line(format_args!("Stop with Ctrl-C."));
    Ok(())
}
