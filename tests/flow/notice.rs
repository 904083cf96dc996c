//! The notice: tried again, failed, of unknown outcome.

use std::sync::atomic::Ordering;
use std::time::Duration;

use recepis::erds::content::Sha256;
use recepis::erds::delivery::Offer;
use recepis::erds::event::Event;
use recepis::erds::evidence::Details;
use recepis::erds::id::DeliveryId;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::flow::status;
use recepis::format::evidence;
use recepis::outside::mailer::Outcome;
use recepis::store::{Kept, NoticeState};
use recepis::words::{Language, banned};

use crate::house::{self, House, JAN, PIET};

fn count(events: &[Event], event: Event) -> usize {
    events.iter().filter(|found| **found == event).count()
}

/// The last mail to the sender as it reads, its lines joined.
fn told(house: &House) -> String {
    let (_, mail) = house.post.senders.sent().pop().unwrap();
    let message = mail_parser::MessageParser::default().parse(&mail).unwrap();
    message.body_text(0).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lost() -> Outcome {
    Outcome::Unknown { why: "lost behind the last dot".to_owned() }
}

fn not_now() -> Outcome {
    Outcome::Refused { reply: "451 4.7.1 later".to_owned(), permanent: false }
}

#[tokio::test]
async fn a_temporary_refusal_is_tried_again_and_one_notice_is_stated() {
    let house = House::new().await;
    house.post.addressees.will(not_now());
    house.post.addressees.will(Outcome::NotConnected { why: "reset".to_owned() });
    let delivery = house.noticed().await;
    assert_eq!(house.mails(PIET).len(), 1, "not again at once");
    for _ in 0..2 {
        house.forward(Duration::from_mins(1));
        house.settle().await;
    }
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    let ids = house.message_ids(PIET);
    assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn c5_s13_a_permanent_refusal_is_stated_and_the_sender_is_told_once_within_a_minute_in_the_servers_words() {
    for reply in ["550 5.1.1 no such mailbox", "550 5.2.1 this account is disabled", "552 5.2.2 the mailbox is full"] {
        refused(reply).await;
    }
}

async fn refused(reply: &str) {
    let house = House::new().await;
    house.post.addressees.will(Outcome::Refused { reply: reply.to_owned(), permanent: true });
    let began = house.now();
    let delivery = house.noticed().await;
    assert!(house.now().since(began) < Duration::from_mins(1));
    let mail = told(&house);
    assert!(mail.contains(&format!("De mailserver fake.example antwoordde: “{reply}”")), "{mail}");
    let failed = |kept: &Kept| kept.event == Event::NotificationForAcceptanceFailure;
    let stated = house.statements(delivery).await.into_iter().find(failed).unwrap();
    let Details::Notice(details) = evidence::read(&stated.canonical).unwrap().details else { panic!("a notice") };
    assert_eq!((details.reply.as_deref(), stated.sealed.is_some()), (Some(reply), true));
    house.forward(Duration::from_hours(30 * 24));
    house.settle().await;
    let expected = [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure];
    assert_eq!(house.events(delivery).await, expected, "and no silence is stated");
    assert_eq!(house.seen(delivery).await.delivery.deadline(), None);
    assert_eq!(house.mails(PIET).len(), 1, "the one that was refused");
    assert_eq!(house.mails(JAN).len(), 2, "receipt and failure: {:?}", house.message_ids(JAN));
    assert_eq!(house.answers(delivery).await, (Step::G0, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn c5_s14_a_full_mailbox_for_three_days_makes_a_failed_notice_with_every_attempt() {
    let house = House::new().await;
    for _ in 0..5000 {
        let reply = "452 4.2.2 the mailbox is full".to_owned();
        house.post.addressees.will(Outcome::Refused { reply, permanent: false });
    }
    let delivery = house.noticed().await;
    // The revocation list is renewed daily; the worker looks every seven minutes.
    for _ in 0..(71 * 60 / 7) {
        house.settle_once(Duration::from_mins(7)).await;
    }
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance], "within three days nothing is stated");
    let tried = house.mails(PIET).len();
    assert!((25..=40).contains(&tried), "first after minutes, then after hours: {tried}");
    let account = recepis::flow::account::by_token(&house.rooms.service, house::TOKEN).await.unwrap();
    let so_far = status::dialogue(&house.rooms.service, &account, delivery).await.unwrap();
    assert_eq!(attempts(&so_far), tried, "the sender can follow it");
    house.forward(Duration::from_hours(2));
    house.settle().await;
    let expected = [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure];
    assert_eq!(house.events(delivery).await, expected);
    assert_eq!(house.mails(JAN).len(), 2, "receipt and failure");
    let mail = told(&house);
    assert!(mail.contains("antwoordde: “452 4.2.2 the mailbox is full”"), "{mail}");
    let stated = house.statements(delivery).await.into_iter().find(|kept| kept.event == expected[1]).unwrap();
    let Details::Notice(details) = evidence::read(&stated.canonical).unwrap().details else { panic!("a notice") };
    let notices = house.rooms.service.store.notices(&house.seen(delivery).await).await.unwrap();
    let said = notices.last().unwrap().dialogue.clone().unwrap();
    assert_eq!(details.dialogue, Some(Sha256(recepis::crypto::sha256(&said))), "C.2 holds it");
    assert_eq!(attempts(&said), tried + 1, "every attempt of every day");
    assert!(notices.len() > 2 && String::from_utf8_lossy(&said).contains("[the notice of another day]"));
    assert_eq!(house.answers(delivery).await, (Step::G0, Decision::None, Voucher::Nobody, None));
}

/// How many attempts these dialogues tell.
fn attempts(said: &[u8]) -> usize {
    String::from_utf8_lossy(said).matches(" -- a fake: ").count()
}

#[tokio::test]
async fn s7_s10_the_reply_of_a_named_mail_server_is_kept_whole_and_claims_no_more_than_that() {
    let house = House::new().await;
    house.post.named.store(true, Ordering::SeqCst);
    let reply = "250-2.0.0 queued\n250 2.0.0 Ok: as 4F1C2A0, received and delivered";
    house.post.addressees.will(Outcome::Taken { reply: reply.to_owned() });
    let delivery = house.noticed().await;
    let stated = house.statements(delivery).await.into_iter().find(|kept| kept.sequence == Some(2)).unwrap();
    let Details::Notice(notice) = evidence::read(&stated.canonical).unwrap().details else { panic!("a notice") };
    assert_eq!((notice.reply.as_deref(), notice.next_hop.unwrap().name.as_str()), (Some(reply), "mx.demo.test"));
    assert!(notice.tls.is_some() && notice.dns.is_some());
    let report = house.report(delivery, false).await;
    let step = &report.answers.as_ref().unwrap().step;
    assert_eq!(step.value, Step::G1);
    assert!(
        step.words.starts_with("The notice was taken by mx.demo.test, which answered “250-2.0.0 queued"),
        "{}",
        step.words
    );
    assert!(step.words.ends_with("what it did with the notice is not known."), "{}", step.words);
    let text = report.to_text();
    assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "but in what the server said: {text}");
    assert!(!text.contains("The addressee decided"), "another step");
    assert!(
        report
            .not_proven
            .iter()
            .any(|line| line == "C.1 proves that a notice was sent, never that it arrived or was seen.")
    );
}

#[tokio::test]
async fn s11_s12_a_notice_that_a_server_takes_and_drops_stays_taken_and_the_sender_is_told_that_nobody_answered() {
    let house = House::new().await;
    house.post.named.store(true, Ordering::SeqCst);
    let delivery = house.noticed().await;
    let taken = house.answers(delivery).await;
    assert_eq!(taken, (Step::G1, Decision::None, Voucher::Nobody, None));
    house.forward(Duration::from_hours(24 * 20));
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::Expired, Voucher::Nobody, None), "the step stays");
    let mail = told(&house);
    assert!(
        mail.contains("Er is niet gekozen.") && mail.contains("Het zegt niet dat de melding in de mailbox kwam"),
        "{mail}"
    );
    assert_eq!(banned(&mail, Language::Dutch), Vec::<&str>::new());
    let account = recepis::flow::account::by_token(&house.rooms.service, house::TOKEN).await.unwrap();
    let seen = status::delivery(&house.rooms.service, &account, delivery).await.unwrap();
    let not_proven = seen.not_proven.iter().map(|line| line.words()).collect::<Vec<_>>().join(" ");
    assert!(not_proven.contains("does not show that anybody saw it"), "{not_proven}");
    let said = status::dialogue(&house.rooms.service, &account, delivery).await.unwrap();
    assert_eq!(attempts(&said), 1, "and how it was tried");
}

#[tokio::test]
async fn the_three_days_begin_with_the_first_attempt_not_with_the_hand_in() {
    let house = House::new().await;
    house.rooms.tsa.set_down(true);
    let delivery = house.taken("1").await;
    house.settle().await;
    house.forward(Duration::from_hours(4 * 24));
    house.rooms.tsa.set_down(false);
    house.post.addressees.will(not_now());
    house.settle().await;
    house.forward(Duration::from_mins(1));
    house.settle().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    assert_eq!(house.mails(PIET).len(), 2);
}

#[tokio::test]
async fn c10_an_unknown_outcome_is_repeated_with_the_same_message_id_and_stated_once() {
    let house = House::new().await;
    house.post.addressees.will(Outcome::Unknown { why: "lost behind the last dot".to_owned() });
    let delivery = house.noticed().await;
    assert_eq!(house.mails(PIET).len(), 1, "not at once");
    house.forward(Duration::from_mins(2));
    house.settle().await;
    let mails = house.mails(PIET);
    assert!(mails.len() == 2 && mails[0] == mails[1], "octet by octet: {mails:?}");
    assert_eq!(count(&house.events(delivery).await, Event::NotificationForAcceptance), 1);
    let notices = house.rooms.service.store.notices(&house.seen(delivery).await).await.unwrap();
    assert_eq!(notices.len(), 1, "one number");
    assert_eq!(notices[0].state, NoticeState::Sent);
    let said = String::from_utf8(notices[0].dialogue.clone().unwrap()).unwrap();
    assert!(said.contains("Unknown") && said.contains("the same notice again") && said.contains("Taken"), "{said}");
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn a_notice_whose_outcome_stays_unknown_is_given_up_after_three_days_and_nothing_false_is_said() {
    let house = House::new().await;
    for _ in 0..5000 {
        house.post.addressees.will(lost());
    }
    let delivery = house.noticed().await;
    for _ in 0..(71 * 60 / 7) {
        house.settle_once(Duration::from_mins(7)).await;
    }
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance], "within three days nothing is stated");
    house.forward(Duration::from_hours(2));
    house.settle().await;
    let sent = house.mails(PIET).len();
    assert!((5..=9).contains(&sent), "a bounded number of copies: {sent}");
    let notices = house.rooms.service.store.notices(&house.seen(delivery).await).await.unwrap();
    let days = notices.len();
    assert!((2..=4).contains(&days) && days < sent, "one number a day: {days}");
    given_up(&house, delivery).await;
    house.forward(Duration::from_hours(48));
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), sent, "and none after that");
    // Whoever did get it decides.
    house.post.addressees.takes_everything();
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Refused);
}

#[tokio::test]
async fn a_notice_refused_after_an_unknown_outcome_may_have_been_taken_and_the_evidence_says_so() {
    let house = House::new().await;
    house.post.addressees.will(lost());
    house.post.addressees.will(not_now());
    house.post.addressees.will(Outcome::Refused { reply: "550 5.1.1 no such mailbox".to_owned(), permanent: true });
    let delivery = house.noticed().await;
    for _ in 0..2 {
        house.forward(Duration::from_mins(2));
        house.settle().await;
    }
    given_up(&house, delivery).await;
    assert_eq!(house.mails(PIET).len(), 3);
}

#[tokio::test]
async fn a_process_that_dies_at_every_attempt_sends_a_bounded_number_of_copies() {
    let mut house = House::new().await;
    let delivery = house.taken("1").await;
    for _ in 0..37 {
        house.die_while_sending().await;
        house = house.restarted().await;
        house.forward(Duration::from_hours(2));
    }
    house.settle().await;
    let sent = house.mails(PIET).len();
    assert!((2..=9).contains(&sent), "{sent}");
    given_up(&house, delivery).await;
}

/// C.2 says that nobody knows, and so do the report and the mail to the sender.
async fn given_up(house: &House, delivery: DeliveryId) {
    let expected = [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure];
    assert_eq!(house.events(delivery).await, expected);
    assert_eq!(house.seen(delivery).await.delivery.deadline(), None);
    let report = house.report(delivery, false).await;
    let answers = report.answers.as_ref().unwrap();
    assert_eq!(answers.step.value, Step::G0);
    assert!(answers.step.words.contains("not known"), "{}", answers.step.words);
    let text = report.to_json();
    assert!(text.contains("does not know whether a mail server took it"), "{text}");
    assert!(!text.contains("could not"), "{text}");
    let mut ids = house.message_ids(JAN);
    ids.dedup();
    assert_eq!(ids.len(), 2, "receipt and that it is not certain: {ids:?}");
    let mail = house.mails(JAN).pop().unwrap();
    assert!(mail.contains("Wij weten niet of een mailserver"), "{mail}");
}

#[tokio::test]
async fn a_process_that_dies_while_sending_repeats_the_notice_and_the_latest_printed_day_counts() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    house.die_while_sending().await;
    assert_eq!(house.mails(PIET).len(), 1, "the server has it, and nobody knows");
    let Offer::Offering { deadline: first } = house.seen(delivery).await.delivery.offer() else {
        panic!("the attempt is on disk before the connection")
    };
    let house = house.restarted().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance]);
    house.forward(Duration::from_hours(48));
    house.settle().await;
    let Offer::Offered { deadline: latest } = house.seen(delivery).await.delivery.offer() else {
        panic!("the repetition was taken")
    };
    assert!(latest > first, "{first} {latest}");
    let ids = house.message_ids(PIET);
    assert!(ids.len() == 2 && ids[0] == ids[1], "{ids:?}");
    let notices = house.rooms.service.store.notices(&house.seen(delivery).await).await.unwrap();
    let states: Vec<_> = notices.iter().map(|notice| (notice.number, notice.state)).collect();
    assert_eq!(states, [(1, NoticeState::Unknown), (2, NoticeState::Sent)], "another day, another notice");
    assert_ne!(notices[0].bytes, notices[1].bytes);
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    assert_eq!(house.report(delivery, false).await.deadline, Some(latest));
    // Behind the first printed day and before the latest the addressee still decides.
    house.until(first.plus(Duration::from_hours(1)));
    house.settle().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Accepted);
}

#[tokio::test]
async fn who_holds_a_notice_of_unknown_outcome_can_decide_and_gets_no_other() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    house.die_while_sending().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.forward(Duration::from_mins(10));
    house.settle().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::ConsignmentRejection]);
    let notices = house.message_ids(PIET).into_iter().filter(|id| id.contains("<notice.")).count();
    assert_eq!(notices, 1);
    let (step, decision, ..) = house.answers(delivery).await;
    assert_eq!((step, decision), (Step::G3, Decision::Refused));
}
