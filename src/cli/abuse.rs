//! `recepis abuse`: what people reported, for the operator to read. Where the records are embedded the service has to be stopped;
//! beside PostgreSQL it may run. It only reads.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use serde_json::json;

use super::account::Place;
use super::out;
use crate::erds::id::ReportId;
use crate::outside::entropy::{Entropy, SystemEntropy};
use crate::store::{AbuseReport, Store};

/// The most reports that are listed.
const MOST: u32 = 1_000;

/// What can be done about reports of abuse.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List what was reported, the latest first: number, moment, reason, delivery and sender's account.
    #[command(
        after_help = "Example:\n  recepis abuse list --json\n\nReports are kept for a year. The last 1,000 are listed.\n\n\
                            Exit code: 0, 1 when they cannot be read, 64 wrong usage."
    )]
    List(List),
    /// Show one report with what was written.
    #[command(
        after_help = "Example:\n  recepis abuse show 01KBS9…\n\nTo stop a sender: recepis account suspend NAME --reason TEXT.\n\n\
                            Exit code: 0, 1 when there is none of this number, 64 wrong usage."
    )]
    Show(Show),
}

/// Where the reports are.
#[derive(Debug, clap::Args)]
pub struct List {
    #[command(flatten)]
    place: Place,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Which report.
#[derive(Debug, clap::Args)]
pub struct Show {
    /// Its number.
    #[arg(value_name = "NUMBER")]
    id: ReportId,
    #[command(flatten)]
    place: Place,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Does what the command says.
pub async fn run(command: Command) -> anyhow::Result<ExitCode> {
    super::log("warn");
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy::new());
    let (Command::List(List { place, .. }) | Command::Show(Show { place, .. })) = &command;
    let store = place.open(&entropy).await?;
    let done = match &command {
        Command::List(options) => list(&store, options.json).await,
        Command::Show(options) => show(&store, &options.id, options.json).await,
    };
    store.close().await;
    out::line(format_args!("{}", done?));
    Ok(ExitCode::SUCCESS)
}

/// The account whose message a report is about, where that is known and kept.
async fn account(store: &Store, report: &AbuseReport) -> anyhow::Result<Option<String>> {
    let Some(delivery) = &report.delivery else { return Ok(None) };
    Ok(store.delivery(delivery).await?.map(|seen| seen.record.account))
}

async fn list(store: &Store, json: bool) -> anyhow::Result<String> {
    let (mut lines, mut values) = (Vec::new(), Vec::new());
    for report in store.abuse_reports(None, MOST).await? {
        let account = account(store, &report).await?;
        values.push(as_json(&report, account.as_deref(), false));
        let delivery = report.delivery.map_or_else(|| "-".to_owned(), |delivery| delivery.to_string());
        let account = account.unwrap_or_else(|| "-".to_owned());
        lines.push(format!("{}  {}  {:<9}  {delivery}  {account}", report.id, report.at, report.reason));
    }
    Ok(match (json, lines.is_empty()) {
        (true, _) => serde_json::Value::from(values).to_string(),
        (false, true) => "Nothing was reported.".to_owned(),
        (false, false) => lines.join("\n"),
    })
}

async fn show(store: &Store, id: &ReportId, json: bool) -> anyhow::Result<String> {
    let report = store.abuse_report(id).await?.with_context(|| format!("there is no report {id}"))?;
    let account = account(store, &report).await?;
    if json {
        return Ok(as_json(&report, account.as_deref(), true).to_string());
    }
    let mut text = String::new();
    let delivery = report.delivery.map(|delivery| delivery.to_string());
    let by =
        if report.proven { "somebody who typed a code out of the mailbox" } else { "somebody with a link, or anybody" };
    for (what, value) in [
        ("report", Some(report.id.to_string())),
        ("made", Some(report.at.to_string())),
        ("by", Some(by.to_owned())),
        ("reason", Some(report.reason.clone())),
        ("delivery", delivery),
        ("account", account),
    ] {
        let _ = writeln!(text, "{what:<9} {}", value.unwrap_or_else(|| "not known".to_owned()));
    }
    // A stranger's words: what a terminal would obey is shown as U+FFFD.
    let plain = report.text.replace("\r\n", "\n");
    let plain = plain.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c });
    Ok(format!("{text}\n{}", plain.collect::<String>()))
}

fn as_json(report: &AbuseReport, account: Option<&str>, whole: bool) -> serde_json::Value {
    let mut value = json!({
        "id": report.id,
        "time": report.at,
        "proven": report.proven,
        "reason": report.reason,
        "delivery": report.delivery,
        "account": account,
    });
    if whole && let Some(members) = value.as_object_mut() {
        members.insert("text".to_owned(), report.text.clone().into());
    }
    value
}
