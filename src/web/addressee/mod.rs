//! The addressee's pages, `/r/…`, in the order in which one meets them: `notice` (by the link of a mail; nothing is
//! recorded), `code` (two POSTs; after the second there is a cookie) or `passkey` (one), `decision`, `answers` by mail, `say` for what is
//! neither accepting nor refusing, `result` with the content and the evidence, `download`; `relink` for whoever lost the link,
//! `check` (`/check`) for whoever trusts no link, `mine` (`/mine`) for whoever wants to see what was recorded about them, `abuse` for whoever has something to report.
//!
//! GET changes nothing. What is recorded after acceptance is said on the decision page and on the content page before
//! it happens: which parts were sent completely to the session that was opened by POST.

mod absence;
mod abuse;
mod answers;
mod check;
mod code;
mod decision;
mod download;
mod eid;
mod key;
mod mandates;
mod means;
mod mine;
mod notice;
mod passkey;
mod relink;
mod result;
mod said;
mod say;
mod standing;

pub use notice::NoticePage;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

use super::error::Error;
use super::visit::Visit;
use super::{Site, error};
use crate::erds::delivery::{Decision, Keeping};
use crate::erds::moment::Moment;
use crate::flow::Refusal;
use crate::flow::look::{self, Session, View};

/// The addresses below `/r`, `/check`, `/mine` and `/abuse`.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/r", get(relink::show))
        .route("/r/new-link", post(relink::ask).get(relink::show))
        .route("/r/{key}", get(notice::show))
        .route("/abuse", get(abuse::show).post(abuse::report))
        .route("/r/{key}/abuse", get(abuse::show).post(abuse::report))
        .route("/check", get(check::show).post(check::look))
        .route("/check/code", post(check::ask).get(check::back))
        .route("/check/confirm", post(check::confirm).get(check::back))
        .route("/mine", get(mine::show))
        .route("/mine/code", post(mine::ask).get(mine::back))
        .route("/mine/confirm", post(mine::confirm).get(mine::back))
        .route("/mine/standing", get(standing::show).post(standing::wish))
        .route("/mine/ask", post(mine::wish).get(mine::back))
        .route("/mine/own/{place}", get(mine::statement))
        .route("/mine/open", post(mine::open).get(mine::back))
        .route("/r/{key}/notice", get(notice::proven))
        .route("/r/{key}/code", post(code::ask).get(code::back))
        .route("/r/{key}/confirm", post(code::confirm).get(code::back))
        .route("/r/{key}/proven", post(eid::open).get(code::back))
        .route("/identity/{id}/back", get(eid::back).post(eid::back_by_form).layer(DefaultBodyLimit::max(eid::LARGEST)))
        .route("/identity/{id}/shown", get(eid::shown))
        .route("/identity/{id}/metadata", get(eid::metadata))
        .route("/r/{key}/passkey", get(passkey::show).post(passkey::prove))
        .route("/r/{key}/choose", get(decision::show))
        .route("/r/{key}/decide", post(decision::decide).get(decision::again))
        .route("/r/{key}/key", get(key::show).post(key::make))
        .route("/r/{key}/later", get(decision::later))
        .route("/r/{key}/absence", get(absence::show).post(absence::register))
        .route("/r/{key}/mandates", get(mandates::show).post(mandates::change))
        .route("/r/{key}/mandate", post(mandates::answer).get(code::back))
        .route("/r/{key}/say", get(say::show).post(say::say))
        .route("/r/{key}/answers", get(answers::show).post(answers::choose))
        .route("/r/{key}/result", get(result::show))
        .route("/r/{key}/part/{number}", get(download::part))
        .route("/r/{key}/message.eml", get(download::whole))
        .route("/r/{key}/bundle", get(download::bundle))
        .route("/r/{key}/report", get(download::report))
        .route("/r/{key}/evidence/{number}", get(download::evidence))
}

/// The session of the cookie, for the delivery in the address.
async fn session(site: &Site, visit: &Visit) -> Result<Session, Error> {
    let delivery = visit.delivery().ok_or(Refusal::NoSession)?;
    let cookie = visit.cookie().ok_or(Refusal::NoSession)?;
    Ok(look::session(&site.service, delivery, cookie).await?)
}

/// Whether accepting or refusing is possible at this moment. `flow::consign` asks the law again when it is done.
fn may_decide(view: &View, now: Moment) -> bool {
    matches!(view.state.decision(), Decision::Open | Decision::NotForMe)
        && view.state.content() == Keeping::Kept
        && view.deadline.is_none_or(|deadline| now < deadline)
}

/// Whether this session may have what a decision left behind. Who only read the mailbox, where the sender asked for more, may
/// say that it is not for them, and no more.
fn may_have(view: &View) -> Result<(), Error> {
    let decided = matches!(view.state.decision(), Decision::Accepted | Decision::Refused);
    if decided && !view.enough { Err(Refusal::TooLittle.into()) } else { Ok(()) }
}

/// Sends the reader to another page, which is fetched by GET.
pub(super) fn see_other(path: &str) -> Result<Response, Error> {
    let place = HeaderValue::from_str(path).map_err(|_| Error::Unclear)?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response())
}
