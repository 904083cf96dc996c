//! How the witnesses stand: whether enough cosign, and each of them. Out of the rows, so that every node says the same.

use std::time::Duration;

use super::{PATIENCE, show};
use crate::flow::{Fault, Service};
use crate::tlog::key::VerifierKey;

/// Whether enough witnesses cosign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quorum {
    /// Nobody is asked for.
    Nobody,
    /// Not known yet: nothing was published, or the witnesses still have time.
    Open,
    /// Enough cosigned.
    Met,
    /// Their time is over.
    NotMet,
}

impl Quorum {
    /// Its name, as it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nobody => "none asked for",
            Self::Open => "open",
            Self::Met => "met",
            Self::NotMet => "not met",
        }
    }
}

/// How many checkpoints are read at a time, and how often at most, to find the last that enough cosigned.
const PAGE: u32 = 64;
const PAGES: usize = 64;

/// A witness by the policy's name for one of its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Entries under the largest checkpoint that this key cosigned.
    pub cosigned: u64,
    /// How long ago that was.
    pub age: Option<Duration>,
    /// `up to date`, `behind`, or why it does not cosign, in a word.
    pub state: &'static str,
}

/// A witness as anybody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The keys that it is known by.
    pub keys: Vec<VerifierKey>,
    /// Entries under the largest checkpoint of which it is known that it cosigned it.
    pub cosigned: u64,
    /// Whether that is the last checkpoint that there is.
    pub is_up_to_date: bool,
    /// Why it does not cosign, in a word, where this node asks it.
    pub trouble: Option<&'static str>,
}

/// How the witnesses stand.
///
/// # Errors
/// As every read of the store.
pub async fn states(service: &Service) -> Result<Vec<State>, Fault> {
    let size = service.store.last_checkpoint().await?.map_or(0, |last| last.size);
    let mut states = Vec::new();
    for member in service.witnesses.members() {
        let mut cosigned = 0;
        for key in member.witness.keys() {
            cosigned = cosigned.max(service.store.last_cosigned(key).await?);
        }
        let (keys, trouble) = (member.witness.keys().to_vec(), member.trouble());
        states.push(State { keys, cosigned, is_up_to_date: cosigned == size, trouble });
    }
    Ok(states)
}

/// How the witnesses stand, by the policy's names.
///
/// # Errors
/// As every read of the store.
pub async fn named(service: &Service) -> Result<Vec<Named>, Fault> {
    let (size, now) = (service.store.last_checkpoint().await?.map_or(0, |last| last.size), service.now());
    let mut found = Vec::new();
    for (name, key, trouble) in service.witnesses.named() {
        let last = service.store.cosigned_last(key).await?;
        let cosigned = last.map_or(0, |(size, _)| size);
        let state = trouble.unwrap_or(if cosigned == size { "up to date" } else { "behind" });
        found.push(Named { name, cosigned, age: last.map(|(_, at)| now.since(at)), state });
    }
    Ok(found)
}

/// Entries under the last checkpoint that enough witnesses cosigned; `None` where nobody is asked for, or where none is
/// among the last 4096 that anybody cosigned.
///
/// # Errors
/// As every read of the store.
pub async fn last_with_quorum(service: &Service) -> Result<Option<u64>, Fault> {
    let mut below = u64::MAX;
    for _ in 0..PAGES {
        let page = service.store.cosigned_below(below, PAGE).await?;
        for (size, cosigners) in &page {
            match service.witnesses.would_be_enough(cosigners) {
                None => return Ok(None),
                Some(true) => return Ok(Some(*size)),
                Some(false) => below = *size,
            }
        }
        if page.is_empty() {
            break;
        }
    }
    Ok(None)
}

/// Whether enough witnesses cosigned the last checkpoint, or the last whose patience is over.
///
/// # Errors
/// As every read of the store.
pub async fn quorum(service: &Service) -> Result<Quorum, Fault> {
    let (witnesses, store) = (&service.witnesses, &service.store);
    let patience = witnesses.patience();
    if patience.is_zero() {
        return Ok(Quorum::Nobody);
    }
    let Some(last) = store.last_checkpoint().await? else { return Ok(Quorum::Open) };
    if witnesses.is_enough(&last) {
        return Ok(Quorum::Met);
    }
    let Some(judged) = store.last_checkpoint_until(service.now().minus(patience)).await? else {
        return Ok(Quorum::Open);
    };
    Ok(if witnesses.is_enough(&judged) { Quorum::Met } else { Quorum::NotMet })
}

/// Says how the quorum stands where that has changed, and adds to the checkpoint's file what a crash kept from it.
///
/// # Errors
/// As every read of the store.
pub async fn look(service: &Service) -> Result<Quorum, Fault> {
    let quorum = quorum(service).await?;
    if service.witnesses.news(quorum) {
        match quorum {
            Quorum::Met => tracing::info!("enough witnesses cosign the log"),
            Quorum::NotMet => tracing::warn!(
                seconds = PATIENCE.as_secs(),
                "not enough witnesses cosign the log: bundles wait for them so long, and go without"
            ),
            Quorum::Nobody | Quorum::Open => {}
        }
        if let Some(last) = service.store.last_checkpoint().await? {
            show(service, &last).await?;
        }
    }
    Ok(quorum)
}
