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
use crate::format::evidence;
use crate::letters;
use crate::seal::webauthn;
use crate::store::{Claimed, KeptOwn, Kind, NewStatement, OwnSeen, Seen, Work};

use super::attest::seal;
use super::look::{Session, by_session};
use super::publish::held_until;
use super::{Fault, Refusal, Service, post};

/// The most keys of one address.
const MOST: usize = 20;
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
    let site = Site { rp_id: host.to_owned(), origin: format!("{scheme}://{authority}") };
    if webauthn::belongs(&site.origin, &site.rp_id) { Ok(site) } else { Err(none()) }
}

/// What a page needs so that a key can be made on it. Asking changes nothing.
pub async fn offer(service: &Service, session: &Session) -> Result<Offered, Fault> {
    let own = own_chain(service, &by_session(service, session).await?).await?;
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
    let seen = by_session(service, session).await?;
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
        for kept in own.statements.iter().filter(|kept| kept.sealed.is_none()) {
            let sealed = seal(service, &kept.canonical).await?;
            let mut unit = Work::new();
            let now = service.now();
            unit.seal_own(&own, kept.id, sealed, [now, held_until(now)]);
            service.store.commit(unit).await?;
        }
        for kept in &own.statements {
            tell(service, &seen, kept).await?;
        }
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}

async fn tell(service: &Service, seen: &Seen, kept: &KeptOwn) -> Result<(), Fault> {
    if service.store.told(kept.id, TOLD).await?.is_some() {
        return Ok(());
    }
    let known = read(kept)?;
    let language = &seen.terms.language;
    post::to_addressee(service, seen, "key", language, |post| {
        letters::enrolled(post, kept.time, &known.fingerprint.to_string())
    })
    .await?;
    let mut work = Work::new();
    work.told(kept.id, TOLD, service.now());
    Ok(service.store.commit(work).await?)
}

/// The keys that the addressee enrolled, in that order.
pub async fn keys(service: &Service, session: &Session) -> Result<Vec<Enrolled>, Fault> {
    enrolled(&own_chain(service, &by_session(service, session).await?).await?)
}

/// The chain of what concerns a delivery's addressee alone.
pub(super) async fn own_chain(service: &Service, seen: &Seen) -> Result<OwnSeen, Fault> {
    let fresh = ChainId::new(service.now(), service.random());
    Ok(service.store.own_chain(&seen.record.addressee, fresh).await?)
}

fn enrolled(own: &OwnSeen) -> Result<Vec<Enrolled>, Fault> {
    own.statements.iter().filter(|kept| kept.event == Event::KeyEnrolled).map(read).collect()
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
