//! A mail address as a party wrote it, and the form in which two spellings of one mailbox meet.

use std::fmt;

/// A mail address ([RFC 5321 §4.1.2], [RFC 6531]): at most 64 octets before the `@`, 254 in all, no quoted local part,
/// no address literal. Kept as written; `normalised` is for finding it again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    text: String,
    at: usize,
}

/// The text is not a mail address that we take.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotAnAddress {
    /// No `@`, or nothing before or behind it.
    #[error("this is not an e-mail address: it must read name@domain")]
    Shape,
    /// Longer than RFC 5321 allows.
    #[error("this e-mail address is too long: at most 64 characters before the @ and 254 in all")]
    Length,
    /// A space, control character, quote or bracket.
    #[error("this e-mail address holds a character that is not allowed there")]
    Character,
    /// The part behind the `@` is not a domain name.
    #[error("the part behind the @ is not a domain name")]
    Domain,
}

impl Address {
    /// Takes an address apart.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let at = text.rfind('@').ok_or(NotAnAddress::Shape)?;
        let (local, domain) = text.split_at(at);
        let domain = domain.strip_prefix('@').unwrap_or_default();
        if local.is_empty() || domain.is_empty() {
            return Err(NotAnAddress::Shape);
        }
        if local.len() > 64 || text.len() > 254 {
            return Err(NotAnAddress::Length);
        }
        let plain =
            |c: char| c.is_alphanumeric() || !c.is_ascii() && !c.is_control() && !c.is_whitespace() && !unseen(c);
        if !local.chars().all(|c| plain(c) || "!#$%&'*+-/=?^_`{|}~.".contains(c)) {
            return Err(NotAnAddress::Character);
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            return Err(NotAnAddress::Shape);
        }
        let label = |l: &str| {
            !l.is_empty()
                && l.len() <= 63
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.chars().all(|c| plain(c) || c == '-')
        };
        if !domain.split('.').all(label) || domain.split('.').all(|l| l.chars().all(|c| c.is_ascii_digit())) {
            return Err(NotAnAddress::Domain);
        }
        Ok(Self { text: text.to_owned(), at })
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part behind the `@`, as written.
    pub fn domain(&self) -> &str {
        self.text.get(self.at + 1..).unwrap_or_default()
    }

    /// The part before the `@`, as written.
    pub fn local(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// Small letters throughout: for indexes and comparison only, never shown and never mailed to.
    pub fn normalised(&self) -> String {
        self.text.to_lowercase()
    }

    /// Whether both are one mailbox as far as spelling tells.
    pub fn same_mailbox(&self, other: &Self) -> bool {
        self.normalised() == other.normalised()
    }
}

/// Characters that show nothing, turn the direction of writing, or cannot stand in XML: they make one address look like
/// another, or evidence that cannot be written.
fn unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}')
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::str::FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        Self::parse(text)
    }
}

impl serde::Serialize for Address {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> serde::Deserialize<'de> for Address {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_taken_as_written() {
        for text in ["p.devries@voorbeeld.nl", "O'Neil+tag@Example.ORG", "jürgen@bücher.example", "root@localhost"] {
            let address = Address::parse(text).unwrap();
            assert_eq!(address.to_string(), text);
            assert_eq!(format!("{}@{}", address.local(), address.domain()), text);
        }
        assert!(
            Address::parse("P.deVries@Voorbeeld.NL").unwrap().same_mailbox(&"p.devries@voorbeeld.nl".parse().unwrap())
        );
    }

    #[test]
    fn what_could_smuggle_or_confuse_is_refused() {
        for text in [
            "",
            "@",
            "a@",
            "@b.nl",
            "a b@c.nl",
            "a@b..nl",
            "a@-b.nl",
            "a\r\n@b.nl",
            "\"a b\"@c.nl",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "<a@b.nl>",
            "a,b@c.nl",
            ".a@b.nl",
            "a..b@c.nl",
            "a@b.nl\0",
            "a\u{202E}b@c.nl",
            "a\u{FFFE}@b.nl",
            "a@b\u{200B}.nl",
        ] {
            assert!(Address::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(Address::parse(&format!("{}@b.nl", "a".repeat(65))), Err(NotAnAddress::Length));
    }
}
