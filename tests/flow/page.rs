//! Links, codes and one-use tokens of the addressee's page.

use std::time::Duration;

use recepis::erds::event::Event;
use recepis::flow::consign::{Answer, Choice};
use recepis::flow::{Refusal, look, prove, relink};

use crate::house::{House, PIET, refusal};

#[tokio::test]
async fn a_pages_token_is_good_once() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let service = &house.rooms.service;
    let link = house.link();
    let token = look::form_token(service, &link);
    prove::request_code(service, &link, &token, "nl").await.unwrap();
    assert_eq!(refusal(prove::request_code(service, &link, &token, "nl").await), Refusal::SpentToken);
    assert_eq!(refusal(prove::request_code(service, &link, "forged", "nl").await), Refusal::SpentToken);
    let (session, other) = (house.proven().await, house.proven().await);
    let choice = house.choice(&session, Answer::NotForMe);
    let foreign = Choice { answer: Answer::Accept, ..choice.clone() };
    assert_eq!(refusal(house.decide(&other, foreign.clone()).await), Refusal::SpentToken, "another session's page");
    house.decide(&session, choice).await.unwrap();
    assert_eq!(refusal(house.decide(&session, foreign).await), Refusal::SpentToken, "used");
    let last = house.events(delivery).await.pop();
    assert_eq!(last, Some(Event::NotForMe));
}

#[tokio::test]
async fn five_wrong_tries_end_a_code_and_the_right_one_comes_too_late() {
    let house = House::new().await;
    house.noticed().await;
    let link = house.link();
    assert_eq!(refusal(house.confirm(&link, "12345678").await), Refusal::CodeExpired, "none was asked for");
    let code = house.ask_code(&link).await.unwrap();
    let wrong = if code == "00000000" { "00000001" } else { "00000000" };
    for tries_left in [4, 3, 2, 1] {
        assert_eq!(refusal(house.confirm(&link, wrong).await), Refusal::WrongCode { tries_left });
    }
    assert_eq!(refusal(house.confirm(&link, wrong).await), Refusal::CodeExpired);
    assert_eq!(refusal(house.confirm(&link, &code).await), Refusal::CodeExpired);
    let fresh = house.ask_code(&link).await.unwrap();
    house.confirm(&link, &format!("{} {}", &fresh[..4], &fresh[4..])).await.unwrap();
    assert_eq!(refusal(house.confirm(&link, &fresh).await), Refusal::CodeExpired, "a code works once");
}

#[tokio::test]
async fn a_code_lives_a_quarter_of_an_hour_and_five_are_sent_a_day() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let link = house.link();
    let code = house.ask_code(&link).await.unwrap();
    house.forward(Duration::from_mins(15));
    assert_eq!(refusal(house.confirm(&link, &code).await), Refusal::CodeExpired);
    for _ in 0..4 {
        house.ask_code(&link).await.unwrap();
    }
    let mails = house.mails(PIET).len();
    assert_eq!(refusal(house.ask_code(&link).await), Refusal::TooManyCodes);
    assert_eq!(house.mails(PIET).len(), mails);
    house.forward(Duration::from_hours(24));
    house.ask_code(&link).await.unwrap();
    assert_eq!(house.events(delivery).await.len(), 2, "codes are no events");
}

#[tokio::test]
async fn a_session_opens_its_own_delivery_and_ends() {
    let house = House::new().await;
    let first = house.noticed().await;
    let session = house.proven().await;
    let second = house.taken("2").await;
    let service = &house.rooms.service;
    assert_eq!(refusal(look::session(service, second, session.cookie()).await.map(|_| ())), Refusal::NoSession);
    assert_eq!(refusal(look::session(service, first, "made up").await.map(|_| ())), Refusal::NoSession);
    let choice = house.choice(&session, Answer::Accept);
    house.forward(Duration::from_mins(31));
    assert_eq!(refusal(look::session(service, first, session.cookie()).await.map(|_| ())), Refusal::NoSession);
    assert_eq!(refusal(house.decide(&session, choice).await), Refusal::SpentToken, "the page ends with the session");
}

#[tokio::test]
async fn a_link_dies_with_the_decision_and_the_receipts_link_lives() {
    for answer in [Answer::Accept, Answer::Refuse] {
        let house = House::new().await;
        let delivery = house.noticed().await;
        let old = house.link();
        let code = house.ask_code(&old).await.unwrap();
        let session = house.proven().await;
        house.answer(&session, answer).await.unwrap();
        let service = &house.rooms.service;
        assert_eq!(refusal(look::notice(service, &old).await), Refusal::UnknownLink);
        assert_eq!(refusal(house.confirm(&old, &code).await.map(|_| ())), Refusal::UnknownLink);
        house.settle().await;
        let new = house.link();
        assert_ne!(new, old);
        let view = look::notice(service, &new).await.unwrap();
        assert!(view.delivery == delivery && view.subject.is_none());
        let session = house.proven().await;
        assert_eq!(look::view(service, &session).await.unwrap().subject.as_deref(), Some("Huur"));
    }
}

#[tokio::test]
async fn after_not_for_me_the_link_lives_on() {
    let house = House::new().await;
    house.noticed().await;
    let link = house.link();
    let session = house.proven().await;
    house.answer(&session, Answer::NotForMe).await.unwrap();
    look::notice(&house.rooms.service, &link).await.unwrap();
}

#[tokio::test]
async fn a_new_link_goes_to_the_senders_spelling_and_other_addresses_are_answered_alike() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let before = house.mails(PIET).len();
    let service = &house.rooms.service;
    for unknown in ["nobody@demo.test", "not an address", "", "nobody@elsewhere.test"] {
        relink::request(service, unknown, "nl").await.unwrap();
    }
    assert_eq!(house.mails(PIET).len(), before);
    assert_eq!(house.post.addressees.sent().len(), before, "to nobody else either");
    relink::request(service, " PIET@Demo.Test ", "nl").await.unwrap();
    assert_eq!(house.mails(PIET).len(), before + 1);
    assert_eq!(look::notice(service, &house.link()).await.unwrap().delivery, delivery);
}

#[tokio::test]
async fn when_mail_is_down_a_known_address_is_answered_like_an_unknown_one() {
    let house = House::new().await;
    house.noticed().await;
    house.outage(true);
    let known = relink::request(&house.rooms.service, PIET, "nl").await;
    let unknown = relink::request(&house.rooms.service, "nobody@demo.test", "nl").await;
    assert_eq!(known.is_ok(), unknown.is_ok(), "{known:?}");
}
