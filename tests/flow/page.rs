//! Links, codes and one-use tokens of the addressee's page.

use std::time::Duration;

use recepis::erds::event::Event;
use recepis::erds::party::Method;
use recepis::erds::standing::Decision;
use recepis::flow::consign::{Answer, Choice};
use recepis::flow::{Refusal, look, prove, relink};
use recepis::outside::mailer::Outcome;

use crate::house::{House, JAN, PIET, refusal};

#[tokio::test]
async fn a_pages_token_is_good_once() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let service = &house.rooms.service;
    let link = house.link();
    let token = look::form_token(service, &link);
    prove::request_code(service, &link, &token, "nl", Method::MailCode).await.unwrap();
    assert_eq!(refusal(prove::request_code(service, &link, &token, "nl", Method::MailCode).await), Refusal::SpentToken);
    assert_eq!(
        refusal(prove::request_code(service, &link, "forged", "nl", Method::MailCode).await),
        Refusal::SpentToken
    );
    let (session, other) = (house.proven().await, house.proven().await);
    let choice = house.choice(&session, Answer::NotForMe(None));
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
    house.answer(&session, Answer::NotForMe(None)).await.unwrap();
    look::notice(&house.rooms.service, &link).await.unwrap();
}

/// Asks for links at an address, as on the page of a dead link.
async fn ask(house: &House, address: &str) {
    relink::request(&house.rooms.service, &address.parse().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_new_link_goes_to_the_senders_spelling_and_to_nobody_else() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let before = house.mails(PIET).len();
    for unknown in ["nobody@demo.test", "nobody@elsewhere.test", JAN] {
        ask(&house, unknown).await;
    }
    house.settle().await;
    assert_eq!(house.post.addressees.sent().len(), before);
    ask(&house, "PIET@Demo.Test").await;
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), before + 1);
    assert_eq!(look::notice(&house.rooms.service, &house.link()).await.unwrap().delivery, delivery);
}

#[tokio::test]
async fn asking_for_a_link_does_the_same_for_every_address_and_waits_for_no_mail() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let sent = house.mails(PIET).len();
    house.post.hang(true);
    let store = &house.rooms.service.store;
    let before = store.outbox().await.unwrap().open;
    let mut left = Vec::new();
    for address in ["nobody@demo.test", PIET] {
        tokio::time::timeout(Duration::from_secs(5), ask(&house, address)).await.expect("no mail is waited for");
        left.push(store.outbox().await.unwrap().open);
    }
    assert_eq!(left, [before + 1, before + 2], "one job each");
    assert_eq!(house.mails(PIET).len(), sent);
    // What was answered happens, also when the process ends before.
    let house = house.restarted().await;
    house.post.hang(false);
    house.outage(true);
    house.settle().await;
    house.outage(false);
    house.forward(Duration::from_mins(2));
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), sent + 1);
    assert_eq!(look::notice(&house.rooms.service, &house.link()).await.unwrap().delivery, delivery);
    assert_eq!(house.rooms.service.store.outbox().await.unwrap().open, before, "nothing is left of it");
}

#[tokio::test]
async fn after_a_failed_notice_the_addressee_gets_a_link_and_decides() {
    let house = House::new().await;
    house.post.addressees.will(Outcome::Refused { reply: "550 5.1.1 no such mailbox".to_owned(), permanent: true });
    let delivery = house.noticed().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure]);
    let before = house.message_ids(PIET).len();
    ask(&house, PIET).await;
    house.settle().await;
    let ids = house.message_ids(PIET);
    assert!(ids.len() == before + 1 && ids[before].contains("<link."), "{ids:?}");
    let session = house.proven().await;
    assert_eq!(session.delivery, delivery);
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Accepted);
}

#[tokio::test]
async fn a_new_link_ends_the_one_before_it_and_its_codes_and_the_decision_is_made_by_the_new_one() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let service = &house.rooms.service;
    let (old, chain) = (house.link(), house.events(delivery).await);
    let code = house.ask_code(&old).await.unwrap();
    ask(&house, PIET).await;
    assert_eq!(look::notice(service, &old).await.unwrap().delivery, delivery, "it lives until another was mailed");
    house.settle().await;
    let new = house.link();
    assert_ne!(new, old);
    assert_eq!(refusal(look::notice(service, &old).await), Refusal::UnknownLink);
    assert_eq!(refusal(house.confirm(&old, &code).await.map(|_| ())), Refusal::UnknownLink);
    assert_eq!(house.events(delivery).await, chain, "no evidence says so");
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    assert_eq!(refusal(look::notice(service, &new).await), Refusal::UnknownLink, "the decision ends that one, too");
}

#[tokio::test]
async fn a_link_that_no_server_takes_leaves_the_one_before_it_alive() {
    let house = House::new().await;
    house.noticed().await;
    let old = house.link();
    for _ in 0..50 {
        house.post.addressees.will(Outcome::NotConnected { why: "no route".to_owned() });
    }
    ask(&house, PIET).await;
    house.settle().await;
    look::notice(&house.rooms.service, &old).await.unwrap();
}

#[tokio::test]
async fn somebody_elses_asking_mails_six_links_a_day_and_then_leaves_the_last_one_alive() {
    let house = House::new().await;
    house.noticed().await;
    let before = house.mails(PIET).len();
    for _ in 0..9 {
        ask(&house, PIET).await;
        house.settle().await;
    }
    assert_eq!(house.mails(PIET).len(), before + 6);
    look::notice(&house.rooms.service, &house.link()).await.unwrap();
    house.forward(Duration::from_hours(25));
    ask(&house, PIET).await;
    house.settle().await;
    assert_eq!(house.mails(PIET).iter().filter(|mail| mail.contains("Message-ID: <link.")).count(), 7);
}
