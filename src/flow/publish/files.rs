//! The files of a log that grows: its tree's right edge, and the entries of its last, partial bundle.

use std::collections::BTreeSet;

use crate::flow::{Fault, Service};
use crate::store::KeptCheckpoint;
use crate::tlog::checkpoint::{self, SignedCheckpoint};
use crate::tlog::edge::Edge;
use crate::tlog::tile::{self, Bundle, FULL, Resource, Tile};
use crate::tlog::{ENTRY, Hash, merkle, note};

/// A tree whose files are written.
pub(super) struct Tree {
    edge: Edge,
    /// The entries of the bundle that is not full.
    tail: Vec<[u8; ENTRY]>,
}

impl Tree {
    /// The empty one.
    pub(super) fn new() -> Self {
        Self { edge: Edge::new(), tail: Vec::new() }
    }

    /// The tree of so many entries from its files; `None` where they are not all there. Whether it is the right one, its root
    /// shows.
    pub(super) async fn load(service: &Service, size: u64) -> Result<Option<Self>, Fault> {
        let mut octets = Vec::new();
        for tile in tile::partial_tiles(size) {
            let Some(read) = service.store.log_file(Resource::Tile(tile)).await? else { return Ok(None) };
            octets.push((tile, read));
        }
        let find = |tile: Tile| {
            let found = octets.iter().find(|(place, _)| *place == tile).map(|(_, octets)| octets.clone());
            found.ok_or(tile::Error::NoTile)
        };
        let Ok(edge) = Edge::load(size, find) else { return Ok(None) };
        let from = size - size % u64::from(FULL);
        Ok(Some(Self { edge, tail: service.store.log_entries(from, size).await? }))
    }

    /// Entries in it.
    pub(super) fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Its root.
    pub(super) fn root(&self) -> Hash {
        self.edge.root()
    }

    /// Whether it is the tree under this checkpoint.
    pub(super) fn fits(&self, last: Option<&KeptCheckpoint>) -> bool {
        let (size, root) = last.map_or_else(|| (0, merkle::empty_root()), |last| (last.size, last.root));
        self.size() == size && self.root() == root
    }

    /// Appends entries, and gives the files that a checkpoint of the grown tree needs.
    pub(super) fn append(&mut self, entries: Vec<[u8; ENTRY]>) -> Result<Vec<(Resource, Vec<u8>)>, tile::Error> {
        let mut number = self.size() / u64::from(FULL);
        let leaves: Vec<Hash> = entries.iter().map(|entry| merkle::leaf(entry)).collect();
        let tiles = self.edge.append(leaves);
        let mut files: Vec<_> = tiles.into_iter().map(|(tile, octets)| (Resource::Tile(tile), octets)).collect();
        self.tail.extend(entries);
        while !self.tail.is_empty() {
            let width = self.tail.len().min(usize::from(FULL));
            let bundle = Bundle::new(number, u16::try_from(width).unwrap_or(FULL))?;
            let octets = tile::encode_entries(self.tail.iter().take(width).map(<[u8; ENTRY]>::as_slice))?;
            files.push((Resource::Entries(bundle), octets));
            if width < usize::from(FULL) {
                break;
            }
            self.tail.drain(..width);
            number += 1;
        }
        Ok(files)
    }
}

/// The note as it is served: with what witnesses signed.
pub(in crate::flow) fn with_cosignatures(kept: &KeptCheckpoint) -> Result<Vec<u8>, checkpoint::Error> {
    if kept.cosignatures.is_empty() {
        return Ok(kept.note.clone());
    }
    let mut signed = SignedCheckpoint::read(&kept.note)?;
    for line in &kept.cosignatures {
        for line in note::lines(line.as_bytes())? {
            signed.add(line)?;
        }
    }
    Ok(signed.to_string().into_bytes())
}

/// The files of a tree of `new` entries that were not there at `old`.
pub(super) fn made_since(old: u64, new: u64) -> Vec<Resource> {
    let mut made = full_since(old, new);
    made.extend(tile::partial_tiles(new).into_iter().map(Resource::Tile));
    let tail =
        u16::try_from(new % u64::from(FULL)).ok().and_then(|width| Bundle::new(new / u64::from(FULL), width).ok());
    made.extend(tail.map(Resource::Entries));
    made
}

/// The tiles and bundles that became full between two sizes, each level's from the one that was partial on.
pub(super) fn full_since(old: u64, new: u64) -> Vec<Resource> {
    let mut full = BTreeSet::new();
    for level in 0..=7_u8 {
        let (from, to) = (shifted(old, level + 1), shifted(new, level + 1));
        for index in from..to {
            full.extend(Tile::new(level, index, FULL).map(Resource::Tile));
            if level == 0 {
                full.extend(Bundle::new(index, FULL).map(Resource::Entries));
            }
        }
    }
    full.into_iter().collect()
}

/// The hashes of a level.
fn shifted(size: u64, level: u8) -> u64 {
    size.checked_shr(u32::from(level) * 8).unwrap_or(0)
}
