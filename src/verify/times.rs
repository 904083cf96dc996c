//! The event time against the time proven. Three clocks speak: the service (event time), a time-stamping authority, and the
//! witnesses of the transparency log. Whatever of them contradicts another is said; the earliest that does not belong to
//! the service itself is the time proven.

use std::time::Duration;

use serde::Serialize;

use crate::erds::moment::Moment;

use super::chain::Chain;
use super::extracts::Step;
use super::facts::{Enrolled, Own, Sealed};
use super::logged::Logged;
use super::report::text::span;
use super::rules::Proven;
use super::verdict::{Findings, Reason};

/// What the time of a cosignature is taken to mean, either way.
pub(super) const COSIGNATURE: Duration = Duration::from_mins(1);
/// From this distance on, "sealed N later" is said.
const LATER: Duration = Duration::from_mins(5);
/// Beyond this distance the event time rests on nothing but the service's word.
const LIMIT: Duration = Duration::from_hours(24);

const TIMES: &str = "EN 319 522-2 §8.2.5 (G05)";
const STAMP: &str = "EN 319 102-1 §5.4";
const COSIGNED: &str = "C2SP tlog-cosignature";

/// Who vouches for a time proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A time-stamping authority.
    TimeStamp,
    /// Enough witnesses of the transparency log.
    Witnesses,
}

/// A time that somebody proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The time.
    pub time: Moment,
    /// How far it may be off, either way.
    pub accuracy: Duration,
    /// By whose word.
    pub by: By,
}

/// The time proven for an evidence: the earlier of time-stamp and cosignatures. Where the time-stamps are the service's own
/// (`own_time`), they prove nothing independent, and the cosignatures count.
pub fn proven(stamp: Option<Proven>, cosigned: Option<Moment>, own_time: bool) -> Option<Vouched> {
    let stamp = stamp.map(|proven| Vouched { time: proven.time, accuracy: proven.accuracy, by: By::TimeStamp });
    let cosigned = cosigned.map(|time| Vouched { time, accuracy: COSIGNATURE, by: By::Witnesses });
    match (stamp, cosigned) {
        (Some(stamp), Some(cosigned)) if !own_time && stamp.time <= cosigned.time => Some(stamp),
        (_, Some(cosigned)) => Some(cosigned),
        (stamp, None) => stamp,
    }
}

/// Holds each evidence's event time against what is proven, and the proven times against each other.
pub fn check(sealed: &[Sealed<'_>], logged: &[Logged<'_>], own_time: bool, at: Moment, findings: &mut Findings) {
    for evidence in sealed {
        let stated = Stated { file: &evidence.file.name, event: evidence.statement.time, stamp: evidence.proven };
        one(stated, logged, own_time, at, findings);
    }
}

/// The same for the enrolments of keys.
pub fn check_enrolled(
    enrolled: &[Enrolled<'_>],
    logged: &[Logged<'_>],
    own_time: bool,
    at: Moment,
    findings: &mut Findings,
) {
    for evidence in enrolled {
        let stated = Stated { file: &evidence.file.name, event: evidence.statement.time, stamp: evidence.proven };
        one(stated, logged, own_time, at, findings);
    }
}

/// The same for what is stated of mandates and standing instructions, of which no log is asked.
pub fn check_own<'a>(
    stated: impl IntoIterator<Item = &'a Own<'a>>,
    own_time: bool,
    at: Moment,
    findings: &mut Findings,
) {
    for evidence in stated {
        let stated = Stated { file: &evidence.file.name, event: evidence.statement.time, stamp: evidence.proven };
        one(stated, &[], own_time, at, findings);
    }
}

/// Holds the time of each step that an extract shows against what its evidence's time-stamp and the log prove, and says what is proven.
pub fn check_steps(
    steps: &mut [Step],
    stamps: &[Option<Proven>],
    logged: &[Logged<'_>],
    (own_time, at): (bool, Moment),
    findings: &mut Findings,
) {
    let mut before: Option<Proven> = None;
    for (step, stamp) in steps.iter_mut().zip(stamps) {
        if let (Some(earlier), Some(stamp)) = (before, stamp)
            && is_older(*stamp, earlier)
        {
            let sentence = "Its time-stamp is older than that of the step before it.";
            findings.add(Reason::TimestampOrderFailure, &step.file, STAMP, sentence);
        }
        before = stamp.or(before);
        one(Stated { file: &step.file, event: step.event_time, stamp: *stamp }, logged, own_time, at, findings);
        let cosigned = logged.iter().find(|logged| logged.evidence == step.file).and_then(|logged| logged.cosigned);
        // The time-stamp is over the evidence, not over the extract: witnesses who saw the extract much later leave it to the service's word.
        if let (Some(stamp), Some(cosigned)) = (stamp, cosigned)
            && cosigned.since(stamp.time) > LIMIT
        {
            let sentence = format!("Witnesses saw it only at {cosigned}, long after the time-stamp of its evidence.");
            findings.add(Reason::TimeUnproven, &step.file, TIMES, sentence);
        }
        let vouched = proven(*stamp, cosigned, own_time);
        (step.proven_time, step.proven_by) = (vouched.map(|it| it.time), vouched.map(|it| it.by));
    }
}

/// An event as one file states it, and what its time-stamp proves.
#[derive(Clone, Copy)]
struct Stated<'a> {
    file: &'a str,
    event: Moment,
    stamp: Option<Proven>,
}

fn one(stated: Stated<'_>, logged: &[Logged<'_>], own_time: bool, at: Moment, findings: &mut Findings) {
    let Stated { file, event, stamp } = stated;
    let found = logged.iter().find(|logged| logged.evidence == file);
    let cosigned = found.and_then(|logged| logged.cosigned);
    let each = [proven(stamp, None, false), proven(None, cosigned, false)];
    let mut possible = true;
    for proven in each.into_iter().flatten().filter(|proven| event > proven.time.plus(proven.accuracy)) {
        let sentence = match proven.by {
            By::TimeStamp => format!("It states an event at {event}, after the time proven, {}.", proven.time),
            By::Witnesses => {
                format!("It states an event at {event}, and witnesses cosigned its entry before, at {}.", proven.time)
            }
        };
        findings.add(Reason::TimeImpossible, file, TIMES, sentence);
        possible = false;
    }
    if let (Some(logged), Some(cosigned)) = (found, cosigned) {
        against_stamp(logged, cosigned, stamp, at, findings);
    }
    if let Some(proven) = proven(stamp, cosigned, own_time).filter(|_| possible) {
        distance(file, event, proven, findings);
    }
}

/// A cosignature is younger than the time-stamp inside what it covers, and no younger than the moment judged for.
fn against_stamp(logged: &Logged<'_>, cosigned: Moment, stamp: Option<Proven>, at: Moment, findings: &mut Findings) {
    if let Some(stamp) = stamp
        && cosigned.plus(COSIGNATURE) < stamp.time.minus(stamp.accuracy)
    {
        let sentence = format!("Witnesses cosigned it at {cosigned}, before the time-stamp inside was made.");
        findings.add(Reason::TimestampOrderFailure, logged.file, COSIGNED, sentence);
    }
    if cosigned > at.plus(COSIGNATURE) {
        let sentence = format!("The time of its cosignatures, {cosigned}, lies after the moment judged for.");
        findings.add(Reason::TimestampOrderFailure, logged.file, COSIGNED, sentence);
    }
}

fn distance(file: &str, event: Moment, proven: Vouched, findings: &mut Findings) {
    let distance = proven.time.since(event);
    if distance > LIMIT {
        let sentence = format!(
            "The event time {event} lies {} before the time proven{}: it rests on the service's word alone.",
            span(distance.as_secs()),
            if proven.by == By::Witnesses { ", which is that of the witnesses" } else { "" }
        );
        findings.add(Reason::TimeUnproven, file, TIMES, sentence);
    } else if distance > LATER {
        let what = if proven.by == By::Witnesses { "Cosigned" } else { "Sealed" };
        findings.note(file, TIMES, format!("{what} {} later than the event.", span(distance.as_secs())));
    }
}

/// Each time-stamp of the chain is later than the one before it: a statement is sealed only after its predecessor.
pub fn order(chain: &Chain<'_>, sealed: &[Sealed<'_>], findings: &mut Findings) {
    let mut before: Option<(&str, Proven)> = None;
    for entry in &chain.links {
        let proven = sealed.iter().find(|sealed| sealed.file.name == entry.file).and_then(|sealed| sealed.proven);
        let Some(proven) = proven else { continue };
        if let Some((file, earlier)) = before
            && is_older(proven, earlier)
        {
            let sentence = format!("Its time-stamp is older than that of {file}, which it follows.");
            findings.add(Reason::TimestampOrderFailure, entry.file, STAMP, sentence);
        }
        before = Some((entry.file, proven));
    }
}

/// Whether one time-stamp lies before another, however far both may be off.
fn is_older(one: Proven, other: Proven) -> bool {
    other.time.minus(other.accuracy) > one.time.plus(one.accuracy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earlier_counts_unless_the_time_stamps_are_the_services_own() {
        let at = Moment::from_seconds;
        let stamp = |seconds| Some(Proven { time: at(seconds), accuracy: Duration::from_secs(1) });
        let by = |stamp, cosigned, own| proven(stamp, cosigned, own).map(|found| (found.time, found.by));
        assert_eq!(by(stamp(10), Some(at(20)), false), Some((at(10), By::TimeStamp)));
        assert_eq!(by(stamp(20), Some(at(10)), false), Some((at(10), By::Witnesses)));
        assert_eq!(by(stamp(10), Some(at(20)), true), Some((at(20), By::Witnesses)));
        assert_eq!(by(stamp(10), None, true), Some((at(10), By::TimeStamp)));
        assert_eq!(by(None, Some(at(20)), false), Some((at(20), By::Witnesses)));
        assert_eq!(by(None, None, false), None);
    }
}
