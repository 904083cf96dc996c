//! Walking through an element's children in strict order.

use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::erds::content::Sha256;

use super::super::xml::{Element, Node, Space};
use super::Error;

/// The children of an element that holds elements only, taken one after the other.
pub(super) struct Cursor<'a> {
    parent: &'a str,
    children: Vec<&'a Element>,
    next: usize,
    asked: Vec<&'static str>,
}

impl<'a> Cursor<'a> {
    /// Enters an element that has exactly these attributes, in any order, and no text beside its elements.
    pub(super) fn enter(element: &'a Element, attributes: &[(&str, &str)]) -> Result<Self, Error> {
        plain(element, attributes)?;
        let text = |node: &Node| matches!(node, Node::Text(_));
        if element.nodes.iter().any(text) {
            return Err(form("elements only", &element.name.local));
        }
        Ok(Self { parent: &element.name.local, children: element.elements().collect(), next: 0, asked: Vec::new() })
    }

    /// The next child, where it has this name.
    pub(super) fn optional(&mut self, space: Space, local: &'static str) -> Option<&'a Element> {
        self.asked.push(local);
        let child = self.children.get(self.next).copied().filter(|child| named(child, space, local))?;
        self.next += 1;
        Some(child)
    }

    /// The next child, which has this name.
    pub(super) fn child(&mut self, space: Space, local: &'static str) -> Result<&'a Element, Error> {
        self.optional(space, local).ok_or_else(|| match self.children.get(self.next) {
            Some(other) => form(local, &other.name.local),
            None => form(local, &format!("the end of {}", self.parent)),
        })
    }

    /// The next children, as many as have this name, at most so many.
    pub(super) fn several(
        &mut self,
        space: Space,
        local: &'static str,
        most: usize,
        what: &'static str,
    ) -> Result<Vec<&'a Element>, Error> {
        let mut found = Vec::new();
        while let Some(child) = self.optional(space, local) {
            if found.len() == most {
                return Err(Error::Count(what));
            }
            found.push(child);
        }
        Ok(found)
    }

    /// The text of the next child, which has this name and no attributes.
    pub(super) fn text(&mut self, space: Space, local: &'static str) -> Result<&'a str, Error> {
        text(self.child(space, local)?, &[])
    }

    /// The text of the next child, where it has this name; it has no attributes.
    pub(super) fn optional_text(&mut self, space: Space, local: &'static str) -> Result<Option<String>, Error> {
        self.optional(space, local).map(|child| text(child, &[]).map(str::to_owned)).transpose()
    }

    /// The text of the next child, understood, and spelt as we spell it.
    pub(super) fn value<T: FromStr + ToString>(&mut self, space: Space, local: &'static str) -> Result<T, Error> {
        value(self.child(space, local)?)
    }

    /// The octets of the next child, in base64.
    pub(super) fn octets<const N: usize>(&mut self, space: Space, local: &'static str) -> Result<[u8; N], Error> {
        octets(self.child(space, local)?)
    }

    /// The octets of the next child, in base64, at most so many.
    pub(super) fn bytes(&mut self, space: Space, local: &'static str, most: usize) -> Result<Vec<u8>, Error> {
        let decoded = STANDARD.decode(self.text(space, local)?).ok().filter(|octets| octets.len() <= most);
        decoded.ok_or_else(|| Error::Value(local.to_owned()))
    }

    /// The digest in the next child.
    pub(super) fn digest(&mut self, space: Space, local: &'static str) -> Result<Sha256, Error> {
        self.octets(space, local).map(Sha256)
    }

    /// The text of the next child is this one.
    pub(super) fn exactly(&mut self, space: Space, local: &'static str, expected: &str) -> Result<(), Error> {
        if self.text(space, local)? == expected { Ok(()) } else { Err(Error::Value(local.to_owned())) }
    }

    /// Nothing follows.
    pub(super) fn end(self) -> Result<(), Error> {
        match self.children.get(self.next) {
            None => Ok(()),
            Some(more) => Err(form(&format!("the end of {}", self.parent), &more.name.local)),
        }
    }

    /// Nothing follows that this reader knows by name: what a later version appends is passed over, what stands out of
    /// its place is not.
    pub(super) fn end_or_later(self, space: Space) -> Result<(), Error> {
        let known = |child: &&&Element| self.asked.iter().any(|name| child.name.is(space, name));
        match self.children.iter().skip(self.next).find(known) {
            None => Ok(()),
            Some(more) => Err(form(&format!("the end of {}", self.parent), &more.name.local)),
        }
    }
}

/// Whether the element has this name, written with our prefix.
pub(super) fn named(element: &Element, space: Space, local: &str) -> bool {
    element.name.is(space, local) && element.name.prefix == space.prefix
}

/// The text of an element that has exactly these attributes.
pub(super) fn text<'a>(element: &'a Element, attributes: &[(&str, &str)]) -> Result<&'a str, Error> {
    plain(element, attributes)?;
    element.only_text().ok_or_else(|| form("text only", &element.name.local))
}

/// The text of an element without attributes, understood, and spelt as we spell it.
pub(super) fn value<T: FromStr + ToString>(element: &Element) -> Result<T, Error> {
    let text = text(element, &[])?;
    let value = text.parse::<T>().ok().filter(|value| value.to_string() == text);
    value.ok_or_else(|| Error::Value(element.name.local.to_string()))
}

/// The octets of an element without attributes, in base64 as we write it.
pub(super) fn octets<const N: usize>(element: &Element) -> Result<[u8; N], Error> {
    let decoded = STANDARD.decode(text(element, &[])?).ok().and_then(|octets| octets.try_into().ok());
    decoded.ok_or_else(|| Error::Value(element.name.local.to_string()))
}

/// What stands where something else belongs.
pub(super) fn form(expected: &str, found: &str) -> Error {
    Error::Form { expected: expected.to_owned(), found: found.to_owned() }
}

fn plain(element: &Element, attributes: &[(&str, &str)]) -> Result<(), Error> {
    let fits = element.attributes.len() == attributes.len()
        && attributes.iter().all(|(name, value)| element.value(name) == Some(value));
    if fits { Ok(()) } else { Err(form("other attributes", &element.name.local)) }
}
