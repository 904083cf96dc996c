//! What one can say besides accepting and refusing: a statement in one's own words, and, of what was accepted, that it could
//! not be opened or was read. GET only shows; the text on the button is what the evidence holds, word for word.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::code::language;
use super::{error, said, see_other, session};
use crate::erds::answer::{LONGEST, Saying};
use crate::erds::delivery::{Decision, Keeping};
use crate::flow::answer::{self, Given, MOST};
use crate::flow::look::{self, Session, View};
use crate::web::Site;
use crate::web::error::Error;
use crate::web::fields::{Fields, Posted};
use crate::web::frame::{self, Frame, page};
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "addressee/say.html")]
struct SayPage {
    frame: Frame,
    said: Vec<Line>,
    forms: Forms,
    /// What was typed before, when the page comes back with a complaint.
    typed: String,
    complaint: Option<String>,
}

/// Something that was said, for a list.
struct Line {
    moment: String,
    text: String,
    words: Option<String>,
}

/// The forms that can be used at this moment.
pub(in crate::web) struct Forms {
    pub(in crate::web) delivery: String,
    pub(in crate::web) token: String,
    /// Who would see what, in words.
    pub(in crate::web) shared: String,
    pub(in crate::web) own_words: bool,
    pub(in crate::web) could_not_open: bool,
    pub(in crate::web) read: bool,
    /// When it was said that they read it, in words.
    pub(in crate::web) read_at: Option<String>,
}

impl Forms {
    /// Those for this session.
    pub(in crate::web) fn of(site: &Site, session: &Session, view: &View, words: Words) -> Self {
        let accepted = view.state.decision() == Decision::Accepted && view.state.content() == Keeping::Kept;
        let count = |saying| view.said.iter().filter(|said| said.saying == saying).count();
        let read = view.said.iter().find(|said| said.saying == Saying::Read);
        // What the addressee says, they say themselves.
        let own = view.acting.is_none();
        let shared = [("sender", said::name(view)), ("address", view.sender.address.to_string())];
        let shared = shared.each_ref().map(|(name, value)| (*name, value.as_str()));
        Self {
            delivery: session.delivery.to_string(),
            token: look::answer_token(&site.service, session),
            shared: words.text("page-say-shared", &shared),
            own_words: own && count(Saying::OwnWords) < MOST,
            could_not_open: own && accepted && count(Saying::CouldNotOpen) < MOST,
            read: own && accepted && read.is_none(),
            read_at: read.map(|read| words.moment_in_zone(&frame::when(&view.zone, read.time))),
        }
    }
}

/// GET `/r/<delivery>/say`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Response {
    let made = shown(&site, &visit).await;
    error::answer(&site, &visit, made)
}

async fn shown(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    page(StatusCode::OK, &say_page(site, &session, &view, visit.words(&view.language), String::new(), None))
}

fn say_page(
    site: &Site,
    session: &Session,
    view: &View,
    words: Words,
    typed: String,
    complaint: Option<String>,
) -> SayPage {
    let lines = view.said.iter().map(|said| Line {
        moment: words.moment_in_zone(&frame::when(&view.zone, said.time)),
        text: words.say(act(said.saying)),
        words: said.words.as_deref().map(plain::block),
    });
    SayPage {
        frame: Frame::of(site, words, words.say("page-say-title"), &format!("/r/{}/say", session.delivery)),
        said: lines.collect(),
        forms: Forms::of(site, session, view, words),
        typed,
        complaint,
    }
}

/// POST `/r/<delivery>/say`
pub(super) async fn say(State(site): State<Site>, visit: Visit, Posted(fields): Posted) -> Response {
    let made = posted(&site, &visit, fields).await;
    error::answer(&site, &visit, made)
}

async fn posted(site: &Site, visit: &Visit, fields: Result<Fields, Error>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    let fields = fields?;
    let session = session(site, visit).await?;
    let view = look::view(&site.service, &session).await?;
    let words = language(&fields).map_or_else(|| visit.words(&view.language), Words::new);
    let saying = Saying::from_name(fields.field("what")).ok_or(Error::Unclear)?;
    let own = match saying {
        Saying::OwnWords | Saying::CouldNotOpen => own_words(saying, fields.field("words")),
        Saying::Again | Saying::ByPost | Saying::Read => Ok(None),
    };
    let own = match own {
        Ok(own) => own,
        Err(complaint) => {
            let typed = fields.field("words").to_owned();
            let again = say_page(site, &session, &view, words, typed, Some(words.say(complaint)));
            return page(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let given = Given {
        saying,
        language: words.language().code().to_owned(),
        text: words.say(act(saying)),
        words: own,
        token: fields.field("token").to_owned(),
        received: visit.at,
    };
    answer::say(&site.service, &session, &given).await?;
    let to = match saying {
        Saying::Again => "result",
        Saying::ByPost => "choose",
        Saying::CouldNotOpen | Saying::OwnWords | Saying::Read => "say",
    };
    see_other(&format!("/r/{}/{to}?lang={}", session.delivery, words.language().code()))
}

/// The addressee's own words as they are kept, or the key of what is wrong with them.
fn own_words(saying: Saying, typed: &str) -> Result<Option<String>, &'static str> {
    // A browser ends the lines of what is typed with CR and LF.
    let kept = plain::block(&typed.replace("\r\n", "\n").replace('\r', "\n")).trim().to_owned();
    match kept.chars().count() {
        0 if saying == Saying::OwnWords => Err("page-say-empty"),
        0 => Ok(None),
        long if long > LONGEST => Err("page-say-too-long"),
        _ => Ok(Some(kept)),
    }
}

/// The key of the fixed text with which something is said.
fn act(saying: Saying) -> &'static str {
    match saying {
        Saying::Again => "act-again",
        Saying::ByPost => "act-by-post",
        Saying::CouldNotOpen => "act-could-not-open",
        Saying::OwnWords => "act-own-words",
        Saying::Read => "act-read",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l20_own_words_keep_their_lines_and_are_counted_as_people_count_them() {
        let kept = |typed: &str| own_words(Saying::OwnWords, typed);
        assert_eq!(kept("  een\r\ntwee\u{202E}\u{0} \r\n").unwrap().as_deref(), Some("een\ntwee"));
        assert_eq!(kept(" \r\n "), Err("page-say-empty"));
        assert!(kept(&"é\r\n".repeat(1_000)).is_ok(), "a line's end is one character");
        assert_eq!(kept(&"é".repeat(2_001)), Err("page-say-too-long"));
        assert_eq!(own_words(Saying::CouldNotOpen, ""), Ok(None));
    }
}
