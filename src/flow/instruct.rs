//! Standing instructions: an organisation that proved its domain says beforehand that what comes to one address of it is accepted
//! (docs/decisions/0063). It is said on `/mine`, by whoever opened that mailbox, and only while the domain's DNS bears the record
//! that the service asked for; it stands in the chain of what concerns the address alone, and is told there by mail.
//!
//! A notice goes as always. Once C.1 is sealed, a job looks whether an instruction covers the delivery, asks DNS again, and states
//! C.3 and D.1; nobody decided then, and every text says so. Where the record is gone, the instruction sleeps: the message waits
//! for a person, and the mailbox is told, once a day at most.
//!
//! Crash: token, statement and job are one unit. Acceptance is another, which rests on the address's chain as it was read: of an
//! end and an acceptance that meet, one comes first, and the other sees it. A repeated job finds the delivery decided.

use std::time::Duration;

use crate::calendar;
use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::delivery::Command;
use crate::erds::event::Event;
use crate::erds::evidence::Details;
use crate::erds::id::EvidenceId;
use crate::erds::instruction::{self as law, Asks, DomainProof, Instructed, Instruction, LONGEST, LONGEST_NAME};
use crate::erds::moment::Moment;
use crate::erds::own::OwnDetails;
use crate::erds::party::Authentication;
use crate::format::instruction;
use crate::letters;
use crate::outside::resolver::{self, Kind as Asking};
use crate::store::{Claimed, CommitError, Kind, OwnSeen, Seen, Work};

use super::absence::MOST_STATED;
use super::compose::{Particulars, statements};
use super::enrol::own_chain;
use super::mine::{Owner, newest};
use super::own::{own_statement, read};
use super::{Fault, Refusal, Service, post};

/// The most instructions of one address that hold at a time.
const MOST: usize = 20;
/// How often another unit may come between before the job waits.
const ROUNDS: u8 = 16;
/// How often a mailbox is told that its instruction sleeps.
const DAY: i64 = 86_400;

/// An instruction that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its evidence.
    pub id: EvidenceId,
    /// SHA-256 of that statement's canonical bytes.
    pub digest: Sha256,
    /// When it was given.
    pub time: Moment,
    /// How whoever gave it showed who they are.
    pub by: Authentication,
    /// What it says.
    pub instruction: Instruction,
}

/// What the page needs.
#[derive(Clone, Debug)]
pub struct Page {
    /// The address that is spoken of.
    pub address: Address,
    /// The language of the last terms.
    pub language: String,
    /// Their zone.
    pub zone: String,
    /// The DNS name for the record; `None` where the domain can have none.
    pub name: Option<String>,
    /// The text of the record.
    pub record: String,
    /// The one-use token for the form.
    pub token: String,
    /// What holds, each with the one-use token for the form that ends it.
    pub in_force: Vec<(Given, String)>,
}

/// An instruction as the page sent it.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The organisation.
    pub organisation: &'a str,
    /// The function.
    pub function: &'a str,
    /// The sender's address; empty: anyone.
    pub sender: &'a str,
    /// The last day (`YYYY-MM-DD` in the zone of the last terms).
    pub until: &'a str,
    /// The page's one-use token.
    pub token: &'a str,
}

/// What the page shows. Only reads.
pub async fn page(service: &Service, owner: &Owner) -> Result<Page, Fault> {
    let seen = newest(service, owner).await?;
    let own = own_chain(service, &seen).await?;
    let address = &seen.record.addressee;
    let ends = |given: Given| {
        let token = owner.token(service, &ending(&given.digest));
        (given, token)
    };
    Ok(Page {
        address: address.clone(),
        language: seen.terms.language.clone(),
        zone: seen.terms.zone.clone(),
        name: instruction::name(address),
        record: record(service, address),
        token: owner.token(service, GIVING),
        in_force: in_force(&own, service.now())?.into_iter().map(ends).collect(),
    })
}

/// Records an instruction, where the domain's DNS bears the record at this moment. One with the same scope takes the place of the
/// one before.
///
/// # Errors
/// `Refusal::NoNames`, `Refusal::NoAddress`, `Refusal::NoTerm` for what cannot be read; `Refusal::NoRecord` where the record is
/// not there; `Refusal::NoDns` where DNS does not say; `Refusal::SpentToken` for a form that was used; `Refusal::TooManyStatements`.
pub async fn give(service: &Service, owner: &Owner, wish: Wish<'_>) -> Result<(), Fault> {
    let seen = newest(service, owner).await?;
    let token = owner.spend(service, GIVING, wish.token)?;
    let (organisation, function) = (name_of(wish.organisation)?, name_of(wish.function)?);
    let sender = match wish.sender.trim() {
        "" => None,
        text => Some(Address::parse(text).map_err(|_| Refusal::NoAddress)?),
    };
    let until = behind(&seen, wish.until, service.now())?;
    let proof = match proof(service, &seen.record.addressee).await {
        Ok(proof) => proof.ok_or(Refusal::NoRecord)?,
        Err(_) => return Err(Refusal::NoDns.into()),
    };
    let own = own_chain(service, &seen).await?;
    let held = in_force(&own, service.now())?;
    let other = held.iter().filter(|given| !same_scope(given.instruction.sender.as_ref(), sender.as_ref())).count();
    if own.statements.len() >= MOST_STATED || other >= MOST {
        return Err(Refusal::TooManyStatements.into());
    }
    let details = OwnDetails::Instruct(Box::new(Instruction { organisation, function, sender, until, proof }));
    let mut work = Work::new();
    work.spend(token);
    work.state_own(&own, own_statement(service, (&seen.record.addressee, owner.identity()), &own, details)?);
    work.job(Kind::Enrol, seen.id, service.now());
    Ok(service.store.commit(work).await?)
}

/// Ends an instruction that holds: from here on it accepts nothing.
///
/// # Errors
/// `Refusal::NotFound` for what does not hold (any more), `Refusal::SpentToken` for a form that was used.
pub async fn end(service: &Service, owner: &Owner, digest: &str, token: &str) -> Result<(), Fault> {
    let seen = newest(service, owner).await?;
    let own = own_chain(service, &seen).await?;
    let held = in_force(&own, service.now())?;
    let given = held.iter().find(|given| given.digest.to_string() == digest).ok_or(Refusal::NotFound)?;
    let token = owner.spend(service, &ending(&given.digest), token)?;
    let mut work = Work::new();
    work.spend(token);
    let details = OwnDetails::EndInstruction(given.digest);
    work.state_own(&own, own_statement(service, (&seen.record.addressee, owner.identity()), &own, details)?);
    work.job(Kind::Enrol, seen.id, service.now());
    Ok(service.store.commit(work).await?)
}

/// Whether a delivery is to be looked at once its notice has left.
pub(super) fn may_cover(service: &Service, own: &OwnSeen, seen: &Seen) -> Result<bool, Fault> {
    Ok(covering(own, seen, service.now())?.is_some())
}

/// Job: accepts the delivery by an instruction that covers it, where the domain's DNS still bears the record.
pub async fn accept(service: &Service, job: &Claimed) -> Result<(), Fault> {
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        accepted(service, seen).await?;
    }
    let mut work = Work::new();
    work.done(job);
    Ok(service.store.commit(work).await?)
}

async fn accepted(service: &Service, mut seen: Seen) -> Result<(), Fault> {
    let mut proven: Option<DomainProof> = None;
    for _ in 0..ROUNDS {
        // What is decided, over or answered meanwhile stays as it is.
        let Ok(outcome) = seen.delivery.step(Command::AcceptAsInstructed, service.now()) else { return Ok(()) };
        let own = own_chain(service, &seen).await?;
        let Some(given) = covering(&own, &seen, service.now())? else { return Ok(()) };
        let proof = match proven.take() {
            Some(proof) => proof,
            None => match proof(service, &seen.record.addressee).await {
                Ok(Some(proof)) => proof,
                Ok(None) => return sleeps(service, &seen, &given).await,
                Err(error) => return Err(Fault::Unavailable { what: super::chain(&error) }),
            },
        };
        let details = Details::Instructed(Box::new(Instructed {
            instruction: given.digest,
            given: given.time,
            proof: proof.clone(),
        }));
        let stated = statements(service, &seen, &outcome, |event| match event {
            Event::ConsignmentAcceptance => Particulars {
                details: details.clone(),
                authentication: Some(given.by.clone()),
                words: Some(law::words(given.time)),
                ..Particulars::none()
            },
            _ => Particulars::none(),
        })?;
        let mut work = Work::new();
        work.rests_on(&own);
        work.record(&seen, &outcome, stated);
        work.revoke_links(&seen);
        work.job(Kind::Attest, seen.id, service.now());
        match service.store.commit(work).await {
            Err(CommitError::Stale) => {
                let what = || Fault::Broken { what: "a delivery is gone".to_owned() };
                seen = service.store.delivery(&seen.id).await?.ok_or_else(what)?;
                proven = Some(proof);
            }
            other => return Ok(other?),
        }
    }
    Err(Fault::Unavailable { what: "the delivery is busy".to_owned() })
}

/// The record is gone: the message waits for a person, and the mailbox is told of the instruction.
async fn sleeps(service: &Service, seen: &Seen, given: &Given) -> Result<(), Fault> {
    let now = service.now();
    let what = format!("instruction sleeps {}", now.seconds().div_euclid(DAY));
    if service.store.told(given.id, &what).await?.is_some() {
        return Ok(());
    }
    let (name, record) = (given.instruction.proof.name.as_str(), given.instruction.proof.record.as_str());
    post::to_addressee(service, seen, "alone", &seen.terms.language, |post| {
        letters::instruction_sleeps(post, given.time, name, record)
    })
    .await?;
    let mut work = Work::new();
    work.told(given.id, &what, now);
    Ok(service.store.commit(work).await?)
}

/// The instruction that covers a delivery: the one for its sender before the one for anyone.
fn covering(own: &OwnSeen, seen: &Seen, now: Moment) -> Result<Option<Given>, Fault> {
    let record = &seen.record;
    let asks = Asks {
        sender: &record.sender.address,
        required: Some(seen.terms.assurance),
        compares: !record.to_match.is_empty(),
        senders_mailbox: record.grounds.senders_control.is_some(),
        by_person: record.grounds.by_person,
    };
    let mut held = in_force(own, now)?;
    held.retain(|given| given.instruction.covers(asks, (given.time, &given.by), now).is_ok());
    held.sort_by_key(|given| given.instruction.sender.is_none());
    Ok(held.into_iter().next())
}

/// What holds at a moment, in the order in which it was given.
pub(super) fn in_force(own: &OwnSeen, now: Moment) -> Result<Vec<Given>, Fault> {
    let mut held: Vec<Given> = Vec::new();
    for kept in &own.statements {
        if !matches!(kept.event, Event::InstructionGiven | Event::InstructionEnded) {
            continue;
        }
        let stated = read(&kept.canonical)?;
        match stated.details {
            OwnDetails::Instruct(instruction) => {
                let scope = instruction.sender.as_ref();
                held.retain(|given| !same_scope(given.instruction.sender.as_ref(), scope));
                let (id, digest, by) = (kept.id, kept.digest, stated.authentication);
                held.push(Given { id, digest, time: kept.time, by, instruction: *instruction });
            }
            OwnDetails::EndInstruction(digest) => held.retain(|given| given.digest != digest),
            _ => {}
        }
    }
    held.retain(|given| now < given.instruction.until);
    Ok(held)
}

fn same_scope(one: Option<&Address>, other: Option<&Address>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => one.same_mailbox(other),
        _ => false,
    }
}

/// What DNS says of the address's domain; `None` where the record is not there.
async fn proof(service: &Service, address: &Address) -> Result<Option<DomainProof>, resolver::Error> {
    let Some(name) = instruction::name(address) else { return Ok(None) };
    let record = record(service, address);
    let at = service.now();
    let answer = service.resolver.look_up(&name, Asking::Txt).await?;
    let stands = instruction::stands(&answer.records, &record);
    Ok(stands.then(|| DomainProof { name, record, at, dnssec: answer.dnssec.name().to_owned() }))
}

fn record(service: &Service, address: &Address) -> String {
    instruction::record(&service.store.instruction_mark(address))
}

fn name_of(text: &str) -> Result<String, Refusal> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = !name.is_empty() && name.len() <= LONGEST_NAME && !name.chars().any(char::is_control);
    if shown { Ok(name) } else { Err(Refusal::NoNames) }
}

/// The first moment behind this day, which is to come.
fn behind(seen: &Seen, day: &str, now: Moment) -> Result<Moment, Fault> {
    let broken = |error| Fault::Broken { what: format!("a day cannot be computed: {error}") };
    let until = calendar::behind_day(&seen.terms.zone, day).map_err(broken)?.map(Moment::from_micros);
    let latest = now.plus(Duration::from_hours(24 * (u64::from(LONGEST) + 1)));
    Ok(until.filter(|until| *until > now && *until <= latest).ok_or(Refusal::NoTerm)?)
}

const GIVING: &str = "give an instruction";

fn ending(digest: &Sha256) -> String {
    format!("end the instruction {digest}")
}
