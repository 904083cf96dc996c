//! Writing: the exclusive canonical form of a tree (without comments, without an InclusiveNamespaces list).

use std::borrow::Cow;

use super::{Element, Error, Node};

/// Octets that most of what is written fits in.
const USUAL: usize = 16 * 1024;
/// The prefix that is bound without a declaration.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The exclusive canonical form of an element and all that is in it. The element's own form is the same whether it is a
/// document's root or a subset of a document.
///
/// # Errors
/// `Error::Character` where a text or value holds what XML 1.0 cannot carry.
pub fn canonical(element: &Element) -> Result<Vec<u8>, Error> {
    let mut out = String::with_capacity(USUAL);
    write(element, &mut Vec::new(), &mut out)?;
    Ok(out.into_bytes())
}

/// The text with every character that XML 1.0 cannot carry replaced by U+FFFD.
pub fn holdable(text: &str) -> Cow<'_, str> {
    if text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect())
}

/// The `Char` of XML 1.0 §2.2.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Prefixes and the namespaces that were declared for them by the elements written around this one, the innermost last.
type Rendered<'a> = Vec<(&'a str, &'a str)>;

fn write<'a>(element: &'a Element, rendered: &mut Rendered<'a>, out: &mut String) -> Result<(), Error> {
    let around = rendered.len();
    out.push('<');
    qualified(&element.name.prefix, &element.name.local, out);
    // Only what is visibly used here, and was not declared so around here, is declared; in the order of the prefixes.
    let mut used = vec![(&*element.name.prefix, &*element.name.space)];
    for attribute in &element.attributes {
        let prefix = &*attribute.name.prefix;
        if !prefix.is_empty() && attribute.name.space != XML && used.iter().all(|(other, _)| *other != prefix) {
            used.push((prefix, &attribute.name.space));
        }
    }
    used.sort_unstable();
    for (prefix, space) in used {
        let declared = rendered.iter().rev().find(|(other, _)| *other == prefix);
        if declared.map_or("", |(_, space)| space) == space || space == XML {
            continue;
        }
        out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        out.push_str(prefix);
        value(space, &element.name.local, out)?;
        rendered.push((prefix, space));
    }
    // Attributes by namespace, then by local name; those in no namespace come first.
    let mut attributes: Vec<_> = element.attributes.iter().collect();
    attributes.sort_by(|a, b| (&a.name.space, &a.name.local).cmp(&(&b.name.space, &b.name.local)));
    for attribute in attributes {
        out.push(' ');
        qualified(&attribute.name.prefix, &attribute.name.local, out);
        value(&attribute.value, &element.name.local, out)?;
    }
    out.push('>');
    for node in &element.nodes {
        match node {
            Node::Element(child) => write(child, rendered, out)?,
            Node::Text(text) => escaped(text, &element.name.local, out)?,
        }
    }
    out.push_str("</");
    qualified(&element.name.prefix, &element.name.local, out);
    out.push('>');
    rendered.truncate(around);
    Ok(())
}

fn qualified(prefix: &str, local: &str, out: &mut String) {
    if !prefix.is_empty() {
        out.push_str(prefix);
        out.push(':');
    }
    out.push_str(local);
}

fn value(text: &str, of: &str, out: &mut String) -> Result<(), Error> {
    out.push_str("=\"");
    spelt(text, of, out, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#x9;"),
        '\n' => Some("&#xA;"),
        '\r' => Some("&#xD;"),
        _ => None,
    })?;
    out.push('"');
    Ok(())
}

fn escaped(text: &str, of: &str, out: &mut String) -> Result<(), Error> {
    spelt(text, of, out, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#xD;"),
        _ => None,
    })
}

/// The text, with what stands for a character where it cannot stand for itself; text of which nothing needs a change is taken over whole.
fn spelt(text: &str, of: &str, out: &mut String, instead: impl Fn(char) -> Option<&'static str>) -> Result<(), Error> {
    // Octets that may begin a character that is not its own spelling, or none that XML carries; U+FFFE begins with 0xEF.
    let suspect = |octet: &u8| *octet < 0x20 || matches!(octet, b'&' | b'<' | b'>' | b'"' | 0xEF);
    if !text.as_bytes().iter().any(suspect) {
        out.push_str(text);
        return Ok(());
    }
    for c in text.chars() {
        match instead(c) {
            Some(special) => out.push_str(special),
            None if allowed(c) => out.push(c),
            None => return Err(Error::Character(of.to_owned())),
        }
    }
    Ok(())
}
