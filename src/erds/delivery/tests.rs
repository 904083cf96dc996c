//! No sequence of commands leaves the lawful graph.

use std::collections::{HashSet, VecDeque};

use proptest::prelude::*;

use super::*;

fn at(minutes: i64) -> Moment {
    Moment::from_seconds(1_800_000_000 + minutes * 60)
}

fn commands(now: Moment) -> Vec<Command> {
    vec![
        Command::AcceptSubmission,
        Command::RejectSubmission(Reason::S_ERDS_PolicyViolation),
        Command::BeginNotice { deadline: at(100) },
        Command::BeginNotice { deadline: at(200) },
        Command::NoticeSent,
        Command::NoticeFailed(Reason::NotificationForAcceptenceError),
        Command::BeginReminder,
        Command::ReminderSent,
        Command::ReminderFailed(Reason::SubsequentNotificationForAcceptanceError),
        Command::ReminderFailed(Reason::SubsequentNotificationForAcceptanceMultipleError),
        Command::Accept { received: now },
        Command::AcceptAsInstructed,
        Command::Refuse { received: now },
        Command::NotForMe { received: now },
        Command::Expire,
        Command::BeginHandover,
        Command::CompleteHandover,
        Command::Recall,
        Command::Erase,
        Command::Say(Saying::Again),
        Command::Say(Saying::ByPost),
        Command::Say(Saying::CouldNotOpen),
        Command::Say(Saying::OwnWords),
        Command::Say(Saying::Read),
        Command::Note(Event::AddresseeStates),
        Command::Note(Event::ConsignmentAcceptance),
        Command::Outage { until: None },
        Command::Outage { until: Some(at(200)) },
        Command::Export,
    ]
}

/// What must hold of every delivery that can come about.
fn lawful(delivery: &Delivery) -> Result<(), &'static str> {
    let decided = delivery.decision != Decision::Open;
    let began = delivery.offer != Offer::None;
    let says = |holds: bool, law: &'static str| if holds { Ok(()) } else { Err(law) };
    says(
        delivery.intake == Intake::Accepted || *delivery == Delivery { intake: delivery.intake, ..Delivery::default() },
        "nothing happens to what was not taken in",
    )?;
    says(!decided || began, "nobody decides on what was never offered")?;
    says(
        delivery.handover == Handover::Nothing || delivery.decision == Decision::Accepted,
        "not a byte leaves before acceptance",
    )?;
    says(
        delivery.content != Keeping::Recalled || delivery.handover == Handover::Nothing,
        "what left in part is never recalled",
    )?;
    says(
        delivery.content != Keeping::Recalled || !matches!(delivery.decision, Decision::Refused | Decision::Expired),
        "what was refused or ran out is not recalled",
    )?;
    Ok(())
}

#[test]
fn c4_a_reminder_moves_no_deadline_and_follows_nothing_but_an_open_offer() {
    let deadline = at(100);
    let offered = Delivery { intake: Intake::Accepted, offer: Offer::Offered { deadline }, ..Delivery::default() };
    for minute in [0, 99] {
        let begun = offered.step(Command::BeginReminder, at(minute)).unwrap();
        assert_eq!((begun.delivery(), begun.stated()), (offered, [].as_slice()));
    }
    assert_eq!(offered.step(Command::BeginReminder, deadline), Err(Refusal::DeadlinePassed));
    for decision in [Decision::Accepted, Decision::Refused, Decision::NotForMe, Decision::Expired] {
        let decided = Delivery { decision, ..offered };
        assert_eq!(decided.step(Command::BeginReminder, at(0)), Err(Refusal::DecidedBefore), "{decision:?}");
    }
    let recalled = Delivery { content: Keeping::Recalled, ..offered };
    assert_eq!(recalled.step(Command::BeginReminder, at(0)), Err(Refusal::Recalled));
    for offer in [Offer::None, Offer::Offering { deadline }, Offer::Failed] {
        assert_eq!(Delivery { offer, ..offered }.step(Command::BeginReminder, at(0)), Err(Refusal::NotOffered));
    }
    let sent = offered.step(Command::ReminderSent, at(1)).unwrap();
    assert_eq!(sent.delivery(), offered);
    let reason = Some(Reason::SubsequentNotificationForAcceptanceSent);
    assert_eq!(sent.stated(), [Stated { event: Event::NotificationForAcceptance, reason, time: at(1) }]);
}

#[test]
fn c4_a_reminder_that_is_refused_for_good_ends_the_time_and_any_other_changes_nothing() {
    let offer = Offer::Offered { deadline: at(100) };
    let offered = Delivery { intake: Intake::Accepted, offer, ..Delivery::default() };
    let after = |delivery: Delivery, reason| delivery.step(Command::ReminderFailed(reason), at(1)).unwrap().delivery();
    let refused = Reason::SubsequentNotificationForAcceptanceError;
    assert_eq!(after(offered, refused), Delivery { offer: Offer::Failed, ..offered });
    assert_eq!(after(offered, Reason::SubsequentNotificationForAcceptanceMultipleError), offered);
    assert_eq!(after(offered, Reason::Other), offered);
    for decision in [Decision::Accepted, Decision::Refused, Decision::Expired] {
        let decided = Delivery { decision, ..offered };
        assert_eq!(after(decided, refused), decided, "what was decided meanwhile stands: {decision:?}");
    }
}

#[test]
fn every_state_that_can_be_reached_is_lawful() {
    let mut seen = HashSet::from([Delivery::default()]);
    let mut waiting = VecDeque::from([Delivery::default()]);
    while let Some(delivery) = waiting.pop_front() {
        assert_eq!(lawful(&delivery), Ok(()), "{delivery:?}");
        for minute in [0, 99, 100, 114, 115, 199, 200, 215] {
            for command in commands(at(minute)) {
                if let Ok(outcome) = delivery.step(command, at(minute))
                    && seen.insert(outcome.delivery())
                {
                    waiting.push_back(outcome.delivery());
                }
            }
        }
    }
    assert_eq!(seen.len(), 86, "the graph changed: look at it, then at this number");
}

fn offered() -> Delivery {
    let mut delivery = Delivery::default();
    for command in [Command::AcceptSubmission, Command::BeginNotice { deadline: at(100) }, Command::NoticeSent] {
        delivery = delivery.step(command, at(0)).unwrap().delivery();
    }
    delivery
}

fn after(delivery: Delivery, command: Command, minute: i64) -> Delivery {
    delivery.step(command, at(minute)).unwrap().delivery()
}

#[test]
fn an_instruction_accepts_what_was_noticed_and_not_answered_and_says_that_no_recipient_did() {
    let now = at(1);
    let accepted = offered().step(Command::AcceptAsInstructed, now).unwrap();
    assert_eq!(accepted.delivery().decision(), Decision::Accepted);
    let stated: Vec<_> = accepted.stated().iter().map(|stated| (stated.event, stated.reason)).collect();
    let consigned = (Event::ContentConsignment, Some(Reason::MessageConsignedToRecipient));
    assert_eq!(stated, [(Event::ConsignmentAcceptance, Some(Reason::Other)), consigned]);
    let refused = |delivery: Delivery, minute| delivery.step(Command::AcceptAsInstructed, at(minute)).unwrap_err();
    assert_eq!(refused(offered(), 100), Refusal::DeadlinePassed);
    for (decision, why) in [
        (Decision::NotForMe, Refusal::AnsweredBefore),
        (Decision::Refused, Refusal::DecidedBefore),
        (Decision::Accepted, Refusal::DecidedBefore),
    ] {
        assert_eq!(refused(Delivery { decision, ..offered() }, 1), why);
    }
    for offer in [Offer::None, Offer::Failed, Offer::Offering { deadline: at(100) }] {
        assert_eq!(refused(Delivery { offer, ..offered() }, 1), Refusal::NotOffered);
    }
    assert_eq!(refused(Delivery { content: Keeping::Recalled, ..offered() }, 1), Refusal::Recalled);
}

#[test]
fn a_decision_counts_by_the_moment_its_post_was_received() {
    let late = Command::Accept { received: at(99) };
    let outcome = offered().step(late, at(110)).unwrap();
    assert_eq!(outcome.stated()[0].time, at(99), "recorded after the deadline, received before it");
    assert_eq!(offered().step(Command::Accept { received: at(100) }, at(100)), Err(Refusal::DeadlinePassed));
    let expired = after(offered(), Command::Expire, 115);
    assert_eq!(expired.step(late, at(116)), Err(Refusal::DeadlinePassed));
}

#[test]
fn silence_is_stated_a_quarter_of_an_hour_after_the_deadline_and_never_without_a_notice_sent() {
    assert_eq!(offered().step(Command::Expire, at(114)), Err(Refusal::DeadlineAhead));
    assert!(offered().step(Command::Expire, at(115)).is_ok());
    let offering =
        after(after(Delivery::default(), Command::AcceptSubmission, 0), Command::BeginNotice { deadline: at(100) }, 0);
    assert_eq!(offering.step(Command::Expire, at(500)), Err(Refusal::DeadlineAhead));
    let failed = after(offering, Command::NoticeFailed(Reason::NotificationForAcceptenceError), 1);
    assert_eq!(failed.step(Command::Expire, at(500)), Err(Refusal::DeadlineAhead));
    assert!(failed.step(Command::Refuse { received: at(500) }, at(500)).is_ok(), "no deadline: still lawful");
}

#[test]
fn decision_and_notice_sent_come_in_either_order() {
    let offering =
        after(after(Delivery::default(), Command::AcceptSubmission, 0), Command::BeginNotice { deadline: at(100) }, 0);
    let decided = after(offering, Command::Refuse { received: at(1) }, 1);
    let told = after(decided, Command::NoticeSent, 2);
    assert_eq!((told.decision(), told.offer()), (Decision::Refused, Offer::Offered { deadline: at(100) }));
    assert_eq!(told, after(after(offering, Command::NoticeSent, 2), Command::Refuse { received: at(1) }, 3));
}

#[test]
fn of_several_printed_dates_the_latest_counts() {
    let again = after(offered(), Command::BeginNotice { deadline: at(200) }, 50);
    assert_eq!(again.deadline(), Some(at(200)));
    assert_eq!(after(again, Command::BeginNotice { deadline: at(150) }, 51).deadline(), Some(at(200)));
}

#[test]
fn s31_not_for_me_can_be_corrected_before_the_deadline_and_never_runs_out() {
    let answered = after(offered(), Command::NotForMe { received: at(1) }, 1);
    assert_eq!(answered.step(Command::Expire, at(500)), Err(Refusal::DecidedBefore));
    assert_eq!(answered.step(Command::NotForMe { received: at(2) }, at(2)), Err(Refusal::AnsweredBefore));
    assert_eq!(answered.step(Command::Accept { received: at(100) }, at(100)), Err(Refusal::DeadlinePassed));
    assert_eq!(after(answered, Command::Accept { received: at(2) }, 2).decision(), Decision::Accepted);
}

#[test]
fn what_is_said_changes_nothing_and_is_lawful_where_it_can_be_true() {
    let says = |delivery: Delivery, saying| delivery.step(Command::Say(saying), at(5));
    let open = offered();
    for (saying, event) in [(Saying::ByPost, Event::ByPostPlease), (Saying::OwnWords, Event::AddresseeStates)] {
        let outcome = says(open, saying).unwrap();
        assert_eq!((outcome.delivery(), outcome.stated()[0].event), (open, event));
    }
    assert_eq!(says(open, Saying::Again), Err(Refusal::NotOver));
    assert_eq!(says(open, Saying::Read), Err(Refusal::NotAccepted));
    assert_eq!(says(open, Saying::CouldNotOpen), Err(Refusal::NotAccepted));
    let accepted = after(open, Command::Accept { received: at(1) }, 1);
    assert_eq!(says(accepted, Saying::Read).unwrap().delivery(), accepted);
    assert_eq!(says(accepted, Saying::CouldNotOpen).unwrap().stated()[0].event, Event::CouldNotOpen);
    assert_eq!(says(accepted, Saying::ByPost), Err(Refusal::DecidedBefore));
    assert_eq!(says(accepted, Saying::Again), Err(Refusal::NotOver));
    let expired = after(open, Command::Expire, 115);
    assert_eq!(says(expired, Saying::ByPost), Err(Refusal::DeadlinePassed));
    for over in [expired, after(open, Command::Recall, 2), after(open, Command::Refuse { received: at(1) }, 1)] {
        assert!(says(over, Saying::OwnWords).is_ok() && says(over, Saying::Read).is_err());
        let gone = over.content() != Keeping::Kept;
        assert_eq!(says(over, Saying::Again).is_err(), gone || over.decision() == Decision::Accepted);
    }
    assert_eq!(says(Delivery::default(), Saying::OwnWords), Err(Refusal::NothingSubmitted));
}

#[test]
fn s35_recall_is_lawful_until_the_first_byte_has_left() {
    let accepted = after(offered(), Command::Accept { received: at(1) }, 1);
    assert_eq!(after(accepted, Command::Recall, 2).content(), Keeping::Recalled);
    let begun = after(accepted, Command::BeginHandover, 2);
    assert_eq!(begun.step(Command::Recall, at(3)), Err(Refusal::PartlyHandedOver));
    let recalled = after(accepted, Command::Recall, 2);
    assert_eq!(recalled.step(Command::CompleteHandover, at(3)), Err(Refusal::Recalled));
}

proptest! {
    #[test]
    fn c4_no_sequence_states_two_decisions_or_takes_silence_for_acceptance(
        steps in prop::collection::vec((0_usize..27, 0_i64..260), 1..60)
    ) {
        let mut delivery = Delivery::default();
        let mut stated: Vec<Event> = Vec::new();
        let mut minute = 0;
        for (which, forward) in steps {
            minute = minute.max(forward);
            let command = commands(at(minute))[which];
            match delivery.step(command, at(minute)) {
                Ok(outcome) => {
                    stated.extend(outcome.stated().iter().map(|s| s.event));
                    delivery = outcome.delivery();
                }
                Err(_) => continue,
            }
            prop_assert_eq!(lawful(&delivery), Ok(()));
        }
        let count = |event: Event| stated.iter().filter(|e| **e == event).count();
        let place = |event: Event| stated.iter().position(|e| *e == event);
        let decisions = count(Event::ConsignmentAcceptance) + count(Event::ConsignmentRejection)
            + count(Event::AcceptanceRejectionExpiry);
        prop_assert!(decisions <= 1);
        prop_assert!(count(Event::ContentHandover) <= 1);
        prop_assert!(count(Event::SubmissionAcceptance) + count(Event::SubmissionRejection) <= 1);
        prop_assert_eq!(count(Event::ContentConsignment), count(Event::ConsignmentAcceptance));
        if let Some(handed) = place(Event::ContentHandover) {
            prop_assert!(place(Event::ConsignmentAcceptance).is_some_and(|accepted| accepted < handed));
        }
        if let Some(first) = stated.iter().find(|e| **e != Event::Exported) {
            prop_assert!(matches!(first, Event::SubmissionAcceptance | Event::SubmissionRejection));
        }
    }
}

#[test]
fn c13_an_outage_moves_a_binding_deadline_before_any_decision_and_only_further_away() {
    let out = |delivery: Delivery, until| delivery.step(Command::Outage { until }, at(50));
    let moved = out(offered(), Some(at(200))).unwrap();
    assert_eq!((moved.delivery().deadline(), moved.stated().len()), (Some(at(200)), 1));
    assert_eq!(moved.delivery().step(Command::Expire, at(150)), Err(Refusal::DeadlineAhead));
    assert!(moved.delivery().step(Command::Refuse { received: at(199) }, at(199)).is_ok());
    assert_eq!(out(offered(), Some(at(99))), Err(Refusal::Shortened));
    let refused = after(offered(), Command::Refuse { received: at(10) }, 10);
    assert_eq!(out(refused, Some(at(200))), Err(Refusal::DecidedBefore));
    assert_eq!(out(refused, None).unwrap().delivery(), refused, "stated, and nothing changes");
    assert_eq!(out(Delivery::default(), None), Err(Refusal::NothingSubmitted));
}

#[test]
fn c4_a_deadline_that_runs_moves_further_away_and_nothing_else_does() {
    let put = |delivery: Delivery, minute, until| delivery.step(Command::PutOff { until: at(until) }, at(minute));
    let moved = put(offered(), 50, 200).unwrap();
    assert_eq!(moved.stated().iter().map(|stated| stated.event).collect::<Vec<_>>(), [Event::DeadlineMoved]);
    assert_eq!(moved.delivery().deadline(), Some(at(200)));
    assert_eq!(moved.delivery().step(Command::Expire, at(150)), Err(Refusal::DeadlineAhead));
    for until in [99, 100] {
        assert_eq!(put(offered(), 50, until), Err(Refusal::NotLater));
    }
    assert_eq!(put(offered(), 100, 200), Err(Refusal::DeadlinePassed), "what is over does not begin again");
    let refused = after(offered(), Command::Refuse { received: at(10) }, 10);
    assert_eq!(put(refused, 50, 200), Err(Refusal::DecidedBefore));
    assert_eq!(put(Delivery::default(), 50, 200), Err(Refusal::NothingSubmitted));
    assert_eq!(put(after(offered(), Command::Recall, 10), 50, 200), Err(Refusal::Recalled));
}
