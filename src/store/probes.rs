//! What the service found when it opened a delivery's content and page by itself.

use super::reads::get;
use super::seen::Seen;
use super::sql::query;
use super::{Error, Store};
use crate::erds::moment::Moment;

/// When content and page of a delivery could be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Probes {
    /// The first time that they could.
    pub first: Option<Moment>,
    /// The last time that they could.
    pub last: Option<Moment>,
    /// Since when they cannot; `None` where the last look succeeded.
    pub failed: Option<Moment>,
}

impl Store {
    /// What was found so far; nothing where nobody looked.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy, `Broken` where what is kept was damaged.
    pub async fn probes(&self, seen: &Seen) -> Result<Probes, Error> {
        let row = query("select first_at, last_at, failed_at from probes where delivery_id = $1")
            .bind(seen.id.octets().as_slice())
            .maybe(self.inner.reads())
            .await?;
        let Some(row) = row else { return Ok(Probes::default()) };
        let moment = |column| Ok::<_, Error>(get::<Option<i64>>(&row, column)?.map(Moment::from_micros));
        Ok(Probes { first: moment(0)?, last: moment(1)?, failed: moment(2)? })
    }
}
