//! Letters in answer to a notice: held under keys of their own, confirmed once, destroyed, never in clear.

use recepis::store::{CommitError, NewReply, Reply, Store, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    a_letter_is_held_once_and_comes_back_as_it_was_until_its_time_is_over,
    a_letter_is_confirmed_or_destroyed_once_and_only_while_it_is_held,
    an_erased_record_takes_its_letters_with_it,
];

const LETTER: &[u8] = b"From: xyzzy@voorbeeld.example\r\n\r\nPlugh.\r\n";

fn held(text: &[u8]) -> NewReply {
    NewReply {
        digest: digest(text),
        letter: text.to_vec(),
        facts: b"facts of plover".to_vec(),
        came: later(10),
        until: later(1_000),
    }
}

async fn hold(store: &Store, seen: &recepis::store::Seen, text: &[u8]) {
    let mut work = Work::new();
    work.hold_reply(seen, held(text));
    store.commit(work).await.unwrap();
}

async fn a_letter_is_held_once_and_comes_back_as_it_was_until_its_time_is_over(house: House) {
    let store = house.open().await;
    let one = delivered(&store).await;
    let other = delivered(&store).await;
    hold(&store, &one, LETTER).await;
    hold(&store, &one, LETTER).await;
    hold(&store, &one, b"another").await;
    hold(&store, &other, LETTER).await;
    let kept = store.replies(&one, later(20)).await.unwrap();
    assert_eq!(kept.len(), 2);
    let first = kept.iter().find(|kept| kept.digest == digest(LETTER)).unwrap();
    let expected = Reply {
        digest: digest(LETTER),
        facts: b"facts of plover".to_vec(),
        came: later(10),
        until: Some(later(1_000)),
        answered: false,
    };
    assert_eq!(*first, expected);
    assert_eq!(store.letter(&one, &digest(LETTER), later(999)).await.unwrap().as_deref(), Some(LETTER));
    assert_eq!(store.held_replies(&one, later(999)).await.unwrap(), 2);
    let mut work = Work::new();
    work.answered_reply(one.id, digest(LETTER));
    store.commit(work).await.unwrap();
    let kept = store.replies(&one, later(20)).await.unwrap();
    assert_eq!(kept.iter().filter(|kept| kept.answered).map(|kept| kept.digest).collect::<Vec<_>>(), [digest(LETTER)]);
    // Its time is over, and it is not shown any more; a little later it is gone.
    assert_eq!(store.letter(&one, &digest(LETTER), later(1_000)).await.unwrap(), None);
    assert_eq!(store.held_replies(&one, later(1_000)).await.unwrap(), 0);
    let everything = async || house.everything().await.into_iter().flat_map(|(_, octets)| octets).collect::<Vec<u8>>();
    let holds = |octets: &[u8], word: &[u8]| octets.windows(word.len()).any(|window| window == word);
    for word in [&b"xyzzy"[..], b"Plugh", b"plover"] {
        assert!(!holds(&everything().await, word), "in clear");
    }
    assert!(holds(&everything().await, &digest(LETTER).0), "its digest is there");
    store.sweep(later(1_000 + 601)).await.unwrap();
    assert!(store.replies(&one, later(0)).await.unwrap().is_empty());
    if house.is_embedded() {
        assert!(!holds(&everything().await, &digest(LETTER).0), "nothing of it is left, nor in the write-ahead log");
    }
}

async fn a_letter_is_confirmed_or_destroyed_once_and_only_while_it_is_held(house: House) {
    let store = house.open().await;
    let seen = delivered(&store).await;
    for text in [LETTER, b"two", b"three"] {
        hold(&store, &seen, text).await;
    }
    let confirm = |text: &[u8], at| {
        let mut work = Work::new();
        work.confirm_reply(seen.id, digest(text), later(at));
        store.commit(work)
    };
    let destroy = |text: &[u8], at| {
        let mut work = Work::new();
        work.destroy_reply(seen.id, digest(text), later(at));
        store.commit(work)
    };
    assert!(matches!(confirm(LETTER, 1_000).await, Err(CommitError::Stale)), "too late");
    assert!(matches!(confirm(b"none", 20).await, Err(CommitError::Stale)));
    confirm(LETTER, 20).await.unwrap();
    assert!(matches!(confirm(LETTER, 20).await, Err(CommitError::Stale)), "once");
    assert!(matches!(destroy(LETTER, 20).await, Err(CommitError::Stale)), "what was confirmed stays");
    destroy(b"two", 20).await.unwrap();
    assert!(matches!(destroy(b"two", 20).await, Err(CommitError::Stale)));
    store.sweep(later(100_000)).await.unwrap();
    let kept = store.replies(&seen, later(100_000)).await.unwrap();
    assert_eq!(kept.iter().map(|kept| (kept.digest, kept.until)).collect::<Vec<_>>(), [(digest(LETTER), None)]);
    assert_eq!(store.letter(&seen, &digest(LETTER), later(100_000)).await.unwrap().as_deref(), Some(LETTER));
}

async fn an_erased_record_takes_its_letters_with_it(house: House) {
    let store = house.open().await;
    let seen = delivered(&store).await;
    hold(&store, &seen, LETTER).await;
    let mut work = Work::new();
    work.erase(&seen);
    store.commit(work).await.unwrap();
    assert!(store.replies(&seen, later(20)).await.unwrap().is_empty());
    store.close().await;
}
