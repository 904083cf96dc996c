//! `/mine`: what was recorded about me. An address is typed, then the code that came there; the second POST sets a cookie for
//! these pages only. What is answered before that is the same for every address.

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::code::{language, signed_in, typed};
use super::{error, may_decide, said, see_other};
use crate::erds::address::Address;
use crate::erds::delivery::{Decision, Keeping};
use crate::erds::event::Event;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::flow::enrol::Enrolled;
use crate::flow::look::View;
use crate::flow::mine::{self, Asked, Listed, Mine, Undo};
use crate::flow::{Fault, Refusal};
use crate::store::SecurityRecord;
use crate::web::Site;
use crate::web::error::Error;
use crate::web::events;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::limits::Deed;
use crate::web::plain;
use crate::web::save;
use crate::web::visit::{Visit, set_mine_cookie};
use crate::words::Words;

#[derive(Template)]
#[template(path = "addressee/mine-enter.html")]
struct Enter {
    frame: Frame,
    typed: String,
    complaint: Option<String>,
}

#[derive(Template)]
#[template(path = "addressee/mine-code.html")]
struct Code {
    frame: Frame,
    address: String,
    complaint: Option<String>,
}

#[derive(Template)]
#[template(path = "addressee/mine.html")]
struct Recorded {
    frame: Frame,
    address: String,
    deliveries: Vec<Delivery>,
    earlier: Option<String>,
    security: Vec<String>,
    keys: Vec<Key>,
    blocked: Vec<Blocked>,
    own: Vec<Own>,
    absence: Option<Absence>,
}

/// The form that opens the page of absence: by a delivery, since what is said there rests on the proof for one.
struct Absence {
    delivery: String,
    token: String,
}

/// A key in the list.
struct Key {
    enrolled: String,
    fingerprint: String,
    token: String,
}

/// A blocked sender in the list.
struct Blocked {
    text: String,
    delivery: String,
    token: String,
}

/// What is stated about the address alone, in the list.
struct Own {
    place: u32,
    text: String,
    sealed: bool,
}

/// A delivery in the list.
struct Delivery {
    id: String,
    sender: String,
    submitted: String,
    subject: Option<String>,
    state: String,
    events: Vec<String>,
    /// Which of its pages opens: the one where one chooses, or what became of it.
    to: &'static str,
    token: Option<String>,
    /// The token of the form that blocks its sender.
    block: Option<String>,
}

/// GET `/mine`: the form for whoever is not known, else the list.
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = shown(&site, &visit).await;
    answer(&site, &visit, made)
}

async fn shown(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let Some(cookie) = visit.cookie() else { return enter(site, visit.words(&site.service.settings().language)) };
    let owner = match mine::owner(&site.service, cookie).await {
        Ok(owner) => owner,
        Err(Fault::Refused(Refusal::NoSession)) => return enter(site, visit.words(&site.service.settings().language)),
        Err(fault) => return Err(fault.into()),
    };
    let before = visit.query("before").and_then(|text| text.parse::<DeliveryId>().ok());
    let found = mine::mine(&site.service, &owner, before).await?;
    let words = visit.words(&found.language);
    page(StatusCode::OK, &recorded(site, &found, words, visit.at))
}

/// GET on an address that only takes a form, as after typing it in.
pub(super) async fn back(State(site): State<Site>, visit: Visit) -> Response {
    let lang = visit.chosen().map(|words| format!("?lang={}", words.language().code())).unwrap_or_default();
    answer(&site, &visit, see_other(&format!("/mine{lang}")))
}

/// POST `/mine/code`
pub(super) async fn ask(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = asked(&site, &visit, fields).await;
    answer(&site, &visit, made)
}

async fn asked(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::AskCode)?;
    let words = words(site, visit, &fields);
    let typed = fields.field("address");
    let Ok(address) = Address::parse(typed) else {
        let complaint = Some(words.say("page-link-not-an-address"));
        return enter_page(site, words, StatusCode::UNPROCESSABLE_ENTITY, typed, complaint);
    };
    mine::request_code(&site.service, &address).await?;
    code_page(site, words, &address, None)
}

/// POST `/mine/confirm`
pub(super) async fn confirm(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = confirmed(&site, &visit, fields).await;
    answer(&site, &visit, made)
}

async fn confirmed(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::TypeCode)?;
    let words = words(site, visit, &fields);
    let address = Address::parse(fields.field("address")).map_err(|_| Error::Unclear)?;
    let Some(code) = typed(fields.field("code")) else {
        return code_page(site, words, &address, Some(("page-code-shape", 0)));
    };
    let owner = match mine::confirm_code(&site.service, &address, &code).await {
        Ok(owner) => owner,
        Err(Fault::Refused(Refusal::WrongCode { tries_left })) => {
            return code_page(site, words, &address, Some(("page-code-wrong", tries_left)));
        }
        Err(Fault::Refused(Refusal::CodeExpired)) => {
            return code_page(site, words, &address, Some(("page-code-expired", 0)));
        }
        Err(fault) => return Err(fault.into()),
    };
    let mut response = see_other(&format!("/mine?lang={}", words.language().code()))?;
    let cookie = set_mine_cookie(owner.cookie(), &site.service.settings().base_url);
    response.headers_mut().insert(SET_COOKIE, HeaderValue::from_str(&cookie).map_err(|_| Error::Unclear)?);
    Ok(response)
}

/// POST `/mine/open`
pub(super) async fn open(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = opened(&site, &visit, fields).await;
    answer(&site, &visit, made)
}

async fn opened(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let owner = mine::owner(&site.service, visit.cookie().ok_or(Refusal::NoSession)?).await?;
    let delivery = fields.field("delivery").parse::<DeliveryId>().map_err(|_| Error::Unclear)?;
    let session = mine::open(&site.service, &owner, delivery, fields.field("token")).await?;
    let lang = words(site, visit, &fields).language().code();
    let to = match fields.field("to") {
        "absence" => "absence",
        "result" => "result",
        _ => "notice",
    };
    signed_in(site, &session, &format!("/r/{delivery}/{to}?lang={lang}"))
}

/// POST `/mine/ask`
pub(super) async fn wish(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = wished(&site, &visit, fields).await;
    answer(&site, &visit, made)
}

async fn wished(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let owner = mine::owner(&site.service, visit.cookie().ok_or(Refusal::NoSession)?).await?;
    let delivery = || fields.field("delivery").parse::<DeliveryId>().map_err(|_| Error::Unclear);
    let asked = match fields.field("what") {
        "block" => Asked::Block(delivery()?),
        "unblock" => Asked::Unblock(delivery()?),
        "remove-key" => Asked::RemoveKey(fields.field("key")),
        _ => return Err(Error::Unclear),
    };
    mine::ask(&site.service, &owner, asked, fields.field("token")).await?;
    let place = if matches!(asked, Asked::RemoveKey(_)) { "#keys" } else { "#blocked" };
    see_other(&format!("/mine?lang={}{place}", words(site, visit, &fields).language().code()))
}

/// GET `/mine/own/<place>`
pub(super) async fn statement(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let owner = mine::owner(&site.service, visit.cookie().ok_or(Refusal::NoSession)?).await?;
        let place: u32 = visit.segment(2).parse().map_err(|_| Refusal::NotFound)?;
        let (event, octets) = mine::statement(&site.service, &owner, place).await?.ok_or(Refusal::NotFound)?;
        save::file(&format!("{place:03}-{}.xml", event.name()), "application/octet-stream", Body::from(octets))
    }
    .await;
    answer(&site, &visit, made)
}

/// What a page made; whoever has no session (any more) types their address again.
pub(super) fn answer(site: &Site, visit: &Visit, made: Result<Response, Error>) -> Response {
    let made = match made {
        Err(Error::Flow(Fault::Refused(Refusal::NoSession))) => {
            see_other(&format!("/mine?lang={}", visit.words(&site.service.settings().language).language().code()))
        }
        made => made,
    };
    error::answer(site, visit, made)
}

fn enter(site: &Site, words: Words) -> Result<Response, Error> {
    enter_page(site, words, StatusCode::OK, "", None)
}

fn enter_page(
    site: &Site,
    words: Words,
    status: StatusCode,
    typed: &str,
    complaint: Option<String>,
) -> Result<Response, Error> {
    let frame = Frame::of(site, words, words.say("page-mine-title"), "/mine");
    page(status, &Enter { frame, typed: plain::line(typed), complaint })
}

fn code_page(site: &Site, words: Words, address: &Address, complaint: Option<(&str, u8)>) -> Result<Response, Error> {
    let status = if complaint.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = Frame::alone(site, words, words.say("page-code-title"));
    let complaint = complaint.map(|(key, left)| words.text(key, &[("left", &left.to_string())]));
    page(status, &Code { frame, address: address.to_string(), complaint })
}

fn recorded(site: &Site, found: &Mine, words: Words, now: Moment) -> Recorded {
    let lang = words.language().code();
    let moment = |at| words.moment_in_zone(&frame::when(&found.zone, at));
    let key = |key: &Undo<Enrolled>| Key {
        enrolled: moment(key.what.enrolment.time),
        fingerprint: key.what.fingerprint.to_string(),
        token: key.token.clone(),
    };
    let blocked = |blocked: &Undo<crate::flow::block::Blocked>| {
        let since = moment(blocked.what.since);
        let places = [("sender", blocked.what.sender.as_str()), ("moment", since.as_str())];
        let delivery = blocked.what.delivery.to_string();
        Blocked { text: words.text("page-mine-blocked-since", &places), delivery, token: blocked.token.clone() }
    };
    let own = |(place, event, time, sealed): &(u32, Event, Moment, bool)| {
        let (moment, event) = (moment(*time), words.say(own_key(*event)));
        let text = words.text("page-evidence-entry", &[("moment", &moment), ("event", &event)]);
        Own { place: *place, text, sealed: *sealed }
    };
    Recorded {
        frame: Frame::of(site, words, words.say("page-mine-title"), "/mine"),
        address: found.address.to_string(),
        deliveries: found.deliveries.iter().map(|listed| delivery(listed, words, now)).collect(),
        earlier: found.earlier.map(|id| format!("/mine?before={id}&lang={lang}")),
        security: found.security.iter().map(|record| security(record, &moment(record.at()), words)).collect(),
        keys: found.keys.iter().map(key).collect(),
        blocked: found.blocked.iter().map(blocked).collect(),
        own: found.own.iter().map(own).collect(),
        absence: found.deliveries.iter().find(|listed| listed.opens).map(absence),
    }
}

fn absence(listed: &Listed) -> Absence {
    Absence { delivery: listed.view.delivery.to_string(), token: listed.token.clone() }
}

/// The key of the name of what concerns an address alone.
fn own_key(event: Event) -> &'static str {
    match event {
        Event::AbsenceStated => "page-mine-own-absent",
        Event::InstructionEnded => "page-mine-own-instruction-ended",
        Event::InstructionGiven => "page-mine-own-instructed",
        Event::KeyEnrolled => "page-mine-own-enrolled",
        Event::KeyRemoved => "page-mine-own-removed",
        Event::MandateAccepted => "page-mine-own-mandate-accepted",
        Event::MandateGiven => "page-mine-own-mandate-given",
        Event::MandateRevoked => "page-mine-own-mandate-ended",
        Event::SenderBlocked => "page-mine-own-blocked",
        Event::SenderUnblocked => "page-mine-own-unblocked",
        _ => "page-mine-own-other",
    }
}

fn delivery(listed: &Listed, words: Words, now: Moment) -> Delivery {
    let view = &listed.view;
    let name = said::name(view);
    let sender = [("sender", name.as_str()), ("address", view.sender.address.as_str())];
    let events = view.events.iter().map(|recorded| {
        let moment = words.moment(&frame::when(&view.zone, recorded.time));
        let event = words.say(events::key(recorded, view.because));
        words.text("page-evidence-entry", &[("moment", &moment), ("event", &event)])
    });
    Delivery {
        id: view.delivery.to_string(),
        sender: words.text("page-notice-sender-value", &sender),
        submitted: words.moment_in_zone(&frame::when(&view.zone, view.submitted)),
        subject: view.subject.as_deref().map(plain::line).filter(|subject| !subject.is_empty()),
        state: state(view, words, now),
        events: events.collect(),
        to: if may_decide(view, now) { "notice" } else { "result" },
        token: listed.opens.then(|| listed.token.clone()),
        block: listed.block.clone(),
    }
}

/// How it stands, in one sentence.
fn state(view: &View, words: Words, now: Moment) -> String {
    let key = match (view.state.content(), view.state.decision()) {
        (Keeping::Recalled, _) => "page-mine-recalled",
        (_, Decision::Accepted | Decision::Refused) if view.decided_by.is_some() => {
            let accepted = view.state.decision() == Decision::Accepted;
            let what = words.say(if accepted { "page-closed-accepted" } else { "page-closed-refused" });
            return format!("{what} {}", said::delegated(view, words).unwrap_or_default());
        }
        (_, Decision::Accepted) if view.instructed().is_some() => "page-mine-instructed",
        (_, Decision::Accepted) => "page-mine-accepted",
        (_, Decision::Refused) => "page-mine-refused",
        (_, Decision::NotForMe) => "page-mine-not-for-me",
        (_, Decision::Expired) => "page-mine-expired",
        (_, Decision::Open) if !may_decide(view, now) => "page-mine-closed",
        (_, Decision::Open) => match view.deadline {
            Some(deadline) => {
                let until = words.moment_in_zone(&frame::until(&view.zone, deadline));
                return words.text("page-mine-open", &[("moment", &until)]);
            }
            None => "page-mine-waits",
        },
    };
    words.say(key)
}

fn security(record: &SecurityRecord, moment: &str, words: Words) -> String {
    match record {
        SecurityRecord::Link { .. } => words.text("page-mine-security-link", &[("moment", moment)]),
        SecurityRecord::Code { wrong, right, .. } => {
            let said = words.text("page-mine-security-code", &[("moment", moment), ("wrong", &wrong.to_string())]);
            let used = if *right { "page-mine-security-used" } else { "page-mine-security-unused" };
            format!("{said} {}", words.say(used))
        }
    }
}

pub(super) fn words(site: &Site, visit: &Visit, fields: &Fields) -> Words {
    language(fields).map_or_else(|| visit.words(&site.service.settings().language), Words::new)
}
