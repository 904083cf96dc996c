//! The way out for every mail of ours but the notice, whose dialogue is kept.

use crate::erds::address::Address;
use crate::erds::id::DeliveryId;
use crate::letters::{self, Letter};
use crate::outside::mailer::{Envelope, Outcome};
use crate::store::Seen;
use crate::words::Words;

use super::{Fault, Service, outage};

/// The service as its mails name it.
pub(super) fn service(service: &Service) -> letters::Service {
    letters::Service {
        name: service.settings.service_name.clone(),
        mail: service.settings.from.clone(),
        base_url: service.settings.base_url.clone(),
        operator: service.settings.operator.clone(),
    }
}

/// The address of a delivery's pages, with its present link.
pub(super) fn link(service: &Service, seen: &Seen) -> String {
    format!("{}/r/{}", service.settings.base_url, service.store.link(seen))
}

/// The same with the link that lives once the present one was revoked.
pub(super) fn next_link(service: &Service, seen: &Seen) -> String {
    format!("{}/r/{}", service.settings.base_url, service.store.next_link(seen))
}

/// One addressee; reports come back to the service's own address.
pub(super) fn envelope(service: &Service, to: &Address, message_id: &str) -> Envelope {
    Envelope {
        from: Some(service.settings.from.clone()),
        secret: None,
        to: to.clone(),
        envelope_id: Some(message_id.to_owned()),
    }
}

/// How far a mail of ours went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handed {
    /// A server took it.
    Taken,
    /// A server had all of it, and its answer did not come.
    Unknown,
}

/// Writes a mail of one kind to the addressee and hands it over.
pub(super) async fn to_addressee(
    service: &Service,
    seen: &Seen,
    kind: &str,
    language: &str,
    write: impl FnOnce(&letters::Post<'_>) -> Result<Letter, letters::Error>,
) -> Result<Handed, Fault> {
    let number = u32::from_be_bytes(service.random());
    let letter = write(&letters::Post {
        service: &self::service(service),
        words: Words::of(language),
        zone: &seen.terms.zone,
        // To the address as the sender wrote it, never as somebody typed it on a page.
        to: &seen.record.addressee,
        date: service.now(),
        message_id: &letters::message_id(kind, &seen.id, number, service.settings.from.domain()),
        reply_to: None,
    });
    send(service, letter.map_err(|error| unwritable(&error))?).await
}

/// Writes a mail of one kind to an address and hands it over; `about` makes its Message-ID.
pub(super) async fn to(
    service: &Service,
    (address, zone, language): (&Address, &str, &str),
    (kind, about): (&str, &DeliveryId),
    write: impl FnOnce(&letters::Post<'_>) -> Result<Letter, letters::Error>,
) -> Result<Handed, Fault> {
    let number = u32::from_be_bytes(service.random());
    let letter = write(&letters::Post {
        service: &self::service(service),
        words: Words::of(language),
        zone,
        to: address,
        date: service.now(),
        message_id: &letters::message_id(kind, about, number, service.settings.from.domain()),
        reply_to: None,
    });
    send(service, letter.map_err(|error| unwritable(&error))?).await
}

/// The mail as it goes out, octet for octet: signed with the seal, DKIM put on last.
pub(super) fn outgoing(service: &Service, letter: Letter) -> Result<Vec<u8>, Fault> {
    let seal = &service.seal;
    let prepared = letter.prepare(&seal.certificate, &[], service.now(), seal.signer.algorithm());
    let prepared = prepared.map_err(|error| unwritable(&error))?;
    let broken = |error: &dyn std::error::Error| Fault::Broken { what: super::chain(error) };
    let signature = seal.signer.sign(&prepared.to_sign).map_err(|error| broken(&error))?;
    let signed = prepared.assemble(&signature).map_err(|error| unwritable(&error))?.into_bytes();
    match &service.dkim {
        None => Ok(signed),
        Some(dkim) => dkim.sign(&signed).map_err(|error| broken(&error)),
    }
}

/// Hands a mail over; it says nothing of whether it arrives.
pub(super) async fn send(service: &Service, letter: Letter) -> Result<Handed, Fault> {
    let envelope = envelope(service, letter.to(), letter.message_id());
    let mail = outgoing(service, letter)?;
    let sent = service.mailer.send(&envelope, &mail).await;
    outage::mailed(service, envelope.to.domain(), &sent).await;
    match sent.outcome {
        Outcome::Taken { .. } => Ok(Handed::Taken),
        Outcome::Unknown { .. } => Ok(Handed::Unknown),
        Outcome::Refused { permanent: true, reply } => {
            Err(Fault::Broken { what: format!("a mail server refused a mail of ours: {}", first_words(&reply)) })
        }
        Outcome::Impossible { why } => Err(Fault::Broken { what: format!("a mail of ours cannot be sent: {why}") }),
        Outcome::Refused { .. } | Outcome::NotConnected { .. } => {
            Err(Fault::Unavailable { what: "a mail could not be handed over".to_owned() })
        }
    }
}

/// A mail that cannot be written is ours to mend.
pub(super) fn unwritable(error: &letters::Error) -> Fault {
    Fault::Broken { what: super::chain(error) }
}

/// The code of a reply, without the words behind it: they may name an address.
fn first_words(reply: &str) -> String {
    reply
        .split_whitespace()
        .take(2)
        .filter(|word| word.chars().all(|c| c.is_ascii_digit() || c == '.'))
        .collect::<Vec<_>>()
        .join(" ")
}
