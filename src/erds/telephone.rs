//! A telephone number in the international form of E.164: `+`, the country's code, the rest; 8 to 15 digits.

use std::fmt;

/// The fewest digits that any country's numbers have with its code.
const FEWEST: usize = 8;
/// The most digits ([E.164 §6.2.1]).
const MOST: usize = 15;

/// A telephone number. It is shown by its last two digits only, by `Debug`, too.
#[derive(Clone, PartialEq, Eq)]
pub struct Telephone(String);

/// Not a number in the international form. The text does not repeat what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATelephone {
    /// No `+` in front, or a zero behind it.
    #[error("begin with + and the code of the country, such as +31 6 1234 5678")]
    NotInternational,
    /// Something that is neither a digit nor a blank or hyphen.
    #[error("write digits only, with blanks or hyphens between them, and leave (0) out")]
    Character,
    /// Too few or too many digits.
    #[error("a number has {FEWEST} to {MOST} digits with the code of the country")]
    Length,
}

impl Telephone {
    /// Reads a number; blanks and hyphens between digits are passed over.
    pub fn parse(text: &str) -> Result<Self, NotATelephone> {
        let digits = text.trim().strip_prefix('+').ok_or(NotATelephone::NotInternational)?;
        let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if digits.starts_with('0') {
            return Err(NotATelephone::NotInternational);
        }
        if !digits.bytes().all(|octet| octet.is_ascii_digit()) {
            return Err(NotATelephone::Character);
        }
        if !(FEWEST..=MOST).contains(&digits.len()) {
            return Err(NotATelephone::Length);
        }
        Ok(Self(format!("+{digits}")))
    }

    /// The whole number, `+` and digits: for whoever carries the message there, and for nobody else.
    pub fn whole(&self) -> &str {
        &self.0
    }

    /// Its last two digits.
    pub fn ending(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(2)..).unwrap_or_default()
    }
}

impl fmt::Debug for Telephone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Telephone(…{})", self.ending())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_its_international_form_and_shown_by_its_end() {
        for written in ["+31612345678", " +31 6 1234 5678 ", "+31-6-12345678"] {
            let number = Telephone::parse(written).unwrap();
            assert_eq!((number.whole(), number.ending()), ("+31612345678", "78"));
            assert_eq!(format!("{number:?}"), "Telephone(…78)");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_without_being_repeated() {
        for (wrong, why) in [
            ("0612345678", NotATelephone::NotInternational),
            ("0031612345678", NotATelephone::NotInternational),
            ("+0612345678", NotATelephone::NotInternational),
            ("", NotATelephone::NotInternational),
            ("+31 (0)6 12345678", NotATelephone::Character),
            ("+31612345678;+31687654321", NotATelephone::Character),
            ("+31٦12345678", NotATelephone::Character),
            ("+3161234", NotATelephone::Length),
            ("+1234567890123456", NotATelephone::Length),
        ] {
            assert_eq!(Telephone::parse(wrong), Err(why), "{wrong}");
            assert!(wrong.is_empty() || !why.to_string().contains(wrong));
        }
    }
}
