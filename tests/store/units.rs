//! Units of work: all of one or nothing, its conditions, and what two at once may do to each other.

use std::time::Duration;

use recepis::erds::delivery::Command;
use recepis::erds::id::DeliveryId;
use recepis::store::{CommitError, Kind, NewToken, Options, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    what_was_handed_in_is_read_back_after_a_restart,
    a_step_on_what_has_moved_on_is_stale_and_nothing_of_its_unit_happens,
    of_a_hundred_decisions_at_once_exactly_one_happens,
    a_hundred_units_on_different_deliveries_all_happen,
    one_bad_unit_in_a_group_does_not_hurt_the_others,
    the_same_hand_in_within_a_day_is_answered_with_the_first_one,
    a_caller_that_goes_away_does_not_cancel_its_unit,
    when_too_much_waits_the_next_is_unavailable_and_what_was_taken_happens,
];

async fn what_was_handed_in_is_read_back_after_a_restart(house: House) {
    let store = house.open().await;
    let new = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE, "tweede@voorbeeld.example"]).await;
    let (submission, id) = (new.submission.clone(), new.deliveries[0].id);
    let mut work = Work::new();
    work.submit(new);
    store.commit(work).await.unwrap();
    store.close().await;
    drop(store);

    let store = house.open().await;
    let seen = seen(&store, &id).await;
    assert_eq!(seen.record.addressee.as_str(), ADDRESSEE);
    assert_eq!(seen.record.sender, submission.sender);
    assert_eq!(seen.record.checks, submission.checks);
    assert_eq!(seen.record.grounds, submission.reasons);
    assert_eq!(seen.record.content, submission.content);
    assert_eq!(seen.record.subject.as_deref(), Some(SUBJECT));
    assert_eq!(seen.terms, submission.terms);
    assert_eq!(seen.head.unwrap().length, 1);
    assert_eq!(store.deliveries_of(&submission.id).await.unwrap().len(), 2);
    assert_eq!(store.deliveries_to(store.mailbox(&ADDRESSEE.to_uppercase().parse().unwrap()), 9).await.unwrap(), [id]);
    assert_eq!(store.submissions_by("verhuurder-login", None, 9).await.unwrap(), [(submission.id, later(0))]);
    let content = store.content(&seen).await.unwrap().unwrap();
    assert_eq!(content.all(1 << 20).await.unwrap(), BODY.as_bytes());
    let kept = store.statements(&seen).await.unwrap();
    assert_eq!(kept[0].canonical, format!("A.1 for {ADDRESSEE}").as_bytes());
}

async fn a_step_on_what_has_moved_on_is_stale_and_nothing_of_its_unit_happens(house: House) {
    let store = house.open().await;
    let before = delivered(&store).await;
    let now = take(&store, &before, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
    let mut late = step(&before, Command::BeginNotice { deadline: later(2_000_000) }, later(1));
    late.job(Kind::Tell, before.id, NOW);
    assert!(matches!(store.commit(late).await, Err(CommitError::Stale)));
    let after = seen(&store, &before.id).await;
    assert_eq!((after.version(), after.delivery), (now.version(), now.delivery));
    assert!(store.claim(&[minute(Kind::Tell)], later(9)).await.unwrap().is_empty());
}

async fn of_a_hundred_decisions_at_once_exactly_one_happens(house: House) {
    let store = house.open().await;
    let seen_at_first = delivered(&store).await;
    let offered = take(&store, &seen_at_first, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
    let tries: Vec<_> = (0..100)
        .map(|n| {
            let received = later(2);
            let command = if n % 2 == 0 { Command::Accept { received } } else { Command::Refuse { received } };
            let (store, work) = (store.clone(), step(&offered, command, later(2)));
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
    let after = seen(&store, &offered.id).await;
    let stated = store.statements(&after).await.unwrap();
    assert_eq!(after.head.unwrap().length as usize, stated.len());
    assert_eq!(after.head.unwrap().digest, stated.last().unwrap().digest);
}

async fn a_hundred_units_on_different_deliveries_all_happen(house: House) {
    let store = house.open().await;
    let all: Vec<_> = (0..100)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { delivered(&store).await })
        })
        .collect();
    for one in all {
        let seen_at_first = one.await.unwrap();
        let next = take(&store, &seen_at_first, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
        assert_eq!(next.version(), seen_at_first.version() + 1);
    }
}

async fn one_bad_unit_in_a_group_does_not_hurt_the_others(house: House) {
    let store = house.open().await;
    let mut all = Vec::new();
    for n in 0..40 {
        let new = hand_in(&store, &format!("{n}@group.example"), BODY.as_bytes(), &[ADDRESSEE]).await;
        let id = new.deliveries[0].id;
        let mut work = Work::new();
        work.submit(new);
        if n % 10 == 3 {
            // A token of an account that does not exist: the database refuses it.
            work.token(NewToken { hash: octets(), account: "nobody".into(), scopes: vec![], at: NOW });
        }
        let store = store.clone();
        all.push((n, id, tokio::spawn(async move { store.commit(work).await })));
    }
    for (n, id, one) in all {
        let bad = n % 10 == 3;
        assert_eq!(one.await.unwrap().is_err(), bad, "unit {n}");
        assert_eq!(store.delivery(&id).await.unwrap().is_none(), bad, "unit {n}");
    }
}

async fn the_same_hand_in_within_a_day_is_answered_with_the_first_one(house: House) {
    let store = house.open().await;
    let first = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE, "b@c.example"]).await;
    let again = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &["B@c.example", ADDRESSEE]).await;
    let other = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE]).await;
    let mut tomorrow = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE, "b@c.example"]).await;
    tomorrow.submission.time = later(24 * 3_600);
    let (id, again_id) = (first.submission.id, again.deliveries[0].id);
    let submit = |new| {
        let mut work = Work::new();
        work.submit(new);
        work
    };
    store.commit(submit(first)).await.unwrap();
    assert!(matches!(store.commit(submit(again)).await, Err(CommitError::Duplicate(before)) if before == id));
    assert!(store.delivery(&again_id).await.unwrap().is_none());
    store.commit(submit(other)).await.unwrap();
    store.commit(submit(tomorrow)).await.unwrap();
}

async fn a_caller_that_goes_away_does_not_cancel_its_unit(house: House) {
    let store = house.open().await;
    let seen_at_first = delivered(&store).await;
    let work = step(&seen_at_first, Command::BeginNotice { deadline: later(1_000_000) }, later(1));
    {
        let mut commit = Box::pin(store.commit(work));
        let polled = std::future::poll_fn(|context| std::task::Poll::Ready(commit.as_mut().poll(context))).await;
        assert!(polled.is_pending(), "the unit was put to the writer and waits");
    }
    for _ in 0..500 {
        if seen(&store, &seen_at_first.id).await.version() > seen_at_first.version() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the unit never happened");
}

async fn when_too_much_waits_the_next_is_unavailable_and_what_was_taken_happens(house: House) {
    let options = Options { queue: 4, group: 1, pages: None };
    let store = house.open_with(options).await.unwrap();
    let mut all = Vec::new();
    for _ in 0..200 {
        let id = DeliveryId::new(NOW, octets());
        let mut work = Work::new();
        work.job(Kind::Attest, id, NOW);
        all.push(store.commit(work));
    }
    let results = futures_util::future::join_all(all).await;
    let taken = results.iter().filter(|result| result.is_ok()).count();
    assert!((4..200).contains(&taken), "{taken}");
    assert!(results.iter().all(|result| matches!(result, Ok(()) | Err(CommitError::Unavailable(_)))));
    assert_eq!(store.outbox().await.unwrap().open, taken as u64);
}
