//! Every job fails, is done, and is done again; what comes of it is the same.

use std::time::Duration;

use recepis::erds::delivery::GRACE;
use recepis::erds::event::Event;
use recepis::erds::standing::{Decision, Step};
use recepis::flow::Fault;
use recepis::flow::consign::Answer;
use recepis::flow::export::{self, Bundle};

use crate::house::{House, JAN, PIET};

/// Nobody gets two mails of one kind.
fn assert_told_once(house: &House) {
    for to in [JAN, PIET] {
        let mut ids = house.message_ids(to);
        ids.sort();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "{to}: {ids:?}");
    }
}

async fn exports(house: &House, delivery: recepis::erds::id::DeliveryId) -> usize {
    house.statements(delivery).await.iter().filter(|kept| kept.event == Event::Exported).count()
}

#[tokio::test]
async fn every_job_that_fails_and_is_done_twice_leaves_one_of_everything() {
    for (answer, decision, step) in
        [(Answer::Accept, Decision::Accepted, Step::G4), (Answer::Refuse, Decision::Refused, Step::G3)]
    {
        let house = House::new().await;
        let delivery = house.taken("1").await;
        house.settle_with_failures().await;
        assert_eq!(house.answers(delivery).await.0, Step::G1);
        let session = house.proven().await;
        house.answer(&session, answer).await.unwrap();
        house.settle_with_failures().await;
        assert_eq!(house.answers(delivery).await.1, decision);
        if answer == Answer::Accept {
            house.read_whole(&session).await;
            house.settle_with_failures().await;
        }
        assert_eq!(house.answers(delivery).await.0, step);
        assert_told_once(&house);
        assert_eq!(
            (house.mails(JAN).len(), house.mails(PIET).len()),
            (2, 3),
            "receipt, decision; notice, code, decision"
        );
        let mut events = house.events(delivery).await;
        events.sort();
        events.dedup();
        assert_eq!(events.len(), house.events(delivery).await.len(), "nothing is stated twice");
    }
}

#[tokio::test]
async fn silence_stated_by_a_job_that_fails_and_is_done_twice_is_stated_once() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    house.settle_with_failures().await;
    let deadline = house.seen(delivery).await.delivery.deadline().unwrap();
    house.until(deadline.plus(GRACE).plus(Duration::from_secs(5)));
    house.settle_with_failures().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Expired);
    assert_eq!(house.events(delivery).await.len(), 3);
    assert_told_once(&house);
    assert_eq!((house.mails(JAN).len(), house.mails(PIET).len()), (2, 2));
}

#[tokio::test]
async fn a_bundle_is_made_once_for_each_length_and_stays_the_same() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let before = exports(&house, delivery).await;
    let first = house.bundle(delivery, false).await;
    let mut work = recepis::store::Work::new();
    work.job(recepis::store::Kind::Export, delivery, house.now());
    house.rooms.service.store.commit(work).await.unwrap();
    house.settle().await;
    house.forward(Duration::from_hours(5));
    assert_eq!(house.bundle(delivery, false).await, first);
    assert_eq!(exports(&house, delivery).await, before);
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    let waiting = export::bundle(&house.rooms.service, delivery, false).await.unwrap();
    assert!(matches!(waiting, Bundle::NotYet { .. }), "until the longer chain is sealed");
    house.settle().await;
    assert_eq!(exports(&house, delivery).await, before + 1);
    assert_ne!(house.bundle(delivery, false).await, first);
}

#[tokio::test]
async fn a_bundle_of_a_delivery_that_does_not_exist_is_refused() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let other = House::new().await;
    let asked = export::bundle(&other.rooms.service, delivery, false).await;
    assert!(matches!(asked, Err(Fault::Refused(recepis::flow::Refusal::NotFound))));
}
