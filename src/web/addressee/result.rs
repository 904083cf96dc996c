//! After the choice: the message where it was accepted, else what was recorded; and the evidence, once it is sealed.
//!
//! The body shown on the content page counts as sent when that page was written completely (`transfer`), for GET only.

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use super::{error, may_decide, said, see_other, session};
use crate::erds::answer::{Because, Saying};
use crate::erds::delivery::{Decision, Handover, Keeping};
use crate::erds::event::Event;
use crate::flow::handover::{self, PartView, Sent};
use crate::flow::look::{self, Session, View};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::events;
use crate::web::frame::{self, Frame, page};
use crate::web::plain;
use crate::web::transfer;
use crate::web::visit::Visit;
use crate::words::Words;

use super::download::receipt;
use super::say::Forms;

/// The longest body that a page shows whole; a longer one is downloaded, and counts when that is done.
const LONGEST_BODY: u64 = 1024 * 1024;

/// What every page of this file shows below: the evidence.
pub(in crate::web) struct Proof {
    pub(in crate::web) delivery: String,
    /// Whether everything is sealed and the bundle is ready.
    pub(in crate::web) sealed: bool,
    /// Whether the bundle can hold the message.
    pub(in crate::web) with_message: bool,
    pub(in crate::web) entries: Vec<Entry>,
}

/// One thing recorded.
pub(in crate::web) struct Entry {
    pub(in crate::web) number: u32,
    pub(in crate::web) text: String,
    pub(in crate::web) sealed: bool,
}

#[derive(Template)]
#[template(path = "addressee/recorded.html")]
struct RecordedPage {
    frame: Frame,
    texts: Vec<String>,
    /// Where one can still choose: the address.
    choose: Option<String>,
    again: Again,
    /// Whether a delegate looks.
    acting: bool,
    proof: Proof,
}

/// Whether the message can be asked for again.
struct Again {
    /// The form's token, where it can.
    token: Option<String>,
    /// When it was, in words.
    asked: Option<String>,
}

#[derive(Template)]
#[template(path = "addressee/content.html")]
pub(in crate::web) struct Content {
    pub(in crate::web) frame: Frame,
    pub(in crate::web) delivery: String,
    /// That it was accepted, and when, where they did so themselves or beforehand.
    pub(in crate::web) accepted: Option<String>,
    /// Who decided for whom, where a delegate did.
    pub(in crate::web) delegated: Option<String>,
    /// Whether a delegate looks.
    pub(in crate::web) acting: bool,
    pub(in crate::web) sender: String,
    pub(in crate::web) sender_address: String,
    pub(in crate::web) subject: Option<String>,
    /// `None`: too long for a page.
    pub(in crate::web) body: Option<String>,
    pub(in crate::web) attachments: Vec<Attachment>,
    pub(in crate::web) kept_until: Option<String>,
    /// What E.1 states, once it does.
    pub(in crate::web) handed_over: Option<String>,
    /// What can be said of it.
    pub(in crate::web) forms: Forms,
    pub(in crate::web) proof: Proof,
}

/// An attachment in the list.
pub(in crate::web) struct Attachment {
    pub(in crate::web) number: u32,
    pub(in crate::web) name: String,
    pub(in crate::web) size: String,
}

/// GET `/r/<delivery>/result`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = shown(&site, &visit).await;
    error::answer(&site, &visit, made)
}

async fn shown(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    let words = visit.words(&view.language);
    match (view.state.decision(), view.state.content()) {
        (Decision::Open, Keeping::Kept) if may_decide(&view, visit.at) => {
            see_other(&format!("/r/{}/choose?lang={}", session.delivery, words.language().code()))
        }
        (Decision::Accepted, Keeping::Kept) if view.is_theirs() => content(site, visit, &session, &view, words).await,
        _ => page(StatusCode::OK, &recorded(site, visit, (&session, &view), words)),
    }
}

async fn content(site: &Site, visit: &Visit, session: &Session, view: &View, words: Words) -> Result<Response, Error> {
    visit.is_opened()?;
    if !visit.is_get() {
        // HEAD: nothing of the content leaves, and nothing begins to.
        return Ok((StatusCode::OK, [(CONTENT_TYPE, "text/html; charset=utf-8")]).into_response());
    }
    let parts = handover::parts(&site.service, session).await?;
    let listed = parts.iter().find(|part| part.number == 0).map(|part| part.size);
    let short = listed.is_some_and(|size| size <= LONGEST_BODY);
    let (body, sent) = match listed {
        Some(_) if short => {
            let (body, sent) = body(site, session).await?;
            (Some(body), Some(sent))
        }
        Some(_) => (None, None),
        None => (Some(String::new()), None),
    };
    let forms = Forms::of(site, session, view, words);
    let html = content_page(site, visit, view, words, forms, (&parts, body))
        .render()
        .map_err(|source| Error::Template { source })?
        .into_bytes();
    let length = html.len();
    let body = match sent {
        Some(sent) => transfer::noted(html, visit.ledger(), receipt(site, session, sent)),
        None => Body::from(html),
    };
    let head = [(CONTENT_TYPE, "text/html; charset=utf-8".to_owned()), (CONTENT_LENGTH, length.to_string())];
    Ok((StatusCode::OK, head, body).into_response())
}

/// The body's text, which is short enough for a page.
async fn body(site: &Site, session: &Session) -> Result<(String, Sent), Error> {
    let (_, part) = handover::part(&site.service, session, 0).await?;
    let all = 0..part.size;
    let (mut chunks, sent) = part.send(&site.service, session, all).await?;
    let mut octets = Vec::new();
    while let Some(chunk) = chunks.next().await? {
        octets.extend_from_slice(&chunk);
    }
    Ok((plain::block(&String::from_utf8_lossy(&octets)), sent))
}

fn content_page(
    site: &Site,
    visit: &Visit,
    view: &View,
    words: Words,
    forms: Forms,
    (parts, body): (&[PartView], Option<String>),
) -> Content {
    let accepted = time_of(view, Event::ConsignmentAcceptance);
    let kept_until = accepted
        .map(|at| at.plus(std::time::Duration::from_secs(u64::from(view.content_kept) * 24 * 60 * 60)))
        .map(|until| words.full_date(&frame::when(&view.zone, until)));
    let handed_over = (view.state.handover() == Handover::Complete)
        .then(|| said::handed_over(view, &told(view, Event::ContentHandover, words), words));
    let attachments = parts.iter().filter(|part| part.number > 0);
    Content {
        frame: Frame::of(site, words, words.say("page-content-title"), visit.path()),
        delivery: view.delivery.to_string(),
        accepted: view.is_their_own().then(|| taken(view, words)),
        delegated: said::delegated(view, words),
        acting: view.acting.is_some(),
        sender: said::name(view),
        sender_address: view.sender.address.to_string(),
        subject: view.subject.as_deref().map(plain::line).filter(|subject| !subject.is_empty()),
        body,
        attachments: attachments.map(|part| attachment(part, words)).collect(),
        kept_until,
        handed_over,
        forms,
        proof: proof(view, words),
    }
}

fn attachment(part: &PartView, words: Words) -> Attachment {
    let unnamed = words.text("page-content-unnamed", &[("number", &part.number.to_string())]);
    let name = plain::file_name(part.name.as_deref().unwrap_or_default(), &unnamed);
    Attachment { number: part.number, name, size: plain::size(part.size, words) }
}

fn recorded(site: &Site, visit: &Visit, (session, view): (&Session, &View), words: Words) -> RecordedPage {
    let at = |event| told(view, event, words);
    let deadline = view.deadline.map(|deadline| words.moment_in_zone(&frame::until(&view.zone, deadline)));
    let mut choose = None;
    let (title, mut texts) = match (view.state.content(), view.state.decision()) {
        (Keeping::Recalled, decision) => {
            let mut texts = vec![words.text("page-done-recalled", &[("moment", &at(Event::Recalled))])];
            if decision == Decision::Accepted {
                texts.push(words.say("page-done-recalled-accepted"));
            }
            ("page-done-recalled-title", texts)
        }
        (_, Decision::Accepted) if !view.is_their_own() => {
            let text = if view.instructed().is_some() { "page-closed-instructed" } else { "page-closed-accepted" };
            ("page-closed-decided-title", vec![words.say(text)])
        }
        (_, Decision::Refused) if !view.is_their_own() => {
            ("page-closed-decided-title", vec![words.say("page-closed-refused")])
        }
        (_, Decision::Accepted) => {
            let moment = at(Event::ConsignmentAcceptance);
            let (title, text) = match beforehand(view, words) {
                None => ("page-done-accepted-title", words.text("page-done-accepted-gone", &[("moment", &moment)])),
                Some(given) => {
                    let places = [("moment", moment.as_str()), ("given", given.as_str())];
                    ("page-done-instructed-title", words.text("page-done-instructed-gone", &places))
                }
            };
            (title, vec![text, words.say("page-content-gone")])
        }
        (_, Decision::Refused) => (
            "page-done-refused-title",
            vec![words.text("page-done-refused", &[("moment", &at(Event::ConsignmentRejection))])],
        ),
        (_, Decision::NotForMe) => {
            let (title, text) = match view.because {
                None => ("page-done-not-for-me-title", "page-done-not-for-me"),
                Some(Because::AddresseeDied) => ("page-done-died-title", "page-done-died"),
                Some(Because::NoLongerWorksHere) => ("page-done-left-title", "page-done-left"),
            };
            let mut texts = vec![words.text(text, &[("moment", &at(Event::NotForMe))])];
            if may_decide(view, visit.at) {
                if let Some(deadline) = &deadline {
                    texts.push(words.text("page-done-not-for-me-still", &[("moment", deadline)]));
                }
                choose = Some(format!("/r/{}/choose?lang={}", view.delivery, words.language().code()));
            }
            (title, texts)
        }
        (_, Decision::Expired | Decision::Open) => {
            let text = match &deadline {
                Some(deadline) => words.text("page-done-expired", &[("moment", deadline)]),
                None => words.say("page-content-gone"),
            };
            ("page-done-expired-title", vec![text])
        }
    };

    if view.role_mailbox && matches!(view.state.decision(), Decision::Accepted | Decision::Refused) {
        texts.push(words.say("page-role-decided"));
    }
    if matches!(view.state.decision(), Decision::Accepted | Decision::Refused) {
        texts.extend(said::delegated(view, words));
    }
    let frame = Frame::of(site, words, words.say(title), visit.path());
    let acting = view.acting.is_some();
    RecordedPage { frame, texts, choose, again: again(site, session, view, words), acting, proof: proof(view, words) }
}

/// After a refusal or a silence the message can be asked for again, once.
fn again(site: &Site, session: &Session, view: &View, words: Words) -> Again {
    let asked = view.said.iter().find(|said| said.saying == Saying::Again);
    let over = matches!(view.state.decision(), Decision::Refused | Decision::Expired);
    let can = over && view.state.content() == Keeping::Kept && asked.is_none() && view.acting.is_none();
    let moment = |at| words.moment_in_zone(&frame::when(&view.zone, at));
    Again {
        token: can.then(|| look::answer_token(&site.service, session)),
        asked: asked.map(|said| words.text("page-again-asked", &[("moment", &moment(said.time))])),
    }
}

fn proof(view: &View, words: Words) -> Proof {
    let entries = view.events.iter().map(|recorded| {
        let moment = words.moment(&frame::when(&view.zone, recorded.time));
        let text = words.text(
            "page-evidence-entry",
            &[("moment", &moment), ("event", &words.say(events::key(recorded, view.because)))],
        );
        Entry { number: recorded.sequence, text, sealed: recorded.sealed }
    });
    Proof {
        delivery: view.delivery.to_string(),
        sealed: view.sealed,
        with_message: view.state.decision() == Decision::Accepted && view.state.content() == Keeping::Kept,
        entries: entries.collect(),
    }
}

/// That the message was accepted, when, and by whom: by whoever chose, or by a standing instruction and nobody.
fn taken(view: &View, words: Words) -> String {
    let moment = told(view, Event::ConsignmentAcceptance, words);
    match beforehand(view, words) {
        None => words.text("page-done-accepted", &[("moment", &moment)]),
        Some(given) => words.text("page-done-instructed", &[("moment", &moment), ("given", &given)]),
    }
}

/// When the standing instruction was given that accepted the message, in words; `None` where none did.
fn beforehand(view: &View, words: Words) -> Option<String> {
    view.instructed().map(|given| words.moment_in_zone(&frame::when(&view.zone, given)))
}

fn time_of(view: &View, event: Event) -> Option<crate::erds::moment::Moment> {
    view.events.iter().rev().find(|recorded| recorded.event == event).map(|recorded| recorded.time)
}

/// When an event was, in words; empty where it was not.
fn told(view: &View, event: Event, words: Words) -> String {
    time_of(view, event).map(|at| words.moment_in_zone(&frame::when(&view.zone, at))).unwrap_or_default()
}
