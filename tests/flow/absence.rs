//! An addressee who is away: deadlines that end too soon move within the terms, the sender sees a moved deadline or nothing.

use std::time::Duration;

use recepis::erds::delivery::Refusal as Unlawful;
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::erds::moment::Moment;
use recepis::flow::consign::Answer;
use recepis::flow::look::Session;
use recepis::flow::{Fault, Refusal, absence};
use recepis::format::evidence;

use crate::house::{House, JAN, PIET, message, refusal};

/// The rooms' clock begins on 24 November 2026, so that 14 days end with Tuesday 8 December.
const FIRST: &str = "2026-12-08T23:00:00Z";

async fn away(house: &House, session: &Session, day: &str) -> Result<(), Fault> {
    let token = absence::token(&house.rooms.service, session);
    absence::register(&house.rooms.service, session, Some(day), &token).await
}

async fn deadline(house: &House, delivery: DeliveryId) -> String {
    house.seen(delivery).await.delivery.deadline().unwrap().to_string()
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// The shape of what is mailed, without identifiers, times and what is attached.
fn shape_of(mails: &[String]) -> String {
    let text = mails.iter().map(|mail| mail.split("Content-Disposition: attachment").next().unwrap());
    text.collect::<String>().chars().filter(|c| !c.is_ascii_alphanumeric()).collect()
}

#[tokio::test]
async fn c4_the_deadline_of_somebody_who_is_away_moves_and_the_sender_learns_no_more() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    assert_eq!(deadline(&house, delivery).await, FIRST);
    let session = house.proven().await;
    away(&house, &session, "2026-12-11").await.unwrap();
    house.settle_with_failures().await;
    // Away up to and including a Friday; Saturday, Sunday and Monday are three whole days.
    assert_eq!(deadline(&house, delivery).await, "2026-12-14T23:00:00Z");
    let events = house.events(delivery).await;
    assert_eq!(events.iter().filter(|event| **event == Event::DeadlineMoved).count(), 1, "{events:?}");
    assert!(!events.contains(&Event::AbsenceStated), "it is in no delivery's chain");
    let report = house.report(delivery, false).await;
    assert_eq!(report.deadline, Some(moment("2026-12-14T23:00:00Z")));
    assert!(!report.to_text().to_lowercase().contains("absen"));
    let told = |to: &str, kind: &str| house.message_ids(to).iter().filter(|id| id.contains(kind)).count();
    assert_eq!((told(JAN, "<DeadlineMoved."), told(JAN, "<alone.")), (1, 0));
    assert_eq!((told(PIET, "<to-you.DeadlineMoved."), told(PIET, "<alone.")), (1, 1));
    let moved = house.mails(JAN).into_iter().find(|mail| mail.contains("<DeadlineMoved.")).unwrap().to_lowercase();
    assert!(!moved.contains("afwezig") && !moved.contains("terug"), "{moved}");
    // Silence waits for the deadline that stands now, and a decision counts until then.
    house.until(moment(FIRST).plus(Duration::from_hours(3)));
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AcceptanceRejectionExpiry));
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    house.report(delivery, false).await;
}

#[tokio::test]
async fn c4_who_stays_away_gets_no_more_time_than_the_terms_gave_and_then_silence_is_stated() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    away(&house, &session, "2027-02-01").await.unwrap();
    house.settle().await;
    assert_eq!(deadline(&house, delivery).await, "2026-12-22T23:00:00Z", "fourteen days more, and no more");
    away(&house, &session, "2027-02-10").await.unwrap();
    house.settle().await;
    assert_eq!(house.events(delivery).await.iter().filter(|event| **event == Event::DeadlineMoved).count(), 1);
    house.until(moment("2026-12-22T23:00:00Z").plus(Duration::from_hours(1)));
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AcceptanceRejectionExpiry));
    assert!(house.report(delivery, false).await.deadline == Some(moment("2026-12-22T23:00:00Z")));
    let late = away(&house, &session, "2027-01-05").await;
    assert_eq!(refusal(late), Refusal::SpentToken, "that session is long over");
}

#[tokio::test]
async fn c4_an_absence_that_moves_no_deadline_leaves_nothing_that_the_sender_sees() {
    let (with, without) = (House::new().await, House::new().await);
    let (one, other) = (with.noticed().await, without.noticed().await);
    let session = with.proven().await;
    away(&with, &session, "2026-12-04").await.unwrap();
    let back = absence::token(&with.rooms.service, &session);
    absence::register(&with.rooms.service, &session, None, &back).await.unwrap();
    for house in [&with, &without] {
        house.settle().await;
        house.forward(Duration::from_hours(2));
        house.settle().await;
    }
    assert_eq!(deadline(&with, one).await, FIRST);
    assert_eq!(with.events(one).await, without.events(other).await);
    assert_eq!(with.message_ids(JAN).len(), without.message_ids(JAN).len());
    assert_eq!(shape_of(&with.mails(JAN)), shape_of(&without.mails(JAN)));
    let (seen, unseen) = (with.report(one, false).await, without.report(other, false).await);
    let told = |report: &recepis::verify::report::Report| {
        report.evidence.iter().map(|evidence| evidence.event_name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&seen), told(&unseen));
}

#[tokio::test]
async fn c4_an_absence_holds_for_what_comes_and_ends_when_its_addressee_is_back() {
    let house = House::new().await;
    house.noticed().await;
    let session = house.proven().await;
    away(&house, &session, "2026-12-31").await.unwrap();
    house.settle().await;
    let coming = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(deadline(&house, coming).await, "2026-12-22T23:00:00Z");
    let events = house.events(coming).await;
    assert_eq!(events[1..], [Event::NotificationForAcceptance, Event::DeadlineMoved]);
    let other = house.hand_in(&message("3").replace("Huur", "Iets"), &["anna@demo.test"]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(deadline(&house, other).await, FIRST, "of one address alone");
    assert!(absence::away(&house.rooms.service, &session).await.unwrap().is_some());
    let token = absence::token(&house.rooms.service, &session);
    absence::register(&house.rooms.service, &session, None, &token).await.unwrap();
    house.settle().await;
    assert_eq!(absence::away(&house.rooms.service, &session).await.unwrap(), None);
    let after = house.hand_in(&message("4").replace("Huur", "Nog iets"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(deadline(&house, after).await, FIRST);
    assert_eq!(deadline(&house, coming).await, "2026-12-22T23:00:00Z", "what moved stays");
}

#[tokio::test]
async fn what_is_no_day_to_be_away_until_is_refused_and_nothing_is_stated() {
    let house = House::new().await;
    house.noticed().await;
    let session = house.proven().await;
    for day in ["", "gisteren", "2026-11-23", "2026-02-30", "2027-02-24", "9999-12-31", "2026-12-08 10:00"] {
        assert_eq!(refusal(away(&house, &session, day).await), Refusal::NoDay, "{day}");
    }
    assert_eq!(absence::away(&house.rooms.service, &session).await.unwrap(), None);
    away(&house, &session, "2026-11-24").await.unwrap();
    let service = &house.rooms.service;
    let token = absence::token(service, &session);
    absence::register(service, &session, Some("2026-12-11"), &token).await.unwrap();
    let again = absence::register(service, &session, Some("2026-12-12"), &token).await;
    assert_eq!(refusal(again), Refusal::SpentToken);
    house.settle().await;
    let late = house.seen(session.delivery).await.delivery;
    let put_off = recepis::erds::delivery::Command::PutOff { until: house.now() };
    assert_eq!(late.step(put_off, house.now()), Err(Unlawful::NotLater));
}

#[tokio::test]
async fn what_is_stated_of_an_absence_is_sealed_in_the_chain_of_the_address() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    away(&house, &session, "2026-12-11").await.unwrap();
    house.settle().await;
    let store = &house.rooms.service.store;
    let fresh = recepis::erds::id::ChainId::from_octets([1; 16]);
    let own = store.own_chain(&PIET.parse().unwrap(), fresh).await.unwrap();
    let [kept] = own.statements.as_slice() else { panic!("{:?}", own.statements) };
    assert!(kept.sealed.is_some() && own.id != fresh);
    let stated = evidence::read_own(&kept.canonical).unwrap();
    assert_eq!(stated.addressee.as_str(), PIET);
    assert_eq!(stated.details, recepis::erds::own::OwnDetails::Absence(Some(moment("2026-12-11T23:00:00Z"))));
    assert_eq!(recepis::flow::enrol::keys(&house.rooms.service, &session).await.unwrap(), [], "it is no key");
    assert!(house.seen(delivery).await.delivery.deadline().is_some());
}
