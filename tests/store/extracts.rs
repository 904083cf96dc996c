//! Extracts are kept and entered in the log with the seal that they belong to; evidence that was sealed before there were any has none.

use recepis::erds::content::Sha256;
use recepis::erds::id::EvidenceId;
use recepis::store::{CommitError, Kept, KeptExtract, NewExtract, Seen, Store, Work};

use crate::house::House;
use crate::scene::*;
use crate::server::{self, Cut, Line};

on_both![
    an_extract_is_kept_with_its_seal_or_not_at_all,
    evidence_that_was_sealed_before_has_no_extract_and_what_waits_is_sealed_with_one,
    no_extract_is_changed_deleted_or_readable_past_the_store,
];
on_server![a_connection_that_breaks_around_commit_keeps_seal_and_extract_once];

const OPENINGS: &str = "addressee.address p.devries@voorbeeld.example";

/// The seal of a statement with its extract, in one unit.
fn sealing(seen: &Seen, of: &Kept) -> (Work, EvidenceId) {
    let (mut work, id) = (Work::new(), EvidenceId::new(later(9), octets()));
    work.seal(seen, of.id, of.sequence, sealed("evidence", of), later(9));
    let extract = NewExtract { id, sealed: sealed("extract", of), openings: OPENINGS.into() };
    work.extract(seen, of.id, extract, None);
    (work, id)
}

fn sealed(what: &str, of: &Kept) -> Vec<u8> {
    format!("{what} {:?} that {ADDRESSEE} is not to be read from", of.sequence).into_bytes()
}

fn kept(id: EvidenceId, of: &Kept) -> KeptExtract {
    let sequence = of.sequence.unwrap();
    KeptExtract { id, sequence, event: of.event, sealed: sealed("extract", of), openings: OPENINGS.into() }
}

/// What waits for the log, in the order of its arrival.
async fn entries(store: &Store) -> Vec<Sha256> {
    store.waiting_entries(99).await.unwrap().iter().map(|entry| Sha256(entry.entry())).collect()
}

async fn an_extract_is_kept_with_its_seal_or_not_at_all(house: House) {
    let store = house.open().await;
    let seen_now = accepted(&store).await;
    let chain = store.statements(&seen_now).await.unwrap();
    let (early, _) = sealing(&seen_now, &chain[1]);
    assert!(matches!(store.commit(early).await, Err(CommitError::Stale)), "the first is not sealed yet");
    assert!(store.extracts(&seen_now).await.unwrap().is_empty() && entries(&store).await.is_empty());
    let (work, first) = sealing(&seen_now, &chain[0]);
    store.commit(work).await.unwrap();
    let (again, _) = sealing(&seen_now, &chain[0]);
    assert!(matches!(store.commit(again).await, Err(CommitError::Stale)));
    assert_eq!(store.extracts(&seen_now).await.unwrap(), [kept(first, &chain[0])]);
    let both = ["evidence", "extract"].map(|what| digest(&sealed(what, &chain[0])));
    assert_eq!(entries(&store).await, both, "evidence and extract, next to each other");
    // Of two nodes that seal one statement at once one wins, with its own extract.
    let (one, other) = (sealing(&seen_now, &chain[1]), sealing(&seen_now, &chain[1]));
    let (won, lost) = tokio::join!(store.commit(one.0), store.commit(other.0));
    assert!(won.is_ok() != lost.is_ok());
    let second = if won.is_ok() { one.1 } else { other.1 };
    assert_eq!(store.extracts(&seen_now).await.unwrap(), [kept(first, &chain[0]), kept(second, &chain[1])]);
    assert_eq!(entries(&store).await.len(), 4);
}

async fn evidence_that_was_sealed_before_has_no_extract_and_what_waits_is_sealed_with_one(house: House) {
    let store = house.open().await;
    let seen_now = accepted(&store).await;
    let chain = store.statements(&seen_now).await.unwrap();
    let mut work = Work::new();
    work.seal(&seen_now, chain[0].id, chain[0].sequence, sealed("evidence", &chain[0]), later(9));
    store.commit(work).await.unwrap();
    store.close().await;
    drop(store);
    // The tables as they were before the migration: one statement is sealed, two wait.
    house.run("drop table extracts").await.unwrap();
    house.run("delete from _sqlx_migrations where version = 24").await.unwrap();
    let store = house.open().await;
    let seen_now = seen(&store, &seen_now.id).await;
    assert_eq!((seen_now.sealed, store.extracts(&seen_now).await.unwrap()), (1, Vec::new()));
    assert_eq!(store.statements(&seen_now).await.unwrap()[0].sealed, Some((sealed("evidence", &chain[0]), later(9))));
    let (work, second) = sealing(&seen_now, &chain[1]);
    store.commit(work).await.unwrap();
    let (work, third) = sealing(&seen_now, &chain[2]);
    store.commit(work).await.unwrap();
    assert_eq!(store.extracts(&seen_now).await.unwrap(), [kept(second, &chain[1]), kept(third, &chain[2])]);
}

async fn no_extract_is_changed_deleted_or_readable_past_the_store(house: House) {
    let store = house.open().await;
    let seen_now = delivered(&store).await;
    let (work, _) = sealing(&seen_now, &store.statements(&seen_now).await.unwrap()[0]);
    store.commit(work).await.unwrap();
    store.close().await;
    drop(store);
    for attempt in ["update extracts set openings = bytes", "delete from extracts"] {
        let refused = house.run(attempt).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{attempt}: {refused}");
    }
    assert_eq!(house.number("select count(*) from extracts").await, 1);
    let address = ADDRESSEE.as_bytes();
    for (name, octets) in house.everything().await {
        assert!(octets.windows(address.len()).all(|window| window != address), "{name} holds {ADDRESSEE}");
    }
}

async fn a_connection_that_breaks_around_commit_keeps_seal_and_extract_once(house: House) {
    let line = Line::to(server::place(house.url())).await;
    let house = house.by_way_of(line.port);
    let store = house.open().await;
    let seen_now = accepted(&store).await;
    let chain = store.statements(&seen_now).await.unwrap();
    let mut all = Vec::new();
    for (n, cut) in [Cut::Before, Cut::After].into_iter().enumerate() {
        let (work, id) = sealing(&seen_now, &chain[n]);
        line.cut(cut);
        store.commit(work).await.unwrap();
        assert_eq!(line.cuts(), n as u64 + 1, "{cut:?}");
        all.push(kept(id, &chain[n]));
        assert_eq!(store.extracts(&seen_now).await.unwrap(), all, "{cut:?}");
        assert_eq!(entries(&store).await.len(), 2 * all.len(), "{cut:?}");
    }
}
