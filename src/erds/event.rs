//! The events that an evidence can attest: those of EN 319 522-1 §6.2 (V1.1.1 and V1.2.1), in the standard's order, and
//! our own, which are never dressed up as the standard's. URIs: EN 319 522-3 Table 2.

use std::fmt;

const ETSI: &str = "http://uri.etsi.org/19522/Event/";
const OWN: &str = "urn:recepis:event:";

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// A.1: the content was properly submitted by an identified sender and taken in.
    SubmissionAcceptance,
    /// A.2: the submission was refused.
    SubmissionRejection,
    /// B.1: a relayed message was taken by the next service.
    RelayAcceptance,
    /// B.2: a relayed message was refused by the next service.
    RelayRejection,
    /// B.3: a message could not be relayed in time.
    RelayFailure,
    /// C.1: the addressee was sent a request to accept or refuse; this does not prove that it arrived.
    NotificationForAcceptance,
    /// C.2: that request could not be sent.
    NotificationForAcceptanceFailure,
    /// C.3: the identified addressee accepted.
    ConsignmentAcceptance,
    /// C.4: the identified addressee refused.
    ConsignmentRejection,
    /// C.5: the addressee neither accepted nor refused within the period.
    AcceptanceRejectionExpiry,
    /// D.1: the content was made available to the addressee within the service.
    ContentConsignment,
    /// D.2: the content could not be made available.
    ContentConsignmentFailure,
    /// D.3: the addressee was told that content is available; this does not prove that it arrived.
    ConsignmentNotification,
    /// D.4: that telling failed.
    ConsignmentNotificationFailure,
    /// E.1: the content crossed to the authenticated addressee.
    ContentHandover,
    /// E.2: the content did not cross in time.
    ContentHandoverFailure,
    /// F.1: the message was forwarded to a system that is no registered delivery service.
    RelayToNonERDS,
    /// F.2: that forwarding failed.
    RelayToNonERDSFailure,
    /// F.3: the message came from outside; its sender and time are not to be trusted.
    ReceivedFromNonERDS,
    /// A notification reached the addressee's channel (V1.2.1).
    NotificationDelivered,
    /// The addressee opened a notification (V1.2.1). We never state it: it would take tracking.
    NotificationAccessTracking,
    /// The addressee opened the content (V1.2.1). We never state it: it would take tracking.
    ContentAccessTracking,
    /// Ours: the addressee says until when they are away; it concerns them alone.
    AbsenceStated,
    /// Ours: the addressee makes a statement of their own.
    AddresseeStates,
    /// Ours: the addressee asks for the message on paper.
    ByPostPlease,
    /// Ours: the addressee says that the content could not be opened.
    CouldNotOpen,
    /// Ours: the deadline moved further away, within what the terms allow. Why is not said.
    DeadlineMoved,
    /// Ours: a bundle was made of the chain as it stood.
    Exported,
    /// Ours: a standing instruction of an organisation holds no longer; it concerns its address alone.
    InstructionEnded,
    /// Ours: an organisation says beforehand that what comes to an address of its domain is accepted; it concerns that address alone.
    InstructionGiven,
    /// Ours: the addressee enrolled a key.
    KeyEnrolled,
    /// Ours: the addressee removed a key; it concerns them alone.
    KeyRemoved,
    /// Ours: a delegate accepts a mandate; it concerns the two alone.
    MandateAccepted,
    /// Ours: the addressee lets somebody else see and decide; it concerns the two alone.
    MandateGiven,
    /// Ours: principal or delegate ends a mandate; it concerns the two alone.
    MandateRevoked,
    /// Ours: whoever proved access to the mailbox says that the message is not for them.
    NotForMe,
    /// Ours: a later report says that the notice was not delivered.
    NoticeBounced,
    /// Ours: a delivery status notification says that the notice is still tried.
    NoticeDelayed,
    /// Ours: a delivery status notification says that the notice was delivered.
    NoticeTaken,
    /// Ours: the service was not available.
    Outage,
    /// Ours: the sender took the message back and the content key was destroyed.
    Recalled,
    /// Ours: the addressee asks not to be sent anything by a sender; it concerns them alone.
    SenderBlocked,
    /// Ours: the addressee no longer asks that; it concerns them alone.
    SenderUnblocked,
}

impl Event {
    /// All of them, in the order above.
    pub const ALL: [Self; 43] = [
        Self::SubmissionAcceptance,
        Self::SubmissionRejection,
        Self::RelayAcceptance,
        Self::RelayRejection,
        Self::RelayFailure,
        Self::NotificationForAcceptance,
        Self::NotificationForAcceptanceFailure,
        Self::ConsignmentAcceptance,
        Self::ConsignmentRejection,
        Self::AcceptanceRejectionExpiry,
        Self::ContentConsignment,
        Self::ContentConsignmentFailure,
        Self::ConsignmentNotification,
        Self::ConsignmentNotificationFailure,
        Self::ContentHandover,
        Self::ContentHandoverFailure,
        Self::RelayToNonERDS,
        Self::RelayToNonERDSFailure,
        Self::ReceivedFromNonERDS,
        Self::NotificationDelivered,
        Self::NotificationAccessTracking,
        Self::ContentAccessTracking,
        Self::AbsenceStated,
        Self::AddresseeStates,
        Self::ByPostPlease,
        Self::CouldNotOpen,
        Self::DeadlineMoved,
        Self::Exported,
        Self::InstructionEnded,
        Self::InstructionGiven,
        Self::KeyEnrolled,
        Self::KeyRemoved,
        Self::MandateAccepted,
        Self::MandateGiven,
        Self::MandateRevoked,
        Self::NotForMe,
        Self::NoticeBounced,
        Self::NoticeDelayed,
        Self::NoticeTaken,
        Self::Outage,
        Self::Recalled,
        Self::SenderBlocked,
        Self::SenderUnblocked,
    ];

    /// Its name, the last part of its URI and the name of its file in a bundle.
    pub fn name(self) -> &'static str {
        match self {
            Self::SubmissionAcceptance => "SubmissionAcceptance",
            Self::SubmissionRejection => "SubmissionRejection",
            Self::RelayAcceptance => "RelayAcceptance",
            Self::RelayRejection => "RelayRejection",
            Self::RelayFailure => "RelayFailure",
            Self::NotificationForAcceptance => "NotificationForAcceptance",
            Self::NotificationForAcceptanceFailure => "NotificationForAcceptanceFailure",
            Self::ConsignmentAcceptance => "ConsignmentAcceptance",
            Self::ConsignmentRejection => "ConsignmentRejection",
            Self::AcceptanceRejectionExpiry => "AcceptanceRejectionExpiry",
            Self::ContentConsignment => "ContentConsignment",
            Self::ContentConsignmentFailure => "ContentConsignmentFailure",
            Self::ConsignmentNotification => "ConsignmentNotification",
            Self::ConsignmentNotificationFailure => "ConsignmentNotificationFailure",
            Self::ContentHandover => "ContentHandover",
            Self::ContentHandoverFailure => "ContentHandoverFailure",
            Self::RelayToNonERDS => "RelayToNonERDS",
            Self::RelayToNonERDSFailure => "RelayToNonERDSFailure",
            Self::ReceivedFromNonERDS => "ReceivedFromNonERDS",
            Self::NotificationDelivered => "NotificationDelivered",
            Self::NotificationAccessTracking => "NotificationAccessTracking",
            Self::ContentAccessTracking => "ContentAccessTracking",
            Self::AbsenceStated => "AbsenceStated",
            Self::AddresseeStates => "AddresseeStates",
            Self::ByPostPlease => "ByPostPlease",
            Self::CouldNotOpen => "CouldNotOpen",
            Self::DeadlineMoved => "DeadlineMoved",
            Self::Exported => "Exported",
            Self::InstructionEnded => "InstructionEnded",
            Self::InstructionGiven => "InstructionGiven",
            Self::KeyEnrolled => "KeyEnrolled",
            Self::KeyRemoved => "KeyRemoved",
            Self::MandateAccepted => "MandateAccepted",
            Self::MandateGiven => "MandateGiven",
            Self::MandateRevoked => "MandateRevoked",
            Self::NotForMe => "NotForMe",
            Self::NoticeBounced => "NoticeBounced",
            Self::NoticeDelayed => "NoticeDelayed",
            Self::NoticeTaken => "NoticeTaken",
            Self::Outage => "Outage",
            Self::Recalled => "Recalled",
            Self::SenderBlocked => "SenderBlocked",
            Self::SenderUnblocked => "SenderUnblocked",
        }
    }

    /// The letter and number of V1.1.1 Table 1. The three events of V1.2.1 have theirs in no text that could be
    /// confirmed, so they go by name; ours have none.
    pub fn code(self) -> Option<&'static str> {
        Some(match self {
            Self::SubmissionAcceptance => "A.1",
            Self::SubmissionRejection => "A.2",
            Self::RelayAcceptance => "B.1",
            Self::RelayRejection => "B.2",
            Self::RelayFailure => "B.3",
            Self::NotificationForAcceptance => "C.1",
            Self::NotificationForAcceptanceFailure => "C.2",
            Self::ConsignmentAcceptance => "C.3",
            Self::ConsignmentRejection => "C.4",
            Self::AcceptanceRejectionExpiry => "C.5",
            Self::ContentConsignment => "D.1",
            Self::ContentConsignmentFailure => "D.2",
            Self::ConsignmentNotification => "D.3",
            Self::ConsignmentNotificationFailure => "D.4",
            Self::ContentHandover => "E.1",
            Self::ContentHandoverFailure => "E.2",
            Self::RelayToNonERDS => "F.1",
            Self::RelayToNonERDSFailure => "F.2",
            Self::ReceivedFromNonERDS => "F.3",
            _ => return None,
        })
    }

    /// Whether it is ours and not the standard's.
    pub fn is_own(self) -> bool {
        self >= Self::AbsenceStated
    }

    /// Its URI.
    pub fn uri(self) -> String {
        format!("{}{}", if self.is_own() { OWN } else { ETSI }, self.name())
    }

    /// The event with this URI.
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.uri() == uri)
    }

    /// Whether it concerns the addressee alone, so that nobody is to learn from the log when it happened. What comes to be
    /// of that kind (mandates, absence, blocks, statements held back) has its place here.
    pub fn is_held(self) -> bool {
        matches!(
            self,
            Self::AbsenceStated
                | Self::InstructionEnded
                | Self::InstructionGiven
                | Self::KeyEnrolled
                | Self::KeyRemoved
                | Self::MandateAccepted
                | Self::MandateGiven
                | Self::MandateRevoked
                | Self::SenderBlocked
                | Self::SenderUnblocked
        )
    }

    /// Whether it is a failure, rejection or expiry: those must give a reason (EN 319 522-2 §8.2.4).
    pub fn is_negative(self) -> bool {
        matches!(
            self,
            Self::SubmissionRejection
                | Self::RelayRejection
                | Self::RelayFailure
                | Self::NotificationForAcceptanceFailure
                | Self::ConsignmentRejection
                | Self::AcceptanceRejectionExpiry
                | Self::ContentConsignmentFailure
                | Self::ConsignmentNotificationFailure
                | Self::ContentHandoverFailure
                | Self::RelayToNonERDSFailure
        )
    }
}

/// Code and name: `C.3 ConsignmentAcceptance`; ours and those of V1.2.1 by name alone.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code() {
            Some(code) => write!(f, "{code} {}", self.name()),
            None => f.write_str(self.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_found_by_its_uri_and_the_standards_come_first() {
        for event in Event::ALL {
            assert_eq!(Event::from_uri(&event.uri()), Some(event));
            assert!(!(event.code().is_some() && event.is_own()));
        }
        assert_eq!(Event::ContentHandover.uri(), "http://uri.etsi.org/19522/Event/ContentHandover");
        assert_eq!(Event::NotForMe.uri(), "urn:recepis:event:NotForMe");
        assert_eq!(Event::from_uri("http://uri.etsi.org/19522/Event/NotForMe"), None);
        assert_eq!(Event::ALL.iter().filter(|event| event.code().is_some()).count(), 19);
    }
}
