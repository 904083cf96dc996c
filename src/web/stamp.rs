//! `/tsa`: the embedded time-stamping authority over HTTP [RFC 3161 §3.4], for whoever wants a token to try out. What it
//! stamps is kept nowhere.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;

use super::Site;
use super::error::{Error, answer};
use super::visit::Visit;

const QUERY: &str = "application/timestamp-query";
const REPLY: &str = "application/timestamp-reply";

/// Its address.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/tsa", post(stamp))
}

async fn stamp(State(site): State<Site>, visit: Visit, headers: HeaderMap, request: Bytes) -> Response {
    let Some(stamps) = site.stamps.as_ref().map(Arc::clone) else {
        return answer(&site, &visit, Err(Error::NotFound));
    };
    let stated = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !stated.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(QUERY)) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("post a time-stamp request as {QUERY}\n")).into_response();
    }
    match stamps.answer(&request) {
        Ok(reply) => ([(CONTENT_TYPE, REPLY)], reply).into_response(),
        Err(error) => {
            tracing::error!(error = %error, "a time-stamp request could not be answered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
