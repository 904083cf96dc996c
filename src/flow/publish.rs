//! Station "log": gives waiting entries their indexes, writes the tiles, signs the checkpoint, and lets what waits for the
//! log go on. One sequencer at a time, by a lease with a fencing number; each write can be done twice.
//!
//! The writes of one turn, in their order, and what stands when it dies before the next:
//!
//! | write | stands then | and the next turn |
//! |---|---|---|
//! | lease | nobody but us until it ends | takes it again, or waits until it ends |
//! | once an hour: indexes of a batch of held entries | as with the next; the hour has its batch | goes on |
//! | indexes | entries have indexes, dense; no checkpoint covers them | writes their tiles, signs |
//! | tiles and bundles | files of a tree that nobody signed; nobody is told of them | makes the same octets again, and they stay |
//! | checkpoint, with the jobs that export | it is the log's last; the file still shows the one before | puts the file in place |
//! | the checkpoint's file | everything | goes on |
//! | every five seconds: files settled, and a note of that | partial forms of full tiles may stay behind, which harms nobody | goes on |
//!
//! Only the commits wait for the disk. Files that the power's failing took, or some of whose octets it took, are younger than
//! the note of what is settled: whoever sequences first writes again what came since.
//!
//! A write that failed may have happened: what was known is forgotten, and the next turn reads what stands. The rows are the
//! truth; files are made from them, all of them where the folder is empty or another node's. A proof is not written: it
//! follows from tiles and the first checkpoint over its entry (`proof`).
//!
//! A sequencer that was stopped and goes on after its lease changes nothing: its units find another fence, the tiles that it
//! writes are those that stand there, and a larger checkpoint's file is not replaced.

mod files;
mod held;
mod ledger;
mod note;

use std::time::Duration;

use futures_util::future;

use crate::erds::moment::Moment;
use crate::store::{CommitError, KeptCheckpoint, Kind, NewCheckpoint, SequencerLease, Store, WaitingEntry, Work};
use crate::tlog::ENTRY;
use crate::tlog::checkpoint::SignedCheckpoint;
use crate::tlog::tile::Resource;

use super::{Fault, Service, chain};
use files::Tree;
use note::{belongs, signed};

pub(super) use files::with_cosignatures;
pub use held::held_until;
pub use ledger::Ledger;

/// How long nobody else takes the sequencer's place, and when it is taken anew.
const LEASE: Duration = Duration::from_secs(10);
const RENEW: Duration = Duration::from_secs(5);
/// How long, and for how many entries, files may not be on disk: so much is made again after the power failed.
const SETTLE: Duration = Duration::from_secs(5);
const UNSETTLED: u64 = 65_536;
/// The most entries of one turn: 16 full tiles.
pub const BATCH: u32 = 4096;

/// Tiles and bundles, with their octets.
type Files = Vec<(Resource, Vec<u8>)>;

/// What one turn did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing waited.
    Idle,
    /// So many entries came under a checkpoint.
    Published(u64),
    /// Another sequencer holds the lease.
    Elsewhere,
}

/// Whoever sequences, or waits for its chance to.
pub struct Sequencer<L: Ledger = Store> {
    ledger: L,
    holder: [u8; 16],
    lease: Option<SequencerLease>,
    /// The tree as far as files are written.
    tree: Option<Tree>,
    /// What was last seen or done under a fence: nobody else changes it while that is ours. The last checkpoint; how many
    /// entries have an index, and the hour that had its batch.
    last: Option<(u64, KeptCheckpoint)>,
    indexed: Option<(u64, held::Indexed)>,
    /// The entries that were indexed last, and the first one's index: read from the rows by others.
    fresh: (u64, Vec<[u8; ENTRY]>),
    /// A full turn of entries that wait, read under this fence while the turn before was written.
    ahead: Option<(u64, Vec<WaitingEntry>)>,
    /// The size whose files are on disk, and when that was last seen to.
    settled: (u64, Moment),
    /// The checkpoint's file was found so far behind, one turn ago.
    behind: Option<u64>,
}

impl Sequencer {
    /// One with a name of its own.
    pub fn new(service: &Service) -> Self {
        Self::with(service, service.store.clone())
    }
}

impl<L: Ledger> Sequencer<L> {
    /// One that writes by this ledger.
    pub fn with(service: &Service, ledger: L) -> Self {
        Self {
            ledger,
            holder: service.random(),
            lease: None,
            tree: None,
            last: None,
            indexed: None,
            fresh: (0, Vec::new()),
            ahead: None,
            settled: (0, Moment::EPOCH),
            behind: None,
        }
    }

    /// One turn: brings what waits under a checkpoint, at most `BATCH` entries.
    ///
    /// # Errors
    /// `Unavailable` may be tried again, `Broken` needs a person. What happened of the turn is known to the next.
    pub async fn turn(&mut self, service: &Service) -> Result<Turn, Fault> {
        let turned = self.take_turn(service).await;
        if turned.is_err() {
            (self.lease, self.tree, self.ahead) = (None, None, None);
        }
        turned
    }

    /// Gives the lease back, so that another need not wait for its end.
    pub async fn release(&mut self) -> Result<(), Fault> {
        let Some(lease) = self.lease.take() else { return Ok(()) };
        let mut work = Work::new();
        work.lease(lease, SequencerLease { until: Moment::EPOCH, ..lease });
        match self.ledger.commit(work).await {
            // Somebody else has it already.
            Err(CommitError::Stale) => Ok(()),
            other => Ok(other?),
        }
    }

    async fn take_turn(&mut self, service: &Service) -> Result<Turn, Fault> {
        if service.store.log_is_held_back() {
            return Err(held_back());
        }
        // The file first: what it shows was in the database before.
        let shown = shown(service).await?;
        // A file that is behind the tree was lost, and others may be with it.
        self.tree.take_if(|tree| tree.size() > shown);
        let Some(fence) = self.hold(service).await? else {
            self.follow(service, shown).await?;
            return Ok(Turn::Elsewhere);
        };
        let mut last = self.last.take_if(|(of, last)| *of == fence && last.size == shown).map(|(_, last)| last);
        if last.is_none() {
            last = service.store.last_checkpoint().await?;
            belongs(service, shown, last.as_ref())?;
        }
        let size = self.index(service, fence).await?;
        let covered = last.as_ref().map_or(0, |last| last.size);
        let newest = if size > covered { Some(self.sign(service, last, size).await?) } else { last };
        if let Some(newest) = newest.as_ref().filter(|newest| newest.size > shown) {
            let tree = self.files(service, Some(newest)).await?;
            self.tree = Some(tree);
            self.show(newest).await?;
        }
        self.last = newest.map(|newest| (fence, newest));
        self.settle(service).await?;
        Ok(if size > covered { Turn::Published(size - covered) } else { Turn::Idle })
    }

    /// The fence of the lease that is ours for some seconds more; `None` where it is another's.
    async fn hold(&mut self, service: &Service) -> Result<Option<u64>, Fault> {
        let now = service.now();
        if let Some(lease) = self.lease.filter(|lease| now.plus(RENEW) < lease.until) {
            return Ok(Some(lease.fence));
        }
        let seen = service.store.sequencer_lease().await?;
        let ours = self.lease.is_some() && seen.holder == self.holder;
        if !ours && now < seen.until {
            (self.lease, self.tree) = (None, None);
            return Ok(None);
        }
        let fence = if ours { seen.fence } else { seen.fence + 1 };
        let next = SequencerLease { fence, holder: self.holder, until: now.plus(LEASE) };
        let mut work = Work::new();
        work.lease(seen, next);
        match self.ledger.commit(work).await {
            Err(CommitError::Stale) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(()) => {
                self.lease = Some(next);
                Ok(Some(fence))
            }
        }
    }

    /// Gives indexes to what waits, and says how many entries have one.
    async fn index(&mut self, service: &Service, fence: u64) -> Result<u64, Fault> {
        let known = self.indexed.take_if(|(of, _)| *of == fence).map(|(_, known)| known);
        let known = held::index(&self.ledger, service, fence, known).await?;
        let waiting = match self.ahead.take_if(|(of, _)| *of == fence) {
            Some((_, ahead)) => ahead,
            None => service.store.waiting_entries(BATCH).await?,
        };
        let indexed = known.entries;
        let size = indexed + waiting.len() as u64;
        self.indexed = Some((fence, known));
        if waiting.is_empty() {
            return Ok(indexed);
        }
        let entries = waiting.iter().map(WaitingEntry::entry).collect();
        let mut work = Work::new();
        work.index(fence, indexed, waiting);
        self.indexed = None;
        self.ledger.commit(work).await?;
        self.indexed = Some((fence, held::Indexed { entries: size, ..known }));
        self.fresh = (indexed, entries);
        Ok(size)
    }

    /// Writes what a tree of this size needs, signs its checkpoint, and keeps it with the jobs that waited for it.
    async fn sign(
        &mut self,
        service: &Service,
        last: Option<KeptCheckpoint>,
        size: u64,
    ) -> Result<KeptCheckpoint, Fault> {
        let mut tree = self.files(service, last.as_ref()).await?;
        let covered = last.as_ref().map(|last| last.size);
        let files = self.grow(service, &mut tree, size, false).await?;
        let (root, now) = (tree.root(), service.now());
        // After a full turn there is mostly another.
        let full = size - covered.unwrap_or(0) >= u64::from(BATCH);
        let ahead = async { if full { service.store.waiting_entries(BATCH).await } else { Ok(Vec::new()) } };
        // Side by side: the disk, the database and this processor.
        let (written, deliveries, ahead, note) = future::join4(
            self.ledger.files(files),
            service.store.logged_deliveries(covered.unwrap_or(0), size),
            ahead,
            async { signed(service, size, root, now) },
        )
        .await;
        written?;
        let (ahead, note) = (ahead?, note?);
        // Making files anew takes long where there are many.
        let fence = self.hold(service).await?.ok_or_else(lost)?;
        let mut work = Work::new();
        work.checkpoint(fence, covered, NewCheckpoint { size, root, note: note.clone(), at: now });
        for delivery in deliveries? {
            // Enough witnesses let it go earlier.
            work.job(Kind::Export, delivery, now.plus(service.witnesses.patience()));
        }
        self.ledger.commit(work).await?;
        self.tree = Some(tree);
        // Fewer are read again, with what came since.
        self.ahead = Some((fence, ahead)).filter(|(_, ahead)| ahead.len() as u64 == u64::from(BATCH));
        Ok(KeptCheckpoint { size, root, note, cosignatures: Vec::new(), at: now })
    }

    /// Writes files until they hold a tree of this size; the last of them are the caller's to write. Only what is signed is
    /// settled.
    async fn grow(&mut self, service: &Service, tree: &mut Tree, size: u64, signed: bool) -> Result<Files, Fault> {
        let mut files = Files::new();
        while tree.size() < size {
            if self.lease.is_some() {
                self.hold(service).await?.ok_or_else(lost)?;
            }
            let to = size.min(tree.size() + u64::from(BATCH));
            let (first, fresh) = std::mem::take(&mut self.fresh);
            let entries = if first == tree.size() && fresh.len() as u64 == to - first {
                fresh
            } else {
                service.store.log_entries(tree.size(), to).await?
            };
            files = tree.append(entries).map_err(|error| broken("a bundle of entries", &error))?;
            if tree.size() < size {
                self.ledger.files(std::mem::take(&mut files)).await?;
                if signed && tree.size() >= self.settled.0 + UNSETTLED {
                    self.settle_at(service, tree.size()).await?;
                }
            }
        }
        Ok(files)
    }

    /// Writes all files of a tree of this size, which is signed.
    async fn write(&mut self, service: &Service, tree: &mut Tree, size: u64) -> Result<(), Fault> {
        let files = self.grow(service, tree, size, true).await?;
        Ok(self.ledger.files(files).await?)
    }

    /// Every few seconds, sees to it that the files are on disk.
    async fn settle(&mut self, service: &Service) -> Result<(), Fault> {
        let Some(size) = self.tree.as_ref().map(Tree::size) else { return Ok(()) };
        let (settled, at) = self.settled;
        let due = size >= settled + UNSETTLED || size > settled && service.now() >= at.plus(SETTLE);
        if due { self.settle_at(service, size).await } else { Ok(()) }
    }

    async fn settle_at(&mut self, service: &Service, size: u64) -> Result<(), Fault> {
        let settled = self.settled.0;
        self.ledger.settle(files::made_since(settled, size), size).await?;
        self.settled = (size, service.now());
        // Only what can be read without them, whatever happens.
        Ok(self.ledger.prune(files::full_since(settled, size)).await?)
    }

    /// Brings the files of a node that does not sequence up to the last checkpoint. Nodes that share the folder find that
    /// the sequencer did so; that is why only a file that stays behind counts.
    async fn follow(&mut self, service: &Service, shown: u64) -> Result<(), Fault> {
        let stayed = self.behind.replace(shown) == Some(shown);
        let Some(last) = service.store.last_checkpoint().await?.filter(|last| stayed && last.size > shown) else {
            return Ok(());
        };
        let tree = self.files(service, Some(&last)).await?;
        self.tree = Some(tree);
        self.show(&last).await?;
        self.settle(service).await
    }

    /// The tree under the checkpoint `last`, with all its files: from what is known, from the files that are on disk, or made
    /// again from the rows.
    async fn files(&mut self, service: &Service, last: Option<&KeptCheckpoint>) -> Result<Tree, Fault> {
        let size = last.map_or(0, |last| last.size);
        let mut tree = match self.tree.take_if(|tree| tree.size() <= size) {
            Some(tree) => tree,
            None => self.load(service, size).await?,
        };
        if tree.size() < size {
            self.write(service, &mut tree, size).await?;
        }
        if !tree.fits(last) {
            tree = self.anew().await?;
            self.write(service, &mut tree, size).await?;
        }
        if !tree.fits(last) {
            return Err(Fault::Broken { what: "the log's entries do not make the root that was signed".to_owned() });
        }
        Ok(tree)
    }

    /// The tree whose files are on disk, at most of this size.
    async fn load(&mut self, service: &Service, most: u64) -> Result<Tree, Fault> {
        let noted = service.store.settled_log_size().await?;
        self.settled = (noted, Moment::EPOCH);
        let found = if noted <= most { Tree::load(service, noted).await? } else { None };
        match found {
            Some(tree) => Ok(tree),
            None => self.anew().await,
        }
    }

    /// The empty tree: all files are made again, and until they are, none counts as settled.
    async fn anew(&mut self) -> Result<Tree, Fault> {
        if self.settled.0 > 0 {
            self.ledger.settle(Vec::new(), 0).await?;
        }
        self.settled = (0, Moment::EPOCH);
        Ok(Tree::new())
    }

    /// Puts the checkpoint's file in place, whose tiles are all written.
    async fn show(&self, newest: &KeptCheckpoint) -> Result<(), Fault> {
        let note = files::with_cosignatures(newest).map_err(|error| broken("a kept checkpoint", &error))?;
        Ok(self.ledger.checkpoint(note).await?)
    }
}

/// The size that the checkpoint's file shows; 0 where there is none, or one that is to be made again.
async fn shown(service: &Service) -> Result<u64, Fault> {
    let octets = service.store.log_file(Resource::Checkpoint).await?;
    let read = octets.and_then(|octets| SignedCheckpoint::read(&octets).ok());
    Ok(read.map_or(0, |read| read.checkpoint().size()))
}

fn held_back() -> Fault {
    let what = "this data directory was restored, and what the log published after the backup is not known; stop, and let \
                `recepis log resume` know (docs/operating.md)";
    Fault::Broken { what: what.to_owned() }
}

fn lost() -> Fault {
    Fault::Unavailable { what: "another sequencer took over".to_owned() }
}

fn broken(what: &str, error: &dyn std::error::Error) -> Fault {
    Fault::Broken { what: format!("{what}: {}", chain(error)) }
}
