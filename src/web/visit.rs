//! One request as the pages see it: where to, in which language, with what cookie, from which network, at what moment.
//! It never fails: what is missing or odd is absent here, and the page says what to do.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{FromRequestParts, Query};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use super::client::{self, Peer};
use super::limits::Deed;
use super::range::{self, Asked};
use super::transfer::Ledger;
use super::{Error, Site, guard};
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::flow::look::Link;
use crate::words::{Language, Words};

/// The name of the cookie of a session.
const COOKIE_NAME: &str = "recepis";
/// The name of the cookie of somebody who is away at an issuer of identities.
pub(super) const IDENTITY: &str = "recepis-identity";

/// A request without its body.
pub(super) struct Visit {
    /// When its head had come in.
    pub(super) at: Moment,
    path: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    method: Method,
    peer: Option<Peer>,
    ledger: Option<Ledger>,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        Ok(Self {
            at: site.service.now(),
            path: parts.uri.path().to_owned(),
            query: query.map(|Query(query)| query).unwrap_or_default(),
            headers: parts.headers.clone(),
            method: parts.method.clone(),
            peer: parts.extensions.get::<Peer>().copied(),
            ledger: parts.extensions.get::<Ledger>().cloned(),
        })
    }
}

impl Visit {
    /// The n-th part of the path, from 0.
    pub(super) fn segment(&self, n: usize) -> &str {
        self.path.split('/').skip(1).nth(n).unwrap_or_default()
    }

    /// The path without its query.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// A field of the query; the first of that name.
    pub(super) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field in the query, then of a header.
    pub(super) fn all(&self, field: &str, header: &str) -> Vec<&str> {
        let fields = self.query.iter().filter(|(known, _)| known == field).map(|(_, value)| value.as_str());
        let headers = self.headers.get_all(header).iter().filter_map(|value| value.to_str().ok());
        fields.chain(headers).collect()
    }

    /// The language that the reader asked for by a link, if any.
    pub(super) fn chosen(&self) -> Option<Words> {
        self.query("lang").and_then(Language::from_code).map(Words::new)
    }

    /// The language asked for, else this one.
    pub(super) fn words(&self, otherwise: &str) -> Words {
        self.chosen().unwrap_or_else(|| Words::of(otherwise))
    }

    /// The link in `/r/<delivery>-<token>…`.
    pub(super) fn link(&self) -> Option<Link> {
        Link::parse(self.segment(1))
    }

    /// The delivery in `/r/<delivery>/…`.
    pub(super) fn delivery(&self) -> Option<DeliveryId> {
        self.segment(1).parse().ok()
    }

    /// The value of our cookie.
    pub(super) fn cookie(&self) -> Option<&str> {
        self.cookie_named(COOKIE_NAME)
    }

    /// The value of the cookie of this name.
    pub(super) fn cookie_named(&self, wanted: &str) -> Option<&str> {
        let lines = self.headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }

    /// A header, where it is plain text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether it is a GET: only then may something leave that is recorded.
    pub(super) fn is_get(&self) -> bool {
        self.method == Method::GET
    }

    /// Which octets it asks for of a file of this size.
    pub(super) fn asked(&self, size: u64) -> Asked {
        range::asked(&self.headers, size)
    }

    /// The ledger of the connection, for receipts.
    pub(super) fn ledger(&self) -> Option<Ledger> {
        self.ledger.clone()
    }

    /// Refuses what does not come from our own page.
    pub(super) fn is_our_own(&self, site: &Site) -> Result<(), Error> {
        if guard::is_our_own(&self.headers, &site.service.settings().base_url) { Ok(()) } else { Err(Error::Foreign) }
    }

    /// Refuses what is fetched without anybody having opened it.
    pub(super) fn is_opened(&self) -> Result<(), Error> {
        if guard::is_ahead(&self.headers) { Err(Error::Ahead) } else { Ok(()) }
    }

    /// Whether the request names our host.
    pub(super) fn is_our_host(&self, site: &Site) -> bool {
        guard::is_our_host(&self.headers, &site.service.settings().base_url)
    }

    /// Counts a deed against the network it comes from.
    pub(super) fn count(&self, site: &Site, deed: Deed) -> Result<(), Error> {
        let network = client::network(self.peer, &self.headers);
        if site.limits.allow(deed, &network) { Ok(()) } else { Err(Error::TooOften) }
    }
}

/// The `Set-Cookie` of a session at the desk; an empty value takes it away.
pub(super) fn set_desk_cookie(value: &str, base_url: &str) -> String {
    let secure = if base_url.starts_with("https://") { "; Secure" } else { "" };
    let gone = if value.is_empty() { "; Max-Age=0" } else { "" };
    format!("{COOKIE_NAME}={value}; Path=/desk; HttpOnly; SameSite=Strict{secure}{gone}")
}

/// The `Set-Cookie` of a session at `/mine`.
pub(super) fn set_mine_cookie(value: &str, base_url: &str) -> String {
    let secure = if base_url.starts_with("https://") { "; Secure" } else { "" };
    format!("{COOKIE_NAME}={value}; Path=/mine; HttpOnly; SameSite=Strict{secure}")
}

/// The `Set-Cookie` of a session: for scripts and other sites out of reach, for the pages of one delivery only (so that
/// two open side by side do not log each other out), gone with the browser.
pub(super) fn set_cookie(value: &str, delivery: DeliveryId, base_url: &str) -> String {
    let secure = if base_url.starts_with("https://") { "; Secure" } else { "" };
    format!("{COOKIE_NAME}={value}; Path=/r/{delivery}/; HttpOnly; SameSite=Strict{secure}")
}

/// The `Set-Cookie` of somebody who sets out to an issuer of identities: for the form alone with which they go on.
pub(super) fn set_identity_cookie(value: &str, delivery: DeliveryId, base_url: &str, lives: Duration) -> String {
    let secure = if base_url.starts_with("https://") { "; Secure" } else { "" };
    let lives = lives.as_secs();
    format!("{IDENTITY}={value}; Path=/r/{delivery}/proven; HttpOnly; SameSite=Strict; Max-Age={lives}{secure}")
}
