//! `recepis log resume`: lets the log of a restored data directory go on. A restored database may be older than what the log
//! published; a log that went on from there would have two histories. So a restore holds it back until somebody shows what
//! was published last, or says that nothing was published since. Entries that were published after the backup are taken in
//! from the log's own files: their evidence is lost here, their places are not.
//!
//! Crash: entries are taken in before their checkpoint, and the mark is removed last; whatever was done is found again.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, bail, ensure};

use super::evidence;
use super::source::Source;
use crate::cli::backup::say;
use crate::cli::files;
use crate::court;
use crate::erds::moment::Moment;
use crate::outside::clock::{Clock as _, SystemClock};
use crate::outside::entropy::{Entropy as _, SystemEntropy};
use crate::store::backup::HELD_BACK;
use crate::store::{self, KeptCheckpoint, Kind, NewCheckpoint, SequencerLease, Store, WaitingEntry, Work};
use crate::tlog::audit::{self, Walk};
use crate::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::tlog::edge::Edge;
use crate::tlog::note::Line;
use crate::tlog::proof::Proof;
use crate::tlog::{ENTRY, Hash, merkle, tile};
use crate::verify::trust::LogAnchors;

/// Octets of a file with a checkpoint at most.
const NOTE: usize = 1 << 20;
/// How many entries are handled at a time: 16 full bundles.
const PAGE: u64 = 4096;
/// The most entries that wait in a backup and are looked for among the published ones.
const WAITING: u32 = 1 << 20;

/// What was published last.
#[derive(Debug, clap::Args)]
#[group(id = "log-resume")]
pub struct Options {
    /// The restored data directory, with its keys put back. The service must not run on it.
    #[arg(long, default_value_os_t = crate::cli::default_data())]
    data: PathBuf,
    /// The log as it was published last: the folder `log` of the old data directory, or a mirror's folder or address.
    #[arg(long, value_name = "SOURCE", required_unless_present_any = ["checkpoints", "newest"])]
    from: Option<String>,
    /// A checkpoint that somebody has: a monitor's state, a proof, a bundle; may be given several times.
    #[arg(long = "checkpoint", value_name = "FILE")]
    checkpoints: Vec<PathBuf>,
    /// You know that nothing was published after the backup.
    #[arg(long)]
    newest: bool,
}

/// Resumes.
///
/// # Errors
/// What was shown does not fit, or the directory cannot be used; the log stays held back.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    crate::cli::log("warn");
    let mark = options.data.join(HELD_BACK);
    // Older files may have been put back by hand, too.
    if !mark.exists() && options.from.is_none() {
        say(&format!("The log of {} is not held back: nothing to do.", options.data.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let trust = court::log_anchors(&options.data.join("trust")).map_err(anyhow::Error::msg)?;
    let source = SystemEntropy::new();
    let fill: store::Entropy = Arc::new(move |place: &mut [u8]| source.fill(place));
    let store = Store::open(&options.data, fill).await?;
    let done = fits(&options, &store, &trust).await;
    store.close().await;
    let size = done?;
    if mark.exists() {
        fs::remove_file(&mark).with_context(|| format!("cannot remove {}", mark.display()))?;
    }
    File::open(&options.data).and_then(|folder| folder.sync_all())?;
    say(&format!("The log goes on from {size} entries at the next start."));
    Ok(ExitCode::SUCCESS)
}

/// Holds everything that was shown against what is there; gives the size from which the log goes on.
async fn fits(options: &Options, store: &Store, trust: &LogAnchors) -> anyhow::Result<u64> {
    if let Some(from) = &options.from {
        let source = Source::new(from).map_err(anyhow::Error::msg)?;
        ensure!(source.is_log(), "{from} is one file; give it as --checkpoint");
        take_in(&source, store, trust).await?;
    }
    let last = store.last_checkpoint().await?.map_or(0, |last| last.size);
    for path in &options.checkpoints {
        for shown in checkpoints(path)? {
            let (size, name) = (shown.checkpoint().size(), path.display());
            signed(&shown, trust).with_context(|| format!("{name} cannot be used"))?;
            ensure!(
                size <= last,
                "{name}: the log has published {size} entries, and this copy has {last}. Going on would make two \
                 histories. Give the log's newest files with --from, or restore a newer backup"
            );
            let root = root_of(store, size).await?;
            ensure!(
                root == *shown.checkpoint().root(),
                "{name}: with {size} entries the log published another history"
            );
        }
    }
    Ok(last)
}

fn signed(shown: &SignedCheckpoint, trust: &LogAnchors) -> anyhow::Result<()> {
    audit::signatures(shown, trust.log_keys(), []).map(drop).map_err(|fault| anyhow!(fault.sentence))
}

/// The checkpoints in a file: a checkpoint, a proof, or all proofs of a bundle.
fn checkpoints(path: &Path) -> anyhow::Result<Vec<SignedCheckpoint>> {
    if let Some(octets) = files::read(path, NOTE).ok().flatten() {
        if let Ok(read) = SignedCheckpoint::read(&octets) {
            return Ok(vec![read]);
        }
        if let Ok(proof) = Proof::read(&octets) {
            return Ok(vec![proof.checkpoint]);
        }
    }
    let given = evidence::of_bundle(path).map_err(anyhow::Error::msg)?;
    let found: Vec<_> = given.into_iter().filter_map(|given| Some(given.proof?.ok()?.checkpoint)).collect();
    ensure!(!found.is_empty(), "{}: there is no checkpoint in it", path.display());
    Ok(found)
}

/// The root that the rows make for this many entries.
async fn root_of(store: &Store, size: u64) -> anyhow::Result<Hash> {
    let mut edge = Edge::new();
    while edge.size() < size {
        let to = size.min(edge.size() + PAGE);
        let entries = store.log_entries(edge.size(), to).await?;
        edge.append(entries.iter().map(|entry| merkle::leaf(entry)));
    }
    Ok(edge.root())
}

/// Takes in what the log published and the backup does not have: first all of it is read and checked, then written.
async fn take_in(source: &Source, store: &Store, trust: &LogAnchors) -> anyhow::Result<()> {
    let read = source.checkpoint().await.map_err(anyhow::Error::msg)?;
    let newest = SignedCheckpoint::read(&read).with_context(|| format!("{source} shows no checkpoint"))?;
    signed(&newest, trust)?;
    let last = store.last_checkpoint().await?;
    let size = newest.checkpoint().size();
    let covered = last.as_ref().map(|last| last.size);
    if size <= covered.unwrap_or(0) {
        ensure!(root_of(store, size).await? == *newest.checkpoint().root(), "{source} is another history of the log");
        return Ok(());
    }
    let more = beyond(source, store, newest.checkpoint(), last.as_ref()).await?;
    let (count, indexed) = (more.len(), store.log_size().await?);
    let mut waiting: HashMap<[u8; ENTRY], WaitingEntry> = HashMap::new();
    let held = store.held_entries(WAITING, Moment::from_micros(i64::MAX)).await?.into_iter().map(|(held, _)| held);
    for entry in store.waiting_entries(WAITING).await?.into_iter().chain(held) {
        waiting.insert(entry.entry(), entry);
    }
    // What waited in the backup and was published afterwards gets the index that it got.
    let place = |(entry, index): ([u8; ENTRY], u64)| {
        waiting.remove(&entry).unwrap_or_else(|| WaitingEntry::published(index, entry))
    };
    let more: Vec<WaitingEntry> = more.into_iter().zip(indexed..).map(place).collect();
    write(store, indexed, &more, covered, kept(&newest, trust)?).await?;
    say(&format!("{count} entries that were published after the backup are taken in."));
    Ok(())
}

/// The published entries that have no index here; the others must be the same.
async fn beyond(
    source: &Source,
    store: &Store,
    newest: &Checkpoint,
    last: Option<&KeptCheckpoint>,
) -> anyhow::Result<Vec<[u8; ENTRY]>> {
    let seen = last.map(|last| Checkpoint::new(newest.origin(), last.size, last.root)).transpose()?;
    let none = |_| Err(tile::Error::NoTile);
    let mut walk = Walk::begin(0, seen.as_ref(), newest, [], none)?;
    let (mut index, mut more) = (0, Vec::new());
    let indexed = store.log_size().await?;
    while let Some(bundle) = walk.next() {
        let octets = source.bundle(bundle).await.map_err(anyhow::Error::msg)?;
        walk.take(&octets).map_err(|fault| anyhow!("{source}: {}", fault.sentence))?;
        let entries = bundle.decode(&octets)?;
        let to = indexed.clamp(index, index + entries.len() as u64);
        let here = store.log_entries(index, to).await?;
        for (place, entry) in entries.into_iter().enumerate() {
            let entry: [u8; ENTRY] = entry.try_into().context("an entry of another length")?;
            match here.get(place) {
                Some(same) if *same == entry => {}
                Some(_) => bail!("{source}: this copy gave the index {index} to another entry; restore another backup"),
                None => more.push(entry),
            }
            index += 1;
        }
    }
    walk.finish().map_err(|fault| anyhow!("{source}: {}", fault.sentence))?;
    ensure!(index >= indexed, "{source} has {index} entries, and {indexed} have an index here; take newer files");
    Ok(more)
}

/// The checkpoint as it is kept: with the log's own lines.
fn kept(newest: &SignedCheckpoint, trust: &LogAnchors) -> anyhow::Result<NewCheckpoint> {
    let checkpoint = newest.checkpoint();
    let ours = |line: &&Line| line.name() == checkpoint.origin() && trust.log_keys().any(|key| key.id() == line.id());
    let lines = newest.lines().iter().filter(ours).cloned().collect();
    let note = SignedCheckpoint::new(checkpoint.clone(), lines)?.to_string().into_bytes();
    let times = trust.log_keys().filter_map(|key| newest.signed_by(key).ok().flatten()?.time);
    let at = times.min().and_then(|time| i64::try_from(time).ok()).map_or(Moment::EPOCH, Moment::from_seconds);
    Ok(NewCheckpoint { size: checkpoint.size(), root: *checkpoint.root(), note, at })
}

/// Writes entries and checkpoint as a sequencer does.
async fn write(
    store: &Store,
    first: u64,
    more: &[WaitingEntry],
    before: Option<u64>,
    checkpoint: NewCheckpoint,
) -> anyhow::Result<()> {
    let mut holder = [0; 16];
    SystemEntropy::new().fill(&mut holder);
    let now = SystemClock::new().now();
    let seen = store.sequencer_lease().await?;
    let lease = SequencerLease { fence: seen.fence + 1, holder, until: now.plus(Duration::from_mins(1)) };
    let mut work = Work::new();
    work.lease(seen, lease);
    store.commit(work).await?;
    let mut index = first;
    for page in more.chunks(usize::try_from(PAGE).unwrap_or(usize::MAX)) {
        let mut work = Work::new();
        work.index(lease.fence, index, page.to_vec());
        store.commit(work).await?;
        index += page.len() as u64;
    }
    let mut work = Work::new();
    for delivery in store.logged_deliveries(before.unwrap_or(0), checkpoint.size).await? {
        work.job(Kind::Export, delivery, now);
    }
    work.checkpoint(lease.fence, before, checkpoint);
    store.commit(work).await?;
    let mut work = Work::new();
    work.lease(lease, SequencerLease { until: Moment::EPOCH, ..lease });
    Ok(store.commit(work).await?)
}
