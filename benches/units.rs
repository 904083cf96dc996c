//! Units of work per second with fsync on: the group-commit writer beside one unit per commit, in alternating rounds on the
//! same disk, and the bare fdatasync of that disk. A unit is one step of one delivery with a statement of 300
//! octets and a job. One by one goes the same way (writer, statements, fsync, always a next unit waiting), a COMMIT for each.
//!
//! Disks share their time with others, so the bare fdatasync varies; the ratio of each round says more than one of medians.
//! `cargo bench --bench units [-- FOLDER]`; the folder should lie on the disk in question, not in memory.

#![expect(clippy::unwrap_used, reason = "a benchmark talks to whoever runs it")]

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[path = "../tests/common/handed_in.rs"]
mod handed_in;

use handed_in::{entropy, now, random, submission};
use recepis::erds::content::Sha256;
use recepis::erds::delivery::Command;
use recepis::erds::id::{DeliveryId, EvidenceId};
use recepis::store::{Kind, NewStatement, Options, Store, Work};

const ROUNDS: usize = 9;
const GROUPED: usize = 16_384;
/// How many callers there are at once.
const CALLERS: usize = 2_048;
const SINGLE: usize = 512;
const SYNCS: usize = 256;
const STATEMENT: [u8; 300] = [b'x'; 300];

#[tokio::main]
async fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let folder = folder.map_or_else(|| tempfile::tempdir().unwrap(), |parent| tempfile::tempdir_in(parent).unwrap());
    println!("{ROUNDS} rounds in {}: {GROUPED} units in groups, {SINGLE} one by one", folder.path().display());
    let grouped = prepared(&folder.path().join("grouped"), Options::default().group, GROUPED).await;
    let single = prepared(&folder.path().join("single"), 1, SINGLE).await;
    let (mut group_rates, mut single_rates, mut sync_rates) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        group_rates.push(round(&grouped).await);
        single_rates.push(round(&single).await);
        sync_rates.push(syncs(&folder.path().join("probe")));
    }
    let mut ratios: Vec<f64> = group_rates.iter().zip(&single_rates).map(|(group, one)| group / one).collect();
    let (group, one) = (show("group commit, units/s", group_rates), show("one unit per commit, units/s", single_rates));
    show("bare 4 KiB append and fdatasync, /s", sync_rates);
    ratios.sort_by(f64::total_cmp);
    let [least, most] = [ratios.first(), ratios.last()].map(|ratio| ratio.copied().unwrap());
    println!(
        "group commit is {:.1} times one unit per commit (medians); by round {least:.1} to {most:.1}",
        group / one
    );
}

struct Prepared {
    store: Store,
    deliveries: Vec<DeliveryId>,
    count: usize,
}

/// A store with `count` deliveries whose notice was begun.
async fn prepared(folder: &Path, group: usize, count: usize) -> Prepared {
    let store = Store::open_with(folder, entropy(), Options { group, queue: 16_384, pages: None }).await.unwrap();
    let mut deliveries = Vec::with_capacity(count);
    for _ in 0..count / 64 {
        let new = submission(64);
        let ids: Vec<DeliveryId> = new.deliveries.iter().map(|delivery| delivery.id).collect();
        let mut work = Work::new();
        work.submit(new);
        store.commit(work).await.unwrap();
        let begin = async |id: &DeliveryId| {
            let seen = store.delivery(id).await.unwrap().unwrap();
            let begin = seen.delivery.step(Command::BeginNotice { deadline: now() }, now()).unwrap();
            let mut work = Work::new();
            work.record(&seen, &begin, Vec::new());
            store.commit(work).await.unwrap();
        };
        futures_util::future::join_all(ids.iter().map(begin)).await;
        deliveries.extend(ids);
    }
    Prepared { store, deliveries, count }
}

/// One unit for every delivery, all at once; the rate. What is read and decided beforehand is not counted.
async fn round(prepared: &Prepared) -> f64 {
    let mut works = Vec::with_capacity(prepared.count);
    for id in &prepared.deliveries {
        let seen = prepared.store.delivery(id).await.unwrap().unwrap();
        let outcome = seen.delivery.step(Command::NoticeSent, now()).unwrap();
        let stated = outcome.stated().first().unwrap();
        let statement = NewStatement {
            id: EvidenceId::new(now(), random()),
            event: stated.event,
            sequence: Some(seen.head.map_or(1, |head| head.length + 1)),
            time: stated.time,
            digest: Sha256(random()),
            canonical: STATEMENT.to_vec(),
        };
        let mut work = Work::new();
        work.record(&seen, &outcome, vec![statement]);
        work.job(Kind::Attest, *id, now());
        works.push(work);
    }
    // So many callers, each with one unit at a time.
    let callers = CALLERS.min(works.len());
    let mut hands: Vec<Vec<Work>> = (0..callers).map(|_| Vec::new()).collect();
    for (number, work) in works.into_iter().enumerate() {
        hands.get_mut(number % callers).unwrap().push(work);
    }
    let begun = clock();
    let tasks: Vec<_> = hands
        .into_iter()
        .map(|works| {
            let store = prepared.store.clone();
            tokio::spawn(async move {
                for work in works {
                    store.commit(work).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    rate(prepared.count, begun.elapsed())
}

fn syncs(path: &Path) -> f64 {
    let mut file = File::create(path).unwrap();
    let begun = clock();
    for _ in 0..SYNCS {
        file.write_all(&[7; 4_096]).unwrap();
        file.sync_data().unwrap();
    }
    rate(SYNCS, begun.elapsed())
}

/// Prints least, median and most; gives the median.
fn show(what: &str, mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    let median = rates.get(rates.len() / 2).copied().unwrap();
    println!("{what}: min {:.0}, median {median:.0}, max {:.0}", rates.first().unwrap(), rates.last().unwrap());
    median
}

fn rate(count: usize, took: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / took.as_secs_f64()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn clock() -> Instant {
    Instant::now()
}
