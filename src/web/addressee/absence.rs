//! Away until a day: the addressee says so, and what ends too soon ends later. The sender sees a later end, or nothing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::language;
use super::{error, see_other, session};
use crate::flow::absence::{self, LONGEST};
use crate::flow::look::{self, Session};
use crate::flow::{Fault, Refusal};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "addressee/absence.html")]
struct AbsencePage {
    frame: Frame,
    delivery: String,
    token: String,
    addressee: String,
    /// The last day of the absence that is recorded, in words.
    away: Option<String>,
    /// When the time to decide on this message ends, in words, where it runs.
    deadline: Option<String>,
    longest: String,
    complaint: Option<String>,
}

/// GET `/r/<delivery>/absence`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        let language = look::view(&site.service, &session).await?.language;
        absence_page(&site, &session, visit.words(&language), StatusCode::OK, None).await
    }
    .await;
    error::answer(&site, &visit, made)
}

async fn absence_page(
    site: &Site,
    session: &Session,
    words: Words,
    status: StatusCode,
    complaint: Option<String>,
) -> Result<Response, Error> {
    let view = look::view(&site.service, session).await?;
    let away = absence::away(&site.service, session).await?;
    let delivery = session.delivery.to_string();
    page(
        status,
        &AbsencePage {
            frame: Frame::of(site, words, words.say("page-absence-title"), &format!("/r/{delivery}/absence")),
            delivery,
            token: absence::token(&site.service, session),
            addressee: view.addressee.to_string(),
            away: away.map(|until| words.day(&frame::until(&view.zone, until))),
            deadline: view.deadline.map(|deadline| words.moment_in_zone(&frame::until(&view.zone, deadline))),
            longest: LONGEST.to_string(),
            complaint,
        },
    )
}

/// POST `/r/<delivery>/absence`
pub(super) async fn register(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = registered(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn registered(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let session = session(site, visit).await?;
    let words = match language(&fields) {
        Some(language) => Words::new(language),
        None => visit.words(&look::view(&site.service, &session).await?.language),
    };
    let day = match fields.field("what") {
        "away" => Some(fields.field("until")),
        "back" => None,
        _ => return Err(Error::Unclear),
    };
    match absence::register(&site.service, &session, day, fields.field("token")).await {
        Err(Fault::Refused(Refusal::NoDay)) => {
            let complaint = words.text("page-absence-no-day", &[("days", &LONGEST.to_string())]);
            absence_page(site, &session, words, StatusCode::UNPROCESSABLE_ENTITY, Some(complaint)).await
        }
        Err(fault) => Err(fault.into()),
        Ok(()) => see_other(&format!("/r/{}/absence?lang={}", session.delivery, words.language().code())),
    }
}
