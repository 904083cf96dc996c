//! `recepis serve`: runs the service until SIGTERM or SIGINT, then lets what is under way end.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use tokio::signal::unix::{SignalKind, signal};

use super::compose::{ADDRESSEE_DOMAIN, Plan, Running, start};
use super::out;
use crate::config::Config;

/// Where things lie and which ports to use.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The file of settings; flags win over it [default: recepis.toml in the data directory, where it is there].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: super::settings::Options,
    /// Move the clock ahead, to see what time brings: 15d, 36h, 90m. For trying out only.
    #[arg(long, value_parser = super::span, default_value = "0s")]
    clock_ahead: Duration,
    /// Sign mails with DKIM for the service's own domain with keys in DATA/dkim, made where they are missing, the records to
    /// publish beside them; instead of keys that the file of settings names.
    #[arg(long)]
    dkim: bool,
    /// Print the addresses and the login as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Runs until a signal.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    super::log("info,sqlx=warn,rustls_platform_verifier=off");
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let read = options.settings.read(options.config.as_deref())?;
    let mail = options.settings.mail.clone();
    let plan = Plan { config: read.config, ahead: options.clock_ahead, dkim: options.dkim, mail };
    let running = start(&plan).await.context("recepis did not start")?;
    if options.json {
        json(&running)?;
    } else {
        say(&running, &plan.config, read.file.as_deref());
    }
    let failed = tokio::select! {
        _ = term.recv() => false,
        _ = int.recv() => false,
        () = running.failed() => true,
    };
    if failed {
        // What is on disk is unknown: nothing may be written or answered from here on.
        anyhow::bail!("the disk failed while writing; start again once it is sound");
    }
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}

fn json(running: &Running) -> anyhow::Result<()> {
    let settings = running.service.settings();
    let ready = serde_json::json!({
        "pages": settings.base_url,
        "mailbox": running.mailbox.then(|| format!("{}/demo/mailbox", settings.base_url)),
        "smtp": running.smtp.to_string(),
        "smtps": running.smtps.to_string(),
        "name": running.sender.name,
        "password": running.sender.password,
        "token": running.sender.token,
        "address": running.sender.address,
        "trust": running.trust,
        "metrics": running.metrics.map(|address| format!("http://{address}/metrics")),
    });
    out::line(format_args!("{}", serde_json::to_string(&ready)?));
    Ok(())
}

fn say(running: &Running, config: &Config, file: Option<&Path>) {
    let base = &running.service.settings().base_url;
    let (sender, smtp, smtps) = (&running.sender, running.smtp.port(), running.smtps.port());
    let stamps = if config.tsa.is_empty() { "its own time-stamps" } else { "time-stamps of the authorities given" };
    let mail = super::mail::in_words(&config.mail);
    out::line(format_args!("recepis for trying out: keys in files, {stamps}, mail {mail}."));
    out::line(format_args!("Everything lies in {}.", config.store.data.value.display()));
    match file {
        Some(file) => out::line(format_args!("Settings are in {}; `recepis config check` shows them.", file.display())),
        None => out::line(format_args!("Settings: none; `recepis init` writes a file of them.")),
    }
    out::line(format_args!(""));
    out::line(format_args!("  Pages         {base}/"));
    if running.mailbox {
        out::line(format_args!("  Demo mailbox  {base}/demo/mailbox   (every address at {ADDRESSEE_DOMAIN})"));
    } else {
        out::line(format_args!("  Demo mailbox  not shown: others may open these pages, too"));
    }
    out::line(format_args!("  SMTP          localhost:{smtp} with STARTTLS, localhost:{smtps} with TLS"));
    out::line(format_args!("  Sender        {}   name {}   password {}", sender.address, sender.name, sender.password));
    out::line(format_args!("  API           {base}/api/v1   token {}", sender.token));
    out::line(format_args!("  Trust         {}", running.trust.display()));
    match running.service.witnesses.count() {
        0 => out::line(format_args!("  Witnesses     none: the log proves nothing independent of this service")),
        count => out::line(format_args!("  Witnesses     {count}, at {base}/log/witnesses")),
    }
    if let Some(address) = running.metrics {
        out::line(format_args!("  Metrics       http://{address}/metrics, and /health, /ready"));
    }
    out::line(format_args!(""));
    out::line(format_args!("Hand something in:"));
    out::line(format_args!(
        "  swaks --server localhost --port {smtp} --tls --auth PLAIN --auth-user {} --auth-password {} \\\n    \
         --from {} --to somebody@{ADDRESSEE_DOMAIN}",
        sender.name, sender.password, sender.address
    ));
    out::line(format_args!("Stop with Ctrl-C."));
}
