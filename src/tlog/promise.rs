//! The promise in the first receipt: the first evidence of a delivery is in this log by T. It names the statement by the
//! SHA-256 of its canonical octets, which is the first reference's digest in the sealed file, so it can be made before the
//! seal. One delivery each: nobody learns from it that there is another addressee.

use std::time::Duration;

use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;

use super::own::{Error, Fields, Said};

/// How long after the event of the statement a promise runs. It belongs to version 1 of this note: the same rows always make
/// the same promise. As long as the verifier lets an event time rest on the service's word; authorities may be down.
pub const WITHIN: Duration = Duration::from_hours(24);

/// What a log promises of one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The log's name for itself.
    pub origin: String,
    /// The delivery.
    pub delivery: DeliveryId,
    /// SHA-256 of the canonical octets of its first statement.
    pub statement: Sha256,
    /// When that event was, as the service states.
    pub stated: Moment,
    /// By when its evidence is in the log.
    pub logged_by: Moment,
}

impl Promise {
    /// The promise of a statement.
    pub fn new(origin: &str, delivery: DeliveryId, statement: Sha256, stated: Moment) -> Self {
        Self { origin: origin.to_owned(), delivery, statement, stated, logged_by: stated.plus(WITHIN) }
    }
}

impl Said for Promise {
    const FIRST: &'static str = "recepis promise v1";

    fn origin(&self) -> &str {
        &self.origin
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("delivery", self.delivery.to_string()),
            ("statement", self.statement.to_string()),
            ("stated", self.stated.to_string()),
            ("logged-by", self.logged_by.to_string()),
        ]
    }

    fn read(origin: String, fields: &mut Fields<'_>) -> Result<Self, Error> {
        let moment = "a moment such as 2026-11-24T09:14:00Z";
        Ok(Self {
            origin,
            delivery: fields.next("delivery", "an identifier of 26 letters and digits")?,
            statement: fields.next("statement", "a SHA-256 digest, 64 hexadecimal digits")?,
            stated: fields.next("stated", moment)?,
            logged_by: fields.next("logged-by", moment)?,
        })
    }
}
