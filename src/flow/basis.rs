//! Why the sender thinks that an address is the addressee's, as it states: in words of its own (`Recepis-Address-Basis`), and since
//! when (`Recepis-Address-Basis-Date`). The addressee reads it on the notice's page, and A.1 holds it. People move on: a date
//! more than two years ago is refused before anything is taken in, unless the sender says that it holds `still`.

use crate::calendar;
use crate::erds::moment::Moment;
use crate::erds::submission::AddressBasis;
use crate::format::mime::Header;

/// From so many days on a date is old.
const OLD: i64 = 731;
const DAY: i64 = 86_400_000_000;
/// What a sender writes behind a date that is old.
const STILL: &str = "still";
/// The most characters of the words.
const LONGEST: usize = 200;

/// What the header states, judged at this moment in the zone of the terms; the error is for the sender.
pub(super) fn stated(header: &Header, zone: &str, now: Moment) -> Result<Option<AddressBasis>, String> {
    let kind = header.option("Address-Basis").map(str::trim).filter(|text| !text.is_empty());
    let date = header.option("Address-Basis-Date").map(str::trim).filter(|text| !text.is_empty());
    match (kind, date) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(
            "Recepis-Address-Basis-Date stands alone; say in Recepis-Address-Basis what it is the date of, such as \
                                `given by the addressee`"
                .to_owned(),
        ),
        (Some(kind), date) => {
            let date = date.map(|text| dated(text, zone, now)).transpose()?;
            Ok(Some(AddressBasis { kind: kind.chars().take(LONGEST).collect(), date }))
        }
    }
}

/// The day, without the word behind it.
fn dated(text: &str, zone: &str, now: Moment) -> Result<String, String> {
    let (day, still) = match text.split_once(char::is_whitespace) {
        Some((day, rest)) => (day, rest.trim()),
        None => (text, ""),
    };
    let begins = calendar::begin_of_day(zone, day).ok().flatten().filter(|begins| *begins <= now.micros());
    let Some(begins) = begins.filter(|_| still.is_empty() || still == STILL) else {
        let start: String = text.chars().take(40).collect();
        return Err(format!("Recepis-Address-Basis-Date is `{start}`; write a day up to today, such as 2026-01-12"));
    };
    if still.is_empty() && now.micros() - begins > OLD * DAY {
        return Err(format!(
            "the address rests on something of {day}, more than two years ago: ask the addressee again; or, where you know that \
             it holds, write Recepis-Address-Basis-Date: {day} {STILL}"
        ));
    }
    Ok(day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(options: &[(&str, &str)]) -> Result<Option<AddressBasis>, String> {
        let options = options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let header = Header { options, ..Header::default() };
        stated(&header, "Europe/Amsterdam", "2026-11-24T09:14:00Z".parse().unwrap())
    }

    fn on(date: &str) -> Result<Option<String>, String> {
        said(&[("Address-Basis", "contract"), ("Address-Basis-Date", date)])
            .map(|basis| basis.and_then(|basis| basis.date))
    }

    #[test]
    fn s32_a_date_of_more_than_two_years_ago_needs_the_senders_word_that_it_still_holds() {
        assert_eq!(on("2026-11-24"), Ok(Some("2026-11-24".to_owned())));
        assert_eq!(on("2024-11-24"), Ok(Some("2024-11-24".to_owned())));
        assert!(on("2024-11-22").unwrap_err().contains("write Recepis-Address-Basis-Date: 2024-11-22 still"));
        assert_eq!(on("2024-11-22 still"), Ok(Some("2024-11-22".to_owned())));
    }

    #[test]
    fn what_is_no_day_is_told_and_nothing_said_is_nothing_stated() {
        assert_eq!(said(&[]), Ok(None));
        assert_eq!(said(&[("Address-Basis", " ")]), Ok(None));
        for wrong in ["2026-11-25", "12 januari 2026", "2026-02-30", "2024-11-22 perhaps", "x"] {
            assert!(on(wrong).unwrap_err().contains("write a day up to today"), "{wrong}");
        }
        assert!(said(&[("Address-Basis-Date", "2026-01-12")]).unwrap_err().contains("stands alone"));
        let long = said(&[("Address-Basis", &"é".repeat(300))]).unwrap().unwrap();
        assert_eq!((long.kind.chars().count(), long.date), (LONGEST, None));
    }
}
