//! `/log/…`: the transparency log's checkpoint, tiles and bundles of entries [tlog-tiles], as they lie in the data directory.
//! Anybody may read them; nothing about the reader is kept, and no cookie is read or set. `/log/witnesses` says who cosigns.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use super::Site;
use super::error::{Error, answer};
use super::headers::Unchanging;
use super::visit::Visit;
use crate::flow::cosign::{self, PATIENCE};
use crate::flow::{Fault, Service};
use crate::tlog::tile::Resource;

/// Its addresses.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/log/witnesses", get(witnesses)).route("/log/{*path}", get(file))
}

async fn witnesses(State(site): State<Site>, visit: Visit) -> Response {
    match standing(&site.service).await {
        Ok(standing) => axum::Json(standing).into_response(),
        Err(fault) => answer(&site, &visit, Err(fault.into())),
    }
}

/// Who is asked to cosign, what each cosigned last, and whether that is enough.
async fn standing(service: &Service) -> Result<serde_json::Value, Fault> {
    let witness = |state: cosign::State| {
        let keys: Vec<String> = state.keys.iter().map(ToString::to_string).collect();
        serde_json::json!({
            "keys": keys,
            "cosigned": state.cosigned,
            "up_to_date": state.is_up_to_date,
            "trouble": state.trouble,
        })
    };
    let states = cosign::states(service).await?;
    Ok(serde_json::json!({
        "quorum": cosign::quorum(service).await?.name(),
        "bundles_wait_seconds": PATIENCE.as_secs(),
        "witnesses": states.into_iter().map(witness).collect::<Vec<_>>(),
    }))
}

async fn file(State(site): State<Site>, visit: Visit, Path(path): Path<String>) -> Response {
    // Only a path of tlog-tiles, in its one spelling, ever reaches the disk.
    let Ok(resource) = path.parse::<Resource>() else { return answer(&site, &visit, Err(Error::NotFound)) };
    match site.service.store.log_file(resource).await {
        Ok(Some(octets)) => {
            let mut response = ([(CONTENT_TYPE, resource.media_type())], octets).into_response();
            if resource != Resource::Checkpoint {
                response.extensions_mut().insert(Unchanging);
            }
            response
        }
        Ok(None) => answer(&site, &visit, Err(Error::NotFound)),
        Err(error) => answer(&site, &visit, Err(crate::flow::Fault::from(error).into())),
    }
}
