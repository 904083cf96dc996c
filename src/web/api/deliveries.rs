//! Deliveries: how one stands (the four answers, the timeline, what is not proven), its evidence, its bundle.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::Response;

use super::{account, answer, json};
use crate::erds::address::Address;
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;
use crate::erds::party::Method;
use crate::erds::standing::{Decision, Step, Voucher};
use crate::flow::look::Recorded;
use crate::flow::status::{self, Status};
use crate::flow::{Refusal, again, export, recall, report};
use crate::letters;
use crate::web::Site;
use crate::web::error::Error;
use crate::web::save::file;
use crate::web::transfer;
use crate::web::visit::Visit;

/// A delivery as its sender sees it.
#[derive(serde::Serialize)]
pub(super) struct Delivery {
    id: DeliveryId,
    addressee: Address,
    submitted: Moment,
    /// Until when the addressee can decide, exclusive; absent where no notice printed one.
    deadline: Option<Moment>,
    answers: Answers,
    not_proven: Vec<&'static str>,
    timeline: Vec<Event>,
    /// Whether the addressee asked for the message again, and it can be submitted to them again.
    again: bool,
    /// The delivery that this one follows, because its addressee asked for the message again.
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<DeliveryId>,
    /// That the first evidence is in the transparency log by a time; absent where nothing is kept of that.
    promise: Option<String>,
}

/// The four separate answers.
#[derive(serde::Serialize)]
struct Answers {
    step: Step,
    decision: Decision,
    voucher: Voucher,
    identity: Option<String>,
}

#[derive(serde::Serialize)]
struct Event {
    sequence: u32,
    evidence: EvidenceId,
    /// `C.3`; absent for events of our own.
    code: Option<&'static str>,
    name: &'static str,
    uri: String,
    time: Moment,
    sealed: bool,
    /// Which reminder it is about; absent for the notice and for everything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    reminder: Option<u16>,
}

impl From<Status> for Delivery {
    fn from(status: Status) -> Self {
        let Status { step, decision, voucher, identity, .. } = status;
        Self {
            id: status.delivery,
            addressee: status.addressee,
            submitted: status.submitted,
            deadline: status.deadline,
            answers: Answers { step, decision, voucher, identity },
            not_proven: status.not_proven.into_iter().map(status::Unproven::words).collect(),
            timeline: status.events.into_iter().map(Event::from).collect(),
            again: status.again,
            follows: status.follows,
            promise: status.promise,
        }
    }
}

impl From<Recorded> for Event {
    fn from(recorded: Recorded) -> Self {
        Self {
            sequence: recorded.sequence,
            evidence: recorded.evidence,
            code: recorded.event.code(),
            name: recorded.event.name(),
            uri: recorded.event.uri(),
            time: recorded.time,
            sealed: recorded.sealed,
            reminder: recorded.reminder,
        }
    }
}

/// GET `/api/v1/deliveries/{id}`
pub(super) async fn one(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let status = status::delivery(&site.service, &account, id(&visit)?).await?;
            Ok(json(StatusCode::OK, &Delivery::from(status)))
        }
        .await,
    )
}

/// POST `/api/v1/deliveries/{id}/recall`: how it stands afterwards
pub(super) async fn recall(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let id = id(&visit)?;
            recall::recall(&site.service, &account, id).await?;
            let status = status::delivery(&site.service, &account, id).await?;
            Ok(json(StatusCode::OK, &Delivery::from(status)))
        }
        .await,
    )
}

/// POST `/api/v1/deliveries/{id}/again`: the delivery that follows
pub(super) async fn again(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let new = again::again(&site.service, &account, id(&visit)?, Method::ApiToken).await?;
            let status = status::delivery(&site.service, &account, new).await?;
            Ok(json(StatusCode::CREATED, &Delivery::from(status)))
        }
        .await,
    )
}

/// GET `/api/v1/deliveries/{id}/evidence/{number}`
pub(super) async fn evidence(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let status = status::delivery(&site.service, &account, id(&visit)?).await?;
            let number: u32 = visit.segment(5).parse().map_err(|_| Refusal::NotFound)?;
            if !status.events.iter().any(|event| event.sequence == number) {
                return Err(Refusal::NotFound.into());
            }
            match export::evidence(&site.service, status.delivery, number).await? {
                Some((name, octets)) => file(&name, "application/xml", Body::from(octets)),
                None => Ok(wait(5)),
            }
        }
        .await,
    )
}

/// GET `/api/v1/deliveries/{id}/dialogue`
pub(super) async fn dialogue(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let id = id(&visit)?;
            let said = status::dialogue(&site.service, &account, id).await?;
            file(&format!("dialogue-{id}.txt"), "text/plain; charset=utf-8", Body::from(said))
        }
        .await,
    )
}

/// GET `/api/v1/deliveries/{id}/promise`
pub(super) async fn promise(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let status = status::delivery(&site.service, &account, id(&visit)?).await?;
            let promise = status.promise.ok_or(Refusal::NotFound)?;
            file(&letters::promise_name(&status.delivery), "text/plain; charset=utf-8", Body::from(promise))
        }
        .await,
    )
}

/// GET `/api/v1/deliveries/{id}/bundle`, with the message while it is kept unless `?message=no`
pub(super) async fn bundle(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let status = status::delivery(&site.service, &account, id(&visit)?).await?;
            let with_message = visit.query("message") != Some("no");
            match export::bundle(&site.service, status.delivery, with_message).await? {
                export::Bundle::Ready { name, octets } => {
                    file(&name, "application/vnd.etsi.asic-e+zip", transfer::pieces(octets))
                }
                export::Bundle::NotYet { retry_after_seconds } => Ok(wait(u64::from(retry_after_seconds))),
            }
        }
        .await,
    )
}

/// GET `/api/v1/deliveries/{id}/report`, in the service's language unless `?lang=nl|en|de|fr`
pub(super) async fn report(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let status = status::delivery(&site.service, &account, id(&visit)?).await?;
            let language = visit.words(&site.service.settings().language).language();
            match report::report(&site.service, status.delivery, language).await? {
                report::Report::Ready { name, octets } => {
                    file(&name, "application/pdf", Body::from(Bytes::from_owner(octets)))
                }
                report::Report::NotYet { retry_after_seconds } => Ok(wait(u64::from(retry_after_seconds))),
            }
        }
        .await,
    )
}

fn id(visit: &Visit) -> Result<DeliveryId, Error> {
    Ok(visit.segment(3).parse().map_err(|_| Refusal::NotFound)?)
}

fn wait(seconds: u64) -> Response {
    let mut response =
        json(StatusCode::ACCEPTED, &serde_json::json!({ "sealed": false, "retry_after_seconds": seconds }));
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
