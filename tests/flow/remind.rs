//! Reminders: on their days, by day, until something is decided; each stated like a notice, and none moves a deadline.

use std::time::Duration;

use recepis::calendar;
use recepis::erds::delivery::Offer;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, NoticeDetails};
use recepis::erds::id::DeliveryId;
use recepis::erds::moment::Moment;
use recepis::erds::reason::Reason;
use recepis::erds::standing::{Decision, Step};
use recepis::flow::consign::Answer;
use recepis::flow::{Refusal, relink};
use recepis::format::evidence;
use recepis::outside::mailer::Outcome;
use recepis::words::{Language, banned};

use crate::house::{House, JAN, PIET, message, refusal};

const DAY: Duration = Duration::from_hours(24);
const ZONE: &str = "Europe/Amsterdam";

/// Hands in a message whose addressee is reminded on these days of 14, and lets the notice go out.
async fn noticed(house: &House, days: &str) -> DeliveryId {
    let text = message("1").replace("Subject:", &format!("Recepis-Remind: {days}\r\nSubject:"));
    let delivery = house.hand_in(&text, &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    delivery
}

/// Goes on to the end of a day of the term, some hours at a time, with a worker at work.
async fn on_to_day(house: &House, begun: Moment, day: u32) {
    let end = begun.plus(DAY * day);
    while house.now() < end {
        house.forward(Duration::from_hours(4));
        house.settle().await;
    }
}

/// What is stated of notices and reminders: the reminder's number, whether it was taken, the reason, when.
async fn stated(house: &House, delivery: DeliveryId) -> Vec<(Option<u16>, bool, Reason, Moment, NoticeDetails)> {
    let mut found = Vec::new();
    for kept in house.statements(delivery).await {
        let statement = evidence::read(&kept.canonical).unwrap();
        if let Details::Notice(notice) = statement.details.clone() {
            let taken = statement.event == Event::NotificationForAcceptance;
            found.push((notice.reminder, taken, statement.reasons[0].reason, statement.time, *notice));
        }
    }
    found
}

fn reminders(house: &House) -> usize {
    house.message_ids(PIET).iter().filter(|id| id.contains("<reminder.")).count()
}

async fn deadline(house: &House, delivery: DeliveryId) -> Moment {
    house.seen(delivery).await.delivery.deadline().expect("a deadline")
}

#[tokio::test]
async fn c4_s34_reminders_go_out_on_their_days_by_day_and_the_silence_counts_them() {
    let house = House::new().await;
    let begun = house.now();
    let delivery = noticed(&house, "3, 7, 12").await;
    let until = deadline(&house, delivery).await;
    for (day, sent) in [(2, 0), (4, 1), (6, 1), (8, 2), (11, 2), (13, 3)] {
        on_to_day(&house, begun, day).await;
        assert_eq!(reminders(&house), sent, "at the end of day {day}");
        assert_eq!(deadline(&house, delivery).await, until, "no deadline moves");
    }
    let stated = stated(&house, delivery).await;
    assert_eq!(stated.iter().map(|s| s.0).collect::<Vec<_>>(), [None, Some(1), Some(2), Some(3)]);
    for (number, taken, reason, at, notice) in &stated[1..] {
        assert!(taken, "{number:?}");
        assert_eq!(*reason, Reason::SubsequentNotificationForAcceptanceSent);
        let hour = calendar::local(ZONE, at.micros()).unwrap().hour;
        assert!((9..19).contains(&hour), "{hour}");
        assert_eq!((notice.deadline.until, notice.template.as_str()), (until, "reminder/2"));
        assert!(notice.availability.is_some(), "the content was opened before");
    }
    house.until(until.plus(Duration::from_mins(16)));
    house.settle().await;
    let report = house.report(delivery, false).await;
    let expired = report.evidence.iter().rev().find(|line| line.event.ends_with("AcceptanceRejectionExpiry")).unwrap();
    let words = &expired.service_states;
    assert!(words.contains("the notice and 3 reminders were taken by fake.example"), "{words}");
    let answers = report.answers.unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G1, Decision::Expired));
    assert!(answers.step.words.starts_with("The notice and 3 reminders were taken by"), "{}", answers.step.words);
    assert_eq!(house.mails(JAN).len(), 2, "receipt and expiry: reminders are in the timeline");
    house.forward(DAY * 20);
    house.settle().await;
    assert_eq!(reminders(&house), 3, "nobody is reminded of what is over");
}

#[tokio::test]
async fn s11_s12_s15_without_an_answer_every_reminder_and_attempt_stands_in_the_bundle_and_none_says_more_than_was_taken()
 {
    let house = House::new().await;
    house.post.named.store(true, std::sync::atomic::Ordering::SeqCst);
    let begun = house.now();
    let delivery = noticed(&house, "3, 7").await;
    on_to_day(&house, begun, 4).await;
    // The second is not taken at once.
    house.post.addressees.will(Outcome::Refused { reply: "451 4.7.1 later".to_owned(), permanent: false });
    on_to_day(&house, begun, 8).await;
    house.until(deadline(&house, delivery).await.plus(Duration::from_mins(16)));
    house.settle().await;
    let report = house.report(delivery, false).await;
    let said: Vec<&str> = report.evidence.iter().map(|line| line.service_states.as_str()).collect();
    for reminder in ["reminder 1 (notice 2)", "reminder 2 (notice 3)"] {
        let line = said.iter().find(|said| said.contains(reminder)).expect(reminder);
        assert!(line.starts_with("handed ") && line.contains("mx.demo.test"), "{line}");
    }
    let seen = house.seen(delivery).await;
    let notices = house.rooms.service.store.notices(&seen).await.unwrap();
    let dialogue = String::from_utf8(notices[2].dialogue.clone().unwrap()).unwrap();
    assert!(dialogue.contains("451 4.7.1 later") && dialogue.contains("[the same notice again]"), "{dialogue}");
    let answers = report.answers.unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G1, Decision::Expired), "taken by an MX, no more");
    assert!(report.not_proven.iter().any(|line| line.contains("never that it arrived")), "{:?}", report.not_proven);
    for line in said.iter().chain([&answers.step.words.as_str(), &answers.decision.words.as_str()]) {
        assert_eq!(banned(line, Language::English), Vec::<&str>::new());
    }
}

#[tokio::test]
async fn l14_of_a_refusal_and_of_silence_the_report_says_who_took_what_and_when_and_only_where_the_evidence_shows_it() {
    for (relayed, step, words) in [
        (true, Step::G0, "A notice and 1 reminder were handed to relay"),
        (false, Step::G1, "The notice and 1 reminder were taken by mx.demo.test"),
    ] {
        let house = House::new().await;
        house.post.relayed.store(relayed, std::sync::atomic::Ordering::SeqCst);
        house.post.named.store(!relayed, std::sync::atomic::Ordering::SeqCst);
        let begun = house.now();
        let delivery = noticed(&house, "3").await;
        on_to_day(&house, begun, 4).await;
        house.until(deadline(&house, delivery).await.plus(Duration::from_mins(16)));
        house.settle().await;
        let answers = house.report(delivery, false).await.answers.unwrap();
        assert_eq!((answers.step.value, answers.decision.value), (step, Decision::Expired));
        assert!(answers.step.words.contains(words), "{}", answers.step.words);
        assert!(answers.decision.words.contains("a judge may still find"), "{}", answers.decision.words);
    }
}

#[tokio::test]
async fn c4_nobody_is_reminded_who_answered() {
    for answer in [Answer::Accept, Answer::Refuse, Answer::NotForMe(None)] {
        let house = House::new().await;
        let begun = house.now();
        let delivery = noticed(&house, "3, 7, 12").await;
        on_to_day(&house, begun, 4).await;
        let session = house.proven().await;
        house.answer(&session, answer).await.unwrap();
        on_to_day(&house, begun, 13).await;
        assert_eq!(reminders(&house), 1, "{answer:?}");
        assert_eq!(stated(&house, delivery).await.len(), 2);
    }
}

#[tokio::test]
async fn a_reminder_has_the_link_that_lives_and_one_decides_by_it() {
    let house = House::new().await;
    let begun = house.now();
    let delivery = noticed(&house, "3").await;
    on_to_day(&house, begun, 4).await;
    let mail = house.mails(PIET).pop().unwrap();
    assert!(mail.contains("Message-ID: <reminder."), "{mail}");
    let session = house.proven_of(delivery).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    assert_eq!(house.report(delivery, false).await.answers.unwrap().decision.value, Decision::Refused);
}

#[tokio::test]
async fn c4_a_reminder_that_is_refused_for_good_ends_the_time_and_the_sender_is_told_in_the_servers_words() {
    let house = House::new().await;
    let begun = house.now();
    let delivery = noticed(&house, "3, 7").await;
    let reply = "550 5.1.1 no such mailbox".to_owned();
    house.post.addressees.will(Outcome::Refused { reply, permanent: true });
    on_to_day(&house, begun, 9).await;
    assert_eq!(reminders(&house), 1, "none follows");
    let stated = stated(&house, delivery).await;
    let (number, taken, reason, ..) = &stated[1];
    assert_eq!((*number, *taken, *reason), (Some(1), false, Reason::SubsequentNotificationForAcceptanceError));
    assert_eq!(house.seen(delivery).await.delivery.offer(), Offer::Failed);
    assert_eq!(house.mails(JAN).len(), 2, "receipt and this");
    let (_, mail) = house.post.senders.sent().pop().unwrap();
    let mail = mail_parser::MessageParser::default().parse(&mail).unwrap().body_text(0).unwrap().into_owned();
    assert!(mail.contains("herinnering") && mail.contains("550 5.1.1 no such mailbox"), "{mail}");
    house.forward(DAY * 30);
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AcceptanceRejectionExpiry), "no silence is stated");
    assert_eq!(house.report(delivery, false).await.answers.unwrap().step.value, Step::G1);
}

#[tokio::test]
async fn a_reminder_that_nobody_takes_is_given_up_when_the_next_is_due_and_the_time_runs_on() {
    let house = House::new().await;
    let begun = house.now();
    let delivery = noticed(&house, "3, 5").await;
    for _ in 0..500 {
        house.post.addressees.will(Outcome::NotConnected { why: "no route".to_owned() });
    }
    on_to_day(&house, begun, 4).await;
    assert_eq!(stated(&house, delivery).await.len(), 1, "it is still tried");
    on_to_day(&house, begun, 6).await;
    let tried = house.mails(PIET).len();
    assert!((4..30).contains(&tried), "{tried}");
    let second = stated(&house, delivery).await;
    assert_eq!((second[1].0, second[1].1), (Some(1), false));
    assert_eq!(second[1].2, Reason::SubsequentNotificationForAcceptanceMultipleError);
    house.post.addressees.takes_everything();
    on_to_day(&house, begun, 8).await;
    let stated = stated(&house, delivery).await;
    assert_eq!((stated[2].0, stated[2].1), (Some(2), true));
    house.until(deadline(&house, delivery).await.plus(Duration::from_mins(16)));
    house.settle().await;
    let report = house.report(delivery, false).await;
    let words = &report.evidence.iter().find(|line| line.event.ends_with("Expiry")).unwrap().service_states;
    assert!(words.contains("the notice and 1 reminder were taken by fake.example"), "{words}");
    assert!(words.contains("1 reminder is not known to have been taken by any"), "{words}");
}

#[tokio::test]
async fn a_reminder_tried_again_is_the_same_whether_or_not_a_new_link_was_asked_for() {
    let mut numbers = Vec::new();
    for asks in [false, true] {
        let house = House::new().await;
        let begun = house.now();
        let delivery = noticed(&house, "3").await;
        for _ in 0..3 {
            house.post.addressees.will(Outcome::NotConnected { why: "no route".to_owned() });
        }
        while reminders(&house) == 0 {
            house.forward(Duration::from_mins(30));
            house.settle().await;
        }
        house.post.addressees.takes_everything();
        if asks {
            relink::request(&house.rooms.service, &PIET.parse().unwrap()).await.unwrap();
        }
        house.settle().await;
        on_to_day(&house, begun, 5).await;
        assert_eq!(house.message_ids(PIET).iter().any(|id| id.contains("<link.")), asks);
        let seen = house.seen(delivery).await;
        let kept = house.rooms.service.store.notices(&seen).await.unwrap();
        numbers.push(kept.iter().map(|notice| (notice.number, notice.reminder)).collect::<Vec<_>>());
    }
    assert_eq!(numbers[0], [(1, None), (2, Some(1))]);
    assert_eq!(numbers[0], numbers[1]);
}

#[tokio::test]
async fn a_reminder_whose_day_passed_while_the_service_was_away_is_left_out() {
    let house = House::new().await;
    let begun = house.now();
    let delivery = noticed(&house, "3, 7, 12").await;
    house.until(begun.plus(DAY * 8));
    house.settle().await;
    on_to_day(&house, begun, 9).await;
    assert_eq!(reminders(&house), 1, "two never follow each other at once");
    assert_eq!(stated(&house, delivery).await[1].0, Some(2));
    on_to_day(&house, begun, 13).await;
    assert_eq!(reminders(&house), 2);
}

#[tokio::test]
async fn a_crash_while_a_reminder_is_sent_repeats_the_same_mail_and_states_it_once() {
    let house = House::new().await;
    let begun = house.now();
    let delivery = noticed(&house, "3").await;
    house.until(begun.plus(DAY * 3).plus(Duration::from_mins(1)));
    house.die_while_sending().await;
    let house = house.restarted().await;
    for _ in 0..20 {
        house.forward(Duration::from_mins(1));
        house.settle().await;
    }
    let tried = house.post.tried(PIET);
    let reminder: Vec<_> = tried.iter().filter(|(id, _)| id.contains("<reminder.")).collect();
    assert_eq!(reminder.len(), 1, "one Message-ID: {tried:?}");
    assert_eq!(*reminder[0].1, 2, "sent again once: {tried:?}");
    let stated = stated(&house, delivery).await;
    assert_eq!(stated.iter().map(|s| (s.0, s.1)).collect::<Vec<_>>(), [(None, true), (Some(1), true)]);
    let seen = house.seen(delivery).await;
    let notices = house.rooms.service.store.notices(&seen).await.unwrap();
    let said = String::from_utf8(notices[1].dialogue.clone().unwrap()).unwrap();
    assert!(said.contains("the service ended during this attempt"), "{said}");
    house.report(delivery, false).await;
}

#[tokio::test]
async fn a_crash_of_unknown_outcome_is_stated_where_somebody_decided_meanwhile() {
    let house = House::new().await;
    let begun = house.now();
    let delivery = noticed(&house, "3").await;
    let session = house.proven().await;
    house.until(begun.plus(DAY * 3).plus(Duration::from_mins(1)));
    house.die_while_sending().await;
    let house = house.restarted().await;
    let link = house.link_of(delivery);
    let code = house.ask_code(&link).await.unwrap();
    drop(session);
    let session = house.confirm(&link, &code).await.unwrap();
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.forward(Duration::from_mins(20));
    house.settle().await;
    let stated = stated(&house, delivery).await;
    assert_eq!((stated[1].0, stated[1].1, stated[1].2), (Some(1), false, Reason::Other));
    assert_eq!(house.report(delivery, false).await.answers.unwrap().decision.value, Decision::Refused);
}

#[tokio::test]
async fn a_schedule_that_is_none_is_refused_in_the_senders_words() {
    let house = House::new().await;
    for (days, words) in [
        ("14", "Recepis-Remind: a reminder on day 14 is not within the time to decide; use 1 to 13"),
        ("1, 2, 3, 4", "3 are the most"),
        ("daily", "`daily` is no list of days"),
    ] {
        let text = message(days).replace("Subject:", &format!("Recepis-Remind: {days}\r\nSubject:"));
        let Refusal::Message(said) = refusal(house.hand_in(&text, &[PIET]).await) else { panic!("a refusal") };
        assert!(said.contains(words), "{said}");
    }
    let delivery = noticed(&house, "none").await;
    assert!(house.seen(delivery).await.terms.reminders.is_none());
}
