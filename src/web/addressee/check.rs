//! `/check`: is this notice really from here? Whoever distrusts a mail types its reference, sees who sends, and goes on from
//! there with a code to the address, without the mail's link.
//!
//! Typing a reference only reads, so its form carries no token; how often one network may do so is limited. What is answered
//! takes the same work for every reference (`Store::by_reference`), and names the addressee's domain, never the address:
//! whoever read the reference over somebody's shoulder learns no more than that.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::{language, signed_in, typed};
use super::{error, said, see_other};
use crate::erds::reference::{NotAReference, Reference};
use crate::flow::look::View;
use crate::flow::{Fault, Refusal, Service, check};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::limits::Deed;
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "addressee/check.html")]
struct Form {
    frame: Frame,
    typed: String,
    complaint: Option<String>,
}

#[derive(Template)]
#[template(path = "addressee/checked.html")]
struct Checked {
    frame: Frame,
    reference: String,
    form_token: String,
    /// What is known of it; `None` where nobody has this reference.
    known: Option<Known>,
}

/// What is told of a delivery whose reference was typed.
struct Known {
    sender: String,
    sender_address: String,
    checked: String,
    submitted: String,
    domain: String,
}

#[derive(Template)]
#[template(path = "addressee/check-code.html")]
struct Code {
    frame: Frame,
    reference: String,
    complaint: Option<String>,
}

/// Where a reference is typed, as people type it: without a scheme.
pub(super) fn address(service: &Service) -> String {
    let base_url = &service.settings().base_url;
    format!("{}/check", base_url.split_once("://").map_or(base_url.as_str(), |(_, site)| site))
}

/// GET `/check`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let words = visit.words(&site.service.settings().language);
    let made = form(&site, words, StatusCode::OK, "", None);
    error::answer(&site, &visit, made)
}

/// GET on an address that only takes a form, as after typing it in.
pub(super) async fn back(State(site): State<Site>, visit: Visit) -> Response {
    let lang = visit.chosen().map(|words| format!("?lang={}", words.language().code())).unwrap_or_default();
    error::answer(&site, &visit, see_other(&format!("/check{lang}")))
}

/// POST `/check`
pub(super) async fn look(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = looked(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn looked(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::Check)?;
    let words = words(site, visit, &fields);
    let typed = fields.field("reference");
    let reference: Reference = match typed.parse() {
        Ok(reference) => reference,
        Err(wrong) => return form(site, words, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(wrong)),
    };
    let found = check::look_up(&site.service, &reference).await?;
    let title = if found.is_some() { "page-check-known-title" } else { "page-check-unknown-title" };
    page(
        StatusCode::OK,
        &Checked {
            frame: Frame::alone(site, words, words.say(title)),
            reference: reference.to_string(),
            form_token: check::form_token(&site.service, &reference),
            known: found.map(|view| known(&view, words)),
        },
    )
}

fn known(view: &View, words: Words) -> Known {
    Known {
        sender: said::name(view),
        sender_address: plain::line(view.sender.address.as_str()),
        checked: said::checked(view, words),
        submitted: words.full_date(&frame::when(&view.zone, view.submitted)),
        domain: plain::line(view.addressee.domain()),
    }
}

/// POST `/check/code`
pub(super) async fn ask(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = asked(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn asked(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::AskCode)?;
    let words = words(site, visit, &fields);
    let reference = reference(&fields)?;
    let lang = words.language().code();
    check::request_code(&site.service, &reference, fields.field("token"), lang).await?;
    code_page(site, words, &reference, None)
}

/// POST `/check/confirm`
pub(super) async fn confirm(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = confirmed(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn confirmed(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::TypeCode)?;
    let words = words(site, visit, &fields);
    let reference = reference(&fields)?;
    let Some(code) = typed(fields.field("code")) else {
        return code_page(site, words, &reference, Some(("page-code-shape", 0)));
    };
    match check::confirm_code(&site.service, &reference, &code).await {
        Ok(session) => {
            let page = format!("/r/{}/notice?lang={}", session.delivery, words.language().code());
            signed_in(site, &session, &page)
        }
        Err(Fault::Refused(Refusal::WrongCode { tries_left })) => {
            code_page(site, words, &reference, Some(("page-code-wrong", tries_left)))
        }
        Err(Fault::Refused(Refusal::CodeExpired)) => code_page(site, words, &reference, Some(("page-code-expired", 0))),
        Err(fault) => Err(fault.into()),
    }
}

fn form(
    site: &Site,
    words: Words,
    status: StatusCode,
    typed: &str,
    wrong: Option<NotAReference>,
) -> Result<Response, Error> {
    let complaint = wrong.map(|wrong| {
        words.say(match wrong {
            NotAReference::Shape => "page-check-shape",
            NotAReference::Slip => "page-check-slip",
        })
    });
    let frame = Frame::of(site, words, words.say("page-check-title"), "/check");
    let typed = plain::line(&typed.chars().take(64).collect::<String>());
    page(status, &Form { frame, typed, complaint })
}

fn code_page(
    site: &Site,
    words: Words,
    reference: &Reference,
    complaint: Option<(&str, u8)>,
) -> Result<Response, Error> {
    let status = if complaint.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = Frame::alone(site, words, words.say("page-code-title"));
    let complaint = complaint.map(|(key, left)| words.text(key, &[("left", &left.to_string())]));
    page(status, &Code { frame, reference: reference.to_string(), complaint })
}

/// The reference that a form of ours carries along.
fn reference(fields: &Fields) -> Result<Reference, Error> {
    fields.field("reference").parse().map_err(|_| Error::Unclear)
}

fn words(site: &Site, visit: &Visit, fields: &Fields) -> Words {
    language(fields).map_or_else(|| visit.words(&site.service.settings().language), Words::new)
}
