//! From a moment to the parts that `words` puts into a sentence. An exclusive deadline becomes the minute before it.

use crate::calendar;
use crate::erds::moment::Moment;
use crate::words::{Language, When, Words};

/// A moment as the clocks of the zone show it.
pub fn when(zone: &str, moment: Moment) -> Result<When, calendar::Error> {
    Ok(parts(zone, &calendar::local(zone, moment.micros())?))
}

/// The last minute before an exclusive deadline: 23:59 of the last day.
pub fn last_minute(zone: &str, until: Moment) -> Result<When, calendar::Error> {
    Ok(parts(zone, &calendar::last_minute(zone, until.micros())?))
}

/// The moment in words; the zone is named unless a reader of this language lives in it.
pub fn shown(words: Words, when: &When) -> String {
    if words.language() == Language::Dutch && when.zone == "Europe/Amsterdam" {
        words.moment(when)
    } else {
        words.moment_in_zone(when)
    }
}

fn parts(zone: &str, local: &calendar::Local) -> When {
    When {
        weekday: local.weekday,
        day: local.day,
        month: local.month,
        year: local.year,
        hour: local.hour,
        minute: local.minute,
        zone: zone.to_owned(),
    }
}
