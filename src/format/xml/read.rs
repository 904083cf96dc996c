//! Reading: a bounded scan, then roxmltree, then our tree. What cannot stand in a canonical document of ours (`<!`,
//! `<?`) is refused before the parser sees it, so no DTD, entity or comment is ever parsed.

use std::borrow::Cow;

use bergshamra_c14n::C14nMode;

use super::{Attribute, Element, Error, Name, Node};

/// The prefixes and namespaces of sealed evidence, of which no reading makes copies.
const USUAL: [&str; 11] = [
    "",
    "erds",
    "ds",
    "recepis",
    "xades",
    "saml",
    "http://uri.etsi.org/19522/v1#",
    "http://www.w3.org/2000/09/xmldsig#",
    "urn:recepis:evidence:v1",
    "http://uri.etsi.org/01903/v1.3.2#",
    "urn:oasis:names:tc:SAML:2.0:assertion",
];

/// How much of it is read at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Octets.
    pub octets: usize,
    /// Elements inside one another.
    pub depth: usize,
    /// Elements and texts.
    pub nodes: u32,
    /// Attributes and namespace declarations of one element.
    pub attributes: usize,
}

impl Limits {
    /// What an evidence may take: 1 MiB, 24 deep.
    pub const EVIDENCE: Self = Self { octets: 1 << 20, depth: 24, nodes: 20_000, attributes: 24 };
}

/// Reads a document: one element and all that is in it.
///
/// # Errors
/// What is too much, not UTF-8, not well-formed, or holds more than elements, attributes and text. Whether it is
/// canonical is not asked here.
pub fn read(octets: &[u8], limits: &Limits) -> Result<Element, Error> {
    let text = scan(octets, limits)?;
    let options = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: limits.nodes, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(Error::Malformed)?;
    element(document.root_element(), text, limits.depth)
}

/// Whether the octets are the exclusive canonical form of what they say, by a canonicaliser that is not ours.
///
/// # Errors
/// As for `read`: nothing is canonicalised that is too much to be read.
pub fn is_canonical(octets: &[u8], limits: &Limits) -> Result<bool, Error> {
    let text = scan(octets, limits)?;
    let form = bergshamra_c14n::canonicalize::<&str>(text, C14nMode::Exclusive, None, &[]);
    Ok(form.is_ok_and(|form| form == octets))
}

/// Counts before anything is built: the parsers' cost stays linear in what passes here.
fn scan<'a>(octets: &'a [u8], limits: &Limits) -> Result<&'a str, Error> {
    if octets.len() > limits.octets {
        return Err(Error::Size(limits.octets));
    }
    let text = std::str::from_utf8(octets).map_err(Error::Encoding)?;
    let mut depth = 0_usize;
    let mut after = text.split('<');
    if after.next().is_some_and(|before| !before.is_empty()) {
        return Err(Error::Markup);
    }
    for piece in after {
        match piece.as_bytes().first() {
            Some(b'!' | b'?') => return Err(Error::Markup),
            Some(b'/') => depth = depth.saturating_sub(1),
            _ => {
                let (attributes, empty) = start_tag(piece);
                if depth >= limits.depth {
                    return Err(Error::Count("elements inside one another"));
                }
                if attributes > limits.attributes {
                    return Err(Error::Count("attributes in one element"));
                }
                depth += usize::from(!empty);
            }
        }
    }
    Ok(text)
}

/// The number of `=` outside quotes in a start tag, and whether it ends in `/>`.
fn start_tag(piece: &str) -> (usize, bool) {
    let mut quote = None;
    let mut count = 0;
    let mut last = b' ';
    for octet in piece.bytes() {
        match (quote, octet) {
            (None, b'>') => return (count, last == b'/'),
            (None, b'=') => count += 1,
            (None, b'"' | b'\'') => quote = Some(octet),
            (Some(open), octet) if open == octet => quote = None,
            _ => {}
        }
        last = octet;
    }
    (count, false)
}

fn element(node: roxmltree::Node<'_, '_>, text: &str, depth: usize) -> Result<Element, Error> {
    let deeper = depth.checked_sub(1).ok_or(Error::Count("elements inside one another"))?;
    let tag = node.tag_name();
    let written = text.get(node.range().start + 1..).unwrap_or_default();
    let mut read =
        Element { name: name(written, tag.namespace(), tag.name())?, attributes: Vec::new(), nodes: Vec::new() };
    for attribute in node.attributes() {
        let written = text.get(attribute.range_qname()).unwrap_or_default();
        let name = name(written, attribute.namespace(), attribute.name())?;
        read.attributes.push(Attribute { name, value: attribute.value().to_owned() });
    }
    for child in node.children() {
        if child.is_element() {
            read.nodes.push(Node::Element(element(child, text, deeper)?));
        } else if let (true, Some(words)) = (child.is_text(), child.text()) {
            read.nodes.push(Node::Text(words.to_owned()));
        } else {
            return Err(Error::Markup);
        }
    }
    Ok(read)
}

/// The name, with the prefix as `written` begins with it. The parser passes over a colon before a name, which no qualified name has
/// (Namespaces in XML 1.0 §4).
fn name(written: &str, space: Option<&str>, local: &str) -> Result<Name, Error> {
    let end = written.find(|c: char| c.is_ascii_whitespace() || "=/>".contains(c)).unwrap_or(written.len());
    let qualified = written.get(..end).unwrap_or_default();
    let (prefix, rest) = qualified.split_once(':').unwrap_or(("", qualified));
    if rest != local || qualified.starts_with(':') {
        return Err(Error::Name(qualified.to_owned()));
    }
    Ok(Name { prefix: kept(prefix), space: kept(space.unwrap_or_default()), local: local.to_owned().into() })
}

/// The same text: one of those that stand in every evidence, or a copy.
fn kept(text: &str) -> Cow<'static, str> {
    let usual = USUAL.into_iter().find(|usual| *usual == text);
    usual.map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)
}
