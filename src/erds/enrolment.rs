//! The enrolment of an addressee's own key (our event KeyEnrolled): what the service says happened, before it is signed.
//!
//! It concerns the addressee alone, so it stands in no delivery's chain and names no sender and no message. What concerns
//! one address forms a chain of its own, which nobody gets but the addressee; an enrolment leaves it only in the bundle of
//! a decision that was made with that key.

use super::address::Address;
use super::content::Sha256;
use super::event::Event;
use super::evidence::Link;
use super::id::{ChainId, EvidenceId};
use super::key::AddresseeKey;
use super::moment::Moment;
use super::party::{Authentication, Issuer};

/// One enrolment, stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Its identifier (G01).
    pub id: EvidenceId,
    /// When (G05): the event time, which the service states.
    pub time: Moment,
    /// The policies under which it is issued (R01), as URIs; at least one.
    pub policies: Vec<String>,
    /// Who states it (R02).
    pub issuer: Issuer,
    /// Whose key it is (I06): the address at which they proved who they are.
    pub addressee: Address,
    /// How they proved who they are when they enrolled it (I12).
    pub authentication: Authentication,
    /// Its place in the chain of what concerns this address alone.
    pub chain: OwnChain,
    /// The key.
    pub key: AddresseeKey,
}

/// What binds a statement to what was stated before about the same address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChain {
    /// Which chain: one for each address.
    pub id: ChainId,
    /// Where in it; never outside of the sequence.
    pub link: Link,
    /// 128 random bits, so that a log entry tells nothing to somebody who guesses the rest.
    pub random: [u8; 16],
}

/// An enrolment that says too little or the wrong thing.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotAnEnrolment {
    /// R01 is missing.
    #[error("EN 319 522-2 Table 13: no policy (R01)")]
    Policy,
    /// It stands outside the sequence, or its number does not fit.
    #[error("{0} cannot stand at this place of an addressee's chain", Event::KeyEnrolled)]
    Place,
    /// No credential id, or no key.
    #[error("an enrolment without a key")]
    Key,
    /// It was stated before whoever enrolled had proven who they are.
    #[error("a key was enrolled before whoever enrolled it had proven who they are")]
    Order,
}

impl Enrolment {
    /// Whether it holds what it must, and nothing that it must not.
    pub fn check(&self) -> Result<(), NotAnEnrolment> {
        if self.policies.is_empty() {
            return Err(NotAnEnrolment::Policy);
        }
        match self.chain.link {
            Link::First => {}
            Link::Next { sequence, .. } if sequence > 1 => {}
            Link::Next { .. } | Link::Outside { .. } => return Err(NotAnEnrolment::Place),
        }
        let AddresseeKey { credential, cose, rp_id, origin, .. } = &self.key;
        if credential.is_empty() || cose.is_empty() || rp_id.is_empty() || origin.is_empty() {
            return Err(NotAnEnrolment::Key);
        }
        if self.time < self.authentication.at { Err(NotAnEnrolment::Order) } else { Ok(()) }
    }
}

/// What a decision made with the addressee's own key holds of it: the digests by which assertion and enrolment are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUse {
    /// SHA-256 of the assertion's document.
    pub assertion: Sha256,
    /// SHA-256 of the enrolment's canonical bytes.
    pub enrolment: Sha256,
}
