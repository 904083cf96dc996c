//! Roots and proofs against `ct-merkle`; edges and views against the whole tree.

use std::collections::BTreeMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;

use crate::crypto::sha256;
use crate::tlog::edge::Edge;
use crate::tlog::merkle::{self, Error, Hash, check_consistency, check_inclusion};
use crate::tlog::tile::{self, Bundle, Tile};
use crate::tlog::view::{self, Inclusions, View, tiles_of_consistency, tiles_of_inclusion, tiles_of_root};

type Oracle = MemoryBackedTree<sha2::Sha256, [u8; 32]>;

/// Numbers that are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 += 1;
        let digest = sha256(&self.0.to_be_bytes());
        u64::from_be_bytes(digest[..8].try_into().unwrap()) % limit
    }
}

fn entry(seed: u64, index: u64) -> [u8; 32] {
    sha256(&[seed.to_be_bytes(), index.to_be_bytes()].concat())
}

/// A log as a publisher keeps it: the edge in memory, each tile ever written in a store.
struct Log {
    seed: u64,
    oracle: Oracle,
    edge: Edge,
    store: BTreeMap<Tile, Vec<u8>>,
}

impl Log {
    fn new(seed: u64) -> Self {
        Self { seed, oracle: Oracle::new(), edge: Edge::new(), store: BTreeMap::new() }
    }

    fn append(&mut self, count: u64) -> Vec<(Tile, Vec<u8>)> {
        let size = self.edge.size();
        let entries: Vec<[u8; 32]> = (size..size + count).map(|index| entry(self.seed, index)).collect();
        for entry in &entries {
            self.oracle.push(*entry);
        }
        let written = self.edge.append(entries.iter().map(|entry| merkle::leaf(entry)));
        self.store.extend(written.clone());
        written
    }

    fn size(&self) -> u64 {
        self.edge.size()
    }

    fn root(&self) -> Hash {
        Hash((*self.oracle.root().as_bytes()).into())
    }

    fn view(&self, tiles: impl IntoIterator<Item = Tile>) -> View {
        let mut view = View::new();
        for tile in tiles {
            view.add(tile, &self.store[&tile]).unwrap();
        }
        view
    }

    fn agrees_on_inclusion(&self, index: u64) {
        let size = self.size();
        let view = self.view(tiles_of_inclusion(index, size).unwrap());
        let proof = view.inclusion(index, size).unwrap();
        let expected = self.oracle.prove_inclusion(usize::try_from(index).unwrap());
        assert_eq!(tile::encode(&proof), expected.as_bytes(), "entry {index} of {size}");
        let leaf = merkle::leaf(&entry(self.seed, index));
        assert_eq!(view.leaf(index, size), Ok(leaf));
        assert_eq!(check_inclusion(index, size, &self.root(), &leaf, &proof), Ok(()));
        if size > 1 {
            let other = (index + 1) % size;
            assert!(check_inclusion(other, size, &self.root(), &leaf, &proof).is_err(), "{other} instead of {index}");
        }
    }

    fn agrees_on_consistency(&self, old: u64, old_root: &Hash) {
        let new = self.size();
        let proof = self.view(tiles_of_consistency(old, new).unwrap()).consistency(old, new).unwrap();
        let expected = self.oracle.prove_consistency(usize::try_from(new - old).unwrap());
        assert_eq!(tile::encode(&proof), expected.as_bytes(), "{old} to {new}");
        assert_eq!(check_consistency((old, old_root), (new, &self.root()), &proof), Ok(()));
        let other = Hash([7; 32]);
        assert!(check_consistency((old, &other), (new, &self.root()), &proof).is_err());
        assert!(check_consistency((old, old_root), (new, &other), &proof).is_err());
    }
}

#[test]
fn ten_thousand_random_trees_have_the_roots_and_proofs_of_ct_merkle() {
    let mut numbers = Numbers(0);
    for seed in 0..10_000 {
        let mut log = Log::new(seed);
        // Most are small, so that all shapes occur; some cross the edge of a tile.
        let limit = if seed % 100 == 0 { 700 } else { 40 };
        log.append(1 + numbers.below(limit));
        let (old, old_root) = (log.size(), log.root());
        assert_eq!(log.edge.root(), old_root);
        let written = log.append(1 + numbers.below(limit));
        let size = log.size();
        assert_eq!((log.edge.root(), log.view(tiles_of_root(size)).root(size)), (log.root(), Ok(log.root())));
        log.agrees_on_inclusion(numbers.below(size));
        log.agrees_on_consistency(old, &old_root);
        // What an append writes is all that the proofs of its own entries need.
        let index = old + numbers.below(size - old);
        let view = log.view(written.into_iter().map(|(tile, _)| tile));
        assert_eq!(
            view.inclusion(index, size),
            log.view(tiles_of_inclusion(index, size).unwrap()).inclusion(index, size)
        );
    }
}

#[test]
fn a_log_of_three_levels_has_the_roots_and_proofs_of_ct_merkle() {
    let (mut log, mut numbers) = (Log::new(1), Numbers(1));
    let mut known = Vec::new();
    for step in [255, 1, 1, 256 * 3, 63_000, 1_510, 1, 1, 5_000] {
        let written = log.append(step);
        let size = log.size();
        assert_eq!(log.edge.root(), log.root(), "{size}");
        assert!(written.iter().all(|(tile, octets)| tile.decode(octets).is_ok()));
        for _ in 0..20 {
            log.agrees_on_inclusion(numbers.below(size));
        }
        for (old, root) in &known {
            log.agrees_on_consistency(*old, root);
        }
        known.push((size, log.root()));
        let loaded = Edge::load::<tile::Error>(size, |tile| Ok(log.store[&tile].clone())).unwrap();
        assert_eq!(loaded, log.edge);
    }
    let most = log.store.keys().filter(|tile| tile.is_full()).count();
    assert_eq!(most, 70_543 / 256 + 70_543 / 65_536);
}

#[test]
fn proofs_of_many_entries_are_those_that_each_alone_would_get() {
    let (mut log, mut numbers) = (Log::new(2), Numbers(2));
    for size in [1, 2, 255, 256, 257, 511, 1_000, 70_000] {
        log.append(size - log.size());
        let root = log.root();
        let mut indexes: Vec<u64> = (0..size.min(700)).chain((0..500).map(|_| numbers.below(size))).collect();
        indexes.extend(size.saturating_sub(300)..size);
        let view = log.view(indexes.iter().flat_map(|index| tiles_of_inclusion(*index, size).unwrap()));
        let mut many = Inclusions::new(&view, size, &root);
        for index in indexes {
            let leaf = view.leaf(index, size).unwrap();
            assert_eq!(many.of(index, &leaf), view.inclusion(index, size), "{index} of {size}");
            let other = Err(view::Error::Unproven(merkle::Error::OtherRoot));
            assert_eq!(many.of(index, &merkle::leaf(b"another")), other, "{index} of {size}");
            assert_eq!(Inclusions::new(&view, size, &merkle::empty_root()).of(index, &leaf), other);
        }
    }
}

#[test]
fn a_proof_needs_a_few_tiles_however_long_the_log() {
    for size in [10_000_000, 1 << 40, u64::MAX >> 1] {
        for index in [0, size / 3, size - 1] {
            let tiles = tiles_of_inclusion(index, size).unwrap();
            assert!(tiles.len() <= 16, "{size}: {}", tiles.len());
            assert!(tiles.iter().all(|tile| Tile::in_tree(tile.level(), tile.index(), size) == Some(*tile)));
        }
        assert!(tiles_of_consistency(size / 3, size).unwrap().len() <= 16);
    }
}

#[test]
fn an_append_to_ten_million_entries_writes_no_more_tiles_than_to_few() {
    let filled = |tile: Tile| Ok::<_, tile::Error>(tile::encode(&vec![Hash([3; 32]); usize::from(tile.width())]));
    let mut edge = Edge::load(10_000_000, filled).unwrap();
    let written = edge.append([Hash([4; 32])]);
    let names: Vec<String> = written.iter().map(|(tile, _)| tile.to_string()).collect();
    assert_eq!(names, ["tile/0/x039/062.p/129", "tile/1/152.p/150", "tile/2/000.p/152"]);
    assert!(written.iter().map(|(_, octets)| octets.len()).sum::<usize>() < 3 * 8192);
    let short = |tile: Tile| Ok::<_, tile::Error>(vec![0; usize::from(tile.width()) * 32 - 1]);
    assert!(matches!(Edge::load(10_000_000, short), Err(tile::Error::Size { .. })));
}

#[test]
fn a_tile_that_is_not_at_hand_is_named() {
    let mut log = Log::new(3);
    log.append(300);
    let view = log.view([Tile::new(0, 1, 44).unwrap()]);
    assert_eq!(view.inclusion(299, 300), Err(view::Error::Missing(Tile::new(1, 0, 1).unwrap())));
    assert_eq!(view.inclusion(300, 300), Err(Error::OutsideTree { index: 300, size: 300 }.into()));
    assert_eq!(view.leaf(300, 300), Err(Error::OutsideTree { index: 300, size: 300 }.into()));
    assert_eq!(view.consistency(301, 300), Err(Error::Smaller { old: 301, new: 300 }.into()));
    assert_eq!(View::new().root(0), Ok(merkle::empty_root()));
}

#[test]
fn a_full_tile_serves_where_the_partial_one_was_deleted() {
    let mut log = Log::new(4);
    log.append(200);
    let root = log.root();
    log.append(300);
    let mut view = View::new();
    let full = Tile::new(0, 0, 256).unwrap();
    view.add(full, &log.store[&full]).unwrap();
    assert_eq!(view.root(200), Ok(root));
}

#[test]
fn a_tree_continues_only_what_it_contains() {
    let (mut one, mut two) = (Log::new(5), Log::new(6));
    one.append(8);
    two.append(8);
    let (old, foreign) = (one.root(), two.root());
    one.append(5);
    let proof = one.view(tiles_of_consistency(8, 13).unwrap()).consistency(8, 13).unwrap();
    let new = one.root();
    assert_eq!(check_consistency((8, &old), (13, &new), &proof), Ok(()));
    assert_eq!(check_consistency((8, &foreign), (13, &new), &proof), Err(Error::OtherRoot));
    let of_six = one.view(tiles_of_consistency(6, 13).unwrap()).consistency(6, 13).unwrap();
    assert_eq!(check_consistency((6, &foreign), (13, &new), &of_six), Err(Error::OtherHistory));
    assert_eq!(check_consistency((13, &new), (8, &old), &proof), Err(Error::Smaller { old: 13, new: 8 }));
    assert_eq!(check_consistency((8, &old), (13, &new), &proof[1..]), Err(Error::Length(proof.len() - 1)));
    let longer = [proof.as_slice(), &[old]].concat();
    assert_eq!(check_consistency((8, &old), (13, &new), &longer), Err(Error::Length(longer.len())));
    assert_eq!(check_consistency((5, &old), (13, &new), &[]), Err(Error::Length(0)));
    assert_eq!(check_consistency((8, &old), (8, &foreign), &[]), Err(Error::OtherHistory));
    assert_eq!(check_consistency((8, &old), (8, &old), &[]), Ok(()));
    assert_eq!(check_consistency((8, &old), (8, &old), &[old]), Err(Error::Length(1)));
    assert_eq!(check_consistency((0, &merkle::empty_root()), (13, &new), &[]), Ok(()));
    assert_eq!(check_consistency((0, &old), (13, &new), &[]), Err(Error::OtherHistory));
    assert_eq!(check_consistency((0, &merkle::empty_root()), (13, &new), &proof), Err(Error::Length(proof.len())));
}

/// The leaf inputs and roots that the Certificate Transparency code tests itself with (`merkle_tree_test`), for the trees
/// of 1 to 8 leaves.
#[test]
fn the_trees_of_certificate_transparency_have_their_published_roots() {
    let leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let hex = |text: &str| -> Vec<u8> {
        (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap()).collect()
    };
    let mut edge = Edge::new();
    for (leaf, root) in leaves.iter().zip(roots) {
        edge.append([merkle::leaf(&hex(leaf))]);
        assert_eq!(edge.root().0.to_vec(), hex(root), "{} leaves", edge.size());
    }
}

proptest! {
    #[test]
    fn a_changed_proof_proves_nothing(size in 2u64..600, at: prop::sample::Index, which: prop::sample::Index, bit in 0usize..256) {
        let mut log = Log::new(7);
        log.append(size);
        let index = u64::try_from(at.index(usize::try_from(size).unwrap())).unwrap();
        let proof = log.view(tiles_of_inclusion(index, size).unwrap()).inclusion(index, size).unwrap();
        let leaf = merkle::leaf(&entry(7, index));
        let mut changed = proof.clone();
        changed[which.index(proof.len())].0[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(check_inclusion(index, size, &log.root(), &leaf, &changed), Err(Error::OtherRoot));
        let shorter = &proof[1..];
        prop_assert!(check_inclusion(index, size, &log.root(), &leaf, shorter).is_err());
    }

    #[test]
    fn no_numbers_make_the_checks_panic(a: u64, b: u64, hashes in prop::collection::vec(any::<[u8; 32]>(), 0..70)) {
        let proof: Vec<Hash> = hashes.into_iter().map(Hash).collect();
        let some = Hash([1; 32]);
        prop_assert!(check_inclusion(a, b, &some, &some, &proof).is_err());
        if a != b {
            prop_assert!(check_consistency((a, &some), (b, &some), &proof).is_err());
        }
        let _ = tiles_of_inclusion(a, b);
        let _ = tiles_of_consistency(a, b);
        let _ = (tiles_of_root(a), tile::partial_tiles(a), Bundle::in_tree(a, b), View::new().root(a));
    }
}
