//! Answers by mail: what came in, whom it would be shown to, and the two things that one can do with it. GET only shows;
//! the text on the button that confirms is what the evidence holds, word for word.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::language;
use super::{error, said, see_other, session};
use crate::flow::Refusal;
use crate::flow::look::{self, View};
use crate::flow::reply::{self, Choice};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

/// The most characters of a letter that the page shows.
const SHOWN: usize = 20_000;
/// The most characters of its header.
const HEADER: usize = 8_000;

#[derive(Template)]
#[template(path = "addressee/answers.html")]
struct Answers {
    frame: Frame,
    delivery: String,
    token: String,
    /// Who would see what, in words.
    shared: String,
    letters: Vec<Letter>,
}

/// A letter as the page shows it.
struct Letter {
    digest: String,
    from: Option<String>,
    signed: Option<String>,
    subject: Option<String>,
    came: String,
    /// Until when it is held; `None` once it was confirmed.
    until: Option<String>,
    size: String,
    text: String,
    /// Whether there is more than is shown.
    cut: bool,
    attachments: Vec<String>,
    header: String,
}

/// GET `/r/<delivery>/answers`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = shown(&site, &visit).await;
    error::answer(&site, &visit, made)
}

async fn shown(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    let words = visit.words(&view.language);
    let letters = reply::letters(&site.service, &session).await?;
    let shared = [
        ("sender", said::name(&view)),
        ("address", view.sender.address.to_string()),
        ("addressee", view.addressee.to_string()),
    ];
    let shared = shared.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answers = Answers {
        frame: Frame::of(site, words, words.say("page-answers-title"), visit.path()),
        delivery: session.delivery.to_string(),
        token: look::reply_token(&site.service, &session),
        shared: words.text("page-answers-shared", &shared),
        letters: letters.iter().map(|letter| one(letter, &view, words)).collect(),
    };
    page(StatusCode::OK, &answers)
}

fn one(letter: &reply::Letter, view: &View, words: Words) -> Letter {
    let moment = |at| words.moment_in_zone(&frame::when(&view.zone, at));
    let header = &letter.contents.header;
    let body = letter.contents.body.as_ref();
    let text = body.map(|body| body.text.as_str()).unwrap_or_default();
    let start = |text: &str, most| plain::block(&text.chars().take(most).collect::<String>());
    Letter {
        digest: letter.digest.to_string(),
        from: header.from.first().map(|from| from.address.to_string()),
        signed: Some(letter.signed_by.join(", ")).filter(|signed| !signed.is_empty()),
        subject: header.subject.as_deref().map(plain::line).filter(|subject| !subject.is_empty()),
        came: moment(letter.came),
        until: letter.until.map(moment),
        size: plain::size(letter.size, words),
        text: start(text, SHOWN).trim().to_owned(),
        cut: body.is_some_and(|body| body.cut) || text.chars().nth(SHOWN).is_some(),
        attachments: letter.contents.attachments.iter().map(|attached| plain::line(&attached.name)).collect(),
        header: start(&letter.header, HEADER),
    }
}

/// POST `/r/<delivery>/answers`
pub(super) async fn choose(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = chosen(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn chosen(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    let words = language(&fields).map_or_else(|| visit.words(&view.language), Words::new);
    let text = match fields.field("what") {
        "confirm" => Some(words.say("act-statement")),
        "delete" => None,
        _ => return Err(Error::Unclear),
    };
    let choice = Choice {
        digest: fields.field("answer").parse().map_err(|_| Refusal::NotFound)?,
        text,
        token: fields.field("token").to_owned(),
        received: visit.at,
    };
    reply::choose(&site.service, &session, &choice).await?;
    see_other(&format!("/r/{}/answers?lang={}", session.delivery, words.language().code()))
}
