//! The last day on which an addressee can decide: never a Saturday, a Sunday or a public holiday, never sooner than three
//! full days. Which day is the last one is said here; what a deadline means is `erds::delivery`'s.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

use super::{Error, holidays, zone, zones};

/// The fewest full days that anybody gets.
pub const SHORTEST: u16 = 3;

/// What stands in evidence for a table of public holidays where none is used.
const WEEKENDS: &str = "none";

/// The last day of a term, and the tables that it was found with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDay {
    /// The first instant that is too late, microseconds since 1970: midnight after the last day in the zone.
    pub until: i64,
    /// The last day itself: year, month, day in the zone.
    pub date: (i16, u8, u8),
    /// Version of the zone table.
    pub zones: &'static str,
    /// Name and version of the table of public holidays, such as `NL 2026.1`; `none` where only weekends count.
    pub holidays: &'static str,
}

/// The versions of the tables of zones and of a country's public holidays, as evidence names them, so that a later table explains
/// another day; `none` for the second where only weekends count.
pub fn tables(country: Option<&str>) -> (&'static str, &'static str) {
    (zones(), country.and_then(holidays::table).unwrap_or(WEEKENDS))
}

/// The last day of a term of so many whole days (3 at least) after the day that `now` (microseconds since 1970) falls on
/// in the zone; no public holiday of the country, where one is named.
pub fn last_day(name: &str, country: Option<&str>, now: i64, accept_within: u16) -> Result<LastDay, Error> {
    let (zone, country) = (zone(name)?, known(country)?);
    let now = Timestamp::from_microsecond(now).map_err(|_| Error::OutOfRange)?;
    let soonest =
        now.checked_add(SignedDuration::from_hours(24 * i64::from(SHORTEST))).map_err(|_| Error::OutOfRange)?;
    let date = days_after(zone.to_datetime(now).date(), accept_within.max(SHORTEST).into())?;
    ends(&zone, country, date, soonest)
}

/// The last day of a term that ended at midnight after another one (`until`, microseconds since 1970), so many days later.
pub fn later(name: &str, country: Option<&str>, until: i64, days: u32) -> Result<LastDay, Error> {
    let (zone, country) = (zone(name)?, known(country)?);
    let before = Timestamp::from_microsecond(until.saturating_sub(1)).map_err(|_| Error::OutOfRange)?;
    let date = days_after(zone.to_datetime(before).date(), days.into())?;
    ends(&zone, country, date, before)
}

/// The country, where there is a table of its holidays.
fn known(country: Option<&str>) -> Result<Option<&str>, Error> {
    match country {
        Some(country) if holidays::table(country).is_none() => {
            Err(Error::UnknownCountry(country.chars().filter(|c| !c.is_control()).take(40).collect()))
        }
        country => Ok(country),
    }
}

fn days_after(date: Date, days: i64) -> Result<Date, Error> {
    let span = Span::new().try_days(days).map_err(|_| Error::OutOfRange)?;
    date.checked_add(span).map_err(|_| Error::OutOfRange)
}

/// The first working day from this one on that ends no sooner than `soonest`.
fn ends(zone: &TimeZone, country: Option<&str>, mut date: Date, soonest: Timestamp) -> Result<LastDay, Error> {
    loop {
        let next = date.tomorrow().map_err(|_| Error::OutOfRange)?;
        let until = next.to_zoned(zone.clone()).map_err(|_| Error::OutOfRange)?.timestamp();
        // A short day (summer time begins, or a zone skips a date) must not cost the addressee anything.
        if is_working_day(country, date) && until >= soonest {
            let part = |value: i8| u8::try_from(value).unwrap_or_default();
            return Ok(LastDay {
                until: until.as_microsecond(),
                date: (date.year(), part(date.month()), part(date.day())),
                zones: tables(country).0,
                holidays: tables(country).1,
            });
        }
        date = next;
    }
}

/// Whether people can be expected to see to their post.
fn is_working_day(country: Option<&str>, date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
        && !country.is_some_and(|country| holidays::is_holiday(country, date))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{last_minute, local};
    use super::*;

    const HOUR: i64 = 3_600_000_000;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    fn until(zone: &str, now: &str, days: u16) -> String {
        Timestamp::from_microsecond(last_day(zone, None, at(now), days).unwrap().until).unwrap().to_string()
    }

    #[test]
    fn a_term_that_ends_on_a_public_holiday_runs_on_to_the_next_working_day() {
        let until = |country, now: &str, days| {
            let last = last_day("Europe/Amsterdam", Some(country), at(now), days).unwrap();
            (Timestamp::from_microsecond(last.until).unwrap().to_string(), last.holidays)
        };
        // Friday 25 December; the 26th is a Saturday.
        assert_eq!(until("NL", "2026-12-11T09:00:00Z", 14), ("2026-12-28T23:00:00Z".to_owned(), "NL 2026.1"));
        assert_eq!(until("GB", "2026-12-11T09:00:00Z", 14), ("2026-12-29T23:00:00Z".to_owned(), "GB 2026.1"));
        // Good Friday to Easter Monday, where the first is free; where it is not, the term ends on it.
        assert_eq!(until("NL", "2026-03-20T09:00:00Z", 14).0, "2026-04-07T22:00:00Z");
        assert_eq!(until("BE", "2026-03-20T09:00:00Z", 14).0, "2026-04-03T22:00:00Z");
        // The king's birthday and 5 May.
        assert_eq!(until("NL", "2026-04-13T09:00:00Z", 14).0, "2026-04-28T22:00:00Z");
        let moved = later("Europe/Amsterdam", Some("NL"), at("2026-05-04T22:00:00Z"), 1).unwrap();
        assert_eq!(moved.until, at("2026-05-06T22:00:00Z"));
        assert_eq!(last_day("UTC", Some("XX"), 0, 14), Err(Error::UnknownCountry("XX".into())));
        assert_eq!(later("UTC", Some("nl"), 0, 1), Err(Error::UnknownCountry("nl".into())));
        assert_eq!((tables(None), tables(Some("BE")).1), ((zones(), "none"), "BE 2026.1"));
    }

    #[test]
    fn fourteen_days_after_a_tuesday_end_at_midnight_after_a_tuesday() {
        let last = last_day("Europe/Amsterdam", None, at("2026-11-24T09:14:00Z"), 14).unwrap();
        assert_eq!(last.until, at("2026-12-08T23:00:00Z"));
        assert_eq!((last.date, last.holidays), ((2026, 12, 8), "none"));
        assert_eq!(last.zones, zones());
    }

    #[test]
    fn a_term_that_ends_in_a_weekend_runs_through_monday() {
        assert_eq!(until("Europe/Amsterdam", "2026-11-20T09:00:00Z", 8), "2026-11-30T23:00:00Z", "Saturday");
        assert_eq!(until("Europe/Amsterdam", "2026-11-20T09:00:00Z", 9), "2026-11-30T23:00:00Z", "Sunday");
    }

    #[test]
    fn the_day_is_the_one_in_the_zone() {
        assert_eq!(until("Europe/Amsterdam", "2026-11-23T22:59:59Z", 3), "2026-11-26T23:00:00Z");
        assert_eq!(until("Europe/Amsterdam", "2026-11-23T23:00:00Z", 3), "2026-11-27T23:00:00Z");
        assert_eq!(until("Asia/Tokyo", "2026-11-23T15:00:00Z", 3), "2026-11-27T15:00:00Z");
    }

    #[test]
    fn the_end_of_the_year_and_a_leap_day_are_ordinary_days() {
        assert_eq!(until("Europe/Amsterdam", "2026-12-28T12:00:00Z", 3), "2026-12-31T23:00:00Z");
        assert_eq!(until("Europe/Amsterdam", "2026-12-25T12:00:00Z", 10), "2027-01-04T23:00:00Z");
        assert_eq!(until("Europe/Amsterdam", "2028-02-25T12:00:00Z", 4), "2028-02-29T23:00:00Z");
    }

    #[test]
    fn a_change_of_the_clocks_moves_the_instant_and_not_the_day() {
        assert_eq!(until("Europe/Amsterdam", "2026-03-24T12:00:00Z", 7), "2026-03-31T22:00:00Z");
        assert_eq!(until("Europe/Amsterdam", "2026-10-20T12:00:00Z", 7), "2026-10-27T23:00:00Z");
    }

    #[test]
    fn three_days_are_three_full_days_where_clocks_jump_or_a_date_is_left_out() {
        // Amsterdam, Friday 27 March 2026, the last second before midnight; the clocks jump on Sunday.
        assert_eq!(until("Europe/Amsterdam", "2026-03-27T22:59:59Z", 3), "2026-03-31T22:00:00Z");
        // Samoa had no 30 December 2011.
        assert_eq!(until("Pacific/Apia", "2011-12-29T12:00:00Z", 3), "2012-01-02T10:00:00Z");
    }

    #[test]
    fn where_midnight_does_not_exist_the_day_ends_when_the_next_one_begins() {
        // Beirut, Sunday 29 March 2026 begins at 01:00; the last day before it is a Saturday, so ask the rendering only.
        let begins = at("2026-03-28T22:00:00Z");
        assert_eq!(local("Asia/Beirut", begins).unwrap().hour, 1);
        let printed = last_minute("Asia/Beirut", begins).unwrap();
        assert_eq!((printed.day, printed.hour, printed.minute), (28, 23, 59));
        // Asunción, Monday term over the jump on a Sunday in October 2023.
        assert_eq!(until("America/Asuncion", "2023-09-28T12:00:00Z", 4), "2023-10-03T03:00:00Z");
    }

    #[test]
    fn a_term_shorter_than_three_days_becomes_three() {
        for days in 0..3 {
            assert_eq!(until("UTC", "2026-11-23T12:00:00Z", days), "2026-11-27T00:00:00Z");
        }
    }

    #[test]
    fn a_term_that_is_moved_ends_at_midnight_after_a_working_day() {
        let moved = |until: &str, days| {
            let last = later("Europe/Amsterdam", None, at(until), days).unwrap();
            Timestamp::from_microsecond(last.until).unwrap().to_string()
        };
        assert_eq!(moved("2026-12-08T23:00:00Z", 0), "2026-12-08T23:00:00Z", "a Tuesday");
        assert_eq!(moved("2026-12-08T23:00:00Z", 1), "2026-12-09T23:00:00Z");
        assert_eq!(moved("2026-12-08T23:00:00Z", 4), "2026-12-14T23:00:00Z", "Saturday");
        assert_eq!(moved("2026-03-27T23:00:00Z", 3), "2026-03-30T22:00:00Z", "over the change of the clocks");
        assert_eq!(later("UTC", None, i64::MAX, 1), Err(Error::OutOfRange));
        assert_eq!(later("UTC", None, 0, u32::MAX), Err(Error::OutOfRange));
    }

    #[test]
    fn what_cannot_be_computed_is_said_and_never_guessed() {
        assert_eq!(last_day("Mars/Base", None, 0, 14), Err(Error::UnknownZone("Mars/Base".into())));
        assert_eq!(last_day("UTC", None, i64::MAX, 14), Err(Error::OutOfRange));
        assert_eq!(last_day("UTC", None, at("9999-12-30T00:00:00Z"), 14), Err(Error::OutOfRange));
    }

    proptest! {
        #[test]
        fn the_last_day_is_a_working_day_and_ends_at_midnight_after_three_full_days(
            now in 0..4_102_444_800_000_000_i64,
            days in 0..91_u16,
            country in prop::option::of(prop::sample::select(holidays::countries().collect::<Vec<_>>())),
            zone in prop::sample::select(vec![
                "Europe/Amsterdam", "America/New_York", "Asia/Beirut", "Africa/Cairo", "America/Havana",
                "America/Asuncion", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC",
            ]),
        ) {
            let last = last_day(zone, country, now, days).unwrap();
            prop_assert!(last.until - now >= 72 * HOUR);
            let before = local(zone, last.until - 1).unwrap();
            let after = local(zone, last.until).unwrap();
            prop_assert_eq!((before.year, before.month, before.day), last.date);
            prop_assert!(before.weekday <= 5, "{:?}", before);
            prop_assert_ne!(before.day, after.day);
            prop_assert!(after.minute == 0 && after.hour <= 1, "{:?}", after);
            let printed = last_minute(zone, last.until).unwrap();
            prop_assert_eq!((printed.year, printed.month, printed.day), last.date);
        }
    }
}
