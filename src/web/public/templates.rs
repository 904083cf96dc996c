//! `/templates/…`: the published templates of notices and reminders, octet for octet as their digests stand in evidence and in the log. Anybody
//! may read them; nothing about the reader is kept.

use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};

use super::super::Site;
use super::super::error::{Error, answer};
use super::super::headers::Unchanging;
use super::super::visit::Visit;
use crate::flow::{Fault, templates};
use crate::format::template;
use crate::store::EntryPlace;
use crate::words::Language;

const TEXT: &str = "text/plain; charset=utf-8";

/// One line for each: path, SHA-256, and the number of its entry in the log.
pub(super) async fn list(State(site): State<Site>, visit: Visit) -> Response {
    match listed(&site).await {
        Ok(text) => ([(CONTENT_TYPE, TEXT)], text).into_response(),
        Err(fault) => answer(&site, &visit, Err(fault.into())),
    }
}

async fn listed(site: &Site) -> Result<String, Fault> {
    let mut text =
        "# Templates of notices and reminders: path, SHA-256 of the file, number of its entry in the log (/log/)\n"
            .to_owned();
    for one in template::ALL {
        let entry = match templates::place(&site.service, one).await? {
            Some(EntryPlace::At(index)) => index.to_string(),
            _ => "-".to_owned(),
        };
        let _ = writeln!(text, "/templates/{}/{}.txt {} {entry}", one.name, one.language.code(), one.digest());
    }
    Ok(text)
}

/// One template.
pub(super) async fn one(
    State(site): State<Site>,
    visit: Visit,
    Path((name, version, file)): Path<(String, String, String)>,
) -> Response {
    let language = file.strip_suffix(".txt").and_then(|code| Language::ALL.into_iter().find(|one| one.code() == code));
    let Some(found) = language.and_then(|language| template::named(&format!("{name}/{version}"), language)) else {
        return answer(&site, &visit, Err(Error::NotFound));
    };
    let mut response = ([(CONTENT_TYPE, TEXT)], found.text).into_response();
    // A text that changes takes the next number.
    response.extensions_mut().insert(Unchanging);
    response
}
