//! `/status`: whether something does not work at this moment, and what did not in the last twelve months. For everybody, without
//! login; it names no delivery, address or subject.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::erds::outage::Failing;
use crate::flow::outage::known;
use crate::store::Outage;
use crate::web::Site;
use crate::web::error::{Error, answer};
use crate::web::frame::{Frame, page, when};
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

/// How far back it tells.
const TOLD: Duration = Duration::from_hours(365 * 24);

#[derive(Template)]
#[template(path = "public/status.html")]
struct Status {
    frame: Frame,
    /// `None` where we cannot look.
    known: Option<Known>,
}

struct Known {
    /// When we looked.
    at: String,
    going_on: Vec<Line>,
    over: Vec<Line>,
    /// Whether outages give back what they took.
    extend: bool,
}

struct Line {
    what: String,
    span: String,
    /// The operator's words.
    words: Option<String>,
}

/// GET `/status`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = made(&site, &visit).await;
    answer(&site, &visit, made)
}

async fn made(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let words = visit.words(&site.service.settings().language);
    let frame = Frame::of(site, words, words.say("page-status-title"), "/status");
    let Ok(outages) = known(&site.service, TOLD).await else {
        return page(StatusCode::SERVICE_UNAVAILABLE, &Status { frame, known: None });
    };
    let settings = site.service.settings();
    let line = |outage: &Outage| line(outage, words, &settings.zone);
    let going_on = outages.iter().filter(|outage| outage.to.is_none()).map(line).collect();
    let over = outages.iter().filter(|outage| outage.to.is_some()).map(line).collect();
    let at = words.moment_in_zone(&when(&settings.zone, visit.at));
    page(StatusCode::OK, &Status { frame, known: Some(Known { at, going_on, over, extend: settings.outages_extend }) })
}

fn line(outage: &Outage, words: Words, zone: &str) -> Line {
    let moment = |at| words.moment(&when(zone, at));
    let from = moment(outage.from);
    let span = match outage.to {
        Some(to) => words.text("page-status-span", &[("from", &from), ("to", &moment(to))]),
        None => words.text("page-status-since", &[("from", &from)]),
    };
    Line { what: words.say(key(outage.failing)), span, words: outage.words.as_deref().map(plain::line) }
}

fn key(failing: Failing) -> &'static str {
    match failing {
        Failing::Content => "outage-content",
        Failing::Elsewhere => "outage-elsewhere",
        Failing::Mail => "outage-mail",
        Failing::Service => "outage-service",
        Failing::TimeStamps => "outage-time-stamps",
    }
}
