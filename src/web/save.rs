//! Files to be saved, never shown: a browser runs nothing of them.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse as _, Response};

use super::{Error, plain};

/// A file to be saved.
pub(super) fn file(name: &str, content_type: &'static str, body: Body) -> Result<Response, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    let disposition = plain::attachment(&plain::file_name(name, "evidence"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(|_| Error::Unclear)?);
    Ok((headers, body).into_response())
}
