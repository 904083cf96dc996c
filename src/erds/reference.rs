//! The reference of a delivery: what its addressee reads in the notice and types at `/check`, or says on the telephone. It
//! is 55 random bits and a check character, so that nobody hits one by guessing and a slip is noticed before it is looked
//! up. It opens nothing by itself.

use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters without the check character.
const RANDOM: usize = 11;
/// Characters in all.
const ALL: usize = RANDOM + 1;
/// Characters of a group.
const GROUP: usize = 4;
/// More than this nobody types for a reference.
const LONGEST: usize = 64;

/// Twelve characters of Crockford base32, shown in three groups: `K7M2-94QP-3XTP`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; ALL]);

/// Why a text is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReference {
    /// Too few or too many characters, or one that no reference has.
    #[error("a reference has 12 letters and digits, such as K7M2-94QP-3XTP")]
    Shape,
    /// The check character says that one of them is wrong, or that two are swapped.
    #[error("one of the letters or digits of this reference is wrong")]
    Slip,
}

impl Reference {
    /// A reference out of random octets, of each of which five bits count.
    pub fn new(random: [u8; RANDOM]) -> Self {
        let mut values = [0; ALL];
        for (place, octet) in values.iter_mut().zip(random) {
            *place = octet & 31;
        }
        // The check character's weight is 1: it is the sum of the others.
        let check = sum(&values);
        if let Some(last) = values.last_mut() {
            *last = check;
        }
        Self(values)
    }

    /// Without groups, as it is hashed.
    pub fn plain(&self) -> String {
        self.0.iter().map(|value| character(*value)).collect()
    }
}

/// The sum of all characters, each times a power of 2 of its own in the field of 32 elements (x⁵ + x² + 1), the last one
/// times 1. No two weights are alike, so a single wrong character and a swap of any two that differ change the sum.
fn sum(values: &[u8; ALL]) -> u8 {
    values.iter().fold(0, |sum, value| double(sum) ^ value)
}

fn double(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 32 == 0 { twice } else { twice ^ 0b10_0101 }
}

fn character(value: u8) -> char {
    ALPHABET.get(usize::from(value)).copied().map_or('0', char::from)
}

fn value(character: char) -> Option<u8> {
    let capital = match character.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == capital).and_then(|value| u8::try_from(value).ok())
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, value) in self.0.iter().enumerate() {
            if n > 0 && n % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", character(*value))?;
        }
        Ok(())
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    /// As people type it: small letters, blanks, dots and dashes of any kind, `O` for `0`, `I` and `L` for `1`.
    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let dash =
            |c: char| matches!(c, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{feff}' | '\u{200b}');
        let mut values = [0; ALL];
        let mut places = values.iter_mut();
        for (n, character) in text.chars().enumerate() {
            if n >= LONGEST {
                return Err(NotAReference::Shape);
            }
            if !character.is_whitespace() && !dash(character) {
                *places.next().ok_or(NotAReference::Shape)? = value(character).ok_or(NotAReference::Shape)?;
            }
        }
        if places.next().is_some() {
            return Err(NotAReference::Shape);
        }
        if sum(&values) == 0 { Ok(Self(values)) } else { Err(NotAReference::Slip) }
    }
}

impl serde::Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Reference {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_is_understood_as_people_type_it() {
        let reference = Reference::new([19, 7, 20, 2, 9, 4, 23, 22, 1, 0, 26]);
        let shown = reference.to_string();
        assert_eq!(shown.len(), 14, "{shown}");
        assert!(shown.starts_with("K7M2-94QP-10T"), "{shown}");
        let plain = reference.plain();
        let typed = plain.replacen("10", "lo", 1).to_lowercase();
        for text in [
            shown.clone(),
            plain.clone(),
            format!("  {} ", shown.to_lowercase()),
            shown.replace('-', " "),
            shown.replace('-', "\u{2013}"),
            typed,
        ] {
            assert_eq!(text.parse(), Ok(reference), "{text}");
        }
        let (short, long) = (&plain[1..], format!("{plain}0"));
        for wrong in ["", "K7M2", short, &long, &plain.replacen('K', "U", 1), &"-".repeat(65), "K7M2-94QP-3X€B"] {
            assert_eq!(wrong.parse::<Reference>(), Err(NotAReference::Shape), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_reference_comes_back_and_a_slip_is_noticed(random: [u8; RANDOM], at in 0..ALL, by in 1_u8..32, with in 0..ALL) {
            let reference = Reference::new(random);
            prop_assert_eq!(reference.to_string().parse(), Ok(reference));
            let mut wrong = reference;
            wrong.0[at] ^= by;
            prop_assert_eq!(wrong.to_string().parse::<Reference>(), Err(NotAReference::Slip));
            let mut swapped = reference;
            swapped.0.swap(at, with);
            let expected = if swapped == reference { Ok(reference) } else { Err(NotAReference::Slip) };
            prop_assert_eq!(swapped.to_string().parse::<Reference>(), expected);
        }
    }
}
