//! What program ran: the log's own statement at each start of the daemon. Append-only; each is an entry of the log, made in
//! one unit with its row.

use super::reads::{at, get, octets};
use super::sql::query;
use super::{Error, Store};
use crate::erds::id::EvidenceId;
use crate::erds::moment::Moment;

/// What was said at one start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceStart {
    /// Under what it is entered in the log; drawn as that of an evidence is.
    pub id: EvidenceId,
    /// When.
    pub started: Moment,
    /// The signed note, byte for byte.
    pub note: Vec<u8>,
}

impl Store {
    /// The last start at or before a moment, of whichever node.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy, `Broken` where what is kept was damaged.
    pub async fn last_start(&self, by: Moment) -> Result<Option<ServiceStart>, Error> {
        let row = query(
            "select id, started_at, note from service_statements where started_at <= $1 \
             order by started_at desc, id desc limit 1",
        )
        .bind(by.micros())
        .maybe(self.inner.reads())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let id = EvidenceId::from_octets(octets(&row, 0)?);
        Ok(Some(ServiceStart { id, started: at(&row, 1)?, note: get(&row, 2)? }))
    }
}
