//! `recepis submission recall|again|report|export`: what a sender does with what was handed in, over the service's API. It needs no data
//! directory, only the account's token.

use std::io::Cursor;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail, ensure};

use super::{out, redact};
use crate::bundle::Limits;
use crate::erds::id::DeliveryId;
use crate::format::extract::Field;

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
    /// Save the report on a delivery: a PDF to read and to hand in, with the evidence in it.
    #[command(
        after_help = "Example:\n  recepis submission report 01KBS9… --language nl --api https://recepis.example --token-file token.txt\n\n\
                            The PDF (PDF/A-3b) is signed by the service and has the bundle attached, without the message: recepis-verify\n\
                            takes it as it is. The token is also read from RECEPIS_TOKEN.\n\n\
                            Exit code: 0 when it was saved, 1 when not (the reason is printed), 64 wrong usage."
    )]
    Report(Report),
    /// Save the bundle of a delivery; with --redact one that shows steps and times alone.
    #[command(
        after_help = "Examples:\n  recepis submission export 01KBS9… --api https://recepis.example --token-file token.txt\n  \
                            recepis submission export 01KBS9… --redact --open addressee.address --token-file token.txt\n\n\
                            With --redact the extracts of the evidence stand there instead of it, and nothing that tells of people or\n\
                            their mail but the fields that --open names: addressee.address, delegate.address, message.digest,\n\
                            message.id, sender.address, sender.name. recepis-verify judges the file and says what was left out.\n\
                            Evidence that was sealed before the service made extracts has none: it is named, and nothing of it is\n\
                            shown. The token is also read from RECEPIS_TOKEN.\n\n\
                            Exit code: 0 when it was saved, 1 when not (the reason is printed), 64 wrong usage."
    )]
    Export(Export),
}

/// What of a bundle, and where to.
#[derive(Debug, clap::Args)]
pub struct Export {
    #[command(flatten)]
    of: Of,
    /// Leave out everything but steps and times.
    #[arg(long)]
    redact: bool,
    /// A field to show nevertheless; may be given several times.
    #[arg(long, value_name = "FIELD", requires = "redact", value_parser = redact::field)]
    open: Vec<Field>,
    /// The file to write, which must not exist [default: DELIVERY.asice, or DELIVERY-redacted.asice]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Which report, and where to.
#[derive(Debug, clap::Args)]
pub struct Report {
    #[command(flatten)]
    of: Of,
    /// Its language: nl, en, de or fr; otherwise that of the service.
    #[arg(long, value_parser = ["nl", "en", "de", "fr"])]
    language: Option<String>,
    /// The file to write, which must not exist [default: DELIVERY.pdf]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Which one, and where.
#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    of: Of,
    /// Print the delivery as it stands then, as JSON.
    #[arg(long)]
    json: bool,
}

/// A delivery, and who has it.
#[derive(Debug, clap::Args)]
pub struct Of {
    /// The delivery: the submission's number names several.
    delivery: DeliveryId,
    /// Where the service is.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8025")]
    api: String,
    /// A file with the account's API token.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
}

pub(super) async fn run(command: Command) -> anyhow::Result<ExitCode> {
    let (options, act, not) = match command {
        Command::Recall(options) => (options, "recall", "was not taken back"),
        Command::Again(options) => (options, "again", "was not submitted again"),
        Command::Report(report) => return save(&report).await,
        Command::Export(export) => return save_bundle(&export).await,
    };
    let answer = ask(&options.of, reqwest::Method::POST, act, not).await?;
    let body = answer.text().await.context("the answer broke off")?;
    if options.json {
        out::line(format_args!("{}", body.trim()));
    } else if act == "recall" {
        out::line(format_args!("delivery {} is taken back; its evidence is being sealed", options.of.delivery));
    } else {
        let made: serde_json::Value = serde_json::from_str(&body).context("the answer is none of ours")?;
        let new = made.get("id").and_then(serde_json::Value::as_str).context("the answer names no delivery")?;
        out::line(format_args!("delivery {new} follows {}; its evidence is being sealed", options.of.delivery));
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the report to its file, once the service has it.
async fn save(report: &Report) -> anyhow::Result<ExitCode> {
    let path = report.to.clone().unwrap_or_else(|| format!("{}.pdf", report.of.delivery).into());
    redact::not_there(&path)?;
    let what = report.language.as_ref().map_or_else(|| "report".to_owned(), |lang| format!("report?lang={lang}"));
    let answer = made(&report.of, &what, "has no report").await?;
    let pdf = answer.bytes().await.context("the answer broke off")?;
    ensure!(pdf.starts_with(b"%PDF-"), "the answer is no report");
    super::files::write(&path, &pdf, 0o644)?;
    out::line(format_args!("{} is the report on delivery {}", path.display(), report.of.delivery));
    Ok(ExitCode::SUCCESS)
}

/// Writes the bundle to its file, once the service has it, without what is to be left out.
async fn save_bundle(export: &Export) -> anyhow::Result<ExitCode> {
    let Export { of, redact, open, to } = export;
    let name = if *redact { format!("{}-redacted.asice", of.delivery) } else { format!("{}.asice", of.delivery) };
    let path = to.clone().unwrap_or_else(|| name.into());
    redact::not_there(&path)?;
    let what = if *redact { "bundle?message=no" } else { "bundle" };
    let mut answer = made(of, what, "was not exported").await?;
    let mut octets = Vec::new();
    while let Some(piece) = answer.chunk().await.context("the answer broke off")? {
        octets.extend_from_slice(&piece);
        ensure!(octets.len() as u64 <= Limits::default().container, "the answer is larger than a bundle may be");
    }
    if *redact {
        let made = redact::redacted(Cursor::new(octets), open);
        octets = made.with_context(|| format!("delivery {} cannot be redacted", of.delivery))?;
    }
    super::files::write(&path, &octets, 0o644)?;
    out::line(format_args!("{} is the bundle of delivery {}", path.display(), of.delivery));
    Ok(ExitCode::SUCCESS)
}

/// Asks until the evidence is sealed.
async fn made(of: &Of, what: &str, not: &str) -> anyhow::Result<reqwest::Response> {
    let made = async {
        loop {
            let answer = ask(of, reqwest::Method::GET, what, not).await?;
            if answer.status() != reqwest::StatusCode::ACCEPTED {
                return anyhow::Ok(answer);
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    };
    let answer = tokio::time::timeout(PATIENCE, made).await;
    answer.context("the evidence is still being sealed; ask again in a minute")?
}

/// Asks the service; what it refuses is an error in its words.
async fn ask(of: &Of, method: reqwest::Method, what: &str, not: &str) -> anyhow::Result<reqwest::Response> {
    let token = token(of)?;
    let address = format!("{}/api/v1/deliveries/{}/{what}", of.api.trim_end_matches('/'), of.delivery);
    let builder = reqwest::Client::builder().timeout(PATIENCE);
    // On loopback a bare machine needs no root certificates.
    let plain = of.api.starts_with("http://");
    let client = if plain { builder.no_proxy().tls_certs_only([]) } else { builder }
        .build()
        .context("no connection can be made")?;
    let answer = client.request(method, address).bearer_auth(token).send().await;
    let answer = answer.with_context(|| format!("the service at {} does not answer", of.api))?;
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    let body = answer.text().await.context("the answer broke off")?;
    let problem: Option<serde_json::Value> = serde_json::from_str(&body).ok();
    let detail = problem.as_ref().and_then(|problem| problem.get("detail")?.as_str()).unwrap_or(status.as_str());
    let detail: String = detail.chars().filter(|c| !c.is_control()).take(500).collect();
    bail!("delivery {} {not}: {detail}", of.delivery);
}

/// The token out of its file, or else out of the environment.
fn token(of: &Of) -> anyhow::Result<String> {
    let token = match &of.token_file {
        Some(file) => std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?,
        None => std::env::var("RECEPIS_TOKEN").ok().context("give --token-file FILE, or the token as RECEPIS_TOKEN")?,
    };
    let token = token.trim();
    let fits = !token.is_empty() && token.len() <= TOKEN && token.chars().all(|c| c.is_ascii_graphic());
    ensure!(fits, "what was given is no API token: one line of letters and digits is expected");
    Ok(token.to_owned())
}
