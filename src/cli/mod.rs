//! Floor 8: the commands. `serve` is the composition root, the only place that builds everything.

pub mod abuse;
pub mod account;
mod archive;
pub mod backup;
mod base;
pub mod bundle;
mod certificate;
pub mod compose;
pub mod config;
pub mod demo;
mod dkim;
mod doors;
mod eid_certificate;
mod files;
mod fresh;
pub mod fsck;
mod inbound;
pub mod init;
mod letterbox;
pub mod log;
mod mail;
mod oidc;
mod out;
pub mod outage;
mod program;
pub mod redact;
pub mod renew;
pub mod restore;
mod saml;
pub mod serve;
pub mod settings;
pub mod stamps;
pub mod submission;
mod texter;
pub mod verify;
pub mod witness;
pub mod witnesses;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

/// Registered e-mail: signed, time-stamped evidence of submission, decision and handover that a court can check offline.
#[derive(Debug, Parser)]
#[command(name = "recepis", version, propagate_version = true)]
#[command(
    after_help = "Examples:\n  recepis demo\n  recepis serve --data ./recepis-data\n  recepis backup --to monday.tar\n  \
                        recepis verify DELIVERY.asice --trust recepis-demo/trust"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read what people reported as abuse.
    #[command(subcommand)]
    Abuse(abuse::Command),
    /// Say who may hand in: senders' accounts, with passwords, API tokens, certificates and signing domains.
    #[command(subcommand)]
    Account(account::Command),
    /// Keep bundles provable for decades: time-stamps that outlive the last ones.
    #[command(subcommand)]
    Archive(renew::Command),
    /// Write a data directory to one file, while the service runs or not; the master key apart.
    #[command(after_help = "Examples:\n  recepis backup --data ./recepis-data --to monday.tar\n  \
                            recepis backup --data ./recepis-data --to monday.tar --keys monday-keys.tar\n\n\
                            The file opens with `tar`; SHA256SUMS in it holds the digest of every member.\n\n\
                            Exit code: 0 when the backup is complete and on disk, 1 when there is none, 64 wrong usage.")]
    Backup(backup::Options),
    /// Carry bundles through the years.
    #[command(subcommand)]
    Bundle(bundle::Command),
    /// See which settings are in force, and whether they are right.
    #[command(subcommand)]
    Config(config::Command),
    /// Live one registered e-mail through, from hand-in to verdict, over real SMTP and HTTP on loopback.
    #[command(
        after_help = "Example:\n  recepis demo\n\nExit code: 0 when the bundle passes and says what happened, 1 otherwise."
    )]
    Demo(demo::Options),
    /// Recompute what a data directory holds and verify every sealed evidence again; nothing is written.
    #[command(
        after_help = "Examples:\n  recepis fsck --data ./recepis-data\n  recepis fsck --data ./recepis-data --json\n  \
                      recepis fsck --data ./recepis-data --database postgres://recepis@localhost/recepis\n\n\
                      Stop the service first. Names of damage: acknowledgement, bundle, chain, content, database, destroyed-key,\n\
                      file-missing, file-unnamed, key, letter, log-checkpoint, log-entry, log-file, log-index, notice, record,\n\
                      seal, statement.\n\n\
                      Exit code: 0 sound, 1 damaged, 2 could not be finished (say, the service runs), 64 wrong usage."
    )]
    Fsck(fsck::Options),
    /// Make a data directory with its keys, and a commented file of settings to begin with; nothing is overwritten.
    #[command(
        after_help = "Examples:\n  recepis init --yes\n  recepis init --data /var/lib/recepis --domain example.org \\\n    \
                            --operator \"Example B.V.\" --address \"Kade 1, 3511 AB Utrecht\" \\\n    \
                            --telephone \"+31 30 123 45 67\" --base-url https://recepis.example.org\n\n\
                            Asks for what no flag says, where it runs on a terminal. With --domain it prints DNS records to set.\n\n\
                            Exit code: 0 when the directory is complete and on disk, 1 when nothing was made, 64 wrong usage."
    )]
    Init(init::Options),
    /// Watch a transparency log, as anybody may; let a restored one go on.
    #[command(subcommand)]
    Log(log::Command),
    /// Note what did not work, as evidence.
    #[command(subcommand)]
    Outage(outage::Command),
    /// Put a backup into a fresh data directory, whole or not at all; destroyed keys stay destroyed.
    #[command(
        after_help = "Example:\n  recepis restore --from monday.tar --keys monday-keys.tar --data ./restored \\\n    \
                            --destroyed ./recepis-data/destroyed\n\n\
                            Exit code: 0 when the directory is complete and on disk, 1 when nothing was restored, 64 wrong usage."
    )]
    Restore(restore::Options),
    /// Run the service. Without configuration everything is embedded, on loopback, for trying out.
    #[command(after_help = "Examples:\n  recepis serve --data ./recepis-data --clock-ahead 15d\n  \
                            recepis serve --config /etc/recepis.toml\n  \
                            recepis serve --tsa https://tsa.example/ --tsa-trust tsa.pem\n  \
                            recepis serve --log-policy witnesses.txt\n  \
                            recepis serve --database postgres://recepis@localhost/recepis\n  \
                            recepis serve --metrics 9464\n\n\
                            Exit code: 0 after SIGTERM or SIGINT, 1 when it could not start or run.")]
    Serve(serve::Options),
    /// Take a message back, as its sender, from a service that runs.
    #[command(subcommand)]
    Submission(submission::Command),
    /// Verify a bundle offline, as recepis-verify does.
    #[command(
        disable_help_flag = true,
        after_help = "Example:\n  recepis verify DELIVERY.asice --trust recepis-demo/trust --json\n\n\
                            Exit code: 0 passed, 1 failed, 2 indeterminate, 64 wrong usage."
    )]
    Verify(verify::Options),
    /// Be a witness of transparency logs: cosign what continues, refuse what does not.
    #[command(subcommand)]
    Witness(witness::Command),
}

/// Does what the arguments say.
///
/// # Errors
/// What kept the command from running; `main` prints the chain.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.command {
        Command::Abuse(command) => runtime()?.block_on(abuse::run(command)),
        Command::Account(command) => runtime()?.block_on(account::run(command)),
        Command::Archive(command) => runtime()?.block_on(renew::run(command)),
        Command::Backup(options) => runtime()?.block_on(backup::run(options)),
        Command::Bundle(command) => runtime()?.block_on(bundle::run(command)),
        Command::Config(command) => config::run(command),
        Command::Demo(options) => runtime()?.block_on(demo::run(options)),
        Command::Fsck(options) => runtime()?.block_on(fsck::run(options)),
        Command::Init(options) => runtime()?.block_on(init::run(options)),
        Command::Log(command) => runtime()?.block_on(log::run(command)),
        Command::Outage(command) => outage::run(command),
        Command::Restore(options) => runtime()?.block_on(restore::run(options)),
        Command::Serve(options) => runtime()?.block_on(serve::run(options)),
        Command::Submission(command) => runtime()?.block_on(submission::run(command)),
        Command::Verify(options) => Ok(verify::run(options)),
        Command::Witness(command) => runtime()?.block_on(witness::run(command)),
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    // Clients of HTTP that a command makes find it there, TLS or not. A second installation finds the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Logs to standard error, as RECEPIS_LOG says or else as `usual` does.
pub(crate) fn log(usual: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("RECEPIS_LOG").unwrap_or_else(|_| usual.into());
    // A log that takes nothing (its disk is full, its reader went away) would be complained about on the same way out, and
    // that complaint ends whatever task just wrote.
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false).init();
}

/// Where things lie when nothing else is said.
pub(crate) fn default_data() -> PathBuf {
    PathBuf::from("recepis-data")
}

/// A span such as `15d`, `36h`, `90m` or `10s`.
pub(crate) fn span(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is not a span; write a whole number and d, h, m or s, such as 15d");
    let unit = text.chars().last().ok_or_else(wrong)?;
    let number: u64 = text.strip_suffix(unit).and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
    let seconds = match unit {
        'd' => 86_400,
        'h' => 3_600,
        'm' => 60,
        's' => 1,
        _ => return Err(wrong()),
    };
    number
        .checked_mul(seconds)
        .filter(|seconds| *seconds <= 20 * 366 * 86_400)
        .map(Duration::from_secs)
        .ok_or_else(|| format!("`{text}` is more than twenty years"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_put_together_soundly() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }

    #[test]
    fn spans_are_read_in_days_hours_minutes_and_seconds() {
        assert_eq!(span("15d"), Ok(Duration::from_hours(15 * 24)));
        assert_eq!(span("90m"), Ok(Duration::from_mins(90)));
        for wrong in ["", "d", "15", "-1d", "1.5h", "99999999999999999999d", "9999999d", "5€"] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
    }
}
