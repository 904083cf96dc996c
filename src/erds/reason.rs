//! The reasons of an event (EN 319 522-2 §8.3.3 Tables 7-12; URIs EN 319 522-3 Table 3), in the standard's order.
//! `NotificationForAcceptenceError` is spelt so in the standard, and therefore here.

use std::fmt;

const ETSI: &str = "http://uri.etsi.org/19522/EventReason/";

/// Why an event happened.
#[expect(non_camel_case_types, reason = "the names are the last parts of ETSI's URIs, letter for letter")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// RA01.
    MessageAccepted,
    /// RA02.
    InvalidMessageFormat,
    /// RA03.
    MalwareFound,
    /// RA04.
    SenderSigningCertExpiredOrRevoked,
    /// RA05.
    S_ERDS_PolicyViolation,
    /// RB01.
    S_ERDS_MessageSuccessfullyRelayed,
    /// RB02.
    R_ERDS_MessageRejected,
    /// RB03.
    R_ERDS_MessageRejectedForMalware,
    /// RB04.
    R_ERDS_MessageRejectedForInvalidSignature,
    /// RB05.
    R_ERDS_MessageRejectedForInvalidCertificate,
    /// RB06.
    R_ERDS_PolicyViolation,
    /// RB07.
    R_ERDS_Malfunction,
    /// RB08.
    R_ERDS_NotIdentified,
    /// RB09.
    R_ERDS_Unreachable,
    /// RB10.
    UnknownRecipient,
    /// RC01.
    NotificationForAcceptanceSent,
    /// RC02.
    SubsequentNotificationForAcceptanceSent,
    /// RC03.
    NotificationForAcceptenceError,
    /// RC04.
    SubsequentNotificationForAcceptanceError,
    /// RC05.
    NotificationForAcceptanceMultipleError,
    /// RC06.
    SubsequentNotificationForAcceptanceMultipleError,
    /// RC07.
    MessageAcceptedByRecipient,
    /// RC08.
    MessageRejectedByRecipient,
    /// RC09.
    MessageNotAcceptedInTimeByRecipient,
    /// RD01.
    MessageConsignedToRecipient,
    /// RD02.
    MessageConsignedToDelegate,
    /// RD03.
    S_ERDSP_ReceivedNoDeliveryInfoFromR_ERDSP,
    /// RD04.
    MessageNotConsignedForQuota,
    /// RD05.
    MessageNotConsignedForMalfunction,
    /// RD06.
    MessageNotConsignedForUnallowedType,
    /// RE01.
    MessageHandedOver,
    /// RE02.
    MessageHandedOverToDelegate,
    /// RE03.
    MessageNotHandedOverForUnallowedType,
    /// RE04.
    MessageHandoverTimeout,
    /// RF01.
    MessageRelayedToNonERDS,
    /// RF02.
    ExternalSystemUnreachable,
    /// RF03.
    MessageRejectedByExternalSystem,
    /// RF04.
    MessageReceivedFromNonERDS,
    /// RAXX, RBXX, RCXX, RDXX, REXX and RFXX: none of the above; the details say what.
    Other,
}

impl Reason {
    /// All of them, in the order above.
    pub const ALL: [Self; 39] = [
        Self::MessageAccepted,
        Self::InvalidMessageFormat,
        Self::MalwareFound,
        Self::SenderSigningCertExpiredOrRevoked,
        Self::S_ERDS_PolicyViolation,
        Self::S_ERDS_MessageSuccessfullyRelayed,
        Self::R_ERDS_MessageRejected,
        Self::R_ERDS_MessageRejectedForMalware,
        Self::R_ERDS_MessageRejectedForInvalidSignature,
        Self::R_ERDS_MessageRejectedForInvalidCertificate,
        Self::R_ERDS_PolicyViolation,
        Self::R_ERDS_Malfunction,
        Self::R_ERDS_NotIdentified,
        Self::R_ERDS_Unreachable,
        Self::UnknownRecipient,
        Self::NotificationForAcceptanceSent,
        Self::SubsequentNotificationForAcceptanceSent,
        Self::NotificationForAcceptenceError,
        Self::SubsequentNotificationForAcceptanceError,
        Self::NotificationForAcceptanceMultipleError,
        Self::SubsequentNotificationForAcceptanceMultipleError,
        Self::MessageAcceptedByRecipient,
        Self::MessageRejectedByRecipient,
        Self::MessageNotAcceptedInTimeByRecipient,
        Self::MessageConsignedToRecipient,
        Self::MessageConsignedToDelegate,
        Self::S_ERDSP_ReceivedNoDeliveryInfoFromR_ERDSP,
        Self::MessageNotConsignedForQuota,
        Self::MessageNotConsignedForMalfunction,
        Self::MessageNotConsignedForUnallowedType,
        Self::MessageHandedOver,
        Self::MessageHandedOverToDelegate,
        Self::MessageNotHandedOverForUnallowedType,
        Self::MessageHandoverTimeout,
        Self::MessageRelayedToNonERDS,
        Self::ExternalSystemUnreachable,
        Self::MessageRejectedByExternalSystem,
        Self::MessageReceivedFromNonERDS,
        Self::Other,
    ];

    /// The last part of its URI.
    pub fn name(self) -> &'static str {
        match self {
            Self::MessageAccepted => "MessageAccepted",
            Self::InvalidMessageFormat => "InvalidMessageFormat",
            Self::MalwareFound => "MalwareFound",
            Self::SenderSigningCertExpiredOrRevoked => "SenderSigningCertExpiredOrRevoked",
            Self::S_ERDS_PolicyViolation => "S_ERDS_PolicyViolation",
            Self::S_ERDS_MessageSuccessfullyRelayed => "S_ERDS_MessageSuccessfullyRelayed",
            Self::R_ERDS_MessageRejected => "R_ERDS_MessageRejected",
            Self::R_ERDS_MessageRejectedForMalware => "R_ERDS_MessageRejectedForMalware",
            Self::R_ERDS_MessageRejectedForInvalidSignature => "R_ERDS_MessageRejectedForInvalidSignature",
            Self::R_ERDS_MessageRejectedForInvalidCertificate => "R_ERDS_MessageRejectedForInvalidCertificate",
            Self::R_ERDS_PolicyViolation => "R_ERDS_PolicyViolation",
            Self::R_ERDS_Malfunction => "R_ERDS_Malfunction",
            Self::R_ERDS_NotIdentified => "R_ERDS_NotIdentified",
            Self::R_ERDS_Unreachable => "R_ERDS_Unreachable",
            Self::UnknownRecipient => "UnknownRecipient",
            Self::NotificationForAcceptanceSent => "NotificationForAcceptanceSent",
            Self::SubsequentNotificationForAcceptanceSent => "SubsequentNotificationForAcceptanceSent",
            Self::NotificationForAcceptenceError => "NotificationForAcceptenceError",
            Self::SubsequentNotificationForAcceptanceError => "SubsequentNotificationForAcceptanceError",
            Self::NotificationForAcceptanceMultipleError => "NotificationForAcceptanceMultipleError",
            Self::SubsequentNotificationForAcceptanceMultipleError => {
                "SubsequentNotificationForAcceptanceMultipleError"
            }
            Self::MessageAcceptedByRecipient => "MessageAcceptedByRecipient",
            Self::MessageRejectedByRecipient => "MessageRejectedByRecipient",
            Self::MessageNotAcceptedInTimeByRecipient => "MessageNotAcceptedInTimeByRecipient",
            Self::MessageConsignedToRecipient => "MessageConsignedToRecipient",
            Self::MessageConsignedToDelegate => "MessageConsignedToDelegate",
            Self::S_ERDSP_ReceivedNoDeliveryInfoFromR_ERDSP => "S_ERDSP_ReceivedNoDeliveryInfoFromR_ERDSP",
            Self::MessageNotConsignedForQuota => "MessageNotConsignedForQuota",
            Self::MessageNotConsignedForMalfunction => "MessageNotConsignedForMalfunction",
            Self::MessageNotConsignedForUnallowedType => "MessageNotConsignedForUnallowedType",
            Self::MessageHandedOver => "MessageHandedOver",
            Self::MessageHandedOverToDelegate => "MessageHandedOverToDelegate",
            Self::MessageNotHandedOverForUnallowedType => "MessageNotHandedOverForUnallowedType",
            Self::MessageHandoverTimeout => "MessageHandoverTimeout",
            Self::MessageRelayedToNonERDS => "MessageRelayedToNonERDS",
            Self::ExternalSystemUnreachable => "ExternalSystemUnreachable",
            Self::MessageRejectedByExternalSystem => "MessageRejectedByExternalSystem",
            Self::MessageReceivedFromNonERDS => "MessageReceivedFromNonERDS",
            Self::Other => "Other",
        }
    }

    /// Its code, such as `RC07`; `RXXX` for `Other`, whose code depends on the event.
    pub fn code(self) -> &'static str {
        match self {
            Self::MessageAccepted => "RA01",
            Self::InvalidMessageFormat => "RA02",
            Self::MalwareFound => "RA03",
            Self::SenderSigningCertExpiredOrRevoked => "RA04",
            Self::S_ERDS_PolicyViolation => "RA05",
            Self::S_ERDS_MessageSuccessfullyRelayed => "RB01",
            Self::R_ERDS_MessageRejected => "RB02",
            Self::R_ERDS_MessageRejectedForMalware => "RB03",
            Self::R_ERDS_MessageRejectedForInvalidSignature => "RB04",
            Self::R_ERDS_MessageRejectedForInvalidCertificate => "RB05",
            Self::R_ERDS_PolicyViolation => "RB06",
            Self::R_ERDS_Malfunction => "RB07",
            Self::R_ERDS_NotIdentified => "RB08",
            Self::R_ERDS_Unreachable => "RB09",
            Self::UnknownRecipient => "RB10",
            Self::NotificationForAcceptanceSent => "RC01",
            Self::SubsequentNotificationForAcceptanceSent => "RC02",
            Self::NotificationForAcceptenceError => "RC03",
            Self::SubsequentNotificationForAcceptanceError => "RC04",
            Self::NotificationForAcceptanceMultipleError => "RC05",
            Self::SubsequentNotificationForAcceptanceMultipleError => "RC06",
            Self::MessageAcceptedByRecipient => "RC07",
            Self::MessageRejectedByRecipient => "RC08",
            Self::MessageNotAcceptedInTimeByRecipient => "RC09",
            Self::MessageConsignedToRecipient => "RD01",
            Self::MessageConsignedToDelegate => "RD02",
            Self::S_ERDSP_ReceivedNoDeliveryInfoFromR_ERDSP => "RD03",
            Self::MessageNotConsignedForQuota => "RD04",
            Self::MessageNotConsignedForMalfunction => "RD05",
            Self::MessageNotConsignedForUnallowedType => "RD06",
            Self::MessageHandedOver => "RE01",
            Self::MessageHandedOverToDelegate => "RE02",
            Self::MessageNotHandedOverForUnallowedType => "RE03",
            Self::MessageHandoverTimeout => "RE04",
            Self::MessageRelayedToNonERDS => "RF01",
            Self::ExternalSystemUnreachable => "RF02",
            Self::MessageRejectedByExternalSystem => "RF03",
            Self::MessageReceivedFromNonERDS => "RF04",
            Self::Other => "RXXX",
        }
    }

    /// Whether a reminder of which this is said was refused for good, so that no time to decide runs any more.
    pub fn refuses_reminder(self) -> bool {
        self == Self::SubsequentNotificationForAcceptanceError
    }

    /// Whether a submission can be rejected for it (A.2).
    pub fn rejects_submission(self) -> bool {
        matches!(
            self,
            Self::InvalidMessageFormat
                | Self::MalwareFound
                | Self::SenderSigningCertExpiredOrRevoked
                | Self::S_ERDS_PolicyViolation
                | Self::Other
        )
    }

    /// Whether a first notice can fail for it (C.2).
    pub fn fails_notice(self) -> bool {
        matches!(
            self,
            Self::NotificationForAcceptenceError | Self::NotificationForAcceptanceMultipleError | Self::Other
        )
    }

    /// Whether a reminder, or another subsequent notice, can fail for it (C.2).
    pub fn fails_reminder(self) -> bool {
        matches!(
            self,
            Self::SubsequentNotificationForAcceptanceError
                | Self::SubsequentNotificationForAcceptanceMultipleError
                | Self::Other
        )
    }

    /// Its URI.
    pub fn uri(self) -> String {
        format!("{ETSI}{}", self.name())
    }

    /// The reason with this URI.
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.uri() == uri)
    }
}

/// Code and name: `RC07 MessageAcceptedByRecipient`.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found_by_its_uri_and_keeps_the_standards_spelling() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_uri(&reason.uri()), Some(reason));
        }
        assert!(Reason::NotificationForAcceptenceError.uri().ends_with("/NotificationForAcceptenceError"));
        assert_eq!(Reason::S_ERDS_PolicyViolation.to_string(), "RA05 S_ERDS_PolicyViolation");
    }
}
