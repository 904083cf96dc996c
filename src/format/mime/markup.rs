//! A part that a mail program may show as HTML, SVG or a style sheet, read for what it would fetch while it streams. Its
//! character set decides what its octets say: a set that programs read differently, or that we cannot read, is a finding.
//!
//! Held: a few KiB of octets, one attribute's value, a window of style.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::css::Css;
use super::references::{MOST, Reference, References, reference};

/// So many octets are decoded at once.
const PIECE: usize = 8 * 1024;
/// Said of a part that switches to another character set in its middle.
const HIDDEN: &str = "escape sequences hide what it says; write it in UTF-8";

/// Reads one such part.
#[derive(Debug)]
pub(super) struct Markup {
    kind: Kind,
    charset: Option<String>,
    /// The beginning, until there is enough of it to see its byte order mark.
    first: Vec<u8>,
    readings: Vec<Reading>,
    found: Vec<Reference>,
}

/// How a part is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Html,
    Style,
}

/// The part in one of the character sets that it may be taken for.
struct Reading {
    decoder: Decoder,
    tags: References,
    css: Css,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reading")
    }
}

impl Markup {
    /// Nothing read yet; `charset` as the part's header names it.
    pub(super) fn new(kind: Kind, charset: Option<&str>) -> Self {
        let charset = charset.map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty());
        Self { kind, charset, first: Vec::new(), readings: Vec::new(), found: Vec::new() }
    }

    /// Takes the next octets, without their transfer encoding.
    pub(super) fn feed(&mut self, octets: &[u8]) {
        if !self.readings.is_empty() {
            return self.read(octets, false);
        }
        self.first.extend_from_slice(octets);
        if self.first.len() >= 4 {
            self.begin();
        }
    }

    /// What was found.
    pub(super) fn finish(mut self) -> Vec<Reference> {
        if self.readings.is_empty() {
            self.begin();
        }
        self.read(&[], true);
        let mut found = self.found;
        for Reading { tags, mut css, .. } in self.readings {
            css.flush("style", "", &mut found);
            for one in tags.finish() {
                if !found.contains(&one) {
                    found.push(one);
                }
            }
        }
        found.truncate(MOST);
        found
    }

    /// The beginning is there: the character sets are known.
    fn begin(&mut self) {
        let first = std::mem::take(&mut self.first);
        let marked = Encoding::for_bom(&first).map(|(encoding, _)| encoding);
        let sets = match (marked, self.charset.as_deref()) {
            (Some(encoding), _) => vec![encoding],
            // Without a mark the standard says one order and programs take the other.
            (None, Some("utf-16" | "ucs-2" | "iso-10646-ucs-2")) => vec![UTF_16BE, UTF_16LE],
            (None, Some(name)) => {
                if let Some(encoding) = Encoding::for_label_no_replacement(name.as_bytes()) {
                    vec![encoding]
                } else {
                    let words = format!("the character set {name} cannot be checked; write it in UTF-8");
                    self.found.push(reference(self.element(), "", &words));
                    vec![WINDOWS_1252]
                }
            }
            (None, None) => vec![UTF_8],
        };
        let reading = |encoding: &'static Encoding| Reading {
            decoder: encoding.new_decoder_with_bom_removal(),
            tags: References::new(true),
            css: Css::default(),
        };
        self.readings = sets.into_iter().map(reading).collect();
        self.read(&first, false);
    }

    fn element(&self) -> &'static str {
        if self.kind == Kind::Style { "style" } else { "html" }
    }

    fn read(&mut self, octets: &[u8], last: bool) {
        let element = self.element();
        let mut switches = false;
        for Reading { decoder, tags, css } in &mut self.readings {
            let mut rest = octets;
            loop {
                let mut text = String::with_capacity(PIECE);
                let (result, taken, _) = decoder.decode_to_string(rest, &mut text, last);
                rest = rest.get(taken..).unwrap_or_default();
                // What switches to another character set in the middle hides what stands behind it.
                switches |= text.contains('\u{1b}');
                match self.kind {
                    Kind::Html => tags.feed(&text),
                    Kind::Style => text.chars().for_each(|c| css.push(c, element, "", &mut self.found)),
                }
                if result == CoderResult::InputEmpty {
                    break;
                }
            }
        }
        let hidden = reference(element, "", HIDDEN);
        if switches && !self.found.contains(&hidden) {
            self.found.push(hidden);
        }
    }
}
