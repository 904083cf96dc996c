//! Station "identity", a key of the addressee's own (a passkey): made after they proved who they are. The enrolment is an
//! evidence of its own in the chain of what concerns this address alone. The log shows it with the next full hour's batch, the
//! sender never; the address is told by mail.
//!
//! The challenge is made from the page's one-use token, so nothing is kept between page and answer. Crash: token, enrolment
//! and job are one unit; the job looks up what is not sealed or not told, so it can be done again. A mail whose fate is not known is not sent twice.

use crate::crypto::{Sha256Stream, sha256};
use crate::erds::content::Sha256;
use crate::erds::enrolment::{Enrolment, OwnChain};
use crate::erds::event::Event;
use crate::erds::id::{ChainId, EvidenceId};
use crate::erds::key::AddresseeKey;
use crate::erds::own::OwnDetails;
use crate::format::evidence;
use crate::letters;
use crate::seal::webauthn;
use crate::store::{Claimed, KeptOwn, Kind, NewStatement, OwnSeen, Seen, Work};

use super::attest::seal;
use super::look::{Session, by_own_session};
use super::publish::held_until;
use super::{Fault, Refusal, Service, own, post};

/// The most keys of one address.
const MOST: usize = 20;
/// The setting that holds, from the first key on, the domain that all of them are bound to.
const BOUND: &str = "passkey domain";
const DOMAIN: &[u8] = b"recepis enrolment v1\0";
/// What is noted once a mail about an enrolment was handed over.
const TOLD: &str = "enrolled";

/// What a page needs so that a key can be made on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The page's one-use token.
    pub token: String,
    /// The challenge.
    pub challenge: [u8; 32],
    /// Where the key may be used: the relying party's id, and the origin of the pages.
    pub site: Site,
    /// Tells the keys of this address from others in an authenticator: random octets, no part of the address.
    pub user: [u8; 16],
    /// Credential ids that the address has already.
    pub known: Vec<Vec<u8>>,
}

/// Where keys are made and used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The relying party's id: the host of the pages.
    pub rp_id: String,
    /// Their origin.
    pub origin: String,
}

/// What browser and authenticator answered when a key was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `authenticatorData`.
    pub authenticator_data: Vec<u8>,
    /// The page's one-use token.
    pub token: String,
}

/// An enrolled key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// What its enrolment states.
    pub enrolment: Enrolment,
    /// SHA-256 of that statement's canonical bytes.
    pub digest: Sha256,
    /// SHA-256 of the public key, by which its owner finds it in a list.
    pub fingerprint: Sha256,
}

/// Where keys of this service's pages are made and used.
///
/// # Errors
/// `Unavailable` where browsers make no keys for these pages: they must come over TLS from a domain, or from `localhost`.
pub fn site(service: &Service) -> Result<Site, Fault> {
    let none = || Fault::Unavailable { what: "keys need pages over https on a domain, or on localhost".to_owned() };
    let (scheme, rest) = service.settings.base_url.split_once("://").ok_or_else(none)?;
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let rp_id = service.settings.passkey_domain.as_deref().unwrap_or(host).to_owned();
    let site = Site { rp_id, origin: format!("{scheme}://{authority}") };
    if webauthn::belongs(&site.origin, &site.rp_id) { Ok(site) } else { Err(none()) }
}

/// The domain that the addressees' keys are bound to, where that is another than the pages' keys would be now.
pub async fn bound_elsewhere(service: &Service) -> Result<Option<String>, Fault> {
    let Some(bound) = service.store.setting(BOUND).await? else { return Ok(None) };
    let bound = String::from_utf8_lossy(&bound).into_owned();
    Ok(Some(bound).filter(|bound| site(service).ok().is_none_or(|site| site.rp_id != *bound)))
}

/// What a page needs so that a key can be made on it. Asking changes nothing.
pub async fn offer(service: &Service, session: &Session) -> Result<Offered, Fault> {
    let own = own_chain(service, &by_own_session(service, session).await?).await?;
    let token = service.store.page_token(&scope(session), session.until);
    let known = enrolled(&own)?.into_iter().map(|known| known.enrolment.key.credential).collect();
    let user = *own.id.octets();
    Ok(Offered { challenge: challenge(&token), token, site: site(service)?, user, known })
}

/// Enrols the key that was made.
///
/// # Errors
/// `Refusal::SpentToken` when the page was used before, `Refusal::Key` where the answer is none to this page, `Refusal::KnownKey` where
/// the key is enrolled, `Refusal::TooManyKeys` for more than twenty.
pub async fn enrol(service: &Service, session: &Session, made: &Made) -> Result<(), Fault> {
    let now = service.now();
    let token = service.store.read_page_token(&made.token, &scope(session), now).ok_or(Refusal::SpentToken)?;
    let site = site(service)?;
    let challenge = challenge(&made.token);
    let key = webauthn::made(&made.client_data, &made.authenticator_data, &challenge, (&site.rp_id, &site.origin))
        .map_err(Refusal::Key)?;
    let seen = by_own_session(service, session).await?;
    let own = own_chain(service, &seen).await?;
    let known = enrolled(&own)?;
    if known.iter().any(|known| known.enrolment.key.credential == key.credential) {
        return Err(Refusal::KnownKey.into());
    }
    if known.len() >= MOST {
        return Err(Refusal::TooManyKeys.into());
    }
    let mut work = Work::new();
    work.spend(token);
    work.state_own(&own, stated(service, &seen, session, &own, key)?);
    work.job(Kind::Enrol, seen.id, now);
    if service.store.setting(BOUND).await?.is_none() {
        work.setting(BOUND, site.rp_id.into_bytes());
    }
    Ok(service.store.commit(work).await?)
}

fn stated(
    service: &Service,
    seen: &Seen,
    session: &Session,
    own: &OwnSeen,
    key: AddresseeKey,
) -> Result<NewStatement, Fault> {
    let now = service.now();
    let link = own.next();
    let enrolment = Enrolment {
        id: EvidenceId::new(now, service.random()),
        time: now,
        policies: vec![service.settings.policy.clone()],
        issuer: service.settings.issuer.clone(),
        addressee: seen.record.addressee.clone(),
        authentication: session.identity.clone(),
        chain: OwnChain { id: own.id, link, random: service.random() },
        key,
    };
    let canonical = evidence::write_enrolment(&enrolment)
        .map_err(|error| Fault::Broken { what: format!("an enrolment cannot be written: {error}") })?;
    Ok(NewStatement {
        id: enrolment.id,
        event: Event::KeyEnrolled,
        sequence: link.sequence(),
        time: enrolment.time,
        digest: Sha256(sha256(&canonical)),
        canonical,
    })
}

/// Seals what is stated about the addressee of a delivery alone, and tells them of it by mail.
pub async fn finish(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut work = Work::new();
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        let own = own_chain(service, &seen).await?;
        seal_own(service, &own).await?;
        for kept in &own.statements {
            tell(service, &seen, kept).await?;
        }
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// Seals what is not sealed in the chain of an address.
pub(super) async fn seal_own(service: &Service, own: &OwnSeen) -> Result<(), Fault> {
    for kept in own.statements.iter().filter(|kept| kept.sealed.is_none()) {
        let sealed = seal(service, &kept.canonical).await?;
        let mut unit = Work::new();
        let now = service.now();
        unit.seal_own(own, kept.id, sealed, [now, held_until(now)]);
        service.store.commit(unit).await?;
    }
    Ok(())
}

async fn tell(service: &Service, seen: &Seen, kept: &KeptOwn) -> Result<(), Fault> {
    // Both sides of a mandate are told by a job of its own.
    let mandate = matches!(kept.event, Event::MandateAccepted | Event::MandateGiven | Event::MandateRevoked);
    if mandate || service.store.told(kept.id, TOLD).await?.is_some() {
        return Ok(());
    }
    let language = &seen.terms.language;
    if kept.event == Event::KeyEnrolled {
        let known = read(kept)?;
        post::to_addressee(service, seen, "key", language, |post| {
            letters::enrolled(post, kept.time, &known.fingerprint.to_string())
        })
        .await?;
    } else {
        let stated = own::read(&kept.canonical)?.details;
        post::to_addressee(service, seen, "alone", language, |post| match &stated {
            OwnDetails::Absence(until) => letters::absence(post, kept.time, *until),
            OwnDetails::Instruct(given) => letters::instruction_given(post, kept.time, given),
            OwnDetails::EndInstruction(_) => letters::instruction_ended(post, kept.time),
            OwnDetails::Block { sender, .. } => letters::blocked(post, kept.time, sender),
            OwnDetails::Unblock { sender } => letters::unblocked(post, kept.time, sender),
            OwnDetails::RemoveKey(fingerprint) => letters::key_removed(post, kept.time, &fingerprint.to_string()),
            OwnDetails::MandateAccepted(_) | OwnDetails::MandateGiven(_) | OwnDetails::MandateRevoked(_) => {
                Err(letters::Error::NotTold)
            }
        })
        .await?;
    }
    let mut work = Work::new();
    work.told(kept.id, TOLD, service.now());
    Ok(service.store.commit(work).await?)
}

/// The keys that the addressee enrolled and did not remove, in that order.
pub async fn keys(service: &Service, session: &Session) -> Result<Vec<Enrolled>, Fault> {
    enrolled(&own_chain(service, &by_own_session(service, session).await?).await?)
}

/// The chain of what concerns a delivery's addressee alone.
pub(super) async fn own_chain(service: &Service, seen: &Seen) -> Result<OwnSeen, Fault> {
    let fresh = ChainId::new(service.now(), service.random());
    Ok(service.store.own_chain(&seen.record.addressee, fresh).await?)
}

pub(super) fn enrolled(own: &OwnSeen) -> Result<Vec<Enrolled>, Fault> {
    let mut keys: Vec<Enrolled> = Vec::new();
    for kept in &own.statements {
        match kept.event {
            Event::KeyEnrolled => keys.push(read(kept)?),
            Event::KeyRemoved => {
                if let OwnDetails::RemoveKey(removed) = own::read(&kept.canonical)?.details {
                    keys.retain(|key| key.fingerprint != removed);
                }
            }
            _ => {}
        }
    }
    Ok(keys)
}

fn read(kept: &KeptOwn) -> Result<Enrolled, Fault> {
    let enrolment = evidence::read_enrolment(&kept.canonical)
        .map_err(|error| Fault::Broken { what: format!("an enrolment cannot be read: {error}") })?;
    let fingerprint = Sha256(sha256(&enrolment.key.cose));
    Ok(Enrolled { enrolment, digest: kept.digest, fingerprint })
}

fn challenge(token: &str) -> [u8; 32] {
    let mut digest = Sha256Stream::new();
    digest.update(DOMAIN);
    digest.update(token.as_bytes());
    digest.finish()
}

fn scope(session: &Session) -> String {
    format!("enrol {} {}", session.delivery, session.secret)
}
