//! The published templates of notices and reminders: one file per version and language, with places to fill in braces. Who writes
//! a notice fills one; who judges a notice reads it back, and finds what stood in the places and what is not in the template.
//!
//! A text that changes takes the next number: evidence names a template by name and digest, and the digests stand in the log.

use crate::crypto;
use crate::erds::content::Sha256;
use crate::words::Language;

/// Lines of a text or a template beyond this number are not compared.
const MOST_LINES: usize = 400;
/// A line of more octets is none of a template.
const LONGEST: usize = 1_024;
/// Differences beyond this number are counted and not told.
const MOST_TOLD: usize = 8;
/// How far apart the same line is looked for where one was put in or left out.
const AHEAD: usize = 12;

/// A template as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template<'t> {
    /// Name and version, as evidence names it, such as `notice/3`.
    pub name: &'t str,
    /// Its language.
    pub language: Language,
    /// The file: a line with the subject, an empty line, the text; places to fill in braces.
    pub text: &'t str,
}

macro_rules! templates {
    ($($version:literal)*) => {
        /// Every template that this program knows, in every language.
        pub const ALL: &[Template<'static>] = &[$(
            Template { name: $version, language: Language::Dutch, text: include_str!(concat!("template/", $version, "/nl.txt")) },
            Template { name: $version, language: Language::English, text: include_str!(concat!("template/", $version, "/en.txt")) },
            Template { name: $version, language: Language::German, text: include_str!(concat!("template/", $version, "/de.txt")) },
            Template { name: $version, language: Language::French, text: include_str!(concat!("template/", $version, "/fr.txt")) },
        )*];
    };
}

// `notice/1` is of what was handed in before there were references.
templates! { "notice/1" "notice/3" "reminder/2" }

/// The template of notices in this language, with a reference or without.
pub fn notice(language: Language, with_reference: bool) -> Template<'static> {
    known(if with_reference { "notice/3" } else { "notice/1" }, language)
}

/// The template of reminders in this language.
pub fn reminder(language: Language) -> Template<'static> {
    known("reminder/2", language)
}

/// The template of this name in this language, where this program knows it.
pub fn named(name: &str, language: Language) -> Option<Template<'static>> {
    ALL.iter().find(|template| template.name == name && template.language == language).copied()
}

fn known(name: &'static str, language: Language) -> Template<'static> {
    named(name, language).unwrap_or(Template { name, language, text: "" })
}

impl<'t> Template<'t> {
    /// SHA-256 of the file.
    pub fn digest(&self) -> Sha256 {
        Sha256(crypto::sha256(self.text.as_bytes()))
    }

    /// The subject and the text.
    pub fn halves(&self) -> (&'t str, &'t str) {
        let (head, text) = self.text.split_once("\n\n").unwrap_or_default();
        (head.strip_prefix("Subject: ").unwrap_or(head), text)
    }

    /// Reads a text that was made from it, line by line. A place has the same value wherever it stands.
    pub fn read(&self, text: &str) -> Reading {
        let lines = |text: &'t str| text.trim_end().lines().take(MOST_LINES).map(str::trim_end).collect::<Vec<_>>();
        let wanted = lines(self.halves().1);
        let found: Vec<&str> = text.trim_end().lines().take(MOST_LINES + 1).map(str::trim_end).collect();
        let mut reading = Reading { lines: wanted.len(), ..Reading::default() };
        let (mut at, mut of) = (0, 0);
        while at < found.len() || of < wanted.len() {
            match (wanted.get(of), found.get(at)) {
                (Some(line), Some(text)) if reading.take(line, text) => (at, of) = (at + 1, of + 1),
                (wants, has) => {
                    // An empty line fits everywhere: what follows it tells.
                    let fits = |of: usize, at: usize| {
                        let pair = |by: usize| wanted.get(of + by).zip(found.get(at + by));
                        let one = |by: usize| pair(by).is_some_and(|(line, text)| reading.clone().take(line, text));
                        one(0) && (pair(0).is_some_and(|(line, _)| !line.is_empty()) || one(1))
                    };
                    // A line that was put in, one that was left out, or one that is another.
                    let put_in = (1..AHEAD).find(|by| fits(of, at + by));
                    let left_out = (1..AHEAD).find(|by| fits(of + by, at));
                    let (of_by, at_by) = match (put_in, left_out) {
                        (Some(in_by), Some(out_by)) if out_by < in_by => (1, 0),
                        (Some(_), _) => (0, 1),
                        (None, Some(_)) => (1, 0),
                        (None, None) => (usize::from(wants.is_some()), usize::from(has.is_some())),
                    };
                    reading.differs(at + 1, wants.filter(|_| of_by == 1).copied(), has.filter(|_| at_by == 1).copied());
                    (at, of) = (at + at_by, of + of_by);
                }
            }
        }
        reading
    }
}

/// What a text says in the places of a template, and what in it is not the template's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The places and what stood there, in their order.
    pub values: Vec<(String, String)>,
    /// What differs, at most eight.
    pub differences: Vec<Difference>,
    /// How many lines differ in all.
    pub differing: usize,
    /// How many lines the template has.
    pub lines: usize,
}

/// One line that is not the template's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which line of the text, from 1.
    pub line: usize,
    /// What the template says; nothing where the line was put in.
    pub template: Option<String>,
    /// What the text says; nothing where the line was left out.
    pub text: Option<String>,
}

impl Reading {
    /// What stood in a place.
    pub fn value(&self, place: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == place).map(|(_, value)| value.as_str())
    }

    /// Whether a line is the template's with what stands in its places, which is then known.
    pub fn take(&mut self, line: &str, text: &str) -> bool {
        let known = self.values.len();
        let fits = text.len() <= LONGEST && self.fits(line, text);
        if !fits {
            self.values.truncate(known);
        }
        fits
    }

    fn fits(&mut self, line: &str, text: &str) -> bool {
        let (mut line, mut text) = (line, text);
        while let Some((before, behind)) = line.split_once('{') {
            let Some(rest) = text.strip_prefix(before) else { return false };
            let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
            let value = match self.value(name) {
                Some(known) if rest.starts_with(known) => known.to_owned(),
                Some(_) => return false,
                None => {
                    let next = after.split_once('{').map_or(after, |(next, _)| next);
                    let last = next.len() == after.len();
                    let end = if last { rest.len().checked_sub(next.len()) } else { rest.find(next) };
                    let Some(value) = end.and_then(|end| rest.get(..end)) else { return false };
                    self.values.push((name.to_owned(), value.to_owned()));
                    value.to_owned()
                }
            };
            (line, text) = (after, rest.get(value.len()..).unwrap_or_default());
        }
        line == text
    }

    fn differs(&mut self, line: usize, template: Option<&str>, text: Option<&str>) {
        self.differing += 1;
        if self.differences.len() < MOST_TOLD {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            self.differences.push(Difference { line, template: owned(template), text: owned(text) });
        }
    }
}

/// Fills the places in one pass: what is filled in is not looked at again.
pub fn fill(template: &str, places: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        match places.iter().find(|(place, _)| *place == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(name),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests;
