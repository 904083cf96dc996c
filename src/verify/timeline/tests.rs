//! The verifier refuses what the service's law refuses, and nothing that the law allows.

use std::time::Duration;

use super::*;
use crate::erds::content::Sha256;
use crate::erds::delivery::Handover;
use crate::erds::evidence::DecisionDetails;
use crate::erds::outage::Failing;
use crate::verify::chain::file_name;
use crate::verify::story::{Story, at, deadline, story};
use crate::verify::verdict::Indication;

const ACK: Sha256 = Sha256([5; 32]);

fn replayed_with(story: &Story, shown: Shown) -> (Delivery, Vec<String>, Indication) {
    let names: Vec<String> = story.statements.iter().map(file_name).collect();
    let rows = story.statements.iter().zip(&story.digests).zip(&names);
    let links: Vec<Entry<'_>> = rows
        .map(|((statement, digest), file)| Entry { file, statement, digest: *digest })
        .filter(|entry| entry.statement.event != Event::Exported)
        .collect();
    let mut findings = Findings::default();
    let delivery = replay(&links, |_| shown, &mut findings);
    let (indication, _) = findings.verdict();
    (delivery, findings.into_sorted().into_iter().map(|finding| finding.sentence).collect(), indication)
}

fn replayed(story: &Story) -> (Delivery, Vec<String>) {
    let (delivery, sentences, _) = replayed_with(story, Shown::Until(deadline()));
    (delivery, sentences)
}

fn refused(story: &Story, why: &str) {
    let (_, sentences, indication) = replayed_with(story, Shown::Until(deadline()));
    assert_eq!(indication, Indication::TotalFailed);
    assert!(sentences[0].contains(why), "{sentences:?}");
}

#[test]
fn every_ordinary_way_through_is_lawful() {
    let (delivery, sentences) = replayed(&story(1).submitted().noticed(2).accepted(100, ACK).handed_over(200));
    assert_eq!((delivery.decision(), delivery.handover()), (Decision::Accepted, Handover::Complete));
    assert_eq!(sentences, Vec::<String>::new());
    for (story, decision) in [
        (story(1).submitted().noticed(2).refused(100, ACK), Decision::Refused),
        (story(1).submitted().noticed(2).not_for_me(100, ACK), Decision::NotForMe),
        (story(1).submitted().noticed(2).not_for_me(100, ACK).accepted(200, ACK), Decision::Accepted),
        (story(1).submitted().noticed(2).noticed(90_000).expired(), Decision::Expired),
        (story(1).rejected(), Decision::Open),
    ] {
        let (delivery, sentences) = replayed(&story);
        assert_eq!((delivery.decision(), sentences), (decision, Vec::new()));
    }
}

#[test]
fn a_decision_may_be_stated_before_the_notice_that_it_answers() {
    let (delivery, sentences) = replayed(&story(1).submitted().refused(100, ACK).noticed(101));
    assert_eq!((delivery.decision(), delivery.deadline()), (Decision::Refused, Some(deadline())));
    assert_eq!(sentences, Vec::<String>::new());
}

#[test]
fn a_decision_on_an_attempt_of_unknown_outcome_is_lawful_and_said() {
    let (delivery, sentences, indication) =
        replayed_with(&story(1).submitted().refused(100, ACK), Shown::Until(deadline()));
    assert_eq!((delivery.decision(), indication), (Decision::Refused, Indication::TotalPassed));
    assert!(sentences[0].contains("does not say how its sending ended"), "{sentences:?}");
}

#[test]
fn without_any_notice_begun_nothing_is_decided() {
    let decided = story(1).submitted().refused(100, ACK);
    let (_, sentences, indication) = replayed_with(&decided, Shown::Unknown);
    assert_eq!(indication, Indication::TotalFailed);
    assert!(sentences[0].contains("no notice was sent"), "{sentences:?}");
}

#[test]
fn after_a_failed_notice_there_is_no_deadline_and_no_silence() {
    refused(&story(1).submitted().noticed(2).notice_failed(3).expired(), "not over");
    let late = deadline().since(at(0)).as_secs().try_into().unwrap_or(i64::MAX) + 5;
    let (delivery, _, indication) =
        replayed_with(&story(1).submitted().notice_failed(3).refused(late, ACK), Shown::Nothing);
    assert_eq!((delivery.decision(), indication), (Decision::Refused, Indication::TotalPassed));
}

#[test]
fn a_decision_at_or_after_the_deadline_is_refused() {
    let seconds = i64::try_from(deadline().since(at(0)).as_secs()).unwrap();
    refused(&story(1).submitted().noticed(2).refused(seconds, ACK), "the time to decide is over");
    refused(&story(1).submitted().noticed(2).accepted(seconds + 1, ACK), "the time to decide is over");
    assert_eq!(replayed(&story(1).submitted().noticed(2).refused(seconds - 1, ACK)).1, Vec::<String>::new());
}

#[test]
fn silence_before_its_time_or_for_an_earlier_deadline_is_refused() {
    let early = |time: Moment, named: Moment| {
        let details = Details::Expiry(crate::erds::evidence::ExpiryDetails {
            deadline: named,
            availability: None,
            sent: Vec::new(),
        });
        let cause = Some(Cause::MessageNotAcceptedInTimeByRecipient);
        story(1).submitted().noticed(2).state(Event::AcceptanceRejectionExpiry, cause, time, None, details)
    };
    refused(&early(deadline().plus(Duration::from_secs(899)), deadline()), "not over");
    refused(&early(deadline().plus(GRACE), deadline().minus(Duration::from_secs(1))), "earlier deadline");
    assert_eq!(replayed(&early(deadline().plus(GRACE), deadline())).1, Vec::<String>::new());
}

#[test]
fn a_later_notice_moves_the_deadline_for_silence() {
    let later = deadline().plus(Duration::from_hours(24));
    let story = story(1).submitted().noticed(2);
    let notice = story.notice(later);
    let cause = Some(Cause::SubsequentNotificationForAcceptanceSent);
    let story = story.state(Event::NotificationForAcceptance, cause, at(90_000), None, notice);
    refused(&story.expired(), "earlier deadline");
}

#[test]
fn c4_reminders_move_no_deadline() {
    let reminded = story(1).submitted().noticed(2).reminded(260_000, 1).reminded(605_000, 2);
    let (delivery, sentences) = replayed(&reminded);
    assert_eq!((delivery.deadline(), sentences), (Some(deadline()), Vec::new()));
    for story in [reminded.clone().refused(700_000, ACK), reminded.clone().expired()] {
        assert_eq!(replayed(&story).1, Vec::<String>::new());
    }
    let mut later = reminded.clone();
    let Details::Notice(second) = &mut later.statements[3].details else { panic!("a reminder") };
    second.deadline.until = deadline().plus(Duration::from_hours(24));
    refused(&later, "moves none");
    refused(&story(1).submitted().reminded(3, 1), "no notice was sent");
    // One that was sent while somebody decided is a fact all the same.
    let raced = story(1).submitted().noticed(2).refused(260_000, ACK).reminded(260_001, 1);
    assert_eq!(replayed(&raced).1, Vec::<String>::new());
}

#[test]
fn c4_a_reminder_that_is_refused_for_good_ends_the_time() {
    let failed = |reason| story(1).submitted().noticed(2).reminder_failed(260_000, 1, reason);
    let refused_for_good = failed(Cause::SubsequentNotificationForAcceptanceError);
    assert_eq!(replayed(&refused_for_good).0.offer(), Offer::Failed);
    refused(&refused_for_good.clone().expired(), "the time to decide is not over");
    let late = i64::try_from(deadline().since(at(0)).as_secs()).unwrap() + 3_600;
    let (_, sentences, _) = replayed_with(&refused_for_good.refused(late, ACK), Shown::Nothing);
    assert_eq!(sentences, Vec::<String>::new());
    for reason in [Cause::SubsequentNotificationForAcceptanceMultipleError, Cause::Other] {
        let (delivery, sentences) = replayed(&failed(reason).expired());
        assert_eq!((delivery.decision(), sentences), (Decision::Expired, Vec::new()), "{reason}");
    }
}

#[test]
fn c13_an_outage_moves_the_deadline_and_silence_before_the_moved_one_is_refused() {
    let moved = deadline().plus(Duration::from_hours(24));
    let out = story(1).submitted().noticed(2).out(Failing::Service, 100, 9_000, Some(moved));
    let (delivery, sentences) = replayed(&out);
    assert_eq!((delivery.deadline(), sentences), (Some(moved), Vec::new()));
    refused(&out.clone().expired(), "earlier deadline");
    let late = i64::try_from(deadline().since(at(0)).as_secs()).unwrap() + 3_600;
    assert_eq!(replayed(&out.clone().refused(late, ACK)).1, Vec::<String>::new(), "in the time given back");
    let (_, sentences, indication) = replayed_with(&out.refused(late, ACK), Shown::Until(moved));
    assert_eq!((indication, sentences), (Indication::TotalPassed, Vec::new()), "the moved deadline was shown");
}

#[test]
fn c13_a_term_that_was_extended_without_an_outage_is_said() {
    let late = i64::try_from(deadline().since(at(0)).as_secs()).unwrap() + 3_600;
    let moved = deadline().plus(Duration::from_hours(24));
    let decided = story(1).submitted().noticed(2).refused(late, ACK);
    let (_, sentences, _) = replayed_with(&decided, Shown::Until(moved));
    assert!(sentences[0].contains("nothing here moved it there"), "{sentences:?}");
    let mut expired = story(1).submitted().noticed(2).expired();
    let last = expired.statements.last_mut().unwrap();
    last.time = moved.plus(GRACE);
    last.details =
        Details::Expiry(crate::erds::evidence::ExpiryDetails { deadline: moved, availability: None, sent: Vec::new() });
    assert!(replayed(&expired).1[0].contains("nothing here moved it there"));
}

#[test]
fn c13_no_outage_shortens_a_term_or_moves_one_that_is_over() {
    let earlier = deadline().minus(Duration::from_hours(24));
    refused(&story(1).submitted().noticed(2).out(Failing::Service, 100, 9_000, Some(earlier)), "never takes anything");
    let later = Some(deadline().plus(Duration::from_hours(24)));
    refused(&story(1).submitted().noticed(2).refused(50, ACK).out(Failing::Service, 20, 60, later), "stands");
    refused(&story(1).submitted().out(Failing::Service, 20, 60, later), "no notice was sent");
}

#[test]
fn s15_an_outage_is_stated_behind_everything_and_changes_nothing_before_it() {
    for story in [
        story(1).submitted().noticed(2).expired(),
        story(1).submitted().noticed(2).accepted(50, ACK).handed_over(60),
        story(1).submitted().notice_failed(3),
    ] {
        let (before, _) = replayed(&story);
        let (after, sentences) = replayed(&story.out(Failing::Elsewhere, 10, 5_000_000, None));
        assert_eq!((after, sentences), (before, Vec::new()));
    }
}

#[test]
fn the_addressee_was_shown_a_deadline_that_was_printed() {
    let decided = story(1).submitted().noticed(2).refused(100, ACK);
    let earlier = deadline().minus(Duration::from_hours(24));
    let (_, sentences, indication) = replayed_with(&decided, Shown::Until(earlier));
    assert_eq!(indication, Indication::TotalFailed, "{sentences:?}");
    let (_, _, indication) = replayed_with(&decided, Shown::Nothing);
    assert_eq!(indication, Indication::TotalFailed);
}

#[test]
fn consignment_follows_acceptance_at_once_and_nothing_else() {
    let accepted = story(1).submitted().noticed(2).accepted(100, ACK);
    let mut without = accepted.clone();
    without.statements.pop();
    without.digests.pop();
    let (_, sentences, indication) = replayed_with(&without, Shown::Until(deadline()));
    assert_eq!(indication, Indication::TotalPassed);
    assert!(sentences[0].contains("follows it"), "{sentences:?}");
    refused(&without.handed_over(200), "D.1 does not follow");
    let cause = Some(Cause::MessageConsignedToRecipient);
    let alone = story(1).submitted().noticed(2).state(Event::ContentConsignment, cause, at(3), None, Details::None);
    refused(&alone, "without C.3");
}

#[test]
fn nothing_is_handed_over_without_acceptance_nor_twice() {
    refused(&story(1).submitted().noticed(2).handed_over(100), "was not accepted");
    refused(&story(1).submitted().noticed(2).refused(50, ACK).handed_over(100), "was not accepted");
    refused(&story(1).submitted().noticed(2).accepted(50, ACK).handed_over(100).handed_over(101), "recorded once");
}

#[test]
fn a_second_decision_is_refused() {
    refused(&story(1).submitted().noticed(2).accepted(50, ACK).refused(60, ACK), "a decision was made before");
    refused(&story(1).submitted().noticed(2).refused(50, ACK).expired(), "a decision was made before");
    refused(&story(1).rejected().noticed(2), "no message to act upon");
}

#[test]
fn times_that_cannot_be_are_refused() {
    let mut early = story(1).submitted();
    early.statements[0].time = early.statements[0].submitted.minus(Duration::from_secs(1));
    refused(&early, "before the submission");
    let mut proved_late = story(1).submitted().noticed(2).refused(100, ACK);
    proved_late.statements[2].authentication.as_mut().unwrap().at = at(101);
    refused(&proved_late, "after the event");
    refused(&story(1).submitted().noticed(2_000).refused(100, ACK), "which it follows");
    refused(&story(1).submitted().noticed(2).accepted(100, ACK).handed_over(99), "lies before that of");
}

#[test]
fn a_wrong_reason_is_refused() {
    let decided = Details::Decision(DecisionDetails {
        acknowledgement: ACK,
        key: None,
        on_senders_mailbox: false,
        because: None,
        mandate: None,
    });
    let wrong = Some(Cause::MessageAcceptedByRecipient);
    let story = story(1).submitted().noticed(2);
    refused(
        &story.state(Event::ConsignmentRejection, wrong, at(100), Some(at(90)), decided),
        "it gives the reason RC07",
    );
}
