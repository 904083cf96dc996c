//! What the log holds back: one batch an hour, whole and once, whatever fails; and what of it shows.

use std::collections::BTreeSet;
use std::time::Duration;

use recepis::flow::publish::Turn;
use recepis::store::EntryPlace;
use recepis::tlog::tile::{Bundle, Resource};

use super::house::House;
use super::log::{Fate, Log};

const HOUR: Duration = Duration::from_hours(1);

#[tokio::test]
async fn whatever_write_fails_or_is_the_last_each_hour_has_one_batch_and_what_is_held_gets_its_proof() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    for fate in [Fate::Fails, Fate::FailsButStored, Fate::Dies, Fate::DiesStored] {
        for at in 0.. {
            log.enter(20).await;
            log.enter_held(3).await;
            house.forward(HOUR);
            log.fillers += 5;
            if !log.torn_turn(fate, at).await {
                assert!(at >= 9, "lease, batch, indexes, tile, bundle, checkpoint, its file, settling, pruning: {at}");
                break;
            }
        }
        log.check().await;
    }
}

#[tokio::test]
async fn of_an_hour_the_log_shows_a_power_of_two_and_of_a_quiet_one_the_same_as_of_eight_events() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    log.enter(1).await;
    assert_eq!(log.turn().await, Turn::Published(1));
    for (held, shown) in [(0, 8), (1, 8), (8, 8), (9, 16), (17, 32), (0, 8)] {
        log.enter_held(held).await;
        assert_eq!(log.turn().await, Turn::Idle, "{held} wait");
        house.forward(HOUR);
        assert_eq!(log.turn().await, Turn::Published(shown), "{held} held");
        log.fillers += shown - held as u64;
        assert_eq!(log.turn().await, Turn::Idle, "once an hour");
    }
    // Hours in which nobody sequenced have one batch together.
    log.enter_held(2).await;
    house.forward(HOUR * 5);
    log.enter(3).await;
    assert_eq!(log.turn().await, Turn::Published(8 + 3));
    log.fillers += 6;
    log.check().await;
    // Whoever reads the files finds 32 octets, each other ones, of held, filler and all else.
    let store = &log.service().store;
    let size = u16::try_from(store.log_size().await.unwrap()).unwrap();
    let bundle = Bundle::new(0, size).unwrap();
    let octets = store.log_file(Resource::Entries(bundle)).await.unwrap().unwrap();
    let entries = bundle.decode(&octets).unwrap();
    assert!(entries.iter().all(|entry| entry.len() == 32));
    assert_eq!(entries.iter().collect::<BTreeSet<_>>().len(), usize::from(size));
}

#[tokio::test]
async fn where_in_its_batch_a_held_entry_stands_does_not_tell_when_it_came() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    log.enter(1).await;
    log.turn().await;
    let mut places = BTreeSet::new();
    for _ in 0..20 {
        log.enter_held(2).await;
        house.forward(HOUR);
        log.turn().await;
        log.fillers += 6;
        let (id, _) = log.entered[log.entered.len() - 2];
        let Some(EntryPlace::At(index)) = log.service().store.log_place(&id).await.unwrap() else { panic!("it waits") };
        places.insert((index - 1) % 8);
    }
    assert!(places.len() > 2, "the first of two stood at {places:?} only");
    log.check().await;
}

#[tokio::test]
async fn a_log_begins_with_what_was_entered_and_not_with_fillers() {
    let house = House::new().await;
    let mut log = Log::new(&house);
    for _ in 0..3 {
        house.forward(HOUR);
        assert_eq!(log.turn().await, Turn::Idle);
    }
    log.enter(2).await;
    assert_eq!(log.turn().await, Turn::Published(2));
    log.check().await;
}
