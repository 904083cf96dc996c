//! An identity provider in memory, for tests: what it answers, and what of that is signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::key::Key;
use super::names::{BEARER, SAML, SAMLP, SOAP};
use super::response::Expected;
use super::{Binding, Metadata, Provider, sign};
use crate::erds::moment::Moment;
use crate::format::xml::{self, Element, Node};
use crate::seal::testing;
use crate::seal::x509::{Issuer, Profile};

pub(super) const IDP: &str = "https://idp.example/metadata";
pub(super) const ENTITY: &str = "https://recepis.example/saml";
pub(super) const CONSUMER: &str = "https://recepis.example/identity/digid/back";
pub(super) const REQUEST: &str = "_request";
pub(super) const RESOLVE: &str = "_resolve";
pub(super) const CONTEXT: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract";

pub(super) fn now() -> Moment {
    testing::now()
}

pub(super) fn in_seconds(seconds: i64) -> String {
    Moment::from_seconds(now().seconds() + seconds).to_string()
}

/// A key of one repeated octet and its certificate, both as PEM.
pub(super) fn pems(octet: u8) -> (String, String) {
    let key = testing::Key::new(octet);
    let spki = key.spki();
    let head =
        b"\x30\x81\x87\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\
        \x04\x6d\x30\x6b\x02\x01\x01\x04\x20";
    let der = [head.as_slice(), &[octet; 32], b"\xa1\x44\x03\x42\x00", &spki[26..]].concat();
    let pem = der::pem::encode_string("PRIVATE KEY", der::pem::LineEnding::LF, &der).unwrap();
    let request = testing::request(Profile::Root, "Test", &spki, octet);
    (pem, testing::issue(&request, Issuer::Itself, &key).to_pem())
}

pub(super) fn key(octet: u8) -> Key {
    let (key, certificate) = pems(octet);
    Key::read(&key, &certificate).unwrap()
}

pub(super) fn metadata_text(certificate: Option<&Key>) -> String {
    let certificate = certificate.map(|key| {
        let text = STANDARD.encode(key.certificate().der());
        format!(
            "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>\
             <ds:X509Certificate>{text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        )
    });
    format!(
        "<?xml version=\"1.0\"?><!-- a comment --><md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
         entityID=\"{IDP}\"><md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{}\
         <md:ArtifactResolutionService index=\"3\" Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:SOAP\" \
         Location=\"https://idp.example/resolve\"/>\
         <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" \
         Location=\"https://idp.example/login?a=1\"/></md:IDPSSODescriptor></md:EntityDescriptor>",
        certificate.unwrap_or_default()
    )
}

pub(super) fn metadata() -> Metadata {
    Metadata::read(&metadata_text(Some(&key(7))), None).unwrap()
}

pub(super) fn provider() -> Provider {
    Provider {
        entity: ENTITY.to_owned(),
        consumer: CONSUMER.to_owned(),
        binding: Binding::Post,
        key: key(9),
        metadata: metadata(),
        contexts: contexts(),
        attribute_service: None,
        channel: None,
    }
}

pub(super) fn contexts() -> Vec<String> {
    vec![CONTEXT.to_owned()]
}

pub(super) fn expected(contexts: &[String]) -> Expected<'_> {
    Expected {
        request: REQUEST,
        asked_at: now().minus(std::time::Duration::from_mins(2)),
        resolved: None,
        entity: ENTITY,
        consumer: CONSUMER,
        contexts,
    }
}

/// An answer that is right in everything, unsigned.
pub(super) fn response() -> Element {
    message("Response", "_response", REQUEST)
        .attribute("Destination", CONSUMER)
        .child(status("Success"))
        .child(assertion())
}

pub(super) fn message(local: &'static str, id: &str, request: &str) -> Element {
    Element::new(SAMLP, local)
        .attribute("ID", id)
        .attribute("Version", "2.0")
        .attribute("IssueInstant", in_seconds(-1))
        .attribute("InResponseTo", request)
        .child(Element::text(SAML, "Issuer", IDP))
}

pub(super) fn status(code: &str) -> Element {
    let code = format!("urn:oasis:names:tc:SAML:2.0:status:{code}");
    Element::new(SAMLP, "Status").child(Element::new(SAMLP, "StatusCode").attribute("Value", code))
}

fn assertion() -> Element {
    let data = Element::new(SAML, "SubjectConfirmationData")
        .attribute("Recipient", CONSUMER)
        .attribute("InResponseTo", REQUEST)
        .attribute("NotOnOrAfter", in_seconds(120));
    let confirmation = Element::new(SAML, "SubjectConfirmation").attribute("Method", BEARER).child(data);
    let audience = Element::new(SAML, "AudienceRestriction").child(Element::text(SAML, "Audience", ENTITY));
    let attribute = |name: &str, value: &str| {
        Element::new(SAML, "Attribute").attribute("Name", name).child(Element::text(SAML, "AttributeValue", value))
    };
    Element::new(SAML, "Assertion")
        .attribute("ID", "_assertion")
        .attribute("Version", "2.0")
        .attribute("IssueInstant", in_seconds(-1))
        .child(Element::text(SAML, "Issuer", IDP))
        .child(Element::new(SAML, "Subject").child(Element::text(SAML, "NameID", "petra")).child(confirmation))
        .child(
            Element::new(SAML, "Conditions")
                .attribute("NotBefore", in_seconds(-120))
                .attribute("NotOnOrAfter", in_seconds(120))
                .child(audience),
        )
        .child(
            Element::new(SAML, "AuthnStatement")
                .attribute("AuthnInstant", in_seconds(-5))
                .child(Element::new(SAML, "AuthnContext").child(Element::text(SAML, "AuthnContextClassRef", CONTEXT))),
        )
        .child(
            Element::new(SAML, "AttributeStatement")
                .child(attribute("urn:name", "P. Jansen & zoon"))
                .child(attribute("urn:born", "1957-04-01")),
        )
}

/// The element at this path below `root`, to change.
pub(super) fn at<'a>(root: &'a mut Element, path: &[&str]) -> &'a mut Element {
    path.iter().fold(root, |element, local| {
        let found = element.nodes.iter_mut().find_map(|node| match node {
            Node::Element(child) if child.name.local == *local => Some(child),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("there is no {local}"))
    })
}

/// Another value of an attribute; none: without it.
pub(super) fn set(element: &mut Element, local: &'static str, value: Option<&str>) {
    element.attributes.retain(|attribute| attribute.name.local != local);
    if let Some(value) = value {
        *element = element.clone().attribute(local, value);
    }
}

/// Signs the element at this path with the provider's key.
pub(super) fn sign_at(root: &mut Element, path: &[&str]) {
    let element = at(root, path);
    *element = sign::signed(element.clone(), 1, &key(7)).unwrap();
}

/// Takes the signature out of an element.
pub(super) fn unsigned(mut element: Element) -> (Element, Element) {
    let place =
        element.nodes.iter().position(|node| matches!(node, Node::Element(child) if child.name.local == "Signature"));
    match element.nodes.remove(place.unwrap()) {
        Node::Element(signature) => (element, signature),
        Node::Text(_) => panic!("no element"),
    }
}

/// What comes over the back channel around an answer.
pub(super) fn resolved(response: Option<Element>) -> Element {
    let answer = message("ArtifactResponse", "_resolved", RESOLVE).child(status("Success")).children(response);
    Element::new(SOAP, "Envelope").child(Element::new(SOAP, "Body").child(answer))
}

pub(super) fn octets(element: &Element) -> Vec<u8> {
    xml::canonical(element).unwrap()
}
