//! What a sequencer writes by: the store, or in tests one that fails at a write of their choice.

use crate::store::{self, CommitError, Store, Work};
use crate::tlog::tile::Resource;

/// The writes of a sequencer: the store's, or in tests those of one that fails.
pub trait Ledger: Send + Sync {
    /// Commits a unit of work.
    fn commit(&self, work: Work) -> impl Future<Output = Result<(), CommitError>> + Send;
    /// Writes tiles and bundles of entries.
    fn files(&self, files: Vec<(Resource, Vec<u8>)>) -> impl Future<Output = Result<(), store::Error>> + Send;
    /// Puts the checkpoint's file in place, unless a larger one stands there.
    fn checkpoint(&self, note: Vec<u8>) -> impl Future<Output = Result<(), store::Error>> + Send;
    /// Waits until the files of a tree of this size are on disk, and notes that.
    fn settle(&self, files: Vec<Resource>, size: u64) -> impl Future<Output = Result<(), store::Error>> + Send;
    /// Removes the partial files of tiles and bundles that are full.
    fn prune(&self, full: Vec<Resource>) -> impl Future<Output = Result<(), store::Error>> + Send;
}

impl Ledger for Store {
    fn commit(&self, work: Work) -> impl Future<Output = Result<(), CommitError>> + Send {
        Store::commit(self, work)
    }

    fn files(&self, files: Vec<(Resource, Vec<u8>)>) -> impl Future<Output = Result<(), store::Error>> + Send {
        self.put_log_files(files)
    }

    fn checkpoint(&self, note: Vec<u8>) -> impl Future<Output = Result<(), store::Error>> + Send {
        self.put_log_checkpoint(note)
    }

    fn settle(&self, files: Vec<Resource>, size: u64) -> impl Future<Output = Result<(), store::Error>> + Send {
        self.settle_log_files(files, size)
    }

    fn prune(&self, full: Vec<Resource>) -> impl Future<Output = Result<(), store::Error>> + Send {
        self.drop_partial_log_files(full)
    }
}
