//! Our own signatures in XML: enveloped, behind the issuer, over the element's canonical form, which is what is sent.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::key::{Error, Key};
use super::names::{DS, ENVELOPED, EXCLUSIVE};
use crate::crypto::sha256;
use crate::format::xml::{self, Element, Node};

const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// The element with a signature of this key in it, at `place` among its children; it needs an `ID`.
///
/// # Errors
/// The key does not sign, or the element holds what XML cannot carry.
pub(super) fn signed(mut element: Element, place: usize, key: &Key) -> Result<Element, Error> {
    let octets = xml::canonical(&element).map_err(|_| Error::Library)?;
    let digest = STANDARD.encode(sha256(&octets));
    let id = element.value("ID").unwrap_or_default();
    let transform = |algorithm: &str| Element::new(DS, "Transform").attribute("Algorithm", algorithm);
    let reference = Element::new(DS, "Reference")
        .attribute("URI", format!("#{id}"))
        .child(Element::new(DS, "Transforms").child(transform(ENVELOPED)).child(transform(EXCLUSIVE)))
        .child(Element::new(DS, "DigestMethod").attribute("Algorithm", SHA256))
        .child(Element::text(DS, "DigestValue", digest));
    let info = Element::new(DS, "SignedInfo")
        .child(Element::new(DS, "CanonicalizationMethod").attribute("Algorithm", EXCLUSIVE))
        .child(Element::new(DS, "SignatureMethod").attribute("Algorithm", method(key)))
        .child(reference);
    let value = key.sign(&xml::canonical(&info).map_err(|_| Error::Library)?)?;
    let signature = Element::new(DS, "Signature")
        .child(info)
        .child(Element::text(DS, "SignatureValue", STANDARD.encode(value)))
        .child(key_info(key));
    element.nodes.insert(place.min(element.nodes.len()), Node::Element(signature));
    Ok(element)
}

/// What the key's signatures are called [RFC 9231].
pub(super) fn method(key: &Key) -> &'static str {
    key.algorithm().xml_uri().unwrap_or_default()
}

/// The key's certificate, as signatures and metadata name it.
pub(super) fn key_info(key: &Key) -> Element {
    let certificate = Element::text(DS, "X509Certificate", STANDARD.encode(key.certificate().der()));
    Element::new(DS, "KeyInfo").child(Element::new(DS, "X509Data").child(certificate))
}
