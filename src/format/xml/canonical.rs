//! Writing: the exclusive canonical form of a tree (without comments, without an InclusiveNamespaces list).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Element, Error, Node};

/// The prefix that is bound without a declaration.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The exclusive canonical form of an element and all that is in it. The element's own form is the same whether it is a
/// document's root or a subset of a document.
///
/// # Errors
/// `Error::Character` where a text or value holds what XML 1.0 cannot carry.
pub fn canonical(element: &Element) -> Result<Vec<u8>, Error> {
    let mut out = String::new();
    write(element, &BTreeMap::new(), &mut out)?;
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

/// Prefixes and the namespaces that were declared for them by the elements written around this one.
type Rendered<'a> = BTreeMap<&'a str, &'a str>;

fn write<'a>(element: &'a Element, rendered: &Rendered<'a>, out: &mut String) -> Result<(), Error> {
    let mut within = rendered.clone();
    out.push('<');
    qualified(&element.name.prefix, &element.name.local, out);
    // Only what is visibly used here, and was not declared so around here, is declared; in the order of the prefixes.
    let mut used = BTreeMap::from([(&*element.name.prefix, &*element.name.space)]);
    for attribute in &element.attributes {
        if !attribute.name.prefix.is_empty() && attribute.name.space != XML {
            used.insert(&attribute.name.prefix, &attribute.name.space);
        }
    }
    for (prefix, space) in used {
        if within.get(prefix).copied().unwrap_or_default() == space || space == XML {
            continue;
        }
        out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        out.push_str(prefix);
        value(space, &element.name.local, out)?;
        within.insert(prefix, space);
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
            Node::Element(child) => write(child, &within, out)?,
            Node::Text(text) => escaped(text, &element.name.local, out)?,
        }
    }
    out.push_str("</");
    qualified(&element.name.prefix, &element.name.local, out);
    out.push('>');
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
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            other if allowed(other) => out.push(other),
            _ => return Err(Error::Character(of.to_owned())),
        }
    }
    out.push('"');
    Ok(())
}

fn escaped(text: &str, of: &str, out: &mut String) -> Result<(), Error> {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            other if allowed(other) => out.push(other),
            _ => return Err(Error::Character(of.to_owned())),
        }
    }
    Ok(())
}
