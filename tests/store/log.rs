//! The rows of the transparency log on both databases: one sequencer at a time, dense indexes, nothing taken back.

use recepis::erds::id::EvidenceId;
use recepis::store::{BatchEntry, CommitError, EntryPlace, NewCheckpoint, SequencerLease, ServiceStart, Store, Work};
use recepis::tlog::Hash;
use recepis::tlog::key::{KeyType, VerifierKey};
use recepis::tlog::note::Line;

use crate::house::House;
use crate::scene::*;

on_both![
    the_log_is_dense_and_grows_only,
    nothing_of_the_log_is_changed_or_deleted_past_the_store,
    what_is_held_gets_its_indexes_with_its_hours_batch_and_once,
    of_each_witness_the_first_line_under_a_checkpoint_is_kept_and_its_last_size_known,
    each_start_is_kept_and_waits_for_the_log_and_the_last_one_before_a_moment_is_found,
];
on_server![of_two_nodes_one_sequences_and_the_other_changes_nothing];

async fn entered(store: &Store, entries: usize) -> Vec<EvidenceId> {
    let mut work = Work::new();
    let ids: Vec<_> = (0..entries).map(|_| EvidenceId::new(later(0), octets())).collect();
    for id in &ids {
        work.enter(*id, octets::<32>().to_vec());
    }
    store.commit(work).await.unwrap();
    ids
}

async fn take(store: &Store, seen: SequencerLease, holder: u8) -> Result<(), CommitError> {
    let mut work = Work::new();
    work.lease(seen, SequencerLease { fence: seen.fence + 1, holder: [holder; 16], until: later(10) });
    store.commit(work).await
}

async fn index(store: &Store, fence: u64, first: u64) -> Result<(), CommitError> {
    let mut work = Work::new();
    work.index(fence, first, store.waiting_entries(9).await.unwrap());
    store.commit(work).await
}

async fn sign(store: &Store, fence: u64, before: Option<u64>, size: u64) -> Result<(), CommitError> {
    let mut work = Work::new();
    work.checkpoint(fence, before, NewCheckpoint { size, root: Hash([7; 32]), note: b"note".to_vec(), at: later(1) });
    store.commit(work).await
}

async fn the_log_is_dense_and_grows_only(house: House) {
    let store = house.open().await;
    let ids = entered(&store, 3).await;
    assert_eq!(store.log_place(&ids[0]).await.unwrap(), Some(EntryPlace::Waiting));
    let seen = store.sequencer_lease().await.unwrap();
    take(&store, seen, 1).await.unwrap();
    let fence = seen.fence + 1;
    assert!(matches!(index(&store, fence, 1).await, Err(CommitError::Stale)), "a gap");
    index(&store, fence, 0).await.unwrap();
    for (at, id) in (0..).zip(&ids) {
        assert_eq!(store.log_place(id).await.unwrap(), Some(EntryPlace::At(at)), "in the order of arrival");
    }
    // What has an index does not wait again.
    let mut work = Work::new();
    work.enter(ids[0], octets::<32>().to_vec());
    store.commit(work).await.unwrap();
    assert_eq!(store.waiting_entries(9).await.unwrap(), []);
    assert!(sign(&store, fence, None, 4).await.is_err(), "beyond the entries");
    sign(&store, fence, None, 2).await.unwrap();
    assert!(matches!(sign(&store, fence, None, 3).await, Err(CommitError::Stale)), "another came between");
    assert!(sign(&store, fence, Some(2), 2).await.is_err(), "not larger");
    sign(&store, fence, Some(2), 3).await.unwrap();
    let first = async |index| store.first_checkpoint_over(index).await.unwrap().map(|kept| kept.size);
    assert_eq!((first(1).await, first(2).await, first(3).await), (Some(2), Some(3), None));
    // A crash gives the lease back on the embedded database, and not the fence.
    store.close().await;
    drop(store);
    let store = house.open().await;
    assert_eq!(store.sequencer_lease().await.unwrap().fence, fence);
    assert_eq!((store.log_size().await.unwrap(), store.last_checkpoint().await.unwrap().unwrap().size), (3, 3));
}

async fn nothing_of_the_log_is_changed_or_deleted_past_the_store(house: House) {
    let store = house.open().await;
    entered(&store, 2).await;
    let seen = store.sequencer_lease().await.unwrap();
    take(&store, seen, 1).await.unwrap();
    index(&store, seen.fence + 1, 0).await.unwrap();
    sign(&store, seen.fence + 1, None, 2).await.unwrap();
    started(&store, 1).await;
    for attempt in [
        "update tlog_entries set number = 7 where number = 1",
        "delete from tlog_entries where number = 1",
        "update tlog_checkpoints set size = 1",
        "delete from tlog_checkpoints",
        "update service_statements set started_at = 1",
        "delete from service_statements",
    ] {
        let refused = house.run(attempt).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{attempt}: {refused}");
    }
}

async fn what_is_held_gets_its_indexes_with_its_hours_batch_and_once(house: House) {
    let store = house.open().await;
    entered(&store, 2).await;
    let hour = later(3600);
    let held: Vec<_> = (0..3).map(|_| EvidenceId::new(later(0), octets())).collect();
    let mut work = Work::new();
    for id in &held {
        work.enter_held(*id, octets::<32>().to_vec(), hour);
    }
    store.commit(work).await.unwrap();
    let seen = store.sequencer_lease().await.unwrap();
    take(&store, seen, 1).await.unwrap();
    let fence = seen.fence + 1;
    index(&store, fence, 0).await.unwrap();
    assert_eq!((store.log_size().await.unwrap(), store.held_hour().await.unwrap()), (2, None));
    assert_eq!(store.held_entries(9, later(3599)).await.unwrap(), []);
    let due = store.held_entries(9, hour).await.unwrap();
    assert_eq!(due.len(), 3);
    let filler = BatchEntry::Filler { id: EvidenceId::new(later(0), octets()), entry: octets() };
    let batch: Vec<_> = [filler].into_iter().chain(due.into_iter().map(|(held, _)| BatchEntry::Held(held))).collect();
    let write = async |fence, first| {
        let mut work = Work::new();
        work.index_held(fence, first, batch.clone(), hour);
        store.commit(work).await
    };
    assert!(matches!(write(fence + 1, 2).await, Err(CommitError::Stale)), "another's fence");
    assert!(matches!(write(fence, 3).await, Err(CommitError::Stale)), "a gap");
    assert_eq!(store.log_place(&held[0]).await.unwrap(), Some(EntryPlace::Waiting));
    write(fence, 2).await.unwrap();
    assert!(matches!(write(fence, 2).await, Err(CommitError::Stale)), "once");
    assert_eq!(store.log_indexes(&held).await.unwrap(), [Some(3), Some(4), Some(5)]);
    assert_eq!(store.held_entries(9, later(9999)).await.unwrap(), []);
    assert_eq!((store.log_size().await.unwrap(), store.held_hour().await.unwrap()), (6, Some(hour)));
    assert_eq!(house.number("select count(*) from tlog_waiting").await, 0);
    // Another holder knows the hour.
    take(&store, store.sequencer_lease().await.unwrap(), 2).await.unwrap();
    assert_eq!(store.held_hour().await.unwrap(), Some(hour));
}

async fn of_each_witness_the_first_line_under_a_checkpoint_is_kept_and_its_last_size_known(house: House) {
    let store = house.open().await;
    entered(&store, 9).await;
    let seen = store.sequencer_lease().await.unwrap();
    take(&store, seen, 1).await.unwrap();
    index(&store, seen.fence + 1, 0).await.unwrap();
    for (before, size) in [(None, 2), (Some(2), 5), (Some(5), 9)] {
        let at = later(i64::try_from(size).unwrap());
        let checkpoint = NewCheckpoint { size, root: Hash([7; 32]), note: b"note".to_vec(), at };
        let mut work = Work::new();
        work.checkpoint(seen.fence + 1, before, checkpoint);
        store.commit(work).await.unwrap();
    }
    let keys =
        ["w1.test", "w2.test"].map(|name| VerifierKey::new(name, KeyType::CosignatureEd25519, &[1; 32]).unwrap());
    let line = |key: &VerifierKey, octet| Line::new(key.name(), key.id(), vec![octet; 72]).unwrap();
    for (size, key, octet) in [(2, 0, 1), (5, 0, 2), (5, 1, 3), (5, 0, 4)] {
        let mut work = Work::new();
        work.cosignature(size, line(&keys[key], octet), later(10));
        store.commit(work).await.unwrap();
    }
    let kept = store.checkpoint_of(5).await.unwrap().unwrap();
    assert_eq!(kept.cosignatures, [line(&keys[0], 2).to_string(), line(&keys[1], 3).to_string()]);
    let stranger = VerifierKey::new("w3.test", KeyType::CosignatureEd25519, &[1; 32]).unwrap();
    assert_eq!(store.last_cosigned(&keys[0]).await.unwrap(), 5);
    assert_eq!(store.last_cosigned(&stranger).await.unwrap(), 0);
    let before = async |size| store.checkpoint_before(size).await.unwrap();
    assert_eq!((before(2).await, before(5).await, before(9).await), (0, 2, 5));
    let next = async |above, most, since| {
        let found = store.checkpoint_to_cosign(above, most, later(since)).await.unwrap();
        found.map(|kept| kept.size)
    };
    assert_eq!((next(0, 9, 0).await, next(2, 9, 0).await, next(9, 9, 0).await), (Some(2), Some(5), None));
    assert_eq!((next(0, 2, 0).await, next(0, 1, 0).await), (Some(5), Some(9)), "the newest so many");
    assert_eq!(
        (next(0, 9, 3).await, next(0, 9, 9).await, next(0, 9, 10).await),
        (Some(5), Some(9), None),
        "and young ones"
    );
    let until = async |at| store.last_checkpoint_until(later(at)).await.unwrap().map(|kept| kept.size);
    assert_eq!((until(1).await, until(2).await, until(8).await, until(99).await), (None, Some(2), Some(5), Some(9)));
    for attempt in ["update tlog_cosignatures set line = ''", "delete from tlog_cosignatures"] {
        let refused = house.run(attempt).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{attempt}: {refused}");
    }
    let mut work = Work::new();
    work.cosignature(3, line(&keys[0], 1), later(10));
    assert!(store.commit(work).await.is_err(), "of a checkpoint that there is not");
}

async fn started(store: &Store, seconds: i64) -> ServiceStart {
    let id = EvidenceId::new(later(seconds), octets());
    let start = ServiceStart { id, started: later(seconds), note: format!("started {seconds}").into_bytes() };
    let mut work = Work::new();
    work.start(start.clone());
    store.commit(work).await.unwrap();
    start
}

async fn each_start_is_kept_and_waits_for_the_log_and_the_last_one_before_a_moment_is_found(house: House) {
    let store = house.open().await;
    assert_eq!(store.last_start(later(99)).await.unwrap(), None);
    let (first, second) = (started(&store, 10).await, started(&store, 20).await);
    let last = async |seconds| store.last_start(later(seconds)).await.unwrap();
    assert_eq!((last(9).await, last(10).await), (None, Some(first.clone())));
    assert_eq!(
        (last(19).await, last(20).await, last(99).await),
        (Some(first.clone()), Some(second.clone()), Some(second))
    );
    assert_eq!(store.log_place(&first.id).await.unwrap(), Some(EntryPlace::Waiting));
    let seen = store.sequencer_lease().await.unwrap();
    take(&store, seen, 1).await.unwrap();
    index(&store, seen.fence + 1, 0).await.unwrap();
    assert_eq!(store.log_place(&first.id).await.unwrap(), Some(EntryPlace::At(0)));
    assert_eq!(store.log_entries(0, 1).await.unwrap(), [recepis::crypto::sha256(&first.note)]);
}

async fn of_two_nodes_one_sequences_and_the_other_changes_nothing(house: House) {
    let (one, second) = (house.open().await, house.second_node());
    let other = second.open().await;
    entered(&one, 5).await;
    let seen = one.sequencer_lease().await.unwrap();
    let (first, then) = tokio::join!(take(&one, seen, 1), take(&other, seen, 2));
    let (won, lost) = if first.is_ok() { (&one, then) } else { (&other, first) };
    assert!(matches!(lost, Err(CommitError::Stale)));
    let fence = seen.fence + 1;
    assert!(matches!(index(&other, seen.fence, 0).await, Err(CommitError::Stale)));
    index(won, fence, 0).await.unwrap();
    // The other takes over; whoever was before is stopped in the middle and goes on.
    let seen = other.sequencer_lease().await.unwrap();
    take(&other, seen, 3).await.unwrap();
    assert!(matches!(sign(won, fence, None, 5).await, Err(CommitError::Stale)));
    sign(&other, fence + 1, None, 5).await.unwrap();
    entered(&one, 1).await;
    assert!(matches!(index(&one, fence, 5).await, Err(CommitError::Stale)));
    assert_eq!((one.log_size().await.unwrap(), one.last_checkpoint().await.unwrap().unwrap().size), (5, 5));
}
