//! Promises of the log, beside a bundle and alone: kept, broken, running, and what is no promise of it.

use std::io::Cursor;
use std::time::Duration;

use recepis::bundle::{Role, redact};
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::id::DeliveryId;
use recepis::erds::moment::Moment;
use recepis::format::evidence;
use recepis::tlog::own::{Signed, text};
use recepis::tlog::promise::{Promise, WITHIN};
use recepis::verify::promise_alone;
use recepis::verify::promised::{Outcome, Teller};
use recepis::verify::report::Report;
use recepis::verify::trust::{LogAnchors, Required, TrustAnchors};
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

use crate::log::{Log, ORIGIN, Published};
use crate::packed::{Tale, anchors};
use crate::tlog_testing::Key;
use crate::{pki, verdict};

const HOUR: Duration = Duration::from_hours(1);

/// What the log of these stories promises of the delivery.
pub(crate) fn promise(published: &Published) -> Promise {
    let first = published.tale.story.statements.first().unwrap();
    let digest = Sha256(sha256(&evidence::write(first).unwrap()));
    Promise::new(ORIGIN, published.tale.story.delivery(), digest, first.time)
}

pub(crate) fn note(said: Promise, key: &Key) -> Vec<u8> {
    let signature = key.sign(text(&said).as_bytes());
    Signed::assemble(said, key.verifier(), &signature).unwrap().to_string().into_bytes()
}

fn own_note(published: &Published) -> Vec<u8> {
    note(promise(published), published.log.keys.first().unwrap())
}

fn no_witness(published: &Published, required: Required) -> TrustAnchors {
    let log = LogAnchors { witnesses: Vec::new(), ..published.log.anchors(required) };
    TrustAnchors { log, ..anchors(&published.pki) }
}

/// The bundle of these files with a promise beside it.
fn beside(
    published: &Published,
    files: &[(Role, Vec<u8>)],
    promise: &[u8],
    trust: &TrustAnchors,
    at: Moment,
) -> Report {
    let bundle = crate::packed::pack(&published.pki, files, published.tale.moment());
    let mut report = crate::judged(&bundle, trust, at);
    report.judge_promise(promise, trust);
    report
}

#[track_caller]
fn comes_to(report: &Report, outcome: Outcome, wanted: (Indication, Option<Reason>), words: &str) {
    assert_eq!(verdict(report), wanted, "{}", report.to_text());
    let promise = report.promise.as_ref().unwrap();
    assert_eq!(promise.outcome, outcome, "{}", report.to_text());
    assert!(promise.words.contains(words), "{}", promise.words);
    let text = report.to_text();
    assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "{text}");
}

fn passed() -> (Indication, Option<Reason>) {
    (Indication::TotalPassed, None)
}

fn open(reason: Reason) -> (Indication, Option<Reason>) {
    (Indication::Indeterminate, Some(reason))
}

fn failed(reason: Reason) -> (Indication, Option<Reason>) {
    (Indication::TotalFailed, Some(reason))
}

#[test]
fn a_promise_whose_proof_says_no_later_is_kept_whoever_asks_and_whenever() {
    let published = Published::new();
    let trust = published.trust(Required::default());
    let stated = published.tale.story.statements[0].time;
    for at in [published.tale.moment(), stated.plus(WITHIN).plus(HOUR)] {
        let report = beside(&published, &published.all(), &own_note(&published), &trust, at);
        comes_to(&report, Outcome::Kept, passed(), "The service kept its promise, which was 2026-11-25T09:14:01Z");
        assert_eq!(report.exit_code(), 0);
        let promise = report.promise.unwrap();
        assert_eq!((promise.told_by, promise.file), (Some(Teller::Witnesses), None));
        assert_eq!(promise.logged_at, Some(stated.plus(Duration::from_secs(4))));
    }
    let mut files = published.all();
    files.push((Role::Promise, own_note(&published)));
    let report = published.judge(&files, &trust);
    comes_to(&report, Outcome::Kept, passed(), "entry 301 of the log");
    assert_eq!(report.promise.as_ref().unwrap().file.as_deref(), Some("receipt/promise.txt"));
    assert!(report.to_text().contains("Promise in the first receipt"));
}

#[test]
fn past_its_time_a_promise_without_a_proof_is_broken_and_before_it_runs() {
    let published = Published::new();
    let trust = published.trust(Required::default());
    let by = promise(&published).logged_by;
    for at in [by.minus(HOUR), by] {
        let report = promise_alone(&own_note(&published), &trust, at);
        comes_to(
            &report,
            Outcome::Running,
            open(Reason::PromiseRunning),
            "The promise runs until 2026-11-25T09:14:01Z",
        );
        assert_eq!(report.exit_code(), 2);
        let report = beside(&published, &published.files, &own_note(&published), &trust, at);
        comes_to(&report, Outcome::Running, open(Reason::PromiseRunning), "");
    }
    let late = by.plus(Duration::from_secs(1));
    let report = promise_alone(&own_note(&published), &trust, late);
    comes_to(&report, Outcome::Broken, failed(Reason::PromiseBroken), "The service broke its promise");
    assert_eq!(report.exit_code(), 1);
    assert!(report.to_text().starts_with("TOTAL-FAILED (recepis:PROMISE_BROKEN). The service broke its promise"));
    let report = beside(&published, &published.files, &own_note(&published), &trust, late);
    comes_to(&report, Outcome::Broken, failed(Reason::PromiseBroken), "no proof shows that it is");
    assert!(report.answers.is_some(), "a log that was late makes no evidence false");
    // A proof under a log that is not trusted is none.
    let mut other = Published::new();
    other.log.keys.truncate(1);
    let known = LogAnchors { logs: vec![other.log.keys[0].verifier().clone()], ..LogAnchors::default() };
    let log = Key::of_log("another.example", 9);
    let elsewhere = Promise { origin: "another.example".to_owned(), ..promise(&published) };
    let logs = known.logs.iter().cloned().chain([log[0].verifier().clone()]).collect();
    let trust = TrustAnchors { log: LogAnchors { logs, ..known }, ..anchors(&published.pki) };
    let report = beside(&published, &published.all(), &note(elsewhere, &log[0]), &trust, late);
    comes_to(&report, Outcome::Broken, failed(Reason::PromiseBroken), "in the log another.example");
}

#[test]
fn a_promise_whose_proof_says_later_is_broken_though_the_evidence_stands() {
    let late = Published::of(Tale::accepted(1), pki(), Log::new(), |statement| statement.time.plus(25 * HOUR));
    let trust = late.trust(Required::default());
    let at = late.tale.moment().plus(30 * HOUR);
    let report = beside(&late, &late.all(), &own_note(&late), &trust, at);
    comes_to(
        &report,
        Outcome::Broken,
        failed(Reason::PromiseBroken),
        "its proof says 2026-11-25T10:14:03Z, 60 minutes later",
    );
    assert!(report.answers.is_some() && report.exit_code() == 1);
    // One that lies in the bundle is told, and counts against nobody who did not ask.
    let files: Vec<_> = late.all().into_iter().chain([(Role::Promise, own_note(&late))]).collect();
    let bundle = crate::packed::pack(&late.pki, &files, late.tale.moment().plus(28 * HOUR));
    let report = crate::judged(&bundle, &trust, at);
    comes_to(&report, Outcome::Broken, open(Reason::TimeUnproven), "The service broke its promise");
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.reason.is_none() && finding.sentence.contains("broke its promise"))
    );
}

#[test]
fn without_a_witness_the_logs_own_word_is_said_to_be_that() {
    let published = Published::new();
    let at = promise(&published).logged_by.plus(HOUR);
    let trust = no_witness(&published, Required::default());
    let report = beside(&published, &published.all(), &own_note(&published), &trust, at);
    comes_to(&report, Outcome::Kept, passed(), "as the log itself says, and no witness that you trust");
    assert_eq!(report.promise.unwrap().told_by, Some(Teller::Log));
    let asked = no_witness(&published, Required { witness: true, ..Required::default() });
    let report = beside(&published, &published.all(), &own_note(&published), &asked, at);
    assert_eq!(report.verdict, Indication::Indeterminate);
    assert!(report.findings.iter().any(|finding| finding.reason == Some(Reason::PromiseUnproven)));
    // A key that states no time, and nobody else.
    let log = LogAnchors { logs: vec![published.log.keys[0].verifier().clone()], ..LogAnchors::default() };
    let silent = TrustAnchors { log, ..anchors(&published.pki) };
    let report = beside(&published, &published.all(), &own_note(&published), &silent, at);
    comes_to(&report, Outcome::Unclear, open(Reason::PromiseUnproven), "nobody that you trust says since when");
    let report = beside(&published, &published.all(), &own_note(&published), &silent, published.tale.moment());
    comes_to(&report, Outcome::Kept, passed(), "at the moment judged for");
}

#[test]
fn witnesses_that_were_late_leave_the_logs_own_word() {
    let mut log = Log::new();
    log.witnesses.clear();
    let mut published = Published::of(Tale::accepted(1), pki(), log, |statement| statement.time.plus(HOUR));
    published.log.witnesses = Log::new().witnesses;
    let late = promise(&published).logged_by.plus(2 * HOUR);
    let checkpoint = published.proofs[0].checkpoint.checkpoint().clone();
    let line = published.log.witnesses[0].line(&checkpoint, u64::try_from(late.seconds()).unwrap());
    published.proofs[0].checkpoint.add(line).unwrap();
    let trust = published.trust(Required::default());
    let report = beside(&published, &published.all(), &own_note(&published), &trust, late.plus(HOUR));
    let promise = report.promise.as_ref().unwrap();
    assert_eq!((promise.outcome, promise.told_by), (Outcome::Kept, Some(Teller::Log)), "{}", report.to_text());
}

#[test]
fn a_promise_of_a_foreign_key_accuses_nobody() {
    let published = Published::new();
    let trust = published.trust(Required::default());
    let at = promise(&published).logged_by.plus(HOUR);
    let foreign = note(promise(&published), &Key::of_log(ORIGIN, 77)[0]);
    for report in [
        promise_alone(&foreign, &trust, at),
        promise_alone(&own_note(&published), &TrustAnchors::default(), at),
        beside(&published, &published.all(), &foreign, &trust, at),
    ] {
        comes_to(
            &report,
            Outcome::Unclear,
            open(Reason::PromiseUntrusted),
            "No key of the log log.recepis.test that you trust",
        );
        assert!(!report.promise.unwrap().signed);
    }
}

#[test]
fn an_altered_promise_fails_as_forged_and_is_no_promise() {
    let published = Published::new();
    let trust = published.trust(Required::default());
    let at = promise(&published).logged_by.plus(HOUR);
    let whole = String::from_utf8(own_note(&published)).unwrap();
    let altered = whole.replace("logged-by 2026-11-25", "logged-by 2026-11-24");
    assert_ne!(altered, whole);
    for report in [
        promise_alone(altered.as_bytes(), &trust, at),
        beside(&published, &published.all(), altered.as_bytes(), &trust, at),
    ] {
        assert_eq!(verdict(&report), failed(Reason::SigCryptoFailure), "{}", report.to_text());
        assert!(report.promise.is_none() && report.sentence.contains("the text was changed"), "{}", report.sentence);
    }
    let doubled = whole.replacen("delivery ", "delivery 01\ndelivery ", 1);
    let large = [b"recepis promise v1\n".as_slice(), &[b'a'; 5_000]].concat();
    for (broken, why) in [
        (doubled.as_bytes(), "line 3 is not `delivery`"),
        (&large, "is too large"),
        (b"recepis promise v1\n", "not a signed note"),
        (&[0xFF; 20], "not a signed note: a signed note is UTF-8"),
    ] {
        let report = promise_alone(broken, &trust, at);
        assert_eq!(verdict(&report), failed(Reason::FormatFailure));
        assert!(report.sentence.contains(why), "{}", report.sentence);
    }
}

#[test]
fn a_promise_of_another_delivery_or_another_statement_does_not_fit_the_bundle() {
    let published = Published::new();
    let trust = published.trust(Required::default());
    let [own, _] = [&published.log.keys[0], &published.log.keys[1]];
    let delivery = DeliveryId::new(Moment::EPOCH, [3; 10]);
    let other = note(Promise { delivery, ..promise(&published) }, own);
    let again = note(Promise { statement: Sha256([4; 32]), ..promise(&published) }, own);
    for (note, reason, words) in [
        (other, Reason::PromiseOtherDelivery, "they do not belong together"),
        (again, Reason::PromiseOtherStatement, "the service stated this delivery's beginning twice"),
    ] {
        let report = beside(&published, &published.all(), &note, &trust, published.tale.moment());
        comes_to(&report, Outcome::Other, failed(reason), words);
        let mut files = published.all();
        files.push((Role::Promise, note));
        let report = published.judge(&files, &trust);
        comes_to(&report, Outcome::Other, failed(reason), words);
        assert!(report.answers.is_none(), "a bundle that disagrees with itself answers nothing");
    }
}

#[test]
fn beside_a_redacted_bundle_a_promise_accuses_nobody() {
    let published = Published::with_extracts(Tale::accepted(1), pki(), Log::new());
    let trust = published.trust(Required::default());
    let whole = crate::packed::pack(&published.pki, &published.all(), published.tale.moment());
    let bundle = redact(Cursor::new(whole), &[], Vec::new()).unwrap().out;
    let late = promise(&published).logged_by.plus(HOUR);
    let judged = |note: &[u8]| {
        let mut report = crate::judged(&bundle, &trust, late);
        assert_eq!(verdict(&report), passed(), "{}", report.to_text());
        report.judge_promise(note, &trust);
        report
    };
    let report = judged(&own_note(&published));
    comes_to(&report, Outcome::Unclear, open(Reason::PromiseUnproven), "the evidence that it is about was left out");
    let delivery = DeliveryId::new(Moment::EPOCH, [3; 10]);
    let other = Promise { delivery, ..promise(&published) };
    let report = judged(&note(other, published.log.keys.first().unwrap()));
    comes_to(&report, Outcome::Other, failed(Reason::PromiseOtherDelivery), "they do not belong together");
}
