//! The names that SAML is written with: namespaces with the prefixes of the specifications, bindings, limits.

use crate::format::xml::{Element, Limits, Space};

use super::Fault;

pub(super) const SAML: Space = Space { prefix: "saml", uri: "urn:oasis:names:tc:SAML:2.0:assertion" };
pub(super) const SAMLP: Space = Space { prefix: "samlp", uri: "urn:oasis:names:tc:SAML:2.0:protocol" };
pub(super) const MD: Space = Space { prefix: "md", uri: "urn:oasis:names:tc:SAML:2.0:metadata" };
pub(super) const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };
pub(super) const SOAP: Space = Space { prefix: "soap", uri: "http://schemas.xmlsoap.org/soap/envelope/" };

/// Exclusive canonicalisation without comments: the one form that is signed here.
pub(super) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
pub(super) const EXC: Space = Space { prefix: "ec", uri: EXCLUSIVE };
pub(super) const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

pub(super) const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(super) const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
pub(super) const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
pub(super) const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
pub(super) const ARTIFACT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";
pub(super) const OVER_SOAP: &str = "urn:oasis:names:tc:SAML:2.0:bindings:SOAP";

/// What an answer may take: an assertion with signatures and certificates is some 20 KiB.
pub(super) const LIMITS: Limits = Limits { octets: 256 * 1024, depth: 32, nodes: 10_000, attributes: 32 };

/// The one child of this name, where there is one.
///
/// # Errors
/// Several of them.
pub(super) fn at_most_one<'a>(
    of: &'a Element,
    space: Space,
    local: &'static str,
) -> Result<Option<&'a Element>, Fault> {
    let mut found = of.elements().filter(|element| element.name.is(space, local));
    match (found.next(), found.next()) {
        (only, None) => Ok(only),
        _ => Err(Fault::Form(local)),
    }
}

/// The one child of this name.
///
/// # Errors
/// None or several of them.
pub(super) fn one<'a>(of: &'a Element, space: Space, local: &'static str) -> Result<&'a Element, Fault> {
    at_most_one(of, space, local)?.ok_or(Fault::Form(local))
}

/// The text of an element without the white space around it, where it holds nothing else.
pub(super) fn words(of: &Element) -> Option<&str> {
    of.only_text().map(str::trim)
}
