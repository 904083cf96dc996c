//! Following logs of many sizes from many states: what is sound holds, and each single change is found and named.

use std::collections::BTreeMap;

use super::super::audit::{Earlier, Fault, Name, Walk, continues, tiles_of_continuing};
use super::super::checkpoint::Checkpoint;
use super::super::edge::Edge;
use super::super::merkle::{Hash, leaf};
use super::super::tile::{self, Bundle, Tile, encode_entries, partial_tiles};
use super::super::view::View;
use crate::crypto::sha256;

/// A log as it is served: all its tiles, and its entries.
struct Log {
    entries: Vec<[u8; 32]>,
    tiles: BTreeMap<Tile, Vec<u8>>,
    edge: Edge,
}

impl Log {
    fn of(entries: Vec<[u8; 32]>) -> Self {
        let mut edge = Edge::new();
        let tiles = edge.append(entries.iter().map(|entry| leaf(entry))).into_iter().collect();
        Self { entries, tiles, edge }
    }

    fn with(size: u64) -> Self {
        Self::of((0..size).map(|index| sha256(&index.to_be_bytes())).collect())
    }

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint::new("log.example", self.edge.size(), self.edge.root()).unwrap()
    }

    /// The tile as it was, out of what it has become.
    fn tile(&self, tile: Tile) -> Vec<u8> {
        let grown = Tile::in_tree(tile.level(), tile.index(), self.edge.size()).unwrap();
        let mut octets = self.tiles.get(&grown).unwrap().clone();
        octets.truncate(usize::from(tile.width()) * 32);
        octets
    }

    fn bundle(&self, bundle: Bundle) -> Vec<u8> {
        let from = usize::try_from(bundle.index()).unwrap() * 256;
        let entries = &self.entries[from..from + usize::from(bundle.width())];
        encode_entries(entries.iter().map(<[u8; 32]>::as_slice)).unwrap()
    }

    fn continues(&self, old: &Checkpoint, earlier: Earlier) -> Result<(), Fault> {
        let new = self.checkpoint();
        let mut view = View::new();
        for tile in tiles_of_continuing(old.size(), new.size()) {
            view.add(tile, &self.tile(tile)).unwrap();
        }
        continues(old, &new, &view, earlier)
    }

    /// Walks from this state to the end; the tiles that were made.
    fn walk(&self, seen: Option<&Checkpoint>, start: u64) -> Result<BTreeMap<Tile, Vec<u8>>, Fault> {
        let read = |tile| Ok::<_, tile::Error>(self.tile(tile));
        let mut walk = Walk::begin(start, seen, &self.checkpoint(), [], read).unwrap();
        let mut made = BTreeMap::new();
        while let Some(bundle) = walk.next() {
            made.extend(walk.take(&self.bundle(bundle))?);
        }
        walk.finish().map(|_| made)
    }
}

const SIZES: [u64; 12] = [0, 1, 2, 255, 256, 257, 511, 512, 513, 600, 65_536, 65_793];

#[test]
fn a_log_that_only_grew_is_sound_from_every_state_and_its_entries_make_its_tiles() {
    for new in SIZES {
        let log = Log::with(new);
        assert_eq!(log.walk(None, 0).unwrap(), log.tiles, "{new}");
        for old in SIZES.into_iter().filter(|old| *old <= new && (new < 1000 || [0, 257, 65_536].contains(old))) {
            let seen = Log::with(old).checkpoint();
            log.continues(&seen, Earlier::Seen).unwrap();
            let start = Walk::start(Some(&seen));
            assert!(start.is_multiple_of(256) && old - start < 256);
            let made = log.walk(Some(&seen), start).unwrap();
            let expected = log.tiles.iter().filter(|(tile, _)| tile.level() > 0 || tile.index() >= start / 256);
            let level_0 = made.iter().filter(|(tile, _)| tile.level() == 0).count();
            assert_eq!(level_0, expected.filter(|(tile, _)| tile.level() == 0).count(), "{old} {new}");
            assert!(made.iter().all(|(tile, octets)| log.tiles.get(tile) == Some(octets)), "{old} {new}");
            assert!(partial_tiles(new).iter().all(|tile| start == new || made.contains_key(tile)), "{old} {new}");
            assert_eq!(log.walk(Some(&seen), 0).unwrap(), log.tiles, "{old} {new}");
        }
    }
}

#[test]
fn one_entry_rewritten_anywhere_is_found_from_every_state_and_on_every_walk() {
    let honest = Log::with(600);
    for rewritten in [0, 1, 255, 256, 300, 511, 512, 599] {
        let mut entries = honest.entries.clone();
        entries[rewritten] = [7; 32];
        let forged = Log::of(entries);
        // The root that was signed is the honest one: the entries do not make it.
        let served = Log { entries: forged.entries.clone(), tiles: honest.tiles.clone(), edge: honest.edge.clone() };
        assert_eq!(served.walk(None, 0).unwrap_err().name, Name::RewrittenEntry, "{rewritten}");
        // Or another root was signed: it does not continue what was seen.
        for old in [513, 600_u64].into_iter().chain((rewritten < 256).then_some(256)) {
            let seen = Log::with(old).checkpoint();
            if (rewritten as u64) >= old {
                forged.continues(&seen, Earlier::Seen).unwrap();
                continue;
            }
            let name = if old == 600 { Name::SplitView } else { Name::RewrittenEntry };
            assert_eq!(forged.continues(&seen, Earlier::Seen).unwrap_err().name, name, "{rewritten} {old}");
            assert_eq!(forged.continues(&seen, Earlier::Shown).unwrap_err().name, Name::SplitView);
            assert_eq!(forged.walk(Some(&seen), 0).unwrap_err().name, Name::RewrittenEntry);
        }
    }
}

#[test]
fn tiles_that_do_not_make_the_root_and_a_log_that_shrank_are_named() {
    let log = Log::with(600);
    let seen = Log::with(700).checkpoint();
    assert_eq!(log.continues(&seen, Earlier::Seen).unwrap_err().name, Name::Rollback);
    let seen = Log::with(300).checkpoint();
    let mut torn = Log::with(600);
    torn.tiles.get_mut(&Tile::new(0, 2, 88).unwrap()).unwrap()[5] ^= 1;
    assert_eq!(torn.continues(&seen, Earlier::Seen).unwrap_err().name, Name::RewrittenEntry);
    let unsigned = Checkpoint::new("log.example", 600, Hash([1; 32])).unwrap();
    assert_eq!(log.continues(&unsigned, Earlier::Shown).unwrap_err().name, Name::SplitView);
}

#[test]
fn what_is_no_bundle_of_our_entries_is_malformed() {
    let log = Log::with(3);
    let begin = || {
        let read = |_| Err(tile::Error::NoTile);
        Walk::begin(0, None, &log.checkpoint(), [log.entries[1], [9; 32]], read).unwrap()
    };
    let good = log.bundle(Bundle::new(0, 3).unwrap());
    let other = encode_entries([b"one".as_slice(), b"two", b"three"]).unwrap();
    for wrong in [&good[..50], &[], &other, &[good.as_slice(), &good].concat()] {
        assert_eq!(begin().take(wrong).unwrap_err().name, Name::Malformed);
    }
    let mut walk = begin();
    walk.take(&good).unwrap();
    assert_eq!(walk.take(&good).unwrap(), [], "nothing comes behind the end");
    let found = walk.finish().unwrap();
    assert_eq!((found[&log.entries[1]], found[&[9; 32]]), (Some(1), None));
}
