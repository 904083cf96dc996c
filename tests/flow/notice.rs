//! The notice: tried again, failed, of unknown outcome.

use std::time::Duration;

use recepis::erds::delivery::Offer;
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::outside::mailer::Outcome;
use recepis::store::NoticeState;

use crate::house::{House, JAN, PIET};

fn count(events: &[Event], event: Event) -> usize {
    events.iter().filter(|found| **found == event).count()
}

fn lost() -> Outcome {
    Outcome::Unknown { why: "lost behind the last dot".to_owned() }
}

fn not_now() -> Outcome {
    Outcome::Refused { reply: "451 4.7.1 later".to_owned(), permanent: false }
}

#[tokio::test]
async fn a_temporary_refusal_is_tried_again_and_one_notice_is_stated() {
    let house = House::new().await;
    house.post.addressees.will(not_now());
    house.post.addressees.will(Outcome::NotConnected { why: "reset".to_owned() });
    let delivery = house.noticed().await;
    assert_eq!(house.mails(PIET).len(), 1, "not again at once");
    for _ in 0..2 {
        house.forward(Duration::from_mins(1));
        house.settle().await;
    }
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    let ids = house.message_ids(PIET);
    assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn a_permanent_refusal_is_stated_and_the_sender_is_told_once() {
    let house = House::new().await;
    house.post.addressees.will(Outcome::Refused { reply: "550 5.1.1 no such mailbox".to_owned(), permanent: true });
    let delivery = house.noticed().await;
    house.forward(Duration::from_hours(30 * 24));
    house.settle().await;
    let expected = [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure];
    assert_eq!(house.events(delivery).await, expected, "and no silence is stated");
    assert_eq!(house.seen(delivery).await.delivery.deadline(), None);
    assert_eq!(house.mails(PIET).len(), 1, "the one that was refused");
    assert_eq!(house.mails(JAN).len(), 2, "receipt and failure: {:?}", house.message_ids(JAN));
    assert_eq!(house.answers(delivery).await, (Step::G0, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn a_server_that_says_later_for_three_days_makes_a_failed_notice() {
    let house = House::new().await;
    for _ in 0..5000 {
        house.post.addressees.will(not_now());
    }
    let delivery = house.noticed().await;
    // The revocation list is renewed daily; the worker looks every seven minutes.
    for _ in 0..(71 * 60 / 7) {
        house.settle_once(Duration::from_mins(7)).await;
    }
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance], "within three days nothing is stated");
    let tried = house.mails(PIET).len();
    assert!((25..=40).contains(&tried), "first after minutes, then after hours: {tried}");
    house.forward(Duration::from_hours(2));
    house.settle().await;
    let expected = [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure];
    assert_eq!(house.events(delivery).await, expected);
    assert_eq!(house.mails(JAN).len(), 2, "receipt and failure");
    assert_eq!(house.answers(delivery).await, (Step::G0, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn the_three_days_begin_with_the_first_attempt_not_with_the_hand_in() {
    let house = House::new().await;
    house.rooms.tsa.set_down(true);
    let delivery = house.taken("1").await;
    house.settle().await;
    house.forward(Duration::from_hours(4 * 24));
    house.rooms.tsa.set_down(false);
    house.post.addressees.will(not_now());
    house.settle().await;
    house.forward(Duration::from_mins(1));
    house.settle().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    assert_eq!(house.mails(PIET).len(), 2);
}

#[tokio::test]
async fn an_unknown_outcome_is_repeated_with_the_same_message_id_and_stated_once() {
    let house = House::new().await;
    house.post.addressees.will(Outcome::Unknown { why: "lost behind the last dot".to_owned() });
    let delivery = house.noticed().await;
    assert_eq!(house.mails(PIET).len(), 1, "not at once");
    house.forward(Duration::from_mins(2));
    house.settle().await;
    let mails = house.mails(PIET);
    assert!(mails.len() == 2 && mails[0] == mails[1], "octet by octet: {mails:?}");
    assert_eq!(count(&house.events(delivery).await, Event::NotificationForAcceptance), 1);
    let notices = house.rooms.service.store.notices(&house.seen(delivery).await).await.unwrap();
    assert_eq!(notices.len(), 1, "one number");
    assert_eq!(notices[0].state, NoticeState::Sent);
    let said = String::from_utf8(notices[0].dialogue.clone().unwrap()).unwrap();
    assert!(said.contains("Unknown") && said.contains("the same notice again") && said.contains("Taken"), "{said}");
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn a_notice_whose_outcome_stays_unknown_is_given_up_after_three_days_and_nothing_false_is_said() {
    let house = House::new().await;
    for _ in 0..5000 {
        house.post.addressees.will(lost());
    }
    let delivery = house.noticed().await;
    for _ in 0..(71 * 60 / 7) {
        house.settle_once(Duration::from_mins(7)).await;
    }
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance], "within three days nothing is stated");
    house.forward(Duration::from_hours(2));
    house.settle().await;
    let sent = house.mails(PIET).len();
    assert!((5..=9).contains(&sent), "a bounded number of copies: {sent}");
    let notices = house.rooms.service.store.notices(&house.seen(delivery).await).await.unwrap();
    let days = notices.len();
    assert!((2..=4).contains(&days) && days < sent, "one number a day: {days}");
    given_up(&house, delivery).await;
    house.forward(Duration::from_hours(48));
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), sent, "and none after that");
    // Whoever did get it decides.
    house.post.addressees.takes_everything();
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Refused);
}

#[tokio::test]
async fn a_notice_refused_after_an_unknown_outcome_may_have_been_taken_and_the_evidence_says_so() {
    let house = House::new().await;
    house.post.addressees.will(lost());
    house.post.addressees.will(not_now());
    house.post.addressees.will(Outcome::Refused { reply: "550 5.1.1 no such mailbox".to_owned(), permanent: true });
    let delivery = house.noticed().await;
    for _ in 0..2 {
        house.forward(Duration::from_mins(2));
        house.settle().await;
    }
    given_up(&house, delivery).await;
    assert_eq!(house.mails(PIET).len(), 3);
}

#[tokio::test]
async fn a_process_that_dies_at_every_attempt_sends_a_bounded_number_of_copies() {
    let mut house = House::new().await;
    let delivery = house.taken("1").await;
    for _ in 0..37 {
        house.die_while_sending().await;
        house = house.restarted().await;
        house.forward(Duration::from_hours(2));
    }
    house.settle().await;
    let sent = house.mails(PIET).len();
    assert!((2..=9).contains(&sent), "{sent}");
    given_up(&house, delivery).await;
}

/// C.2 says that nobody knows, and so do the report and the mail to the sender.
async fn given_up(house: &House, delivery: DeliveryId) {
    let expected = [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure];
    assert_eq!(house.events(delivery).await, expected);
    assert_eq!(house.seen(delivery).await.delivery.deadline(), None);
    let report = house.report(delivery, false).await;
    let answers = report.answers.as_ref().unwrap();
    assert_eq!(answers.step.value, Step::G0);
    assert!(answers.step.words.contains("not known"), "{}", answers.step.words);
    let text = report.to_json();
    assert!(text.contains("does not know whether a mail server took it"), "{text}");
    assert!(!text.contains("could not"), "{text}");
    let mut ids = house.message_ids(JAN);
    ids.dedup();
    assert_eq!(ids.len(), 2, "receipt and that it is not certain: {ids:?}");
    let mail = house.mails(JAN).pop().unwrap();
    assert!(mail.contains("Wij weten niet of een mailserver"), "{mail}");
}

#[tokio::test]
async fn a_process_that_dies_while_sending_repeats_the_notice_and_the_latest_printed_day_counts() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    house.die_while_sending().await;
    assert_eq!(house.mails(PIET).len(), 1, "the server has it, and nobody knows");
    let Offer::Offering { deadline: first } = house.seen(delivery).await.delivery.offer() else {
        panic!("the attempt is on disk before the connection")
    };
    let house = house.restarted().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance]);
    house.forward(Duration::from_hours(48));
    house.settle().await;
    let Offer::Offered { deadline: latest } = house.seen(delivery).await.delivery.offer() else {
        panic!("the repetition was taken")
    };
    assert!(latest > first, "{first} {latest}");
    let ids = house.message_ids(PIET);
    assert!(ids.len() == 2 && ids[0] == ids[1], "{ids:?}");
    let notices = house.rooms.service.store.notices(&house.seen(delivery).await).await.unwrap();
    let states: Vec<_> = notices.iter().map(|notice| (notice.number, notice.state)).collect();
    assert_eq!(states, [(1, NoticeState::Unknown), (2, NoticeState::Sent)], "another day, another notice");
    assert_ne!(notices[0].bytes, notices[1].bytes);
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    assert_eq!(house.report(delivery, false).await.deadline, Some(latest));
    // Behind the first printed day and before the latest the addressee still decides.
    house.until(first.plus(Duration::from_hours(1)));
    house.settle().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Accepted);
}

#[tokio::test]
async fn who_holds_a_notice_of_unknown_outcome_can_decide_and_gets_no_other() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    house.die_while_sending().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.forward(Duration::from_mins(10));
    house.settle().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::ConsignmentRejection]);
    let notices = house.message_ids(PIET).into_iter().filter(|id| id.contains("<notice.")).count();
    assert_eq!(notices, 1);
    let (step, decision, ..) = house.answers(delivery).await;
    assert_eq!((step, decision), (Step::G3, Decision::Refused));
}
