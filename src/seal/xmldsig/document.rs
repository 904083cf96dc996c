//! A signed document as it came: cleaned of what no signature that we take covers, read once by our own reader, within bounds, and once
//! by the parser that canonicalises.

use std::cell::Cell;
use std::collections::BTreeMap;

use bergshamra_xml::NodeSet;
use bergshamra_xml::uppsala::{self, NodeId};

use super::names::{DS, Method};
use super::{CANONICAL, Covered, Error, Facts, LIMIT, LIMITS, SIGNATURES, signed};
use crate::format::xml::{self, Element};

/// A document that may be signed.
#[derive(Debug)]
pub struct Document {
    text: String,
    root: Element,
}

impl Document {
    /// Reads a document: one element, with an XML declaration and comments or without; no DTD, CDATA or instruction.
    ///
    /// # Errors
    /// What cannot be read, and an `Id` that stands there twice.
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        if octets.len() > LIMIT {
            return Err(xml::Error::Size(LIMIT).into());
        }
        let text = std::str::from_utf8(octets).map_err(xml::Error::Encoding)?;
        let text = cleaned(text.trim_start_matches('\u{FEFF}').trim())?;
        let root = xml::read(text.as_bytes(), &LIMITS)?;
        Ok(Self { text, root })
    }

    /// What stands there, signed or not: to see what it is, never to rely on it.
    pub fn root(&self) -> &Element {
        &self.root
    }

    /// Each signature that is the root, or stands directly in it, in order; `file` gives the octets of files beside the document.
    ///
    /// # Errors
    /// The document cannot be looked into. What is wrong with one signature stands in its place.
    pub fn signatures<'f>(&self, file: &dyn Fn(&str) -> Option<&'f [u8]>) -> Result<Vec<Result<Facts, Error>>, Error> {
        let parsed = uppsala::parse(&self.text).map_err(|_| Error::Form("a second parser does not take it"))?;
        let tree = Tree::new(&parsed)?;
        let found = if tree.is_signature(tree.root) {
            vec![tree.root]
        } else {
            parsed.children(tree.root).into_iter().filter(|node| tree.is_signature(*node)).collect()
        };
        if found.len() > SIGNATURES {
            return Err(Error::TooMany("signatures"));
        }
        Ok(found.into_iter().map(|node| signed::check(&tree, node, file)).collect())
    }

    /// The element that is read from what the first signature over the whole document covers.
    ///
    /// # Errors
    /// There is no signature, one does not hold, or none covers the whole document.
    pub fn covered(&self) -> Result<(Element, Facts), Error> {
        let mut all = self.signatures(&|_| None)?.into_iter();
        let first = all.next().ok_or(Error::Form("it bears no signature"))??;
        all.try_for_each(|other| other.map(drop))?;
        let whole = first.covers.iter().find_map(|covered| match covered {
            Covered::Root(octets) => Some(octets),
            _ => None,
        });
        let root = xml::read(whole.ok_or(Error::Form("its signature does not cover the whole of it"))?, &LIMITS)?;
        if root.name == self.root.name { Ok((root, first)) } else { Err(Error::Form("another element is signed")) }
    }
}

/// The text without declaration and comments, which no canonical form that we take holds. Where the rest holds no CDATA and no
/// instruction, `<!--` begins a comment wherever it stands.
fn cleaned(text: &str) -> Result<String, Error> {
    let text = match text.strip_prefix("<?xml ") {
        Some(declared) => {
            let (declaration, rest) = declared.split_once("?>").ok_or(xml::Error::Markup)?;
            let declaration = declaration.to_ascii_lowercase();
            if declaration.contains("encoding") && !declaration.contains("utf-8") {
                return Err(Error::Form("it is not declared to be UTF-8"));
            }
            rest
        }
        None => text,
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        if before.contains("<!") || before.contains("<?") {
            return Err(xml::Error::Markup.into());
        }
        out.push_str(before);
        let (comment, behind) = comment.split_once("-->").ok_or(xml::Error::Markup)?;
        if comment.contains("--") || comment.ends_with('-') {
            return Err(xml::Error::Markup.into());
        }
        rest = behind;
    }
    out.push_str(rest);
    Ok(out.trim().to_owned())
}

/// The document as the canonicaliser sees it.
pub(super) struct Tree<'a> {
    pub(super) parsed: &'a uppsala::Document<'a>,
    pub(super) root: NodeId,
    identified: BTreeMap<String, NodeId>,
    spent: Cell<usize>,
}

impl<'a> Tree<'a> {
    fn new(parsed: &'a uppsala::Document<'a>) -> Result<Self, Error> {
        let mut elements = parsed.children(parsed.root()).into_iter().filter(|node| parsed.element(*node).is_some());
        let (Some(root), None) = (elements.next(), elements.next()) else {
            return Err(Error::Form("not one root"));
        };
        let mut identified = BTreeMap::new();
        for node in std::iter::once(root).chain(parsed.descendants(root)) {
            let Some(element) = parsed.element(node) else {
                continue;
            };
            // All that one element is called is its own; what two are called tells neither.
            let names = ["Id", "ID", "id"].into_iter().filter_map(|name| element.get_attribute(name));
            for name in names {
                if identified.insert(name.to_owned(), node).is_some_and(|other| other != node) {
                    return Err(Error::Form("an Id stands there twice"));
                }
            }
        }
        Ok(Self { parsed, root, identified, spent: Cell::new(0) })
    }

    pub(super) fn is_signature(&self, node: NodeId) -> bool {
        self.is(node, DS.uri, "Signature")
    }

    pub(super) fn is(&self, node: NodeId, space: &str, local: &str) -> bool {
        self.parsed.element(node).is_some_and(|element| {
            element.name.local_name == local && element.name.namespace_uri.as_deref() == Some(space)
        })
    }

    /// The one element that is called so.
    pub(super) fn identified(&self, id: &str) -> Option<NodeId> {
        self.identified.get(id).copied()
    }

    /// The first child of this name, of XML signatures.
    pub(super) fn child(&self, of: NodeId, local: &'static str) -> Result<NodeId, Error> {
        let mut found = self.parsed.children(of).into_iter().filter(|node| self.is(*node, DS.uri, local));
        match (found.next(), found.next()) {
            (Some(node), None) => Ok(node),
            _ => Err(Error::Form("a signature lacks a part, or has it twice")),
        }
    }

    /// Every node in an element that is a signature.
    pub(super) fn signatures_in(&self, node: NodeId) -> Vec<NodeId> {
        self.parsed.descendants(node).into_iter().filter(|node| self.is_signature(*node)).collect()
    }

    pub(super) fn is_within(&self, node: NodeId, outer: NodeId) -> bool {
        node == outer || self.parsed.descendants(outer).contains(&node)
    }

    /// The canonical form of an element and all that is in it, but for these.
    pub(super) fn octets(&self, node: NodeId, without: &[NodeId], method: &Method) -> Result<Vec<u8>, Error> {
        let mut nodes = NodeSet::tree_without_comments(node, self.parsed);
        for left_out in without {
            nodes.remove_id(*left_out);
            self.parsed.descendants(*left_out).into_iter().for_each(|node| nodes.remove_id(node));
        }
        let octets = bergshamra_c14n::canonicalize_doc(self.parsed, method.mode, Some(&nodes), &method.prefixes)
            .map_err(|_| Error::Form("it has no canonical form"))?;
        self.spent.set(self.spent.get() + octets.len());
        if self.spent.get() > CANONICAL { Err(Error::TooMany("references")) } else { Ok(octets) }
    }

    /// The same as our own reader sees it.
    pub(super) fn read(&self, node: NodeId) -> Result<Element, Error> {
        let method = Method { mode: bergshamra_c14n::C14nMode::Exclusive, prefixes: Vec::new() };
        Ok(xml::read(&self.octets(node, &[], &method)?, &LIMITS)?)
    }
}
