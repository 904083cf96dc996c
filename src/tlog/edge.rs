//! Appending. Of a tree only its right edge is needed: the partial tile of each level, at most 255 hashes for each of
//! eight levels, however long the log is.

use super::merkle::{self, Hash};
use super::tile::{self, FULL, Tile};

/// The right edge of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// The hashes of the partial tile of each level, from level 0 up; fewer than 256 each.
    levels: Vec<Vec<Hash>>,
}

impl Edge {
    /// The tree without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// The edge of a tree of `size` entries from its stored partial tiles; `read` gives the octets of each.
    ///
    /// # Errors
    /// What `read` says, and [`tile::Error`] where the octets are not that tile. Whether they are the right ones shows
    /// [`Edge::root`], compared with the checkpoint.
    pub fn load<E: From<tile::Error>>(size: u64, mut read: impl FnMut(Tile) -> Result<Vec<u8>, E>) -> Result<Self, E> {
        let mut levels = Vec::new();
        for tile in tile::partial_tiles(size) {
            levels.resize(usize::from(tile.level()), Vec::new());
            levels.push(tile.decode(&read(tile)?)?);
        }
        Ok(Self { size, levels })
    }

    /// Entries in the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends leaves and tells which tiles have to be written before a checkpoint may name the size: each tile that
    /// became full, then the partial tile of each level. The same tiles make every proof that the appended entries need.
    pub fn append(&mut self, leaves: impl IntoIterator<Item = Hash>) -> Vec<(Tile, Vec<u8>)> {
        let mut written = Vec::new();
        for leaf in leaves {
            self.push(leaf, &mut written);
        }
        for tile in tile::partial_tiles(self.size) {
            if let Some(hashes) = self.levels.get(usize::from(tile.level())) {
                written.push((tile, tile::encode(hashes)));
            }
        }
        written
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let mut right = None;
        for hashes in &self.levels {
            right = fold(hashes, right);
        }
        right.unwrap_or_else(merkle::empty_root)
    }

    fn push(&mut self, leaf: Hash, full: &mut Vec<(Tile, Vec<u8>)>) {
        let mut carried = Some(leaf);
        let mut level = 0;
        while let Some(hash) = carried.take() {
            let index = self.size.checked_shr(u32::try_from(level).unwrap_or(u32::MAX) * 8 + 8).unwrap_or(0);
            if self.levels.len() <= level {
                self.levels.push(Vec::new());
            }
            let Some(hashes) = self.levels.get_mut(level) else { break };
            hashes.push(hash);
            if hashes.len() < usize::from(FULL) {
                break;
            }
            let hashes = std::mem::take(hashes);
            if let Ok(tile) = Tile::new(u8::try_from(level).unwrap_or(u8::MAX), index, FULL) {
                full.push((tile, tile::encode(&hashes)));
            }
            carried = fold(&hashes, None);
            level += 1;
        }
        self.size += 1;
    }
}

/// The hash of these subtrees of equal size, followed by what stands to their right.
fn fold(hashes: &[Hash], right: Option<Hash>) -> Option<Hash> {
    let (mut rest, mut right) = (hashes, right);
    // The smallest complete subtree stands rightmost: its size is the lowest bit of their number.
    while !rest.is_empty() {
        let smallest = 1 << rest.len().trailing_zeros();
        let (before, last) = rest.split_at(rest.len() - smallest);
        let left = complete(last)?;
        right = Some(right.map_or(left, |right| merkle::node(&left, &right)));
        rest = before;
    }
    right
}

/// The hash over a power of two of subtrees.
fn complete(hashes: &[Hash]) -> Option<Hash> {
    let mut level = hashes.to_vec();
    while level.len() > 1 {
        let pair = |pair: &[Hash]| if let [left, right] = pair { Some(merkle::node(left, right)) } else { None };
        level = level.chunks_exact(2).filter_map(pair).collect();
    }
    level.pop()
}
