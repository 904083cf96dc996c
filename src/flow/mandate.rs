//! Mandates: an addressee lets somebody else see and decide. The principal gives one on their own page, after the code; the
//! delegate accepts by a link and a code to their own mailbox; either ends it at any time. Each step is stated in the chain of
//! the address that took it, sealed, and told to both by mail; a sender sees nothing of it until a delegate decides.
//!
//! Thirty days after its end the page of a mandate is gone; what was stated stays in the two chains.
//!
//! Crash: each step is one unit of statement and job; the job seals and tells what is not sealed or not told, once each.

use crate::calendar;
use crate::erds::address::Address;
use crate::erds::event::Event;
use crate::erds::id::{ChainId, DeliveryId, MandateId};
use crate::erds::mandate::{Mandate, MandateAcceptance, MandateUse, NotCovered, Scope};
use crate::erds::moment::Moment;
use crate::erds::own::OwnDetails;
use crate::erds::party::{Authentication, Method};
use crate::letters::{self, AboutMandate};
use crate::store::{Claimed, KeptMandate, KeptOwn, Kind, NewCode, OwnSeen, Seen, Store, Work};

use super::enrol::{own_chain, seal_own};
use super::look::{FORM_LIVES, Session, by_own_session};
use super::own::{own_statement, read};
use super::{Fault, Refusal, Service, post, prove};

/// The most mandates that one address has given and that are not over, or were given within a day: each writes to a stranger.
const MOST: usize = 10;
/// The most days that a mandate can last.
pub const LONGEST: u16 = 732;
/// How long after its end a mandate's page says so; then the two addresses behind it are forgotten.
const SHOWN: std::time::Duration = std::time::Duration::from_hours(30 * 24);
/// The most running times of one mailbox that a delegate is told of.
const MOST_RUNNING: u32 = 100;

/// A mandate as its two sides stated it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Who gave it.
    pub principal: Address,
    /// What it says.
    pub mandate: Mandate,
    /// When it was given.
    pub given: Moment,
    /// When the delegate accepted it.
    pub accepted: Option<Moment>,
    /// When either ended it.
    pub revoked: Option<Moment>,
    /// What evidence of a decision under it would hold; `None` before it was accepted.
    pub used: Option<MandateUse>,
}

impl Held {
    /// Whether it covers a message of this sender at this moment.
    ///
    /// # Errors
    /// Why it does not.
    pub fn covers(&self, sender: &Address, at: Moment) -> Result<MandateUse, NotCovered> {
        if self.revoked.is_some() {
            return Err(NotCovered::Revoked);
        }
        let used = self.used.ok_or(NotCovered::NotAccepted)?;
        self.mandate.covers(sender, at).map(|()| used)
    }
}

/// A mandate as the principal's page sent it.
#[derive(Clone, Debug)]
pub struct Given {
    /// The delegate's address.
    pub delegate: Address,
    /// The domain of the one sender that it is for; `None`: for all.
    pub sender_domain: Option<String>,
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day.
    pub until: String,
    /// In which language the delegate is written to.
    pub language: String,
    /// The page's one-use token.
    pub token: String,
}

/// The page of a mandate, as its delegate sees it.
#[derive(Clone, Debug)]
pub struct Page {
    /// The mandate.
    pub held: Held,
    /// In which language the delegate is written to.
    pub language: String,
    /// In which zone its days are.
    pub zone: String,
    /// The one-use token of the form that asks for a code.
    pub token: String,
}

/// The mandates that the addressee gave, the latest first.
pub async fn given(service: &Service, session: &Session) -> Result<Vec<Held>, Fault> {
    let seen = by_own_session(service, session).await?;
    let own = own_chain(service, &seen).await?;
    let mut all = of_principal(service, &seen.record.addressee, &own).await?;
    all.reverse();
    Ok(all)
}

/// The one-use token for the forms on the page of mandates.
pub fn token(service: &Service, session: &Session) -> String {
    service.store.page_token(&scope(session), session.until)
}

/// Gives a mandate; the delegate is asked by mail whether they accept it.
///
/// # Errors
/// `Refusal::SpentToken` when the page was used before, `Refusal::NoDay` for days that are none, over, out of order or too far
/// apart, `Refusal::OwnDelegate` for the addressee's own address, `Refusal::TooManyMandates` for more than ten.
pub async fn give(service: &Service, session: &Session, given: &Given) -> Result<(), Fault> {
    let now = service.now();
    let token = service.store.read_page_token(&given.token, &scope(session), now).ok_or(Refusal::SpentToken)?;
    let seen = by_own_session(service, session).await?;
    if given.delegate.same_mailbox(&seen.record.addressee) {
        return Err(Refusal::OwnDelegate.into());
    }
    super::submit::may_address(service, &given.delegate)?;
    let zone = seen.terms.zone.clone();
    let (from, until) = days(&zone, given, now)?;
    let own = own_chain(service, &seen).await?;
    let held = of_principal(service, &seen.record.addressee, &own).await?;
    let day = now.minus(std::time::Duration::from_hours(24));
    let counts = |held: &&Held| held.given > day || (held.revoked.is_none() && held.mandate.until > now);
    if held.iter().filter(counts).count() >= MOST {
        return Err(Refusal::TooManyMandates.into());
    }
    let domain = given.sender_domain.as_ref().map(|domain| domain.to_lowercase());
    let mandate = Mandate {
        id: MandateId::new(now, service.random()),
        delegate: given.delegate.clone(),
        scope: domain.map_or(Scope::All, Scope::SenderDomain),
        from,
        until,
    };
    let id = mandate.id;
    let kept = KeptMandate {
        principal: seen.record.addressee.clone(),
        delegate: given.delegate.clone(),
        language: given.language.clone(),
        principals_language: seen.terms.language.clone(),
        zone,
    };
    let mut work = Work::new();
    work.spend(token);
    work.mandate(id, kept, now);
    let about = (&seen.record.addressee, &session.identity);
    work.state_own(&own, own_statement(service, about, &own, OwnDetails::MandateGiven(mandate))?);
    work.job(Kind::Mandate, id, now);
    Ok(service.store.commit(work).await?)
}

/// Ends a mandate that the addressee gave, at once.
///
/// # Errors
/// `Refusal::SpentToken` when the page was used before, `Refusal::NotFound` where there is none to end.
pub async fn revoke(service: &Service, session: &Session, id: MandateId, token: &str) -> Result<(), Fault> {
    let now = service.now();
    let token = service.store.read_page_token(token, &scope(session), now).ok_or(Refusal::SpentToken)?;
    let seen = by_own_session(service, session).await?;
    let own = own_chain(service, &seen).await?;
    let held = of_principal(service, &seen.record.addressee, &own).await?;
    held.iter().find(|held| held.mandate.id == id && held.revoked.is_none()).ok_or(Refusal::NotFound)?;
    let mut work = Work::new();
    work.spend(token);
    let about = (&seen.record.addressee, &session.identity);
    work.state_own(&own, own_statement(service, about, &own, OwnDetails::MandateRevoked(id))?);
    work.job(Kind::Mandate, id, now);
    Ok(service.store.commit(work).await?)
}

/// The page of a mandate, by the last part of its address. Looking changes nothing.
///
/// # Errors
/// `Refusal::UnknownLink` where it opens none.
pub async fn page(service: &Service, link: &str) -> Result<Page, Fault> {
    let (id, kept, held) = by_link(service, link).await?;
    let token = service.store.page_token(&page_scope(&id), service.now().plus(FORM_LIVES));
    Ok(Page { held, language: kept.language, zone: kept.zone, token })
}

/// Mails a code to the delegate.
///
/// # Errors
/// As `prove::request_code`.
pub async fn request_code(service: &Service, link: &str, form_token: &str, language: &str) -> Result<(), Fault> {
    let (id, kept, _) = by_link(service, link).await?;
    let now = service.now();
    let token = service.store.read_page_token(form_token, &page_scope(&id), now).ok_or(Refusal::SpentToken)?;
    let door = service.store.mandates_door(&id);
    mail_code(service, (&kept.delegate, &kept.zone, language), door, Work::spending(token)).await
}

/// Keeps a code that hangs on `door`, and mails it to this address.
pub(super) async fn mail_code(
    service: &Service,
    (to, zone, language): (&Address, &str, &str),
    door: DeliveryId,
    mut work: Work,
) -> Result<(), Fault> {
    let now = service.now();
    let since = now.minus(std::time::Duration::from_hours(24));
    if service.store.codes_since(&door, since).await?.len() >= prove::CODES_A_DAY {
        return Err(Refusal::TooManyCodes.into());
    }
    let (code, until) = (prove::digits(service), now.plus(Store::CODE_LIVES));
    work.code(door, NewCode { code: code.clone(), method: Method::MailCode, at: now, until });
    service.store.commit(work).await?;
    let grouped = prove::grouped(&code);
    post::to(service, (to, zone, language), ("code", &door), |post| letters::code(post, &grouped, until)).await?;
    Ok(())
}

/// The delegate accepts the mandate, or ends it (before they accepted it, too), with the code that was mailed to them.
///
/// # Errors
/// `Refusal::WrongCode`, `Refusal::CodeExpired`; `Refusal::NotFound` where it was accepted or ended before.
pub async fn answer(service: &Service, link: &str, typed: &str, accepts: bool) -> Result<(), Fault> {
    let (id, kept, held) = by_link(service, link).await?;
    let now = service.now();
    if held.revoked.is_some() || (accepts && (held.accepted.is_some() || held.mandate.until <= now)) {
        return Err(Refusal::NotFound.into());
    }
    let code = prove::right_code(service, &service.store.mandates_door(&id), typed, now).await?;
    let own = chain_of(service, &kept.delegate).await?;
    let identity = Authentication::own(Method::MailCode, now);
    let details = if accepts {
        let given = given_digest(&chain_of(service, &kept.principal).await?, &id)?.ok_or(Refusal::NotFound)?;
        OwnDetails::MandateAccepted(MandateAcceptance { id, principal: kept.principal.clone(), given })
    } else {
        OwnDetails::MandateRevoked(id)
    };
    let mut work = Work::new();
    work.use_code(code);
    work.state_own(&own, own_statement(service, (&kept.delegate, &identity), &own, details)?);
    work.job(Kind::Mandate, id, now);
    Ok(service.store.commit(work).await?)
}

/// Job: seals what both sides stated of a mandate, and tells each of it by mail; then waits for its first day, and for its end.
pub async fn settle(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let (id, now) = (MandateId::from_octets(*job.subject.delivery().octets()), service.now());
    let mut work = Work::new();
    let mut later = None;
    if let Some(kept) = service.store.mandate(&id).await? {
        for address in [&kept.principal, &kept.delegate] {
            let own = chain_of(service, address).await?;
            seal_own(service, &own).await?;
            for stated in &own.statements {
                if is_about(stated, &id)? {
                    tell(service, &id, &kept, stated).await?;
                }
            }
        }
        later = held(service, &kept, &id).await?.map(|held| next(&held, now)).filter(|at| *at > now);
        // What runs already is the delegate's to decide on, too: from its first day on.
        for delivery in service.store.running_to(service.store.mailbox(&kept.principal), MOST_RUNNING).await? {
            work.job(Kind::Delegate, delivery, now);
        }
    }
    if let Some(at) = later {
        work.retry(job, at);
    } else {
        work.forget_mandate(id);
        work.done(job);
    }
    Ok(service.store.commit(work).await?)
}

/// When there is something to do next: on its first day, and when its page is to go.
fn next(held: &Held, now: Moment) -> Moment {
    match held.revoked {
        None if held.mandate.from > now => held.mandate.from,
        revoked => revoked.unwrap_or(held.mandate.until).plus(SHOWN),
    }
}

/// Each side is told once of each step. The delegate's mail about a mandate that was given has the link to its page.
async fn tell(service: &Service, id: &MandateId, kept: &KeptMandate, stated: &KeptOwn) -> Result<(), Fault> {
    let Some(held) = held(service, kept, id).await? else { return Ok(()) };
    let link = format!("{}/r/{}", service.settings.base_url, service.store.mandate_link(id));
    let about = AboutMandate { principal: &kept.principal, mandate: &held.mandate, time: stated.time, link: &link };
    let door = DeliveryId::from_octets(*id.octets());
    let sides = [
        (&kept.principal, &kept.principals_language, "mandate principal"),
        (&kept.delegate, &kept.language, "mandate delegate"),
    ];
    for (to, language, what) in sides {
        if service.store.told(stated.id, what).await?.is_some() {
            continue;
        }
        let is_delegate = to == &kept.delegate;
        let of = (to, kept.zone.as_str(), language.as_str());
        post::to(service, of, ("mandate", &door), |post| letters::mandate(post, &about, stated.event, is_delegate))
            .await?;
        let mut work = Work::new();
        work.told(stated.id, what, service.now());
        service.store.commit(work).await?;
    }
    Ok(())
}

/// The mandates that the addressee of a delivery gave.
pub(super) async fn of(service: &Service, seen: &Seen) -> Result<Vec<Held>, Fault> {
    let own = own_chain(service, seen).await?;
    of_principal(service, &seen.record.addressee, &own).await
}

/// Whether mandates were given in this chain.
pub(super) fn is_given(own: &OwnSeen) -> bool {
    own.statements.iter().any(|kept| kept.event == Event::MandateGiven)
}

async fn by_link(service: &Service, link: &str) -> Result<(MandateId, KeptMandate, Held), Fault> {
    let id = service.store.open_mandate_link(link).ok_or(Refusal::UnknownLink)?;
    let kept = service.store.mandate(&id).await?.ok_or(Refusal::UnknownLink)?;
    let held = held(service, &kept, &id).await?.ok_or(Refusal::UnknownLink)?;
    Ok((id, kept, held))
}

async fn held(service: &Service, kept: &KeptMandate, id: &MandateId) -> Result<Option<Held>, Fault> {
    let own = chain_of(service, &kept.principal).await?;
    let all = of_principal(service, &kept.principal, &own).await?;
    Ok(all.into_iter().find(|held| held.mandate.id == *id))
}

/// The mandates that stand in a principal's chain, with what their delegates stated, in the order in which they were given.
async fn of_principal(service: &Service, principal: &Address, own: &OwnSeen) -> Result<Vec<Held>, Fault> {
    let mut all = Vec::new();
    for kept in own.statements.iter().filter(|kept| kept.event == Event::MandateGiven) {
        let OwnDetails::MandateGiven(mandate) = read(&kept.canonical)?.details else { continue };
        let theirs = chain_of(service, &mandate.delegate).await?;
        let mut held = Held {
            principal: principal.clone(),
            given: kept.time,
            accepted: None,
            revoked: revoked(own, &mandate.id)?.or(revoked(&theirs, &mandate.id)?),
            used: None,
            mandate,
        };
        for stated in theirs.statements.iter().filter(|stated| stated.event == Event::MandateAccepted) {
            match read(&stated.canonical)?.details {
                OwnDetails::MandateAccepted(acceptance) if acceptance.given == kept.digest => {
                    let (given, accepted) = (kept.digest, stated.digest);
                    held.accepted = Some(stated.time);
                    held.used = Some(MandateUse { id: held.mandate.id, given, accepted });
                }
                _ => {}
            }
        }
        all.push(held);
    }
    Ok(all)
}

fn revoked(own: &OwnSeen, id: &MandateId) -> Result<Option<Moment>, Fault> {
    for kept in own.statements.iter().filter(|kept| kept.event == Event::MandateRevoked) {
        if is_about(kept, id)? {
            return Ok(Some(kept.time));
        }
    }
    Ok(None)
}

fn is_about(kept: &KeptOwn, id: &MandateId) -> Result<bool, Fault> {
    if !matches!(kept.event, Event::MandateGiven | Event::MandateAccepted | Event::MandateRevoked) {
        return Ok(false);
    }
    Ok(match read(&kept.canonical)?.details {
        OwnDetails::MandateGiven(mandate) => mandate.id == *id,
        OwnDetails::MandateAccepted(acceptance) => acceptance.id == *id,
        OwnDetails::MandateRevoked(revoked) => revoked == *id,
        _ => false,
    })
}

fn given_digest(own: &OwnSeen, id: &MandateId) -> Result<Option<crate::erds::content::Sha256>, Fault> {
    for kept in own.statements.iter().filter(|kept| kept.event == Event::MandateGiven) {
        if is_about(kept, id)? {
            return Ok(Some(kept.digest));
        }
    }
    Ok(None)
}

pub(super) async fn chain_of(service: &Service, address: &Address) -> Result<OwnSeen, Fault> {
    let fresh = ChainId::new(service.now(), service.random());
    Ok(service.store.own_chain(address, fresh).await?)
}

/// From the beginning of the first day, or now where that is today, to the end of the last.
fn days(zone: &str, given: &Given, now: Moment) -> Result<(Moment, Moment), Fault> {
    let broken = |error| Fault::Broken { what: format!("a day cannot be computed: {error}") };
    let end = |day: &str| calendar::behind_day(zone, day).map(|end| end.map(Moment::from_micros)).map_err(broken);
    let begins = calendar::begin_of_day(zone, &given.from).map_err(broken)?.map(Moment::from_micros);
    let (begins, ends, until) = (begins, end(&given.from)?, end(&given.until)?);
    let (Some(begins), Some(ends), Some(until)) = (begins, ends, until) else { return Err(Refusal::NoDay.into()) };
    let longest = std::time::Duration::from_hours(24 * u64::from(LONGEST));
    if ends <= now || until < ends || until > now.plus(longest) {
        return Err(Refusal::NoDay.into());
    }
    Ok((begins, until))
}

fn scope(session: &Session) -> String {
    format!("mandates {} {}", session.delivery, session.secret)
}

fn page_scope(id: &MandateId) -> String {
    format!("mandate {id}")
}
