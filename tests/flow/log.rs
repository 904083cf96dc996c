//! The log under every failure of its sequencer, judged by the checkpoints that somebody could have fetched and by the proofs.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use recepis::crypto::sha256;
use recepis::erds::id::EvidenceId;
use recepis::erds::moment::Moment;
use recepis::flow::consign::Answer;
use recepis::flow::publish::{BATCH, Ledger, Sequencer, Turn, held_until};
use recepis::flow::{Service, proof};
use recepis::format::evidence;
use recepis::outside::tsa::Tsa as _;
use recepis::store::{self, CommitError, EntryPlace, Store, Work};
use recepis::tlog::checkpoint::SignedCheckpoint;
use recepis::tlog::merkle::{check_consistency, empty_root};
use recepis::tlog::proof::Proof;
use recepis::tlog::tile::{Resource, Tile};
use recepis::tlog::view::{View, tiles_of_consistency};
use recepis::verify::open_and_verify;
use recepis::verify::trust::{Required, TrustAnchors};
use recepis::verify::verdict::Indication;
use tokio::sync::Notify;

use super::files::copied;
use super::house::House;

/// What happens to one write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Fails,
    FailsButStored,
    Dies,
    DiesStored,
    Pauses,
}

/// A ledger that does what its store does, but for one write.
#[derive(Clone)]
pub(crate) struct Torn {
    store: Store,
    fate: Fate,
    /// Which write, from 0.
    at: usize,
    made: Arc<AtomicUsize>,
    /// The process is gone, or stopped.
    still: Arc<Notify>,
    goes_on: Arc<Notify>,
}

impl Torn {
    fn new(service: &Service, fate: Fate, at: usize) -> Self {
        let (made, still, goes_on) = Default::default();
        Self { store: service.store.clone(), fate, at, made, still, goes_on }
    }

    fn was_met(&self) -> bool {
        self.made.load(Ordering::SeqCst) > self.at
    }

    async fn write<E>(&self, write: impl Future<Output = Result<(), E>>, error: impl FnOnce() -> E) -> Result<(), E> {
        if self.made.fetch_add(1, Ordering::SeqCst) != self.at {
            return write.await;
        }
        match self.fate {
            Fate::Fails => return Err(error()),
            Fate::FailsButStored => {
                write.await?;
                return Err(error());
            }
            Fate::Dies => {}
            Fate::DiesStored => write.await?,
            Fate::Pauses => {
                self.still.notify_one();
                self.goes_on.notified().await;
                return write.await;
            }
        }
        self.still.notify_one();
        std::future::pending().await
    }
}

fn no_disk() -> store::Error {
    store::Error::Folder { path: "log".into(), source: std::io::Error::other("the test's disk") }
}

impl Ledger for Torn {
    async fn commit(&self, work: Work) -> Result<(), CommitError> {
        self.write(self.store.commit(work), || CommitError::Stale).await
    }

    async fn files(&self, files: Vec<(Resource, Vec<u8>)>) -> Result<(), store::Error> {
        // Each file is a write of its own: any of them may be the last.
        for file in files {
            self.write(self.store.put_log_files(vec![file]), no_disk).await?;
        }
        Ok(())
    }

    async fn checkpoint(&self, note: Vec<u8>) -> Result<(), store::Error> {
        let write = self.store.put_log_checkpoint(note);
        self.write(write, no_disk).await
    }

    async fn settle(&self, files: Vec<Resource>, size: u64) -> Result<(), store::Error> {
        let write = self.store.settle_log_files(files, size);
        self.write(write, no_disk).await
    }

    async fn prune(&self, full: Vec<Resource>) -> Result<(), store::Error> {
        let write = self.store.drop_partial_log_files(full);
        self.write(write, no_disk).await
    }
}

/// A log, what was entered into it, and every checkpoint that anybody could have read.
pub(crate) struct Log<'a> {
    pub(crate) house: &'a House,
    pub(crate) entered: Vec<(EvidenceId, Vec<u8>)>,
    served: Vec<SignedCheckpoint>,
    /// Entries that stand for nothing.
    pub(crate) fillers: u64,
}

impl<'a> Log<'a> {
    pub(crate) fn new(house: &'a House) -> Self {
        Self { house, entered: Vec::new(), served: Vec::new(), fillers: 0 }
    }

    pub(crate) fn service(&self) -> &Service {
        &self.house.rooms.service
    }

    pub(crate) async fn enter(&mut self, entries: usize) {
        self.enter_from(entries, None).await;
    }

    /// Enters what is held until the hour is full.
    pub(crate) async fn enter_held(&mut self, entries: usize) {
        self.enter_from(entries, Some(held_until(self.house.now()))).await;
    }

    async fn enter_from(&mut self, entries: usize, from: Option<Moment>) {
        let mut work = Work::new();
        for _ in 0..entries {
            let id = EvidenceId::new(self.house.now(), self.service().random());
            let sealed = self.service().random::<40>().to_vec();
            match from {
                None => work.enter(id, sealed.clone()),
                Some(from) => work.enter_held(id, sealed.clone(), from),
            }
            self.entered.push((id, sealed));
        }
        self.service().store.commit(work).await.unwrap();
    }

    /// Reads what a static host would serve at this moment.
    async fn look(&mut self) {
        if let Some(note) = self.service().store.log_file(Resource::Checkpoint).await.unwrap() {
            let read = SignedCheckpoint::read(&note).unwrap();
            for key in &self.service().log {
                assert!(read.signed_by(&key.key).unwrap().is_some(), "both keys signed");
            }
            let larger = self.served.last().is_none_or(|last| last.checkpoint().size() <= read.checkpoint().size());
            assert!(larger, "the checkpoint never shrinks");
            self.served.push(read);
        }
    }

    pub(crate) async fn turn(&mut self) -> Turn {
        let service = Arc::clone(&self.house.rooms.service);
        let mut sequencer = Sequencer::new(&service);
        let turn = sequencer.turn(&service).await.unwrap();
        sequencer.release().await.unwrap();
        self.look().await;
        turn
    }

    /// A turn in which this write has this fate, and one after it by somebody else; whether there was such a write.
    pub(crate) async fn torn_turn(&mut self, fate: Fate, at: usize) -> bool {
        let service = Arc::clone(&self.house.rooms.service);
        let torn = Torn::new(&service, fate, at);
        let mut sequencer = Sequencer::with(&service, torn.clone());
        tokio::select! {
            turned = sequencer.turn(&service) => assert!(turned.is_ok() || torn.was_met(), "{fate:?} {at}"),
            () = torn.still.notified() => {}
        }
        self.look().await;
        // The lease of whoever is gone runs out.
        drop(sequencer);
        self.house.forward(Duration::from_secs(11));
        self.turn().await;
        torn.was_met()
    }

    /// Everything entered is there once, without gaps, with its proof; every checkpoint ever served is continued.
    pub(crate) async fn check(&self) {
        let store = &self.service().store;
        let mut indexes = BTreeSet::new();
        for entered in self.entered.chunks(1000) {
            let of: Vec<_> = entered.iter().map(|(id, sealed)| (*id, sealed.as_slice())).collect();
            for ((id, sealed), file) in of.iter().zip(proof::proofs(self.service(), &of).await.unwrap()) {
                let Some(EntryPlace::At(index)) = store.log_place(id).await.unwrap() else { panic!("an entry waits") };
                indexes.insert(index);
                let proof = Proof::read(&file.unwrap()).unwrap();
                proof.check(&sha256(sealed)).unwrap();
                let first = store.first_checkpoint_over(index).await.unwrap().unwrap();
                assert_eq!((proof.index, proof.checkpoint.checkpoint().size()), (index, first.size));
            }
        }
        let size = self.entered.len() as u64 + self.fillers;
        assert_eq!(indexes.len(), self.entered.len(), "each has an index of its own");
        assert_eq!(store.log_entries(0, size).await.unwrap().len() as u64, size, "indexes are dense");
        let last = self.served.last().unwrap().checkpoint();
        assert_eq!((last.size(), store.log_size().await.unwrap()), (size, size));
        for old in &self.served {
            let old = old.checkpoint();
            let mut view = View::new();
            for tile in tiles_of_consistency(old.size(), size).unwrap() {
                view.add(tile, &store.log_file(Resource::Tile(tile)).await.unwrap().unwrap()).unwrap();
            }
            let path = view.consistency(old.size(), size).unwrap();
            check_consistency((old.size(), old.root()), (size, last.root()), &path).unwrap();
        }
    }
}

#[tokio::test]
async fn whatever_write_of_the_log_fails_or_is_the_last_it_grows_and_every_entry_gets_its_proof() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    for fate in [Fate::Fails, Fate::FailsButStored, Fate::Dies, Fate::DiesStored] {
        for at in 0.. {
            // Over 256 in three steps: tiles become full on the way, and partial ones are removed.
            log.enter(100).await;
            if !log.torn_turn(fate, at).await {
                assert!(at >= 8, "lease, indexes, tile, bundle, checkpoint, its file, settling, pruning: {at}");
                break;
            }
        }
        log.check().await;
    }
}

#[tokio::test]
async fn a_sequencer_that_was_stopped_for_a_minute_changes_nothing_afterwards() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    let service = Arc::clone(&house.rooms.service);
    for at in 0.. {
        log.enter(100).await;
        let torn = Torn::new(&service, Fate::Pauses, at);
        let stale = tokio::spawn({
            let (service, torn) = (Arc::clone(&service), torn.clone());
            async move {
                let mut sequencer = Sequencer::with(&service, torn);
                let turned = sequencer.turn(&service).await;
                (sequencer, turned)
            }
        });
        tokio::select! {
            () = torn.still.notified() => {}
            () = async { while !stale.is_finished() { tokio::time::sleep(Duration::from_millis(5)).await } } => {}
        }
        if !torn.was_met() {
            break;
        }
        house.forward(Duration::from_mins(1));
        log.enter(70).await;
        assert!(matches!(log.turn().await, Turn::Published(_)), "{at}");
        let before = everything(house.folder.path(), &service).await;
        torn.goes_on.notify_one();
        let (mut sequencer, _) = stale.await.unwrap();
        let after = everything(house.folder.path(), &service).await;
        for (name, octets) in &before {
            match after.iter().find(|(other, _)| other == name) {
                Some((_, standing)) => assert_eq!(standing, octets, "{at}: {name}"),
                // The partial form of a tile that is full may go.
                None => assert!(name.contains(".p/"), "{at}: {name}"),
            }
        }
        log.look().await;
        log.check().await;
        sequencer.release().await.unwrap();
        house.forward(Duration::from_secs(11));
    }
}

/// Every file of the log that is served, and the rows that matter.
async fn everything(folder: &Path, service: &Service) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.join("log")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("unfinished") {
                folders.push(path);
            } else if path.is_file() && !path.ends_with("settled") {
                found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
            }
        }
    }
    let last = service.store.last_checkpoint().await.unwrap().unwrap();
    found.push(("the last checkpoint".to_owned(), last.note));
    found.push(("the entries".to_owned(), service.store.log_entries(0, last.size).await.unwrap().concat()));
    found.push(("the number of entries".to_owned(), service.store.log_size().await.unwrap().to_be_bytes().to_vec()));
    found
}

#[tokio::test]
async fn one_sequencer_at_a_time() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    let service = Arc::clone(&house.rooms.service);
    let (mut one, mut other) = (Sequencer::new(&service), Sequencer::new(&service));
    log.enter(3).await;
    assert_eq!(one.turn(&service).await.unwrap(), Turn::Published(3));
    log.enter(2).await;
    assert_eq!(other.turn(&service).await.unwrap(), Turn::Elsewhere);
    house.forward(Duration::from_secs(11));
    assert_eq!(other.turn(&service).await.unwrap(), Turn::Published(2));
    log.enter(1).await;
    assert_eq!(one.turn(&service).await.unwrap(), Turn::Elsewhere);
    other.release().await.unwrap();
    assert_eq!(one.turn(&service).await.unwrap(), Turn::Published(1));
    log.look().await;
    log.check().await;
}

#[tokio::test]
async fn what_was_read_ahead_counts_only_as_long_as_nobody_else_sequenced() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    let service = Arc::clone(&house.rooms.service);
    let (mut one, mut other) = (Sequencer::new(&service), Sequencer::new(&service));
    let full = u64::from(BATCH);
    log.enter(4 * BATCH as usize + 5).await;
    // The second turn's entries were read in the first; so were those of the third, which another publishes.
    for _ in 0..2 {
        assert_eq!(one.turn(&service).await.unwrap(), Turn::Published(full));
        log.look().await;
    }
    house.forward(Duration::from_secs(11));
    for published in [full, full, 5] {
        assert_eq!(other.turn(&service).await.unwrap(), Turn::Published(published));
    }
    other.release().await.unwrap();
    log.enter(BATCH as usize + 1).await;
    for turn in [Turn::Published(full), Turn::Published(1), Turn::Idle] {
        assert_eq!(one.turn(&service).await.unwrap(), turn);
    }
    log.look().await;
    log.check().await;
}

#[tokio::test]
async fn files_that_are_lost_are_made_again_from_the_rows_octet_for_octet() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    for entries in [300, 5, 700] {
        log.enter(entries).await;
        log.turn().await;
    }
    let folder = house.folder.path().join("log");
    let kept = log.service().store.log_file(Resource::Tile(Tile::new(0, 2, 256).unwrap())).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(log.turn().await, Turn::Idle);
    log.check().await;
    // Under one that runs, too; and with a checkpoint that nobody can read.
    let service = Arc::clone(&house.rooms.service);
    let mut running = Sequencer::new(&service);
    running.turn(&service).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    running.turn(&service).await.unwrap();
    std::fs::File::create(folder.join("checkpoint")).unwrap();
    running.turn(&service).await.unwrap();
    running.release().await.unwrap();
    log.look().await;
    log.check().await;
    log.enter(1).await;
    log.turn().await;
    assert_eq!(log.service().store.log_file(Resource::Tile(Tile::new(0, 2, 256).unwrap())).await.unwrap(), kept);
    log.check().await;
    assert_ne!(*log.served[0].checkpoint().root(), empty_root());
}

/// Shortens, empties or removes every file of the log that came since it was copied.
fn fail_the_power(log: &Path, settled: &Path) {
    let mut folders = vec![log.to_owned()];
    let mut how = 0;
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let before = std::fs::read(settled.join(path.strip_prefix(log).unwrap())).ok();
            if path.is_dir() {
                folders.push(path);
            } else if before.as_ref() != Some(&std::fs::read(&path).unwrap()) {
                how += 1;
                match (how % 3, before) {
                    (0, Some(before)) => std::fs::File::create(&path).unwrap().write_all(&before).unwrap(),
                    (0 | 1, _) => std::fs::remove_file(&path).unwrap(),
                    _ => std::fs::OpenOptions::new().write(true).truncate(true).open(&path).map(drop).unwrap(),
                }
            }
        }
    }
    assert!(how > 3, "nothing was lost");
}

#[tokio::test]
async fn what_the_disk_had_not_when_the_power_failed_is_made_again_octet_for_octet() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    let service = Arc::clone(&house.rooms.service);
    let (folder, settled) = (house.folder.path().join("log"), tempfile::tempdir().unwrap());
    log.enter(400).await;
    let mut sequencer = Sequencer::new(&service);
    sequencer.turn(&service).await.unwrap();
    assert_eq!(service.store.settled_log_size().await.unwrap(), 400);
    copied(&folder, settled.path());
    // Within five seconds nothing is settled, while tiles become full.
    for entries in [100, 300, 5] {
        log.enter(entries).await;
        while sequencer.turn(&service).await.unwrap() != Turn::Idle {}
        if entries == 300 {
            assert_eq!(service.store.settled_log_size().await.unwrap(), 400);
            let whole = everything(house.folder.path(), &service).await;
            fail_the_power(&folder, settled.path());
            assert_ne!(everything(house.folder.path(), &service).await, whole);
            sequencer.release().await.unwrap();
            sequencer = Sequencer::new(&service);
            assert_eq!(sequencer.turn(&service).await.unwrap(), Turn::Idle);
            let mut again = everything(house.folder.path(), &service).await;
            again.retain(|(name, _)| whole.iter().any(|(other, _)| other == name));
            let full = |(name, _): &&(String, Vec<u8>)| !name.contains(".p/");
            assert!(whole.iter().filter(full).all(|file| again.contains(file)), "every full tile, and the checkpoint");
        }
    }
    log.look().await;
    log.check().await;
    sequencer.release().await.unwrap();
}

#[tokio::test]
async fn a_log_whose_files_are_ahead_of_its_rows_signs_nothing() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    log.enter(2).await;
    log.turn().await;
    let note = log.service().store.log_file(Resource::Checkpoint).await.unwrap().unwrap();
    let other = House::new().await;
    let mut behind = Log::new(&other);
    behind.enter(1).await;
    other.rooms.service.store.put_log_checkpoint(note).await.unwrap();
    let mut sequencer = Sequencer::new(&other.rooms.service);
    let fault = sequencer.turn(&other.rooms.service).await.unwrap_err();
    assert!(fault.to_string().contains("older copy"), "{fault}");
    assert!(other.rooms.service.store.last_checkpoint().await.unwrap().is_none());
}

#[tokio::test]
async fn a_log_whose_keys_were_lost_is_not_signed_with_others() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    log.enter(2).await;
    log.turn().await;
    let folder = house.closed().await;
    for name in ["log-ed25519.key", "log-ml-dsa-44.key"] {
        std::fs::remove_file(folder.folder.path().join("ca").join(name)).unwrap();
    }
    let house = folder.opened().await;
    Log::new(&house).enter(1).await;
    let mut sequencer = Sequencer::new(&house.rooms.service);
    let fault = sequencer.turn(&house.rooms.service).await.unwrap_err();
    assert!(fault.to_string().contains("put back"), "{fault}");
    assert_eq!(house.rooms.service.store.last_checkpoint().await.unwrap().unwrap().size, 2);
}

#[tokio::test]
async fn a_bundle_holds_the_proof_of_each_evidence_against_the_first_checkpoint_over_it() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let service = &house.rooms.service;
    let octets = house.bundle(delivery, false).await;
    let mut anchors: TrustAnchors = service.papers.anchors();
    anchors.log.logs = service.log.iter().map(|key| key.key.clone()).collect();
    anchors.log.required = Required { log: true, witness: false, post_quantum: true };
    let report = open_and_verify(Cursor::new(&octets), &anchors, house.now());
    assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
    let mut zip = zip::ZipArchive::new(Cursor::new(&octets)).unwrap();
    let sizes = ["log/001.tlog-proof", "log/002.tlog-proof"].map(|name| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        let proof: Proof = text.parse().unwrap();
        (proof.index, proof.checkpoint.checkpoint().size())
    });
    assert!(sizes[0].1 <= sizes[1].0, "the first lies under a checkpoint that the second does not: {sizes:?}");
    // Trusting another log, it is only said; asked for, it is not proven.
    anchors.log.logs.clear();
    let report = open_and_verify(Cursor::new(&octets), &anchors, house.now());
    assert_eq!(report.verdict, Indication::Indeterminate);
}

#[tokio::test]
async fn l17_the_time_stamping_authority_and_the_log_see_digests_that_nobody_can_guess_and_no_name() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    let mut entries = BTreeSet::new();
    for kept in house.statements(delivery).await {
        // 128 random bits in each: the same event of the same people has another digest every time.
        let random = evidence::read(&kept.canonical).unwrap().chain.random;
        assert_ne!(random, [0; 16]);
        entries.insert(sha256(&kept.sealed.unwrap().0));
    }
    let folder = house.folder.path().join("log");
    let mut folders = vec![folder];
    let mut looked = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let octets = std::fs::read(&path).unwrap();
            looked += octets.len();
            for name in ["piet@demo.test", "jan@sender.test", "piet", &delivery.to_string()] {
                assert!(
                    !octets.windows(name.len()).any(|part| part == name.as_bytes()),
                    "{name} in {}",
                    path.display()
                );
            }
        }
    }
    assert!(looked > 500, "{looked} octets");
    assert_eq!(entries.len(), house.statements(delivery).await.len());
    // The authority is given what a digest has room for; its interface takes nothing else.
    let token = house.rooms.tsa.stamp([7; 32].into()).await.unwrap();
    for name in ["demo.test", "sender.test"] {
        assert!(!token.windows(name.len()).any(|part| part == name.as_bytes()));
    }
}
