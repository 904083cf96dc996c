//! Asking an identity provider who somebody is: `AuthnRequest`, signed, by redirect or POST.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use reqwest::Url;

use super::key::Error;
use super::names::{SAML, SAMLP};
use super::{Provider, sign};
use crate::erds::moment::Moment;
use crate::format::xml::{self, Element};

/// A request, and how the browser brings it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its `ID`, which the answer names.
    pub id: String,
    /// How it goes.
    pub way: Way,
}

/// How a browser brings a request to the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To this address; the signature stands in it.
    Redirect(String),
    /// As a form.
    Post {
        /// The provider's address.
        to: String,
        /// `SAMLRequest`: the request with its signature, in base64.
        request: String,
    },
}

impl Provider {
    /// A request. `relay` comes back with the answer: 80 octets at most, and nothing that says anything.
    ///
    /// # Errors
    /// The key does not sign.
    pub fn request(&self, random: &[u8; 20], relay: &str, now: Moment) -> Result<Request, Error> {
        let id = identifier(random);
        let unsigned = |to: &Url| self.authn_request(&id, to, now);
        let way = match (&self.metadata.redirect, &self.metadata.post) {
            (Some(to), _) => Way::Redirect(self.redirect(to, &unsigned(to), relay)?),
            (None, Some(to)) => {
                let octets = octets(&sign::signed(unsigned(to), 1, &self.key)?)?;
                Way::Post { to: to.to_string(), request: STANDARD.encode(octets) }
            }
            (None, None) => return Err(Error::Library),
        };
        Ok(Request { id, way })
    }

    fn authn_request(&self, id: &str, to: &Url, now: Moment) -> Element {
        let mut request = head("AuthnRequest", id, to, now, &self.entity)
            .attribute("ForceAuthn", "true")
            .attribute("AssertionConsumerServiceIndex", "0");
        if let Some(index) = self.attribute_service {
            request = request.attribute("AttributeConsumingServiceIndex", index.to_string());
        }
        let Some(least) = self.contexts.first() else { return request };
        request.child(
            Element::new(SAMLP, "RequestedAuthnContext").attribute("Comparison", "minimum").child(Element::text(
                SAML,
                "AuthnContextClassRef",
                least,
            )),
        )
    }

    /// The address with the request and its signature [SAML bindings §3.4.4.1].
    fn redirect(&self, to: &Url, request: &Element, relay: &str) -> Result<String, Error> {
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(&octets(request)?).map_err(|_| Error::Library)?;
        let deflated = deflated.finish().map_err(|_| Error::Library)?;
        let mut query = reqwest::Url::parse("data:").map_err(|_| Error::Library)?;
        query
            .query_pairs_mut()
            .append_pair("SAMLRequest", &STANDARD.encode(deflated))
            .append_pair("RelayState", relay)
            .append_pair("SigAlg", sign::method(&self.key));
        let signed = query.query().unwrap_or_default().to_owned();
        let value = self.key.sign(signed.as_bytes())?;
        query.query_pairs_mut().append_pair("Signature", &STANDARD.encode(value));
        let mut to = to.clone();
        let query = [to.query(), query.query()].into_iter().flatten().collect::<Vec<_>>().join("&");
        to.set_query(Some(&query));
        Ok(to.into())
    }
}

/// An `ID` that nobody guesses.
pub(super) fn identifier(random: &[u8; 20]) -> String {
    use std::fmt::Write as _;
    random.iter().fold("_".to_owned(), |mut id, octet| {
        _ = write!(id, "{octet:02x}");
        id
    })
}

/// What every request begins with.
pub(super) fn head(local: &'static str, id: &str, to: &Url, now: Moment, entity: &str) -> Element {
    Element::new(SAMLP, local)
        .attribute("ID", id)
        .attribute("Version", "2.0")
        .attribute("IssueInstant", now.whole_seconds().to_string())
        .attribute("Destination", to.as_str())
        .child(Element::text(SAML, "Issuer", entity))
}

pub(super) fn octets(element: &Element) -> Result<Vec<u8>, Error> {
    xml::canonical(element).map_err(|_| Error::Library)
}
