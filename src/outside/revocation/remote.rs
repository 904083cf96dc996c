//! Questions over plain HTTP [RFC 6960 Appendix A; RFC 5280 §4.2.1.13]. No redirect is followed, no proxy is taken from the environment, and
//! no answer is read beyond its limit.

use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, Response, StatusCode};

use super::{Asking, Failure, Question, Source};
use crate::outside::{innermost, within};
use crate::seal::x509::OcspResponse;

const QUERY: &str = "application/ocsp-request";
const REPLY: &str = "application/ocsp-response";
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(4);
/// The most octets of a list: bundles carry it.
pub const LIST: usize = 1024 * 1024;

/// Whoever answers at the addresses.
pub struct Remote {
    http: Client,
    limit: Duration,
}

impl Remote {
    /// A client that gives each answer this long.
    ///
    /// # Errors
    /// The client cannot be made.
    pub fn new(limit: Duration) -> Result<Self, reqwest::Error> {
        let builder = Client::builder().tls_certs_only([]).redirect(reqwest::redirect::Policy::none()).no_proxy();
        let http = builder.referer(false).connect_timeout(CONNECT).user_agent("recepis").build()?;
        Ok(Self { http, limit })
    }

    async fn exchange(&self, question: &Question) -> Result<Vec<u8>, Failure> {
        let (request, limit) = match question {
            Question::Ocsp { url, request } => {
                let post = self.http.post(url.clone()).header(CONTENT_TYPE, QUERY).header(ACCEPT, REPLY);
                (post.body(request.clone()), OcspResponse::LIMIT)
            }
            Question::List { url } => (self.http.get(url.clone()), LIST),
        };
        let response = request.send().await.map_err(|error| not_reachable(&error))?;
        if response.status() != StatusCode::OK {
            return Err(Failure::Status(response.status().as_u16()));
        }
        body(response, limit).await
    }
}

impl Source for Remote {
    fn ask<'a>(&'a self, question: &'a Question) -> Asking<'a> {
        Box::pin(async move {
            let exchange = tokio::time::timeout(self.limit, self.exchange(question)).await;
            exchange.unwrap_or(Err(Failure::TooSlow(self.limit)))
        })
    }
}

async fn body(response: Response, limit: usize) -> Result<Vec<u8>, Failure> {
    let octets = within(response, limit).await.map_err(|error| not_reachable(&error))?;
    octets.ok_or(Failure::TooLarge(limit))
}

fn not_reachable(error: &reqwest::Error) -> Failure {
    if error.is_timeout() { Failure::TooSlow(CONNECT) } else { Failure::NotReachable(innermost(error)) }
}
