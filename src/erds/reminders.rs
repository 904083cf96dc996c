//! On which days after its notice a delivery's addressee is reminded. The schedule is part of the terms and stated in A.1; it
//! moves no deadline.

use std::fmt;

/// The most reminders of one delivery.
pub const MOST: usize = 3;
/// The term whose days `Reminders::scaled` is given.
pub const OF: u16 = 14;
/// The days of a term of 14 on which an addressee is reminded where nobody chose others.
pub const USUAL: [u16; 3] = [3, 7, 12];

/// Whole days after the day of the notice, each later than the one before; none where nobody is to be reminded.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reminders(Vec<u16>);

/// Days that are no schedule of reminders. The texts are for whoever asked for them.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotASchedule {
    /// More than three.
    #[error("{0} reminders are asked for; {MOST} are the most")]
    TooMany(usize),
    /// Two on one day, or not in their order.
    #[error("the days of reminders are not each later than the one before; write such as 3, 7, 12")]
    Order,
    /// Before the first day after the notice, or not before the last day.
    #[error("a reminder on day {day} is not within the time to decide; use 1 to {last}")]
    Outside {
        /// The day that was asked for.
        day: u16,
        /// The last day on which a reminder can be sent.
        last: u16,
    },
    /// What was written is no list of days.
    #[error("`{0}` is no list of days; write such as `3, 7, 12`, or `none`")]
    Unreadable(String),
}

impl Reminders {
    /// Reminders on these days, for a time to decide of `accept_within` whole days: each before the last of them.
    ///
    /// # Errors
    /// More than three, out of order, or outside of the time to decide.
    pub fn new(days: &[u16], accept_within: u16) -> Result<Self, NotASchedule> {
        if days.len() > MOST {
            return Err(NotASchedule::TooMany(days.len()));
        }
        if days.windows(2).any(|pair| matches!(pair, [before, after] if before >= after)) {
            return Err(NotASchedule::Order);
        }
        let last = accept_within.saturating_sub(1);
        match days.iter().find(|day| !(1..=last).contains(*day)) {
            Some(day) => Err(NotASchedule::Outside { day: *day, last }),
            None => Ok(Self(days.to_vec())),
        }
    }

    /// The days of a term of 14, at the same parts of another one; those that fall on one day become one.
    pub fn scaled(of_fourteen: &[u16], accept_within: u16) -> Self {
        let last = accept_within.saturating_sub(1).max(1);
        let scale = |day: &u16| {
            let whole = (u32::from(*day) * u32::from(accept_within) + u32::from(OF / 2)) / u32::from(OF);
            u16::try_from(whole).unwrap_or(last).clamp(1, last)
        };
        let mut days: Vec<u16> = of_fourteen.iter().map(scale).collect();
        days.sort_unstable();
        days.dedup();
        days.truncate(MOST);
        Self(days)
    }

    /// A list of days as people write it: `3, 7, 12`; `none`.
    ///
    /// # Errors
    /// As `new`, and where it is no list.
    pub fn read(text: &str, accept_within: u16) -> Result<Self, NotASchedule> {
        if text.trim().eq_ignore_ascii_case("none") {
            return Ok(Self::default());
        }
        let unreadable = |_| NotASchedule::Unreadable(text.chars().filter(|c| !c.is_control()).take(60).collect());
        let days: Result<Vec<u16>, _> = text.split(',').map(|day| day.trim().parse()).collect();
        Self::new(&days.map_err(unreadable)?, accept_within)
    }

    /// The days, in their order.
    pub fn days(&self) -> &[u16] {
        &self.0
    }

    /// The day of the reminder of this number, counted from 1.
    pub fn day(&self, number: u16) -> Option<u16> {
        self.0.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// Whether nobody is to be reminded.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }
}

/// `3, 7, 12`; `none`.
impl fmt::Display for Reminders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        let days: Vec<String> = self.0.iter().map(u16::to_string).collect();
        f.write_str(&days.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_days_are_at_the_same_parts_of_every_term() {
        for (term, days) in [
            (3, vec![1, 2]),
            (4, vec![1, 2, 3]),
            (7, vec![2, 4, 6]),
            (10, vec![2, 5, 9]),
            (14, vec![3, 7, 12]),
            (30, vec![6, 15, 26]),
            (90, vec![19, 45, 77]),
        ] {
            let scaled = Reminders::scaled(&USUAL, term);
            assert_eq!(scaled.days(), days, "{term}");
            assert_eq!(Reminders::new(scaled.days(), term), Ok(scaled), "what is scaled is within the bounds");
        }
        assert!(Reminders::scaled(&[], 14).is_none());
    }

    #[test]
    fn a_schedule_is_read_as_people_write_it_and_printed_so() {
        for text in ["3, 7, 12", "1", "none"] {
            assert_eq!(Reminders::read(text, 14).unwrap().to_string(), text);
        }
        assert_eq!(Reminders::read(" 3,7 ", 14).unwrap().days(), [3, 7]);
        assert_eq!(Reminders::read("None", 14), Ok(Reminders::default()));
    }

    #[test]
    fn every_other_schedule_is_refused_with_what_would_be_right() {
        for (text, error) in [
            ("1, 2, 3, 4", NotASchedule::TooMany(4)),
            ("7, 3", NotASchedule::Order),
            ("3, 3", NotASchedule::Order),
            ("0", NotASchedule::Outside { day: 0, last: 13 }),
            ("14", NotASchedule::Outside { day: 14, last: 13 }),
            ("weekly", NotASchedule::Unreadable("weekly".to_owned())),
            ("", NotASchedule::Unreadable(String::new())),
            ("-1", NotASchedule::Unreadable("-1".to_owned())),
        ] {
            assert_eq!(Reminders::read(text, 14), Err(error), "{text}");
        }
        assert_eq!(Reminders::read("1", 0), Err(NotASchedule::Outside { day: 1, last: 0 }));
    }

    #[test]
    fn reminders_are_found_by_their_number() {
        let reminders = Reminders::read("3, 7", 14).unwrap();
        assert_eq!([0, 1, 2, 3].map(|number| reminders.day(number)), [None, Some(3), Some(7), None]);
    }
}
