//! What only the worker's own bounds show.

use std::future::pending;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::erds::party::Method;
use crate::flow::account::{self, Login};
use crate::flow::submit;
use crate::outside::clock::FakeClock;
use crate::outside::mailer::{Envelope, Mailer, Sent};
use crate::store::Wanted;

#[path = "../../tests/common/rooms.rs"]
#[expect(dead_code, reason = "told to several test programs")]
mod rooms;

const MESSAGE: &str = "From: jan@sender.test\r\nSubject: Huur\r\nMessage-ID: <1@sender.test>\r\n\r\nHallo.\r\n";

/// A server that takes everything and never answers.
struct Silent;

impl Mailer for Silent {
    fn send<'a>(&'a self, _: &'a Envelope, _: &'a [u8]) -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>> {
        Box::pin(pending())
    }
}

async fn handed_in(service: &Arc<Service>) {
    let (name, token) = ("jan".to_owned(), "a-token-of-many-random-bits-0123456789".to_owned());
    let may_send_as = vec!["jan@sender.test".to_owned()];
    let login = Login { name, password: "secret".to_owned(), token: token.clone(), may_send_as, ..Login::default() };
    account::make(service, login).await.unwrap();
    let account = account::by_token(service, &token).await.unwrap();
    let to = vec!["piet@demo.test".parse().unwrap()];
    let envelope = submit::Envelope { from: "jan@sender.test".parse().unwrap(), to, size: None };
    let mut intake = submit::begin(service, &account, envelope, Method::ApiToken).unwrap();
    intake.write(MESSAGE.as_bytes()).await.unwrap();
    intake.finish().await.unwrap();
}

async fn claim(service: &Service, clock: &FakeClock, kind: Kind) -> Option<Claimed> {
    clock.forward(pause(1));
    let wanted = [Wanted { kind, most: 1, lease: Duration::from_mins(40) }];
    service.store.claim(&wanted, service.now()).await.unwrap().first().copied()
}

#[tokio::test]
async fn a_job_that_takes_too_long_is_broken_off_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let clock = rooms::clock();
    let service = rooms::open(folder.path(), &clock, Arc::new(Silent)).await.service;
    handed_in(&service).await;
    let seal = claim(&service, &clock, Kind::Attest).await.unwrap();
    work(&service, &seal, Duration::from_mins(4)).await;
    assert!(claim(&service, &clock, Kind::Attest).await.is_none(), "it is done");
    let notice = claim(&service, &clock, Kind::Notify).await.unwrap();
    work(&service, &notice, Duration::from_millis(200)).await;
    let again = claim(&service, &clock, Kind::Notify).await.unwrap();
    assert_eq!(again.attempt, 2, "it is due long before its lease would have ended");
}

#[tokio::test]
async fn how_a_job_ended_is_stored_again_until_there_is_room_or_its_lease_ends() {
    let folder = tempfile::tempdir().unwrap();
    let clock = rooms::clock();
    let service = rooms::open(folder.path(), &clock, Arc::new(Silent)).await.service;
    handed_in(&service).await;
    let mut job = claim(&service, &clock, Kind::Attest).await.unwrap();
    service.store.close().await;
    let full = service.store.commit(Work::new()).await.unwrap_err();
    assert!(matches!(full, CommitError::Unavailable(_)), "as on a full disk");
    let asked = AtomicU32::new(0);
    let third = || async { if asked.fetch_add(1, Ordering::Relaxed) < 2 { Err(full.clone()) } else { Ok(()) } };
    store(&service, &job, third).await;
    assert_eq!(asked.swap(0, Ordering::Relaxed), 3, "twice there was no room");
    job.until = service.now().plus(pause(1));
    let never = || async {
        asked.fetch_add(1, Ordering::Relaxed);
        Err(full.clone())
    };
    store(&service, &job, never).await;
    assert_eq!(asked.into_inner(), 1, "after its lease another may have the job");
}
