//! When something did not work, as rows: append-only, but for the end of what goes on. And when the service was there last.

use std::time::Duration;

use super::reads::{at, get, octets};
use super::sql::{Row, query};
use super::{Error, Store};
use crate::erds::id::{DeliveryId, OutageId};
use crate::erds::moment::Moment;
use crate::erds::outage::Failing;

/// An outage as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Its identifier, the same in every evidence that states it.
    pub id: OutageId,
    /// What did not work.
    pub failing: Failing,
    /// Whether an operator noted it; else the service measured it.
    pub by_operator: bool,
    /// The one delivery that it concerns; `None` where it concerns all.
    pub delivery: Option<DeliveryId>,
    /// From when.
    pub from: Moment,
    /// Until when; `None` while it goes on.
    pub to: Option<Moment>,
    /// The operator's words; they name nobody.
    pub words: Option<String>,
}

/// The last sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    /// When, on the service's clock.
    pub at: Moment,
    /// How far that clock was ahead of the machine's.
    pub ahead: Duration,
}

impl Store {
    /// When the service was there last; `None` before the first time.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy, `Broken` where what is kept was damaged. So for every read below.
    pub async fn last_beat(&self) -> Result<Option<Beat>, Error> {
        let row = query("select beat_at, ahead from heartbeat where place = 1").maybe(self.inner.reads()).await?;
        row.map(|row| {
            let ahead = u64::try_from(get::<i64>(&row, 1)?).map_err(|_| Error::damaged("a heartbeat"))?;
            Ok(Beat { at: at(&row, 0)?, ahead: Duration::from_micros(ahead) })
        })
        .transpose()
    }

    /// The outages of this delivery alone, and those of all that did not end before `since`, in the order in which they began.
    pub async fn outages_of(&self, delivery: &DeliveryId, since: Moment) -> Result<Vec<Outage>, Error> {
        let rows = query(
            "select id, failing, by_operator, delivery_id, from_at, to_at, words from outages \
             where delivery_id = $1 or (delivery_id is null and (to_at is null or to_at > $2)) order by from_at, id",
        )
        .bind(delivery.octets().as_slice())
        .bind(since.micros())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(outage).collect()
    }

    /// The outages that go on and concern all.
    pub async fn open_outages(&self) -> Result<Vec<Outage>, Error> {
        let rows = query(
            "select id, failing, by_operator, delivery_id, from_at, to_at, words from outages \
             where to_at is null and delivery_id is null order by from_at, id",
        );
        rows.all(self.inner.reads()).await?.iter().map(outage).collect()
    }

    /// The last `most` outages that did not end before `since`, the latest first.
    pub async fn last_outages(&self, since: Moment, most: u32) -> Result<Vec<Outage>, Error> {
        let rows = query(
            "select id, failing, by_operator, delivery_id, from_at, to_at, words from outages \
             where to_at is null or to_at > $1 order by from_at desc, id desc limit $2 + 0",
        )
        .bind(since.micros())
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(outage).collect()
    }

    /// An outage.
    pub async fn outage(&self, id: &OutageId) -> Result<Option<Outage>, Error> {
        let row =
            query("select id, failing, by_operator, delivery_id, from_at, to_at, words from outages where id = $1")
                .bind(id.octets().as_slice())
                .maybe(self.inner.reads())
                .await?;
        row.as_ref().map(outage).transpose()
    }

    /// The next `most` deliveries behind `after` that nobody decided on and whose time was not over at `from`, by identifier.
    pub async fn undecided_at(
        &self,
        from: Moment,
        after: Option<DeliveryId>,
        most: u32,
    ) -> Result<Vec<DeliveryId>, Error> {
        // The numbers are those of `record::state`: taken in, no notice failed, open or "not for me", content kept.
        let rows = query(
            "select id from deliveries where id > $1 and intake = 1 and offer in (0, 1, 2) and decision in (0, 3) \
             and content = 0 and (deadline_at is null or deadline_at > $2) order by id limit $3 + 0",
        )
        .bind(after.map_or([0; 16], |id| *id.octets()).as_slice())
        .bind(from.micros())
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| octets(row, 0).map(DeliveryId::from_octets)).collect()
    }
}

fn outage(row: &Row) -> Result<Outage, Error> {
    let failing = Failing::from_name(get::<&str>(row, 1)?).ok_or_else(|| Error::damaged("an outage"))?;
    let delivery = match get::<Option<&[u8]>>(row, 3)? {
        None => None,
        Some(_) => Some(DeliveryId::from_octets(octets(row, 3)?)),
    };
    Ok(Outage {
        id: OutageId::from_octets(octets(row, 0)?),
        failing,
        by_operator: get::<i64>(row, 2)? != 0,
        delivery,
        from: at(row, 4)?,
        to: get::<Option<i64>>(row, 5)?.map(Moment::from_micros),
        words: get(row, 6)?,
    })
}
