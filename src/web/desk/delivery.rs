//! One delivery as its sender sees it: the four answers, the timeline, what is not proven, and what there is to save.

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::Response;

use super::{answer, delivery_id, seat, words};
use crate::erds::event::Event;
use crate::erds::standing::{Decision, Step, Voucher};
use crate::flow::look::Recorded;
use crate::flow::status::{self, Status, Unproven};
use crate::flow::{Refusal, export, report};
use crate::web::error::Error;
use crate::web::frame::{self, Frame, page};
use crate::web::save::file;
use crate::web::transfer;
use crate::web::visit::Visit;
use crate::web::{Site, events};

#[derive(Template)]
#[template(path = "desk/delivery.html")]
struct Page {
    frame: Frame,
    here: String,
    delivery: String,
    addressee: String,
    submitted: String,
    deadline: Option<String>,
    step: String,
    decision: String,
    voucher: String,
    identity: Option<String>,
    events: Vec<Line>,
    not_proven: Vec<String>,
    recallable: bool,
    again: bool,
    /// The delivery that it follows: number.
    follows: Option<String>,
}

/// A line of the timeline.
struct Line {
    number: u32,
    text: String,
    sealed: bool,
}

#[derive(Template)]
#[template(path = "desk/wait.html")]
struct Wait {
    frame: Frame,
    again: String,
    back: String,
}

/// GET `/desk/delivery/<id>`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let status = status::delivery(&site.service, &seat.account, delivery_id(&visit)?).await?;
        page(StatusCode::OK, &shown(&site, &visit, &status))
    }
    .await;
    answer(&site, &visit, made)
}

fn shown(site: &Site, visit: &Visit, status: &Status) -> Page {
    let words = words(site, visit);
    let zone = &site.service.settings().zone;
    let title = words.text("desk-delivery-title", &[("addressee", status.addressee.as_str())]);
    let line = |recorded: &Recorded| {
        let moment = words.moment(&frame::when(zone, recorded.time));
        let event = words.say(event_key(recorded, status));
        Line {
            number: recorded.sequence,
            text: words.text("page-evidence-entry", &[("moment", &moment), ("event", &event)]),
            sealed: recorded.sealed,
        }
    };
    Page {
        frame: Frame::of(site, words, title, visit.path()),
        here: visit.path().to_owned(),
        delivery: status.delivery.to_string(),
        addressee: status.addressee.to_string(),
        submitted: words.moment_in_zone(&frame::when(zone, status.submitted)),
        deadline: status.deadline.map(|deadline| words.moment_in_zone(&frame::until(zone, deadline))),
        step: words.say(step_key(status.step)),
        decision: words.say(decision_key(status.decision)),
        voucher: words.say(voucher_key(status.voucher)),
        identity: status.identity.clone(),
        events: status.events.iter().map(line).collect(),
        not_proven: status.not_proven.iter().map(|line| words.say(unproven_key(*line))).collect(),
        recallable: status.recallable,
        again: status.again,
        follows: status.follows.map(|id| id.to_string()),
    }
}

/// GET `/desk/delivery/<id>/evidence/<number>`
pub(super) async fn evidence(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let status = status::delivery(&site.service, &seat.account, delivery_id(&visit)?).await?;
        let number: u32 = visit.segment(4).parse().map_err(|_| Refusal::NotFound)?;
        if !status.events.iter().any(|event| event.sequence == number) {
            return Err(Refusal::NotFound.into());
        }
        match export::evidence(&site.service, status.delivery, number).await? {
            Some((name, octets)) => file(&name, "application/xml", Body::from(octets)),
            None => wait(&site, &visit, 5),
        }
    }
    .await;
    answer(&site, &visit, made)
}

/// GET `/desk/delivery/<id>/dialogue`
pub(super) async fn dialogue(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let id = delivery_id(&visit)?;
        let said = status::dialogue(&site.service, &seat.account, id).await?;
        file(&format!("dialogue-{id}.txt"), "text/plain; charset=utf-8", Body::from(said))
    }
    .await;
    answer(&site, &visit, made)
}

/// GET `/desk/delivery/<id>/bundle`, with the message while it is kept unless `?message=no`
pub(super) async fn bundle(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let status = status::delivery(&site.service, &seat.account, delivery_id(&visit)?).await?;
        match export::bundle(&site.service, status.delivery, visit.query("message") != Some("no")).await? {
            export::Bundle::Ready { name, octets } => {
                file(&name, "application/vnd.etsi.asic-e+zip", transfer::pieces(octets))
            }
            export::Bundle::NotYet { retry_after_seconds } => wait(&site, &visit, u64::from(retry_after_seconds)),
        }
    }
    .await;
    answer(&site, &visit, made)
}

/// GET `/desk/delivery/<id>/report`, in the language of the page
pub(super) async fn report(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let status = status::delivery(&site.service, &seat.account, delivery_id(&visit)?).await?;
        match report::report(&site.service, status.delivery, words(&site, &visit).language()).await? {
            report::Report::Ready { name, octets } => {
                file(&name, "application/pdf", Body::from(Bytes::from_owner(octets)))
            }
            report::Report::NotYet { retry_after_seconds } => wait(&site, &visit, u64::from(retry_after_seconds)),
        }
    }
    .await;
    answer(&site, &visit, made)
}

/// What is asked for is being made.
fn wait(site: &Site, visit: &Visit, seconds: u64) -> Result<Response, Error> {
    let words = words(site, visit);
    let lang = words.language().code();
    let frame = Frame::alone(site, words, words.say("desk-wait-title"));
    let (again, back) =
        (format!("{}?lang={lang}", visit.path()), format!("/desk/delivery/{}?lang={lang}", visit.segment(2)));
    let mut response = page(StatusCode::ACCEPTED, &Wait { frame, again, back })?;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

/// The key of an event's name; what the addressee's pages say to the addressee is said otherwise here.
fn event_key(recorded: &Recorded, status: &Status) -> &'static str {
    match recorded.event {
        Event::AddresseeStates => "desk-event-addressee-states",
        _ => events::key(recorded, status.because),
    }
}

fn step_key(step: Step) -> &'static str {
    match step {
        Step::G0 => "step-g0",
        Step::G1 => "step-g1",
        Step::G2 => "step-g2",
        Step::G3 => "step-g3",
        Step::G4 => "step-g4",
    }
}

/// The key of a decision's name.
pub(super) fn decision_key(decision: Decision) -> &'static str {
    match decision {
        Decision::None => "decision-none",
        Decision::Accepted => "decision-accepted",
        Decision::AcceptedAsInstructed => "decision-instructed",
        Decision::Refused => "decision-refused",
        Decision::NotForMe => "decision-not-for-me",
        Decision::Expired => "decision-expired",
        Decision::Recalled => "decision-recalled",
    }
}

fn voucher_key(voucher: Voucher) -> &'static str {
    match voucher {
        Voucher::Nobody => "voucher-nobody",
        Voucher::Service => "voucher-service",
        Voucher::AddresseeKey => "desk-voucher-key",
    }
}

fn unproven_key(line: Unproven) -> &'static str {
    match line {
        Unproven::Notice => "desk-unproven-notice",
        Unproven::Instruction => "desk-unproven-instruction",
        Unproven::Person => "desk-unproven-person",
        Unproven::Telephone => "desk-unproven-telephone",
        Unproven::Issuer => "desk-unproven-issuer",
        Unproven::KeyHolder => "desk-unproven-key",
        Unproven::AccessCode => "desk-unproven-access",
        Unproven::Decision => "desk-unproven-decision",
        Unproven::Silence => "desk-unproven-silence",
        Unproven::Read => "desk-unproven-read",
        Unproven::Times => "desk-unproven-times",
    }
}
