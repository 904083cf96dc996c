//! What the addressee's pages show. Only reads: showing a page changes nothing and leaves nothing behind.

use std::time::Duration;

use crate::erds::address::Address;
use crate::erds::answer::Because;
use crate::erds::content::Tracker;
use crate::erds::delivery::Delivery;
use crate::erds::event::Event;
use crate::erds::evidence::Details;
use crate::erds::id::{DeliveryId, EvidenceId, MandateId, from_crockford};
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Method, Sender, SenderChecks};
use crate::erds::reference::Reference;
use crate::erds::submission::Grounds;
use crate::format::evidence;
use crate::store::{Form, Kept, PageToken, Seen};

use super::answer::{Said, said_in};
use super::delegate::{self, Acting};
use super::{Fault, Refusal, Service, means, passkey};

/// How long a form on a page can be used after the page was shown.
pub(super) const FORM_LIVES: Duration = Duration::from_hours(24);

/// The secret address of a delivery's pages: the last part of `…/r/<delivery>-<token>`.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// Which delivery it names; whether the token fits, only the store can tell.
    pub delivery: DeliveryId,
    text: String,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link(..)")
    }
}

impl Link {
    /// Reads the last part of an address; `None` where it has not the form of one.
    pub fn parse(text: &str) -> Option<Self> {
        let (delivery, token) = text.split_once('-')?;
        from_crockford::<16>(token).ok()?;
        Some(Self { delivery: delivery.parse().ok()?, text: text.to_owned() })
    }

    /// The last part of the address, as it came.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Somebody who proved who they are, for one delivery.
#[derive(Clone)]
pub struct Session {
    /// For which delivery.
    pub delivery: DeliveryId,
    /// How and when.
    pub identity: Authentication,
    /// From when it no longer works.
    pub until: Moment,
    /// Under which mandate, where it is a delegate's.
    pub mandate: Option<MandateId>,
    pub(super) secret: String,
}

impl Session {
    /// The value of the cookie.
    pub fn cookie(&self) -> &str {
        &self.secret
    }
}

/// One delivery as its addressee may see it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each asked by itself")]
pub struct View {
    /// Which delivery.
    pub delivery: DeliveryId,
    /// What its addressee types at `/check`, where it has one.
    pub reference: Option<Reference>,
    /// For whom.
    pub addressee: Address,
    /// Who sends.
    pub sender: Sender,
    /// What we checked of them.
    pub checks: SenderChecks,
    /// What they state.
    pub grounds: Grounds,
    /// What in the message would report on its reader.
    pub trackers: Vec<Tracker>,
    /// When it was handed in.
    pub submitted: Moment,
    /// Until when one can decide, exclusive.
    pub deadline: Option<Moment>,
    /// The zone of the terms.
    pub zone: String,
    /// The language of the terms.
    pub language: String,
    /// For how many days after a decision the content is kept.
    pub content_kept: u16,
    /// Where it stands.
    pub state: Delivery,
    /// By which means the addressee can prove who they are, so that it suffices to accept, to refuse and to read.
    pub means: Vec<Method>,
    /// By which electronic identities they can: the name in addresses, and the name for people.
    pub eids: Vec<(String, String)>,
    /// Whether several people may read the mailbox, so that the first decision counts.
    pub role_mailbox: bool,
    /// Whether a key enrolled before the message was handed in would suffice, too; whether there is one stands nowhere here.
    pub key_offered: bool,
    /// The last two digits of the telephone number that the sender stated.
    pub telephone_ending: Option<String>,
    /// Whether somebody has proved that.
    pub enough: bool,
    /// The message's subject; only for somebody who did.
    pub subject: Option<String>,
    /// What was recorded, in order.
    pub events: Vec<Recorded>,
    /// The delegate who looks, where one does.
    pub acting: Option<Acting>,
    /// The delegate who accepted or refused, where one did.
    pub decided_by: Option<Acting>,
    /// The delegate to whom all of the content was sent, where it was one.
    pub read_by: Option<Address>,
    /// Why it is not for whoever answered so, as they said.
    pub because: Option<Because>,
    /// What was said besides accepting and refusing, in order.
    pub said: Vec<Said>,
    /// How many letters in answer to a notice wait for the addressee's confirmation.
    pub letters: u32,
    /// Whether all of it is sealed and the bundle of it is made.
    pub sealed: bool,
}

impl View {
    /// Whether what was decided is theirs who look: the addressee's always, a delegate's where they decided it.
    pub fn is_theirs(&self) -> bool {
        self.acting.is_none() || self.is_their_own()
    }

    /// Whether they decided it themselves.
    pub fn is_their_own(&self) -> bool {
        self.acting == self.decided_by
    }

    /// When the standing instruction was given that accepted the message, where one did.
    pub fn instructed(&self) -> Option<Moment> {
        self.events.iter().find_map(|recorded| recorded.instructed)
    }
}

/// One recorded event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its place in the chain.
    pub sequence: u32,
    /// What happened.
    pub event: Event,
    /// When.
    pub time: Moment,
    /// The evidence's identifier.
    pub evidence: EvidenceId,
    /// Whether it is signed and time-stamped.
    pub sealed: bool,
    /// Which reminder it is about, from 1; `None` for the notice and for everything else.
    pub reminder: Option<u16>,
    /// When the standing instruction was given by which the message was accepted, where one accepted it.
    pub instructed: Option<Moment>,
}

/// What the notice page shows.
///
/// # Errors
/// `Refusal::UnknownLink` for every link that is not live, whatever the reason.
pub async fn notice(service: &Service, link: &Link) -> Result<View, Fault> {
    let (seen, acting) = opened(service, link).await?;
    let mut view = view_of(service, &seen).await?;
    if acting.is_some() {
        view.means.retain(|method| *method == Method::MailCode);
        view.eids.clear();
    }
    view.acting = acting;
    view.subject = None;
    Ok(view)
}

/// The session that a cookie opens, for this delivery.
///
/// # Errors
/// `Refusal::NoSession` where there is none, or it is over, or another delivery's.
pub async fn session(service: &Service, delivery: DeliveryId, cookie: &str) -> Result<Session, Fault> {
    let hash = crate::crypto::sha256(cookie.as_bytes());
    let found = service.store.session(&hash, service.now()).await?;
    let found = found.filter(|found| found.delivery == delivery).ok_or(Refusal::NoSession)?;
    // The secret's hash was found, so it is whole, and with it the mandate that it names.
    let mandate = mandate_in(cookie);
    if let Some(id) = &mandate {
        let seen = service.store.delivery(&delivery).await?.ok_or(Refusal::NoSession)?;
        delegate::acting(service, &seen, id, service.now()).await?;
    }
    Ok(Session { delivery, mandate, identity: found.identity, until: found.until, secret: cookie.to_owned() })
}

/// What the pages after the proof show.
pub async fn view(service: &Service, session: &Session) -> Result<View, Fault> {
    let seen = by_session(service, session).await?;
    let mut view = view_of(service, &seen).await?;
    view.acting = acting_in(service, &seen, session, service.now()).await?;
    if view.acting.is_some() {
        // Their letters are the addressee's to confirm.
        view.letters = 0;
    }
    view.enough = means::suffices(&seen, &session.identity);
    if !view.enough {
        view.subject = None;
    }
    Ok(view)
}

/// The one-use token for the form on the notice page.
pub fn form_token(service: &Service, link: &Link) -> String {
    service.store.page_token(&link_scope(link), service.now().plus(FORM_LIVES))
}

/// The one-use token for the form on the decision page.
pub fn decision_token(service: &Service, session: &Session) -> String {
    service.store.page_token(&decision_scope(session), session.until)
}

/// The one-use token for the forms on the page of letters.
pub fn reply_token(service: &Service, session: &Session) -> String {
    service.store.page_token(&reply_scope(session), session.until)
}

/// The one-use token for the forms with which something is said besides accepting and refusing.
pub fn answer_token(service: &Service, session: &Session) -> String {
    service.store.page_token(&answer_scope(session), session.until)
}

pub(super) fn read_answer_token(service: &Service, session: &Session, token: &str) -> Result<PageToken, Refusal> {
    service.store.read_page_token(token, &answer_scope(session), service.now()).ok_or(Refusal::SpentToken)
}

pub(super) fn read_form_token(service: &Service, link: &Link, token: &str) -> Result<PageToken, Refusal> {
    service.store.read_page_token(token, &link_scope(link), service.now()).ok_or(Refusal::SpentToken)
}

pub(super) fn read_decision_token(service: &Service, session: &Session, token: &str) -> Result<PageToken, Refusal> {
    service.store.read_page_token(token, &decision_scope(session), service.now()).ok_or(Refusal::SpentToken)
}

pub(super) fn read_reply_token(service: &Service, session: &Session, token: &str) -> Result<PageToken, Refusal> {
    service.store.read_page_token(token, &reply_scope(session), service.now()).ok_or(Refusal::SpentToken)
}

/// The delivery that a link opens, and the delegate whose link it is.
///
/// # Errors
/// `Refusal::UnknownLink` for a link that is not live; `Refusal::Mandate` for a delegate's whose mandate does not cover it.
pub(super) async fn opened(service: &Service, link: &Link) -> Result<(Seen, Option<Acting>), Fault> {
    if let Some(seen) = service.store.open_link(&link.text).await? {
        return Ok((seen, None));
    }
    let seen = service.store.delivery(&link.delivery).await?.ok_or(Refusal::UnknownLink)?;
    for held in super::mandate::of(service, &seen).await? {
        if service.store.is_delegates_link(&seen, &held.mandate.id, &link.text) {
            let acting = delegate::acting(service, &seen, &held.mandate.id, service.now()).await?;
            return Ok((seen, Some(acting)));
        }
    }
    Err(Refusal::UnknownLink.into())
}

/// The delivery that the addressee's own link opens.
///
/// # Errors
/// As `opened`; `Refusal::AddresseeOnly` for a delegate's.
pub(super) async fn by_link(service: &Service, link: &Link) -> Result<Seen, Fault> {
    match opened(service, link).await? {
        (seen, None) => Ok(seen),
        (_, Some(_)) => Err(Refusal::AddresseeOnly.into()),
    }
}

/// The session of the addressee themselves, for what a delegate cannot do.
pub(super) async fn by_own_session(service: &Service, session: &Session) -> Result<Seen, Fault> {
    if session.mandate.is_some() {
        return Err(Refusal::AddresseeOnly.into());
    }
    by_session(service, session).await
}

/// The delegate whose session it is.
pub(super) async fn acting_in(
    service: &Service,
    seen: &Seen,
    session: &Session,
    at: Moment,
) -> Result<Option<Acting>, Fault> {
    match &session.mandate {
        None => Ok(None),
        Some(id) => delegate::acting(service, seen, id, at).await.map(Some),
    }
}

/// The mandate that a delegate's cookie names behind its secret.
fn mandate_in(cookie: &str) -> Option<MandateId> {
    cookie.split_once('.')?.1.parse().ok()
}

pub(super) async fn by_session(service: &Service, session: &Session) -> Result<Seen, Fault> {
    Ok(service.store.delivery(&session.delivery).await?.ok_or(Refusal::NoSession)?)
}

/// The events of a chain, in order.
pub(super) fn recorded(kept: &[Kept]) -> Vec<Recorded> {
    let recorded = kept.iter().filter_map(|kept| {
        let sequence = kept.sequence?;
        Some(Recorded {
            sequence,
            event: kept.event,
            time: kept.time,
            evidence: kept.id,
            sealed: kept.sealed.is_some(),
            reminder: reminder(kept),
            instructed: instructed(kept),
        })
    });
    recorded.collect()
}

/// Why it is not for whoever answered so, where they said.
pub(super) fn because(kept: &[Kept]) -> Option<Because> {
    let answer = kept.iter().find(|kept| kept.event == Event::NotForMe)?;
    match evidence::read(&answer.canonical).ok()?.details {
        Details::Decision(decision) => decision.because,
        _ => None,
    }
}

/// When the standing instruction was given by which the message was accepted.
pub(super) fn instructed(kept: &Kept) -> Option<Moment> {
    let accepted = kept.event == Event::ConsignmentAcceptance;
    accepted.then(|| Some(evidence::read(&kept.canonical).ok()?.instructed()?.given))?
}

fn reminder(kept: &Kept) -> Option<u16> {
    let of_notice = [Event::NotificationForAcceptance, Event::NotificationForAcceptanceFailure].contains(&kept.event);
    of_notice.then(|| evidence::read(&kept.canonical).ok()?.notice()?.reminder)?
}

pub(super) async fn view_of(service: &Service, seen: &Seen) -> Result<View, Fault> {
    let kept = service.store.statements(seen).await?;
    let length = seen.head.map_or(0, |head| head.length);
    let sealed = seen.sealed == length && service.store.last_bundle(seen, Form::Evidence).await? == Some(length);
    let record = &seen.record;
    Ok(View {
        delivery: seen.id,
        reference: record.reference,
        addressee: record.addressee.clone(),
        sender: record.sender.clone(),
        checks: record.checks.clone(),
        grounds: record.grounds.clone(),
        trackers: record.trackers.clone(),
        submitted: record.submitted,
        deadline: seen.delivery.deadline(),
        zone: seen.terms.zone.clone(),
        language: seen.terms.language.clone(),
        content_kept: seen.terms.content_kept,
        state: seen.delivery,
        means: means::sufficient(service, seen),
        eids: means::issued(service, seen).into_iter().map(|eid| (eid.id.clone(), eid.name.clone())).collect(),
        role_mailbox: record.role_mailbox.is_some(),
        key_offered: passkey::is_offered(service, seen.terms.assurance),
        telephone_ending: record.telephone.as_ref().map(|telephone| telephone.ending().to_owned()),
        enough: false,
        subject: record.subject.clone(),
        events: recorded(&kept),
        acting: None,
        decided_by: delegate::acted(&kept),
        read_by: delegate::read_by(&kept),
        because: because(&kept),
        said: said_in(&kept),
        letters: super::reply::waiting(service, seen).await?,
        sealed,
    })
}

fn link_scope(link: &Link) -> String {
    format!("code {}", link.text)
}

fn decision_scope(session: &Session) -> String {
    format!("decide {} {}", session.delivery, session.secret)
}

fn answer_scope(session: &Session) -> String {
    format!("answer {} {}", session.delivery, session.secret)
}

fn reply_scope(session: &Session) -> String {
    format!("reply {} {}", session.delivery, session.secret)
}
