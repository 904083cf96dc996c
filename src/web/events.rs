//! Events in the words of a list.

use crate::erds::answer::Because;
use crate::erds::event::Event;
use crate::flow::look::Recorded;

/// The key of an event's name in words.
pub(super) fn key(recorded: &Recorded, because: Option<Because>) -> &'static str {
    match recorded.event {
        Event::NotificationForAcceptance if recorded.reminder.is_some() => "event-reminder-sent",
        Event::NotificationForAcceptanceFailure if recorded.reminder.is_some() => "event-reminder-failed",
        Event::SubmissionAcceptance => "event-submission-acceptance",
        Event::SubmissionRejection => "event-submission-rejection",
        Event::NotificationForAcceptance => "event-notice-sent",
        Event::NotificationForAcceptanceFailure => "event-notice-failed",
        Event::ConsignmentAcceptance if recorded.instructed.is_some() => "event-instructed",
        Event::ConsignmentAcceptance => "event-accepted",
        Event::ConsignmentRejection => "event-refused",
        Event::AcceptanceRejectionExpiry => "event-expired",
        Event::ContentConsignment => "event-content-opened",
        Event::ContentHandover => "event-handover",
        Event::ContentHandoverFailure => "event-handover-failed",
        Event::NotForMe => match because {
            None => "event-not-for-me",
            Some(Because::AddresseeDied) => "event-died",
            Some(Because::NoLongerWorksHere) => "event-left",
        },
        Event::AddresseeStates => "event-said",
        Event::ByPostPlease => "event-by-post",
        Event::CouldNotOpen => "event-could-not-open",
        Event::NoticeBounced => "event-notice-bounced",
        Event::NoticeDelayed => "event-notice-delayed",
        Event::NoticeTaken => "event-notice-taken",
        Event::DeadlineMoved => "event-deadline-moved",
        Event::Outage => "event-outage",
        Event::Recalled => "event-recalled",
        Event::Exported => "event-exported",
        _ => "event-other",
    }
}
