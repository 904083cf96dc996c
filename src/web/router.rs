//! Which address is answered by whom, and what every answer passes through. From the outside in: the headers, a panic
//! turned into a plain 500, the time limit, then the page.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use super::error::{Error, answer};
use super::visit::Visit;
use super::{Site, addressee, api, desk, fields, headers, issued, log, public, stamp};

/// How long a page may take to be made, its form included. Downloads go on after that.
const PAGE: Duration = Duration::from_secs(30);
/// How long sending a file to be judged may take, and judging it.
const UPLOAD: Duration = Duration::from_mins(5);
/// How long a hand-in may take.
const HAND_IN: Duration = Duration::from_mins(15);

/// Every address of the site.
pub fn router(site: Site) -> Router {
    let pages = Router::new()
        .merge(public::routes())
        .merge(addressee::routes())
        .merge(desk::routes())
        .merge(stamp::routes())
        .merge(issued::routes())
        .merge(log::routes())
        .fallback(not_found)
        .method_not_allowed_fallback(other_method)
        .layer(DefaultBodyLimit::max(fields::LARGEST))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PAGE));
    let uploads = public::verify::routes()
        .method_not_allowed_fallback(other_method)
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, UPLOAD));
    let api = api::routes()
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, HAND_IN));
    pages
        .merge(uploads)
        .merge(api)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(headers::put))
        .with_state(site)
}

async fn not_found(State(site): State<Site>, visit: Visit) -> Response {
    // Whatever stands behind /r/ is a link that opens nothing.
    if visit.segment(0) == "r" {
        return answer(&site, &visit, Err(crate::flow::Refusal::UnknownLink.into()));
    }
    answer(&site, &visit, Err(Error::NotFound))
}

async fn other_method(State(site): State<Site>, visit: Visit) -> Response {
    answer(&site, &visit, Err(Error::Method))
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request ended in a panic");
    (StatusCode::INTERNAL_SERVER_ERROR, "500 Internal Server Error\n").into_response()
}
