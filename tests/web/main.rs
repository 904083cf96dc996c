//! The pages and the API over a real store and the real flow: hand-in by HTTP, the addressee's way without scripts, and
//! what must never happen on it.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failing test may panic")]

mod absence;
mod abuse;
mod answers;
mod check;
mod desk;
mod eid;
mod equal;
mod house;
mod identity;
mod key;
mod mine;
mod ranges;
mod say;
mod scenarios;
mod standing;
mod status;
mod templates;
mod verify;
#[path = "../../src/seal/webauthn/testing.rs"]
#[expect(dead_code, reason = "told to several test programs, each taking its part")]
mod webauthn_testing;
mod words;

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use house::{Answer, House, MESSAGE};
use recepis::erds::event::Event;
use recepis::flow::Trackers;

fn assert_headers(answer: &Answer, what: &str) {
    let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
                  frame-ancestors 'none'";
    assert_eq!(answer.header("content-security-policy"), policy, "{what}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    for absent in ["etag", "last-modified", "location-from"] {
        assert_eq!(answer.header(absent), "", "{what}");
    }
}

#[tokio::test]
async fn l7_every_answer_carries_the_headers_and_no_page_sets_a_cookie_before_the_code() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let paths = [
        "/",
        "/privacy",
        "/status",
        "/verify",
        "/verify/upload",
        "/style.css",
        "/demo/mailbox",
        "/demo/mailbox/7",
        "/nothing",
        "/r",
        "/r/new-link",
        "/abuse",
        "/check",
        "/check/code",
        "/check/confirm",
        "/r/%ff%fe",
        "/r/a/b/c/d",
        "/api/v1/submissions",
        "/api/v2/x",
        &link,
        &format!("{link}/code"),
        &format!("{link}/confirm"),
        &format!("{link}/abuse"),
        &format!("/r/{delivery}/notice"),
        &format!("/r/{delivery}/proven"),
        "/identity/proef/back",
        "/identity/x/back?state=1",
        &format!("/r/{delivery}/choose"),
        &format!("/r/{delivery}/decide"),
        &format!("/r/{delivery}/later"),
        &format!("/r/{delivery}/key"),
        "/passkey.js",
        &format!("/r/{delivery}/answers"),
        &format!("/r/{delivery}/result"),
        &format!("/r/{delivery}/part/0"),
        &format!("/r/{delivery}/message.eml"),
        &format!("/r/{delivery}/bundle"),
        &format!("/r/{delivery}/report"),
        &format!("/r/{delivery}/evidence/1"),
    ];
    for path in paths {
        for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::OPTIONS] {
            let request = Request::builder().method(&method).uri(path).body(Body::empty()).unwrap();
            let answer = house.ask(request).await;
            let what = format!("{method} {path}: {}", answer.status);
            assert_headers(&answer, &what);
            assert_eq!(answer.header("set-cookie"), "", "{what}");
            assert!(!answer.status.is_server_error(), "{what}");
        }
    }
}

/// What is logged, at every level, while the guard lives.
fn listen() -> (Arc<Mutex<Vec<u8>>>, tracing::subscriber::DefaultGuard) {
    #[derive(Clone)]
    struct Paper(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Paper {
        fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(octets);
            Ok(octets.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let log = Arc::new(Mutex::new(Vec::new()));
    let paper = Paper(Arc::clone(&log));
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || paper.clone());
    (log, tracing::subscriber::set_default(subscriber.finish()))
}

#[tokio::test]
async fn s6_s42_a_thousand_fetches_of_a_notices_links_change_nothing_and_leave_nothing() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let (log, _guard) = listen();
    tracing::trace!("listening");
    let (port, stop, serving) = house.served().await;
    let (before, counted) = (house.on_disk(), house.metrics().await);
    let paths = [link.clone(), format!("{link}?lang=en"), format!("{link}/code"), format!("/r/{delivery}/result")];
    for n in 0..1_000 {
        let method = if n % 2 == 0 { "GET" } else { "HEAD" };
        let request = format!(
            "{method} {} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: scanner-xyzzy\r\nX-Forwarded-For: 203.0.113.77\r\n\
             Referer: http://mail.example/inbox-plugh\r\nConnection: close\r\n\r\n",
            paths[n / 2 % paths.len()]
        );
        let answer = String::from_utf8(exchange(port, &request).await).unwrap().to_lowercase();
        assert!(answer.starts_with("http/1.1 ") && !answer.contains("set-cookie"), "{answer}");
    }
    _ = stop.send(());
    serving.await.unwrap();
    assert!(house.on_disk() == before, "fetching changed the data directory");
    assert_eq!(house.metrics().await, counted, "fetching is counted");
    let log = String::from_utf8(log.lock().unwrap().clone()).unwrap();
    assert!(log.contains("listening"));
    let token = link.rsplit('-').next().unwrap();
    for trace in [token, "piet@demo.test", "scanner-xyzzy", "203.0.113", "inbox-plugh", "/r/", "127.0.0.1"] {
        assert!(!log.contains(trace), "{trace} was logged");
    }
}

#[tokio::test]
async fn s6_the_way_from_hand_in_to_the_evidence_works_without_scripts() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let notice = house.get(&link, "").await;
    assert!(notice.text.contains("Wij hebben niet vastgelegd dat u deze pagina opent."), "{}", notice.text);
    assert!(!notice.text.contains("opgezegd"), "the subject comes after the proof");
    assert!(house.get(&format!("{link}?lang=en"), "").await.text.contains("lang=\"en\""));
    let cookie = house.proven(&link).await;
    let choice = house.get(&format!("/r/{delivery}/choose"), &cookie).await;
    assert!(choice.text.contains("Huur &#60;b&#62;opgezegd"), "{}", choice.text);
    let done = house.decided(delivery, &cookie, "accept").await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, &*format!("/r/{delivery}/result?lang=nl"))
    );
    let again = house.decided_again(delivery, &cookie).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
    let result = house.get(&format!("/r/{delivery}/result"), &cookie).await;
    assert!(result.text.contains("De huur stopt &#60;img"), "{}", result.text);
    assert!(!house.events(delivery).await.contains(&Event::ContentHandover), "no connection told that it was written");
    house.settle().await;
    let proof = house.get(&format!("/r/{delivery}/evidence/1"), &cookie).await;
    assert_eq!(proof.status, StatusCode::OK);
    assert!(proof.header("content-disposition").starts_with("attachment; filename="));
    let bundle = house.get(&format!("/r/{delivery}/bundle"), &cookie).await;
    assert_eq!((bundle.status, bundle.header("content-type")), (StatusCode::OK, "application/vnd.etsi.asic-e+zip"));
    let theirs = house.api(Method::GET, &format!("/api/v1/deliveries/{delivery}/evidence/3"), "").await;
    let ours = house.get(&format!("/r/{delivery}/evidence/3"), &cookie).await;
    assert!(ours.text.contains("ConsignmentAcceptance") && ours.text == theirs.text, "both sides hold the same");
}

#[tokio::test]
async fn where_the_operator_takes_trackers_the_addressee_is_told_before_the_choice_and_nothing_is_loaded() {
    let house = House::with(Trackers::Listed).await;
    let watching = MESSAGE
        .replacen("Subject:", "Disposition-Notification-To: jan@sender.test\r\nSubject:", 1)
        .replacen("PGh0bWw+PC9odG1sPg==", "PGltZyBzcmM9aHR0cHM6Ly90Lm5sL3A+PGltZyBzcmM9Ly90Lm5sL3E+", 1);
    let (delivery, link) = house.handed_in_as(&watching).await;
    let cookie = house.proven(&link).await;
    let choice = house.get(&format!("/r/{delivery}/choose?lang=en"), &cookie).await;
    assert!(choice.text.contains("The message contains 2 remote references"), "{}", choice.text);
    assert!(choice.text.contains("Our page does not load them."), "{}", choice.text);
    assert!(choice.text.contains("The message asks for a read receipt. Our page sends none."), "{}", choice.text);
    assert!(!choice.text.contains("t.nl"), "{}", choice.text);
    let unwatched = House::new().await;
    let (delivery, link) = unwatched.handed_in().await;
    let cookie = unwatched.proven(&link).await;
    let choice = unwatched.get(&format!("/r/{delivery}/choose?lang=en"), &cookie).await;
    assert!(!choice.text.contains("remote reference"), "{}", choice.text);
}

#[tokio::test]
async fn after_a_refusal_nothing_of_the_content_can_be_had() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    house.decided(delivery, &cookie, "refuse").await;
    house.settle().await;
    for path in ["result", "part/0", "part/1", "message.eml", "choose"] {
        let answer = house.get(&format!("/r/{delivery}/{path}"), &cookie).await;
        assert!(!answer.text.contains("De huur stopt") && !answer.text.contains(".html"), "{path}: {}", answer.text);
        assert_ne!((path, answer.status), ("part/0", StatusCode::OK));
    }
    assert!(!house.events(delivery).await.contains(&Event::ContentConsignment));
}

#[tokio::test]
async fn what_strangers_wrote_is_text_on_every_page_and_a_plain_file_in_every_download() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    let mut pages = vec![house.get(&link, "").await, house.get(&format!("/r/{delivery}/choose"), &cookie).await];
    house.decided(delivery, &cookie, "accept").await;
    pages.push(house.get(&format!("/r/{delivery}/result"), &cookie).await);
    for page in &pages {
        for tag in ["<script", "<img", "<svg", "<b>"] {
            assert!(!page.text.contains(tag), "{tag}: {}", page.text);
        }
    }
    let part = house.get(&format!("/r/{delivery}/part/1"), &cookie).await;
    assert_eq!(part.text, "<html></html>");
    assert_eq!(part.header("content-type"), "application/octet-stream");
    let disposition = part.header("content-disposition");
    assert!(disposition.starts_with("attachment; ") && !disposition.contains('<'), "{disposition}");
}

#[tokio::test]
async fn a_dead_link_says_the_same_to_the_last_octet_whatever_the_reason() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let unknown = "01ARYZ6S410000000000000000-0123456789ABCDEFGHJKMNPQRS";
    let foreign = format!("/r/{delivery}-{}", "7".repeat(26));
    let cookie = house.proven(&link).await;
    let expected = house.get("/r", "").await;
    assert_eq!(expected.status, StatusCode::NOT_FOUND);
    house.decided(delivery, &cookie, "accept").await;
    for path in [&*format!("/r/{unknown}"), &foreign, "/r/garbage", "/r/%3Cscript%3E", "/r/a/b/c/d", &link] {
        let answer = house.get(path, "").await;
        assert_eq!((answer.status, &answer.text), (StatusCode::NOT_FOUND, &expected.text), "{path}");
    }
}

#[tokio::test]
async fn a_new_link_is_answered_alike_for_known_and_unknown_addresses() {
    let house = House::new().await;
    house.handed_in().await;
    let known = house.post("/r/new-link", "", "lang=nl&address=piet%40demo.test").await;
    let unknown = house.post("/r/new-link", "", "lang=nl&address=nobody%40demo.test").await;
    assert_eq!((known.status, &known.text), (StatusCode::OK, &unknown.text));
    let wrong = house.post("/r/new-link", "", "lang=nl&address=piet").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_and_nothing_is_sent() {
    let house = House::new().await;
    let (_, link) = house.handed_in().await;
    let token = house.get(&link, "").await.token();
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
    {
        let request = Request::post(format!("{link}/code"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header(name, value);
        let answer = house.ask(request.body(Body::from(format!("token={token}"))).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert_eq!(house.outbox.last("piet@demo.test", "Message-ID: <code."), None);
    let text_browser =
        Request::post(format!("{link}/code")).header("content-type", "application/x-www-form-urlencoded");
    let answer = house.ask(text_browser.body(Body::from(format!("token={token}"))).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let twice = house.post(&format!("{link}/code"), "", &format!("token={token}")).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "a form works once");
}

#[tokio::test]
async fn a_wrong_code_is_said_and_the_link_lives_on() {
    let house = House::new().await;
    let (_, link) = house.handed_in().await;
    let token = house.get(&link, "").await.token();
    house.post(&format!("{link}/code"), "", &format!("lang=en&token={token}")).await;
    for (typed, said) in [("0000", "A code has 8 digits"), ("00000000", "This code is not right")] {
        let answer = house.post(&format!("{link}/confirm"), "", &format!("lang=en&code={typed}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(said) || answer.text.contains("not correct"), "{}", answer.text);
        assert_eq!(answer.header("set-cookie"), "");
    }
    assert_eq!(house.get(&link, "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn fetching_ahead_and_head_get_no_content_and_nothing_is_begun() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    house.decided(delivery, &cookie, "accept").await;
    house.settle().await;
    let before = house.on_disk();
    for path in ["result", "part/0", "part/1", "message.eml"] {
        for (method, name, value) in [(Method::GET, "sec-purpose", "prefetch"), (Method::HEAD, "accept", "*/*")] {
            let request = Request::builder().method(&method).uri(format!("/r/{delivery}/{path}"));
            let request = request.header("cookie", &cookie).header(name, value);
            let answer = house.ask(request.body(Body::empty()).unwrap()).await;
            assert!(!answer.text.contains("huur"), "{method} {path}");
            assert_eq!(answer.status.is_success(), method == Method::HEAD, "{method} {path}");
        }
    }
    assert!(house.on_disk() == before, "something of it was recorded");
}

#[tokio::test]
async fn the_api_says_how_a_delivery_stands_and_names_its_problems() {
    let house = House::new().await;
    let (delivery, _) = house.handed_in().await;
    let list = house.api(Method::GET, "/api/v1/submissions", "").await.json();
    let submission = list["submissions"][0]["id"].as_str().unwrap().to_owned();
    let one = house.api(Method::GET, &format!("/api/v1/submissions/{submission}"), "").await.json();
    assert_eq!(one["deliveries"][0]["id"], delivery.to_string());
    let status = house.api(Method::GET, &format!("/api/v1/deliveries/{delivery}"), "").await.json();
    assert_eq!(status["answers"]["decision"], "none");
    assert_eq!(status["timeline"][0]["code"], "A.1");
    assert!(!status["not_proven"].as_array().unwrap().is_empty());
    let repeated = house.api(Method::POST, "/api/v1/submissions?from=jan@sender.test&to=piet@demo.test", MESSAGE).await;
    assert_eq!((repeated.status, &repeated.json()["submission"]), (StatusCode::OK, &serde_json::json!(submission)));

    let cases = [
        (Method::GET, "/api/v1/deliveries/01ARYZ6S410000000000000000".to_owned(), 404, "not-found"),
        (Method::GET, "/api/v1/deliveries/x".to_owned(), 404, "not-found"),
        (Method::GET, format!("/api/v1/deliveries/{delivery}/evidence/99"), 404, "not-found"),
        (Method::DELETE, "/api/v1/submissions".to_owned(), 405, "method"),
        (Method::GET, "/api/v1/nothing".to_owned(), 404, "not-found"),
        (Method::POST, "/api/v1/submissions?to=piet@demo.test".to_owned(), 400, "invalid"),
        (Method::POST, "/api/v1/submissions?from=jan@sender.test&to=x".to_owned(), 400, "invalid"),
        (Method::POST, "/api/v1/submissions?from=jan@sender.test&to=piet@demo.test&to=x".to_owned(), 400, "invalid"),
        (Method::POST, "/api/v1/submissions?from=eve@other.test&to=piet@demo.test".to_owned(), 403, "not-your-address"),
    ];
    for (method, path, status, kind) in cases {
        let answer = house.api(method, &path, MESSAGE).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        assert_eq!(answer.json()["type"], format!("urn:recepis:problem:{kind}"), "{path}");
        assert_eq!(answer.json()["status"], status, "{path}");
    }
    let stranger =
        Request::get("/api/v1/submissions").header("authorization", "Bearer wrong").body(Body::empty()).unwrap();
    let answer = house.ask(stranger).await;
    assert_eq!((answer.status, answer.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
}

#[tokio::test]
async fn too_many_tries_from_one_network_are_told_to_wait() {
    let house = House::new().await;
    let (_, link) = house.handed_in().await;
    let mut last = StatusCode::OK;
    for _ in 0..40 {
        last = house.post(&format!("{link}/confirm"), "", "lang=nl&code=1").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let too_large = house.post("/r/new-link", "", &"x".repeat(40_000)).await;
    assert_eq!(too_large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// One request over a connection of its own, and the whole answer.
async fn exchange(port: u16, request: &str) -> Vec<u8> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    answer
}

/// A GET of which only the first octets are read; then the connection is dropped.
async fn broken_off(port: u16, path: &str, cookie: &str) {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    socket.write_all(get(path, cookie).as_bytes()).await.unwrap();
    socket.read_exact(&mut [0; 200]).await.unwrap();
}

fn get(path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
}

/// A message whose attachment has so many octets as it is encoded; of three million no socket buffer holds all.
fn large(octets: usize) -> String {
    let line = format!("{}\r\n", "QUJD".repeat(18));
    let message =
        MESSAGE.replace("text/html; name=\"brief.html\"", "application/pdf").replace("<svg onload=x>.html", "a.pdf");
    message.replace("PGh0bWw+PC9odG1sPg==\r\n", &line.repeat(octets / line.len()))
}

#[tokio::test]
async fn handing_over_is_stated_once_all_was_written_and_not_when_the_transfer_broke_off() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_as(&large(16_000_000)).await;
    let cookie = house.proven(&link).await;
    house.decided(delivery, &cookie, "accept").await;
    let (port, stop, serving) = house.served().await;
    let at = |path: &str| format!("/r/{delivery}/{path}");
    broken_off(port, &at("message.eml"), &cookie).await;
    broken_off(port, &at("part/1"), &cookie).await;
    let page = exchange(port, &get(&at("result"), &cookie)).await;
    assert!(String::from_utf8_lossy(&page).contains("De huur stopt"));
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!house.events(delivery).await.contains(&Event::ContentHandover), "the attachment was broken off twice");
    for _ in 0..2 {
        assert!(exchange(port, &get(&at("part/1"), &cookie)).await.len() > 10_000_000);
    }
    _ = stop.send(());
    serving.await.unwrap();
    let events = house.events(delivery).await;
    assert_eq!(events.iter().filter(|event| **event == Event::ContentHandover).count(), 1, "{events:?}");
}

#[tokio::test]
async fn every_address_of_the_published_api_exists_and_asks_for_a_token() {
    let house = House::new().await;
    let published = include_str!("../../proto/openapi.yaml");
    let paths: Vec<_> = published.lines().filter_map(|line| line.strip_prefix("  /api")?.strip_suffix(':')).collect();
    assert_eq!(paths.len(), 10);
    for path in paths {
        let path = format!("/api{}", path.replace("{id}", &"0".repeat(26)).replace("{number}", "1"));
        let posted = path.ends_with("/recall") || path.ends_with("/again");
        let answer = if posted { house.post(&path, "", "").await } else { house.get(&path, "").await };
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        let kind = answer.json()["type"].as_str().unwrap().to_owned();
        assert!(published.contains(&kind), "{kind}");
    }
}

#[tokio::test]
async fn every_page_has_one_heading_a_language_labels_and_nothing_from_elsewhere() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let mut pages = Vec::new();
    for language in ["nl", "en", "de", "fr"] {
        for path in ["/", "/privacy", "/status", "/demo/mailbox", "/mine", "/nothing", "/r", &link] {
            pages.push((house.get(&format!("{path}?lang={language}"), "").await, language));
        }
    }
    let cookie = house.proven(&link).await;
    for path in ["choose", "later", "say"] {
        pages.push((house.get(&format!("/r/{delivery}/{path}?lang=en"), &cookie).await, "en"));
    }
    let incomplete = "lang=en&capacity=organisation&answer=accept&organisation=%3Cb%3E";
    pages.push((house.post(&format!("/r/{delivery}/decide"), &cookie, incomplete).await, "en"));
    house.decided(delivery, &cookie, "accept").await;
    pages.push((house.get(&format!("/r/{delivery}/result?lang=en"), &cookie).await, "en"));
    pages.push((house.get(&format!("/r/{delivery}/bundle?lang=en"), &cookie).await, "en"));
    for (page, language) in &pages {
        let text = &page.text;
        assert_eq!(text.matches("<h1>").count(), 1, "{text}");
        assert!(text.contains(&format!("<html lang=\"{language}\">")), "{text}");
        if page.status == StatusCode::OK && text.contains("<nav") {
            for other in ["nl", "en", "de", "fr"].iter().filter(|other| *other != language) {
                let link = format!("?lang={other}\" lang=\"{other}\" hreflang=\"{other}\" rel=\"alternate nofollow\"");
                assert!(text.contains(&link), "{link}: {text}");
            }
        }
        for field in text.split("<input id=\"").skip(1) {
            let id = field.split('"').next().unwrap();
            assert!(text.contains(&format!("<label for=\"{id}\">")), "{id}: {text}");
        }
        for source in text.split(" src=\"").skip(1).chain(text.split("<link ").skip(1)) {
            assert!(!source.split('>').next().unwrap().contains("//"), "{source}");
        }
        assert!(!text.contains("page-") && !text.contains("error-"), "a text is missing: {text}");
    }
    assert!(pages.iter().any(|(page, _)| page.status == StatusCode::UNPROCESSABLE_ENTITY));
}

#[tokio::test]
async fn the_log_is_there_for_everybody_to_keep_and_nothing_else_of_its_folder_is() {
    let house = House::new().await;
    assert_eq!(house.get("/log/checkpoint", "").await.status, StatusCode::NOT_FOUND, "nothing is sealed yet");
    house.handed_in().await;
    house.settle().await;
    let checkpoint = house.get("/log/checkpoint", "").await;
    assert_eq!((checkpoint.status, checkpoint.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    assert_headers(&checkpoint, "/log/checkpoint");
    let size: u64 = checkpoint.text.lines().nth(1).unwrap().parse().unwrap();
    assert!(size > 0 && checkpoint.text.lines().filter(|line| line.starts_with("— ")).count() == 2);
    for path in [format!("/log/tile/0/000.p/{size}"), format!("/log/tile/entries/000.p/{size}")] {
        let tile = house.get(&path, "").await;
        assert_eq!((tile.status, tile.header("content-type")), (StatusCode::OK, "application/octet-stream"), "{path}");
        assert_eq!(tile.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!((tile.cookie(), tile.header("etag"), tile.header("last-modified")), (None, "", ""));
    }
    for path in [
        "/log/",
        "/log/checkpoint.lock",
        "/log/unfinished",
        "/log/../recepis.db",
        "/log/%2e%2e/recepis.db",
        "/log/tile/../checkpoint",
        "/log/tile/0/00",
        "/log/tile/0/000",
        "/log/tile/0/000.p/255",
    ] {
        assert_eq!(house.get(path, "").await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
