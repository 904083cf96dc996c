//! Answers by artifact (SAML bindings §3.6): what the browser brings is a reference of 44 octets, type 4; the answer itself is
//! fetched from the address that the provider's metadata names, by a signed SOAP request, over TLS with our certificate.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Certificate, Client, Identity, Url};
use sha1::{Digest as _, Sha1};

use super::names::{LIMITS, SAMLP, SOAP};
use super::request::{head, identifier, octets};
use super::{Fault, Metadata, Provider, sign};
use crate::erds::moment::Moment;
use crate::format::xml::Element;
use crate::outside::{innermost, within};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(4);
/// How long the answer may take.
const LIMIT: Duration = Duration::from_secs(10);
/// The octets of an artifact of type 4.
const LENGTH: usize = 44;

/// A reference to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    text: String,
    at: Url,
}

impl Artifact {
    /// Reads what the browser brought (`SAMLart`).
    ///
    /// # Errors
    /// It is not of type 4, not of this provider, or for an address that its metadata does not name.
    pub fn read(text: &str, metadata: &Metadata) -> Result<Self, Fault> {
        let octets = Some(text).filter(|text| text.len() <= 2 * LENGTH).and_then(|text| STANDARD.decode(text).ok());
        let octets = octets.filter(|octets| octets.len() == LENGTH && octets.starts_with(&[0, 4]));
        let octets = octets.ok_or(Fault::Artifact("it is none of type 4 (44 octets in base64)"))?;
        let (index, rest) = octets.get(2..).and_then(<[u8]>::split_first_chunk).ok_or(Fault::Artifact("too short"))?;
        if !rest.starts_with(&Sha1::digest(&metadata.entity)) {
            return Err(Fault::Artifact("it is of another provider"));
        }
        let at = metadata.resolvers.get(&u16::from_be_bytes(*index));
        let at = at.ok_or(Fault::Artifact("the metadata has no ArtifactResolutionService with its index"))?;
        Ok(Self { text: text.to_owned(), at: at.clone() })
    }
}

/// The way to resolve artifacts: TLS with our certificate.
#[derive(Debug)]
pub struct Channel {
    http: Client,
}

/// Why there is no such way; none repeats anything of the key.
#[derive(Debug, thiserror::Error)]
pub enum ChannelError {
    /// The key and certificate cannot be used for TLS.
    #[error("the key and its certificate cannot be used for TLS")]
    Identity(#[source] reqwest::Error),
    /// A certificate that the provider's server is checked against cannot be read.
    #[error("it holds no certificates as PEM")]
    Trust(#[source] reqwest::Error),
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls(#[source] reqwest::Error),
}

impl Channel {
    /// A way with this key and certificate (PEM). The provider's server is checked against `trust` (PEM) where it is given,
    /// else against the roots of this computer.
    ///
    /// # Errors
    /// What of them cannot be used.
    pub fn new(key: &str, certificate: &str, trust: Option<&str>) -> Result<Self, ChannelError> {
        let identity =
            Identity::from_pem(format!("{key}\n{certificate}").as_bytes()).map_err(ChannelError::Identity)?;
        let roots = trust.map(|pem| Certificate::from_pem_bundle(pem.as_bytes())).transpose();
        let builder = match roots.map_err(ChannelError::Trust)? {
            Some(roots) => Client::builder().tls_certs_only(roots),
            None => Client::builder(),
        };
        let http = builder
            .identity(identity)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT)
            .timeout(LIMIT)
            .user_agent("recepis")
            .build()
            .map_err(ChannelError::Tls)?;
        Ok(Self { http })
    }

    /// Posts a SOAP message; what came back, bounded.
    async fn exchange(&self, to: &Url, message: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let unreachable = |error: reqwest::Error| Fault::Unreachable(innermost(&error));
        let post = self
            .http
            .post(to.clone())
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", "\"http://www.oasis-open.org/committees/security\"")
            .body(message);
        let answer = post.send().await.map_err(unreachable)?;
        if !answer.status().is_success() {
            return Err(Fault::Unreachable(format!("status {}", answer.status().as_u16())));
        }
        let octets = within(answer, LIMITS.octets).await.map_err(unreachable)?;
        octets.ok_or_else(|| Fault::Unreachable(format!("an answer of more than {} octets", LIMITS.octets)))
    }
}

impl Provider {
    /// Fetches the answer of an artifact: the octets of the SOAP message, and the `ID` that it must answer. To be done once for an
    /// artifact.
    ///
    /// # Errors
    /// The back channel does not work.
    pub async fn resolve(
        &self,
        artifact: &Artifact,
        random: &[u8; 20],
        now: Moment,
    ) -> Result<(Vec<u8>, String), Fault> {
        let channel = self.channel.as_ref().ok_or(Fault::Artifact("no back channel is configured"))?;
        let id = identifier(random);
        let resolve = head("ArtifactResolve", &id, &artifact.at, now, &self.entity).child(Element::text(
            SAMLP,
            "Artifact",
            &*artifact.text,
        ));
        let resolve = sign::signed(resolve, 1, &self.key).map_err(|_| Fault::Artifact("the key does not sign"))?;
        let message = Element::new(SOAP, "Envelope").child(Element::new(SOAP, "Body").child(resolve));
        let message = octets(&message).map_err(|_| Fault::Artifact("it cannot stand in XML"))?;
        let exchanged = tokio::time::timeout(LIMIT, channel.exchange(&artifact.at, message)).await;
        let octets = exchanged.unwrap_or_else(|_| Err(Fault::Unreachable("no answer in time".to_owned())))?;
        Ok((octets, id))
    }
}
