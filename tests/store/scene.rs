//! Who hands what in to whom: made-up submissions, deliveries and steps.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::delivery::{Command, Delivery};
use recepis::erds::event::Event;
use recepis::erds::id::{DeliveryId, EvidenceId, SubmissionId};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Authentication, Check, Method, Sender, SenderChecks};
use recepis::erds::reference::Reference;
use recepis::erds::submission::{AddressBasis, Grounds, Submission};
use recepis::erds::terms::Terms;
use recepis::store::{Entropy, Kind, NewDelivery, NewStatement, NewSubmission, Seen, Store, Wanted, Work};
use sha2::Digest as _;

pub(crate) const NOW: Moment = Moment::EPOCH;
pub(crate) const SENDER: &str = "Hoofd.Kantoor@verhuurder.example";
pub(crate) const ADDRESSEE: &str = "p.devries@voorbeeld.example";
pub(crate) const SUBJECT: &str = "Opzegging huurovereenkomst Dorpsstraat";
pub(crate) const MESSAGE_ID: &str = "a-very-own-message-id-4711@verhuurder.example";
pub(crate) const BODY: &str = "Hierbij zeggen wij de huur van uw woning op.";

static COUNT: AtomicU64 = AtomicU64::new(1);

pub(crate) fn number() -> u64 {
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// Octets that never repeat within a run.
pub(crate) fn octets<const N: usize>() -> [u8; N] {
    let mut octets = [0; N];
    for piece in octets.chunks_mut(32) {
        let digest = sha2::Sha256::digest(number().to_be_bytes());
        piece.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    }
    octets
}

pub(crate) fn entropy() -> Entropy {
    Arc::new(|place: &mut [u8]| {
        for piece in place.chunks_mut(32) {
            piece.iter_mut().zip(octets::<32>()).for_each(|(to, from)| *to = from);
        }
    })
}

pub(crate) fn later(seconds: i64) -> Moment {
    Moment::from_seconds(1_795_511_640 + seconds)
}

/// Up to nine jobs of a kind, for a minute.
pub(crate) fn minute(kind: Kind) -> Wanted {
    Wanted { kind, most: 9, lease: Duration::from_mins(1) }
}

pub(crate) fn digest(octets: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(octets).into())
}

pub(crate) fn statement(event: Event, sequence: Option<u32>, text: &str) -> NewStatement {
    NewStatement {
        id: EvidenceId::new(later(0), octets()),
        event,
        sequence,
        time: later(0),
        digest: digest(text.as_bytes()),
        canonical: text.as_bytes().to_vec(),
    }
}

/// A submission of `body` with this Message-ID for these addressees, not yet committed.
pub(crate) async fn hand_in(store: &Store, message_id: &str, body: &[u8], addressees: &[&str]) -> NewSubmission {
    let id = SubmissionId::new(later(0), octets());
    let mut writer = store.content_writer(&id);
    for piece in body.chunks(10_000) {
        writer.write(piece).await.unwrap();
    }
    let content = writer.finish().await.unwrap();
    assert_eq!((content.digest, content.size), (digest(body), body.len() as u64));
    let checked = Some(Check { how: "dns".into(), at: later(-5) });
    let basis = AddressBasis { kind: "contract".into(), date: Some("2024-01-31".into()) };
    let submission = Submission {
        id,
        sender: Sender {
            address: SENDER.parse().unwrap(),
            name: Some("Verhuurder Voorbeeld BV".into()),
            authentication: Authentication::own(Method::Password, later(-1)),
        },
        checks: SenderChecks { domain: checked, name: None },
        addressees: addressees.iter().map(|a| a.parse().unwrap()).collect(),
        time: later(0),
        content: ContentInfo { digest: content.digest, size: content.size, message_id: Some(message_id.into()) },
        trackers: Vec::new(),
        reasons: Grounds { purpose: Some("huur".into()), address_basis: Some(basis), ..Grounds::default() },
        terms: Terms::new(14, "Europe/Amsterdam", "nl").unwrap(),
    };
    let deliveries = addressees
        .iter()
        .map(|addressee| NewDelivery {
            reference: Reference::new(octets()),
            id: DeliveryId::new(later(0), octets()),
            addressee: addressee.parse().unwrap(),
            role_mailbox: None,
            outcome: Delivery::default().step(Command::AcceptSubmission, later(0)).unwrap(),
            statements: vec![statement(Event::SubmissionAcceptance, Some(1), &format!("A.1 for {addressee}"))],
        })
        .collect();
    let subject = Some(SUBJECT.to_owned());
    let (account, content) = ("verhuurder-login".into(), Some(content));
    NewSubmission {
        submission,
        account,
        subject,
        content,
        telephone: None,
        access_code: None,
        to_match: Vec::new(),
        deliveries,
    }
}

/// One delivery of a fresh submission, as it stands after hand-in.
pub(crate) async fn delivered(store: &Store) -> Seen {
    let new = hand_in(store, &format!("{}@b.example", number()), BODY.as_bytes(), &[ADDRESSEE]).await;
    let id = new.deliveries.first().unwrap().id;
    let mut work = Work::new();
    work.submit(new);
    work.job(Kind::Attest, id, later(0));
    store.commit(work).await.unwrap();
    seen(store, &id).await
}

pub(crate) async fn seen(store: &Store, id: &DeliveryId) -> Seen {
    store.delivery(id).await.unwrap().unwrap()
}

/// A step with one statement per event that it states.
pub(crate) fn step(seen: &Seen, command: Command, now: Moment) -> Work {
    let outcome = seen.delivery.step(command, now).unwrap();
    let first = seen.head.map_or(1, |head| head.length + 1);
    let statements = outcome.stated().iter().zip(first..).map(|(stated, sequence)| {
        let outside = stated.event == Event::Exported;
        statement(stated.event, (!outside).then_some(sequence), &format!("{} {sequence}", stated.event))
    });
    let mut work = Work::new();
    work.record(seen, &outcome, statements.collect());
    work
}

pub(crate) async fn take(store: &Store, seen_before: &Seen, command: Command, now: Moment) -> Seen {
    store.commit(step(seen_before, command, now)).await.unwrap();
    seen(store, &seen_before.id).await
}

pub(crate) async fn accepted(store: &Store) -> Seen {
    let seen = delivered(store).await;
    let seen = take(store, &seen, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
    take(store, &seen, Command::Accept { received: later(2) }, later(2)).await
}
