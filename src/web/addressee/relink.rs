//! A new link for whoever lost theirs. The answer is the same for every address, known or not, and takes as long: what is
//! sent is sent afterwards.
//!
//! The form carries no token of its own: it is shown to people about whom nothing is known, so there is nothing to bind
//! one to. Bearable, because all that a foreign page could do with it is have our mail sent to the owner of an address
//! about what is theirs, which `Sec-Fetch-Site`, `Origin` and the limit per network hinder besides.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::language;
use super::error;
use crate::erds::address::Address;
use crate::flow::{Refusal, relink};
use crate::web::Site;
use crate::web::error::{Error, Lost, link_page};
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{Frame, page};
use crate::web::limits::Deed;
use crate::web::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "addressee/relinked.html")]
struct Relinked {
    frame: Frame,
}

/// GET `/r` and `/r/new-link`: the page of a dead link, since that is where its form stands.
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    error::answer(&site, &visit, Err(Refusal::UnknownLink.into()))
}

/// POST `/r/new-link`
pub(super) async fn ask(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = asked(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn asked(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::AskLink)?;
    let words = language(&fields).map_or_else(|| visit.words(&site.service.settings().language), Words::new);
    let address = fields.field("address");
    let Ok(address) = Address::parse(address) else {
        let complaint = Some(words.say("page-link-not-an-address"));
        return link_page(site, words, StatusCode::UNPROCESSABLE_ENTITY, Lost::Link, complaint);
    };
    relink::request(&site.service, &address).await?;
    page(StatusCode::OK, &Relinked { frame: Frame::alone(site, words, words.say("page-link-answer-title")) })
}
