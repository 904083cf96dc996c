//! Evidence as another service would write and sign it: other transforms, another place for what ours has, a declaration before it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use recepis::crypto::{self, Algorithm, sha256};
use recepis::erds::moment::Moment;
use recepis::format::xml::{Element, Space, canonical};

use crate::pki::Pki;

const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };
const XADES: Space = Space { prefix: "xades", uri: "http://uri.etsi.org/01903/v1.3.2#" };
const FILTERS: Space = Space { prefix: "dsig-xpath", uri: "http://www.w3.org/2002/06/xmldsig-filter2" };
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// The message that the evidence names.
pub(crate) const ORIGINAL: &[u8] =
    b"From: a@mittente.example\r\nTo: b@destinatario.example\r\nSubject: Contratto\r\n\r\nIn allegato.\r\n";

/// An evidence of another service, in its canonical form; `extension` stands in its place.
pub(crate) fn evidence(digest: &[u8], extension: &str) -> String {
    let digest = STANDARD.encode(digest);
    format!(
        "<erds:Evidence xmlns:erds=\"http://uri.etsi.org/19522/v1#\" Id=\"e1\" version=\"EN319522v1.1.1\">\
         <erds:EvidenceIdentifier>ev-17@altro.example</erds:EvidenceIdentifier>\
         <erds:ERDSEventId>http://uri.etsi.org/19522/Event/ContentConsignment</erds:ERDSEventId>\
         <EventTime>2026-11-24T09:14:00Z</EventTime>\
         <erds:EvidenceIssuerPolicyID><PolicyID>https://altro.example/policy</PolicyID></erds:EvidenceIssuerPolicyID>\
         <erds:EvidenceIssuerDetails><erds:Identity><saml:Attribute xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" \
         FriendlyName=\"LegalName\" Name=\"http://eidas.europa.eu/attributes/legalperson/LegalName\">\
         <saml:AttributeValue>Altro Servizio</saml:AttributeValue></saml:Attribute></erds:Identity></erds:EvidenceIssuerDetails>\
         <erds:SenderDetails><Identifier IdentifierSchemeName=\"mailto\">a@mittente.example</Identifier></erds:SenderDetails>\
         <erds:RecipientDetails><Identifier IdentifierSchemeName=\"mailto\">b@destinatario.example</Identifier></erds:RecipientDetails>\
         <erds:SubmissionTime>2026-11-24T09:10:00Z</erds:SubmissionTime>\
         <erds:MessageIdentifier>m-4@altro.example</erds:MessageIdentifier>\
         <erds:UserContentInfo><erds:PartsInfo><erds:PartInfo><Identifier>urn:oid:1.3.6.1.7</Identifier><ContentType>message/rfc822</ContentType>\
         <ds:DigestMethod xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Algorithm=\"{SHA256}\"></ds:DigestMethod>\
         <ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{digest}</ds:DigestValue></erds:PartInfo></erds:PartsInfo></erds:UserContentInfo>\
         {extension}</erds:Evidence>"
    )
}

/// How a signature takes itself out of what it covers.
#[derive(Clone, Copy)]
pub(crate) enum Out {
    Enveloped,
    Filter,
    /// The whole by its Id instead of as the document.
    ById,
}

/// A canonical document with a signature as its last child, stamped where `stamped`.
pub(crate) fn signed(pki: &Pki, body: &str, out: Out, time: Moment, stamped: bool) -> Vec<u8> {
    let algorithm = |local: &'static str, uri: &str| Element::new(DS, local).attribute("Algorithm", uri);
    let value = |local: &'static str, octets: &[u8]| Element::text(DS, local, STANDARD.encode(octets));
    let digested = |octets: &[u8]| [algorithm("DigestMethod", SHA256), value("DigestValue", &sha256(octets))];
    let named = Element::new(XADES, "SigningCertificateV2")
        .child(Element::new(XADES, "Cert").child(Element::new(XADES, "CertDigest").children(digested(pki.seal.der()))));
    let properties = Element::new(XADES, "SignedProperties").attribute("Id", "props").child(
        Element::new(XADES, "SignedSignatureProperties")
            .child(Element::text(XADES, "SigningTime", time.whole_seconds().to_string()))
            .child(named),
    );
    let leaves_out = match out {
        Out::Enveloped | Out::ById => algorithm("Transform", "http://www.w3.org/2000/09/xmldsig#enveloped-signature"),
        Out::Filter => {
            let path = Element::text(FILTERS, "XPath", "/descendant::ds:Signature").attribute("Filter", "subtract");
            algorithm("Transform", FILTERS.uri).child(path)
        }
    };
    let transforms = |all: Vec<Element>| Element::new(DS, "Transforms").children(all);
    let info = Element::new(DS, "SignedInfo")
        .child(algorithm("CanonicalizationMethod", EXCLUSIVE))
        .child(algorithm("SignatureMethod", Algorithm::EcdsaP256Sha256.xml_uri().unwrap()))
        .child(
            Element::new(DS, "Reference")
                .attribute("URI", if matches!(out, Out::ById) { "#e1" } else { "" })
                .child(transforms(vec![leaves_out, algorithm("Transform", EXCLUSIVE)]))
                .children(digested(body.as_bytes())),
        )
        .child(
            Element::new(DS, "Reference")
                .attribute("Type", "http://uri.etsi.org/01903#SignedProperties")
                .attribute("URI", "#props")
                .child(transforms(vec![algorithm("Transform", EXCLUSIVE)]))
                .children(digested(&canonical(&properties).unwrap())),
        );
    let made = pki.seal_key.sign(&canonical(&info).unwrap());
    let made = value("SignatureValue", &crypto::ecdsa_to_fixed(Algorithm::EcdsaP256Sha256, &made).unwrap());
    let token = pki.token(sha256(&canonical(&made).unwrap()), time);
    let unsigned = Element::new(XADES, "UnsignedProperties").child(
        Element::new(XADES, "UnsignedSignatureProperties").child(
            Element::new(XADES, "SignatureTimeStamp")
                .child(algorithm("CanonicalizationMethod", EXCLUSIVE))
                .child(Element::text(XADES, "EncapsulatedTimeStamp", STANDARD.encode(token))),
        ),
    );
    let qualifying = Element::new(XADES, "QualifyingProperties")
        .attribute("Target", "#sig")
        .child(properties)
        .children(stamped.then_some(unsigned));
    let key =
        Element::new(DS, "KeyInfo").child(Element::new(DS, "X509Data").child(value("X509Certificate", pki.seal.der())));
    let signature = Element::new(DS, "Signature")
        .attribute("Id", "sig")
        .child(info)
        .child(made)
        .child(key)
        .child(Element::new(DS, "Object").child(qualifying));
    let signature = String::from_utf8(canonical(&signature).unwrap()).unwrap();
    let (open, close) = body.split_at(body.rfind("</").unwrap());
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by another service -->\n{open}{signature}{close}\n")
        .into_bytes()
}
