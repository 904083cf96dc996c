//! What an addressee says besides accepting and refusing: evidence in the same chain, the sender is told, nothing is decided.

use recepis::erds::answer::{Because, Saying};
use recepis::erds::delivery::{Command, Refusal as Unlawful};
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::answer::{self, Given, MOST};
use recepis::flow::consign::Answer;
use recepis::flow::look::{self, Session};
use recepis::flow::{Fault, Refusal, handover};

use crate::house::{House, JAN, PIET, refusal};

const CODE: Option<&str> = Some("mail-code");
const WORDS: &str = "Ik was in het ziekenhuis.\nDe brief kwam te laat & <b>leeg</b>.";

fn given(house: &House, session: &Session, saying: Saying, words: Option<&str>) -> Given {
    Given {
        saying,
        language: "nl".to_owned(),
        text: "Dit is mijn verklaring.".to_owned(),
        words: words.map(str::to_owned),
        token: look::answer_token(&house.rooms.service, session),
        received: house.now(),
    }
}

async fn say(house: &House, session: &Session, saying: Saying, words: Option<&str>) -> Result<(), Fault> {
    answer::say(&house.rooms.service, session, &given(house, session, saying, words)).await
}

/// What the report says that the addressee stated with the last evidence of this event.
async fn stated(house: &House, delivery: DeliveryId, event: &str) -> String {
    let report = house.report(delivery, false).await;
    let line = report.evidence.iter().rev().find(|line| line.event_name == event).unwrap();
    line.addressee_stated.clone().unwrap()
}

fn told(house: &House, subject: &str) -> usize {
    house.mails(JAN).iter().filter(|mail| mail.contains(subject)).count()
}

#[tokio::test]
async fn l12_by_post_please_is_told_to_the_sender_and_leaves_time_and_choice_as_they_are() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let deadline = house.seen(delivery).await.delivery.deadline();
    let session = house.proven().await;
    say(&house, &session, Saying::ByPost, None).await.unwrap();
    let again = say(&house, &session, Saying::ByPost, None).await;
    assert_eq!(refusal(again), Refusal::Law(Unlawful::AnsweredBefore));
    house.settle().await;
    assert_eq!(told(&house, "Liever per post, vraagt piet@demo.test"), 1);
    let report = house.report(delivery, false).await;
    let answers = report.answers.unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G2, Decision::None));
    assert!(answers.identity.words.contains("Who answered: Somebody with access to piet@demo.test"));
    let seen = house.seen(delivery).await;
    assert_eq!(seen.delivery.deadline(), deadline);
    let stated = stated(&house, delivery, "ByPostPlease").await;
    assert!(stated.contains("asked for the message by post") && stated.contains("Dit is mijn verklaring."), "{stated}");
    // The link lives, and one can still decide.
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    let refused = say(&house, &session, Saying::ByPost, None).await;
    assert_eq!(refusal(refused), Refusal::Law(Unlawful::DecidedBefore));
}

#[tokio::test]
async fn s31_the_addressee_died_or_works_there_no_longer_is_an_answer_of_its_own_that_closes_the_content() {
    for (because, subject, words) in [
        (Because::AddresseeDied, "Een overlijden gemeld bij piet@demo.test", "said that the addressee has died"),
        (Because::NoLongerWorksHere, "Werkt daar niet meer: piet@demo.test", "no longer works there"),
    ] {
        let house = House::new().await;
        let delivery = house.noticed().await;
        let session = house.proven().await;
        house.answer(&session, Answer::NotForMe(Some(because))).await.unwrap();
        let closed = Refusal::Law(Unlawful::NotAccepted);
        assert_eq!(refusal(handover::parts(&house.rooms.service, &session).await), closed);
        house.settle().await;
        assert_eq!((told(&house, subject), told(&house, "Misschien klopt dit adres niet")), (1, 0));
        assert!(house.mails(PIET).last().unwrap().contains("U meldde"));
        let reminder = house.seen(delivery).await.delivery.step(Command::BeginReminder, house.now());
        assert_eq!(reminder, Err(Unlawful::DecidedBefore), "nobody is reminded");
        assert_eq!(house.answers(delivery).await, (Step::G2, Decision::NotForMe, Voucher::Service, CODE));
        let report = house.report(delivery, false).await;
        assert!(report.answers.unwrap().decision.words.contains("so the message is not for them"));
        assert!(stated(&house, delivery, "NotForMe").await.contains(words));
        let view = look::view(&house.rooms.service, &session).await.unwrap();
        assert_eq!(view.because, Some(because));
        // An executor may still decide.
        let session = house.proven().await;
        house.answer(&session, Answer::Refuse).await.unwrap();
        house.settle().await;
        assert_eq!(house.answers(delivery).await.1, Decision::Refused);
    }
}

#[tokio::test]
async fn c3_what_was_accepted_and_cannot_be_opened_is_evidence_and_stops_nothing() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    let early = say(&house, &session, Saying::CouldNotOpen, None).await;
    assert_eq!(refusal(early), Refusal::Law(Unlawful::NotAccepted));
    house.answer(&session, Answer::Accept).await.unwrap();
    say(&house, &session, Saying::CouldNotOpen, Some("a.txt is leeg")).await.unwrap();
    house.settle().await;
    assert_eq!(told(&house, "Kon niet worden geopend, zegt piet@demo.test"), 1);
    assert!(house.mails(JAN).iter().all(|mail| !mail.contains("a.txt")), "their words stand in the evidence alone");
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    assert!(stated(&house, delivery, "CouldNotOpen").await.contains("“a.txt is leeg”"));
    // Accepted is not handed over; that comes when it comes, once.
    assert!(!house.events(delivery).await.contains(&Event::ContentHandover));
    house.read_whole(&session).await;
    say(&house, &session, Saying::CouldNotOpen, None).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.0, Step::G4);
    let events = house.events(delivery).await;
    assert_eq!(events.iter().filter(|event| **event == Event::CouldNotOpen).count(), 2);
}

#[tokio::test]
async fn c20_l12_read_is_said_by_the_addressee_once_and_never_concluded_from_a_download() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    assert_eq!(refusal(say(&house, &session, Saying::Read, None).await), Refusal::Law(Unlawful::NotAccepted));
    house.answer(&session, Answer::Accept).await.unwrap();
    for _ in 0..3 {
        house.read_whole(&session).await;
    }
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AddresseeStates));
    assert!(!house.report(delivery, false).await.to_text().contains("said that they read it"));
    say(&house, &session, Saying::Read, None).await.unwrap();
    assert_eq!(refusal(say(&house, &session, Saying::Read, None).await), Refusal::Law(Unlawful::AnsweredBefore));
    house.settle().await;
    assert_eq!(told(&house, "Gelezen, zegt piet@demo.test"), 1);
    let report = house.report(delivery, false).await;
    let line = report.evidence.iter().find(|line| line.event_name == "AddresseeStates").unwrap();
    assert_eq!(
        line.addressee_stated.as_deref(),
        Some("said that they read it. Shown: “Dit is mijn verklaring.”"),
        "the text shown, word for word"
    );
    assert!(line.service_states.contains("it does not know whether it is so"));
    assert!(report.not_proven.iter().any(|line| line.contains("not that it is so")));
    assert_eq!(report.answers.unwrap().step.value, Step::G4, "it raises no step");
}

#[tokio::test]
async fn l20_the_addressee_tells_their_side_in_the_same_chain_before_and_after_the_time_is_over() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    let asked = given(&house, &session, Saying::OwnWords, Some(WORDS));
    answer::say(&house.rooms.service, &session, &asked).await.unwrap();
    let again = answer::say(&house.rooms.service, &session, &asked).await;
    assert_eq!(refusal(again), Refusal::SpentToken, "a page works once");
    house.settle().await;
    assert_eq!(told(&house, "Verklaring van piet@demo.test"), 1);
    assert!(house.mails(JAN).iter().all(|mail| !mail.contains("ziekenhuis")));
    assert_eq!(house.answers(delivery).await.0, Step::G2);
    house.until(house.seen(delivery).await.delivery.deadline().unwrap().plus(std::time::Duration::from_hours(1)));
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Expired, "it is no choice and moves no deadline");
    let session = house.proven().await;
    for _ in 1..MOST {
        say(&house, &session, Saying::OwnWords, Some(WORDS)).await.unwrap();
    }
    let most = say(&house, &session, Saying::OwnWords, Some(WORDS)).await;
    assert_eq!(refusal(most), Refusal::TooManyStatements);
    house.settle().await;
    assert_eq!(told(&house, "Verklaring van piet@demo.test"), MOST);
    let stated = stated(&house, delivery, "AddresseeStates").await;
    assert!(
        stated.contains("In their words: “Ik was in het ziekenhuis. De brief kwam te laat & <b>leeg</b>.”"),
        "{stated}"
    );
    let view = look::view(&house.rooms.service, &session).await.unwrap();
    assert_eq!((view.said.len(), view.said[0].words.as_deref()), (MOST, Some(WORDS)));
}

#[tokio::test]
async fn what_is_said_at_once_with_a_decision_is_stated_behind_it_or_refused() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    let (said, decided) =
        tokio::join!(say(&house, &session, Saying::OwnWords, Some("x")), house.answer(&session, Answer::Accept));
    said.unwrap();
    decided.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await.1, Decision::Accepted);
    assert!(house.events(delivery).await.contains(&Event::AddresseeStates));
}
