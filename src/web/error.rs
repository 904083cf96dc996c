//! Why a request is not followed, and the page that says so: calm, in words, with a way out. What it never tells: whether
//! a link ever existed, and what broke inside.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse as _, Response};

use super::Site;
use super::frame::{Frame, page};
use super::visit::Visit;
use crate::erds::delivery;
use crate::erds::mandate::NotCovered;
use crate::flow::{Fault, Refusal};
use crate::words::Words;

/// Why a request is not followed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// A station refused or failed.
    #[error(transparent)]
    Flow(#[from] Fault),
    /// A form that did not come from our own page.
    #[error("this did not come from our own page")]
    Foreign,
    /// A request for what nobody opened.
    #[error("fetched ahead, not opened")]
    Ahead,
    /// Too many from one network.
    #[error("too many requests; please wait a few minutes")]
    TooOften,
    /// What a server of ours beside the pages could not do for now; it has told the operator.
    #[error("this could not be done for now")]
    Later,
    /// A form over the limit.
    #[error("the form is too large")]
    TooLarge,
    /// Not a form, or not one of ours.
    #[error("the request is not understood")]
    Unclear,
    /// No such page.
    #[error("there is no such page")]
    NotFound,
    /// A page that does not take this method.
    #[error("this address does not take that method")]
    Method,
    /// A part of an API request is not as it should be.
    #[error("{what}")]
    Invalid {
        /// Which, and what would be right.
        what: String,
    },
    /// A page could not be made.
    #[error("a page could not be made")]
    Template {
        /// Why.
        source: askama::Error,
    },
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Flow(Fault::Refused(refusal))
    }
}

impl Error {
    /// Its status.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Flow(Fault::Refused(refusal)) => refused(refusal),
            Self::Flow(Fault::Unavailable { .. }) | Self::Ahead | Self::Later => StatusCode::SERVICE_UNAVAILABLE,
            Self::Flow(Fault::Broken { .. }) | Self::Template { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unclear | Self::Invalid { .. } => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// After how many seconds trying again makes sense.
    pub(super) fn retry_after(&self) -> Option<&'static str> {
        match self {
            Self::Flow(Fault::Unavailable { .. }) | Self::Later => Some("30"),
            Self::TooOften => Some("300"),
            _ => None,
        }
    }

    /// Tells the operator, once, what is theirs to mend. Nothing of the request is in it.
    pub(super) fn log(&self) {
        match self {
            Self::Flow(Fault::Unavailable { what }) => tracing::warn!(what, "a request could not be served for now"),
            Self::Flow(Fault::Broken { what }) => tracing::error!(what, "a request could not be served"),
            Self::Template { source } => tracing::error!(error = %source, "a page could not be made"),
            _ => {}
        }
    }
}

fn refused(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::UnknownLink | Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::NoSession
        | Refusal::AddresseeOnly
        | Refusal::Mandate(_)
        | Refusal::TooLittle
        | Refusal::NotYourAddress(_)
        | Refusal::Sender(_)
        | Refusal::Suspended(_) => StatusCode::FORBIDDEN,
        Refusal::UnknownAccount => StatusCode::UNAUTHORIZED,
        Refusal::Law(_) | Refusal::NotAsked | Refusal::SpentToken | Refusal::UnknownProof => StatusCode::CONFLICT,
        Refusal::TooManyCodes | Refusal::TooManyProofs | Refusal::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
        Refusal::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// A page that says in one or two sentences why not, and where to go from here.
#[derive(Template)]
#[template(path = "error.html")]
struct Stop {
    frame: Frame,
    text: String,
    /// Where to go: the address and what the link says.
    way_out: Option<(String, String)>,
    /// Whether a new link can be asked for here.
    link_form: bool,
    /// What was wrong with the address typed before.
    complaint: Option<String>,
}

/// The answer of a page: what it made, or the page that says why not.
pub(super) fn answer(site: &Site, visit: &Visit, made: Result<Response, Error>) -> Response {
    made.unwrap_or_else(|error| {
        error.log();
        let words = visit.words(&site.service.settings().language);
        let mut response = stop(site, visit, words, &error)
            .unwrap_or_else(|_| (StatusCode::INTERNAL_SERVER_ERROR, "500").into_response());
        if let Some(seconds) = error.retry_after() {
            response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static(seconds));
        }
        response
    })
}

fn stop(site: &Site, visit: &Visit, words: Words, error: &Error) -> Result<Response, Error> {
    match error {
        Error::Flow(Fault::Refused(Refusal::UnknownLink)) => link_page(site, words, error.status(), Lost::Link, None),
        Error::Flow(Fault::Refused(Refusal::NoSession)) => link_page(site, words, error.status(), Lost::Session, None),
        _ => {
            let (title, text) = texts(error);
            let (title, text) = (words.say(title), words.say(text));
            let frame = Frame::alone(site, words, title);
            let way_out = Some((way_out(visit, error, words), words.say("error-start-again")));
            page(error.status(), &Stop { frame, text, way_out, link_form: false, complaint: None })
        }
    }
}

/// What the reader lost.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// The link opens nothing. The page is the same for every reason, to the last octet.
    Link,
    /// The code was not typed yet, or a while ago.
    Session,
}

/// The page with the one form that asks for a new link.
pub(super) fn link_page(
    site: &Site,
    words: Words,
    status: StatusCode,
    lost: Lost,
    complaint: Option<String>,
) -> Result<Response, Error> {
    let (title, text) = match lost {
        Lost::Link => ("page-link-title", "page-link-text"),
        Lost::Session => ("page-session-title", "page-session-text"),
    };
    let frame = Frame::of(site, words, words.say(title), "/r");
    page(status, &Stop { frame, text: words.say(text), way_out: None, link_form: true, complaint })
}

fn texts(error: &Error) -> (&'static str, &'static str) {
    let text = match error {
        Error::Flow(Fault::Refused(refusal)) => match refusal {
            Refusal::Law(law) => return law_texts(*law),
            Refusal::SpentToken => "error-form-used",
            Refusal::AddresseeOnly => "error-addressee-only",
            Refusal::Mandate(why) => mandate_text(*why),
            Refusal::Key(_) | Refusal::UnknownKey => "error-key",
            Refusal::UnsignedChoice => "error-key-unsigned",
            Refusal::KnownKey => "error-key-known",
            Refusal::TooManyKeys => "error-key-many",
            Refusal::TooManyCodes => "page-code-enough",
            Refusal::TooManyProofs => "page-eid-enough",
            Refusal::UnknownProof => "page-eid-over",
            Refusal::CodeExpired | Refusal::WrongCode { .. } => "page-code-expired",
            Refusal::TooLittle => "page-means-too-little",
            Refusal::TooManyTries | Refusal::WrongAccessCode { .. } => "page-access-tries",
            Refusal::NotFound => "error-not-found",
            Refusal::TooLarge(_) => "error-too-large",
            Refusal::TooManyStatements => "page-say-enough",
            Refusal::NotAsked => "desk-again-not",
            _ => "error-bad-request",
        },
        Error::Flow(Fault::Unavailable { .. }) | Error::Later => "error-unavailable",
        Error::Flow(Fault::Broken { .. }) | Error::Template { .. } => "error-broken",
        Error::Foreign => "error-other-site",
        Error::Ahead => "error-ahead",
        Error::TooOften => "error-too-many",
        Error::TooLarge => "error-too-large",
        Error::NotFound => "error-not-found",
        Error::Unclear | Error::Method | Error::Invalid { .. } => "error-bad-request",
    };
    ("error-title", text)
}

fn mandate_text(why: NotCovered) -> &'static str {
    match why {
        NotCovered::NotBegun => "error-mandate-not-begun",
        NotCovered::Over => "error-mandate-over",
        NotCovered::OtherSender => "error-mandate-other",
        NotCovered::NotAccepted => "error-mandate-not-accepted",
        NotCovered::Revoked => "error-mandate-revoked",
    }
}

fn law_texts(law: delivery::Refusal) -> (&'static str, &'static str) {
    match law {
        delivery::Refusal::DecidedBefore => ("error-title", "page-done-before"),
        delivery::Refusal::AnsweredBefore => ("error-title", "page-say-twice"),
        delivery::Refusal::DeadlinePassed => ("page-done-expired-title", "page-done-too-late"),
        delivery::Refusal::Recalled => ("page-done-recalled-title", "page-content-gone"),
        delivery::Refusal::Erased => ("error-title", "page-content-gone"),
        delivery::Refusal::NotAccepted => ("error-title", "error-not-accepted"),
        _ => ("error-title", "error-bad-request"),
    }
}

/// Back to where the reader came from, as far as the address tells.
fn way_out(visit: &Visit, error: &Error, words: Words) -> String {
    let lang = words.language().code();
    let key = visit.segment(1);
    if matches!(error, Error::Flow(Fault::Refused(Refusal::Mandate(_)))) {
        // Every page of the delivery would say the same.
        format!("/?lang={lang}")
    } else if visit.segment(0) == "r" && visit.link().is_some() {
        format!("/r/{key}?lang={lang}")
    } else if visit.segment(0) == "r" && visit.delivery().is_some() {
        let page = if matches!(error, Error::Flow(Fault::Refused(Refusal::SpentToken))) { "choose" } else { "result" };
        format!("/r/{key}/{page}?lang={lang}")
    } else {
        format!("/?lang={lang}")
    }
}
