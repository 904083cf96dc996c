//! A server's database opened to be looked at: nothing in it can be written here, and no node may run on it meanwhile.

use std::time::Duration;

use sqlx::postgres::PgPoolOptions;
use sqlx::{PgConnection, PgPool};

use super::address::Address;
use super::news;
use crate::store::Error;

/// Connections that read.
const READERS: u32 = 2;
/// What each of them is told. A look at a long log takes its time.
const ONLY_LOOKING: &str = "set default_transaction_read_only = on; set statement_timeout = 0";
/// How often other nodes are looked for, and how long between.
const LOOKS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Connections that read, and one that keeps every node away as long as it lives.
pub(in crate::store) async fn look(url: &str) -> Result<(PgPool, PgConnection), Error> {
    let address = Address::read(url)?;
    let mut first = address.first().await?;
    let mut looks = 1;
    // A node that was just stopped lives until the server sees its connection end.
    while !news::alone(&mut first).await.map_err(|error| address.refused(error))? {
        if looks >= LOOKS {
            return Err(Error::Nodes);
        }
        looks += 1;
        tokio::time::sleep(PAUSE).await;
    }
    let options = PgPoolOptions::new().max_connections(READERS).after_connect(|connection, _| {
        Box::pin(async move { sqlx::raw_sql(ONLY_LOOKING).execute(connection).await.map(drop) })
    });
    Ok((options.connect_lazy_with(address.options()), first))
}
