//! Entries per second that come under a signed checkpoint, with a proof made for each, beside a bare append and fdatasync of
//! the same octets (entries, tiles, checkpoint) in the same groups, in alternating rounds on the same disk.
//!
//! Disks share their time with others, so the bare fdatasync varies; the ratio of each round says more than one of medians.
//! `cargo bench --bench log [-- FOLDER]`; the folder should lie on the disk in question, not in memory.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark talks to whoever runs it")]
#![expect(clippy::disallowed_methods, clippy::cast_precision_loss, reason = "a benchmark measures time")]

#[path = "../tests/common/rooms.rs"]
#[expect(dead_code, reason = "told to several programs")]
mod rooms;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use recepis::erds::id::EvidenceId;
use recepis::flow::publish::{Sequencer, Turn};
use recepis::flow::{Service, proof};
use recepis::outside::mailer::FakeMailer;
use recepis::store::Work;

const ROUNDS: usize = 7;
/// A group that waits while another is under way, and one of a quiet hour.
const GROUPS: [usize; 2] = [4096, 64];
/// An entry as bundle and as leaf; a checkpoint with both signatures.
const OCTETS_PER_ENTRY: usize = 34 + 32;
const CHECKPOINT: usize = 3600;

#[tokio::main]
async fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let folder = folder.map_or_else(|| tempfile::tempdir().unwrap(), |parent| tempfile::tempdir_in(parent).unwrap());
    let clock = rooms::clock();
    let mailer = Arc::new(FakeMailer::new(clock.clone()));
    let service = rooms::open(folder.path(), &clock, mailer).await.service;
    let mut sequencer = Sequencer::new(&service);
    for group in GROUPS {
        let [mut published, mut proven, mut bare] = [const { Vec::new() }; 3];
        for _ in 0..ROUNDS {
            let entered = enter(&service, group).await;
            let begun = Instant::now();
            assert_eq!(sequencer.turn(&service).await.unwrap(), Turn::Published(group as u64));
            published.push(group as f64 / begun.elapsed().as_secs_f64());
            for (id, sealed) in &entered {
                proof::proof(&service, id, sealed).await.unwrap().unwrap();
            }
            proven.push(group as f64 / begun.elapsed().as_secs_f64());
            bare.push(appended(&folder.path().join("probe"), group));
        }
        println!("groups of {group}, entries/s (median of {ROUNDS} rounds, least to most)");
        show("under a checkpoint", published);
        show("and with a proof each", proven);
        show("bare append and fdatasync of the same octets", bare);
    }
}

async fn enter(service: &Service, entries: usize) -> Vec<(EvidenceId, Vec<u8>)> {
    let entered: Vec<_> = (0..entries)
        .map(|_| (EvidenceId::new(service.now(), service.random()), service.random::<64>().to_vec()))
        .collect();
    let mut work = Work::new();
    for (id, sealed) in &entered {
        work.enter(*id, sealed.clone());
    }
    service.store.commit(work).await.unwrap();
    entered
}

fn appended(path: &Path, entries: usize) -> f64 {
    let octets = vec![7; entries * OCTETS_PER_ENTRY + CHECKPOINT];
    let mut file = File::options().append(true).create(true).open(path).unwrap();
    let begun = Instant::now();
    file.write_all(&octets).unwrap();
    file.sync_data().unwrap();
    entries as f64 / begun.elapsed().as_secs_f64()
}

fn show(what: &str, mut rates: Vec<f64>) {
    rates.sort_by(f64::total_cmp);
    let at = |place: usize| rates.get(place).copied().unwrap();
    println!("  {what}: {:.0} ({:.0} to {:.0})", at(ROUNDS / 2), at(0), at(ROUNDS - 1));
}
