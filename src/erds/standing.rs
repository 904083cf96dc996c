//! The four separate answers that every report opens with (never one score). They are computed from facts, here and
//! nowhere else; none of them says that anything arrived, was read, or counts in law.

use super::delivery;

/// How far the technical events reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Step {
    /// Submitted. A relay's 250 changes nothing: the notice was handed to that relay.
    G0,
    /// A mail server that the domain's DNS named at that moment took the notice.
    G1,
    /// Answered from the mailbox, neither accepted nor refused.
    G2,
    /// Decided: accepted or refused.
    G3,
    /// Handed over in full.
    G4,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Nothing.
    None,
    /// Accepted.
    Accepted,
    /// Accepted by a standing instruction that was given beforehand; no person decided on the message.
    AcceptedAsInstructed,
    /// Refused.
    Refused,
    /// Whoever proved the mailbox said it is not for them.
    NotForMe,
    /// The time to decide passed in silence.
    Expired,
    /// The sender took the message back.
    Recalled,
}

/// Who vouches for the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voucher {
    /// There is no decision to vouch for.
    Nobody,
    /// The service alone: the decision rests on its honesty.
    Service,
    /// The service, and also the addressee's own key (mark K).
    AddresseeKey,
}

/// What the steps are computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts {
    /// Whether a mail server that the addressee's domain names took the notice (the demo mailbox for its own domain).
    pub notice_taken: bool,
    /// Whether something was answered from the mailbox that is neither acceptance nor refusal.
    pub answered: bool,
    /// Whether a standing instruction accepted: then nobody decided on the message, and no step says that somebody did.
    pub instructed: bool,
}

/// The highest step that the facts bear.
pub fn step(delivery: &delivery::Delivery, facts: Facts) -> Step {
    use delivery::Decision as Decided;
    if delivery.handover() == delivery::Handover::Complete {
        Step::G4
    } else if matches!(delivery.decision(), Decided::Accepted | Decided::Refused) && !facts.instructed {
        Step::G3
    } else if facts.answered || delivery.decision() == Decided::NotForMe {
        Step::G2
    } else if facts.notice_taken {
        Step::G1
    } else {
        Step::G0
    }
}

/// The decision as it is reported; a recall voids an acceptance, and the report names what it superseded.
pub fn decision(delivery: &delivery::Delivery, facts: Facts) -> Decision {
    use delivery::Decision as Decided;
    match (delivery.content(), delivery.decision()) {
        (delivery::Keeping::Recalled, _) => Decision::Recalled,
        (_, Decided::Open) => Decision::None,
        (_, Decided::Accepted) if facts.instructed => Decision::AcceptedAsInstructed,
        (_, Decided::Accepted) => Decision::Accepted,
        (_, Decided::Refused) => Decision::Refused,
        (_, Decided::NotForMe) => Decision::NotForMe,
        (_, Decided::Expired) => Decision::Expired,
    }
}

/// Who vouches for the decision; `key` is whether the addressee's own key signed it.
pub fn voucher(delivery: &delivery::Delivery, key: bool) -> Voucher {
    match delivery.decision() {
        delivery::Decision::Open | delivery::Decision::Expired => Voucher::Nobody,
        _ if key => Voucher::AddresseeKey,
        _ => Voucher::Service,
    }
}
