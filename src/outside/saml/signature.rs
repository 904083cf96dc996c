//! XML signatures on what an identity provider says (XML Signature 1.1, as SAML core §5.4 profiles it).
//!
//! One shape is taken: an enveloped signature, behind the issuer in the element that it signs, with one reference to that
//! element's own `ID`, exclusive canonicalisation, and a key of the provider's metadata. What is read afterwards is parsed
//! from the very octets that the digest covered, so nothing beside the signed element can be taken for it. Keys,
//! certificates, transforms and addresses that a message names by itself are never used, and nothing is fetched.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_c14n::C14nMode;
use bergshamra_xml::NodeSet;
use bergshamra_xml::uppsala::{self, Document as Parsed, NodeId};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::Fault;
use super::names::{DS, ENVELOPED, EXC, EXCLUSIVE, LIMITS, SAML, at_most_one, one, words};
use crate::crypto::{self, Algorithm};
use crate::format::xml::{self, Element};

/// The most prefixes of an `InclusiveNamespaces` list.
const PREFIXES: usize = 32;

/// A message as it came, and its tree.
pub(super) struct Document {
    text: String,
    root: Element,
}

impl Document {
    /// Reads a message: one element, with an XML declaration before it or none; no comment, DTD or instruction.
    ///
    /// # Errors
    /// What cannot be read, and what has an `ID` twice.
    pub(super) fn read(octets: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(octets).map_err(xml::Error::Encoding)?.trim();
        let text = match text.strip_prefix("<?xml ") {
            Some(declared) => declared.split_once("?>").ok_or(xml::Error::Markup)?.1.trim_start(),
            None => text,
        };
        let root = xml::read(text.as_bytes(), &LIMITS)?;
        if !has_each_id_once(&root, &mut BTreeSet::new()) {
            return Err(Fault::Wrapped("an ID that stands there twice"));
        }
        Ok(Self { text: text.to_owned(), root })
    }

    pub(super) fn root(&self) -> &Element {
        &self.root
    }

    /// What the signature of this element of the message covers: the element without that signature, read from the octets that
    /// were digested. `None` where it has none.
    ///
    /// # Errors
    /// A signature of another shape, by a key that is not among these, or over something else.
    pub(super) fn covered(&self, element: &Element, keys: &[Vec<u8>]) -> Result<Option<Element>, Fault> {
        let Some(signature) = signature_of(element)? else { return Ok(None) };
        let id = element.value("ID").ok_or(Fault::Form("ID"))?;
        let written = one(one(signature, DS, "SignedInfo")?, DS, "CanonicalizationMethod")?;

        let parsed = uppsala::parse(&self.text).map_err(|_| Fault::Form("XML"))?;
        let node = node_of(&parsed, element, id)?;
        let envelope = child_of(&parsed, node, "Signature")?;
        let info = child_of(&parsed, envelope, "SignedInfo")?;
        let signed = octets(&parsed, info, None, &prefixes(written)?)?;
        let info = Info::read(&xml::read(&signed, &LIMITS)?)?;
        if info.of != id {
            return Err(Fault::Wrapped("a signature of another element"));
        }
        let value = decoded(one(signature, DS, "SignatureValue")?)?;
        info.verify(&signed, &value, keys)?;
        let covered = octets(&parsed, node, Some(envelope), &info.prefixes)?;
        if info.digest.of(&covered) != info.value {
            return Err(Fault::Signature);
        }
        let covered = xml::read(&covered, &LIMITS)?;
        if covered.name != element.name || covered.value("ID") != Some(id) {
            return Err(Fault::Wrapped("another element than the signed one"));
        }
        Ok(Some(covered))
    }
}

fn has_each_id_once<'a>(element: &'a Element, seen: &mut BTreeSet<&'a str>) -> bool {
    let mut ids = element.attributes.iter().filter(|attribute| attribute.name.local.eq_ignore_ascii_case("id"));
    ids.all(|id| seen.insert(&id.value)) && element.elements().all(|child| has_each_id_once(child, seen))
}

/// The signature in an element: its second child, with values and keys in it only.
fn signature_of(element: &Element) -> Result<Option<&Element>, Fault> {
    let Some(signature) = at_most_one(element, DS, "Signature").map_err(|_| Fault::Wrapped("two signatures"))? else {
        return Ok(None);
    };
    // Only protocol messages may leave the issuer out.
    let mut children = element.elements();
    let first = children.next();
    let behind = first.is_some_and(|first| first.name.is(SAML, "Issuer")) && children.next() == Some(signature);
    if first != Some(signature) && !behind {
        return Err(Fault::Wrapped("a signature in another place than behind the issuer"));
    }
    let parts: Vec<&str> = signature.elements().map(|part| &*part.name.local).collect();
    if !matches!(*parts, ["SignedInfo", "SignatureValue"] | ["SignedInfo", "SignatureValue", "KeyInfo"]) {
        return Err(Fault::Wrapped("a signature with more in it than values and keys"));
    }
    Ok(Some(signature))
}

/// What a `ds:SignedInfo` says, where it says what is taken.
struct Info {
    algorithm: Algorithm,
    of: String,
    digest: Digest,
    value: Vec<u8>,
    prefixes: Vec<String>,
}

impl Info {
    fn read(info: &Element) -> Result<Self, Fault> {
        let parts: Vec<&Element> = info.elements().collect();
        let [canonicalisation, method, reference] = *parts else {
            return Err(Fault::Wrapped("a signature with other than one reference"));
        };
        is(canonicalisation, "CanonicalizationMethod", EXCLUSIVE)?;
        let algorithm = algorithm(method)?;
        if method.elements().next().is_some() || !reference.name.is(DS, "Reference") {
            return Err(Fault::Algorithm);
        }
        let of = reference.value("URI").and_then(|uri| uri.strip_prefix('#')).unwrap_or_default();
        let parts: Vec<&Element> = reference.elements().collect();
        let [transforms, digest, value] = *parts else { return Err(Fault::Form("Reference")) };
        let transforms: Vec<&Element> = Some(transforms)
            .filter(|all| all.name.is(DS, "Transforms"))
            .into_iter()
            .flat_map(Element::elements)
            .collect();
        let [enveloped, exclusive] = *transforms else { return Err(Fault::Algorithm) };
        is(enveloped, "Transform", ENVELOPED)?;
        is(exclusive, "Transform", EXCLUSIVE)?;
        if enveloped.elements().next().is_some() || !value.name.is(DS, "DigestValue") {
            return Err(Fault::Form("Reference"));
        }
        Ok(Self {
            algorithm,
            of: of.to_owned(),
            digest: Digest::named(digest)?,
            value: decoded(value)?,
            prefixes: prefixes(exclusive)?,
        })
    }

    /// Whether one of these keys signed the octets.
    fn verify(&self, signed: &[u8], value: &[u8], keys: &[Vec<u8>]) -> Result<(), Fault> {
        let der = match self.algorithm {
            ecdsa @ (Algorithm::EcdsaP256Sha256 | Algorithm::EcdsaP384Sha384) => {
                crypto::ecdsa_to_der(ecdsa, value).map_err(|_| Fault::Signature)?
            }
            _ => value.to_vec(),
        };
        let held = keys.iter().any(|key| crypto::verify(self.algorithm, key, signed, &der).is_ok());
        if held { Ok(()) } else { Err(Fault::Signature) }
    }
}

fn is(element: &Element, local: &'static str, algorithm: &str) -> Result<(), Fault> {
    let right = element.name.is(DS, local) && element.value("Algorithm") == Some(algorithm);
    if right { Ok(()) } else { Err(Fault::Algorithm) }
}

/// RSA and ECDSA with SHA-2 [RFC 9231]; nothing with SHA-1.
fn algorithm(method: &Element) -> Result<Algorithm, Fault> {
    let uri = Some(method)
        .filter(|method| method.name.is(DS, "SignatureMethod"))
        .and_then(|method| method.value("Algorithm"));
    let uri = uri.ok_or(Fault::Algorithm)?;
    match uri.strip_prefix("http://www.w3.org/2001/04/xmldsig-more#") {
        Some("ecdsa-sha256") => Ok(Algorithm::EcdsaP256Sha256),
        Some("ecdsa-sha384") => Ok(Algorithm::EcdsaP384Sha384),
        Some("rsa-sha256") => Ok(Algorithm::RsaPkcs1Sha256),
        Some("rsa-sha384") => Ok(Algorithm::RsaPkcs1Sha384),
        Some("rsa-sha512") => Ok(Algorithm::RsaPkcs1Sha512),
        _ => Err(Fault::Algorithm),
    }
}

enum Digest {
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    fn named(method: &Element) -> Result<Self, Fault> {
        let named =
            Some(method).filter(|method| method.name.is(DS, "DigestMethod") && method.elements().next().is_none());
        match named.and_then(|method| method.value("Algorithm")) {
            Some("http://www.w3.org/2001/04/xmlenc#sha256") => Ok(Self::Sha256),
            Some("http://www.w3.org/2001/04/xmldsig-more#sha384") => Ok(Self::Sha384),
            Some("http://www.w3.org/2001/04/xmlenc#sha512") => Ok(Self::Sha512),
            _ => Err(Fault::Algorithm),
        }
    }

    fn of(&self, octets: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(octets).to_vec(),
            Self::Sha384 => Sha384::digest(octets).to_vec(),
            Self::Sha512 => Sha512::digest(octets).to_vec(),
        }
    }
}

/// The prefixes that are declared whether they are used or not [Exclusive XML Canonicalization §3].
fn prefixes(of: &Element) -> Result<Vec<String>, Fault> {
    let parts: Vec<&Element> = of.elements().collect();
    let list = match *parts {
        [] => return Ok(Vec::new()),
        [list] if list.name.is(EXC, "InclusiveNamespaces") => list.value("PrefixList").unwrap_or_default(),
        _ => return Err(Fault::Algorithm),
    };
    let prefixes: Vec<String> = list.split_ascii_whitespace().map(str::to_owned).collect();
    if prefixes.len() > PREFIXES { Err(Fault::Form("PrefixList")) } else { Ok(prefixes) }
}

/// The one node of the message that is this element.
fn node_of(parsed: &Parsed<'_>, element: &Element, id: &str) -> Result<NodeId, Fault> {
    let is = |node: &NodeId| {
        parsed.element(*node).is_some_and(|found| {
            found.name.local_name == element.name.local
                && found.name.namespace_uri.as_deref().unwrap_or_default() == element.name.space
                && found.get_attribute("ID") == Some(id)
        })
    };
    let mut found = parsed.descendants(parsed.root()).into_iter().filter(is);
    match (found.next(), found.next()) {
        (Some(node), None) => Ok(node),
        _ => Err(Fault::Wrapped("an ID that stands there twice")),
    }
}

/// The one child of this name, of XML signatures.
fn child_of(parsed: &Parsed<'_>, node: NodeId, local: &'static str) -> Result<NodeId, Fault> {
    let is = |child: &NodeId| {
        parsed
            .element(*child)
            .is_some_and(|found| found.name.local_name == local && found.name.namespace_uri.as_deref() == Some(DS.uri))
    };
    let mut found = parsed.children(node).into_iter().filter(is);
    match (found.next(), found.next()) {
        (Some(child), None) => Ok(child),
        _ => Err(Fault::Form(local)),
    }
}

/// The exclusive canonical form of a node and all that is in it, but for one of its children.
fn octets(parsed: &Parsed<'_>, node: NodeId, without: Option<NodeId>, prefixes: &[String]) -> Result<Vec<u8>, Fault> {
    let mut nodes = NodeSet::tree_without_comments(node, parsed);
    if let Some(left_out) = without {
        nodes.remove_id(left_out);
        parsed.descendants(left_out).into_iter().for_each(|node| nodes.remove_id(node));
    }
    bergshamra_c14n::canonicalize_doc(parsed, C14nMode::Exclusive, Some(&nodes), prefixes)
        .map_err(|_| Fault::Form("XML"))
}

/// The octets that an element holds as base64, in lines or not.
fn decoded(element: &Element) -> Result<Vec<u8>, Fault> {
    let text = words(element).ok_or(Fault::Form("base64"))?;
    let text: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(text).map_err(|_| Fault::Form("base64"))
}
