//! The tables and whose they are: migrations, the key file that belongs to them, the data directory that belongs to them.
//!
//! Crash: a migration is one transaction. The key file is made before the database remembers it, so a crash between leaves
//! a key file that is remembered at the next open. A data directory takes the name of its database before it holds anything.

use std::collections::{BTreeSet, HashSet};

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

use super::folder::Folder;
use super::keys::{Entropy, Ring};
use super::sql::{Connection, Reads, query};
use super::{Cause, Error, destroyed};

/// The migrations, in order; never edited after landing. One number, one reason, one text per database.
const MIGRATIONS: [(i64, &str, &str, &str); 20] = [
    (
        1,
        "the house of records",
        include_str!("../../migrations/sqlite/0001_the_house_of_records.sql"),
        include_str!("../../migrations/postgres/0001_the_house_of_records.sql"),
    ),
    (
        2,
        "jobs are claimed by kind",
        include_str!("../../migrations/sqlite/0002_jobs_are_claimed_by_kind.sql"),
        include_str!("../../migrations/postgres/0002_jobs_are_claimed_by_kind.sql"),
    ),
    (
        3,
        "a repeated notice keeps its number",
        include_str!("../../migrations/sqlite/0003_a_repeated_notice_keeps_its_number.sql"),
        include_str!("../../migrations/postgres/0003_a_repeated_notice_keeps_its_number.sql"),
    ),
    (
        4,
        "the transparency log",
        include_str!("../../migrations/sqlite/0004_the_transparency_log.sql"),
        include_str!("../../migrations/postgres/0004_the_transparency_log.sql"),
    ),
    (
        5,
        "what each witness cosigned last",
        include_str!("../../migrations/sqlite/0005_what_each_witness_cosigned_last.sql"),
        include_str!("../../migrations/postgres/0005_what_each_witness_cosigned_last.sql"),
    ),
    (
        6,
        "the log holds back by the hour",
        include_str!("../../migrations/sqlite/0006_the_log_holds_back_by_the_hour.sql"),
        include_str!("../../migrations/postgres/0006_the_log_holds_back_by_the_hour.sql"),
    ),
    (
        7,
        "what program ran",
        include_str!("../../migrations/sqlite/0007_what_program_ran.sql"),
        include_str!("../../migrations/postgres/0007_what_program_ran.sql"),
    ),
    (
        8,
        "what the service opened by itself",
        include_str!("../../migrations/sqlite/0008_what_the_service_opened_by_itself.sql"),
        include_str!("../../migrations/postgres/0008_what_the_service_opened_by_itself.sql"),
    ),
    (
        9,
        "what people answer by mail",
        include_str!("../../migrations/sqlite/0009_what_people_answer_by_mail.sql"),
        include_str!("../../migrations/postgres/0009_what_people_answer_by_mail.sql"),
    ),
    (
        10,
        "when something did not work",
        include_str!("../../migrations/sqlite/0010_when_something_did_not_work.sql"),
        include_str!("../../migrations/postgres/0010_when_something_did_not_work.sql"),
    ),
    (
        12,
        "accounts are found by more than a name",
        include_str!("../../migrations/sqlite/0012_accounts_are_found_by_more_than_a_name.sql"),
        include_str!("../../migrations/postgres/0012_accounts_are_found_by_more_than_a_name.sql"),
    ),
    (
        13,
        "what concerns one address alone",
        include_str!("../../migrations/sqlite/0013_what_concerns_one_address_alone.sql"),
        include_str!("../../migrations/postgres/0013_what_concerns_one_address_alone.sql"),
    ),
    (
        14,
        "what a code proves",
        include_str!("../../migrations/sqlite/0014_what_a_code_proves.sql"),
        include_str!("../../migrations/postgres/0014_what_a_code_proves.sql"),
    ),
    (
        15,
        "reminders are notices, too",
        include_str!("../../migrations/sqlite/0015_reminders_are_notices_too.sql"),
        include_str!("../../migrations/postgres/0015_reminders_are_notices_too.sql"),
    ),
    (
        18,
        "references and reports of abuse",
        include_str!("../../migrations/sqlite/0018_references_and_reports_of_abuse.sql"),
        include_str!("../../migrations/postgres/0018_references_and_reports_of_abuse.sql"),
    ),
    (
        19,
        "what an addressee asked for",
        include_str!("../../migrations/sqlite/0019_what_an_addressee_asked_for.sql"),
        include_str!("../../migrations/postgres/0019_what_an_addressee_asked_for.sql"),
    ),
    (
        20,
        "who others vouch for",
        include_str!("../../migrations/sqlite/0020_who_others_vouch_for.sql"),
        include_str!("../../migrations/postgres/0020_who_others_vouch_for.sql"),
    ),
    (
        22,
        "mandates are found by number",
        include_str!("../../migrations/sqlite/0022_mandates_are_found_by_number.sql"),
        include_str!("../../migrations/postgres/0022_mandates_are_found_by_number.sql"),
    ),
    (
        23,
        "the archive is renewed",
        include_str!("../../migrations/sqlite/0023_the_archive_is_renewed.sql"),
        include_str!("../../migrations/postgres/0023_the_archive_is_renewed.sql"),
    ),
    (
        24,
        "evidence has an extract",
        include_str!("../../migrations/sqlite/0024_evidence_has_an_extract.sql"),
        include_str!("../../migrations/postgres/0024_evidence_has_an_extract.sql"),
    ),
];

/// Brings the tables up to date. On a server nodes that open at the same time wait for each other.
pub(super) async fn migrate(connection: Connection<'_>) -> Result<(), MigrateError> {
    let migrations = MIGRATIONS.map(|(number, why, sqlite, postgres)| {
        let sql = if matches!(connection, Connection::Sqlite(_)) { sqlite } else { postgres };
        Migration::new(number, why.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    let migrator = Migrator::with_migrations(migrations.into());
    match connection {
        Connection::Sqlite(connection) => migrator.run(connection).await,
        Connection::Postgres(connection) => migrator.run(connection).await,
    }
}

/// Why the tables cannot be brought up to date.
pub(super) fn refusal(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(number)
        | MigrateError::VersionMismatch(number)
        | MigrateError::VersionTooNew(number, _)
        | MigrateError::Dirty(number) => Error::Schema { number },
        other => Error::Broken(Cause::new(other)),
    }
}

/// Recognises key file and data directory, or joins them to a database that is new; destroys again the keys that came back
/// with older files, and removes files that no row names.
pub(super) async fn settle(mut connection: Connection<'_>, folder: &Folder, entropy: &Entropy) -> Result<Ring, Error> {
    let known = setting(connection.again(), "key file").await?.is_some();
    let ring = folder.keys(entropy, known)?;
    if remember(connection.again(), "key file", &ring.fingerprint()).await? != ring.fingerprint() {
        return Err(Error::KeyFile(folder.key_file()));
    }
    let mut name = [0; 16];
    entropy(&mut name);
    let name = remember(connection.again(), "database", &name).await?;
    folder.belongs_to(&name, known)?;
    destroyed::reconcile(&mut connection, folder.root()).await?;
    sweep(connection, folder).await?;
    Ok(ring)
}

/// Removes the files that no row names. A process that died may have sent a COMMIT that its server is still at: files are
/// judged when nothing is being written, and only where there are any to remove.
async fn sweep(mut connection: Connection<'_>, folder: &Folder) -> Result<(), Error> {
    if folder.unnamed(&named_files(connection.again()).await?)?.is_empty() {
        return Ok(());
    }
    if let Connection::Postgres(connection) = &mut connection {
        let lock = "begin; set local lock_timeout = '60s'; lock table contents, exports in share mode";
        sqlx::raw_sql(lock).execute(&mut **connection).await.map_err(Error::from_sql)?;
    }
    folder.remove(&folder.unnamed(&named_files(connection.again()).await?)?)?;
    if let Connection::Postgres(connection) = connection {
        sqlx::raw_sql("commit").execute(connection).await.map_err(Error::from_sql)?;
    }
    Ok(())
}

/// The keys of a directory that is only looked at, whose tables and key file must be those that they were.
pub(super) async fn recognise(reads: &Reads, folder: &Folder) -> Result<Ring, Error> {
    if let Reads::Postgres(_) = reads {
        // A database that never was ours has no such tables, and asking for them says less.
        let row = query("select cast(to_regclass('settings') as text), cast(to_regclass('_sqlx_migrations') as text)");
        let row = row.one(reads).await?;
        for column in 0..2 {
            let table: Option<String> = row.try_get(column).map_err(Error::from_sql)?;
            table.ok_or_else(|| Error::OtherDatabase(folder.root().to_owned()))?;
        }
        let name = query("select value from settings where name = $1").bind("database").one(reads).await?;
        folder.is_of(name.try_get(0).map_err(Error::from_sql)?)?;
    }
    let rows = query("select version from _sqlx_migrations where success").all(reads).await?;
    let mut missing: BTreeSet<i64> = MIGRATIONS.iter().map(|(number, ..)| *number).collect();
    for row in &rows {
        let number: i64 = row.try_get(0).map_err(Error::from_sql)?;
        if !missing.remove(&number) {
            return Err(Error::Schema { number });
        }
    }
    if !missing.is_empty() {
        return Err(Error::Outdated);
    }
    let ring = folder.read_keys()?;
    let kept = query("select value from settings where name = $1").bind("key file").maybe(reads).await?;
    let kept: Option<Vec<u8>> = kept.map(|row| row.try_get(0).map_err(Error::from_sql)).transpose()?;
    if kept.is_some_and(|kept| kept == ring.fingerprint()) { Ok(ring) } else { Err(Error::KeyFile(folder.key_file())) }
}

async fn setting(connection: Connection<'_>, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let rows = query("select value from settings where name = $1").bind(name).rows(connection).await;
    let rows = rows.map_err(Error::from_sql)?;
    rows.first().map(|row| row.try_get(0).map_err(Error::from_sql)).transpose()
}

/// What stands there, put there where nothing did.
async fn remember(mut connection: Connection<'_>, name: &str, value: &[u8]) -> Result<Vec<u8>, Error> {
    query("insert into settings (name, value) values ($1, $2) on conflict (name) do nothing")
        .bind(name)
        .bind(value)
        .run(connection.again())
        .await
        .map_err(Error::from_sql)?;
    setting(connection, name).await?.ok_or_else(|| Error::damaged("a setting"))
}

const NAMED: &str =
    "select file from contents where file is not null union select file from exports where file is not null";

/// The same, outside any transaction.
pub(super) async fn named(reads: &Reads) -> Result<HashSet<String>, Error> {
    query(NAMED).all(reads).await?.iter().map(|row| row.try_get(0).map_err(Error::from_sql)).collect()
}

/// The files of the content folder that rows name.
pub(super) async fn named_files(connection: Connection<'_>) -> Result<HashSet<String>, Error> {
    let rows = query(NAMED).rows(connection).await.map_err(Error::from_sql)?;
    rows.iter().map(|row| row.try_get(0).map_err(Error::from_sql)).collect()
}
