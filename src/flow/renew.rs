//! Station "renew": the whole archive under one time-stamp (RFC 4998). Every bundle is a group of its frozen files; the time-stamp is over the
//! root of a hash tree, and each bundle's evidence record holds what leads there. Later time-stamps cover earlier ones, or, with a new digest,
//! all files once more. Nothing that was sealed is touched.
//!
//! Crash: bundles that were read wait as rows; a time-stamp is kept before any bundle is put under it, and each is put there whole. Whoever
//! begins again reads only what does not wait yet; those that wait get the next time-stamp.

use std::io::Cursor;
use std::time::Duration;

use crate::bundle::{Limits, open};
use crate::crypto::Digest;
use crate::erds::moment::Moment;
use crate::outside::tsa::Tsa;
use crate::seal::ers::{ArchiveTimeStamp, Chain, Hash, Record, Tree, group, object, reduce};
use crate::seal::tsp::{self, Imprint};
use crate::seal::x509::{Certificate, Crl};
use crate::store::{Archived, Content, Form, Leaf, Stamp, StampLink, Store, Work};

use super::{Fault, chain};

/// How many bundles are read, or put under a time-stamp, in one unit.
const PAGE: u32 = 256;
/// The most octets of revocation lists that travel with a time-stamp: every record holds them.
const LISTS: usize = 8 * 1024;

/// What renewing needs.
pub struct Desk<'a> {
    /// What is kept.
    pub store: &'a Store,
    /// Time-stamps.
    pub tsa: &'a dyn Tsa,
    /// The certificates above the time-stamping authority's.
    pub certificates: Vec<Certificate>,
    /// The revocation lists that are current.
    pub lists: Vec<Crl>,
    /// The time.
    pub now: Moment,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The digest of the hash tree; that of the last time-stamp where nothing is said. Bundles under another one are read anew.
    pub digest: Option<Digest>,
    /// Time-stamps whose authority's certificate ends within this span are covered by the new one.
    pub within: Duration,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Bundles looked at, of all.
    Read(u64, u64),
    /// Bundles put under the time-stamp, of those that waited.
    Placed(u64, u64),
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Bundles in the archive.
    pub bundles: u64,
    /// Those that were read.
    pub read: u64,
    /// Those that were put under the new time-stamp.
    pub protected: u64,
    /// Earlier time-stamps that it covers.
    pub renewed: u64,
    /// Earlier time-stamps that end soon, and that it would not have outlived.
    pub not_outlived: u64,
    /// Bundles that cannot be read, by delivery, with the reason.
    pub unreadable: Vec<(String, String)>,
    /// The time of the new time-stamp.
    pub stamped: Option<Moment>,
}

/// Renews the archive; does nothing where nothing is to be done.
///
/// # Errors
/// No time-stamp is to be had, or the store fails. What was read until then need not be read again.
pub async fn renew(desk: &Desk<'_>, wanted: Wanted, told: &mut (dyn FnMut(Progress) + Send)) -> Result<Outcome, Fault> {
    let book = Book::read(desk.store).await?;
    let digest = wanted.digest.or(book.stamps.last().map(|stamp| stamp.digest)).unwrap_or(Digest::Sha256);
    let mut outcome = Outcome::default();
    read(desk, &book, digest, &mut outcome, told).await?;
    place(desk, &book, digest, wanted.within, &mut outcome, told).await?;
    Ok(outcome)
}

/// The evidence record of a bundle, DER, with the digest of its first time-stamp; `None` while it has none.
///
/// # Errors
/// The store fails, or what it holds does not fit together.
pub async fn record(store: &Store, bundle: Archived) -> Result<Option<(Vec<u8>, Digest)>, Fault> {
    let leaves = store.leaves(bundle).await?;
    let Some(first) = leaves.iter().find(|leaf| leaf.under.is_some()).map(|leaf| leaf.digest) else { return Ok(None) };
    let record = Book::read(store).await?.record(&leaves).ok_or_else(torn)?;
    Ok(Some((record.to_der().map_err(|error| broken(&error))?, first)))
}

/// All time-stamps over the archive.
struct Book {
    stamps: Vec<Stamp>,
    links: Vec<StampLink>,
}

impl Book {
    async fn read(store: &Store) -> Result<Self, Fault> {
        let (stamps, links) = store.archive_stamps().await?;
        Ok(Self { stamps, links })
    }

    fn stamp(&self, id: u64) -> Option<&Stamp> {
        self.stamps.binary_search_by_key(&id, |stamp| stamp.id).ok().and_then(|place| self.stamps.get(place))
    }

    fn link(&self, from: u64) -> Option<&StampLink> {
        self.links.binary_search_by_key(&from, |link| link.stamp).ok().and_then(|place| self.links.get(place))
    }

    /// The last time-stamp of a chain that begins with this one.
    fn tail(&self, mut id: u64) -> u64 {
        // A link leads to a later number, so this ends.
        while let Some(link) = self.link(id).filter(|link| link.next > id) {
            id = link.next;
        }
        id
    }

    /// The record of a bundle with these leaves, as far as they have time-stamps.
    fn record(&self, leaves: &[Leaf]) -> Option<Record> {
        let placed: Vec<&Leaf> = leaves.iter().filter(|leaf| leaf.under.is_some()).collect();
        let mut chains = Vec::new();
        for (place, leaf) in placed.iter().enumerate() {
            let (first, path) = leaf.under.as_ref()?;
            let last = placed.get(place + 1).and_then(|next| next.before).unwrap_or_else(|| self.tail(*first));
            let token = self.stamp(*first)?.token.clone();
            let mut stamps = vec![ArchiveTimeStamp { lists: reduce(&leaf.hashes, path), token }];
            let mut at = *first;
            while at < last {
                let link = self.link(at)?;
                let own = leaf.digest.of(&self.stamp(at)?.token);
                let token = self.stamp(link.next)?.token.clone();
                stamps.push(ArchiveTimeStamp { lists: reduce(&[own], &link.path), token });
                at = link.next;
            }
            chains.push(Chain { digest: leaf.digest, stamps });
        }
        (!chains.is_empty()).then_some(Record { chains })
    }
}

/// Reads what is to be put under a time-stamp, and leaves it waiting.
async fn read(
    desk: &Desk<'_>,
    book: &Book,
    digest: Digest,
    outcome: &mut Outcome,
    told: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), Fault> {
    let count = desk.store.archived_count().await?;
    let mut after = None;
    loop {
        let page = desk.store.archived_after(after, PAGE).await?;
        let Some(last) = page.last().copied() else { return Ok(()) };
        after = Some(last);
        let mut hashing = Vec::new();
        for bundle in page {
            outcome.bundles += 1;
            let leaves = desk.store.leaves(bundle).await?;
            let Some(due) = due(book, &leaves, digest)? else { continue };
            let Some(content) = content(desk.store, bundle).await? else { continue };
            let previous = due.previous.clone();
            let hashed = tokio::task::spawn_blocking(move || hashes(&content, digest, previous.as_deref()));
            hashing.push((bundle, due, hashed));
        }
        let mut work = Work::new();
        for (bundle, due, hashed) in hashing {
            match hashed.await.map_err(|error| broken(&error))? {
                Ok(hashes) => {
                    outcome.read += 1;
                    let Due { chain, before, .. } = due;
                    work.archive_leaf(Leaf { bundle, chain, digest, hashes, before, under: None });
                }
                Err(why) => outcome.unreadable.push((bundle.delivery.to_string(), why)),
            }
        }
        if !work.is_empty() {
            desk.store.commit(work).await?;
        }
        told(Progress::Read(outcome.bundles, count));
    }
}

/// A chain that is to begin.
struct Due {
    chain: u32,
    /// The last time-stamp before it.
    before: Option<u64>,
    /// The digest of the chains before it.
    previous: Option<Hash>,
}

/// The chain that is to begin for a bundle with these leaves; `None` where it waits or stands under a time-stamp by this digest.
fn due(book: &Book, leaves: &[Leaf], digest: Digest) -> Result<Option<Due>, Fault> {
    if leaves.last().is_some_and(|last| last.digest == digest) {
        return Ok(None);
    }
    let placed: Vec<Leaf> = leaves.iter().filter(|leaf| leaf.under.is_some()).cloned().collect();
    let Some(last) = placed.last() else { return Ok(Some(Due { chain: 1, before: None, previous: None })) };
    let before = last.under.as_ref().map(|(first, _)| book.tail(*first));
    let record = book.record(&placed).ok_or_else(torn)?;
    let previous = record.sequence(record.chains.len(), digest).map_err(|error| broken(&error))?;
    Ok(Some(Due { chain: last.chain.saturating_add(1), before, previous: Some(previous) }))
}

/// The octets of a bundle; `None` where its keys were destroyed.
async fn content(store: &Store, bundle: Archived) -> Result<Option<Vec<u8>>, Fault> {
    let Some(seen) = store.delivery(&bundle.delivery).await? else { return Ok(None) };
    let Some(content) = store.bundle(&seen, bundle.length, Form::Evidence).await? else { return Ok(None) };
    let mut reader = Content::range(&content, 0, content.size());
    let mut octets = Vec::new();
    while let Some(piece) = reader.next().await? {
        octets.extend(piece);
    }
    Ok(Some(octets))
}

/// The digests of the frozen files of a bundle that is as it was packed.
fn hashes(bundle: &[u8], digest: Digest, previous: Option<&[u8]>) -> Result<Vec<Hash>, String> {
    let opened = open(Cursor::new(bundle), &Limits::default()).map_err(|error| chain(&error))?;
    if let Some(finding) = opened.findings.iter().find(|finding| !finding.is_harmless()) {
        return Err(finding.to_string());
    }
    let frozen = opened.frozen();
    let mut hashes: Vec<Hash> = frozen.iter().map(|file| object(digest, &file.octets, previous)).collect();
    hashes.sort();
    hashes.dedup();
    Ok(hashes)
}

/// Puts what waits, and earlier time-stamps that end soon, under one time-stamp.
async fn place(
    desk: &Desk<'_>,
    book: &Book,
    digest: Digest,
    within: Duration,
    outcome: &mut Outcome,
    told: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), Fault> {
    let mut nodes = Vec::new();
    let mut after = None;
    while let Some(page) = waiting(desk.store, digest, &mut after).await? {
        nodes.extend(page.iter().map(|leaf| group(digest, &leaf.hashes)));
    }
    let waits = nodes.len();
    let ending = ending(desk, book, digest, within).await?;
    nodes.extend(ending.iter().map(|stamp| digest.of(&stamp.token)));
    let Some(tree) = Tree::new(digest, nodes) else { return Ok(()) };
    let imprint = Imprint { digest, octets: tree.root().to_vec() };
    let token = desk.tsa.stamp(imprint.clone()).await?;
    let facts = tsp::check(&token, &imprint).map_err(|error| broken(&error))?;
    let until = ends(&token);
    let (covered, not_outlived): (Vec<_>, Vec<_>) =
        ending.iter().enumerate().partition(|(_, stamp)| until > ends(&stamp.token));
    outcome.not_outlived = not_outlived.len() as u64;
    if waits == 0 && covered.is_empty() {
        return Ok(());
    }
    let token = tsp::with_path(&token, &desk.certificates, &desk.lists, LISTS).map_err(|error| broken(&error))?;
    let id = book.stamps.last().map_or(1, |last| last.id.saturating_add(1));
    let mut work = Work::new();
    work.archive_stamp(Stamp { id, digest, token, made: desk.now });
    for (place, stamp) in &covered {
        work.archive_link(StampLink { stamp: stamp.id, next: id, path: tree.path(waits + place) });
    }
    desk.store.commit(work).await?;
    outcome.renewed = covered.len() as u64;
    outcome.stamped = Some(facts.time);
    let mut after = None;
    while let Some(page) = waiting(desk.store, digest, &mut after).await? {
        let mut work = Work::new();
        for (leaf, at) in page.into_iter().zip(usize::try_from(outcome.protected).unwrap_or(usize::MAX)..) {
            work.archive_leaf(Leaf { under: Some((id, tree.path(at))), ..leaf });
            outcome.protected += 1;
        }
        desk.store.commit(work).await?;
        told(Progress::Placed(outcome.protected, waits as u64));
    }
    Ok(())
}

/// The next bundles that wait; `None` behind the last.
async fn waiting(
    store: &Store,
    digest: Digest,
    after: &mut Option<(Archived, u32)>,
) -> Result<Option<Vec<Leaf>>, Fault> {
    let page = store.waiting_leaves(digest, *after, PAGE).await?;
    *after = page.last().map(|leaf| (leaf.bundle, leaf.chain)).or(*after);
    Ok((!page.is_empty()).then_some(page))
}

/// The last time-stamps of chains by this digest whose authority's certificate ends within the span.
async fn ending<'b>(
    desk: &Desk<'_>,
    book: &'b Book,
    digest: Digest,
    within: Duration,
) -> Result<Vec<&'b Stamp>, Fault> {
    let mut tails: Vec<u64> = desk.store.stamps_in_use().await?.into_iter().map(|id| book.tail(id)).collect();
    tails.sort_unstable();
    tails.dedup();
    let stamps = tails.into_iter().filter_map(|id| book.stamp(id)).filter(|stamp| stamp.digest == digest);
    Ok(stamps.filter(|stamp| ends(&stamp.token) < Some(desk.now.plus(within))).collect())
}

/// Until when the certificate of a token's authority is valid.
fn ends(token: &[u8]) -> Option<Moment> {
    let signer = tsp::signer(token).ok()?;
    Certificate::parse(&signer).ok().map(|certificate| certificate.not_after())
}

fn torn() -> Fault {
    Fault::Broken { what: "the archive's time-stamps do not lead on to each other".to_owned() }
}

fn broken(error: &dyn std::error::Error) -> Fault {
    Fault::Broken { what: format!("the archive cannot be renewed: {}", chain(error)) }
}
