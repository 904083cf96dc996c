//! What was stated and sealed, and what hangs on a delivery.

use recepis::erds::delivery::{Command, Handover};
use recepis::erds::evidence::Link;
use recepis::store::{CommitError, Form, Handed, NewNotice, NoticeEnd, NoticeState, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    seals_follow_the_order_of_the_chain_and_are_kept_once,
    notices_acknowledgements_parts_and_bundles_come_back_as_they_were,
    a_repeat_of_a_notice_keeps_what_was_kept_with_its_number_until_it_was_taken,
    the_database_refuses_to_change_or_delete_what_was_stated_or_sealed,
];

async fn seals_follow_the_order_of_the_chain_and_are_kept_once(house: House) {
    let store = house.open().await;
    let seen_now = accepted(&store).await;
    let chain = store.statements(&seen_now).await.unwrap();
    assert_eq!(chain.len(), 3);
    let seal = |n: usize| {
        let mut work = Work::new();
        work.seal(&seen_now, chain[n].id, chain[n].sequence, format!("sealed {n}").into_bytes(), later(9));
        work
    };
    assert!(matches!(store.commit(seal(1)).await, Err(CommitError::Stale)));
    store.commit(seal(0)).await.unwrap();
    assert!(matches!(store.commit(seal(0)).await, Err(CommitError::Stale)));
    store.commit(seal(1)).await.unwrap();
    let exported = step(&seen_now, Command::Export, later(10));
    store.commit(exported).await.unwrap();
    let after = seen(&store, &seen_now.id).await;
    assert_eq!(after.sealed, 2);
    assert_eq!(after.head, seen_now.head, "an export statement stands outside the sequence");
    let export = store.statements(&after).await.unwrap().pop().unwrap();
    let seal_export = || {
        let mut work = Work::new();
        work.seal(&after, export.id, None, b"sealed export".to_vec(), later(11));
        work
    };
    assert!(matches!(store.commit(seal_export()).await, Err(CommitError::Stale)), "the chain is not sealed yet");
    store.commit(seal(2)).await.unwrap();
    store.commit(seal_export()).await.unwrap();
    assert!(matches!(store.commit(seal_export()).await, Err(CommitError::Stale)));
    let all = store.statements(&after).await.unwrap();
    assert!(all.iter().all(|kept| kept.sealed.is_some()));
    assert_eq!(all[0].sealed, Some((b"sealed 0".to_vec(), later(9))));
    assert!(matches!(after.outside(), Some(Link::Outside { length: 3, .. })));
    assert!(matches!(after.next(), Link::Next { sequence: 4, previous } if previous == chain[2].digest));
}

async fn notices_acknowledgements_parts_and_bundles_come_back_as_they_were(house: House) {
    let store = house.open().await;
    let seen_now = accepted(&store).await;
    let mut work = Work::new();
    let notice = NewNotice {
        reminder: None,
        number: 1,
        deadline: later(1_000_000),
        generation: 1,
        template: "notice/1".into(),
        template_digest: digest(b"template"),
        bytes: b"From: us".to_vec(),
        begun_at: later(1),
    };
    work.begin_notice(&seen_now, notice.clone());
    work.acknowledgement(&seen_now, digest(b"{}"), b"{}".to_vec(), later(3));
    store.commit(work).await.unwrap();
    assert_eq!(store.begun_notices().await.unwrap(), [(seen_now.id, 1)]);
    let mut work = Work::new();
    let dialogue = Some(b"220 hello".to_vec());
    work.end_notice(&seen_now, 1, NoticeEnd { state: NoticeState::Sent, dialogue, ended_at: later(4) });
    let (one, two) =
        (Handed { part: 1, from: 0, to: 10, at: later(5) }, Handed { part: 2, from: 5, to: 7, at: later(6) });
    work.handed(&seen_now, two);
    work.handed(&seen_now, one);
    store.commit(work).await.unwrap();
    assert!(store.begun_notices().await.unwrap().is_empty());
    let kept = store.notices(&seen_now).await.unwrap().pop().unwrap();
    assert_eq!((kept.bytes, kept.template_digest), (notice.bytes.clone(), notice.template_digest));
    assert_eq!((kept.state, kept.dialogue.as_deref()), (NoticeState::Sent, Some(b"220 hello".as_slice())));
    assert_eq!(store.acknowledgements(&seen_now).await.unwrap()[0].bytes, b"{}");
    assert_eq!(store.handed(&seen_now).await.unwrap(), [one, two]);
    let begun = take(&store, &seen_now, Command::BeginHandover, later(7)).await;
    assert_eq!(store.handed(&begun).await.unwrap().len(), 2);
    let done = take(&store, &begun, Command::CompleteHandover, later(8)).await;
    assert_eq!(done.delivery.handover(), Handover::Complete);
    assert!(store.handed(&done).await.unwrap().is_empty(), "which parts were sent is forgotten at E.1");
    for (form, size) in [(Form::Evidence, 100), (Form::WithMessage, 500_000)] {
        let mut writer = store.bundle_writer(&done, 4, form);
        writer.write(&vec![1; size]).await.unwrap();
        let mut work = Work::new();
        work.export(&done, 4, form, writer.finish().await.unwrap(), later(9));
        store.commit(work).await.unwrap();
        let bundle = store.bundle(&done, 4, form).await.unwrap().unwrap();
        assert_eq!(bundle.all(1 << 20).await.unwrap(), vec![1; size]);
        assert_eq!(store.last_bundle(&done, form).await.unwrap(), Some(4));
    }
    assert!(store.bundle(&done, 5, Form::Evidence).await.unwrap().is_none());
    // One in the place of another: the former one's file goes, whether the next is large or small.
    let files = || std::fs::read_dir(house.folder().join("content")).unwrap().count();
    let before = files();
    for (octet, size, more) in [(2, 400_000, 1), (3, 600_000, 1), (4, 200, 0), (5, 300, 0)] {
        let mut writer = store.bundle_writer(&done, 4, Form::Evidence);
        writer.write(&vec![octet; size]).await.unwrap();
        let bundle = writer.finish().await.unwrap();
        store.keep_bundle(&done, 4, Form::Evidence, bundle, later(10)).await.unwrap();
        let kept = store.bundle(&done, 4, Form::Evidence).await.unwrap().unwrap();
        assert_eq!(kept.all(1 << 20).await.unwrap(), vec![octet; size]);
        assert_eq!(files(), before + more, "after {octet}");
    }
    assert_eq!(store.exports_of(&done).await.unwrap().len(), 2);
}

async fn the_database_refuses_to_change_or_delete_what_was_stated_or_sealed(house: House) {
    let store = house.open().await;
    let seen_now = delivered(&store).await;
    let first = store.statements(&seen_now).await.unwrap().remove(0);
    let mut work = Work::new();
    work.seal(&seen_now, first.id, first.sequence, b"sealed".to_vec(), later(1));
    store.commit(work).await.unwrap();
    store.close().await;
    for attempt in [
        "update statements set event = 'Recalled'",
        "delete from statements",
        "update sealed set sealed_at = 0",
        "delete from sealed",
    ] {
        let refused = house.run(attempt).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{attempt}: {refused}");
    }
}

async fn a_repeat_of_a_notice_keeps_what_was_kept_with_its_number_until_it_was_taken(house: House) {
    let store = house.open().await;
    let seen_now = accepted(&store).await;
    let attempt = |bytes: &[u8], at| NewNotice {
        reminder: None,
        number: 1,
        deadline: later(1_000_000),
        generation: 1,
        template: "notice/1".into(),
        template_digest: digest(b"template"),
        bytes: bytes.to_vec(),
        begun_at: later(at),
    };
    let begin = async |bytes, at| {
        let mut work = Work::new();
        work.begin_notice(&seen_now, attempt(bytes, at));
        store.commit(work).await.unwrap();
    };
    let end = async |state, dialogue: Option<&[u8]>, at| {
        let mut work = Work::new();
        let dialogue = dialogue.map(<[u8]>::to_vec);
        work.end_notice(&seen_now, 1, NoticeEnd { state, dialogue, ended_at: later(at) });
        store.commit(work).await.unwrap();
        let kept = store.notices(&seen_now).await.unwrap().pop().unwrap();
        assert_eq!((kept.bytes.as_slice(), kept.begun_at), (b"one".as_slice(), later(1)));
        (kept.state, kept.dialogue.unwrap(), kept.last_begun_at, kept.ended_at)
    };
    begin(b"one", 1).await;
    let first = end(NoticeState::Failed, Some(b"220 hello"), 2).await;
    assert_eq!(first, (NoticeState::Failed, b"220 hello".to_vec(), later(1), Some(later(2))));
    begin(b"other", 3).await;
    assert_eq!(store.begun_notices().await.unwrap(), [(seen_now.id, 1)]);
    let died = end(NoticeState::Unknown, None, 4).await;
    assert_eq!(died, (NoticeState::Unknown, b"220 hello".to_vec(), later(3), Some(later(4))));
    begin(b"one", 5).await;
    end(NoticeState::Sent, Some(b"250 kept"), 6).await;
    begin(b"one", 7).await;
    let sent = end(NoticeState::Failed, Some(b"550 no"), 8).await;
    assert_eq!(sent, (NoticeState::Sent, b"250 kept".to_vec(), later(5), Some(later(6))), "what was taken stays so");
}
