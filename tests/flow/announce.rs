//! What program runs: said in the log at each start, and quoted by the bundles of what happens from then on.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use recepis::erds::content::Sha256;
use recepis::flow::announce::{Program, announce};
use recepis::store::EntryPlace;
use recepis::verify::open_and_verify;
use recepis::verify::report::Report;
use recepis::verify::trust::Required;

use super::house::House;

const FIRST: Program = Program { version: "0.1.0", binary: Sha256([1; 32]), configuration: Sha256([2; 32]) };
const SECOND: Program = Program { version: "0.2.0", binary: Sha256([3; 32]), configuration: Sha256([2; 32]) };

fn report(house: &House, octets: &[u8]) -> Report {
    let service = &house.rooms.service;
    let mut anchors = service.papers.anchors();
    anchors.log.logs = service.log.iter().map(|key| key.key.clone()).collect();
    anchors.log.required = Required { log: true, witness: false, post_quantum: true };
    open_and_verify(Cursor::new(octets), &anchors, house.now())
}

#[tokio::test]
async fn each_start_is_an_entry_of_the_log_and_a_bundle_quotes_the_one_in_force() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let begun = house.now();
    announce(service, &FIRST).await.unwrap();
    house.forward(Duration::from_secs(5));
    let early = house.taken("a1").await;
    house.settle().await;
    let octets = house.bundle(early, false).await;
    let first = report(&house, &octets);
    let program = first.program.as_ref().unwrap();
    assert_eq!((program.version.as_str(), program.binary, program.signed), ("0.1.0", FIRST.binary, true));
    assert_eq!(program.log.as_ref().map(|log| (log.index, log.signed)), Some((0, true)), "{}", first.to_text());
    // The same program again says it again; another one is quoted by what happens under it.
    house.until(begun.plus(Duration::from_hours(1)));
    announce(service, &FIRST).await.unwrap();
    house.forward(Duration::from_hours(1));
    announce(service, &SECOND).await.unwrap();
    house.forward(Duration::from_secs(5));
    let late = house.taken("a2").await;
    house.settle().await;
    let second = report(&house, &house.bundle(late, false).await);
    let program = second.program.as_ref().unwrap();
    assert_eq!((program.version.as_str(), program.binary), ("0.2.0", SECOND.binary));
    assert_eq!(report(&house, &house.bundle(early, false).await).program, first.program);
    // Each of the three starts is an entry of its own.
    let mut places = Vec::new();
    for by in [begun, begun.plus(Duration::from_hours(1) + Duration::from_secs(5)), house.now()] {
        let start = service.store.last_start(by).await.unwrap().unwrap();
        places.push(service.store.log_place(&start.id).await.unwrap().unwrap());
    }
    assert!(places.iter().all(|place| matches!(place, EntryPlace::At(_))), "{places:?}");
    assert!(places[0] != places[1] && places[1] != places[2] && places[0] != places[2], "{places:?}");
}

#[tokio::test]
async fn a_bundle_of_a_service_that_never_said_what_it_is_says_so_and_passes() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let octets = house.bundle(delivery, false).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(&octets)).unwrap();
    assert!(zip.by_name("log/service.txt").is_err());
    let mut promise = String::new();
    zip.by_name("receipt/promise.txt").unwrap().read_to_string(&mut promise).unwrap();
    assert!(promise.starts_with("recepis promise v1\n"));
    let report = report(&house, &octets);
    assert_eq!((report.program.as_ref(), report.exit_code()), (None, 0), "{}", report.to_text());
}
