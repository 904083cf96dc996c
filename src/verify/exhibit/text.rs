//! The document as plain text, for a terminal and for a screen reader: one thing after another, tables row by row with their heads' words.

use std::fmt::Write;

use super::document::{Document, Page, Part};

/// The longest line, where a blank allows it.
const WIDTH: usize = 78;

/// The document as text.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    for (place, page) in document.pages.iter().enumerate() {
        if place > 0 {
            out.push_str("\n\n");
        }
        self::page(&mut out, page);
        out.push('\n');
        lines(&mut out, "", &document.foot);
        lines(&mut out, "", &document.number(place));
    }
    out
}

fn page(out: &mut String, page: &Page) {
    heading(out, &page.heading, '=');
    for part in &page.parts {
        out.push('\n');
        match part {
            Part::Lead(text) | Part::Paragraph(text) => lines(out, "", text),
            Part::Heading(text) => heading(out, text, '-'),
            Part::Pairs(pairs) => pairs.iter().for_each(|(name, value)| named(out, name, value)),
            Part::Columns(columns) => {
                for (place, (head, texts)) in columns.iter().enumerate() {
                    if place > 0 {
                        out.push('\n');
                    }
                    lines(out, "", head);
                    for text in texts {
                        lines(out, "  ", text);
                    }
                }
            }
            Part::Table { head, rows } => {
                for (place, row) in rows.iter().enumerate() {
                    if place > 0 {
                        out.push('\n');
                    }
                    head.iter().zip(row).for_each(|(name, value)| named(out, name, value));
                }
            }
            Part::Quote(text) | Part::Code(text) => lines(out, "    ", text),
        }
    }
}

fn heading(out: &mut String, text: &str, under: char) {
    let begin = out.len();
    lines(out, "", text);
    let longest = out.get(begin..).unwrap_or_default().lines().map(|line| line.chars().count()).max();
    let _ = writeln!(out, "{}", under.to_string().repeat(longest.unwrap_or_default()));
}

/// A name and its value, which goes on indented.
fn named(out: &mut String, name: &str, value: &str) {
    wrapped(out, "", "  ", &format!("{name}: {value}"));
}

fn lines(out: &mut String, indent: &str, text: &str) {
    wrapped(out, indent, indent, text);
}

/// Lines that break at blanks; a longer word stands alone, unbroken, so that it can be searched for and copied.
fn wrapped(out: &mut String, first: &str, further: &str, text: &str) {
    let mut line = first.to_owned();
    let mut width = first.chars().count();
    let mut begun = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if begun && width + 1 + length > WIDTH {
            let _ = writeln!(out, "{line}");
            further.clone_into(&mut line);
            width = further.chars().count();
            begun = false;
        }
        if begun {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        begun = true;
    }
    let _ = writeln!(out, "{line}");
}
