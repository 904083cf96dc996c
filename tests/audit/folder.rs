//! A log as a folder of files, of any length, made in constant memory.

use std::fs;
use std::path::Path;

use recepis::crypto::sha256;
use recepis::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use recepis::tlog::edge::Edge;
use recepis::tlog::merkle::leaf;
use recepis::tlog::tile::{Bundle, FULL, encode_entries};

use crate::files::{copied, put};
use crate::tlog_testing::Key;

const ORIGIN: &str = "log.recepis.test";

/// The entry at this place of an honest log.
pub(crate) fn entry(index: u64) -> [u8; 32] {
    sha256(&index.to_be_bytes())
}

/// A log and its keys.
pub(crate) struct Log {
    folder: tempfile::TempDir,
    pub(crate) keys: [Key; 2],
    /// An entry that is another here.
    pub(crate) rewritten: Option<u64>,
    edge: Edge,
}

impl Log {
    /// An empty log whose keys are made of this octet.
    pub(crate) fn new(seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, keys: Key::of_log(ORIGIN, seed), rewritten: None, edge: Edge::new() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn entry(&self, index: u64) -> [u8; 32] {
        if self.rewritten == Some(index) { [0xEE; 32] } else { entry(index) }
    }

    /// Appends entries until there are so many, and signs.
    pub(crate) fn grow(&mut self, size: u64) {
        while self.edge.size() < size {
            let first = self.edge.size() - self.edge.size() % u64::from(FULL);
            let to = size.min(first + u64::from(FULL));
            let leaves: Vec<_> = (self.edge.size()..to).map(|index| leaf(&self.entry(index))).collect();
            for (tile, octets) in self.edge.append(leaves) {
                if tile.is_full() || to == size {
                    put(&self.path().join(tile.to_string()), &octets);
                }
            }
            let entries: Vec<_> = (first..to).map(|index| self.entry(index)).collect();
            let bundle = Bundle::new(first / u64::from(FULL), u16::try_from(to - first).unwrap()).unwrap();
            let octets = encode_entries(entries.iter().map(<[u8; 32]>::as_slice)).unwrap();
            put(&self.path().join(bundle.to_string()), &octets);
        }
        let checkpoint = Checkpoint::new(ORIGIN, size, self.edge.root()).unwrap();
        let lines = self.keys.iter().map(|key| key.line(&checkpoint, 1_795_511_640)).collect();
        let signed = SignedCheckpoint::new(checkpoint, lines).unwrap();
        put(&self.path().join("checkpoint"), signed.to_string().as_bytes());
    }

    /// Puts a witness's line under the checkpoint.
    pub(crate) fn cosign(&self, witness: &Key) {
        let path = self.path().join("checkpoint");
        let mut signed = SignedCheckpoint::read(&fs::read(&path).unwrap()).unwrap();
        let line = witness.line(signed.checkpoint(), 1_795_511_650);
        signed.add(line).unwrap();
        put(&path, signed.to_string().as_bytes());
    }

    /// The same in a folder of its own.
    pub(crate) fn copied(&self) -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        copied(self.path(), copy.path());
        copy
    }
}
