//! Reporting abuse: from every page, for the operator alone.

use axum::http::StatusCode;

use crate::house::House;
use recepis::store::AbuseReport;

async fn reports(house: &House) -> Vec<AbuseReport> {
    house.service.store.abuse_reports(None, 10).await.unwrap()
}

/// A form body in which nothing needs more than this to be encoded.
fn body(text: &str) -> String {
    text.replace(' ', "+")
}

#[tokio::test]
async fn abuse_is_reported_about_a_delivery_by_link_by_session_and_by_reference() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let reference = house.service.store.delivery(&delivery).await.unwrap().unwrap().record.reference.unwrap();
    let cookie = house.proven(&link).await;
    let by_session = format!("/r/{delivery}/abuse");
    for (page, at, cookie, typed, about, proven) in [
        (&link, &format!("{link}/abuse"), "", "", Some(delivery), false),
        (&format!("/r/{delivery}/choose"), &by_session, &*cookie, "", Some(delivery), true),
        (&"/check".to_owned(), &"/abuse".to_owned(), "", &*reference.to_string(), Some(delivery), false),
        (&"/".to_owned(), &"/abuse".to_owned(), "", "", None, false),
        (&by_session, &by_session, "", "", None, false),
    ] {
        let shown = house.get(page, cookie).await;
        assert!(shown.text.contains(&format!("href=\"{at}?lang=nl\"")), "{page}: {}", shown.text);
        let form = house.get(at, cookie).await;
        assert_eq!(form.text.contains("name=\"reference\""), about.is_none() || !typed.is_empty(), "{}", form.text);
        let filled =
            body(&format!("lang=nl&reason=deception&text=Dit is {at}.&reference={typed}&token={}", form.token()));
        let told = house.post(at, cookie, &filled).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        let kept = reports(&house).await;
        let report = &kept[0];
        assert!(told.text.contains(&report.id.to_string()), "{}", told.text);
        assert_eq!((report.delivery, report.proven, &*report.reason), (about, proven, "deception"), "{at}");
        assert_eq!(report.text, format!("Dit is {at}."));
        assert_eq!(house.post(at, cookie, &filled).await.status, StatusCode::CONFLICT, "a form works once");
        house.clock.forward(std::time::Duration::from_secs(1));
    }
    assert_eq!(reports(&house).await.len(), 5);
    for (file, octets) in house.on_disk() {
        assert!(!octets.windows(12).any(|some| some == b"Dit is /r/01"), "{file} holds what was written in clear");
    }
    let events = house.events(delivery).await;
    assert!(events.iter().all(|event| !format!("{event:?}").contains("Abuse")) && events.len() == 2, "{events:?}");
}

#[tokio::test]
async fn a_report_without_a_reason_or_too_long_comes_back_with_what_was_typed() {
    let house = House::new().await;
    let token = house.get("/abuse", "").await.token();
    let long = "x".repeat(2_001);
    for (fields, said) in [
        ("text=mijn woorden".to_owned(), "Kies wat er mis is"),
        ("reason=no-such&text=mijn woorden".to_owned(), "Kies wat er mis is"),
        (format!("reason=threat&text=mijn woorden {long}"), "ten hoogste 2000 letters"),
        ("reason=threat&reference=K7M2&text=mijn woorden".to_owned(), "12 letters en cijfers"),
    ] {
        let answer = house.post("/abuse", "", &body(&format!("{fields}&token={token}"))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        assert!(answer.text.contains(said) && answer.text.contains("mijn woorden"), "{}", answer.text);
    }
    let whole = "%F0%9F%98%A0".repeat(2_000);
    let kept = house.post("/abuse", "", &format!("reason=other&text={whole}&token={token}")).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
    assert_eq!(reports(&house).await[0].text.chars().count(), 2_000);
    house.service.store.sweep(house.service.now().plus(std::time::Duration::from_hours(24 * 360))).await.unwrap();
    assert_eq!(reports(&house).await.len(), 1);
    house.service.store.sweep(house.service.now().plus(std::time::Duration::from_hours(24 * 370))).await.unwrap();
    assert_eq!(reports(&house).await.len(), 0, "a year is over");
}
