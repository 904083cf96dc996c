//! Station "answer by mail": a letter that somebody writes in answer to a notice.
//!
//! It is held unread, encrypted, for 14 days, with its DKIM signatures as they were judged when it came in. The addressee is told so
//! at once, at the address that the sender gave and never at one that stands in the letter: anybody can write it. Where they
//! confirm it on our page, it is stated (AddresseeStates) and both sides have it. It decides nothing, moves no deadline, and
//! may come after one. Otherwise it is destroyed with its key; the sender never hears of it.

use std::time::Duration;

use crate::erds::content::Sha256;
use crate::erds::delivery::{Command, Offer};
use crate::erds::event::Event;
use crate::erds::evidence::{Details, DkimResult, DkimSeen, ReplyDetails};
use crate::erds::moment::Moment;
use crate::format::dkim::{self, Signature};
use crate::format::dns::Data;
use crate::format::{mime, reply};
use crate::letters::{self, Waiting};
use crate::outside::resolver::{Dnssec, Kind as Asked};
use crate::store::{self, Claimed, NewReply, Seen, Work};

use super::compose::{Particulars, statements};
use super::look::{Session, by_own_session};
use super::receive::{Arrival, Refused, is_sent};
use super::retry::decided;
use super::{Fault, Refusal, Service, post};

/// The most octets of a letter that is held.
pub const LARGEST: u64 = 1 << 20;
/// For how long a letter is held.
pub const HELD_FOR: Duration = Duration::from_hours(14 * 24);
/// The most letters of one delivery that are held at once.
const MOST_HELD: usize = 5;
/// The most letters of one delivery that are held or were confirmed: as many as a bundle can carry.
const MOST: usize = 8;
/// The longest that DNS is asked for the keys of a letter's signatures.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was found out about a letter when it came in, as it is kept beside it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Facts {
    notice: u32,
    dkim: Vec<DkimSeen>,
    left_out: Vec<String>,
}

/// A letter as its addressee sees it, before and after they confirm it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its digest.
    pub digest: Sha256,
    /// When it came in.
    pub came: Moment,
    /// Until when it is held; `None` once it was confirmed.
    pub until: Option<Moment>,
    /// The domains whose DKIM signatures fit.
    pub signed_by: Vec<String>,
    /// From, subject, text and attachments.
    pub contents: mime::Contents,
    /// Its header as it is kept.
    pub header: String,
    /// Its number of octets.
    pub size: u64,
}

/// Holds a letter that came in for a return path, and asks for the addressee to be told.
///
/// # Errors
/// As for `receive`.
pub(super) async fn hold(service: &Service, arrival: &Arrival<'_>) -> Result<Option<Refused>, Fault> {
    let Some(seen) = service.store.delivery(&arrival.path.delivery).await? else { return Ok(None) };
    // What bears no return path of its own is a program's, and our own mail comes back from nobody.
    if !arrival.answerable || is_ours(service, arrival.octets) || !is_sent(service, &seen, arrival.path.notice).await? {
        return Ok(None);
    }
    if arrival.size > LARGEST {
        return Ok(Some(Refused::TooLarge));
    }
    let now = service.now();
    let signatures = dkim::signatures(arrival.octets);
    let dkim = judged(service, arrival.octets, &signatures, now).await;
    let held = reply::reduced(arrival.octets, &signatures);
    let digest = Sha256(crate::crypto::sha256(&held.octets));
    let kept = service.store.replies(&seen, now).await?;
    if kept.iter().any(|kept| kept.digest == digest) {
        return Ok(None);
    }
    if kept.len() >= MOST || kept.iter().filter(|kept| kept.until.is_some()).count() >= MOST_HELD {
        return Ok(Some(Refused::TooMany));
    }
    let facts = Facts { notice: arrival.path.notice, dkim, left_out: held.left_out };
    let facts = serde_json::to_vec(&facts)
        .map_err(|error| Fault::Broken { what: format!("a letter cannot be held: {error}") })?;
    let mut work = Work::new();
    let until = now.plus(HELD_FOR);
    work.hold_reply(&seen, NewReply { digest, letter: held.octets, facts, came: now, until });
    work.job(store::Kind::Reply, seen.id, now);
    service.store.commit(work).await?;
    Ok(None)
}

/// Whether a letter says that the service itself wrote it.
fn is_ours(service: &Service, letter: &[u8]) -> bool {
    let author = dkim::author(letter);
    author.is_some_and(|author| author.normalised() == service.settings.from.normalised())
}

/// Each signature with what came of it, and the key as DNS gave it.
pub(super) async fn judged(
    service: &Service,
    letter: &[u8],
    signatures: &[Signature<'_>],
    now: Moment,
) -> Vec<DkimSeen> {
    let ends = tokio::time::Instant::now() + PATIENCE;
    let mut judged = Vec::with_capacity(signatures.len());
    for signature in signatures {
        let name = signature.key_name();
        let answer = tokio::time::timeout_at(ends, service.resolver.look_up(&name, Asked::Txt)).await;
        let (key, dnssec, without) = match answer {
            Ok(Ok(answer)) if answer.dnssec != Dnssec::Bogus => {
                let text = answer.records.iter().find_map(|record| match &record.data {
                    Data::Text(text) if is_plain(text) => Some(text.clone()),
                    _ => None,
                });
                (text, Some(answer.dnssec.name().to_owned()), DkimResult::PermError)
            }
            Ok(Ok(answer)) => (None, Some(answer.dnssec.name().to_owned()), DkimResult::TempError),
            Ok(Err(_)) | Err(_) => (None, None, DkimResult::TempError),
        };
        let result = key.as_ref().map_or(without, |key| signature.check(letter, key, now));
        let (domain, selector) = (signature.domain.clone(), signature.selector.clone());
        judged.push(DkimSeen { domain, selector, result, key, dnssec });
    }
    judged
}

/// Whether a record can stand in evidence octet for octet.
fn is_plain(text: &str) -> bool {
    text.len() <= dkim::RECORD && text.chars().all(|c| matches!(c, ' '..='~'))
}

/// Tells the addressee of the letters that wait, once for each. Where nobody knows whether a server took that mail, it is not
/// repeated: the page of the notice says the same.
pub async fn answer(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut work = Work::new();
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        let now = service.now();
        let kept = service.store.replies(&seen, now).await?;
        let waiting: Vec<_> = kept.iter().filter(|kept| kept.until.is_some() && !kept.answered).collect();
        if !waiting.is_empty() {
            let about = Waiting {
                sender: seen.record.sender.name.as_deref().unwrap_or(seen.record.sender.address.as_str()),
                time: seen.record.submitted,
                link: &post::link(service, &seen),
            };
            let language = &seen.terms.language;
            post::to_addressee(service, &seen, "reply", language, |post| letters::held(post, &about)).await?;
        }
        for kept in waiting {
            work.answered_reply(seen.id, kept.digest);
        }
    }
    work.done(job);
    Ok(service.store.commit(work).await?)
}

/// The letters that are held or were confirmed, for the addressee.
pub async fn letters(service: &Service, session: &Session) -> Result<Vec<Letter>, Fault> {
    let seen = by_own_session(service, session).await?;
    let now = service.now();
    let mut letters = Vec::new();
    for kept in service.store.replies(&seen, now).await? {
        let Some(octets) = service.store.letter(&seen, &kept.digest, now).await? else { continue };
        let fits = |seen: &DkimSeen| (seen.result == DkimResult::Pass).then(|| seen.domain.clone());
        letters.push(Letter {
            digest: kept.digest,
            came: kept.came,
            until: kept.until,
            signed_by: facts(&kept)?.dkim.iter().filter_map(fits).collect(),
            contents: mime::contents(&octets),
            header: String::from_utf8_lossy(dkim::header(&octets)).replace("\r\n", "\n"),
            size: octets.len() as u64,
        });
    }
    Ok(letters)
}

/// What the addressee does with a held letter.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Which letter.
    pub digest: Sha256,
    /// The text that they confirm it with; `None`: it is to be destroyed.
    pub text: Option<String>,
    /// The page's one-use token.
    pub token: String,
    /// When the POST was received.
    pub received: Moment,
}

/// States a letter that the addressee confirms, or destroys it.
///
/// # Errors
/// `Refusal::SpentToken` when the page was used before, `Refusal::NotFound` where no such letter is held.
pub async fn choose(service: &Service, session: &Session, choice: &Choice) -> Result<(), Fault> {
    let token = super::look::read_reply_token(service, session, &choice.token)?;
    let seen = by_own_session(service, session).await?;
    let now = service.now();
    let kept = service.store.replies(&seen, now).await?;
    let held = kept.iter().find(|kept| kept.digest == choice.digest && kept.until.is_some());
    let held = held.ok_or(Refusal::NotFound)?;
    let Some(text) = &choice.text else {
        let mut work = Work::new();
        work.spend(token);
        work.destroy_reply(seen.id, choice.digest, now);
        return Ok(service.store.commit(work).await?);
    };
    let letter = service.store.letter(&seen, &choice.digest, now).await?.ok_or(Refusal::NotFound)?;
    let Facts { notice, dkim, left_out } = facts(held)?;
    let details = ReplyDetails {
        notice,
        digest: choice.digest,
        size: letter.len() as u64,
        came: held.came,
        text: text.clone(),
        dkim,
        left_out,
    };
    decided(service, &session.delivery, Refusal::NoSession, |seen| {
        let outcome = seen.delivery.step(Command::Note(Event::AddresseeStates), choice.received)?;
        let stated = statements(service, seen, &outcome, |_| Particulars {
            details: Details::Reply(Box::new(details.clone())),
            authentication: Some(session.identity.clone()),
            delegate: None,
            words: None,
        })?;
        let mut work = Work::new();
        work.spend(token);
        work.record(seen, &outcome, stated);
        work.confirm_reply(seen.id, choice.digest, now);
        work.job(store::Kind::Attest, seen.id, now);
        Ok(Some(work))
    })
    .await
}

fn facts(kept: &store::Reply) -> Result<Facts, Fault> {
    serde_json::from_slice(&kept.facts)
        .map_err(|_| Fault::Broken { what: "what is kept about a letter is damaged".to_owned() })
}

/// How many letters wait for the addressee.
pub(super) async fn waiting(service: &Service, seen: &Seen) -> Result<u32, Fault> {
    // Before a notice nobody can have answered.
    if matches!(seen.delivery.offer(), Offer::None) {
        return Ok(0);
    }
    Ok(service.store.held_replies(seen, service.now()).await?)
}
