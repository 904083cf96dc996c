//! One signature: its value over its own list of references, then each reference.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_xml::uppsala::NodeId;

use super::document::Tree;
use super::names::{DS, Method, XADES, algorithm, child, down, octets};
use super::properties::{Properties, unsigned};
use super::reference::{self, Pointed};
use super::{Error, Facts, LIMITS, REFERENCES, Stamp};
use crate::crypto::{self, Algorithm};
use crate::format::xml::{self, Element};
use crate::seal::x509::Certificate;

/// Checks one signature of a document.
pub(super) fn check<'f>(
    tree: &Tree<'_>,
    node: NodeId,
    file: &dyn Fn(&str) -> Option<&'f [u8]>,
) -> Result<Facts, Error> {
    let signature = tree.read(node)?;
    let written = child(&signature, DS, "SignedInfo").and_then(|info| child(info, DS, "CanonicalizationMethod"));
    let method = Method::named(written.ok_or(Error::Form("no canonicalisation"))?)?;
    let method = method.ok_or_else(|| Error::Algorithm("a canonicalisation that is not known".to_owned()))?;
    let info_octets = tree.octets(tree.child(node, "SignedInfo")?, &[], &method)?;
    let info = xml::read(&info_octets, &LIMITS)?;
    let algorithm = algorithm(child(&info, DS, "SignatureMethod").ok_or(Error::Form("no signature method"))?)?;
    let value = octets(child(&signature, DS, "SignatureValue").ok_or(Error::Form("no value"))?)?;
    let mut certificates = certificates(&signature)?;
    let signer = signer(&certificates, algorithm, &info_octets, &value)?;
    certificates.retain(|der| *der != signer);

    let (mut covers, mut digests, mut properties) = (Vec::new(), Vec::new(), None);
    let references: Vec<&Element> = info.elements().filter(|child| child.name.is(DS, "Reference")).collect();
    if references.is_empty() || references.len() > REFERENCES {
        return Err(Error::TooMany("references, or none"));
    }
    for one in references {
        match reference::check(tree, node, one, file)? {
            Pointed::To(covered, digest) => {
                covers.push(covered);
                digests.push(digest);
            }
            Pointed::Properties(octets) if properties.is_none() => properties = Some(Properties::read(&octets)?),
            Pointed::Properties(_) => return Err(Error::Form("its properties stand there twice")),
        }
    }
    let properties = properties.unwrap_or_default();
    if !properties.names(&signer)? {
        return Err(Error::Signer);
    }
    let unsigned = unsigned(&signature)?;
    let mut stamps = Vec::new();
    for (method, token) in unsigned.stamps {
        stamps.push(Stamp { token, over: tree.octets(tree.child(node, "SignatureValue")?, &[], &method)? });
    }
    certificates.extend(unsigned.certificates);
    Ok(Facts {
        covers,
        digests,
        signer,
        certificates,
        lists: unsigned.lists,
        signing_time: properties.signing_time,
        names_signer: properties.names_one(),
        algorithm,
        stamps,
    })
}

/// All certificates in the key information.
fn certificates(signature: &Element) -> Result<Vec<Vec<u8>>, Error> {
    let data = child(signature, DS, "KeyInfo").into_iter().flat_map(Element::elements);
    let found = data.filter(|data| data.name.is(DS, "X509Data")).flat_map(Element::elements);
    found.filter(|one| one.name.is(DS, "X509Certificate")).take(16).map(octets).collect()
}

/// The one among these whose key made the value.
fn signer(certificates: &[Vec<u8>], algorithm: Algorithm, signed: &[u8], value: &[u8]) -> Result<Vec<u8>, Error> {
    let der = match algorithm {
        ecdsa @ (Algorithm::EcdsaP256Sha256 | Algorithm::EcdsaP384Sha384) => {
            crypto::ecdsa_to_der(ecdsa, value).map_err(Error::Signature)?
        }
        _ => value.to_vec(),
    };
    let mut wrong = None;
    for certificate in certificates {
        let Ok(parsed) = Certificate::parse(certificate) else {
            continue;
        };
        match crypto::verify(algorithm, &parsed.spki(), signed, &der) {
            Ok(()) => return Ok(certificate.clone()),
            Err(error) => wrong = Some(error),
        }
    }
    Err(wrong.map_or(Error::Certificate, Error::Signature))
}

/// The signature's qualifying properties, wherever they stand in it.
pub(super) fn qualifying(signature: &Element) -> Option<&Element> {
    let mut objects = signature.elements().filter(|child| child.name.is(DS, "Object"));
    objects.find_map(|object| down(object, XADES, &["QualifyingProperties"]))
}

/// Base64 in lines or not, of a text.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}
