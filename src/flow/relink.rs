//! The form on a dead link's page: whoever types an address gets new links there, if there is anything for it. The answer is the
//! same either way, and so is what happens before it is given.

use crate::erds::address::Address;
use crate::erds::delivery::Offer;
use crate::erds::id::DeliveryId;
use crate::letters::{self, Waiting};
use crate::store::Seen;
use crate::words::Words;

use super::{Fault, Service, post};

/// The most deliveries that one request sends links for.
const MOST: u32 = 10;

/// Mails a link for each of the address's deliveries, if it has any. What is no address is answered like one.
pub async fn request(service: &Service, address: &str, language: &str) -> Result<(), Fault> {
    let Ok(address) = address.trim().parse::<Address>() else { return Ok(()) };
    for id in service.store.deliveries_to(&address, MOST).await? {
        // Whoever asks must not learn from a failure that there was something to send.
        if let Err(fault) = again(service, &id, language).await {
            tracing::warn!(delivery = %id, fault = %fault, "a new link could not be mailed");
        }
    }
    Ok(())
}

async fn again(service: &Service, id: &DeliveryId, language: &str) -> Result<(), Fault> {
    let Some(seen) = service.store.delivery(id).await? else { return Ok(()) };
    // Whatever was offered once: a delivery whose notice failed later may still be decided on, or was.
    if seen.delivery.offer() != Offer::None {
        mail_link(service, &seen, language).await?;
    }
    Ok(())
}

async fn mail_link(service: &Service, seen: &Seen, language: &str) -> Result<(), Fault> {
    let number = u32::from_be_bytes(service.random());
    let message_id = letters::message_id("link", &seen.id, number, service.settings.from.domain());
    let letter = letters::new_link(
        &letters::Post {
            service: &post::service(service),
            words: Words::of(language),
            zone: &seen.terms.zone,
            // To the address as the sender wrote it, never as it was typed here.
            to: &seen.record.addressee,
            date: service.now(),
            message_id: &message_id,
        },
        &Waiting {
            sender: seen.record.sender.name.as_deref().unwrap_or(seen.record.sender.address.as_str()),
            time: seen.record.submitted,
            link: &post::link(service, seen),
        },
    )
    .map_err(|error| post::unwritable(&error))?;
    post::send(service, &letter).await
}
