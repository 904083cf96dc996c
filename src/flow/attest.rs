//! Station "seal": signs the stored canonical bytes of a delivery's statements in order, has each time-stamped, checks the
//! file with the verifier's own code, and keeps it once, with its extract beside it. What follows from a sealed statement is queued in the same unit.
//!
//! After a crash the same canonical bytes are signed again; the first sealed file that was stored stands.

use std::time::Duration;

use crate::crypto::sha256;
use crate::erds::delivery::{GRACE, Offer};
use crate::erds::event::Event;
use crate::erds::evidence::Statement;
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::seal::xades;
use crate::store::{Claimed, Kept, Kind, Seen, Work};

use super::enrol::own_chain;
use super::publish::held_until;
use super::retain;
use super::{Fault, Service};
use super::{absence, extract, instruct, mandate, outage};

/// Seals every statement of the chain that is not sealed.
pub async fn attest(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let id = job.subject.delivery();
    loop {
        let Some(seen) = service.store.delivery(&id).await? else {
            return finish(service, job, Work::new()).await;
        };
        let mut open = service.store.unsealed(&seen).await?.into_iter();
        let Some(kept) = open.next() else {
            let mut work = Work::new();
            work.job(Kind::Export, id, service.now());
            return finish(service, job, work).await;
        };
        let sealed = seal(service, &kept.canonical).await?;
        let extract = extract::beside(service, &kept.canonical, &sealed)?;
        let mut work = Work::new();
        let now = service.now();
        let from = kept.event.is_held().then(|| held_until(now));
        match from {
            Some(from) => work.seal_held(&seen, kept.id, kept.sequence, sealed, [now, from]),
            None => work.seal(&seen, kept.id, kept.sequence, sealed, now),
        }
        work.extract(&seen, kept.id, extract, from);
        follow(service, &seen, &kept, &mut work).await?;
        if open.next().is_none() {
            // What is stated from here on asks for this job again, and the checkpoint that covers this for the bundle.
            return finish(service, job, work).await;
        }
        service.store.commit(work).await?;
    }
}

async fn finish(service: &Service, job: &Claimed, mut work: Work) -> Result<(), Fault> {
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// What a sealed statement sets going.
async fn follow(service: &Service, seen: &Seen, kept: &Kept, work: &mut Work) -> Result<(), Fault> {
    let now = service.now();
    match kept.event {
        Event::SubmissionAcceptance => {
            work.job(Kind::Notify, seen.id, now);
            // One receipt for all addressees.
            if service.store.first_delivery_of(&seen.submission).await? == Some(seen.id) {
                work.job(Kind::Tell, seen.id, now);
            }
        }
        Event::NotificationForAcceptance => {
            if let Offer::Offered { deadline } = seen.delivery.offer() {
                let own = own_chain(service, seen).await?;
                if mandate::is_given(&own) {
                    work.job(Kind::Delegate, seen.id, now);
                }
                if absence::away_of(service, &own)?.is_some() {
                    work.job(Kind::PutOff, seen.id, now);
                }
                work.job(Kind::Expire, seen.id, due(deadline));
                // Reminders follow the notice only; they wait for their days by themselves.
                let is_reminder = |statement: Statement| statement.notice().is_some_and(|n| n.reminder.is_some());
                let is_notice = !evidence::read(&kept.canonical).is_ok_and(is_reminder);
                if is_notice && instruct::may_cover(service, &own, seen)? {
                    work.job(Kind::Instructed, seen.id, now);
                }
                if !seen.terms.reminders.is_none() && is_notice {
                    work.job(Kind::Remind, seen.id, now);
                }
            }
        }
        Event::NotificationForAcceptanceFailure
        | Event::NoticeBounced
        | Event::ConsignmentAcceptance
        | Event::ConsignmentRejection
        | Event::AcceptanceRejectionExpiry
        | Event::NotForMe => {
            work.job(Kind::Tell, seen.id, now);
            retain::ask(seen, now, work);
        }
        Event::ContentHandover
        | Event::AddresseeStates
        | Event::ByPostPlease
        | Event::CouldNotOpen
        | Event::DeadlineMoved
        | Event::Recalled => work.job(Kind::Tell, seen.id, now),
        _ => {}
    }
    Ok(())
}

/// When silence may be stated: the grace after the deadline, and a second for the clock's own grain.
pub(super) fn due(deadline: Moment) -> Moment {
    deadline.plus(GRACE).plus(Duration::from_secs(1))
}

/// Signs and time-stamps canonical bytes, and checks the result as a verifier would before anybody relies on it.
pub(super) async fn seal(service: &Service, canonical: &[u8]) -> Result<Vec<u8>, Fault> {
    let broken = |what: &str, error: &dyn std::fmt::Display| Fault::Broken { what: format!("{what}: {error}") };
    let key = &service.seal.signer;
    let now = service.now();
    let prepared = xades::prepare(canonical, service.seal.certificate.der(), now.whole_seconds(), key.algorithm())
        .map_err(|error| broken("evidence cannot be prepared for its signature", &error))?;
    let signature = key.sign_at(&prepared.to_sign, now).map_err(|error| broken("the seal key cannot sign", &error))?;
    let signed = prepared.assemble(&signature).map_err(|error| broken("the signature does not fit", &error))?;
    let stamped = service.tsa.stamp(signed.imprint.into()).await;
    outage::stamped(service, stamped.is_ok()).await;
    let token = stamped?;
    let sealed = signed.seal(&token).map_err(|error| broken("the time-stamp does not fit", &error))?;
    let facts = xades::check(&sealed).map_err(|error| broken("what was sealed does not verify", &error))?;
    if facts.digest != sha256(canonical) || facts.token.as_deref() != Some(&token[..]) {
        return Err(Fault::Broken { what: "what was sealed is not what was stated".to_owned() });
    }
    Ok(sealed)
}
