//! What can be saved: a part, the whole message, the bundle, one evidence. Always as an attachment, never as a type that
//! a browser runs. (The links carry no `download`: a page that says why not must be shown, not saved.)
//!
//! Parts and the whole message are noted for E.1 when the last octet asked for was written (`transfer`): for GET only,
//! never when fetched ahead. They are sent in one range, too (`range`), so a download that broke off can go on; the range
//! that broke off counts for nothing. Who fetches evidence, and when, is recorded nowhere.

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, RETRY_AFTER,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;

use super::{error, may_have, session};
use crate::erds::delivery::{Decision, Keeping};
use crate::flow::handover::{self, Ready, Sent};
use crate::flow::look::{self, Session};
use crate::flow::{Refusal, export, report};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::frame::{Frame, page};
use crate::web::plain;
use crate::web::range::Asked;
use crate::web::transfer::{self, Receipt};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "addressee/wait.html")]
struct Wait {
    frame: Frame,
    again: String,
    back: String,
}

/// What is noted once the octets are out. A failure is logged: the reader has the octets either way, and E.1 is then
/// stated at the next complete download.
pub(super) fn receipt(site: &Site, session: &Session, sent: Sent) -> Receipt {
    let (service, session) = (site.service.clone(), session.clone());
    Box::pin(async move {
        if let Err(fault) = handover::sent(&service, &session, &sent).await {
            tracing::warn!(%fault, "a completed transfer could not be noted");
        }
    })
}

/// GET `/r/<delivery>/part/<number>`
pub(super) async fn part(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        visit.is_opened()?;
        let number: u32 = visit.segment(3).parse().map_err(|_| Refusal::NotFound)?;
        if !visit.is_get() {
            return headers_only();
        }
        let (view, part) = handover::part(&site.service, &session, number).await?;
        let otherwise = if number == 0 { "message.txt".to_owned() } else { format!("part-{number}") };
        let name = plain::file_name(view.name.as_deref().unwrap_or_default(), &otherwise);
        noted(&site, &visit, &session, (&name, plain::content_type(&view.content_type)), part).await
    }
    .await;
    error::answer(&site, &visit, made)
}

/// GET `/r/<delivery>/message.eml`
pub(super) async fn whole(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        visit.is_opened()?;
        if !visit.is_get() {
            return headers_only();
        }
        let whole = handover::whole(&site.service, &session).await?;
        let name = format!("{}.eml", session.delivery);
        noted(&site, &visit, &session, (&name, "application/octet-stream"), whole).await
    }
    .await;
    error::answer(&site, &visit, made)
}

/// Content in pieces, as far as it is asked for, noted when the last of them was written.
async fn noted(
    site: &Site,
    visit: &Visit,
    session: &Session,
    (name, content_type): (&str, &'static str),
    ready: Ready,
) -> Result<Response, Error> {
    let octets = ready.size;
    let (span, partial) = match visit.asked(octets) {
        Asked::Whole => (0..octets, false),
        Asked::Span(span) => (span, true),
        Asked::Nothing => return Ok(beyond(octets)),
    };
    let (chunks, what) = ready.send(&site.service, session, span.clone()).await?;
    let chunks = stream::unfold(Some(chunks), |chunks| async move {
        let mut chunks = chunks?;
        match chunks.next().await {
            Ok(Some(chunk)) => Some((Ok(Bytes::from(chunk)), Some(chunks))),
            Ok(None) => None,
            Err(fault) => Some((Err(transfer::broken_off(&fault)), None)),
        }
    });
    let length = span.end - span.start;
    let body = transfer::streamed(chunks, length, visit.ledger(), receipt(site, session, what));
    let mut response = file(name, content_type, Some(length), body)?;
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if partial {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let range = format!("bytes {}-{}/{octets}", span.start, span.end.saturating_sub(1));
        response.headers_mut().insert(CONTENT_RANGE, HeaderValue::from_str(&range).map_err(|_| Error::Unclear)?);
    }
    Ok(response)
}

/// The answer to a range that the file does not have: how long it is. Nothing of it leaves.
fn beyond(size: u64) -> Response {
    (StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, format!("bytes */{size}"))]).into_response()
}

/// GET `/r/<delivery>/bundle`: with the message where it was accepted, unless `?message=no`.
pub(super) async fn bundle(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        let view = look::view(&site.service, &session).await?;
        may_have(&view)?;
        let accepted = view.state.decision() == Decision::Accepted && view.state.content() == Keeping::Kept;
        let with_message = accepted && visit.query("message") != Some("no");
        match export::bundle(&site.service, session.delivery, with_message).await? {
            export::Bundle::Ready { name, octets } => {
                let name = plain::file_name(&name, "evidence.asice");
                file(&name, "application/vnd.etsi.asic-e+zip", None, transfer::pieces(octets))
            }
            export::Bundle::NotYet { retry_after_seconds } => {
                wait(&site, &visit, &session, &view.language, u64::from(retry_after_seconds))
            }
        }
    }
    .await;
    error::answer(&site, &visit, made)
}

/// GET `/r/<delivery>/report`: in the language of the page.
pub(super) async fn report(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        let view = look::view(&site.service, &session).await?;
        may_have(&view)?;
        match report::report(&site.service, session.delivery, visit.words(&view.language).language()).await? {
            report::Report::Ready { name, octets } => {
                let (name, length) = (plain::file_name(&name, "report.pdf"), octets.len() as u64);
                file(&name, "application/pdf", Some(length), Body::from(Bytes::from_owner(octets)))
            }
            report::Report::NotYet { retry_after_seconds } => {
                wait(&site, &visit, &session, &view.language, u64::from(retry_after_seconds))
            }
        }
    }
    .await;
    error::answer(&site, &visit, made)
}

/// GET `/r/<delivery>/evidence/<number>`
pub(super) async fn evidence(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        let view = look::view(&site.service, &session).await?;
        may_have(&view)?;
        let number: u32 = visit.segment(3).parse().map_err(|_| Refusal::NotFound)?;
        match export::evidence(&site.service, session.delivery, number).await? {
            Some((name, octets)) => {
                let length = octets.len() as u64;
                let name = plain::file_name(&name, "evidence.xml");
                file(&name, "application/octet-stream", Some(length), Body::from(octets))
            }
            None => wait(&site, &visit, &session, &view.language, 5),
        }
    }
    .await;
    error::answer(&site, &visit, made)
}

/// Not sealed yet: 202, when to come again, and a link that does it.
fn wait(site: &Site, visit: &Visit, session: &Session, language: &str, seconds: u64) -> Result<Response, Error> {
    let words = visit.words(language);
    let lang = words.language().code();
    let message = if visit.query("message") == Some("no") { "message=no&" } else { "" };
    let mut response = page(
        StatusCode::ACCEPTED,
        &Wait {
            frame: Frame::alone(site, words, words.say("page-wait-title")),
            again: format!("{}?{message}lang={lang}", visit.path()),
            back: format!("/r/{}/result?lang={lang}", session.delivery),
        },
    )?;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

/// The answer to HEAD: nothing is read, so not even the size is known.
fn headers_only() -> Result<Response, Error> {
    let mut response = file("part", "application/octet-stream", None, Body::empty())?;
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    Ok(response)
}

fn file(name: &str, content_type: &'static str, size: Option<u64>, body: Body) -> Result<Response, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("none"));
    let disposition = HeaderValue::from_str(&plain::attachment(name)).map_err(|_| Error::Unclear)?;
    headers.insert(CONTENT_DISPOSITION, disposition);
    if let Some(size) = size {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    }
    Ok((StatusCode::OK, headers, body).into_response())
}
