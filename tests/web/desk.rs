//! The sender's desk: logging in and out, what it shows and what it never does, taking a message back.

use axum::http::{Method, StatusCode};
use recepis::erds::event::Event;

use crate::house::{Answer, House};

/// Logs in; the answer to the form.
async fn entered(house: &House, name: &str, password: &str) -> Answer {
    let form = house.get("/desk/login?lang=en", "").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    assert!(form.cookie().is_none(), "no cookie before somebody logged in");
    house.post("/desk/login?lang=en", "", &format!("token={}&name={name}&password={password}", form.token())).await
}

async fn cookie(house: &House) -> String {
    let entered = entered(house, "jan", "secret").await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/desk?lang=en"));
    let set = entered.header("set-cookie").to_owned();
    for part in ["; Path=/desk;", "HttpOnly", "SameSite=Strict"] {
        assert!(set.contains(part), "{set}");
    }
    set.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_is_not_logged_in_sees_nothing_and_wrong_names_look_like_wrong_passwords() {
    let house = House::new().await;
    let (delivery, _) = house.handed_in().await;
    let paths = ["", "/recall", "/bundle", "/report", "/evidence/1", "/dialogue"];
    for path in paths.map(|path| format!("/desk/delivery/{delivery}{path}")).into_iter().chain(["/desk".to_owned()]) {
        for cookie in ["", "recepis=6a616e.0000", "recepis=nonsense"] {
            let answer = house.get(&path, cookie).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert!(answer.header("location").starts_with("/desk/login"), "{path}");
        }
    }
    let wrong = entered(&house, "jan", "wrong").await;
    let unknown = entered(&house, "nobody", "secret").await;
    assert_eq!((wrong.status, unknown.status), (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
    let without_token = |answer: &Answer| answer.text.replace(&answer.token(), "");
    assert_eq!(without_token(&wrong), without_token(&unknown));
    let form = house.get("/desk/login", "").await.token();
    let body = format!("token={form}&name=jan&password=secret");
    assert_eq!(house.post("/desk/login", "", &body).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.post("/desk/login", "", &body).await.status, StatusCode::CONFLICT, "each form once");
}

#[tokio::test]
async fn s12_the_desk_shows_what_the_api_says_and_what_is_not_proven_and_nothing_of_what_the_addressee_did() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = cookie(&house).await;
    let list = house.get("/desk?lang=en", &cookie).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text);
    let at = list.text.find("/desk/submission/").unwrap();
    let submission = list.text[at..].split('"').next().unwrap().to_owned();
    assert!(house.get(&submission, &cookie).await.text.contains(&format!("/desk/delivery/{delivery}")));
    let page = format!("/desk/delivery/{delivery}?lang=en");
    let before = house.get(&page, &cookie).await;
    for words in ["piet@demo.test", "Four answers", "What this does not prove", "That anybody saw the notice."] {
        assert!(before.text.contains(words), "{words}: {}", before.text);
    }
    assert!(!before.text.contains("<script") && !before.text.contains("Huur"), "no script, and nothing of the content");
    // Somebody reads, asks for a code and proves access: nothing of that is the sender's to see.
    house.get(&link, "").await;
    house.proven(&link).await;
    assert_eq!(house.get(&page, &cookie).await.text, before.text);
    let bundle = house.get(&format!("/desk/delivery/{delivery}/bundle?message=no"), &cookie).await;
    assert!([StatusCode::OK, StatusCode::ACCEPTED].contains(&bundle.status), "{}", bundle.status);
    let evidence = house.get(&format!("/desk/delivery/{delivery}/evidence/1"), &cookie).await;
    assert_eq!((evidence.status, evidence.header("content-type")), (StatusCode::OK, "application/xml"));
    assert_eq!(
        house.get(&format!("/desk/delivery/{delivery}/evidence/9"), &cookie).await.status,
        StatusCode::NOT_FOUND
    );
    let other = format!("/desk/delivery/{}", "0".repeat(26));
    assert_eq!(house.get(&other, &cookie).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn s35_a_message_is_taken_back_by_a_form_that_works_once_and_from_our_own_page_only() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = cookie(&house).await;
    let path = format!("/desk/delivery/{delivery}/recall");
    let confirm = house.get(&format!("{path}?lang=en"), &cookie).await;
    assert!(confirm.text.contains("This cannot be undone."), "{}", confirm.text);
    let before = house.events(delivery).await;
    assert_eq!(house.post(&path, &cookie, "token=").await.status, StatusCode::CONFLICT);
    assert_eq!(house.post(&path, "", &format!("token={}", confirm.token())).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.events(delivery).await, before, "nothing without a session, and nothing by GET");
    let taken = house.post(&format!("{path}?lang=en"), &cookie, &format!("token={}", confirm.token())).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    assert_eq!(house.events(delivery).await.last(), Some(&Event::Recalled));
    assert_eq!(house.post(&path, &cookie, &format!("token={}", confirm.token())).await.status, StatusCode::CONFLICT);
    let notice = house.get(&format!("{link}?lang=en"), "").await;
    assert_eq!(notice.status, StatusCode::OK);
    assert!(notice.text.contains("The sender took this message back."), "{}", notice.text);
    let page = house.get(&format!("/desk/delivery/{delivery}?lang=en"), &cookie).await;
    assert!(!page.text.contains("/recall"), "there is nothing left to take back: {}", page.text);
    let again = house.api(Method::POST, &format!("/api/v1/deliveries/{delivery}/recall"), "").await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
}

#[tokio::test]
async fn s35_the_api_takes_a_message_back_and_says_how_it_stands() {
    let house = House::new().await;
    let (delivery, _) = house.handed_in().await;
    let path = format!("/api/v1/deliveries/{delivery}/recall");
    let taken = house.api(Method::POST, &path, "").await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    assert_eq!(taken.json()["answers"]["decision"], "recalled");
}

#[tokio::test]
async fn logging_out_ends_the_session_for_good() {
    let house = House::new().await;
    let cookie = cookie(&house).await;
    let token = house.get("/desk", &cookie).await.token();
    let left = house.post("/desk/logout", &cookie, &format!("token={token}")).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(house.get("/desk", &cookie).await.status, StatusCode::SEE_OTHER, "its cookie opens nothing any more");
}
