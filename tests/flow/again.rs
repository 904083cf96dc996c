//! A message that its addressee asks for again: the sender is told, and by one act it becomes a delivery that follows the first.

use std::io::Cursor;
use std::time::Duration;

use recepis::erds::answer::Saying;
use recepis::erds::delivery::Refusal as Unlawful;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, Follows};
use recepis::erds::id::DeliveryId;
use recepis::erds::party::Method;
use recepis::erds::standing::{Decision, Step};
use recepis::flow::answer::{self, Given};
use recepis::flow::consign::Answer;
use recepis::flow::look::{self, Session};
use recepis::flow::{Fault, Refusal, account, again, recall, status};
use recepis::format::evidence;
use recepis::verify::open_and_verify;
use recepis::verify::verdict::Indication;

use crate::house::{House, JAN, PIET, SECRET, TOKEN, refusal};

const DAY: Duration = Duration::from_hours(24);

async fn ask(house: &House, session: &Session) -> Result<(), Fault> {
    let service = &house.rooms.service;
    let given = Given {
        saying: Saying::Again,
        language: "nl".to_owned(),
        text: "Ik vraag de afzender dit bericht nog eens voor mij in te dienen.".to_owned(),
        words: None,
        token: look::answer_token(service, session),
        received: house.now(),
    };
    answer::say(service, session, &given).await
}

async fn submit_again(house: &House, delivery: DeliveryId) -> Result<DeliveryId, Fault> {
    let account = account::by_token(&house.rooms.service, TOKEN).await.unwrap();
    again::again(&house.rooms.service, &account, delivery, Method::ApiToken).await
}

async fn may(house: &House, delivery: DeliveryId) -> bool {
    let account = account::by_token(&house.rooms.service, TOKEN).await.unwrap();
    status::delivery(&house.rooms.service, &account, delivery).await.unwrap().again
}

/// A delivery that was refused, and whoever refused it.
async fn refused(house: &House) -> (DeliveryId, Session) {
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    (delivery, session)
}

#[tokio::test]
async fn s33_what_was_refused_is_asked_for_again_and_becomes_a_delivery_that_follows_it() {
    let house = House::new().await;
    let (first, session) = refused(&house).await;
    assert!(!may(&house, first).await);
    assert_eq!(refusal(submit_again(&house, first).await), Refusal::NotAsked, "nobody asked");
    ask(&house, &session).await.unwrap();
    assert_eq!(refusal(ask(&house, &session).await), Refusal::Law(Unlawful::AnsweredBefore));
    house.settle().await;
    assert!(may(&house, first).await);
    assert!(house.mails(JAN).iter().any(|mail| mail.contains("Nog eens gevraagd")), "the sender is told");
    let kept = house.statements(first).await;
    let last = kept.iter().rfind(|kept| kept.sequence.is_some()).unwrap();

    let second = submit_again(&house, first).await.unwrap();
    assert_eq!(refusal(submit_again(&house, first).await), Refusal::NotAsked, "once");
    assert!(!may(&house, first).await);
    house.settle().await;
    let stated = evidence::read(&house.statements(second).await[0].canonical).unwrap();
    let Details::Submission(details) = stated.details else { panic!("A.1 holds terms") };
    let follows = Follows { delivery: first, sequence: last.sequence.unwrap(), digest: last.digest };
    assert_eq!(details.follows, Some(follows), "A.1 names the last evidence of the first");
    assert_eq!(house.events(second).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    assert_eq!(house.seen(second).await.submission, house.seen(first).await.submission);

    let session = house.proven_of(second).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    assert!(String::from_utf8_lossy(&house.read_whole(&session).await).contains(SECRET), "the same content");
    house.settle().await;
    let (before, after) = (house.report(first, false).await, house.report(second, true).await);
    let decided = |report: &recepis::verify::report::Report| report.answers.as_ref().unwrap().decision.value;
    assert_eq!((decided(&before), decided(&after)), (Decision::Refused, Decision::Accepted));
    assert_eq!(after.answers.as_ref().unwrap().step.value, Step::G4);
    assert!(after.evidence[0].service_states.contains(&format!("follows delivery {first}")));
}

#[tokio::test]
async fn c15_after_the_time_to_decide_the_message_is_asked_for_again_and_there_is_a_new_link_and_a_new_time() {
    let house = House::new().await;
    let first = house.noticed().await;
    let dead = house.link_of(first);
    house.forward(DAY * 20);
    house.settle().await;
    assert!(house.events(first).await.contains(&Event::AcceptanceRejectionExpiry));
    assert_eq!(refusal(look::notice(&house.rooms.service, &dead).await), Refusal::UnknownLink, "the old link is dead");
    let session = house.proven_of(first).await;
    ask(&house, &session).await.unwrap();
    house.settle().await;
    let second = submit_again(&house, first).await.unwrap();
    house.settle().await;
    let view = look::notice(&house.rooms.service, &house.link_of(second)).await.unwrap();
    assert!(view.deadline.unwrap() > house.now().plus(DAY * 13), "a time of its own");
    // The first one's days end, and the second has the content all the same.
    house.forward(DAY * 13);
    house.settle().await;
    let session = house.proven_of(second).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.forward(DAY * 25);
    house.settle().await;
    assert!(!house.seen(first).await.content_kept && house.seen(second).await.content_kept);
    house.read_whole(&session).await;
}

#[tokio::test]
async fn s33_nothing_is_submitted_again_after_a_recall_once_the_content_is_gone_or_by_another_account() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let (first, session) = refused(&house).await;
    ask(&house, &session).await.unwrap();
    house.settle().await;
    let stranger =
        recepis::store::Account { name: "eve".to_owned(), ..account::by_token(service, TOKEN).await.unwrap() };
    assert_eq!(refusal(again::again(service, &stranger, first, Method::ApiToken).await), Refusal::NotFound);
    house.forward(DAY * 40);
    house.settle().await;
    assert!(!may(&house, first).await);
    assert_eq!(refusal(submit_again(&house, first).await), Refusal::Law(Unlawful::Erased));

    let house = House::new().await;
    let service = &house.rooms.service;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    assert_eq!(refusal(ask(&house, &session).await), Refusal::Law(Unlawful::NotOver), "one can still decide");
    recall::recall(service, &account::by_token(service, TOKEN).await.unwrap(), delivery).await.unwrap();
    assert_eq!(refusal(ask(&house, &session).await), Refusal::Law(Unlawful::Recalled));
    assert_eq!(house.mails(PIET).iter().filter(|mail| mail.contains("nog eens")).count(), 0);
}

#[tokio::test]
async fn s33_the_bundle_of_the_first_verifies_after_it_was_followed() {
    let house = House::new().await;
    let (first, session) = refused(&house).await;
    ask(&house, &session).await.unwrap();
    house.settle().await;
    submit_again(&house, first).await.unwrap();
    house.settle().await;
    let bundle = house.bundle(first, false).await;
    let report = open_and_verify(Cursor::new(bundle), &house.rooms.service.papers.anchors(), house.now());
    assert_eq!(report.verdict, Indication::TotalPassed, "{:#?}", report.findings);
    assert!(report.evidence.iter().any(|line| line.event.ends_with("AddresseeStates")));
}
