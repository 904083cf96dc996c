//! The transparency log: indexes without gap, roots and signatures of every checkpoint that was kept, and the files that the
//! rows make.

use super::findings::Findings;
use super::{Desk, bar, chain};
use crate::store::KeptCheckpoint;
use crate::tlog::audit;
use crate::tlog::checkpoint::SignedCheckpoint;
use crate::tlog::edge::Edge;
use crate::tlog::tile::{self, Bundle, FULL, Resource};
use crate::tlog::{ENTRY, merkle, note};

/// How many entries are read at a time: full bundles.
const PAGE: u32 = 4096;

pub(super) async fn check(desk: &Desk, findings: &mut Findings) -> Result<(), String> {
    let last = desk.store.last_checkpoint().await.map_err(|error| chain(&error))?;
    let signed = last.as_ref().map_or(0, |last| last.size);
    let shown = shown(desk, last.as_ref(), findings).await?;
    let bar = bar("entries of the log", desk.store.log_size().await.map_err(|error| chain(&error))?);
    let mut walk = Walk { edge: Edge::new(), tail: Vec::new(), shown, next: None };
    walk.next = desk.store.next_checkpoint(0).await.map_err(|error| chain(&error))?;
    loop {
        let from = walk.edge.size();
        let rows = desk.store.log_rows(from, PAGE).await.map_err(|error| chain(&error))?;
        if rows.is_empty() {
            break;
        }
        bar.inc(rows.len() as u64);
        if let Some((_, gap)) = rows.iter().zip(from..).find(|(row, expected)| row.number != *expected) {
            findings.damage("log-index", gap, "There is no entry with this index, and there are later ones.");
            return Ok(());
        }
        let mut entries = rows.iter().map(|row| row.entry);
        loop {
            let run: Vec<_> = entries.by_ref().take(walk.run()).collect();
            if run.is_empty() {
                break;
            }
            walk.take(desk, run, findings).await?;
        }
    }
    bar.finish_and_clear();
    let stray = desk.store.entries_without_evidence().await.map_err(|error| chain(&error))?;
    if stray > 0 {
        findings.note(format!("{stray} entries of the log stand for no evidence that is kept here."));
    }
    if walk.edge.size() < signed {
        let sentence = format!("{signed} entries were signed, and {} are there.", walk.edge.size());
        findings.damage("log-index", walk.edge.size(), sentence);
    }
    Ok(())
}

/// How many entries the files show; a checkpoint's file that is none, another's or ahead of the rows is damage.
async fn shown(desk: &Desk, last: Option<&KeptCheckpoint>, findings: &mut Findings) -> Result<u64, String> {
    let Some(octets) = desk.store.log_file(Resource::Checkpoint).await.map_err(|error| chain(&error))? else {
        if last.is_some() {
            findings.note("The log's files are not there; the next start makes them from the rows.");
        }
        return Ok(0);
    };
    let at = "log/checkpoint";
    let read = match SignedCheckpoint::read(&octets) {
        Ok(read) => read,
        Err(error) => {
            findings.damage("log-checkpoint", at, format!("It is no checkpoint: {}.", chain(&error)));
            return Ok(0);
        }
    };
    let (size, of_rows) = (read.checkpoint().size(), last.map_or(0, |last| last.size));
    if size > of_rows {
        let sentence = format!("It shows {size} entries and the database {of_rows}: the database is an older copy.");
        findings.damage("log-checkpoint", at, sentence);
        return Ok(0);
    }
    let kept = desk.store.checkpoint_of(size).await.map_err(|error| chain(&error))?;
    if kept.is_none_or(|kept| kept.root != *read.checkpoint().root()) {
        findings.damage("log-checkpoint", at, "It is none of those that were kept.");
    }
    Ok(size)
}

/// The tree as it grows out of the rows.
struct Walk {
    edge: Edge,
    /// The entries of the bundle that is not full.
    tail: Vec<[u8; ENTRY]>,
    /// How many entries the files show.
    shown: u64,
    /// The checkpoint that is reached next.
    next: Option<KeptCheckpoint>,
}

impl Walk {
    /// How many entries may be taken at once: up to where a bundle is full, a checkpoint is reached, or the files end.
    fn run(&self) -> usize {
        let at = self.edge.size();
        let full = at - at % u64::from(FULL) + u64::from(FULL);
        let ends = [Some(full), self.next.as_ref().map(|kept| kept.size), Some(self.shown)];
        let end = ends.into_iter().flatten().filter(|end| *end > at).min().unwrap_or(full);
        usize::try_from(end - at).unwrap_or(1)
    }

    async fn take(&mut self, desk: &Desk, run: Vec<[u8; ENTRY]>, findings: &mut Findings) -> Result<(), String> {
        findings.checked.log_entries += run.len() as u64;
        let tiles = self.edge.append(run.iter().map(|entry| merkle::leaf(entry)));
        self.tail.extend(run);
        let size = self.edge.size();
        let (full, is_end) = (size.is_multiple_of(u64::from(FULL)), size == self.shown);
        if size <= self.shown && (full || is_end) {
            for (tile, octets) in tiles.iter().filter(|(tile, _)| tile.is_full() || is_end) {
                file(desk, Resource::Tile(*tile), octets, findings).await?;
            }
            let width = u16::try_from(self.tail.len()).unwrap_or(FULL);
            let made = tile::encode_entries(self.tail.iter().map(<[u8; ENTRY]>::as_slice));
            if let (Ok(bundle), Ok(octets)) = (Bundle::new((size - 1) / u64::from(FULL), width), made) {
                file(desk, Resource::Entries(bundle), &octets, findings).await?;
            }
        }
        if full {
            self.tail.clear();
        }
        if let Some(kept) = self.next.take_if(|kept| kept.size == size) {
            checkpoint(desk, &kept, &self.edge, findings);
            self.next = desk.store.next_checkpoint(size).await.map_err(|error| chain(&error))?;
        }
        Ok(())
    }
}

/// A file of the log must be what the rows make.
async fn file(desk: &Desk, resource: Resource, made: &[u8], findings: &mut Findings) -> Result<(), String> {
    findings.checked.log_files += 1;
    let way_out = "Stop the service, move DATA/log/tile away and start: all files are made again from the rows";
    let at = format!("log/{resource}");
    match desk.store.log_file(resource).await.map_err(|error| chain(&error))? {
        Some(octets) if octets == made => {}
        Some(_) => findings.damage("log-file", at, format!("It is not what the rows make. {way_out}.")),
        None => findings.damage("log-file", at, format!("It is missing. {way_out}.")),
    }
    Ok(())
}

/// A checkpoint that was kept: what its row says, who signed it, and the root that the entries make.
fn checkpoint(desk: &Desk, kept: &KeptCheckpoint, edge: &Edge, findings: &mut Findings) {
    findings.checked.checkpoints += 1;
    let at = format!("of {} entries", kept.size);
    let mut wrong = |sentence: String| findings.damage("log-checkpoint", &at, sentence);
    if edge.root() != kept.root {
        wrong("The entries do not make its root.".to_owned());
    }
    let mut read = match SignedCheckpoint::read(&kept.note) {
        Ok(read) => read,
        Err(error) => return wrong(format!("It is no checkpoint: {}.", chain(&error))),
    };
    let said = read.checkpoint();
    if (said.size(), said.root()) != (kept.size, &kept.root) {
        wrong("What was signed is something else than its row says.".to_owned());
    }
    for line in kept.cosignatures.iter().filter_map(|line| note::lines(line.as_bytes()).ok()).flatten() {
        if let Err(error) = read.add(line) {
            return wrong(chain(&error));
        }
    }
    let trust = &desk.anchors.log;
    match audit::signatures(&read, trust.log_keys(), trust.witness_keys()) {
        Ok(signed) if signed.post_quantum => {}
        Ok(_) => wrong("It bears no post-quantum signature of the log.".to_owned()),
        Err(fault) => wrong(fault.sentence),
    }
}
