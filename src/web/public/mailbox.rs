//! The demo mailbox as pages: the mails that a trial service sent, as plain text, with the link of the notice to click.
//! The composition root gives it; elsewhere these addresses do not exist. It shows itself to this computer's own names
//! only, so that a name which somebody else points here reads nothing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use crate::web::Site;
use crate::web::error::{Error, answer};
use crate::web::frame::{Frame, page};
use crate::web::plain;
use crate::web::visit::Visit;

/// A mail in the demo mailbox.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Letter {
    /// Its number, from 1.
    pub number: u64,
    /// The envelope's recipient.
    pub to: String,
    /// The `From` header, decoded.
    pub from: String,
    /// The envelope's sender, where reports go; empty where there is none.
    pub return_path: String,
    /// The `Subject` header, decoded.
    pub subject: String,
    /// The `Date` header as it stands.
    pub date: String,
    /// The plain text part, decoded.
    pub text: String,
}

/// What the demo mailbox holds.
pub trait MailboxView: Send + Sync {
    /// The mails, the newest first; those for one address only, if one is given.
    fn letters(&self, to: Option<&str>) -> Vec<Letter>;
    /// One mail.
    fn letter(&self, number: u64) -> Option<Letter>;
    /// One mail as it came, octet for octet.
    fn original(&self, number: u64) -> Option<Vec<u8>>;
}

#[derive(Template)]
#[template(path = "public/mailbox.html")]
struct List {
    frame: Frame,
    letters: Vec<Letter>,
    to: Option<String>,
}

#[derive(Template)]
#[template(path = "public/letter.html")]
struct One {
    frame: Frame,
    letter: Letter,
    pieces: Vec<Piece>,
}

/// A stretch of a mail's text.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// Just text.
    Text(String),
    /// An address of our own, to click.
    Link(String),
}

/// GET `/demo/mailbox`, with `?to=` for one address
pub(super) async fn list(State(site): State<Site>, visit: Visit) -> Response {
    let made = listed(&site, &visit);
    answer(&site, &visit, made)
}

/// GET `/demo/mailbox.json`, with `?to=` for one address: for programs that try the service out.
pub(super) async fn json(State(site): State<Site>, visit: Visit) -> Response {
    let made = match site.mailbox.as_ref().filter(|_| visit.is_our_host(&site)) {
        None => Err(Error::NotFound),
        Some(mailbox) => Ok(axum::Json(mailbox.letters(visit.query("to"))).into_response()),
    };
    answer(&site, &visit, made)
}

fn listed(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let mailbox = site.mailbox.as_ref().filter(|_| visit.is_our_host(site)).ok_or(Error::NotFound)?;
    let words = visit.words(&site.service.settings().language);
    let to = visit.query("to").map(str::to_owned);
    let letters = mailbox.letters(to.as_deref());
    let letters = letters.iter().take(200).map(clean).collect();
    let frame = Frame::of(site, words, words.say("page-mailbox-title"), visit.path());
    page(StatusCode::OK, &List { frame, letters, to: to.as_deref().map(plain::line) })
}

/// GET `/demo/mailbox/<number>`
pub(super) async fn one(State(site): State<Site>, visit: Visit) -> Response {
    let made = shown(&site, &visit);
    answer(&site, &visit, made)
}

fn shown(site: &Site, visit: &Visit) -> Result<Response, Error> {
    let mailbox = site.mailbox.as_ref().filter(|_| visit.is_our_host(site)).ok_or(Error::NotFound)?;
    let number = visit.segment(2).parse().map_err(|_| Error::NotFound)?;
    let letter = clean(&mailbox.letter(number).ok_or(Error::NotFound)?);
    let words = visit.words(&site.service.settings().language);
    let pieces = pieces(&letter.text, &site.service.settings().base_url);
    let frame = Frame::of(site, words, letter.subject.clone(), visit.path());
    page(StatusCode::OK, &One { frame, letter, pieces })
}

/// GET `/demo/mailbox/<number>/original`: a file to open in a mail program, or to check its signatures.
pub(super) async fn original(State(site): State<Site>, visit: Visit) -> Response {
    let made = match site.mailbox.as_ref().filter(|_| visit.is_our_host(&site)) {
        None => Err(Error::NotFound),
        Some(mailbox) => {
            let found = visit.segment(2).parse().ok().and_then(|number| mailbox.original(number));
            let headers =
                [(CONTENT_TYPE, "message/rfc822"), (CONTENT_DISPOSITION, "attachment; filename=\"mail.eml\"")];
            found.map(|octets| (headers, octets).into_response()).ok_or(Error::NotFound)
        }
    };
    answer(&site, &visit, made)
}

fn clean(letter: &Letter) -> Letter {
    Letter {
        number: letter.number,
        to: plain::line(&letter.to),
        return_path: letter.return_path.clone(),
        from: plain::line(&letter.from),
        subject: plain::line(&letter.subject),
        date: plain::line(&letter.date),
        text: plain::block(&letter.text),
    }
}

/// The text cut where addresses of ours stand in it; other addresses stay text.
fn pieces(text: &str, base_url: &str) -> Vec<Piece> {
    let ours = format!("{base_url}/");
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(place) = rest.find(&ours) {
        let (before, from) = rest.split_at(place);
        let end = from.find(|c: char| c.is_whitespace() || "<>\"'()".contains(c)).unwrap_or(from.len());
        let (link, after) = from.split_at(end);
        pieces.push(Piece::Text(before.to_owned()));
        pieces.push(Piece::Link(link.to_owned()));
        rest = after;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_addresses_become_links() {
        let text =
            "See http://localhost:8025/r/A-B\nand http://localhost:8025.evil.example/ and (http://localhost:8025/x)";
        let links: Vec<_> = pieces(text, "http://localhost:8025")
            .into_iter()
            .filter_map(|piece| if let Piece::Link(link) = piece { Some(link) } else { None })
            .collect();
        assert_eq!(links, ["http://localhost:8025/r/A-B", "http://localhost:8025/x"]);
    }
}
