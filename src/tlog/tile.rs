//! Where the parts of a log stand, and their octets [tlog-tiles]: tiles of 256 hashes, bundles of 256 entries, the last of
//! each level partial. Paths are relative to the log's prefix and have one spelling each.

use std::fmt;

use super::merkle::Hash;
use super::text;

/// Hashes in a full tile, entries in a full bundle.
pub const FULL: u16 = 256;
/// The highest level that a path may name.
const LEVELS: u8 = 63;
/// Levels that a tree of 2⁶⁴ entries has.
pub(super) const LEVELS_OF_A_TREE: u8 = 8;

/// Octets that are no tile or no bundle, or a path that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not a path of tlog-tiles.
    #[error("`{0}` is no path of a transparency log (`checkpoint`, `tile/LEVEL/NNN` or `tile/entries/NNN`)")]
    Path(String),
    /// Not a tile that can exist.
    #[error("a tile has level 0 to 63 and 1 to 256 hashes")]
    NoTile,
    /// A tile of another size than its path says.
    #[error("{tile} has {octets} octets instead of {expected}")]
    Size {
        /// The tile.
        tile: Tile,
        /// What came.
        octets: usize,
        /// 32 for each hash.
        expected: usize,
    },
    /// A bundle that ends within an entry.
    #[error("{0} ends within an entry")]
    Short(Bundle),
    /// A bundle with more or fewer entries than its path says.
    #[error("{bundle} holds other than {} entries", bundle.width)]
    Count {
        /// The bundle.
        bundle: Bundle,
    },
    /// An entry that no bundle can hold.
    #[error("an entry of {0} octets is too large for a bundle: at most 65535")]
    Entry(usize),
}

/// A tile of hashes: `tile/LEVEL/NNN`, or `tile/LEVEL/NNN.p/WIDTH` where it is partial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

impl Tile {
    /// The tile of so many hashes at this place of this level.
    pub fn new(level: u8, index: u64, width: u16) -> Result<Self, Error> {
        let possible = level <= LEVELS && (1..=FULL).contains(&width);
        possible.then_some(Self { level, index, width }).ok_or(Error::NoTile)
    }

    /// The tile as it is in a tree of `size` entries: full, partial, or not there at all.
    pub fn in_tree(level: u8, index: u64, size: u64) -> Option<Self> {
        let hashes = size.checked_shr(u32::from(level) * 8).unwrap_or(0);
        let width = hashes.checked_sub(index.checked_mul(u64::from(FULL))?)?.min(u64::from(FULL));
        Self::new(level, index, u16::try_from(width).ok()?).ok()
    }

    /// The level: 0 holds leaves, each hash above stands for a full tile below.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// Which tile of its level, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many hashes, 1 to 256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it will never change again.
    pub fn is_full(&self) -> bool {
        self.width == FULL
    }

    /// The full tile that will stand in its place.
    #[must_use]
    pub fn full(&self) -> Self {
        Self { width: FULL, ..*self }
    }

    /// The hashes in a tile's octets.
    pub fn decode(&self, octets: &[u8]) -> Result<Vec<Hash>, Error> {
        let expected = usize::from(self.width) * 32;
        if octets.len() != expected {
            return Err(Error::Size { tile: *self, octets: octets.len(), expected });
        }
        Ok(octets.chunks_exact(32).filter_map(|chunk| chunk.try_into().ok().map(Hash)).collect())
    }
}

/// The path.
impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/{}", self.level, Numbered(self.index, self.width))
    }
}

/// The tile's octets: the hashes one after another.
pub fn encode(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// The partial tiles of a tree of this size, from level 0 up: what tells it from the tree one full tile ago.
pub fn partial_tiles(size: u64) -> Vec<Tile> {
    let last = |level| {
        let hashes = size.checked_shr(u32::from(level) * 8).unwrap_or(0);
        Tile::in_tree(level, hashes / u64::from(FULL), size)
    };
    (0..LEVELS_OF_A_TREE).filter_map(last).collect()
}

/// A bundle of entries: `tile/entries/NNN`, or `tile/entries/NNN.p/WIDTH` where it is partial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle {
    index: u64,
    width: u16,
}

impl Bundle {
    /// The bundle of so many entries at this place.
    pub fn new(index: u64, width: u16) -> Result<Self, Error> {
        (1..=FULL).contains(&width).then_some(Self { index, width }).ok_or(Error::NoTile)
    }

    /// The bundle as it is in a log of `size` entries.
    pub fn in_tree(index: u64, size: u64) -> Option<Self> {
        Tile::in_tree(0, index, size).map(|tile| Self { index, width: tile.width })
    }

    /// Which bundle, from 0. Its first entry has 256 times this number.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many entries, 1 to 256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// The full bundle that will stand in its place.
    #[must_use]
    pub fn full(&self) -> Self {
        Self { width: FULL, ..*self }
    }

    /// The entries in a bundle's octets: each two octets of length, then the entry.
    pub fn decode<'a>(&self, mut octets: &'a [u8]) -> Result<Vec<&'a [u8]>, Error> {
        let mut entries = Vec::new();
        while !octets.is_empty() {
            if entries.len() == usize::from(self.width) {
                return Err(Error::Count { bundle: *self });
            }
            let (length, rest) = octets.split_first_chunk().ok_or(Error::Short(*self))?;
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, rest) = rest.split_at_checked(length).ok_or(Error::Short(*self))?;
            entries.push(entry);
            octets = rest;
        }
        if entries.len() == usize::from(self.width) { Ok(entries) } else { Err(Error::Count { bundle: *self }) }
    }
}

/// The path.
impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/entries/{}", Numbered(self.index, self.width))
    }
}

/// The bundle's octets.
pub fn encode_entries<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, Error> {
    let mut octets = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len()).map_err(|_| Error::Entry(entry.len()))?;
        octets.extend_from_slice(&length.to_be_bytes());
        octets.extend_from_slice(entry);
    }
    Ok(octets)
}

/// Something that a log serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// The newest checkpoint; all else never changes.
    Checkpoint,
    /// A tile of hashes.
    Tile(Tile),
    /// A bundle of entries.
    Entries(Bundle),
}

impl Resource {
    /// What `Content-Type` it is served with.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Checkpoint => "text/plain; charset=utf-8",
            Self::Tile(_) | Self::Entries(_) => "application/octet-stream",
        }
    }
}

/// The path relative to the log's prefix.
impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => f.write_str("checkpoint"),
            Self::Tile(tile) => tile.fmt(f),
            Self::Entries(bundle) => bundle.fmt(f),
        }
    }
}

impl std::str::FromStr for Resource {
    type Err = Error;

    /// Takes the one spelling that `Display` makes.
    fn from_str(path: &str) -> Result<Self, Error> {
        resource(path).ok_or_else(|| Error::Path(text::printable(path)))
    }
}

fn resource(path: &str) -> Option<Resource> {
    if path == "checkpoint" {
        return Some(Resource::Checkpoint);
    }
    let (level, place) = path.strip_prefix("tile/")?.split_once('/')?;
    let (number, width) = match place.split_once(".p/") {
        Some((number, width)) => (number, text::decimal(width).filter(|width| *width < u64::from(FULL))?),
        None => (place, u64::from(FULL)),
    };
    let (index, width) = (number_of(number)?, u16::try_from(width).ok()?);
    if level == "entries" {
        return Bundle::new(index, width).ok().map(Resource::Entries);
    }
    let level = u8::try_from(text::decimal(level)?).ok()?;
    Tile::new(level, index, width).ok().map(Resource::Tile)
}

/// From `x001/x234/067` to 1234067.
fn number_of(path: &str) -> Option<u64> {
    let (leading, last) = path.rsplit_once('/').map_or((None, path), |(leading, last)| (Some(leading), last));
    let three =
        |part: &str| (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?;
    let mut number: u64 = 0;
    for part in leading.into_iter().flat_map(|leading| leading.split('/')) {
        number = number.checked_mul(1000)?.checked_add(three(part.strip_prefix('x')?)?)?;
        if number == 0 {
            return None;
        }
    }
    number.checked_mul(1000)?.checked_add(three(last)?)
}

/// A place as the end of a path.
struct Numbered(u64, u16);

impl fmt::Display for Numbered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut groups, mut rest) = (vec![self.0 % 1000], self.0 / 1000);
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        for (place, group) in groups.iter().enumerate().rev() {
            if place > 0 { write!(f, "x{group:03}/")? } else { write!(f, "{group:03}")? }
        }
        if self.1 < FULL { write!(f, ".p/{}", self.1) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_specifications_examples_have_their_paths() {
        assert_eq!(Tile::new(0, 1_234_067, 256).unwrap().to_string(), "tile/0/x001/x234/067");
        // "A tree of size 70,000": 273 full, one partial of 112; one full, one partial of 17; one partial of 1.
        let partial: Vec<String> = partial_tiles(70_000).iter().map(ToString::to_string).collect();
        assert_eq!(partial, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
        assert_eq!(Tile::in_tree(0, 272, 70_000), Some(Tile::new(0, 272, 256).unwrap()));
        assert_eq!(Tile::in_tree(0, 274, 70_000), None);
        // "A tree of size 256": a full tile and a partial one of width 1.
        assert_eq!(partial_tiles(256), [Tile::new(1, 0, 1).unwrap()]);
        assert_eq!(Tile::in_tree(0, 0, 256), Some(Tile::new(0, 0, 256).unwrap()));
        assert_eq!(partial_tiles(0), []);
    }

    #[test]
    fn a_path_with_another_spelling_is_refused() {
        for wrong in [
            "",
            "/checkpoint",
            "checkpoint/",
            "tile",
            "tile/",
            "tile/0",
            "tile/0/",
            "tile/00/000",
            "tile/64/000",
            "tile/-1/000",
            "tile/0/0",
            "tile/0/00",
            "tile/0/0000",
            "tile/0/001/002",
            "tile/0/x000/001",
            "tile/0/x001",
            "tile/0/x1/001",
            "tile/0/X001/001",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/0/000.p",
            "tile/0/000.p/1/",
            "tile/0/000.p/1.p/1",
            "tile/entries",
            "tile/entries/",
            "tile/entries/x000/000",
            "tile/data/000",
            "tile/0/../000",
            "tile/0/x999/x999/x999/x999/x999/x999/999",
            "tile/0/\u{661}\u{662}\u{663}",
        ] {
            assert_eq!(wrong.parse::<Resource>(), Err(Error::Path(text::printable(wrong))), "{wrong}");
        }
    }

    #[test]
    fn octets_of_another_length_are_no_tile() {
        let tile = Tile::new(0, 0, 3).unwrap();
        assert_eq!(tile.decode(&[7; 96]).unwrap(), [Hash([7; 32]); 3]);
        for octets in [0, 1, 95, 97, 128] {
            assert!(matches!(tile.decode(&vec![0; octets]), Err(Error::Size { .. })), "{octets}");
        }
    }

    #[test]
    fn a_bundle_holds_exactly_what_its_path_says() {
        let bundle = Bundle::new(4, 2).unwrap();
        let octets = encode_entries([b"one".as_slice(), b""]).unwrap();
        assert_eq!(octets, b"\x00\x03one\x00\x00");
        assert_eq!(bundle.decode(&octets).unwrap(), [b"one".as_slice(), b""]);
        assert_eq!(bundle.decode(&octets[..6]), Err(Error::Short(bundle)));
        assert_eq!(bundle.decode(&octets[..5]), Err(Error::Count { bundle }));
        assert_eq!(bundle.decode(&octets[..4]), Err(Error::Short(bundle)));
        assert_eq!(bundle.decode(&[octets.as_slice(), &[0, 0]].concat()), Err(Error::Count { bundle }));
        assert_eq!(bundle.decode(&[]), Err(Error::Count { bundle }));
        assert_eq!(encode_entries([vec![0; 65_536].as_slice()]), Err(Error::Entry(65_536)));
    }

    proptest! {
        #[test]
        fn each_path_leads_back(level in 0u8..=63, index: u64, width in 1u16..=256) {
            let index = index / 1000;
            let tile = Resource::Tile(Tile::new(level, index, width).unwrap());
            prop_assert_eq!(tile.to_string().parse(), Ok(tile));
            let entries = Resource::Entries(Bundle::new(index, width).unwrap());
            prop_assert_eq!(entries.to_string().parse(), Ok(entries));
        }

        #[test]
        fn what_is_read_is_written_the_same(path in "(tile|x)/(0|1|63|entries)/(x[0-9]{3}/){0,2}[0-9]{3}(\\.p/[0-9]{1,3})?") {
            if let Ok(resource) = path.parse::<Resource>() {
                prop_assert_eq!(resource.to_string(), path);
            }
        }

        #[test]
        fn entries_come_back_as_they_were(entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..50), 1..20)) {
            let octets = encode_entries(entries.iter().map(Vec::as_slice)).unwrap();
            let bundle = Bundle::new(0, u16::try_from(entries.len()).unwrap()).unwrap();
            prop_assert_eq!(bundle.decode(&octets).unwrap(), entries);
        }

        #[test]
        fn no_octets_make_the_reader_of_bundles_panic(octets: Vec<u8>, width in 1u16..=256) {
            let _ = Bundle::new(0, width).unwrap().decode(&octets);
        }
    }
}
