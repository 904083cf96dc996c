//! Submissions: handing a message in, and looking up what was handed in.

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION};
use axum::response::Response;
use futures_util::StreamExt as _;

use super::deliveries::Delivery;
use super::{account, answer, json};
use crate::erds::address::Address;
use crate::erds::id::{DeliveryId, SubmissionId};
use crate::erds::moment::Moment;
use crate::erds::party::Method;
use crate::flow::submit::{self, Envelope, MOST_ADDRESSEES, Options, Submitted};
use crate::flow::{Refusal, promise, status};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::visit::Visit;

/// Submissions on a page of the list.
const PAGE: u16 = 50;

#[derive(serde::Serialize)]
struct HandedIn {
    submission: SubmissionId,
    deliveries: Vec<DeliveryId>,
    /// Whether the same was handed in before; then these are the first one's identifiers.
    repeated: bool,
    /// One per delivery: that its first evidence is in the transparency log by a time.
    promises: Vec<Promise>,
}

#[derive(serde::Serialize)]
struct Promise {
    delivery: DeliveryId,
    promise: String,
}

#[derive(serde::Serialize)]
struct Page {
    submissions: Vec<Listed>,
    /// What to give as `cursor` for what follows; absent at the end.
    next: Option<SubmissionId>,
}

#[derive(serde::Serialize)]
struct Listed {
    id: SubmissionId,
    submitted: Moment,
}

#[derive(serde::Serialize)]
struct Submission {
    id: SubmissionId,
    deliveries: Vec<Delivery>,
}

/// POST `/api/v1/submissions`: the body is the message, byte for byte
pub(super) async fn hand_in(State(site): State<Site>, visit: Visit, body: Body) -> Response {
    answer(handed_in(&site, &visit, body).await)
}

async fn handed_in(site: &Site, visit: &Visit, body: Body) -> Result<Response, Error> {
    let account = account(site, visit).await?;
    let bare = visit.header("content-type").and_then(|value| value.split(';').next()).unwrap_or_default().trim();
    if !bare.eq_ignore_ascii_case("message/rfc822") {
        return Err(Error::Invalid { what: "the body must be a message: Content-Type: message/rfc822".to_owned() });
    }
    let envelope = Envelope {
        from: from(visit)?,
        to: addressees(visit)?,
        size: visit.header("content-length").and_then(|length| length.parse().ok()),
    };
    let options = options(visit)?;
    let mut intake = submit::begin(&site.service, &account, envelope, Method::ApiToken)?.with(options);
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        // The caller broke off: the intake is dropped, and nothing of it is kept.
        let chunk = chunk.map_err(|_| Error::Unclear)?;
        intake.write(&chunk).await?;
    }
    let taken = intake.finish().await?;
    let status = if taken.repeated { StatusCode::OK } else { StatusCode::CREATED };
    let place = HeaderValue::from_str(&format!("/api/v1/submissions/{}", taken.submission));
    let promises = promise::promises(&site.service, &taken.deliveries).await.unwrap_or_else(|fault| {
        // What is on disk is answered; the promises can be asked for at any time.
        tracing::warn!(submission.id = %taken.submission, error = %fault, "a hand-in is answered without its promises");
        Vec::new()
    });
    let promises = promises.into_iter().map(|(delivery, promise)| Promise { delivery, promise }).collect();
    let Submitted { submission, deliveries, repeated } = taken;
    let body = HandedIn { submission, deliveries, repeated, promises };
    let mut response = json(status, &body);
    response.headers_mut().insert(LOCATION, place.map_err(|_| Error::Unclear)?);
    Ok(response)
}

/// GET `/api/v1/submissions`
pub(super) async fn list(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let cursor = visit.query("cursor").map(str::parse::<SubmissionId>).transpose();
            let cursor = cursor.map_err(|_| invalid("cursor", "it is the `next` of the page before"))?;
            let found = status::list(&site.service, &account, cursor, PAGE).await?;
            let next = if found.len() == usize::from(PAGE) { found.last().map(|last| last.submission) } else { None };
            let submissions = found.into_iter().map(|row| Listed { id: row.submission, submitted: row.submitted });
            Ok(json(StatusCode::OK, &Page { submissions: submissions.collect(), next }))
        }
        .await,
    )
}

/// GET `/api/v1/submissions/{id}`
pub(super) async fn one(State(site): State<Site>, visit: Visit) -> Response {
    answer(
        async {
            let account = account(&site, &visit).await?;
            let id: SubmissionId = visit.segment(3).parse().map_err(|_| Refusal::NotFound)?;
            let found = status::submission(&site.service, &account, id).await?;
            let deliveries = found.into_iter().map(Delivery::from).collect();
            Ok(json(StatusCode::OK, &Submission { id, deliveries }))
        }
        .await,
    )
}

/// What is said beside the message. Numbers and codes are taken out of headers only: addresses are kept by proxies.
fn options(visit: &Visit) -> Result<Options, Error> {
    let once = |field: &str, header: &str| match visit.all(field, header).as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).to_owned())),
        _ => Err(invalid(header, "say it once")),
    };
    for secret in ["telephone", "access_code", "match_name", "match_birth_date", "match_customer_number"] {
        if visit.query(secret).is_some() {
            return Err(invalid(secret, "say it in a header of the request, not in its address, which proxies keep"));
        }
    }
    Ok(Options {
        assurance: once("assurance", "recepis-assurance")?,
        telephone: once("telephone", "recepis-telephone")?,
        access_code: once("access_code", "recepis-access-code")?,
        match_name: once("match_name", "recepis-match-name")?,
        match_birth_date: once("match_birth_date", "recepis-match-birth-date")?,
        match_customer_number: once("match_customer_number", "recepis-match-customer-number")?,
        mailbox_of_sender: once("mailbox_of_sender", "recepis-mailbox-of-sender")?,
        role_mailbox: once("role_mailbox", "recepis-role-mailbox")?,
        decision: once("decision", "recepis-decision")?,
    })
}

/// The sender: `?from=` or the header `Recepis-From`, once.
fn from(visit: &Visit) -> Result<Address, Error> {
    match visit.all("from", "recepis-from").as_slice() {
        [one] => Address::parse(one.trim()).map_err(|error| invalid("from", &error.to_string())),
        _ => Err(invalid("from", "give the one address that you send from")),
    }
}

/// The addressees: every `?to=` and header `Recepis-To`, also with commas between them; each counts once.
fn addressees(visit: &Visit) -> Result<Vec<Address>, Error> {
    let mut found: Vec<Address> = Vec::new();
    for one in visit.all("to", "recepis-to").into_iter().flat_map(|text| text.split(',')) {
        let address = Address::parse(one.trim()).map_err(|error| invalid("to", &error.to_string()))?;
        if !found.iter().any(|known| known.same_mailbox(&address)) {
            found.push(address);
        }
        if found.len() > MOST_ADDRESSEES {
            return Err(invalid("to", "at most 100 addressees"));
        }
    }
    if found.is_empty() { Err(invalid("to", "give the addressees, with commas between them")) } else { Ok(found) }
}

fn invalid(field: &str, what: &str) -> Error {
    Error::Invalid { what: format!("{field}: {what}") }
}
