//! The transparency log as rows: what waits, what has an index, the checkpoints, and who is the sequencer. Its tiles and
//! bundles of entries are files (`tlog_files`), made from these rows.
//!
//! Crash: entries wait from the unit on that stored what they stand for; they get their indexes in one unit, and a checkpoint
//! is kept in one unit. Each of these names the sequencer's fence and happens not at all once that is another's.

use std::collections::HashMap;

use super::many::{Many, Value};
use super::reads::{at, get, large, octets};
use super::sql::{Row, query};
use super::{Error, Store};
use crate::crypto::sha256;
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;
use crate::tlog::key::VerifierKey;
use crate::tlog::{ENTRY, Hash};

/// What has an index, of those asked for.
pub(super) static INDEXES: Many = Many::new("select id, number from tlog_entries where id in (values ", 1, ")");

/// The kind of an entry that is the digest of a sealed evidence.
pub(super) const EVIDENCE: i64 = 0;
/// Of one that is the digest of what the log said at a start of the daemon.
pub(super) const SERVICE: i64 = 1;
/// The kind of an entry that stands for nothing.
pub(super) const FILLER: i64 = 2;
/// Of one that is the digest of a published template.
pub(super) const TEMPLATE: i64 = 3;
/// The kind of an entry that was published before a restore, and of which nothing else is known here.
const PUBLISHED: i64 = 15;
/// The arrival of what never waited here.
const NEVER: i64 = -1;

/// Who gives out indexes and signs checkpoints, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SequencerLease {
    /// Counts up with every change of the holder.
    pub fence: u64,
    /// Random octets of the holder.
    pub holder: [u8; 16],
    /// Until when nobody else takes it.
    pub until: Moment,
}

/// An entry without index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingEntry {
    /// The order in which entries arrived.
    pub(super) arrival: i64,
    pub(super) id: [u8; 16],
    pub(super) kind: i64,
    pub(super) entry: [u8; ENTRY],
}

impl WaitingEntry {
    /// The entry's octets.
    pub fn entry(&self) -> [u8; ENTRY] {
        self.entry
    }

    /// An entry that the log published at this index and whose evidence is not here.
    pub fn published(index: u64, entry: [u8; ENTRY]) -> Self {
        let digest = sha256(&[b"recepis published entry\0".as_slice(), &index.to_be_bytes()].concat());
        let id = std::array::from_fn(|place| digest.get(place).copied().unwrap_or_default());
        Self { arrival: NEVER, id, kind: PUBLISHED, entry }
    }
}

/// An entry of an hour's batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchEntry {
    /// One that was held.
    Held(WaitingEntry),
    /// Random octets that stand for nothing.
    Filler {
        /// Under which it is kept.
        id: EvidenceId,
        /// The octets.
        entry: [u8; ENTRY],
    },
}

/// A checkpoint to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCheckpoint {
    /// Entries under it.
    pub size: u64,
    /// The root of their tree.
    pub root: Hash,
    /// The signed note, byte for byte.
    pub note: Vec<u8>,
    /// When it was signed.
    pub at: Moment,
}

/// A checkpoint as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCheckpoint {
    /// Entries under it.
    pub size: u64,
    /// The root of their tree.
    pub root: Hash,
    /// The note as the log signed it.
    pub note: Vec<u8>,
    /// The lines of witnesses, in the order in which they came.
    pub cosignatures: Vec<String>,
    /// When it was signed.
    pub at: Moment,
}

/// Where an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryPlace {
    /// It waits for its index.
    Waiting,
    /// It has this index.
    At(u64),
}

impl Store {
    /// The sequencer's lease as it stands.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy, `Broken` where what is kept was damaged. So for every read below.
    pub async fn sequencer_lease(&self) -> Result<SequencerLease, Error> {
        let row = query("select fence, holder, until_at from tlog_sequencer").one(self.inner.reads()).await?;
        // Nobody yet.
        let holder: &[u8] = get(&row, 1)?;
        let holder = if holder.is_empty() { [0; 16] } else { octets(&row, 1)? };
        Ok(SequencerLease { fence: large(&row, 0)?, holder, until: at(&row, 2)? })
    }

    /// The first entries that wait and are not held, in the order of their arrival.
    pub async fn waiting_entries(&self, most: u32) -> Result<Vec<WaitingEntry>, Error> {
        let rows = query(
            "select arrival, id, kind, entry from tlog_waiting where not_before_at is null \
             and not exists (select 1 from tlog_entries where tlog_entries.id = tlog_waiting.id) \
             order by arrival limit $1 + 0",
        )
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(waiting).collect()
    }

    /// The first entries that were held until `now`, in the order of their arrival, with the delivery that each is about.
    pub async fn held_entries(&self, most: u32, now: Moment) -> Result<Vec<(WaitingEntry, Option<DeliveryId>)>, Error> {
        let rows = query(
            "select arrival, tlog_waiting.id, kind, entry, statements.delivery_id from tlog_waiting \
             left join statements on statements.id = tlog_waiting.id where not_before_at <= $1 \
             and not exists (select 1 from tlog_entries where tlog_entries.id = tlog_waiting.id) \
             order by arrival limit $2 + 0",
        )
        .bind(now.micros())
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        let read = |row: &Row| {
            let delivery: Option<&[u8]> = get(row, 4)?;
            let delivery = delivery.map(|_| octets(row, 4).map(DeliveryId::from_octets)).transpose()?;
            Ok((waiting(row)?, delivery))
        };
        rows.iter().map(read).collect()
    }

    /// The hour that last had its batch of held entries; `None` before the first.
    pub async fn held_hour(&self) -> Result<Option<Moment>, Error> {
        let row = query("select held_hour_at from tlog_sequencer").one(self.inner.reads()).await?;
        Ok(Some(at(&row, 0)?).filter(|hour| *hour != Moment::EPOCH))
    }

    /// How many entries have an index.
    pub async fn log_size(&self) -> Result<u64, Error> {
        let row = query("select coalesce(max(number) + 1, 0) from tlog_entries").one(self.inner.reads()).await?;
        large(&row, 0)
    }

    /// Entries in the order of their indexes, from one to before another.
    pub async fn log_entries(&self, from: u64, to: u64) -> Result<Vec<[u8; ENTRY]>, Error> {
        let rows = query("select entry from tlog_entries where number >= $1 and number < $2 order by number")
            .bind(number(from))
            .bind(number(to))
            .all(self.inner.reads())
            .await?;
        if u64::try_from(rows.len()) != Ok(to.saturating_sub(from)) {
            return Err(Error::damaged("the transparency log's entries"));
        }
        rows.iter().map(|row| octets(row, 0)).collect()
    }

    /// Where the entry of this evidence is; `None` where it was never entered.
    pub async fn log_place(&self, id: &EvidenceId) -> Result<Option<EntryPlace>, Error> {
        let row = query(
            "select number from tlog_entries where id = $1 \
             union all select cast(null as bigint) from tlog_waiting where id = $1",
        )
        .bind(id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        let Some(row) = row.first() else { return Ok(None) };
        let number: Option<i64> = get(row, 0)?;
        let number = number.map(|number| u64::try_from(number).map_err(|_| Error::damaged("an index"))).transpose()?;
        Ok(Some(number.map_or(EntryPlace::Waiting, EntryPlace::At)))
    }

    /// The indexes of these evidences' entries, in their order; `None` where one waits or was never entered.
    pub async fn log_indexes(&self, ids: &[EvidenceId]) -> Result<Vec<Option<u64>>, Error> {
        let values: Vec<Value> = ids.iter().map(|id| Value::blob(id.octets())).collect();
        let mut found = HashMap::with_capacity(ids.len());
        for row in &INDEXES.read(self.inner.reads(), &values).await? {
            found.insert(octets::<16>(row, 0)?, large(row, 1)?);
        }
        Ok(ids.iter().map(|id| found.get(id.octets()).copied()).collect())
    }

    /// The deliveries of which statements of the chain have an index from one to before another.
    pub async fn logged_deliveries(&self, from: u64, to: u64) -> Result<Vec<DeliveryId>, Error> {
        let rows = query(
            "select distinct statements.delivery_id from tlog_entries join statements on statements.id = tlog_entries.id \
             where tlog_entries.number >= $1 and tlog_entries.number < $2 and statements.sequence is not null",
        )
        .bind(number(from))
        .bind(number(to))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| Ok(DeliveryId::from_octets(octets(row, 0)?))).collect()
    }

    /// The last checkpoint.
    pub async fn last_checkpoint(&self) -> Result<Option<KeptCheckpoint>, Error> {
        let row = query("select size, root, note, signed_at from tlog_checkpoints order by size desc limit 1")
            .maybe(self.inner.reads())
            .await?;
        self.checkpoint(row.as_ref()).await
    }

    /// The last checkpoint that was signed at this moment or before.
    pub async fn last_checkpoint_until(&self, moment: Moment) -> Result<Option<KeptCheckpoint>, Error> {
        let row = query(
            "select size, root, note, signed_at from tlog_checkpoints where signed_at <= $1 order by size desc limit 1",
        )
        .bind(moment.micros())
        .maybe(self.inner.reads())
        .await?;
        self.checkpoint(row.as_ref()).await
    }

    /// The first checkpoint that covers this index.
    pub async fn first_checkpoint_over(&self, index: u64) -> Result<Option<KeptCheckpoint>, Error> {
        let row =
            query("select size, root, note, signed_at from tlog_checkpoints where size > $1 order by size limit 1")
                .bind(number(index))
                .maybe(self.inner.reads())
                .await?;
        self.checkpoint(row.as_ref()).await
    }

    /// The checkpoint of exactly this size.
    pub async fn checkpoint_of(&self, size: u64) -> Result<Option<KeptCheckpoint>, Error> {
        let row = query("select size, root, note, signed_at from tlog_checkpoints where size = $1")
            .bind(number(size))
            .maybe(self.inner.reads())
            .await?;
        self.checkpoint(row.as_ref()).await
    }

    /// The checkpoint before the one of this size: its size, or 0.
    pub async fn checkpoint_before(&self, size: u64) -> Result<u64, Error> {
        let row = query("select coalesce(max(size), 0) from tlog_checkpoints where size < $1")
            .bind(number(size))
            .one(self.inner.reads())
            .await?;
        large(&row, 0)
    }

    /// The size of the largest checkpoint under which a line of this key is kept; 0 where there is none.
    pub async fn last_cosigned(&self, key: &VerifierKey) -> Result<u64, Error> {
        let row = query("select coalesce(max(size), 0) from tlog_cosignatures where key_name = $1 and key_id = $2")
            .bind(key.name())
            .bind(key.id().0.as_slice())
            .one(self.inner.reads())
            .await?;
        large(&row, 0)
    }

    /// The smallest checkpoint above a size that is among the last `most` and was signed at `since` or later.
    pub async fn checkpoint_to_cosign(
        &self,
        above: u64,
        most: u32,
        since: Moment,
    ) -> Result<Option<KeptCheckpoint>, Error> {
        let row = query(
            "select size, root, note, signed_at from tlog_checkpoints where size = (select min(newest.size) from \
             (select size, signed_at from tlog_checkpoints where size > $1 order by size desc limit $2 + 0) as newest \
             where newest.signed_at >= $3)",
        )
        .bind(number(above))
        .bind(i64::from(most))
        .bind(since.micros())
        .maybe(self.inner.reads())
        .await?;
        self.checkpoint(row.as_ref()).await
    }

    async fn checkpoint(&self, row: Option<&Row>) -> Result<Option<KeptCheckpoint>, Error> {
        let Some(row) = row else { return Ok(None) };
        let size = large(row, 0)?;
        let lines = query("select line from tlog_cosignatures where size = $1 order by received_at, key_name, key_id")
            .bind(number(size))
            .all(self.inner.reads())
            .await?;
        let cosignatures = lines.iter().map(|row| get::<String>(row, 0)).collect::<Result<_, _>>()?;
        let (root, note) = (Hash(octets(row, 1)?), get(row, 2)?);
        Ok(Some(KeptCheckpoint { size, root, note, cosignatures, at: at(row, 3)? }))
    }
}

fn waiting(row: &Row) -> Result<WaitingEntry, Error> {
    Ok(WaitingEntry { arrival: get(row, 0)?, id: octets(row, 1)?, kind: get(row, 2)?, entry: octets(row, 3)? })
}

/// Indexes and sizes are far below 2^63.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
