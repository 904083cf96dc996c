//! The outbox: one job per subject, leases, and who may finish.

use std::time::Duration;

use recepis::erds::id::DeliveryId;
use recepis::store::{Kind, Wanted, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    a_job_is_one_per_subject_and_asked_for_again_while_in_hand_runs_once_more,
    of_each_kind_as_many_are_claimed_as_are_wanted_the_longest_waiting_first,
    a_lease_that_ended_passes_to_the_next_and_the_first_can_no_longer_finish,
    a_job_that_is_given_up_and_asked_for_again_begins_anew,
];

async fn a_job_is_one_per_subject_and_asked_for_again_while_in_hand_runs_once_more(house: House) {
    let store = house.open().await;
    let subject = DeliveryId::new(NOW, octets());
    let ask = |at| {
        let mut work = Work::new();
        work.job(Kind::Notify, subject, at);
        store.commit(work)
    };
    let mut wake = store.wake();
    ask(later(50)).await.unwrap();
    ask(later(10)).await.unwrap();
    ask(later(30)).await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), wake.woken()).await.unwrap();
    let both = [minute(Kind::Attest), minute(Kind::Notify)];
    let claim = |at| store.claim(&both, at);
    assert_eq!(store.next_due(Kind::Notify).await.unwrap(), Some(later(10)));
    assert!(claim(later(9)).await.unwrap().is_empty());
    let first = claim(later(10)).await.unwrap();
    assert_eq!((first.len(), first[0].attempt, first[0].subject.delivery()), (1, 1, subject));
    assert!(claim(later(69)).await.unwrap().is_empty(), "the lease holds");
    ask(later(20)).await.unwrap();
    let mut work = Work::new();
    work.done(&first[0]);
    store.commit(work).await.unwrap();
    let second = claim(later(20)).await.unwrap();
    assert_eq!(second.len(), 1);
    let mut work = Work::new();
    work.done(&second[0]);
    store.commit(work).await.unwrap();
    assert!(claim(later(1_000)).await.unwrap().is_empty());
}

async fn a_lease_that_ended_passes_to_the_next_and_the_first_can_no_longer_finish(house: House) {
    let store = house.open().await;
    let subject = DeliveryId::new(NOW, octets());
    let mut work = Work::new();
    work.job(Kind::Export, subject, later(0));
    store.commit(work).await.unwrap();
    let export = [minute(Kind::Export)];
    let claim = |at| store.claim(&export, at);
    let dead = claim(later(0)).await.unwrap()[0];
    let heir = claim(later(60)).await.unwrap()[0];
    assert_eq!(heir.attempt, 2);
    let mut work = Work::new();
    work.done(&dead);
    store.commit(work).await.unwrap();
    assert_eq!(store.outbox().await.unwrap().open, 1, "the late finisher changes nothing");
    let mut work = Work::new();
    work.retry(&heir, later(500));
    store.commit(work).await.unwrap();
    assert!(claim(later(499)).await.unwrap().is_empty());
    let last = claim(later(500)).await.unwrap()[0];
    assert_eq!(last.attempt, 3);
    let mut work = Work::new();
    work.dead(&last, later(501), "the key is gone");
    store.commit(work).await.unwrap();
    assert!(claim(later(9_999)).await.unwrap().is_empty());
    let outbox = store.outbox().await.unwrap();
    assert_eq!((outbox.open, outbox.dead), (0, 1));
    let mut work = Work::new();
    work.job(Kind::Export, subject, later(600));
    store.commit(work).await.unwrap();
    assert_eq!(claim(later(600)).await.unwrap().len(), 1, "who asks again wants it tried again");
}

async fn of_each_kind_as_many_are_claimed_as_are_wanted_the_longest_waiting_first(house: House) {
    let store = house.open().await;
    let mut work = Work::new();
    for waited in 0..5 {
        for kind in [Kind::Attest, Kind::Notify, Kind::Tell] {
            work.job(kind, DeliveryId::new(NOW, octets()), later(-waited));
        }
    }
    store.commit(work).await.unwrap();
    let wanted = [Wanted { most: 2, ..minute(Kind::Notify) }, Wanted { most: 0, ..minute(Kind::Tell) }];
    let first = store.claim(&wanted, later(-3)).await.unwrap();
    assert!(first.len() == 2 && first.iter().all(|job| job.kind == Kind::Notify), "{first:?}");
    assert!(store.claim(&wanted, later(-3)).await.unwrap().is_empty(), "the others are not due");
    let all = [minute(Kind::Attest), minute(Kind::Notify)];
    let kinds: Vec<Kind> = store.claim(&all, later(0)).await.unwrap().into_iter().map(|job| job.kind).collect();
    assert_eq!(kinds, [[Kind::Attest; 5].as_slice(), &[Kind::Notify; 3]].concat());
}

async fn a_job_that_is_given_up_and_asked_for_again_begins_anew(house: House) {
    let store = house.open().await;
    let subject = DeliveryId::new(NOW, octets());
    let ask = |at| {
        let mut work = Work::new();
        work.job(Kind::Tell, subject, at);
        store.commit(work)
    };
    let give_up = |job| {
        let mut work = Work::new();
        work.dead(job, later(3), "nobody takes it");
        store.commit(work)
    };
    let tell = [minute(Kind::Tell)];
    let claim = |at| store.claim(&tell, at);
    ask(later(0)).await.unwrap();
    let first = claim(later(1)).await.unwrap()[0];
    ask(later(2)).await.unwrap();
    give_up(&first).await.unwrap();
    assert_eq!(store.outbox().await.unwrap().dead, 0, "something else was asked for while it was in hand");
    let second = claim(later(2)).await.unwrap()[0];
    assert_eq!(second.attempt, 1);
    give_up(&second).await.unwrap();
    assert_eq!(store.outbox().await.unwrap().dead, 1);
    ask(later(4)).await.unwrap();
    assert_eq!(claim(later(4)).await.unwrap()[0].attempt, 1, "what is asked for later has all its attempts");
}
