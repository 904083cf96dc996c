//! A sender whom the operator suspended: what it handed in and what it hands in, with evidence; and whoever got a notice decides.

use std::time::Duration;

use recepis::erds::delivery::Offer;
use recepis::erds::event::Event;
use recepis::erds::reason::Reason;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::flow::{Fault, Refusal, relink};
use recepis::format::evidence;
use recepis::outside::mailer::Outcome;
use recepis::store::{Account, NewAccount, Suspension, Work};

use crate::house::{self, House, PIET};

const WHY: &str = "Three people reported deception.";

async fn suspend(house: &House, suspended: Option<Suspension>) {
    let store = &house.rooms.service.store;
    let account = store.account("jan").await.unwrap().unwrap();
    let mut work = Work::new();
    work.account(NewAccount { account: Account { suspended, ..account }, at: house.now() });
    store.commit(work).await.unwrap();
}

fn suspension(house: &House) -> Suspension {
    Suspension { reason: WHY.to_owned(), at: house.now() }
}

async fn reason(house: &House, delivery: recepis::erds::id::DeliveryId) -> (Reason, String) {
    let stated = house.statements(delivery).await;
    let last = stated.into_iter().rfind(|kept| kept.sequence.is_some()).unwrap();
    let stated = evidence::read(&last.canonical).unwrap().reasons.pop().unwrap();
    (stated.reason, stated.details.unwrap_or_default())
}

#[tokio::test]
async fn a_suspended_senders_notice_does_not_leave_and_c2_says_why() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    suspend(&house, Some(suspension(&house))).await;
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), 0);
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure]);
    let (reason, words) = reason(&house, delivery).await;
    assert!(reason == Reason::Other && words.contains(WHY) && words.contains("the operator suspended"), "{words}");
    assert_eq!(house.seen(delivery).await.delivery.offer(), Offer::Failed);
    assert_eq!(house.answers(delivery).await, (Step::G0, Decision::None, Voucher::Nobody, None));
    relink::request(&house.rooms.service, &PIET.parse().unwrap()).await.unwrap();
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), 0, "no link to what no notice told of");
    suspend(&house, None).await;
    house.forward(Duration::from_hours(1));
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), 0, "what was withheld stays so");
}

#[tokio::test]
async fn a_notice_that_is_tried_again_stops_with_the_suspension() {
    let house = House::new().await;
    house.post.addressees.will(Outcome::Unknown { why: "lost behind the last dot".to_owned() });
    let delivery = house.noticed().await;
    assert_eq!(house.mails(PIET).len(), 1);
    suspend(&house, Some(suspension(&house))).await;
    for _ in 0..10 {
        house.forward(Duration::from_hours(1));
        house.settle().await;
    }
    assert_eq!(house.mails(PIET).len(), 1);
    assert_eq!(house.events(delivery).await.last(), Some(&Event::NotificationForAcceptanceFailure));
    let (_, words) = reason(&house, delivery).await;
    assert!(words.contains("whether an earlier attempt was taken is not known"), "{words}");
    house.report(delivery, false).await;
}

#[tokio::test]
async fn what_a_suspended_sender_hands_in_is_refused_with_evidence_until_it_may_again() {
    let house = House::new().await;
    suspend(&house, Some(suspension(&house))).await;
    let refused = house.hand_in(&house::message("1"), &[PIET]).await.unwrap_err();
    let Fault::Refused(Refusal::Suspended(words)) = refused else { panic!("{refused:?}") };
    assert!(words.contains(WHY) && words.contains("recorded as "), "{words}");
    let submission = words.rsplit("recorded as ").next().unwrap().trim_end_matches(')').parse().unwrap();
    let recorded = house.rooms.service.store.deliveries_of(&submission).await.unwrap();
    house.settle().await;
    assert_eq!(house.events(recorded[0]).await, [Event::SubmissionRejection]);
    assert_eq!(reason(&house, recorded[0]).await.0, Reason::S_ERDS_PolicyViolation);
    assert_eq!(house.mails(PIET).len(), 0);
    suspend(&house, None).await;
    house.hand_in(&house::message("2"), &[PIET]).await.unwrap();
}

#[tokio::test]
async fn whoever_got_a_notice_of_a_sender_suspended_since_may_still_decide() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    suspend(&house, Some(suspension(&house))).await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Accepted);
}
