//! `/status`: for everybody, about nobody.

use std::time::Duration;

use axum::http::StatusCode;
use recepis::erds::id::OutageId;
use recepis::erds::outage::Failing;
use recepis::flow::outage::{self, Note};
use recepis::outside::clock::Clock as _;

use crate::house::House;

async fn main_of(house: &House, language: &str) -> String {
    let page = house.get(&format!("/status?lang={language}"), "").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let (_, behind) = page.text.split_once("<h1>").unwrap();
    behind.split_once("</main>").unwrap().0.to_owned()
}

#[tokio::test]
async fn c13_outages_stand_on_the_status_page_without_login_and_name_nobody() {
    let house = House::new().await;
    outage::beat(&house.service, Duration::ZERO).await.unwrap();
    let (delivery, _) = house.handed_in().await;
    assert!(main_of(&house, "en").await.contains("No outages."));
    house.clock.forward(Duration::from_hours(20));
    outage::beat(&house.service, Duration::ZERO).await.unwrap();
    let now = house.clock.now();
    let note = Note {
        id: OutageId::new(now, [1; 10]),
        failing: Failing::Elsewhere,
        from: now.minus(Duration::from_hours(3)),
        to: now.minus(Duration::from_hours(1)),
        words: "A cable <b>& more</b>.".to_owned(),
        delivery: Some(delivery),
    };
    outage::noted(&house.service, note).await.unwrap();
    house.settle().await;
    let (english, dutch) = (main_of(&house, "en").await, main_of(&house, "nl").await);
    for words in ["Our service was not there.", "Something that is not ours did not work.", "We know of no outage"] {
        assert!(english.contains(words), "{words}: {english}");
    }
    assert!(dutch.contains("Onze dienst was er niet.") && dutch.contains("dinsdag 24 november 2026"), "{dutch}");
    for text in [&english, &dutch] {
        assert!(text.contains("A cable &#60;b&#62;&#38; more&#60;/b&#62;."), "{text}");
        for never in [&delivery.to_string(), "sender.test", "demo.test", "Huur", "<script", "http", "@"] {
            assert!(!text.contains(never), "{never}: {text}");
        }
    }
}
