//! What concerns one address alone: each statement has its place, and what rests on them sees every one that came before.

use recepis::erds::address::Address;
use recepis::erds::delivery::Command;
use recepis::erds::event::Event;
use recepis::erds::id::ChainId;
use recepis::store::{CommitError, OwnSeen, Store, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    what_rests_on_an_addresss_chain_is_stale_once_more_is_stated_there,
    of_an_end_and_what_rests_on_it_at_once_each_sees_the_other_or_comes_first,
];

async fn own(store: &Store) -> OwnSeen {
    store.own_chain(&Address::parse(ADDRESSEE).unwrap(), ChainId::from_octets([1; 16])).await.unwrap()
}

/// Something is stated at the end of the chain.
fn states(own: &OwnSeen, event: Event) -> Work {
    let mut work = Work::new();
    let sequence = u32::try_from(own.statements.len()).unwrap() + 1;
    work.state_own(own, statement(event, Some(sequence), &format!("{event} {sequence}")));
    work
}

fn rests(own: &OwnSeen) -> Work {
    let mut work = Work::new();
    work.rests_on(own);
    work
}

async fn what_rests_on_an_addresss_chain_is_stale_once_more_is_stated_there(house: House) {
    let store = house.open().await;
    store.commit(states(&own(&store).await, Event::InstructionGiven)).await.unwrap();
    let given = own(&store).await;
    store.commit(rests(&given)).await.unwrap();
    store.commit(states(&given, Event::InstructionEnded)).await.unwrap();
    assert!(matches!(store.commit(rests(&given)).await, Err(CommitError::Stale)));
    assert!(matches!(store.commit(states(&given, Event::AbsenceStated)).await, Err(CommitError::Stale)));
    store.commit(rests(&own(&store).await)).await.unwrap();
    assert_eq!(own(&store).await.statements.len(), 2);
}

async fn of_an_end_and_what_rests_on_it_at_once_each_sees_the_other_or_comes_first(house: House) {
    let store = house.open().await;
    let before = delivered(&store).await;
    store.commit(states(&own(&store).await, Event::InstructionGiven)).await.unwrap();
    let given = own(&store).await;
    let mut accepts = step(&before, Command::BeginNotice { deadline: later(1_000_000) }, later(1));
    accepts.rests_on(&given);
    let ends = states(&given, Event::InstructionEnded);
    let (one, other) = (store.clone(), store.clone());
    let accepts = tokio::spawn(async move { one.commit(accepts).await });
    let ends = tokio::spawn(async move { other.commit(ends).await });
    ends.await.unwrap().unwrap();
    let accepted = accepts.await.unwrap();
    assert!(matches!(accepted, Ok(()) | Err(CommitError::Stale)), "{accepted:?}");
    let after = seen(&store, &before.id).await;
    assert_eq!(after.version() > before.version(), accepted.is_ok());
}
