//! The promise in the first receipt: there with the hand-in, the same afterwards, kept by the log, one for each addressee.

use std::io::Cursor;
use std::time::Duration;

use mail_parser::{MessageParser, MimeHeaders as _};
use recepis::flow::promise;
use recepis::tlog::promise::WITHIN;
use recepis::verify::promised::{Outcome, Teller};
use recepis::verify::trust::TrustAnchors;
use recepis::verify::verdict::Reason;
use recepis::verify::{open_and_verify, promise_alone};

use super::house::{House, JAN, PIET, message};

fn anchors(house: &House) -> TrustAnchors {
    let service = &house.rooms.service;
    let mut anchors = service.papers.anchors();
    anchors.log.logs = service.log.iter().map(|key| key.key.clone()).collect();
    anchors
}

#[tokio::test]
async fn the_promise_is_there_before_anything_is_sealed_stays_the_same_and_is_kept() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let delivery = house.taken("p1").await;
    let taken = house.now();
    let first = promise::promise(service, delivery).await.unwrap().unwrap();
    assert!(house.statements(delivery).await.iter().all(|kept| kept.sealed.is_none()));
    house.settle().await;
    house.forward(Duration::from_hours(1));
    assert_eq!(promise::promise(service, delivery).await.unwrap().as_ref(), Some(&first));
    let octets = house.bundle(delivery, false).await;
    let anchors = anchors(&house);
    let mut report = open_and_verify(Cursor::new(&octets), &anchors, taken.plus(2 * WITHIN));
    let packed = report.promise.take().unwrap();
    assert_eq!((packed.file.as_deref(), packed.outcome), (Some("receipt/promise.txt"), Outcome::Kept));
    report.judge_promise(first.as_bytes(), &anchors);
    let judged = report.promise.as_ref().unwrap();
    assert_eq!((judged.outcome, judged.told_by), (Outcome::Kept, Some(Teller::Log)), "{}", report.to_text());
    assert_eq!(judged.logged_by, taken.plus(WITHIN));
    let alone = promise_alone(first.as_bytes(), &anchors, taken.plus(WITHIN).plus(Duration::from_secs(1)));
    assert_eq!(alone.reason, Some(Reason::PromiseBroken), "{}", alone.to_text());
}

#[tokio::test]
async fn the_receipt_brings_the_sender_a_promise_for_each_delivery_and_none_names_anybody() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let submitted = house.hand_in(&message("p2"), &[PIET, "kees@demo.test"]).await.unwrap();
    let promises = promise::promises(service, &submitted.deliveries).await.unwrap();
    assert_eq!(promises.iter().map(|(id, _)| *id).collect::<Vec<_>>(), submitted.deliveries);
    house.settle().await;
    let receipts: Vec<_> = house.post.senders.sent().into_iter().filter(|(to, _)| to.to.as_str() == JAN).collect();
    let [(_, receipt)] = receipts.as_slice() else { panic!("one receipt: {}", receipts.len()) };
    let receipt = MessageParser::default().parse(receipt).unwrap();
    let files: Vec<_> = receipt.attachments().collect();
    assert_eq!(files.len(), promises.len() + 1, "the promises, and the signature behind all");
    for (id, promise) in &promises {
        let name = format!("promise-{id}.txt");
        let file = files.iter().find(|file| file.attachment_name() == Some(name.as_str())).unwrap();
        assert_eq!(file.contents(), promise.as_bytes());
        let others = submitted.deliveries.iter().filter(|other| *other != id);
        let foreign: Vec<String> = others.map(ToString::to_string).collect();
        assert!(foreign.iter().all(|other| !promise.contains(other)) && !promise.contains('@'), "{promise}");
    }
    assert_eq!(
        promise::promise(service, recepis::erds::id::DeliveryId::new(house.now(), [9; 10])).await.unwrap(),
        None
    );
}
