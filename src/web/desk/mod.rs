//! The sender's pages, `/desk`: what was handed in, how each delivery stands, what is not proven, evidence to save, and taking a
//! message back. It shows what the API shows (`flow::status`) and nothing else; without scripts, one cookie after logging in.
//!
//! A password is typed over TLS, or on this computer; elsewhere there is no form for it.

mod again;
mod delivery;
mod login;
mod recall;
mod submissions;

use axum::Router;
use axum::response::Response;
use axum::routing::get;

use super::Site;
use super::addressee::see_other;
use super::error::{self, Error};
use super::visit::Visit;
use crate::erds::id::DeliveryId;
use crate::flow::desk::{self, Seat};
use crate::flow::{Fault, Refusal};
use crate::words::Words;

/// The addresses below `/desk`.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk", get(submissions::list))
        .route("/desk/login", get(login::show).post(login::enter))
        .route("/desk/logout", get(login::left).post(login::leave))
        .route("/desk/submission/{id}", get(submissions::one))
        .route("/desk/delivery/{id}", get(delivery::show))
        .route("/desk/delivery/{id}/evidence/{number}", get(delivery::evidence))
        .route("/desk/delivery/{id}/bundle", get(delivery::bundle))
        .route("/desk/delivery/{id}/report", get(delivery::report))
        .route("/desk/delivery/{id}/dialogue", get(delivery::dialogue))
        .route("/desk/delivery/{id}/again", get(again::show).post(again::again))
        .route("/desk/delivery/{id}/recall", get(recall::show).post(recall::recall))
}

/// Who sits at the desk.
async fn seat(site: &Site, visit: &Visit) -> Result<Seat, Error> {
    let cookie = visit.cookie().ok_or(Refusal::NoSession)?;
    Ok(desk::seat(&site.service, cookie).await?)
}

fn words(site: &Site, visit: &Visit) -> Words {
    visit.words(&site.service.settings().language)
}

/// The delivery in `/desk/delivery/<id>…`.
fn delivery_id(visit: &Visit) -> Result<DeliveryId, Error> {
    Ok(visit.segment(2).parse().map_err(|_| Refusal::NotFound)?)
}

/// What a page made; whoever has no session is asked to log in.
fn answer(site: &Site, visit: &Visit, made: Result<Response, Error>) -> Response {
    let made = match made {
        Err(Error::Flow(Fault::Refused(Refusal::NoSession))) => {
            see_other(&format!("/desk/login?lang={}", words(site, visit).language().code()))
        }
        made => made,
    };
    error::answer(site, visit, made)
}
