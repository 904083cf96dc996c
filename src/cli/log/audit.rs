//! `recepis log audit`: follows a log as a monitor does. The judgement is `tlog::audit`; here is what fetches, compares and
//! remembers.
//!
//! Order: the other sources' checkpoints, then the log's own, which must not be behind any of them; then what was seen
//! before; then the bundles; then the entries since, of every source that has any. Crash: the state is replaced by a rename, after everything held.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;

use super::evidence::{self, Given};
use super::outcome::{Evidence, Outcome, Shown, Stop};
use super::source::Source;
use super::walk::walked;
use crate::court;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::outside::clock::{Clock as _, SystemClock};
use crate::tlog::audit::{self, Earlier, Fault, Name, Walk};
use crate::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::tlog::tile::Tile;
use crate::tlog::view::View;
use crate::verify::trust::LogAnchors;

/// Wrong usage.
const USAGE: u8 = 64;
/// How long after its event an evidence may wait for its entry.
const IN_TIME: Duration = Duration::from_hours(24);
/// Octets of a state at most, as of any checkpoint.
const STATE: usize = 1 << 20;

/// What to audit, and against what.
#[derive(Debug, clap::Args)]
#[group(id = "log-audit")]
pub struct Options {
    /// The log: the address of its pages (…/log/), or a folder of its files. Further sources are compared with it, and their
    /// entries and tiles read as its own are: mirrors and copies, or a file with a checkpoint that somebody else got. Those
    /// may be behind it.
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// What you trust: the log's keys in DIR/log/*.vkey, witnesses' in DIR/witness/*.vkey, a policy in DIR/tlog-policy.
    #[arg(long, value_name = "DIR")]
    trust: PathBuf,
    /// The checkpoint that you saw last; made where it is missing, replaced where everything holds.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// A bundle whose evidence must be in the log; may be given several times.
    #[arg(long = "bundle", value_name = "FILE")]
    bundles: Vec<PathBuf>,
    /// Your own list of your keys (passkeys): the SHA-256 of each, one per line; what follows it on a line is yours. A decision
    /// in a bundle that was made with any other key is a fault.
    #[arg(long, value_name = "FILE", requires = "bundles")]
    keys: Option<PathBuf>,
    /// Read all entries from the first on, not only those since the state, and look in them for evidence without proof.
    #[arg(long)]
    full: bool,
    /// Print what was found as JSON.
    #[arg(long)]
    json: bool,
}

/// Audits.
///
/// # Errors
/// The state cannot be written.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let ready = match Ready::new(&options) {
        Ok(ready) => ready,
        Err(wrong) => {
            eprintln!("recepis: {wrong}");
            return Ok(ExitCode::from(USAGE));
        }
    };
    let mut outcome = Outcome::default();
    let head = ready.audit(&mut outcome).await;
    if let (true, Some(path), Some(head)) = (outcome.is_sound(), &options.state, head) {
        remember(path, &head).with_context(|| format!("cannot write {}", path.display()))?;
    }
    outcome.print(options.json)
}

/// Replaces the state; on disk afterwards.
fn remember(path: &Path, head: &SignedCheckpoint) -> anyhow::Result<()> {
    crate::cli::files::write(path, head.to_string().as_bytes(), 0o644)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(File::open(folder)?.sync_all()?)
}

/// Everything that was given, read.
struct Ready {
    log: Source,
    others: Vec<Source>,
    trust: LogAnchors,
    state: Option<SignedCheckpoint>,
    given: Vec<Given>,
    keys: Option<BTreeSet<Sha256>>,
    full: bool,
}

impl Ready {
    fn new(options: &Options) -> Result<Self, String> {
        let trust = court::log_anchors(&options.trust)?;
        if trust.log_keys().next().is_none() {
            return Err(format!("{} holds no key of a log: put its lines into log/NAME.vkey", options.trust.display()));
        }
        let mut sources = options.sources.iter().map(|words| Source::new(words));
        let log = sources.next().ok_or("no source given")??;
        if !log.is_log() {
            return Err(format!("{log} is one file; the first source is the log itself, an address or a folder"));
        }
        let state = options.state.as_deref().map(|path| state(path, &trust)).transpose()?.flatten();
        let mut given = Vec::new();
        for path in &options.bundles {
            given.extend(evidence::of_bundle(path)?);
        }
        let keys = options.keys.as_deref().map(listed).transpose()?;
        Ok(Self { log, others: sources.collect::<Result<_, _>>()?, trust, state, given, keys, full: options.full })
    }

    /// Does it all; gives the log's checkpoint where it could be read.
    async fn audit(&self, outcome: &mut Outcome) -> Option<SignedCheckpoint> {
        self.known_keys(outcome);
        outcome.seen = self.state.as_ref().map(|state| state.checkpoint().into());
        let mut others = Vec::new();
        for source in &self.others {
            match self.head(source, outcome).await {
                Ok(head) => others.push((source, head)),
                Err(stop) => _ = outcome.took(source, Err(stop)),
            }
        }
        let head = match self.head(&self.log, outcome).await {
            Ok(head) => head,
            Err(stop) => {
                outcome.took(&self.log, Err(stop));
                return None;
            }
        };
        let newest = head.checkpoint();
        outcome.origin = Some(newest.origin().to_owned());
        outcome.head = Some(newest.into());
        let mut sound = true;
        if let Some(state) = &self.state {
            sound = outcome.took(&self.log, compare(&self.log, state.checkpoint(), newest, Earlier::Seen).await);
        }
        let mut walks = Vec::new();
        for (source, other) in &others {
            let is_beside = outcome.took(source, self.beside(source, other.checkpoint(), newest).await);
            sound &= is_beside;
            // What contradicts the log already tells nothing further by its entries.
            if source.is_log() && (is_beside || self.full) && other.checkpoint().origin() == newest.origin() {
                walks.push((*source, other.checkpoint()));
            }
        }
        for given in &self.given {
            sound &= self.given(given, newest, outcome).await;
        }
        // Where the log contradicts itself already, the entries tell nothing further.
        if sound || self.full {
            self.walk(newest, self.now(&head), outcome).await;
        }
        for (source, other) in walks {
            let start = self.start(other);
            outcome.walks(source, start);
            outcome.took(source, walked(source, start, self.seen_under(other), other, []).await.map(drop));
        }
        Some(head)
    }

    /// Each key in a bundle is one of its owner's, where the owner's list is given.
    fn known_keys(&self, outcome: &mut Outcome) {
        let Some(own) = &self.keys else { return };
        for given in &self.given {
            let Some(key) = given.key.filter(|key| !own.contains(key)) else { continue };
            let when = given.time.map(|time| format!(", which it says was enrolled at {time}")).unwrap_or_default();
            let sentence = format!("The key {key}{when}, is not in your list: somebody else made it in your name.");
            outcome.took(
                format_args!("{} {}", given.bundle, given.file),
                Err(Fault::new(Name::UnknownKey, sentence).into()),
            );
        }
    }

    /// A source's checkpoint, with its signatures checked.
    async fn head(&self, source: &Source, outcome: &mut Outcome) -> Result<SignedCheckpoint, Stop> {
        let octets = source.checkpoint().await?;
        let malformed = |error| Fault::new(Name::Malformed, format!("Its checkpoint is none: {error}."));
        let head = SignedCheckpoint::read(&octets).map_err(malformed)?;
        let signed = audit::signatures(&head, self.trust.log_keys(), self.trust.witness_keys())?;
        if let Some(state) = &self.state
            && state.checkpoint().origin() != head.checkpoint().origin()
        {
            let (is, seen) = (head.checkpoint().origin(), state.checkpoint().origin());
            return Err(Stop::Unfinished(format!("{source} is the log {is}, and the state is of {seen}")));
        }
        let known = self.trust.witness_keys().next().is_some();
        let cosigned = |key: &_| head.signed_by(key).is_ok_and(|signed| signed.is_some());
        outcome.sources.push(Shown {
            source: source.to_string(),
            size: head.checkpoint().size(),
            post_quantum: signed.post_quantum,
            cosigned_by: signed.cosigned_by,
            quorum: known.then(|| self.trust.is_quorum(cosigned)),
            walked_from: None,
        });
        Ok(head)
    }

    /// Another source's checkpoint beside the log's. It was read first, so the log cannot be behind it.
    async fn beside(&self, source: &Source, other: &Checkpoint, log: &Checkpoint) -> Result<(), Stop> {
        if other.origin() != log.origin() {
            return Err(Stop::Unfinished(format!("{source} is another log, {}", other.origin())));
        }
        if other.size() <= log.size() {
            return compare(&self.log, other, log, Earlier::Shown).await;
        }
        if source.is_log() {
            compare(source, log, other, Earlier::Shown).await?;
        }
        let sentence = format!(
            "{} shows {} entries, and a signed checkpoint of {} was there before. Keep both.",
            self.log,
            log.size(),
            other.size()
        );
        Err(Fault::new(Name::Rollback, sentence).into())
    }

    /// One evidence with its proof; those without are looked for on the walk.
    async fn given(&self, given: &Given, log: &Checkpoint, outcome: &mut Outcome) -> bool {
        let Some(proof) = &given.proof else { return true };
        let step = async {
            let proof = proof.as_ref().map_err(|error| Fault::new(Name::Malformed, format!("{error}.")))?;
            let origin = proof.checkpoint.checkpoint().origin();
            if origin != log.origin() {
                let sentence = format!("Its proof is of another log, {origin}.");
                return Err(Fault::new(Name::MissingEntry, sentence).into());
            }
            audit::signatures(&proof.checkpoint, self.trust.log_keys(), self.trust.witness_keys())?;
            let view = tiles(&self.log, audit::tiles_of_entry(proof, log)?).await?;
            audit::holds(&given.entry, proof, log, &view)?;
            Ok::<u64, Stop>(proof.index)
        };
        let place = step.await;
        let index = place.as_ref().ok().copied();
        outcome.evidence.push(Evidence { bundle: given.bundle.clone(), file: given.file.clone(), index });
        outcome.took(format_args!("{} {}", given.bundle, given.file), place.map(drop))
    }

    /// The present moment, or that of the checkpoint where it is later: a clock of ours that is behind excuses nobody.
    fn now(&self, head: &SignedCheckpoint) -> Moment {
        let times = self.trust.log_keys().filter_map(|key| head.signed_by(key).ok().flatten()?.time);
        let signed = times.max().and_then(|time| i64::try_from(time).ok()).map_or(Moment::EPOCH, Moment::from_seconds);
        SystemClock::new().now().max(signed)
    }

    /// What was seen before, where a source that shows this head has it.
    fn seen_under(&self, head: &Checkpoint) -> Option<&Checkpoint> {
        self.state.as_ref().map(SignedCheckpoint::checkpoint).filter(|seen| seen.size() <= head.size())
    }

    /// From which entry on those under this head are read. A source that is behind what was seen has nothing since then, and
    /// its last bundle is read.
    fn start(&self, head: &Checkpoint) -> u64 {
        match &self.state {
            Some(_) if !self.full => Walk::start(Some(self.seen_under(head).unwrap_or(head))),
            _ => 0,
        }
    }

    async fn walk(&self, log: &Checkpoint, now: Moment, outcome: &mut Outcome) {
        let start = self.start(log);
        outcome.walked_from = Some(start);
        outcome.walks(&self.log, start);
        let wanted = self.given.iter().filter(|given| given.proof.is_none()).map(|given| given.entry);
        let found = match walked(&self.log, start, self.seen_under(log), log, wanted).await {
            Ok(found) => found,
            Err(stop) => {
                outcome.took(&self.log, Err(stop));
                return;
            }
        };
        for given in self.given.iter().filter(|given| given.proof.is_none()) {
            let index = found.get(&given.entry).copied().flatten();
            let at = format!("{} {}", given.bundle, given.file);
            if index.is_none() && start > 0 {
                outcome
                    .notes
                    .push(format!("{at}: no proof in the bundle, not among the entries read; --full reads all."));
                continue;
            }
            if index.is_none() && given.time.is_some_and(|time| now < time.plus(IN_TIME)) {
                outcome
                    .notes
                    .push(format!("{at}: no entry of the log yet; where none is there after a day, it is missing."));
            } else if index.is_none() {
                let fault = Fault::new(Name::MissingEntry, "No entry of the log is this file's digest.");
                outcome.took(&at, Err(fault.into()));
            }
            outcome.evidence.push(Evidence { bundle: given.bundle.clone(), file: given.file.clone(), index });
        }
    }
}

/// Whether the log under `new`, read from this source, continues the one under `old`.
async fn compare(source: &Source, old: &Checkpoint, new: &Checkpoint, earlier: Earlier) -> Result<(), Stop> {
    let needed =
        if old.size() < new.size() { audit::tiles_of_continuing(old.size(), new.size()) } else { BTreeSet::new() };
    let view = tiles(source, needed.into_iter().collect()).await?;
    Ok(audit::continues(old, new, &view, earlier)?)
}

async fn tiles(source: &Source, needed: Vec<Tile>) -> Result<View, Stop> {
    let mut view = View::new();
    for tile in needed {
        view.add(tile, &source.tile(tile).await?)?;
    }
    Ok(view)
}

/// A list of keys: a digest at the beginning of each line that is neither empty nor a comment (`#`).
fn listed(path: &Path) -> Result<BTreeSet<Sha256>, String> {
    let octets =
        crate::cli::files::read(path, STATE)?.ok_or_else(|| format!("{}: there is no such file", path.display()))?;
    let text = String::from_utf8(octets).map_err(|_| format!("{}: this is no text", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let key = |(number, line): (usize, &str)| {
        let digest = line.split_whitespace().next().unwrap_or_default().parse();
        digest.map_err(|error| format!("{} line {}: {error}", path.display(), number + 1))
    };
    lines.map(key).collect()
}

/// The state, which must be a checkpoint signed by a key that is trusted; `None` where there is none yet.
fn state(path: &Path, trust: &LogAnchors) -> Result<Option<SignedCheckpoint>, String> {
    let Some(octets) = crate::cli::files::read(path, STATE)? else { return Ok(None) };
    let read = SignedCheckpoint::read(&octets).map_err(|error| format!("{}: {error}", path.display()))?;
    audit::signatures(&read, trust.log_keys(), [])
        .map_err(|fault| format!("{}: {}", path.display(), fault.sentence))?;
    Ok(Some(read))
}
