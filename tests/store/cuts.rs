//! What is left when a server's connection breaks, at the worst moments: before COMMIT arrived, after it was done and before
//! that was said, with the process gone, and again and again.

use std::time::Duration;

use recepis::erds::delivery::Command;
use recepis::store::{CommitError, Kind, Work};

use crate::house::House;
use crate::scene::*;
use crate::server::{self, Cut, Line};

on_server![
    a_connection_that_breaks_around_commit_leaves_the_unit_done_once,
    a_process_that_dies_around_commit_leaves_all_or_nothing_and_the_next_try_finds_out,
    connections_killed_again_and_again_lose_nothing_that_was_answered,
];

async fn a_connection_that_breaks_around_commit_leaves_the_unit_done_once(house: House) {
    let line = Line::to(server::place(house.url())).await;
    let house = house.by_way_of(line.port);
    let store = house.open().await;
    for (n, cut) in [Cut::Before, Cut::After].into_iter().enumerate() {
        let new = hand_in(&store, &format!("{n}@cut.example"), &vec![1; 600_000], &[ADDRESSEE]).await;
        let id = new.deliveries[0].id;
        let mut work = Work::new();
        work.submit(new);
        work.job(Kind::Attest, id, later(0));
        line.cut(cut);
        store.commit(work).await.unwrap();
        assert_eq!(line.cuts(), 2 * n as u64 + 1, "{cut:?}");
        let first = seen(&store, &id).await;
        assert_eq!(store.statements(&first).await.unwrap().len(), 1);
        let content = store.content(&first).await.unwrap().unwrap();
        assert_eq!(content.all(1 << 20).await.unwrap().len(), 600_000, "{cut:?}");
        line.cut(cut);
        let next = take(&store, &first, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
        assert_eq!((line.cuts(), next.version()), (2 * n as u64 + 2, first.version() + 1), "{cut:?}");
        let jobs = store.claim(&[minute(Kind::Attest)], later(1)).await.unwrap();
        assert_eq!(jobs.len(), 1, "{cut:?}");
    }
}

async fn a_process_that_dies_around_commit_leaves_all_or_nothing_and_the_next_try_finds_out(house: House) {
    house.open().await.close().await;
    for (n, cut) in [Cut::Before, Cut::After].into_iter().enumerate() {
        let line = Line::to(server::place(house.url())).await;
        let node = house.second_node().by_way_of(line.port);
        let dying = tokio::runtime::Runtime::new().unwrap();
        let message = format!("{n}@death.example");
        let (handle, its_message) = (dying.handle().clone(), message.clone());
        let opened = tokio::task::spawn_blocking(move || {
            handle.block_on(async {
                let store = node.open().await;
                let new = hand_in(&store, &its_message, BODY.as_bytes(), &[ADDRESSEE]).await;
                (node, store, new)
            })
        });
        let (node, store, new) = opened.await.unwrap();
        let first = new.submission.id;
        line.cut(cut);
        dying.spawn(async move {
            let mut work = Work::new();
            work.submit(new);
            let _ = store.commit(work).await;
        });
        while line.cuts() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // The process is gone before it could ask what happened.
        dying.shutdown_background();
        drop(line);
        drop(node);
        let after = house.second_node().open().await;
        let again = hand_in(&after, &message, BODY.as_bytes(), &[ADDRESSEE]).await;
        let mut work = Work::new();
        work.submit(again);
        match (cut, after.commit(work).await) {
            (Cut::Before, Ok(())) => assert!(after.deliveries_of(&first).await.unwrap().is_empty()),
            (Cut::After, Err(CommitError::Duplicate(id))) => assert_eq!(id, first),
            other => panic!("{other:?}"),
        }
        assert_eq!(after.submissions_by("verhuurder-login", None, 9).await.unwrap().len(), n + 1);
    }
}

async fn connections_killed_again_and_again_lose_nothing_that_was_answered(house: House) {
    let one = house.open().await;
    let second = house.second_node();
    let other = second.open().await;
    let commits = (0..400_u64).map(|n| {
        let store = if n % 2 == 0 { one.clone() } else { other.clone() };
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(8 * n)).await;
            let new = hand_in(&store, &format!("{n}@killed.example"), BODY.as_bytes(), &[ADDRESSEE]).await;
            let id = new.deliveries[0].id;
            let mut work = Work::new();
            work.submit(new);
            work.job(Kind::Attest, id, later(0));
            (id, store.commit(work).await)
        })
    });
    let commits: Vec<_> = commits.collect();
    for _ in 0..60 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        house
            .run(
                "select pg_terminate_backend(pid) from pg_stat_activity \
                 where datname = current_database() and pid <> pg_backend_pid()",
            )
            .await
            .unwrap();
    }
    let mut happened = 0;
    for commit in commits {
        let (id, answer) = commit.await.unwrap();
        let there = one.delivery(&id).await.unwrap().is_some();
        match answer {
            Ok(()) => {
                assert!(there, "answered and lost");
                happened += 1;
            }
            Err(CommitError::Unavailable(_)) => assert!(!there, "refused and kept"),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(happened > 100, "{happened} of 400");
    assert_eq!(house.number("select count(*) from statements").await, happened);
    assert_eq!(house.number("select count(*) from jobs").await, happened);
}
