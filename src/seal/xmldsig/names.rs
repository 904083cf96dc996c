//! The names that signatures are written with, and small readers of values.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_c14n::C14nMode;

use super::Error;
use crate::crypto::{Algorithm, Digest};
use crate::format::xml::{Element, Space};

/// XML Signature.
pub const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };
/// XAdES.
pub const XADES: Space = Space { prefix: "xades", uri: "http://uri.etsi.org/01903/v1.3.2#" };

pub(super) const EXC: Space = Space { prefix: "ec", uri: "http://www.w3.org/2001/10/xml-exc-c14n#" };
pub(super) const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
pub(super) const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";
pub(super) const FILTER: &str = "http://www.w3.org/2002/06/xmldsig-filter2";
pub(super) const SIGNED_PROPERTIES: &str = "http://uri.etsi.org/01903#SignedProperties";

/// The most prefixes of an `InclusiveNamespaces` list.
const PREFIXES: usize = 64;

/// A way to canonicalise.
#[derive(Clone, Debug)]
pub(super) struct Method {
    pub(super) mode: C14nMode,
    pub(super) prefixes: Vec<String>,
}

impl Method {
    /// What applies where nothing is said: Canonical XML 1.0 [XML Signature §4.4.3.2].
    pub(super) fn default() -> Self {
        Self { mode: C14nMode::Inclusive, prefixes: Vec::new() }
    }

    /// The method that an element names; `None` where it names something else than a canonicalisation.
    pub(super) fn named(element: &Element) -> Result<Option<Self>, Error> {
        let uri = element.value("Algorithm").unwrap_or_default();
        let Some(mode) = C14nMode::from_uri(uri) else {
            return Ok(None);
        };
        // Comments are taken out before anything is read.
        if mode.with_comments() {
            return Err(Error::Algorithm(uri.to_owned()));
        }
        let mut prefixes = Vec::new();
        for list in element.elements().filter(|child| child.name.is(EXC, "InclusiveNamespaces")) {
            prefixes.extend(list.value("PrefixList").unwrap_or_default().split_ascii_whitespace().map(str::to_owned));
        }
        if prefixes.len() > PREFIXES {
            return Err(Error::TooMany("prefixes"));
        }
        Ok(Some(Self { mode, prefixes }))
    }
}

/// The signature method [RFC 9231]; nothing with SHA-1.
pub(super) fn algorithm(method: &Element) -> Result<Algorithm, Error> {
    let uri = method.value("Algorithm").unwrap_or_default();
    let more = match uri.strip_prefix("http://www.w3.org/2001/04/xmldsig-more#") {
        Some("rsa-sha384") => Some(Algorithm::RsaPkcs1Sha384),
        Some("rsa-sha512") => Some(Algorithm::RsaPkcs1Sha512),
        _ => Algorithm::from_xml_uri(uri),
    };
    more.filter(|_| method.elements().next().is_none()).ok_or_else(|| Error::Algorithm(uri.to_owned()))
}

/// The digest that an element names as its method.
pub(super) fn digest_method(method: &Element) -> Result<Digest, Error> {
    let uri = method.value("Algorithm").unwrap_or_default();
    digest_called(uri).ok_or_else(|| Error::Algorithm(uri.to_owned()))
}

/// The digest with this URI; SHA-2 only.
pub fn digest_called(uri: &str) -> Option<Digest> {
    Digest::ALL.into_iter().find(|digest| digest.xml_uri() == uri)
}

/// The first child of this name.
pub(super) fn child<'a>(of: &'a Element, space: Space, local: &str) -> Option<&'a Element> {
    of.elements().find(|element| element.name.is(space, local))
}

/// The first element down this path, all in one namespace.
pub(super) fn down<'a>(of: &'a Element, space: Space, path: &[&str]) -> Option<&'a Element> {
    path.iter().try_fold(of, |here, local| child(here, space, local))
}

/// The octets that an element holds as base64, in lines or not.
///
/// # Errors
/// It holds something else.
pub fn octets(element: &Element) -> Result<Vec<u8>, Error> {
    let text: String = element.only_text().unwrap_or("-").split_ascii_whitespace().collect();
    STANDARD.decode(text).map_err(|_| Error::Form("a value is not base64"))
}
