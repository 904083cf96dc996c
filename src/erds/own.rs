//! What is stated about one address alone, besides its keys (`enrolment`): it stands in the chain of that address and names no
//! sender and no message. Nobody gets it but the addressee, except where a decision rests on it.

use super::address::Address;
use super::content::Sha256;
use super::enrolment::OwnChain;
use super::event::Event;
use super::evidence::Link;
use super::id::{DeliveryId, EvidenceId, MandateId};
use super::instruction::Instruction;
use super::mandate::{Mandate, MandateAcceptance};
use super::moment::Moment;
use super::party::{Authentication, Issuer};

/// One statement of such a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnStatement {
    /// Its identifier (G01).
    pub id: EvidenceId,
    /// When (G05): the event time, which the service states.
    pub time: Moment,
    /// The policies under which it is issued (R01), as URIs; at least one.
    pub policies: Vec<String>,
    /// Who states it (R02).
    pub issuer: Issuer,
    /// Whom it is about (I06): the address at which they proved who they are.
    pub addressee: Address,
    /// How they proved it (I12).
    pub authentication: Authentication,
    /// Its place in the chain of what concerns this address alone.
    pub chain: OwnChain,
    /// What is stated.
    pub details: OwnDetails,
}

/// What is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnDetails {
    /// AbsenceStated: until when they are away, exclusive; `None`: they are back. The last one stated counts.
    Absence(Option<Moment>),
    /// InstructionGiven: what comes to this address is accepted beforehand, within this.
    Instruct(Box<Instruction>),
    /// InstructionEnded: that no longer holds; SHA-256 of the canonical bytes of the statement that gave it.
    EndInstruction(Sha256),
    /// SenderBlocked: they ask not to be sent anything by this sender.
    Block {
        /// Its address, as they saw it.
        sender: Address,
        /// The delivery on which they asked for it.
        delivery: DeliveryId,
    },
    /// SenderUnblocked: they ask so no longer.
    Unblock {
        /// The address that was blocked.
        sender: Address,
    },
    /// KeyRemoved: a key of theirs signs nothing from here on; SHA-256 of its COSE_Key.
    RemoveKey(Sha256),
    /// MandateAccepted, in the delegate's chain.
    MandateAccepted(MandateAcceptance),
    /// MandateGiven, in the principal's chain.
    MandateGiven(Mandate),
    /// MandateRevoked, in the chain of whoever ended it.
    MandateRevoked(MandateId),
}

impl OwnDetails {
    /// The event that it is stated as.
    pub fn event(&self) -> Event {
        match self {
            Self::Absence(_) => Event::AbsenceStated,
            Self::Instruct(_) => Event::InstructionGiven,
            Self::EndInstruction(_) => Event::InstructionEnded,
            Self::Block { .. } => Event::SenderBlocked,
            Self::Unblock { .. } => Event::SenderUnblocked,
            Self::RemoveKey(_) => Event::KeyRemoved,
            Self::MandateAccepted(_) => Event::MandateAccepted,
            Self::MandateGiven(_) => Event::MandateGiven,
            Self::MandateRevoked(_) => Event::MandateRevoked,
        }
    }
}

/// A statement that says too little or the wrong thing.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotOwn {
    /// R01 is missing.
    #[error("EN 319 522-2 Table 13: no policy (R01)")]
    Policy,
    /// It stands outside the sequence, or its number does not fit.
    #[error("it cannot stand at this place of an addressee's chain")]
    Place,
    /// A mandate for nobody else, or for no time.
    #[error("a mandate names somebody else as delegate, and ends after it begins")]
    Mandate,
    /// An instruction without an organisation or a function, longer than 366 days, or on a proof that is later.
    #[error("it is no standing instruction that recepis takes")]
    Instruction,
    /// It was stated before whoever stated it had proven who they are.
    #[error("it was stated before whoever stated it had proven who they are")]
    Order,
}

impl OwnStatement {
    /// Whether it holds what it must, and nothing that it must not.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), NotOwn> {
        if self.policies.is_empty() {
            return Err(NotOwn::Policy);
        }
        match self.chain.link {
            Link::First => {}
            Link::Next { sequence, .. } if sequence > 1 => {}
            Link::Next { .. } | Link::Outside { .. } => return Err(NotOwn::Place),
        }
        if let OwnDetails::MandateGiven(mandate) = &self.details
            && (mandate.from >= mandate.until || mandate.delegate.same_mailbox(&self.addressee))
        {
            return Err(NotOwn::Mandate);
        }
        if let OwnDetails::Instruct(instruction) = &self.details
            && !instruction.fits(self.time)
        {
            return Err(NotOwn::Instruction);
        }
        if self.time < self.authentication.at { Err(NotOwn::Order) } else { Ok(()) }
    }
}
