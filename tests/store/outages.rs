//! When something did not work, the sign of life, and what the service opened by itself.

use std::time::Duration;

use recepis::erds::delivery::Command;
use recepis::erds::id::OutageId;
use recepis::erds::outage::Failing;
use recepis::store::{Beat, Outage, Probes, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    an_outage_is_kept_once_ends_once_and_is_never_changed,
    outages_are_found_by_delivery_and_deliveries_by_outage,
    the_last_sign_of_life_and_the_first_success_are_known,
];

fn outage(failing: Failing, from: i64, to: Option<i64>) -> Outage {
    Outage {
        id: OutageId::new(later(from), octets()),
        failing,
        by_operator: false,
        delivery: None,
        from: later(from),
        to: to.map(later),
        words: None,
    }
}

async fn an_outage_is_kept_once_ends_once_and_is_never_changed(house: House) {
    let store = house.open().await;
    let (open, over) = (outage(Failing::Mail, 10, None), outage(Failing::Service, 20, Some(30)));
    for _ in 0..2 {
        let mut work = Work::new();
        work.outage(open.clone(), later(31));
        work.outage(over.clone(), later(31));
        store.commit(work).await.unwrap();
    }
    assert_eq!(store.open_outages().await.unwrap(), std::slice::from_ref(&open));
    for at in [40, 50] {
        let mut work = Work::new();
        work.end_outage(open.id, later(at));
        store.commit(work).await.unwrap();
    }
    let ended = Outage { to: Some(later(40)), ..open };
    assert_eq!(store.outage(&ended.id).await.unwrap(), Some(ended.clone()));
    assert_eq!(store.last_outages(later(0), 9).await.unwrap(), [over.clone(), ended]);
    assert_eq!(store.last_outages(later(35), 9).await.unwrap().len(), 1, "what ended before is left out");
    assert_eq!(store.open_outages().await.unwrap(), []);
    for sql in ["update outages set from_at = 0", "update outages set words = 'x'", "delete from outages"] {
        assert!(house.run(sql).await.is_err(), "{sql}");
    }
}

async fn outages_are_found_by_delivery_and_deliveries_by_outage(house: House) {
    let store = house.open().await;
    let seen = delivered(&store).await;
    let noticed = take(&store, &seen, Command::BeginNotice { deadline: later(1_000) }, later(1)).await;
    let other = accepted(&store).await;
    let all = outage(Failing::TimeStamps, 100, Some(200));
    let mine =
        Outage { delivery: Some(seen.id), words: Some("één".into()), ..outage(Failing::Content, 50, Some(60)) };
    let mut work = Work::new();
    work.outage(all.clone(), later(300));
    work.outage(mine.clone(), later(300));
    store.commit(work).await.unwrap();
    assert_eq!(store.outages_of(&seen.id, later(150)).await.unwrap(), [mine.clone(), all.clone()]);
    assert_eq!(store.outages_of(&seen.id, later(200)).await.unwrap(), [mine], "its own always");
    assert_eq!(store.outages_of(&other.id, later(150)).await.unwrap(), [all]);
    let undecided = async |at, after| store.undecided_at(later(at), after, 9).await.unwrap();
    assert_eq!(undecided(100, None).await, [noticed.id], "what was accepted is decided");
    assert_eq!(undecided(100, Some(noticed.id)).await, []);
    assert_eq!(undecided(1_000, None).await, [], "its time was over");
}

async fn the_last_sign_of_life_and_the_first_success_are_known(house: House) {
    let store = house.open().await;
    assert_eq!(store.last_beat().await.unwrap(), None);
    for (at, ahead) in [(10, 0), (20, 86_400)] {
        let mut work = Work::new();
        work.beat(later(at), Duration::from_secs(ahead));
        store.commit(work).await.unwrap();
    }
    let beat = Beat { at: later(20), ahead: Duration::from_hours(24) };
    assert_eq!(store.last_beat().await.unwrap(), Some(beat));
    let seen = delivered(&store).await;
    assert_eq!(store.probes(&seen).await.unwrap(), Probes::default());
    let looked = [(false, 1), (false, 2), (true, 3), (true, 4), (false, 5), (false, 6)];
    let mut found = Vec::new();
    for (opened, at) in looked {
        let mut work = Work::new();
        work.probed(&seen, opened, later(at));
        store.commit(work).await.unwrap();
        let Probes { first, last, failed } = store.probes(&seen).await.unwrap();
        found.push([first, last, failed].map(|at| at.map(|at| at.since(later(0)).as_secs())));
    }
    let expected = [
        [None, None, Some(1)],
        [None, None, Some(1)],
        [Some(3), Some(3), None],
        [Some(3), Some(4), None],
        [Some(3), Some(4), Some(5)],
        [Some(3), Some(4), Some(5)],
    ];
    assert_eq!(found, expected);
}
