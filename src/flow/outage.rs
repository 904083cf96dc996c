//! Outages, from what the service notices by itself: that it was not there (a sign of life each minute, read at the next one),
//! that no time-stamping authority answers, that no mail goes out. Decision 0029 says from when on they count.
//!
//! Crash: a sign of life and the outage that it shows are one unit. What goes on is a row without end, so that the next process
//! knows of it; its first success ends it. What failed for less than it takes to count is forgotten with the process.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::erds::id::{DeliveryId, OutageId};
use crate::erds::moment::Moment;
use crate::erds::outage::Failing;
use crate::outside::mailer::{self, Outcome, Sent};
use crate::store::{Claimed, Kind, Outage, Work};

use super::{Fault, Refusal, Service};

/// How long something must fail to be an outage. Shorter ones are the ordinary course of things: a restart, another version.
pub const COUNTS: Duration = Duration::from_mins(15);
/// How often the service gives a sign of life.
pub const BEAT: Duration = Duration::from_mins(1);
/// How often something must fail in a row.
const TIMES: u32 = 3;
/// The longest that an operator can note.
const LONGEST: Duration = Duration::from_hours(366 * 24);
/// The most that are shown.
const SHOWN: u32 = 200;
/// How many deliveries are asked for at a time.
const PAGE: u32 = 256;

/// Gives a sign of life. Where the last one is long ago, nobody was there in between: that is an outage, whether the process
/// had ended, slept, or could not write. `ahead` is how far the service's clock is ahead of the machine's: the time that a trial
/// skips by moving its clock is no outage.
///
/// # Errors
/// `Unavailable` where the database is busy or full: then there is no sign of life.
pub async fn beat(service: &Service, ahead: Duration) -> Result<(), Fault> {
    let now = service.now();
    let mut work = Work::new();
    if let Some(last) = service.store.last_beat().await? {
        let away = now.minus(ahead).since(last.at.minus(last.ahead));
        if away >= COUNTS {
            tracing::warn!(
                outage.minutes = away.as_secs() / 60,
                "the service was not there; that is stated as an outage"
            );
            let from = now.minus(away);
            note(&mut work, measured(Failing::Service, None, from, Some(now)), now);
        }
    }
    work.beat(now, ahead);
    Ok(service.store.commit(work).await?)
}

/// An outage as an operator notes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its identifier: noted twice, it is kept once.
    pub id: OutageId,
    /// What did not work.
    pub failing: Failing,
    /// From when.
    pub from: Moment,
    /// Until when.
    pub to: Moment,
    /// The operator's words, which stand in evidence and on `/status`.
    pub words: String,
    /// The one delivery that it concerns; `None` where it concerns all.
    pub delivery: Option<DeliveryId>,
}

/// Why a note is not taken; the text is for the operator.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotANote {
    /// It ends before it begins.
    #[error("--to is not later than --from")]
    Backwards,
    /// It is not over.
    #[error("--to lies ahead; note an outage once it is over")]
    Ahead,
    /// Longer than a year.
    #[error("an outage lasts a year at most; note what is longer in parts")]
    Long,
    /// The words are none, too many, or no one line.
    #[error("--words is one line of 1 to 500 letters")]
    Words,
    /// The words name somebody.
    #[error("--words holds an address; it stands on a public page, so name nobody")]
    Address,
    /// Content belongs to a delivery.
    #[error("content is that of one message: name it with --delivery")]
    Whose,
}

impl Note {
    /// Whether it can be taken at this moment.
    pub fn check(&self, now: Moment) -> Result<(), NotANote> {
        let letters = self.words.chars().count();
        match () {
            () if self.to <= self.from => Err(NotANote::Backwards),
            () if self.to > now => Err(NotANote::Ahead),
            () if self.to.since(self.from) > LONGEST => Err(NotANote::Long),
            () if self.words.trim().is_empty() || letters > 500 || self.words.chars().any(char::is_control) => {
                Err(NotANote::Words)
            }
            () if self.words.contains('@') => Err(NotANote::Address),
            () if self.failing == Failing::Content && self.delivery.is_none() => Err(NotANote::Whose),
            () => Ok(()),
        }
    }
}

/// Keeps what an operator notes; it becomes evidence of every delivery that it concerns. Earlier evidence stays as it is.
///
/// # Errors
/// `Refusal::Message` with the reason where it can never be taken, `Refusal::NotFound` where there is no such delivery.
pub async fn noted(service: &Service, noted: Note) -> Result<(), Fault> {
    let now = service.now();
    noted.check(now).map_err(|why| Refusal::Message(why.to_string()))?;
    if let Some(delivery) = &noted.delivery {
        service.store.delivery(delivery).await?.ok_or(Refusal::NotFound)?;
    }
    let Note { id, failing, from, to, words, delivery } = noted;
    let mut work = Work::new();
    let outage = Outage { id, failing, by_operator: true, delivery, from, to: Some(to), words: Some(words) };
    note(&mut work, outage, now);
    Ok(service.store.commit(work).await?)
}

/// What is known of outages within this time, the latest first, for everybody to see.
pub async fn known(service: &Service, within: Duration) -> Result<Vec<Outage>, Fault> {
    Ok(service.store.last_outages(service.now().minus(within), SHOWN).await?)
}

/// Keeps an outage; where it is over, asks for it to be stated.
pub(super) fn note(work: &mut Work, outage: Outage, now: Moment) {
    let (id, delivery, over) = (outage.id, outage.delivery, outage.to.is_some());
    work.outage(outage, now);
    match delivery {
        _ if !over => {}
        None => work.job(Kind::Outage, id, now),
        Some(delivery) => work.job(Kind::Extend, delivery, now),
    }
}

/// An outage that the service noticed. Its identifier follows from what it is: two nodes that notice the same keep it once.
pub(super) fn measured(failing: Failing, delivery: Option<DeliveryId>, from: Moment, to: Option<Moment>) -> Outage {
    let whose = delivery.map_or([0; 16], |delivery| *delivery.octets());
    let named = [failing.name().as_bytes(), &whose, &from.micros().to_be_bytes()].concat();
    let digest = crate::crypto::sha256(&named);
    let random = std::array::from_fn(|place| digest.get(place).copied().unwrap_or_default());
    Outage { id: OutageId::new(from, random), failing, by_operator: false, delivery, from, to, words: None }
}

/// Job: asks for an outage that is over to be stated to every delivery that it may concern.
pub async fn spread(service: &Service, job: &Claimed) -> Result<(), Fault> {
    if let Some(outage) = service.store.outage(&job.subject.outage()).await? {
        let mut after = None;
        loop {
            let page = service.store.undecided_at(outage.from, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(*last);
            let mut work = Work::new();
            for delivery in page {
                work.job(Kind::Extend, delivery, service.now());
            }
            service.store.commit(work).await?;
        }
    }
    let mut work = Work::new();
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// Notes whether a time-stamping authority answered.
pub(super) async fn stamped(service: &Service, answered: bool) {
    saw(service, Failing::TimeStamps, answered, Whom::Only).await;
}

/// Notes how a mail fared on its way out. A server that answers is there, whatever it says. Of the mail servers that DNS names
/// one alone says nothing of our own way out: two different domains must be out of reach, and none within.
pub(super) async fn mailed(service: &Service, domain: &str, sent: &Sent) {
    let is_relay = sent.role == mailer::Role::Relay;
    let worked = match sent.outcome {
        // A relay that says "later" to everything takes nothing either.
        Outcome::Refused { permanent: false, .. } if is_relay => return,
        Outcome::Taken { .. } | Outcome::Refused { .. } => true,
        Outcome::NotConnected { .. } => false,
        // Whether anything went out is not known, or it was the message's own fault.
        Outcome::Unknown { .. } | Outcome::Impossible { .. } => return,
    };
    let whom = if is_relay { Whom::Only } else { Whom::One(domain) };
    saw(service, Failing::Mail, worked, whom).await;
}

/// What there is to say with a failure of a mail while no mail of ours goes out.
pub(super) async fn of_mail(service: &Service) -> Result<Option<String>, Fault> {
    let open = service.store.open_outages().await?;
    let mail = open.into_iter().find(|open| open.failing == Failing::Mail);
    Ok(mail.map(|mail| format!("no mail of the service has gone out since {}", mail.from)))
}

async fn saw(service: &Service, failing: Failing, worked: bool, whom: Whom<'_>) {
    let now = service.now();
    let noted = match service.watch.saw(failing, worked, whom, now) {
        Turn::Nothing => return,
        Turn::Begins(from) => begins(service, failing, from).await,
        Turn::Ends => ends(service, failing, now).await,
    };
    if let Err(fault) = noted {
        tracing::warn!(fault = %fault, outage.failing = failing.name(), "an outage could not be noted; it is tried again");
        service.watch.forget(failing);
    }
}

async fn begins(service: &Service, failing: Failing, from: Moment) -> Result<(), Fault> {
    let open = service.store.open_outages().await?;
    if open.iter().any(|open| open.failing == failing) {
        return Ok(());
    }
    tracing::warn!(outage.failing = failing.name(), "an outage is noted");
    let mut work = Work::new();
    note(&mut work, measured(failing, None, from, None), service.now());
    Ok(service.store.commit(work).await?)
}

async fn ends(service: &Service, failing: Failing, now: Moment) -> Result<(), Fault> {
    for open in service.store.open_outages().await?.into_iter().filter(|open| open.failing == failing) {
        tracing::info!(outage.failing = failing.name(), "an outage is over");
        let mut work = Work::new();
        work.end_outage(open.id, now.max(open.from.plus(Duration::from_micros(1))));
        work.job(Kind::Outage, open.id, now);
        service.store.commit(work).await?;
    }
    Ok(())
}

/// What failed in a row, in this process.
#[derive(Debug, Default)]
pub struct Watch {
    mail: Mutex<State>,
    stamps: Mutex<State>,
}

/// Whom we tried to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom<'a> {
    /// There is no other.
    Only,
    /// One of many.
    One(&'a str),
}

/// What is to be noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Nothing,
    Begins(Moment),
    Ends,
}

#[derive(Debug, Default)]
struct State {
    /// Whether it is known that no outage is noted as going on.
    clear: bool,
    failing: Option<Run>,
}

#[derive(Debug)]
struct Run {
    since: Moment,
    times: u32,
    /// The first that was out of reach, where there are others.
    first: Option<String>,
    /// Whether that says something of our own way.
    ours: bool,
    noted: bool,
}

impl Watch {
    fn state(&self, failing: Failing) -> std::sync::MutexGuard<'_, State> {
        let state = if failing == Failing::Mail { &self.mail } else { &self.stamps };
        state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn saw(&self, failing: Failing, worked: bool, whom: Whom<'_>, now: Moment) -> Turn {
        let mut state = self.state(failing);
        if worked {
            state.failing = None;
            return if std::mem::replace(&mut state.clear, true) { Turn::Nothing } else { Turn::Ends };
        }
        let run = state.failing.get_or_insert_with(|| Run {
            since: now,
            times: 0,
            first: if let Whom::One(name) = whom { Some(name.to_owned()) } else { None },
            ours: false,
            noted: false,
        });
        run.times = run.times.saturating_add(1);
        run.ours |= match whom {
            Whom::Only => true,
            Whom::One(name) => run.first.as_deref() != Some(name),
        };
        if run.noted || !run.ours || run.times < TIMES || now.since(run.since) < COUNTS {
            return Turn::Nothing;
        }
        run.noted = true;
        let since = run.since;
        state.clear = false;
        Turn::Begins(since)
    }

    /// What was to be noted was not.
    fn forget(&self, failing: Failing) {
        let mut state = self.state(failing);
        state.clear = false;
        if let Some(run) = &mut state.failing {
            run.noted = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: u64) -> Moment {
        Moment::EPOCH.plus(Duration::from_mins(minutes))
    }

    #[test]
    fn c13_what_fails_for_a_quarter_of_an_hour_without_a_success_is_an_outage() {
        let watch = Watch::default();
        let saw = |worked, minutes| watch.saw(Failing::TimeStamps, worked, Whom::Only, at(minutes));
        assert_eq!(saw(true, 0), Turn::Ends, "the process before may have left one open");
        assert_eq!(saw(false, 1), Turn::Nothing);
        assert_eq!(saw(false, 15), Turn::Nothing, "fourteen minutes");
        assert_eq!(saw(true, 15), Turn::Nothing);
        assert_eq!([saw(false, 20), saw(false, 35)], [Turn::Nothing; 2], "twice");
        assert_eq!(saw(false, 36), Turn::Begins(at(20)));
        assert_eq!(saw(false, 90), Turn::Nothing, "once");
        assert_eq!([saw(true, 91), saw(true, 92)], [Turn::Ends, Turn::Nothing]);
    }

    #[test]
    fn c13_one_domain_out_of_reach_is_no_outage_of_ours() {
        let watch = Watch::default();
        let saw = |name, minutes| watch.saw(Failing::Mail, false, Whom::One(name), at(minutes));
        assert_eq!([0, 10, 20, 400].map(|minutes| saw("a.example", minutes)), [Turn::Nothing; 4]);
        assert_eq!(saw("b.example", 401), Turn::Begins(at(0)));
    }

    #[test]
    fn what_could_not_be_noted_is_noted_later() {
        let watch = Watch::default();
        let saw = |minutes| watch.saw(Failing::TimeStamps, false, Whom::Only, at(minutes));
        assert_eq!([saw(0), saw(1), saw(20)], [Turn::Nothing, Turn::Nothing, Turn::Begins(at(0))]);
        watch.forget(Failing::TimeStamps);
        assert_eq!(saw(21), Turn::Begins(at(0)));
    }

    #[test]
    fn an_outage_that_two_nodes_measure_is_one() {
        let made = |to| measured(Failing::Service, None, at(1), Some(at(to)));
        assert_eq!(made(20).id, made(21).id);
        assert_ne!(made(20).id, measured(Failing::Service, None, at(2), None).id);
    }
}
