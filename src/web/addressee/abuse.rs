//! Reporting abuse, from every page: `/r/<key>/abuse` about a delivery whose link or session one has, `/abuse` about anything.
//! What is reported is the operator's to read; the page says so before it is sent.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::language;
use super::{error, session};
use crate::erds::id::DeliveryId;
use crate::erds::reference::Reference;
use crate::flow::abuse::{self, LONGEST, New, REASONS};
use crate::flow::{check, look};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{Frame, page};
use crate::web::limits::Deed;
use crate::web::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "addressee/abuse.html")]
struct Form {
    frame: Frame,
    here: String,
    token: String,
    /// Whether the page itself says what it is about; else a reference can be typed.
    known: bool,
    /// The reasons: a word, and what it says.
    reasons: Vec<(&'static str, String)>,
    longest: usize,
    reason: String,
    reference: String,
    text: String,
    complaint: Option<String>,
}

#[derive(Template)]
#[template(path = "addressee/abused.html")]
struct Told {
    frame: Frame,
    number: String,
}

/// GET `/abuse` and `/r/<key>/abuse`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let words = visit.words(&site.service.settings().language);
    let known = about(&site, &visit).await.is_some();
    let made = page(StatusCode::OK, &form(&site, &visit, words, known, None));
    error::answer(&site, &visit, made)
}

/// POST `/abuse` and `/r/<key>/abuse`
pub(super) async fn report(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = reported(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn reported(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::ReportAbuse)?;
    let words = language(&fields).map_or_else(|| visit.words(&site.service.settings().language), Words::new);
    let about = about(site, visit).await;
    let complain = |key| {
        let again = form(site, visit, words, about.is_some(), Some((&fields, words.say(key))));
        page(StatusCode::UNPROCESSABLE_ENTITY, &again)
    };
    let (reason, text) = (fields.field("reason"), fields.field("text"));
    if !REASONS.contains(&reason) {
        return complain("page-abuse-no-reason");
    }
    if text.chars().count() > LONGEST {
        return complain("page-abuse-too-long");
    }
    let typed = fields.field("reference");
    let (delivery, proven) = match (about, typed.parse::<Reference>()) {
        (Some((delivery, proven)), _) => (Some(delivery), proven),
        (None, Ok(reference)) => (check::look_up(&site.service, &reference).await?.map(|view| view.delivery), false),
        (None, Err(_)) if typed.is_empty() => (None, false),
        (None, Err(_)) => return complain("page-check-shape"),
    };
    let new = New { delivery, proven, reason, text };
    let number = abuse::report(&site.service, visit.path(), fields.field("token"), &new).await?.to_string();
    page(StatusCode::OK, &Told { frame: Frame::alone(site, words, words.say("page-abuse-told-title")), number })
}

/// The delivery that the address of the page names, for somebody who has its link or a session; and whether it is a session.
async fn about(site: &Site, visit: &Visit) -> Option<(DeliveryId, bool)> {
    match visit.link() {
        Some(link) => look::notice(&site.service, &link).await.ok().map(|view| (view.delivery, false)),
        None => session(site, visit).await.ok().map(|session| (session.delivery, true)),
    }
}

fn form(site: &Site, visit: &Visit, words: Words, known: bool, again: Option<(&Fields, String)>) -> Form {
    let (fields, complaint) = again.map_or((None, None), |(fields, complaint)| (Some(fields), Some(complaint)));
    let typed = |name: &str, most: usize| {
        fields.map(|fields| fields.field(name).chars().take(most).collect::<String>()).unwrap_or_default()
    };
    Form {
        frame: Frame::of(site, words, words.say("page-abuse-title"), visit.path()),
        here: visit.path().to_owned(),
        token: abuse::form_token(&site.service, visit.path()),
        known,
        reasons: REASONS.into_iter().map(|reason| (reason, words.say(&format!("page-abuse-{reason}")))).collect(),
        longest: LONGEST,
        reason: typed("reason", 20),
        reference: typed("reference", 64),
        text: typed("text", LONGEST),
        complaint,
    }
}
