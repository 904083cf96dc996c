//! What concerns one address alone: a chain for each address, under a key of its own, found by the keyed hash of the address.
//! Two that state at once get the same number: the second is `Stale`, by the tables' own conditions.

use super::Store;
use super::error::Error;
use super::keys::{Key, Place};
use super::reads::{at, get, octets, open, small};
use super::sql::{Row, query};
use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::event::Event;
use crate::erds::evidence::Link;
use crate::erds::id::{ChainId, EvidenceId};
use crate::erds::moment::Moment;

/// The chain of one address, as read.
#[derive(Clone, Debug)]
pub struct OwnSeen {
    /// Its identifier; of a chain that nothing is stated in, the one that it would get.
    pub id: ChainId,
    /// What is stated, in order.
    pub statements: Vec<KeptOwn>,
    pub(super) index: [u8; 16],
    pub(super) key: Key,
}

/// A statement of such a chain, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOwn {
    /// The evidence it becomes.
    pub id: EvidenceId,
    /// What happened.
    pub event: Event,
    /// Its place in the chain, from 1.
    pub sequence: u32,
    /// The event time.
    pub time: Moment,
    /// SHA-256 of the canonical bytes.
    pub digest: Sha256,
    /// The canonical bytes.
    pub canonical: Vec<u8>,
    /// The sealed file, once there is one.
    pub sealed: Option<Vec<u8>>,
    /// When it was sealed.
    pub sealed_at: Option<Moment>,
}

impl OwnSeen {
    /// The place of the next statement.
    pub fn next(&self) -> Link {
        match self.statements.last() {
            None => Link::First,
            Some(last) => Link::Next { sequence: last.sequence.saturating_add(1), previous: last.digest },
        }
    }
}

impl Store {
    /// What tells the DNS record for standing instructions of this address from those of others. It is the same as long as the
    /// service has its keys, and nobody else can compute it.
    pub fn instruction_mark(&self, address: &Address) -> [u8; 16] {
        self.inner.ring.purpose("standing instruction", &[address.normalised().as_bytes()])
    }

    /// The chain of what concerns this address alone. Where there is none, an empty one with the identifier `fresh`, kept with its
    /// first statement.
    ///
    /// # Errors
    /// As for every read.
    pub async fn own_chain(&self, addressee: &Address, fresh: ChainId) -> Result<OwnSeen, Error> {
        let index = self.inner.ring.index("own_chains.addressee_index", &addressee.normalised());
        let row = query("select id, wrapped_key from own_chains where addressee_index = $1")
            .bind(index.as_slice())
            .maybe(self.inner.reads())
            .await?;
        let Some(row) = row else {
            return Ok(OwnSeen { id: fresh, statements: Vec::new(), index, key: Key::random(&self.inner.entropy) });
        };
        self.own_kept(ChainId::from_octets(octets(&row, 0)?), index, get(&row, 1)?).await
    }

    /// The next `most` such chains behind this one, in the order of their identifiers.
    pub async fn own_chains_after(&self, after: Option<ChainId>, most: u32) -> Result<Vec<ChainId>, Error> {
        let after: &[u8] = after.as_ref().map_or(&[], |id| id.octets());
        let rows = query("select id from own_chains where id > $1 order by id limit $2 + 0")
            .bind(after)
            .bind(i64::from(most))
            .all(self.inner.reads())
            .await?;
        rows.iter().map(|row| octets(row, 0).map(ChainId::from_octets)).collect()
    }

    /// The chain with this identifier, whosever it is; `None` where there is none.
    pub async fn own_chain_of(&self, id: ChainId) -> Result<Option<OwnSeen>, Error> {
        let row = query("select addressee_index, wrapped_key from own_chains where id = $1")
            .bind(id.octets().as_slice())
            .maybe(self.inner.reads())
            .await?;
        let Some(row) = row else { return Ok(None) };
        self.own_kept(id, octets(&row, 0)?, get(&row, 1)?).await.map(Some)
    }

    async fn own_kept(&self, id: ChainId, index: [u8; 16], wrapped: &[u8]) -> Result<OwnSeen, Error> {
        let place = Place("own_chains.wrapped_key", id.octets());
        let key = Key::from_slice(&open(&self.inner.ring.master, &place, wrapped)?);
        let key = key.ok_or_else(|| Error::damaged("a wrapped key"))?;
        let rows = query(
            "select s.id, s.event, s.sequence, s.stated_at, s.digest, s.bytes, e.bytes, e.sealed_at from own_statements s \
             left join own_sealed e on e.statement_id = s.id where s.chain_id = $1 order by s.sequence",
        )
        .bind(id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        let statements = rows.iter().map(|row| kept(&key, row)).collect::<Result<_, _>>()?;
        Ok(OwnSeen { id, statements, index, key })
    }
}

fn kept(key: &Key, row: &Row) -> Result<KeptOwn, Error> {
    let id: [u8; 16] = octets(row, 0)?;
    let event: &str = get(row, 1)?;
    let event = Event::ALL.into_iter().find(|known| known.name() == event);
    let sealed: Option<&[u8]> = get(row, 6)?;
    Ok(KeptOwn {
        id: EvidenceId::from_octets(id),
        event: event.ok_or_else(|| Error::damaged("an event's name"))?,
        sequence: small(row, 2)?,
        time: at(row, 3)?,
        digest: Sha256(octets(row, 4)?),
        canonical: open(key, &Place("own_statements.bytes", &id), get(row, 5)?)?,
        sealed_at: get::<Option<i64>>(row, 7)?.map(Moment::from_micros),
        sealed: sealed.map(|sealed| open(key, &Place("own_sealed.bytes", &id), sealed)).transpose()?,
    })
}
