//! The metadata of an identity provider (SAML metadata 2.0): its name, its keys, and the only addresses that are ever used for it.
//! The operator puts it into a file and answers for where it comes from.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use roxmltree::{Node, ParsingOptions};

use super::names::{DS, MD, OVER_SOAP, POST, PROTOCOL, REDIRECT};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::seal::x509::Certificate;

/// The most octets of a file: a federation of hundreds of providers fits.
pub const OCTETS: usize = 8 * 1024 * 1024;

/// What is known of an identity provider.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// Its name (`entityID`).
    pub entity: String,
    /// The keys it signs with, as SubjectPublicKeyInfo; at least one.
    pub(super) keys: Vec<Vec<u8>>,
    /// Where it takes requests by redirect.
    pub(super) redirect: Option<Url>,
    /// Where it takes requests by POST.
    pub(super) post: Option<Url>,
    /// Where it resolves artifacts, by index.
    pub(super) resolvers: BTreeMap<u16, Url>,
    /// When the metadata ends.
    pub(super) valid_until: Option<Moment>,
}

/// Why there is no such provider; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read.
    #[error("it is not well-formed XML without a DTD")]
    Xml(#[source] roxmltree::Error),
    /// It is of no identity provider, or of several.
    #[error("it describes {0} identity providers that speak SAML 2.0: leave one in it, or say which by `provider`")]
    Providers(usize),
    /// It has no certificate to check signatures with.
    #[error("the provider has no signing certificate in it: anybody could answer in its name")]
    NoCertificate,
    /// A certificate cannot be used.
    #[error("a signing certificate in it cannot be used: RSA of 2048 to 4096 bits, P-256 and P-384 can")]
    Certificate,
    /// An address cannot be used.
    #[error("the address {0} in it is not https; http is taken on this computer only")]
    Address(String),
    /// It has no address for requests.
    #[error("the provider takes no requests by redirect or POST (SingleSignOnService)")]
    NoAddress,
    /// Its end cannot be read.
    #[error("its validUntil is not a moment such as 2026-11-24T09:14:00Z")]
    Until,
}

impl Metadata {
    /// Reads the metadata of one provider: the only one in it, or the one of this name.
    ///
    /// # Errors
    /// What cannot be used, and above all what has no signing certificate.
    pub fn read(text: &str, provider: Option<&str>) -> Result<Self, Error> {
        let options = ParsingOptions { allow_dtd: false, nodes_limit: 400_000, ..ParsingOptions::default() };
        let document = roxmltree::Document::parse_with_options(text, options).map_err(Error::Xml)?;
        let entities = document.descendants().filter(|node| is(*node, "EntityDescriptor"));
        let role = |entity: Node<'_, '_>| {
            entity.children().any(|role| is(role, "IDPSSODescriptor") && speaks(role))
                && provider.is_none_or(|name| entity.attribute("entityID") == Some(name))
        };
        let found: Vec<Node<'_, '_>> = entities.filter(|entity| role(*entity)).collect();
        let [entity] = *found else { return Err(Error::Providers(found.len())) };
        let roles = || entity.children().filter(|role| is(*role, "IDPSSODescriptor") && speaks(*role));
        let mut read = Self {
            entity: entity.attribute("entityID").unwrap_or_default().to_owned(),
            keys: Vec::new(),
            redirect: None,
            post: None,
            resolvers: BTreeMap::new(),
            valid_until: until(entity, roles())?,
        };
        for part in roles().flat_map(|role| role.children()) {
            let binding = part.attribute("Binding").unwrap_or_default();
            if is(part, "KeyDescriptor") && part.attribute("use").is_none_or(|purpose| purpose == "signing") {
                read.keys.extend(keys(part)?);
            } else if is(part, "SingleSignOnService") && binding == REDIRECT {
                read.redirect = Some(address(part)?);
            } else if is(part, "SingleSignOnService") && binding == POST {
                read.post = Some(address(part)?);
            } else if is(part, "ArtifactResolutionService") && binding == OVER_SOAP {
                let index = part.attribute("index").and_then(|index| index.parse().ok()).unwrap_or_default();
                read.resolvers.insert(index, address(part)?);
            }
        }
        match () {
            () if read.keys.is_empty() => Err(Error::NoCertificate),
            () if read.redirect.is_none() && read.post.is_none() => Err(Error::NoAddress),
            () => Ok(read),
        }
    }

    /// Whether answers by artifact can be fetched.
    pub fn resolves(&self) -> bool {
        !self.resolvers.is_empty()
    }

    /// Where a browser is sent with a request, for the page's policy.
    pub fn origin(&self) -> Option<String> {
        self.redirect.as_ref().or(self.post.as_ref()).map(|address| address.origin().ascii_serialization())
    }
}

fn is(node: Node<'_, '_>, local: &str) -> bool {
    node.has_tag_name((MD.uri, local))
}

fn speaks(role: Node<'_, '_>) -> bool {
    let spoken = role.attribute("protocolSupportEnumeration").unwrap_or_default();
    spoken.split_ascii_whitespace().any(|protocol| protocol == PROTOCOL)
}

/// The earliest end of what stands around the provider, and of its roles.
fn until<'a, 'i: 'a>(entity: Node<'a, 'i>, roles: impl Iterator<Item = Node<'a, 'i>>) -> Result<Option<Moment>, Error> {
    let ends = entity.ancestors().chain(roles).filter_map(|node| node.attribute("validUntil"));
    let ends: Result<Vec<Moment>, Error> = ends.map(|end| end.parse().map_err(|_| Error::Until)).collect();
    Ok(ends?.into_iter().min())
}

/// The keys of the certificates in a `KeyDescriptor`. A certificate is a container for its key here: who issued it, and until when,
/// says nothing that the metadata does not say.
fn keys(descriptor: Node<'_, '_>) -> Result<Vec<Vec<u8>>, Error> {
    let certificates = descriptor.descendants().filter(|node| node.has_tag_name((DS.uri, "X509Certificate")));
    certificates
        .map(|node| {
            let text: String = node.text().unwrap_or_default().split_ascii_whitespace().collect();
            let der = STANDARD.decode(text).map_err(|_| Error::Certificate)?;
            let spki = Certificate::parse(&der).map_err(|_| Error::Certificate)?.spki();
            is_usable(&spki).then_some(spki).ok_or(Error::Certificate)
        })
        .collect()
}

/// Whether an algorithm that is taken fits the key: a made-up signature then does not match, rather than being of no use.
fn is_usable(spki: &[u8]) -> bool {
    let made_up = |algorithm: Algorithm| match algorithm {
        Algorithm::EcdsaP256Sha256 => crypto::ecdsa_to_der(algorithm, &[1; 64]).unwrap_or_default(),
        Algorithm::EcdsaP384Sha384 => crypto::ecdsa_to_der(algorithm, &[1; 96]).unwrap_or_default(),
        _ => Vec::new(),
    };
    [Algorithm::EcdsaP256Sha256, Algorithm::EcdsaP384Sha384, Algorithm::RsaPkcs1Sha256]
        .into_iter()
        .any(|algorithm| crypto::verify(algorithm, spki, b"", &made_up(algorithm)) == Err(crypto::Error::Mismatch))
}

fn address(service: Node<'_, '_>) -> Result<Url, Error> {
    let location = service.attribute("Location").unwrap_or_default();
    let wrong = || Error::Address(location.chars().filter(|c| !c.is_control()).take(200).collect());
    let url = Url::parse(location).map_err(|_| wrong())?;
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => Ok(url),
        "http" if here => Ok(url),
        _ => Err(wrong()),
    }
}
