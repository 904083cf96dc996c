//! The notice page: what this is, what one can do, what is recorded and for whom. It is what the link of a mail opens,
//! so it only reads: fetched a thousand times by mail scanners it changes nothing and leaves nothing behind.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::means::Means;
use super::{check, error, mandates, may_decide, means, said, session};
use crate::erds::delivery::{Decision, Keeping};
use crate::erds::moment::Moment;
use crate::flow::look::{self, Link, View};
use crate::flow::{Fault, Pages, Refusal, Service};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::frame::{self, Frame};
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "addressee/notice.html")]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each asked by itself")]
struct Notice {
    frame: Frame,
    /// The path of the link, `/r/<delivery>-<token>`; `/r/<delivery>` for somebody who typed a code at `/check`.
    here: String,
    /// Whether identity is proven: then nothing asks for another code.
    proven: bool,
    form_token: String,
    addressee: String,
    /// Where a code by mail goes.
    code_to: String,
    /// The delegate who looks, where one does.
    delegate: Option<String>,
    sender: String,
    sender_address: String,
    checked: String,
    address_basis: Option<String>,
    senders_control: Option<&'static str>,
    /// The key of what is said of a mailbox that several people read.
    role_mailbox: Option<&'static str>,
    means: Vec<Means>,
    more_asked: bool,
    /// Whether a key made on an earlier visit would do; said whether or not there is one.
    key_offered: bool,
    submitted: String,
    deadline: Option<String>,
    last_day: Option<String>,
    legal_basis: Option<String>,
    reference: Option<String>,
    /// Where the reference is typed, without a scheme.
    check: String,
    another_because: Option<String>,
    days_kept: String,
    said_not_for_me: bool,
    /// How many answers by mail wait, in words; `None` where none does.
    answers: Option<String>,
}

/// What is left to say when nothing can be decided (any more).
#[derive(Template)]
#[template(path = "addressee/closed.html")]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each asked by itself")]
struct Closed {
    frame: Frame,
    here: String,
    proven: bool,
    form_token: String,
    addressee: String,
    /// Where a code by mail goes.
    code_to: String,
    sender: String,
    sender_address: String,
    reference: Option<String>,
    text: String,
    /// Whether the content can still be had.
    content: bool,
    means: Vec<Means>,
    more_asked: bool,
    /// Whether a key made on an earlier visit would do; said whether or not there is one.
    key_offered: bool,
    /// How many answers by mail wait, in words; `None` where none does.
    answers: Option<String>,
}

/// GET `/r/<delivery>-<token>`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = made(&site, &visit).await;
    error::answer(&site, &visit, made)
}

async fn made(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let link = visit.link().ok_or(Refusal::UnknownLink)?;
    let view = match look::notice(&site.service, &link).await {
        // The same form of address opens the page of a mandate.
        Err(Fault::Refused(Refusal::UnknownLink)) => return mandates::offered(site, visit).await,
        view => view?,
    };
    let words = visit.words(&view.language);
    let html = render(&site.service, visit.path(), Some(&link), &view, words, visit.at);
    Ok(frame::html(StatusCode::OK, html.map_err(|source| Error::Template { source })?))
}

/// GET `/r/<delivery>/notice`: the same for somebody who typed a code at `/check`, and needs no link.
pub(super) async fn proven(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        let view = View { subject: None, ..look::view(&site.service, &session).await? };
        let words = visit.words(&view.language);
        let html = render(&site.service, visit.path(), None, &view, words, visit.at);
        Ok(frame::html(StatusCode::OK, html.map_err(|source| Error::Template { source })?))
    }
    .await;
    error::answer(&site, &visit, made)
}

/// The page behind a notice's link, made without anybody having asked for it: so the service sees by itself that it can be.
pub struct NoticePage;

impl Pages for NoticePage {
    fn notice(&self, service: &Service, link: &Link, view: &View, at: Moment) -> Result<String, String> {
        let path = format!("/r/{}", link.as_str());
        render(service, &path, Some(link), view, Words::of(&view.language), at).map_err(|error| error.to_string())
    }
}

/// The page at `path` as it is at this moment; without a link for somebody who proved who they are.
fn render(
    service: &Service,
    path: &str,
    link: Option<&Link>,
    view: &View,
    words: Words,
    at: Moment,
) -> Result<String, askama::Error> {
    if may_decide(view, at) {
        notice(service, path, link, view, words).render()
    } else {
        closed(service, path, link, view, words).render()
    }
}

/// The page while one can decide.
fn notice(service: &Service, path: &str, link: Option<&Link>, view: &View, words: Words) -> Notice {
    let title = words.text("page-notice-title", &[("domain", &said::title(view))]);
    Notice {
        frame: Frame::by(service, words, title, path),
        here: here(link, view),
        proven: link.is_none(),
        form_token: form_token(service, link),
        addressee: view.addressee.to_string(),
        code_to: means::code_to(view).to_string(),
        delegate: view.acting.as_ref().map(|acting| acting.delegate.to_string()),
        sender: said::name(view),
        sender_address: view.sender.address.to_string(),
        checked: said::checked(view, words),
        address_basis: view.grounds.address_basis.as_ref().map(said::address_basis),
        role_mailbox: view.role_mailbox.then_some("page-role-mailbox"),
        senders_control: view.grounds.senders_control.map(said::control),
        means: means::listed(view, words),
        more_asked: means::is_more_asked(view),
        key_offered: view.key_offered,
        submitted: words.moment_in_zone(&frame::when(&view.zone, view.submitted)),
        deadline: view.deadline.map(|deadline| words.moment_in_zone(&frame::until(&view.zone, deadline))),
        last_day: view.deadline.map(|deadline| words.day(&frame::until(&view.zone, deadline))),
        legal_basis: view.grounds.legal_basis.as_deref().map(plain::line),
        reference: view.reference.map(|reference| reference.to_string()),
        check: check::address(service),
        another_because: view.grounds.another_because.as_deref().map(plain::line),
        days_kept: view.content_kept.to_string(),
        said_not_for_me: view.state.decision() == Decision::NotForMe,
        answers: answers(view, words),
    }
}

/// Where the page's forms and links lead.
fn here(link: Option<&Link>, view: &View) -> String {
    link.map_or_else(|| format!("/r/{}", view.delivery), |link| format!("/r/{}", link.as_str()))
}

fn form_token(service: &Service, link: Option<&Link>) -> String {
    link.map(|link| look::form_token(service, link)).unwrap_or_default()
}

fn answers(view: &View, words: Words) -> Option<String> {
    (view.letters > 0).then(|| words.text("page-answers-waits", &[("count", &view.letters.to_string())]))
}

fn closed(service: &Service, path: &str, link: Option<&Link>, view: &View, words: Words) -> Closed {
    let (title, text) = match (view.state.content(), view.state.decision()) {
        (Keeping::Recalled, _) => ("page-done-recalled-title", words.say("page-recalled-text")),
        (_, Decision::Accepted) if view.instructed().is_some() => {
            ("page-closed-decided-title", words.say("page-closed-instructed"))
        }
        (_, Decision::Accepted) => ("page-closed-decided-title", words.say("page-closed-accepted")),
        (_, Decision::Refused) => ("page-closed-decided-title", words.say("page-closed-refused")),
        (Keeping::Erased, _) => ("page-done-expired-title", words.say("page-content-gone")),
        (Keeping::Kept, _) => ("page-done-expired-title", words.say("page-closed-expired")),
    };
    Closed {
        frame: Frame::by(service, words, words.say(title), path),
        here: here(link, view),
        proven: link.is_none(),
        form_token: form_token(service, link),
        addressee: view.addressee.to_string(),
        code_to: means::code_to(view).to_string(),
        sender: said::name(view),
        sender_address: view.sender.address.to_string(),
        reference: view.reference.map(|reference| reference.to_string()),
        text,
        means: means::listed(view, words),
        more_asked: means::is_more_asked(view),
        key_offered: view.key_offered,
        content: view.state.decision() == Decision::Accepted && view.state.content() == Keeping::Kept,
        answers: answers(view, words),
    }
}
