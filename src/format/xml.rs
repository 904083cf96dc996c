//! A small XML tree and its exclusive canonical form (Exclusive XML Canonicalization 1.0, without comments).
//!
//! One tree yields the octets of a file, which are their own canonical form, and those of any element inside it as a
//! signature covers them: in exclusive canonicalisation an apex element carries exactly the namespaces that it and its
//! descendants use, so the canonical form of a subtree does not depend on where the subtree stands.
//!
//! Reading takes elements, attributes and text only: no declaration, DTD, comment, CDATA or processing instruction.
//! Never resolves an entity beyond the five of XML, never reads anything but the octets it is given.

use std::borrow::Cow;

mod canonical;
mod read;

pub use canonical::{canonical, holdable};
pub use read::{Limits, is_canonical, read};

/// XML that we do not take, or cannot write.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A character that XML 1.0 cannot hold, in an element of this name.
    #[error("`{0}` holds a character that XML cannot carry")]
    Character(String),
    /// Larger than the reader takes.
    #[error("the XML is larger than {0} octets")]
    Size(usize),
    /// Deeper, wider or busier than the reader takes.
    #[error("the XML has too many {0}")]
    Count(&'static str),
    /// A declaration, DTD, comment, CDATA section or processing instruction.
    #[error("the XML holds more than elements, attributes and text (a declaration, DTD, comment or the like)")]
    Markup,
    /// Not UTF-8.
    #[error("the XML is not UTF-8")]
    Encoding(#[source] std::str::Utf8Error),
    /// Not well-formed.
    #[error("the XML is not well-formed")]
    Malformed(#[source] roxmltree::Error),
    /// A name with a colon out of place.
    #[error("the XML has the name `{0}`, which is not a prefix, a colon and a name")]
    Name(String),
    /// Well-formed, but not the canonical spelling of what it says.
    #[error("the XML is not written in its exclusive canonical form")]
    NotCanonical,
}

/// A namespace and the prefix that we write it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// The prefix; empty for names in no namespace.
    pub prefix: &'static str,
    /// The namespace's URI; empty for none.
    pub uri: &'static str,
}

/// No namespace, no prefix.
pub const NONE: Space = Space { prefix: "", uri: "" };

/// A qualified name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The prefix as written; empty for none.
    pub prefix: Cow<'static, str>,
    /// The namespace's URI; empty for none.
    pub space: Cow<'static, str>,
    /// The local part.
    pub local: Cow<'static, str>,
}

impl Name {
    /// A name of ours.
    pub fn new(space: Space, local: &'static str) -> Self {
        Self { prefix: space.prefix.into(), space: space.uri.into(), local: local.into() }
    }

    /// Whether it is this name; the prefix does not count.
    pub fn is(&self, space: Space, local: &str) -> bool {
        self.space == space.uri && self.local == local
    }
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its value, unescaped.
    pub value: String,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped; two texts never stand side by side in what was read.
    Text(String),
}

/// An element with all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Its attributes, in any order.
    pub attributes: Vec<Attribute>,
    /// Its content, in order.
    pub nodes: Vec<Node>,
}

impl Element {
    /// An empty element.
    pub fn new(space: Space, local: &'static str) -> Self {
        Self { name: Name::new(space, local), attributes: Vec::new(), nodes: Vec::new() }
    }

    /// An element that holds text only.
    pub fn text(space: Space, local: &'static str, text: impl Into<String>) -> Self {
        let mut element = Self::new(space, local);
        let text = text.into();
        if !text.is_empty() {
            element.nodes.push(Node::Text(text));
        }
        element
    }

    /// With one more attribute, in no namespace.
    #[must_use]
    pub fn attribute(mut self, local: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push(Attribute { name: Name::new(NONE, local), value: value.into() });
        self
    }

    /// With one more element in it.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.nodes.push(Node::Element(child));
        self
    }

    /// With more elements in it: an `Option`, a list.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.nodes.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The elements in it, passing over text.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its text, where it holds nothing else.
    pub fn only_text(&self) -> Option<&str> {
        match self.nodes.as_slice() {
            [] => Some(""),
            [Node::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The value of an attribute in no namespace.
    pub fn value(&self, local: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name.is(NONE, local)).map(|attribute| &*attribute.value)
    }
}

#[cfg(test)]
mod tests;
