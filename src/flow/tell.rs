//! Mails to both sides: the sender at hand-in, decision, failure and expiry; the addressee at decision and expiry, with a
//! fresh link. Each is told only when its evidence is sealed, and once, as far as a mail can be sent once: it is noted
//! after it was handed over, so a crash between the two repeats it with the same Message-ID.
//!
//! Where a server had a mail and its answer did not come, the mail is repeated with growing pauses for as long as a notice is,
//! and then counts as told (docs/decisions/0040). A mail that cannot be handed over holds up no other.

use crate::erds::address::Address;
use crate::erds::answer::Because;
use crate::erds::delivery::Decision as Stands;
use crate::erds::event::Event;
use crate::erds::evidence::{Details, Statement};
use crate::erds::moment::Moment;
use crate::erds::party::Capacity;
use crate::erds::standing::Decision;
use crate::erds::telephone::Telephone;
use crate::format::{acknowledgement, evidence};
use crate::letters::{self, About, Beforehand, Closed, Decided, Heard, Known, Letter, Post, Receipt, Waiting};
use crate::store::{Claimed, Kept, Notice, NoticeState, Seen, Subject, Work};
use crate::verify::keyed::key_use;
use crate::words::Words;

use super::post::{self, Handed};
use super::unsure::Unsure;
use super::{Fault, Service, promise};

/// What is left to be told of a delivery.
#[derive(Default)]
struct Left {
    /// When a mail of unknown outcome is to be repeated: the first of them.
    again: Option<Moment>,
    /// Why another could not be handed over: what passes, rather than what does not.
    fault: Option<Fault>,
}

impl Left {
    fn add(&mut self, told: Result<Option<Moment>, Fault>) {
        match told {
            Ok(None) => {}
            Ok(Some(at)) => self.again = Some(self.again.map_or(at, |before| before.min(at))),
            Err(fault) if matches!(self.fault, Some(Fault::Unavailable { .. })) => drop(fault),
            Err(fault) => self.fault = Some(fault),
        }
    }
}

/// Tells what was sealed and not told.
pub async fn tell(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut left = Left::default();
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        for kept in service.store.statements(&seen).await? {
            if kept.sealed.is_some() {
                about(service, &seen, &kept, &mut left).await?;
            }
        }
    }
    let mut work = Work::new();
    match (left.fault, left.again) {
        (None, None) => work.done(job),
        (None | Some(Fault::Refused(_) | Fault::Broken { .. }), Some(at)) => work.retry(job, at),
        (Some(fault), _) => return Err(fault),
    }
    Ok(service.store.commit(work).await?)
}

async fn about(service: &Service, seen: &Seen, kept: &Kept, left: &mut Left) -> Result<(), Fault> {
    if kept.event == Event::SubmissionAcceptance {
        return receipt(service, seen, left).await;
    }
    if kept.event == Event::NotificationForAcceptanceFailure
        && !evidence::read(&kept.canonical).is_ok_and(|s| s.ends_time())
    {
        // A reminder that no mail server took for the moment: the timeline has it.
        return Ok(());
    }
    let names = match kept.event {
        Event::ConsignmentAcceptance => ["sender accepted", "addressee accepted"],
        Event::ConsignmentRejection => ["sender refused", "addressee refused"],
        Event::NotForMe => ["sender not for me", "addressee not for me"],
        Event::AcceptanceRejectionExpiry => ["sender expired", "addressee expired"],
        Event::NotificationForAcceptanceFailure => ["sender failed", ""],
        Event::NoticeBounced => ["sender bounced", ""],
        Event::DeadlineMoved => return moved(service, seen, kept, left).await,
        // Whoever accepted is told that it no longer stands; to others the link says it.
        Event::Recalled if seen.delivery.decision() == Stands::Accepted => ["", "addressee recalled"],
        Event::AddresseeStates | Event::ByPostPlease | Event::CouldNotOpen => {
            return statement(service, seen, kept, left).await;
        }
        _ => return Ok(()),
    };
    for (place, what) in names.into_iter().enumerate() {
        // After a notice that failed there is no deadline to name, and whoever answered needs no mail about that.
        let nothing_to_name = what == "addressee not for me" && seen.delivery.deadline().is_none();
        if what.is_empty() || nothing_to_name || service.store.told(seen.id, what).await?.is_some() {
            continue;
        }
        let letter =
            if place == 0 { to_sender(service, seen, kept).await? } else { to_addressee(service, seen, kept)? };
        left.add(hand_over(service, seen.id.into(), what, letter).await);
    }
    Ok(())
}

/// Once per submission, however many addressees it has: with its first delivery, which alone asks for it (`attest`).
async fn receipt(service: &Service, seen: &Seen, left: &mut Left) -> Result<(), Fault> {
    const WHAT: &str = "sender receipt";
    let deliveries = service.store.deliveries_of(&seen.submission).await?;
    if deliveries.first() != Some(&seen.id) || service.store.told(seen.submission, WHAT).await?.is_some() {
        return Ok(());
    }
    let addressees = deliveries.len();
    let promises = promise::promises(service, &deliveries).await?;
    let message_id = letters::message_id("receipt", &seen.id, 1, service.settings.from.domain());
    let letter = letters::receipt(
        &post(service, &post::service(service), seen, true, &message_id),
        &Receipt {
            submission: &seen.submission,
            time: seen.record.submitted,
            addressees,
            content: &seen.record.content,
            accept_within: seen.terms.accept_within(),
            promises: &promises,
        },
    )
    .map_err(|error| post::unwritable(&error))?;
    left.add(hand_over(service, seen.submission.into(), WHAT, letter).await);
    Ok(())
}

/// Once for each thing that the addressee says besides accepting and refusing.
async fn statement(service: &Service, seen: &Seen, kept: &Kept, left: &mut Left) -> Result<(), Fault> {
    const WHAT: &str = "sender statement";
    if service.store.told(kept.id, WHAT).await?.is_none() {
        let letter = to_sender(service, seen, kept).await?;
        left.add(hand_over(service, kept.id.into(), WHAT, letter).await);
    }
    Ok(())
}

/// Once for each move of the deadline, to both sides.
async fn moved(service: &Service, seen: &Seen, kept: &Kept, left: &mut Left) -> Result<(), Fault> {
    for (place, what) in ["sender moved", "addressee moved"].into_iter().enumerate() {
        if service.store.told(kept.id, what).await?.is_none() {
            let letter =
                if place == 0 { to_sender(service, seen, kept).await? } else { to_addressee(service, seen, kept)? };
            left.add(hand_over(service, kept.id.into(), what, letter).await);
        }
    }
    Ok(())
}

/// The deadline that a statement moves the time to.
fn moved_to(kept: &Kept) -> Moment {
    match evidence::read(&kept.canonical).map(|stated| stated.details) {
        Ok(Details::Moved(deadline)) => deadline.until,
        _ => kept.time,
    }
}

async fn to_sender(service: &Service, seen: &Seen, kept: &Kept) -> Result<Letter, Fault> {
    let message_id = letters::message_id(kept.event.name(), &seen.id, number(kept), service.settings.from.domain());
    let about = About { submission: &seen.submission, delivery: &seen.id, addressee: &seen.record.addressee };
    let us = post::service(service);
    let post = post(service, &us, seen, true, &message_id);
    let stated = evidence::read(&kept.canonical).ok();
    if let Some(used) = stated.as_ref().and_then(Statement::instructed) {
        return letters::instructed(&post, &about, kept.time, used.given).map_err(|error| post::unwritable(&error));
    }
    match (kept.event, decision(kept.event)) {
        (Event::NotificationForAcceptanceFailure, _) if is_reminder(stated.as_ref()) => {
            letters::reminder_failed(&post, &about, kept.time, heard(stated.as_ref()))
        }
        (Event::NotificationForAcceptanceFailure, _) => {
            let unsure = |notice: &Notice| notice.state == NoticeState::Unknown;
            let unsure = service.store.notices(seen).await?.iter().any(unsure);
            letters::failed(&post, &about, kept.time, unsure, heard(stated.as_ref()))
        }
        (Event::DeadlineMoved, _) => letters::moved(&post, &about, moved_to(kept)),
        (Event::NoticeBounced, _) => letters::bounced(&post, &about, kept.time, heard(stated.as_ref())),
        (Event::AddresseeStates | Event::ByPostPlease | Event::CouldNotOpen, _) => {
            let known = known(seen, stated.as_ref())?;
            match stated.as_ref().map(|stated| &stated.details) {
                Some(Details::Answer(answer)) => letters::said(&post, &about, answer.saying, &known, kept.time),
                _ => letters::statement(&post, &about, &known, kept.time),
            }
        }
        (_, Some(decision)) => {
            let capacity = capacity(service, seen, kept).await?;
            let (because, known) = (stated.as_ref().and_then(because), known(seen, stated.as_ref())?);
            let decided = Decided { decision, because, time: kept.time, capacity: &capacity, known };
            letters::decision(&post, &about, &decided)
        }
        (_, None) => letters::expiry(&post, &about, deadline(seen, kept)),
    }
    .map_err(|error| post::unwritable(&error))
}

fn is_reminder(stated: Option<&Statement>) -> bool {
    stated.and_then(Statement::notice).is_some_and(|notice| notice.reminder.is_some())
}

/// What a mail server said, as the evidence has it.
fn heard(stated: Option<&Statement>) -> Option<Heard<'_>> {
    let stated = stated?;
    match &stated.details {
        Details::Notice(notice) => match (&notice.next_hop, &notice.reply) {
            (Some(hop), Some(reply)) => Some(Heard::Answered(&hop.name, reply)),
            _ => stated.reasons.first()?.details.as_deref().map(Heard::Nothing),
        },
        Details::Return(report) => report.diagnostic.as_deref().map(Heard::Reported),
        _ => None,
    }
}

fn to_addressee(service: &Service, seen: &Seen, kept: &Kept) -> Result<Letter, Fault> {
    let message_id = letters::message_id(
        &format!("to-you.{}", kept.event.name()),
        &seen.id,
        number(kept),
        service.settings.from.domain(),
    );
    let us = post::service(service);
    let post = post(service, &us, seen, false, &message_id);
    let sender = seen.record.sender.name.as_deref().unwrap_or(seen.record.sender.address.as_str());
    let link = post::link(service, seen);
    match decision(kept.event) {
        None if kept.event == Event::DeadlineMoved => {
            letters::put_off(&post, &Waiting { sender, time: moved_to(kept), link: &link })
        }
        None if kept.event == Event::Recalled => {
            letters::recalled(&post, &Waiting { sender, time: kept.time, link: &link })
        }
        Some(decision) => {
            let until =
                if decision == Decision::NotForMe { deadline(seen, kept) } else { content_until(seen, kept.time) };
            let stated = evidence::read(&kept.canonical).ok();
            if let Some(used) = stated.as_ref().and_then(Statement::instructed) {
                let told = Beforehand { given: used.given, time: kept.time, sender, until, link: &link };
                return letters::instructed_you(&post, &told).map_err(|error| post::unwritable(&error));
            }
            let (because, known) = (stated.as_ref().and_then(because), known(seen, stated.as_ref())?);
            letters::decided(&post, &Closed { decision, because, time: kept.time, sender, until, link: &link, known })
        }
        None => letters::expired(&post, &Waiting { sender, time: deadline(seen, kept), link: &link }),
    }
    .map_err(|error| post::unwritable(&error))
}

/// Hands a mail over and notes it; when it is to be repeated, where nobody knows whether a server took it.
async fn hand_over(
    service: &Service,
    subject: Subject,
    what: &'static str,
    letter: Letter,
) -> Result<Option<Moment>, Fault> {
    let unsure = Unsure::of(service, subject, what).await?;
    if let Some(at) = unsure.rests_until(service) {
        return Ok(Some(at));
    }
    let (begun, mut work) = (service.now(), Work::new());
    let again = match post::send(service, letter).await? {
        Handed::Taken => None,
        Handed::Unknown => unsure.note(service, begun, &mut work),
    };
    if again.is_none() {
        work.told(subject, what, service.now());
    }
    service.store.commit(work).await?;
    Ok(again)
}

fn post<'a>(
    service: &'a Service,
    us: &'a letters::Service,
    seen: &'a Seen,
    sender: bool,
    message_id: &'a str,
) -> Post<'a> {
    let record = &seen.record;
    Post {
        service: us,
        words: Words::of(&seen.terms.language),
        zone: &seen.terms.zone,
        to: if sender { &record.sender.address } else { &record.addressee },
        date: service.now(),
        message_id,
        reply_to: None,
    }
}

fn decision(event: Event) -> Option<Decision> {
    match event {
        Event::ConsignmentAcceptance => Some(Decision::Accepted),
        Event::ConsignmentRejection => Some(Decision::Refused),
        Event::NotForMe => Some(Decision::NotForMe),
        _ => None,
    }
}

/// Why it is not for whoever answered so, where they said.
fn because(stated: &Statement) -> Option<Because> {
    match &stated.details {
        Details::Decision(decision) => decision.because,
        _ => None,
    }
}

/// How whoever answered showed who they are.
fn known<'a>(seen: &'a Seen, stated: Option<&'a Statement>) -> Result<Known<'a>, Fault> {
    let how = stated.and_then(|stated| stated.authentication.as_ref());
    let how = how.ok_or_else(|| Fault::Broken { what: "an answer names no proof of who gave it".to_owned() })?;
    Ok(Known {
        method: how.method,
        issuer: how.vouched.as_ref().map(|vouched| vouched.issuer.as_str()),
        telephone_ending: seen.record.telephone.as_ref().map(Telephone::ending),
        signed: stated.and_then(key_use).is_some(),
        delegate: stated.and_then(|stated| stated.delegate.as_ref()).map(Address::as_str),
    })
}

/// In what capacity the addressee decided, out of the acknowledgement.
async fn capacity(service: &Service, seen: &Seen, kept: &Kept) -> Result<Capacity, Fault> {
    let wanted = decision(kept.event);
    for document in service.store.acknowledgements(seen).await? {
        let Ok(document) = acknowledgement::read(&document.bytes) else { continue };
        let said = match document.decision {
            acknowledgement::Decision::Accepted => Decision::Accepted,
            acknowledgement::Decision::Refused => Decision::Refused,
            acknowledgement::Decision::NotForMe => Decision::NotForMe,
        };
        if Some(said) == wanted {
            return Ok(document.capacity);
        }
    }
    Err(Fault::Broken { what: "a decision has no acknowledgement".to_owned() })
}

fn number(kept: &Kept) -> u32 {
    kept.sequence.unwrap_or(0)
}

fn deadline(seen: &Seen, kept: &Kept) -> Moment {
    seen.delivery.deadline().unwrap_or(kept.time)
}

/// Until when the content of a decided delivery is kept.
fn content_until(seen: &Seen, decided: Moment) -> Moment {
    match seen.delivery.decision() {
        Stands::Accepted => decided.plus(std::time::Duration::from_hours(24) * u32::from(seen.terms.content_kept)),
        _ => decided,
    }
}
