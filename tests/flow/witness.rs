//! A witness of our own: whatever is asked, by however many at once, it never signs two trees, and it remembers.

use std::path::Path;
use std::sync::{Arc, Barrier, Mutex};

use recepis::erds::moment::Moment;
use recepis::flow::witness::{Fault, Witness};
use recepis::outside::clock::FakeClock;
use recepis::outside::entropy::FakeEntropy;
use recepis::outside::log_key::{self, LogKey};
use recepis::store::Witnessed;
use recepis::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use recepis::tlog::key::KeyType;
use recepis::tlog::merkle::leaf;
use recepis::tlog::tile::{Tile, encode};
use recepis::tlog::view::View;
use recepis::tlog::witness::{AddCheckpoint, Refusal, cosignatures};
use recepis::tlog::{Hash, note};

const ORIGIN: &str = "log.test";
const NOW: &str = "2026-11-24T09:14:00Z";

/// A log of up to 200 entries, of which the first ten are the same whoever keeps it.
struct History {
    keys: [LogKey; 2],
    view: View,
}

impl History {
    fn new(keys: &[LogKey; 2], kept_by: u8) -> Self {
        let entry = |place: u8| leaf(&[place, if place < 10 { 0 } else { kept_by }]);
        let leaves: Vec<Hash> = (0..200).map(entry).collect();
        let mut view = View::new();
        view.add(Tile::new(0, 0, 200).unwrap(), &encode(&leaves)).unwrap();
        Self { keys: keys.clone(), view }
    }

    fn checkpoint(&self, size: u64) -> SignedCheckpoint {
        let checkpoint = Checkpoint::new(ORIGIN, size, self.view.root(size).unwrap()).unwrap();
        let lines = self.keys.iter().map(|key| key.line(&checkpoint, 1).unwrap()).collect();
        SignedCheckpoint::new(checkpoint, lines).unwrap()
    }

    fn request(&self, old: u64, size: u64) -> AddCheckpoint {
        let proof = self.view.consistency(old.min(size), size).unwrap();
        AddCheckpoint { old, proof, checkpoint: self.checkpoint(size) }
    }
}

fn log_keys(folder: &Path) -> [LogKey; 2] {
    log_key::open_or_make(folder, ORIGIN, &FakeEntropy::new(7)).unwrap()
}

fn open(folder: &Path) -> Witness {
    let held = Witnessed::open(folder, || "w.test".to_owned()).unwrap();
    let keys = log_key::open_or_make_of_witness(folder, held.name(), &FakeEntropy::new(1)).unwrap();
    let logs = log_keys(folder).map(|key| key.key).to_vec();
    Witness::new(held, keys, logs, Arc::new(FakeClock::at(NOW.parse::<Moment>().unwrap()))).unwrap()
}

fn ask(witness: &Witness, request: &AddCheckpoint) -> Result<String, Fault> {
    witness.cosign(request.to_string().as_bytes())
}

fn refused(witness: &Witness, request: &AddCheckpoint) -> Refusal {
    match ask(witness, request) {
        Err(Fault::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_cosigns_with_both_keys_at_its_own_time_what_continues_and_refuses_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let keys = log_keys(folder.path());
    let (ours, other) = (History::new(&keys, 1), History::new(&keys, 2));
    let witness = open(folder.path());
    let request = ours.request(0, 12);
    let lines = note::lines(ask(&witness, &request).unwrap().as_bytes()).unwrap();
    let known: Vec<_> = witness.keys().cloned().collect();
    let good = cosignatures(&request.checkpoint, &known, lines).unwrap();
    let kinds: Vec<KeyType> = known.iter().map(recepis::tlog::key::VerifierKey::kind).collect();
    assert_eq!((good.len(), kinds), (2, vec![KeyType::CosignatureEd25519, KeyType::CosignatureMlDsa44]));
    for (key, line) in known.iter().zip(&good) {
        let time = request.checkpoint.check(key, line).unwrap().time.unwrap();
        assert_eq!(i64::try_from(time).unwrap(), NOW.parse::<Moment>().unwrap().seconds());
    }
    // The same again, as after an answer that was lost.
    assert!(ask(&witness, &ours.request(12, 12)).is_ok());
    assert_eq!(refused(&witness, &ours.request(0, 12)), Refusal::OtherSize(12));
    assert_eq!(refused(&witness, &ours.request(11, 20)), Refusal::OtherSize(12));
    assert_eq!(refused(&witness, &ours.request(12, 11)), Refusal::Shrinks);
    assert_eq!(refused(&witness, &other.request(12, 12)), Refusal::OtherRoot(12));
    assert!(matches!(refused(&witness, &other.request(12, 20)), Refusal::Inconsistent(_)));
    let mut unsigned = ours.request(12, 20);
    unsigned.checkpoint = SignedCheckpoint::new(
        unsigned.checkpoint.checkpoint().clone(),
        log_key::of_fleeting_witness(ORIGIN, &FakeEntropy::new(3)).unwrap()[..1]
            .iter()
            .map(|key| key.line(unsigned.checkpoint.checkpoint(), 1).unwrap())
            .collect(),
    )
    .unwrap();
    assert_eq!(refused(&witness, &unsigned), Refusal::NotSigned);
    let elsewhere = ours.request(12, 20).to_string().replace(ORIGIN, "other.test");
    assert!(matches!(witness.cosign(elsewhere.as_bytes()), Err(Fault::Refused(Refusal::UnknownLog))));
    for malformed in [&b""[..], b"\xff", b"old 01\n\nx\n", b"old 0\n"] {
        assert_eq!(witness.cosign(malformed).unwrap_err().status(), 400);
    }
    assert!(ask(&witness, &ours.request(12, 20)).is_ok(), "all of that changed nothing");
}

#[test]
fn concurrent_requests_cannot_make_it_sign_two_trees() {
    for round in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let keys = log_keys(folder.path());
        let histories = [History::new(&keys, 1), History::new(&keys, 2)];
        let witness = open(folder.path());
        ask(&witness, &histories[0].request(0, 10)).unwrap();
        let (signed, barrier) = (Mutex::new(Vec::new()), Barrier::new(8));
        std::thread::scope(|scope| {
            for thread in 0..8_usize {
                let (witness, history, signed, barrier) = (&witness, &histories[thread % 2], &signed, &barrier);
                scope.spawn(move || {
                    barrier.wait();
                    let mut old = 10;
                    for size in 11..40_u64 {
                        match ask(witness, &history.request(old, size.max(old))) {
                            Ok(_) => {
                                signed.lock().unwrap().push((thread % 2, size.max(old)));
                                old = size.max(old);
                            }
                            Err(Fault::Refused(Refusal::OtherSize(known))) => old = known,
                            Err(_) => {}
                        }
                    }
                });
            }
        });
        let signed = signed.into_inner().unwrap();
        let both = |history| signed.iter().any(|(which, _)| *which == history);
        assert!(both(0) != both(1), "round {round}: {signed:?}");
    }
}

#[test]
fn what_it_cosigned_is_on_disk_before_it_answers_and_outlives_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let keys = log_keys(folder.path());
    let (ours, other) = (History::new(&keys, 1), History::new(&keys, 2));
    let witness = open(folder.path());
    let first: Vec<_> = witness.keys().cloned().collect();
    ask(&witness, &ours.request(0, 30)).unwrap();
    // Another process finds what this one would leave if it died here.
    let copy = tempfile::tempdir().unwrap();
    std::fs::create_dir(copy.path().join("logs")).unwrap();
    for name in ["name", "witness-ed25519.key", "witness-ml-dsa-44.key", "log-ed25519.key", "log-ml-dsa-44.key"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    for entry in std::fs::read_dir(folder.path().join("logs")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copy.path().join("logs").join(entry.file_name())).unwrap();
    }
    let after = open(copy.path());
    assert_eq!(after.keys().cloned().collect::<Vec<_>>(), first);
    assert_eq!(refused(&after, &ours.request(0, 20)), Refusal::OtherSize(30));
    assert_eq!(refused(&after, &other.request(30, 30)), Refusal::OtherRoot(30));
    assert_eq!(after.last(ORIGIN).unwrap().unwrap(), ours.checkpoint(30).to_string());
    // The proof of two histories is kept.
    let kept: Vec<_> =
        std::fs::read_dir(copy.path().join("logs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let proof = kept.iter().find(|path| path.extension().is_some_and(|ending| ending == "contradiction")).unwrap();
    let both = format!("{}\n{}", ours.checkpoint(30), other.checkpoint(30));
    assert_eq!(std::fs::read_to_string(proof).unwrap(), both);
    assert!(ask(&after, &ours.request(30, 40)).is_ok());
}

#[test]
fn after_a_write_that_failed_it_signs_nothing_of_that_log_until_it_starts_again() {
    let folder = tempfile::tempdir().unwrap();
    let ours = History::new(&log_keys(folder.path()), 1);
    let witness = open(folder.path());
    ask(&witness, &ours.request(0, 30)).unwrap();
    let kept = std::fs::read_dir(folder.path().join("logs")).unwrap().next().unwrap().unwrap().path();
    let obstacle = kept.with_extension("unfinished");
    std::fs::create_dir(&obstacle).unwrap();
    assert_eq!(ask(&witness, &ours.request(30, 40)).unwrap_err().status(), 500);
    std::fs::remove_dir(&obstacle).unwrap();
    assert_eq!(ask(&witness, &ours.request(30, 30)).unwrap_err().status(), 500);
    drop(witness);
    let witness = open(folder.path());
    assert!(ask(&witness, &ours.request(30, 40)).is_ok());
}

#[test]
fn its_folder_is_one_processs_and_its_name_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let witness = open(folder.path());
    let second = Witnessed::open(folder.path(), || "other.test".to_owned());
    assert!(second.unwrap_err().to_string().contains(&format!("in use by process {}", std::process::id())));
    drop(witness);
    assert_eq!(Witnessed::open(folder.path(), || "other.test".to_owned()).unwrap().name(), "w.test");
    // A file that is no checkpoint of the log is not passed over.
    let ours = History::new(&log_keys(folder.path()), 1);
    ask(&open(folder.path()), &ours.request(0, 3)).unwrap();
    let kept = std::fs::read_dir(folder.path().join("logs")).unwrap().next().unwrap().unwrap().path();
    std::fs::File::create(kept).unwrap();
    let again = || Witnessed::open(folder.path(), || "w.test".to_owned());
    let held = again().unwrap();
    assert!(format!("{:?}", held.log(ORIGIN).unwrap_err()).contains("cosigned last"));
    drop(held);
    // One that forgot all that it cosigned does not begin anew under its name.
    std::fs::remove_dir_all(folder.path().join("logs")).unwrap();
    assert!(format!("{:?}", again().unwrap_err()).contains("has cosigned"));
}
