//! The witness for logs of other people, as HTTP [tlog-witness]: `POST /add-checkpoint`; `GET /` tells its keys,
//! `GET /checkpoint?origin=…` what it cosigned last, so that it can be compared. Nothing about who asks is kept.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

use super::client::{Peer, network};
use super::limits::{Deed, Limits, Pace};
use super::{headers, serve};
use crate::flow::witness::{Fault, Witness};
use crate::tlog::witness::{PATH, REQUEST, Refusal, SIZE_MEDIA_TYPE};

const TEXT: &str = "text/plain; charset=utf-8";
/// How long a request may take to come in and be answered.
const ANSWER: Duration = Duration::from_secs(20);

/// What the answers are made from.
#[derive(Clone)]
struct Face {
    witness: Arc<Witness>,
    limits: Arc<Limits>,
}

/// Serves a witness until `shutdown` is done, and then until what is under way is answered. `key` hides the networks that
/// the rate limits count.
pub async fn serve_witness(
    listener: TcpListener,
    witness: Arc<Witness>,
    key: [u8; 32],
    shutdown: impl Future<Output = ()> + Send,
) {
    let limits = Arc::new(Limits::new(key, Pace::Machine));
    let router = router(Face { witness, limits: Arc::clone(&limits) });
    serve::on(listener, router, &limits, shutdown).await;
}

fn router(face: Face) -> Router {
    Router::new()
        .route("/", get(about))
        .route("/checkpoint", get(checkpoint))
        .route(&format!("/{PATH}"), post(add))
        .layer(DefaultBodyLimit::max(REQUEST))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER))
        .layer(middleware::from_fn(headers::put))
        .with_state(face)
}

async fn add(State(face): State<Face>, peer: Option<Extension<Peer>>, headers: HeaderMap, body: Bytes) -> Response {
    if !face.limits.allow(Deed::AskCosignature, &network(peer.map(|Extension(peer)| peer), &headers)) {
        return (StatusCode::TOO_MANY_REQUESTS, "too many checkpoints from this network; try again in a minute\n")
            .into_response();
    }
    let witness = Arc::clone(&face.witness);
    // What is begun is finished, even where nobody waits for the answer any more.
    let cosigned = tokio::task::spawn_blocking(move || witness.cosign(&body)).await;
    match cosigned.unwrap_or(Err(Fault::Broken)) {
        Ok(lines) => ([(CONTENT_TYPE, TEXT)], lines).into_response(),
        Err(fault) => refused(&fault),
    }
}

fn refused(fault: &Fault) -> Response {
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Fault::Refused(refusal @ Refusal::OtherSize(_)) = fault {
        return (status, [(CONTENT_TYPE, SIZE_MEDIA_TYPE)], refusal.size_body().unwrap_or_default()).into_response();
    }
    let why = if let Fault::Malformed(error) = fault { error.to_string() } else { fault.to_string() };
    (status, [(CONTENT_TYPE, TEXT)], format!("{why}\n")).into_response()
}

async fn about(State(face): State<Face>) -> Response {
    let keys = face.witness.keys().map(|key| format!("key {key}\n"));
    let logs = face.witness.origins().map(|origin| format!("log {origin}\n"));
    let text: String = keys.chain(logs).collect();
    ([(CONTENT_TYPE, TEXT)], text).into_response()
}

#[derive(Deserialize)]
struct Asked {
    origin: String,
}

async fn checkpoint(State(face): State<Face>, Query(asked): Query<Asked>) -> Response {
    let last = tokio::task::spawn_blocking(move || face.witness.last(&asked.origin)).await;
    match last.unwrap_or(Err(Fault::Broken)) {
        Ok(Some(note)) => ([(CONTENT_TYPE, TEXT)], note).into_response(),
        Ok(None) => (StatusCode::NOT_FOUND, "nothing of this log was cosigned yet\n").into_response(),
        Err(fault) => refused(&fault),
    }
}
