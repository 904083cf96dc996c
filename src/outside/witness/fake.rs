//! A witness without a network that judges as the real ones do, and fails, lies or hangs as told. For tests.

use std::future::{pending, ready};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Asking, Failure, Witness};
use crate::outside::clock::Clock;
use crate::outside::log_key::LogKey;
use crate::tlog::key::VerifierKey;
use crate::tlog::note::{self, Line};
use crate::tlog::witness::{AddCheckpoint, Answer, Known, Refusal, judge};

/// How it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It does what a witness does.
    Honest,
    /// Nobody answers.
    Down,
    /// It takes the request and never answers.
    Hangs,
    /// It cosigns, and the answer is lost.
    Mute,
    /// It answers with this status.
    Refuses(u16),
    /// It always says that it cosigned this size last.
    Knows(u64),
    /// It says that it cosigned another root.
    OtherRoot,
    /// Its signatures are of something else.
    Lies,
    /// It answers with lines of keys that nobody knows.
    Unknown,
    /// Its clock is so many seconds ahead of ours, or behind.
    Clock(i64),
}

/// A witness for tests.
pub struct FakeWitness {
    own: Vec<LogKey>,
    keys: Vec<VerifierKey>,
    logs: Vec<VerifierKey>,
    clock: Arc<dyn Clock>,
    known: Mutex<Option<Known>>,
    manner: Mutex<Manner>,
    asked: AtomicUsize,
}

impl FakeWitness {
    /// An honest one with these keys, which knows these keys of a log.
    pub fn new(own: Vec<LogKey>, logs: Vec<VerifierKey>, clock: Arc<dyn Clock>) -> Self {
        let keys = own.iter().map(|key| key.key.clone()).collect();
        let (known, manner, asked) = (Mutex::default(), Mutex::new(Manner::Honest), AtomicUsize::default());
        Self { own, keys, logs, clock, known, manner, asked }
    }

    /// From here on it is like this.
    pub fn is(&self, manner: Manner) {
        *locked(&self.manner) = manner;
    }

    /// What it cosigned last.
    pub fn known(&self) -> Option<Known> {
        *locked(&self.known)
    }

    /// As if it had cosigned this.
    pub fn knew(&self, known: Option<Known>) {
        *locked(&self.known) = known;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn answer(&self, request: &AddCheckpoint, manner: &Manner) -> Answer {
        let mut known = locked(&self.known);
        match judge(request, &self.logs, *known) {
            Err(Refusal::OtherSize(size)) => return Answer::OtherSize(size),
            Err(Refusal::OtherRoot(_)) => return Answer::OtherRoot,
            Err(refusal) => return Answer::Refused(refusal.status()),
            Ok(next) => *known = Some(next),
        }
        let ahead = if let Manner::Clock(seconds) = manner { *seconds } else { 0 };
        let time = u64::try_from(self.clock.now().seconds() + ahead).unwrap_or_default();
        let checkpoint = request.checkpoint.checkpoint();
        let lines = self.own.iter().filter_map(|key| key.line(checkpoint, time).ok());
        Answer::Cosigned(lines.filter_map(|line| spoilt(line, manner)).collect())
    }
}

impl Witness for FakeWitness {
    fn host(&self) -> &'static str {
        "witness.test"
    }

    fn keys(&self) -> &[VerifierKey] {
        &self.keys
    }

    fn add<'a>(&'a self, request: &'a AddCheckpoint) -> Asking<'a> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let manner = locked(&self.manner).clone();
        let answered = match &manner {
            Manner::Hangs => return Box::pin(pending()),
            Manner::Down => Err(Failure::NotReachable("nobody listens".to_owned())),
            Manner::Refuses(status) => Ok(Answer::Refused(*status)),
            Manner::Knows(size) => Ok(Answer::OtherSize(*size)),
            Manner::OtherRoot => Ok(Answer::OtherRoot),
            Manner::Mute => {
                self.answer(request, &manner);
                Err(Failure::TooSlow(Duration::from_secs(5)))
            }
            _ => Ok(self.answer(request, &manner)),
        };
        Box::pin(ready(answered))
    }
}

/// The line as one with this manner would write it.
fn spoilt(line: Line, manner: &Manner) -> Option<Line> {
    match manner {
        Manner::Lies => {
            let mut octets = line.signature().to_vec();
            octets.iter_mut().skip(8).for_each(|octet| *octet ^= 1);
            Line::new(line.name(), line.id(), octets)
        }
        Manner::Unknown => {
            let text = line.to_string().replace(line.name(), "somebody.test");
            note::lines(text.as_bytes()).ok()?.pop()
        }
        _ => Some(line),
    }
}

fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
