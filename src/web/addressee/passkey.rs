//! Who made a key here before can show who they are with it: a page with the few lines of `passkey.js`, and one POST, which sets the
//! cookie. The page says nothing of which keys there are, or whether there is any.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::{language, signed_in};
use super::error;
use super::key::{answer, scripted, text};
use crate::flow::passkey;
use crate::flow::{Refusal, look};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{Frame, page};
use crate::web::limits::Deed;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "addressee/passkey.html")]
struct ProvePage {
    frame: Frame,
    here: String,
    token: String,
    challenge: String,
    rp_id: String,
}

/// GET `/r/<delivery>-<token>/passkey`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let link = visit.link().ok_or(Refusal::UnknownLink)?;
        let asked = passkey::ask(&site.service, &link).await?;
        let words = visit.words(&look::notice(&site.service, &link).await?.language);
        let shown = ProvePage {
            frame: Frame::of(&site, words, words.say("page-passkey-title"), visit.path()),
            here: format!("/r/{}", visit.segment(1)),
            token: asked.token,
            challenge: text(&asked.challenge),
            rp_id: asked.site.rp_id,
        };
        Ok(scripted(page(StatusCode::OK, &shown)?))
    }
    .await;
    error::answer(&site, &visit, made)
}

/// POST `/r/<delivery>-<token>/passkey`
pub(super) async fn prove(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = proven(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn proven(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::TypeCode)?;
    let link = visit.link().ok_or(Refusal::UnknownLink)?;
    let session = passkey::prove(&site.service, &link, fields.field("token"), &answer(&fields)?).await?;
    let lang = language(&fields).map(|language| format!("?lang={}", language.code())).unwrap_or_default();
    signed_in(site, &session, &format!("/r/{}/choose{lang}", session.delivery))
}
