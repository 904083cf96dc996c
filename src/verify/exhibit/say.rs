//! Our words in one language, and how moments, digests and sources are written in them.

use std::fmt::Display;

use crate::calendar;
use crate::erds::evidence::NoticeDetails;
use crate::erds::moment::Moment;
use crate::words::{Language, When, Words};

/// The zone of times where no terms name one.
const UTC: &str = "UTC";

/// Words, and the zone of the times.
pub(super) struct Say {
    words: Words,
    zone: String,
}

impl Say {
    pub(super) fn new(language: Language, zone: Option<&str>) -> Self {
        let zone = zone.filter(|zone| calendar::knows(zone)).unwrap_or(UTC).to_owned();
        Self { words: Words::new(language), zone }
    }

    pub(super) fn language(&self) -> Language {
        self.words.language()
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    pub(super) fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words.text(key, args)
    }

    /// The zone in which times are written.
    pub(super) fn zone(&self) -> &str {
        &self.zone
    }

    /// A moment by the clocks of the zone, with UTC beside.
    pub(super) fn at(&self, at: Moment) -> String {
        let utc = utc(at);
        match calendar::local(&self.zone, at.micros()) {
            Ok(local) if self.zone != UTC => {
                let moment = self.words.moment(&when(&local, &self.zone));
                self.text("exhibit-moment", &[("moment", &moment), ("utc", &utc)])
            }
            _ => format!("{utc} UTC"),
        }
    }

    /// A deadline, which is the first moment that is too late, by the last minute before it.
    pub(super) fn until(&self, until: Moment) -> String {
        let utc = utc(until);
        match calendar::last_minute(&self.zone, until.micros()) {
            Ok(local) => {
                let moment = self.words.moment(&when(&local, &self.zone));
                self.text("exhibit-until", &[("moment", &moment), ("utc", &utc)])
            }
            Err(_) => format!("{utc} UTC"),
        }
    }

    /// Which notice or reminder it is.
    pub(super) fn notice(&self, notice: &NoticeDetails) -> String {
        match notice.reminder {
            None => self.number("exhibit-notice", notice.number),
            Some(reminder) => self.number("exhibit-reminder", reminder),
        }
    }

    /// A text whose one place is a number.
    pub(super) fn number(&self, key: &str, number: impl Display + Copy) -> String {
        self.text(key, &[("number", &number.to_string())])
    }
}

fn when(local: &calendar::Local, zone: &str) -> When {
    let calendar::Local { weekday, day, month, year, hour, minute, .. } = *local;
    When { weekday, day, month, year, hour, minute, zone: zone.to_owned() }
}

/// `2026-11-24 09:14:00`; what lies outside the calendar as it is.
fn utc(at: Moment) -> String {
    calendar::local(UTC, at.micros()).map_or_else(
        |_| at.to_string(),
        |local| {
            let calendar::Local { day, month, year, hour, minute, second, .. } = local;
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        },
    )
}

/// Hexadecimal digits in groups of four.
pub(super) fn grouped(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
