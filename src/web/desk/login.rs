//! In and out: an account's name and password, once per form. Wrong names and wrong passwords look alike and take as long.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::Response;

use super::{answer, seat, words};
use crate::flow::{Fault, Refusal, desk};
use crate::web::Site;
use crate::web::addressee::see_other;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{Frame, page};
use crate::web::limits::Deed;
use crate::web::visit::{Visit, set_desk_cookie};

/// The most octets of a name or password.
const LONGEST: usize = 1_000;

#[derive(Template)]
#[template(path = "desk/login.html")]
struct Login {
    frame: Frame,
    /// The form's token; `None` where a password would travel in clear.
    token: Option<String>,
    complaint: Option<String>,
}

/// GET `/desk/login`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer(&site, &visit, form(&site, &visit, StatusCode::OK, None))
}

/// GET `/desk/logout`, as after typing the address in.
pub(super) async fn left(State(site): State<Site>, visit: Visit) -> Response {
    answer(&site, &visit, see_other("/desk"))
}

fn form(site: &Site, visit: &Visit, status: StatusCode, complaint: Option<&str>) -> Result<Response, Error> {
    let words = words(site, visit);
    let token = is_private(site).then(|| desk::login_token(&site.service));
    let frame = Frame::of(site, words, words.say("desk-login-title"), "/desk/login");
    page(status, &Login { frame, token, complaint: complaint.map(|key| words.say(key)) })
}

/// Whether a password typed here travels over TLS, or not at all.
fn is_private(site: &Site) -> bool {
    let base = site.service.settings().base_url.as_str();
    let host = base.split_once("://").map_or("", |(_, rest)| rest);
    let on_this_computer = ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(':') || rest.starts_with('/'))
    });
    base.starts_with("https://") || on_this_computer
}

/// POST `/desk/login`
pub(super) async fn enter(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = entered(&site, &visit, fields).await;
    answer(&site, &visit, made)
}

async fn entered(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    if !is_private(site) {
        return Err(Error::Foreign);
    }
    visit.count(site, Deed::EnterDesk)?;
    let (name, password) = (fields.field("name"), fields.field("password"));
    if name.len() > LONGEST || password.len() > LONGEST {
        return form(site, visit, StatusCode::FORBIDDEN, Some("desk-login-wrong"));
    }
    let cookie = match desk::enter(&site.service, fields.field("token"), name, password).await {
        Ok(cookie) => cookie,
        Err(Fault::Refused(Refusal::UnknownAccount)) => {
            return form(site, visit, StatusCode::FORBIDDEN, Some("desk-login-wrong"));
        }
        Err(Fault::Refused(Refusal::SpentToken)) => {
            return form(site, visit, StatusCode::CONFLICT, Some("desk-login-again"));
        }
        Err(fault) => return Err(fault.into()),
    };
    with_cookie(site, see_other(&format!("/desk?lang={}", words(site, visit).language().code())), &cookie)
}

/// POST `/desk/logout`
pub(super) async fn leave(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = async {
        visit.is_our_own(&site)?;
        let fields = fields?;
        let seat = seat(&site, &visit).await?;
        desk::spend(&site.service, &seat, "logout", fields.field("token")).await?;
        desk::leave(&site.service, seat).await?;
        with_cookie(&site, see_other("/desk/login"), "")
    }
    .await;
    answer(&site, &visit, made)
}

fn with_cookie(site: &Site, made: Result<Response, Error>, cookie: &str) -> Result<Response, Error> {
    let mut response = made?;
    let cookie = set_desk_cookie(cookie, &site.service.settings().base_url);
    response.headers_mut().insert(SET_COOKIE, HeaderValue::from_str(&cookie).map_err(|_| Error::Unclear)?);
    Ok(response)
}
