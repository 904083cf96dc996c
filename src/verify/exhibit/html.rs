//! The document as one HTML file that needs nothing else: no script, no address to fetch anything from, its own style for screen and paper.

use std::fmt::Write;

use super::direction::{Stretch, stretches};
use super::document::{Document, Page, Part};

const STYLE: &str = include_str!("style.css");

/// The document as HTML.
pub fn html(document: &Document) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src \
         'none'; style-src 'unsafe-inline'; img-src data:\">\n<meta name=\"format-detection\" content=\"telephone=no\">\n\
         <title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        document.language.code(),
        escaped(&document.title),
    );
    for (place, page) in document.pages.iter().enumerate() {
        self::page(&mut out, page, place == 0);
        let _ = write!(
            out,
            "<footer>\n<p>{}</p>\n<p>{}</p>\n</footer>\n</section>\n",
            shown(&document.foot),
            shown(&document.number(place))
        );
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A page; the first has the heading of the whole.
fn page(out: &mut String, page: &Page, first: bool) {
    let (outer, inner) = if first { ("h1", "h2") } else { ("h2", "h3") };
    let _ = writeln!(out, "<section>\n<{outer}>{}</{outer}>", shown(&page.heading));
    for part in &page.parts {
        match part {
            Part::Lead(text) => element(out, "p", " class=\"lead\"", text),
            Part::Paragraph(text) => element(out, "p", "", text),
            Part::Heading(text) => element(out, inner, "", text),
            Part::Pairs(pairs) => {
                out.push_str("<dl>\n");
                for (name, value) in pairs {
                    element(out, "dt", "", name);
                    element(out, "dd", "", value);
                }
                out.push_str("</dl>\n");
            }
            Part::Columns(columns) => {
                out.push_str("<div class=\"columns\">\n");
                for (head, texts) in columns {
                    out.push_str("<div>\n");
                    element(out, "p", " class=\"head\"", head);
                    for text in texts {
                        element(out, "p", "", text);
                    }
                    out.push_str("</div>\n");
                }
                out.push_str("</div>\n");
            }
            Part::Table { head, rows } => table(out, head, rows),
            Part::Quote(text) => {
                out.push_str("<blockquote>\n");
                element(out, "p", "", text);
                out.push_str("</blockquote>\n");
            }
            Part::Code(text) => element(out, "p", " class=\"code\"", text),
        }
    }
}

fn table(out: &mut String, head: &[String], rows: &[Vec<String>]) {
    let _ = write!(out, "<table class=\"of-{}\">\n<thead>\n<tr>\n", head.len());
    for name in head {
        element(out, "th", " scope=\"col\"", name);
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>\n");
        for cell in row {
            element(out, "td", "", cell);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn element(out: &mut String, name: &str, attributes: &str, text: &str) {
    let _ = writeln!(out, "<{name}{attributes}>{}</{name}>", shown(text));
}

/// The text, escaped, with quotations and words of scripts that run to the left kept to themselves.
fn shown(text: &str) -> String {
    let put = |stretch: &Stretch<'_>| {
        let text = escaped(stretch.text);
        if stretch.apart { format!("<bdi>{text}</bdi>") } else { text }
    };
    stretches(text).iter().map(put).collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
