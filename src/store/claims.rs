//! Claiming jobs and forgetting what has ended: the two things that are written beside units of work. How a claim is
//! written differs between the databases (`sqlite::claim`, `postgres::claim`).

use std::time::Duration;

use super::jobs::{Claimed, Kind, Outbox, Subject, Wake, Wanted};
use super::many::{Many, Value};
use super::reads::get;
use super::sql::{Connection, query};
use super::{Error, Store};
use crate::erds::moment::Moment;

/// For how long what has ended is kept: the addressee may see it, and a repeated hand-in is recognised.
const KEPT: Duration = Duration::from_hours(24);

/// Of the kinds that are wanted, those of which there is something to claim: few, as a rule, and a claim of nothing costs as much as one
/// of something.
pub(super) static DUE: Many = Many::new(
    "with wanted (kind, now_at) as (values ",
    2,
    ") select kind from wanted where exists (select 1 from jobs where jobs.kind = wanted.kind and dead_at is null \
     and due_at <= wanted.now_at and (leased_until_at is null or leased_until_at <= wanted.now_at))",
);

/// A worker's wish for jobs.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    wanted: Vec<Wanted>,
    now: Moment,
}

impl Claim {
    /// Takes the due jobs into hand; the leases are on disk before the work begins. `text` is the database's own; its places
    /// are until when, the kind, now, and how many, its columns subject and attempts.
    pub(super) async fn run(
        &self,
        text: &'static str,
        mut connection: Connection<'_>,
    ) -> Result<Vec<Claimed>, sqlx::Error> {
        let due = self.due(&mut connection).await?;
        let mut claimed = Vec::new();
        for wanted in self.wanted.iter().filter(|wanted| due.iter().any(|kind| kind == wanted.kind.name())) {
            let until = self.now.plus(wanted.lease);
            let rows = query(text)
                .bind(until.micros())
                .bind(wanted.kind.name())
                .bind(self.now.micros())
                .bind(i64::from(wanted.most))
                .rows(connection.again())
                .await?;
            for row in &rows {
                let (subject, attempt): (&[u8], i64) = (row.try_get(0)?, row.try_get(1)?);
                let wrong = || sqlx::Error::Decode("a job that is none".into());
                claimed.push(Claimed {
                    kind: wanted.kind,
                    subject: Subject(subject.try_into().map_err(|_| wrong())?),
                    attempt: u32::try_from(attempt).map_err(|_| wrong())?,
                    until,
                });
            }
        }
        Ok(claimed)
    }

    async fn due(&self, connection: &mut Connection<'_>) -> Result<Vec<String>, sqlx::Error> {
        // One statement takes a power of two of rows: asked for twice costs less than asked for in another statement.
        let rows = self.wanted.iter().cycle().take(self.wanted.len().next_power_of_two());
        let wanted = |wanted: &Wanted| [Value::text(wanted.kind.name()), Value::Int(self.now.micros())];
        let values: Vec<Value> = rows.flat_map(wanted).collect();
        let found = DUE.fetch(connection.again(), &values).await?;
        found.iter().map(|row| row.try_get(0)).collect()
    }
}

/// How long a letter whose time is over may still be there: whoever confirmed it in the last moment is on the way to the disk.
const SETTLED: Duration = Duration::from_mins(10);

/// How long reports of abuse are kept.
const REPORTED: Duration = Duration::from_hours(366 * 24);

/// Forgets sessions that are over; codes, links, spent tokens and hand-ins that ended more than a day ago; letters that nobody
/// confirmed in time, and old reports of abuse; whether keys were destroyed with that.
pub(super) async fn sweep(connection: &mut Connection<'_>, now: Moment) -> Result<bool, sqlx::Error> {
    let over = now.minus(SETTLED).micros();
    let gone = query(
        "delete from reply_keys where (delivery_id, digest) in \
         (select delivery_id, digest from replies where until_at < $1)",
    )
    .bind(over)
    .run(connection.again())
    .await?;
    query("delete from replies where until_at < $1").bind(over).run(connection.again()).await?;
    for statement in [
        "delete from codes where until_at < $1",
        "delete from proofs where until_at < $1",
        "delete from mailed_links where mailed_at < $1",
        "delete from spent_tokens where until_at < $1",
        "delete from hand_ins where until_at < $1",
    ] {
        query(statement).bind(now.minus(KEPT).micros()).run(connection.again()).await?;
    }
    // A session that is over is good for nothing, and nobody is shown it.
    query("delete from sessions where until_at <= $1").bind(now.micros()).run(connection.again()).await?;
    query("delete from abuse_reports where made_at < $1")
        .bind(now.minus(REPORTED).micros())
        .run(connection.again())
        .await?;
    Ok(gone > 0)
}

impl Store {
    /// Takes due jobs into hand, of each kind as many as are wanted, until `now` and their lease. One whose lease ended is
    /// due again.
    ///
    /// # Errors
    /// `Unavailable` where the queue or disk is full.
    pub async fn claim(&self, wanted: &[Wanted], now: Moment) -> Result<Vec<Claimed>, Error> {
        self.inner.database.claim(Claim { wanted: wanted.to_vec(), now }).await
    }

    /// Forgets sessions that are over, codes, links, spent tokens and hand-ins that ended more than 24 hours before `now`, and
    /// destroys letters that nobody confirmed in time.
    ///
    /// # Errors
    /// `Unavailable` where the queue or disk is full.
    pub async fn sweep(&self, now: Moment) -> Result<(), Error> {
        self.inner.database.sweep(now).await
    }

    /// Wakes workers after commits that asked for jobs.
    pub fn wake(&self) -> Wake {
        self.inner.database.wake()
    }

    /// How the outbox stands.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy.
    pub async fn outbox(&self) -> Result<Outbox, Error> {
        let row = query(
            "select count(*) - count(dead_at), count(dead_at), min(case when dead_at is null then due_at end) from jobs",
        )
        .one(self.inner.reads())
        .await?;
        let number = |place: usize| get::<i64>(&row, place);
        let oldest: Option<i64> = get(&row, 2)?;
        Ok(Outbox {
            open: u64::try_from(number(0)?).unwrap_or(0),
            dead: u64::try_from(number(1)?).unwrap_or(0),
            oldest_due_at: oldest.map(Moment::from_micros),
        })
    }

    /// When the next job of this kind is due, if any waits.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy.
    pub async fn next_due(&self, kind: Kind) -> Result<Option<Moment>, Error> {
        let row = query(
            "select min(case when leased_until_at > due_at then leased_until_at else due_at end) from jobs \
             where dead_at is null and kind = $1",
        )
        .bind(kind.name())
        .one(self.inner.reads())
        .await?;
        let due: Option<i64> = get(&row, 0)?;
        Ok(due.map(Moment::from_micros))
    }
}
