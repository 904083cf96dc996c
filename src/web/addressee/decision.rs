//! The decision: who you are known as, what it is about, for whom you choose, and the fixed texts as buttons. The text on
//! the button that was pressed is what the evidence holds, word for word.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::language;
use super::key;
use super::{error, may_decide, said, see_other, session};
use crate::erds::answer::Because;
use crate::erds::content::Tracking;
use crate::erds::delivery::Decision;
use crate::erds::party::{Capacity, Level, Method};
use crate::flow::consign::{self, Answer, Choice};
use crate::flow::enrol;
use crate::flow::look::{self, Session, View};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

/// The most characters of a name or function that somebody states.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "addressee/decision.html")]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each asked by itself")]
struct DecisionPage {
    frame: Frame,
    delivery: String,
    token: String,
    known_as: String,
    sender: String,
    sender_address: String,
    checked: String,
    subject: Option<String>,
    purpose: Option<String>,
    deadline: Option<String>,
    /// The key of what is said of a mailbox that several people read.
    role_mailbox: Option<&'static str>,
    trackers: Vec<String>,
    /// Whether the addressee has keys of their own; `None` where these pages can use none.
    keyed: Option<bool>,
    /// Whether a key showed who they are: then one signs the choice, too.
    by_key: bool,
    said_not_for_me: bool,
    /// Whether a delegate decides.
    acting: bool,
    /// Whether the proof suffices to accept and to refuse.
    enough: bool,
    answer_token: String,
    /// When it was asked for on paper, in words.
    said_by_post: Option<String>,
    typed: Typed,
    complaint: Option<String>,
}

/// What was typed before, when the page comes back with a complaint.
#[derive(Default)]
struct Typed {
    capacity: String,
    organisation: String,
    function: String,
    other: String,
    acting_as: String,
}

#[derive(Template)]
#[template(path = "addressee/later.html")]
struct Later {
    frame: Frame,
    delivery: String,
    deadline: Option<String>,
}

/// GET `/r/<delivery>/choose`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = shown(&site, &visit).await;
    error::answer(&site, &visit, made)
}

async fn shown(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    let words = visit.words(&view.language);
    if !may_decide(&view, visit.at) {
        return see_other(&format!("/r/{}/result?lang={}", session.delivery, words.language().code()));
    }
    page(
        StatusCode::OK,
        &decision_page(site, &session, &view, words, keyed(site, &session).await?, (Typed::default(), None)),
    )
}

/// GET `/r/<delivery>/decide`, as after typing the address in.
pub(super) async fn again(State(site): State<Site>, visit: Visit) -> Response {
    let made = match visit.delivery() {
        Some(delivery) => see_other(&format!("/r/{delivery}/choose")),
        None => Err(crate::flow::Refusal::NoSession.into()),
    };
    error::answer(&site, &visit, made)
}

/// GET `/r/<delivery>/later`: the way back without having chosen.
pub(super) async fn later(State(site): State<Site>, visit: Visit) -> Response {
    let made = async {
        let session = session(&site, &visit).await?;
        let view = look::view(&site.service, &session).await?;
        let words = visit.words(&view.language);
        let deadline = view.deadline.filter(|_| may_decide(&view, visit.at));
        page(
            StatusCode::OK,
            &Later {
                frame: Frame::of(&site, words, words.say("page-later-title"), visit.path()),
                delivery: session.delivery.to_string(),
                deadline: deadline.map(|deadline| words.moment_in_zone(&frame::until(&view.zone, deadline))),
            },
        )
    }
    .await;
    error::answer(&site, &visit, made)
}

/// POST `/r/<delivery>/decide`
pub(super) async fn decide(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = decided(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn decided(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    let words = language(&fields).map_or_else(|| visit.words(&view.language), Words::new);
    let (answer, words_key) = match fields.field("answer") {
        "accept" => (Answer::Accept, "act-accept"),
        "refuse" => (Answer::Refuse, "act-refuse"),
        "not-for-me" => (Answer::NotForMe(None), "act-not-for-me"),
        "died" => (Answer::NotForMe(Some(Because::AddresseeDied)), "act-died"),
        "left" => (Answer::NotForMe(Some(Because::NoLongerWorksHere)), "act-left"),
        _ => return Err(Error::Unclear),
    };
    // Who says "not for me" speaks for nobody else.
    // For whom a delegate decides, the mandate says.
    let own = matches!(answer, Answer::NotForMe(_)) || view.acting.is_some();
    let capacity = if own { Ok(Capacity::Own {}) } else { capacity(&fields) };
    let capacity = match capacity {
        Ok(capacity) => capacity,
        Err(complaint) => {
            let page_again = decision_page(
                site,
                &session,
                &view,
                words,
                keyed(site, &session).await?,
                (typed(&fields), Some(words.say(complaint))),
            );
            return page(StatusCode::UNPROCESSABLE_ENTITY, &page_again);
        }
    };
    let choice = Choice {
        answer,
        capacity,
        language: words.language().code().to_owned(),
        text: words.say(words_key),
        shows: known_as(&session, &view, words),
        key: key::signed(&fields)?,
        token: fields.field("token").to_owned(),
        received: visit.at,
    };
    let by_key = session.identity.method == Method::Passkey || fields.field("with") == "key";
    if by_key && choice.key.is_none() {
        return key::sign_page(site, &session, &choice, (&fields, words)).await;
    }
    consign::decide(&site.service, &session, choice).await?;
    see_other(&format!("/r/{}/result?lang={}", session.delivery, words.language().code()))
}

/// Whether the addressee has keys of their own; `None` where these pages can use none.
async fn keyed(site: &Site, session: &Session) -> Result<Option<bool>, Error> {
    if enrol::site(&site.service).is_err() || session.mandate.is_some() {
        return Ok(None);
    }
    Ok(Some(!enrol::keys(&site.service, session).await?.is_empty()))
}

fn decision_page(
    site: &Site,
    session: &Session,
    view: &View,
    words: Words,
    keyed: Option<bool>,
    (typed, complaint): (Typed, Option<String>),
) -> DecisionPage {
    let delivery = session.delivery.to_string();
    DecisionPage {
        frame: Frame::of(site, words, words.say("page-choice-title"), &format!("/r/{delivery}/choose")),
        delivery,
        token: look::decision_token(&site.service, session),
        known_as: known_as(session, view, words),
        sender: said::name(view),
        sender_address: view.sender.address.to_string(),
        checked: said::checked(view, words),
        subject: view.subject.as_deref().map(plain::line).filter(|subject| !subject.is_empty()),
        purpose: view.grounds.purpose.as_deref().map(plain::line),
        deadline: view.deadline.map(|deadline| words.moment_in_zone(&frame::until(&view.zone, deadline))),
        role_mailbox: view.role_mailbox.then_some("page-role-mailbox"),
        trackers: trackers(view, words),
        keyed,
        by_key: session.identity.method == Method::Passkey,
        said_not_for_me: view.state.decision() == Decision::NotForMe,
        acting: view.acting.is_some(),
        enough: view.enough,
        answer_token: look::answer_token(&site.service, session),
        said_by_post: said::by_post(view, words),
        typed,
        complaint,
    }
}

/// How many things in the message would report on its reader, by kind.
fn trackers(view: &View, words: Words) -> Vec<String> {
    let told = |(kind, key)| {
        let count = view.trackers.iter().filter(|tracker| tracker.kind == kind).count();
        (count > 0).then(|| words.text(key, &[("count", &count.to_string())]))
    };
    [
        (Tracking::Remote, "page-choice-remote"),
        (Tracking::Receipt, "page-choice-receipts"),
        (Tracking::Unchecked, "page-choice-unseen"),
    ]
    .into_iter()
    .filter_map(told)
    .collect()
}

/// Who the page says that the addressee is. The evidence repeats this sentence.
fn known_as(session: &Session, view: &View, words: Words) -> String {
    let moment = words.moment_in_zone(&frame::when(&view.zone, session.identity.at));
    let by_mail = [("addressee", view.addressee.as_str()), ("moment", moment.as_str())];
    if let Some(acting) = &view.acting {
        let number = acting.used.id.to_string();
        let with = [
            ("delegate", acting.delegate.as_str()),
            ("principal", view.addressee.as_str()),
            ("number", number.as_str()),
            ("moment", moment.as_str()),
        ];
        return words.text("page-choice-known-as-delegate", &with);
    }
    let known = match session.identity.method {
        Method::AccessCode => words.text("page-choice-known-as-access", &by_mail),
        Method::Passkey => words.text("page-choice-known-as-key", &by_mail),
        Method::SmsCode => {
            let ending = view.telephone_ending.as_deref().unwrap_or_default();
            words.text("page-choice-known-as-sms", &[("ending", ending), ("moment", &moment)])
        }
        Method::EidCertificate | Method::EidOidc | Method::EidSaml => {
            let vouched = session.identity.vouched.as_ref();
            let issuer = vouched.map(|vouched| vouched.issuer.as_str()).unwrap_or_default();
            let matched = vouched.map(|vouched| said::attributes(&vouched.matched, words)).unwrap_or_default();
            let places = [("issuer", issuer), ("attributes", matched.as_str()), ("moment", moment.as_str())];
            words.text("page-choice-known-as-eid", &places)
        }
        _ => words.text("page-choice-known-as", &by_mail),
    };
    // A key's decision says itself whether it rests on the mailbox.
    let by_code = session.identity.method != Method::Passkey && !session.identity.level().reaches(Level::Telephone);
    match view.grounds.senders_control.filter(|_| by_code) {
        Some(control) => format!("{known} {}", words.say(said::control(control))),
        None => known,
    }
}

/// The capacity stated, or the key of what is missing.
fn capacity(fields: &Fields) -> Result<Capacity, &'static str> {
    let stated = |name: &str| {
        let text = fields.field(name);
        match text.chars().count() {
            0 => Err("page-choice-incomplete"),
            long if long > LONGEST => Err("page-choice-too-long"),
            _ => Ok(plain::line(text)),
        }
    };
    match fields.field("capacity") {
        "own" => Ok(Capacity::Own {}),
        "organisation" => Ok(Capacity::Organisation { name: stated("organisation")?, function: stated("function")? }),
        "other" => Ok(Capacity::Other { name: stated("other")?, acting_as: stated("as")? }),
        _ => Err("page-choice-incomplete"),
    }
}

fn typed(fields: &Fields) -> Typed {
    let field = |name: &str| fields.field(name).chars().take(LONGEST).collect();
    Typed {
        capacity: field("capacity"),
        organisation: field("organisation"),
        function: field("function"),
        other: field("other"),
        acting_as: field("as"),
    }
}
