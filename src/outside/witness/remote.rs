//! One witness over HTTP [tlog-witness, "add-checkpoint"]. No redirect is followed, no proxy is taken from the environment,
//! and no answer is read beyond its limit or waited for beyond its time.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response, Url};

use super::{Asking, Failure, Witness};
use crate::outside::{innermost, within};
use crate::tlog::key::VerifierKey;
use crate::tlog::witness::{self, ANSWER, AddCheckpoint, Answer, PATH, SIZE_MEDIA_TYPE};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(4);

/// Why an address cannot be a witness's; the text is for the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Not a URL.
    #[error("`{0}` is not an address such as https://witness.example/")]
    NotAUrl(String),
    /// Another protocol.
    #[error("`{0}` is neither http nor https")]
    Protocol(String),
    /// More than a prefix.
    #[error("the address of a witness holds no name, password, `?` or `#`")]
    More,
}

/// The address below a submission prefix where checkpoints are taken.
pub fn address(prefix: &str) -> Result<Url, UrlError> {
    let wrong = || UrlError::NotAUrl(prefix.to_owned());
    let url = Url::parse(prefix).map_err(|_| wrong())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(UrlError::Protocol(prefix.to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(UrlError::More);
    }
    url.host_str().ok_or_else(wrong)?;
    Url::parse(&format!("{}/{PATH}", url.as_str().trim_end_matches('/'))).map_err(|_| wrong())
}

/// A client for the witnesses at these addresses.
///
/// # Errors
/// TLS is wanted and cannot be set up, as where the machine has no root certificates.
pub fn client<'a>(addresses: impl IntoIterator<Item = &'a Url>) -> Result<Client, reqwest::Error> {
    let plain = addresses.into_iter().all(|address| address.scheme() == "http");
    let builder = if plain { Client::builder().tls_certs_only([]) } else { Client::builder() };
    builder
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECT)
        .user_agent("recepis")
        .build()
}

/// One witness.
pub struct Remote {
    address: Url,
    keys: Vec<VerifierKey>,
    http: Client,
    limit: Duration,
}

impl Remote {
    /// The witness at this `address`, known by these keys, which has `limit` for each answer.
    pub fn new(address: Url, keys: Vec<VerifierKey>, http: Client, limit: Duration) -> Self {
        Self { address, keys, http, limit }
    }

    async fn exchange(&self, request: &AddCheckpoint) -> Result<Answer, Failure> {
        let post = self.http.post(self.address.clone()).header(CONTENT_TYPE, "text/plain; charset=utf-8");
        let response = post.body(request.to_string()).send().await.map_err(|error| not_reachable(&error))?;
        let status = response.status().as_u16();
        // Only a body of its own type tells a size [tlog-witness].
        let told = status == 200 || (status == 409 && is_size(&response));
        let body = if told { body(response).await? } else { Vec::new() };
        Answer::read(status, &body).map_err(Failure::Answer)
    }
}

impl Witness for Remote {
    fn host(&self) -> &str {
        self.address.host_str().unwrap_or_default()
    }

    fn keys(&self) -> &[VerifierKey] {
        &self.keys
    }

    fn add<'a>(&'a self, request: &'a AddCheckpoint) -> Asking<'a> {
        Box::pin(async move {
            let exchange = tokio::time::timeout(self.limit, self.exchange(request)).await;
            exchange.unwrap_or(Err(Failure::TooSlow(self.limit)))
        })
    }
}

fn is_size(response: &Response) -> bool {
    let stated = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    stated.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(SIZE_MEDIA_TYPE))
}

async fn body(response: Response) -> Result<Vec<u8>, Failure> {
    let octets = within(response, ANSWER).await.map_err(|error| not_reachable(&error))?;
    octets.ok_or(Failure::Answer(witness::Error::TooLarge(ANSWER + 1)))
}

fn not_reachable(error: &reqwest::Error) -> Failure {
    if error.is_timeout() {
        return Failure::TooSlow(CONNECT);
    }
    Failure::NotReachable(innermost(error))
}
