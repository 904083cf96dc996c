//! `/verify`: the verifier in one file, where the operator has built it (`wasm/build`); and `/verify/upload`, for whoever has no scripts: a
//! file is sent, judged, and forgotten. It is held in memory only, nothing of it is logged, and the page says whose word the answer is.

use std::io::Cursor;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tokio::sync::Semaphore;

use crate::flow::Fault;
use crate::verify::anchors::Anchor;
use crate::verify::case::{Case, File};
use crate::verify::exhibit;
use crate::verify::report::{Content, Report};
use crate::verify::verdict::Indication;
use crate::web::Site;
use crate::web::error::{Error, answer};
use crate::web::frame::{Frame, page};
use crate::web::headers::Own;
use crate::web::limits::Deed;
use crate::web::plain;
use crate::web::visit::Visit;
use crate::words::Words;

/// MiB of what is sent, at most. Larger bundles are for the file and the program, which send nothing.
const MIB: usize = 32;
/// How many are held and judged at a time.
const AT_ONCE: usize = 4;

/// What `/verify` needs.
pub struct Verifier {
    /// The anchors of the service itself.
    trust: Vec<Anchor>,
    file: Option<OneFile>,
    turns: Semaphore,
}

/// The verifier in one file, as it is served.
pub struct OneFile {
    html: Bytes,
    policy: HeaderValue,
}

/// A file that is not the verifier.
#[derive(Debug, thiserror::Error)]
#[error("this is not the page that wasm/build makes")]
pub struct NotTheVerifier;

impl OneFile {
    /// Takes the octets of the file. They are served as they are; its policy goes into the headers, too.
    ///
    /// # Errors
    /// When they are not those of the verifier.
    pub fn new(octets: Vec<u8>) -> Result<Self, NotTheVerifier> {
        let begin = octets.get(..2048).map(String::from_utf8_lossy).ok_or(NotTheVerifier)?;
        if !begin.contains("<meta name=\"generator\" content=\"recepis-verify ") {
            return Err(NotTheVerifier);
        }
        let policy = begin.split_once("http-equiv=\"Content-Security-Policy\" content=\"");
        let policy = policy.and_then(|(_, rest)| rest.split_once('"')).map(|(policy, _)| policy);
        // Only a header can say who may frame a page.
        let policy = policy.map(|policy| HeaderValue::from_str(&format!("{policy}; frame-ancestors 'none'")));
        match policy {
            Some(Ok(policy)) => Ok(Self { html: octets.into(), policy }),
            _ => Err(NotTheVerifier),
        }
    }
}

impl Verifier {
    /// Judges under these anchors, and serves the file where there is one.
    pub fn new(trust: Vec<Anchor>, file: Option<OneFile>) -> Self {
        Self { trust, file, turns: Semaphore::new(AT_ONCE) }
    }
}

/// The addresses; a form here is larger than elsewhere and takes longer.
pub(in crate::web) fn routes() -> Router<Site> {
    Router::new()
        .route("/verify", get(file))
        .route("/verify/upload", get(form).post(judge))
        .layer(DefaultBodyLimit::max(MIB << 20))
}

#[derive(Template)]
#[template(path = "public/upload.html")]
struct Upload {
    frame: Frame,
    file: bool,
    limit: String,
    complaint: Option<String>,
}

#[derive(Template)]
#[template(path = "public/verdict.html")]
struct Verdict {
    frame: Frame,
    file: bool,
    said: String,
    kind: &'static str,
    other_message: bool,
    report: String,
}

/// GET `/verify`
async fn file(State(site): State<Site>, visit: Visit) -> Response {
    let Some(file) = &site.verifier.file else {
        return form(State(site), visit).await;
    };
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8")];
    let mut response = (headers, file.html.clone()).into_response();
    response.extensions_mut().insert(Own(file.policy.clone()));
    response
}

/// GET `/verify/upload`
async fn form(State(site): State<Site>, visit: Visit) -> Response {
    let words = visit.words(&site.service.settings().language);
    let made = upload(&site, words, StatusCode::OK, None);
    answer(&site, &visit, made)
}

fn upload(site: &Site, words: Words, status: StatusCode, complaint: Option<String>) -> Result<Response, Error> {
    let frame = Frame::of(site, words, words.say("page-verify-title"), "/verify/upload");
    let limit = words.text("page-verify-limit", &[("limit", &MIB.to_string())]);
    page(status, &Upload { frame, file: site.verifier.file.is_some(), limit, complaint })
}

/// POST `/verify/upload`
async fn judge(State(site): State<Site>, visit: Visit, sent: Result<Multipart, MultipartRejection>) -> Response {
    let made = judged(&site, &visit, sent).await;
    answer(&site, &visit, made)
}

async fn judged(site: &Site, visit: &Visit, sent: Result<Multipart, MultipartRejection>) -> Result<Response, Error> {
    visit.is_our_own(site)?;
    visit.count(site, Deed::Verify)?;
    let words = visit.words(&site.service.settings().language);
    let turn = site.verifier.turns.try_acquire().map_err(|_| Error::Later)?;
    let [bundle, message] = taken(sent.map_err(|_| Error::Unclear)?).await?;
    if bundle.is_empty() {
        return upload(site, words, StatusCode::UNPROCESSABLE_ENTITY, Some(words.say("alone-no-file")));
    }
    let case = Case {
        trust: Some(site.verifier.trust.clone()).filter(|trust| !trust.is_empty()),
        message: Some(message).filter(|message| !message.is_empty()).map(given),
        ..Case::of(vec![given(bundle)])
    };
    let at = visit.at;
    let report = tokio::task::spawn_blocking(move || case.judge(at)).await;
    drop(turn);
    match report.map_err(|_| Fault::Broken { what: "a file could not be judged".to_owned() })? {
        Ok(report) => verdict(site, words, &report),
        Err(wrong) => upload(site, words, StatusCode::UNPROCESSABLE_ENTITY, Some(plain::line(&wrong.to_string()))),
    }
}

fn verdict(site: &Site, words: Words, report: &Report) -> Result<Response, Error> {
    let (said, kind) = match report.verdict {
        Indication::TotalPassed => ("alone-passed", "calm"),
        Indication::Indeterminate => ("alone-open", "note"),
        Indication::TotalFailed => ("alone-failed", "wrong"),
    };
    let shown = Verdict {
        frame: Frame::alone(site, words, words.say("alone-result")),
        file: site.verifier.file.is_some(),
        said: words.say(said),
        kind,
        other_message: report.content == Content::GivenDiffers,
        report: plain::block(&exhibit::text(&exhibit::document(report, words.language()))),
    };
    page(StatusCode::OK, &shown)
}

/// The two files of the form, each once; one that was left out is empty.
async fn taken(mut form: Multipart) -> Result<[Vec<u8>; 2], Error> {
    let mut files = [None, None];
    while let Some(mut field) = form.next_field().await.map_err(|error| wrong(&error))? {
        let [bundle, message] = &mut files;
        let file = match field.name() {
            Some("bundle") => bundle,
            Some("message") => message,
            _ => return Err(Error::Unclear),
        };
        let mut octets = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|error| wrong(&error))? {
            octets.extend_from_slice(&piece);
        }
        if file.replace(octets).is_some() {
            return Err(Error::Unclear);
        }
    }
    Ok(files.map(Option::unwrap_or_default))
}

fn wrong(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Error::TooLarge } else { Error::Unclear }
}

fn given(octets: Vec<u8>) -> File<Cursor<Vec<u8>>> {
    // What a stranger calls their file is nowhere needed.
    File { name: "file".to_owned(), content: Cursor::new(octets) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_that_the_build_makes_is_served_and_its_policy_goes_along() {
        let page = include_str!("../../../wasm/page.html").as_bytes();
        let file = OneFile::new(page.to_vec()).unwrap();
        let policy = file.policy.to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        assert!(policy.ends_with("; frame-ancestors 'none'") && !policy.contains("connect-src"), "{policy}");
        for other in [b"".to_vec(), vec![b'x'; 4096], include_bytes!("home.html").repeat(9)] {
            assert!(OneFile::new(other).is_err());
        }
    }
}
