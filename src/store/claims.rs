//! Claiming jobs and forgetting what has ended: the two things the writer does beside units of work, in its transactions.

use std::time::Duration;

use sqlx::{Row as _, SqliteConnection};

use super::jobs::{Claimed, Kind, Outbox, Subject, Wake, Wanted};
use super::sql::query;
use super::{Error, Store};
use crate::erds::moment::Moment;

/// For how long what has ended is kept: the addressee may see it, and a repeated hand-in is recognised.
const KEPT: Duration = Duration::from_hours(24);

/// A worker's wish for jobs.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    wanted: Vec<Wanted>,
    now: Moment,
}

impl Claim {
    /// Takes the due jobs into hand; the leases are on disk before the work begins.
    pub(super) async fn run(&self, connection: &mut SqliteConnection) -> Result<Vec<Claimed>, sqlx::Error> {
        let mut claimed = Vec::new();
        for wanted in &self.wanted {
            self.one(wanted, connection, &mut claimed).await?;
        }
        Ok(claimed)
    }

    async fn one(
        &self,
        wanted: &Wanted,
        connection: &mut SqliteConnection,
        claimed: &mut Vec<Claimed>,
    ) -> Result<(), sqlx::Error> {
        let until = self.now.plus(wanted.lease);
        let rows = query(
            "update jobs set leased_until_at = $1, attempts = attempts + 1 where kind = $2 and subject in (\
             select subject from jobs where kind = $2 and dead_at is null and due_at <= $3 \
             and (leased_until_at is null or leased_until_at <= $3) order by due_at limit $4) \
             returning subject, attempts",
        )
        .bind(until.micros())
        .bind(wanted.kind.name())
        .bind(self.now.micros())
        .bind(i64::from(wanted.most))
        .fetch_all(connection)
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
        Ok(())
    }
}

/// Forgets codes, sessions, spent tokens and hand-ins that ended more than a day ago.
pub(super) async fn sweep(connection: &mut SqliteConnection, now: Moment) -> Result<(), sqlx::Error> {
    for statement in [
        "delete from codes where until_at < $1",
        "delete from sessions where until_at < $1",
        "delete from spent_tokens where until_at < $1",
        "delete from hand_ins where until_at < $1",
    ] {
        query(statement).bind(now.minus(KEPT).micros()).execute(&mut *connection).await?;
    }
    Ok(())
}

impl Store {
    /// Takes due jobs into hand, of each kind as many as are wanted, until `now` and their lease. One whose lease ended is
    /// due again.
    ///
    /// # Errors
    /// `Unavailable` where the queue or disk is full.
    pub async fn claim(&self, wanted: &[Wanted], now: Moment) -> Result<Vec<Claimed>, Error> {
        Ok(self.inner.writer.claim(Claim { wanted: wanted.to_vec(), now }).await?)
    }

    /// Forgets codes, sessions, spent tokens and hand-ins that ended more than 24 hours before `now`.
    ///
    /// # Errors
    /// `Unavailable` where the queue or disk is full.
    pub async fn sweep(&self, now: Moment) -> Result<(), Error> {
        Ok(self.inner.writer.sweep(now).await?)
    }

    /// Wakes workers after commits that asked for jobs.
    pub fn wake(&self) -> Wake {
        self.inner.writer.wake()
    }

    /// How the outbox stands.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy.
    pub async fn outbox(&self) -> Result<Outbox, Error> {
        let row = query(
            "select count(*) - count(dead_at), count(dead_at), min(case when dead_at is null then due_at end) from jobs",
        )
        .fetch_one(&self.inner.reads)
        .await
        .map_err(Error::from_sql)?;
        let number = |place: usize| row.try_get::<i64, _>(place).map_err(Error::from_sql);
        let oldest: Option<i64> = row.try_get(2).map_err(Error::from_sql)?;
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
        let due: Option<i64> = sqlx::query_scalar(
            "select min(case when leased_until_at > due_at then leased_until_at else due_at end) from jobs \
             where dead_at is null and kind = $1",
        )
        .bind(kind.name())
        .fetch_one(&self.inner.reads)
        .await
        .map_err(Error::from_sql)?;
        Ok(due.map(Moment::from_micros))
    }
}
