//! Finds what a piece of CSS would fetch or run ([CSS Syntax 3]). The text may come in pieces; a window of it is held.

use super::references::{MOST, Reference, entities, fetched, reference};

/// So many octets are judged at once.
const WINDOW: usize = 16 * 1024;
/// So many of them are judged again with what follows, so that nothing is cut in two.
const OVERLAP: usize = 4 * 1024;
/// Of a run of base64 no more is held.
const RUN: usize = 2 * 1024;
/// The one thing that `behavior:` may name: what an old mail program has built in.
const BUILT_IN: &str = "url(#default#";

/// CSS that comes in pieces.
#[derive(Debug, Default)]
pub(super) struct Css {
    held: String,
    run: usize,
    /// Whether a string may be an address: `@import`, `image-set` or `src` stood somewhere before.
    loads: bool,
}

impl Css {
    /// Takes the next character of what stands in this attribute (or, where it is empty, in this element).
    pub(super) fn push(&mut self, c: char, element: &str, attribute: &str, found: &mut Vec<Reference>) {
        self.run = if c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=') { self.run + 1 } else { 0 };
        if self.run > RUN {
            return;
        }
        self.held.push(c);
        if self.held.len() >= WINDOW {
            self.judge(element, attribute, found);
            let keep = self.held.char_indices().rev().find(|(at, _)| self.held.len() - at >= OVERLAP);
            self.held.drain(..keep.map_or(0, |(at, _)| at));
        }
    }

    /// Judges what is held; what follows has nothing to do with it but the strings that an earlier `@import` may take.
    pub(super) fn flush(&mut self, element: &str, attribute: &str, found: &mut Vec<Reference>) {
        self.judge(element, attribute, found);
        self.held.clear();
        self.run = 0;
    }

    fn judge(&mut self, element: &str, attribute: &str, found: &mut Vec<Reference>) {
        let written = escapes(&self.held).to_lowercase();
        let decoded = entities(&self.held);
        let decoded = (decoded != self.held).then(|| escapes(&decoded).to_lowercase());
        for plain in std::iter::once(written).chain(decoded) {
            self.loads |= ["@import", "image-set", "src"].iter().any(|word| plain.contains(word));
            for value in loaded(&plain, self.loads) {
                let new = reference(element, attribute, value);
                if found.len() < MOST && !found.contains(&new) {
                    found.push(new);
                }
            }
        }
    }
}

/// What this CSS, in small letters and without escapes and comments, would fetch or run.
fn loaded(plain: &str, loads: bool) -> Vec<&str> {
    let mut all = Vec::new();
    for function in ["url(", "image(", "src("] {
        for (_, value) in plain.match_indices(function).filter_map(|(at, f)| plain.split_at_checked(at + f.len())) {
            let value = value.split(')').next().unwrap_or_default();
            let value = value.trim().trim_matches(['"', '\'']);
            if fetched(value) {
                all.push(value);
            }
        }
    }
    let binds = plain
        .match_indices("behavior:")
        .any(|(at, word)| !plain.get(at + word.len()..).is_some_and(|value| value.trim_start().starts_with(BUILT_IN)));
    all.extend(binds.then_some("behavior:"));
    all.extend(["expression(", "-moz-binding"].into_iter().filter(|word| plain.contains(word)));
    if loads {
        // Strings: @import "…", image-set("…") and what else takes one. Which quote opens and which closes is not trusted.
        for quote in ['"', '\''] {
            all.extend(plain.split(quote).skip(1).take(4_000).filter(|text| is_site(text)));
        }
    }
    all
}

/// Whether a string is the address of something on another machine.
fn is_site(text: &str) -> bool {
    let sites = ["//", "\\\\", "/\\", "\\/", "http:", "https:", "ftp:", "file:"];
    sites.iter().any(|site| text.trim_start().starts_with(site))
}

/// CSS with its escapes decoded and its comments gone ([CSS Syntax 3 §4.3.7]).
fn escapes(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    while let Some(character) = rest.next() {
        if character == '/' && rest.peek() == Some(&'*') {
            let mut before = ' ';
            rest.next();
            for c in rest.by_ref() {
                if before == '*' && c == '/' {
                    break;
                }
                before = c;
            }
            continue;
        }
        if character != '\\' {
            plain.push(character);
            continue;
        }
        let mut number = 0_u32;
        let mut digits = 0;
        while digits < 6
            && let Some(digit) = rest.peek().and_then(|c| c.to_digit(16))
        {
            number = number * 16 + digit;
            digits += 1;
            rest.next();
        }
        if digits == 0 {
            plain.extend(rest.next().filter(|c| *c != '\n'));
        } else {
            plain.push(char::from_u32(number).unwrap_or('\u{fffd}'));
            rest.next_if(char::is_ascii_whitespace);
        }
    }
    plain
}
