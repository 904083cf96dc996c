//! What an outage means for one delivery: an evidence in its chain and, where it took something of a running time to decide,
//! as many days more. One unit of work per outage; what the chain holds already is not stated again, so that a repeated job
//! changes nothing. Earlier evidence stays as it is.

use crate::erds::delivery::{Command, Decision, Delivery, Keeping, Offer};
use crate::erds::event::Event;
use crate::erds::evidence::{Details, OutageDetails, Statement};
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::erds::outage::Span;
use crate::format::evidence;
use crate::store::{Claimed, CommitError, Kept, Kind, Outage, Seen, Work};
use crate::verify::term;

use super::attempt::deadline;
use super::compose::{Particulars, statements};
use super::{Fault, Service};

/// How often another unit may come between before we say that the delivery is busy.
const ROUNDS: u8 = 16;

/// Job: states every outage that is over and that concerns the delivery.
pub async fn extend(service: &Service, job: &Claimed) -> Result<(), Fault> {
    settle(service, &job.subject.delivery()).await?;
    let mut work = Work::new();
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// States them, in the order in which they began.
pub(super) async fn settle(service: &Service, id: &DeliveryId) -> Result<(), Fault> {
    let mut rounds = 0;
    while let Some(seen) = service.store.delivery(id).await? {
        let chain = chain(service, &seen).await?;
        let outages = service.store.outages_of(id, seen.record.submitted).await?;
        let Some(outage) = outages.iter().find(|outage| concerns(outage, &seen, &chain)) else { break };
        let Some(work) = stated(service, &seen, &chain, outage)? else { break };
        match service.store.commit(work).await {
            Ok(()) => rounds = 0,
            Err(CommitError::Stale) if rounds < ROUNDS => rounds += 1,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The statements of a delivery's chain, in order.
pub(super) async fn chain(service: &Service, seen: &Seen) -> Result<Vec<Statement>, Fault> {
    let kept = service.store.statements(seen).await?;
    kept.iter().filter(|kept| kept.sequence.is_some()).map(read).collect()
}

/// Those of them that state an outage.
pub(super) async fn outages(service: &Service, seen: &Seen) -> Result<Vec<Statement>, Fault> {
    service.store.statements_of(seen, Event::Outage).await?.iter().map(read).collect()
}

fn read(kept: &Kept) -> Result<Statement, Fault> {
    evidence::read(&kept.canonical)
        .map_err(|error| Fault::Broken { what: format!("a statement cannot be read: {error}") })
}

/// The spans of what the chain states, of those kinds.
pub(super) fn spans(chain: &[Statement], of: impl Fn(&OutageDetails) -> bool) -> Vec<Span> {
    let outages = chain.iter().filter_map(|statement| match &statement.details {
        Details::Outage(outage) if of(outage) => Some((outage.from, outage.to)),
        _ => None,
    });
    outages.collect()
}

/// Whether an outage is to be stated in this chain. One that concerns all is stated where nobody had decided.
fn concerns(outage: &Outage, seen: &Seen, chain: &[Statement]) -> bool {
    let stated = |statement: &Statement| matches!(&statement.details, Details::Outage(known) if known.id == outage.id);
    let Some(to) = outage.to.filter(|_| !chain.iter().any(stated)) else { return false };
    outage.delivery == Some(seen.id) || (to > seen.record.submitted && undecided(&seen.delivery, outage.from))
}

fn undecided(delivery: &Delivery, at: Moment) -> bool {
    matches!(delivery.decision(), Decision::Open | Decision::NotForMe)
        && delivery.content() == Keeping::Kept
        && delivery.offer() != Offer::Failed
        && delivery.deadline().is_none_or(|deadline| at < deadline)
}

fn stated(service: &Service, seen: &Seen, chain: &[Statement], outage: &Outage) -> Result<Option<Work>, Fault> {
    let (now, Some(to)) = (service.now(), outage.to) else { return Ok(None) };
    let until = moved(service, seen, chain, outage, to);
    let Ok(outcome) = seen.delivery.step(Command::Outage { until }, now) else { return Ok(None) };
    let details = OutageDetails {
        id: outage.id,
        failing: outage.failing,
        by_operator: outage.by_operator,
        from: outage.from,
        to,
        words: outage.words.clone(),
        deadline: until.map(|until| deadline(seen, until)),
    };
    let stated =
        statements(service, seen, &outcome, |_| Particulars::details(Details::Outage(Box::new(details.clone()))))?;
    let mut work = Work::new();
    work.record(seen, &outcome, stated);
    work.job(Kind::Attest, seen.id, now);
    Ok(Some(work))
}

/// The deadline that the outage leads to; `None` where it took nothing of a running time to decide.
fn moved(service: &Service, seen: &Seen, chain: &[Statement], outage: &Outage, to: Moment) -> Option<Moment> {
    let Offer::Offered { deadline } = seen.delivery.offer() else { return None };
    if !service.settings.outages_extend || !undecided(&seen.delivery, outage.from) {
        return None;
    }
    let mut term = term::Term::new(&seen.terms.zone, seen.terms.country.as_deref());
    for statement in chain {
        term.follow(statement);
    }
    term.moved(outage.failing, (outage.from, to)).map(|until| until.max(deadline))
}

/// Whether an outage that goes on may yet give back some of a time to decide that ends at this deadline.
///
/// KNOWN: an outage of mail ends with the next mail that goes out; where nothing is to be mailed, it goes on. Bearable because
/// whoever wants to decide asks for a code, which is a mail.
pub(super) async fn may_move(service: &Service, deadline: Moment) -> Result<bool, Fault> {
    if !service.settings.outages_extend {
        return Ok(false);
    }
    let open = service.store.open_outages().await?;
    Ok(open.iter().any(|open| open.failing.extends() && open.from < deadline))
}
