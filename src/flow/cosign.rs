//! Station "cosign": offers each witness the checkpoints in their order, keeps what it cosigns, and lets the bundles go that
//! wait for it. The log never waits: what a witness does or leaves changes nothing of what is published.
//!
//! A proof is against the first checkpoint over its entry, and a witness cosigns only what is larger than what it cosigned
//! before. So checkpoints are offered one by one, each witness by itself, and none is passed over but those that are too
//! many or too old to be worth its while: `BACKLOG`, `STALE`.
//!
//! The writes, and what stands when it dies before the next: cosignatures (the witness may have answered in vain: it says
//! 409 next time, and is asked to cosign that size again); the checkpoint's file (a file with fewer lines is as true, and
//! the next turn adds them); the jobs that export (they are due anyway when their patience ends).

mod quorum;
mod trouble;
mod witnesses;

use std::time::Duration;

use crate::erds::moment::Moment;
use crate::store::{EntryPlace, KeptCheckpoint, Kind, Seen, Work};
use crate::tlog::Hash;
use crate::tlog::checkpoint::SignedCheckpoint;
use crate::tlog::key::VerifierKey;
use crate::tlog::merkle::check_consistency;
use crate::tlog::note::Line;
use crate::tlog::view::{View, tiles_of_consistency};
use crate::tlog::witness::{self, AddCheckpoint, Answer};

use super::publish::with_cosignatures;
use super::{Fault, Service, chain, proof};
use witnesses::Member;

pub use quorum::{Named, Quorum, State, last_with_quorum, look, named, quorum, states};
pub use trouble::Trouble;
pub use witnesses::Witnesses;

/// How long a bundle waits for enough witnesses, from its checkpoint on; then it goes without.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// The most checkpoints that wait for one witness; of more, the oldest never get its cosignature.
pub const BACKLOG: u32 = 256;
/// A checkpoint that is older is offered to nobody: a cosignature proves that an entry was there no later than it, and one
/// that is a day late would cast doubt on event times that nobody doubts.
pub const STALE: Duration = Duration::from_hours(12);
/// How often a witness is asked for one checkpoint: it may tell another size once, and that may change meanwhile.
const TRIES: u32 = 3;
/// How far the clock of a witness may be off. Verifiers take a cosignature for a minute more or less.
const OFF: Duration = Duration::from_secs(30);

/// What came of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// There was nothing to offer, or the witness rests.
    Nothing,
    /// It cosigned the checkpoint of this size.
    Cosigned(u64),
    /// It had cosigned a larger one before.
    Passed,
    /// It did not.
    Failed,
}

/// Offers a witness, by its place, the next checkpoint that it has not cosigned.
///
/// # Errors
/// `Unavailable` may be tried again. What the witness does is no error.
pub async fn offer(service: &Service, place: usize) -> Result<Offered, Fault> {
    let Some(member) = service.witnesses.member(place) else { return Ok(Offered::Nothing) };
    let now = service.now();
    if !member.is_asked(now) {
        return Ok(Offered::Nothing);
    }
    let mut last = 0;
    for key in member.witness.keys() {
        last = last.max(service.store.last_cosigned(key).await?);
    }
    let above = last.max(member.passed());
    let Some(kept) = service.store.checkpoint_to_cosign(above, BACKLOG, now.minus(STALE)).await? else {
        return Ok(Offered::Nothing);
    };
    match ask(service, member, &kept, last).await? {
        Ok(Some(lines)) => {
            keep(service, kept.size, lines).await?;
            member.cosigned(service.now());
            Ok(Offered::Cosigned(kept.size))
        }
        Ok(None) => Ok(Offered::Passed),
        Err(trouble) => {
            member.failed(trouble, service.now());
            Ok(Offered::Failed)
        }
    }
}

/// Asks for a checkpoint, from the size on that the witness tells where it is not `old`. `None` where it is past this one.
async fn ask(
    service: &Service,
    member: &Member,
    kept: &KeptCheckpoint,
    mut old: u64,
) -> Result<Result<Option<Vec<Line>>, Trouble>, Fault> {
    let checkpoint = SignedCheckpoint::read(&kept.note).map_err(|error| broken("a kept checkpoint", &error))?;
    for _ in 0..TRIES {
        let proof = consistency(service, old, kept).await?;
        let request = AddCheckpoint { old, proof, checkpoint: checkpoint.clone() };
        let answer = match member.witness.add(&request).await {
            Ok(answer) => answer,
            Err(failure) => return Ok(Err(Trouble::Failure(failure))),
        };
        match answer {
            Answer::Cosigned(lines) => {
                let checked = check(&checkpoint, member.witness.keys(), lines, (kept.at, service.now()));
                return Ok(checked.map(Some));
            }
            Answer::OtherRoot | Answer::Refused(422) => return Ok(Err(Trouble::OtherTree)),
            Answer::Refused(status) => return Ok(Err(Trouble::Refused { status })),
            Answer::OtherSize(size) if size <= kept.size => old = size,
            Answer::OtherSize(theirs) => {
                let ours = service.store.last_checkpoint().await?.map_or(0, |last| last.size);
                if theirs > ours {
                    return Ok(Err(Trouble::Ahead { theirs, ours }));
                }
                member.has_passed(theirs);
                return Ok(Ok(None));
            }
        }
    }
    Ok(Err(Trouble::Restless))
}

/// The lines that are the witness's, made between the checkpoint and now.
fn check(
    checkpoint: &SignedCheckpoint,
    keys: &[VerifierKey],
    lines: Vec<Line>,
    (signed, now): (Moment, Moment),
) -> Result<Vec<Line>, Trouble> {
    let lines = witness::cosignatures(checkpoint, keys, lines).map_err(Trouble::Lines)?;
    for line in &lines {
        let Some(key) = keys.iter().find(|key| key.name() == line.name() && key.id() == line.id()) else { continue };
        let Some(time) = checkpoint.check(key, line).ok().and_then(|stated| stated.time) else { continue };
        let time = Moment::from_seconds(i64::try_from(time).unwrap_or(i64::MAX));
        let (behind, ahead) = (signed.since(time), time.since(now));
        if behind > OFF {
            return Err(Trouble::Clock { by: behind, behind: true });
        }
        if ahead > OFF {
            return Err(Trouble::Clock { by: ahead, behind: false });
        }
    }
    Ok(lines)
}

/// Keeps lines of a witness, adds them to the checkpoint's file, and lets bundles go where enough have cosigned.
async fn keep(service: &Service, size: u64, lines: Vec<Line>) -> Result<(), Fault> {
    let (store, now) = (&service.store, service.now());
    let mut work = Work::new();
    for line in lines {
        work.cosignature(size, line, now);
    }
    store.commit(work).await?;
    let Some(kept) = store.checkpoint_of(size).await? else { return Ok(()) };
    show(service, &kept).await?;
    if service.witnesses.is_enough(&kept) {
        let mut work = Work::new();
        for delivery in store.logged_deliveries(store.checkpoint_before(size).await?, size).await? {
            work.job(Kind::Export, delivery, now);
        }
        if !work.is_empty() {
            store.commit(work).await?;
        }
    }
    Ok(())
}

/// Puts the checkpoint with its cosignatures in the place of itself, where it is what is served.
async fn show(service: &Service, kept: &KeptCheckpoint) -> Result<(), Fault> {
    let note = with_cosignatures(kept).map_err(|error| broken("a kept checkpoint", &error))?;
    Ok(service.store.add_to_log_checkpoint(note).await?)
}

/// The proof that the tree under `kept` continues that of `old` entries, out of the tiles. Checked before it is given: a tile
/// that is damaged must not look like a second history.
async fn consistency(service: &Service, old: u64, kept: &KeptCheckpoint) -> Result<Vec<Hash>, Fault> {
    let wrong = |error: &dyn std::error::Error| broken("a consistency proof of the log", error);
    let mut view = View::new();
    for tile in tiles_of_consistency(old, kept.size).map_err(|error| wrong(&error))? {
        let (tile, octets) = proof::read(service, tile).await?;
        view.add(tile, &octets).map_err(|error| wrong(&error))?;
    }
    let proof = view.consistency(old, kept.size).map_err(|error| wrong(&error))?;
    if let Some(before) = service.store.checkpoint_of(old).await? {
        let damaged = |_| Fault::Unavailable { what: "a tile of the log is damaged".to_owned() };
        check_consistency((old, &before.root), (kept.size, &kept.root), &proof).map_err(damaged)?;
    }
    Ok(proof)
}

/// Until when the bundle of this chain waits for witnesses: for those of the checkpoint over its last evidence, the last
/// that they are offered. `None` where it need not wait, or no longer.
pub(super) async fn awaited(service: &Service, seen: &Seen) -> Result<Option<Moment>, Fault> {
    let patience = service.witnesses.patience();
    if patience.is_zero() {
        return Ok(None);
    }
    let statements = service.store.statements(seen).await?;
    let last = statements.iter().filter(|kept| kept.sequence.is_some()).max_by_key(|kept| kept.sequence);
    let Some(last) = last else { return Ok(None) };
    let Some(EntryPlace::At(index)) = service.store.log_place(&last.id).await? else { return Ok(None) };
    let Some(first) = service.store.first_checkpoint_over(index).await? else { return Ok(None) };
    let until = first.at.plus(patience);
    Ok((!service.witnesses.is_enough(&first) && service.now() < until).then_some(until))
}

/// Whether enough witnesses have cosigned the checkpoint over an evidence of this chain only since a bundle was made: then the
/// bundle can be made again with what it lacks. At most once for each evidence.
pub(super) async fn cosigned_since(service: &Service, seen: &Seen, made: Moment) -> Result<bool, Fault> {
    let (witnesses, store) = (&service.witnesses, &service.store);
    if witnesses.patience().is_zero() {
        return Ok(false);
    }
    for kept in store.statements(seen).await?.iter().filter(|kept| kept.sequence.is_some()) {
        let Some(EntryPlace::At(index)) = store.log_place(&kept.id).await? else { continue };
        let Some(first) = store.first_checkpoint_over(index).await? else { continue };
        if witnesses.is_enough(&first) {
            let before = store.cosigned_by(first.size, made).await?;
            if witnesses.would_be_enough(&before) == Some(false) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Adds to the checkpoint's file what its witnesses told another node since the file was written here.
pub async fn follow(service: &Service) -> Result<(), Fault> {
    match service.store.last_checkpoint().await? {
        Some(last) => show(service, &last).await,
        None => Ok(()),
    }
}

fn broken(what: &str, error: &dyn std::error::Error) -> Fault {
    Fault::Broken { what: format!("{what}: {}", chain(error)) }
}
