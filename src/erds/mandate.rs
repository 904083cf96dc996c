//! Mandates: a principal lets a delegate see and decide on messages, within a scope, from one moment to another. The principal
//! gives it, the delegate accepts it, either ends it; each states so in the chain of their own address.
//!
//! A mandate holds while all of this is so: given, accepted, not revoked by either, and the moment lies within it.

use super::address::Address;
use super::content::Sha256;
use super::id::MandateId;
use super::moment::Moment;

/// What MandateGiven states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// Its identifier.
    pub id: MandateId,
    /// Who may decide for the principal.
    pub delegate: Address,
    /// On which messages.
    pub scope: Scope,
    /// From when.
    pub from: Moment,
    /// Until when, exclusive.
    pub until: Moment,
}

/// On which messages a delegate may decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On all.
    All,
    /// On those whose sender's address is in this domain, in small letters.
    SenderDomain(String),
}

impl Mandate {
    /// Whether it covers a message of this sender at this moment.
    ///
    /// # Errors
    /// Why it does not.
    pub fn covers(&self, sender: &Address, at: Moment) -> Result<(), NotCovered> {
        if at < self.from {
            return Err(NotCovered::NotBegun);
        }
        if at >= self.until {
            return Err(NotCovered::Over);
        }
        match &self.scope {
            Scope::SenderDomain(domain) if !sender.domain().eq_ignore_ascii_case(domain) => {
                Err(NotCovered::OtherSender)
            }
            Scope::All | Scope::SenderDomain(_) => Ok(()),
        }
    }
}

/// What MandateAccepted states, in the delegate's chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandateAcceptance {
    /// The mandate.
    pub id: MandateId,
    /// Who gave it.
    pub principal: Address,
    /// SHA-256 of the canonical bytes of MandateGiven.
    pub given: Sha256,
}

/// Why a mandate does not cover a decision. The texts are for whoever acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCovered {
    /// Its first day is to come.
    #[error("this mandate has not begun")]
    NotBegun,
    /// Its last day is over.
    #[error("this mandate is over")]
    Over,
    /// It is for another sender's messages.
    #[error("this mandate is not for messages of this sender")]
    OtherSender,
    /// Who was to act did not accept it.
    #[error("this mandate was not accepted")]
    NotAccepted,
    /// Principal or delegate ended it.
    #[error("this mandate was revoked")]
    Revoked,
}

/// What the evidence of a decision by a delegate holds of the mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MandateUse {
    /// The mandate.
    pub id: MandateId,
    /// SHA-256 of the canonical bytes of MandateGiven.
    pub given: Sha256,
    /// SHA-256 of the canonical bytes of MandateAccepted.
    pub accepted: Sha256,
}

/// What the acknowledgement of a decision by a delegate says that they act as; for whom is the principal's address.
pub fn acting_as(id: &MandateId, delegate: &Address) -> String {
    format!("{delegate}, mandate {id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s30_a_mandate_covers_its_days_and_its_scope_and_no_more() {
        let at = Moment::from_seconds;
        let address = |text: &str| Address::parse(text).unwrap();
        let mandate = |scope| Mandate {
            id: MandateId::from_octets([1; 16]),
            delegate: address("anna@demo.test"),
            scope,
            from: at(10),
            until: at(20),
        };
        let all = mandate(Scope::All);
        for (when, covered) in [(9, Err(NotCovered::NotBegun)), (10, Ok(())), (19, Ok(())), (20, Err(NotCovered::Over))]
        {
            assert_eq!(all.covers(&address("jan@sender.test"), at(when)), covered);
        }
        let one = mandate(Scope::SenderDomain("sender.test".to_owned()));
        assert_eq!(one.covers(&address("jan@SENDER.test"), at(10)), Ok(()));
        assert_eq!(one.covers(&address("jan@other.sender.test"), at(10)), Err(NotCovered::OtherSender));
    }
}
