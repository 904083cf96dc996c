//! A made-up archive: so many bundles, each a container of the size and number of files of an accepted delivery in a log with witnesses
//! (19 files, some 40 KB), of random octets that compress to half. Its evidence is no evidence and its signature none, which renewing does
//! not look at.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use recepis::bundle::{Packer, Role};
use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::delivery::{Command, Delivery};
use recepis::erds::id::{DeliveryId, SubmissionId};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Authentication, Method, Sender, SenderChecks};
use recepis::erds::reference::Reference;
use recepis::erds::submission::{Grounds, Submission};
use recepis::erds::terms::Terms;
use recepis::flow::renew::Desk;
use recepis::outside::authority::{Authority, Names};
use recepis::outside::clock::{Clock as _, FakeClock};
use recepis::outside::entropy::SystemEntropy;
use recepis::outside::tsa::{EmbeddedTsa, Tsa};
use recepis::seal::x509::Crl;
use recepis::store::{Archived, Content, Entropy, Form, NewDelivery, NewSubmission, Store, Work};
use ring::rand::SecureRandom as _;

/// Deliveries of one submission, and bundles that are made at once.
pub(crate) const AT_ONCE: usize = 64;

/// Whoever stamps.
pub(crate) struct House {
    clock: Arc<FakeClock>,
    pub(crate) tsa: EmbeddedTsa,
    authority: Authority,
}

impl House {
    pub(crate) fn new(folder: &Path) -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let at = now().plus(Duration::from_hours(24 * MADE.fetch_add(1, Ordering::Relaxed)));
        let clock = Arc::new(FakeClock::at(at));
        let entropy: Arc<dyn recepis::outside::entropy::Entropy> = Arc::new(SystemEntropy::new());
        let names = Names {
            organisation: "Bench".into(),
            from: "a@b.example".into(),
            hosts: vec!["localhost".into()],
            public_url: None,
        };
        let authority = Authority::open_or_make(&folder.join("ca"), &names, &*clock, &*entropy).unwrap();
        let tsa = EmbeddedTsa::new(authority.tsa().clone(), clock.clone(), entropy);
        Self { clock, tsa, authority }
    }

    /// What renewing needs, with this authority for the time-stamps.
    pub(crate) fn desk<'a>(&self, store: &'a Store, tsa: &'a dyn Tsa) -> Desk<'a> {
        let lists: Vec<Crl> = self.authority.list().into_iter().collect();
        Desk { store, tsa, certificates: vec![self.authority.root().clone()], lists, now: self.clock.now() }
    }
}

/// Fills the store with bundles.
pub(crate) async fn fill(store: &Store, count: usize) {
    for _ in 0..count.div_ceil(AT_ONCE) {
        let new = submission(AT_ONCE);
        let ids: Vec<DeliveryId> = new.deliveries.iter().map(|delivery| delivery.id).collect();
        let mut work = Work::new();
        work.submit(new);
        store.commit(work).await.unwrap();
        let packing: Vec<_> = ids.iter().map(|_| tokio::task::spawn_blocking(bundle)).collect();
        let mut kept = Vec::new();
        for (id, packing) in ids.iter().zip(packing) {
            let octets = packing.await.unwrap();
            let seen = store.delivery(id).await.unwrap().unwrap();
            let mut writer = store.bundle_writer(&seen, 1, Form::Evidence);
            writer.write(&octets).await.unwrap();
            let stored = writer.finish().await.unwrap();
            kept.push(async move { store.keep_bundle(&seen, 1, Form::Evidence, stored, now()).await.unwrap() });
        }
        futures_util::future::join_all(kept).await;
    }
}

/// A bundle as it is kept.
pub(crate) async fn octets(store: &Store, bundle: Archived) -> Vec<u8> {
    let seen = store.delivery(&bundle.delivery).await.unwrap().unwrap();
    let content = store.bundle(&seen, bundle.length, Form::Evidence).await.unwrap().unwrap();
    let mut reader = Content::range(&content, 0, content.size());
    let mut octets = Vec::new();
    while let Some(piece) = reader.next().await.unwrap() {
        octets.extend(piece);
    }
    octets
}

/// A container like that of an accepted delivery.
fn bundle() -> Vec<u8> {
    let mut packer = Packer::new(Cursor::new(Vec::new())).unwrap();
    // Random digits compress to about half.
    let filled = |size: usize| {
        let mut octets = vec![0; size];
        entropy()(&mut octets);
        for octet in &mut octets {
            *octet = b'0' + *octet % 16;
        }
        octets
    };
    for sequence in 1..=5 {
        packer.add(&Role::Evidence { sequence, event: "ContentHandover".into() }, &filled(6_000)).unwrap();
        packer.add(&Role::LogProof { sequence }, &filled(7_000)).unwrap();
    }
    packer.add(&Role::Export { length: 5 }, &filled(6_000)).unwrap();
    packer.add(&Role::Acknowledgement { sequence: 3 }, &filled(560)).unwrap();
    packer.add(&Role::Notice { number: 1 }, &filled(6_000)).unwrap();
    packer.add(&Role::Dialogue { sequence: 2 }, &filled(1_500)).unwrap();
    packer.add(&Role::Certificate { group: "tsa".into(), name: "root".into() }, &filled(450)).unwrap();
    packer.add(&Role::Crl { group: "tsa".into(), name: "root".into() }, &filled(250)).unwrap();
    packer.add(&Role::Promise, &filled(400)).unwrap();
    packer.close().unwrap().finish(&filled(2_500)).unwrap().into_inner()
}

fn submission(addressees: usize) -> NewSubmission {
    let addressees: Vec<_> = (0..addressees).map(|n| format!("addressee{n}@b.example").parse().unwrap()).collect();
    let delivery = |addressee| NewDelivery {
        role_mailbox: None,
        reference: Reference::new(random()),
        id: DeliveryId::new(now(), random()),
        addressee,
        outcome: Delivery::default().step(Command::AcceptSubmission, now()).unwrap(),
        statements: Vec::new(),
    };
    let authentication = Authentication::own(Method::Password, now());
    NewSubmission {
        deliveries: addressees.iter().cloned().map(delivery).collect(),
        submission: Submission {
            id: SubmissionId::new(now(), random()),
            sender: Sender { address: "sender@a.example".parse().unwrap(), name: None, authentication },
            checks: SenderChecks::default(),
            addressees,
            time: now(),
            content: ContentInfo { digest: Sha256(random()), size: 0, message_id: None },
            trackers: Vec::new(),
            reasons: Grounds::default(),
            terms: Terms::new(14, "Europe/Amsterdam", "nl").unwrap(),
        },
        account: "bench".into(),
        subject: None,
        content: None,
        telephone: None,
        to_match: Vec::new(),
        access_code: None,
    }
}

/// A time that goes on by 100 µs per look, so that identifiers sort as they do in service.
fn now() -> Moment {
    static LOOKS: AtomicU64 = AtomicU64::new(0);
    let looks = LOOKS.fetch_add(1, Ordering::Relaxed);
    Moment::from_seconds(1_795_511_640).plus(Duration::from_micros(100 * looks))
}

#[expect(clippy::disallowed_methods, reason = "what is filled in means nothing")]
pub(crate) fn entropy() -> Entropy {
    let random = ring::rand::SystemRandom::new();
    Arc::new(move |octets| random.fill(octets).unwrap())
}

fn random<const N: usize>() -> [u8; N] {
    let mut octets = [0; N];
    entropy()(&mut octets);
    octets
}
