//! For how long content is kept, who is told before it goes, and what stays of it: evidence that verifies.

use std::io::Cursor;
use std::time::Duration;

use recepis::erds::address::Address;
use recepis::erds::delivery::Keeping;
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::erds::standing::{Decision, Step};
use recepis::flow::consign::Answer;
use recepis::flow::{Refusal, handover};
use recepis::store::{Form, Work};
use recepis::verify::open_and_verify;
use recepis::verify::verdict::Indication;

use crate::house::{House, PIET, SECRET, refusal};

const DAY: Duration = Duration::from_hours(24);

/// How many mails warned Piet that a message goes.
fn warned(house: &House) -> usize {
    house.message_ids(PIET).iter().filter(|id| id.contains("<goes.")).count()
}

async fn kept(house: &House, delivery: DeliveryId) -> bool {
    let seen = house.seen(delivery).await;
    let readable = house.rooms.service.store.content(&seen).await.unwrap().is_some();
    assert_eq!((readable, seen.content_kept), (seen.delivery.content() == Keeping::Kept, readable));
    readable
}

/// Whether the list of destroyed keys names this delivery's key to its content.
fn listed(house: &House, delivery: DeliveryId) -> bool {
    let list = std::fs::read_to_string(house.folder.path().join("destroyed")).unwrap_or_default();
    list.lines().any(|line| line == format!("{delivery} content"))
}

async fn days(house: &House, days: u32) {
    for _ in 0..days {
        house.forward(DAY);
        house.settle().await;
    }
}

#[tokio::test]
async fn l8_accepted_content_stays_thirty_days_and_goes_unfetched_only_seven_days_after_a_mail() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    days(&house, 23).await;
    assert_eq!((warned(&house), kept(&house, delivery).await), (0, true));
    // No server takes mail for a few days: nobody was told, so nothing goes.
    house.outage(true);
    for _ in 0..9 {
        house.forward(DAY);
        house.settle_once(Duration::ZERO).await;
    }
    assert!(kept(&house, delivery).await, "nothing goes of which nobody was told");
    house.outage(false);
    days(&house, 1).await;
    assert_eq!((warned(&house), kept(&house, delivery).await), (1, true));
    let mail = house.mails(PIET).pop().unwrap();
    assert!(mail.contains("/r/") && !mail.contains(SECRET), "{mail}");
    days(&house, 6).await;
    assert_eq!((warned(&house), kept(&house, delivery).await, listed(&house, delivery)), (1, true, false));
    days(&house, 2).await;
    assert_eq!((warned(&house), kept(&house, delivery).await, listed(&house, delivery)), (1, false, true));
    assert_eq!(house.files(), 0, "the bytes go with the last key");
    assert_eq!(house.seen(delivery).await.delivery.content(), Keeping::Erased);
    assert!(matches!(
        refusal(handover::whole(&house.rooms.service, &session).await),
        Refusal::Law(_) | Refusal::NoSession
    ));
}

#[tokio::test]
async fn l8_what_was_fetched_goes_without_a_mail_and_its_evidence_verifies_as_before() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.read_whole(&session).await;
    house.settle().await;
    let before = house.report(delivery, false).await;
    let events = house.events(delivery).await;
    days(&house, 30).await;
    assert!(kept(&house, delivery).await);
    days(&house, 2).await;
    assert_eq!((warned(&house), kept(&house, delivery).await, listed(&house, delivery)), (0, false, true));
    assert_eq!(house.events(delivery).await, events, "nothing is stated");
    let store = &house.rooms.service.store;
    let seen = house.seen(delivery).await;
    let length = u32::try_from(events.len()).unwrap();
    assert!(
        store.bundle(&seen, length, Form::WithMessage).await.unwrap().is_none(),
        "nor can a bundle with it be opened"
    );
    let after = house.report(delivery, false).await;
    assert_eq!((before.verdict, after.verdict), (Indication::TotalPassed, Indication::TotalPassed));
    let answers = after.answers.unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G4, Decision::Accepted));
}

#[tokio::test]
async fn l8_what_was_refused_or_met_silence_goes_when_its_days_are_over_and_what_waits_stays() {
    let house = House::new().await;
    let refused = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    let silent = house.taken("2").await;
    house.settle().await;
    days(&house, 30).await;
    assert!(kept(&house, refused).await && kept(&house, silent).await);
    assert!(house.events(silent).await.contains(&Event::AcceptanceRejectionExpiry));
    days(&house, 2).await;
    assert!(!kept(&house, refused).await && kept(&house, silent).await, "each has its own days");
    days(&house, 20).await;
    assert!(!kept(&house, silent).await && listed(&house, silent));
    assert_eq!((warned(&house), house.files()), (0, 0));
}

#[tokio::test]
async fn l8_after_erasure_a_bundle_that_was_handed_out_verifies_and_nothing_personal_is_left() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let bundle = house.bundle(delivery, false).await;
    let before = house.report(delivery, false).await;
    let seen = house.seen(delivery).await;
    let mut work = Work::new();
    work.erase(&seen);
    house.rooms.service.store.commit(work).await.unwrap();
    assert!(house.rooms.service.store.delivery(&delivery).await.unwrap().is_none());
    let mailbox = house.rooms.service.store.mailbox(&Address::parse(PIET).unwrap());
    assert!(house.rooms.service.store.deliveries_to(mailbox, 10).await.unwrap().is_empty(), "found by no address");
    let anchors = house.rooms.service.papers.anchors();
    let report = open_and_verify(Cursor::new(bundle), &anchors, house.now());
    assert_eq!(report.verdict, before.verdict);
    assert_eq!(report.answers.unwrap().decision.value, Decision::Accepted);
}
