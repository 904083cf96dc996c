//! A point in time: whole microseconds, UTC. Never reads the clock: whoever needs "now" is given it.
//!
//! Microseconds because PostgreSQL keeps no more; a moment is rounded down once, before anything is stored or hashed.
//! Written as [RFC 3339] with `Z` (EN 319 522-2 §8.2.5 asks for UTC).

use std::fmt;
use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

const MICROS_PER_SECOND: i64 = 1_000_000;
/// 9999-12-31T23:59:59.999999Z, the last moment that RFC 3339 and X.509 can write.
const LAST: i64 = 253_402_300_799_999_999;

/// A point in time in whole microseconds since 1970-01-01T00:00:00Z, from 1970 to the end of 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// The text is not an RFC 3339 moment in UTC between 1970 and 9999.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a moment such as 2026-11-24T09:14:00Z")]
pub struct NotAMoment(pub String);

impl Moment {
    /// The first moment: 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// The moment so many microseconds after the epoch; what lies outside 1970..=9999 is moved to its nearest end.
    pub fn from_micros(micros: i64) -> Self {
        Self(micros.clamp(0, LAST))
    }

    /// The moment so many whole seconds after the epoch, within 1970..=9999.
    pub fn from_seconds(seconds: i64) -> Self {
        Self::from_micros(seconds.saturating_mul(MICROS_PER_SECOND))
    }

    /// Microseconds since the epoch.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(MICROS_PER_SECOND)
    }

    /// Rounds down to whole microseconds.
    pub fn from_time(time: OffsetDateTime) -> Self {
        Self::from_micros(i64::try_from(time.unix_timestamp_nanos().div_euclid(1_000)).unwrap_or(LAST))
    }

    /// The same moment as the type that the X.509 and formatting libraries use, in UTC.
    pub fn to_time(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// This moment and so much more; stops at the end of 9999.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self::from_micros(self.0.saturating_add(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }

    /// This moment less so much; stops at the epoch.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self::from_micros(self.0.saturating_sub(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }

    /// How long after `earlier` this is; zero when it is not after.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The same moment without its part of a second.
    #[must_use]
    pub fn whole_seconds(self) -> Self {
        Self::from_seconds(self.seconds())
    }

    /// When its hour (of UTC) began.
    #[must_use]
    pub fn whole_hours(self) -> Self {
        Self::from_seconds(self.seconds() - self.seconds().rem_euclid(3600))
    }
}

/// RFC 3339 in UTC: `2026-11-24T09:14:00Z`, with the part of a second only where there is one.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_time().format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

impl std::str::FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let wrong = || NotAMoment(text.chars().take(40).collect());
        let time = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| wrong())?;
        let micros = time.unix_timestamp_nanos().div_euclid(1_000);
        let micros = i64::try_from(micros).ok().filter(|m| (0..=LAST).contains(m)).ok_or_else(wrong)?;
        if text.ends_with('Z') { Ok(Self(micros)) } else { Err(wrong()) }
    }
}

impl serde::Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_prints_only_the_part_of_a_second_that_it_has() {
        assert_eq!(Moment::from_seconds(1_795_511_640).to_string(), "2026-11-24T09:14:00Z");
        assert_eq!(Moment::from_micros(1_795_511_640_120_000).to_string(), "2026-11-24T09:14:00.12Z");
    }

    #[test]
    fn other_offsets_and_other_centuries_are_refused() {
        for text in ["2026-11-24T10:14:00+01:00", "1969-12-31T23:59:59Z", "2026-11-24", "", "2026-13-01T00:00:00Z"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_parses_to_the_same_moment(micros in 0..LAST) {
            let moment = Moment::from_micros(micros);
            prop_assert_eq!(moment.to_string().parse::<Moment>().unwrap(), moment);
        }
    }
}
