//! How the store stands, as numbers, for who watches the service: jobs, entries that wait, what witnesses cosigned. Reads only,
//! and nothing that is about one delivery.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use super::jobs::{Kind, Queue};
use super::reads::{at, get, large, octets};
use super::sql::query;
use super::{Error, Store};
use crate::erds::moment::Moment;
use crate::tlog::key::{KeyId, VerifierKey};

/// The keys that cosigned a checkpoint, each by name and identifier.
pub type Cosigners = Vec<(String, KeyId)>;

impl Store {
    /// How many units of work this process committed.
    pub fn committed(&self) -> u64 {
        self.inner.committed.load(Ordering::Relaxed)
    }

    /// How the jobs of each kind stand.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy, `Broken` where what is kept was damaged. So for every read below.
    pub async fn queues(&self, now: Moment) -> Result<Vec<(Kind, Queue)>, Error> {
        let rows = query(
            "select kind, count(case when dead_at is null and (leased_until_at is null or leased_until_at <= $1) then 1 end), \
             count(case when dead_at is null and leased_until_at > $1 then 1 end), count(dead_at), \
             min(case when dead_at is null then due_at end) from jobs group by kind",
        )
        .bind(now.micros())
        .all(self.inner.reads())
        .await?;
        let mut found = BTreeMap::new();
        for row in &rows {
            let oldest: Option<i64> = get(row, 4)?;
            let queue = Queue {
                waiting: large(row, 1)?,
                in_hand: large(row, 2)?,
                dead: large(row, 3)?,
                oldest_due_at: oldest.map(Moment::from_micros),
            };
            found.insert(get::<String>(row, 0)?, queue);
        }
        Ok(Kind::ALL.map(|kind| (kind, found.remove(kind.name()).unwrap_or_default())).into())
    }

    /// How many entries wait for their index, but for those that are held for an hour's batch.
    pub async fn entries_waiting(&self) -> Result<u64, Error> {
        let row = query(
            "select count(*) from tlog_waiting where not_before_at is null \
             and not exists (select 1 from tlog_entries where tlog_entries.id = tlog_waiting.id)",
        );
        large(&row.one(self.inner.reads()).await?, 0)
    }

    /// The largest checkpoint under which a line of this key is kept, and when that line came.
    pub async fn cosigned_last(&self, key: &VerifierKey) -> Result<Option<(u64, Moment)>, Error> {
        let row = query(
            "select size, received_at from tlog_cosignatures where key_name = $1 and key_id = $2 order by size desc limit 1",
        )
        .bind(key.name())
        .bind(key.id().0.as_slice())
        .maybe(self.inner.reads())
        .await?;
        row.map(|row| Ok((large(&row, 0)?, at(&row, 1)?))).transpose()
    }

    /// Who had cosigned the checkpoint of this size by this moment, as their lines came.
    pub async fn cosigned_by(&self, size: u64, moment: Moment) -> Result<Cosigners, Error> {
        let rows = query("select key_name, key_id from tlog_cosignatures where size = $1 and received_at <= $2")
            .bind(i64::try_from(size).unwrap_or(i64::MAX))
            .bind(moment.micros())
            .all(self.inner.reads())
            .await?;
        rows.iter().map(|row| Ok((get(row, 0)?, KeyId(octets(row, 1)?)))).collect()
    }

    /// The last `most` checkpoints below a size that anybody cosigned, the largest first, with who did.
    pub async fn cosigned_below(&self, size: u64, most: u32) -> Result<Vec<(u64, Cosigners)>, Error> {
        let rows = query(
            "select size, key_name, key_id from tlog_cosignatures where size in \
             (select distinct size from tlog_cosignatures where size < $1 order by size desc limit $2 + 0) order by size desc",
        )
        .bind(i64::try_from(size).unwrap_or(i64::MAX))
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        let mut found: Vec<(u64, Cosigners)> = Vec::new();
        for row in &rows {
            let (size, cosigner) = (large(row, 0)?, (get(row, 1)?, KeyId(octets(row, 2)?)));
            match found.last_mut() {
                Some((last, cosigners)) if *last == size => cosigners.push(cosigner),
                _ => found.push((size, vec![cosigner])),
            }
        }
        Ok(found)
    }
}
