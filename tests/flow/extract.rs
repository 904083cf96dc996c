//! The extract of each evidence: made when that is sealed, in the log, in the bundle.

use std::io::Cursor;

use recepis::bundle::{Limits, open, redact};
use recepis::erds::event::Event;
use recepis::flow::consign::Answer;
use recepis::format::extract::{Field, read_openings};
use recepis::verify::open_and_verify;
use recepis::verify::verdict::Indication;

use crate::house::{House, JAN, PIET};

#[tokio::test]
async fn every_evidence_of_a_delivery_lived_through_has_its_extract_in_the_log_and_shows_alone_who_is_opened() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let events: Vec<Event> =
        house.events(delivery).await.into_iter().filter(|event| *event != Event::Exported).collect();
    let octets = house.bundle(delivery, false).await;
    let bundle = open(Cursor::new(&octets), &Limits::default()).unwrap();
    let extracts: Vec<&str> = bundle.extracts.iter().map(|one| one.event.as_str()).collect();
    assert_eq!(extracts, events.iter().map(|event| event.name()).collect::<Vec<_>>());
    assert_eq!((bundle.openings.len(), bundle.extract_proofs.len()), (events.len(), events.len()));
    let all: Vec<_> = bundle.openings.iter().map(|one| read_openings(&one.file.octets).unwrap()).collect();
    let mut salts: Vec<[u8; 16]> = all.iter().flat_map(|one| &one.fields).map(|opening| opening.salt).collect();
    salts.sort_unstable();
    salts.dedup();
    assert_eq!(salts.len(), events.len() * Field::ALL.len(), "no salt stands twice");

    let redacted = redact(Cursor::new(octets), &[Field::AddresseeAddress], Vec::new()).unwrap();
    assert!(redacted.without.is_empty());
    let anchors = house.rooms.service.papers.anchors();
    let report = open_and_verify(Cursor::new(&redacted.out), &anchors, house.now());
    assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
    let steps = &report.redacted.as_ref().unwrap().steps;
    assert!(steps.iter().all(|step| step.opened[0].value == PIET && step.log.is_some()), "{}", report.to_text());
    assert!(!report.to_text().contains(JAN), "{}", report.to_text());
}
