//! HTTP for OpenID Connect, with the house's own client: https or this computer, no redirect, no proxy of the environment, bounded in
//! time and octets.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, DiscoveryError, HttpRequest, HttpResponse};
use reqwest::{Client, Url};

use crate::outside::{innermost, within};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(4);
/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(10);
/// The most octets of an answer.
const LARGEST: usize = 256 * 1024;

/// Why there can be no such issuer; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The address is none.
    #[error("the issuer's address is not one such as https://id.example")]
    Address,
    /// In clear over a network anybody could vouch.
    #[error("the issuer's address must be https, but on this computer")]
    InClear,
    /// TLS cannot be set up.
    #[error("TLS to the issuer cannot be set up")]
    Tls(#[source] reqwest::Error),
}

/// Why an answer did not come.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The issuer names an address that anybody between could answer.
    #[error("it names an address that is not https")]
    InClear,
    /// No connection, or it broke off.
    #[error("{0}")]
    NotReached(String),
    /// No answer in time.
    #[error("no answer in time")]
    TooSlow,
    /// More octets than are read.
    #[error("its answer is larger than {LARGEST} octets")]
    TooLarge,
}

/// The client.
pub(super) struct Http(Client);

impl Http {
    pub(super) fn new(issuer: &str) -> Result<Self, SetupError> {
        let address = Url::parse(issuer).map_err(|_| SetupError::Address)?;
        if !matches!(address.scheme(), "http" | "https") || address.query().is_some() || address.fragment().is_some() {
            return Err(SetupError::Address);
        }
        if !is_private(&address) {
            return Err(SetupError::InClear);
        }
        let builder = if address.scheme() == "http" { Client::builder().tls_certs_only([]) } else { Client::builder() };
        let client = builder
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT)
            .timeout(LIMIT)
            .user_agent("recepis")
            .build()
            .map_err(SetupError::Tls)?;
        Ok(Self(client))
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, Error> {
        let request: reqwest::Request = request.try_into().map_err(|error| failed(&error))?;
        if !is_private(request.url()) {
            return Err(Error::InClear);
        }
        let response = self.0.execute(request).await.map_err(|error| failed(&error))?;
        let mut answer = openidconnect::http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            answer = answer.header(name, value);
        }
        let body = within(response, LARGEST).await.map_err(|error| failed(&error))?.ok_or(Error::TooLarge)?;
        answer.body(body).map_err(|error| Error::NotReached(error.to_string()))
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.exchange(request))
    }
}

/// Whether nobody between can read or answer: https, or http on this computer.
pub(super) fn is_private(address: &Url) -> bool {
    match (address.scheme(), address.host_str()) {
        ("https", Some(_)) => true,
        ("http", Some(host)) => matches!(host, "localhost" | "127.0.0.1" | "[::1]"),
        _ => false,
    }
}

/// Why what an issuer publishes about itself was not read.
pub(super) fn words(error: &DiscoveryError<Error>) -> String {
    match error {
        DiscoveryError::Request(error) => error.to_string(),
        DiscoveryError::Response(status, ..) => format!("HTTP status {}", status.as_u16()),
        DiscoveryError::Validation(_) => "it names itself otherwise than configured".to_owned(),
        _ => "it cannot be read".to_owned(),
    }
}

fn failed(error: &reqwest::Error) -> Error {
    if error.is_timeout() { Error::TooSlow } else { Error::NotReached(innermost(error)) }
}
