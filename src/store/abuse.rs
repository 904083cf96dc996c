//! What people report as abuse: for the operator's eyes alone, encrypted under the master key, kept for a year. A report outlives
//! the delivery that it is about.

use serde::{Deserialize, Serialize};

use super::Store;
use super::error::Error;
use super::keys::Place;
use super::reads::{at, get, octets};
use super::sql::{Row, query};
use crate::erds::id::{DeliveryId, ReportId};
use crate::erds::moment::Moment;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbuseReport {
    /// Its identifier.
    pub id: ReportId,
    /// What it is about; `None` where that is not known.
    pub delivery: Option<DeliveryId>,
    /// Whether somebody reported it who had proven that they read the delivery's mailbox.
    pub proven: bool,
    /// Why: a word out of a short list.
    pub reason: String,
    /// What they wrote.
    pub text: String,
    /// When.
    pub at: Moment,
}

/// What of a report is encrypted.
#[derive(Serialize, Deserialize)]
pub(super) struct Form {
    pub(super) proven: bool,
    pub(super) reason: String,
    pub(super) text: String,
}

impl Store {
    /// The last `most` reports before `before` (from the latest where `None`), the latest first.
    ///
    /// # Errors
    /// As for every read.
    pub async fn abuse_reports(&self, before: Option<ReportId>, most: u32) -> Result<Vec<AbuseReport>, Error> {
        let before = before.map_or([0xFF; 16], |id| *id.octets());
        let rows = query(
            "select id, delivery_id, record, made_at from abuse_reports where id < $1 order by id desc limit $2 + 0",
        )
        .bind(before.as_slice())
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| self.report(row)).collect()
    }

    /// A report.
    ///
    /// # Errors
    /// As for every read.
    pub async fn abuse_report(&self, id: &ReportId) -> Result<Option<AbuseReport>, Error> {
        let row = query("select id, delivery_id, record, made_at from abuse_reports where id = $1")
            .bind(id.octets().as_slice())
            .maybe(self.inner.reads())
            .await?;
        row.map(|row| self.report(&row)).transpose()
    }

    fn report(&self, row: &Row) -> Result<AbuseReport, Error> {
        let damaged = || Error::damaged("a report of abuse");
        let id = octets(row, 0)?;
        let delivery = match get::<Option<&[u8]>>(row, 1)? {
            None => None,
            Some(_) => Some(DeliveryId::from_octets(octets(row, 1)?)),
        };
        let place = Place("abuse_reports.record", &id);
        let json = self.inner.ring.master.open(&place, get(row, 2)?).ok_or_else(damaged)?;
        let Form { proven, reason, text } = serde_json::from_slice(&json).map_err(|_| damaged())?;
        Ok(AbuseReport { id: ReportId::from_octets(id), delivery, proven, reason, text, at: at(row, 3)? })
    }
}
