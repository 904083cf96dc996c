//! One time-stamping authority over HTTP [RFC 3161 §3.4]: asks, and checks the answer as §2.2 demands before anybody may use
//! its token: status, signature, imprint, nonce, policy, certificate path and purpose, and whether its time is ours.
//!
//! The last check has two sides, and together they keep a chain's time-stamps in order even when authorities take turns: a
//! token never proves a time before the moment at which it was asked for, nor one after the moment at which it was taken, both
//! within its own accuracy. A clock that is a little off is waited for; one that is more off is a failure.
//!
//! No redirect is followed, no proxy is taken from the environment, and no answer is read beyond its limit.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, Response, StatusCode, Url};

use super::anchors::Anchors;
use crate::crypto::{Suitability, Unsuitable};
use crate::erds::moment::Moment;
use crate::outside::clock::Clock;
use crate::outside::entropy::Entropy;
use crate::outside::{innermost, within};
use crate::seal::tsp::{self, Facts, Imprint};
use crate::seal::x509::{self, Certificate, PathError, Purpose, Revocations};

const QUERY: &str = "application/timestamp-query";
const REPLY: &str = "application/timestamp-reply";
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(4);
/// What a token without accuracy is taken to mean, either way; the same as the verifier takes it to mean.
const ACCURACY: Duration = Duration::from_secs(1);
/// By how much an authority's clock may be off, beyond its accuracy, for us to wait for it.
const WAITED_FOR: Duration = Duration::from_secs(2);

/// One authority, as the operator names it.
#[derive(Clone, Debug)]
pub struct Address {
    /// Where it answers.
    pub url: Url,
    /// The policy to ask for, a dotted object identifier.
    pub policy: Option<String>,
    /// What is trusted for its tokens.
    pub anchors: Arc<Anchors>,
}

/// Why an address cannot be one of an authority; the text is for the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not a URL.
    #[error("`{0}` is not an address such as https://tsa.example/")]
    NotAUrl(String),
    /// Another protocol.
    #[error("`{0}` is neither http nor https")]
    Protocol(String),
    /// A password on the command line can be read by everybody on the machine.
    #[error("the address holds a name or password; an authority that wants one cannot be used")]
    Password,
    /// Not an object identifier.
    #[error("`{0}` is not a policy such as 1.3.6.1.4.1.32473.1")]
    Policy(String),
}

/// The address in these words.
pub fn url(text: &str) -> Result<Url, AddressError> {
    let url = Url::parse(text).map_err(|_| AddressError::NotAUrl(text.to_owned()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(AddressError::Protocol(text.to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Password);
    }
    if url.host_str().is_none() { Err(AddressError::NotAUrl(text.to_owned())) } else { Ok(url) }
}

/// Whether the words are a policy's object identifier.
pub fn policy(text: &str) -> Result<String, AddressError> {
    let wrong = |_| AddressError::Policy(text.to_owned());
    tsp::request([0; 32], &[1; 8], Some(text)).map(|_| text.to_owned()).map_err(wrong)
}

/// Why an authority gave no token that may be used.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No connection, or it broke off.
    #[error("it cannot be reached: {0}")]
    NotReachable(String),
    /// No answer within the time limit.
    #[error("it did not answer within {} s", .0.as_secs_f32())]
    TooSlow(Duration),
    /// Another HTTP status than 200. A redirect is one.
    #[error("it answers with HTTP status {0}")]
    Status(u16),
    /// Another type than `application/timestamp-reply`.
    #[error("it answers with another kind of file than a time-stamp reply")]
    MediaType,
    /// More octets than a reply may have.
    #[error("its answer is larger than {0} octets")]
    TooLarge(usize),
    /// The reply is refused by the checks of RFC 3161 §2.2.
    #[error("its answer is wrong")]
    Answer(#[source] tsp::Error),
    /// The token's certificate does not lead to what is trusted, or is not meant for time-stamps.
    #[error("its certificate is not taken")]
    Certificate(#[source] PathError),
    /// The token's certificate cannot be read.
    #[error("its certificate cannot be read")]
    Unreadable(#[source] x509::Error),
    /// The token is signed with an algorithm that is not suitable at its time.
    #[error("its token is signed with {0}: name another authority")]
    Weak(Unsuitable),
    /// Its time is not ours.
    #[error("its clock is {} s {} ours", .by.as_secs_f32(), if *.behind { "behind" } else { "ahead of" })]
    Clock {
        /// By how much, beyond the token's accuracy.
        by: Duration,
        /// Whether it is behind.
        behind: bool,
    },
}

impl Failure {
    /// The reason in a word, for the log: one line per reason as long as it lasts.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotReachable(_) => "not reachable",
            Self::TooSlow(_) => "too slow",
            Self::Status(_) => "HTTP status",
            Self::MediaType => "media type",
            Self::TooLarge(_) => "too large",
            Self::Answer(error) => answer(error),
            Self::Certificate(error) => certificate(error),
            Self::Unreadable(_) => "certificate unreadable",
            Self::Weak(_) => "weak algorithm",
            Self::Clock { .. } => "clock",
        }
    }
}

fn answer(error: &tsp::Error) -> &'static str {
    match error {
        tsp::Error::TooLarge(_) => "too large",
        tsp::Error::Malformed(_) | tsp::Error::Encode(_) => "malformed",
        tsp::Error::Signature(_) => "signature",
        tsp::Error::Shape(_) => "form",
        tsp::Error::Time => "time",
        tsp::Error::Imprint => "imprint",
        tsp::Error::Nonce => "nonce",
        tsp::Error::Policy(_) => "policy",
        tsp::Error::Refused { .. } => "refused",
    }
}

fn certificate(error: &PathError) -> &'static str {
    match error {
        PathError::Expired { .. } => "certificate expired",
        PathError::NotYetValid { .. } => "certificate not yet valid",
        PathError::Revoked { .. } => "certificate revoked",
        PathError::Usage { .. } => "certificate usage",
        _ => "certificate path",
    }
}

/// One authority.
pub struct Remote {
    address: Address,
    http: Client,
    limit: Duration,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    suitability: Suitability,
}

/// A client for the authorities at these addresses.
///
/// # Errors
/// TLS is wanted and cannot be set up, as where the machine has no root certificates.
pub fn client<'a>(addresses: impl IntoIterator<Item = &'a Address>) -> Result<Client, reqwest::Error> {
    let plain = addresses.into_iter().all(|address| address.url.scheme() == "http");
    let builder = if plain { Client::builder().tls_certs_only([]) } else { Client::builder() };
    builder
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECT)
        .user_agent("recepis")
        .build()
}

impl Remote {
    /// The authority at this address, which has `limit` for each answer.
    pub fn new(
        address: Address,
        http: Client,
        limit: Duration,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self { address, http, limit, clock, entropy, suitability: Suitability::default() }
    }

    /// Its host, for logs.
    pub fn host(&self) -> &str {
        self.address.url.host_str().unwrap_or_default()
    }

    /// A token over this imprint that may be used.
    pub async fn stamp(&self, imprint: &Imprint) -> Result<Vec<u8>, Failure> {
        let asked = self.clock.now();
        let (mut token, mut facts) = self.ask(imprint).await?;
        if let Some(behind) = lag(&facts, asked) {
            if behind > WAITED_FOR {
                return Err(Failure::Clock { by: behind, behind: true });
            }
            tokio::time::sleep(behind + Duration::from_millis(20)).await;
            (token, facts) = self.ask(imprint).await?;
            if let Some(by) = lag(&facts, asked) {
                return Err(Failure::Clock { by, behind: true });
            }
        }
        let ahead = facts.time.minus(accuracy(&facts)).since(self.clock.now());
        if ahead > WAITED_FOR {
            return Err(Failure::Clock { by: ahead, behind: false });
        }
        tokio::time::sleep(ahead).await;
        self.certified(&facts)?;
        Ok(token)
    }

    async fn ask(&self, imprint: &Imprint) -> Result<(Vec<u8>, Facts), Failure> {
        let mut nonce = [0_u8; 8];
        self.entropy.fill(&mut nonce);
        let policy = self.address.policy.as_deref();
        let request = tsp::request(imprint, &nonce, policy).map_err(Failure::Answer)?;
        let exchange = tokio::time::timeout(self.limit, self.exchange(request)).await;
        let response = exchange.unwrap_or(Err(Failure::TooSlow(self.limit)))?;
        tsp::check_response(&response, imprint, &nonce, policy).map_err(Failure::Answer)
    }

    async fn exchange(&self, request: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let post = self.http.post(self.address.url.clone()).header(CONTENT_TYPE, QUERY).header(ACCEPT, REPLY);
        let response = post.body(request).send().await.map_err(|error| not_reachable(&error))?;
        if response.status() != StatusCode::OK {
            return Err(Failure::Status(response.status().as_u16()));
        }
        if !is_reply(&response) {
            return Err(Failure::MediaType);
        }
        body(response).await
    }

    /// Judges the certificate at the token's time. What is not known about its revocation is for reports to say: a token
    /// without it proves less, and is not wrong.
    fn certified(&self, facts: &Facts) -> Result<(), Failure> {
        let leaf = Certificate::parse(&facts.signer).map_err(Failure::Unreadable)?;
        if let Some(weak) = self.suitability.signature(facts.algorithm, &leaf.spki(), facts.time.to_time()) {
            return Err(Failure::Weak(weak));
        }
        let papers = self.address.anchors.papers();
        let mut pool = papers.between;
        pool.extend(facts.certificates.iter().filter_map(|der| Certificate::parse(der).ok()));
        let revocations = Revocations { crls: &papers.lists, responses: &papers.responses };
        match x509::path(&leaf, &pool, &papers.anchors, revocations, facts.time, Purpose::TimeStamping) {
            Ok(_) | Err(PathError::RevocationUnknown { .. }) => {
                self.address.anchors.meet(&leaf, &pool);
                Ok(())
            }
            Err(error) => Err(Failure::Certificate(error)),
        }
    }
}

fn accuracy(facts: &Facts) -> Duration {
    facts.accuracy.unwrap_or(ACCURACY)
}

/// By how much the token's time lies before `asked`, beyond its accuracy.
fn lag(facts: &Facts, asked: Moment) -> Option<Duration> {
    let lag = asked.since(facts.time.plus(accuracy(facts)));
    (lag > Duration::ZERO).then_some(lag)
}

fn is_reply(response: &Response) -> bool {
    let stated = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    stated.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(REPLY))
}

async fn body(response: Response) -> Result<Vec<u8>, Failure> {
    let octets = within(response, tsp::LIMIT).await.map_err(|error| not_reachable(&error))?;
    octets.ok_or(Failure::TooLarge(tsp::LIMIT))
}

fn not_reachable(error: &reqwest::Error) -> Failure {
    if error.is_timeout() {
        return Failure::TooSlow(CONNECT);
    }
    Failure::NotReachable(innermost(error))
}
