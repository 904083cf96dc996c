//! Public holidays by country: the days on which no time to decide ends. Rules, not lists of dates: those bound to Easter are
//! computed (Gregorian), those that a law moves are moved by its rule. What differs from region to region counts only where it
//! holds in the whole country (Germany, France), or in its largest part (Great Britain: England and Wales).
//!
//! Sources: NL Algemene termijnenwet art. 3 · BE wet van 4 januari 1974 and koninklijk besluit van 18 april 1974 art. 1 · DE
//! Feiertagsgesetze der Länder, as far as they agree, and Einigungsvertrag art. 2 · FR Code du travail art. L3133-1 · LU Code du
//! travail art. L. 232-2 · AT Arbeitsruhegesetz § 7, and BGBl. 37/1961 for Good Friday, on which no time ends · GB Banking and
//! Financial Dealings Act 1971 schedule 1. They hold from 2024 on, as far as no day is proclaimed for one year only.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The countries that the tables have, as ISO 3166-1 alpha-2, and the name of each table in evidence.
const COUNTRIES: [(&str, &str, &[Rule]); 7] = [
    ("AT", "AT 2026.1", AUSTRIA),
    ("BE", "BE 2026.1", BELGIUM),
    ("DE", "DE 2026.1", GERMANY),
    ("FR", "FR 2026.1", FRANCE),
    ("GB", "GB 2026.1", ENGLAND_AND_WALES),
    ("LU", "LU 2026.1", LUXEMBOURG),
    ("NL", "NL 2026.1", NETHERLANDS),
];

/// A holiday that comes every year.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// On this day: month, day.
    On(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i32),
    /// On the first of this weekday in a month, or, counted from its end (-1), on the last.
    Nth(i8, i8, Weekday),
    /// On another day of the month, in years in which that one falls on this weekday: month, day, weekday, other day.
    Instead(i8, i8, Weekday, i8),
}

use Rule::{Easter, Instead, Nth, On};

const GOOD_FRIDAY: Rule = Easter(-2);
const EASTER_MONDAY: Rule = Easter(1);
const ASCENSION: Rule = Easter(39);
const WHIT_MONDAY: Rule = Easter(50);
const CORPUS_CHRISTI: Rule = Easter(60);

const NETHERLANDS: &[Rule] = &[
    On(1, 1),
    GOOD_FRIDAY,
    EASTER_MONDAY,
    On(4, 27),
    Instead(4, 27, Weekday::Sunday, 26),
    On(5, 5),
    ASCENSION,
    WHIT_MONDAY,
    On(12, 25),
    On(12, 26),
];

const BELGIUM: &[Rule] = &[
    On(1, 1),
    EASTER_MONDAY,
    On(5, 1),
    ASCENSION,
    WHIT_MONDAY,
    On(7, 21),
    On(8, 15),
    On(11, 1),
    On(11, 11),
    On(12, 25),
];

const GERMANY: &[Rule] =
    &[On(1, 1), GOOD_FRIDAY, EASTER_MONDAY, On(5, 1), ASCENSION, WHIT_MONDAY, On(10, 3), On(12, 25), On(12, 26)];

const FRANCE: &[Rule] = &[
    On(1, 1),
    EASTER_MONDAY,
    On(5, 1),
    On(5, 8),
    ASCENSION,
    WHIT_MONDAY,
    On(7, 14),
    On(8, 15),
    On(11, 1),
    On(11, 11),
    On(12, 25),
];

const LUXEMBOURG: &[Rule] = &[
    On(1, 1),
    EASTER_MONDAY,
    On(5, 1),
    On(5, 9),
    ASCENSION,
    WHIT_MONDAY,
    On(6, 23),
    On(8, 15),
    On(11, 1),
    On(12, 25),
    On(12, 26),
];

const AUSTRIA: &[Rule] = &[
    On(1, 1),
    On(1, 6),
    GOOD_FRIDAY,
    EASTER_MONDAY,
    On(5, 1),
    ASCENSION,
    WHIT_MONDAY,
    CORPUS_CHRISTI,
    On(8, 15),
    On(10, 26),
    On(11, 1),
    On(12, 8),
    On(12, 25),
    On(12, 26),
];

const ENGLAND_AND_WALES: &[Rule] = &[
    On(1, 1),
    Instead(1, 1, Weekday::Saturday, 3),
    Instead(1, 1, Weekday::Sunday, 2),
    GOOD_FRIDAY,
    EASTER_MONDAY,
    Nth(5, 1, Weekday::Monday),
    Nth(5, -1, Weekday::Monday),
    Nth(8, -1, Weekday::Monday),
    On(12, 25),
    On(12, 26),
    Instead(12, 25, Weekday::Saturday, 27),
    Instead(12, 25, Weekday::Sunday, 27),
    Instead(12, 26, Weekday::Saturday, 28),
    Instead(12, 26, Weekday::Sunday, 28),
];

/// The name and version of a country's table, as evidence has it; `None` where there is none.
pub fn table(country: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|(code, ..)| *code == country).map(|(_, table, _)| *table)
}

/// The countries that the tables have, as ISO 3166-1 alpha-2.
pub fn countries() -> impl Iterator<Item = &'static str> {
    COUNTRIES.iter().map(|(code, ..)| *code)
}

/// Whether a day is a public holiday of a country; of none that the tables have not.
pub(super) fn is_holiday(country: &str, day: Date) -> bool {
    let rules = COUNTRIES.iter().find(|(code, ..)| *code == country).map(|(.., rules)| *rules);
    rules.unwrap_or_default().iter().any(|rule| holds(*rule, day))
}

fn holds(rule: Rule, day: Date) -> bool {
    match rule {
        On(month, of_month) => (day.month(), day.day()) == (month, of_month),
        Easter(after) => {
            easter(day.year()).is_some_and(|easter| easter.checked_add(after.days()).is_ok_and(|then| then == day))
        }
        Nth(month, which, weekday) => {
            day.month() == month && day.nth_weekday_of_month(which, weekday).is_ok_and(|found| found == day)
        }
        Instead(month, of_month, weekday, other) => {
            let falls = || Date::new(day.year(), month, of_month).is_ok_and(|on| on.weekday() == weekday);
            (day.month(), day.day()) == (month, other) && falls()
        }
    }
}

/// Easter Sunday of a year, by the Gregorian computus in the form of 1876 (J. Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year_of = i32::from(year);
    let (golden, century, rest) = (year_of % 19, year_of / 100, year_of % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The holidays of a year that are no Saturday or Sunday, as `month-day`.
    fn on_weekdays(country: &str, year: i16) -> Vec<String> {
        let weekend = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let days = date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year);
        let free = days.filter(|day| is_holiday(country, *day) && !weekend(day));
        free.map(|day| format!("{}-{}", day.month(), day.day())).collect()
    }

    #[test]
    fn easter_is_on_the_days_that_are_published() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2038, 4, 25),
            (2049, 4, 18),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)), "{year}");
        }
    }

    #[test]
    fn the_holidays_are_those_that_each_country_publishes() {
        for (country, year, published) in [
            ("NL", 2024, "1-1 3-29 4-1 5-9 5-20 12-25 12-26"),
            ("NL", 2025, "1-1 4-18 4-21 5-5 5-29 6-9 12-25 12-26"),
            ("NL", 2026, "1-1 4-3 4-6 4-27 5-5 5-14 5-25 12-25"),
            ("NL", 2027, "1-1 3-26 3-29 4-27 5-5 5-6 5-17"),
            ("BE", 2025, "1-1 4-21 5-1 5-29 6-9 7-21 8-15 11-11 12-25"),
            ("BE", 2026, "1-1 4-6 5-1 5-14 5-25 7-21 11-11 12-25"),
            ("DE", 2024, "1-1 3-29 4-1 5-1 5-9 5-20 10-3 12-25 12-26"),
            ("DE", 2025, "1-1 4-18 4-21 5-1 5-29 6-9 10-3 12-25 12-26"),
            ("DE", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 12-25"),
            ("FR", 2025, "1-1 4-21 5-1 5-8 5-29 6-9 7-14 8-15 11-11 12-25"),
            ("FR", 2026, "1-1 4-6 5-1 5-8 5-14 5-25 7-14 11-11 12-25"),
            ("LU", 2025, "1-1 4-21 5-1 5-9 5-29 6-9 6-23 8-15 12-25 12-26"),
            ("LU", 2026, "1-1 4-6 5-1 5-14 5-25 6-23 12-25"),
            ("AT", 2025, "1-1 1-6 4-18 4-21 5-1 5-29 6-9 6-19 8-15 12-8 12-25 12-26"),
            ("AT", 2026, "1-1 1-6 4-3 4-6 5-1 5-14 5-25 6-4 10-26 12-8 12-25"),
            ("GB", 2024, "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26"),
            ("GB", 2025, "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26"),
            ("GB", 2026, "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28"),
            ("GB", 2027, "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28"),
            ("GB", 2028, "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26"),
        ] {
            assert_eq!(on_weekdays(country, year).join(" "), published, "{country} {year}");
        }
    }

    #[test]
    fn the_kings_birthday_is_kept_on_saturday_where_it_falls_on_a_sunday() {
        assert!(is_holiday("NL", date(2025, 4, 26)) && !is_holiday("NL", date(2026, 4, 26)));
    }

    #[test]
    fn every_table_has_a_name_with_its_version_and_no_other_country_has_one() {
        for country in countries() {
            assert_eq!(table(country), Some(format!("{country} 2026.1").as_str()));
            assert!(on_weekdays(country, 2026).len() >= 6, "{country}");
        }
        assert_eq!((table("XX"), table("nl"), table("")), (None, None, None));
        assert!(on_weekdays("XX", 2026).is_empty());
    }
}
