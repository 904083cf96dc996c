//! `recepis archive renew`: every bundle under a time-stamp that outlives the last one, by one time-stamp for all. Where the records are
//! embedded the service has to be stopped; beside PostgreSQL it may run. Killed, it goes on where it was.

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::ensure;
use indicatif::ProgressBar;

use super::{base, out, settings, stamps};
use crate::crypto::Digest;
use crate::flow::Papers as _;
use crate::flow::renew::{Desk, Outcome, Progress, Wanted, renew};
use crate::outside::clock::{Clock, SystemClock};
use crate::seal::x509::{Certificate, Crl};

/// The exit code where bundles cannot be read.
const DAMAGED: u8 = 1;
/// A line is printed for each so many bundles where nobody looks at a bar.
const LINE: u64 = 10_000;

/// What to do about the archive.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Put every bundle under a time-stamp that outlives the last one: one time-stamp for all of them.
    #[command(after_help = "Examples:\n  recepis archive renew --data ./recepis-data\n  \
                      recepis archive renew --tsa https://tsa.example/ --tsa-trust tsa.pem --within 400d\n  \
                      recepis archive renew --algorithm sha512\n\n\
                      Stop the service first, unless its records are in PostgreSQL. Bundles that have no evidence record (RFC 4998)\n\
                      get one; time-stamps whose authority's certificate ends soon are covered by the new one; with another\n\
                      algorithm all files are read anew. Whoever downloads a bundle afterwards gets it with its record. Run twice,\n\
                      it does nothing the second time; killed, it goes on where it was.\n\n\
                      Exit code: 0 done, or nothing to do; 1 when it could not be finished, or bundles cannot be read; 64 wrong usage.")]
    Renew(Options),
}

/// How to renew.
#[derive(Debug, clap::Args)]
#[group(id = "renew")]
pub struct Options {
    /// The file of settings [default: recepis.toml in the data directory, where it is there].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data directory [default: recepis-data].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The PostgreSQL database where records are kept in one.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    #[command(flatten)]
    stamps: stamps::Options,
    /// The digest of the hash tree: sha256, sha384 or sha512. Bundles under another one are read anew [default: as last time].
    #[arg(long, value_name = "NAME", value_parser = algorithm)]
    algorithm: Option<Digest>,
    /// Cover time-stamps whose authority's certificate ends within this span.
    #[arg(long, value_name = "SPAN", default_value = "365d", value_parser = super::span)]
    within: Duration,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

fn algorithm(text: &str) -> Result<Digest, String> {
    let is = |digest: &Digest| digest.name().replace('-', "").eq_ignore_ascii_case(text);
    Digest::ALL.into_iter().find(is).ok_or_else(|| format!("`{text}` is none of sha256, sha384, sha512"))
}

/// Does what the command says.
pub async fn run(command: Command) -> anyhow::Result<ExitCode> {
    super::log("warn");
    let Command::Renew(options) = command;
    let said = settings::Options::with_stamps(options.data.clone(), options.database.clone(), options.stamps.clone());
    let config = said.read(options.config.as_deref())?.config;
    let data = &config.store.data.value;
    let there = data.join("master.key").exists();
    ensure!(there, "there is no data directory in {}; make one with recepis init", data.display());
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let base = base::base(&config, &clock).await?;
    let papers = base::papers(&base.authority, &base.stamps, &base.trust)?;
    let certificates = papers.certificates().into_iter().filter_map(|(.., der)| Certificate::parse(&der).ok());
    let lists = papers.revocation_lists().into_iter().filter_map(|(.., der)| Crl::parse(&der).ok());
    let desk = Desk {
        store: &base.store,
        tsa: &*base.stamps.tsa,
        certificates: certificates.collect(),
        lists: lists.collect(),
        now: clock.now(),
    };
    let mut shown = Shown::new();
    let wanted = Wanted { digest: options.algorithm, within: options.within };
    let done = renew(&desk, wanted, &mut |progress| shown.tell(progress)).await;
    shown.bar.finish_and_clear();
    base.store.close().await;
    let outcome = done.map_err(|fault| anyhow::anyhow!("{fault}"))?;
    for (delivery, why) in &outcome.unreadable {
        eprintln!("recepis: the bundle of {delivery} cannot be read and was left out: {why}");
    }
    out::text(format_args!("{}", if options.json { json(&outcome) } else { words(&outcome) }));
    Ok(if outcome.unreadable.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}

/// A bar on a terminal, else a line now and then.
struct Shown {
    bar: ProgressBar,
    lines: bool,
    said: u64,
}

impl Shown {
    fn new() -> Self {
        let style = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}");
        let style = style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar());
        Self { bar: ProgressBar::new(0).with_style(style), lines: !std::io::stderr().is_terminal(), said: 0 }
    }

    fn tell(&mut self, progress: Progress) {
        let (what, done, of) = match progress {
            Progress::Read(done, of) => ("bundles read", done, of),
            Progress::Placed(done, of) => ("bundles protected", done, of),
        };
        self.bar.set_message(what);
        self.bar.set_length(of);
        self.bar.set_position(done);
        if self.lines && (done >= of || done / LINE != self.said / LINE) {
            eprintln!("recepis: {what}: {done} of {of}");
        }
        self.said = done;
    }
}

fn words(outcome: &Outcome) -> String {
    let mut text = match outcome.stamped {
        Some(time) => format!(
            "{} bundles of {} are under a new time-stamp of {time}; it covers {} earlier ones.\n",
            outcome.protected, outcome.bundles, outcome.renewed
        ),
        None => format!("Nothing to do: all {} bundles are under a time-stamp.\n", outcome.bundles),
    };
    if outcome.not_outlived > 0 {
        let _ = writeln!(
            text,
            "{} earlier time-stamps end soon, and a new one of this authority would end no later: ask again when its certificate is \
             new, or name another authority with --tsa.",
            outcome.not_outlived
        );
    }
    text
}

fn json(outcome: &Outcome) -> String {
    let unreadable: Vec<_> = outcome.unreadable.iter().map(|(delivery, _)| delivery).collect();
    let line = serde_json::json!({
        "bundles": outcome.bundles,
        "read": outcome.read,
        "protected": outcome.protected,
        "renewed": outcome.renewed,
        "not_outlived": outcome.not_outlived,
        "unreadable": unreadable,
        "stamped": outcome.stamped,
    });
    format!("{line}\n")
}
