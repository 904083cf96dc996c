//! What anybody may see: what this is, what is kept about whom, whether something does not work, what a file of evidence is, the templates of
//! notices, the stylesheet, and in a trial the demo mailbox.

pub(super) mod mailbox;
mod status;
mod templates;
pub(super) mod verify;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use super::Site;
use super::error::answer;
use super::frame::{Frame, page};
use super::visit::Visit;
use crate::flow::privacy::published;

const STYLE: &str = include_str!("style.css");
/// What the pages with a passkey run; no other page runs anything.
const PASSKEY: &str = include_str!("passkey.js");

#[derive(Template)]
#[template(path = "public/home.html")]
struct Home {
    frame: Frame,
    mailbox: bool,
}

#[derive(Template)]
#[template(path = "public/privacy.html")]
struct Privacy {
    frame: Frame,
    opening: String,
    sections: Vec<(String, String)>,
    version: String,
}

/// The public addresses.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(home))
        .route("/privacy", get(privacy))
        .route("/privacy.txt", get(privacy_text))
        .route("/status", get(status::show))
        .route("/templates/", get(templates::list))
        .route("/templates/{name}/{version}/{file}", get(templates::one))
        .route("/style.css", get(style))
        .route("/passkey.js", get(passkey))
        .route("/demo/mailbox", get(mailbox::list))
        .route("/demo/mailbox.json", get(mailbox::json))
        .route("/demo/mailbox/{number}", get(mailbox::one))
        .route("/demo/mailbox/{number}/original", get(mailbox::original))
}

async fn home(State(site): State<Site>, visit: Visit) -> Response {
    let words = visit.words(&site.service.settings().language);
    let frame = Frame::of(&site, words, words.say("page-home-title"), "/");
    let made = page(StatusCode::OK, &Home { frame, mailbox: site.mailbox.is_some() });
    answer(&site, &visit, made)
}

async fn privacy(State(site): State<Site>, visit: Visit) -> Response {
    let words = visit.words(&site.service.settings().language);
    let frame = Frame::of(&site, words, words.say("page-privacy-title"), "/privacy");
    let text = published(&site.service, words);
    let version = text.digest().to_string();
    let made = page(StatusCode::OK, &Privacy { frame, opening: text.opening, sections: text.sections, version });
    answer(&site, &visit, made)
}

/// The statement on privacy octet for octet as its digest stands in evidence.
async fn privacy_text(State(site): State<Site>, visit: Visit) -> Response {
    let words = visit.words(&site.service.settings().language);
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], published(&site.service, words).text()).into_response()
}

async fn passkey() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], PASSKEY).into_response()
}

async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}
