//! The page on which an addressee says until when they are away.

use axum::http::StatusCode;
use recepis::erds::event::Event;

use super::assert_headers;
use super::house::House;

#[tokio::test]
async fn c4_away_is_said_after_the_code_on_a_page_with_one_field() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    assert!(house.get(&link, "").await.text.contains("Bent u een tijd weg of ziek?"));
    let page = format!("/r/{delivery}/absence");
    assert_eq!(house.get(&page, "").await.status, StatusCode::FORBIDDEN, "not without the code");
    let cookie = house.proven(&link).await;
    assert!(house.get(&format!("/r/{delivery}/choose"), &cookie).await.text.contains(&page));
    let before = house.on_disk();
    let shown = house.get(&page, &cookie).await;
    assert!(house.on_disk() == before, "looking changed the data directory");
    assert_headers(&shown, "absence");
    assert!(shown.text.contains("type=\"date\"") && !shown.text.contains("Ik ben terug"), "{}", shown.text);
    let token = shown.token();
    for wrong in ["what=away&until=morgen", "what=away", "what=away&until=2099-01-01"] {
        let told = house.post(&page, &cookie, &format!("lang=nl&token={token}&{wrong}")).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(told.text.contains("id=\"complaint\"") && told.text.contains("hoogstens 90 dagen"), "{}", told.text);
    }
    assert!(house.post(&page, &cookie, &format!("token={token}&what=x")).await.status.is_client_error());
    let right = format!("lang=nl&what=away&until=2026-12-11&token={token}");
    assert!(house.post(&page, "", &right).await.status.is_client_error(), "without the cookie");
    let done = house.post(&page, &cookie, &right).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, format!("{page}?lang=nl").as_str()));
    assert_eq!(house.post(&page, &cookie, &right).await.status, StatusCode::CONFLICT, "a form works once");
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::DeadlineMoved));
    let shown = house.get(&page, &cookie).await;
    assert!(shown.text.contains("tot en met 11 december.") && shown.text.contains("Ik ben terug"), "{}", shown.text);
    assert!(shown.text.contains("14 december"), "{}", shown.text);
    let back = house.post(&page, &cookie, &format!("lang=nl&what=back&token={}", shown.token())).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(!house.get(&page, &cookie).await.text.contains("id=\"away\""));
}
