//! The headers that every answer carries, errors included: nothing is kept, nothing is sent on to another site, nothing
//! runs and nothing frames us. There is no ETag and no Last-Modified: both would let a later visit be recognised.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, HeaderValue, LAST_MODIFIED, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

/// What a page may load and do.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                                 base-uri 'none'; frame-ancestors 'none'";

/// Marks an answer that is the same for everybody and for ever: it may be kept. Keeping it tells nobody about a later visit.
#[derive(Clone, Copy)]
pub(super) struct Unchanging;

/// The same for a page with the few lines that a passkey needs.
const SCRIPTED: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
                        frame-ancestors 'none'; script-src 'self'; connect-src 'self'";

/// Marks a page on which a passkey is used.
#[derive(Clone, Copy)]
pub(super) struct Scripted;

/// Marks a page with a policy of its own: the verifier in one file, whose script and style are named by their digests.
#[derive(Clone)]
pub(super) struct Own(pub(super) HeaderValue);

/// Marks a page with a form that leads to another site, which it names by scheme, host and port.
#[derive(Clone)]
pub(super) struct PostsTo(pub(super) String);

/// Puts the headers on.
pub(super) async fn put(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let keeping = match response.extensions().get::<Unchanging>() {
        Some(Unchanging) => "public, max-age=31536000, immutable",
        None => "no-store",
    };
    let policy = if response.extensions().get::<Scripted>().is_some() { SCRIPTED } else { POLICY };
    let policy = match response.extensions().get::<PostsTo>() {
        Some(PostsTo(site)) => {
            HeaderValue::from_str(&policy.replace("form-action 'self'", &format!("form-action {site}")))
        }
        None => Ok(HeaderValue::from_static(policy)),
    };
    let policy = policy.unwrap_or_else(|_| HeaderValue::from_static(POLICY));
    let policy = response.extensions().get::<Own>().map_or(policy, |Own(policy)| policy.clone());
    let headers = response.headers_mut();
    headers.remove(ETAG);
    headers.remove(LAST_MODIFIED);
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in
        [(REFERRER_POLICY, "same-origin"), (CACHE_CONTROL, keeping), (X_CONTENT_TYPE_OPTIONS, "nosniff")]
    {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
