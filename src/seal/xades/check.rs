//! Reading a sealed evidence: one shape, all of it compared.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::crypto::{self, Algorithm};
use crate::format::evidence;
use crate::format::xml::{self, Element, Node, Space};
use crate::seal::x509::Certificate;

use super::form::{self, DS, Parts, XADES};
use super::{Error, Facts, LIMITS};

/// Takes a sealed evidence apart and checks both digests and the signature.
///
/// # Errors
/// `Form` for every other shape than ours, `Hash` where what was signed was changed, `Signature` where the signature is
/// not by the certificate's key.
pub fn check(file: &[u8]) -> Result<Facts, Error> {
    let mut root = xml::read(file, &LIMITS)?;
    let signature = match root.nodes.pop() {
        Some(Node::Element(last)) if last.name.is(DS, "Signature") => last,
        _ => return Err(Error::Form("the last child of the root is not ds:Signature")),
    };
    form::unsigned(&root)?;
    let parts = parts(&signature)?;
    // With what follows, all of the file is the canonical form of what it says: the signature is, and so is what stands before it.
    let Some(tbs) = form::without(file, &parts)? else {
        root.nodes.push(Node::Element(signature));
        let canonical = xml::canonical(&root)? == file;
        let other = Error::Form("the signature is not built as recepis builds it");
        return Err(if canonical { other } else { xml::Error::NotCanonical.into() });
    };
    if tbs.len() > evidence::LARGEST {
        return Err(xml::Error::Size(evidence::LARGEST).into());
    }
    if xml::canonical(&root)? != tbs {
        return Err(xml::Error::NotCanonical.into());
    }
    if crypto::sha256(&tbs) != parts.evidence {
        return Err(Error::Hash("the evidence"));
    }
    if crypto::sha256(&xml::canonical(&form::signed_properties(&parts))?) != parts.properties {
        return Err(Error::Hash("what is said about the signature"));
    }
    verify(&parts)?;
    let imprint = crypto::sha256(&xml::canonical(&form::signature_value(&parts))?);
    Ok(Facts {
        evidence: root,
        digest: parts.evidence,
        signer: parts.certificate,
        signing_time: parts.signing_time,
        algorithm: parts.algorithm,
        imprint,
        token: parts.token,
    })
}

fn verify(parts: &Parts) -> Result<(), Error> {
    let key = Certificate::parse(&parts.certificate).map_err(Error::Certificate)?.spki();
    let signed = xml::canonical(&form::signed_info(parts))?;
    let signature = match parts.algorithm {
        ecdsa @ (Algorithm::EcdsaP256Sha256 | Algorithm::EcdsaP384Sha384) => {
            crypto::ecdsa_to_der(ecdsa, &parts.value).map_err(Error::Signature)?
        }
        _ => parts.value.clone(),
    };
    crypto::verify(parts.algorithm, &key, &signed, &signature).map_err(Error::Signature)
}

/// The values, taken from where they stand. What else stands there is found by building it anew.
fn parts(signature: &Element) -> Result<Parts, Error> {
    let info = at(signature, DS, &["SignedInfo"])?;
    let method = at(info, DS, &["SignatureMethod"])?.value("Algorithm");
    let algorithm = method.and_then(Algorithm::from_xml_uri).ok_or(Error::Form("an unknown signature method"))?;
    let references: Vec<_> = info.elements().filter(|child| child.name.is(DS, "Reference")).collect();
    let [evidence, properties] = references.as_slice() else {
        return Err(Error::Form("the signature does not have exactly two references"));
    };
    let qualifying = at(at(signature, DS, &["Object"])?, XADES, &["QualifyingProperties"])?;
    let time = at(qualifying, XADES, &["SignedProperties", "SignedSignatureProperties", "SigningTime"])?;
    let stamp = ["UnsignedProperties", "UnsignedSignatureProperties", "SignatureTimeStamp", "EncapsulatedTimeStamp"];
    let token = at(qualifying, XADES, &stamp).ok().map(octets).transpose()?;
    Ok(Parts {
        algorithm,
        evidence: digest(evidence)?,
        properties: digest(properties)?,
        value: octets(at(signature, DS, &["SignatureValue"])?)?,
        certificate: octets(at(signature, DS, &["KeyInfo", "X509Data", "X509Certificate"])?)?,
        signing_time: time.only_text().and_then(|text| text.parse().ok()).ok_or(Error::Form("no signing time"))?,
        token,
    })
}

/// The first element down this path.
fn at<'a>(element: &'a Element, space: Space, path: &[&str]) -> Result<&'a Element, Error> {
    let mut here = element;
    for name in path {
        let below = here.elements().find(|child| child.name.is(space, name));
        here = below.ok_or(Error::Form("the signature lacks an element that recepis writes"))?;
    }
    Ok(here)
}

fn octets(element: &Element) -> Result<Vec<u8>, Error> {
    let decoded = element.only_text().and_then(|text| STANDARD.decode(text).ok());
    decoded.ok_or(Error::Form("a value in the signature is not base64"))
}

fn digest(reference: &Element) -> Result<[u8; 32], Error> {
    let digest = octets(at(reference, DS, &["DigestValue"])?)?;
    digest.try_into().map_err(|_| Error::Form("a digest is not SHA-256"))
}
