//! `recepis archive renew` over a synthetic archive: how long one time-stamp over so many bundles takes, and by how much each bundle grows.
//!
//! Each bundle is a container of the size and number of files of an accepted delivery in a log with witnesses (19 files, some 40 KB), of random
//! octets that compress to half; its evidence is no evidence and its signature none, which renewing does not look at. It measures reading,
//! decrypting, unpacking and hashing every file, the hash tree, one time-stamp of the embedded authority, and the rows: for the first
//! protection, for a renewal by time-stamp, and for one by hash tree with SHA-512. Making the archive is not counted.
//!
//! `cargo bench --bench archive [-- FOLDER [BUNDLES]]`, 100,000 bundles where nothing is said; needs about 50 KB of disk for each.

#![expect(clippy::unwrap_used, reason = "a benchmark talks to whoever runs it")]

#[path = "../tests/common/stock.rs"]
mod stock;

use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use recepis::bundle::protect;
use recepis::crypto::Digest;
use recepis::flow::renew::{Wanted, record, renew};
use recepis::store::Store;
use stock::House;

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let folder = words.first().map(PathBuf::from);
    let folder = folder.map_or_else(|| tempfile::tempdir().unwrap(), |parent| tempfile::tempdir_in(parent).unwrap());
    let count: usize = words.get(1).map_or(100_000, |count| count.parse().unwrap());
    let store = Store::open(&folder.path().join("data"), stock::entropy()).await.unwrap();
    let begun = clock();
    stock::fill(&store, count).await;
    let first = stock::octets(&store, store.archived_after(None, 1).await.unwrap().first().copied().unwrap()).await;
    println!("{count} bundles of {} octets made in {:.0} s", first.len(), begun.elapsed().as_secs_f64());
    let house = House::new(folder.path());
    let mut before = Sizes { record: 0, bundle: first.len() };
    let first_time = round(&store, &house, "first protection", None, &first, &mut before).await;
    // The authority of the first time-stamp gives way to one whose certificate ends later.
    let later = House::new(&folder.path().join("later"));
    let again = round(&store, &later, "renewal by time-stamp", None, &first, &mut before).await;
    let anew = round(&store, &later, "renewal by hash tree, SHA-512", Some(Digest::Sha512), &first, &mut before).await;
    println!("seconds: {first_time:.0}, {again:.0}, {anew:.0}");
}

/// Renews, prints how long it took and by how much a record and its bundle grew, and gives the seconds.
async fn round(
    store: &Store,
    house: &House,
    what: &str,
    digest: Option<Digest>,
    plain: &[u8],
    before: &mut Sizes,
) -> f64 {
    let desk = house.desk(store, &house.tsa);
    // Every time-stamp ends within so long a span.
    let wanted = Wanted { digest, within: Duration::from_hours(24 * 365 * 50) };
    let begun = clock();
    let outcome = renew(&desk, wanted, &mut |_| ()).await.unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    let bundle = store.archived_after(None, 1).await.unwrap().first().copied().unwrap();
    let (record, first) = record(store, bundle).await.unwrap().unwrap();
    let bundle = protect(Cursor::new(plain), &record, first, Vec::new()).unwrap().len();
    let now = Sizes { record: record.len(), bundle };
    println!(
        "{what}: {seconds:.0} s; {} read, {} protected, {} renewed; the record is {} octets, {} more than before, and the bundle {} more",
        outcome.read,
        outcome.protected,
        outcome.renewed,
        now.record,
        now.record - before.record,
        now.bundle - before.bundle
    );
    *before = now;
    seconds
}

/// In octets.
struct Sizes {
    record: usize,
    bundle: usize,
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn clock() -> Instant {
    Instant::now()
}
