//! A certificate is shown to a listener of its own, at another address than the pages. What comes of it is found there, where the
//! certificate ends; the browser carries it to the pages as an address, under a token, so that any node can show it and nobody can
//! make one up. Nothing in it says who somebody is, and it opens nothing without the browser's secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Arrived, End, LIVES, Waiting};
use crate::flow::look::Link;
use crate::flow::{Fault, Refusal, Service};
use crate::outside::identity::{Failure, Identified};

/// The most octets of what a browser carries.
const LONGEST: usize = 4096;

/// What a browser carries to the pages.
#[derive(serde::Serialize, serde::Deserialize)]
struct Carried {
    link: String,
    language: String,
    end: End,
}

/// Compares what a certificate says with what the sender stated, for whoever set out with this state: once. The page to go on to.
///
/// # Errors
/// `Refusal::UnknownProof` where nobody waits for it (any more).
pub async fn show(
    service: &Service,
    id: &str,
    state: &str,
    made: Result<Identified, Failure>,
) -> Result<String, Fault> {
    let eid = service.eids.iter().find(|eid| eid.id == id).ok_or(Refusal::UnknownProof)?;
    let Arrived { link, language, end, .. } = Waiting::find(service, eid, state).await?.end(service, eid, made).await?;
    let carried = serde_json::to_vec(&Carried { link: link.as_str().to_owned(), language, end });
    let carried = carried.map_err(|error| Fault::Broken { what: error.to_string() })?;
    let carried = URL_SAFE_NO_PAD.encode(carried);
    let token = service.store.page_token(&scope(id, &carried), service.now().plus(LIVES));
    Ok(format!("{}?ended={carried}&token={token}", page(service, id)))
}

/// The page that says what came of it; without what came of it, that it is over.
pub fn page(service: &Service, id: &str) -> String {
    format!("{}/identity/{id}/shown", service.settings.base_url)
}

/// What came of it, as the browser brought it. It can be read again while it lives.
///
/// # Errors
/// `Refusal::UnknownProof` for everything that is not ours, or too late.
pub fn read(service: &Service, id: &str, carried: &str, token: &str) -> Result<Arrived, Fault> {
    let unknown = || Fault::from(Refusal::UnknownProof);
    let eid = service.eids.iter().find(|eid| eid.id == id).ok_or_else(unknown)?;
    if carried.len() > LONGEST || service.store.read_page_token(token, &scope(id, carried), service.now()).is_none() {
        return Err(unknown());
    }
    let octets = URL_SAFE_NO_PAD.decode(carried).map_err(|_| unknown())?;
    let Carried { link, language, end } = serde_json::from_slice(&octets).map_err(|_| unknown())?;
    let link = Link::parse(&link).ok_or_else(unknown)?;
    Ok(Arrived { name: eid.name.clone(), link, language, end })
}

fn scope(id: &str, carried: &str) -> String {
    format!("identity shown {id} {carried}")
}
