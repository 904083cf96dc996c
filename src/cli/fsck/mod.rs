//! `recepis fsck`: recomputes what a data directory holds and verifies every sealed evidence again. Nothing is written. Page by
//! page, so that memory stays the same however much there is; only the names of large contents are held all at once.

mod contents;
mod deliveries;
mod findings;
mod log;
mod own;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use indicatif::ProgressBar;

use super::account::Place;
use crate::court;
use crate::outside::entropy::{Entropy as _, SystemEntropy};
use crate::seal::x509::Certificate;
use crate::store::{self, Store};
use crate::verify::trust::TrustAnchors;
use findings::Findings;

/// What to check.
#[derive(Debug, clap::Args)]
#[group(id = "fsck")]
pub struct Options {
    /// The service must not run on it meanwhile.
    #[command(flatten)]
    place: Place,
    /// Print what was found as JSON.
    #[arg(long)]
    json: bool,
}

/// Checks.
///
/// # Errors
/// Nothing could be printed.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    super::log("error");
    let mut findings = Findings::default();
    let done = match options.place.settings() {
        Err(error) => Err(format!("{error:#}")),
        Ok(config) => {
            let database = config.store.database.value.as_ref().map(|url| url.0.as_str());
            check(&config.store.data.value, database, &mut findings).await
        }
    };
    if let Err(why) = done {
        findings.unfinished(&why);
    }
    findings.print(options.json)
}

/// What every part of the check needs.
struct Desk {
    store: Store,
    root: PathBuf,
    anchors: TrustAnchors,
    /// Certificates and revocation lists of the data directory, DER, with their names.
    certificates: Vec<(String, Vec<u8>)>,
    lists: Vec<(String, Vec<u8>)>,
}

async fn check(data: &Path, database: Option<&str>, findings: &mut Findings) -> Result<(), String> {
    let source = SystemEntropy::new();
    let fill: store::Entropy = Arc::new(move |place: &mut [u8]| source.fill(place));
    if database.is_none() && data.join("database.id").exists() && !data.join("recepis.db").exists() {
        let where_else = "where the records are in PostgreSQL, give --database URL";
        return Err(format!("{} holds no recepis.db; {where_else}", data.display()));
    }
    let store = match database {
        None => Store::inspect(data, fill).await,
        Some(url) => Store::inspect_server(url, data, fill).await,
    };
    let store = store.map_err(|error| chain(&error))?;
    let ca = data.join("ca");
    let mut anchors = court::anchors(&data.join("trust"))?;
    let certificates = papers(&ca, "cer")?;
    // Stamps of the embedded authority stand under the root, also where others' are asked now.
    let root = certificates.iter().find(|(name, _)| name == "root.cer").map(|(_, der)| der.clone());
    anchors.tsa.extend(root.filter(|der| Certificate::parse(der).is_ok() && !anchors.tsa.contains(der)));
    let desk = Desk { store, root: data.to_owned(), anchors, certificates, lists: papers(&ca, "crl")? };
    let done = everything(&desk, findings).await;
    desk.store.close().await;
    done
}

async fn everything(desk: &Desk, findings: &mut Findings) -> Result<(), String> {
    let lines = desk.store.integrity().await.map_err(|error| chain(&error))?;
    let broken = !lines.is_empty();
    for line in lines {
        findings.damage("database", "recepis.db", line);
    }
    if broken {
        return Err("the database is damaged, so that what it says of the rest means nothing".to_owned());
    }
    deliveries::check(desk, findings).await?;
    own::check(desk, findings).await?;
    log::check(desk, findings).await?;
    contents::files(desk, findings).await
}

/// The files of a folder with this ending, with their names.
fn papers(folder: &Path, ending: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
    let cannot = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.extension().is_some_and(|found| found == ending) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let octets = super::files::read(&path, 1 << 20)?.unwrap_or_default();
            found.push((name, octets));
        }
    }
    found.sort();
    Ok(found)
}

/// An error and what lies beneath it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {}", chain(source)))
}

/// A bar for so many of these; drawn on a terminal only.
fn bar(what: &'static str, count: u64) -> ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}");
    let style = style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar());
    ProgressBar::new(count).with_style(style).with_message(what)
}
