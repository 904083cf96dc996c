//! The archive under time-stamps: every bundle with its record, once and again, with a new digest, after a kill, and however often it is asked.

use std::fmt::Write as _;
use std::io::Cursor;
use std::time::Duration;

use recepis::bundle::{Limits, open};
use recepis::crypto::Digest;
use recepis::erds::id::DeliveryId;
use recepis::flow::Fault;
use recepis::flow::consign::Answer;
use recepis::flow::renew::{Desk, Outcome, Progress, Wanted, renew};
use recepis::seal::ers::Record;
use recepis::seal::x509::{Certificate, Crl};
use recepis::verify::verdict::Indication;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::house::House;

const DAY: Duration = Duration::from_hours(24);

fn desk(house: &House) -> Desk<'_> {
    let service = &house.rooms.service;
    let certificates = service.papers.certificates();
    let lists = service.papers.revocation_lists();
    Desk {
        store: &service.store,
        tsa: &*service.tsa,
        certificates: certificates.iter().map(|(.., der)| Certificate::parse(der).unwrap()).collect(),
        lists: lists.iter().map(|(.., der)| Crl::parse(der).unwrap()).collect(),
        now: house.now(),
    }
}

async fn renewed(house: &House, digest: Option<Digest>, within: Duration) -> Outcome {
    let wanted = Wanted { digest, within };
    renew(&desk(house), wanted, &mut |_: Progress| ()).await.unwrap()
}

/// A house with so many deliveries, the first of them accepted.
async fn archive(count: usize) -> (House, Vec<DeliveryId>) {
    let house = House::new().await;
    let mut all = vec![house.noticed().await];
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    for number in 1..count {
        all.push(house.another_taken(&format!("{number}@sender.test")).await);
    }
    house.settle().await;
    (house, all)
}

/// The house as if it had died before this delivery's bundles got their places.
async fn unplaced(house: House, delivery: DeliveryId) -> House {
    let closed = house.closed().await;
    let options = SqliteConnectOptions::new().filename(closed.folder.path().join("recepis.db"));
    let mut connection = options.connect().await.unwrap();
    let mut hex = String::new();
    for octet in delivery.octets() {
        write!(hex, "{octet:02x}").unwrap();
    }
    let text = format!("update archive_leaves set stamp_id = null, path = null where delivery_id = x'{hex}'");
    let done = sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
    assert!(done.rows_affected() > 0);
    connection.close().await.unwrap();
    closed.opened().await
}

fn record(bundle: &[u8]) -> Option<Record> {
    let opened = open(Cursor::new(bundle), &Limits::default()).unwrap();
    assert!(opened.findings.is_empty(), "{:?}", opened.findings);
    let file = opened.records.first()?.record.as_ref()?;
    Some(Record::parse(&file.octets).unwrap())
}

#[tokio::test]
async fn c14_one_time_stamp_protects_every_bundle_and_the_next_download_carries_its_record() {
    let (house, all) = archive(3).await;
    assert_eq!(record(&house.bundle(all[0], false).await), None);
    let outcome = renewed(&house, None, DAY).await;
    assert_eq!((outcome.read, outcome.protected), (outcome.bundles, outcome.bundles), "{outcome:?}");
    assert!(outcome.bundles >= 3 && outcome.unreadable.is_empty());
    let mut tokens = Vec::new();
    for delivery in &all {
        for with_message in [false, true] {
            let bundle = house.bundle(*delivery, with_message).await;
            let record = record(&bundle).unwrap();
            tokens.push(record.chains[0].stamps[0].token.clone());
            let report = house.report(*delivery, with_message).await;
            assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
            assert!(report.findings.iter().any(|finding| finding.sentence.starts_with("It proves that ")));
        }
    }
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "one time-stamp for all");
}

#[tokio::test]
async fn asked_twice_it_does_nothing_the_second_time() {
    let (house, all) = archive(2).await;
    renewed(&house, None, DAY).await;
    let before = house.bundle(all[0], false).await;
    let again = renewed(&house, None, DAY).await;
    assert_eq!((again.read, again.protected, again.stamped), (0, 0, None), "{again:?}");
    // The same authority's certificate ends when the last one's does: nothing would be gained.
    let soon = renewed(&house, None, Duration::from_hours(24 * 365 * 30)).await;
    assert_eq!((soon.renewed, soon.not_outlived, soon.stamped), (0, 1, None), "{soon:?}");
    assert_eq!(house.bundle(all[0], false).await, before);
}

#[tokio::test]
async fn a_new_digest_reads_all_files_anew_and_what_comes_later_begins_with_it() {
    let (house, all) = archive(2).await;
    renewed(&house, None, DAY).await;
    house.forward(DAY);
    let anew = renewed(&house, Some(Digest::Sha512), DAY).await;
    assert_eq!((anew.read, anew.protected), (anew.bundles, anew.bundles), "{anew:?}");
    let record = record(&house.bundle(all[0], false).await).unwrap();
    let digests: Vec<Digest> = record.chains.iter().map(|chain| chain.digest).collect();
    assert_eq!(digests, [Digest::Sha256, Digest::Sha512]);
    let report = house.report(all[0], false).await;
    assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
    let later = house.another_taken("later@sender.test").await;
    house.settle().await;
    renewed(&house, None, DAY).await;
    let record = self::record(&house.bundle(later, false).await).unwrap();
    assert_eq!(record.chains[0].digest, Digest::Sha512);
    assert_eq!(house.report(later, false).await.verdict, Indication::TotalPassed);
}

#[tokio::test]
async fn without_a_time_stamp_nothing_is_half_done_and_what_was_read_is_not_read_again() {
    let (house, all) = archive(2).await;
    house.outage(true);
    let failed = renew(&desk(&house), Wanted { digest: None, within: DAY }, &mut |_| ()).await;
    assert!(matches!(failed, Err(Fault::Unavailable { .. })), "{failed:?}");
    house.outage(false);
    assert_eq!(record(&house.bundle(all[0], false).await), None);
    let house = house.restarted().await;
    let outcome = renewed(&house, None, DAY).await;
    assert_eq!((outcome.read, outcome.protected), (0, outcome.bundles), "{outcome:?}");
    assert_eq!(house.report(all[0], false).await.verdict, Indication::TotalPassed);
}

#[tokio::test]
async fn killed_while_bundles_are_put_under_the_time_stamp_it_goes_on_with_the_rest() {
    let (house, all) = archive(3).await;
    renewed(&house, None, DAY).await;
    // As if it had died before the last bundle got its place.
    let house = unplaced(house, all[2]).await;
    assert_eq!(record(&house.bundle(all[2], false).await), None);
    assert!(record(&house.bundle(all[0], false).await).is_some());
    let outcome = renewed(&house, None, DAY).await;
    assert_eq!((outcome.read, outcome.renewed), (0, 0), "{outcome:?}");
    for delivery in all {
        assert!(record(&house.bundle(delivery, false).await).is_some());
        assert_eq!(house.report(delivery, false).await.verdict, Indication::TotalPassed);
    }
}
