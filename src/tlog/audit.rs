//! The judgement of whoever follows a log: does it continue what was seen, does it hold what was promised, do its files make
//! the root that was signed? Pure: the caller brings checkpoints, tiles and bundles of entries, wherever they come from.
//!
//! Two signed checkpoints that cannot both be of one log are the proof of a fault; whoever finds one keeps both.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::checkpoint::{Checkpoint, SignedCheckpoint};
use super::edge::Edge;
use super::key::VerifierKey;
use super::merkle::{self, Hash};
use super::proof::Proof;
use super::tile::{Bundle, FULL, Tile};
use super::view::{self, View};
use super::{ENTRY, tile};

/// What is wrong, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// A checkpoint without a good signature of a key that is trusted, or with a forged one.
    BadSignature,
    /// Something that is not what its place says: no checkpoint, no tile, no bundle of entries, no proof.
    Malformed,
    /// An evidence whose entry is not in the log.
    MissingEntry,
    /// An entry, or a hash over some, that is not what was signed before.
    RewrittenEntry,
    /// The log shows fewer entries than it has signed before.
    Rollback,
    /// Two signed checkpoints that cannot both be of one log.
    SplitView,
    /// A key under which a decision was made, and which is not in its owner's own list.
    UnknownKey,
}

impl Name {
    /// The name as it is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadSignature => "bad-signature",
            Self::Malformed => "malformed",
            Self::MissingEntry => "missing-entry",
            Self::RewrittenEntry => "rewritten-entry",
            Self::Rollback => "rollback",
            Self::SplitView => "split-view",
            Self::UnknownKey => "unknown-key",
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A fault with its name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {sentence}")]
pub struct Fault {
    /// Its name.
    pub name: Name,
    /// What was found, as a sentence.
    pub sentence: String,
}

impl Fault {
    /// A fault of this name.
    pub fn new(name: Name, sentence: impl Into<String>) -> Self {
        Self { name, sentence: sentence.into() }
    }
}

/// Where an earlier checkpoint comes from, which decides what a contradiction is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// The same log showed it to us before.
    Seen,
    /// Somebody else got it: another source, the holder of a proof.
    Shown,
}

/// Who signed a checkpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// The log signed with an algorithm that holds against quantum computers.
    pub post_quantum: bool,
    /// The names of known witnesses who cosigned.
    pub cosigned_by: Vec<String>,
}

/// Checks every line of a known key under a checkpoint; at least one of the log's must be there.
pub fn signatures<'a>(
    note: &SignedCheckpoint,
    logs: impl IntoIterator<Item = &'a VerifierKey>,
    witnesses: impl IntoIterator<Item = &'a VerifierKey>,
) -> Result<Signatures, Fault> {
    let origin = note.checkpoint().origin();
    let forged = |error| Fault::new(Name::BadSignature, format!("{error}."));
    let (mut found, mut signed) = (Signatures::default(), false);
    for key in logs.into_iter().filter(|key| key.name() == origin) {
        if note.signed_by(key).map_err(forged)?.is_some() {
            signed = true;
            found.post_quantum |= key.kind().is_post_quantum();
        }
    }
    if !signed {
        let sentence = format!("The checkpoint of {origin} bears no signature of a key that you trust for it.");
        return Err(Fault::new(Name::BadSignature, sentence));
    }
    for key in witnesses {
        if note.signed_by(key).map_err(forged)?.is_some() && !found.cosigned_by.iter().any(|name| name == key.name()) {
            found.cosigned_by.push(key.name().to_owned());
        }
    }
    Ok(found)
}

/// The tiles that [`continues`] needs.
pub fn tiles_of_continuing(old: u64, new: u64) -> BTreeSet<Tile> {
    let mut tiles = view::tiles_of_root(new);
    tiles.extend(view::tiles_of_consistency(old, new).unwrap_or_default());
    tiles
}

/// Whether the log under `new` continues the one under `old`. `view` holds [`tiles_of_continuing`] of both sizes.
///
/// # Errors
/// `Rollback` where the new one is smaller; else a contradiction, or tiles that do not make the new root.
pub fn continues(old: &Checkpoint, new: &Checkpoint, view: &View, earlier: Earlier) -> Result<(), Fault> {
    if new.size() < old.size() {
        let sentence = format!(
            "It shows {} entries and has signed a checkpoint of {} before. Keep both checkpoints.",
            new.size(),
            old.size()
        );
        return Err(Fault::new(Name::Rollback, sentence));
    }
    let path = view.consistency(old.size(), new.size()).map_err(|error| unmade(&error))?;
    // Whether it is the tiles that are wrong, the proof alone does not always tell.
    if old.size() < new.size() && view.root(new.size()).map_err(|error| unmade(&error))? != *new.root() {
        let sentence = format!("Its tiles do not make the root that was signed for {} entries.", new.size());
        return Err(Fault::new(Name::RewrittenEntry, sentence));
    }
    let held = merkle::check_consistency((old.size(), old.root()), (new.size(), new.root()), &path);
    held.map_err(|_| contradiction(old.size(), new.size(), earlier))
}

fn contradiction(old: u64, new: u64, earlier: Earlier) -> Fault {
    if old == new {
        let sentence =
            format!("Two roots are signed for {new} entries. Keep both checkpoints: together they prove it.");
        return Fault::new(Name::SplitView, sentence);
    }
    let both = format!(
        "The signed log of {new} entries does not continue the signed log of {old}. Keep both checkpoints: together they \
         prove it"
    );
    match earlier {
        Earlier::Seen => {
            let sentence =
                format!("{both}. One of the first {old} entries was rewritten, or the log has two histories.");
            Fault::new(Name::RewrittenEntry, sentence)
        }
        Earlier::Shown => Fault::new(Name::SplitView, format!("{both}.")),
    }
}

/// Tiles that were added and do not make what is asked: the caller's lists are wrong, or somebody's octets.
fn unmade(error: &view::Error) -> Fault {
    Fault::new(Name::Malformed, format!("{error}."))
}

/// The tiles that [`holds`] needs.
pub fn tiles_of_entry(proof: &Proof, log: &Checkpoint) -> Result<Vec<Tile>, Fault> {
    let size = proof.checkpoint.checkpoint().size();
    if size > log.size() {
        let sentence = format!(
            "It shows {} entries, and the proof's checkpoint, which it signed before, has {size}. Keep both.",
            log.size()
        );
        return Err(Fault::new(Name::Rollback, sentence));
    }
    let wrong = |error: merkle::Error| Fault::new(Name::Malformed, format!("The proof is none: {error}."));
    let mut tiles = view::tiles_of_inclusion(proof.index, log.size()).map_err(wrong)?;
    tiles.extend(tiles_of_continuing(size, log.size()));
    Ok(tiles.into_iter().collect())
}

/// Whether the log under this checkpoint holds an entry where the proof says, and continues the log of the proof. The proof's
/// signatures are the caller's to check.
pub fn holds(entry: &[u8; ENTRY], proof: &Proof, log: &Checkpoint, view: &View) -> Result<(), Fault> {
    proof.check(entry).map_err(|error| Fault::new(Name::Malformed, format!("Its proof does not hold: {error}.")))?;
    let (index, size) = (proof.index, log.size());
    let (leaf, path) = (
        view.leaf(index, size).map_err(|error| unmade(&error))?,
        view.inclusion(index, size).map_err(|error| unmade(&error))?,
    );
    if merkle::check_inclusion(index, size, log.root(), &leaf, &path).is_err() {
        let sentence =
            format!("Its tiles around entry {index} do not make the root that was signed for {size} entries.");
        return Err(Fault::new(Name::RewrittenEntry, sentence));
    }
    if leaf != merkle::leaf(entry) {
        let sentence = format!(
            "Entry {index} is another than the one that the log has signed a proof for. Keep the proof and the checkpoint."
        );
        return Err(Fault::new(Name::RewrittenEntry, sentence));
    }
    continues(proof.checkpoint.checkpoint(), log, view, Earlier::Shown)
}

/// A walk along the entries of a log, bundle by bundle: tiles and roots are computed from the entries alone. Of the log only
/// its right edge is held.
#[derive(Debug)]
pub struct Walk {
    edge: Edge,
    /// A size that is passed on the way, and the root there.
    seen: Option<(u64, Hash)>,
    to: (u64, Hash),
    /// Entries that are looked for, and where they were found.
    wanted: BTreeMap<[u8; ENTRY], Option<u64>>,
}

impl Walk {
    /// Where a walk from this checkpoint on begins: at the first entry of its last bundle.
    pub fn start(seen: Option<&Checkpoint>) -> u64 {
        let size = seen.map_or(0, Checkpoint::size);
        size - size % u64::from(FULL)
    }

    /// A walk from `start` to the log's end. `read` gives the partial tiles of the tree of `start` entries; whether they are
    /// right shows when the size seen before is passed.
    ///
    /// # Errors
    /// What `read` says, and `E` of a tile's error where the octets are not that tile.
    pub fn begin<E: From<tile::Error>>(
        start: u64,
        seen: Option<&Checkpoint>,
        log: &Checkpoint,
        wanted: impl IntoIterator<Item = [u8; ENTRY]>,
        read: impl FnMut(Tile) -> Result<Vec<u8>, E>,
    ) -> Result<Self, E> {
        let seen = seen.map(|seen| (seen.size(), *seen.root())).filter(|(size, _)| *size > 0);
        let wanted = wanted.into_iter().map(|entry| (entry, None)).collect();
        Ok(Self { edge: Edge::load(start, read)?, seen, to: (log.size(), *log.root()), wanted })
    }

    /// The bundle that comes next; `None` at the end.
    pub fn next(&self) -> Option<Bundle> {
        let at = self.edge.size();
        (at < self.to.0).then(|| Bundle::in_tree(at / u64::from(FULL), self.to.0)).flatten()
    }

    /// Takes the next bundle's octets, and gives the tiles that the entries make: those that became full, and at the end
    /// the partial ones. The log must serve these very octets.
    pub fn take(&mut self, octets: &[u8]) -> Result<Vec<(Tile, Vec<u8>)>, Fault> {
        let Some(bundle) = self.next() else { return Ok(Vec::new()) };
        let malformed = |what: String| Fault::new(Name::Malformed, what);
        let entries = bundle.decode(octets).map_err(|error| malformed(format!("{error}.")))?;
        let first = self.edge.size();
        let mut leaves = Vec::with_capacity(entries.len());
        for (entry, index) in entries.into_iter().zip(first..) {
            let entry: &[u8; ENTRY] = entry
                .try_into()
                .map_err(|_| malformed(format!("Entry {index} has {} octets instead of {ENTRY}.", entry.len())))?;
            if let Some(place @ None) = self.wanted.get_mut(entry) {
                *place = Some(index);
            }
            leaves.push(merkle::leaf(entry));
        }
        let mut made = Vec::new();
        if let Some((size, root)) = self.seen.filter(|(size, _)| (first..=first + leaves.len() as u64).contains(size)) {
            let behind = leaves.split_off(usize::try_from(size - first).unwrap_or(usize::MAX).min(leaves.len()));
            made = self.edge.append(leaves);
            made.retain(|(tile, _)| tile.is_full());
            if self.edge.root() != root {
                let sentence =
                    format!("Its first {size} entries do not make the root that was signed for them before.");
                return Err(Fault::new(Name::RewrittenEntry, sentence));
            }
            (self.seen, leaves) = (None, behind);
        }
        made.extend(self.edge.append(leaves));
        made.retain(|(tile, _)| tile.is_full() || self.edge.size() == self.to.0);
        Ok(made)
    }

    /// Where the wanted entries are; `None` for what was not met on the way.
    ///
    /// # Errors
    /// The entries do not make the root that was signed.
    pub fn finish(self) -> Result<BTreeMap<[u8; ENTRY], Option<u64>>, Fault> {
        let (size, root) = self.to;
        if (self.edge.size(), self.edge.root()) != (size, root) {
            let sentence = format!("Its entries do not make the root that was signed for {size} entries.");
            return Err(Fault::new(Name::RewrittenEntry, sentence));
        }
        Ok(self.wanted)
    }
}
