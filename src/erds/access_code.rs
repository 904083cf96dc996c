//! An access code: something that the sender and the addressee agreed on elsewhere. It is known to both sides, so it keeps
//! others in a mailbox out and shows nothing against the sender.

use std::fmt;

use super::bsn;

/// The fewest characters.
const SHORTEST: usize = 8;
/// The most characters.
const LONGEST: usize = 64;
/// The fewest different characters.
const DIFFERENT: usize = 5;
/// What everybody tries first.
const COMMON: [&str; 9] =
    ["password", "wachtwoord", "passwort", "motdepasse", "welkom", "welcome", "qwerty", "geheim", "letmein"];
/// The shortest part of an address that a code may not hold.
const PART: usize = 4;

/// An access code as it is compared: in small letters, without blanks and hyphens. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessCode(String);

/// A code that somebody else would find too soon. The text does not repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Too short or too long.
    #[error("use {SHORTEST} to {LONGEST} letters and digits; blanks and hyphens do not count")]
    Length,
    /// The same few characters again and again, or a row such as 12345678.
    #[error("it is a row or a repetition: use at least {DIFFERENT} different characters in no order")]
    Pattern,
    /// A date, such as a day of birth.
    #[error("it can be read as a date, and days of birth are known to others")]
    Date,
    /// A word that everybody tries first.
    #[error("it holds a word that everybody tries first")]
    Common,
    /// A part of the addressee's or the sender's address.
    #[error("it holds a part of the addressee's or the sender's address")]
    Address,
    /// A number that can be a Dutch citizen service number.
    #[error("it can be a citizen service number (BSN), and we take none")]
    Bsn,
}

impl AccessCode {
    /// What somebody typed, as it is compared.
    pub fn typed(text: &str) -> Self {
        Self(text.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect())
    }

    /// A code to be agreed on; `addresses` are those that it may hold no part of.
    pub fn agreed<'a>(text: &str, addresses: impl IntoIterator<Item = &'a str>) -> Result<Self, Weak> {
        let code = Self::typed(text);
        let characters: Vec<char> = code.0.chars().collect();
        if !(SHORTEST..=LONGEST).contains(&characters.len()) {
            return Err(Weak::Length);
        }
        let mut different = characters.clone();
        different.sort_unstable();
        different.dedup();
        if different.len() < DIFFERENT || is_row(&characters) {
            return Err(Weak::Pattern);
        }
        if is_date(&code.0) {
            return Err(Weak::Date);
        }
        if code.0.len() == 9 && bsn::passes(&code.0) {
            return Err(Weak::Bsn);
        }
        if COMMON.iter().any(|word| code.0.contains(word)) {
            return Err(Weak::Common);
        }
        let holds = |address: &str| {
            let address = address.to_lowercase();
            let mut parts = address.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() >= PART);
            parts.any(|part| code.0.contains(part))
        };
        if addresses.into_iter().any(holds) { Err(Weak::Address) } else { Ok(code) }
    }

    /// The code as it is compared, to be hashed.
    pub fn octets(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for AccessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessCode(…)")
    }
}

/// Whether each character follows the one before it, upwards or downwards.
fn is_row(characters: &[char]) -> bool {
    let steps = |up: bool| {
        characters.windows(2).all(|pair| {
            let [one, next] = [pair.first(), pair.last()].map(|c| c.map_or(0, |c| u32::from(*c)));
            if up { one + 1 == next || (one, next) == (57, 48) } else { next + 1 == one || (one, next) == (48, 57) }
        })
    };
    steps(true) || steps(false)
}

/// Whether eight digits are a day of the last or this century, the year in front or behind.
fn is_date(text: &str) -> bool {
    if text.len() != 8 || !text.bytes().all(|octet| octet.is_ascii_digit()) {
        return false;
    }
    let number =
        |at: usize, long: usize| text.get(at..at + long).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0);
    let is = |year: u16, one: u16, other: u16| {
        let of_month = |month: u16, day: u16| (1..=12).contains(&month) && (1..=31).contains(&day);
        (1900..2100).contains(&year) && (of_month(one, other) || of_month(other, one))
    };
    is(number(0, 4), number(4, 2), number(6, 2)) || is(number(4, 4), number(0, 2), number(2, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESSES: [&str; 2] = ["piet.devries@demo.test", "info@bakkerijjansen.nl"];

    #[test]
    fn a_code_is_compared_without_case_blanks_and_hyphens_and_never_shown() {
        let agreed = AccessCode::agreed("Tulp-7 Kade-42", ADDRESSES).unwrap();
        assert_eq!(agreed, AccessCode::typed(" tulp 7kade42"));
        assert_ne!(agreed, AccessCode::typed("tulp7kade43"));
        assert_eq!(format!("{agreed:?}"), "AccessCode(…)");
        assert!(AccessCode::agreed("48291730", ADDRESSES).is_ok());
    }

    #[test]
    fn a_code_that_others_would_find_is_refused_with_the_reason() {
        for (weak, why) in [
            ("a1b2c3d", Weak::Length),
            (&"abcdefg7".repeat(9), Weak::Length),
            ("11112222", Weak::Pattern),
            ("12345678", Weak::Pattern),
            ("9876543210", Weak::Pattern),
            ("abcdefgh", Weak::Pattern),
            ("12-03-1980", Weak::Date),
            ("19800312", Weak::Date),
            ("03311979", Weak::Date),
            ("123456782", Weak::Bsn),
            ("Wachtwoord7!", Weak::Common),
            ("devries-742", Weak::Address),
            ("bakkerijjansen9", Weak::Address),
        ] {
            assert_eq!(AccessCode::agreed(weak, ADDRESSES), Err(why), "{weak}");
            assert!(!why.to_string().contains(weak));
        }
    }
}
