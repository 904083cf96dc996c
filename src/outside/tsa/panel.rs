//! Several time-stamping authorities in the operator's order: the first that gives a token that may be used is taken. One
//! that failed rests for a while, so that a dead first one does not cost its time limit each time; then one request tries
//! whether it is back. Each reason is logged once while it lasts.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::remote::{Failure, Remote};
use super::{Error, Stamping, Tsa};
use crate::erds::moment::Moment;
use crate::outside::clock::Clock;
use crate::seal::tsp::Imprint;

/// How long an authority rests after its first failure.
const SHORTEST: Duration = Duration::from_secs(5);
/// The longest that it rests; each failure in a row doubles it up to here.
const LONGEST: Duration = Duration::from_mins(2);

/// The authorities.
pub struct Panel {
    members: Vec<Member>,
    clock: Arc<dyn Clock>,
}

struct Member {
    remote: Remote,
    memory: Mutex<Memory>,
}

/// What is remembered of an authority that fails.
#[derive(Clone, Default)]
struct Memory {
    /// How often in a row.
    failures: u32,
    /// Since when.
    since: Option<Moment>,
    /// When it failed last.
    last: Option<Moment>,
    /// Until when it is not asked.
    rests_until: Option<Moment>,
    /// The last reason, in a word and in a sentence.
    reason: (&'static str, String),
}

impl Panel {
    /// Authorities in the order in which they are asked; at least one.
    pub fn new(members: Vec<Remote>, clock: Arc<dyn Clock>) -> Self {
        let member = |remote| Member { remote, memory: Mutex::default() };
        Self { members: members.into_iter().map(member).collect(), clock }
    }

    async fn stamp_first(&self, imprint: &Imprint) -> Result<Vec<u8>, Error> {
        for member in &self.members {
            if !member.is_asked(self.clock.now()) {
                continue;
            }
            let begun = self.clock.now();
            match member.remote.stamp(imprint).await {
                Ok(token) => {
                    member.answered(self.clock.now());
                    return Ok(token);
                }
                Err(failure) => member.failed(&failure, begun, self.clock.now()),
            }
        }
        let reasons: Vec<String> = self.members.iter().map(Member::reason).collect();
        Err(Error::Unavailable(reasons.join("; ")))
    }
}

impl Tsa for Panel {
    fn stamp(&self, imprint: Imprint) -> Stamping<'_> {
        Box::pin(async move { self.stamp_first(&imprint).await })
    }

    fn is_independent(&self) -> bool {
        true
    }
}

impl Member {
    /// Whether it is asked at this moment. Where its rest is over, whoever asks first tries it, and the others let it rest
    /// until that is known.
    fn is_asked(&self, now: Moment) -> bool {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(until) = memory.rests_until else { return true };
        // A rest that is longer than any comes from a clock that was set back.
        if now < until && until.since(now) <= LONGEST {
            return false;
        }
        memory.rests_until = Some(now.plus(rest(memory.failures)));
        true
    }

    fn answered(&self, now: Moment) {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(since) = memory.since {
            let seconds = now.since(since).as_secs();
            tracing::info!(tsa.host = self.remote.host(), seconds, "a time-stamping authority answers again");
        }
        *memory = Memory::default();
    }

    fn failed(&self, failure: &Failure, begun: Moment, now: Moment) {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let sentence = chain(failure);
        if memory.failures == 0 || memory.reason.0 != failure.name() {
            let (host, reason) = (self.remote.host(), failure.name());
            tracing::warn!(tsa.host = host, tsa.reason = reason, why = sentence, "a time-stamping authority failed");
        }
        // Requests that were under way together fail together: that is one failure.
        if memory.last.is_none_or(|last| begun >= last) {
            memory.failures = memory.failures.saturating_add(1);
            memory.rests_until = Some(now.plus(rest(memory.failures)));
            memory.last = Some(now);
        }
        memory.since = memory.since.or(Some(now));
        memory.reason = (failure.name(), sentence);
    }

    fn reason(&self) -> String {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        format!("{}: {}", self.remote.host(), memory.reason.1)
    }
}

fn rest(failures: u32) -> Duration {
    SHORTEST.saturating_mul(1 << failures.saturating_sub(1).min(8)).min(LONGEST)
}

/// A failure and what lies beneath it, in one line.
fn chain(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut beneath = std::error::Error::source(failure);
    while let Some(cause) = beneath {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        beneath = cause.source();
    }
    text
}
