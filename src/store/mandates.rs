//! Mandates by their number: whoever gets one opens it by the link of a mail, before anything is stated about their address. What
//! it says stands in the chains of both addresses; here are the two addresses, under the master key.

use serde::{Deserialize, Serialize};

use super::Store;
use super::error::Error;
use super::keys::{Place, same};
use super::reads::get;
use super::seen::Seen;
use super::sql::query;
use crate::erds::address::Address;
use crate::erds::id::{DeliveryId, MandateId, from_crockford};

/// A mandate as it is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMandate {
    /// Who gives it.
    pub principal: Address,
    /// Who gets it.
    pub delegate: Address,
    /// In which language the delegate is written to.
    pub language: String,
    /// In which language the principal is.
    pub principals_language: String,
    /// In which zone its days begin and end.
    pub zone: String,
}

impl Store {
    /// The mandate of this number.
    ///
    /// # Errors
    /// As for every read.
    pub async fn mandate(&self, id: &MandateId) -> Result<Option<KeptMandate>, Error> {
        let row = query("select record from mandates where id = $1")
            .bind(id.octets().as_slice())
            .maybe(self.inner.reads())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let damaged = || Error::damaged("a mandate");
        let place = Place("mandates.record", id.octets());
        let json = self.inner.ring.master.open(&place, get(&row, 0)?).ok_or_else(damaged)?;
        serde_json::from_slice(&json).map(Some).map_err(|_| damaged())
    }

    /// The last part of the address of a mandate's page.
    pub fn mandate_link(&self, id: &MandateId) -> String {
        format!("{id}-{}", crate::erds::id::crockford(&self.inner.ring.mandate_token(id)))
    }

    /// The mandate that the last part of an address opens, without telling why it opens none.
    pub fn open_mandate_link(&self, text: &str) -> Option<MandateId> {
        let (id, token) = text.split_once('-')?;
        let (id, token) = (id.parse::<MandateId>().ok()?, from_crockford::<16>(token).ok()?);
        same(&self.inner.ring.mandate_token(&id), &token).then_some(id)
    }

    /// The last part of a delegate's link to a delivery.
    pub fn delegates_link(&self, seen: &Seen, mandate: &MandateId) -> String {
        let token = self.inner.ring.delegates_token(mandate, &seen.id, seen.generation);
        format!("{}-{}", seen.id, crate::erds::id::crockford(&token))
    }

    /// Whether this is that link, and lives.
    pub fn is_delegates_link(&self, seen: &Seen, mandate: &MandateId, text: &str) -> bool {
        let token = text.split_once('-').and_then(|(_, token)| from_crockford::<16>(token).ok());
        token.is_some_and(|token| same(&self.inner.ring.delegates_token(mandate, &seen.id, seen.generation), &token))
    }

    /// What one-time codes of a delegate hang on: another thing than the addressee's own.
    pub fn delegates_door(&self, mandate: &MandateId, delivery: &DeliveryId) -> DeliveryId {
        DeliveryId::from_octets(self.inner.ring.purpose("delegate's codes", &[mandate.octets(), delivery.octets()]))
    }

    /// What one-time codes for the page of a mandate hang on.
    pub fn mandates_door(&self, mandate: &MandateId) -> DeliveryId {
        DeliveryId::from_octets(self.inner.ring.purpose("mandate's codes", &[mandate.octets()]))
    }
}
