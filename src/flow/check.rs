//! A reference typed at `/check`, and the way on from there for whoever trusts no link: a code to the address that the
//! message is for, and its page opens without the mail.
//!
//! Looking a reference up records nothing, and costs the same whether somebody has it or not.

use crate::erds::delivery::Offer;
use crate::erds::reference::Reference;
use crate::store::{PageToken, Seen};

use super::look::{FORM_LIVES, Session, View, view_of};
use super::prove::{mail_code, open_session};
use super::{Fault, Refusal, Service};

/// How many codes a day may have been sent for one more by reference: whoever reads a reference over somebody's shoulder
/// leaves the addressee two codes by the link.
const CODES_A_DAY: usize = 3;

/// The delivery of a reference that stood in a notice, if there is one.
///
/// # Errors
/// `Fault::Unavailable` where nothing can be read.
pub async fn look_up(service: &Service, reference: &Reference) -> Result<Option<View>, Fault> {
    let nearest = service.store.by_reference(reference).await?;
    let Some(seen) = nearest.seen else { return Ok(None) };
    let view = view_of(service, &seen).await?;
    let noticed = seen.delivery.offer() != Offer::None;
    Ok((nearest.meant && noticed).then_some(View { subject: None, ..view }))
}

/// The one-use token for the form that asks for a code.
pub fn form_token(service: &Service, reference: &Reference) -> String {
    service.store.page_token(&scope(reference), service.now().plus(FORM_LIVES))
}

/// Mails a code to the addressee of the delivery that has this reference.
///
/// # Errors
/// `Refusal::SpentToken` for a form that was used, or that no page of ours gave; `Refusal::TooManyCodes` after three a day.
pub async fn request_code(
    service: &Service,
    reference: &Reference,
    form_token: &str,
    language: &str,
) -> Result<(), Fault> {
    let token = read_token(service, reference, form_token)?;
    let seen = known(service, reference).await?;
    mail_code(service, &seen, token, language, CODES_A_DAY).await
}

/// Opens a session for whoever types the code that was mailed.
///
/// # Errors
/// As `prove::confirm_code`; a reference that nobody has is a code that cannot be right.
pub async fn confirm_code(service: &Service, reference: &Reference, typed: &str) -> Result<Session, Fault> {
    open_session(service, &known(service, reference).await?, typed, "").await
}

async fn known(service: &Service, reference: &Reference) -> Result<Seen, Fault> {
    let nearest = service.store.by_reference(reference).await?;
    Ok(nearest.seen.filter(|_| nearest.meant).ok_or(Refusal::CodeExpired)?)
}

fn read_token(service: &Service, reference: &Reference, token: &str) -> Result<PageToken, Refusal> {
    service.store.read_page_token(token, &scope(reference), service.now()).ok_or(Refusal::SpentToken)
}

fn scope(reference: &Reference) -> String {
    format!("check {reference}")
}
