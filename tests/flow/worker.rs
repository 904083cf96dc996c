//! The worker: what hangs holds up nothing else, and nothing is done twice or dropped.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::store::Form;
use recepis::worker;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::house::{House, PIET, another, message};
use crate::outside::{MailServer, Manner, NameServer};

/// A worker at work, and what stops it.
fn started(house: &House) -> (watch::Sender<bool>, JoinHandle<()>) {
    let (stop, stopped) = watch::channel(false);
    (stop, tokio::spawn(worker::run(Arc::clone(&house.rooms.service), stopped)))
}

/// Lets time pass until it is so.
async fn until(house: &House, what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..2_400 {
        if is_so().await {
            return;
        }
        house.forward(Duration::from_millis(100));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("in vain: {what}");
}

async fn has_bundle(house: &House, delivery: DeliveryId, length: u32) -> bool {
    let seen = house.seen(delivery).await;
    house.rooms.service.store.last_bundle(&seen, Form::Evidence).await.unwrap() == Some(length)
}

fn notices(house: &House, wanted: usize) -> bool {
    house.mails(PIET).len() >= wanted
}

#[tokio::test]
async fn a_mail_server_that_hangs_holds_up_no_seal_and_no_bundle() {
    let house = House::new().await;
    house.post.hang(true);
    let (stop, worker) = started(&house);
    let mut deliveries = Vec::new();
    for number in 0..40 {
        deliveries.push(house.another_taken(&format!("{number}")).await);
    }
    for delivery in &deliveries {
        until(&house, "a sealed submission and its bundle", async || has_bundle(&house, *delivery, 1).await).await;
    }
    until(&house, "as many notices as are sent at once", async || notices(&house, 32)).await;
    house.forward(Duration::from_mins(15));
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(house.mails(PIET).len(), 32, "none is sent twice while it is under way");
    house.post.hang(false);
    for delivery in &deliveries {
        until(&house, "a notice and its bundle", async || has_bundle(&house, *delivery, 2).await).await;
    }
    assert_eq!(house.mails(PIET).len(), 40);
    stop.send_replace(true);
    worker.await.unwrap();
}

#[tokio::test]
async fn a_domain_whose_mail_servers_say_nothing_holds_up_no_notice_to_another() {
    let (mut house, names, slow) = (House::new().await, NameServer::new().await, MailServer::new().await);
    Arc::get_mut(&mut house.rooms.service).unwrap().settings.mail_to_others = true;
    let quick = MailServer::at(([127, 0, 0, 2], slow.address.port()).into()).await;
    slow.behaves(Manner::Silent);
    house.post.goes_by(slow.by_name(&names, &house.clock), quick.clone());
    house.post.waits_for_turns.store(true, Ordering::SeqCst);
    let (_stop, worker) = started(&house);
    let tried = |number: i32| house.post.tried(&format!("p{number}@slow.test")).len();
    for number in 0..40 {
        house.hand_in(&message(&format!("slow.{number}")), &[&format!("p{number}@slow.test")]).await.unwrap();
    }
    until(&house, "as many as one domain gets", async || (0..40).map(tried).sum::<usize>() == 4).await;
    for number in 0..8 {
        house.hand_in(&another(&format!("quick.{number}")), &["piet@quick.test"]).await.unwrap();
    }
    until(&house, "all notices to the other domain", async || quick.holds("piet@quick.test").len() == 8).await;
    assert_eq!((0..40).map(tried).sum::<usize>(), 4, "the slow ones are under way still");
    worker.abort();
}

#[tokio::test]
async fn a_worker_that_stops_ends_what_is_in_hand_and_begins_nothing() {
    let house = House::new().await;
    house.post.hang(true);
    let (stop, worker) = started(&house);
    let delivery = house.taken("1").await;
    until(&house, "a notice under way", async || notices(&house, 1)).await;
    stop.send_replace(true);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!worker.is_finished(), "the notice has no answer yet");
    house.post.hang(false);
    worker.await.unwrap();
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptance]);
    assert_eq!(house.seen(delivery).await.sealed, 1, "the seal that follows is the next worker's");
}
