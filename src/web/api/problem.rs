//! Problems as `application/problem+json` [RFC 9457]: `type` names the kind for programs and stays the same, `detail` is
//! for people and may change. Nothing inside the service is told.

use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse as _, Response};

use crate::flow::{Fault, Refusal};
use crate::web::error::Error;

#[derive(serde::Serialize)]
struct Problem<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: String,
}

/// The answer that names the problem.
pub(super) fn problem(error: &Error) -> Response {
    let status = error.status();
    let (kind, title) = kind(error);
    let detail = match error {
        Error::Flow(Fault::Broken { .. }) | Error::Template { .. } => {
            "something is broken on our side; we have been told".to_owned()
        }
        Error::Flow(Fault::Unavailable { .. }) => "not possible at this moment; please try again later".to_owned(),
        other => other.to_string(),
    };
    let body = Problem { r#type: format!("urn:recepis:problem:{kind}"), title, status: status.as_u16(), detail };
    let mut response = (status, axum::Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = error.retry_after() {
        headers.insert(RETRY_AFTER, HeaderValue::from_static(seconds));
    }
    if status == axum::http::StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn kind(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::Flow(Fault::Refused(refusal)) => match refusal {
            Refusal::UnknownAccount => ("unknown-account", "The token is missing or not known"),
            Refusal::NotFound | Refusal::UnknownLink => ("not-found", "There is no such thing in your account"),
            Refusal::NotYourAddress(_) | Refusal::Sender(_) => {
                ("not-your-address", "The account may not send as this address")
            }
            Refusal::Suspended(_) => ("suspended", "The operator suspended this account"),
            Refusal::TooLarge(_) => ("too-large", "The message is too large"),
            Refusal::Law(_) | Refusal::NotAsked => {
                ("not-possible-any-more", "The state of the delivery does not allow this")
            }
            _ => ("refused", "The request is refused"),
        },
        Error::Flow(Fault::Unavailable { .. }) | Error::Later => ("unavailable", "Not possible at this moment"),
        Error::Flow(Fault::Broken { .. }) | Error::Template { .. } => ("broken", "Something is broken on our side"),
        Error::TooOften => ("too-often", "Too many requests"),
        Error::TooLarge => ("too-large", "The request is too large"),
        Error::NotFound => ("not-found", "There is nothing at this address"),
        Error::Method => ("method", "This address does not take that method"),
        Error::Foreign | Error::Ahead | Error::Unclear => ("unclear", "The request is not understood"),
        Error::Invalid { .. } => ("invalid", "A part of the request is not as it should be"),
    }
}
