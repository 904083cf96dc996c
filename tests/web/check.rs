//! A reference typed at `/check`: what it tells and to whom it tells nothing, and the way on from there without a link.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tokio::time::Instant;

use crate::house::{House, code_in};

const UNKNOWN: &str = "K7M2-94QP-10TX";

/// The reference that the notice prints.
fn reference(house: &House) -> String {
    let notice = house.outbox.last("piet@demo.test", "/r/").unwrap();
    let line = notice.lines().find(|line| line.trim_start().starts_with("Kenmerk:")).expect(&notice);
    line.rsplit(' ').next().unwrap().trim().to_owned()
}

fn location(path: &str) -> String {
    path.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn c1_s25_whoever_trusts_no_link_types_the_reference_and_comes_as_far_as_with_it() {
    let house = House::new().await;
    let (delivery, _) = house.handed_in().await;
    let notice = house.outbox.last("piet@demo.test", "/r/").unwrap();
    assert!(notice.contains("\r\n  localhost:8025/check\r\n"), "{notice}");
    let reference = reference(&house);
    let typed = reference.to_lowercase().replace('-', "+").replace('0', "o").replace('1', "l");
    let known = house.post("/check", "", &format!("lang=en&reference={typed}")).await;
    assert_eq!(known.status, StatusCode::OK, "{}", known.text);
    for shown in [&*reference, "calls itself", "jan@sender.test", "demo.test", "24 November 2026"] {
        assert!(known.text.contains(shown), "{shown}: {}", known.text);
    }
    for kept in ["piet", "opgezegd", "/r/0", &delivery.to_string()] {
        assert!(!known.text.contains(kept), "{kept}: {}", known.text);
    }
    let form = format!("lang=en&reference={reference}&token={}", known.token());
    let asked = house.post("/check/code", "", &form).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    assert!(!asked.text.contains("piet"), "{}", asked.text);
    let code = code_in(&house.outbox.last("piet@demo.test", "Message-ID: <code.").unwrap());
    let wrong = house.post("/check/confirm", "", &format!("lang=en&reference={reference}&code=00000000")).await;
    assert_eq!((wrong.status, wrong.header("set-cookie")), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    let right = house.post("/check/confirm", "", &format!("lang=en&reference={reference}&code={code}")).await;
    assert_eq!(location(right.header("location")), format!("/r/{delivery}/notice"), "{}", right.text);
    let cookie = right.cookie().unwrap();
    let page = house.get(right.header("location"), &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("We have not recorded that you opened this page"), "{}", page.text);
    assert!(page.text.contains(&reference) && !page.text.contains("opgezegd"), "{}", page.text);
    assert!(page.text.contains(&format!("href=\"/r/{delivery}/choose?lang=en\"")), "no code is asked for again");
    assert!(!page.text.contains("/code\""), "{}", page.text);
    assert_eq!(house.get(&format!("/r/{delivery}/notice"), "").await.status, StatusCode::FORBIDDEN);
    let done = house.decided(delivery, &cookie, "accept").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let closed = house.get(right.header("location"), &cookie).await;
    assert!(closed.text.contains(&format!("href=\"/r/{delivery}/result?lang=en\"")), "{}", closed.text);
}

#[tokio::test]
async fn c1_looking_a_reference_up_leaves_nothing_and_stands_nowhere_in_clear() {
    let house = House::new().await;
    house.handed_in().await;
    let reference = reference(&house);
    let before = house.on_disk();
    for typed in [&*reference, UNKNOWN, "x"] {
        house.get("/check", "").await;
        house.post("/check", "", &format!("reference={typed}")).await;
    }
    assert!(house.on_disk() == before, "a look changed the data directory");
    for spelling in [reference.replace('-', ""), reference] {
        let kept = before.iter().find(|(_, octets)| octets.windows(spelling.len()).any(|w| w == spelling.as_bytes()));
        assert!(kept.is_none(), "{} holds it", kept.unwrap().0);
    }
}

#[tokio::test]
async fn c1_a_reference_that_nobody_has_is_answered_in_the_same_form_and_time() {
    let house = House::new().await;
    for n in 0..5 {
        let another = crate::house::MESSAGE.replace("<1@", &format!("<{n}@"));
        house.handed_in_as(&format!("Recepis-Another-Because: one for each room\r\n{another}")).await;
    }
    let reference = reference(&house);
    let answers = [
        house.post("/check", "", &format!("reference={reference}")).await,
        house.post("/check", "", &format!("reference={UNKNOWN}")).await,
    ];
    let [known, unknown] = &answers;
    assert_eq!(known.status, unknown.status);
    assert!(known.headers.keys().eq(unknown.headers.keys()), "{:?} {:?}", known.headers, unknown.headers);
    assert!(unknown.text.contains("Dit kenmerk kennen wij niet"), "{}", unknown.text);
    // By turns, so that what else this computer does slows both alike. The smallest of many is what the work itself takes.
    let [known, unknown]: [recepis::erds::reference::Reference; 2] = [&*reference, UNKNOWN].map(|r| r.parse().unwrap());
    let mut took = [Duration::MAX; 2];
    for _ in 0..300 {
        for (least, reference) in took.iter_mut().zip([&known, &unknown]) {
            let begun = Instant::now();
            let found = recepis::flow::check::look_up(&house.service, reference).await.unwrap();
            *least = (*least).min(begun.elapsed());
            assert_eq!(found.is_some(), *reference == known);
        }
    }
    let [known, unknown] = took;
    assert!(known < unknown * 3 / 2 && unknown < known * 3 / 2, "known {known:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn a_slip_in_a_reference_is_told_and_what_was_typed_comes_back() {
    let house = House::new().await;
    for (typed, said) in [
        ("K7M2-94QP-10TY", "Er klopt een letter of cijfer niet"),
        ("K7M2", "12 letters en cijfers"),
        ("", "12 letters en cijfers"),
        ("%3Cscript%3E", "12 letters en cijfers"),
    ] {
        let answer = house.post("/check", "", &format!("reference={typed}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.text.contains(said) && !answer.text.contains("<script"), "{typed}: {}", answer.text);
    }
    let typed = house.post("/check", "", "reference=K7M2-94QP-10TY").await;
    assert!(typed.text.contains("value=\"K7M2-94QP-10TY\""), "{}", typed.text);
    let foreign = Request::post("/check")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    let foreign = house.ask(foreign.body(Body::from(format!("reference={UNKNOWN}"))).unwrap()).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let mut seen = Vec::new();
    for _ in 0..40 {
        seen.push(house.post("/check", "", &format!("reference={UNKNOWN}")).await.status);
    }
    assert!(seen.contains(&StatusCode::OK) && seen.contains(&StatusCode::TOO_MANY_REQUESTS), "{seen:?}");
}

#[tokio::test]
async fn codes_by_reference_leave_some_to_the_link_and_a_form_works_once() {
    let house = House::new().await;
    let (_, link) = house.handed_in().await;
    let reference = reference(&house);
    let form = format!("reference={reference}&token=");
    let asked = house.post("/check/code", "", &format!("{form}x")).await;
    assert_eq!(asked.status, StatusCode::CONFLICT, "a code is asked for by our own form");
    for n in 0..4 {
        let known = house.post("/check", "", &form).await;
        let fresh = format!("{form}{}", known.token());
        let asked = house.post("/check/code", "", &fresh).await;
        assert_eq!(asked.status, if n < 3 { StatusCode::OK } else { StatusCode::TOO_MANY_REQUESTS }, "{}", asked.text);
        if n < 2 {
            assert_eq!(house.post("/check/code", "", &fresh).await.status, StatusCode::CONFLICT, "twice");
        }
    }
    let other = house.post("/check", "", &format!("reference={UNKNOWN}")).await;
    assert!(!other.text.contains("name=\"token\""), "there is nobody to mail");
    house.proven(&link).await;
}
