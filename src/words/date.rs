//! Dates in words: weekday, day, month, and the zone where it matters. A deadline is given as the last minute before it,
//! so it reads 23.59 of the last day. The parts come from `calendar::local` and `calendar::last_minute`.

use super::Words;

/// A moment as a clock on the wall of a zone shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// 1 Monday to 7 Sunday.
    pub weekday: u8,
    /// Day of the month.
    pub day: u8,
    /// 1 to 12.
    pub month: u8,
    /// Of the Gregorian calendar.
    pub year: i16,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// IANA name of the zone.
    pub zone: String,
}

impl Words {
    /// `8 december`: for a subject line or inside a sentence, where the year is plain.
    pub fn day(self, when: &When) -> String {
        self.date("date-day", when)
    }

    /// `dinsdag 8 december 2026`
    pub fn full_date(self, when: &When) -> String {
        self.date("date-full", when)
    }

    /// `dinsdag 8 december 2026, 23.59 uur`: only where the reader knows the zone.
    pub fn moment(self, when: &When) -> String {
        self.date("date-moment", when)
    }

    /// `dinsdag 8 december 2026, 23.59 uur, Nederlandse tijd`
    pub fn moment_in_zone(self, when: &When) -> String {
        self.date("date-moment-zone", when)
    }

    fn zone(self, name: &str) -> String {
        match name {
            "Europe/Amsterdam" => self.say("zone-dutch"),
            "Europe/Brussels" => self.say("zone-belgian"),
            "Europe/Berlin" => self.say("zone-german"),
            "Europe/Paris" => self.say("zone-french"),
            "UTC" | "Etc/UTC" => self.say("zone-utc"),
            other => self.text("zone-other", &[("zone", &other.replace('_', " "))]),
        }
    }

    fn date(self, key: &str, when: &When) -> String {
        // French counts the first day of a month otherwise than the rest.
        let day = if when.day == 1 { self.say("day-first") } else { when.day.to_string() };
        self.text(
            key,
            &[
                ("weekday", &self.say(&format!("weekday-{}", when.weekday))),
                ("day", &day),
                ("month", &self.say(&format!("month-{}", when.month))),
                ("year", &when.year.to_string()),
                ("hour", &format!("{:02}", when.hour)),
                ("minute", &format!("{:02}", when.minute)),
                ("zone", &self.zone(&when.zone)),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(zone: &str, hour: u8) -> When {
        When { weekday: 2, day: 8, month: 12, year: 2026, hour, minute: 59, zone: zone.into() }
    }

    #[test]
    fn a_date_reads_as_people_write_it() {
        let (nl, en) = (Words::of("nl"), Words::of("en"));
        let last = when("Europe/Amsterdam", 23);
        assert_eq!(nl.moment(&last), "dinsdag 8 december 2026, 23.59 uur");
        assert_eq!(nl.moment_in_zone(&last), "dinsdag 8 december 2026, 23.59 uur, Nederlandse tijd");
        assert_eq!(en.moment_in_zone(&last), "Tuesday 8 December 2026, 23:59, Dutch time");
        assert_eq!((nl.day(&last), en.day(&last)), ("8 december".into(), "8 December".into()));
        assert_eq!(en.full_date(&last), "Tuesday 8 December 2026");
    }

    #[test]
    fn german_and_french_dates_have_their_weekday_their_zone_and_their_first_of_the_month() {
        let (de, fr) = (Words::of("de"), Words::of("fr"));
        let last = when("Europe/Amsterdam", 23);
        assert_eq!(de.moment_in_zone(&last), "Dienstag, 8. Dezember 2026, 23:59 Uhr, niederländische Zeit");
        assert_eq!(fr.moment_in_zone(&last), "mardi 8 décembre 2026, 23\u{a0}h\u{a0}59, heure néerlandaise");
        assert_eq!((de.day(&last), fr.day(&last)), ("8. Dezember".into(), "8 décembre".into()));
        let first = When { day: 1, ..when("Europe/Paris", 9) };
        assert_eq!(fr.moment_in_zone(&first), "mardi 1er décembre 2026, 09\u{a0}h\u{a0}59, heure française");
        assert_eq!(de.moment_in_zone(&first), "Dienstag, 1. Dezember 2026, 09:59 Uhr, französische Zeit");
        assert_eq!(Words::of("nl").day(&first), "1 december");
    }

    #[test]
    fn early_hours_have_two_digits_and_far_zones_are_named() {
        let early = when("America/Port_of_Spain", 0);
        assert_eq!(
            Words::of("nl").moment_in_zone(&early),
            "dinsdag 8 december 2026, 00.59 uur, tijd in America/Port of Spain"
        );
    }
}
