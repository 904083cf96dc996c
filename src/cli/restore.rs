//! `recepis restore`: puts a backup into a fresh data directory, whole or not at all. Every member is checked against its
//! digest, the database against itself, and the key file against the database; keys that were destroyed after the backup are
//! destroyed again before the directory gets its name.
//!
//! Crash: everything happens in `DIR.restoring`, which is renamed at the end; a restore that was cut short leaves that folder
//! and nothing else.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, ensure};

use super::archive;
use super::backup::{ABOUT, DATA, KEYS, MASTER, is_data, is_keys, say};
use super::fresh::{Fresh, is_free};
use crate::outside::entropy::{Entropy as _, SystemEntropy};
use crate::store::Store;
use crate::store::backup::{CONTENT, HELD_BACK, settle, signed_entries};
use crate::store::destroyed::{self, Destroyed};

/// What to restore, and to where.
#[derive(Debug, clap::Args)]
#[group(id = "restore")]
pub struct Options {
    /// The backup.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The data directory to make; it must be missing or empty.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The file that `backup --keys` wrote. Without it the directory is restored and opens once its master.key is put back.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// The list of destroyed keys as it stands now: `destroyed` in the old data directory, or where that linked to. May be
    /// given several times.
    #[arg(long, value_name = "FILE", required_unless_present = "without_destroyed")]
    destroyed: Vec<PathBuf>,
    /// The list is lost: restore all the same. What was recalled or erased after the backup can then be opened again.
    #[arg(long, conflicts_with = "destroyed")]
    without_destroyed: bool,
}

/// Restores.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    super::log("warn");
    let data = &options.data;
    ensure!(is_free(data)?, "{} is not empty; restore into a directory that is missing or empty", data.display());
    let mut list = Destroyed::default();
    for path in &options.destroyed {
        list.merge(read(path)?);
    }
    let work = Fresh::beside(data, "restoring")?;
    let made_at = fill(work.path(), &options, &mut list)?;
    let known = list.len();
    write(&work.path().join(destroyed::NAME), list.print().as_bytes())?;
    let damaged = || format!("{} cannot be restored; nothing was", options.from.display());
    let back = settle(work.path()).await.with_context(damaged)?;
    let signed = signed_entries(work.path()).await.with_context(damaged)?;
    let mark = format!("restored as it was on {made_at}; its log has {signed} entries under a signed checkpoint\n");
    write(&work.path().join(HELD_BACK), mark.as_bytes())?;
    if options.keys.is_some() {
        opens(work.path()).await.with_context(damaged)?;
    }
    work.name(data)?;
    say(&format!("Restored to {} as it was on {made_at}. What was recorded later is not in it.", data.display()));
    say(&format!(
        "The list names {known} deliveries with destroyed keys; {back} of them had come back and are closed again."
    ));
    say(&format!(
        "Its log ends with {signed} entries. It signs nothing until you say what was published last, for a log that goes on \
         from an older copy has two histories:\n  recepis log resume --data {0} --from OLD-DIRECTORY/log\n  \
         recepis log resume --data {0} --checkpoint FILE   (where nobody has seen more)",
        data.display()
    ));
    if options.without_destroyed {
        say("The list was lost: what was recalled or erased after the backup can be opened again.");
    }
    if options.keys.is_none() {
        say(&format!("Put {MASTER} back before you start it."));
    }
    if !data.join("ca/seal.key").is_file() {
        say("Put the private keys back into its folder ca before you start it.");
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> anyhow::Result<Destroyed> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Destroyed::parse(&text).with_context(|| format!("{} cannot be used", path.display()))
}

/// Unpacks into the folder; says of when the backup is, and adds to the list what lies beside the master key.
fn fill(folder: &Path, options: &Options, list: &mut Destroyed) -> anyhow::Result<String> {
    let sizes = std::iter::once(&options.from).chain(&options.keys).filter_map(|path| path.metadata().ok());
    let bar = archive::bar(sizes.map(|metadata| metadata.len()).sum());
    bar.set_message("restoring");
    archive::unpack(&options.from, folder, is_data, &bar)?;
    let made_at = about(folder, DATA).with_context(|| format!("{} is no backup", options.from.display()))?;
    if let Some(path) = &options.keys {
        archive::unpack(path, folder, is_keys, &bar)?;
        about(folder, KEYS).with_context(|| format!("{} is no file of keys", path.display()))?;
        list.merge(read(&folder.join(destroyed::NAME))?);
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder.join(CONTENT))?;
    bar.finish_and_clear();
    Ok(made_at)
}

/// When it was made, if it is of this kind.
fn about(folder: &Path, kind: &str) -> anyhow::Result<String> {
    let path = folder.join(ABOUT);
    let text = fs::read_to_string(&path).context("it does not say what it is")?;
    fs::remove_file(&path)?;
    let mut lines = text.lines();
    let said = lines.next().unwrap_or_default();
    ensure!(said == kind, "it says that it is `{}`", said.chars().take(40).collect::<String>());
    let made_at = lines.next().and_then(|line| line.strip_prefix("made at "));
    Ok(made_at.context("it does not say when it was made")?.to_owned())
}

/// Whether the master key opens the database.
async fn opens(folder: &Path) -> anyhow::Result<()> {
    let source = Arc::new(SystemEntropy::new());
    let fill: crate::store::Entropy = Arc::new(move |place: &mut [u8]| source.fill(place));
    let store = Store::open(folder, fill).await?;
    store.close().await;
    Ok(())
}

/// Replaces the file of this name.
fn write(path: &Path, octets: &[u8]) -> anyhow::Result<()> {
    let put = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
        file.write_all(octets)?;
        file.sync_all()
    };
    put().with_context(|| format!("cannot write {}", path.display()))
}
