//! One reference: what it points to, in what form, and whether that has the digest that was signed [XML Signature §4.4.3].

use bergshamra_xml::uppsala::NodeId;

use super::document::Tree;
use super::names::{DS, ENVELOPED, FILTER, Method, SIGNED_PROPERTIES, XPATH, child, digest_method, octets};
use super::{Covered, Error};
use crate::crypto::Digest;
use crate::format::xml::Element;

/// What a reference covers.
pub(super) enum Pointed {
    /// What is signed, and by which digest.
    To(Covered, Digest),
    /// What the signature says about itself: the canonical octets that were digested.
    Properties(Vec<u8>),
}

/// Checks one reference of a signature.
pub(super) fn check<'f>(
    tree: &Tree<'_>,
    signature: NodeId,
    reference: &Element,
    file: &dyn Fn(&str) -> Option<&'f [u8]>,
) -> Result<Pointed, Error> {
    let method = child(reference, DS, "DigestMethod").ok_or(Error::Form("a reference without digest"))?;
    let by = digest_method(method)?;
    let value = octets(child(reference, DS, "DigestValue").ok_or(Error::Form("a reference without digest"))?)?;
    let uri = reference.value("URI").ok_or(Error::Form("a reference to nothing"))?;
    let transforms = Transforms::read(reference)?;
    if !uri.is_empty() && !uri.starts_with('#') {
        let name = plain(uri).ok_or(Error::Form("a reference to a place that is none"))?;
        if transforms.leaves_out != Leaves::Nothing || transforms.method.is_some() {
            return Err(Error::Algorithm("a transform of a file".to_owned()));
        }
        let content = file(&name).ok_or_else(|| Error::Missing(name.clone()))?;
        return if by.of(content) == value {
            Ok(Pointed::To(Covered::File(name), by))
        } else {
            Err(Error::Hash(format!("`{name}`")))
        };
    }
    let id = uri.strip_prefix('#').unwrap_or_default();
    let id = id.strip_prefix("xpointer(id('").and_then(|rest| rest.strip_suffix("'))")).unwrap_or(id);
    let node = match id {
        "" | "xpointer(/)" => tree.root,
        id => tree.identified(id).ok_or_else(|| Error::Missing(format!("#{id}")))?,
    };
    let without = match transforms.leaves_out {
        Leaves::Nothing => Vec::new(),
        Leaves::This => vec![signature],
        Leaves::All => tree.signatures_in(node),
    };
    let covered = tree.octets(node, &without, &transforms.method.unwrap_or_else(Method::default))?;
    if by.of(&covered) != value {
        return Err(Error::Hash(if node == tree.root {
            "the document".to_owned()
        } else {
            format!("the part `{id}`")
        }));
    }
    if reference.value("Type") == Some(SIGNED_PROPERTIES) {
        let own = tree.is(node, super::XADES.uri, "SignedProperties") && tree.is_within(node, signature);
        return if own {
            Ok(Pointed::Properties(covered))
        } else {
            Err(Error::Form("properties of another signature"))
        };
    }
    let whole = node == tree.root && node != signature;
    Ok(Pointed::To(if whole { Covered::Root(covered) } else { Covered::Part(id.to_owned()) }, by))
}

/// Which signatures are left out of what is digested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    Nothing,
    This,
    All,
}

/// The transforms of a reference, where they are taken.
struct Transforms {
    leaves_out: Leaves,
    method: Option<Method>,
}

impl Transforms {
    fn read(reference: &Element) -> Result<Self, Error> {
        let mut read = Self { leaves_out: Leaves::Nothing, method: None };
        let all = child(reference, DS, "Transforms").into_iter().flat_map(Element::elements);
        for transform in all {
            let uri = transform.value("Algorithm").unwrap_or_default();
            // Canonicalisation makes octets of nodes: nothing that works on nodes may follow.
            let last = read.method.is_none();
            match Method::named(transform)? {
                Some(method) if last => read.method = Some(method),
                None if last && uri == ENVELOPED => read.leaves_out = Leaves::This,
                None if last && leaves_all_out(uri, transform) => read.leaves_out = Leaves::All,
                _ => return Err(Error::Algorithm(uri.to_owned())),
            }
        }
        Ok(read)
    }
}

/// Whether a transform takes every signature out, in the two ways in which services say so.
fn leaves_all_out(uri: &str, transform: &Element) -> bool {
    let mut inside = transform.elements();
    let (Some(path), None) = (inside.next(), inside.next()) else {
        return false;
    };
    let text = path.only_text().map(|text| text.split_whitespace().collect::<String>()).unwrap_or_default();
    let named = |before: &str, after: &str| {
        let prefix = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        prefix.is_some_and(|prefix| !prefix.is_empty() && prefix.chars().all(|c| c.is_ascii_alphanumeric()))
    };
    match uri {
        FILTER => path.value("Filter") == Some("subtract") && named("/descendant::", ":Signature"),
        XPATH => named("not(ancestor-or-self::", ":Signature)"),
        _ => false,
    }
}

/// A relative reference as a name in a container; `None` for addresses.
pub fn plain(uri: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(uri.len());
    let mut rest = uri.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first == b'%' {
            let (code, behind) = rest.split_at_checked(2)?;
            octets.push(u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()?);
            rest = behind;
        } else {
            octets.push(*first);
        }
    }
    String::from_utf8(octets).ok().filter(|name| !name.contains(':') && !name.starts_with('/'))
}
