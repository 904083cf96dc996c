//! The phrases of `phrases.txt`, looked for in an answer all at once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::reason::Reason;
use crate::format::dsn;

/// The most octets of an answer that are looked at.
const MOST: usize = 16 * 1024;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("phrases.txt")));

struct Table {
    finder: Option<AhoCorasick>,
    /// The reason of each phrase, in the order of the file.
    reasons: Vec<Reason>,
    /// How many of them are plain; the others are hints.
    plain: usize,
}

/// What an answer's words amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Words that mean one thing.
    Plainly(Reason),
    /// Words that hint at it.
    Perhaps(Reason),
}

/// What this answer says, in whatever words.
pub(super) fn said(answer: &str) -> Option<Said> {
    let finder = TABLE.finder.as_ref()?;
    let first = |text: &str| finder.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).min();
    let answer = joined(answer);
    let plainly = first(&normal(&answer)).filter(|place| *place < TABLE.plain);
    let place = plainly.or_else(|| first(&normal(&without_pages(&answer))))?;
    let reason = TABLE.reasons.get(place).copied()?;
    Some(if place < TABLE.plain { Said::Plainly(reason) } else { Said::Perhaps(reason) })
}

impl Table {
    fn read(text: &str) -> Self {
        let (mut patterns, mut reasons, mut plain) = (Vec::new(), Vec::new(), 0);
        let mut reason = Reason::Unknown;
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix("= ") {
                reason = Reason::named(name).unwrap_or(Reason::Unknown);
            } else if line == "---" {
                plain = patterns.len();
            } else {
                patterns.push(pattern(line));
                reasons.push(reason);
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns).ok();
        Self { finder, reasons, plain }
    }
}

/// A phrase as it stands in normal form: with a space at an end where its word ends there.
pub(super) fn pattern(phrase: &str) -> String {
    let (begins, ends) = (!phrase.starts_with('*'), !phrase.ends_with('*'));
    let normal = normal(phrase.trim_matches('*'));
    let normal = if begins { &normal } else { normal.trim_start() };
    let normal = if ends { normal } else { normal.trim_end() };
    normal.to_owned()
}

/// The words of a reply of several lines ([RFC 5321 §4.2.1]) as one: without the codes that stand before each of its lines.
fn joined(answer: &str) -> String {
    let words = answer.get(..answer.floor_char_boundary(MOST)).unwrap_or_default().split_whitespace();
    let mut kept: Vec<&str> = Vec::new();
    let mut code = false;
    for word in words {
        let (begins, rest) = match word.split_at_checked(4) {
            Some((begins, rest)) if begins.ends_with('-') && dsn::reply(begins.as_bytes(), 0).is_some() => (true, rest),
            _ => (code, word),
        };
        let rest = if begins && is_status(rest) { "" } else { rest };
        code = word.len() == 3 && dsn::reply(word.as_bytes(), 0).is_some();
        if !rest.is_empty() {
            kept.push(rest);
        }
    }
    kept.join(" ")
}

fn is_status(word: &str) -> bool {
    dsn::Status::at_start(word).is_some_and(|(_, length)| length == word.len())
}

/// Without the addresses of pages: what stands in them names a thing (the form of that provider's help), and hints at nothing.
fn without_pages(answer: &str) -> String {
    answer.split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}

/// Small letters without accents, one space between words and at both ends, `@` for an address. Of a long answer only the beginning.
pub(super) fn normal(answer: &str) -> String {
    let mut text = String::with_capacity(answer.len().min(MOST) + 2);
    text.push(' ');
    // Where the word that is being written begins, and whether an `@` stands within it.
    let (mut word, mut address) = (1, false);
    for c in answer.chars() {
        if text.len() > MOST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            text.push(c.to_ascii_lowercase());
        } else if c == '@' {
            address = true;
        } else if !c.is_ascii() && c.is_alphanumeric() {
            text.extend(c.to_lowercase().map(unaccented));
        } else if is_accent(c) {
            // An accent of its own behind its letter: the word goes on.
        } else if in_address(c) && (address || text.len() > word) {
            // A dot or a hyphen within what may be an address: whether it is one shows at its end.
            text.push('\u{1}');
        } else {
            end_word(&mut text, &mut word, &mut address);
        }
    }
    end_word(&mut text, &mut word, &mut address);
    text
}

/// The letter without its accent: many servers leave them out. Other scripts stay as they are.
fn unaccented(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ő' => 'o',
        'ś' | 'š' => 's',
        'ù'..='ü' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn in_address(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '+' | '=' | '%')
}

/// Ends a word: an address becomes `@`, what looked like the inside of one becomes words.
fn end_word(text: &mut String, word: &mut usize, address: &mut bool) {
    if *address {
        text.truncate(*word);
        text.push('@');
    } else if text.get(*word..).is_some_and(|written| written.contains('\u{1}')) {
        let written = text.split_off(*word);
        for (place, piece) in written.split('\u{1}').filter(|piece| !piece.is_empty()).enumerate() {
            if place > 0 {
                text.push(' ');
            }
            text.push_str(piece);
        }
    }
    if !text.ends_with(' ') {
        text.push(' ');
    }
    *word = text.len();
    *address = false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_marks_capitals_and_addresses() {
        assert_eq!(normal("550-5.1.1 <P.de-Boer+x@Bakker.example>... User  UNKNOWN"), " 550 5 1 1 @ user unknown ");
        assert_eq!(normal("doesn't \"a@b.nl\" (é)"), " doesn t @ e ");
        assert_eq!(normal("Boîte PLEI\u{301}NE"), " boite pleine ");
        assert_eq!(normal(""), " ");
        assert_eq!(normal("--- ."), " ");
        assert_eq!(normal("a@"), " @ ");
        assert_eq!(normal("mail.example.org"), " mail example org ");
    }

    #[test]
    fn every_heading_is_a_reason_and_every_phrase_can_be_found() {
        let text = include_str!("phrases.txt");
        for name in text.lines().filter_map(|line| line.strip_prefix("= ")) {
            assert!(Reason::named(name).is_some(), "{name}");
        }
        let mut reason = Reason::Unknown;
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#') && *line != "---") {
            match line.strip_prefix("= ") {
                Some(name) => reason = Reason::named(name).unwrap(),
                None => assert!(said(line.trim_matches('*')).is_some(), "{reason}: {line}"),
            }
        }
        assert!(TABLE.finder.is_some() && TABLE.plain > 500);
    }

    #[test]
    fn the_plainest_of_several_phrases_counts() {
        assert_eq!(said("550 mailbox full, try again"), Some(Said::Plainly(Reason::MailboxFull)));
        assert_eq!(said("552 5.2.2 user unknown? no: over quota"), Some(Said::Plainly(Reason::MailboxFull)));
        assert_eq!(said("please try again"), Some(Said::Perhaps(Reason::Network)));
        let two = "552-5.7.0 its content presents a potential\n 552-5.7.0 security issue";
        assert_eq!(said(two), Some(Said::Plainly(Reason::Content)), "over two lines");
        assert_eq!(joined("550-No\n550-5.1.1 such 550 5.1.1 user"), "No such 550 user");
        assert_eq!(said("see https://mime.example/attachment/7"), None, "the address of a page");
        assert_eq!(said("xyzzy"), None);
        assert_eq!(said("unblocked"), None, "whole words");
    }
}
