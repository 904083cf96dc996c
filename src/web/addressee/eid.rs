//! An electronic identity: a page before one goes to its issuer, the page that one comes back to, and the form there that opens the
//! session. No page of ours asks the issuer for anything; people go there by a link. While they are away their browser keeps a secret
//! in a cookie of its own, which only our own form sends. With a certificate they go to a listener of ours, which sends them back.

use askama::Template;
use axum::extract::{Query, Request, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::code::{language, signed_in};
use super::{error, said};
use crate::erds::party::Method;
use crate::flow::eid::{self, Arrived, End, LIVES, Ticket};
use crate::flow::look::Link;
use crate::flow::{Fault, Refusal};
use crate::outside::identity::{Answer, Unfit};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{Frame, page};
use crate::web::headers::PostsTo;
use crate::web::limits::Deed;
use crate::web::visit::{IDENTITY, Visit, set_identity_cookie};
use crate::words::Words;

/// The most octets of a form with an answer: 256 KiB in base64, each octet of which a form may write as three.
pub(super) const LARGEST: usize = 512 * 1024;

#[derive(Template)]
#[template(path = "addressee/eid.html")]
struct Depart {
    frame: Frame,
    here: String,
    name: String,
    /// Whether the browser is asked for a certificate there.
    card: bool,
    /// Where the issuer's page is.
    host: String,
    address: String,
    /// What is posted there; empty where a link leads there.
    form: Vec<(&'static str, String)>,
    wanted: String,
}

#[derive(Template)]
#[template(path = "addressee/eid-back.html")]
struct Back {
    frame: Frame,
    here: String,
    texts: Vec<String>,
    /// What goes on, where the person matched.
    ticket: Option<Ticket>,
}

/// The page before one goes to the issuer.
pub(super) async fn depart(site: &Site, link: &Link, fields: &Fields, id: &str, lang: &str) -> Result<Response, Error> {
    let begun = eid::begin(&site.service, link, fields.field("token"), id, lang).await?;
    let words = language(fields).map_or_else(|| Words::of(lang), Words::new);
    let site_of = begun.address.split(['/', '?', '#']).take(3).collect::<Vec<_>>().join("/");
    let posts = !begun.form.is_empty();
    let host = begun.address.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(""));
    let mut response = page(
        StatusCode::OK,
        &Depart {
            frame: Frame::alone(site, words, words.text("page-eid-title", &[("name", &begun.name)])),
            here: format!("/r/{}", link.as_str()),
            host: host.to_owned(),
            name: begun.name,
            card: begun.method == Method::EidCertificate,
            address: begun.address,
            form: begun.form,
            wanted: said::attributes(&begun.wanted, words),
        },
    )?;
    if posts {
        response.extensions_mut().insert(PostsTo(site_of));
    }
    let base = &site.service.settings().base_url;
    let cookie = set_identity_cookie(&begun.binding, begun.delivery, base, LIVES);
    response.headers_mut().insert(SET_COOKIE, HeaderValue::from_str(&cookie).map_err(|_| Error::Unclear)?);
    Ok(response)
}

/// GET `/identity/<id>/metadata`: what the issuer has to know of the service.
pub(super) async fn metadata(State(site): State<Site>, visit: Visit) -> Response {
    match eid::description(&site.service, visit.segment(1)) {
        Ok(octets) => ([(CONTENT_TYPE, "application/samlmetadata+xml")], octets).into_response(),
        Err(fault) => error::answer(&site, &visit, Err(fault.into())),
    }
}

/// GET `/identity/<id>/back`: an answer in the address.
pub(super) async fn back(State(site): State<Site>, visit: Visit, request: Request) -> Response {
    let query = Query::<Vec<(String, String)>>::try_from_uri(request.uri());
    let pairs = query.map(|Query(pairs)| pairs).unwrap_or_default();
    let made = arrived(&site, &visit, once(pairs)).await;
    error::answer(&site, &visit, made)
}

/// POST `/identity/<id>/back`: an answer in a form, from the issuer's page. It opens nothing by itself.
pub(super) async fn back_by_form(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = match fields {
        Ok(fields) => arrived(&site, &visit, Ok(Answer { fields: fields.all() })).await,
        Err(error) => Err(error),
    };
    error::answer(&site, &visit, made)
}

/// Each field once: a second one of the same name could be read otherwise elsewhere.
fn once(pairs: Vec<(String, String)>) -> Result<Answer, Error> {
    let mut answer = Answer::default();
    for (name, value) in pairs {
        if answer.fields.insert(name, value).is_some() {
            return Err(Refusal::UnknownProof.into());
        }
    }
    Ok(answer)
}

/// GET `/identity/<id>/shown`: what came of a certificate, from the listener that it was shown to.
pub(super) async fn shown(State(site): State<Site>, visit: Visit) -> Response {
    let field = |name| visit.query(name);
    let made = match (field("ended"), field("token")) {
        (Some(ended), Some(token)) => eid::shown::read(&site.service, visit.segment(1), ended, token)
            .map_err(Error::from)
            .and_then(|arrived| result(&site, arrived)),
        _ if field("often").is_some() => Err(Error::TooOften),
        _ if field("later").is_some() => Err(Error::Later),
        _ => Err(Refusal::UnknownProof.into()),
    };
    error::answer(&site, &visit, made)
}

async fn arrived(site: &Site, visit: &Visit, answer: Result<Answer, Error>) -> Result<Response, Error> {
    visit.is_opened()?;
    visit.count(site, Deed::TypeCode)?;
    result(site, eid::arrive(&site.service, visit.segment(1), &answer?).await?)
}

/// The page that one comes back to.
fn result(site: &Site, arrived: Arrived) -> Result<Response, Error> {
    let Arrived { name, link, language, end } = arrived;
    let words = Words::of(&language);
    let of = |key: &str| words.text(key, &[("name", name.as_str())]);
    let (status, title, texts, ticket) = match end {
        End::Matched(ticket) => {
            let matched = said::attributes(&ticket.matched, words);
            let text = words.text("page-eid-back-text", &[("name", name.as_str()), ("attributes", matched.as_str())]);
            (StatusCode::OK, "page-eid-back-title", vec![text, words.say("page-eid-back-next")], Some(ticket))
        }
        End::Other => {
            let texts = vec![of("page-eid-other-text"), of("page-eid-other-ways"), words.say("page-eid-unseen")];
            (StatusCode::FORBIDDEN, "page-eid-other-title", texts, None)
        }
        End::Cancelled => {
            let texts = vec![of("page-eid-cancelled"), words.say("page-eid-unseen")];
            (StatusCode::OK, "page-eid-none-title", texts, None)
        }
        End::Refused => {
            let texts = vec![of("page-eid-refused"), words.say("page-eid-unseen")];
            (StatusCode::FORBIDDEN, "page-eid-none-title", texts, None)
        }
        End::NotReached => {
            let texts = vec![of("page-eid-unreached"), words.say("page-eid-unseen")];
            (StatusCode::SERVICE_UNAVAILABLE, "page-eid-none-title", texts, None)
        }
        End::Unfit(why) => {
            let (status, text) = unfit(why);
            let texts = vec![of(text), words.say("page-card-again"), words.say("page-eid-unseen")];
            (status, "page-eid-none-title", texts, None)
        }
    };
    let frame = Frame::alone(site, words, words.say(title));
    page(status, &Back { frame, here: format!("/r/{}", link.as_str()), texts, ticket })
}

/// Why a certificate does not count, for its holder.
fn unfit(why: Unfit) -> (StatusCode, &'static str) {
    match why {
        Unfit::Absent => (StatusCode::FORBIDDEN, "page-card-absent"),
        Unfit::Expired => (StatusCode::FORBIDDEN, "page-card-expired"),
        Unfit::Foreign => (StatusCode::FORBIDDEN, "page-card-foreign"),
        Unfit::Purpose => (StatusCode::FORBIDDEN, "page-card-purpose"),
        Unfit::Revoked => (StatusCode::FORBIDDEN, "page-card-revoked"),
        Unfit::Unclear => (StatusCode::FORBIDDEN, "page-card-unclear"),
        Unfit::Unchecked => (StatusCode::SERVICE_UNAVAILABLE, "page-card-unchecked"),
    }
}

/// POST `/r/<delivery>/proven`: whoever matched goes on.
pub(super) async fn open(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = opened(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn opened(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::TypeCode)?;
    let unknown = || Error::Flow(Fault::Refused(Refusal::UnknownProof));
    let delivery = visit.delivery().ok_or_else(unknown)?;
    let binding = visit.cookie_named(IDENTITY).ok_or_else(unknown)?;
    let ticket = (fields.field("means"), fields.field("at"), fields.field("token"));
    let session = eid::open(&site.service, delivery, ticket, binding).await?;
    let lang = language(&fields).map(|language| format!("?lang={}", language.code())).unwrap_or_default();
    signed_in(site, &session, &format!("/r/{delivery}/choose{lang}"))
}
