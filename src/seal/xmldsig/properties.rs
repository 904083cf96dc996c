//! What a signature says about itself (XAdES): signed, in the octets that were digested; and unsigned, beside it.

use super::names::{DS, Method, XADES, child, digest_method, down};
use super::signed::{decoded, qualifying};
use super::{Error, LIMITS};
use crate::erds::moment::Moment;
use crate::format::xml::{self, Element};

/// The most time-stamps, certificates and lists beside a signature that are looked at.
const MOST: usize = 32;

/// The signed properties.
#[derive(Default)]
pub(super) struct Properties {
    pub(super) signing_time: Option<Moment>,
    /// The digest of the signer's certificate.
    named: Option<Element>,
}

impl Properties {
    /// Reads them from their canonical octets.
    pub(super) fn read(octets: &[u8]) -> Result<Self, Error> {
        let root = xml::read(octets, &LIMITS)?;
        let Some(all) = child(&root, XADES, "SignedSignatureProperties") else {
            return Ok(Self::default());
        };
        let time = child(all, XADES, "SigningTime").map(|time| time.only_text().unwrap_or_default().trim().parse());
        let named = ["SigningCertificateV2", "SigningCertificate"]
            .into_iter()
            .find_map(|name| down(all, XADES, &[name, "Cert", "CertDigest"]));
        Ok(Self {
            signing_time: time.transpose().map_err(|_| Error::Form("its signing time is no moment"))?,
            named: named.cloned(),
        })
    }

    /// Whether a certificate is named.
    pub(super) fn names_one(&self) -> bool {
        self.named.is_some()
    }

    /// Whether no other certificate than this one is named.
    pub(super) fn names(&self, certificate: &[u8]) -> Result<bool, Error> {
        let Some(named) = &self.named else {
            return Ok(true);
        };
        let method = child(named, DS, "DigestMethod").ok_or(Error::Form("a digest without its method"))?;
        let value = child(named, DS, "DigestValue").and_then(Element::only_text).and_then(decoded);
        Ok(value == Some(digest_method(method)?.of(certificate)))
    }
}

/// What stands beside a signature. Nothing covers it; each part speaks for itself.
#[derive(Default)]
pub(super) struct Unsigned {
    /// Time-stamps on the value, with how the value is canonicalised for each.
    pub(super) stamps: Vec<(Method, Vec<u8>)>,
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) lists: Vec<Vec<u8>>,
}

/// Reads it.
pub(super) fn unsigned(signature: &Element) -> Result<Unsigned, Error> {
    let mut read = Unsigned::default();
    let path = ["UnsignedProperties", "UnsignedSignatureProperties"];
    let Some(all) = qualifying(signature).and_then(|all| down(all, XADES, &path)) else {
        return Ok(read);
    };
    for property in all.elements().filter(|property| property.name.space == XADES.uri) {
        match &*property.name.local {
            "SignatureTimeStamp" => stamps(property, &mut read)?,
            "CertificateValues" => values(property, "EncapsulatedX509Certificate", &mut read.certificates),
            "RevocationValues" => {
                let lists = child(property, XADES, "CRLValues");
                if let Some(lists) = lists {
                    values(lists, "EncapsulatedCRLValue", &mut read.lists);
                }
            }
            _ => {}
        }
    }
    if read.stamps.len() > MOST { Err(Error::TooMany("time-stamps")) } else { Ok(read) }
}

fn stamps(property: &Element, read: &mut Unsigned) -> Result<(), Error> {
    let method = match child(property, DS, "CanonicalizationMethod") {
        Some(named) => Method::named(named)?.ok_or(Error::Form("a time-stamp over a form that is not known"))?,
        None => Method::default(),
    };
    for token in property.elements().filter(|child| child.name.is(XADES, "EncapsulatedTimeStamp")) {
        let token = token.only_text().and_then(decoded).ok_or(Error::Form("a time-stamp is not base64"))?;
        read.stamps.push((method.clone(), token));
    }
    Ok(())
}

fn values(of: &Element, local: &str, all: &mut Vec<Vec<u8>>) {
    let found = of.elements().filter(|child| child.name.is(XADES, local)).filter_map(|one| one.only_text());
    all.extend(found.filter_map(decoded).take(MOST.saturating_sub(all.len())));
}
