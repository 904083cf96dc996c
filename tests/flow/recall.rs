//! A sender who takes a message back, and how many of one sender's messages wait for one addressee.

use std::time::Duration;

use recepis::erds::delivery::{Keeping, Refusal as Unlawful};
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::erds::standing::{Decision, Step};
use recepis::flow::consign::Answer;
use recepis::flow::{Fault, Refusal, account, handover, recall, status};
use recepis::store::Form;

use crate::house::{House, JAN, PIET, SECRET, TOKEN, message, recorded_as, refusal};

async fn take_back(house: &House, delivery: DeliveryId) -> Result<(), Fault> {
    let account = account::by_token(&house.rooms.service, TOKEN).await.unwrap();
    recall::recall(&house.rooms.service, &account, delivery).await
}

#[tokio::test]
async fn s35_what_is_taken_back_before_it_was_handed_over_is_destroyed_and_the_evidence_says_that_nothing_had_left() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let link = house.link_of(delivery);
    let session = house.proven().await;
    take_back(&house, delivery).await.unwrap();
    house.settle().await;
    let seen = house.seen(delivery).await;
    assert_eq!(seen.delivery.content(), Keeping::Recalled);
    assert!(!seen.content_kept && house.rooms.service.store.content(&seen).await.unwrap().is_none(), "the key is gone");
    assert_eq!(house.files(), 0);
    let view = recepis::flow::look::notice(&house.rooms.service, &link).await.unwrap();
    assert_eq!(view.state.content(), Keeping::Recalled, "the link says what happened");
    assert!(matches!(refusal(house.answer(&session, Answer::Accept).await), Refusal::Law(Unlawful::Recalled)));
    let report = house.report(delivery, false).await;
    let stated = report.evidence.iter().find(|line| line.event.ends_with("Recalled")).expect("it is stated");
    assert!(stated.service_states.contains("nothing of the content had been sent"), "{}", stated.service_states);
    let answers = report.answers.unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G1, Decision::Recalled));
    let bundle = house.bundle(delivery, false).await;
    let names = String::from_utf8_lossy(&bundle);
    assert!(!names.contains("notice-1.eml") && names.contains("notice-1.txt"), "its link still works");
    // Neither silence nor a reminder follows.
    house.forward(Duration::from_hours(30 * 24));
    house.settle().await;
    let expected = [Event::SubmissionAcceptance, Event::NotificationForAcceptance, Event::Recalled];
    assert_eq!(house.events(delivery).await, expected);
    assert!(matches!(refusal(take_back(&house, delivery).await), Refusal::Law(Unlawful::Recalled)), "once");
}

#[tokio::test]
async fn s35_an_acceptance_stands_superseded_and_the_addressee_is_told() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    take_back(&house, delivery).await.unwrap();
    house.settle().await;
    assert!(matches!(refusal(handover::whole(&house.rooms.service, &session).await), Refusal::Law(Unlawful::Recalled)));
    let ids = house.message_ids(PIET);
    assert_eq!(ids.iter().filter(|id| id.contains("<to-you.Recalled.")).count(), 1, "{ids:?}");
    assert!(house.mails(PIET).iter().all(|mail| !mail.contains(SECRET)));
    let answers = house.report(delivery, false).await.answers.unwrap();
    assert_eq!(answers.decision.value, Decision::Recalled);
    assert!(answers.decision.superseded.unwrap().contains("ConsignmentAcceptance"));
}

#[tokio::test]
async fn s35_from_the_first_octet_on_nothing_is_taken_back_nor_after_a_refusal_or_silence_nor_by_others() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    let whole = handover::whole(&house.rooms.service, &session).await.unwrap();
    let (mut chunks, _) = whole.send(&house.rooms.service, &session, 0..1).await.unwrap();
    assert!(chunks.next().await.unwrap().is_some());
    assert!(matches!(refusal(take_back(&house, delivery).await), Refusal::Law(Unlawful::PartlyHandedOver)));
    assert!(house.seen(delivery).await.content_kept);
    // The names of the attachments are content, too: whoever saw the list saw something of it.
    let listed = house.taken("3").await;
    house.settle().await;
    let session = house.proven_of(listed).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    assert_eq!(handover::parts(&house.rooms.service, &session).await.unwrap()[1].name.as_deref(), Some("a.txt"));
    assert!(matches!(refusal(take_back(&house, listed).await), Refusal::Law(Unlawful::PartlyHandedOver)));
    let refused = house.taken("2").await;
    house.settle().await;
    let session = house.proven_of(refused).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    assert!(matches!(refusal(take_back(&house, refused).await), Refusal::Law(Unlawful::DecidedBefore)));
    let unknown = DeliveryId::new(house.now(), [9; 10]);
    assert!(matches!(refusal(take_back(&house, unknown).await), Refusal::NotFound));
    let service = &house.rooms.service;
    let mut other = account::by_token(service, TOKEN).await.unwrap();
    other.name = "somebody else".to_owned();
    assert!(matches!(refusal(recall::recall(service, &other, delivery).await), Refusal::NotFound));
}

#[tokio::test]
async fn what_is_taken_back_before_its_notice_is_never_told_of() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    take_back(&house, delivery).await.unwrap();
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), 0);
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::Recalled]);
    let seen = house.seen(delivery).await;
    assert_eq!(house.rooms.service.store.last_bundle(&seen, Form::Evidence).await.unwrap(), Some(2));
    let account = account::by_token(&house.rooms.service, TOKEN).await.unwrap();
    assert!(!status::delivery(&house.rooms.service, &account, delivery).await.unwrap().recallable);
}

fn with(id: &str, header: &str) -> String {
    message(id).replace("Subject:", &format!("{header}\r\nSubject:"))
}

#[tokio::test]
async fn c4_at_most_three_messages_of_one_sender_wait_for_one_addressee_without_a_reason_that_is_shown() {
    let house = House::new().await;
    for id in ["1", "2", "3"] {
        house.taken(id).await;
    }
    house.settle().await;
    let said = refusal(house.hand_in(&message("4"), &[PIET]).await);
    assert!(said.to_string().contains("3 messages of yours wait for piet@demo.test already"), "{said}");
    recorded_as(&said);
    assert!(house.hand_in(&message("3"), &[PIET]).await.unwrap().repeated, "the same one again is none more");
    house.hand_in(&message("5"), &["kees@demo.test"]).await.unwrap();
    let because = with("6", "Recepis-Another-Because: een tweede termijn liep af");
    let sixth = house.hand_in(&because, &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let view = recepis::flow::look::notice(&house.rooms.service, &house.link_of(sixth)).await.unwrap();
    assert_eq!(view.grounds.another_because.as_deref(), Some("een tweede termijn liep af"));
    // Whoever answered waits for nobody any more.
    let session = house.proven_of(sixth).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    assert!(house.hand_in(&message("7"), &[PIET]).await.is_err(), "three wait still");
    house.forward(Duration::from_hours(20 * 24));
    house.settle().await;
    house.hand_in(&message("8"), &[PIET]).await.unwrap();
    assert!(!house.mails(JAN).is_empty());
}

#[tokio::test]
async fn c4_one_sender_reminds_one_addressee_of_one_message_at_a_time_without_a_reason_that_is_shown() {
    let house = House::new().await;
    let reminders = async |id: &str, header: &str| {
        let taken = house.hand_in(&with(id, header), &[PIET]).await.map(|taken| taken.deliveries[0]);
        match taken {
            Ok(delivery) => Ok(house.seen(delivery).await.terms.reminders.to_string()),
            Err(fault) => Err(fault.to_string()),
        }
    };
    assert_eq!(reminders("1", "Recepis-Remind: 3, 7").await, Ok("3, 7".to_owned()));
    assert_eq!(reminders("2", "X-Nothing: x").await, Ok("none".to_owned()), "quietly, where none were asked for");
    let said = reminders("3", "Recepis-Remind: 5").await.unwrap_err();
    assert!(said.contains("is reminded of another message of yours already"), "{said}");
    let because = "Recepis-Remind: 5\r\nRecepis-Another-Because: een ander geschil";
    assert_eq!(reminders("4", because).await, Ok("5".to_owned()));
}
