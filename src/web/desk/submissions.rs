//! What was handed in, the latest first; and the deliveries of one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{answer, seat, words};
use crate::erds::id::SubmissionId;
use crate::flow::{Refusal, desk, status};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::frame::{self, Frame, page};
use crate::web::visit::Visit;

/// Submissions on one page.
const PAGE: u16 = 50;

/// A line of a list: what it is, where it leads, what more there is to say.
struct Row {
    text: String,
    to: String,
    more: String,
}

#[derive(Template)]
#[template(path = "desk/list.html")]
struct List {
    frame: Frame,
    account: String,
    logout: String,
    rows: Vec<Row>,
    /// Where what was handed in before these stands.
    earlier: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/submission.html")]
struct Submission {
    frame: Frame,
    rows: Vec<Row>,
}

/// GET `/desk`, from `?before=` on
pub(super) async fn list(State(site): State<Site>, visit: Visit) -> Response {
    let made = listed(&site, &visit).await;
    answer(&site, &visit, made)
}

async fn listed(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let seat = seat(site, visit).await?;
    let words = words(site, visit);
    let (lang, zone) = (words.language().code(), site.service.settings().zone.clone());
    let before = visit.query("before").map(str::parse::<SubmissionId>).transpose().map_err(|_| Error::Unclear)?;
    let found = status::list(&site.service, &seat.account, before, PAGE).await?;
    let earlier = found.last().filter(|_| found.len() == usize::from(PAGE));
    let earlier = earlier.map(|last| format!("/desk?before={}&lang={lang}", last.submission));
    let rows = found.into_iter().map(|row| Row {
        text: words.moment_in_zone(&frame::when(&zone, row.submitted)),
        to: format!("/desk/submission/{}?lang={lang}", row.submission),
        more: row.submission.to_string(),
    });
    page(
        StatusCode::OK,
        &List {
            frame: Frame::of(site, words, words.say("desk-title"), "/desk"),
            rows: rows.collect(),
            logout: desk::form_token(&site.service, &seat, "logout"),
            account: seat.account.name,
            earlier,
        },
    )
}

/// GET `/desk/submission/<id>`
pub(super) async fn one(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let words = words(&site, &visit);
        let id: SubmissionId = visit.segment(2).parse().map_err(|_| Refusal::NotFound)?;
        let rows = status::submission(&site.service, &seat.account, id).await?.into_iter().map(|status| Row {
            text: status.addressee.to_string(),
            to: format!("/desk/delivery/{}?lang={}", status.delivery, words.language().code()),
            more: words.say(super::delivery::decision_key(status.decision)),
        });
        let title = words.text("desk-submission-title", &[("submission", &id.to_string())]);
        let frame = Frame::of(&site, words, title, visit.path());
        page(StatusCode::OK, &Submission { frame, rows: rows.collect() })
    }
    .await;
    answer(&site, &visit, made)
}
