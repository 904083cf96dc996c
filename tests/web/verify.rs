//! `/verify`: the verifier in one file, and the form for whoever has no scripts. What is sent is judged and forgotten.

use std::path::Path;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use recepis::web::{self, OneFile, Site, Verifier};
use tower::ServiceExt as _;

use crate::house::{Answer, House};

const GOOD: &str = "tests/bundles/good/accepted/bundle.asice";

fn file() -> OneFile {
    OneFile::new(include_bytes!("../../wasm/page.html").to_vec()).unwrap()
}

fn site(house: &House, file: Option<OneFile>) -> Site {
    let trust = recepis::court::folder(Path::new("tests/bundles/trust/trial")).unwrap();
    house.site.clone().with_verifier(Verifier::new(trust, file))
}

fn form(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, octets) in parts {
        let head = format!(
            "--line\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"secret-name.asice\"\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(octets);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--line--\r\n");
    body
}

async fn sent(site: &Site, body: Vec<u8>) -> Answer {
    let request = Request::post("/verify/upload?lang=en")
        .header("content-type", "multipart/form-data; boundary=line")
        .header("sec-fetch-site", "same-origin");
    Answer::of(web::router(site.clone()).oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()).await
}

#[tokio::test]
async fn c8_a_file_that_is_sent_without_scripts_is_judged_and_nothing_of_it_stays() {
    let house = House::new().await;
    house.clock.forward(Duration::from_hours(48));
    let site = site(&house, None);
    let bundle = std::fs::read(GOOD).unwrap();
    let before = house.on_disk();
    let (log, listening) = crate::listen();
    let passed = sent(&site, form(&[("bundle", &bundle)])).await;
    assert_eq!(passed.status, StatusCode::OK, "{}", passed.text);
    for said in ["Passed: the file is genuine", "TOTAL-PASSED", "That is our word again", "p.devries@voorbeeld.example"]
    {
        assert!(passed.text.contains(said), "{said}: {}", passed.text);
    }
    assert!(!passed.text.contains("<script") && !passed.text.contains("secret-name"), "{}", passed.text);
    let other = sent(&site, form(&[("bundle", &bundle), ("message", b"another")])).await;
    assert!(other.text.contains("not the one that the evidence names"), "{}", other.text);
    let mut changed = bundle.clone();
    let place = changed.len() / 2;
    changed[place] ^= 1;
    let failed = sent(&site, form(&[("bundle", &changed)])).await;
    assert!(failed.text.contains("Failed: something in the file is wrong"), "{}", failed.text);
    assert!(house.on_disk() == before, "the data directory was changed");
    drop(listening);
    let log = String::from_utf8_lossy(&log.lock().unwrap()).into_owned();
    for kept in ["devries", "secret-name", "TOTAL-"] {
        assert!(!log.contains(kept), "{kept} is in the log: {log}");
    }
}

#[tokio::test]
async fn c8_without_anchors_of_its_own_the_service_shows_fingerprints_and_passes_nothing() {
    let house = House::new().await;
    house.clock.forward(Duration::from_hours(48));
    let open = sent(&house.site, form(&[("bundle", &std::fs::read(GOOD).unwrap())])).await;
    assert!(open.text.contains("Not certain") && open.text.contains("30F4 742E "), "{}", open.text);
}

#[tokio::test]
async fn what_is_no_file_or_no_form_is_told() {
    let house = House::new().await;
    let site = site(&house, None);
    let none = sent(&site, form(&[("bundle", b"")])).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text.contains("Choose the file with the evidence first.") && none.text.contains("role=\"alert\""));
    assert_eq!(sent(&site, form(&[])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let odd = sent(&site, form(&[("bundle", b"hello")])).await;
    assert!(odd.status == StatusCode::OK && odd.text.contains("TOTAL-FAILED"), "{}", odd.text);
    assert_eq!(sent(&site, form(&[("bundle", b"a"), ("bundle", b"b")])).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(sent(&site, form(&[("other", b"a")])).await.status, StatusCode::BAD_REQUEST);
    let cut = form(&[("bundle", b"hello")]);
    assert_eq!(sent(&site, cut[..60].to_vec()).await.status, StatusCode::BAD_REQUEST);
    let large = sent(&site, form(&[("bundle", &vec![b'x'; (32 << 20) + 1])])).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", large.text);
    let plain = house.post("/verify/upload", "", "bundle=x").await;
    assert_eq!(plain.status, StatusCode::BAD_REQUEST, "a form of another kind");
    let foreign = Request::post("/verify/upload")
        .header("content-type", "multipart/form-data; boundary=line")
        .header("sec-fetch-site", "cross-site");
    let foreign = house.ask(foreign.body(Body::from(form(&[("bundle", b"x")]))).unwrap()).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let mut seen = Vec::new();
    for _ in 0..40 {
        seen.push(sent(&site, form(&[])).await.status);
    }
    assert!(seen.contains(&StatusCode::TOO_MANY_REQUESTS), "{seen:?}");
}

#[tokio::test]
async fn c8_the_verifier_in_one_file_is_served_octet_for_octet_and_may_reach_nothing() {
    let house = House::new().await;
    let get = async |site: &Site, path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        Answer::of(web::router(site.clone()).oneshot(request).await.unwrap()).await
    };
    let with = site(&house, Some(file()));
    let served = get(&with, "/verify?lang=nl").await;
    assert_eq!(served.text, include_str!("../../wasm/page.html"));
    let policy = served.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe-inline") && !policy.contains("connect-src"), "{policy}");
    let form = get(&with, "/verify/upload?lang=nl").await;
    assert!(form.text.contains("href=\"/verify\"") && form.text.contains("Dat is weer ons woord."), "{}", form.text);
    assert!(form.header("content-security-policy").contains("style-src 'self'"));
    let without = get(&site(&house, None), "/verify?lang=en").await;
    assert!(without.text.contains("enctype=\"multipart/form-data\"") && !without.text.contains("href=\"/verify\""));
    assert!(get(&with, "/").await.text.contains("href=\"/verify?lang=nl\""), "the front page leads there");
}
