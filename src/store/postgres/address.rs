//! Reaching a server: reads the address, connects, and checks that what is committed there is on disk. What stands in the
//! way is said in the operator's words; the password is never part of it.

use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions as _, PgConnection, PgPool, Row as _};

use super::super::{Cause, Error, schema};

/// The first version that this program is tried with.
const OLDEST: i64 = 13;
/// How long a unit or a read waits for a connection.
const ACQUIRE: Duration = Duration::from_secs(5);
/// What each connection is told: a transaction whose client fell silent ends, so that its locks do; no wait is for ever.
const LIMITS: &str =
    "set idle_in_transaction_session_timeout = '10s'; set lock_timeout = '15s'; set statement_timeout = '30s'";

/// Why a server's database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The address is none.
    #[error("its address cannot be read; write postgres://NAME@HOST/DATABASE")]
    Address,
    /// Nobody answers.
    #[error("no server answers there; is it running, and does it listen on this address?")]
    Unreachable(#[source] Cause),
    /// The server does not let us in.
    #[error(
        "the server does not let {role} in: the password is wrong, the role is unknown, or pg_hba.conf does not allow it"
    )]
    Login {
        /// As whom.
        role: String,
        /// What the server says.
        #[source]
        cause: Cause,
    },
    /// The server has no such database.
    #[error("the server has no database of this name; make it with: createdb {database}")]
    NoDatabase {
        /// Its name.
        database: String,
    },
    /// The role may not make tables.
    #[error("{role} may not make tables there; let it own the database")]
    Rights {
        /// Who.
        role: String,
        /// What the server says.
        #[source]
        cause: Cause,
    },
    /// The server is older than what this program is tried with.
    #[error("the server is version {0}; version {OLDEST} or later is needed")]
    TooOld(i64),
    /// What is committed there may be lost.
    #[error("{setting} is {value} on this server; nothing is answered before it is on disk, so it must be {needed}")]
    Setting {
        /// Which setting.
        setting: &'static str,
        /// What it is.
        value: String,
        /// What it must be.
        needed: &'static str,
    },
}

/// Where a database is.
#[derive(Clone)]
pub(super) struct Address {
    options: PgConnectOptions,
}

impl Address {
    pub(super) fn read(url: &str) -> Result<Self, Error> {
        let refused = || Error::Server { address: "that was named".to_owned(), why: Refusal::Address };
        if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(refused());
        }
        let options: PgConnectOptions = url.parse().map_err(|_| refused())?;
        let options = options.application_name("recepis").statement_cache_capacity(512).disable_statement_logging();
        Ok(Self { options })
    }

    /// A first connection, checked, without the limits: bringing tables up to date may take its time.
    pub(super) async fn first(&self) -> Result<PgConnection, Error> {
        let mut connection = self.options.connect().await.map_err(|error| self.refused(error))?;
        check(&mut connection).await.map_err(|error| self.refused(error))?.map_err(|why| self.server(why))?;
        Ok(connection)
    }

    /// How it is reached.
    pub(super) fn options(&self) -> PgConnectOptions {
        self.options.clone()
    }

    /// A pool whose every connection is checked when it is made.
    pub(super) fn pool(&self, most: u32) -> PgPool {
        let options = PgPoolOptions::new().max_connections(most).acquire_timeout(ACQUIRE);
        let options = options.after_connect(|connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(LIMITS).execute(&mut *connection).await?;
                check(connection).await?.map_err(|why| sqlx::Error::Configuration(Box::new(why)))
            })
        });
        options.connect_lazy_with(self.options.clone())
    }

    /// An error of this database, with the database's name where the operator can do something about it.
    pub(super) fn refused(&self, error: sqlx::Error) -> Error {
        let role = self.options.get_username().to_owned();
        let Some(database) = error.as_database_error() else {
            return match error {
                sqlx::Error::Io(_) | sqlx::Error::Tls(_) => self.server(Refusal::Unreachable(Cause::new(error))),
                other => Error::from_sql(other),
            };
        };
        match database.code().as_deref() {
            Some("28P01" | "28000") => self.server(Refusal::Login { role, cause: Cause::new(error) }),
            Some("3D000") => {
                let database = self.options.get_database().unwrap_or(&role).to_owned();
                self.server(Refusal::NoDatabase { database })
            }
            Some("42501") => self.server(Refusal::Rights { role, cause: Cause::new(error) }),
            Some("57P03") => self.server(Refusal::Unreachable(Cause::new(error))),
            _ => Error::from_sql(error),
        }
    }

    /// Why the tables could not be brought up to date.
    pub(super) fn unsettled(&self, error: MigrateError) -> Error {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => self.refused(error),
            other => schema::refusal(other),
        }
    }

    fn server(&self, why: Refusal) -> Error {
        let options = &self.options;
        let role = options.get_username();
        let place = options.get_socket().map_or_else(
            || format!("{}:{}", options.get_host(), options.get_port()),
            |socket| socket.display().to_string(),
        );
        let address = format!("{} at {place}", options.get_database().unwrap_or(role));
        Error::Server { address, why }
    }
}

/// Whether this connection's server keeps what it commits.
async fn check(connection: &mut PgConnection) -> Result<Result<(), Refusal>, sqlx::Error> {
    let row = sqlx::raw_sql(
        "select current_setting('server_version_num'), current_setting('synchronous_commit'), \
         coalesce(current_setting('fsync', true), 'on')",
    )
    .fetch_one(connection)
    .await?;
    Ok(judge(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))
}

fn judge(version: &str, synchronous_commit: &str, fsync: &str) -> Result<(), Refusal> {
    let version = version.parse().unwrap_or(0) / 10_000;
    if version < OLDEST {
        return Err(Refusal::TooOld(version));
    }
    // The weaker ones answer before the disk, or before the standby that somebody asked for, has it.
    if !["on", "remote_apply"].contains(&synchronous_commit) {
        let value = synchronous_commit.to_owned();
        return Err(Refusal::Setting { setting: "synchronous_commit", value, needed: "on" });
    }
    if fsync != "on" {
        return Err(Refusal::Setting { setting: "fsync", value: fsync.to_owned(), needed: "on" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_too_old_or_forgets_what_it_commits_is_refused() {
        assert!(judge("150018", "on", "on").is_ok());
        assert!(judge("130000", "remote_apply", "on").is_ok());
        assert!(matches!(judge("120022", "on", "on"), Err(Refusal::TooOld(12))));
        assert!(matches!(judge("90624", "on", "on"), Err(Refusal::TooOld(9))));
        for weak in ["off", "local", "remote_write"] {
            assert!(matches!(judge("160000", weak, "on"), Err(Refusal::Setting { .. })), "{weak}");
        }
        assert!(matches!(judge("160000", "on", "off"), Err(Refusal::Setting { setting: "fsync", .. })));
    }

    #[test]
    fn an_address_of_something_else_is_refused_and_no_refusal_tells_the_password() {
        for wrong in ["", "recepis", "mysql://a@b/c", "postgres://a:b@[::/c"] {
            assert!(matches!(Address::read(wrong), Err(Error::Server { why: Refusal::Address, .. })), "{wrong}");
        }
        let address = Address::read("postgres://maria:geheim@db.example:6432/recepis").unwrap();
        let refused = address.server(Refusal::TooOld(9));
        let (said, debugged) = (refused.to_string(), format!("{refused:?}"));
        assert!(said.contains("recepis at db.example:6432"), "{said}");
        assert!(!said.contains("geheim") && !debugged.contains("geheim"));
    }
}
