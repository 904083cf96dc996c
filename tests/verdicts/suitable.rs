//! The table of algorithms by time, for what other services made and for trusted lists.

use recepis::crypto::{Suitability, sha256};
use recepis::erds::moment::Moment;
use recepis::verify::foreign::{self, Given, Kind};
use recepis::verify::report::Report;
use recepis::verify::trust::TrustAnchors;
use recepis::verify::verdict::{Indication, Reason};

use crate::existence::weak_from;
use crate::foreign::xml::{ORIGINAL, Out, evidence, signed};
use crate::packed::anchors;
use crate::pki::{Pki, Plan};
use crate::verdict;

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// Judges an evidence of another service, signed and stamped in November 2026.
fn evidence_at(table: Suitability, at: &str) -> Report {
    let pki = Pki::new(&Plan { tsa_until: moment("2040-01-01T00:00:00Z"), ..Plan::default() });
    let octets = signed(&pki, &evidence(&sha256(ORIGINAL), ""), Out::Enveloped, moment("2026-11-24T09:14:02Z"), true);
    judged(&pki, Kind::Evidence, &octets, None, table, at)
}

fn judged(pki: &Pki, kind: Kind, octets: &[u8], content: Option<&[u8]>, table: Suitability, at: &str) -> Report {
    let lists: Vec<Vec<u8>> = pki.crls.iter().map(|(_, der)| der.clone()).collect();
    let trust = TrustAnchors { suitability: table, ..anchors(pki) };
    let given = Given { octets, content, lists: &lists, trusted: None };
    foreign::judge(kind, &given, &trust, moment(at))
}

fn weak(report: &Report, reason: Reason) -> Vec<&str> {
    let found = report.findings.iter().filter(|finding| finding.reason == Some(reason));
    found.map(|finding| finding.sentence.as_str()).collect()
}

#[test]
fn what_others_signed_is_sound_until_its_algorithm_ends_and_unproven_after() {
    let before = evidence_at(weak_from("2028-01-01"), "2027-12-31T23:59:59Z");
    assert_eq!(verdict(&before), (Indication::TotalPassed, None), "{}", before.to_text());
    let after = evidence_at(weak_from("2028-01-01"), "2028-01-01T00:00:00Z");
    let no_poe = Reason::CryptoConstraintsFailureNoPoe;
    assert_eq!(verdict(&after), (Indication::Indeterminate, Some(no_poe)), "{}", after.to_text());
    let said = weak(&after, no_poe);
    for part in [
        "Its time-stamp is signed with",
        "The time-stamp: the certificate of",
        "The signer: the certificate of",
        "It is named by a digest by SHA-256",
    ] {
        assert!(said.iter().any(|sentence| sentence.starts_with(part)), "{part}: {said:?}");
    }
    // The time-stamp proves that the signature's own algorithm was suitable.
    assert!(!said.iter().any(|sentence| sentence.starts_with("It is signed with")), "{said:?}");
}

#[test]
fn what_others_signed_with_what_had_ended_is_so_by_its_own_word() {
    let report = evidence_at(weak_from("2026-01-01"), "2026-11-24T09:20:00Z");
    let reason = Reason::CryptoConstraintsFailure;
    assert_eq!(report.verdict, Indication::Indeterminate, "{}", report.to_text());
    let said = weak(&report, reason);
    assert!(said.iter().any(|sentence| sentence.starts_with("It is signed with ECDSA P-256")), "{}", report.to_text());
}

#[test]
fn a_signature_of_others_without_time_stamp_is_judged_by_the_table_of_the_moment_asked_for() {
    let pki = Pki::new(&Plan { seal_until: moment("2040-01-01T00:00:00Z"), ..Plan::default() });
    let chain = std::slice::from_ref(&pki.root);
    let time = moment("2026-11-24T09:14:02Z");
    let prepared = recepis::seal::cms::prepare(b"A letter.", &pki.seal, chain, time, crate::pki::P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    let octets = prepared.assemble(&signature).unwrap().bytes;
    let at = |table, at| judged(&pki, Kind::Cms, &octets, Some(b"A letter."), table, at);
    let now = "2026-11-24T09:20:00Z";
    assert_eq!(at(weak_from("2028-01-01"), now).verdict, Indication::TotalPassed);
    let later = at(weak_from("2028-01-01"), "2028-01-01T00:00:00Z");
    let said = weak(&later, Reason::CryptoConstraintsFailureNoPoe);
    assert!(said.iter().any(|sentence| sentence.starts_with("It is signed with")), "{}", later.to_text());
}
