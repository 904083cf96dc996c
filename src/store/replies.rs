//! Letters that came in answer to a notice: held for a while, then destroyed with their keys unless the addressee confirmed
//! them. What they say is opened for the addressee, and for the bundle once they confirmed it.

use super::Store;
use super::error::Error;
use super::keys::{Key, Place};
use super::prepare::reply_place;
use super::reads::{at, get, octets, open};
use super::seen::Seen;
use super::sql::{Row, query};
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;

/// A letter that is to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReply {
    /// Its digest.
    pub digest: Sha256,
    /// Its octets.
    pub letter: Vec<u8>,
    /// What was found out about it when it came in, as the caller writes it.
    pub facts: Vec<u8>,
    /// When it came in.
    pub came: Moment,
    /// From when it is no longer held.
    pub until: Moment,
}

/// A letter as it is kept, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its digest.
    pub digest: Sha256,
    /// What was found out about it when it came in.
    pub facts: Vec<u8>,
    /// When it came in.
    pub came: Moment,
    /// From when it is no longer held; `None` once the addressee confirmed it.
    pub until: Option<Moment>,
    /// Whether the addressee was told of it.
    pub answered: bool,
}

impl Store {
    /// The letters of a delivery that are held at `now` or were confirmed, in the order in which they came.
    ///
    /// # Errors
    /// As for every read.
    pub async fn replies(&self, seen: &Seen, now: Moment) -> Result<Vec<Reply>, Error> {
        let rows = query(
            "select r.digest, r.facts, r.came_at, r.until_at, r.answered, k.wrapped_key from replies r \
             join reply_keys k on k.delivery_id = r.delivery_id and k.digest = r.digest \
             where r.delivery_id = $1 and (r.until_at is null or r.until_at > $2) order by r.came_at, r.digest",
        )
        .bind(seen.id.octets().as_slice())
        .bind(now.micros())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| reply(seen, row)).collect()
    }

    /// How many letters of a delivery are held at `now`.
    ///
    /// # Errors
    /// As for every read.
    pub async fn held_replies(&self, seen: &Seen, now: Moment) -> Result<u32, Error> {
        let row = query("select count(*) from replies where delivery_id = $1 and until_at > $2")
            .bind(seen.id.octets().as_slice())
            .bind(now.micros())
            .one(self.inner.reads())
            .await?;
        Ok(u32::try_from(get::<i64>(&row, 0)?).unwrap_or(u32::MAX))
    }

    /// What a letter says, octet for octet; `None` where it is not kept at `now`.
    ///
    /// # Errors
    /// As for every read.
    pub async fn letter(&self, seen: &Seen, digest: &Sha256, now: Moment) -> Result<Option<Vec<u8>>, Error> {
        let row = query(
            "select r.bytes, k.wrapped_key from replies r \
             join reply_keys k on k.delivery_id = r.delivery_id and k.digest = r.digest \
             where r.delivery_id = $1 and r.digest = $2 and (r.until_at is null or r.until_at > $3)",
        )
        .bind(seen.id.octets().as_slice())
        .bind(digest.0.as_slice())
        .bind(now.micros())
        .maybe(self.inner.reads())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let place = reply_place(&seen.id, digest);
        let key = key(seen, &place, get(&row, 1)?)?;
        open(&key, &Place("replies.bytes", &place), get(&row, 0)?).map(Some)
    }
}

fn reply(seen: &Seen, row: &Row) -> Result<Reply, Error> {
    let digest = Sha256(octets(row, 0)?);
    let place = reply_place(&seen.id, &digest);
    let key = key(seen, &place, get(row, 5)?)?;
    let until: Option<i64> = get(row, 3)?;
    Ok(Reply {
        digest,
        facts: open(&key, &Place("replies.facts", &place), get(row, 1)?)?,
        came: at(row, 2)?,
        until: until.map(Moment::from_micros),
        answered: get::<i64>(row, 4)? == 1,
    })
}

fn key(seen: &Seen, place: &[u8], wrapped: &[u8]) -> Result<Key, Error> {
    let octets = open(&seen.record_key, &Place("reply_keys.wrapped_key", place), wrapped)?;
    Key::from_slice(&octets).ok_or_else(|| Error::damaged("a letter's key"))
}
