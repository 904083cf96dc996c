//! An archive of hundreds of made-up bundles: how many time-stamps renewing costs, by how much a proof grows, and what a kill in the middle
//! leaves. benches/archive.rs does the same with 100,000.

#[path = "../common/stock.rs"]
mod stock;

use std::io::Cursor;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use recepis::bundle::{Limits, open, protect};
use recepis::crypto::Digest;
use recepis::flow::renew::{Outcome, Progress, Wanted, record, renew};
use recepis::outside::tsa::{EmbeddedTsa, Stamping, Tsa};
use recepis::seal::ers::{Record, check};
use recepis::seal::tsp::{self, Imprint};
use recepis::store::{Archived, Store};
use stock::House;
use tokio::sync::Notify;

/// Ten rounds of the stock: the archive is read and placed in three pages.
const BUNDLES: usize = 10 * stock::AT_ONCE;
const LIMIT: usize = 2 * 1024;

/// An authority that counts.
struct Counting<'a>(&'a EmbeddedTsa, AtomicU64);

impl Tsa for Counting<'_> {
    fn stamp(&self, imprint: Imprint) -> Stamping<'_> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.stamp(imprint)
    }

    fn is_independent(&self) -> bool {
        self.0.is_independent()
    }
}

struct Archive {
    folder: tempfile::TempDir,
    store: Store,
}

impl Archive {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("data"), stock::entropy()).await.unwrap();
        stock::fill(&store, BUNDLES).await;
        Self { folder, store }
    }

    fn house(&self, name: &str) -> House {
        House::new(&self.folder.path().join(name))
    }

    /// Renews all that ends within fifty years; with it, how often the authority was asked.
    async fn renewed(&self, house: &House, digest: Option<Digest>) -> (Outcome, u64) {
        let tsa = Counting(&house.tsa, AtomicU64::new(0));
        let wanted = Wanted { digest, within: Duration::from_hours(24 * 365 * 50) };
        let outcome = renew(&house.desk(&self.store, &tsa), wanted, &mut |_| ()).await.unwrap();
        (outcome, tsa.1.into_inner())
    }

    /// Begins to renew, and is stopped at the next moment at which it waits for anything once it has come so far.
    async fn stopped(&self, house: &House, far: Progress) {
        let halt = Notify::new();
        let desk = house.desk(&self.store, &house.tsa);
        let wanted = Wanted { digest: None, within: Duration::ZERO };
        let mut told = |progress| {
            if progress == far {
                halt.notify_one();
            }
        };
        tokio::select! {
            biased;
            () = halt.notified() => {}
            done = renew(&desk, wanted, &mut told) => panic!("it never came to {far:?}: {done:?}"),
        }
    }

    async fn all(&self) -> Vec<Archived> {
        self.store.archived_after(None, u32::MAX).await.unwrap()
    }

    /// The sizes of the first bundle's record, and of that bundle with it.
    async fn sizes(&self) -> (usize, usize) {
        let first = self.all().await[0];
        let octets = stock::octets(&self.store, first).await;
        let (record, digest) = record(&self.store, first).await.unwrap().unwrap();
        (record.len(), protect(Cursor::new(&octets), &record, digest, Vec::new()).unwrap().len())
    }
}

#[tokio::test]
async fn c14_renewing_an_archive_costs_one_time_stamp_and_each_proof_grows_by_less_than_two_kibibytes() {
    let archive = Archive::new().await;
    let (first, asked) = archive.renewed(&archive.house("first"), None).await;
    assert_eq!((first.protected, first.read, asked), (BUNDLES as u64, BUNDLES as u64, 1), "{first:?}");
    let (record, bundle) = archive.sizes().await;
    // Another authority, whose certificate ends later.
    let (again, asked) = archive.renewed(&archive.house("later"), None).await;
    assert_eq!((again.protected, again.read, again.renewed, asked), (0, 0, 1, 1), "{again:?}");
    let (longer, larger) = archive.sizes().await;
    let grown = (longer - record, larger - bundle);
    // Nothing of it depends on how many bundles there are: the former time-stamp is the whole tree.
    assert!((1..LIMIT).contains(&grown.0) && (1..LIMIT).contains(&grown.1), "{grown:?}");
}

#[tokio::test]
async fn killed_in_the_middle_it_goes_on_and_every_bundle_is_proven() {
    let archive = Archive::new().await;
    let (bundles, house) = (BUNDLES as u64, archive.house("first"));
    archive.stopped(&house, Progress::Read(256, bundles)).await;
    // What was read waits, and is not read again.
    let waits = archive.store.waiting_leaves(Digest::Sha256, None, u32::MAX).await.unwrap().len();
    assert!((256..BUNDLES).contains(&waits), "{waits}");
    assert_eq!(record(&archive.store, archive.all().await[0]).await.unwrap(), None);
    archive.stopped(&house, Progress::Placed(256, bundles)).await;
    let mut placed = 0;
    for bundle in archive.all().await {
        placed += u64::from(record(&archive.store, bundle).await.unwrap().is_some());
    }
    assert!((256..bundles).contains(&placed), "{placed}");
    let (rest, asked) = archive.renewed(&house, None).await;
    assert_eq!((rest.read, rest.protected, asked), (0, bundles - placed, 1), "{rest:?}");
    for bundle in archive.all().await {
        let (record, _) = record(&archive.store, bundle).await.unwrap().unwrap();
        let opened = open(Cursor::new(stock::octets(&archive.store, bundle).await), &Limits::default()).unwrap();
        let files: Vec<&[u8]> = opened.frozen().into_iter().map(|file| file.octets.as_slice()).collect();
        let record = Record::parse(&record).unwrap();
        for link in check(&record, &files).unwrap() {
            tsp::check(link.token, &link.imprint).unwrap();
        }
    }
}
