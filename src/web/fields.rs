//! The fields of a posted form: at most 32 KiB, each field once, in UTF-8.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use super::{Error, Site};

/// The most octets of a form.
pub(super) const LARGEST: usize = 32 * 1024;

/// The fields.
pub(super) struct Fields(BTreeMap<String, String>);

impl Fields {
    /// All of them.
    pub(super) fn all(self) -> BTreeMap<String, String> {
        self.0
    }

    /// A field without the blanks around it; an absent one is empty.
    pub(super) fn field(&self, name: &str) -> &str {
        self.0.get(name).map(|value| value.trim()).unwrap_or_default()
    }
}

/// A form, or why it is none. It is a value and not a rejection, so that the page which expected it answers.
pub(super) struct Posted(pub(super) Result<Fields, Error>);

impl FromRequest<Site> for Posted {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        Ok(Self(match Form::<BTreeMap<String, String>>::from_request(request, site).await {
            Ok(Form(fields)) => Ok(Fields(fields)),
            Err(rejection) => match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Err(Error::TooLarge),
                _ => Err(Error::Unclear),
            },
        }))
    }
}
