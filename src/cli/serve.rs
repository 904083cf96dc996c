//! `recepis serve`: runs the service until SIGTERM or SIGINT, then lets what is under way end.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use tokio::signal::unix::{SignalKind, signal};

use super::compose::{ADDRESSEE_DOMAIN, Plan, Running, start};

/// Where things lie and which ports to use.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The data directory; made where it is missing.
    #[arg(long, default_value_os_t = super::default_data())]
    data: PathBuf,
    /// Keep records in this PostgreSQL database, postgres://NAME@HOST/DATABASE, instead of in the data directory. Leave the
    /// password to ~/.pgpass or PGPASSWORD: other users of this computer see the command line.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Port of the pages and the API, on loopback; 0 for any that is free.
    #[arg(long, default_value_t = 8025)]
    http: u16,
    /// Port for SMTP submission with STARTTLS, on loopback; 0 for any that is free.
    #[arg(long, default_value_t = 8587)]
    smtp: u16,
    /// Port for SMTP submission over TLS, on loopback; 0 for any that is free.
    #[arg(long, default_value_t = 8465)]
    smtps: u16,
    /// Move the clock ahead, to see what time brings: 15d, 36h, 90m. For trying out only.
    #[arg(long, value_parser = super::span, default_value = "0s")]
    clock_ahead: Duration,
    /// Answer /health, /ready and /metrics (OpenMetrics, for Prometheus) here: a port on loopback, or an address such as
    /// 127.0.0.1:9464. Nothing is answered where this is not given; there is no password, so keep it from the outside.
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    metrics: Option<SocketAddr>,
    #[command(flatten)]
    stamps: super::stamps::Options,
    #[command(flatten)]
    witnesses: super::witnesses::Options,
    /// Print the addresses and the login as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Runs until a signal.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    super::log("info,sqlx=warn,rustls_platform_verifier=off");
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let plan = Plan {
        data: options.data.clone(),
        database: options.database.clone(),
        http: options.http,
        smtp: options.smtp,
        smtps: options.smtps,
        ahead: options.clock_ahead,
        stamps: options.stamps.clone(),
        witnesses: options.witnesses.clone(),
        metrics: options.metrics,
    };
    let running = start(&plan).await.context("recepis did not start")?;
    if options.json {
        json(&running)?;
    } else {
        say(&running, &options);
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

#[expect(clippy::print_stdout, reason = "the command's output")]
fn json(running: &Running) -> anyhow::Result<()> {
    let settings = running.service.settings();
    let ready = serde_json::json!({
        "pages": settings.base_url,
        "mailbox": format!("{}/demo/mailbox", settings.base_url),
        "smtp": running.smtp.to_string(),
        "smtps": running.smtps.to_string(),
        "name": running.sender.name,
        "password": running.sender.password,
        "token": running.sender.token,
        "address": running.sender.address,
        "trust": running.trust,
        "metrics": running.metrics.map(|address| format!("http://{address}/metrics")),
    });
    println!("{}", serde_json::to_string(&ready)?);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the command's output")]
fn say(running: &Running, options: &Options) {
    let base = &running.service.settings().base_url;
    let (sender, smtp, smtps) = (&running.sender, running.smtp.port(), running.smtps.port());
    let stamps =
        if options.stamps.is_embedded() { "its own time-stamps" } else { "time-stamps of the authorities given" };
    println!("recepis for trying out: keys in files, {stamps}, mail to its own demo mailbox only.");
    println!("Everything lies in {}.", options.data.display());
    println!();
    println!("  Pages         {base}/");
    println!("  Demo mailbox  {base}/demo/mailbox   (every address at {ADDRESSEE_DOMAIN})");
    println!("  SMTP          localhost:{smtp} with STARTTLS, localhost:{smtps} with TLS");
    println!("  Sender        {}   name {}   password {}", sender.address, sender.name, sender.password);
    println!("  API           {base}/api/v1   token {}", sender.token);
    println!("  Trust         {}", running.trust.display());
    match running.service.witnesses.count() {
        0 => println!("  Witnesses     none: the log proves nothing independent of this service"),
        count => println!("  Witnesses     {count}, at {base}/log/witnesses"),
    }
    if let Some(address) = running.metrics {
        println!("  Metrics       http://{address}/metrics, and /health, /ready");
    }
    println!();
    println!("Hand something in:");
    println!(
        "  swaks --server localhost --port {smtp} --tls --auth PLAIN --auth-user {} --auth-password {} \\\n    \
         --from {} --to somebody@{ADDRESSEE_DOMAIN}",
        sender.name, sender.password, sender.address
    );
    println!("Stop with Ctrl-C.");
}

/// A port on loopback, or an address with a port.
fn address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.parse::<u16>() {
        return Ok(SocketAddr::from(([127, 0, 0, 1], port)));
    }
    text.parse().map_err(|_| format!("`{text}` is neither a port nor an address with one, such as 127.0.0.1:9464"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_alone_is_on_loopback() {
        assert_eq!(address("9464"), Ok("127.0.0.1:9464".parse().unwrap()));
        assert_eq!(address("[::1]:9464"), Ok("[::1]:9464".parse().unwrap()));
        for wrong in ["", "x", "localhost", "127.0.0.1", "70000", "-1"] {
            assert!(address(wrong).unwrap_err().contains("such as"), "{wrong}");
        }
    }
}
