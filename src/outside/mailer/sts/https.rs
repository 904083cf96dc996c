//! Policies over HTTPS ([RFC 8461 §3.3]): the certificate is judged by the public authorities, no redirect is followed, no
//! proxy is taken from the environment, and nothing is read beyond its limit.

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect;

use super::{LARGEST, Policies};
use crate::format::dns::Data;
use crate::outside::mailer::route::is_public;
use crate::outside::resolver::{Kind, Resolver};
use crate::outside::within;

/// How long fetching a policy may take ([RFC 8461 §3.3] suggests a minute).
const LONGEST: Duration = Duration::from_mins(1);

/// Fetches policies over HTTPS.
pub(in super::super) struct Https(reqwest::Client);

impl Https {
    /// Asks `resolver` for names; trusts these authorities (PEM), or the system's.
    pub(in super::super) fn new(
        resolver: Arc<dyn Resolver>,
        private_networks: bool,
        roots: Option<&[u8]>,
    ) -> Result<Self, reqwest::Error> {
        let mut builder = reqwest::Client::builder()
            .no_proxy()
            .https_only(true)
            .redirect(redirect::Policy::none())
            .timeout(LONGEST)
            .dns_resolver(Arc::new(Names { resolver, private_networks }));
        if let Some(pem) = roots {
            builder = builder.tls_certs_only(reqwest::Certificate::from_pem_bundle(pem)?);
        }
        Ok(Self(builder.build()?))
    }

    async fn get(&self, domain: &str) -> Result<String, String> {
        let words = |error: reqwest::Error| error.without_url().to_string();
        let asked = self.0.get(format!("https://mta-sts.{domain}/.well-known/mta-sts.txt")).send().await;
        let answer = asked.map_err(words)?;
        if answer.status() != reqwest::StatusCode::OK {
            return Err(format!("HTTP status {}", answer.status().as_u16()));
        }
        let octets = within(answer, LARGEST).await.map_err(words)?;
        let octets = octets.ok_or_else(|| "it is larger than a policy may be".to_owned())?;
        String::from_utf8(octets).map_err(|_| "it is no text".to_owned())
    }
}

impl Policies for Https {
    fn fetch<'a>(&'a self, domain: &'a str) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>> {
        Box::pin(self.get(domain))
    }
}

/// Our resolver, as HTTP wants it.
struct Names {
    resolver: Arc<dyn Resolver>,
    private_networks: bool,
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let (resolver, private) = (Arc::clone(&self.resolver), self.private_networks);
        Box::pin(async move {
            let answer = resolver.look_up(name.as_str(), Kind::Address).await?;
            let addresses: Vec<IpAddr> = answer
                .records
                .iter()
                .filter_map(|record| match record.data {
                    Data::Address(address) => Some(address),
                    _ => None,
                })
                .filter(|address| private || is_public(*address))
                .collect();
            let all: Addrs = Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(all)
        })
    }
}
