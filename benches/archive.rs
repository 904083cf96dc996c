//! `recepis archive renew` over a synthetic archive: how long one time-stamp over so many bundles takes, and by how much each bundle grows.
//!
//! Each bundle is a container of the size and number of files of an accepted delivery in a log with witnesses (19 files, some 40 KB), of random
//! octets that compress to half; its evidence is no evidence and its signature none, which renewing does not look at. It measures reading,
//! decrypting, unpacking and hashing every file, the hash tree, one time-stamp of the embedded authority, and the rows: for the first
//! protection, for a renewal by time-stamp, and for one by hash tree with SHA-512. Making the archive is not counted.
//!
//! `cargo bench --bench archive [-- FOLDER [BUNDLES]]`, 100,000 bundles where nothing is said; needs about 50 KB of disk for each.

#![expect(clippy::unwrap_used, reason = "a benchmark talks to whoever runs it")]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use recepis::bundle::{Packer, Role};
use recepis::crypto::Digest;
use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::delivery::{Command, Delivery};
use recepis::erds::id::{DeliveryId, SubmissionId};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Authentication, Method, Sender, SenderChecks};
use recepis::erds::reference::Reference;
use recepis::erds::submission::{Grounds, Submission};
use recepis::erds::terms::Terms;
use recepis::flow::renew::{Desk, Wanted, renew};
use recepis::outside::authority::{Authority, Names};
use recepis::outside::clock::FakeClock;
use recepis::outside::entropy::SystemEntropy;
use recepis::outside::tsa::EmbeddedTsa;
use recepis::seal::x509::Crl;
use recepis::store::{Entropy, Form, NewDelivery, NewSubmission, Store, Work};
use ring::rand::SecureRandom as _;

/// Deliveries of one submission, and bundles that are made at once.
const AT_ONCE: usize = 64;

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let folder = words.first().map(PathBuf::from);
    let folder = folder.map_or_else(|| tempfile::tempdir().unwrap(), |parent| tempfile::tempdir_in(parent).unwrap());
    let count: usize = words.get(1).map_or(100_000, |count| count.parse().unwrap());
    let store = Store::open(&folder.path().join("data"), entropy()).await.unwrap();
    let begun = clock();
    let first = archive(&store, count).await;
    println!("{count} bundles of {} octets made in {:.0} s", first.len(), begun.elapsed().as_secs_f64());
    let house = House::new(folder.path());
    let mut before = 0;
    let first_time = round(&store, &house, "first protection", None, &mut before).await;
    // The authority of the first time-stamp gives way to one whose certificate ends later.
    let later = House::new(&folder.path().join("later"));
    let again = round(&store, &later, "renewal by time-stamp", None, &mut before).await;
    let anew = round(&store, &later, "renewal by hash tree, SHA-512", Some(Digest::Sha512), &mut before).await;
    println!("seconds: {first_time:.0}, {again:.0}, {anew:.0}");
}

/// Whoever stamps.
struct House {
    clock: Arc<FakeClock>,
    tsa: EmbeddedTsa,
    authority: Authority,
}

impl House {
    fn new(folder: &Path) -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let at = now().plus(Duration::from_hours(24 * MADE.fetch_add(1, Ordering::Relaxed)));
        let clock = Arc::new(FakeClock::at(at));
        let entropy: Arc<dyn recepis::outside::entropy::Entropy> = Arc::new(SystemEntropy::new());
        let names = Names { organisation: "Bench".into(), from: "a@b.example".into(), hosts: vec!["localhost".into()] };
        let authority = Authority::open_or_make(&folder.join("ca"), &names, &*clock, &*entropy).unwrap();
        let tsa = EmbeddedTsa::new(authority.tsa().clone(), clock.clone(), entropy);
        Self { clock, tsa, authority }
    }
}

/// Renews, prints how long it took and by how much a record and a bundle grew, and gives the seconds.
async fn round(store: &Store, house: &House, what: &str, digest: Option<Digest>, before: &mut usize) -> f64 {
    use recepis::outside::clock::Clock as _;
    let lists: Vec<Crl> = house.authority.list().into_iter().collect();
    let certificates = vec![house.authority.root().clone()];
    let desk = Desk { store, tsa: &house.tsa, certificates, lists, now: house.clock.now() };
    // Every time-stamp ends within so long a span.
    let wanted = Wanted { digest, within: Duration::from_hours(24 * 365 * 50) };
    let begun = clock();
    let outcome = renew(&desk, wanted, &mut |_| ()).await.unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    let bundle = store.archived_after(None, 1).await.unwrap().first().copied().unwrap();
    let record = recepis::flow::renew::record(store, bundle).await.unwrap().unwrap().0.len();
    println!(
        "{what}: {seconds:.0} s; {} read, {} protected, {} renewed; the record is {record} octets, {} more than before",
        outcome.read,
        outcome.protected,
        outcome.renewed,
        record - *before
    );
    *before = record;
    seconds
}

/// Fills the store with bundles; gives the first.
async fn archive(store: &Store, count: usize) -> Vec<u8> {
    let mut first = Vec::new();
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
            if first.is_empty() {
                first.clone_from(&octets);
            }
            let seen = store.delivery(id).await.unwrap().unwrap();
            let mut writer = store.bundle_writer(&seen, 1, Form::Evidence);
            writer.write(&octets).await.unwrap();
            let stored = writer.finish().await.unwrap();
            kept.push(async move { store.keep_bundle(&seen, 1, Form::Evidence, stored, now()).await.unwrap() });
        }
        futures_util::future::join_all(kept).await;
    }
    first
}

/// A container like that of an accepted delivery.
fn bundle() -> Vec<u8> {
    let mut packer = Packer::new(Cursor::new(Vec::new())).unwrap();
    // Random digits compress to about half.
    let filled = |size: usize| {
        let mut octets = vec![0; size];
        entropy()(&mut octets);
        octets.iter_mut().for_each(|octet| *octet = b'0' + *octet % 16);
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

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn clock() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark draws its own random octets")]
fn entropy() -> Entropy {
    let random = ring::rand::SystemRandom::new();
    Arc::new(move |octets| random.fill(octets).unwrap())
}

fn random<const N: usize>() -> [u8; N] {
    let mut octets = [0; N];
    entropy()(&mut octets);
    octets
}
