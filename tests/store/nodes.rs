//! Several nodes on one server: what two do at once, and who wakes whom.

use std::collections::HashSet;
use std::time::Duration;

use recepis::erds::delivery::Command;
use recepis::erds::id::DeliveryId;
use recepis::erds::party::Method;
use recepis::store::{CodeCheck, CommitError, Kind, NewCode, Store, Wanted, Work};

use crate::house::House;
use crate::scene::*;

on_server![
    a_token_that_is_spent_on_two_nodes_at_once_is_spent_once,
    of_decisions_on_two_nodes_at_once_exactly_one_happens,
    of_steps_that_state_nothing_exactly_one_happens_too,
    the_same_hand_in_at_two_nodes_at_once_happens_once_and_the_other_gets_its_identifier,
    every_wrong_code_is_counted_though_two_nodes_are_tried,
    of_two_keys_destroyed_at_once_on_two_nodes_the_last_takes_the_bytes,
    a_job_is_claimed_by_one_of_two_nodes,
    what_a_dead_node_had_in_hand_is_due_again_when_one_starts_alone_and_not_beside_another,
    a_commit_on_one_node_wakes_the_worker_of_another,
    a_file_whose_commit_is_still_under_way_is_no_leftover,
    a_second_node_in_the_same_folder_leaves_what_the_first_is_writing,
];

/// Two nodes, each with a folder of its own.
async fn two(house: &House) -> (Store, Store, House) {
    let one = house.open().await;
    let second = house.second_node();
    let other = second.open().await;
    (one, other, second)
}

async fn a_token_that_is_spent_on_two_nodes_at_once_is_spent_once(house: House) {
    let (one, other, _second) = two(&house).await;
    for n in 0..25 {
        let token = one.page_token("decide", later(60));
        let spend = |store: &Store| {
            let mut work = Work::new();
            work.spend(store.read_page_token(&token, "decide", later(1)).unwrap());
            work.job(Kind::Tell, DeliveryId::new(NOW, octets()), later(0));
            work
        };
        let (a, b) = tokio::join!(one.commit(spend(&one)), other.commit(spend(&other)));
        let refused = [a, b].into_iter().filter(|result| matches!(result, Err(CommitError::Spent))).count();
        assert_eq!((refused, one.outbox().await.unwrap().open), (1, n + 1));
    }
}

async fn of_decisions_on_two_nodes_at_once_exactly_one_happens(house: House) {
    let (one, other, _second) = two(&house).await;
    for _ in 0..5 {
        let first = delivered(&one).await;
        let offered = take(&one, &first, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
        let elsewhere = seen(&other, &offered.id).await;
        let received = later(2);
        let tries: Vec<_> = (0..20)
            .map(|n| {
                let (store, seen) = if n % 2 == 0 { (&one, &offered) } else { (&other, &elsewhere) };
                let command = if n % 3 == 0 { Command::Accept { received } } else { Command::Refuse { received } };
                let (store, work) = (store.clone(), step(seen, command, later(2)));
                tokio::spawn(async move { store.commit(work).await })
            })
            .collect();
        let mut happened = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(()) => happened += 1,
                Err(CommitError::Stale) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(happened, 1);
        let after = seen(&other, &offered.id).await;
        let stated = one.statements(&after).await.unwrap();
        assert_eq!(after.version(), offered.version() + 1);
        assert_eq!(after.head.unwrap().length as usize, stated.len());
        assert_eq!(after.head.unwrap().digest, stated.last().unwrap().digest);
    }
}

async fn of_steps_that_state_nothing_exactly_one_happens_too(house: House) {
    let (one, other, _second) = two(&house).await;
    for _ in 0..15 {
        let first = delivered(&one).await;
        let tries: Vec<_> = (0..10)
            .map(|n| {
                let store = if n % 2 == 0 { one.clone() } else { other.clone() };
                let work = step(&first, Command::BeginNotice { deadline: later(1_000_000 + n) }, later(1));
                tokio::spawn(async move { store.commit(work).await })
            })
            .collect();
        let mut happened = 0;
        for one in tries {
            happened += usize::from(one.await.unwrap().is_ok());
        }
        assert_eq!(happened, 1);
        assert_eq!(seen(&other, &first.id).await.version(), first.version() + 1);
    }
}

async fn the_same_hand_in_at_two_nodes_at_once_happens_once_and_the_other_gets_its_identifier(house: House) {
    let (one, other, _second) = two(&house).await;
    for n in 0..15 {
        let message = format!("{n}@twice.example");
        let mut submissions = Vec::new();
        let mut commits = Vec::new();
        for store in [&one, &other] {
            let new = hand_in(store, &message, BODY.as_bytes(), &[ADDRESSEE]).await;
            submissions.push(new.submission.id);
            let mut work = Work::new();
            work.submit(new);
            commits.push(store.commit(work));
        }
        let results = futures_util::future::join_all(commits).await;
        let [first, second] = results.try_into().unwrap();
        match (first, second) {
            (Ok(()), Err(CommitError::Duplicate(id))) => assert_eq!(id, submissions[0]),
            (Err(CommitError::Duplicate(id)), Ok(())) => assert_eq!(id, submissions[1]),
            both => panic!("{both:?}"),
        }
        assert_eq!(one.submissions_by("verhuurder-login", None, 99).await.unwrap().len(), n + 1);
    }
}

async fn every_wrong_code_is_counted_though_two_nodes_are_tried(house: House) {
    let (one, other, _second) = two(&house).await;
    let mut counted = 0;
    for _ in 0..20 {
        let delivery = delivered(&one).await.id;
        let mut work = Work::new();
        work.code(
            delivery,
            NewCode { code: "12345678".into(), method: Method::MailCode, at: later(0), until: later(900) },
        );
        one.commit(work).await.unwrap();
        let tries = (0..12).map(|n| {
            let store = if n % 2 == 0 { one.clone() } else { other.clone() };
            tokio::spawn(async move { store.check_code(&delivery, "00000000", later(1)).await })
        });
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(CodeCheck::Wrong { .. }) => counted += 1,
                Ok(CodeCheck::NoCode) | Err(CommitError::Stale) => {}
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(house.number("select sum(tries)::bigint from codes").await, counted);
    assert_eq!(house.number("select count(*) from codes where tries not between 1 and 5").await, 0);
}

async fn of_two_keys_destroyed_at_once_on_two_nodes_the_last_takes_the_bytes(house: House) {
    let (one, other, _second) = two(&house).await;
    for n in 0..15 {
        let new = hand_in(&one, &format!("{n}@two.example"), BODY.as_bytes(), &[ADDRESSEE, "b@c.example"]).await;
        let ids = [new.deliveries[0].id, new.deliveries[1].id];
        let mut work = Work::new();
        work.submit(new);
        one.commit(work).await.unwrap();
        let [first, second] = [seen(&one, &ids[0]).await, seen(&other, &ids[1]).await];
        let destroy = |seen| {
            let mut work = step(seen, Command::Recall, later(5));
            work.destroy_content(seen);
            work
        };
        let (a, b) = tokio::join!(one.commit(destroy(&first)), other.commit(destroy(&second)));
        a.unwrap();
        b.unwrap();
        assert_eq!(house.number("select count(*) from contents").await, 0);
    }
}

async fn a_job_is_claimed_by_one_of_two_nodes(house: House) {
    let (one, other, _second) = two(&house).await;
    let mut work = Work::new();
    for _ in 0..120 {
        work.job(Kind::Attest, DeliveryId::new(NOW, octets()), later(0));
    }
    one.commit(work).await.unwrap();
    let claims = (0..12).map(|n| {
        let store = if n % 2 == 0 { one.clone() } else { other.clone() };
        tokio::spawn(async move {
            let mut claimed = Vec::new();
            loop {
                let some = store.claim(&[Wanted { most: 7, ..minute(Kind::Attest) }], later(1)).await.unwrap();
                if some.is_empty() {
                    return claimed;
                }
                claimed.extend(some);
            }
        })
    });
    let mut subjects = HashSet::new();
    for claimed in claims.collect::<Vec<_>>() {
        for job in claimed.await.unwrap() {
            assert_eq!(job.attempt, 1);
            assert!(subjects.insert(job.subject), "claimed twice");
        }
    }
    // Whoever found everything locked has stopped early; what is left is due.
    let left = one.claim(&[Wanted { most: 200, ..minute(Kind::Attest) }], later(1)).await.unwrap();
    assert_eq!(subjects.len() + left.len(), 120);
    assert!(left.iter().all(|job| job.attempt == 1));
}

async fn a_commit_on_one_node_wakes_the_worker_of_another(house: House) {
    let (one, other, _second) = two(&house).await;
    let mut wake = other.wake();
    let quiet = tokio::time::timeout(Duration::from_millis(300), wake.woken()).await;
    assert!(quiet.is_err(), "nothing was asked for yet");
    delivered(&one).await;
    tokio::time::timeout(Duration::from_secs(5), wake.woken()).await.unwrap();
}

async fn a_second_node_in_the_same_folder_leaves_what_the_first_is_writing(house: House) {
    let one = house.open().await;
    let large = vec![7; 700_000];
    let new = hand_in(&one, MESSAGE_ID, &large, &[ADDRESSEE]).await;
    let id = new.deliveries[0].id;
    let other = house.open().await;
    let mut work = Work::new();
    work.submit(new);
    one.commit(work).await.unwrap();
    let content = other.content(&seen(&other, &id).await).await.unwrap().unwrap();
    assert_eq!(content.all(1 << 20).await.unwrap(), large);
}

async fn what_a_dead_node_had_in_hand_is_due_again_when_one_starts_alone_and_not_beside_another(house: House) {
    let one = house.open().await;
    let mut work = Work::new();
    work.job(Kind::Attest, DeliveryId::new(NOW, octets()), later(0));
    one.commit(work).await.unwrap();
    assert_eq!(one.claim(&[minute(Kind::Attest)], later(1)).await.unwrap().len(), 1);
    let other = house.second_node().open().await;
    assert!(other.claim(&[minute(Kind::Attest)], later(2)).await.unwrap().is_empty(), "the first still has it in hand");
    other.close().await;
    drop((one, other));
    // Dropped, not closed: the server notices that its connections are gone.
    for _ in 0..50 {
        let heir = house.second_node().open().await;
        if let [job] = heir.claim(&[minute(Kind::Attest)], later(3)).await.unwrap()[..] {
            assert_eq!(job.attempt, 2);
            return;
        }
        heir.close().await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it waits for the end of a lease that nobody has");
}

async fn a_file_whose_commit_is_still_under_way_is_no_leftover(house: House) {
    let store = house.open().await;
    delivered(&store).await;
    store.close().await;
    drop(store);
    let file = |name: &str| house.folder().join("content").join(name);
    std::fs::File::create(file("NAMEDSOON")).unwrap();
    std::fs::File::create(file("NAMEDNEVER")).unwrap();
    // What a process that died left to its server: everything was sent, and COMMIT takes its time.
    let late = "begin; insert into exports (delivery_id, length, form, size, prefix, wrapped_key, file, made_at) \
                select id, 1, 0, 1, '', '', 'NAMEDSOON', 0 from deliveries; select pg_sleep(1.5); commit";
    let (committed, _opened) = tokio::join!(house.run(late), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        house.open().await
    });
    committed.unwrap();
    assert!(file("NAMEDSOON").exists() && !file("NAMEDNEVER").exists());
}
