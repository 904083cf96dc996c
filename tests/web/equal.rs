//! What the sender sees until the deadline, where the addressee is busy and where nobody comes: pages, API, mails, evidence and
//! bundles are equal but for identifiers, keys and signatures. The clocks of all runs go in step, so even the times are equal.

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use mail_parser::MimeHeaders as _;
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use tower::ServiceExt as _;

use crate::house::{House, MESSAGE, TOKEN};
use crate::identity::forms;

const PIET: &str = "piet@demo.test";
const JAN: &str = "jan@sender.test";
/// Away until the Friday before the Tuesday on which the time ends: three whole days remain.
const AWAY: &str = "what=away&until=2026-12-04";
const DAY: Duration = Duration::from_hours(24);

/// Who is at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Addressee {
    /// Opens the page fifty times, asks for three codes, fails five times, gets in, makes no choice, says that they are away until a
    /// day that moves no deadline, and asks for another link.
    Busy,
    /// Nobody.
    Nobody,
    /// Tells the sender something: the control.
    Says,
    /// A program that fetches every address and submits every form that it finds, without the second factor.
    Scanner,
}

/// Something that the sender can see: what it is, and its text without what differs from run to run.
type View = (String, String);

/// One run: what the sender sees after the notice, before the deadline, and after it.
async fn run(addressee: Addressee) -> [Vec<View>; 4] {
    let house = House::reminding(&[3, 7, 12]).await;
    let delivery = house.taken(MESSAGE).await;
    settled(&house).await;
    let link = house.link();
    let at_once = seen(&house, delivery).await;
    visited(&house, delivery, &link, AWAY, addressee).await;
    settled(&house).await;
    let after_visit = seen(&house, delivery).await;
    for days in [3, 4, 5, 1] {
        house.forward(DAY * days);
        settled(&house).await;
    }
    if addressee != Addressee::Nobody && addressee != Addressee::Says {
        let link = house.link();
        visited(&house, delivery, &link, "what=back", addressee).await;
    }
    settled(&house).await;
    let last_day = seen(&house, delivery).await;
    house.forward(DAY * 3);
    settled(&house).await;
    let over = seen(&house, delivery).await;
    let events = house.events(delivery).await;
    assert_eq!(events.last(), Some(&Event::AcceptanceRejectionExpiry), "{addressee:?}");
    let reminders = events.iter().filter(|event| **event == Event::NotificationForAcceptance).count();
    assert_eq!(reminders, if addressee == Addressee::Says { 1 } else { 4 }, "{addressee:?}: {events:?}");
    [at_once, after_visit, last_day, over]
}

/// The same time in every run, in which everything is done that is due.
async fn settled(house: &House) {
    house.settle_in_turn().await;
    house.forward(Duration::from_mins(10));
    house.settle_in_turn().await;
}

async fn visited(house: &House, delivery: DeliveryId, link: &str, absence: &str, addressee: Addressee) {
    match addressee {
        Addressee::Nobody => {}
        Addressee::Busy => busy(house, delivery, link, absence).await,
        Addressee::Says => {
            let cookie = house.proven(link).await;
            let page = house.get(&format!("/r/{delivery}/choose"), &cookie).await;
            let (_, by_post) = page.text.split_once("id=\"by-post\"").expect("a form for that");
            let token = by_post.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
            let form = format!("lang=nl&what=by-post&token={token}");
            let said = house.post(&format!("/r/{delivery}/say"), &cookie, &form).await;
            assert!(said.status.is_redirection(), "{}: {}", said.status, said.text);
        }
        Addressee::Scanner => scanned(house, delivery, link).await,
    }
}

async fn busy(house: &House, delivery: DeliveryId, link: &str, absence: &str) {
    let mut cookie = String::new();
    for visit in 0..50 {
        let lang = ["nl", "en", "de", "fr"][visit % 4];
        assert_eq!(house.get(&format!("{link}?lang={lang}"), "").await.status, StatusCode::OK);
    }
    for code in 0..3 {
        let token = house.get(link, "").await.token();
        let sent = house.post(&format!("{link}/code"), "", &format!("lang=en&token={token}")).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
        let right = house.mailed_code();
        let wrong = if right == "00000000" { "11111111" } else { "00000000" };
        for _ in 0..[2, 3, 0][code] {
            let refused = house.post(&format!("{link}/confirm"), "", &format!("lang=nl&code={wrong}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        if code == 2 {
            let done = house.post(&format!("{link}/confirm"), "", &format!("lang=nl&code={right}")).await;
            cookie = done.cookie().expect("a session");
            for page in ["choose", "later", "say", "key", "answers", "absence", "choose?lang=de"] {
                assert_eq!(house.get(&format!("/r/{delivery}/{page}"), &cookie).await.status, StatusCode::OK, "{page}");
            }
        }
    }
    let page = format!("/r/{delivery}/absence");
    let form = format!("lang=nl&{absence}&token={}", house.get(&page, &cookie).await.token());
    assert_eq!(house.post(&page, &cookie, &form).await.status, StatusCode::SEE_OTHER);
    let away = house.get(&page, &cookie).await.text.contains("id=\"away\"");
    assert_eq!(away, absence == AWAY, "what was said of the absence is recorded");
    // The mail about the absence.
    house.settle_still().await;
    let before = house.outbox.all(PIET).len();
    let asked = house.post("/r/new-link", "", "lang=nl&address=piet%40demo.test").await;
    assert_eq!(asked.status, StatusCode::OK);
    house.settle_still().await;
    assert_eq!(house.outbox.all(PIET).len(), before + 1, "another link is mailed");
    assert_eq!(house.get(&house.link(), "").await.status, StatusCode::OK);
    assert_eq!(house.get(link, "").await.status, StatusCode::NOT_FOUND, "the old link is dead");
}

/// Everything that can be reached from the link of a mail, by GET, HEAD, OPTIONS and fetched ahead; and every form, twice.
async fn scanned(house: &House, delivery: DeliveryId, link: &str) {
    let mut known = vec![link.to_owned(), "/check".to_owned(), "/r".to_owned()];
    known.extend(
        ["choose", "decide", "result", "bundle", "report", "message.eml", "part/0"]
            .map(|at| format!("/r/{delivery}/{at}")),
    );
    let mut next = 0;
    while let Some(path) = known.get(next).cloned() {
        next += 1;
        for (method, ahead) in
            [(Method::GET, false), (Method::HEAD, false), (Method::OPTIONS, false), (Method::GET, true)]
        {
            let mut request = Request::builder().method(&method).uri(&path);
            if ahead {
                request = request.header("sec-purpose", "prefetch;prerender").header("purpose", "prefetch");
            }
            let answer = house.ask(request.body(Body::empty()).unwrap()).await;
            assert!(answer.cookie().is_none() && !answer.status.is_server_error(), "{method} {path}");
            let links = answer.text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            for found in links.filter(|found| found.starts_with('/')).map(|found| found.replace("&#38;", "&")) {
                let found = found.split('#').next().unwrap().to_owned();
                // What the mailbox of the trial shows is another mail's.
                if known.len() < 120 && !known.contains(&found) && !found.starts_with("/demo") {
                    known.push(found);
                }
            }
            for (action, form) in forms(&answer.text) {
                let submitted = house.post(&action, "", &form).await;
                assert!(submitted.cookie().is_none(), "{action} {form}: a session without the second factor");
            }
        }
    }
    assert!(next > 20, "only {next} addresses were found");
}

/// Everything that the sender can see of this delivery, in one order.
async fn seen(house: &House, delivery: DeliveryId) -> Vec<View> {
    let list = house.api(Method::GET, "/api/v1/submissions", "").await.json();
    let submission = list["submissions"][0]["id"].as_str().unwrap().to_owned();
    let length = house.events(delivery).await.len();
    let mut views = Vec::new();
    let of = format!("/api/v1/deliveries/{delivery}");
    let mut api = vec!["/api/v1/submissions".to_owned(), format!("/api/v1/submissions/{submission}"), of.clone()];
    api.extend([format!("{of}/dialogue"), format!("{of}/promise")]);
    api.extend((1..=length).map(|number| format!("{of}/evidence/{number}")));
    for path in api {
        let (status, octets) = fetched(house, &path, "").await;
        views.push((normal(&path), format!("{status}\n{}", normal(&String::from_utf8_lossy(&octets)))));
    }
    for which in ["", "?message=no"] {
        let (status, octets) = fetched(house, &format!("{of}/bundle{which}"), "").await;
        assert_eq!(status, StatusCode::OK, "the bundle{which} is not made");
        views.extend(members(&octets).into_iter().map(|(name, text)| (format!("bundle{which} {name}"), text)));
    }
    let form = house.get("/desk/login", "").await.token();
    let entered = house.post("/desk/login", "", &format!("token={form}&name=jan&password=secret")).await;
    let cookie = entered.cookie().expect("a seat at the desk");
    let of = format!("/desk/delivery/{delivery}");
    let mut desk = vec!["/desk".to_owned(), format!("/desk/submission/{submission}"), of.clone()];
    desk.extend([format!("{of}/dialogue"), format!("{of}/recall")]);
    desk.extend((1..=length).map(|number| format!("{of}/evidence/{number}")));
    for path in desk {
        let (status, octets) = fetched(house, &path, &cookie).await;
        views.push((normal(&path), format!("{status}\n{}", normal(&String::from_utf8_lossy(&octets)))));
    }
    // What anybody can see: the log has a batch each hour, whether something is in it or not.
    for path in ["/status", "/privacy", "/log/checkpoint"] {
        let (status, octets) = fetched(house, path, "").await;
        views.push((path.to_owned(), format!("{status}\n{}", normal(&String::from_utf8_lossy(&octets)))));
    }
    let mails = house.outbox.all(JAN);
    views.extend(mails.iter().enumerate().map(|(number, mail)| (format!("mail {number}"), read(mail))));
    views
}

async fn fetched(house: &House, path: &str, cookie: &str) -> (StatusCode, Vec<u8>) {
    let mut request = Request::get(path);
    request = if cookie.is_empty() {
        request.header("authorization", format!("Bearer {TOKEN}"))
    } else {
        request.header("cookie", cookie)
    };
    let answer = house.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = answer.status();
    (status, to_bytes(answer.into_body(), 50_000_000).await.unwrap().to_vec())
}

/// A mail as it is read: its header, its texts, the names of what is attached.
fn read(mail: &[u8]) -> String {
    let message = mail_parser::MessageParser::default().parse(mail).unwrap();
    let mut lines = Vec::new();
    for field in ["From", "To", "Subject", "Date", "Message-ID", "Reply-To", "Auto-Submitted"] {
        lines.push(format!("{field}: {}", message.header_raw(field).unwrap_or_default().trim()));
    }
    for part in &message.parts {
        let name = part.attachment_name().unwrap_or_default();
        lines.push(format!("-- {name}\n{}", part.text_contents().unwrap_or_default()));
    }
    normal(&lines.join("\n"))
}

/// The files of a bundle. Of what is no text only the name and about how long it is: an ECDSA signature has 70 to 72 octets.
fn members(octets: &[u8]) -> Vec<View> {
    let mut zip = zip::ZipArchive::new(Cursor::new(octets)).unwrap();
    let mut found = Vec::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        let text = match std::str::from_utf8(&content) {
            Ok(_) if Path::new(&name).extension().is_some_and(|extension| extension == "eml") => read(&content),
            Ok(text) => normal(text),
            Err(_) => format!("<about {} octets>", (content.len() + 32) / 64),
        };
        found.push((normal(&name), text));
    }
    found
}

/// A text without what is drawn at random or computed from that: identifiers, tokens, digests, keys, signatures. Times, numbers,
/// sizes and every word stay.
fn normal(text: &str) -> String {
    let whole = without_references(&text.replace("=\r\n", ""));
    let mut out = String::new();
    let is_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut rest = whole.as_str();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_code(c) != is_code(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if is_code(first) && is_octets(run) {
            out.push_str("<octets>");
        } else {
            for piece in run.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
                let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
                out.push_str(if is_identifier(word) { "<id>" } else { word });
                out.push_str(&piece[word.len()..]);
            }
        }
        rest = after;
    }
    out
}

/// A text without the references to type: three groups of four capitals and digits.
fn without_references(text: &str) -> String {
    let group = |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let is_one = |word: &str| word.split('-').count() == 3 && word.split('-').all(group);
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let plain = |piece: &str| {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if is_one(word) { piece.replace(word, "<reference>") } else { piece.to_owned() }
    };
    words.map(plain).collect()
}

/// Base64 or hexadecimal of at least sixteen octets. The longest word of the standard has 39 letters.
fn is_octets(run: &str) -> bool {
    let body = run.trim_end_matches('=');
    let padded = body.len() < run.len() && body.len() >= 20 && !body.contains('=');
    padded || (body.len() >= 40 && !body.contains('=') && !body.starts_with('/'))
}

/// A ULID or token, as it is or in small letters, or hexadecimal of a random value.
fn is_identifier(word: &str) -> bool {
    let crockford = |c: char| c.is_ascii_digit() || (c.is_ascii_alphabetic() && !"ILOUilou".contains(c));
    let hexadecimal = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    (word.len() == 26 && word.chars().all(crockford) && word.starts_with(|c| ('0'..='7').contains(&c)))
        || (word.len() == 32 && word.chars().all(hexadecimal))
}

fn assert_equal(one: &[Vec<View>; 4], other: &[Vec<View>; 4], which: Addressee) {
    for ((mine, theirs), when) in one.iter().zip(other).zip(["at once", "after the visit", "on the last day", "over"]) {
        let names = |views: &[View]| views.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(mine), names(theirs), "{which:?} {when}");
        for ((name, mine), (_, theirs)) in mine.iter().zip(theirs) {
            let differ: Vec<_> = mine.lines().zip(theirs.lines()).filter(|(mine, theirs)| mine != theirs).collect();
            assert!(mine == theirs, "{which:?} {when}: {name}\n{differ:#?}");
        }
    }
}

#[tokio::test]
async fn l10_s18_s37_c2_until_the_deadline_the_sender_sees_the_same_whatever_the_addressee_or_a_scanner_does() {
    let quiet = run(Addressee::Nobody).await;
    assert!(quiet.iter().all(|views| views.len() > 20), "too little was compared");
    for addressee in [Addressee::Nobody, Addressee::Busy, Addressee::Scanner] {
        assert_equal(&quiet, &run(addressee).await, addressee);
    }
    // The control: what the addressee says to the sender shows, in the API, at the desk, in the mails and in the bundle.
    let told = run(Addressee::Says).await;
    assert_eq!(quiet[0], told[0], "nothing was said yet");
    for what in ["/api/v1/deliveries/<id>", "/desk/delivery/<id>", "bundle META-INF/ASiCManifest001.xml"] {
        let of = |views: &[View]| views.iter().find(|(name, _)| name == what).cloned();
        assert!(
            of(&quiet[1]).is_some_and(|view| Some(view) != of(&told[1])),
            "{what}: {:?}",
            quiet[1].iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
    }
    let mails = |views: &[View]| views.iter().filter(|(name, _)| name.starts_with("mail")).count();
    assert_eq!(mails(&told[1]), mails(&quiet[1]) + 1);
}

#[test]
fn only_what_is_random_is_taken_out_of_a_view() {
    let id = "01ARYZ6S410000000000000000";
    let text = format!("/desk/delivery/{id}/evidence/1 {} 5 codes", id.to_lowercase());
    assert_eq!(normal(&text), "/desk/delivery/<id>/evidence/1 <id> 5 codes");
    let digest = "jZae727K08KaOmKSgOaGzww/XVqGr/PKEgIMkjrcbJI=";
    assert_eq!(normal(&format!("<D>{digest}</D>")), "<D><octets></D>");
    assert_eq!(normal("Kenmerk: 4Q91-E1MJ-ZYRB."), "Kenmerk: <reference>.");
    assert_eq!(normal("<r-1-5j2a0atpx4jq8hpxsmwt1e5yp0@x>"), "<r-1-<id>@x>");
    for kept in [
        "SubsequentNotificationForAcceptanceSent",
        "http://www.w3.org/2001/04/xmlenc#sha256",
        "2026-11-24T09:14:00Z",
        "urn:recepis:event:ByPostPlease",
        "wrong codes: 3",
        "index 17",
        "10.14 uur",
        "2026-12-08",
        "A-B-C",
    ] {
        assert_eq!(normal(kept), kept);
    }
}
