//! The witnesses that the operator names, and what is remembered of each while the process lives: until when it rests, and
//! why it failed. Each reason is logged once while it lasts.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Quorum, Trouble};
use crate::erds::moment::Moment;
use crate::outside::witness::Witness;
use crate::store::{Cosigners, KeptCheckpoint};
use crate::tlog::key::VerifierKey;
use crate::tlog::note;
use crate::tlog::policy::Policy;

/// How long a witness rests after its first failure.
const SHORTEST: Duration = Duration::from_secs(2);
/// The longest that it rests; each failure in a row doubles it up to here.
const LONGEST: Duration = Duration::from_mins(2);

/// The witnesses of a service, and how many of them are enough.
#[derive(Default)]
pub struct Witnesses {
    policy: Option<Policy>,
    members: Vec<Member>,
    /// What was said of the quorum last.
    said: Mutex<Option<Quorum>>,
}

impl Witnesses {
    /// None: bundles wait for nobody.
    pub fn none() -> Self {
        Self::default()
    }

    /// These witnesses, of whom so many are enough.
    pub fn new(policy: Policy, witnesses: Vec<Arc<dyn Witness>>) -> Self {
        let member = |witness| Member { witness, memory: Mutex::default() };
        Self { policy: Some(policy), members: witnesses.into_iter().map(member).collect(), said: Mutex::default() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.members.len()
    }

    /// Their public keys: what the file of each is called in a bundle, and its one line.
    pub(in crate::flow) fn keys(&self) -> Vec<(String, Vec<u8>)> {
        let keys = self.members.iter().flat_map(|member| member.witness.keys());
        (1..)
            .zip(keys)
            .map(|(place, key): (u32, _)| (format!("{place}-{}", key.id()), format!("{key}\n").into_bytes()))
            .collect()
    }

    /// How long a bundle waits for cosignatures: not at all where none is asked for.
    pub(in crate::flow) fn patience(&self) -> Duration {
        if self.policy.as_ref().is_none_or(Policy::is_without_witnesses) { Duration::ZERO } else { super::PATIENCE }
    }

    /// Whether enough witnesses cosigned this checkpoint.
    pub(super) fn is_enough(&self, kept: &KeptCheckpoint) -> bool {
        let lines: Vec<_> = kept.cosignatures.iter().filter_map(|line| note::lines(line.as_bytes()).ok()).collect();
        let cosigned =
            |key: &VerifierKey| lines.iter().flatten().any(|line| line.name() == key.name() && line.id() == key.id());
        self.policy.as_ref().is_none_or(|policy| policy.is_met(cosigned))
    }

    /// Whether these keys would be enough; `None` where nobody is asked for.
    pub(super) fn would_be_enough(&self, cosigners: &Cosigners) -> Option<bool> {
        let cosigned = |key: &VerifierKey| cosigners.iter().any(|(name, id)| name == key.name() && *id == key.id());
        let policy = self.policy.as_ref().filter(|policy| !policy.is_without_witnesses());
        policy.map(|policy| policy.is_met(cosigned))
    }

    /// The witnesses that are asked, by the policy's names: each with its key and why it does not cosign, in a word.
    pub(super) fn named(&self) -> impl Iterator<Item = (String, &VerifierKey, Option<&'static str>)> {
        self.policy.iter().flat_map(Policy::witnesses).filter_map(|known| {
            let member = self.members.iter().find(|member| member.witness.keys().contains(&known.key))?;
            Some((known.shown_name(), &known.key, member.trouble()))
        })
    }

    pub(super) fn member(&self, place: usize) -> Option<&Member> {
        self.members.get(place)
    }

    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    /// Whether something else was said of the quorum last. While it is open, what was said stands.
    pub(super) fn news(&self, quorum: Quorum) -> bool {
        let is_open = quorum == Quorum::Open;
        let mut said = locked(&self.said);
        !(is_open && said.is_some()) && said.replace(quorum) != Some(quorum)
    }
}

/// One witness and what is remembered of it.
pub(super) struct Member {
    pub(super) witness: Arc<dyn Witness>,
    memory: Mutex<Memory>,
}

#[derive(Clone, Default)]
struct Memory {
    /// It cosigned a checkpoint of at least this size, by its own word, and takes no smaller one.
    passed: u64,
    /// How often it failed in a row.
    failures: u32,
    /// Since when.
    since: Option<Moment>,
    /// Until when it is not asked.
    rests_until: Option<Moment>,
    /// The last reason.
    trouble: Option<Trouble>,
}

impl Member {
    /// Whether it may be asked at this moment. A rest that is longer than any comes from a clock that was set back.
    pub(super) fn is_asked(&self, now: Moment) -> bool {
        locked(&self.memory).rests_until.is_none_or(|until| now >= until || until.since(now) > LONGEST)
    }

    /// Below this size it is offered nothing.
    pub(super) fn passed(&self) -> u64 {
        locked(&self.memory).passed
    }

    /// It says that it cosigned a checkpoint of this size: that one and larger ones it takes.
    pub(super) fn has_passed(&self, size: u64) {
        locked(&self.memory).passed = size.saturating_sub(1);
    }

    /// Why it does not cosign, in a word; `None` where it does.
    pub(super) fn trouble(&self) -> Option<&'static str> {
        locked(&self.memory).trouble.as_ref().map(Trouble::name)
    }

    pub(super) fn cosigned(&self, now: Moment) {
        let mut memory = locked(&self.memory);
        if let Some(since) = memory.since {
            let seconds = now.since(since).as_secs();
            tracing::info!(witness.host = self.witness.host(), seconds, "a witness of the log cosigns again");
        }
        *memory = Memory { passed: memory.passed, ..Memory::default() };
    }

    pub(super) fn failed(&self, trouble: Trouble, now: Moment) {
        let mut memory = locked(&self.memory);
        if memory.trouble.as_ref().map(Trouble::name) != Some(trouble.name()) {
            let (host, reason, why) = (self.witness.host(), trouble.name(), crate::flow::chain(&trouble));
            if trouble.is_alarm() {
                tracing::error!(
                    witness.host = host,
                    witness.reason = reason,
                    why,
                    "a witness knows another history of the log: read docs/operating.md, \"When a witness sounds the alarm\""
                );
            } else {
                tracing::warn!(
                    witness.host = host,
                    witness.reason = reason,
                    why,
                    "a witness of the log does not cosign"
                );
            }
        }
        memory.failures = memory.failures.saturating_add(1);
        let rest = if trouble.is_alarm() { LONGEST } else { rest(memory.failures) };
        memory.rests_until = Some(now.plus(rest));
        memory.since = memory.since.or(Some(now));
        memory.trouble = Some(trouble);
    }
}

fn rest(failures: u32) -> Duration {
    SHORTEST.saturating_mul(1 << failures.saturating_sub(1).min(8)).min(LONGEST)
}

fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
