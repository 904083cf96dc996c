//! What the service opens by itself, and what it states of that.

use std::time::Duration;

use recepis::erds::delivery::Offer;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Availability, Details};
use recepis::erds::id::DeliveryId;
use recepis::erds::moment::Moment;
use recepis::erds::standing::Decision;
use recepis::format::evidence;

use crate::files::put;
use crate::house::{House, PIET, message};

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
    let house = House::new().await;
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
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AcceptanceRejectionExpiry));
}
