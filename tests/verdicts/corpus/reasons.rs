//! Statements for reasons that the chain contradicts, and a decision without a deadline that no failure explains.

use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::reason::Reason;
use recepis::format::acknowledgement as document;

use super::{Case, only, pki, retold, with};
use crate::packed::{Tale, acknowledgement, story};

pub(super) fn cases() -> Vec<Case> {
    let (accepted, rejected) = (Tale::accepted(1), Tale::rejected(5));
    let untaken = Tale { story: story(7).submitted().notice_failed(10).exported(), acknowledgements: Vec::new() };
    let for_another = |what: &str, tale: &Tale, event: Event, from: Reason, to: Reason| {
        let (from, to) = (format!("EventReason/{}<", from.name()), format!("EventReason/{}<", to.name()));
        retold(what, tale, only(event, move |text| with(&text, &from, &to)))
    };
    let also = |what: &str, tale: &Tale, event: Event, second: Reason| {
        let end = "</erds:EventReason></erds:EventReasons>";
        let more = format!("</erds:EventReason><erds:EventReason><Code>{}</Code>{end}", second.uri());
        retold(what, tale, only(event, move |text| with(&text, end, &more)))
    };
    let failed = Event::NotificationForAcceptanceFailure;
    let first = Reason::NotificationForAcceptenceError;
    vec![
        for_another(
            "consigned-for-another-reason",
            &accepted,
            Event::ContentConsignment,
            Reason::MessageConsignedToRecipient,
            Reason::MessageConsignedToDelegate,
        ),
        for_another(
            "rejected-for-the-reason-of-an-acceptance",
            &rejected,
            Event::SubmissionRejection,
            Reason::S_ERDS_PolicyViolation,
            Reason::MessageAccepted,
        ),
        for_another("notice-failed-for-the-reason-of-a-refusal", &untaken, failed, first, {
            Reason::MessageRejectedByRecipient
        }),
        for_another("first-notice-failed-as-a-subsequent-one", &untaken, failed, first, {
            Reason::SubsequentNotificationForAcceptanceError
        }),
        reminder_failed_as_the_first_notice(),
        also(
            "accepted-and-for-a-second-reason-refused",
            &accepted,
            Event::ConsignmentAcceptance,
            Reason::MessageRejectedByRecipient,
        ),
        also("rejected-and-for-a-second-reason-accepted", &rejected, Event::SubmissionRejection, {
            Reason::MessageAccepted
        }),
        silent_after_a_reminder_refused_for_a_second_reason(),
        no_deadline_shown_and_a_notice_failed_later(),
    ]
}

fn reminder_failed_as_the_first_notice() -> Case {
    let story = story(8).submitted().noticed(10);
    let story = story.reminder_failed(260_000, 1, Reason::NotificationForAcceptenceError).exported();
    let tale = Tale { story, acknowledgements: Vec::new() };
    Case::new("reminder-failed-as-a-first-notice", tale.bundle(&pki()), tale.moment())
}

/// Of two reasons the second says that no time runs any more.
fn silent_after_a_reminder_refused_for_a_second_reason() -> Case {
    let (many, good) =
        (Reason::SubsequentNotificationForAcceptanceMultipleError, Reason::SubsequentNotificationForAcceptanceError);
    let mut story = story(8).submitted().noticed(10).reminder_failed(260_000, 1, many);
    let second = recepis::erds::evidence::StatedReason { reason: good, details: None };
    let reminder = story.statements.last_mut().unwrap();
    reminder.reasons.push(second);
    let digest = Sha256(sha256(&recepis::format::evidence::write(reminder).unwrap()));
    *story.digests.last_mut().unwrap() = digest;
    let tale = Tale { story: story.expired().exported(), acknowledgements: Vec::new() };
    let plan = super::Plan { lists: Some((crate::story::at(-86_400), tale.moment())), ..super::Plan::default() };
    let pki = super::Pki::new(&plan);
    Case::new("silence-after-a-reminder-refused-for-a-second-reason", tale.bundle(&pki), tale.moment())
}

fn no_deadline_shown_and_a_notice_failed_later() -> Case {
    let noticed = story(9).submitted().noticed(10);
    let shown = acknowledgement(&noticed, document::Decision::Refused, 3_600);
    let mut document = document::read(&shown).unwrap();
    document.deadline = None;
    let shown = document::write(&document).unwrap();
    let story = noticed.refused(3_600, Sha256(sha256(&shown))).notice_failed(3_700).exported();
    let tale = Tale { story, acknowledgements: vec![shown] };
    Case::new("no-deadline-shown-and-a-notice-failed-later", tale.bundle(&pki()), tale.moment())
}
