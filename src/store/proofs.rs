//! Proofs by electronic identities: what is kept while the addressee is away at the issuer, and what the issuer's answer is compared
//! with. Keyed hashes and encrypted octets only; nothing here becomes evidence.

use subtle::ConstantTimeEq;

use super::Store;
use super::addressee::PageToken;
use super::error::Error;
use super::keys::Place;
use super::prepare::{attribute_mac, proof_id, subject_mac};
use super::reads::{at, get, octets};
use super::sql::query;
use crate::erds::attribute::Attribute;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;

/// A proof that begins: somebody is sent to an issuer.
#[derive(Clone, PartialEq, Eq)]
pub struct NewProof {
    /// What the issuer's answer will repeat; at least 128 random bits. Only its keyed hash is kept.
    pub state: String,
    /// For which delivery.
    pub delivery: DeliveryId,
    /// The name of the means, as configured.
    pub means: String,
    /// What the answer must fit; kept encrypted.
    pub secret: Vec<u8>,
    /// When it began.
    pub at: Moment,
    /// From when no answer counts.
    pub until: Moment,
}

/// A proof as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct SeenProof {
    pub(super) id: [u8; 16],
    /// For which delivery.
    pub delivery: DeliveryId,
    /// The name of the means.
    pub means: String,
    /// What the answer must fit.
    pub secret: Vec<u8>,
    /// From when no answer counts.
    pub until: Moment,
}

impl SeenProof {
    /// The one use that it has.
    pub(super) fn token(&self) -> PageToken {
        PageToken { id: self.id, until: self.until }
    }
}

/// How a proof ended, for the security records of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofEnd {
    /// The person is the one whom the sender means, as far as was compared.
    Matched,
    /// The issuer vouches for somebody of whom it says something else than the sender.
    Other,
    /// There was no answer that counts.
    Refused,
}

impl ProofEnd {
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Matched => 1,
            Self::Other => 2,
            Self::Refused => 3,
        }
    }

    fn of(number: i64) -> Option<Self> {
        [Self::Matched, Self::Other, Self::Refused].into_iter().find(|end| end.number() == number)
    }
}

/// What a person's attributes are compared with.
pub struct Expected {
    delivery: DeliveryId,
    hashes: Vec<(Attribute, [u8; 16])>,
    subject: Option<[u8; 16]>,
}

impl Store {
    /// The proof whose answer repeats this, if an answer can still count at `now`.
    ///
    /// # Errors
    /// As for every read.
    pub async fn proof(&self, state: &str, now: Moment) -> Result<Option<SeenProof>, Error> {
        let id = proof_id(&self.inner.ring, state);
        let row = query("select delivery_id, means, secret, until_at from proofs where id = $1 and outcome = 0")
            .bind(id.as_slice())
            .maybe(self.inner.reads())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let until = at(&row, 3)?;
        if until <= now {
            return Ok(None);
        }
        let secret = self.inner.ring.master.open(&Place("proofs.secret", &id), get(&row, 2)?);
        let secret = secret.ok_or_else(|| Error::damaged("a proof"))?.to_vec();
        let delivery = DeliveryId::from_octets(octets(&row, 0)?);
        Ok(Some(SeenProof { id, delivery, means: get::<&str>(&row, 1)?.to_owned(), secret, until }))
    }

    /// When proofs of a delivery were begun since `since`, by which means, and how each ended; `None` while it has not.
    ///
    /// # Errors
    /// As for every read.
    pub async fn proofs_since(
        &self,
        delivery: &DeliveryId,
        since: Moment,
    ) -> Result<Vec<(Moment, String, Option<ProofEnd>)>, Error> {
        let rows = query(
            "select made_at, means, outcome from proofs where delivery_id = $1 and made_at >= $2 order by made_at",
        )
        .bind(delivery.octets().as_slice())
        .bind(since.micros())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| Ok((at(row, 0)?, get::<&str>(row, 1)?.to_owned(), ProofEnd::of(get(row, 2)?)))).collect()
    }

    /// What the attributes of a delivery's addressee are compared with.
    ///
    /// # Errors
    /// As for every read.
    pub async fn expected(&self, delivery: &DeliveryId) -> Result<Expected, Error> {
        let rows = query("select attribute, mac from delivery_attributes where delivery_id = $1")
            .bind(delivery.octets().as_slice())
            .all(self.inner.reads())
            .await?;
        let hash = |row| {
            let attribute = Attribute::from_name(get(row, 0)?).ok_or_else(|| Error::damaged("an attribute"))?;
            Ok((attribute, octets(row, 1)?))
        };
        let hashes = rows.iter().map(hash).collect::<Result<_, Error>>()?;
        let row = query("select mac from delivery_subjects where delivery_id = $1")
            .bind(delivery.octets().as_slice())
            .maybe(self.inner.reads())
            .await?;
        let subject = row.map(|row| octets(&row, 0)).transpose()?;
        Ok(Expected { delivery: *delivery, hashes, subject })
    }

    /// Whether this is the person whom the sender means: once somebody matched, that one; until then whoever is alike in all of
    /// these kinds. `said` are the values that the issuer says, as they are compared; of a kind one of several may fit.
    pub fn is_expected(
        &self,
        expected: &Expected,
        wanted: &[Attribute],
        said: &[(Attribute, String)],
        subject: &str,
    ) -> bool {
        let (ring, delivery) = (&self.inner.ring, &expected.delivery);
        if let Some(known) = &expected.subject {
            return subject_mac(ring, delivery, subject).ct_eq(known).into();
        }
        let fits = |wanted: &Attribute| {
            let of_kind = said.iter().filter(|(attribute, _)| attribute == wanted);
            let mut hashes =
                of_kind.map(|(attribute, value)| (*attribute, attribute_mac(ring, delivery, *attribute, value)));
            hashes.any(|said| expected.hashes.contains(&said))
        };
        !wanted.is_empty() && wanted.iter().all(fits)
    }
}
