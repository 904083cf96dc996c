//! The terms under which an addressee decides, fixed at hand-in and stated in A.1.
//!
//! Which day is the last one is the work of `calendar` (zones, weekends, holidays); what a deadline means is `delivery`'s.

use super::party::Level;
use super::reminders::Reminders;

/// The fewest days that an addressee gets.
pub const SHORTEST: u16 = 3;
/// The most days that a sender may give.
pub const LONGEST: u16 = 90;

/// For how many days after a decision the content stays with us, where nobody chose.
pub const CONTENT_KEPT: u16 = 30;

/// Terms of one submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    accept_within: u16,
    /// IANA name of the zone in which days begin and end, such as `Europe/Amsterdam`.
    pub zone: String,
    /// The least that an addressee must prove about themselves.
    pub assurance: Level,
    /// The language of notice and pages until the addressee chooses another: `nl`, `en`, `de`, `fr`.
    pub language: String,
    /// For how many days after a decision the content stays with us.
    pub content_kept: u16,
    /// The country whose public holidays count as no days to decide on, as ISO 3166-1 alpha-2; `None`: only weekends do.
    pub country: Option<String>,
    /// On which days the addressee is reminded.
    pub reminders: Reminders,
}

/// Terms that we do not take.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotTerms {
    /// Outside 3 to 90 days.
    #[error("the time to decide is {0} days; use {SHORTEST} to {LONGEST}")]
    AcceptWithin(u16),
}

impl Terms {
    /// Terms that give the addressee `accept_within` whole days (3 to 90) after the day of the notice, and no reminders.
    pub fn new(accept_within: u16, zone: &str, language: &str) -> Result<Self, NotTerms> {
        if !(SHORTEST..=LONGEST).contains(&accept_within) {
            return Err(NotTerms::AcceptWithin(accept_within));
        }
        Ok(Self {
            accept_within,
            zone: zone.to_owned(),
            assurance: Level::Mailbox,
            language: language.to_owned(),
            content_kept: CONTENT_KEPT,
            country: None,
            reminders: Reminders::default(),
        })
    }

    /// For how many whole days after the day of the notice one can decide.
    pub fn accept_within(&self) -> u16 {
        self.accept_within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gets_less_than_three_days_or_more_than_ninety() {
        for days in [0, 2, 91, u16::MAX] {
            assert_eq!(Terms::new(days, "Europe/Amsterdam", "nl"), Err(NotTerms::AcceptWithin(days)));
        }
        assert_eq!(Terms::new(3, "Europe/Amsterdam", "nl").unwrap().accept_within(), 3);
    }
}
