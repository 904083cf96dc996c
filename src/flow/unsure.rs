//! When a mail is repeated whose outcome is unknown: a server had all of it and its answer did not come. Each repeat may put one
//! more copy into somebody's mailbox, so the pauses grow, and at some time it ends (docs/decisions/0008, 0040).

use std::time::Duration;

use crate::erds::moment::Moment;
use crate::store::{Subject, Work};

use super::{Fault, Service};

/// The shortest pause behind an attempt whose outcome is unknown.
const SOONEST: Duration = Duration::from_secs(30);
/// From its beginning that pause is so many times as long as the time since the first: about eight attempts in three days.
const GROWS: u32 = 4;
/// The most attempts at one mail that are noted.
const MOST: usize = 12;

/// When a mail whose attempt began at `begun`, the first at `first`, is repeated; `None` where that attempt was the last.
pub(super) fn repeated_at(service: &Service, first: Moment, begun: Moment) -> Option<Moment> {
    let over = first.plus(service.settings.notice_tried_for);
    let pause = (begun.since(first) * GROWS).max(SOONEST);
    (begun < over).then(|| begun.plus(pause).min(over).max(service.now()))
}

/// The attempts at one mail whose outcome is unknown, other than a notice: their moments.
pub(super) struct Unsure {
    subject: Subject,
    what: String,
    begun: Vec<Moment>,
}

impl Unsure {
    /// What is known of them.
    pub(super) async fn of(service: &Service, subject: Subject, what: &str) -> Result<Self, Fault> {
        let mut found = Self { subject, what: what.to_owned(), begun: Vec::new() };
        while found.begun.len() < MOST
            && let Some(at) = service.store.told(subject, &found.next()).await?
        {
            found.begun.push(at);
        }
        Ok(found)
    }

    /// Until when the mail is not to be repeated.
    pub(super) fn rests_until(&self, service: &Service) -> Option<Moment> {
        let (first, last) = (self.begun.first()?, self.begun.last()?);
        repeated_at(service, *first, *last).filter(|at| *at > service.now())
    }

    /// Notes one more attempt, which began at `begun`; when the mail is repeated, `None` where that was the last one.
    pub(super) fn note(&self, service: &Service, begun: Moment, work: &mut Work) -> Option<Moment> {
        work.told(self.subject, &self.next(), begun);
        let first = self.begun.first().copied().unwrap_or(begun);
        repeated_at(service, first, begun).filter(|_| self.begun.len() + 1 < MOST)
    }

    /// How the store names the next one.
    fn next(&self) -> String {
        format!("{}, not known {}", self.what, self.begun.len() + 1)
    }
}
