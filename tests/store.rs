//! What every backend of the store must do. Each test opens the store in a fresh folder and uses its public door only, so
//! that the same suite can be run on another backend by another `open`.

#![cfg(feature = "daemon")]
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::delivery::{Command, Delivery, Handover};
use recepis::erds::event::Event;
use recepis::erds::evidence::Link;
use recepis::erds::id::{DeliveryId, EvidenceId, SubmissionId};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Authentication, Check, Method, Sender, SenderChecks};
use recepis::erds::submission::{AddressBasis, Grounds, Submission};
use recepis::erds::terms::Terms;
use recepis::store::{
    Account, CodeCheck, CommitError, Entropy, Error, Form, Handed, Kind, NewAccount, NewCode, NewDelivery, NewNotice,
    NewSession, NewStatement, NewSubmission, NewToken, NoticeEnd, NoticeState, Options, Seen, Store, Wanted, Work,
};
use sha2::Digest as _;
use tempfile::TempDir;

const NOW: Moment = Moment::EPOCH;
const SENDER: &str = "Hoofd.Kantoor@verhuurder.example";
const ADDRESSEE: &str = "p.devries@voorbeeld.example";
const SUBJECT: &str = "Opzegging huurovereenkomst Dorpsstraat";
const MESSAGE_ID: &str = "a-very-own-message-id-4711@verhuurder.example";
const BODY: &str = "Hierbij zeggen wij de huur van uw woning op.";

static COUNT: AtomicU64 = AtomicU64::new(1);

fn number() -> u64 {
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// Octets that never repeat within a run.
fn octets<const N: usize>() -> [u8; N] {
    let mut octets = [0; N];
    for piece in octets.chunks_mut(32) {
        let digest = sha2::Sha256::digest(number().to_be_bytes());
        piece.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    }
    octets
}

fn entropy() -> Entropy {
    Arc::new(|place: &mut [u8]| {
        for piece in place.chunks_mut(32) {
            piece.iter_mut().zip(octets::<32>()).for_each(|(to, from)| *to = from);
        }
    })
}

async fn open(folder: &Path) -> Store {
    Store::open(folder, entropy()).await.unwrap()
}

async fn fresh() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = open(folder.path()).await;
    (folder, store)
}

fn later(seconds: i64) -> Moment {
    Moment::from_seconds(1_795_511_640 + seconds)
}

/// Up to nine jobs of a kind, for a minute.
fn minute(kind: Kind) -> Wanted {
    Wanted { kind, most: 9, lease: Duration::from_mins(1) }
}

fn digest(octets: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(octets).into())
}

fn statement(event: Event, sequence: Option<u32>, text: &str) -> NewStatement {
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
async fn hand_in(store: &Store, message_id: &str, body: &[u8], addressees: &[&str]) -> NewSubmission {
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
            authentication: Authentication { method: Method::Password, at: later(-1) },
        },
        checks: SenderChecks { domain: checked, name: None },
        addressees: addressees.iter().map(|a| a.parse().unwrap()).collect(),
        time: later(0),
        content: ContentInfo { digest: content.digest, size: content.size, message_id: Some(message_id.into()) },
        reasons: Grounds { purpose: Some("huur".into()), address_basis: Some(basis), ..Grounds::default() },
        terms: Terms::new(14, "Europe/Amsterdam", "nl").unwrap(),
    };
    let deliveries = addressees
        .iter()
        .map(|addressee| NewDelivery {
            id: DeliveryId::new(later(0), octets()),
            addressee: addressee.parse().unwrap(),
            outcome: Delivery::default().step(Command::AcceptSubmission, later(0)).unwrap(),
            statements: vec![statement(Event::SubmissionAcceptance, Some(1), &format!("A.1 for {addressee}"))],
        })
        .collect();
    let subject = Some(SUBJECT.to_owned());
    NewSubmission { submission, account: "verhuurder-login".into(), subject, content: Some(content), deliveries }
}

/// One delivery of a fresh submission, as it stands after hand-in.
async fn delivered(store: &Store) -> Seen {
    let new = hand_in(store, &format!("{}@b.example", number()), BODY.as_bytes(), &[ADDRESSEE]).await;
    let id = new.deliveries.first().unwrap().id;
    let mut work = Work::new();
    work.submit(new);
    work.job(Kind::Attest, id, later(0));
    store.commit(work).await.unwrap();
    seen(store, &id).await
}

async fn seen(store: &Store, id: &DeliveryId) -> Seen {
    store.delivery(id).await.unwrap().unwrap()
}

/// A step with one statement per event that it states.
fn step(seen: &Seen, command: Command, now: Moment) -> Work {
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

async fn take(store: &Store, seen_before: &Seen, command: Command, now: Moment) -> Seen {
    store.commit(step(seen_before, command, now)).await.unwrap();
    seen(store, &seen_before.id).await
}

async fn accepted(store: &Store) -> Seen {
    let seen = delivered(store).await;
    let seen = take(store, &seen, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
    take(store, &seen, Command::Accept { received: later(2) }, later(2)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_in_is_read_back_after_a_restart() {
    let (folder, store) = fresh().await;
    let new = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE, "tweede@voorbeeld.example"]).await;
    let (submission, id) = (new.submission.clone(), new.deliveries[0].id);
    let mut work = Work::new();
    work.submit(new);
    store.commit(work).await.unwrap();
    store.close().await;
    drop(store);

    let store = open(folder.path()).await;
    let seen = seen(&store, &id).await;
    assert_eq!(seen.record.addressee.as_str(), ADDRESSEE);
    assert_eq!(seen.record.sender, submission.sender);
    assert_eq!(seen.record.checks, submission.checks);
    assert_eq!(seen.record.grounds, submission.reasons);
    assert_eq!(seen.record.content, submission.content);
    assert_eq!(seen.record.subject.as_deref(), Some(SUBJECT));
    assert_eq!(seen.terms, submission.terms);
    assert_eq!(seen.head.unwrap().length, 1);
    assert_eq!(store.deliveries_of(&submission.id).await.unwrap().len(), 2);
    assert_eq!(store.deliveries_to(store.mailbox(&ADDRESSEE.to_uppercase().parse().unwrap()), 9).await.unwrap(), [id]);
    assert_eq!(store.submissions_by("verhuurder-login", None, 9).await.unwrap(), [(submission.id, later(0))]);
    let content = store.content(&seen).await.unwrap().unwrap();
    assert_eq!(content.all(1 << 20).await.unwrap(), BODY.as_bytes());
    let kept = store.statements(&seen).await.unwrap();
    assert_eq!(kept[0].canonical, format!("A.1 for {ADDRESSEE}").as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_on_what_has_moved_on_is_stale_and_nothing_of_its_unit_happens() {
    let (_folder, store) = fresh().await;
    let before = delivered(&store).await;
    let now = take(&store, &before, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
    let mut late = step(&before, Command::BeginNotice { deadline: later(2_000_000) }, later(1));
    late.job(Kind::Tell, before.id, NOW);
    assert!(matches!(store.commit(late).await, Err(CommitError::Stale)));
    let after = seen(&store, &before.id).await;
    assert_eq!((after.version(), after.delivery), (now.version(), now.delivery));
    assert!(store.claim(&[minute(Kind::Tell)], later(9)).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_decisions_at_once_exactly_one_happens() {
    let (_folder, store) = fresh().await;
    let seen_at_first = delivered(&store).await;
    let offered = take(&store, &seen_at_first, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
    let tries: Vec<_> = (0..100)
        .map(|n| {
            let received = later(2);
            let command = if n % 2 == 0 { Command::Accept { received } } else { Command::Refuse { received } };
            let (store, work) = (store.clone(), step(&offered, command, later(2)));
            tokio::spawn(async move { store.commit(work).await })
        })
        .collect();
    let mut happened = 0;
    for one in tries {
        match one.await.unwrap() {
            Ok(()) => happened += 1,
            Err(CommitError::Stale) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(happened, 1);
    let after = seen(&store, &offered.id).await;
    let stated = store.statements(&after).await.unwrap();
    assert_eq!(after.head.unwrap().length as usize, stated.len());
    assert_eq!(after.head.unwrap().digest, stated.last().unwrap().digest);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_units_on_different_deliveries_all_happen() {
    let (_folder, store) = fresh().await;
    let all: Vec<_> = (0..100)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { delivered(&store).await })
        })
        .collect();
    for one in all {
        let seen_at_first = one.await.unwrap();
        let next = take(&store, &seen_at_first, Command::BeginNotice { deadline: later(1_000_000) }, later(1)).await;
        assert_eq!(next.version(), seen_at_first.version() + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_unit_in_a_group_does_not_hurt_the_others() {
    let (_folder, store) = fresh().await;
    let mut all = Vec::new();
    for n in 0..40 {
        let new = hand_in(&store, &format!("{n}@group.example"), BODY.as_bytes(), &[ADDRESSEE]).await;
        let id = new.deliveries[0].id;
        let mut work = Work::new();
        work.submit(new);
        if n % 10 == 3 {
            // A token of an account that does not exist: the database refuses it.
            work.token(NewToken { hash: octets(), account: "nobody".into(), scopes: vec![], at: NOW });
        }
        let store = store.clone();
        all.push((n, id, tokio::spawn(async move { store.commit(work).await })));
    }
    for (n, id, one) in all {
        let bad = n % 10 == 3;
        assert_eq!(one.await.unwrap().is_err(), bad, "unit {n}");
        assert_eq!(store.delivery(&id).await.unwrap().is_none(), bad, "unit {n}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_token_is_good_once_for_its_form_and_its_time() {
    let (_folder, store) = fresh().await;
    let text = store.page_token("decide 1", later(60));
    assert!(store.read_page_token(&text, "decide 2", later(1)).is_none());
    assert!(store.read_page_token(&text, "decide 1", later(60)).is_none());
    let other = if text.ends_with('0') { '1' } else { '0' };
    let forged = format!("{}{other}", text.get(..text.len() - 1).unwrap());
    assert!(store.read_page_token(&forged, "decide 1", later(1)).is_none());
    let token = store.read_page_token(&text, "decide 1", later(1)).unwrap();
    let spend = || {
        let mut work = Work::new();
        work.spend(token);
        work
    };
    let (one, other) = tokio::join!(store.commit(spend()), store.commit(spend()));
    assert!(one.is_ok() != other.is_ok());
    assert!(matches!(store.commit(spend()).await, Err(CommitError::Spent)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_hand_in_within_a_day_is_answered_with_the_first_one() {
    let (_folder, store) = fresh().await;
    let first = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE, "b@c.example"]).await;
    let again = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &["B@c.example", ADDRESSEE]).await;
    let other = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE]).await;
    let mut tomorrow = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE, "b@c.example"]).await;
    tomorrow.submission.time = later(24 * 3_600);
    let (id, again_id) = (first.submission.id, again.deliveries[0].id);
    let submit = |new| {
        let mut work = Work::new();
        work.submit(new);
        work
    };
    store.commit(submit(first)).await.unwrap();
    assert!(matches!(store.commit(submit(again)).await, Err(CommitError::Duplicate(before)) if before == id));
    assert!(store.delivery(&again_id).await.unwrap().is_none());
    store.commit(submit(other)).await.unwrap();
    store.commit(submit(tomorrow)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_does_not_cancel_its_unit() {
    let (_folder, store) = fresh().await;
    let seen_at_first = delivered(&store).await;
    let work = step(&seen_at_first, Command::BeginNotice { deadline: later(1_000_000) }, later(1));
    {
        let mut commit = Box::pin(store.commit(work));
        let polled = std::future::poll_fn(|context| std::task::Poll::Ready(commit.as_mut().poll(context))).await;
        assert!(polled.is_pending(), "the unit was put to the writer and waits");
    }
    for _ in 0..500 {
        if seen(&store, &seen_at_first.id).await.version() > seen_at_first.version() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the unit never happened");
}

#[tokio::test(flavor = "multi_thread")]
async fn content_that_nobody_submits_leaves_no_file() {
    let (folder, store) = fresh().await;
    let files = || std::fs::read_dir(folder.path().join("content")).unwrap().count();
    let big = vec![7_u8; 900_000];
    let mut writer = store.content_writer(&SubmissionId::new(NOW, octets()));
    writer.write(&big).await.unwrap();
    assert_eq!(files(), 1, "what is being written is on disk");
    drop(writer);
    assert_eq!(files(), 0);
    drop(hand_in(&store, MESSAGE_ID, &big, &[ADDRESSEE]).await);
    assert_eq!(files(), 0);
    std::fs::File::create(folder.path().join("content/unfinished-of-a-crash")).unwrap();
    std::fs::File::create(folder.path().join("content/FINISHED0BUT0NOT0COMMITTED")).unwrap();
    store.close().await;
    drop(store);
    let _store = open(folder.path()).await;
    assert_eq!(files(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn content_of_every_size_is_read_back_by_any_range() {
    let (_folder, store) = fresh().await;
    for size in [0, 1, 65_535, 65_536, 65_537, 262_144, 262_145, 327_680, 1_000_000] {
        let body: Vec<u8> = (0..size).map(|n: u32| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
        let new = hand_in(&store, &format!("{size}@size.example"), &body, &[ADDRESSEE]).await;
        let id = new.deliveries[0].id;
        let mut work = Work::new();
        work.submit(new);
        store.commit(work).await.unwrap();
        let content = store.content(&seen(&store, &id).await).await.unwrap().unwrap();
        assert_eq!(content.all(1 << 20).await.unwrap(), body, "{size}");
        for (from, to) in [(0, 1), (1, 65_537), (65_536, 65_536), (65_530, 131_080), (300_000, 2_000_000)] {
            let (mut reader, mut read) = (content.range(from, to), Vec::new());
            while let Some(piece) = reader.next().await.unwrap() {
                assert!(piece.len() <= 65_536);
                read.extend(piece);
            }
            let cut = |place: u64| usize::try_from(place).unwrap().min(body.len());
            assert_eq!(read, body[cut(from)..cut(to).max(cut(from))], "{size}: {from}..{to}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_content_is_an_error_and_never_other_octets() {
    let (folder, store) = fresh().await;
    let new = hand_in(&store, MESSAGE_ID, &vec![9; 700_000], &[ADDRESSEE]).await;
    let id = new.deliveries[0].id;
    let mut work = Work::new();
    work.submit(new);
    store.commit(work).await.unwrap();
    let file = std::fs::read_dir(folder.path().join("content")).unwrap().next().unwrap().unwrap().path();
    let mut octets = std::fs::read(&file).unwrap();
    octets[200_000] ^= 1;
    std::io::Write::write_all(&mut std::fs::File::create(&file).unwrap(), &octets).unwrap();
    let content = store.content(&seen(&store, &id).await).await.unwrap().unwrap();
    assert!(content.range(0, 65_536).next().await.is_ok());
    assert!(matches!(content.all(1 << 20).await, Err(Error::Broken(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn seals_follow_the_order_of_the_chain_and_are_kept_once() {
    let (_folder, store) = fresh().await;
    let seen_now = accepted(&store).await;
    let chain = store.statements(&seen_now).await.unwrap();
    assert_eq!(chain.len(), 3);
    let seal = |n: usize| {
        let mut work = Work::new();
        work.seal(&seen_now, chain[n].id, chain[n].sequence, format!("sealed {n}").into_bytes(), later(9));
        work
    };
    assert!(matches!(store.commit(seal(1)).await, Err(CommitError::Stale)));
    store.commit(seal(0)).await.unwrap();
    assert!(matches!(store.commit(seal(0)).await, Err(CommitError::Stale)));
    store.commit(seal(1)).await.unwrap();
    let exported = step(&seen_now, Command::Export, later(10));
    store.commit(exported).await.unwrap();
    let after = seen(&store, &seen_now.id).await;
    assert_eq!(after.sealed, 2);
    assert_eq!(after.head, seen_now.head, "an export statement stands outside the sequence");
    let export = store.statements(&after).await.unwrap().pop().unwrap();
    let seal_export = || {
        let mut work = Work::new();
        work.seal(&after, export.id, None, b"sealed export".to_vec(), later(11));
        work
    };
    assert!(matches!(store.commit(seal_export()).await, Err(CommitError::Stale)), "the chain is not sealed yet");
    store.commit(seal(2)).await.unwrap();
    store.commit(seal_export()).await.unwrap();
    assert!(matches!(store.commit(seal_export()).await, Err(CommitError::Stale)));
    let all = store.statements(&after).await.unwrap();
    assert!(all.iter().all(|kept| kept.sealed.is_some()));
    assert_eq!(all[0].sealed, Some((b"sealed 0".to_vec(), later(9))));
    assert!(matches!(after.outside(), Some(Link::Outside { length: 3, .. })));
    assert!(matches!(after.next(), Link::Next { sequence: 4, previous } if previous == chain[2].digest));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_one_per_subject_and_asked_for_again_while_in_hand_runs_once_more() {
    let (_folder, store) = fresh().await;
    let subject = DeliveryId::new(NOW, octets());
    let ask = |at| {
        let mut work = Work::new();
        work.job(Kind::Notify, subject, at);
        store.commit(work)
    };
    let mut wake = store.wake();
    ask(later(50)).await.unwrap();
    ask(later(10)).await.unwrap();
    ask(later(30)).await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), wake.woken()).await.unwrap();
    let both = [minute(Kind::Attest), minute(Kind::Notify)];
    let claim = |at| store.claim(&both, at);
    assert_eq!(store.next_due(Kind::Notify).await.unwrap(), Some(later(10)));
    assert!(claim(later(9)).await.unwrap().is_empty());
    let first = claim(later(10)).await.unwrap();
    assert_eq!((first.len(), first[0].attempt, first[0].subject.delivery()), (1, 1, subject));
    assert!(claim(later(69)).await.unwrap().is_empty(), "the lease holds");
    ask(later(20)).await.unwrap();
    let mut work = Work::new();
    work.done(&first[0]);
    store.commit(work).await.unwrap();
    let second = claim(later(20)).await.unwrap();
    assert_eq!(second.len(), 1);
    let mut work = Work::new();
    work.done(&second[0]);
    store.commit(work).await.unwrap();
    assert!(claim(later(1_000)).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_each_kind_as_many_are_claimed_as_are_wanted_the_longest_waiting_first() {
    let (_folder, store) = fresh().await;
    let mut work = Work::new();
    for waited in 0..5 {
        for kind in [Kind::Attest, Kind::Notify, Kind::Tell] {
            work.job(kind, DeliveryId::new(NOW, octets()), later(-waited));
        }
    }
    store.commit(work).await.unwrap();
    let wanted = [Wanted { most: 2, ..minute(Kind::Notify) }, Wanted { most: 0, ..minute(Kind::Tell) }];
    let first = store.claim(&wanted, later(-3)).await.unwrap();
    assert!(first.len() == 2 && first.iter().all(|job| job.kind == Kind::Notify), "{first:?}");
    assert!(store.claim(&wanted, later(-3)).await.unwrap().is_empty(), "the others are not due");
    let all = [minute(Kind::Attest), minute(Kind::Notify)];
    let kinds: Vec<Kind> = store.claim(&all, later(0)).await.unwrap().into_iter().map(|job| job.kind).collect();
    assert_eq!(kinds, [[Kind::Attest; 5].as_slice(), &[Kind::Notify; 3]].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_that_ended_passes_to_the_next_and_the_first_can_no_longer_finish() {
    let (_folder, store) = fresh().await;
    let subject = DeliveryId::new(NOW, octets());
    let mut work = Work::new();
    work.job(Kind::Export, subject, later(0));
    store.commit(work).await.unwrap();
    let export = [minute(Kind::Export)];
    let claim = |at| store.claim(&export, at);
    let dead = claim(later(0)).await.unwrap()[0];
    let heir = claim(later(60)).await.unwrap()[0];
    assert_eq!(heir.attempt, 2);
    let mut work = Work::new();
    work.done(&dead);
    store.commit(work).await.unwrap();
    assert_eq!(store.outbox().await.unwrap().open, 1, "the late finisher changes nothing");
    let mut work = Work::new();
    work.retry(&heir, later(500));
    store.commit(work).await.unwrap();
    assert!(claim(later(499)).await.unwrap().is_empty());
    let last = claim(later(500)).await.unwrap()[0];
    assert_eq!(last.attempt, 3);
    let mut work = Work::new();
    work.dead(&last, later(501), "the key is gone");
    store.commit(work).await.unwrap();
    assert!(claim(later(9_999)).await.unwrap().is_empty());
    let outbox = store.outbox().await.unwrap();
    assert_eq!((outbox.open, outbox.dead), (0, 1));
    let mut work = Work::new();
    work.job(Kind::Export, subject, later(600));
    store.commit(work).await.unwrap();
    assert_eq!(claim(later(600)).await.unwrap().len(), 1, "who asks again wants it tried again");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_codes_end_a_code_and_a_right_one_works_once() {
    let (_folder, store) = fresh().await;
    let delivery = delivered(&store).await.id;
    let send = |code: &str, at: i64| {
        let mut work = Work::new();
        work.code(delivery, NewCode { code: code.into(), at: later(at), until: later(at + 900) });
        store.commit(work)
    };
    assert_eq!(store.check_code(&delivery, "12345678", later(0)).await.unwrap(), CodeCheck::NoCode);
    send("12345678", 0).await.unwrap();
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(store.check_code(&delivery, "00000000", later(1)).await.unwrap(), CodeCheck::Wrong { left });
    }
    assert_eq!(store.check_code(&delivery, "12345678", later(1)).await.unwrap(), CodeCheck::NoCode);
    send("11111111", 10).await.unwrap();
    send("22222222", 20).await.unwrap();
    assert_eq!(store.check_code(&delivery, "11111111", later(21)).await.unwrap(), CodeCheck::Wrong { left: 4 });
    assert_eq!(store.check_code(&delivery, "22222222", later(920)).await.unwrap(), CodeCheck::NoCode);
    let CodeCheck::Right(code) = store.check_code(&delivery, "22222222", later(22)).await.unwrap() else { panic!() };
    let using = || {
        let mut work = Work::new();
        work.use_code(code.clone());
        work
    };
    store.commit(using()).await.unwrap();
    assert!(matches!(store.commit(using()).await, Err(CommitError::Spent)));
    assert_eq!(store.codes_since(&delivery, later(10)).await.unwrap(), 2);
    store.sweep(later(100_000)).await.unwrap();
    assert_eq!(store.codes_since(&delivery, later(0)).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_its_delivery_until_its_generation_is_raised() {
    let (_folder, store) = fresh().await;
    let seen_now = delivered(&store).await;
    let link = store.link(&seen_now);
    assert_eq!(store.open_link(&link.to_lowercase()).await.unwrap().unwrap().id, seen_now.id);
    let other = delivered(&store).await;
    let token = link.split_once('-').unwrap().1;
    for wrong in ["", "-", "x-y", &format!("{}-{token}", other.id), link.get(..link.len() - 1).unwrap()] {
        assert!(store.open_link(wrong).await.unwrap().is_none(), "{wrong}");
    }
    let revoke = || {
        let mut work = Work::new();
        work.revoke_links(&seen_now);
        work
    };
    store.commit(revoke()).await.unwrap();
    assert!(matches!(store.commit(revoke()).await, Err(CommitError::Stale)));
    assert!(store.open_link(&link).await.unwrap().is_none());
    let again = seen(&store, &seen_now.id).await;
    assert!(store.open_link(&store.link(&again)).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_of_a_notice_keeps_what_was_kept_with_its_number_until_it_was_taken() {
    let (_folder, store) = fresh().await;
    let seen_now = accepted(&store).await;
    let attempt = |bytes: &[u8], at| NewNotice {
        number: 1,
        deadline: later(1_000_000),
        generation: 1,
        template: "notice/1".into(),
        template_digest: digest(b"template"),
        bytes: bytes.to_vec(),
        begun_at: later(at),
    };
    let begin = async |bytes, at| {
        let mut work = Work::new();
        work.begin_notice(&seen_now, attempt(bytes, at));
        store.commit(work).await.unwrap();
    };
    let end = async |state, dialogue: Option<&[u8]>, at| {
        let mut work = Work::new();
        let dialogue = dialogue.map(<[u8]>::to_vec);
        work.end_notice(&seen_now, 1, NoticeEnd { state, dialogue, ended_at: later(at) });
        store.commit(work).await.unwrap();
        let kept = store.notices(&seen_now).await.unwrap().pop().unwrap();
        assert_eq!((kept.bytes.as_slice(), kept.begun_at), (b"one".as_slice(), later(1)));
        (kept.state, kept.dialogue.unwrap(), kept.last_begun_at, kept.ended_at)
    };
    begin(b"one", 1).await;
    let first = end(NoticeState::Failed, Some(b"220 hello"), 2).await;
    assert_eq!(first, (NoticeState::Failed, b"220 hello".to_vec(), later(1), Some(later(2))));
    begin(b"other", 3).await;
    assert_eq!(store.begun_notices().await.unwrap(), [(seen_now.id, 1)]);
    let died = end(NoticeState::Unknown, None, 4).await;
    assert_eq!(died, (NoticeState::Unknown, b"220 hello".to_vec(), later(3), Some(later(4))));
    begin(b"one", 5).await;
    end(NoticeState::Sent, Some(b"250 kept"), 6).await;
    begin(b"one", 7).await;
    let sent = end(NoticeState::Failed, Some(b"550 no"), 8).await;
    assert_eq!(sent, (NoticeState::Sent, b"250 kept".to_vec(), later(5), Some(later(6))), "what was taken stays so");
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_acknowledgements_parts_and_bundles_come_back_as_they_were() {
    let (_folder, store) = fresh().await;
    let seen_now = accepted(&store).await;
    let mut work = Work::new();
    let notice = NewNotice {
        number: 1,
        deadline: later(1_000_000),
        generation: 1,
        template: "notice/1".into(),
        template_digest: digest(b"template"),
        bytes: b"From: us".to_vec(),
        begun_at: later(1),
    };
    work.begin_notice(&seen_now, notice.clone());
    work.acknowledgement(&seen_now, digest(b"{}"), b"{}".to_vec(), later(3));
    store.commit(work).await.unwrap();
    assert_eq!(store.begun_notices().await.unwrap(), [(seen_now.id, 1)]);
    let mut work = Work::new();
    let dialogue = Some(b"220 hello".to_vec());
    work.end_notice(&seen_now, 1, NoticeEnd { state: NoticeState::Sent, dialogue, ended_at: later(4) });
    let (one, two) =
        (Handed { part: 1, from: 0, to: 10, at: later(5) }, Handed { part: 2, from: 5, to: 7, at: later(6) });
    work.handed(&seen_now, two);
    work.handed(&seen_now, one);
    store.commit(work).await.unwrap();
    assert!(store.begun_notices().await.unwrap().is_empty());
    let kept = store.notices(&seen_now).await.unwrap().pop().unwrap();
    assert_eq!((kept.bytes, kept.template_digest), (notice.bytes.clone(), notice.template_digest));
    assert_eq!((kept.state, kept.dialogue.as_deref()), (NoticeState::Sent, Some(b"220 hello".as_slice())));
    assert_eq!(store.acknowledgements(&seen_now).await.unwrap()[0].bytes, b"{}");
    assert_eq!(store.handed(&seen_now).await.unwrap(), [one, two]);
    let begun = take(&store, &seen_now, Command::BeginHandover, later(7)).await;
    assert_eq!(store.handed(&begun).await.unwrap().len(), 2);
    let done = take(&store, &begun, Command::CompleteHandover, later(8)).await;
    assert_eq!(done.delivery.handover(), Handover::Complete);
    assert!(store.handed(&done).await.unwrap().is_empty(), "which parts were sent is forgotten at E.1");
    for (form, size) in [(Form::Evidence, 100), (Form::WithMessage, 500_000)] {
        let mut writer = store.bundle_writer(&done, 4, form);
        writer.write(&vec![1; size]).await.unwrap();
        let mut work = Work::new();
        work.export(&done, 4, form, writer.finish().await.unwrap(), later(9));
        store.commit(work).await.unwrap();
        let bundle = store.bundle(&done, 4, form).await.unwrap().unwrap();
        assert_eq!(bundle.all(1 << 20).await.unwrap(), vec![1; size]);
        assert_eq!(store.last_bundle(&done, form).await.unwrap(), Some(4));
    }
    assert!(store.bundle(&done, 5, Form::Evidence).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_destroyed_key_closes_the_content_for_that_addressee_and_the_last_one_takes_the_bytes() {
    let (folder, store) = fresh().await;
    let new = hand_in(&store, MESSAGE_ID, &vec![5; 600_000], &[ADDRESSEE, "b@c.example"]).await;
    let ids = [new.deliveries[0].id, new.deliveries[1].id];
    let mut work = Work::new();
    work.submit(new);
    store.commit(work).await.unwrap();
    let [first, second] = [seen(&store, &ids[0]).await, seen(&store, &ids[1]).await];
    let files = || std::fs::read_dir(folder.path().join("content")).unwrap().count();
    let mut work = step(&first, Command::Recall, later(5));
    work.destroy_content(&first);
    store.commit(work).await.unwrap();
    let first = seen(&store, &ids[0]).await;
    assert!(!first.content_kept);
    assert!(store.content(&first).await.unwrap().is_none());
    assert_eq!(files(), 1);
    assert!(store.content(&second).await.unwrap().is_some());
    let wal = std::fs::metadata(folder.path().join("recepis.db-wal")).unwrap();
    assert_eq!(wal.len(), 0, "the write-ahead log held the key");
    let mut work = Work::new();
    work.erase(&second);
    store.commit(work).await.unwrap();
    assert_eq!(files(), 0);
    assert!(store.delivery(&ids[1]).await.unwrap().is_none());
    assert!(store.deliveries_to(store.mailbox(&"b@c.example".parse().unwrap()), 9).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_tokens_sessions_and_settings_are_found_by_what_only_their_owner_knows() {
    let (_folder, store) = fresh().await;
    let account = Account {
        name: "verhuurder-login".into(),
        password_hash: "$argon2id$v=19$…".into(),
        sender_name: None,
        may_send_as: vec!["@verhuurder.example".into()],
    };
    let delivery = delivered(&store).await.id;
    let session =
        NewSession { hash: [4; 32], delivery, method: Method::MailCode, proven_at: later(1), until: later(9) };
    let mut work = Work::new();
    work.account(NewAccount { account: account.clone(), at: NOW });
    work.token(NewToken { hash: [3; 32], account: account.name.clone(), scopes: vec!["submit".into()], at: NOW });
    work.session(session);
    work.setting("issuer", b"Recepis BV".to_vec());
    work.told(delivery, "handed in", later(2));
    store.commit(work).await.unwrap();
    assert_eq!(store.account("verhuurder-login").await.unwrap(), Some(account.clone()));
    assert_eq!(store.account("other").await.unwrap(), None);
    assert_eq!(store.token(&[3; 32]).await.unwrap().unwrap().account, account);
    assert!(store.token(&[9; 32]).await.unwrap().is_none());
    assert_eq!(store.session(&[4; 32], later(8)).await.unwrap().unwrap().delivery, delivery);
    assert!(store.session(&[4; 32], later(9)).await.unwrap().is_none());
    assert_eq!(store.setting("issuer").await.unwrap().unwrap(), b"Recepis BV");
    assert_eq!(store.told(delivery, "handed in").await.unwrap(), Some(later(2)));
    assert_eq!(store.told(delivery, "decided").await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_says_who_holds_the_directory_and_a_foreign_key_file_is_refused() {
    let (folder, store) = fresh().await;
    match Store::open(folder.path(), entropy()).await {
        Err(Error::Held { holder, .. }) => assert_eq!(holder, std::process::id().to_string()),
        other => panic!("{:?}", other.err()),
    }
    store.close().await;
    drop(store);
    let key = folder.path().join("master.key");
    let own = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    assert!(matches!(Store::open(folder.path(), entropy()).await, Err(Error::KeyFile(_))));
    assert!(!key.exists(), "a database never gets other keys");
    let (other_folder, other) = fresh().await;
    drop(other);
    std::fs::copy(other_folder.path().join("master.key"), &key).unwrap();
    assert!(matches!(Store::open(folder.path(), entropy()).await, Err(Error::KeyFile(_))));
    std::io::Write::write_all(&mut std::fs::File::create(&key).unwrap(), &own).unwrap();
    open(folder.path()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, store) = fresh().await;
    delivered(&store).await;
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("."), 0o700);
    for name in ["master.key", "recepis.db", "recepis.db-wal", "lock"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_unavailable_with_nothing_half_stored() {
    let folder = TempDir::new().unwrap();
    let options = Options { pages: Some(90), ..Options::default() };
    let store = Store::open_with(folder.path(), entropy(), options).await.unwrap();
    let (mut stored, mut refused) = (Vec::new(), Vec::new());
    for n in 0..60 {
        let new = hand_in(&store, &format!("{n}@full.example"), &vec![1; 20_000], &[ADDRESSEE]).await;
        let (submission, id) = (new.submission.id, new.deliveries[0].id);
        let mut work = Work::new();
        work.submit(new);
        work.job(Kind::Attest, id, later(0));
        match store.commit(work).await {
            Ok(()) => stored.push((submission, id)),
            Err(CommitError::Unavailable(_)) => refused.push((submission, id)),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(!stored.is_empty() && refused.len() > 10, "{} and {}", stored.len(), refused.len());
    store.close().await;
    drop(store);
    let store = open(folder.path()).await;
    for (_, id) in &stored {
        let seen = seen(&store, id).await;
        assert_eq!(store.content(&seen).await.unwrap().unwrap().all(1 << 20).await.unwrap().len(), 20_000);
    }
    for (submission, id) in &refused {
        assert!(store.delivery(id).await.unwrap().is_none());
        assert!(store.deliveries_of(submission).await.unwrap().is_empty());
    }
    assert_eq!(store.outbox().await.unwrap().open, stored.len() as u64);
    delivered(&store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_too_much_waits_the_next_is_unavailable_and_what_was_taken_happens() {
    let folder = TempDir::new().unwrap();
    let options = Options { queue: 4, group: 1, pages: None };
    let store = Store::open_with(folder.path(), entropy(), options).await.unwrap();
    let mut all = Vec::new();
    for _ in 0..200 {
        let id = DeliveryId::new(NOW, octets());
        let mut work = Work::new();
        work.job(Kind::Attest, id, NOW);
        all.push(store.commit(work));
    }
    let results = futures_util::future::join_all(all).await;
    let taken = results.iter().filter(|result| result.is_ok()).count();
    assert!((4..200).contains(&taken), "{taken}");
    assert!(results.iter().all(|result| matches!(result, Ok(()) | Err(CommitError::Unavailable(_)))));
    assert_eq!(store.outbox().await.unwrap().open, taken as u64);
}

/// Every file below `folder`, with its octets.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn no_address_subject_message_id_content_code_or_link_stands_on_the_disk_in_clear() {
    let (folder, store) = fresh().await;
    let mut body = BODY.as_bytes().to_vec();
    body.resize(500_000, b' ');
    let small = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE]).await;
    let large = hand_in(&store, &format!("2{MESSAGE_ID}"), &body, &[ADDRESSEE]).await;
    let id = small.deliveries[0].id;
    let mut work = Work::new();
    work.submit(small);
    work.submit(large);
    work.code(id, NewCode { code: "31415926".into(), at: later(0), until: later(900) });
    let account = Account {
        name: "verhuurder-login".into(),
        password_hash: "$argon2id$very-own-hash".into(),
        sender_name: Some("Verhuurder Voorbeeld BV".into()),
        may_send_as: vec![SENDER.to_lowercase()],
    };
    work.account(NewAccount { account, at: NOW });
    store.commit(work).await.unwrap();
    let seen_now = seen(&store, &id).await;
    let link = store.link(&seen_now);
    let page_token = store.page_token("decide", later(60));
    let token = store.read_page_token(&page_token, "decide", later(1)).unwrap();
    let mut work = step(&seen_now, Command::BeginNotice { deadline: later(1_000_000) }, later(1));
    work.spend(token);
    work.begin_notice(
        &seen_now,
        NewNotice {
            number: 1,
            deadline: later(1_000_000),
            generation: 1,
            template: "notice/1".into(),
            template_digest: digest(b"t"),
            bytes: format!("To: {ADDRESSEE}\r\n\r\nhttps://localhost/r/{link}").into_bytes(),
            begun_at: later(1),
        },
    );
    let dialogue = Some(format!("RCPT TO:<{ADDRESSEE}>").into_bytes());
    store.commit(work).await.unwrap();
    let mut work = Work::new();
    work.end_notice(&seen_now, 1, NoticeEnd { state: NoticeState::Sent, dialogue, ended_at: later(2) });
    work.acknowledgement(&seen_now, digest(b"a"), format!("{{\"subject\":\"{SUBJECT}\"}}").into_bytes(), later(2));
    work.seal(&seen_now, store.statements(&seen_now).await.unwrap()[0].id, Some(1), SENDER.into(), later(3));
    let mut writer = store.bundle_writer(&seen_now, 1, Form::WithMessage);
    writer.write(&body).await.unwrap();
    work.export(&seen_now, 1, Form::WithMessage, writer.finish().await.unwrap(), later(4));
    store.commit(work).await.unwrap();

    let secret_part = link.split_once('-').unwrap().1;
    let token_octets = store.link_token(&id, seen_now.generation);
    let words = [
        SENDER,
        ADDRESSEE,
        SUBJECT,
        MESSAGE_ID,
        BODY,
        "31415926",
        "verhuurder-login",
        "very-own-hash",
        "huurovereenkomst",
        "Verhuurder Voorbeeld",
        "voorbeeld.example",
        "verhuurder.example",
        secret_part,
        page_token.as_str(),
    ];
    let holds = |octets: &[u8], word: &[u8]| octets.windows(word.len()).any(|window| window == word);
    let look = || {
        for (name, octets) in files(folder.path()) {
            let lower = octets.to_ascii_lowercase();
            for word in words {
                assert!(!holds(&lower, word.to_lowercase().as_bytes()), "{name} holds {word}");
            }
            assert!(!holds(&octets, &token_octets), "{name} holds a link's token");
        }
    };
    let size = |name: &str| std::fs::metadata(folder.path().join(name)).map_or(0, |file| file.len());
    assert_eq!(std::fs::read_dir(folder.path().join("content")).unwrap().count(), 2);
    assert!(size("recepis.db-wal") > 50_000, "everything stands in the write-ahead log");
    look();
    store.close().await;
    assert!(size("recepis.db") > 50_000, "everything stands in the database");
    look();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_to_change_or_delete_what_was_stated_or_sealed() {
    let (folder, store) = fresh().await;
    let seen_now = delivered(&store).await;
    let first = store.statements(&seen_now).await.unwrap().remove(0);
    let mut work = Work::new();
    work.seal(&seen_now, first.id, first.sequence, b"sealed".to_vec(), later(1));
    store.commit(work).await.unwrap();
    store.close().await;
    let mut connection = raw(folder.path()).await;
    for attempt in [
        "update statements set event = 'Recalled'",
        "delete from statements",
        "update sealed set sealed_at = 0",
        "delete from sealed",
    ] {
        let refused = sqlx::raw_sql(attempt).execute(&mut connection).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{attempt}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_in_a_transaction_leaves_what_was_answered_and_nothing_else() {
    let (folder, store) = fresh().await;
    let answered = delivered(&store).await;
    let mut dying = raw(folder.path()).await;
    let half = "pragma cache_size = 1; begin immediate; with recursive n (i) as (select 1 union all select i + 1 from n \
                where i < 20000) insert into submissions (id, submitted_at) select randomblob(16), 0 from n";
    sqlx::raw_sql(half).execute(&mut dying).await.unwrap();
    let after_death = TempDir::new().unwrap();
    for name in ["recepis.db", "recepis.db-wal", "master.key"] {
        std::fs::copy(folder.path().join(name), after_death.path().join(name)).unwrap();
    }
    let log = std::fs::metadata(after_death.path().join("recepis.db-wal")).unwrap().len();
    assert!(log > 500_000, "half of the dead transaction is on the disk: {log}");
    let store_again = open(after_death.path()).await;
    assert_eq!(seen(&store_again, &answered.id).await.version(), answered.version());
    assert_eq!(store_again.submissions_by("verhuurder-login", None, 9).await.unwrap().len(), 1);
    store_again.close().await;
    let mut connection = raw(after_death.path()).await;
    let count: i64 = sqlx::query_scalar("select count(*) from submissions").fetch_one(&mut connection).await.unwrap();
    assert_eq!(count, 1);
}

/// The SQLite database itself, as somebody with a shell would reach it.
async fn raw(folder: &Path) -> sqlx::SqliteConnection {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join("recepis.db"));
    sqlx::ConnectOptions::connect(&options).await.unwrap()
}
