//! The addressee is away until a day: they say so with a proof that they read the mailbox, and what is stated stands in the chain
//! of what concerns them alone. A deadline that ends before they have been back for three whole days is put off, of what runs and
//! of what comes, by as many days as the sender's terms gave at most (docs/decisions/0058). The sender sees a moved deadline
//! without its reason; where none moves, the sender sees nothing.
//!
//! Crash: token, statement and jobs are one unit; each delivery's move is another, and a repeated job finds it done.

use crate::calendar;
use crate::erds::delivery::Command;
use crate::erds::event::Event;
use crate::erds::evidence::Details;
use crate::erds::moment::Moment;
use crate::erds::own::OwnDetails;
use crate::store::{Claimed, Kind, OwnSeen, Seen, Work};
use crate::verify::term::Term;

use super::attempt::deadline;
use super::compose::{Particulars, statements};
use super::enrol::own_chain;
use super::extend::chain;
use super::look::{Session, by_own_session};
use super::own::{own_statement, read};
use super::retry::decided_on;
use super::{Fault, Refusal, Service};

/// The most days that somebody can say to be away for; longer, they say it again.
pub const LONGEST: u16 = 90;
/// The most running times of one mailbox that are looked at.
const MOST: u32 = 1_000;
/// The most statements in a chain of one address.
pub(super) const MOST_STATED: usize = 500;

/// Until when the addressee is away, exclusive, as they last said; `None` where that is over or they never did.
pub async fn away(service: &Service, session: &Session) -> Result<Option<Moment>, Fault> {
    let seen = by_own_session(service, session).await?;
    away_of(service, &own_chain(service, &seen).await?)
}

/// The one-use token for the form on the page of absence.
pub fn token(service: &Service, session: &Session) -> String {
    service.store.page_token(&scope(session), session.until)
}

/// Records that the addressee is away up to and including this day (`YYYY-MM-DD` in the zone of the terms), or that they are back.
///
/// # Errors
/// `Refusal::SpentToken` when the page was used before; `Refusal::NoDay` for what is no day from today on, or more than 90 days on.
pub async fn register(service: &Service, session: &Session, day: Option<&str>, token: &str) -> Result<(), Fault> {
    let now = service.now();
    let token = service.store.read_page_token(token, &scope(session), now).ok_or(Refusal::SpentToken)?;
    let seen = by_own_session(service, session).await?;
    let until = day.map(|day| behind(&seen, day, now)).transpose()?;
    let own = own_chain(service, &seen).await?;
    if own.statements.len() >= MOST_STATED {
        return Err(Refusal::TooManyStatements.into());
    }
    let mut work = Work::new();
    work.spend(token);
    work.state_own(
        &own,
        own_statement(service, (&seen.record.addressee, &session.identity), &own, OwnDetails::Absence(until))?,
    );
    work.job(Kind::Enrol, seen.id, now);
    if until.is_some() {
        work.job(Kind::Absence, service.store.mailbox(&seen.record.addressee), now);
    }
    Ok(service.store.commit(work).await?)
}

/// The first moment behind this day, which is to come.
fn behind(seen: &Seen, day: &str, now: Moment) -> Result<Moment, Fault> {
    let broken = |error| Fault::Broken { what: format!("a day cannot be computed: {error}") };
    let until = calendar::behind_day(&seen.terms.zone, day).map_err(broken)?.map(Moment::from_micros);
    let latest = now.plus(std::time::Duration::from_hours(24 * u64::from(LONGEST) + 24));
    Ok(until.filter(|until| *until > now && *until <= latest).ok_or(Refusal::NoDay)?)
}

/// Job: asks for a look at each running time of the mailbox.
pub async fn spread(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut work = Work::new();
    for id in service.store.running_to(job.subject, MOST).await? {
        work.job(Kind::PutOff, id, service.now());
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// Job: puts the delivery's deadline off where its addressee is away.
pub async fn put_off(service: &Service, job: &Claimed) -> Result<(), Fault> {
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await?
        && let Some(back) = away_of(service, &own_chain(service, &seen).await?)?
    {
        let mut term = Term::new(&seen.terms.zone, seen.terms.country.as_deref());
        for statement in chain(service, &seen).await? {
            term.follow(&statement);
        }
        decided_on(service, &seen, |seen| {
            let Some(until) = term.put_off(back, seen.terms.accept_within()) else { return Ok(None) };
            // What is decided, over or put off meanwhile stays as it is.
            let Ok(outcome) = seen.delivery.step(Command::PutOff { until }, service.now()) else { return Ok(None) };
            let details = Details::Moved(deadline(seen, until));
            let stated = statements(service, seen, &outcome, |_| Particulars::details(details.clone()))?;
            let mut work = Work::new();
            work.record(seen, &outcome, stated);
            work.job(Kind::Attest, seen.id, service.now());
            Ok(Some(work))
        })
        .await?;
    }
    let mut work = Work::new();
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// Until when the addressee of this chain is away, exclusive.
pub(super) fn away_of(service: &Service, own: &OwnSeen) -> Result<Option<Moment>, Fault> {
    let Some(last) = own.statements.iter().rev().find(|kept| kept.event == Event::AbsenceStated) else {
        return Ok(None);
    };
    match read(&last.canonical)?.details {
        OwnDetails::Absence(until) => Ok(until.filter(|until| *until > service.now())),
        _ => Ok(None),
    }
}

fn scope(session: &Session) -> String {
    format!("absence {} {}", session.delivery, session.secret)
}
