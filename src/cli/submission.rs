//! `recepis submission recall|again`: what a sender does with what was handed in, over the service's API. It needs no data directory, only
//! the account's token.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail, ensure};

use super::out;
use crate::erds::id::DeliveryId;

/// How long the service may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// The most octets of a token's file.
const TOKEN: usize = 4096;

/// What to do with what was handed in.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Take a message back from one addressee, until the first octet of its content has left.
    #[command(
        after_help = "Example:\n  recepis submission recall 01KBS9… --api https://recepis.example --token-file token.txt\n\n\
                            The key to the content is destroyed, and the evidence says that nothing of it had been sent before. An\n\
                            addressee who had accepted is told. The token is also read from RECEPIS_TOKEN.\n\n\
                            Exit code: 0 when it was taken back, 1 when not (the reason is printed), 64 wrong usage."
    )]
    Recall(Options),
    /// Submit a message again to an addressee who asked for that after a refusal, or after the time to decide.
    #[command(
        after_help = "Example:\n  recepis submission again 01KBS9… --api https://recepis.example --token-file token.txt\n\n\
                            It becomes a new delivery with a time of its own, which names the one it follows. The token is also read\n\
                            from RECEPIS_TOKEN.\n\n\
                            Exit code: 0 when it was submitted, 1 when not (the reason is printed), 64 wrong usage."
    )]
    Again(Options),
}

/// Which one, and where.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The delivery: the submission's number names several.
    delivery: DeliveryId,
    /// Where the service is.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8025")]
    api: String,
    /// A file with the account's API token.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Print the delivery as it stands then, as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(command: Command) -> anyhow::Result<ExitCode> {
    let (options, act, not) = match command {
        Command::Recall(options) => (options, "recall", "was not taken back"),
        Command::Again(options) => (options, "again", "was not submitted again"),
    };
    let token = token(&options)?;
    let address = format!("{}/api/v1/deliveries/{}/{act}", options.api.trim_end_matches('/'), options.delivery);
    let builder = reqwest::Client::builder().timeout(PATIENCE);
    // On loopback a bare machine needs no root certificates.
    let plain = options.api.starts_with("http://");
    let client = if plain { builder.no_proxy().tls_certs_only([]) } else { builder }
        .build()
        .context("no connection can be made")?;
    let answer = client.post(address).bearer_auth(token).send().await;
    let answer = answer.with_context(|| format!("the service at {} does not answer", options.api))?;
    let (status, body) = (answer.status(), answer.text().await.context("the answer broke off")?);
    if !status.is_success() {
        let problem: Option<serde_json::Value> = serde_json::from_str(&body).ok();
        let detail = problem.as_ref().and_then(|problem| problem.get("detail")?.as_str()).unwrap_or(status.as_str());
        let detail: String = detail.chars().filter(|c| !c.is_control()).take(500).collect();
        bail!("delivery {} {not}: {detail}", options.delivery);
    }
    if options.json {
        out::line(format_args!("{}", body.trim()));
    } else if act == "recall" {
        out::line(format_args!("delivery {} is taken back; its evidence is being sealed", options.delivery));
    } else {
        let made: serde_json::Value = serde_json::from_str(&body).context("the answer is none of ours")?;
        let new = made.get("id").and_then(serde_json::Value::as_str).context("the answer names no delivery")?;
        out::line(format_args!("delivery {new} follows {}; its evidence is being sealed", options.delivery));
    }
    Ok(ExitCode::SUCCESS)
}

/// The token out of its file, or else out of the environment.
fn token(options: &Options) -> anyhow::Result<String> {
    let token = match &options.token_file {
        Some(file) => std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?,
        None => std::env::var("RECEPIS_TOKEN").ok().context("give --token-file FILE, or the token as RECEPIS_TOKEN")?,
    };
    let token = token.trim();
    let fits = !token.is_empty() && token.len() <= TOKEN && token.chars().all(|c| c.is_ascii_graphic());
    ensure!(fits, "what was given is no API token: one line of letters and digits is expected");
    Ok(token.to_owned())
}
