//! `/mine/standing`: an organisation says beforehand that what comes to one address of its domain is accepted, sees what holds, and
//! ends it. For whoever opened `/mine` with a code to that mailbox.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::mine::{answer, words};
use super::see_other;
use crate::erds::instruction::LONGEST;
use crate::flow::instruct::{self, Given, Wish};
use crate::flow::mine::{self, Owner};
use crate::flow::{Fault, Refusal};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::limits::Deed;
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

const PATH: &str = "/mine/standing";

#[derive(Template)]
#[template(path = "addressee/standing.html")]
struct StandingPage {
    frame: Frame,
    address: String,
    name: Option<String>,
    record: String,
    token: String,
    holds: Vec<Holds>,
    longest: String,
    typed: Typed,
    complaint: Option<String>,
}

/// An instruction that holds.
struct Holds {
    text: String,
    digest: String,
    token: String,
}

/// What was typed before.
#[derive(Default)]
struct Typed {
    organisation: String,
    function: String,
    sender: String,
    until: String,
}

/// GET `/mine/standing`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let owner = owner(&site, &visit).await?;
        let words = visit.chosen();
        standing_page(&site, &owner, words, StatusCode::OK, Typed::default(), None).await
    }
    .await;
    answer(&site, &visit, made)
}

/// POST `/mine/standing`
pub(super) async fn wish(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = wished(&site, &visit, fields).await;
    answer(&site, &visit, made)
}

async fn wished(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let owner = owner(site, visit).await?;
    let words = words(site, visit, &fields);
    match fields.field("what") {
        "give" => {
            // Each asks somebody's name servers.
            visit.count(site, Deed::TypeCode)?;
            let wish = Wish {
                organisation: fields.field("organisation"),
                function: fields.field("function"),
                sender: fields.field("sender"),
                until: fields.field("until"),
                token: fields.field("token"),
            };
            let fault = match instruct::give(&site.service, &owner, wish).await {
                Ok(()) => return holds(words),
                Err(fault) => fault,
            };
            let key = complaint(&fault).ok_or(fault)?;
            let text = words.text(key, &[("days", &LONGEST.to_string())]);
            let typed = Typed {
                organisation: plain::line(wish.organisation),
                function: plain::line(wish.function),
                sender: plain::line(wish.sender),
                until: plain::line(wish.until),
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            standing_page(site, &owner, Some(words), status, typed, Some(text)).await
        }
        "end" => {
            instruct::end(&site.service, &owner, fields.field("instruction"), fields.field("token")).await?;
            holds(words)
        }
        _ => Err(Error::Unclear),
    }
}

fn holds(words: Words) -> Result<Response, Error> {
    see_other(&format!("{PATH}?lang={}#holds", words.language().code()))
}

/// What the page says of what was typed, where it can be typed again.
fn complaint(fault: &Fault) -> Option<&'static str> {
    let Fault::Refused(refusal) = fault else { return None };
    match refusal {
        Refusal::NoNames => Some("page-standing-no-names"),
        Refusal::NoAddress => Some("page-standing-no-address"),
        Refusal::NoTerm => Some("page-standing-no-term"),
        Refusal::NoRecord => Some("page-standing-no-record"),
        Refusal::NoDns => Some("page-standing-no-dns"),
        _ => None,
    }
}

async fn owner(site: &Site, visit: &Visit) -> Result<Owner, Error> {
    Ok(mine::owner(&site.service, visit.cookie().ok_or(Refusal::NoSession)?).await?)
}

async fn standing_page(
    site: &Site,
    owner: &Owner,
    words: Option<Words>,
    status: StatusCode,
    typed: Typed,
    complaint: Option<String>,
) -> Result<Response, Error> {
    let found = instruct::page(&site.service, owner).await?;
    let words = words.unwrap_or_else(|| Words::of(&found.language));
    let one = |(given, token): &(Given, String)| Holds {
        text: entry(given, &found.zone, words),
        digest: given.digest.to_string(),
        token: token.clone(),
    };
    page(
        status,
        &StandingPage {
            frame: Frame::of(site, words, words.say("page-standing-title"), PATH),
            address: found.address.to_string(),
            name: found.name.clone(),
            record: found.record.clone(),
            token: found.token.clone(),
            holds: found.in_force.iter().map(one).collect(),
            longest: LONGEST.to_string(),
            typed,
            complaint,
        },
    )
}

/// What holds, in one sentence or two.
fn entry(given: &Given, zone: &str, words: Words) -> String {
    let day = words.day(&frame::until(zone, given.instruction.until));
    let moment = words.moment_in_zone(&frame::when(zone, given.time));
    let organisation = plain::line(&given.instruction.organisation);
    let places = [("day", day.as_str()), ("moment", &moment), ("organisation", &organisation)];
    match &given.instruction.sender {
        None => words.text("page-standing-entry-anyone", &places),
        Some(sender) => {
            let [day, moment, organisation] = places;
            words.text("page-standing-entry-sender", &[day, moment, organisation, ("sender", sender.as_str())])
        }
    }
}
