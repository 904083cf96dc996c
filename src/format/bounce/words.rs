//! Small sets of phrases that tell kinds of mail apart, and what is found in free text: addresses, reply codes.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::phrases::pattern;
use crate::format::dsn::{self, Status};

/// The most octets of a quoted answer.
const ANSWER: usize = 1_000;
/// Addresses beyond this number are not read.
const MOST_ADDRESSES: usize = 20;

/// A set of phrases, compared in normal form.
pub(super) struct Phrases(LazyLock<Option<AhoCorasick>, fn() -> Option<AhoCorasick>>);

impl Phrases {
    /// The set that `build` makes, once.
    pub(super) const fn new(build: fn() -> Option<AhoCorasick>) -> Self {
        Self(LazyLock::new(build))
    }

    /// Whether one of them stands in a text in normal form.
    pub(super) fn found_in(&self, normal: &str) -> bool {
        self.0.as_ref().is_some_and(|finder| finder.is_match(normal))
    }
}

/// The automaton of a set of `marks.txt`.
pub(super) fn finder(set: &str) -> Option<AhoCorasick> {
    let mut lines = include_str!("marks.txt").lines().skip_while(|line| line.strip_prefix("= ") != Some(set));
    lines.next()?;
    let phrases = lines.take_while(|line| !line.is_empty()).map(pattern);
    AhoCorasick::new(phrases).ok()
}

/// An answer of a mail server within a text: its reply code and the words from there to the end of the paragraph.
pub(super) fn answer(text: &str) -> Option<(u16, &str)> {
    let octets = text.as_bytes();
    for (at, octet) in octets.iter().enumerate() {
        if !matches!(octet, b'4' | b'5') {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| octets.get(before));
        let begins = before.is_none_or(|c| {
            matches!(c, b' ' | b'\n' | b'\r' | b'\t' | b':' | b'(' | b'[' | b'"' | b'\'' | b';' | b'>' | b'#')
        });
        if !begins {
            continue;
        }
        let Some(code) = dsn::reply(octets, at) else { continue };
        let rest = text.get(at + 3..).unwrap_or_default();
        let parted = rest.strip_prefix([' ', '-', ':', '\t', '\n']);
        let words = parted.unwrap_or_default().trim_start_matches([' ', '-', '#', '(', '<', '[']);
        let speaks = Status::at_start(words).is_some() || words.starts_with(|c: char| c.is_alphabetic());
        // "550 octets", "in 552 seconds" are no answers; a line that begins so, or follows "said:", is.
        let unit = ["bytes", "octets", "seconds", "kb", "mb", "hours", "lines", "times", "messages"];
        let counts = unit.iter().any(|unit| words.get(..unit.len()).is_some_and(|w| w.eq_ignore_ascii_case(unit)));
        if speaks && !counts {
            return Some((code, paragraph(text, at)));
        }
    }
    None
}

/// From here to the next empty line, at most 1,000 octets.
pub(super) fn paragraph(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find("\n\n").or_else(|| rest.find("\n\r\n")).unwrap_or(rest.len()).min(ANSWER);
    rest.get(..rest.floor_char_boundary(end)).unwrap_or_default().trim_end()
}

/// The mail addresses in a text, each once, in order.
pub(super) fn addresses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let Some((before, after)) = text.split_at_checked(at) else { continue };
        let inner = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let start = before.char_indices().rev().take_while(|(_, c)| inner(*c)).last().map(|(start, _)| start);
        let host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let domain = after.get(1..).unwrap_or_default();
        let domain = domain.get(..domain.find(|c| !host(c)).unwrap_or(domain.len())).unwrap_or_default();
        let domain = domain.trim_end_matches(['.', '-']);
        let Some(start) = start else { continue };
        let address =
            text.get(start..at + 1 + domain.len()).unwrap_or_default().trim_start_matches(['\'', '=', '*', '/', '`']);
        if !domain.is_empty() && !address.starts_with('@') && address.len() <= 320 && !found.contains(&address) {
            found.push(address);
            if found.len() == MOST_ADDRESSES {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_found_within_words() {
        let said = |text| answer(text).map(|(code, words)| (code, words.to_owned()));
        assert_eq!(
            said("host mx said: 550 5.1.1 no\n such user\n\n--"),
            Some((550, "550 5.1.1 no\n such user".to_owned()))
        );
        assert_eq!(said("<<< 452-4.2.2 full\nx").unwrap().0, 452);
        for none in ["500 bytes", "at 10.0.0.552 x", "450", "room 4500 here", "5.1.1 no", ""] {
            assert_eq!(said(none), None, "{none}");
        }
    }

    #[test]
    fn addresses_are_found_in_whatever_brackets() {
        assert_eq!(
            addresses("<a.b+c@d.example>: to 'e@f.example', \"é@g.example\" (a.b+c@d.example). @ x@ @y"),
            ["a.b+c@d.example", "e@f.example", "é@g.example"]
        );
        assert_eq!(addresses(&"a@b.example,c@d.example ".repeat(99)).len(), 2);
    }

    #[test]
    fn every_set_is_there() {
        for set in include_str!("marks.txt").lines().filter_map(|line| line.strip_prefix("= ")) {
            assert!(finder(set).is_some_and(|finder| finder.patterns_len() > 10), "{set}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[@a-z0-9 .:<>\\-\\n\u{e9}\u{1F600}]{0,200}") {
            let _ = (answer(&text), addresses(&text), paragraph(&text, 3));
        }
    }
}
