//! Decisions, silence, and what may be read when.

use std::time::Duration;

use recepis::erds::delivery::{GRACE, Refusal as Unlawful};
use recepis::erds::event::Event;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::flow::{Refusal, handover};
use recepis::verify::report::Content;

use crate::house::{House, JAN, PIET, SECRET, refusal};

const CODE: Option<&str> = Some("mail-code");

/// How often a mail whose Message-ID begins like this went to the address.
fn told(house: &House, to: &str, begins: &str) -> usize {
    let begins = format!("Message-ID: <{begins}.");
    house.message_ids(to).into_iter().filter(|id| id.to_lowercase().starts_with(&begins.to_lowercase())).count()
}

#[tokio::test]
async fn content_is_open_after_acceptance_only_and_its_handover_is_stated_once_when_all_was_sent() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    let service = &house.rooms.service;
    let closed = Refusal::Law(Unlawful::NotAccepted);
    assert_eq!(refusal(handover::parts(service, &session).await), closed);
    assert_eq!(refusal(handover::part(service, &session, 0).await), closed);
    assert_eq!(refusal(handover::whole(service, &session).await), closed);
    assert_eq!(refusal(handover::sent(service, &session, handover::Sent::Whole).await), closed);
    house.answer(&session, Answer::Accept).await.unwrap();
    let decided = [
        Event::SubmissionAcceptance,
        Event::NotificationForAcceptance,
        Event::ConsignmentAcceptance,
        Event::ContentConsignment,
    ];
    assert_eq!(house.events(delivery).await, decided, "on disk before the page answers");
    assert_eq!(handover::parts(service, &session).await.unwrap().len(), 2);
    assert!(String::from_utf8(house.read_part(&session, 0).await).unwrap().contains(SECRET));
    house.read_part(&session, 0).await;
    drop(handover::part(service, &session, 1).await.unwrap());
    assert_eq!(house.events(delivery).await, decided, "a part is missing: it was begun and not sent");
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    for _ in 0..2 {
        assert_eq!(house.read_part(&session, 1).await, b"bijlage");
        handover::sent(service, &session, handover::Sent::Whole).await.unwrap();
    }
    assert_eq!(house.events(delivery).await, [&decided[..], &[Event::ContentHandover]].concat());
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G4, Decision::Accepted, Voucher::Service, CODE));
    assert_eq!(house.report(delivery, true).await.content, Content::Inside);
    assert_eq!(house.report(delivery, false).await.content, Content::NotInside);
}

#[tokio::test]
async fn the_whole_message_sent_completely_is_a_handover_too() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    let mut whole = handover::whole(&house.rooms.service, &session).await.unwrap();
    let mut octets = Vec::new();
    while let Some(piece) = whole.next().await.unwrap() {
        octets.extend(piece);
    }
    assert_eq!(octets, crate::house::message("1").into_bytes(), "byte for byte as handed in");
    handover::sent(&house.rooms.service, &session, handover::Sent::Whole).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.0, Step::G4);
}

#[tokio::test]
async fn a_refused_message_stays_closed_for_ever() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    let service = &house.rooms.service;
    let closed = Refusal::Law(Unlawful::NotAccepted);
    assert_eq!(refusal(handover::parts(service, &session).await), closed);
    assert_eq!(refusal(handover::whole(service, &session).await), closed);
    let stands = Refusal::Law(Unlawful::DecidedBefore);
    assert_eq!(refusal(house.answer(&session, Answer::Accept).await), stands);
    house.settle().await;
    let later = house.proven().await;
    assert_eq!(refusal(house.answer(&later, Answer::Accept).await), stands);
    assert_eq!(refusal(handover::part(service, &later, 0).await), closed);
    assert!(!recepis::flow::export::addressee_has_message(&house.seen(delivery).await.delivery));
    assert_eq!(house.report(delivery, false).await.content, Content::NotInside);
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Refused, Voucher::Service, CODE));
    for mail in house.mails(PIET) {
        assert!(!mail.contains(SECRET) && !mail.contains("a.txt"));
    }
    let told = |to, begins| told(&house, to, begins);
    assert_eq!((told(JAN, "consignmentrejection"), told(PIET, "to-you.consignmentrejection")), (1, 1));
}

#[tokio::test]
async fn not_for_me_closes_the_content_and_leaves_the_decision_open_until_the_deadline() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::NotForMe).await.unwrap();
    let again = Refusal::Law(Unlawful::AnsweredBefore);
    assert_eq!(refusal(house.answer(&session, Answer::NotForMe).await), again);
    let closed = Refusal::Law(Unlawful::NotAccepted);
    assert_eq!(refusal(handover::parts(&house.rooms.service, &session).await), closed);
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G2, Decision::NotForMe, Voucher::Service, CODE));
    house.until(house.seen(delivery).await.delivery.deadline().unwrap().minus(Duration::from_hours(1)));
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    let events = house.events(delivery).await;
    assert!(events.contains(&Event::NotForMe) && events.contains(&Event::ConsignmentAcceptance), "both stay visible");
    assert_eq!((told(&house, JAN, "notforme"), told(&house, JAN, "consignmentacceptance")), (1, 1));
}

#[tokio::test]
async fn after_not_for_me_no_silence_is_stated() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::NotForMe).await.unwrap();
    house.settle().await;
    house.until(house.seen(delivery).await.delivery.deadline().unwrap().plus(Duration::from_hours(1)));
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AcceptanceRejectionExpiry));
    let session = house.proven().await;
    assert_eq!(refusal(house.answer(&session, Answer::Accept).await), Refusal::Law(Unlawful::DeadlinePassed));
}

#[tokio::test]
async fn silence_is_stated_a_quarter_of_an_hour_after_the_deadline_and_both_sides_are_told_once() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let old_link = house.link();
    let deadline = house.seen(delivery).await.delivery.deadline().unwrap();
    house.until(deadline.plus(GRACE).minus(Duration::from_secs(10)));
    house.settle().await;
    assert_eq!(house.events(delivery).await.len(), 2, "not yet");
    house.until(deadline.plus(GRACE).plus(Duration::from_secs(2)));
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AcceptanceRejectionExpiry));
    assert_eq!(house.statements(delivery).await.iter().filter(|kept| kept.event.name().contains("Expiry")).count(), 1);
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::Expired, Voucher::Nobody, None));
    assert_eq!(refusal(house.ask_code(&old_link).await), Refusal::UnknownLink);
    let session = house.proven().await;
    assert_eq!(refusal(house.answer(&session, Answer::Accept).await), Refusal::Law(Unlawful::DeadlinePassed));
    let name = "acceptancerejectionexpiry";
    assert_eq!((told(&house, JAN, name), told(&house, PIET, &format!("to-you.{name}"))), (1, 1));
}

#[tokio::test]
async fn a_decision_received_before_the_deadline_and_recorded_later_counts() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let deadline = house.seen(delivery).await.delivery.deadline().unwrap();
    house.until(deadline.minus(Duration::from_mins(5)));
    let session = house.proven().await;
    let too_late = house.choice(&session, Answer::Refuse);
    house.until(deadline.minus(Duration::from_secs(1)));
    let choice = house.choice(&session, Answer::Accept);
    house.until(deadline.plus(Duration::from_mins(14)));
    house.settle().await;
    let passed = Refusal::Law(Unlawful::DeadlinePassed);
    assert_eq!(
        refusal(house.decide(&session, recepis::flow::consign::Choice { received: deadline, ..too_late }).await),
        passed
    );
    house.decide(&session, choice).await.unwrap();
    house.forward(Duration::from_hours(1));
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AcceptanceRejectionExpiry));
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    let at = house.report(delivery, false).await.answers.unwrap().decision.at;
    assert_eq!(at, Some(deadline.minus(Duration::from_secs(1))));
}

#[tokio::test]
async fn of_two_decisions_at_once_one_stands_and_the_other_is_told_so() {
    for round in 0..8 {
        let house = House::new().await;
        let delivery = house.noticed().await;
        let (one, other) = (house.proven().await, house.proven().await);
        let (first, second) = (house.choice(&one, Answer::Accept), house.choice(&other, Answer::Refuse));
        let (first, second) = tokio::join!(house.decide(&one, first), house.decide(&other, second));
        let (won, lost) = if first.is_ok() { (Decision::Accepted, second) } else { (Decision::Refused, first) };
        assert_eq!(refusal(lost), Refusal::Law(Unlawful::DecidedBefore), "round {round}");
        house.settle().await;
        assert_eq!(house.answers(delivery).await.1, won);
        let decided = [Event::ConsignmentAcceptance, Event::ConsignmentRejection];
        assert_eq!(house.events(delivery).await.iter().filter(|event| decided.contains(event)).count(), 1);
        assert_eq!(told(&house, JAN, "consignmentacceptance") + told(&house, JAN, "consignmentrejection"), 1);
    }
}
