//! Entries per second that come under a signed checkpoint, with a proof for each, beside plain writes of the same octets, in
//! alternating rounds on the same disk.
//!
//! What a turn makes durable are its rows: 57 octets an entry and a checkpoint of 3.7 kB, each group in one commit and each
//! checkpoint in one. What it writes besides are files that follow from them: 66 octets an entry, and the checkpoint again.
//! First the log as it works when entries wait: full turns, and proofs of one turn while the next is published; beside it the
//! same octets appended in groups of 32 records, each of which waits for the disk. Then both in equal groups.
//! "As many waits" does just that with plain files: rows appended and fdatasync, files written and renamed, the checkpoint
//! appended and fdatasync. "One wait" appends all of it and waits once: less than any log can do that signs what is durable.
//!
//! Disks share their time with others: the ratio of each round says more than a ratio of medians. What happens only every
//! five seconds (lease, settling of files) is in the last line, over all rounds together.
//!
//! `cargo bench --bench log [-- FOLDER]`; the folder should lie on the disk in question, not in memory.
//! `… -- --build 10000000 FOLDER` makes a log of so many entries, and `… -- --large FOLDER` compares it with an empty one.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark talks to whoever runs it")]
#![expect(clippy::disallowed_methods, clippy::cast_precision_loss, reason = "a benchmark measures time")]

#[path = "../tests/common/rooms.rs"]
#[expect(dead_code, reason = "told to several programs")]
mod rooms;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use recepis::erds::id::EvidenceId;
use recepis::flow::publish::{Sequencer, Turn};
use recepis::flow::{Service, proof};
use recepis::outside::clock::FakeClock;
use recepis::outside::mailer::FakeMailer;
use recepis::store::Work;
use sqlx::Connection as _;

const ROUNDS: usize = 15;
/// A group of a quiet hour; one of 2,000 entries a second, at ten turns a second; one that waits while another is under way.
const GROUPS: [usize; 3] = [64, 200, 4096];
/// Entries that wait when the sequencer begins: four full turns.
const BACKLOG: usize = 16_384;
/// Records of a group of the plain probe.
const RECORDS: usize = 32;
/// Number, identifier, kind and entry.
const ROW: usize = 8 + 16 + 1 + 32;
/// An entry in its bundle and as leaf.
const FILED: usize = 34 + 32;
/// With both signatures.
const CHECKPOINT: usize = 3700;
/// Entries of a tile.
const TILE: usize = 256;

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--build", entries, folder] => build(Path::new(folder), entries.parse().unwrap()).await,
        ["--large", folder] => beside_an_empty_one(Path::new(folder)).await,
        [] => beside_plain_writes(tempfile::tempdir().unwrap().path()).await,
        [parent] => beside_plain_writes(tempfile::tempdir_in(parent).unwrap().path()).await,
        _ => println!("usage: [FOLDER] | --build ENTRIES FOLDER | --large FOLDER"),
    }
}

/// A log whose clock goes on while it works, so that what is due now and then happens.
struct Log {
    service: Arc<Service>,
    sequencer: Sequencer,
    clock: Arc<FakeClock>,
}

impl Log {
    async fn open(folder: &Path) -> Self {
        let clock = rooms::clock();
        let mailer = Arc::new(FakeMailer::new(clock.clone()));
        let service = rooms::open(folder, &clock, mailer).await.service;
        // Time goes on from where the log stands, and identifiers begin with it.
        if let Some(last) = service.store.last_checkpoint().await.unwrap().filter(|last| last.at > service.now()) {
            let ahead = last.at.micros() - service.now().micros();
            clock.forward(Duration::from_micros(u64::try_from(ahead).unwrap()));
        }
        Self { sequencer: Sequencer::new(&service), service, clock }
    }

    async fn enter(&self, entries: usize) -> Vec<(EvidenceId, Vec<u8>)> {
        let one = || {
            self.clock.forward(Duration::from_micros(100));
            (EvidenceId::new(self.service.now(), self.service.random()), self.service.random::<64>().to_vec())
        };
        let entered: Vec<_> = (0..entries).map(|_| one()).collect();
        let mut work = Work::new();
        for (id, sealed) in &entered {
            work.enter(*id, sealed.clone());
        }
        self.service.store.commit(work).await.unwrap();
        entered
    }

    /// Brings a group under a checkpoint: how long that took.
    async fn publish(&mut self, entries: usize) -> Duration {
        let begun = Instant::now();
        assert_eq!(self.sequencer.turn(&self.service).await.unwrap(), Turn::Published(entries as u64));
        self.clock.forward(begun.elapsed());
        begun.elapsed()
    }

    async fn prove(&self, entered: &[(EvidenceId, Vec<u8>)]) -> Duration {
        let begun = Instant::now();
        prove(&self.service, entered).await;
        begun.elapsed()
    }
}

async fn prove(service: &Service, entered: &[(EvidenceId, Vec<u8>)]) {
    for some in entered.chunks(1024) {
        let of: Vec<_> = some.iter().map(|(id, sealed)| (*id, sealed.as_slice())).collect();
        assert!(proof::proofs(service, &of).await.unwrap().iter().all(Option::is_some));
    }
}

/// What waits is brought under checkpoints by full turns, while the entries of the turn before get their proofs; beside it
/// the same octets in groups of `RECORDS`, each of which waits for the disk.
async fn sustained(log: &mut Log, plain: &mut Plain) {
    let [mut published, mut proven, mut probed] = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        let entered = log.enter(BACKLOG).await;
        let begun = Instant::now();
        let mut proofs = Vec::new();
        for group in entered.chunks(4096) {
            log.publish(group.len()).await;
            for some in group.chunks(1024) {
                let (service, some) = (Arc::clone(&log.service), some.to_vec());
                proofs.push(tokio::spawn(async move { prove(&service, &some).await }));
            }
        }
        published.push(begun.elapsed());
        for proof in proofs {
            proof.await.unwrap();
        }
        proven.push(begun.elapsed());
        probed.push(plain.records(BACKLOG));
    }
    println!("{BACKLOG} entries that wait: entries/s, median of {ROUNDS} rounds (least to most)");
    let rates = |times: &[Duration]| times.iter().map(|time| BACKLOG as f64 / time.as_secs_f64()).collect::<Vec<_>>();
    show("under checkpoints, with a proof each", rates(&proven), 0);
    show(&format!("plain writes in groups of {RECORDS}, each with fdatasync"), rates(&probed), 0);
    show("% of those", ratios(&probed, &proven), 0);
    show("under checkpoints, while proofs are made", rates(&published), 0);
}

async fn beside_plain_writes(folder: &Path) {
    let mut log = Log::open(&folder.join("log")).await;
    let mut plain = Plain::new(&folder.join("plain"));
    sustained(&mut log, &mut plain).await;
    for group in GROUPS {
        let [mut published, mut proven, mut as_many, mut one] = [const { Vec::new() }; 4];
        for _ in 0..ROUNDS {
            let entered = log.enter(group).await;
            published.push(log.publish(group).await);
            proven.push(*published.last().unwrap() + log.prove(&entered).await);
            as_many.push(plain.as_many_waits(group));
            one.push(plain.one_wait(group));
        }
        println!("groups of {group}: entries/s, median of {ROUNDS} rounds (least to most)");
        let rate = |time: &Duration| group as f64 / time.as_secs_f64();
        let rates = |times: &[Duration]| times.iter().map(rate).collect::<Vec<_>>();
        show("under a checkpoint", rates(&published), 0);
        show("and with a proof each", rates(&proven), 0);
        show("plain writes, as many waits", rates(&as_many), 0);
        show("plain writes, one wait", rates(&one), 0);
        for (what, plain) in [("as many waits", &as_many), ("one wait", &one)] {
            for (which, ours) in [("under a checkpoint", &published), ("with proofs", &proven)] {
                show(&format!("% of {what}, {which}"), ratios(plain, ours), 0);
            }
        }
        let all = |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64();
        let (ours, theirs) = (all(&proven), all(&as_many));
        println!(
            "  all rounds together: {:.0} entries/s with proofs, {:.0} % of as many waits",
            (group * ROUNDS) as f64 / ours,
            100.0 * theirs / ours
        );
    }
}

/// In the same rounds, so that both meet the same disk.
async fn beside_an_empty_one(folder: &Path) {
    let mut large = Log::open(folder).await;
    let beside = tempfile::tempdir_in(folder.parent().unwrap()).unwrap();
    let mut empty = Log::open(beside.path()).await;
    // What a start costs is not what a turn costs.
    for log in [&mut large, &mut empty] {
        log.enter(1).await;
        log.publish(1).await;
    }
    println!("{} entries beside {}", large.service.store.log_size().await.unwrap(), 1);
    for group in GROUPS {
        let [mut of_large, mut of_empty, mut large_proven, mut empty_proven] = [const { Vec::new() }; 4];
        for round in 0..2 * ROUNDS {
            for this in [round % 2, (round + 1) % 2] {
                let (log, published, proven) = if this == 0 {
                    (&mut large, &mut of_large, &mut large_proven)
                } else {
                    (&mut empty, &mut of_empty, &mut empty_proven)
                };
                let entered = log.enter(group).await;
                published.push(log.publish(group).await);
                proven.push(*published.last().unwrap() + log.prove(&entered).await);
            }
        }
        println!("groups of {group}: the large log's rate in % of the empty one's");
        let median =
            |times: &[Duration]| *sorted(times.iter().map(Duration::as_secs_f64).collect()).get(ROUNDS).unwrap();
        for (what, empty, large) in
            [("under a checkpoint", of_empty, of_large), ("with proofs", empty_proven, large_proven)]
        {
            show(&format!("{what}, each round"), ratios(&empty, &large), 1);
            println!("  {what}, of medians: {:.1}", 100.0 * median(&empty) / median(&large));
        }
    }
}

/// A log of so many entries: the rows past the store, all else by one turn.
async fn build(folder: &Path, entries: u64) {
    let store = Log::open(folder).await.service.store.clone();
    let there = store.log_size().await.unwrap() > 0;
    store.close().await;
    drop(store);
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join("recepis.db"));
    let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    // Identifiers begin with their moment, in milliseconds.
    let rows = "with recursive at (number) as (values (0) union all select number + 1 from at where number < $1 - 1) \
        insert into tlog_entries (number, id, kind, entry) select number, \
        cast(unhex(printf('%012x', 1700000000000 + number)) || randomblob(10) as blob), 0, randomblob(32) from at";
    let begun = Instant::now();
    for pragma in ["pragma synchronous = off", "pragma cache_size = -1000000"] {
        sqlx::query(pragma).execute(&mut database).await.unwrap();
    }
    if !there {
        sqlx::query(rows).bind(i64::try_from(entries).unwrap()).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
    println!("{entries} rows: {:.0} s", begun.elapsed().as_secs_f64());
    let mut log = Log::open(folder).await;
    println!("files and checkpoint: {:.0} s", log.publish(usize::try_from(entries).unwrap()).await.as_secs_f64());
    log.sequencer.release().await.unwrap();
    log.service.store.close().await;
}

/// Plain files.
struct Plain {
    folder: PathBuf,
    rows: File,
    all: File,
    files: usize,
}

impl Plain {
    fn new(folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        let open = |name| File::options().append(true).create(true).open(folder.join(name)).unwrap();
        Self { rows: open("rows"), all: open("all"), folder: folder.to_owned(), files: 0 }
    }

    fn as_many_waits(&mut self, entries: usize) -> Duration {
        let begun = Instant::now();
        append(&mut self.rows, entries * ROW);
        for rest in (0..entries).step_by(TILE) {
            let width = TILE.min(entries - rest);
            for octets in [width * 32, width * 34] {
                self.files += 1;
                self.put(&format!("tile-{}", self.files), octets);
            }
        }
        append(&mut self.rows, CHECKPOINT);
        self.put("checkpoint", CHECKPOINT);
        begun.elapsed()
    }

    fn records(&mut self, entries: usize) -> Duration {
        let begun = Instant::now();
        for group in (0..entries).step_by(RECORDS) {
            let turns = usize::from(group % 4096 == 0);
            append(&mut self.all, RECORDS * (ROW + FILED) + turns * 2 * CHECKPOINT);
        }
        begun.elapsed()
    }

    fn one_wait(&mut self, entries: usize) -> Duration {
        let begun = Instant::now();
        append(&mut self.all, entries * (ROW + FILED) + 2 * CHECKPOINT);
        begun.elapsed()
    }

    fn put(&self, name: &str, octets: usize) {
        let unfinished = self.folder.join("unfinished");
        File::create(&unfinished).unwrap().write_all(&vec![7; octets]).unwrap();
        fs::rename(unfinished, self.folder.join(name)).unwrap();
    }
}

fn append(file: &mut File, octets: usize) {
    file.write_all(&vec![7; octets]).unwrap();
    file.sync_data().unwrap();
}

/// How much of the rate of the first the second has, round by round, in percent.
fn ratios(first: &[Duration], second: &[Duration]) -> Vec<f64> {
    first.iter().zip(second).map(|(first, second)| 100.0 * first.as_secs_f64() / second.as_secs_f64()).collect()
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

fn show(what: &str, values: Vec<f64>, digits: usize) {
    let values = sorted(values);
    let at = |place: usize| values.get(place).copied().unwrap();
    println!("  {what}: {:.digits$} ({:.digits$} to {:.digits$})", at(values.len() / 2), at(0), at(values.len() - 1));
}
