//! What a report shows, in one language and in order, and nothing of how: text, HTML and PDF are three ways to draw it, so they cannot say
//! different things.

use crate::words::Language;

/// A report in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its language.
    pub language: Language,
    /// What it is called, for title bars and the metadata of a file.
    pub title: String,
    /// What stands at the foot of every page, before "page n of m": reference and digest.
    pub foot: String,
    /// The pattern of the page's number, with `{n}` and `{m}` in it.
    pub numbering: String,
    /// Its pages in order; one that is too long for its paper goes on on the next sheet.
    pub pages: Vec<Page>,
}

/// A page: what is read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its heading.
    pub heading: String,
    /// What stands on it, in order.
    pub parts: Vec<Part>,
}

/// A part of a page. Everything is plain text without markup; what strangers wrote is cleaned of controls and of marks that turn the
/// direction of writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What must be read first, larger than the rest.
    Lead(String),
    /// Ordinary words.
    Paragraph(String),
    /// A heading within the page.
    Heading(String),
    /// Names and values, such as "sender: …".
    Pairs(Vec<(String, String)>),
    /// Words side by side under two headings: what the service states, what the addressee stated.
    Columns([(String, Vec<String>); 2]),
    /// Rows of cells under a head with as many cells.
    Table {
        /// The head.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// Words that somebody else used, shown as they stood.
    Quote(String),
    /// Digits and letters to compare, in groups: a digest, a fingerprint.
    Code(String),
}

impl Document {
    /// The number of the page at this place, from 0, in words.
    pub fn number(&self, place: usize) -> String {
        self.numbered(place + 1, self.pages.len())
    }

    /// "Page n of m" in words.
    pub fn numbered(&self, page: usize, of: usize) -> String {
        self.numbering.replace("{n}", &page.to_string()).replace("{m}", &of.to_string())
    }
}

impl Part {
    /// Its words, in the order in which they are read.
    #[cfg(test)]
    pub(super) fn texts(&self) -> Vec<&String> {
        match self {
            Self::Lead(text) | Self::Paragraph(text) | Self::Heading(text) | Self::Quote(text) | Self::Code(text) => {
                vec![text]
            }
            Self::Pairs(pairs) => pairs.iter().flat_map(|(name, value)| [name, value]).collect(),
            Self::Columns(columns) => {
                columns.iter().flat_map(|(head, texts)| std::iter::once(head).chain(texts)).collect()
            }
            Self::Table { head, rows } => head.iter().chain(rows.iter().flatten()).collect(),
        }
    }

    /// The same, to change.
    pub(super) fn texts_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Lead(text) | Self::Paragraph(text) | Self::Heading(text) | Self::Quote(text) | Self::Code(text) => {
                vec![text]
            }
            Self::Pairs(pairs) => pairs.iter_mut().flat_map(|(name, value)| [name, value]).collect(),
            Self::Columns(columns) => {
                columns.iter_mut().flat_map(|(head, texts)| std::iter::once(head).chain(texts)).collect()
            }
            Self::Table { head, rows } => head.iter_mut().chain(rows.iter_mut().flatten()).collect(),
        }
    }
}
