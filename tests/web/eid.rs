//! The pages around an electronic identity: where one goes, what one comes back to, and what no answer opens by itself.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use recepis::erds::attribute::Attribute;
use recepis::erds::id::DeliveryId;
use recepis::flow::{Fault, Refusal, eid};
use recepis::outside::identity::{Failure, FakeProvider, Identified, Unfit};
use recepis::words::{Language, Words, banned};

use super::house::{Answer, House};

const ASKED: [(&str, &str); 2] = [("recepis-assurance", "substantial"), ("recepis-match-name", "P. de Vries")];

/// Sets out from the notice page: the page, and the state that the issuer is told.
async fn away(house: &House, link: &str, lang: &str) -> (Answer, String) {
    let notice = house.get(link, "").await;
    let form = format!("lang={lang}&for=choose&means=eid:proef&token={}", notice.token());
    let page = house.post(&format!("{link}/code"), "", &form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let state = page.text.split("state=").nth(1).unwrap().split(['&', '"']).next().unwrap().to_owned();
    (page, state)
}

fn back(state: &str) -> String {
    format!("/identity/proef/back?state={state}&code={}", FakeProvider::CODE)
}

/// The value of a hidden field.
fn hidden(page: &Answer, name: &str) -> String {
    let field = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1).expect(&page.text);
    field.split('"').next().unwrap().to_owned()
}

async fn go_on(house: &House, delivery: DeliveryId, page: &Answer, cookie: &str) -> Answer {
    let field = |name| hidden(page, name);
    let form = format!("lang=nl&means={}&at={}&token={}", field("means"), field("at"), field("token"));
    house.post(&format!("/r/{delivery}/proven"), cookie, &form).await
}

#[tokio::test]
async fn s29_the_way_by_an_issuer_ends_in_the_choice_and_nothing_of_the_issuer_is_in_our_pages() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&ASKED).await;
    let notice = house.get(&link, "").await;
    assert!(
        notice.text.contains("value=\"eid:proef\"") && !notice.text.contains("value=\"mail-code\""),
        "{}",
        notice.text
    );
    let (page, state) = away(&house, &link, "nl").await;
    assert!(page.text.contains("issuer.test") && page.text.contains("naam"), "{}", page.text);
    assert!(page.header("content-security-policy").contains("form-action 'self';"), "people go there by a link");
    let set = page.header("set-cookie");
    let path = format!("Path=/r/{delivery}/proven; HttpOnly; SameSite=Strict; Max-Age=600");
    assert!(set.starts_with("recepis-identity=") && set.contains(&path), "{set}");
    // The answer comes without our cookie, since the browser comes from another site.
    let arrived = house.get(&back(&state), "").await;
    assert_eq!((arrived.status, arrived.header("set-cookie")), (StatusCode::OK, ""), "{}", arrived.text);
    let foreign = go_on(&house, delivery, &arrived, "").await;
    assert_eq!(foreign.status, StatusCode::CONFLICT, "without the browser's secret");
    let done = go_on(&house, delivery, &arrived, &page.cookie().unwrap()).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let cookie = done.cookie().unwrap();
    let choice = house.get(&format!("/r/{delivery}/choose"), &cookie).await;
    assert!(choice.text.contains("iemand voor wie https://issuer.test instond"), "{}", choice.text);
    assert_eq!(house.decided(delivery, &cookie, "accept").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn s31_every_answer_that_opens_nothing_has_a_page_with_a_way_out_in_the_readers_language() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&ASKED).await;
    let before = house.events(delivery).await;
    for language in Language::ALL {
        let (lang, words) = (language.code(), Words::new(language));
        for (failure, status, key) in [
            (None, StatusCode::FORBIDDEN, "page-eid-other-title"),
            (Some(Failure::Cancelled), StatusCode::OK, "page-eid-none-title"),
            (Some(Failure::Refused("x".to_owned())), StatusCode::FORBIDDEN, "page-eid-none-title"),
            (Some(Failure::NotReached("x".to_owned())), StatusCode::SERVICE_UNAVAILABLE, "page-eid-none-title"),
        ] {
            match failure {
                None => house.issuer.says("klaas", &[(Attribute::Name, "Klaas Vaak")]),
                Some(failure) => house.issuer.fails(failure),
            }
            let (page, state) = away(&house, &link, lang).await;
            let answer = house.get(&back(&state), &page.cookie().unwrap()).await;
            assert_eq!(answer.status, status, "{lang} {key}: {}", answer.text);
            let title = words.say(key).replace('\'', "&#39;");
            assert!(answer.text.contains(&title), "{lang} {key}: {}", answer.text);
            assert!(answer.text.contains(&format!("href=\"{link}?lang={lang}\"")), "a way out: {}", answer.text);
            assert!(!answer.text.contains("Vaak") && !answer.text.contains("huur"), "{}", answer.text);
            assert_eq!(answer.header("set-cookie"), "");
            assert_eq!(banned(&answer.text, language), Vec::<&str>::new());
        }
    }
    let (_, state) = away(&house, &link, "nl").await;
    house.clock.forward(std::time::Duration::from_mins(10));
    assert_eq!(house.get(&back(&state), "").await.status, StatusCode::CONFLICT, "too late");
    assert_eq!(house.events(delivery).await, before);
    // From where one came, one can still say that it is not for oneself.
    let form = format!("lang=nl&for=not-for-me&token={}", house.get(&link, "").await.token());
    assert_eq!(house.post(&format!("{link}/code"), "", &form).await.status, StatusCode::OK);
    let form = format!("lang=nl&for=not-for-me&code={}", house.mailed_code());
    let mailbox = house.post(&format!("{link}/confirm"), "", &form).await.cookie().unwrap();
    assert_eq!(house.decided(delivery, &mailbox, "not-for-me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_counts_once_as_a_form_as_well_and_never_ahead_or_doubled() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&ASKED).await;
    let (page, state) = away(&house, &link, "nl").await;
    let ahead = Request::get(back(&state)).header("sec-purpose", "prefetch").body(Body::empty()).unwrap();
    assert_eq!(house.ask(ahead).await.status, StatusCode::SERVICE_UNAVAILABLE);
    let doubled = house.get(&format!("{}&state=other", back(&state)), "").await;
    assert_eq!(doubled.status, StatusCode::CONFLICT);
    // A form from the issuer's page comes from another site, and opens nothing by itself.
    let form = format!("state={state}&code={}", FakeProvider::CODE);
    let request = Request::post("/identity/proef/back")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(form))
        .unwrap();
    let arrived = house.ask(request).await;
    assert_eq!((arrived.status, arrived.header("set-cookie")), (StatusCode::OK, ""), "{}", arrived.text);
    assert_eq!(house.get(&back(&state), "").await.status, StatusCode::CONFLICT, "used");
    let cookie = page.cookie().unwrap();
    assert_eq!(go_on(&house, delivery, &arrived, &cookie).await.status, StatusCode::SEE_OTHER);
    assert_eq!(go_on(&house, delivery, &arrived, &cookie).await.status, StatusCode::CONFLICT, "used");
    for path in ["/identity/nobody/back?state=1", "/identity/proef/back", "/identity/proef/back?state=1&code=2"] {
        let answer = house.get(path, "").await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
        assert!(answer.text.contains("Open de link uit de e-mail opnieuw"), "{}", answer.text);
    }
}

#[tokio::test]
async fn an_issuer_that_wants_a_form_gets_one_and_only_there_may_the_page_post() {
    let house = House::new().await;
    house.issuer.takes_a_form();
    let (_, link) = house.handed_in_with(&ASKED).await;
    let form = format!("lang=nl&for=choose&means=eid:proef&token={}", house.get(&link, "").await.token());
    let page = house.post(&format!("{link}/code"), "", &form).await;
    assert!(page.text.contains("<form method=\"post\" action=\"https://issuer.test/login\">"), "{}", page.text);
    assert!(
        page.header("content-security-policy").contains("form-action https://issuer.test;"),
        "the issuer's site only"
    );
    let state = hidden(&page, "state");
    // Answers are larger than any form of ours, and bounded all the same.
    let answer = async |length: usize| {
        let form = format!("state={state}&code={}", "x".repeat(length));
        house.post("/identity/proef/back", "", &form).await.status
    };
    assert_eq!(answer(600 * 1024).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer(300 * 1024).await, StatusCode::FORBIDDEN, "read, and not believed");
    let about = house.get("/identity/proef/metadata", "").await;
    assert_eq!((about.status, &*about.text), (StatusCode::OK, "<recepis/>"));
    assert_eq!(house.get("/identity/nobody/metadata", "").await.status, StatusCode::NOT_FOUND);
}

/// What a certificate came to at its listener, as an address on our pages.
async fn shown(house: &House, state: &str, made: Result<Identified, Failure>) -> String {
    let page = eid::shown::show(&house.service, "proef", state, made).await.unwrap();
    page.strip_prefix(&house.service.settings.base_url).unwrap().to_owned()
}

fn petra(name: &str) -> Identified {
    Identified { subject: name.to_owned(), said: vec![(Attribute::Name, name.to_owned())] }
}

#[tokio::test]
async fn s29_a_certificate_is_compared_where_it_was_shown_and_the_browser_that_set_out_goes_on() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&ASKED).await;
    let (page, state) = away(&house, &link, "nl").await;
    let path = shown(&house, &state, Ok(petra("P. de Vries"))).await;
    assert!(!path.contains("Vries"), "nobody's name stands in an address: {path}");
    let again = eid::shown::show(&house.service, "proef", &state, Ok(petra("P. de Vries"))).await;
    assert!(matches!(again, Err(Fault::Refused(Refusal::UnknownProof))), "once");
    for _ in 0..2 {
        let arrived = house.get(&path, "").await;
        assert_eq!((arrived.status, arrived.header("set-cookie")), (StatusCode::OK, ""), "{}", arrived.text);
    }
    let arrived = house.get(&path, "").await;
    assert_eq!(go_on(&house, delivery, &arrived, "").await.status, StatusCode::CONFLICT, "another browser");
    let done = go_on(&house, delivery, &arrived, &page.cookie().unwrap()).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(house.decided(delivery, &done.cookie().unwrap(), "refuse").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn s31_every_certificate_that_does_not_count_has_a_page_of_its_own_with_a_way_out() {
    let house = House::new().await;
    let (_, link) = house.handed_in_with(&ASKED).await;
    let unfit = [
        (Unfit::Absent, StatusCode::FORBIDDEN, "page-card-absent"),
        (Unfit::Expired, StatusCode::FORBIDDEN, "page-card-expired"),
        (Unfit::Foreign, StatusCode::FORBIDDEN, "page-card-foreign"),
        (Unfit::Purpose, StatusCode::FORBIDDEN, "page-card-purpose"),
        (Unfit::Revoked, StatusCode::FORBIDDEN, "page-card-revoked"),
        (Unfit::Unclear, StatusCode::FORBIDDEN, "page-card-unclear"),
        (Unfit::Unchecked, StatusCode::SERVICE_UNAVAILABLE, "page-card-unchecked"),
    ];
    for (n, (why, status, key)) in unfit.into_iter().enumerate() {
        let language = Language::ALL[n % Language::ALL.len()];
        let (lang, words) = (language.code(), Words::new(language));
        let (_, state) = away(&house, &link, lang).await;
        let path = shown(&house, &state, Err(Failure::Unfit(why))).await;
        let answer = house.get(&path, "").await;
        assert_eq!(answer.status, status, "{}", answer.text);
        let said = words.text(key, &[("name", "Proef-ID")]).replace('\'', "&#39;");
        assert!(answer.text.contains(&said), "{said}: {}", answer.text);
        assert!(answer.text.contains(&format!("href=\"{link}?lang={lang}\"")), "a way out: {}", answer.text);
        assert_eq!(banned(&answer.text, language), Vec::<&str>::new());
    }
    let (_, state) = away(&house, &link, "nl").await;
    let other = house.get(&shown(&house, &state, Ok(petra("Klaas Vaak"))).await, "").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    assert!(!other.text.contains("Vaak"), "{}", other.text);
}

#[tokio::test]
async fn what_a_browser_carries_of_a_certificate_cannot_be_made_up_changed_or_kept() {
    let house = House::new().await;
    let (_, link) = house.handed_in_with(&ASKED).await;
    let (_, state) = away(&house, &link, "nl").await;
    let path = shown(&house, &state, Ok(petra("P. de Vries"))).await;
    let longer = path.replace("ended=", "ended=e");
    let elsewhere = path.replace("/proef/", "/other/");
    for wrong in [&longer, &elsewhere, "/identity/proef/shown", "/identity/proef/shown?ended=e30&token=0"] {
        let answer = house.get(wrong, "").await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{wrong}: {}", answer.text);
    }
    assert_eq!(house.get("/identity/proef/shown?often", "").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(house.get("/identity/proef/shown?later", "").await.status, StatusCode::SERVICE_UNAVAILABLE);
    house.clock.forward(eid::LIVES);
    assert_eq!(house.get(&path, "").await.status, StatusCode::CONFLICT, "too late");
    let (_, state) = away(&house, &link, "nl").await;
    house.clock.forward(eid::LIVES);
    let late = eid::shown::show(&house.service, "proef", &state, Ok(petra("P. de Vries"))).await;
    assert!(matches!(late, Err(Fault::Refused(Refusal::UnknownProof))));
}
