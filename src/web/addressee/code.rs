//! The code, by mail or by SMS: one POST asks for it, one POST types it. The second sets the only cookie.

use askama::Template;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::means::{self, Means};
use super::{eid, error, see_other};
use crate::erds::party::Method;
use crate::flow::look::{self, Link, Session};
use crate::flow::{Fault, Refusal, prove};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{Frame, page};
use crate::web::limits::Deed;
use crate::web::visit::{Visit, set_cookie};
use crate::words::{Language, Words};

/// Digits of a code.
const DIGITS: usize = 8;

#[derive(Template)]
#[template(path = "addressee/code.html")]
struct Code {
    frame: Frame,
    here: String,
    form_token: String,
    /// What the reader came for: `choose`, `not-for-me`, `by-post` or `answers`.
    purpose: &'static str,
    /// The means that the code is for.
    means: &'static str,
    /// The key of what the field is called.
    label: &'static str,
    /// The key of what to do where no code came.
    missing: &'static str,
    /// Whether an access code is typed, too.
    access: bool,
    /// The other means that suffice.
    others: Vec<Means>,
    /// Where a code went with this very request.
    sent_where: Option<String>,
    complaint: Option<String>,
}

/// POST `/r/<delivery>-<token>/code`
pub(super) async fn ask(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = asked(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn asked(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::AskCode)?;
    let link = visit.link().ok_or(Refusal::UnknownLink)?;
    let lang =
        language(&fields).map_or_else(|| site.service.settings().language.clone(), |lang| lang.code().to_owned());
    let view = look::notice(&site.service, &link).await?;
    if let Some(eid) = means::chosen_eid(&fields, &view, purpose(&fields)) {
        return eid::depart(site, &link, &fields, eid, &lang).await;
    }
    let means = means::chosen(&fields, &view, purpose(&fields)).ok_or(Refusal::TooLittle)?;
    prove::request_code(&site.service, &link, fields.field("token"), &lang, means).await?;
    code_page(site, visit, &link, &fields, true, None).await
}

/// POST `/r/<delivery>-<token>/confirm`
pub(super) async fn confirm(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = confirmed(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn confirmed(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    visit.count(site, Deed::TypeCode)?;
    let link = visit.link().ok_or(Refusal::UnknownLink)?;
    let Some(code) = typed(fields.field("code")) else {
        return code_page(site, visit, &link, &fields, false, Some(("page-code-shape", 0))).await;
    };
    let access_code = fields.field("access");
    if access_code.trim().is_empty() && fields.field("means") == Method::AccessCode.name() {
        return code_page(site, visit, &link, &fields, false, Some(("page-access-missing", 0))).await;
    }
    let session = match prove::confirm_code(&site.service, &link, &code, access_code).await {
        Ok(session) => session,
        Err(Fault::Refused(refusal)) => {
            let complaint = match refusal {
                Refusal::WrongCode { tries_left: left @ 1.. } => ("page-code-wrong", left),
                Refusal::CodeExpired => ("page-code-expired", 0),
                Refusal::WrongAccessCode { tries_left: left @ 1.. } => ("page-access-wrong", left),
                Refusal::WrongAccessCode { .. } | Refusal::TooManyTries => ("page-access-tries", 0),
                Refusal::WrongCode { .. } | Refusal::TooManyCodes => ("page-code-tries", 0),
                other => return Err(other.into()),
            };
            return code_page(site, visit, &link, &fields, false, Some(complaint)).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    let (to, place) = match purpose(&fields) {
        "not-for-me" => ("choose", "#not-for-me"),
        "by-post" => ("choose", "#by-post"),
        "answers" => ("answers", ""),
        _ => ("choose", ""),
    };
    let lang = language(&fields).map(|language| format!("?lang={}", language.code())).unwrap_or_default();
    signed_in(site, &session, &format!("/r/{}/{to}{lang}{place}", session.delivery))
}

/// Sends whoever proved who they are to a page, with the cookie.
pub(super) fn signed_in(site: &Site, session: &Session, page: &str) -> Result<Response, Error> {
    let mut response = see_other(page)?;
    let cookie = set_cookie(session.cookie(), session.delivery, &site.service.settings().base_url);
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Error::Unclear)?;
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// GET on an address that only takes a form, as after typing it in: back to the notice page.
pub(super) async fn back(State(site): State<Site>, visit: Visit) -> Response {
    let lang = visit.chosen().map(|words| format!("?lang={}", words.language().code())).unwrap_or_default();
    let made = match visit.link() {
        Some(_) => see_other(&format!("/r/{}{lang}", visit.segment(1))),
        None => Err(Refusal::UnknownLink.into()),
    };
    error::answer(&site, &visit, made)
}

async fn code_page(
    site: &Site,
    visit: &Visit,
    link: &Link,
    fields: &Fields,
    sent: bool,
    complaint: Option<(&str, u8)>,
) -> Result<Response, Error> {
    let view = look::notice(&site.service, link).await?;
    let words = language(fields).map_or_else(|| visit.words(&view.language), Words::new);
    let purpose = purpose(fields);
    let method = means::chosen(fields, &view, purpose).ok_or(Refusal::TooLittle)?;
    let mut others = if purpose == "choose" { means::listed(&view, words) } else { Vec::new() };
    others.retain(|other| other.value != method.name());
    let (label, missing) = match method {
        Method::SmsCode => ("page-code-label-sms", "page-code-missing-sms"),
        _ => ("page-code-label", "page-code-missing"),
    };
    let status = if complaint.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page(
        status,
        &Code {
            frame: Frame::alone(site, words, words.say("page-code-title")),
            here: format!("/r/{}", visit.segment(1)),
            form_token: look::form_token(&site.service, link),
            purpose,
            means: method.name(),
            label,
            missing,
            access: method == Method::AccessCode,
            others,
            sent_where: sent.then(|| means::sent(method, &view, words)),
            complaint: complaint.map(|(key, left)| words.text(key, &[("left", &left.to_string())])),
        },
    )
}

/// The language that a form carries along.
pub(super) fn language(fields: &Fields) -> Option<Language> {
    Language::from_code(fields.field("lang"))
}

fn purpose(fields: &Fields) -> &'static str {
    match fields.field("for") {
        "not-for-me" => "not-for-me",
        "by-post" => "by-post",
        "answers" => "answers",
        _ => "choose",
    }
}

/// The digits of what was typed; people put blanks and dashes between them.
pub(super) fn typed(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (kept.len() == DIGITS && kept.bytes().all(|c| c.is_ascii_digit())).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_eight_digits_with_blanks_and_dashes_where_people_put_them() {
        assert_eq!(typed("1234 5678").as_deref(), Some("12345678"));
        assert_eq!(typed("1234-5678").as_deref(), Some("12345678"));
        for wrong in ["", "1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"] {
            assert_eq!(typed(wrong), None, "{wrong}");
        }
    }
}
