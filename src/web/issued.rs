//! `/ca`, `/crl` and `/ca/ocsp`: the embedded authority's certificate, its newest revocation list [RFC 5280 §4.2.1.13, §4.2.2.1] and its OCSP
//! responder [RFC 6960 Appendix A], for whoever meets one of its certificates. Nothing about who asks is kept.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Site;
use super::error::{Error, answer};
use super::visit::Visit;
use crate::outside::authority::Authority;
use crate::seal::x509::Refusal;

const QUERY: &str = "application/ocsp-request";
const REPLY: &str = "application/ocsp-response";

/// Its addresses.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/ca", get(certificate))
        .route("/crl", get(list))
        .route("/ca/ocsp", post(posted))
        .route("/ca/ocsp/{*request}", get(in_address))
}

async fn certificate(State(site): State<Site>, visit: Visit) -> Response {
    let der = site.authority.as_ref().map(|authority| authority.root().der().to_vec());
    file(&site, &visit, der, "application/pkix-cert")
}

async fn list(State(site): State<Site>, visit: Visit) -> Response {
    let der = site.authority.as_ref().and_then(|authority| authority.list()).map(|list| list.der().to_vec());
    file(&site, &visit, der, "application/pkix-crl")
}

fn file(site: &Site, visit: &Visit, der: Option<Vec<u8>>, kind: &'static str) -> Response {
    match der {
        Some(der) => ([(CONTENT_TYPE, kind)], der).into_response(),
        None => answer(site, visit, Err(Error::NotFound)),
    }
}

async fn posted(State(site): State<Site>, visit: Visit, headers: HeaderMap, request: Bytes) -> Response {
    let stated = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !stated.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(QUERY)) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("post an OCSP request as {QUERY}\n")).into_response();
    }
    respond(&site, &visit, |authority| authority.responder().answer(&request, site.service.now()))
}

/// The request in base64, percent-encoded, as the end of the address.
async fn in_address(State(site): State<Site>, visit: Visit, Path(request): Path<String>) -> Response {
    respond(&site, &visit, |authority| match STANDARD.decode(&request) {
        Ok(request) => authority.responder().answer(&request, site.service.now()),
        Err(_) => Refusal::MalformedRequest.to_der(),
    })
}

fn respond(site: &Site, visit: &Visit, say: impl FnOnce(&Authority) -> Vec<u8>) -> Response {
    file(site, visit, site.authority.as_deref().map(say), REPLY)
}
