//! Judging late: certificates that are over, algorithms that became weak, and what proves that a seal is older.

use std::time::Duration;

use recepis::crypto::Suitability;
use recepis::erds::moment::Moment;
use recepis::verify::report::Report;
use recepis::verify::trust::{Required, TrustAnchors};
use recepis::verify::verdict::{Indication, Reason};

use crate::log::{Log, Published, noted};
use crate::packed::{Tale, anchors, pack};
use crate::pki::{Pki, Plan, days};
use crate::story::at;
use crate::{judged, verdict};

/// The table compiled in, in which SHA-256 ends on a day.
pub(crate) fn weak_from(day: &str) -> Suitability {
    Suitability::read(weak_sha256(day).as_bytes()).unwrap()
}

/// The same as a file.
pub(crate) fn weak_sha256(day: &str) -> String {
    let table = include_str!("../../src/crypto/suitability.json");
    let sha256 = r#""URI": "http://www.w3.org/2001/04/xmlenc#sha256" },
        "Evaluation": [{ "Validity": {"#;
    assert!(table.contains(sha256));
    let named = table.replace("\"ETSI TS 119 312\"", "\"A court's table\"").replace("\"V2.1.1\"", "\"of 2046\"");
    named.replace(sha256, &format!("{sha256} \"End\": \"{day}\""))
}

fn trust(pki: &Pki, day: &str) -> TrustAnchors {
    TrustAnchors { suitability: weak_from(day), ..anchors(pki) }
}

/// The files of findings with this reason.
fn files(report: &Report, reason: Reason) -> Vec<&str> {
    let found = report.findings.iter().filter(|finding| finding.reason == Some(reason));
    found.filter_map(|finding| finding.file.as_deref()).collect()
}

/// Long after the time-stamping certificate, which is valid for 3000 days.
fn late() -> Moment {
    at(0).plus(days(4_000))
}

#[test]
fn what_was_signed_before_an_algorithm_became_weak_is_sound_until_then_and_unproven_after() {
    let pki = Pki::new(&Plan::default());
    let bundle = Tale::accepted(1).bundle(&pki);
    let before = judged(&bundle, &trust(&pki, "2028-01-01"), "2027-12-31T23:59:59Z".parse().unwrap());
    assert_eq!(verdict(&before), (Indication::TotalPassed, None), "{}", before.to_text());
    let after = judged(&bundle, &trust(&pki, "2028-01-01"), "2028-01-01T00:00:00Z".parse().unwrap());
    let no_poe = Reason::CryptoConstraintsFailureNoPoe;
    assert_eq!(verdict(&after), (Indication::Indeterminate, Some(no_poe)), "{}", after.to_text());
    let weak = files(&after, no_poe);
    assert!(weak.contains(&"META-INF/signature001.p7s") && weak.iter().any(|file| file.starts_with("evidence/001")));
    let said = "ECDSA P-256 with SHA-256, which is not suitable from 2028-01-01 on (A court's table of 2046)";
    assert!(after.findings.iter().any(|finding| finding.sentence.contains(said)), "{}", after.to_text());
}

#[test]
fn what_was_signed_after_an_algorithm_became_weak_is_so_by_its_own_word() {
    let pki = Pki::new(&Plan::default());
    let tale = Tale::accepted(1);
    let report = judged(&tale.bundle(&pki), &trust(&pki, "2026-01-01"), tale.moment());
    let reason = Reason::CryptoConstraintsFailure;
    assert_eq!(report.verdict, Indication::Indeterminate);
    assert!(files(&report, reason).iter().any(|file| file.starts_with("evidence/001")), "{}", report.to_text());
}

#[test]
fn cosigned_evidence_outlives_the_certificate_of_its_time_stamp_and_what_is_in_no_log_does_not() {
    let published = Published::new();
    let everything = Required { log: true, witness: true, post_quantum: true };
    let bundle = pack(&published.pki, &published.all(), published.tale.moment());
    let report = judged(&bundle, &published.trust(everything), late());
    let reason = Reason::OutOfBoundsNoPoe;
    assert_eq!(verdict(&report), (Indication::Indeterminate, Some(reason)), "{}", report.to_text());
    let over = files(&report, reason);
    assert!(over.iter().all(|file| file.contains("Exported") || file.contains("META-INF/")), "{over:?}");
    assert!(noted(&report, "that the time-stamp existed is proven from"));
    // Without witnesses the log proves nothing, and every time-stamp stands alone.
    let alone = TrustAnchors { log: published.log.anchors(Required::default()), ..anchors(&published.pki) };
    let alone = TrustAnchors {
        log: recepis::verify::trust::LogAnchors { witnesses: Vec::new(), ..alone.log.clone() },
        ..alone
    };
    let report = judged(&bundle, &alone, late());
    assert!(files(&report, reason).iter().any(|file| file.starts_with("evidence/001")), "{}", report.to_text());
}

#[test]
fn s8_a_bundle_of_nine_years_ago_verifies_offline_where_its_time_stamps_hold_and_says_what_lacks_where_they_do_not() {
    let (tale, years) = (Tale::accepted(1), at(0).plus(days(9 * 365 + 3)));
    // Over by then: the seal's certificate, every revocation list, the service.
    let long = Pki::new(&Plan { tsa_until: at(0).plus(days(15 * 365)), ..Plan::default() });
    let report = judged(&tale.bundle(&long), &anchors(&long), years);
    assert!(long.seal.not_after() < years);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    // Time-stamps that ended meanwhile, and that nothing renewed.
    let short = Pki::new(&Plan::default());
    let report = judged(&tale.bundle(&short), &anchors(&short), years);
    assert_eq!(verdict(&report), (Indication::Indeterminate, Some(Reason::OutOfBoundsNoPoe)), "{}", report.to_text());
    // The log, under witnesses whose keys do not end, covers each event: only what was made after the proofs lacks.
    let published = Published::new();
    let bundle = pack(&published.pki, &published.all(), published.tale.moment());
    let report = judged(&bundle, &published.trust(Required::default()), years);
    let over = files(&report, Reason::OutOfBoundsNoPoe);
    assert!(!over.is_empty() && over.iter().all(|file| file.contains("Exported") || file.contains("META-INF/")));
}

#[test]
fn a_proof_that_came_after_the_end_of_a_time_stamps_certificate_comes_too_late() {
    let pki = Pki::new(&Plan { tsa_until: at(0).plus(days(1)), ..Plan::default() });
    let tale = Tale::accepted(1);
    // Sealed in time, and cosigned days after: the story is over within two hours.
    let mut published = Published::of(tale, pki, Log::new(), |statement| statement.time.plus(Duration::from_secs(2)));
    let indexes: Vec<u64> = published.proofs.iter().map(|proof| proof.index).collect();
    published.proofs = indexes.iter().map(|index| published.log.proof(*index, at(0).plus(days(2)))).collect();
    let report = judged(
        &pack(&published.pki, &published.all(), published.tale.moment()),
        &published.trust(Required::default()),
        at(0).plus(days(3)),
    );
    let late = files(&report, Reason::OutOfBoundsNoPoe);
    assert!(late.iter().any(|file| file.starts_with("evidence/001")), "{}", report.to_text());
    assert!(
        report
            .findings
            .iter()
            .any(|f| f.sentence.contains("is proven from") && f.sentence.contains(" on only, by the witnesses"))
    );
}

#[test]
fn a_log_whose_digests_became_weak_proves_nothing_by_itself() {
    let published = Published::new();
    let bundle = pack(&published.pki, &published.all(), published.tale.moment());
    let trust = |day: &str| TrustAnchors { suitability: weak_from(day), ..published.trust(Required::default()) };
    let over = |report: &Report, reason| files(report, reason).iter().any(|file| file.starts_with("evidence/001"));
    let strong = judged(&bundle, &trust("2050-01-01"), late());
    assert!(!over(&strong, Reason::OutOfBoundsNoPoe), "{}", strong.to_text());
    let weak = judged(&bundle, &trust("2030-01-01"), late());
    assert!(over(&weak, Reason::OutOfBoundsNoPoe) && over(&weak, Reason::CryptoConstraintsFailureNoPoe));
}
