//! `/mine`: what was recorded about an address, for whoever can open its mailbox, and for nobody else.

use std::time::Duration;

use axum::http::StatusCode;
use recepis::erds::event::Event;

use crate::house::{Answer, House, MESSAGE, code_in};

/// Goes through the code and gives the cookie.
pub(crate) async fn owner(house: &House) -> String {
    let asked = house.post("/mine/code", "", "lang=en&address=Piet%40demo.test").await;
    assert_eq!((asked.status, asked.header("set-cookie")), (StatusCode::OK, ""), "{}", asked.text);
    house.settle().await;
    let form = format!("lang=en&address=piet%40demo.test&code={}", house.mailed_code());
    let right = house.post("/mine/confirm", "", &form).await;
    assert_eq!((right.status, right.header("location")), (StatusCode::SEE_OTHER, "/mine?lang=en"), "{}", right.text);
    assert!(right.header("set-cookie").contains("; Path=/mine; HttpOnly; SameSite=Strict"));
    right.cookie().unwrap()
}

/// The first form that opens a delivery.
fn opening(page: &Answer) -> String {
    let value = |name: &str| {
        let (_, rest) = page.text.split_once(&format!("name=\"{name}\" value=\"")).expect(&page.text);
        rest.split('"').next().unwrap().to_owned()
    };
    format!("lang=en&delivery={}&to={}&token={}", value("delivery"), value("to"), value("token"))
}

#[tokio::test]
async fn l6_l20_whoever_opens_the_mailbox_sees_all_that_was_recorded_and_gets_the_senders_evidence() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    house.decided(delivery, &cookie, "refuse").await;
    house.settle().await;
    let before = house.events(delivery).await;
    let cookie = owner(&house).await;
    let page = house.get("/mine?lang=en", &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for shown in [
        "piet@demo.test",
        "calls itself",
        "jan@sender.test",
        "Huur &#60;b&#62;opgezegd",
        "You refused it.",
        "The message was submitted to us",
        "A notice was given to a mail server",
        ": Refused",
        "You made no keys here.",
    ] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    let opened = house.post("/mine/open", &cookie, &opening(&page)).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    assert!(opened.header("location").starts_with(&format!("/r/{delivery}/result")));
    assert!(opened.header("set-cookie").contains(&format!("; Path=/r/{delivery}/; ")));
    let theirs = opened.cookie().unwrap();
    for number in 1..=before.len() {
        let ours = house.get(&format!("/r/{delivery}/evidence/{number}"), &theirs).await;
        let senders =
            house.api(axum::http::Method::GET, &format!("/api/v1/deliveries/{delivery}/evidence/{number}"), "").await;
        assert!(ours.status == StatusCode::OK && ours.text == senders.text, "evidence {number} is the same");
    }
    // And they can put their own words into the same chain.
    let say = house.get(&format!("/r/{delivery}/say?lang=en"), &theirs).await;
    let form = format!("lang=en&what=own-words&words=I+moved+in+May&token={}", say.token());
    let said = house.post(&format!("/r/{delivery}/say"), &theirs, &form).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    assert_eq!(house.events(delivery).await, [before, vec![Event::AddresseeStates]].concat());
    let again = house.post("/mine/open", &cookie, &opening(&page)).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "a form works once");
}

#[tokio::test]
async fn l6_what_is_undecided_opens_on_the_page_that_says_what_each_choice_does() {
    let house = House::new().await;
    let (delivery, _) = house.handed_in().await;
    let before = house.events(delivery).await;
    let cookie = owner(&house).await;
    let page = house.get("/mine?lang=en", &cookie).await;
    assert!(page.text.contains("You can choose until"), "{}", page.text);
    let opened = house.post("/mine/open", &cookie, &opening(&page)).await;
    let notice = house.get(opened.header("location"), &opened.cookie().unwrap()).await;
    assert!(notice.text.contains("We have not recorded that you opened this page"), "{}", notice.text);
    assert_eq!(house.events(delivery).await, before, "looking changes nothing that a sender sees");
}

#[tokio::test]
async fn c4_absence_is_said_from_there_too() {
    let house = House::new().await;
    let (delivery, _) = house.handed_in().await;
    let cookie = owner(&house).await;
    let page = house.get("/mine?lang=en", &cookie).await;
    let form = page.text.split("id=\"absence\"").nth(1).expect("a form for that");
    let token = form.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("lang=en&delivery={delivery}&to=absence&token={token}");
    let opened = house.post("/mine/open", &cookie, &form).await;
    assert_eq!(opened.header("location"), format!("/r/{delivery}/absence?lang=en"));
    let shown = house.get(opened.header("location"), &opened.cookie().unwrap()).await;
    assert!(shown.text.contains("type=\"date\""), "{}", shown.text);
}

#[tokio::test]
async fn l6_every_address_gets_the_same_answer_and_an_unknown_one_no_mail() {
    let house = House::new().await;
    house.handed_in().await;
    let answers = async |address: &str| {
        let mut answers = Vec::new();
        for code in ["", "123", "00000000", "00000001", "00000002", "00000003", "00000004", "00000005"] {
            let form = format!("lang=en&address={address}%40demo.test&code={code}");
            let path = if code.is_empty() { "/mine/code" } else { "/mine/confirm" };
            let answer = house.post(path, "", &form).await;
            assert_eq!(answer.header("set-cookie"), "", "{}", answer.text);
            answers.push((answer.status, answer.text.replace(address, "ADDRESS")));
            house.settle().await;
        }
        answers
    };
    assert_eq!(answers("piet").await, answers("nobody").await);
    assert!(house.outbox.last("nobody@demo.test", "").is_none(), "nobody is written to");
    for address in ["piet", "nobody"] {
        let form = format!("lang=en&address={address}%40demo.test");
        for _ in 0..4 {
            assert_eq!(house.post("/mine/code", "", &form).await.status, StatusCode::OK);
            house.settle().await;
        }
        assert_eq!(house.post("/mine/code", "", &form).await.status, StatusCode::TOO_MANY_REQUESTS, "{address}");
    }
    let wrong = house.post("/mine/code", "", "lang=en&address=piet").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = axum::http::Request::post("/mine/code")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    let foreign = foreign.body(axum::body::Body::from("address=piet%40demo.test")).unwrap();
    assert_eq!(house.ask(foreign).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn l6_codes_wrong_codes_and_links_of_a_day_are_the_addressees_to_see_and_nobody_elses() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let token = house.get(&link, "").await.token();
    house.post(&format!("{link}/code"), "", &format!("lang=en&token={token}")).await;
    let code = house.mailed_code();
    let wrong = if code == "00000000" { "11111111" } else { "00000000" };
    for _ in 0..2 {
        house.post(&format!("{link}/confirm"), "", &format!("lang=en&code={wrong}")).await;
    }
    house.post("/r/new-link", "", "lang=en&address=piet%40demo.test").await;
    house.settle().await;
    let cookie = owner(&house).await;
    let page = house.get("/mine?lang=en", &cookie).await;
    assert!(page.text.contains("a code was asked for. Filled in wrongly: 2. The code was not used."), "{}", page.text);
    assert!(page.text.contains("a code was asked for. Filled in wrongly: 0. The code was used."), "{}", page.text);
    assert!(page.text.contains("another link was asked for."), "{}", page.text);
    let status = house.api(axum::http::Method::GET, &format!("/api/v1/deliveries/{delivery}"), "").await.text;
    assert!(!status.contains("asked for") && !status.contains("new-link"), "{status}");
    house.clock.forward(Duration::from_hours(25));
    house.service.store.sweep(house.service.now()).await.unwrap();
    let cookie = owner(&house).await;
    let page = house.get("/mine?lang=en", &cookie).await;
    assert_eq!(page.text.matches("a code was asked for").count(), 1, "a day later only this one: {}", page.text);
    assert!(!page.text.contains("another link"), "{}", page.text);
}

#[tokio::test]
async fn s20_a_session_is_gone_when_its_minutes_are_over() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let theirs = house.proven(&link).await;
    house.decided(delivery, &theirs, "accept").await;
    let mine = owner(&house).await;
    let hash = |cookie: &str| recepis::crypto::sha256(cookie.split_once('=').unwrap().1.as_bytes());
    let minutes = u64::from(house.service.settings().session_minutes);
    let sessions = async |at| {
        let store = &house.service.store;
        [store.session(&hash(&theirs), at).await.unwrap(), store.session(&hash(&mine), at).await.unwrap()]
    };
    let long_ago = house.service.now();
    assert!(sessions(long_ago).await.iter().all(Option::is_some));
    house.clock.forward(Duration::from_mins(minutes));
    house.service.store.sweep(house.service.now()).await.unwrap();
    assert_eq!(sessions(long_ago).await, [None, None], "the rows themselves are gone");
    assert!(
        house.get("/mine?lang=en", &mine).await.text.contains("action=\"/mine/code\""),
        "a code is asked for again"
    );
}

#[tokio::test]
async fn a_mailbox_opens_no_other_mailbox_and_a_deliverys_session_does_not_open_it() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let path = "/api/v1/submissions?from=jan@sender.test&to=eva@demo.test";
    let taken = house.api(axum::http::Method::POST, path, &MESSAGE.replace("<1@", "<2@")).await;
    let evas = taken.json()["deliveries"][0].as_str().unwrap().to_owned();
    house.settle().await;
    let theirs = house.proven(&link).await;
    assert!(house.get("/mine", &theirs).await.text.contains("action=\"/mine/code\""), "a delivery's session");
    let cookie = owner(&house).await;
    let page = house.get("/mine?lang=en", &cookie).await;
    assert!(!page.text.contains(&evas) && !page.text.contains("eva@"), "{}", page.text);
    let form = opening(&page).replace(&delivery.to_string(), &evas);
    assert_eq!(house.post("/mine/open", &cookie, &form).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get(&format!("/r/{evas}/result"), &cookie).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.post("/mine/open", "", &opening(&page)).await.header("location"), "/mine?lang=nl");
    let before = house.on_disk();
    for path in ["/mine", "/mine?lang=de", "/mine/code", "/mine/open"] {
        let answer = house.get(path, "").await;
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
    assert!(house.on_disk() == before, "fetching changed the data directory");
    assert!(house.get(&link, "").await.text.contains("href=\"/mine?lang=nl\""), "every page leads there");
    let notice = house.outbox.last("piet@demo.test", "Message-ID: <code.").unwrap();
    assert!(notice.contains("localhost:8025/mine"), "{notice}");
    assert_eq!(code_in(&notice).len(), 8);
}

#[tokio::test]
async fn a_sender_is_blocked_and_allowed_again_with_a_button_and_both_are_evidence_to_save() {
    let house = House::new().await;
    let (delivery, _) = house.handed_in().await;
    let cookie = owner(&house).await;
    let token = |page: &Answer, before: &str| {
        let form = page.text.split("</form>").find(|form| form.contains(before)).expect(&page.text).to_owned();
        let (_, rest) = form.split_once("name=\"token\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    for (what, shown) in [("block", "jan@sender.test, since"), ("unblock", "You blocked nobody.")] {
        let page = house.get("/mine?lang=en", &cookie).await;
        let token = token(&page, &format!("value=\"{what}\""));
        let form = format!("lang=en&what={what}&delivery={delivery}&token={token}");
        let done = house.post("/mine/ask", &cookie, &form).await;
        assert_eq!(
            (done.status, done.header("location")),
            (StatusCode::SEE_OTHER, "/mine?lang=en#blocked"),
            "{}",
            done.text
        );
        house.settle().await;
        let page = house.get("/mine?lang=en", &cookie).await;
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    let saved = house.get("/mine/own/1", &cookie).await;
    assert!(saved.status == StatusCode::OK && saved.text.contains("SenderBlocked"), "{}", saved.text);
    assert!(saved.header("content-disposition").contains("001-SenderBlocked.xml"));
    assert_eq!(house.get("/mine/own/9", &cookie).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("/mine/own/1", "").await.header("location"), "/mine?lang=nl");
    let unclear = house.post("/mine/ask", &cookie, "lang=en&what=everything").await;
    assert_eq!(unclear.status, StatusCode::BAD_REQUEST);
}
