//! The page of answers by mail: looking changes nothing, one page works once and from our own site only.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::flow::receive::{self, Arrival};
use recepis::flow::return_path::ReturnPath;

use super::assert_headers;
use super::house::{Answer, House};

const LETTER: &str = "From: \"<script>\" <piet@demo.test>\r\nSubject: <img src=x>\r\nX-Mailer: Plugh\r\n\r\n<b>Ik</b> was weg & ben terug.\r\n";

async fn written(house: &House, delivery: DeliveryId) {
    let (octets, digest) = (LETTER.as_bytes(), Sha256(sha256(LETTER.as_bytes())));
    let path = ReturnPath { delivery, notice: 1 };
    let arrival = Arrival { path, octets, size: octets.len() as u64, answerable: true, digest, from: None };
    assert_eq!(receive::receive(&house.service, &arrival).await.unwrap().refused, None);
    house.settle().await;
}

fn digest_in(page: &Answer) -> String {
    page.text.split("name=\"answer\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn s44_s6_an_answer_is_shown_to_its_addressee_alone_and_confirmed_by_one_post_of_our_own_page() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    assert!(!house.get(&link, "").await.text.contains("antwoord per e-mail"));
    written(&house, delivery).await;
    let notice = house.get(&link, "").await;
    assert!(notice.text.contains("Er wacht een antwoord per e-mail") && !notice.text.contains("was weg"));
    let page = format!("/r/{delivery}/answers");
    let stranger = house.get(&page, "").await;
    assert!(stranger.status.is_client_error() && !stranger.text.contains("was weg"), "{}", stranger.status);

    // By the code, and back to that page.
    let form = format!("lang=nl&for=answers&token={}", notice.token());
    let asked = house.post(&format!("{link}/code"), "", &form).await;
    assert!(asked.text.contains("value=\"answers\""), "{}", asked.text);
    let cookie = house.proven(&link).await;
    let before = house.on_disk();
    let shown = house.get(&page, &cookie).await;
    assert_headers(&shown, "answers");
    for text in ["&#60;b&#62;Ik&#60;/b&#62; was weg &#38; ben terug.", "Dat kunt u niet terugnemen."] {
        assert!(shown.text.contains(text), "{text}\n{}", shown.text);
    }
    assert!(!shown.text.contains("<script") && !shown.text.contains("<img") && !shown.text.contains("Plugh"));
    for _ in 0..5 {
        house.get(&page, &cookie).await;
        house.ask(Request::head(page.as_str()).header("cookie", &cookie).body(Body::empty()).unwrap()).await;
    }
    assert!(house.on_disk() == before, "looking changed the data directory");

    // From another site, without the token, with that of another page, without a choice, of no letter.
    let (token, digest) = (shown.token(), digest_in(&shown));
    let right = format!("lang=nl&what=confirm&answer={digest}&token={token}");
    let foreign = Request::post(page.as_str())
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", &cookie)
        .header("sec-fetch-site", "cross-site");
    let foreign = house.ask(foreign.body(Body::from(right.clone())).unwrap()).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(house.post(&page, "", &right).await.status.is_client_error(), "without the cookie");
    let choice = house.get(&format!("/r/{delivery}/choose"), &cookie).await.token();
    for wrong in [
        format!("what=confirm&answer={digest}"),
        format!("what=confirm&answer={digest}&token={choice}"),
        format!("answer={digest}&token={token}"),
        format!("what=confirm&answer={}&token={token}", "0".repeat(64)),
        format!("what=confirm&answer=x&token={token}"),
    ] {
        let answer = house.post(&page, &cookie, &wrong).await;
        assert!(answer.status.is_client_error(), "{wrong}: {}", answer.status);
    }
    assert!(!house.events(delivery).await.contains(&Event::AddresseeStates));

    let done = house.post(&page, &cookie, &right).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, format!("{page}?lang=nl").as_str()));
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AddresseeStates));
    assert!(house.post(&page, &cookie, &right).await.status.is_client_error(), "a page works once");
    let shown = house.get(&page, &cookie).await.text;
    assert!(shown.contains("U bevestigde dit antwoord") && !shown.contains("name=\"answer\""), "{shown}");
    assert!(!house.get(&link, "").await.text.contains("Er wacht een antwoord"));
}

#[tokio::test]
async fn an_answer_that_is_deleted_is_gone_and_the_page_says_so() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    written(&house, delivery).await;
    let cookie = house.proven(&link).await;
    let page = format!("/r/{delivery}/answers");
    let shown = house.get(&format!("{page}?lang=en"), &cookie).await;
    assert!(shown.text.matches("<h1>").count() == 1 && !shown.text.contains("page-"), "{}", shown.text);
    let form = format!("lang=en&what=delete&answer={}&token={}", digest_in(&shown), shown.token());
    assert_eq!(house.post(&page, &cookie, &form).await.status, StatusCode::SEE_OTHER);
    let shown = house.get(&format!("{page}?lang=en"), &cookie).await;
    assert!(
        shown.text.contains("No answer by e-mail waits here.") && !shown.text.contains("was weg"),
        "{}",
        shown.text
    );
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AddresseeStates));
}
