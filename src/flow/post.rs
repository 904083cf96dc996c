//! The way out for every mail of ours but the notice, whose dialogue is kept.

use crate::erds::address::Address;
use crate::letters::{self, Letter};
use crate::outside::mailer::{Envelope, Outcome};
use crate::store::Seen;

use super::{Fault, Service};

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

/// One addressee; reports come back to the service's own address.
pub(super) fn envelope(service: &Service, to: &Address, message_id: &str) -> Envelope {
    Envelope {
        from: Some(service.settings.from.clone()),
        secret: None,
        to: to.clone(),
        envelope_id: Some(message_id.to_owned()),
    }
}

/// Hands a mail over; it says nothing of whether it arrives.
pub(super) async fn send(service: &Service, letter: &Letter) -> Result<(), Fault> {
    let envelope = envelope(service, letter.to(), letter.message_id());
    match service.mailer.send(&envelope, letter.bytes()).await.outcome {
        Outcome::Taken { .. } => Ok(()),
        Outcome::Refused { permanent: true, reply } => {
            Err(Fault::Broken { what: format!("a mail server refused a mail of ours: {}", first_words(&reply)) })
        }
        Outcome::Refused { .. } | Outcome::NotConnected { .. } | Outcome::Unknown { .. } => {
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
