//! Witnesses that cosign, are away, hang, lie, and know other sizes; and what becomes of the log and of bundles meanwhile.

use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use recepis::erds::id::{DeliveryId, EvidenceId};
use recepis::flow::consign::Answer;
use recepis::flow::cosign::{self, PATIENCE, Quorum, STALE, Witnesses};
use recepis::flow::export::{self, Bundle};
use recepis::outside::entropy::FakeEntropy;
use recepis::outside::log_key;
use recepis::outside::witness::Witness;
use recepis::outside::witness::fake::{FakeWitness, Manner};
use recepis::store::{KeptCheckpoint, Work};
use recepis::tlog::checkpoint::SignedCheckpoint;
use recepis::tlog::policy::Policy;
use recepis::tlog::tile::Resource;
use recepis::verify::open_and_verify;
use recepis::verify::report::Report;
use recepis::verify::times::By;
use recepis::verify::trust::{Required, TrustAnchors};
use recepis::verify::verdict::{Indication, Reason};
use recepis::worker;
use tokio::sync::watch;

use super::house::House;

/// Longer than any witness rests.
pub(crate) const REST: Duration = Duration::from_mins(3);

/// A service with two witnesses, who sign with Ed25519 and ML-DSA-44 each.
pub(crate) struct Circle {
    pub(crate) house: House,
    one: Arc<FakeWitness>,
    pub(crate) two: Arc<FakeWitness>,
    policy: Policy,
}

impl Circle {
    /// So many of the two are enough: `any` or `all`.
    pub(crate) async fn new(enough: &str) -> Self {
        let mut made = None;
        let house = House::watched(|log, clock| {
            let logs: Vec<_> = log.iter().map(|key| key.key.clone()).collect();
            let witness = |seed| {
                let keys =
                    log_key::of_fleeting_witness(&format!("witness.test/{seed}"), &FakeEntropy::new(seed)).unwrap();
                Arc::new(FakeWitness::new(keys.to_vec(), logs.clone(), clock.clone()))
            };
            let (one, two) = (witness(1), witness(2));
            let mut text = String::new();
            for (name, witness) in [("one", &one), ("two", &two)] {
                for (key, kind) in witness.keys().iter().zip(["ed", "pq"]) {
                    writeln!(text, "witness {name}-{kind} {key} http://{name}.test").unwrap();
                }
                writeln!(text, "group {name} all {name}-ed {name}-pq").unwrap();
            }
            writeln!(text, "group both {enough} one two\nquorum both").unwrap();
            let policy = Policy::read(text.as_bytes()).unwrap();
            made = Some((one.clone(), two.clone(), policy.clone()));
            Witnesses::new(policy, vec![one, two])
        })
        .await;
        let (one, two, policy) = made.unwrap();
        Self { house, one, two, policy }
    }

    /// The process ends and starts again; the witnesses live on.
    async fn restarted(self) -> Self {
        let Self { house, one, two, policy } = self;
        let witnesses = Witnesses::new(policy.clone(), vec![one.clone(), two.clone()]);
        Self { house: house.closed().await.opened_watched(witnesses).await, one, two, policy }
    }

    pub(crate) async fn enter(&self) {
        let service = &self.house.rooms.service;
        let mut work = Work::new();
        work.enter(EvidenceId::new(self.house.now(), service.random()), service.random::<40>().to_vec());
        service.store.commit(work).await.unwrap();
    }

    /// One more entry under a checkpoint of its own, which is offered once to each witness that does not rest.
    pub(crate) async fn grow(&self) -> KeptCheckpoint {
        self.enter().await;
        self.round().await;
        self.last().await
    }

    async fn round(&self) {
        worker::round(&self.house.rooms.service).await;
    }

    async fn last(&self) -> KeptCheckpoint {
        self.house.rooms.service.store.last_checkpoint().await.unwrap().unwrap()
    }

    async fn kept(&self, size: u64) -> KeptCheckpoint {
        self.house.rooms.service.store.checkpoint_of(size).await.unwrap().unwrap()
    }

    async fn quorum(&self) -> Quorum {
        cosign::quorum(&self.house.rooms.service).await.unwrap()
    }

    /// Why the first witness does not cosign.
    async fn trouble(&self) -> Option<&'static str> {
        cosign::states(&self.house.rooms.service).await.unwrap()[0].trouble
    }

    async fn is_made(&self, delivery: DeliveryId) -> bool {
        matches!(export::bundle(&self.house.rooms.service, delivery, false).await.unwrap(), Bundle::Ready { .. })
    }

    /// What a reader finds who asks for the log, enough witnesses, and post-quantum signatures.
    async fn demanding(&self, delivery: DeliveryId, required: Required) -> Report {
        let service = &self.house.rooms.service;
        let mut anchors: TrustAnchors = service.papers.anchors();
        anchors.log.logs = service.log.iter().map(|key| key.key.clone()).collect();
        anchors.log.policy = Some(self.policy.clone());
        anchors.log.required = required;
        let octets = self.house.bundle(delivery, false).await;
        open_and_verify(Cursor::new(octets), &anchors, self.house.now())
    }
}

const ALL: Required = Required { log: true, witness: true, post_quantum: true };

#[tokio::test]
async fn a_bundle_carries_the_cosignatures_of_both_witnesses_and_their_time_is_proven() {
    let circle = Circle::new("all").await;
    let delivery = circle.house.noticed().await;
    let report = circle.demanding(delivery, ALL).await;
    assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
    for line in report.evidence.iter().filter(|line| line.sequence.is_some()) {
        let log = line.log.as_ref().unwrap();
        assert_eq!((log.cosigned_by.len(), log.quorum), (2, true));
        assert_eq!(line.proven_by, Some(By::Witnesses), "the time-stamps are the service's own");
    }
    assert_eq!(circle.quorum().await, Quorum::Met);
    // What is served bears the log's two signatures and the witnesses' four.
    let served = circle.house.rooms.service.store.log_file(Resource::Checkpoint).await.unwrap().unwrap();
    assert_eq!(SignedCheckpoint::read(&served).unwrap().lines().len(), 6);
}

#[tokio::test]
async fn without_enough_witnesses_a_bundle_goes_after_its_patience_and_the_report_says_so() {
    let circle = Circle::new("all").await;
    circle.two.is(Manner::Down);
    let delivery = circle.house.noticed().await;
    assert!(!circle.is_made(delivery).await, "it waits");
    assert_eq!(circle.quorum().await, Quorum::Open);
    circle.house.forward(PATIENCE);
    circle.house.settle().await;
    assert!(circle.is_made(delivery).await, "it goes without");
    assert_eq!(circle.quorum().await, Quorum::NotMet);
    let report = circle.demanding(delivery, ALL).await;
    assert_eq!((report.verdict, report.reason), (Indication::Indeterminate, Some(Reason::NotWitnessed)));
    let report = circle.demanding(delivery, Required { witness: false, ..ALL }).await;
    assert_eq!(report.verdict, Indication::TotalPassed);
    assert!(report.to_text().contains("not cosigned by enough witnesses"), "{}", report.to_text());
    // The other comes back, and cosigns what it missed: the bundle is made again with it, and the evidence is the same.
    let without = circle.house.bundle(delivery, false).await;
    circle.two.is(Manner::Honest);
    circle.house.forward(REST);
    circle.house.settle().await;
    assert_eq!(circle.quorum().await, Quorum::Met);
    let report = circle.demanding(delivery, ALL).await;
    assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
    let with = circle.house.bundle(delivery, false).await;
    let evidence = |octets: &[u8]| {
        let opened = recepis::bundle::open(Cursor::new(octets.to_vec()), &recepis::bundle::Limits::default()).unwrap();
        let digests = opened.evidence.iter().map(|one| one.file.digest).collect::<Vec<_>>();
        (digests, opened.exports.iter().map(|one| one.file.digest).collect::<Vec<_>>())
    };
    assert_eq!(evidence(&with), evidence(&without), "the export statement included");
    // Once: what comes later changes nothing.
    circle.grow().await;
    circle.house.settle().await;
    assert!(circle.house.bundle(delivery, false).await == with, "it is made again for nothing");
    let session = circle.house.proven().await;
    circle.house.answer(&session, Answer::Refuse).await.unwrap();
    circle.house.settle().await;
    let report = circle.demanding(delivery, ALL).await;
    assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
}

#[tokio::test]
async fn a_witness_that_hangs_holds_up_neither_the_other_nor_a_bundle_that_needs_one() {
    let circle = Circle::new("any").await;
    circle.one.is(Manner::Hangs);
    let delivery = circle.house.taken("1").await;
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(worker::run(circle.house.rooms.service.clone(), stopped));
    let made = async {
        while !circle.is_made(delivery).await {
            tokio::time::sleep(Duration::from_millis(50)).await;
            circle.house.forward(Duration::from_millis(50));
        }
    };
    tokio::time::timeout(Duration::from_mins(1), made).await.expect("the bundle is made");
    stop.send_replace(true);
    tokio::time::timeout(Duration::from_secs(20), running).await.expect("nobody waits for it at the end").unwrap();
    let report = circle.demanding(delivery, ALL).await;
    assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
}

#[tokio::test]
async fn whatever_a_witness_answers_the_log_goes_on_and_keeps_no_line_that_does_not_hold() {
    let circle = Circle::new("any").await;
    let expected = [
        (Manner::Down, "not reachable"),
        (Manner::Refuses(500), "refused"),
        (Manner::Refuses(429), "refused"),
        (Manner::Refuses(404), "refused"),
        (Manner::Refuses(403), "refused"),
        (Manner::Refuses(422), "another tree"),
        (Manner::OtherRoot, "another tree"),
        (Manner::Lies, "wrong signature"),
        (Manner::Unknown, "wrong signature"),
        (Manner::Clock(-40), "clock"),
        (Manner::Clock(40), "clock"),
        (Manner::Knows(0), "restless"),
        (Manner::Knows(1_000_000), "ahead of the log"),
        (Manner::Knows(u64::MAX), "ahead of the log"),
    ];
    let mut before = 0;
    for (manner, trouble) in expected {
        circle.one.is(manner.clone());
        circle.house.forward(REST);
        let last = circle.grow().await;
        assert!(last.size > before, "{manner:?}");
        before = last.size;
        assert_eq!(circle.trouble().await, Some(trouble), "{manner:?}");
        assert_eq!(last.cosignatures.len(), 2, "{manner:?}: those of the other");
        assert!(last.cosignatures.iter().all(|line| line.contains("witness.test/2")), "{manner:?}");
    }
    circle.one.is(Manner::Honest);
    circle.house.forward(REST);
    circle.round().await;
    assert_eq!((circle.last().await.cosignatures.len(), circle.trouble().await), (4, None));
}

#[tokio::test]
async fn a_witness_that_fails_rests_before_it_is_asked_again() {
    let circle = Circle::new("any").await;
    circle.one.is(Manner::Down);
    for _ in 0..20 {
        circle.grow().await;
    }
    assert_eq!(circle.one.asked(), 1);
    circle.house.forward(Duration::from_secs(2));
    circle.round().await;
    assert_eq!(circle.one.asked(), 2);
    circle.house.forward(Duration::from_secs(2));
    circle.round().await;
    assert_eq!(circle.one.asked(), 2, "each rest is twice as long");
}

#[tokio::test]
async fn a_witness_that_was_away_cosigns_each_checkpoint_that_it_missed_but_stale_ones() {
    let circle = Circle::new("all").await;
    circle.grow().await;
    circle.one.is(Manner::Down);
    let missed = circle.grow().await.size;
    circle.house.forward(STALE + REST);
    let mut young = Vec::new();
    for _ in 0..5 {
        young.push(circle.grow().await.size);
    }
    circle.one.is(Manner::Honest);
    circle.house.forward(REST);
    circle.round().await;
    assert_eq!(circle.kept(missed).await.cosignatures.len(), 2, "too old");
    for size in young {
        assert_eq!(circle.kept(size).await.cosignatures.len(), 4, "checkpoint {size}");
    }
}

#[tokio::test]
async fn a_witness_that_knows_another_size_is_asked_from_there() {
    let circle = Circle::new("all").await;
    let mut known = vec![circle.one.known()];
    for _ in 0..5 {
        circle.grow().await;
        known.push(circle.one.known());
    }
    // It lost what it knew, or some of it, as from a backup of its own.
    for earlier in [known[0], known[1], known[4]] {
        circle.one.knew(earlier);
        assert_eq!(circle.grow().await.cosignatures.len(), 4, "{earlier:?}");
    }
    // It cosigned, and its answer was lost on the way: it is asked for the same size again.
    circle.one.is(Manner::Mute);
    assert_eq!(circle.grow().await.cosignatures.len(), 2);
    circle.one.is(Manner::Honest);
    circle.house.forward(REST);
    circle.round().await;
    assert_eq!(circle.last().await.cosignatures.len(), 4);
    // It cosigned later ones too, as for a node whose rows were lost: what it is past, it is not asked for.
    circle.one.is(Manner::Mute);
    let passed = circle.grow().await.size;
    circle.one.is(Manner::Down);
    let last = circle.grow().await.size;
    circle.one.knew(circle.two.known());
    circle.one.is(Manner::Honest);
    circle.house.forward(REST);
    circle.round().await;
    assert_eq!((circle.kept(passed).await.cosignatures.len(), circle.kept(last).await.cosignatures.len()), (2, 4));
}

#[tokio::test]
async fn after_a_restart_witnesses_go_on_where_they_were() {
    let circle = Circle::new("all").await;
    circle.grow().await;
    circle.one.is(Manner::Down);
    circle.grow().await;
    // The file is as it was before the cosignatures, as after a crash between the two.
    let note = circle.last().await.note;
    std::fs::remove_file(circle.house.folder.path().join("log/checkpoint")).unwrap();
    circle.house.rooms.service.store.put_log_checkpoint(note).await.unwrap();
    let circle = circle.restarted().await;
    circle.round().await;
    let served = circle.house.rooms.service.store.log_file(Resource::Checkpoint).await.unwrap().unwrap();
    assert_eq!(SignedCheckpoint::read(&served).unwrap().lines().len(), 4);
    circle.one.is(Manner::Honest);
    circle.house.forward(REST);
    circle.round().await;
    assert_eq!((circle.kept(1).await.cosignatures.len(), circle.kept(2).await.cosignatures.len()), (4, 4));
}
