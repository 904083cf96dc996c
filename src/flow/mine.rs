//! `/mine`: what was recorded about an address, for whoever shows that they can open its mailbox. No account, and no link of ours.
//!
//! Whether anything is known of an address must show in no answer and in no time. So asking for a code only leaves a job about
//! the mailbox, the same for every address; the job makes a code for every address, and mails it where there is
//! something to see. A wrong code counts alike everywhere.
//!
//! Showing it changes nothing. Opening a delivery from there makes a session for it by the same proof: a code to the mailbox.

use std::time::Duration;

use crate::erds::address::Address;
use crate::erds::delivery::Offer;
use crate::erds::event::Event;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::erds::own::OwnDetails;
use crate::erds::party::{Authentication, Method};
use crate::letters;
use crate::store::{Claimed, Kind, NewCode, PageToken, SecurityRecord, Seen, Store, Subject, Work};

use super::absence::MOST_STATED;
use super::block::{self, Blocked};
use super::enrol::{self, Enrolled};
use super::look::{Session, View, view_of};
use super::own::own_statement;
use super::prove::{CODES_A_DAY, digits, grouped, right_code, session, session_until};
use super::{Fault, Refusal, Service, means, post, relink};

/// How many deliveries are listed at a time.
const MOST: u32 = 20;
/// For how long security records are kept and shown.
const DAY: Duration = Duration::from_hours(24);

/// Somebody who proved that they can open a mailbox.
#[derive(Clone)]
pub struct Owner {
    mailbox: Subject,
    identity: Authentication,
    until: Moment,
    secret: String,
}

impl Owner {
    /// The value of the cookie.
    pub fn cookie(&self) -> &str {
        &self.secret
    }

    /// How they proved it.
    pub(super) fn identity(&self) -> &Authentication {
        &self.identity
    }

    /// The one-use token for a form of theirs that does this.
    pub(super) fn token(&self, service: &Service, what: &str) -> String {
        service.store.page_token(&asks(self, what), self.until)
    }

    /// The token that such a form sent.
    ///
    /// # Errors
    /// `Refusal::SpentToken` for one of another form.
    pub(super) fn spend(&self, service: &Service, what: &str, token: &str) -> Result<PageToken, Refusal> {
        service.store.read_page_token(token, &asks(self, what), service.now()).ok_or(Refusal::SpentToken)
    }
}

/// A delivery in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What its addressee may see; the subject only where this proof suffices.
    pub view: View,
    /// Whether its pages can be opened from here.
    pub opens: bool,
    /// The one-use token for the form that opens it.
    pub token: String,
    /// The one-use token for the form that blocks its sender; `None` where that is done.
    pub block: Option<String>,
}

/// A sender who is blocked, or a key, with the one-use token for the form that undoes it.
#[derive(Clone, Debug)]
pub struct Undo<T> {
    /// What.
    pub what: T,
    /// The token.
    pub token: String,
}

/// What was recorded about an address.
#[derive(Clone, Debug)]
pub struct Mine {
    /// The address, as the last sender wrote it.
    pub address: Address,
    /// The language of the last terms.
    pub language: String,
    /// Their zone.
    pub zone: String,
    /// Deliveries, the latest first.
    pub deliveries: Vec<Listed>,
    /// Where earlier ones are: behind this one.
    pub earlier: Option<DeliveryId>,
    /// What is kept for a day.
    pub security: Vec<SecurityRecord>,
    /// Keys that the addressee enrolled and did not remove.
    pub keys: Vec<Undo<Enrolled>>,
    /// Senders that are blocked.
    pub blocked: Vec<Undo<Blocked>>,
    /// What is stated about the address alone: place, event, time, and whether it is sealed.
    pub own: Vec<(u32, Event, Moment, bool)>,
}

/// What an addressee asks on this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// Not to be sent anything by the sender of this delivery.
    Block(DeliveryId),
    /// To be sent it again: the delivery on which the block was asked for.
    Unblock(DeliveryId),
    /// That a key signs nothing more: its fingerprint.
    RemoveKey(&'a str),
}

/// Asks for a code to an address, whether anything is known of it or not.
///
/// # Errors
/// `Refusal::TooManyCodes` after five a day, for every address alike; `Fault::Unavailable` where nothing can be stored.
pub async fn request_code(service: &Service, address: &Address) -> Result<(), Fault> {
    let (mailbox, now) = (service.store.mailbox(address), service.now());
    if sent_today(service, mailbox, now).await? >= CODES_A_DAY {
        return Err(Refusal::TooManyCodes.into());
    }
    let mut work = Work::new();
    work.job(Kind::Mine, mailbox, now);
    Ok(service.store.commit(work).await?)
}

/// Makes the code, and mails it where something is recorded about the address; in the language of its last sender.
pub async fn mail(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let (mailbox, now) = (job.subject, service.now());
    if sent_today(service, mailbox, now).await? < CODES_A_DAY {
        let (code, until) = (digits(service), now.plus(Store::CODE_LIVES));
        let mut work = Work::new();
        work.code(mailbox.delivery(), NewCode { code: code.clone(), method: Method::MailCode, at: now, until });
        service.store.commit(work).await?;
        if let Some(seen) = last(service, mailbox).await? {
            let (language, code) = (&seen.terms.language, grouped(&code));
            let sent = post::to_addressee(service, &seen, "code", language, |post| letters::code(post, &code, until));
            // Not again: another code would count, and tell that there was somebody to write to. Whoever has none asks.
            if let Err(fault) = sent.await {
                tracing::warn!(%fault, "a code for what was recorded about an address could not be mailed");
            }
        }
    }
    let mut work = Work::new();
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// Lets in whoever types the code that was mailed.
///
/// # Errors
/// As `prove::confirm_code`, for every address alike.
pub async fn confirm_code(service: &Service, address: &Address, typed: &str) -> Result<Owner, Fault> {
    let (mailbox, now) = (service.store.mailbox(address), service.now());
    let code = right_code(service, &mailbox.delivery(), typed, now).await?;
    let identity = Authentication::own(code.method(), now);
    let mut work = Work::new();
    work.use_code(code);
    let Session { identity, until, secret, .. } = session(service, mailbox.delivery(), identity, &mut work);
    service.store.commit(work).await?;
    Ok(Owner { mailbox, identity, until, secret })
}

/// Who a cookie is.
///
/// # Errors
/// `Refusal::NoSession` where it is nobody's (any more), or a delivery's.
pub async fn owner(service: &Service, cookie: &str) -> Result<Owner, Fault> {
    let hash = crate::crypto::sha256(cookie.as_bytes());
    let found = service.store.session(&hash, service.now()).await?.ok_or(Refusal::NoSession)?;
    let (mailbox, secret) = (found.delivery.into(), cookie.to_owned());
    let owner = Owner { mailbox, identity: found.identity, until: found.until, secret };
    last(service, owner.mailbox).await?.ok_or(Refusal::NoSession)?;
    Ok(owner)
}

/// What was recorded about the address; of its deliveries those before one of them, from the latest where `None`.
pub async fn mine(service: &Service, owner: &Owner, before: Option<DeliveryId>) -> Result<Mine, Fault> {
    let newest = last(service, owner.mailbox).await?.ok_or(Refusal::NoSession)?;
    let mut ids = service.store.deliveries_before(owner.mailbox, before, MOST + 1).await?;
    let more = ids.len() > MOST as usize;
    ids.truncate(MOST as usize);
    let own = enrol::own_chain(service, &newest).await?;
    let blocked = block::in_force(&own)?;
    let mut deliveries = Vec::with_capacity(ids.len());
    for id in &ids {
        if let Some(seen) = service.store.delivery(id).await? {
            deliveries.push(listed(service, owner, &seen, &blocked).await?);
        }
    }
    let token = |what: &str| service.store.page_token(&asks(owner, what), owner.until);
    Ok(Mine {
        address: newest.record.addressee.clone(),
        language: newest.terms.language.clone(),
        zone: newest.terms.zone.clone(),
        deliveries,
        earlier: ids.last().copied().filter(|_| more),
        security: service.store.security(owner.mailbox, service.now().minus(DAY)).await?,
        keys: enrol::enrolled(&own)?
            .into_iter()
            .map(|key| Undo { token: token(&key.fingerprint.to_string()), what: key })
            .collect(),
        blocked: blocked
            .into_iter()
            .map(|blocked| Undo { token: token(&blocked.delivery.to_string()), what: blocked })
            .collect(),
        own: own.statements.iter().map(|kept| (kept.sequence, kept.event, kept.time, kept.sealed.is_some())).collect(),
    })
}

/// Opens a delivery to the mailbox: a session for its pages, no longer than this one.
///
/// # Errors
/// `Refusal::NotFound` for what is not to this mailbox, or cannot be opened; `Refusal::SpentToken` for a form that was used.
pub async fn open(service: &Service, owner: &Owner, delivery: DeliveryId, token: &str) -> Result<Session, Fault> {
    let seen = theirs(service, owner, delivery).await?;
    if !opens(service, &seen).await? {
        return Err(Refusal::NotFound.into());
    }
    let token = service.store.read_page_token(token, &scope(owner, delivery), service.now());
    let mut work = Work::new();
    work.spend(token.ok_or(Refusal::SpentToken)?);
    let session = session_until(service, (seen.id, None), (owner.identity.clone(), owner.until), &mut work);
    service.store.commit(work).await?;
    Ok(session)
}

/// States what the addressee asks, in the chain of what concerns them alone. They are told by mail.
///
/// # Errors
/// `Refusal::NotFound` for what is not theirs, or done; `Refusal::SpentToken` for a form that was used; `Refusal::TooManyStatements`.
pub async fn ask(service: &Service, owner: &Owner, asked: Asked<'_>, token: &str) -> Result<(), Fault> {
    let newest = last(service, owner.mailbox).await?.ok_or(Refusal::NoSession)?;
    let own = enrol::own_chain(service, &newest).await?;
    let blocked = block::in_force(&own)?;
    let known = |id: DeliveryId| blocked.iter().find(|known| known.delivery == id);
    let (what, details) = match asked {
        Asked::Block(id) => {
            let seen = theirs(service, owner, id).await?;
            let sender = seen.record.sender.address.clone();
            if blocked.iter().any(|known| known.sender.same_mailbox(&sender)) {
                return Err(Refusal::NotFound.into());
            }
            (id.to_string(), OwnDetails::Block { sender, delivery: id })
        }
        Asked::Unblock(id) => {
            let sender = known(id).ok_or(Refusal::NotFound)?.sender.clone();
            (id.to_string(), OwnDetails::Unblock { sender })
        }
        Asked::RemoveKey(fingerprint) => {
            let keys = enrol::enrolled(&own)?;
            let key = keys.iter().find(|key| key.fingerprint.to_string() == fingerprint).ok_or(Refusal::NotFound)?;
            (fingerprint.to_owned(), OwnDetails::RemoveKey(key.fingerprint))
        }
    };
    if own.statements.len() >= MOST_STATED {
        return Err(Refusal::TooManyStatements.into());
    }
    let token = service.store.read_page_token(token, &asks(owner, &what), service.now()).ok_or(Refusal::SpentToken)?;
    let mut work = Work::new();
    work.spend(token);
    work.state_own(&own, own_statement(service, (&newest.record.addressee, &owner.identity), &own, details)?);
    work.job(Kind::Enrol, newest.id, service.now());
    Ok(service.store.commit(work).await?)
}

/// The sealed evidence at a place of the chain of what concerns the address alone: its event and octets; `None` where it is not sealed.
///
/// # Errors
/// `Refusal::NotFound` where nothing stands there.
pub async fn statement(service: &Service, owner: &Owner, place: u32) -> Result<Option<(Event, Vec<u8>)>, Fault> {
    let newest = last(service, owner.mailbox).await?.ok_or(Refusal::NoSession)?;
    let own = enrol::own_chain(service, &newest).await?;
    let kept = own.statements.into_iter().find(|kept| kept.sequence == place).ok_or(Refusal::NotFound)?;
    Ok(kept.sealed.map(|sealed| (kept.event, sealed)))
}

async fn listed(service: &Service, owner: &Owner, seen: &Seen, blocked: &[Blocked]) -> Result<Listed, Fault> {
    let mut view = view_of(service, seen).await?;
    if !means::suffices(seen, &owner.identity) {
        view.subject = None;
    }
    Ok(Listed {
        view,
        opens: opens(service, seen).await?,
        token: service.store.page_token(&scope(owner, seen.id), owner.until),
        block: (!blocked.iter().any(|known| known.sender.same_mailbox(&seen.record.sender.address)))
            .then(|| service.store.page_token(&asks(owner, &seen.id.to_string()), owner.until)),
    })
}

/// Whether a notice told of it, or could not: but not while a suspended sender's notice is held back.
async fn opens(service: &Service, seen: &Seen) -> Result<bool, Fault> {
    Ok(seen.delivery.offer() != Offer::None && !relink::withheld(service, seen).await?)
}

async fn theirs(service: &Service, owner: &Owner, delivery: DeliveryId) -> Result<Seen, Fault> {
    let seen = service.store.delivery(&delivery).await?;
    let seen = seen.filter(|seen| service.store.mailbox(&seen.record.addressee) == owner.mailbox);
    Ok(seen.ok_or(Refusal::NotFound)?)
}

/// The last delivery to somebody's mailbox.
pub(super) async fn newest(service: &Service, owner: &Owner) -> Result<Seen, Fault> {
    Ok(last(service, owner.mailbox).await?.ok_or(Refusal::NoSession)?)
}

/// The last delivery to a mailbox.
async fn last(service: &Service, mailbox: Subject) -> Result<Option<Seen>, Fault> {
    match service.store.deliveries_to(mailbox, 1).await?.first() {
        Some(id) => Ok(service.store.delivery(id).await?),
        None => Ok(None),
    }
}

async fn sent_today(service: &Service, mailbox: Subject, now: Moment) -> Result<usize, Fault> {
    Ok(service.store.codes_since(&mailbox.delivery(), now.minus(DAY)).await?.len())
}

fn asks(owner: &Owner, what: &str) -> String {
    format!("mine asks {what} {}", owner.secret)
}

fn scope(owner: &Owner, delivery: DeliveryId) -> String {
    format!("mine {delivery} {}", owner.secret)
}
