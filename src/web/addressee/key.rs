//! A key of the addressee's own (a passkey): the page on which it is made, and the page on which it signs a choice. Both need
//! the few lines of `passkey.js`; everything else works without them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::code::language;
use super::{error, see_other, session};
use crate::flow::consign::{self, Choice, Signed};
use crate::flow::enrol::{self, Made};
use crate::flow::look::{self, Session};
use crate::flow::passkey;
use crate::format::assertion::AssertionDocument;
use crate::seal::webauthn;
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::headers::Scripted;
use crate::web::visit::Visit;
use crate::words::Words;

/// What a choice is made of, and goes along to the page on which it is signed.
const CARRIED: [&str; 8] = ["lang", "token", "answer", "capacity", "organisation", "function", "other", "as"];

#[derive(Template)]
#[template(path = "addressee/key.html")]
struct KeyPage {
    frame: Frame,
    delivery: String,
    addressee: String,
    token: String,
    challenge: String,
    rp_id: String,
    /// Tells one address's keys from another's in the authenticator; says nothing by itself.
    user: String,
    known: String,
    /// When each was enrolled, and its fingerprint.
    keys: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "addressee/sign.html")]
struct SignPage {
    frame: Frame,
    delivery: String,
    text: String,
    carried: Vec<(&'static str, String)>,
    document: String,
    challenge: String,
    rp_id: String,
    known: String,
}

/// GET `/r/<delivery>/key`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        key_page(&site, &visit, &session).await
    }
    .await;
    error::answer(&site, &visit, made)
}

/// POST `/r/<delivery>/key`
pub(super) async fn make(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = made(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn made(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let session = session(site, visit).await?;
    let answer = Made {
        client_data: octets(&fields, "client_data")?,
        authenticator_data: octets(&fields, "authenticator_data")?,
        token: fields.field("token").to_owned(),
    };
    enrol::enrol(&site.service, &session, &answer).await?;
    let lang = language(&fields).map(|language| format!("?lang={}", language.code())).unwrap_or_default();
    see_other(&format!("/r/{}/key{lang}", session.delivery))
}

async fn key_page(site: &Site, visit: &Visit, session: &Session) -> Result<Response, Error> {
    let view = look::view(&site.service, session).await?;
    let words = visit.words(&view.language);
    let offered = enrol::offer(&site.service, session).await?;
    let keys = enrol::keys(&site.service, session).await?;
    let listed = keys.iter().map(|key| {
        let when = words.moment_in_zone(&frame::when(&view.zone, key.enrolment.time));
        (when, key.fingerprint.to_string())
    });
    let delivery = session.delivery.to_string();
    let made = page(
        StatusCode::OK,
        &KeyPage {
            frame: Frame::of(site, words, words.say("page-key-title"), &format!("/r/{delivery}/key")),
            delivery,
            addressee: view.addressee.to_string(),
            token: offered.token,
            challenge: text(&offered.challenge),
            rp_id: offered.site.rp_id,
            user: text(&offered.user),
            known: credentials(&offered.known),
            keys: listed.collect(),
        },
    )?;
    Ok(scripted(made))
}

/// The page on which a key signs this choice.
pub(super) async fn sign_page(
    site: &Site,
    session: &Session,
    choice: &Choice,
    (fields, words): (&Fields, Words),
) -> Result<Response, Error> {
    let known = passkey::signers(&site.service, session).await?;
    let document = consign::to_sign(&site.service, session, choice).await?;
    let made = page(
        StatusCode::OK,
        &SignPage {
            frame: Frame::alone(site, words, words.say("page-sign-title")),
            delivery: session.delivery.to_string(),
            text: choice.text.clone(),
            carried: CARRIED.into_iter().map(|name| (name, fields.field(name).to_owned())).collect(),
            challenge: text(&webauthn::challenge(&document)),
            document: text(&document),
            rp_id: enrol::site(&site.service)?.rp_id,
            known: credentials(&known),
        },
    )?;
    Ok(scripted(made))
}

/// What a key answered on that page; `None` where the choice is made without one.
pub(super) fn signed(fields: &Fields) -> Result<Option<Signed>, Error> {
    if fields.field("document").is_empty() {
        return Ok(None);
    }
    Ok(Some(Signed { document: octets(fields, "document")?, answer: answer(fields)? }))
}

/// What browser and authenticator put into the form.
pub(super) fn answer(fields: &Fields) -> Result<AssertionDocument, Error> {
    Ok(AssertionDocument {
        authenticator_data: octets(fields, "authenticator_data")?,
        client_data: octets(fields, "client_data")?,
        credential: octets(fields, "credential")?,
        signature: octets(fields, "signature")?,
    })
}

fn octets(fields: &Fields, name: &str) -> Result<Vec<u8>, Error> {
    URL_SAFE_NO_PAD.decode(fields.field(name)).map_err(|_| Error::Unclear)
}

pub(super) fn text(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

fn credentials(ids: &[Vec<u8>]) -> String {
    ids.iter().map(|id| text(id)).collect::<Vec<_>>().join(" ")
}

pub(super) fn scripted(mut response: Response) -> Response {
    response.extensions_mut().insert(Scripted);
    response
}
