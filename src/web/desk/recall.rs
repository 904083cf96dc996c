//! Taking a message back: a page that says what it does, and the button.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{answer, delivery_id, seat, words};
use crate::flow::{desk, recall as station, status};
use crate::web::Site;
use crate::web::addressee::see_other;
use crate::web::fields::Posted;
use crate::web::frame::{Frame, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "desk/recall.html")]
struct Confirm {
    frame: Frame,
    here: String,
    back: String,
    addressee: String,
    /// The form's token; `None` where it cannot be taken back (any more).
    token: Option<String>,
}

/// GET `/desk/delivery/<id>/recall`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let seat = seat(&site, &visit).await?;
        let id = delivery_id(&visit)?;
        let status = status::delivery(&site.service, &seat.account, id).await?;
        let words = words(&site, &visit);
        let confirm = Confirm {
            frame: Frame::of(&site, words, words.say("desk-recall-title"), visit.path()),
            here: visit.path().to_owned(),
            back: format!("/desk/delivery/{id}?lang={}", words.language().code()),
            addressee: status.addressee.to_string(),
            token: status.recallable.then(|| desk::form_token(&site.service, &seat, &what(&id.to_string()))),
        };
        page(StatusCode::OK, &confirm)
    }
    .await;
    answer(&site, &visit, made)
}

/// POST `/desk/delivery/<id>/recall`
pub(super) async fn recall(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = async {
        visit.is_our_own(&site)?;
        let fields = fields?;
        let seat = seat(&site, &visit).await?;
        let id = delivery_id(&visit)?;
        desk::spend(&site.service, &seat, &what(&id.to_string()), fields.field("token")).await?;
        station::recall(&site.service, &seat.account, id).await?;
        see_other(&format!("/desk/delivery/{id}?lang={}", words(&site, &visit).language().code()))
    }
    .await;
    answer(&site, &visit, made)
}

fn what(delivery: &str) -> String {
    format!("recall {delivery}")
}
