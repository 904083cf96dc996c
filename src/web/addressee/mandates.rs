//! Mandates: the principal's page, on which one gives and ends them, and the delegate's, on which one accepts or ends one with a code.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::{language, typed};
use super::{error, see_other, session};
use crate::erds::address::Address;
use crate::erds::mandate::Scope;
use crate::erds::moment::Moment;
use crate::flow::look::{self, Session};
use crate::flow::mandate::{self, Given, Held, Page};
use crate::flow::{Fault, Refusal};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::limits::Deed;
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::{When, Words};

#[derive(Template)]
#[template(path = "addressee/mandates.html")]
struct MandatesPage {
    frame: Frame,
    delivery: String,
    token: String,
    addressee: String,
    /// The domain of this message's sender.
    domain: String,
    mandates: Vec<Line>,
    typed: Typed,
    complaint: Option<String>,
}

/// A mandate as it is listed.
struct Line {
    id: String,
    delegate: String,
    scope: String,
    days: String,
    standing: String,
    /// Whether it can be ended.
    live: bool,
}

#[derive(Default)]
struct Typed {
    delegate: String,
    scope: String,
    from: String,
    until: String,
}

#[derive(Template)]
#[template(path = "addressee/mandate.html")]
struct MandatePage {
    frame: Frame,
    here: String,
    token: String,
    principal: String,
    delegate: String,
    scope: String,
    days: String,
    standing: String,
    /// Whether it can be accepted.
    open: bool,
    /// Whether it can be ended.
    live: bool,
    /// Whether a code was just asked for, or typed.
    code: bool,
    complaint: Option<String>,
}

/// GET `/r/<delivery>/mandates`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        let view = look::view(&site.service, &session).await?;
        let typed = Typed { from: today(&view.zone, site.service.now()), ..Typed::default() };
        listed(&site, &session, visit.words(&view.language), StatusCode::OK, (typed, None)).await
    }
    .await;
    error::answer(&site, &visit, made)
}

async fn listed(
    site: &Site,
    session: &Session,
    words: Words,
    status: StatusCode,
    (typed, complaint): (Typed, Option<String>),
) -> Result<Response, Error> {
    let view = look::view(&site.service, session).await?;
    let given = mandate::given(&site.service, session).await?;
    let now = site.service.now();
    let lines = given.iter().map(|held| Line {
        id: held.mandate.id.to_string(),
        delegate: plain::line(held.mandate.delegate.as_str()),
        scope: scope(held, words),
        days: days(held, &view.zone, words),
        standing: standing(held, &view.zone, words),
        live: held.revoked.is_none() && now < held.mandate.until,
    });
    let delivery = session.delivery.to_string();
    page(
        status,
        &MandatesPage {
            frame: Frame::of(site, words, words.say("page-mandates-title"), &format!("/r/{delivery}/mandates")),
            delivery,
            token: mandate::token(&site.service, session),
            addressee: view.addressee.to_string(),
            domain: plain::line(view.sender.address.domain()),
            mandates: lines.collect(),
            typed,
            complaint,
        },
    )
}

fn scope(held: &Held, words: Words) -> String {
    match &held.mandate.scope {
        Scope::All => words.say("mandate-scope-all"),
        Scope::SenderDomain(domain) => words.text("mandate-scope-sender", &[("domain", &plain::line(domain))]),
    }
}

fn days(held: &Held, zone: &str, words: Words) -> String {
    let from = words.full_date(&frame::when(zone, held.mandate.from));
    let until = words.full_date(&frame::until(zone, held.mandate.until));
    words.text("page-mandate-days", &[("from", &from), ("until", &until)])
}

/// The day on the calendar of a zone, as a field for dates takes it: the first day of a mandate, unless another is typed.
fn today(zone: &str, now: Moment) -> String {
    let When { year, month, day, .. } = frame::when(zone, now);
    format!("{year:04}-{month:02}-{day:02}")
}

fn standing(held: &Held, zone: &str, words: Words) -> String {
    let (key, at) = match (held.revoked, held.accepted) {
        (Some(at), _) => ("page-mandate-revoked", at),
        (None, Some(at)) => ("page-mandate-accepted", at),
        (None, None) => ("page-mandate-asked", held.given),
    };
    words.text(key, &[("moment", &words.moment_in_zone(&frame::when(zone, at)))])
}

/// POST `/r/<delivery>/mandates`
pub(super) async fn change(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = changed(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn changed(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    let words = language(&fields).map_or_else(|| visit.words(&view.language), Words::new);
    let token = fields.field("token");
    let done = match fields.field("what") {
        "give" => give(site, &session, &fields, (words, view.sender.address.domain())).await,
        "revoke" => {
            let id = fields.field("mandate").parse().map_err(|_| Error::Unclear)?;
            mandate::revoke(&site.service, &session, id, token).await
        }
        _ => return Err(Error::Unclear),
    };
    let complaint = match done {
        Ok(()) => {
            return see_other(&format!("/r/{}/mandates?lang={}", session.delivery, words.language().code()));
        }
        Err(Fault::Refused(Refusal::NoDay)) => {
            words.text("page-mandates-no-day", &[("days", &mandate::LONGEST.to_string())])
        }
        Err(Fault::Refused(Refusal::Message(_))) => words.say("page-mandates-no-address"),
        Err(Fault::Refused(Refusal::OwnDelegate)) => words.say("page-mandates-own"),
        Err(Fault::Refused(Refusal::TooManyMandates)) => words.say("page-mandates-many"),
        Err(fault) => return Err(fault.into()),
    };
    let field = |name: &str| fields.field(name).chars().take(254).collect();
    let typed =
        Typed { delegate: field("delegate"), scope: field("scope"), from: field("from"), until: field("until") };
    listed(site, &session, words, StatusCode::UNPROCESSABLE_ENTITY, (typed, Some(complaint))).await
}

async fn give(site: &Site, session: &Session, fields: &Fields, (words, domain): (Words, &str)) -> Result<(), Fault> {
    let wrong = |_| Refusal::Message("this is no address".to_owned());
    let given = Given {
        delegate: Address::parse(fields.field("delegate")).map_err(wrong)?,
        sender_domain: (fields.field("scope") == "sender").then(|| domain.to_owned()),
        from: fields.field("from").to_owned(),
        until: fields.field("until").to_owned(),
        language: words.language().code().to_owned(),
        token: fields.field("token").to_owned(),
    };
    mandate::give(&site.service, session, &given).await
}

/// The page of a mandate for its delegate, where the address in the link is one's.
pub(super) async fn offered(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let offer = mandate::page(&site.service, visit.segment(1)).await?;
    let words = visit.words(&offer.language);
    offer_page(site, visit, &offer, words, (StatusCode::OK, false, None))
}

fn offer_page(
    site: &Site,
    visit: &Visit,
    offer: &Page,
    words: Words,
    (status, code, complaint): (StatusCode, bool, Option<String>),
) -> Result<Response, Error> {
    let held = &offer.held;
    let live = held.revoked.is_none() && site.service.now() < held.mandate.until;
    let here = format!("/r/{}", visit.segment(1));
    page(
        status,
        &MandatePage {
            frame: Frame::of(site, words, words.say("page-mandate-title"), &here),
            here,
            token: offer.token.clone(),
            principal: plain::line(held.principal.as_str()),
            delegate: plain::line(held.mandate.delegate.as_str()),
            scope: scope(held, words),
            days: days(held, &offer.zone, words),
            standing: standing(held, &offer.zone, words),
            open: live && held.accepted.is_none(),
            live,
            code,
            complaint,
        },
    )
}

/// POST `/r/<mandate>-<token>/mandate`: asks for a code, or answers with one.
pub(super) async fn answer(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = answered(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn answered(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let key = visit.segment(1);
    let offer = mandate::page(&site.service, key).await?;
    let words = language(&fields).map_or_else(|| visit.words(&offer.language), Words::new);
    let (ok, wrong) = (StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY);
    let accepts = match fields.field("what") {
        "code" => {
            visit.count(site, Deed::AskCode)?;
            let lang = words.language().code();
            mandate::request_code(&site.service, key, fields.field("token"), lang).await?;
            return offer_page(site, visit, &offer, words, (ok, true, None));
        }
        "accept" => true,
        "revoke" => false,
        _ => return Err(Error::Unclear),
    };
    visit.count(site, Deed::TypeCode)?;
    let complain = |key: &str, left: u8| Some(words.text(key, &[("left", &left.to_string())]));
    let Some(code) = typed(fields.field("code")) else {
        return offer_page(site, visit, &offer, words, (wrong, true, complain("page-code-shape", 0)));
    };
    let complaint = match mandate::answer(&site.service, key, &code, accepts).await {
        Ok(()) => return see_other(&format!("/r/{key}?lang={}", words.language().code())),
        Err(Fault::Refused(Refusal::WrongCode { tries_left })) => complain("page-code-wrong", tries_left),
        Err(Fault::Refused(Refusal::CodeExpired)) => complain("page-code-expired", 0),
        Err(fault) => return Err(fault.into()),
    };
    offer_page(site, visit, &offer, words, (wrong, true, complaint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mandate_begins_today_as_the_zone_counts_its_days() {
        let late = "2026-11-23T23:30:00Z".parse().unwrap();
        assert_eq!(today("Europe/Amsterdam", late), "2026-11-24");
        assert_eq!(today("UTC", late), "2026-11-23");
    }
}
