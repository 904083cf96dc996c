//! The one shape of our signatures, built from its values.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::format::extract::EXTRACT;
use crate::format::xml::{self, Element, Space};

use super::{Error, LIMITS};

pub(super) const ERDS: Space = Space { prefix: "erds", uri: "http://uri.etsi.org/19522/v1#" };
pub(super) const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };
pub(super) const XADES: Space = Space { prefix: "xades", uri: "http://uri.etsi.org/01903/v1.3.2#" };

const ROOT: &str = "the root is not erds:Evidence";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const SIGNED_PROPERTIES: &str = "http://uri.etsi.org/01903#SignedProperties";
/// What is sealed: an evidence, or the extract of one; and how such a file ends.
const ROOTS: [(Space, &str, &[u8]); 2] =
    [(ERDS, "Evidence", b"</erds:Evidence>"), (EXTRACT, "Extract", b"</extract:Extract>")];

/// The values of a signature; everything else about it is fixed.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) algorithm: Algorithm,
    /// SHA-256 of the canonical evidence.
    pub(super) evidence: [u8; 32],
    /// SHA-256 of the canonical `xades:SignedProperties`.
    pub(super) properties: [u8; 32],
    /// The signature as XML holds it: ECDSA as `r ‖ s`.
    pub(super) value: Vec<u8>,
    pub(super) certificate: Vec<u8>,
    pub(super) signing_time: Moment,
    pub(super) token: Option<Vec<u8>>,
}

/// The file: the evidence with the signature as its last child.
pub(super) fn file(tbs: &[u8], parts: &Parts) -> Result<Vec<u8>, Error> {
    let (open, end) = parted(tbs).ok_or(Error::Form(ROOT))?;
    let file = [open, &xml::canonical(&signature(parts))?, end].concat();
    if file.len() > LIMITS.octets {
        return Err(xml::Error::Size(LIMITS.octets).into());
    }
    Ok(file)
}

/// The evidence without the signature, where the file is what `file` makes of both.
pub(super) fn without<'a>(file: &'a [u8], parts: &Parts) -> Result<Option<Vec<u8>>, Error> {
    let signature = xml::canonical(&signature(parts))?;
    let without = |(rest, end): (&'a [u8], &[u8])| Some([rest.strip_suffix(signature.as_slice())?, end].concat());
    Ok(parted(file).and_then(without))
}

/// What stands before the end of the root, and that end.
fn parted(octets: &[u8]) -> Option<(&[u8], &'static [u8])> {
    ROOTS.iter().find_map(|(.., end)| Some((octets.strip_suffix(*end)?, *end)))
}

/// Refuses what is not an evidence, and what another signature or reference could point into: a signature, an
/// evidence inside the evidence, anything with an identifier that XML knows.
pub(super) fn unsigned(root: &Element) -> Result<(), Error> {
    let sealable = |element: &Element| ROOTS.iter().any(|(space, local, _)| element.name.is(*space, local));
    if !ROOTS.iter().any(|(space, local, _)| root.name.is(*space, local) && root.name.prefix == space.prefix) {
        return Err(Error::Form(ROOT));
    }
    let mut waiting = vec![root];
    while let Some(element) = waiting.pop() {
        if element.attributes.iter().any(|attribute| attribute.name.local.eq_ignore_ascii_case("id")) {
            return Err(Error::Form("an element outside the signature has an Id"));
        }
        for child in element.elements() {
            if sealable(child) {
                return Err(Error::Form("an evidence stands inside the evidence"));
            }
            if child.name.space == DS.uri && child.name.local == "Signature" {
                return Err(Error::Form("a signature stands elsewhere than as the last child"));
            }
            waiting.push(child);
        }
    }
    Ok(())
}

/// The whole of it, level B-T with a token and B-B without.
fn signature(parts: &Parts) -> Element {
    let stamp = |token: &Vec<u8>| {
        let stamp = Element::new(XADES, "SignatureTimeStamp")
            .child(Element::new(DS, "CanonicalizationMethod").attribute("Algorithm", EXCLUSIVE))
            .child(base64(XADES, "EncapsulatedTimeStamp", token));
        Element::new(XADES, "UnsignedProperties").child(Element::new(XADES, "UnsignedSignatureProperties").child(stamp))
    };
    let key_info = Element::new(DS, "KeyInfo").child(Element::new(DS, "X509Data").child(base64(
        DS,
        "X509Certificate",
        &parts.certificate,
    )));
    let qualifying = Element::new(XADES, "QualifyingProperties")
        .attribute("Target", "#seal")
        .child(signed_properties(parts))
        .children(parts.token.as_ref().map(stamp));
    Element::new(DS, "Signature")
        .attribute("Id", "seal")
        .child(signed_info(parts))
        .child(signature_value(parts))
        .child(key_info)
        .child(Element::new(DS, "Object").child(qualifying))
}

/// What is signed.
pub(super) fn signed_info(parts: &Parts) -> Element {
    let transforms = |uris: &[&str]| {
        let transform = |uri: &&str| Element::new(DS, "Transform").attribute("Algorithm", *uri);
        Element::new(DS, "Transforms").children(uris.iter().map(transform))
    };
    let evidence = Element::new(DS, "Reference")
        .attribute("Id", "seal-evidence")
        .attribute("URI", "")
        .child(transforms(&[ENVELOPED, EXCLUSIVE]))
        .children(digest(&parts.evidence));
    let properties = Element::new(DS, "Reference")
        .attribute("Type", SIGNED_PROPERTIES)
        .attribute("URI", "#seal-properties")
        .child(transforms(&[EXCLUSIVE]))
        .children(digest(&parts.properties));
    Element::new(DS, "SignedInfo")
        .child(Element::new(DS, "CanonicalizationMethod").attribute("Algorithm", EXCLUSIVE))
        .child(
            Element::new(DS, "SignatureMethod").attribute("Algorithm", parts.algorithm.xml_uri().unwrap_or_default()),
        )
        .child(evidence)
        .child(properties)
}

/// What the time-stamp covers.
pub(super) fn signature_value(parts: &Parts) -> Element {
    base64(DS, "SignatureValue", &parts.value).attribute("Id", "seal-value")
}

/// What is signed about the signature [EN 319 132-1 §5.2]. The certificate's digest names it; IssuerSerialV2 is left out.
pub(super) fn signed_properties(parts: &Parts) -> Element {
    let certificate = Element::new(XADES, "SigningCertificateV2").child(
        Element::new(XADES, "Cert")
            .child(Element::new(XADES, "CertDigest").children(digest(&crypto::sha256(&parts.certificate)))),
    );
    let signature = Element::new(XADES, "SignedSignatureProperties")
        .child(Element::text(XADES, "SigningTime", parts.signing_time.to_string()))
        .child(certificate);
    let format = Element::new(XADES, "DataObjectFormat")
        .attribute("ObjectReference", "#seal-evidence")
        .child(Element::text(XADES, "MimeType", "text/xml"));
    Element::new(XADES, "SignedProperties")
        .attribute("Id", "seal-properties")
        .child(signature)
        .child(Element::new(XADES, "SignedDataObjectProperties").child(format))
}

fn digest(digest: &[u8; 32]) -> [Element; 2] {
    [Element::new(DS, "DigestMethod").attribute("Algorithm", SHA256), base64(DS, "DigestValue", digest)]
}

fn base64(space: Space, local: &'static str, octets: &[u8]) -> Element {
    Element::text(space, local, STANDARD.encode(octets))
}
