//! API v1: hand in, ask how it stands, fetch evidence. JSON, a bearer token, problems as RFC 9457 says. `proto/openapi.yaml`
//! describes exactly this.
//!
//! A message that is handed in twice by the same account (same Message-ID, envelope and digest within 24 hours) gets the
//! first answer again with 200 instead of 201; this is what keeps a repeated request harmless, so there is no
//! `Idempotency-Key`.

mod deliveries;
mod problem;
mod submissions;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get, post};

use super::Site;
use super::error::Error;
use super::limits::Deed;
use super::visit::Visit;
use crate::flow::account;
use crate::flow::{Fault, Refusal};
use crate::store::Account;
use problem::problem;

/// The addresses below `/api/v1`.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/api/v1/submissions", post(submissions::hand_in).get(submissions::list))
        .route("/api/v1/submissions/{id}", get(submissions::one))
        .route("/api/v1/deliveries/{id}", get(deliveries::one))
        .route("/api/v1/deliveries/{id}/recall", post(deliveries::recall))
        .route("/api/v1/deliveries/{id}/again", post(deliveries::again))
        .route("/api/v1/deliveries/{id}/evidence/{number}", get(deliveries::evidence))
        .route("/api/v1/deliveries/{id}/dialogue", get(deliveries::dialogue))
        .route("/api/v1/deliveries/{id}/promise", get(deliveries::promise))
        .route("/api/v1/deliveries/{id}/bundle", get(deliveries::bundle))
        .route("/api/v1/deliveries/{id}/report", get(deliveries::report))
        .method_not_allowed_fallback(other_method)
        .route("/api/{*rest}", any(nothing))
}

/// The account of the bearer token.
async fn account(site: &Site, visit: &Visit) -> Result<Account, Error> {
    let token = visit.header("authorization").and_then(|value| value.split_once(' '));
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
    let token = token.filter(|token| !token.is_empty()).ok_or(Refusal::UnknownAccount)?;
    match account::by_token(&site.service, token).await {
        Ok(account) => Ok(account),
        Err(Fault::Refused(refusal)) => {
            visit.count(site, Deed::WrongToken)?;
            Err(refusal.into())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What a call made, or its problem.
fn answer(made: Result<Response, Error>) -> Response {
    made.unwrap_or_else(|error| {
        error.log();
        problem(&error)
    })
}

/// JSON with this status.
fn json(status: StatusCode, value: &impl serde::Serialize) -> Response {
    (status, axum::Json(value)).into_response()
}

async fn nothing(State(_): State<Site>) -> Response {
    problem(&Error::NotFound)
}

async fn other_method(State(_): State<Site>) -> Response {
    problem(&Error::Method)
}
