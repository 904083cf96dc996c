//! The archive under time-stamps (RFC 4998): which bundles there are, where each stands in a hash tree, and which later time-stamp covers an
//! earlier one. Digests and tokens only, nothing personal.
//!
//! Crash: a time-stamp is there before any bundle is put under it, and a bundle's row is written whole: it waits, or it has time-stamp and path.

use super::reads::{at, get, octets, small};
use super::sql::{Row, query};
use super::work::Form;
use super::{Error, Store};
use crate::crypto::Digest;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;

/// A bundle as it is kept: another one of the same length was made at another moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Archived {
    /// The delivery.
    pub delivery: DeliveryId,
    /// The length of its chain.
    pub length: u32,
    /// When the bundle was made.
    pub made: Moment,
}

/// Where a bundle stands in a hash tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The bundle.
    pub bundle: Archived,
    /// The chain of its evidence record, from 1.
    pub chain: u32,
    /// By which algorithm.
    pub digest: Digest,
    /// The digests of its files.
    pub hashes: Vec<Vec<u8>>,
    /// The last time-stamp of the chain before.
    pub before: Option<u64>,
    /// The time-stamp and what stands beside it on the way to the root; nothing while it waits.
    pub under: Option<(u64, Vec<Vec<u8>>)>,
}

/// A time-stamp over a hash tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its number, from 1.
    pub id: u64,
    /// The algorithm of its tree.
    pub digest: Digest,
    /// The token, DER.
    pub token: Vec<u8>,
    /// When it was kept.
    pub made: Moment,
}

/// That a time-stamp covers an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StampLink {
    /// The earlier one.
    pub stamp: u64,
    /// The later one.
    pub next: u64,
    /// What stands beside the earlier one on the way to the root.
    pub path: Vec<Vec<u8>>,
}

impl Store {
    /// How many bundles are kept.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy, `Broken` where what is kept was damaged. So for every read below.
    pub async fn archived_count(&self) -> Result<u64, Error> {
        let row = query("select count(*) from exports where form = $1").bind(Form::Evidence.number());
        super::reads::large(&row.one(self.inner.reads()).await?, 0)
    }

    /// The next `most` bundles behind this one, in order.
    pub async fn archived_after(&self, after: Option<Archived>, most: u32) -> Result<Vec<Archived>, Error> {
        let rows = query(
            "select delivery_id, length, made_at from exports where form = $1 \
             and (delivery_id > $2 or (delivery_id = $2 and length > $3)) order by delivery_id, length limit $4 + 0",
        )
        .bind(Form::Evidence.number())
        .bind(after.map_or([0; 16], |after| *after.delivery.octets()).as_slice())
        .bind(after.map_or(0, |after| i64::from(after.length)))
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| archived(row, 0)).collect()
    }

    /// When the bundle of this length was made, where it is kept.
    pub async fn archived(&self, delivery: &DeliveryId, length: u32) -> Result<Option<Archived>, Error> {
        let row = query(
            "select delivery_id, length, made_at from exports where form = $1 and delivery_id = $2 and length = $3",
        )
        .bind(Form::Evidence.number())
        .bind(delivery.octets().as_slice())
        .bind(i64::from(length))
        .maybe(self.inner.reads())
        .await?;
        row.map(|row| archived(&row, 0)).transpose()
    }

    /// Where a bundle stands, chain by chain.
    pub async fn leaves(&self, bundle: Archived) -> Result<Vec<Leaf>, Error> {
        let rows = query(
            "select delivery_id, length, made_at, chain, digest, hashes, before_id, stamp_id, path from archive_leaves \
             where delivery_id = $1 and length = $2 and made_at = $3 order by chain",
        )
        .bind(bundle.delivery.octets().as_slice())
        .bind(i64::from(bundle.length))
        .bind(bundle.made.micros())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(leaf).collect()
    }

    /// The next `most` bundles behind this one that wait for a time-stamp by this algorithm.
    pub async fn waiting_leaves(
        &self,
        digest: Digest,
        after: Option<(Archived, u32)>,
        most: u32,
    ) -> Result<Vec<Leaf>, Error> {
        let (delivery, length, made, chain) = after.map_or(([0; 16], 0, 0, 0), |(bundle, chain)| {
            (*bundle.delivery.octets(), i64::from(bundle.length), bundle.made.micros(), i64::from(chain))
        });
        let rows = query(
            "select delivery_id, length, made_at, chain, digest, hashes, before_id, stamp_id, path from archive_leaves \
             where stamp_id is null and digest = $1 and (delivery_id > $2 or (delivery_id = $2 and (length > $3 or \
             (length = $3 and (made_at > $4 or (made_at = $4 and chain > $5)))))) \
             order by delivery_id, length, made_at, chain limit $6 + 0",
        )
        .bind(digest.name())
        .bind(delivery.as_slice())
        .bind(length)
        .bind(made)
        .bind(chain)
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(leaf).collect()
    }

    /// All time-stamps over the archive, and which covers which.
    pub async fn archive_stamps(&self) -> Result<(Vec<Stamp>, Vec<StampLink>), Error> {
        let stamps = query("select id, digest, token, made_at from archive_stamps order by id");
        let links = query(
            "select l.stamp_id, l.next_id, l.path, s.digest from archive_links l \
             join archive_stamps s on s.id = l.next_id order by l.stamp_id",
        );
        let stamp = |row: &Row| {
            Ok(Stamp { id: number(get(row, 0)?)?, digest: digest(row, 1)?, token: get(row, 2)?, made: at(row, 3)? })
        };
        let link = |row: &Row| {
            let path = hashes(get(row, 2)?, digest(row, 3)?)?;
            Ok(StampLink { stamp: number(get(row, 0)?)?, next: number(get(row, 1)?)?, path })
        };
        let reads = self.inner.reads();
        let stamps = stamps.all(reads).await?.iter().map(stamp).collect::<Result<_, Error>>()?;
        Ok((stamps, links.all(reads).await?.iter().map(link).collect::<Result<_, Error>>()?))
    }

    /// The time-stamps under which the newest chain of a bundle begins.
    pub async fn stamps_in_use(&self) -> Result<Vec<u64>, Error> {
        let rows = query(
            "select distinct l.stamp_id from archive_leaves l where l.stamp_id is not null and not exists \
             (select 1 from archive_leaves n where n.delivery_id = l.delivery_id and n.length = l.length \
             and n.made_at = l.made_at and n.chain = l.chain + 1 and n.stamp_id is not null) order by l.stamp_id",
        );
        rows.all(self.inner.reads()).await?.iter().map(|row| number(get(row, 0)?)).collect()
    }
}

fn archived(row: &Row, from: usize) -> Result<Archived, Error> {
    let delivery = DeliveryId::from_octets(octets(row, from)?);
    Ok(Archived { delivery, length: small(row, from + 1)?, made: at(row, from + 2)? })
}

fn leaf(row: &Row) -> Result<Leaf, Error> {
    let digest = digest(row, 4)?;
    let under = match (get::<Option<i64>>(row, 7)?, get::<Option<&[u8]>>(row, 8)?) {
        (Some(stamp), Some(path)) => Some((number(stamp)?, hashes(path, digest)?)),
        _ => None,
    };
    Ok(Leaf {
        bundle: archived(row, 0)?,
        chain: small(row, 3)?,
        digest,
        hashes: hashes(get(row, 5)?, digest)?,
        before: get::<Option<i64>>(row, 6)?.map(number).transpose()?,
        under,
    })
}

fn number(number: i64) -> Result<u64, Error> {
    u64::try_from(number).map_err(|_| Error::damaged("a number in the archive"))
}

fn digest(row: &Row, column: usize) -> Result<Digest, Error> {
    let name: &str = get(row, column)?;
    let found = Digest::ALL.into_iter().find(|digest| digest.name() == name);
    found.ok_or_else(|| Error::damaged("a digest algorithm in the archive"))
}

fn hashes(octets: &[u8], digest: Digest) -> Result<Vec<Vec<u8>>, Error> {
    let hashes = octets.chunks_exact(digest.of(b"").len());
    if hashes.remainder().is_empty() {
        Ok(hashes.map(<[u8]>::to_vec).collect())
    } else {
        Err(Error::damaged("digests in the archive"))
    }
}
