//! Station "export": one bundle per length of the chain, checked with our own verifier, and kept. Its statement names the moment
//! and that length and stands outside the sequence. A bundle is made once, and again only where it went without witnesses who
//! cosigned later: the same evidence with longer proofs. Who fetches a bundle, and when, is recorded nowhere.

use std::io::Cursor;

use tokio::sync::mpsc;

use crate::erds::delivery::{Command, Decision, Keeping};
use crate::erds::event::Event;
use crate::erds::evidence::{Details, Statement};
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::store::{Claimed, ContentReader, Form, Kept, Seen, Work};
use crate::verify::{self, verdict::Indication, verdict::Reason};

use super::attest::seal;
use super::compose::{Particulars, statements};
use super::cosign::{awaited, cosigned_since};
use super::pack::{attached, pack};
use super::proof::is_logged;
use super::publish::held_until;
use super::renew::record;
use super::{Fault, Refusal, Service};

/// A bundle, if it is made.
pub enum Bundle {
    /// It is being made.
    NotYet {
        /// When to ask again, in seconds.
        retry_after_seconds: u32,
    },
    /// Here it is.
    Ready {
        /// The file name.
        name: String,
        /// Its octets.
        octets: Octets,
    },
}

/// A file's octets, in pieces.
pub struct Octets(Pieces);

enum Pieces {
    Kept(ContentReader),
    Made(mpsc::Receiver<std::io::Result<Vec<u8>>>),
}

impl Octets {
    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// What is kept cannot be read.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        match &mut self.0 {
            Pieces::Kept(reader) => Ok(reader.next().await?),
            Pieces::Made(pieces) => pieces
                .recv()
                .await
                .transpose()
                .map_err(|error| Fault::Broken { what: format!("a bundle cannot be put together: {error}") }),
        }
    }
}

/// The bundle of the chain as it stands. With the message only while the content exists, and for the addressee only after
/// acceptance: that is the caller's to ask.
///
/// # Errors
/// `Refusal::NotFound` where there is no such delivery.
pub async fn bundle(service: &Service, id: DeliveryId, with_message: bool) -> Result<Bundle, Fault> {
    let seen = service.store.delivery(&id).await?.ok_or(Refusal::NotFound)?;
    let length = seen.head.map_or(0, |head| head.length);
    let Some(kept) = service.store.bundle(&seen, length, Form::Evidence).await? else {
        return Ok(Bundle::NotYet { retry_after_seconds: 1 });
    };
    let message = if with_message { service.store.content(&seen).await? } else { None };
    let record = match service.store.archived(&id, length).await? {
        Some(archived) => record(&service.store, archived).await?,
        None => None,
    };
    let pieces = match (message, record) {
        (None, None) => Pieces::Kept(kept.range(0, kept.size())),
        (message, record) => Pieces::Made(attached(kept, record, message)),
    };
    Ok(Bundle::Ready { name: format!("{id}.asice"), octets: Octets(pieces) })
}

/// Whether the addressee's bundle holds the message: they accepted, and it is kept.
pub fn addressee_has_message(seen: &crate::erds::delivery::Delivery) -> bool {
    seen.decision() == Decision::Accepted && seen.content() == Keeping::Kept
}

/// One sealed evidence, with its file name; `None` while it is not sealed.
pub async fn evidence(service: &Service, id: DeliveryId, sequence: u32) -> Result<Option<(String, Vec<u8>)>, Fault> {
    let seen = service.store.delivery(&id).await?.ok_or(Refusal::NotFound)?;
    let kept = service.store.statements(&seen).await?.into_iter().find(|kept| kept.sequence == Some(sequence));
    let kept = kept.ok_or(Refusal::NotFound)?;
    let name = format!("{sequence:03}-{}.xml", kept.event.name());
    Ok(kept.sealed.map(|(octets, _)| (name, octets)))
}

/// Makes the bundle of a chain that is sealed to its end, if there is none of this length, or one that went without witnesses
/// who have cosigned since.
pub async fn export(service: &Service, job: &Claimed) -> Result<(), Fault> {
    let mut work = Work::new();
    work.done(job);
    if let Some(seen) = service.store.delivery(&job.subject.delivery()).await? {
        let length = seen.head.map_or(0, |head| head.length);
        let made = made(service, &seen, length).await?;
        if length > 0 && seen.sealed == length && !made && logged(service, &seen).await? {
            if let Some(until) = awaited(service, &seen).await? {
                let mut later = Work::new();
                later.retry(job, until);
                return Ok(service.store.commit(later).await?);
            }
            make(service, &seen, length).await?;
        }
    }
    Ok(service.store.commit(work).await?)
}

/// Whether the bundle of this length is made, with all that can be in it.
async fn made(service: &Service, seen: &Seen, length: u32) -> Result<bool, Fault> {
    if service.store.last_bundle(seen, Form::Evidence).await? != Some(length) {
        return Ok(false);
    }
    let made = service.store.exports_of(seen).await?;
    let made = made.iter().find(|(of, form, _)| (*of, *form) == (length, Form::Evidence)).map(|(.., at)| *at);
    match made {
        Some(at) => Ok(!cosigned_since(service, seen, at).await?),
        None => Ok(false),
    }
}

/// Whether a checkpoint covers every evidence of the chain; the one that will asks for the bundle then. What was sealed and
/// never entered, as by an older version, is entered.
async fn logged(service: &Service, seen: &Seen) -> Result<bool, Fault> {
    let (mut all, mut work) = (true, Work::new());
    for kept in service.store.statements(seen).await?.into_iter().filter(|kept| kept.sequence.is_some()) {
        let Some((sealed, _)) = kept.sealed else { return Ok(false) };
        let is = is_logged(service, &kept.id).await?;
        if is.is_none() {
            enter(&mut work, kept.event, kept.id, sealed, service.now());
        }
        all &= is == Some(true);
    }
    for extract in service.store.extracts(seen).await? {
        let is = is_logged(service, &extract.id).await?;
        all &= is == Some(true);
        if is.is_none() {
            enter(&mut work, extract.event, extract.id, extract.sealed, service.now());
        }
    }
    if !work.is_empty() {
        service.store.commit(work).await?;
    }
    Ok(all)
}

/// Lets what was sealed wait for the log; what concerns the addressee alone, in a batch.
fn enter(work: &mut Work, event: Event, id: EvidenceId, sealed: Vec<u8>, now: Moment) {
    if event.is_held() {
        work.enter_held(id, sealed, held_until(now));
    } else {
        work.enter(id, sealed);
    }
}

async fn make(service: &Service, seen: &Seen, length: u32) -> Result<(), Fault> {
    let now = service.now();
    let statement = export_statement(service, seen, length).await?;
    let octets = pack(service, seen, length, &statement).await?;
    let report = verify::open_and_verify(Cursor::new(&octets), &service.anchors(), service.now());
    // Statements that had to wait long for their time-stamp, and those stamped by an authority whose revocation lists are not
    // at hand, are exported as what they are: unproven in time, not known to be unrevoked. The report says so.
    let sayable = |reason| matches!(reason, Reason::TimeUnproven | Reason::TryLater);
    let sound = report.findings.iter().all(|finding| finding.reason.is_none_or(sayable));
    if report.verdict != Indication::TotalPassed && !sound {
        return Err(Fault::Broken { what: format!("a bundle that was made does not pass: {}", report.sentence) });
    }
    let mut writer = service.store.bundle_writer(seen, length, Form::Evidence);
    writer.write(&octets).await?;
    Ok(service.store.keep_bundle(seen, length, Form::Evidence, writer.finish().await?, now).await?)
}

/// The sealed statement that a bundle of this length is made; one that was stored before a crash is used again.
async fn export_statement(service: &Service, seen: &Seen, length: u32) -> Result<Vec<u8>, Fault> {
    let exported = |kept: &&Kept| kept.event == Event::Exported && says_length(kept, length);
    let kept = service.store.statements(seen).await?;
    let kept = match kept.iter().find(exported) {
        Some(kept) => kept.clone(),
        None => state(service, seen, length).await?,
    };
    if let Some((octets, _)) = kept.sealed {
        return Ok(octets);
    }
    let sealed = seal(service, &kept.canonical).await?;
    let mut work = Work::new();
    work.seal(seen, kept.id, None, sealed.clone(), service.now());
    service.store.commit(work).await?;
    Ok(sealed)
}

async fn state(service: &Service, seen: &Seen, length: u32) -> Result<Kept, Fault> {
    let outcome = seen.delivery.step(Command::Export, service.now())?;
    let stated = statements(service, seen, &outcome, |_| Particulars::details(Details::None))?;
    let mut work = Work::new();
    work.record(seen, &outcome, stated);
    // Where the chain grew since, this is stale: the seal of the longer chain asks for its own bundle.
    service.store.commit(work).await?;
    let gone = || Fault::Unavailable { what: "the chain grew while its bundle was made".to_owned() };
    let kept = service.store.statements(seen).await?;
    kept.into_iter().find(|kept| kept.event == Event::Exported && says_length(kept, length)).ok_or_else(gone)
}

fn says_length(kept: &Kept, wanted: u32) -> bool {
    use crate::erds::evidence::Link;
    read(kept).is_some_and(|statement| matches!(statement.chain.link, Link::Outside { length, .. } if length == wanted))
}

fn read(kept: &Kept) -> Option<Statement> {
    evidence::read(&kept.canonical).ok()
}
