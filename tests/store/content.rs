//! Large bytes: files, ranges, damage, and what a destroyed key takes along.

use recepis::erds::delivery::Command;
use recepis::erds::id::SubmissionId;
use recepis::store::{Error, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    content_that_nobody_submits_leaves_no_file,
    content_of_every_size_is_read_back_by_any_range,
    damaged_content_is_an_error_and_never_other_octets,
    a_destroyed_key_closes_the_content_for_that_addressee_and_the_last_one_takes_the_bytes,
];

async fn content_that_nobody_submits_leaves_no_file(house: House) {
    let store = house.open().await;
    let files = || std::fs::read_dir(house.folder().join("content")).unwrap().count();
    let big = vec![7_u8; 900_000];
    let mut writer = store.content_writer(&SubmissionId::new(NOW, octets()));
    writer.write(&big).await.unwrap();
    assert_eq!(files(), 1, "what is being written is on disk");
    drop(writer);
    assert_eq!(files(), 0);
    drop(hand_in(&store, MESSAGE_ID, &big, &[ADDRESSEE]).await);
    assert_eq!(files(), 0);
    std::fs::File::create(house.folder().join("content/unfinished-of-a-crash")).unwrap();
    std::fs::File::create(house.folder().join("content/FINISHED0BUT0NOT0COMMITTED")).unwrap();
    store.close().await;
    drop(store);
    let _store = house.open().await;
    assert_eq!(files(), 0);
}

async fn content_of_every_size_is_read_back_by_any_range(house: House) {
    let store = house.open().await;
    for size in [0, 1, 65_535, 65_536, 65_537, 262_144, 262_145, 327_680, 1_000_000] {
        let body: Vec<u8> = (0..size).map(|n: u32| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
        let new = hand_in(&store, &format!("{size}@size.example"), &body, &[ADDRESSEE]).await;
        let id = new.deliveries[0].id;
        let mut work = Work::new();
        work.submit(new);
        store.commit(work).await.unwrap();
        let content = store.content(&seen(&store, &id).await).await.unwrap().unwrap();
        assert_eq!(content.all(1 << 20).await.unwrap(), body, "{size}");
        for (from, to) in [(0, 1), (1, 65_537), (65_536, 65_536), (65_530, 131_080), (300_000, 2_000_000)] {
            let (mut reader, mut read) = (content.range(from, to), Vec::new());
            while let Some(piece) = reader.next().await.unwrap() {
                assert!(piece.len() <= 65_536);
                read.extend(piece);
            }
            let cut = |place: u64| usize::try_from(place).unwrap().min(body.len());
            assert_eq!(read, body[cut(from)..cut(to).max(cut(from))], "{size}: {from}..{to}");
        }
    }
}

async fn damaged_content_is_an_error_and_never_other_octets(house: House) {
    let store = house.open().await;
    let new = hand_in(&store, MESSAGE_ID, &vec![9; 700_000], &[ADDRESSEE]).await;
    let id = new.deliveries[0].id;
    let mut work = Work::new();
    work.submit(new);
    store.commit(work).await.unwrap();
    let file = std::fs::read_dir(house.folder().join("content")).unwrap().next().unwrap().unwrap().path();
    let mut octets = std::fs::read(&file).unwrap();
    octets[200_000] ^= 1;
    std::io::Write::write_all(&mut std::fs::File::create(&file).unwrap(), &octets).unwrap();
    let content = store.content(&seen(&store, &id).await).await.unwrap().unwrap();
    assert!(content.range(0, 65_536).next().await.is_ok());
    assert!(matches!(content.all(1 << 20).await, Err(Error::Broken(_))));
}

async fn a_destroyed_key_closes_the_content_for_that_addressee_and_the_last_one_takes_the_bytes(house: House) {
    let store = house.open().await;
    let new = hand_in(&store, MESSAGE_ID, &vec![5; 600_000], &[ADDRESSEE, "b@c.example"]).await;
    let ids = [new.deliveries[0].id, new.deliveries[1].id];
    let mut work = Work::new();
    work.submit(new);
    store.commit(work).await.unwrap();
    let [first, second] = [seen(&store, &ids[0]).await, seen(&store, &ids[1]).await];
    let files = || std::fs::read_dir(house.folder().join("content")).unwrap().count();
    let mut work = step(&first, Command::Recall, later(5));
    work.destroy_content(&first);
    store.commit(work).await.unwrap();
    let first = seen(&store, &ids[0]).await;
    assert!(!first.content_kept);
    assert!(store.content(&first).await.unwrap().is_none());
    assert_eq!(files(), 1);
    assert!(store.content(&second).await.unwrap().is_some());
    let mut work = Work::new();
    work.erase(&second);
    store.commit(work).await.unwrap();
    assert_eq!(files(), 0);
    assert!(store.delivery(&ids[1]).await.unwrap().is_none());
    assert!(store.deliveries_to(store.mailbox(&"b@c.example".parse().unwrap()), 9).await.unwrap().is_empty());
    // What was destroyed is compared with the list of it at the next start, and stays destroyed.
    store.close().await;
    drop(store);
    let store = house.open().await;
    assert!(store.content(&seen(&store, &ids[0]).await).await.unwrap().is_none());
    assert!(store.delivery(&ids[1]).await.unwrap().is_none());
    store.close().await;
}
