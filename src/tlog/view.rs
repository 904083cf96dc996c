//! Making proofs out of the tiles that they need. The caller asks which tiles a proof needs, fetches those by whatever
//! means it has, adds them, and gets the proof: a log of any length needs two tiles for each level, so memory stays the
//! same. What comes out is right as far as the tiles are; checking it against a signed root shows that.

use std::collections::{BTreeMap, BTreeSet};

use super::merkle::{self, Hash};
use super::tile::{self, Tile};

/// A proof that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No tree can answer.
    #[error(transparent)]
    Question(#[from] merkle::Error),
    /// Octets that are not the tile they are said to be.
    #[error(transparent)]
    Tile(#[from] tile::Error),
    /// A tile was not added.
    #[error("{0} is needed and not at hand")]
    Missing(Tile),
    /// The proof was made and does not hold.
    #[error("the tiles at hand do not prove the entry")]
    Unproven(#[source] merkle::Error),
}

/// The tiles at hand.
#[derive(Clone, Debug, Default)]
pub struct View {
    tiles: BTreeMap<(u8, u64), Subtrees>,
}

impl View {
    /// Nothing at hand.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a tile. A wider one of the same place serves too, as after the log has grown.
    pub fn add(&mut self, tile: Tile, octets: &[u8]) -> Result<(), Error> {
        let hashes = tile.decode(octets)?;
        let place = (tile.level(), tile.index());
        if self.tiles.get(&place).is_none_or(|known| known.width() < hashes.len()) {
            self.tiles.insert(place, Subtrees::of(hashes));
        }
        Ok(())
    }

    /// The root of the tree of the first `size` entries.
    pub fn root(&self, size: u64) -> Result<Hash, Error> {
        if size == 0 { Ok(merkle::empty_root()) } else { self.range(Range { from: 0, to: size }, size) }
    }

    /// The hash of the leaf of an entry.
    pub fn leaf(&self, index: u64, size: u64) -> Result<Hash, Error> {
        if index >= size {
            return Err(merkle::Error::OutsideTree { index, size }.into());
        }
        self.node(Node { height: 0, index }, size)
    }

    /// The proof that an entry is in the tree of the first `size` entries [RFC 6962 §2.1.1].
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, Error> {
        inclusion_ranges(index, size)?.into_iter().map(|range| self.range(range, size)).collect()
    }

    /// The proof that the tree of the first `new` entries continues that of the first `old` [RFC 6962 §2.1.2].
    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, Error> {
        consistency_ranges(old, new)?.into_iter().map(|range| self.range(range, new)).collect()
    }

    fn range(&self, range: Range, size: u64) -> Result<Hash, Error> {
        let mut whole = None;
        for node in range.nodes().into_iter().rev() {
            let left = self.node(node, size)?;
            whole = Some(whole.map_or(left, |right| merkle::node(&left, &right)));
        }
        whole.ok_or_else(|| merkle::Error::OutsideTree { index: range.from, size }.into())
    }

    fn node(&self, node: Node, size: u64) -> Result<Hash, Error> {
        let found = self.tiles.get(&(node.level(), node.tile())).and_then(|tile| tile.at(node));
        found.ok_or_else(|| match node.tile_in(size) {
            Some(tile) => Error::Missing(tile),
            None => merkle::Error::OutsideTree { index: node.index, size }.into(),
        })
    }
}

/// Inclusion proofs of many entries under one root, each checked. What the entries of a full tile have in common is made and
/// checked once, as long as they come one after the other.
pub struct Inclusions<'a> {
    view: &'a View,
    size: u64,
    root: &'a Hash,
    /// A full tile that was shown to be under the root, and the end of its entries' proofs, from the tile's own root on.
    shown: Option<(u64, Vec<Hash>)>,
}

impl<'a> Inclusions<'a> {
    /// Those of the tree of the first `size` entries, which has this root.
    pub fn new(view: &'a View, size: u64, root: &'a Hash) -> Self {
        Self { view, size, root, shown: None }
    }

    /// The proof that the entry with this leaf is at the index.
    ///
    /// # Errors
    /// `Unproven` where it is not, or the root is another; else what keeps a proof from being made.
    pub fn of(&mut self, index: u64, leaf: &Hash) -> Result<Vec<Hash>, Error> {
        let number = index / u64::from(tile::FULL);
        let tile = self.view.tiles.get(&(0, number)).filter(|tile| tile.width() == usize::from(tile::FULL));
        if let (Some(tile), Some((_, above))) = (tile, self.shown.as_ref().filter(|(shown, _)| *shown == number))
            && let Some(within) = tile.way(index, leaf)
        {
            return Ok([within.as_slice(), above].concat());
        }
        let path = self.view.inclusion(index, self.size)?;
        merkle::check_inclusion(index, self.size, self.root, leaf, &path).map_err(Error::Unproven)?;
        let full = tile.is_some() && self.size / u64::from(tile::FULL) > number;
        self.shown = path.get(Subtrees::LEVELS..).filter(|_| full).map(|above| (number, above.to_vec()));
        Ok(path)
    }
}

/// The complete subtrees of which an inclusion proof tells the hash: the leaf, those on its way, those beside it. Each is
/// the same in every tree of one log that is large enough, so two proofs of one log must agree where they meet.
///
/// # Errors
/// The proof is not of the length that index and size need.
pub fn subtrees(index: u64, size: u64, leaf: &Hash, proof: &[Hash]) -> Result<Vec<(Subtree, Hash)>, merkle::Error> {
    let ranges = inclusion_ranges(index, size)?;
    if ranges.len() != proof.len() {
        return Err(merkle::Error::Length(proof.len()));
    }
    let (mut way, mut hash) = (Range { from: index, to: index + 1 }, *leaf);
    let mut told = vec![(way, hash)];
    for (beside, sibling) in ranges.into_iter().zip(proof) {
        told.push((beside, *sibling));
        (way, hash) = if beside.from < way.from {
            (Range { from: beside.from, to: way.to }, merkle::node(sibling, &hash))
        } else {
            (Range { from: way.from, to: beside.to }, merkle::node(&hash, sibling))
        };
        told.push((way, hash));
    }
    let complete = |(range, hash): (Range, Hash)| Some((range.subtree()?, hash));
    Ok(told.into_iter().filter_map(complete).collect())
}

/// A complete subtree by its first entry and its number of entries, a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subtree {
    /// Its first entry.
    pub first: u64,
    /// Its number of entries.
    pub entries: u64,
}

/// The tiles that the root of a tree of this size needs.
pub fn tiles_of_root(size: u64) -> BTreeSet<Tile> {
    tiles(&[Range { from: 0, to: size }], size)
}

/// The tiles that an inclusion proof and the entry's leaf need.
pub fn tiles_of_inclusion(index: u64, size: u64) -> Result<BTreeSet<Tile>, merkle::Error> {
    let mut found = tiles(&inclusion_ranges(index, size)?, size);
    found.extend(Tile::in_tree(0, index / u64::from(tile::FULL), size));
    Ok(found)
}

/// The tiles that a consistency proof needs.
pub fn tiles_of_consistency(old: u64, new: u64) -> Result<BTreeSet<Tile>, merkle::Error> {
    Ok(tiles(&consistency_ranges(old, new)?, new))
}

fn tiles(ranges: &[Range], size: u64) -> BTreeSet<Tile> {
    ranges.iter().flat_map(Range::nodes).filter_map(|node| node.tile_in(size)).collect()
}

/// The entries from one to before another: a subtree of the cutting.
#[derive(Clone, Copy)]
struct Range {
    from: u64,
    to: u64,
}

impl Range {
    fn subtree(self) -> Option<Subtree> {
        let entries = self.to - self.from;
        entries.is_power_of_two().then_some(Subtree { first: self.from, entries })
    }

    /// Its complete subtrees, from left to right. `from` is a multiple of the first one's size.
    fn nodes(&self) -> Vec<Node> {
        let (mut from, mut nodes) = (self.from, Vec::new());
        while let Some(height) = (self.to - from).checked_ilog2() {
            nodes.push(Node { height, index: from >> height });
            from += 1 << height;
        }
        nodes
    }
}

/// A complete subtree: the entries from `index << height` to before `(index + 1) << height`.
#[derive(Clone, Copy)]
struct Node {
    height: u32,
    index: u64,
}

impl Node {
    /// The level of the tile that holds or makes it.
    fn level(&self) -> u8 {
        u8::try_from(self.height / 8).unwrap_or(u8::MAX)
    }

    /// The index of that tile.
    fn tile(&self) -> u64 {
        self.index >> (8 - self.height % 8)
    }

    fn tile_in(&self, size: u64) -> Option<Tile> {
        Tile::in_tree(self.level(), self.tile(), size)
    }
}

/// A tile with the subtrees above its hashes: at 0 the hashes, at n the subtrees of 2ⁿ of them.
#[derive(Clone, Debug)]
struct Subtrees(Vec<Vec<Hash>>);

impl Subtrees {
    /// Below the root of a full tile.
    const LEVELS: usize = 8;

    fn of(hashes: Vec<Hash>) -> Self {
        let mut levels = vec![hashes];
        while levels.len() < Self::LEVELS {
            let below = levels.last().map(Vec::as_slice).unwrap_or_default();
            let pair = |pair: &[Hash]| if let [left, right] = pair { Some(merkle::node(left, right)) } else { None };
            levels.push(below.chunks_exact(2).filter_map(pair).collect());
        }
        Self(levels)
    }

    fn width(&self) -> usize {
        self.0.first().map_or(0, Vec::len)
    }

    /// What is beside the way from a leaf to the root of a full tile; `None` where it has another leaf there.
    fn way(&self, index: u64, leaf: &Hash) -> Option<Vec<Hash>> {
        self.at(Node { height: 0, index }).filter(|at| at == leaf)?;
        let heights = (0..).take(self.0.len());
        heights.map(|height| self.at(Node { height, index: (index >> height) ^ 1 })).collect()
    }

    fn at(&self, node: Node) -> Option<Hash> {
        let height = node.height % 8;
        let within = node.index & ((1 << (8 - height)) - 1);
        self.0.get(usize::try_from(height).ok()?)?.get(usize::try_from(within).ok()?).copied()
    }
}

/// The subtrees beside the way from a leaf to the root, from the leaf on.
fn inclusion_ranges(index: u64, size: u64) -> Result<Vec<Range>, merkle::Error> {
    if index >= size {
        return Err(merkle::Error::OutsideTree { index, size });
    }
    let (mut from, mut to, mut beside) = (0, size, Vec::new());
    while let Some(cut) = cut(from, to) {
        if index < cut {
            beside.push(Range { from: cut, to });
            to = cut;
        } else {
            beside.push(Range { from, to: cut });
            from = cut;
        }
    }
    beside.reverse();
    Ok(beside)
}

/// The subtrees of SUBPROOF [RFC 6962 §2.1.2], deepest first.
fn consistency_ranges(old: u64, new: u64) -> Result<Vec<Range>, merkle::Error> {
    if old > new {
        return Err(merkle::Error::Smaller { old, new });
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let (mut from, mut to, mut ranges) = (0, new, Vec::new());
    while let Some(cut) = cut(from, to).filter(|_| old != to) {
        if old <= cut {
            ranges.push(Range { from: cut, to });
            to = cut;
        } else {
            ranges.push(Range { from, to: cut });
            from = cut;
        }
    }
    // The old tree itself, where it is one complete subtree from the first entry on, is known to whoever checks.
    if from > 0 {
        ranges.push(Range { from, to });
    }
    ranges.reverse();
    Ok(ranges)
}

/// Where a tree of two or more entries is cut: behind the largest power of two that leaves something.
fn cut(from: u64, to: u64) -> Option<u64> {
    let entries = to.checked_sub(from).filter(|entries| *entries > 1)?;
    Some(from + (1 << (entries - 1).ilog2()))
}
