//! The proof that a sealed evidence is in the log, against the first checkpoint that covers it: a later one would let a later
//! time pass for an earlier. Made from tiles and that checkpoint whenever it is asked for, and checked before it is given.

use crate::erds::id::EvidenceId;
use crate::store::EntryPlace;
use crate::tlog::checkpoint::SignedCheckpoint;
use crate::tlog::proof::Proof;
use crate::tlog::tile::{Resource, Tile};
use crate::tlog::view::{self, View};

use super::publish::with_cosignatures;
use super::{Fault, Service, chain};
use crate::crypto::sha256;

/// The proof of a sealed evidence as a file; `None` as long as no checkpoint covers it.
///
/// # Errors
/// `Unavailable` where this node's files are behind, `Broken` where what was made does not prove this file.
pub async fn proof(service: &Service, id: &EvidenceId, sealed: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let Some(EntryPlace::At(index)) = service.store.log_place(id).await? else { return Ok(None) };
    let Some(first) = service.store.first_checkpoint_over(index).await? else { return Ok(None) };
    let wrong = |error: &dyn std::error::Error| Fault::Broken { what: format!("a proof of the log: {}", chain(error)) };
    let note = with_cosignatures(&first).map_err(|error| wrong(&error))?;
    let checkpoint = SignedCheckpoint::read(&note).map_err(|error| wrong(&error))?;
    let mut view = View::new();
    for tile in view::tiles_of_inclusion(index, first.size).map_err(|error| wrong(&error))? {
        let (tile, octets) = read(service, tile).await?;
        view.add(tile, &octets).map_err(|error| wrong(&error))?;
    }
    let path = view.inclusion(index, first.size).map_err(|error| wrong(&error))?;
    let proof = Proof { extra: None, index, path, checkpoint };
    proof.check(&sha256(sealed)).map_err(|error| wrong(&error))?;
    Ok(Some(proof.to_string().into_bytes()))
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
async fn read(service: &Service, tile: Tile) -> Result<(Tile, Vec<u8>), Fault> {
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
