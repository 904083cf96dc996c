//! `recepis fsck` on a data directory that a service made: sound as it is, and with one thing of each kind damaged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use recepis::flow::consign::Answer;
use recepis::store::Work;
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::enrol::{ORIGIN, RP, enrolled};
use crate::files::{copied, put};
use crate::house::{House, PIET, message};
use crate::webauthn_testing::Passkey;
use crate::{schema, server};

/// Puts the anchors where a service's own start puts them.
pub(crate) fn trusted(house: &House, data: &Path) {
    let root = house.rooms.authority.root().to_pem();
    for role in ["seal", "tsa"] {
        put(&data.join(format!("trust/{role}/root.pem")), root.as_bytes());
    }
    for (name, line) in house.rooms.service.log_keys() {
        put(&data.join(format!("trust/log/{name}.vkey")), &line);
    }
}

fn flip(path: &Path) {
    let mut octets = fs::read(path).unwrap();
    let place = octets.len() / 2;
    octets[place] ^= 1;
    put(path, &octets);
}

fn fsck(data: &Path) -> (i32, Value) {
    fsck_with(&[], data)
}

/// As `fsck`, of records on a server.
fn fsck_on(url: &str, data: &Path) -> (i32, Value) {
    fsck_with(&["--database", url], data)
}

fn fsck_with(words: &[&str], data: &Path) -> (i32, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recepis"));
    let output = command.args(["fsck", "--json"]).args(words).arg("--data").arg(data).output().unwrap();
    let said = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    schema::describes("fsck", &said);
    (output.status.code().unwrap(), said)
}

async fn sql(data: &Path, text: &str) {
    let options = SqliteConnectOptions::new().filename(data.join("recepis.db")).foreign_keys(false);
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
}

/// Everything there is: decided and undecided deliveries, a large content, one that was closed, one that was erased.
async fn lived() -> House {
    lived_in(House::new().await).await
}

async fn lived_in(house: House) -> House {
    trusted(&house, house.folder.path());
    let accepted = house.noticed().await;
    let link = house.link_of(accepted);
    let code = house.ask_code(&link).await.unwrap();
    let session = house.confirm(&link, &code).await.unwrap();
    enrolled(&house, &session, &Passkey::es256(7, RP, ORIGIN)).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    let large = message("large").replace("bijlage", &"bijlage\r\n".repeat(60_000));
    house.hand_in(&large, &[PIET, "another@demo.test"]).await.unwrap();
    let erased = house.taken("erased").await;
    house.settle().await;
    let mut work = Work::new();
    work.erase(&house.seen(erased).await);
    house.rooms.service.store.commit(work).await.unwrap();
    house
}

/// The one large file of the content folder.
fn large(data: &Path) -> PathBuf {
    let files = fs::read_dir(data.join("content")).unwrap().map(|found| found.unwrap().path());
    files.max_by_key(|path| path.metadata().unwrap().len()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_directory_is_sound_and_one_that_runs_is_left_alone() {
    let house = lived().await;
    let (code, said) = fsck(house.folder.path());
    assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("in use by process"), "{said:#}");
    let house = house.closed().await;
    let data = house.folder.path();
    let before: Vec<_> = listing(data);
    let (code, said) = fsck(data);
    assert_eq!((code, &said["result"]), (0, &Value::from("sound")), "{said:#}");
    let checked = &said["checked"];
    assert_eq!((&checked["deliveries"], &checked["erased"], &checked["contents"]), (&4.into(), &1.into(), &2.into()));
    for many in ["seals", "statements", "bundles", "log_entries", "checkpoints"] {
        assert!(checked[many].as_u64().unwrap() >= 4, "{many}: {said:#}");
    }
    assert_eq!(listing(data), before, "nothing is written");
    fs::rename(data.join("master.key"), data.join("elsewhere")).unwrap();
    let (code, said) = fsck(data);
    assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("master.key"), "{said:#}");
    let (code, said) = fsck(&data.join("nowhere"));
    assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("cannot be used"), "{said:#}");
}

/// Names and contents of all files, but for what SQLite keeps beside the database while it is open.
fn listing(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(listing(&path));
        } else if !path.to_string_lossy().ends_with("-shm") && !path.to_string_lossy().ends_with("-wal") {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_damage_has_its_name() {
    let house = lived().await.closed().await;
    let whole = house.folder.path();
    let delivery =
        "(select id from deliveries d join keys k on k.delivery_id = d.id where k.record_key is not null limit 1)";
    for (names, text) in [
        (
            &["statement"][..],
            "drop trigger statements_are_not_changed; update statements set digest = zeroblob(32)".to_owned(),
        ),
        (&["statement"], "drop trigger seals_are_not_changed; update sealed set bytes = zeroblob(9000)".to_owned()),
        (&["seal"], "drop trigger extracts_are_not_changed; update extracts set bytes = zeroblob(9000)".to_owned()),
        (&["chain"], "update deliveries set chain_digest = zeroblob(32)".to_owned()),
        (
            &["chain"],
            "drop trigger statements_are_not_deleted; drop trigger seals_are_not_deleted; drop trigger extracts_are_not_deleted; \
            delete from extracts where statement_id in (select id from statements where sequence = 1); \
            delete from sealed where statement_id in (select id from statements where sequence = 1); \
            delete from statements where sequence = 1"
                .to_owned(),
        ),
        (
            &["statement"],
            "drop trigger own_statements_are_not_changed; update own_statements set digest = zeroblob(32)".to_owned(),
        ),
        (&["chain"], "drop trigger own_statements_are_not_changed; update own_statements set sequence = 2".to_owned()),
        (&["record"], "update own_chains set wrapped_key = x'00'".to_owned()),
        (
            &["record"],
            "drop trigger own_seals_are_not_changed; update own_sealed set bytes = zeroblob(9000)".to_owned(),
        ),
        (&["log-entry"], "delete from tlog_waiting where id in (select statement_id from own_sealed)".to_owned()),
        (&["seal"], "update deliveries set sealed_length = sealed_length + 1".to_owned()),
        (&["record"], format!("delete from records where delivery_id = {delivery}")),
        (&["record"], format!("update keys set record_key = x'00' where delivery_id = {delivery}")),
        (&["key"], format!("delete from keys where delivery_id = {delivery}")),
        (&["notice"], "update notices set bytes = x'00'".to_owned()),
        (&["acknowledgement"], "update acknowledgements set bytes = x'00'".to_owned()),
        (&["content"], "update contents set bytes = zeroblob(length(bytes)) where bytes is not null".to_owned()),
        (&["content"], "delete from contents where bytes is not null".to_owned()),
        (&["bundle"], "update exports set bytes = zeroblob(length(bytes)) where bytes is not null".to_owned()),
        (
            &["log-entry", "log-file", "log-checkpoint"],
            "drop trigger tlog_entries_are_not_changed; \
            update tlog_entries set entry = zeroblob(32) where number = 0"
                .to_owned(),
        ),
        (
            &["log-entry", "log-index"],
            "drop trigger tlog_entries_are_not_deleted; delete from tlog_entries where number = 1".to_owned(),
        ),
        (
            &["log-index"],
            "drop trigger tlog_entries_are_not_deleted; \
            delete from tlog_entries where number = (select max(number) from tlog_entries)"
                .to_owned(),
        ),
        (
            &["log-checkpoint"],
            "drop trigger tlog_checkpoints_are_not_changed; update tlog_checkpoints set note = x'00'".to_owned(),
        ),
        (
            &["log-checkpoint"],
            "drop trigger tlog_checkpoints_are_not_changed; update tlog_checkpoints set root = zeroblob(32)".to_owned(),
        ),
    ] {
        let copy = tempfile::tempdir().unwrap();
        copied(whole, copy.path());
        sql(copy.path(), &text).await;
        is_named(copy.path(), names, &text);
    }
}

#[track_caller]
fn is_named(data: &Path, names: &[&str], what: &str) {
    let (code, said) = fsck(data);
    for name in names {
        assert!(code == 1 && has(&said, name), "{name} after {what}: {said:#}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_damaged_missing_or_spare_have_their_names() {
    let house = lived().await.closed().await;
    let whole = house.folder.path().to_owned();
    let listed =
        recepis::store::destroyed::Destroyed::parse(&fs::read_to_string(whole.join("destroyed")).unwrap()).unwrap();
    assert_eq!(listed.len(), 1, "the erased one");
    let damaged = |names: &[&str], damage: &dyn Fn(&Path)| {
        let copy = tempfile::tempdir().unwrap();
        copied(&whole, copy.path());
        damage(copy.path());
        is_named(copy.path(), names, &format!("{names:?}"));
    };
    let tile = |data: &Path| {
        let partial = fs::read_dir(data.join("log/tile/0/000.p")).unwrap().map(|found| found.unwrap().path());
        let shown = fs::read_to_string(data.join("log/checkpoint")).unwrap();
        partial.into_iter().find(|path| shown.lines().nth(1) == path.file_name().unwrap().to_str()).unwrap()
    };
    damaged(&["content"], &|data| flip(&large(data)));
    damaged(&["content", "file-missing"], &|data| fs::remove_file(large(data)).unwrap());
    damaged(&["file-unnamed"], &|data| put(&data.join("content/unfinished-1"), b"half"));
    damaged(&["log-file"], &|data| flip(&tile(data)));
    damaged(&["log-file"], &|data| fs::remove_file(tile(data)).unwrap());
    damaged(&["log-file"], &|data| fs::remove_dir_all(data.join("log/tile/entries")).unwrap());
    damaged(&["log-checkpoint"], &|data| put(&data.join("log/checkpoint"), b"nothing\n"));
    damaged(&["destroyed-key"], &|data| {
        let other = fs::read_dir(data.join("content")).unwrap().count();
        assert!(other > 0);
        let text = fs::read_to_string(data.join("destroyed")).unwrap();
        put(&data.join("destroyed"), format!("{text}nonsense that is no line of it at all\n").as_bytes());
    });
    // The anchors of another service: no seal and no checkpoint stands under them.
    let other = House::new().await;
    damaged(&["seal", "bundle", "log-checkpoint"], &|data| trusted(&other, data));
    // A page of the database.
    let copy = tempfile::tempdir().unwrap();
    copied(&whole, copy.path());
    let path = copy.path().join("recepis.db");
    let mut octets = fs::read(&path).unwrap();
    let middle = octets.len() / 2 / 4096 * 4096;
    octets[middle..middle + 4096].fill(0x55);
    put(&path, &octets);
    let (code, said) = fsck(copy.path());
    assert!(code == 1 || code == 2, "{said:#}");
    // Files of the log that are not there at all are made again.
    let copy = tempfile::tempdir().unwrap();
    copied(&whole, copy.path());
    fs::remove_dir_all(copy.path().join("log")).unwrap();
    let (code, said) = fsck(copy.path());
    assert!(code == 0 && said["notes"][0].as_str().unwrap().contains("makes them from the rows"), "{said:#}");
}

async fn sql_on(url: &str, text: &str) {
    let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(&mut connection).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn records_on_a_server_are_checked_as_those_in_the_directory_are() {
    server::on_fresh_database("fsck", async |url| {
        let house = lived_in(House::on(&url).await).await;
        let (code, said) = fsck_on(&url, house.folder.path());
        assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("in use by process"), "{said:#}");
        let apart = tempfile::tempdir().unwrap();
        copied(house.folder.path(), apart.path());
        let (code, said) = fsck_on(&url, apart.path());
        assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("a node of recepis runs"), "{said:#}");
        let house = house.closed().await;
        let data = house.folder.path();
        let before = listing(data);
        let (code, said) = fsck(data);
        assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("give --database"), "{said:#}");
        let (code, said) = fsck_on(&url, data);
        assert_eq!((code, &said["result"]), (0, &Value::from("sound")), "{said:#}");
        let checked = &said["checked"];
        assert_eq!(
            (&checked["deliveries"], &checked["erased"], &checked["contents"]),
            (&4.into(), &1.into(), &2.into())
        );
        for many in ["seals", "statements", "bundles", "log_entries", "checkpoints"] {
            assert!(checked[many].as_u64().unwrap() >= 4, "{many}: {said:#}");
        }
        assert_eq!(listing(data), before, "nothing is written");
        fs::remove_file(large(data)).unwrap();
        let said = fsck_on(&url, data);
        assert!(said.0 == 1 && has(&said.1, "file-missing") && has(&said.1, "content"), "{:#}", said.1);
        copied(apart.path(), data);
        let disabled = |table: &str, change: &str| {
            format!("alter table {table} disable trigger all; {change}; alter table {table} enable trigger all")
        };
        // Each damage stands on top of those before it.
        for (name, change) in [
            ("notice", "update notices set bytes = '\\x00'".to_owned()),
            ("acknowledgement", "update acknowledgements set bytes = '\\x00'".to_owned()),
            ("chain", "update deliveries set chain_digest = decode(repeat('00', 32), 'hex')".to_owned()),
            ("seal", "update deliveries set sealed_length = sealed_length + 1".to_owned()),
            ("content", "update contents set bytes = '\\x00' where bytes is not null".to_owned()),
            ("bundle", "update exports set bytes = '\\x00' where bytes is not null".to_owned()),
            (
                "log-entry",
                disabled(
                    "tlog_entries",
                    "update tlog_entries set entry = decode(repeat('00', 32), 'hex') where number = 0",
                ),
            ),
            ("log-checkpoint", disabled("tlog_checkpoints", "update tlog_checkpoints set note = '\\x00'")),
            ("log-index", disabled("tlog_entries", "delete from tlog_entries where number = 1")),
            ("statement", disabled("statements", "update statements set digest = decode(repeat('00', 32), 'hex')")),
        ] {
            assert!(!has(&fsck_on(&url, data).1, name) || name == "log-checkpoint", "{name} before {change}");
            sql_on(&url, &change).await;
            let (code, said) = fsck_on(&url, data);
            assert!(code == 1 && has(&said, name), "{name} after {change}: {said:#}");
        }
        // The directory of another database, and a database that is none of ours.
        let other = House::new().await.closed().await;
        let (code, said) = fsck_on(&url, other.folder.path());
        assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("another database"), "{said:#}");
        sql_on(&url, "drop table settings cascade").await;
        let (code, said) = fsck_on(&url, data);
        assert!(code == 2 && said["unfinished"][0].as_str().unwrap().contains("another database"), "{said:#}");
    })
    .await;
}

fn has(said: &Value, name: &str) -> bool {
    said["damage"].as_array().unwrap().iter().any(|damage| damage["name"] == name)
}
