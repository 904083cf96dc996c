//! What the service opens by itself, and what it states of that.

use std::sync::Arc;
use std::time::Duration;

use recepis::erds::delivery::{Decision as Lawful, Offer};
use recepis::erds::event::Event;
use recepis::erds::evidence::{Availability, Details, OutageDetails};
use recepis::erds::id::{DeliveryId, OutageId};
use recepis::erds::moment::Moment;
use recepis::erds::outage::Failing;
use recepis::erds::standing::Decision;
use recepis::flow::Refusal;
use recepis::flow::consign::Answer;
use recepis::flow::outage::{self, Note};
use recepis::format::evidence;

use crate::files::put;
use crate::house::{House, PIET, message, refusal};

/// What C.1 or C.5 says of the content.
async fn stated(house: &House, delivery: DeliveryId, event: Event) -> Option<Availability> {
    let kept = house.statements(delivery).await.into_iter().find(|kept| kept.event == event).expect("it is stated");
    match evidence::read(&kept.canonical).unwrap().details {
        Details::Notice(notice) => notice.availability,
        Details::Expiry(expiry) => expiry.availability,
        other => panic!("{other:?}"),
    }
}

async fn deadline(house: &House, delivery: DeliveryId) -> Moment {
    house.seen(delivery).await.delivery.deadline().expect("a deadline")
}

/// Hands in what is too large for a row, so that it lies in a file.
async fn large(house: &House) -> DeliveryId {
    let text = message("1").replace("bijlage", &"een lange bijlage\r\n".repeat(20_000));
    house.hand_in(&text, &[PIET]).await.unwrap().deliveries[0]
}

/// The one file of the content folder that there is, out of the way and back again.
fn content(house: &House) -> std::path::PathBuf {
    let mut files = std::fs::read_dir(house.folder.path().join("content")).unwrap();
    files.next().expect("a file").unwrap().path()
}

#[tokio::test]
async fn c13_notice_and_silence_say_from_when_to_when_the_content_could_be_fetched() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let noticed = stated(&house, delivery, Event::NotificationForAcceptance).await.expect("it says so");
    let sent = house.statements(delivery).await[1].time;
    assert!(noticed.from <= sent && noticed.to.is_some_and(|to| to <= sent), "{noticed:?} {sent}");
    let deadline = deadline(&house, delivery).await;
    house.until(deadline.plus(Duration::from_mins(16)));
    house.settle().await;
    let expired = stated(&house, delivery, Event::AcceptanceRejectionExpiry).await;
    assert_eq!(expired, Some(Availability { from: noticed.from, to: Some(deadline), except: vec![] }));
    let report = house.report(delivery, false).await;
    assert_eq!(report.answers.unwrap().decision.value, Decision::Expired);
    let said = &report.evidence[2].service_states;
    assert!(said.contains(&format!("retrievable from {} to {deadline}.", noticed.from)), "{said}");
}

#[tokio::test]
async fn c13_no_time_runs_before_the_content_could_be_opened() {
    let house = House::new().await;
    let delivery = large(&house).await;
    let file = content(&house);
    let (away, damaged) = (file.with_extension("away"), std::fs::read(&file).unwrap());
    std::fs::rename(&file, &away).unwrap();
    house.settle().await;
    house.settle_once(Duration::from_mins(20)).await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance]);
    assert_eq!((house.seen(delivery).await.delivery.offer(), house.mails(PIET).len()), (Offer::None, 0), "no notice");
    // One octet is another.
    let mut octets = damaged.clone();
    octets[100] ^= 1;
    put(&file, &octets);
    house.settle_once(Duration::from_mins(20)).await;
    assert_eq!(house.mails(PIET).len(), 0, "what does not open is not announced");
    std::fs::rename(&away, &file).unwrap();
    house.forward(Duration::from_hours(24));
    let opened = house.now();
    house.settle().await;
    let noticed = stated(&house, delivery, Event::NotificationForAcceptance).await.expect("it says so");
    assert!(noticed.from >= opened, "{noticed:?} {opened}");
    assert!(
        deadline(&house, delivery).await >= opened.plus(Duration::from_hours(14 * 24)),
        "and the whole term is there"
    );
}

#[tokio::test]
async fn c13_no_silence_is_stated_while_the_content_cannot_be_opened() {
    let mut house = House::new().await;
    Arc::get_mut(&mut house.rooms.service).unwrap().settings.outages_extend = false;
    let delivery = large(&house).await;
    let file = content(&house);
    house.settle().await;
    let deadline = deadline(&house, delivery).await;
    let away = house.folder.path().join("away");
    std::fs::rename(&file, &away).unwrap();
    house.until(deadline.plus(Duration::from_mins(16)));
    house.settle().await;
    let before = [Event::SubmissionAcceptance, Event::NotificationForAcceptance];
    assert_eq!(house.events(delivery).await, before);
    std::fs::rename(&away, &file).unwrap();
    house.settle_once(Duration::from_mins(20)).await;
    house.settle().await;
    assert_eq!(house.events(delivery).await[2..], [Event::Outage, Event::AcceptanceRejectionExpiry]);
    let said = stated(&house, delivery, Event::AcceptanceRejectionExpiry).await.expect("it says so");
    assert_eq!(said.except, [(said.from, deadline)], "since the first look nobody knows");
}

/// What the chain states of outages.
async fn outages(house: &House, delivery: DeliveryId) -> Vec<OutageDetails> {
    let kept = house.statements(delivery).await.into_iter().filter(|kept| kept.event == Event::Outage);
    let read = kept.map(|kept| match evidence::read(&kept.canonical).unwrap().details {
        Details::Outage(outage) => *outage,
        other => panic!("{other:?}"),
    });
    read.collect()
}

async fn beat(house: &House) {
    outage::beat(&house.rooms.service, Duration::ZERO).await.unwrap();
}

#[tokio::test]
async fn c13_the_service_was_away_and_the_time_to_decide_is_given_back() {
    let house = House::new().await;
    beat(&house).await;
    let delivery = house.noticed().await;
    let printed = deadline(&house, delivery).await;
    beat(&house).await;
    let from = house.now();
    // The process ends, and starts again on the second day.
    let house = house.restarted().await;
    house.forward(Duration::from_hours(25));
    let to = house.now();
    beat(&house).await;
    house.settle().await;
    let [outage] = &outages(&house, delivery).await[..] else { panic!("one outage") };
    assert_eq!((outage.failing, outage.from, outage.to, outage.by_operator), (Failing::Service, from, to, false));
    let moved = outage.deadline.as_ref().expect("it extends").until;
    assert_eq!(moved, printed.plus(Duration::from_hours(48)), "25 hours are two days, and a Thursday");
    assert_eq!(deadline(&house, delivery).await, moved);
    // The printed deadline passes; nothing is stated, and the addressee may still decide.
    house.until(printed.plus(Duration::from_hours(1)));
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AcceptanceRejectionExpiry));
    house.until(moved.plus(Duration::from_mins(16)));
    house.settle().await;
    let said = stated(&house, delivery, Event::AcceptanceRejectionExpiry).await.expect("it says so");
    assert_eq!((said.to, said.except), (Some(moved), vec![(from, to)]));
    let report = house.report(delivery, false).await;
    assert!(report.findings.iter().all(|finding| !finding.sentence.contains("outage")), "{:#?}", report.findings);
    let text = report.to_json();
    assert!(text.contains(&format!("from {from} to {to} the service was not there")), "{text}");
    assert!(text.contains(&format!("except {from} to {to}")), "{text}");
}

#[tokio::test]
async fn c13_who_decides_in_the_time_given_back_decides() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let printed = deadline(&house, delivery).await;
    // Away over the deadline itself: what began before it counts whole.
    house.until(printed.minus(Duration::from_hours(2)));
    beat(&house).await;
    house.forward(Duration::from_hours(10));
    beat(&house).await;
    house.settle().await;
    assert_eq!(deadline(&house, delivery).await, printed.plus(Duration::from_hours(24)));
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    let report = house.report(delivery, false).await;
    assert_eq!(report.answers.unwrap().decision.value, Decision::Refused);
}

#[tokio::test]
async fn c13_a_restart_and_a_moved_clock_are_no_outage() {
    let house = House::new().await;
    beat(&house).await;
    let delivery = house.noticed().await;
    house.forward(Duration::from_mins(14));
    beat(&house).await;
    // A trial that looks fifteen days ahead.
    let ahead = Duration::from_hours(15 * 24);
    house.forward(ahead);
    outage::beat(&house.rooms.service, ahead).await.unwrap();
    assert_eq!(house.rooms.service.store.last_outages(Moment::EPOCH, 10).await.unwrap(), []);
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AcceptanceRejectionExpiry));
}

#[tokio::test]
async fn c13_time_stamps_that_stay_away_are_an_outage_in_every_chain_that_waited() {
    let house = House::new().await;
    let noticed = house.noticed().await;
    let printed = deadline(&house, noticed).await;
    house.rooms.tsa.set_down(true);
    let waiting = house.taken("2").await;
    let from = house.now();
    for _ in 0..12 {
        house.settle_once(Duration::from_mins(5)).await;
    }
    assert_eq!(house.events(waiting).await, [Event::SubmissionAcceptance], "taken in, and nobody was told");
    house.rooms.tsa.set_down(false);
    house.settle_once(Duration::from_mins(20)).await;
    house.settle().await;
    for delivery in [noticed, waiting] {
        let [outage] = &outages(&house, delivery).await[..] else { panic!("one outage") };
        assert_eq!(outage.failing, Failing::TimeStamps);
        assert!(outage.from >= from && outage.from < from.plus(Duration::from_mins(10)), "{outage:?}");
        assert_eq!(outage.deadline.is_some(), delivery == noticed, "no time ran that it could take from");
        house.report(delivery, false).await;
    }
    assert!(deadline(&house, noticed).await > printed);
    let waited = deadline(&house, waiting).await;
    assert!(waited >= house.now().plus(Duration::from_hours(14 * 24 - 1)), "its whole time lies ahead: {waited}");
}

#[tokio::test]
async fn c13_an_outage_that_goes_on_keeps_the_silence_back() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let printed = deadline(&house, delivery).await;
    house.until(printed.minus(Duration::from_hours(3)));
    house.rooms.tsa.set_down(true);
    house.taken("2").await;
    for _ in 0..20 {
        house.settle_once(Duration::from_mins(15)).await;
    }
    assert!(house.now() > printed.plus(Duration::from_hours(1)));
    assert_eq!(house.events(delivery).await.last(), Some(&Event::NotificationForAcceptance));
    house.rooms.tsa.set_down(false);
    house.settle_once(Duration::from_mins(20)).await;
    house.settle().await;
    assert_eq!(deadline(&house, delivery).await, printed.plus(Duration::from_hours(24)));
    assert_eq!(house.events(delivery).await.last(), Some(&Event::Outage));
}

#[tokio::test]
async fn c13_an_operator_who_gives_nothing_back_states_the_outage_all_the_same() {
    let mut house = House::new().await;
    Arc::get_mut(&mut house.rooms.service).unwrap().settings.outages_extend = false;
    beat(&house).await;
    let delivery = house.noticed().await;
    let printed = deadline(&house, delivery).await;
    house.forward(Duration::from_hours(25));
    beat(&house).await;
    house.settle().await;
    let [outage] = &outages(&house, delivery).await[..] else { panic!("one outage") };
    assert_eq!((&outage.deadline, deadline(&house, delivery).await), (&None, printed));
    let report = house.report(delivery, false).await;
    assert!(report.findings.iter().any(|finding| finding.sentence.contains("nothing was given back")));
}

#[tokio::test]
async fn c13_content_that_could_not_be_opened_is_an_outage_of_its_delivery_alone() {
    let house = House::new().await;
    let delivery = large(&house).await;
    let file = content(&house);
    house.settle().await;
    let other = house.taken("2").await;
    house.settle().await;
    let printed = deadline(&house, delivery).await;
    let from = stated(&house, delivery, Event::NotificationForAcceptance).await.unwrap().from;
    let away = house.folder.path().join("away");
    std::fs::rename(&file, &away).unwrap();
    house.until(printed.plus(Duration::from_mins(16)));
    house.settle().await;
    std::fs::rename(&away, &file).unwrap();
    house.settle_once(Duration::from_mins(20)).await;
    house.settle().await;
    let [outage] = &outages(&house, delivery).await[..] else { panic!("one outage") };
    assert_eq!((outage.failing, outage.from), (Failing::Content, from), "since the last look nobody knows");
    assert!(deadline(&house, delivery).await >= printed.plus(Duration::from_hours(14 * 24)), "all of it is given back");
    assert_eq!(outages(&house, other).await, []);
    house.report(delivery, false).await;
}

fn noted(house: &House, what: Failing, delivery: Option<DeliveryId>) -> Note {
    let now = house.now();
    Note {
        id: OutageId::new(now, [7; 10]),
        failing: what,
        from: now.minus(Duration::from_hours(30)),
        to: now.minus(Duration::from_hours(3)),
        words: "The provider lost mail.".to_owned(),
        delivery,
    }
}

#[tokio::test]
async fn s15_an_operators_note_stands_behind_everything_and_alters_nothing_earlier() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let other = house.taken("2").await;
    house.settle().await;
    house.until(deadline(&house, delivery).await.plus(Duration::from_mins(16)));
    house.settle().await;
    let chain = async || {
        let kept = house.statements(delivery).await.into_iter();
        kept.filter(|kept| kept.sequence.is_some()).collect::<Vec<_>>()
    };
    let before = chain().await;
    assert_eq!(before.last().map(|kept| kept.event), Some(Event::AcceptanceRejectionExpiry));
    let note = noted(&house, Failing::Elsewhere, Some(delivery));
    for _ in 0..2 {
        outage::noted(&house.rooms.service, note.clone()).await.unwrap();
        house.settle().await;
    }
    let after = chain().await;
    assert_eq!((&after[..before.len()], after.len()), (&before[..], before.len() + 1), "kept once, behind the rest");
    let [outage] = &outages(&house, delivery).await[..] else { panic!("one outage") };
    assert_eq!((outage.id, outage.by_operator, &outage.deadline), (note.id, true, &None));
    assert_eq!(outages(&house, other).await, [], "it names one delivery");
    let report = house.report(delivery, false).await;
    assert_eq!(report.answers.as_ref().unwrap().decision.value, Decision::Expired);
    let text = report.to_json();
    assert!(text.contains("recorded what its operator noted") && text.contains("“The provider lost mail.”"), "{text}");
}

#[tokio::test]
async fn c13_an_outage_that_an_operator_notes_gives_back_what_it_took() {
    let house = House::new().await;
    let (delivery, undecided) = (house.noticed().await, house.taken("2").await);
    house.settle().await;
    house.until(house.now().plus(Duration::from_hours(48)));
    let session = house.proven().await;
    let printed = deadline(&house, delivery).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    let (decided, open) = if house.seen(delivery).await.delivery.decision() == Lawful::Refused {
        (delivery, undecided)
    } else {
        (undecided, delivery)
    };
    outage::noted(&house.rooms.service, noted(&house, Failing::Service, None)).await.unwrap();
    house.settle().await;
    assert_eq!(outages(&house, decided).await, [], "it had been decided");
    let [outage] = &outages(&house, open).await[..] else { panic!("one outage") };
    let moved = printed.plus(Duration::from_hours(48));
    assert_eq!(outage.deadline.as_ref().map(|deadline| deadline.until), Some(moved), "27 hours are two days");
    house.report(open, false).await;
}

#[tokio::test]
async fn s15_a_note_that_cannot_be_is_refused_and_leaves_nothing() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let right = noted(&house, Failing::Service, None);
    for wrong in [
        Note { to: right.from, ..right.clone() },
        Note { to: house.now().plus(Duration::from_mins(1)), ..right.clone() },
        Note { from: Moment::EPOCH, ..right.clone() },
        Note { words: " ".to_owned(), ..right.clone() },
        Note { words: "a\nb".to_owned(), ..right.clone() },
        Note { words: "x".repeat(501), ..right.clone() },
        Note { words: format!("{PIET} got nothing"), ..right.clone() },
        Note { failing: Failing::Content, ..right.clone() },
    ] {
        assert!(matches!(refusal(outage::noted(&house.rooms.service, wrong).await), Refusal::Message(_)));
    }
    let nobodys = Note { delivery: Some(DeliveryId::new(house.now(), [9; 10])), ..right };
    assert_eq!(refusal(outage::noted(&house.rooms.service, nobodys).await), Refusal::NotFound);
    house.settle().await;
    assert_eq!(outages(&house, delivery).await, []);
    assert_eq!(house.rooms.service.store.last_outages(Moment::EPOCH, 10).await.unwrap(), []);
}
