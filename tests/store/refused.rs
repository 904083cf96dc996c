//! Which databases and folders are refused, and what is said.

use recepis::store::{Error, Refusal, Store};

use crate::house::House;
use crate::scene::*;
use crate::server::with_database;

on_server![
    what_stands_in_the_way_of_a_server_is_said_in_words,
    a_server_that_answers_before_its_disk_has_it_is_refused,
    tables_of_another_version_are_refused,
    a_folder_of_another_database_is_refused_and_keeps_its_files,
    a_table_that_was_stated_into_cannot_be_emptied,
];

async fn connect(url: &str) -> Error {
    let folder = tempfile::TempDir::new().unwrap();
    Store::connect(url, folder.path(), entropy()).await.err().unwrap()
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Server { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

async fn what_stands_in_the_way_of_a_server_is_said_in_words(house: House) {
    let url = house.url();
    assert!(matches!(refusal(connect("sqlite:recepis.db").await), Refusal::Address));
    let nowhere = "postgres://maria:geheim@127.0.0.1:1/recepis";
    let error = connect(nowhere).await;
    assert!(error.to_string().contains("recepis at 127.0.0.1:1") && !format!("{error:?}").contains("geheim"));
    assert!(matches!(refusal(error), Refusal::Unreachable(_)));
    let missing = refusal(connect(&with_database(url, "recepis_has_no_such")).await);
    assert!(missing.to_string().contains("createdb recepis_has_no_such"), "{missing}");
    house.run("create role recepis_locked_out nologin").await.unwrap();
    let (_, place) = url.split_once('@').unwrap();
    let locked_out = refusal(connect(&format!("postgres://recepis_locked_out:x@{place}")).await);
    house.run("drop role recepis_locked_out").await.unwrap();
    assert!(matches!(&locked_out, Refusal::Login { role, .. } if role == "recepis_locked_out"), "{locked_out:?}");
}

async fn a_server_that_answers_before_its_disk_has_it_is_refused(house: House) {
    let store = house.open().await;
    delivered(&store).await;
    house
        .run("do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$")
        .await
        .unwrap();
    let refused = refusal(house.try_open().await.err().unwrap());
    assert!(refused.to_string().contains("synchronous_commit is off"), "{refused}");
    house.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()").await.unwrap();
    let mut work = recepis::store::Work::new();
    work.setting("x", b"y".to_vec());
    let late = store.commit(work).await;
    assert!(
        matches!(late, Err(recepis::store::CommitError::Unavailable(_))),
        "a connection made since is refused too: {late:?}"
    );
    assert_eq!(house.number("select count(*) from settings where name = 'x'").await, 0);
}

async fn tables_of_another_version_are_refused(house: House) {
    house.open().await.close().await;
    house
        .run(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
             values (4711, 'of the future', true, '', 0)",
        )
        .await
        .unwrap();
    assert!(matches!(house.try_open().await, Err(Error::Schema { number: 4711 })));
}

async fn a_folder_of_another_database_is_refused_and_keeps_its_files(house: House) {
    let embedded = House::embedded();
    let store = embedded.open().await;
    let new = hand_in(&store, MESSAGE_ID, &vec![7; 700_000], &[ADDRESSEE]).await;
    let mut work = recepis::store::Work::new();
    work.submit(new);
    store.commit(work).await.unwrap();
    store.close().await;
    drop(store);
    let files = || std::fs::read_dir(embedded.folder().join("content")).unwrap().count();
    let other = Store::connect(house.url(), embedded.folder(), entropy()).await;
    assert!(matches!(other, Err(Error::OtherDatabase(_))), "{:?}", other.err());
    assert_eq!(files(), 1);
    embedded.open().await;
    let fresh = House::embedded();
    std::fs::copy(embedded.folder().join("master.key"), fresh.folder().join("master.key")).unwrap();
    std::fs::create_dir(fresh.folder().join("content")).unwrap();
    std::fs::copy(embedded.folder().join("master.key"), fresh.folder().join("content/OFANOTHERDATABASE")).unwrap();
    assert!(matches!(fresh.try_open().await, Err(Error::OtherDatabase(_))), "a new database knows no files");
}

async fn a_table_that_was_stated_into_cannot_be_emptied(house: House) {
    let store = house.open().await;
    delivered(&store).await;
    for attempt in ["truncate statements cascade", "truncate sealed", "drop trigger x on statements"] {
        assert!(house.run(attempt).await.is_err(), "{attempt}");
    }
    assert_eq!(house.number("select count(*) from statements").await, 1);
}
