//! Station "hand-in", once more: after a refusal or a silence the addressee may ask for the message again, and the sender may
//! submit it again by one act. That makes a new delivery of the same content, with the same terms and a time of its own. Its A.1
//! names the delivery that it follows and the last evidence there, so the two chains stand in their order.
//!
//! Once for each delivery: what follows may end the same way, be asked for again, and be followed itself. Not after a recall, and
//! not once the content is gone. What the addressee had to prove stays; but an access code, and what an identity is compared with,
//! belong to one delivery and are kept as its hashes, so a message that needs them is handed in anew.
//!
//! Crash before the unit of work: nothing happened. After it, `attest` goes on from the job.

use std::time::Duration;

use crate::erds::answer::Saying;
use crate::erds::delivery::{Command, Delivery, Refusal as Unlawful};
use crate::erds::evidence::{Details, Follows, SubmissionDetails};
use crate::erds::id::DeliveryId;
use crate::erds::party::{Authentication, Method, Sender};
use crate::erds::reference::Reference;
use crate::erds::submission::Submission;
use crate::format::evidence;
use crate::store::{Account, CommitError, Kept, Kind, NewDelivery, PageToken, Record, Seen, Work};

use super::answer::said_in;
use super::compose::{Particulars, first_statements};
use super::{Fault, Refusal, Service, abuse, means, status, submit};

/// For how long it is remembered that a delivery was followed: longer than its content can be kept.
const REMEMBERED: Duration = Duration::from_hours(3_653 * 24);

/// Submits a message again to an addressee who asked for that; the new delivery.
///
/// # Errors
/// `Refusal::NotFound` where the account has no such delivery; `Refusal::NotAsked` where the addressee did not ask, or it was done
/// before; `Refusal::Law` where the content cannot be had (any more); `Refusal::Suspended`; `Refusal::Message` where an access code is needed.
pub async fn again(service: &Service, account: &Account, id: DeliveryId, method: Method) -> Result<DeliveryId, Fault> {
    if let Some(words) = abuse::suspended(service, &account.name).await? {
        return Err(Refusal::Suspended(words).into());
    }
    let seen = status::own(service, account, id).await?;
    may(service, &seen, &service.store.statements(&seen).await?)?;
    let key = service.store.submission_key(&seen).await?.ok_or(Unlawful::Erased)?;
    let now = service.now();
    let outcome = Delivery::default().step(Command::AcceptSubmission, now)?;
    let record = Record {
        sender: Sender { authentication: Authentication::own(method, now), ..seen.record.sender.clone() },
        submitted: now,
        ..seen.record.clone()
    };
    let submission = submission(&seen, &record);
    let details = details(service, &seen, &submission)?;
    let made = DeliveryId::new(now, service.random());
    let statements = first_statements(service, made, &record, &outcome, |_| {
        Particulars::details(Details::Submission(Box::new(details.clone())))
    })?;
    let new = NewDelivery {
        id: made,
        addressee: record.addressee.clone(),
        reference: Reference::new(service.random()),
        role_mailbox: record.role_mailbox.clone(),
        outcome,
        statements,
    };
    let mut work = Work::new();
    work.spend(once(service, &seen.id));
    work.again(&seen, key, submission, new);
    work.job(Kind::Attest, made, now);
    match service.store.commit(work).await {
        Ok(()) => Ok(made),
        Err(CommitError::Spent) => Err(Refusal::NotAsked.into()),
        Err(error) => Err(error.into()),
    }
}

/// Whether the sender may submit this delivery's message again at this moment.
pub(super) async fn is_open(service: &Service, seen: &Seen, kept: &[Kept]) -> Result<bool, Fault> {
    Ok(may(service, seen, kept).is_ok() && !service.store.is_spent(&once(service, &seen.id)).await?)
}

/// The delivery that this one follows, where it follows one.
pub(super) fn follows(kept: &[Kept]) -> Option<DeliveryId> {
    match evidence::read(&kept.first()?.canonical).ok()?.details {
        Details::Submission(submission) => Some(submission.follows?.delivery),
        _ => None,
    }
}

fn may(service: &Service, seen: &Seen, kept: &[Kept]) -> Result<(), Refusal> {
    seen.delivery.step(Command::Say(Saying::Again), service.now())?;
    if !said_in(kept).iter().any(|said| said.saying == Saying::Again) {
        return Err(Refusal::NotAsked);
    }
    let mut left = means::sufficient(service, seen).into_iter().filter(|method| *method != Method::AccessCode);
    if seen.record.to_match.is_empty() && left.next().is_some() {
        return Ok(());
    }
    let words = "what its addressee must show besides (an access code, or what an identity is compared with) is kept for the \
                 first delivery only; please hand the message in anew";
    Err(Refusal::Message(words.to_owned()))
}

fn submission(seen: &Seen, record: &Record) -> Submission {
    Submission {
        id: seen.submission,
        sender: record.sender.clone(),
        checks: record.checks.clone(),
        addressees: vec![record.addressee.clone()],
        time: record.submitted,
        content: record.content.clone(),
        trackers: record.trackers.clone(),
        reasons: record.grounds.clone(),
        terms: seen.terms.clone(),
    }
}

fn details(service: &Service, seen: &Seen, submission: &Submission) -> Result<SubmissionDetails, Fault> {
    let last = seen.head.ok_or_else(|| Fault::Broken { what: "a delivery without evidence".to_owned() })?;
    Ok(SubmissionDetails {
        telephone_ending: seen.record.telephone.as_ref().map(|telephone| telephone.ending().to_owned()),
        role_mailbox: seen.record.role_mailbox.clone(),
        follows: Some(Follows { delivery: seen.id, sequence: last.length, digest: last.digest }),
        ..submit::details(service, submission)
    })
}

fn once(service: &Service, id: &DeliveryId) -> PageToken {
    service.store.once("again", id, service.now().plus(REMEMBERED))
}
