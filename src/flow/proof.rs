//! The proof that a sealed evidence is in the log, against the first checkpoint that covers it: a later one would let a later
//! time pass for an earlier. Made from tiles and that checkpoint whenever it is asked for, checked before it is given, and kept
//! nowhere.

use std::collections::BTreeSet;

use futures_util::future;

use crate::erds::id::EvidenceId;
use crate::store::{EntryPlace, KeptCheckpoint};
use crate::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::tlog::tile::{FULL, Resource, Tile};
use crate::tlog::view::{self, Inclusions, View};
use crate::tlog::{merkle, proof};

use super::publish::with_cosignatures;
use super::{Fault, Service, chain};
use crate::crypto::sha256;

/// The proof of a sealed evidence as a file; `None` as long as no checkpoint covers it.
///
/// # Errors
/// `Unavailable` where this node's files are behind or damaged, `Broken` where what was made does not prove this file.
pub async fn proof(service: &Service, id: &EvidenceId, sealed: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    Ok(proofs(service, &[(*id, sealed)]).await?.pop().flatten())
}

/// The proofs of several, in their order. Those under one checkpoint are made from one view of it: each tile is read once.
/// Each takes some kilobytes of memory: a few thousand at a time.
///
/// # Errors
/// As `proof`.
pub async fn proofs(service: &Service, of: &[(EvidenceId, &[u8])]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
    let ids: Vec<EvidenceId> = of.iter().map(|(id, _)| *id).collect();
    let indexes = service.store.log_indexes(&ids).await?;
    let mut wanted: Vec<(u64, usize)> =
        indexes.into_iter().zip(0..).filter_map(|(at, place)| Some((at?, place))).collect();
    wanted.sort_unstable();
    let mut made = vec![None; of.len()];
    let mut rest = wanted.as_slice();
    // The first checkpoint over an index is the first over every larger one that it covers.
    while let Some((index, _)) = rest.first() {
        let Some(first) = service.store.first_checkpoint_over(*index).await? else { break };
        let (under, behind) = rest.split_at(rest.partition_point(|(index, _)| *index < first.size));
        let covered = Covered::load(service, &first, under.iter().map(|(index, _)| *index)).await?;
        let mut inclusions = covered.inclusions();
        for (index, place) in under {
            if let (Some(file), Some((_, sealed))) = (made.get_mut(*place), of.get(*place)) {
                let path = inclusions.of(*index, &merkle::leaf(&sha256(sealed))).map_err(unproven)?;
                *file = Some(proof::text_under(&covered.note, *index, &path).into_bytes());
            }
        }
        rest = behind;
    }
    Ok(made)
}

/// A checkpoint, and of its tree what some of its entries need.
struct Covered {
    note: String,
    checkpoint: Checkpoint,
    view: View,
}

impl Covered {
    async fn load(service: &Service, kept: &KeptCheckpoint, indexes: impl Iterator<Item = u64>) -> Result<Self, Fault> {
        let note = with_cosignatures(kept).map_err(|error| wrong(&error))?;
        let checkpoint = SignedCheckpoint::read(&note).map_err(|error| wrong(&error))?.checkpoint().clone();
        let note = String::from_utf8(note).map_err(|error| wrong(&error))?;
        // Entries of one tile need the same tiles.
        let mut ends: Vec<u64> = indexes.map(|index| index / u64::from(FULL) * u64::from(FULL)).collect();
        ends.dedup();
        let mut tiles = BTreeSet::new();
        for index in ends {
            tiles.extend(view::tiles_of_inclusion(index, kept.size).map_err(|error| wrong(&error))?);
        }
        let mut view = View::new();
        for (tile, octets) in future::try_join_all(tiles.into_iter().map(|tile| read(service, tile))).await? {
            view.add(tile, &octets).map_err(|error| damaged(&error))?;
        }
        Ok(Self { note, checkpoint, view })
    }

    fn inclusions(&self) -> Inclusions<'_> {
        Inclusions::new(&self.view, self.checkpoint.size(), self.checkpoint.root())
    }
}

fn unproven(error: view::Error) -> Fault {
    match error {
        view::Error::Unproven(error) => wrong(&error),
        error => damaged(&error),
    }
}

fn wrong(error: &dyn std::error::Error) -> Fault {
    Fault::Broken { what: format!("a proof of the log: {}", chain(error)) }
}

/// Tiles are made from rows, and made again where they were lost; until then a proof waits.
fn damaged(error: &dyn std::error::Error) -> Fault {
    Fault::Unavailable { what: format!("a tile of the log is damaged: {}", chain(error)) }
}

/// Whether a checkpoint covers this evidence; `None` where it was never entered.
pub(super) async fn is_logged(service: &Service, id: &EvidenceId) -> Result<Option<bool>, Fault> {
    Ok(match service.store.log_place(id).await? {
        None => None,
        Some(EntryPlace::Waiting) => Some(false),
        Some(EntryPlace::At(index)) => Some(service.store.first_checkpoint_over(index).await?.is_some()),
    })
}

/// A tile as it stood then, or as it has grown since: its partial forms go when it is full.
pub(super) async fn read(service: &Service, tile: Tile) -> Result<(Tile, Vec<u8>), Fault> {
    let found =
        async |tile| Ok::<_, Fault>(service.store.log_file(Resource::Tile(tile)).await?.map(|octets| (tile, octets)));
    for tile in [tile, tile.full()] {
        if let Some(found) = found(tile).await? {
            return Ok(found);
        }
    }
    // Files that were made again have no partial tiles but the last ones.
    let size = service.store.last_checkpoint().await?.map_or(0, |last| last.size);
    if let Some(tile) = Tile::in_tree(tile.level(), tile.index(), size)
        && let Some(found) = found(tile).await?
    {
        return Ok(found);
    }
    Err(Fault::Unavailable { what: format!("{tile} of the log is not written yet") })
}
