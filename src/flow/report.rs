//! Station "report": the report on a delivery as a PDF that is a complete exhibit by itself: the bundle judged, the words for it, the bundle
//! attached, the service's seal over the whole. It lies beside the bundle and never in it (docs/decisions/0086). Made when somebody asks, kept in
//! memory for a while, so that asking again costs no time-stamp; who asks, and when, is recorded nowhere.

use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::format::pdf::Subject;
use crate::letters::report;
use crate::seal::pades;
use crate::verify::{self, exhibit};
use crate::words::{Language, Words};

use super::export::{self, Bundle};
use super::pack::stamped;
use super::{Fault, Service, chain};

/// The most octets of a bundle that a report is made of.
const LARGEST: usize = 32 << 20;
/// The most octets of reports that are kept in memory.
const SHELF: usize = 64 << 20;

/// A report, if it can be made yet.
pub enum Report {
    /// The bundle is being made.
    NotYet {
        /// When to ask again, in seconds.
        retry_after_seconds: u32,
    },
    /// Here it is.
    Ready {
        /// The file name.
        name: String,
        /// Its octets.
        octets: Arc<[u8]>,
    },
}

/// Which report.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    delivery: DeliveryId,
    bundle: [u8; 32],
    language: &'static str,
}

/// The reports that were made last.
#[derive(Default)]
pub struct Shelf(Mutex<VecDeque<(Key, Arc<[u8]>)>>);

impl Shelf {
    fn find(&self, key: &Key) -> Option<Arc<[u8]>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == key).map(|(_, octets)| Arc::clone(octets))
    }

    fn put(&self, key: Key, octets: Arc<[u8]>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| known != &key);
        kept.push_back((key, octets));
        while kept.iter().map(|(_, octets)| octets.len()).sum::<usize>() > SHELF {
            kept.pop_front();
        }
    }
}

/// The report on the chain as it stands, in this language. Whoever asks must be somebody who may have the bundle.
///
/// # Errors
/// `Refusal::NotFound` where there is no such delivery; `Fault::Unavailable` where no time-stamp can be had.
pub async fn report(service: &Service, id: DeliveryId, language: Language) -> Result<Report, Fault> {
    let mut bundle = match export::bundle(service, id, false).await? {
        Bundle::NotYet { retry_after_seconds } => return Ok(Report::NotYet { retry_after_seconds }),
        Bundle::Ready { octets, .. } => octets,
    };
    let mut octets = Vec::new();
    while let Some(piece) = bundle.next().await? {
        if octets.len() + piece.len() > LARGEST {
            return Err(Fault::Broken { what: "a bundle is too large for a report".to_owned() });
        }
        octets.extend(piece);
    }
    let name = format!("{id}-{}.pdf", language.code());
    let key = Key { delivery: id, bundle: sha256(&octets), language: language.code() };
    if let Some(octets) = service.reports.find(&key) {
        return Ok(Report::Ready { name, octets });
    }
    let made: Arc<[u8]> = make(service, id, language, octets).await?.into();
    service.reports.put(key, Arc::clone(&made));
    Ok(Report::Ready { name, octets: made })
}

async fn make(service: &Service, id: DeliveryId, language: Language, bundle: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let (now, anchors) = (service.now(), service.anchors());
    let drawn = tokio::task::spawn_blocking(move || draw(id, language, &bundle, &anchors, now));
    let pdf = drawn.await.map_err(|error| unmakeable(&error))?.map_err(|error| unmakeable(&error))?;
    let prepared = pades::prepare(&pdf, now.whole_seconds()).map_err(|error| unmakeable(&error))?;
    let seal = &service.seal;
    let unsigned = prepared.signature(&seal.certificate, &[], seal.signer.algorithm());
    let (signed, token) = stamped(service, unsigned.map_err(|error| unmakeable(&error))?, now).await?;
    let signature = signed.seal(&token).map_err(|error| unmakeable(&error))?;
    let made = prepared.finish(&signature).map_err(|error| unmakeable(&error))?;
    pades::check(&made).map_err(|error| unmakeable(&error))?;
    Ok(made)
}

/// The report without a signature.
fn draw(
    id: DeliveryId,
    language: Language,
    bundle: &[u8],
    anchors: &verify::trust::TrustAnchors,
    at: Moment,
) -> Result<Vec<u8>, report::Error> {
    let judged = verify::open_and_verify(Cursor::new(bundle), anchors, at);
    let mut document = exhibit::document(&judged, language);
    let (words, digest) = (Words::new(language), Sha256(sha256(bundle)));
    let name = format!("{id}.asice");
    document.pages.push(report::checking(words, &name, &digest.to_string()));
    report::pdf(&report::Report {
        document: &document,
        subject: &Subject { reference: id.to_string(), bundle: digest }.to_string(),
        name: &name,
        bundle,
        description: &words.say("report-attached"),
        at,
    })
}

fn unmakeable(error: &dyn std::error::Error) -> Fault {
    Fault::Broken { what: format!("a report cannot be made: {}", chain(error)) }
}
