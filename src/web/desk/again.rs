//! Submitting a message again to an addressee who asked for it: a page that says what it does, and the button.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{answer, delivery_id, seat, words};
use crate::erds::party::Method;
use crate::flow::{again as station, desk, status};
use crate::web::Site;
use crate::web::addressee::see_other;
use crate::web::fields::Posted;
use crate::web::frame::{Frame, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "desk/again.html")]
struct Confirm {
    frame: Frame,
    here: String,
    back: String,
    addressee: String,
    /// The form's token; `None` where nobody asked for it, or it was done.
    token: Option<String>,
}

/// GET `/desk/delivery/<id>/again`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let id = delivery_id(&visit)?;
        let status = status::delivery(&site.service, &seat.account, id).await?;
        let words = words(&site, &visit);
        let confirm = Confirm {
            frame: Frame::of(&site, words, words.say("desk-again-title"), visit.path()),
            here: visit.path().to_owned(),
            back: format!("/desk/delivery/{id}?lang={}", words.language().code()),
            addressee: status.addressee.to_string(),
            token: status.again.then(|| desk::form_token(&site.service, &seat, &what(&id.to_string()))),
        };
        page(StatusCode::OK, &confirm)
    }
    .await;
    answer(&site, &visit, made)
}

/// POST `/desk/delivery/<id>/again`
pub(super) async fn again(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = async {
        visit.is_our_own(&site)?;
        let fields = fields?;
        let seat = seat(&site, &visit).await?;
        let id = delivery_id(&visit)?;
        desk::spend(&site.service, &seat, &what(&id.to_string()), fields.field("token")).await?;
        let new = station::again(&site.service, &seat.account, id, Method::Password).await?;
        see_other(&format!("/desk/delivery/{new}?lang={}", words(&site, &visit).language().code()))
    }
    .await;
    answer(&site, &visit, made)
}

fn what(delivery: &str) -> String {
    format!("again {delivery}")
}
