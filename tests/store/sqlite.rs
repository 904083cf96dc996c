//! What only the embedded database does: its folder, its files, a full disk, a death in a transaction.

use recepis::erds::delivery::Command;
use recepis::store::{CommitError, Error, Kind, Options, Work};

use crate::house::House;
use crate::scene::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_says_who_holds_the_directory() {
    let house = House::embedded();
    let _store = house.open().await;
    match house.try_open().await {
        Err(Error::Held { holder, .. }) => assert_eq!(holder, std::process::id().to_string()),
        other => panic!("{:?}", other.err()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::embedded();
    let store = house.open().await;
    delivered(&store).await;
    let mode = |name: &str| std::fs::metadata(house.folder().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("."), 0o700);
    for name in ["master.key", "recepis.db", "recepis.db-wal", "lock"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_unavailable_with_nothing_half_stored() {
    let house = House::embedded();
    let options = Options { pages: Some(160), ..Options::default() };
    let store = house.open_with(options).await.unwrap();
    let (mut stored, mut refused) = (Vec::new(), Vec::new());
    for n in 0..60 {
        let new = hand_in(&store, &format!("{n}@full.example"), &vec![1; 20_000], &[ADDRESSEE]).await;
        let (submission, id) = (new.submission.id, new.deliveries[0].id);
        let mut work = Work::new();
        work.submit(new);
        work.job(Kind::Attest, id, later(0));
        match store.commit(work).await {
            Ok(()) => stored.push((submission, id)),
            Err(CommitError::Unavailable(_)) => refused.push((submission, id)),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(!stored.is_empty() && refused.len() > 10, "{} and {}", stored.len(), refused.len());
    store.close().await;
    drop(store);
    let store = house.open().await;
    for (_, id) in &stored {
        let seen = seen(&store, id).await;
        assert_eq!(store.content(&seen).await.unwrap().unwrap().all(1 << 20).await.unwrap().len(), 20_000);
    }
    for (submission, id) in &refused {
        assert!(store.delivery(id).await.unwrap().is_none());
        assert!(store.deliveries_of(submission).await.unwrap().is_empty());
    }
    assert_eq!(store.outbox().await.unwrap().open, stored.len() as u64);
    delivered(&store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_in_a_transaction_leaves_what_was_answered_and_nothing_else() {
    let house = House::embedded();
    let store = house.open().await;
    let answered = delivered(&store).await;
    let mut dying = house.sqlite().await;
    let half = "pragma cache_size = 1; begin immediate; with recursive n (i) as (select 1 union all select i + 1 from n \
                where i < 20000) insert into submissions (id, submitted_at) select randomblob(16), 0 from n";
    sqlx::raw_sql(half).execute(&mut dying).await.unwrap();
    let after_death = House::embedded();
    for name in ["recepis.db", "recepis.db-wal", "master.key"] {
        std::fs::copy(house.folder().join(name), after_death.folder().join(name)).unwrap();
    }
    let log = std::fs::metadata(after_death.folder().join("recepis.db-wal")).unwrap().len();
    assert!(log > 500_000, "half of the dead transaction is on the disk: {log}");
    let store_again = after_death.open().await;
    assert_eq!(seen(&store_again, &answered.id).await.version(), answered.version());
    assert_eq!(store_again.submissions_by("verhuurder-login", None, 9).await.unwrap().len(), 1);
    store_again.close().await;
    assert_eq!(after_death.number("select count(*) from submissions").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_write_ahead_log_that_held_a_destroyed_key_is_emptied() {
    let house = House::embedded();
    let store = house.open().await;
    let before = delivered(&store).await;
    let log = || std::fs::metadata(house.folder().join("recepis.db-wal")).unwrap().len();
    assert!(log() > 0);
    let mut work = step(&before, Command::Recall, later(5));
    work.destroy_content(&before);
    store.commit(work).await.unwrap();
    assert_eq!(log(), 0);
}
