//! The report as PDF: whoever may have the bundle asks for it, in a language; it holds that bundle and is signed by the service.

use recepis::flow::report::{Report, report};
use recepis::flow::{Fault, Refusal};
use recepis::seal::pades;
use recepis::words::Language;
use std::sync::Arc;

use recepis::flow::consign::Answer;

use crate::house::{House, refusal};

async fn asked(house: &House, delivery: recepis::erds::id::DeliveryId, language: Language) -> Arc<[u8]> {
    let Report::Ready { name, octets } = report(&house.rooms.service, delivery, language).await.unwrap() else {
        panic!("the report is not ready")
    };
    assert_eq!(name, format!("{delivery}-{}.pdf", language.code()));
    octets
}

fn holds(file: &[u8], octets: &[u8]) -> bool {
    file.windows(octets.len()).any(|part| part == octets)
}

#[tokio::test]
async fn c7_a_report_in_each_language_holds_the_bundle_and_the_services_signature() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let bundle = house.bundle(delivery, false).await;
    let mut made = Vec::new();
    for language in Language::ALL {
        let pdf = asked(&house, delivery, language).await;
        let facts = pades::check(&pdf).unwrap();
        assert_eq!(facts.signer, house.rooms.service.seal.certificate.der());
        assert!(facts.token.is_some());
        assert!(holds(&pdf, &bundle), "the bundle, octet for octet");
        assert!(holds(&pdf, format!("/Lang({})", language.code()).as_bytes()), "{}", language.code());
        made.push(pdf);
    }
    assert!(made.iter().skip(1).all(|other| other != &made[0]));
}

#[tokio::test]
async fn a_report_is_made_once_for_a_bundle_and_anew_for_the_next() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let first = asked(&house, delivery, Language::Dutch).await;
    house.rooms.tsa.set_down(true);
    assert_eq!(asked(&house, delivery, Language::Dutch).await, first, "it is kept: no time-stamp is asked for");
    let other = report(&house.rooms.service, delivery, Language::German).await;
    assert!(matches!(other, Err(Fault::Unavailable { .. })), "another language is another report");
    house.rooms.tsa.set_down(false);
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    let second = asked(&house, delivery, Language::Dutch).await;
    assert_ne!(second, first);
    assert!(holds(&second, &house.bundle(delivery, false).await));
}

#[tokio::test]
async fn before_there_is_a_bundle_there_is_no_report() {
    let house = House::new().await;
    let delivery = house.taken("<one@example.org>").await;
    assert!(matches!(
        report(&house.rooms.service, delivery, Language::French).await.unwrap(),
        Report::NotYet { retry_after_seconds: 1.. }
    ));
    let unknown = "01KBS9ZZZZZZZZZZZZZZZZZZZZ".parse().unwrap();
    let asked = report(&house.rooms.service, unknown, Language::French).await.map(|_| ());
    assert_eq!(refusal(asked), Refusal::NotFound);
}
