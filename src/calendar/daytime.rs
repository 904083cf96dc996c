//! When a mail that can wait is sent: by day, as the clocks of the zone show it.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{Error, zone};

/// The day begins at this hour.
const OPENS: Time = Time::constant(9, 0, 0, 0);
/// The day ends at this hour, which is too late.
const CLOSES: Time = Time::constant(19, 0, 0, 0);

/// `at` (microseconds since 1970), where that is between 9 and 19 o'clock in the zone; else the next moment at which it is 9.
///
/// # Errors
/// An unknown zone, or a moment outside of the calendar.
pub fn daytime(name: &str, at: i64) -> Result<i64, Error> {
    let zone = zone(name)?;
    let at = Timestamp::from_microsecond(at).map_err(|_| Error::OutOfRange)?;
    Ok(by_day(&zone, at)?.as_microsecond())
}

/// So many days after `at` at the same time of the day, or the nearest that is by day.
///
/// # Errors
/// As `daytime`.
pub fn days_later(name: &str, at: i64, days: u16) -> Result<i64, Error> {
    let zone = zone(name)?;
    let at = Timestamp::from_microsecond(at).map_err(|_| Error::OutOfRange)?;
    let shown = zone.to_datetime(at);
    let date = shown.date().checked_add(i32::from(days).days()).map_err(|_| Error::OutOfRange)?;
    let time = shown.time().clamp(OPENS, CLOSES);
    let then = date.to_datetime(time).to_zoned(zone.clone()).map_err(|_| Error::OutOfRange)?;
    if time < CLOSES {
        return Ok(by_day(&zone, then.timestamp())?.as_microsecond());
    }
    // In the last minutes of that day, not on the next.
    let before = then.timestamp().checked_sub(30.minutes()).map_err(|_| Error::OutOfRange)?;
    Ok(by_day(&zone, before)?.as_microsecond())
}

/// The first moment behind this day (`YYYY-MM-DD`) in the zone, microseconds since 1970; `None` where it names no day
/// of the calendar.
///
/// # Errors
/// An unknown zone.
pub fn behind_day(name: &str, day: &str) -> Result<Option<i64>, Error> {
    let zone = zone(name)?;
    let Some(date) = day.parse::<Date>().ok().filter(|_| day.len() == 10) else { return Ok(None) };
    let next = date.tomorrow().and_then(|next| next.to_zoned(zone));
    Ok(next.ok().map(|next| next.timestamp().as_microsecond()))
}

/// The first moment of this day (`YYYY-MM-DD`) in the zone, microseconds since 1970; `None` where it names no day.
///
/// # Errors
/// As `daytime`.
pub fn begin_of_day(name: &str, day: &str) -> Result<Option<i64>, Error> {
    let zone = zone(name)?;
    let Some(date) = day.parse::<Date>().ok().filter(|_| day.len() == 10) else { return Ok(None) };
    Ok(Some(date.to_zoned(zone).map_err(|_| Error::OutOfRange)?.timestamp().as_microsecond()))
}

fn by_day(zone: &TimeZone, at: Timestamp) -> Result<Timestamp, Error> {
    let shown = zone.to_datetime(at);
    if shown.time() >= OPENS && shown.time() < CLOSES {
        return Ok(at);
    }
    let date = if shown.time() < OPENS { Ok(shown.date()) } else { shown.date().tomorrow() };
    let opens = date.map_err(|_| Error::OutOfRange)?.to_datetime(OPENS);
    Ok(opens.to_zoned(zone.clone()).map_err(|_| Error::OutOfRange)?.timestamp())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::local;
    use super::*;

    const AMSTERDAM: &str = "Europe/Amsterdam";

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    fn text(at: i64) -> String {
        Timestamp::from_microsecond(at).unwrap().to_string()
    }

    #[test]
    fn a_day_ends_where_the_next_begins_in_the_zone() {
        let behind = |day: &str| behind_day(AMSTERDAM, day).unwrap().map(text);
        assert_eq!(behind("2026-12-08").as_deref(), Some("2026-12-08T23:00:00Z"));
        assert_eq!(behind("2026-07-01").as_deref(), Some("2026-07-01T22:00:00Z"));
        for none in ["9999-12-31", "", "2026-02-30", "8-12-2026", "2026-12-08T10:00", "20261208", "+002026-12-08"] {
            assert_eq!(behind(none), None, "{none}");
        }
    }

    #[test]
    fn by_day_a_moment_stays_and_by_night_it_waits_for_the_morning() {
        for (moment, then) in [
            ("2026-11-24T09:14:00Z", "2026-11-24T09:14:00Z"),
            ("2026-11-24T17:59:59Z", "2026-11-24T17:59:59Z"),
            ("2026-11-24T18:00:00Z", "2026-11-25T08:00:00Z"),
            ("2026-11-24T23:30:00Z", "2026-11-25T08:00:00Z"),
            ("2026-11-25T03:00:00Z", "2026-11-25T08:00:00Z"),
            // The night in which summer time begins.
            ("2026-03-28T20:00:00Z", "2026-03-29T07:00:00Z"),
        ] {
            assert_eq!(text(daytime(AMSTERDAM, at(moment)).unwrap()), then, "{moment}");
        }
    }

    #[test]
    fn days_later_it_is_the_same_time_by_the_clock_on_the_wall() {
        let later = |moment, days| text(days_later(AMSTERDAM, at(moment), days).unwrap());
        assert_eq!(later("2026-11-24T09:14:00Z", 3), "2026-11-27T09:14:00Z");
        assert_eq!(later("2026-11-24T23:30:00Z", 3), "2026-11-28T08:00:00Z", "by night: the morning of that day");
        assert_eq!(later("2026-11-24T20:30:00Z", 3), "2026-11-27T17:30:00Z", "in the evening: before it");
        assert_eq!(later("2026-03-27T09:00:00Z", 3), "2026-03-30T08:00:00Z", "over the change of the clocks");
    }

    #[test]
    fn what_cannot_be_computed_is_said() {
        assert_eq!(daytime("Mars/Base", 0), Err(Error::UnknownZone("Mars/Base".into())));
        assert_eq!(daytime("UTC", i64::MAX), Err(Error::OutOfRange));
        assert_eq!(days_later("UTC", i64::MAX, 1), Err(Error::OutOfRange));
        assert_eq!(days_later("UTC", at("9999-12-29T00:00:00Z"), 90), Err(Error::OutOfRange));
    }

    proptest! {
        #[test]
        fn nothing_is_sent_by_night(
            from in 0..4_102_444_800_000_000_i64,
            days in 1..90_u16,
            zone in prop::sample::select(vec![
                AMSTERDAM, "America/New_York", "Asia/Beirut", "Africa/Cairo", "America/Havana", "Pacific/Apia",
                "Australia/Lord_Howe", "Asia/Kathmandu", "UTC",
            ]),
        ) {
            let then = days_later(zone, from, days).unwrap();
            prop_assert!(then > from);
            prop_assert_eq!(daytime(zone, then).unwrap(), then);
            let hour = local(zone, then).unwrap().hour;
            prop_assert!((9..19).contains(&hour), "{}", hour);
            prop_assert!(daytime(zone, from).unwrap() - from < 16 * 3_600_000_000);
        }
    }
}
