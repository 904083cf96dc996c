//! Backing up while messages come in, and restoring elsewhere: chains are complete, bundles verify, and what was closed after
//! the backup stays closed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use recepis::erds::delivery::{Command as Step, Keeping};
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::flow::consign::Answer;
use recepis::flow::publish::Sequencer;
use recepis::store::Work;

use crate::files::{copied, put};
use crate::fsck::trusted;
use crate::house::{House, PIET, SECRET, another};

/// Runs the command that an operator would.
fn recepis(words: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recepis")).args(words.iter().map(AsRef::as_ref)).output().unwrap()
}

fn well(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && said.contains(why), "{output:?}");
}

/// The files of one backup in a folder of their own.
struct Backup {
    folder: tempfile::TempDir,
}

impl Backup {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn of(data: &Path) -> Self {
        let backup = Self::new();
        let (to, keys) = (backup.path("data.tar"), backup.path("keys.tar"));
        well(&recepis(&[&"backup", &"--data", &data, &"--to", &to, &"--keys", &keys, &"--with-private-keys"]));
        backup
    }

    fn restore(&self, from: &Path, list: &Path, data: &Path) -> Output {
        let keys = self.path("keys.tar");
        recepis(&[&"restore", &"--from", &from, &"--keys", &keys, &"--destroyed", &list, &"--data", &data])
    }
}

/// The house moves into what was restored.
async fn moved(house: House, backup: &Backup, list: &Path) -> House {
    trusted(&house, &backup.path("anchors"));
    let house = house.closed().await;
    let restored = tempfile::tempdir().unwrap();
    let data = restored.path().to_owned();
    well(&backup.restore(&backup.path("data.tar"), list, &data));
    // The old disk is still there, and on it the log as it was published last.
    copied(&backup.path("anchors"), &data);
    well(&resumed(&data, &[&"--from", &house.folder.path().join("log")]));
    house.in_folder(restored).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_restores_to_complete_chains_and_bundles_that_verify() {
    let house = Arc::new(House::new().await);
    let mut before = Vec::new();
    for number in 0..5 {
        before.push(house.another_taken(&format!("before-{number}")).await);
    }
    // Larger than what stays in a row.
    let large = another("large").replace("bijlage", &"bijlage\r\n".repeat(60_000));
    before.push(house.hand_in(&large, &[PIET]).await.unwrap().deliveries[0]);
    house.settle().await;

    let load = tokio::spawn({
        let house = Arc::clone(&house);
        async move {
            let mut taken = Vec::new();
            for number in 0..60 {
                taken.push(house.another_taken(&format!("during-{number}")).await);
                house.settle().await;
            }
            taken
        }
    });
    let data = house.folder.path().to_owned();
    let backup = tokio::task::spawn_blocking(move || Backup::of(&data)).await.unwrap();
    let during = load.await.unwrap();

    let house = Arc::into_inner(house).unwrap();
    let list = backup.path("list");
    std::fs::File::create(&list).unwrap();
    let house = moved(house, &backup, &list).await;
    house.settle().await;
    let mut found = 0;
    for id in before.iter().chain(&during) {
        if house.rooms.service.store.delivery(id).await.unwrap().is_none() {
            assert!(during.contains(id), "what was there before the backup is in it");
            continue;
        }
        found += 1;
        assert_eq!(house.events(*id).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
        house.report(*id, false).await;
    }
    assert!(found >= before.len(), "{found}");
    let content = house.bundle(*before.last().unwrap(), true).await;
    assert!(content.len() > 500_000, "the large content is readable");
}

/// Takes a delivery's content away, as a recall does.
async fn recall(house: &House, id: DeliveryId) {
    let seen = house.seen(id).await;
    let outcome = seen.delivery.step(Step::Erase, house.now()).unwrap();
    let mut work = Work::new();
    work.record(&seen, &outcome, Vec::new());
    work.destroy_content(&seen);
    house.rooms.service.store.commit(work).await.unwrap();
}

async fn erase(house: &House, id: DeliveryId) {
    let seen = house.seen(id).await;
    let mut work = Work::new();
    work.erase(&seen);
    house.rooms.service.store.commit(work).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recalled_or_erased_after_the_backup_stays_closed_after_a_restore() {
    let house = House::new().await;
    let [recalled, erased, kept] =
        [house.taken("recalled").await, house.taken("erased").await, house.taken("kept").await];
    house.settle().await;
    let backup = Backup::of(house.folder.path());
    recall(&house, recalled).await;
    erase(&house, erased).await;
    let list = backup.path("list");
    std::fs::copy(house.folder.path().join("destroyed"), &list).unwrap();

    // Without the list both come back: it is the list that closes them.
    let unlisted = backup.path("unlisted");
    let (from, keys) = (backup.path("data.tar"), backup.path("keys.tar"));
    well(&recepis(&[&"restore", &"--from", &from, &"--keys", &keys, &"--without-destroyed", &"--data", &unlisted]));
    let other = house.copied_to(&unlisted).await;
    assert!(other.store.content(&other.store.delivery(&recalled).await.unwrap().unwrap()).await.unwrap().is_some());
    assert!(other.store.delivery(&erased).await.unwrap().is_some());
    other.store.close().await;

    let house = moved(house, &backup, &list).await;
    house.settle().await;
    let seen = house.seen(recalled).await;
    assert_eq!((seen.content_kept, seen.delivery.content()), (false, Keeping::Erased));
    assert!(house.rooms.service.store.content(&seen).await.unwrap().is_none());
    assert!(house.rooms.service.store.delivery(&erased).await.unwrap().is_none());
    house.report(recalled, false).await;

    // Nobody can accept what is closed; the one that is not is accepted and read.
    let link = house.link_of(recalled);
    let code = house.ask_code(&link).await.unwrap();
    let session = house.confirm(&link, &code).await.unwrap();
    assert!(house.answer(&session, Answer::Accept).await.is_err());
    let link = house.link_of(kept);
    let code = house.ask_code(&link).await.unwrap();
    let session = house.confirm(&link, &code).await.unwrap();
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let octets = house.bundle(kept, true).await;
    assert!(String::from_utf8_lossy(&octets).contains(SECRET), "the content is in it, not compressed");

    // The list goes on with the restored directory, so that older files put back by hand are closed at the next start, too.
    let list = std::fs::read_to_string(house.folder.path().join("destroyed")).unwrap();
    assert!(list.contains(&format!("{recalled} content\n")) && list.contains(&format!("{erased} record\n")), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn older_files_put_back_by_hand_do_not_bring_keys_back() {
    let house = House::new().await;
    let id = house.taken("1").await;
    house.settle().await;
    let house = house.closed().await;
    let database = house.folder.path().join("recepis.db");
    let older = std::fs::read(&database).unwrap();
    let house = house.opened().await;
    recall(&house, id).await;
    let house = house.closed().await;
    // What an operator does with a copy of the disk.
    std::fs::copy(&database, database.with_extension("newer")).unwrap();
    std::io::Write::write_all(&mut std::fs::File::create(&database).unwrap(), &older).unwrap();
    let house = house.opened().await;
    let seen = house.seen(id).await;
    assert!(!seen.content_kept && house.rooms.service.store.content(&seen).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_holds_no_key_and_nothing_of_the_content_in_clear() {
    let house = House::new().await;
    house.taken("1").await;
    house.settle().await;
    let backup = Backup::of(house.folder.path());
    let octets = std::fs::read(backup.path("data.tar")).unwrap();
    let text = String::from_utf8_lossy(&octets);
    let master = std::fs::read_to_string(house.folder.path().join("master.key")).unwrap();
    for line in master.lines().filter(|line| !line.starts_with('#')) {
        assert!(!text.contains(line.split_once(' ').unwrap().1), "a key is in the backup");
    }
    for absent in [SECRET, PIET, "Huur", "PRIVATE KEY", "master.key", "seal.key", "lock"] {
        assert!(!text.contains(absent), "{absent} is in the backup");
    }
    for key in ["seal.key", "tsa.key", "root.key", "tls.key"] {
        let key = std::fs::read(house.folder.path().join("ca").join(key)).unwrap();
        assert!(!octets.windows(key.len()).any(|window| window == key), "a private key is in the backup");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_restores_nothing_and_nothing_is_overwritten() {
    let house = House::new().await;
    house.taken("1").await;
    house.settle().await;
    let backup = Backup::of(house.folder.path());
    let house = house.closed().await;
    let list = house.folder.path().join("destroyed");
    let data = backup.path("restored");
    let whole = std::fs::read(backup.path("data.tar")).unwrap();
    let damaged = backup.path("damaged.tar");
    let mut changed = whole.clone();
    let place = changed.len() / 2;
    changed[place] ^= 1;
    for octets in [&changed[..], &whole[..whole.len() / 2], &whole[..whole.len() - 1], b"", b"hello"] {
        std::io::Write::write_all(&mut std::fs::File::create(&damaged).unwrap(), octets).unwrap();
        refused(&backup.restore(&damaged, &list, &data), "nothing was restored");
        assert!(!data.exists() && !backup.path("restored.restoring").exists());
    }
    // The keys of another service do not open it.
    let other = Backup::of(House::new().await.folder.path());
    refused(&other.restore(&backup.path("data.tar"), &list, &data), "belongs to another database");
    assert!(!data.exists());
    refused(&backup.restore(&backup.path("keys.tar"), &list, &data), "does not belong there");
    refused(&backup.restore(&backup.path("data.tar"), Path::new("/nonexistent"), &data), "/nonexistent");
    refused(&backup.restore(&backup.path("data.tar"), &list, house.folder.path()), "is not empty");
    well(&backup.restore(&backup.path("data.tar"), &list, &data));
    refused(&recepis(&[&"backup", &"--data", &data, &"--to", &backup.path("data.tar")]), "is there already");
    let without = recepis(&[&"restore", &"--from", &backup.path("data.tar"), &"--data", &backup.path("x")]);
    assert_eq!(without.status.code(), Some(64), "the list is asked for");
    let unlisted = backup.path("unlisted");
    let said =
        recepis(&[&"restore", &"--from", &backup.path("data.tar"), &"--data", &unlisted, &"--without-destroyed"]);
    assert!(well(&said).contains("can be opened again"));
    assert!(!unlisted.join("master.key").exists() && !unlisted.join("ca/seal.key").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_may_lie_on_another_disk_and_a_disk_that_is_not_there_is_no_empty_list() {
    let house = House::new().await;
    let ids = [house.taken("1").await, house.taken("2").await];
    let other = tempfile::tempdir().unwrap();
    let (list, link) = (other.path().join("list"), house.folder.path().join("destroyed"));
    // As docs/operating.md says: it is there from the first start.
    std::fs::copy(&link, &list).unwrap();
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&list, &link).unwrap();
    recall(&house, ids[0]).await;
    assert!(std::fs::read_to_string(&list).unwrap().contains(&format!("{} content\n", ids[0])));
    std::fs::rename(&list, other.path().join("away")).unwrap();
    let house = house.closed().await;
    let opened = house.is_refused().await;
    assert!(opened.contains("destroyed cannot be used"), "{opened}");
}

/// What `recepis log resume` says to this.
fn resumed(data: &Path, words: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    let first: [&dyn AsRef<std::ffi::OsStr>; 4] = [&"log", &"resume", &"--data", &data];
    recepis(&[&first[..], words].concat())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_log_is_held_back_until_what_was_published_last_is_known_and_has_one_history() {
    let house = House::new().await;
    trusted(&house, house.folder.path());
    house.taken("before").await;
    house.settle().await;
    let backup = Backup::of(house.folder.path());
    house.taken("after").await;
    house.settle().await;
    let published = house.rooms.service.store.last_checkpoint().await.unwrap().unwrap().size;
    let (list, old) = (house.folder.path().join("destroyed"), backup.path("old-log"));
    let house = house.closed().await;
    copied(&house.folder.path().join("log"), &old);

    let restored = tempfile::tempdir().unwrap();
    let data = restored.path().to_owned();
    let said = well(&backup.restore(&backup.path("data.tar"), &list, &data));
    assert!(said.contains("signs nothing until you say") && said.contains("recepis log resume"), "{said}");
    let house = house.in_folder(restored).await;
    let size = house.rooms.service.store.last_checkpoint().await.unwrap().unwrap().size;
    assert!(size < published);
    // Mail is taken, sealed and noticed; the log stands still.
    house.taken("held").await;
    house.settle().await;
    let mut sequencer = Sequencer::new(&house.rooms.service);
    let fault = sequencer.turn(&house.rooms.service).await.unwrap_err();
    assert!(fault.to_string().contains("recepis log resume"), "{fault}");
    drop(sequencer);
    assert_eq!(house.rooms.service.store.last_checkpoint().await.unwrap().unwrap().size, size);
    let house = house.closed().await;

    // Whoever shows that more was published is told that it would make two histories.
    let newest = old.join("checkpoint");
    refused(&resumed(&data, &[&"--checkpoint", &newest]), "would make two histories");
    refused(&resumed(&data, &[&"--from", &backup.path("nowhere")]), "nowhere");
    put(&backup.path("nonsense"), b"nonsense\n");
    refused(&resumed(&data, &[&"--checkpoint", &backup.path("nonsense")]), "nonsense");
    let other = House::new().await;
    other.taken("1").await;
    other.settle().await;
    let foreign = other.folder.path().join("log");
    refused(&resumed(&data, &[&"--from", &foreign]), "no signature of a key");
    assert_eq!(resumed(&data, &[]).status.code(), Some(64));
    // Entries that are not those that were signed are not taken in.
    let torn = backup.path("torn");
    copied(&old, &torn);
    for found in std::fs::read_dir(torn.join("tile/entries/000.p")).unwrap() {
        let path = found.unwrap().path();
        let mut octets = std::fs::read(&path).unwrap();
        *octets.last_mut().unwrap() ^= 1;
        put(&path, &octets);
    }
    refused(&resumed(&data, &[&"--from", &torn]), "do not make the root");
    assert!(data.join("log.held-back").exists());

    let said = well(&resumed(&data, &[&"--from", &old, &"--checkpoint", &newest]));
    assert!(said.contains("entries that were published after the backup are taken in"), "{said}");
    assert!(well(&resumed(&data, &[&"--newest"])).contains("nothing to do"));
    let house = house.opened().await;
    house.settle().await;
    let grown = house.rooms.service.store.last_checkpoint().await.unwrap().unwrap().size;
    assert!(grown > published, "what waited is published: {grown}");
    // Whoever followed the log before follows it on.
    let state = backup.path("state");
    std::fs::copy(&newest, &state).unwrap();
    let (log, trust) = (data.join("log"), data.join("trust"));
    well(&recepis(&[&"log", &"audit", &log, &"--trust", &trust, &"--state", &state, &"--full"]));
    // And where nothing was published after the backup, its own checkpoint is enough.
    let (again, list) = (Backup::of(&data), data.join("destroyed"));
    let data = again.path("restored");
    well(&again.restore(&again.path("data.tar"), &list, &data));
    well(&resumed(&data, &[&"--checkpoint", &log.join("checkpoint"), &"--checkpoint", &newest]));
}
