//! The walk along a source's entries: each is read, and every tile that they make is compared with what the source serves.

use std::collections::BTreeMap;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use indicatif::ProgressBar;

use super::outcome::Stop;
use super::source::Source;
use crate::tlog::ENTRY;
use crate::tlog::audit::{Fault, Name, Walk};
use crate::tlog::checkpoint::Checkpoint;
use crate::tlog::tile::{self, Bundle, Tile};

/// How many questions a source over a network is asked at a time.
const AT_A_TIME: usize = 8;

/// Where each wanted entry is.
pub(super) type Found = BTreeMap<[u8; ENTRY], Option<u64>>;

/// Reads a source's entries from `start` on to the end of its checkpoint `head`, with the tiles that they must make. `seen` is an
/// earlier checkpoint that is passed on the way.
pub(super) async fn walked(
    source: &Source,
    start: u64,
    seen: Option<&Checkpoint>,
    head: &Checkpoint,
    wanted: impl IntoIterator<Item = [u8; ENTRY]>,
) -> Result<Found, Stop> {
    let mut edge = Vec::new();
    for tile in tile::partial_tiles(start) {
        // As it stands in the source's tree, cut to what stood there then.
        let grown = Tile::in_tree(tile.level(), tile.index(), head.size()).unwrap_or(tile);
        let mut octets = source.tile(grown).await?;
        octets.truncate(usize::from(tile.width()) * 32);
        edge.push((tile, octets));
    }
    let of = |tile: Tile| {
        let found = edge.iter().find(|(place, _)| *place == tile).map(|(_, octets)| octets.clone());
        found.ok_or(tile::Error::NoTile).map_err(Stop::from)
    };
    let mut walk = Walk::begin(start, seen, head, wanted, of)?;
    let bar = bar(head.size() - start);
    let bundles = (start / 256..).map_while(|index| Bundle::in_tree(index, head.size()));
    let at_a_time = if source.is_remote() { AT_A_TIME } else { 1 };
    let mut read = stream::iter(bundles).map(|bundle| fetched(source, bundle, head)).buffered(at_a_time);
    while let Some((bundle, entries, tile)) = read.try_next().await? {
        for (place, made) in walk.take(&entries)? {
            let level_0 = place.level() == 0 && place.index() == bundle.index();
            let served = if level_0 { tile.clone() } else { source.tile(place).await? };
            if served != made {
                let sentence = format!("{place} is not what its entries make.");
                return Err(Fault::new(Name::RewrittenEntry, sentence).into());
            }
        }
        bar.inc(u64::from(bundle.width()));
    }
    bar.finish_and_clear();
    Ok(walk.finish()?)
}

/// A bundle of entries, and the tile of their leaves.
async fn fetched(source: &Source, bundle: Bundle, head: &Checkpoint) -> Result<(Bundle, Vec<u8>, Vec<u8>), Stop> {
    let tile = Tile::in_tree(0, bundle.index(), head.size()).ok_or(tile::Error::NoTile)?;
    let (entries, leaves) = futures_util::future::join(source.bundle(bundle), source.tile(tile)).await;
    Ok((bundle, entries?, leaves?))
}

/// A bar for so many entries; drawn on a terminal only.
fn bar(entries: u64) -> ProgressBar {
    let style = indicatif::ProgressStyle::with_template("reading entries {wide_bar} {human_pos}/{human_len} {eta}");
    ProgressBar::new(entries).with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}
