//! A data directory opened to be looked at, for `recepis fsck`: nothing in it is written, made, moved or removed. A service
//! that runs has it; whoever looks takes the lock while nobody does, so that nothing changes meanwhile.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use tokio::sync::Mutex;

use super::database::Database;
use super::folder::Folder;
use super::keys::Entropy;
use super::reads::{at, get, large, octets};
use super::seen::Seen;
use super::sql::{Reads, Row, query};
use super::work::Form;
use super::{Error, KeptCheckpoint, Store, destroyed, folder, postgres, schema};
use crate::erds::id::{DeliveryId, EvidenceId, SubmissionId};
use crate::erds::moment::Moment;
use crate::tlog::ENTRY;

/// A delivery, as far as its row can be read without any key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its identifier.
    pub id: DeliveryId,
    /// Its submission.
    pub submission: SubmissionId,
    /// Whether its message was taken in, so that there was a content.
    pub taken_in: bool,
    /// What is left of its keys.
    pub keys: KeysLeft,
}

/// Which keys of a delivery are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeysLeft {
    /// To its record and its content.
    Both,
    /// To its record: recalled, no longer kept, or never taken in.
    Record,
    /// None: erased.
    None,
    /// There is not even a row for them.
    NoRow,
}

/// An indexed entry as its row has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its index.
    pub number: u64,
    /// The entry.
    pub entry: [u8; ENTRY],
}

impl Store {
    /// Opens a data directory with the database inside it for reading only. Every commit is refused.
    ///
    /// # Errors
    /// `Held` where a service runs on it; `KeyFile`; `Schema` where its tables are not this version's.
    pub async fn inspect(root: &Path, entropy: Entropy) -> Result<Self, Error> {
        let folder = Folder::look(root, "recepis.db")?;
        let options = SqliteConnectOptions::new()
            .filename(folder.database())
            .create_if_missing(false)
            .read_only(true)
            .pragma("trusted_schema", "off")
            .busy_timeout(Duration::from_secs(5))
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new().max_connections(2).connect_with(options).await.map_err(Error::from_sql)?;
        let reads = Reads::Sqlite(pool);
        let ring = schema::recognise(&reads, &folder).await?;
        let database = Database::Inspected(reads, Mutex::new(None));
        Ok(Self::of(database, ring, entropy, Arc::new(folder)))
    }

    /// As `inspect`, with the records in the PostgreSQL database at `url`, whose directory this is.
    ///
    /// # Errors
    /// As `inspect` and `connect`; `Nodes` where a node runs on it, on whatever directory.
    pub async fn inspect_server(url: &str, root: &Path, entropy: Entropy) -> Result<Self, Error> {
        let folder = Folder::look(root, folder::NAME)?;
        let (pool, alone) = postgres::look(url).await?;
        let reads = Reads::Postgres(pool);
        let ring = schema::recognise(&reads, &folder).await?;
        let database = Database::Inspected(reads, Mutex::new(Some(alone)));
        Ok(Self::of(database, ring, entropy, Arc::new(folder)))
    }

    /// What the database finds wrong with itself: pages, indexes, rows that lead nowhere. At most 20 lines. A server checks its
    /// own pages and keeps rows from leading nowhere, and says nothing here.
    ///
    /// # Errors
    /// As for every read.
    pub async fn integrity(&self) -> Result<Vec<String>, Error> {
        if !matches!(self.inner.reads(), Reads::Sqlite(_)) {
            return Ok(Vec::new());
        }
        let mut lines: Vec<String> = Vec::new();
        for row in query("pragma integrity_check(20)").all(self.inner.reads()).await? {
            lines.push(get(&row, 0)?);
        }
        lines.retain(|line| line != "ok");
        let stray = query("select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2 limit 20");
        for row in stray.all(self.inner.reads()).await? {
            let (table, parent, count): (String, String, i64) = (get(&row, 0)?, get(&row, 1)?, get(&row, 2)?);
            lines.push(format!("{count} rows of {table} name rows of {parent} that are not there"));
        }
        Ok(lines)
    }

    /// How many deliveries there are.
    pub async fn delivery_count(&self) -> Result<u64, Error> {
        large(&query("select count(*) from deliveries").one(self.inner.reads()).await?, 0)
    }

    /// The next `most` deliveries behind this one, in the order of their identifiers.
    pub async fn deliveries_after(&self, after: Option<DeliveryId>, most: u32) -> Result<Vec<Listed>, Error> {
        let after: &[u8] = after.as_ref().map_or(&[], |id| id.octets());
        let rows = query(
            "select d.id, d.submission_id, d.intake, cast(case when k.delivery_id is null then 3 \
             when k.record_key is null then 2 when k.content_key is null then 1 else 0 end as bigint) \
             from deliveries d left join keys k on k.delivery_id = d.id where d.id > $1 order by d.id limit $2 + 0",
        )
        .bind(after)
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        let read = |row: &Row| {
            let keys = match get::<i64>(row, 3)? {
                0 => KeysLeft::Both,
                1 => KeysLeft::Record,
                2 => KeysLeft::None,
                _ => KeysLeft::NoRow,
            };
            Ok(Listed {
                id: DeliveryId::from_octets(octets(row, 0)?),
                submission: SubmissionId::from_octets(octets(row, 1)?),
                taken_in: get::<i64>(row, 2)? == 1,
                keys,
            })
        };
        rows.iter().map(read).collect()
    }

    /// The first delivery of a submission that still opens its content.
    pub async fn first_open(&self, submission: &SubmissionId) -> Result<Option<DeliveryId>, Error> {
        let row = query(
            "select delivery_id from keys where submission_id = $1 and content_key is not null order by delivery_id limit 1",
        )
        .bind(submission.octets().as_slice())
        .maybe(self.inner.reads())
        .await?;
        row.map(|row| octets(&row, 0).map(DeliveryId::from_octets)).transpose()
    }

    /// The bundles that are kept of a delivery: chain length, form, and when each was made.
    pub async fn exports_of(&self, seen: &Seen) -> Result<Vec<(u32, Form, Moment)>, Error> {
        let rows = query("select length, form, made_at from exports where delivery_id = $1 order by length, form")
            .bind(seen.id.octets().as_slice())
            .all(self.inner.reads())
            .await?;
        let read = |row: &Row| {
            let length = u32::try_from(get::<i64>(row, 0)?).map_err(|_| Error::damaged("a bundle's length"))?;
            let form =
                if get::<i64>(row, 1)? == Form::WithMessage.number() { Form::WithMessage } else { Form::Evidence };
            Ok((length, form, at(row, 2)?))
        };
        rows.iter().map(read).collect()
    }

    /// The entry that stands in the log for an evidence, and its index where it has one; `None` where it was never entered.
    pub async fn entry_of(&self, id: &EvidenceId) -> Result<Option<(Option<u64>, [u8; ENTRY])>, Error> {
        let rows = query(
            "select number, entry from tlog_entries where id = $1 \
             union all select cast(null as bigint), entry from tlog_waiting where id = $1",
        )
        .bind(id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let number: Option<i64> = get(row, 0)?;
        Ok(Some((number.and_then(|number| u64::try_from(number).ok()), octets(row, 1)?)))
    }

    /// How many entries of the log stand for an evidence that is not kept here, as after a restore.
    pub async fn entries_without_evidence(&self) -> Result<u64, Error> {
        let row = query(
            "select count(*) from tlog_entries where kind = 0 and not exists \
             (select 1 from sealed where sealed.statement_id = tlog_entries.id) and not exists \
             (select 1 from own_sealed where own_sealed.statement_id = tlog_entries.id) and not exists \
             (select 1 from extracts where extracts.id = tlog_entries.id)",
        );
        large(&row.one(self.inner.reads()).await?, 0)
    }

    /// The next `most` entries of the log from an index on, as they stand.
    pub async fn log_rows(&self, from: u64, most: u32) -> Result<Vec<LogRow>, Error> {
        let rows = query("select number, entry from tlog_entries where number >= $1 order by number limit $2 + 0")
            .bind(i64::try_from(from).unwrap_or(i64::MAX))
            .bind(i64::from(most))
            .all(self.inner.reads())
            .await?;
        rows.iter().map(|row| Ok(LogRow { number: large(row, 0)?, entry: octets(row, 1)? })).collect()
    }

    /// The first checkpoint that is larger than this size.
    pub async fn next_checkpoint(&self, size: u64) -> Result<Option<KeptCheckpoint>, Error> {
        self.first_checkpoint_over(size).await
    }

    /// Files of the content folder: those that rows name and that are missing, and those that no row names.
    pub async fn stray_files(&self) -> Result<(BTreeSet<String>, BTreeSet<String>), Error> {
        let named = schema::named(self.inner.reads()).await?;
        let found: BTreeSet<String> = self.inner.folder.names()?.into_iter().collect();
        let missing = named.iter().filter(|name| !found.contains(*name)).cloned().collect();
        let unnamed = found.into_iter().filter(|name| !named.contains(name)).collect();
        Ok((missing, unnamed))
    }

    /// Deliveries that the list of destroyed keys names and whose keys are there; and how many destroyed keys it lacks.
    pub async fn destroyed_keys(&self) -> Result<(Vec<DeliveryId>, usize), Error> {
        destroyed::compared(self.inner.reads(), self.inner.folder.root()).await
    }
}
