//! A made-up archive: so many bundles, each a container of the size and number of files of an accepted delivery in a log with witnesses
//! (19 files, some 40 KB), of random octets that compress to half. Its evidence is no evidence and its signature none, which renewing does
//! not look at.

#[path = "handed_in.rs"]
mod handed_in;

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

pub(crate) use handed_in::entropy;
use handed_in::{now, submission};
use recepis::bundle::{Packer, Role};
use recepis::erds::id::DeliveryId;
use recepis::flow::renew::Desk;
use recepis::outside::authority::{Authority, Names};
use recepis::outside::clock::{Clock as _, FakeClock};
use recepis::outside::entropy::SystemEntropy;
use recepis::outside::tsa::{EmbeddedTsa, Tsa};
use recepis::seal::x509::Crl;
use recepis::store::{Archived, Content, Form, Store, Work};

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
