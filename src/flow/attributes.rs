//! What a sender states of a person and what an issuer says of them, brought to one form in which they are compared: a name without
//! case, accents and punctuation, a day as YYYY-MM-DD, a number without blanks. Values go in, and stand in no error.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::erds::attribute::Attribute;
use crate::erds::bsn;

/// The most characters of a value.
const LONGEST: usize = 200;
/// The most forms of a name.
const FORMS: usize = 3;

/// What a sender states, to be compared; of a name up to three forms with semicolons between them.
///
/// # Errors
/// Why it is not taken, in the sender's words.
pub(super) fn stated(attribute: Attribute, text: &str) -> Result<Vec<(Attribute, String)>, String> {
    let parts: Vec<&str> = match attribute {
        Attribute::Name => text.split(';').collect(),
        Attribute::BirthDate | Attribute::CustomerNumber => vec![text],
    };
    if parts.len() > FORMS {
        return Err(format!("give at most {FORMS} forms of a name"));
    }
    parts.into_iter().map(|part| one(attribute, part).map(|value| (attribute, value))).collect()
}

fn one(attribute: Attribute, text: &str) -> Result<String, String> {
    // A day has eight digits and is none.
    if attribute != Attribute::BirthDate && bsn::passes(text) {
        return Err("it can be a citizen service number (BSN), and we take none".to_owned());
    }
    compared(attribute, text).ok_or_else(|| match attribute {
        Attribute::BirthDate => "write the day of birth as YYYY-MM-DD".to_owned(),
        Attribute::CustomerNumber | Attribute::Name => format!("write it in 1 to {LONGEST} characters"),
    })
}

/// A value as it is compared; `None` where nothing is left of it, or it is too long.
pub(super) fn compared(attribute: Attribute, text: &str) -> Option<String> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let value = match attribute {
        Attribute::BirthDate => return day(text.trim()),
        Attribute::CustomerNumber => text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect(),
        Attribute::Name => name(text),
    };
    (!value.is_empty()).then_some(value)
}

fn day(text: &str) -> Option<String> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(text, format).is_ok().then(|| text.to_owned())
}

fn name(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let spelt: String = plain.flat_map(letters).collect();
    spelt.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that no accent makes are spelt as people without them on their keyboards do; an apostrophe joins, whatever else is no
/// letter or digit parts.
fn letters(c: char) -> Vec<char> {
    match c {
        'ß' => "ss".chars().collect(),
        'æ' => "ae".chars().collect(),
        'œ' => "oe".chars().collect(),
        'ø' => vec!['o'],
        'ł' => vec!['l'],
        'đ' | 'ð' => vec!['d'],
        'ı' => vec!['i'],
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' => Vec::new(),
        c if c.is_alphanumeric() => vec![c],
        _ => vec![' '],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_without_case_accents_and_punctuation() {
        for (one, other) in [
            ("Piet de Vries", " PIET  DE VRIES "),
            ("J. van 't Hof", "j van t hof"),
            ("Françoise Müller-Strauß", "francoise muller strauss"),
            ("Søren Ærø", "Soren Aero"),
            ("Şükrü Işık", "sukru isik"),
        ] {
            assert_eq!(compared(Attribute::Name, one), compared(Attribute::Name, other), "{one}");
        }
        assert_ne!(compared(Attribute::Name, "Piet de Vries"), compared(Attribute::Name, "Piet Vries"));
        assert_eq!(compared(Attribute::Name, "--"), None);
    }

    #[test]
    fn what_a_sender_states_is_taken_or_refused_without_repeating_it() {
        let forms = stated(Attribute::Name, "Piet de Vries; P. de Vries").unwrap();
        assert_eq!(forms.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(), ["piet de vries", "p de vries"]);
        assert_eq!(stated(Attribute::CustomerNumber, "NL 12-3 a").unwrap()[0].1, "nl12-3a");
        assert_eq!(stated(Attribute::BirthDate, "1980-02-29").unwrap()[0].1, "1980-02-29");
        for (attribute, text, why) in [
            (Attribute::CustomerNumber, "1112.22.333", "BSN"),
            (Attribute::Name, "999990019", "BSN"),
            (Attribute::BirthDate, "29-02-1980", "YYYY-MM-DD"),
            (Attribute::BirthDate, "1981-02-29", "YYYY-MM-DD"),
            (Attribute::Name, "a;b;c;d", "at most 3"),
            (Attribute::Name, " ; ", "1 to 200"),
        ] {
            let error = stated(attribute, text).unwrap_err();
            assert!(error.contains(why) && !error.contains(text), "{text}: {error}");
        }
    }
}
