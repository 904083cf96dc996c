//! Bundles and time-stamps of the archive.

use super::super::archive::{Leaf, Stamp, StampLink};
use super::super::many::Value;
use super::super::tables::Table;
use super::{Maker, blob, int, moment, whole};

/// What every change of the archive's time-stamps touches.
const ARCHIVE: &[u8; 16] = b"archive        \0";

impl Maker<'_> {
    pub(super) fn archive_leaf(&mut self, leaf: &Leaf) {
        let (stamp, path) = match &leaf.under {
            Some((stamp, path)) => (whole(*stamp), Value::Blob(path.concat())),
            None => (Value::NoInt, Value::NoBlob),
        };
        let row = vec![
            blob(leaf.bundle.delivery.octets()),
            int(leaf.bundle.length),
            moment(leaf.bundle.made),
            int(leaf.chain),
            Value::text(leaf.digest.name()),
            Value::Blob(leaf.hashes.concat()),
            leaf.before.map_or(Value::NoInt, whole),
            stamp,
            path,
        ];
        self.row(Table::ArchiveLeaves, row);
        self.touch(ARCHIVE);
    }

    pub(super) fn archive_stamp(&mut self, stamp: Stamp) {
        let made = moment(stamp.made);
        let row = vec![whole(stamp.id), Value::text(stamp.digest.name()), Value::Blob(stamp.token), made];
        self.row(Table::ArchiveStamps, row);
        self.touch(ARCHIVE);
    }

    pub(super) fn archive_link(&mut self, link: &StampLink) {
        let row = vec![whole(link.stamp), whole(link.next), Value::Blob(link.path.concat())];
        self.row(Table::ArchiveLinks, row);
        self.touch(ARCHIVE);
    }
}
