//! Bundles of made-up deliveries, whole and spoilt in every way we know, and the verdicts on them.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

mod augmented;
mod clicks;
mod command;
#[expect(clippy::indexing_slicing, clippy::panic, reason = "a corpus that is not made as it should be may panic")]
mod corpus;
mod decades;
#[expect(clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]
mod disputed;
mod exhibit;
mod existence;
#[expect(clippy::indexing_slicing, reason = "a failing test may panic")]
mod extracts;
#[expect(clippy::indexing_slicing, clippy::panic, reason = "a sample that is not made as it should be may panic")]
mod foreign;
#[expect(clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]
mod instructed;
mod keyed;
#[expect(clippy::indexing_slicing, reason = "a failing test may panic")]
mod lists;
mod log;
mod mandated;
mod moved;
#[expect(clippy::indexing_slicing, reason = "a failing test may panic")]
mod notice;
mod operator;
mod packed;
#[path = "../common/pdf.rs"]
#[expect(unreachable_pub, reason = "told to several test programs")]
mod pdf;
mod pki;
#[expect(clippy::indexing_slicing, reason = "a failing test may panic")]
mod printed;
mod program;
mod promise;
#[expect(clippy::indexing_slicing, reason = "a failing test may panic")]
mod renewed;
mod replies;
#[path = "../common/schema.rs"]
#[expect(clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]
mod schema;
mod steps;
#[path = "../common/story.rs"]
#[expect(unreachable_pub, reason = "told to several test programs")]
mod story;
mod suitable;

#[path = "../../src/tlog/testing.rs"]
mod tlog_testing;

#[path = "../../src/seal/webauthn/testing.rs"]
#[expect(dead_code, reason = "told to several test programs, each taking its part")]
mod webauthn_testing;

use std::io::Cursor;
use std::time::Duration;

use packed::{MESSAGE, Tale, acknowledgement, anchors, pack, role, sealed_at, stated, story, unstamped, with_message};
use pki::{Pki, Plan, days};

use crate::story::{at, deadline};
use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::moment::Moment;
use recepis::erds::outage::Failing;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::format::acknowledgement as document;
use recepis::format::zip::{Archive, Limits, Writer};
use recepis::tlog;
use recepis::verify::open_and_verify;
use recepis::verify::report::{Content, Report};
use recepis::verify::trust::TrustAnchors;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

fn pki() -> Pki {
    Pki::new(&Plan::default())
}

fn judged(bundle: &[u8], anchors: &TrustAnchors, at: Moment) -> Report {
    open_and_verify(Cursor::new(bundle), anchors, at)
}

fn verdict(report: &Report) -> (Indication, Option<Reason>) {
    (report.verdict, report.reason)
}

/// Judges the tale as packed by the service, under its own anchors, a minute after the export.
fn told(tale: &Tale, pki: &Pki) -> Report {
    judged(&tale.bundle(pki), &anchors(pki), tale.moment())
}

/// Judges these files, packed and signed by the service itself, so that only what they say can be wrong.
fn repacked(tale: &Tale, pki: &Pki, files: &[(Role, Vec<u8>)]) -> Report {
    judged(&pack(pki, files, tale.moment()), &anchors(pki), tale.moment())
}

#[track_caller]
fn fails(report: &Report, reason: Reason, file: Option<&str>, words: &str) {
    assert_eq!(report.verdict, reason.indication(), "{}", report.to_text());
    let found = report.findings.iter().any(|finding| {
        finding.reason == Some(reason)
            && finding.sentence.contains(words)
            && file.is_none_or(|file| finding.file.as_deref() == Some(file))
    });
    assert!(found, "{reason} {file:?} {words}\n{}", report.to_text());
    assert_eq!(report.answers.is_none(), report.verdict == Indication::TotalFailed);
}

#[test]
fn every_ordinary_delivery_passes_with_its_four_answers() {
    let pki = pki();
    for (tale, step, decision, voucher) in [
        (Tale::accepted(1), Step::G4, Decision::Accepted, Voucher::Service),
        (Tale::refused(2), Step::G3, Decision::Refused, Voucher::Service),
        (Tale::not_for_me(3), Step::G2, Decision::NotForMe, Voucher::Service),
        (Tale::expired(4), Step::G1, Decision::Expired, Voucher::Nobody),
        (Tale::rejected(5), Step::G0, Decision::None, Voucher::Nobody),
    ] {
        let report = told(&tale, &pki);
        assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
        let answers = report.answers.as_ref().unwrap();
        assert_eq!((answers.step.value, answers.decision.value, answers.vouches.value), (step, decision, voucher));
        let proved = answers.identity.words.contains("access to p.devries@voorbeeld.example");
        assert_eq!(proved, voucher == Voucher::Service);
        assert_eq!(report.evidence.len(), tale.story.statements.len());
        assert_eq!((report.content, report.exit_code()), (Content::NotInside, 0));
    }
}

#[test]
fn a_notice_that_could_not_be_sent_stays_a_submission() {
    let story = story(1).submitted().notice_failed(10).exported();
    let report = told(&Tale { story, acknowledgements: Vec::new() }, &pki());
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let answers = report.answers.unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G0, Decision::None));
    assert!(answers.step.words.contains("could not be sent") && report.deadline.is_none());
}

#[test]
fn c13_an_outage_in_a_bundle_moves_the_deadline_and_a_silence_before_it_fails() {
    let (pki, moved) = (pki(), deadline().plus(Duration::from_hours(24)));
    let out = story(6).submitted().noticed(10).out(Failing::Service, 3_600, 9_000, Some(moved));
    let told_of = |story| told(&Tale { story, acknowledgements: Vec::new() }, &pki);
    let report = told_of(out.clone().exported());
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert_eq!((report.deadline, report.evidence[2].file.as_str()), (Some(moved), "evidence/003-Outage.xml"));
    assert!(report.evidence[2].service_states.contains("the service was not there"), "{}", report.to_text());
    assert_eq!(banned(&report.to_text(), Language::English), Vec::<&str>::new());
    let early = told_of(out.expired().exported());
    fails(&early, Reason::Unlawful, Some("evidence/004-AcceptanceRejectionExpiry.xml"), "earlier deadline");
}

#[test]
fn l14_a_report_says_what_is_not_proven_and_uses_no_word_that_claims_more() {
    let pki = pki();
    for tale in [Tale::accepted(1), Tale::refused(2), Tale::not_for_me(3), Tale::expired(4), Tale::rejected(5)] {
        for trust in [anchors(&pki), TrustAnchors::default()] {
            let report = judged(&tale.bundle(&pki), &trust, tale.moment());
            let text = report.to_text();
            assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "{text}");
            assert!(text.starts_with(&report.verdict.to_string()), "{text}");
            assert!(text.contains("later evidence may exist"), "{text}");
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(longest <= 110, "{longest}: {text}");
        }
    }
    let text = told(&Tale::accepted(1), &pki).to_text();
    for sentence in ["C.1 proves that a notice was sent, never", "not which person used it", "nothing independent"] {
        assert!(text.replace("\n    ", " ").contains(sentence), "{sentence}\n{text}");
    }
    let apart = Pki::new(&Plan { own_tsa_root: true, ..Plan::default() });
    let report = told(&Tale::accepted(1), &apart);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert!(!report.not_proven.iter().any(|line| line.contains("nothing independent")));
}

#[test]
fn the_report_as_json_has_the_members_that_its_schema_names() {
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("proto/report.schema.json").unwrap()).unwrap();
    let same = |value: &serde_json::Value, shape: &serde_json::Value| {
        let mut members: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let mut required: Vec<&str> =
            shape["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        members.sort_unstable();
        required.sort_unstable();
        assert_eq!(members, required);
    };
    let pki = pki();
    let tale = Tale::accepted(1);
    let report = judged(&tale.bundle(&pki), &TrustAnchors::default(), tale.moment());
    let value: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    same(&value, &schema);
    let defs = &schema["$defs"];
    same(&value["about"], &defs["about"]);
    same(&value["answers"], &defs["answers"]);
    for answer in ["step", "decision", "vouches", "identity"] {
        same(&value["answers"][answer], &defs["answers"]["properties"][answer]);
    }
    same(&value["evidence"][0], &defs["evidence"]);
    let logged = log::Published::new();
    let logged = judged(&logged.bundle(), &TrustAnchors::default(), logged.tale.moment());
    let logged: serde_json::Value = serde_json::from_str(&logged.to_json()).unwrap();
    same(&logged["evidence"][0]["log"], &defs["in_log"]);
    same(&logged["log_keys"][0], &defs["log_key"]);
    let promise = log::Published::new();
    let promise = promise::note(promise::promise(&promise), &promise.log.keys[0]);
    let report = recepis::verify::promise_alone(&promise, &TrustAnchors::default(), tale.moment());
    let promise: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    same(&promise, &schema);
    same(&promise["promise"], &defs["promise"]);
    let program = serde_json::to_value(program::quoted().program).unwrap();
    same(&program, &defs["program"]);
    let keyed = serde_json::to_value(keyed::shown()).unwrap();
    same(&keyed["key"], &defs["key"]);
    same(&value["roots"][0], &defs["root"]);
    same(&value["findings"][0], &defs["finding"]);
    let names: Vec<&str> = defs["reason"]["enum"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
    assert_eq!(names, Reason::ALL.iter().map(|reason| reason.name()).collect::<Vec<_>>());
    assert_eq!(value["verdict"], "INDETERMINATE");
    assert_eq!(value["answers"]["decision"]["value"], "accepted");
}

#[test]
fn without_anchors_nothing_is_trusted_and_the_roots_are_printed_to_compare() {
    let pki = pki();
    let tale = Tale::accepted(1);
    let report = judged(&tale.bundle(&pki), &TrustAnchors::default(), tale.moment());
    assert_eq!(verdict(&report), (Indication::Indeterminate, Some(Reason::NoCertificateChainFound)));
    assert_eq!(report.exit_code(), 2);
    let fingerprint = pki.root.fingerprint();
    let start = format!("{:02X}{:02X} {:02X}{:02X} ", fingerprint[0], fingerprint[1], fingerprint[2], fingerprint[3]);
    assert!(report.to_text().contains(&start), "{}", report.to_text());
    assert!(report.roots.iter().all(|root| !root.trusted));
}

#[test]
fn a_self_made_service_is_never_trusted_by_what_it_packs_itself() {
    let (real, made) = (pki(), Pki::new(&Plan { seed: 7, ..Plan::default() }));
    for tale in [Tale::accepted(1), Tale::refused(2), Tale::expired(3)] {
        for trust in [anchors(&real), TrustAnchors::default()] {
            let report = judged(&tale.bundle(&made), &trust, tale.moment());
            assert_eq!(verdict(&report), (Indication::Indeterminate, Some(Reason::NoCertificateChainFound)));
        }
    }
    let half = TrustAnchors { seal: vec![made.root.der().to_vec()], ..anchors(&real) };
    let tale = Tale::accepted(1);
    assert_eq!(judged(&tale.bundle(&made), &half, tale.moment()).verdict, Indication::Indeterminate);
}

#[test]
fn one_evidence_taken_out_fails_wherever_it_stood() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let whole = tale.files(&pki);
    for gone in 0..5 {
        let mut files = whole.clone();
        files.remove(gone);
        let report = repacked(&tale, &pki, &files);
        let words =
            if gone == 4 { "the end was cut off".to_owned() } else { format!("Number {} of the chain", gone + 1) };
        fails(&report, Reason::ChainBroken, None, &words);
    }
    let mut files = whole;
    files.truncate(5);
    files.remove(4);
    let report = repacked(&tale, &pki, &files);
    assert_ne!(report.verdict, Indication::TotalPassed, "neither end nor export statement");
}

#[test]
fn two_evidence_files_that_changed_places_fail() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let mut files = tale.files(&pki);
    let second = files[1].1.clone();
    files[1].1 = std::mem::replace(&mut files[4].1, second);
    fails(
        &repacked(&tale, &pki, &files),
        Reason::ChainBroken,
        Some("evidence/002-NotificationForAcceptance.xml"),
        "wrong name",
    );
}

#[test]
fn an_evidence_of_another_delivery_fails() {
    let (pki, tale, other) = (pki(), Tale::accepted(1), Tale::accepted(2));
    let mut files = tale.files(&pki);
    files[2].1.clone_from(&other.files(&pki)[2].1);
    fails(
        &repacked(&tale, &pki, &files),
        Reason::ChainBroken,
        Some("evidence/003-ConsignmentAcceptance.xml"),
        "belongs to another delivery",
    );
}

#[test]
fn without_an_export_statement_the_verdict_is_open() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let mut files = tale.files(&pki);
    files.remove(stated(&tale.story, Event::Exported));
    fails(&repacked(&tale, &pki, &files), Reason::LengthUnknown, None, "how long the chain is");
}

#[test]
fn what_the_law_forbids_fails_even_if_the_service_sealed_it() {
    let pki = pki();
    let late = i64::try_from(deadline().since(at(0)).as_secs()).unwrap() + 1;
    let base = story(1).submitted().noticed(10);
    let refusal = acknowledgement(&base, document::Decision::Refused, late);
    let refused = base.refused(late, Sha256(sha256(&refusal))).exported();
    let tale = Tale { story: refused, acknowledgements: vec![refusal] };
    let plan = Plan { lists: Some((at(0).minus(days(1)), at(0).plus(days(60)))), ..Plan::default() };
    let report = told(&tale, &Pki::new(&plan));
    fails(&report, Reason::Unlawful, Some("evidence/003-ConsignmentRejection.xml"), "the time to decide is over");
    let story = packed::story(1).submitted().noticed(10).handed_over(100).exported();
    let report = told(&Tale { story, acknowledgements: Vec::new() }, &pki);
    fails(&report, Reason::Unlawful, Some("evidence/003-ContentHandover.xml"), "was not accepted");
}

#[test]
fn an_acknowledgement_must_be_there_and_say_the_same() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let mut files = tale.files(&pki);
    files.retain(|(role, _)| !matches!(role, Role::Acknowledgement { .. }));
    fails(&repacked(&tale, &pki, &files), Reason::SignedDataNotFound, None, "is not in the bundle");
    let base = story(1).submitted().noticed(10);
    let other = acknowledgement(&base, document::Decision::Accepted, 3_600);
    let refused = base.refused(3_600, Sha256(sha256(&other))).exported();
    let report = told(&Tale { story: refused, acknowledgements: vec![other] }, &pki);
    fails(&report, Reason::AcknowledgementDiffers, Some("acknowledgement/003.json"), "another decision");
}

#[test]
fn notices_and_dialogues_are_held_by_their_digests() {
    let (pki, tale) = (pki(), Tale::refused(1));
    for (change, file) in
        [(Role::Notice { number: 1 }, "notice-1.eml"), (Role::Dialogue { sequence: 2 }, "dialogue/002.txt")]
    {
        let mut files = tale.files(&pki);
        files.iter_mut().find(|(role, _)| *role == change).unwrap().1.push(b'!');
        fails(&repacked(&tale, &pki, &files), Reason::ContentDiffers, Some(file), "its digest is another");
    }
    let mut files = tale.files(&pki);
    files.retain(|(role, _)| !matches!(role, Role::Dialogue { .. }));
    fails(&repacked(&tale, &pki, &files), Reason::SignedDataNotFound, None, "dialogue");
}

#[test]
fn the_message_may_be_inside_absent_or_given_and_a_wrong_one_shows() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let bundle = tale.bundle(&pki);
    let judged = |bundle: &[u8]| judged(bundle, &anchors(&pki), tale.moment());
    let inside = judged(&with_message(&bundle, MESSAGE));
    assert_eq!((inside.verdict, inside.content), (Indication::TotalPassed, Content::Inside));
    fails(&judged(&with_message(&bundle, b"another")), Reason::ContentDiffers, Some("message.eml"), "not the message");
    let mut given = judged(&bundle);
    given.compare_message(&Sha256(sha256(MESSAGE)));
    assert_eq!((given.content, given.exit_code()), (Content::Given, 0));
    given.compare_message(&Sha256(sha256(b"another")));
    assert_eq!((given.verdict, given.exit_code()), (Indication::TotalPassed, 1));
    assert!(given.to_text().contains("not this message"));
}

#[test]
fn a_seal_that_expired_before_the_time_proven_fails_and_one_that_expired_later_stands() {
    let tale = Tale::accepted(1);
    let expired = Pki::new(&Plan { seal_until: at(0), ..Plan::default() });
    fails(&told(&tale, &expired), Reason::Expired, Some("evidence/001-SubmissionAcceptance.xml"), "was valid until");
    let pki = pki();
    let report = judged(&tale.bundle(&pki), &anchors(&pki), at(0).plus(days(1_000)));
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
}

#[test]
fn a_time_stamp_whose_certificate_expired_is_not_renewed_by_anything() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let report = judged(&tale.bundle(&pki), &anchors(&pki), at(0).plus(days(4_000)));
    fails(&report, Reason::OutOfBoundsNoPoe, None, "no later time-stamp renews it");
}

#[test]
fn a_seal_revoked_before_the_time_proven_fails_and_one_revoked_later_stands() {
    let tale = Tale::accepted(1);
    let before = Pki::new(&Plan { seal_revoked: Some(at(-60)), ..Plan::default() });
    fails(&told(&tale, &before), Reason::Revoked, Some("evidence/001-SubmissionAcceptance.xml"), "is revoked since");
    let after = Pki::new(&Plan { seal_revoked: Some(at(90_000)), ..Plan::default() });
    let report = judged(&tale.bundle(&after), &anchors(&after), at(100_000));
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert!(report.findings.iter().any(|finding| finding.sentence.contains("after the time proven")));
}

#[test]
fn without_a_revocation_list_for_that_time_the_verdict_is_open() {
    let tale = Tale::refused(1);
    for lists in [None, Some((at(0).minus(days(9)), at(0).minus(days(8))))] {
        let pki = Pki::new(&Plan { lists, ..Plan::default() });
        fails(&told(&tale, &pki), Reason::TryLater, None, "is not known for that moment");
    }
}

#[test]
fn a_seal_of_another_organisation_fails() {
    let pki = Pki::new(&Plan { organisation: "Somebody Else", ..Plan::default() });
    fails(&told(&Tale::refused(1), &pki), Reason::SignerDiffers, None, "Somebody Else");
}

#[test]
fn without_a_time_stamp_nothing_proves_the_time() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let mut files = tale.files(&pki);
    files[0].1 = unstamped(&pki, &tale.story.statements[0]);
    let file = Some("evidence/001-SubmissionAcceptance.xml");
    fails(&repacked(&tale, &pki, &files), Reason::NoPoe, file, "no time-stamp");
}

#[test]
fn the_event_time_is_held_against_the_time_proven() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let sealed_after = |seconds: i64| {
        let mut files = tale.files(&pki);
        for (place, statement) in tale.story.statements.iter().enumerate().skip(2) {
            let time = Moment::from_seconds(statement.time.seconds() + seconds);
            files[place] = (role(statement), sealed_at(&pki, statement, time));
        }
        let when = tale.moment().plus(days(2));
        judged(&pack(&pki, &files, when), &anchors(&pki), when)
    };
    assert_eq!(sealed_after(-1).verdict, Indication::TotalPassed, "within a second either way");
    let file = Some("evidence/003-ConsignmentRejection.xml");
    fails(&sealed_after(-2), Reason::TimeImpossible, file, "after the time proven");
    let later = sealed_after(660);
    assert_eq!(later.verdict, Indication::TotalPassed, "{}", later.to_text());
    assert!(later.findings.iter().any(|finding| finding.sentence.contains("Sealed 11 minutes later")));
    assert_eq!(sealed_after(86_400).verdict, Indication::TotalPassed);
    fails(&sealed_after(86_401), Reason::TimeUnproven, file, "the service's word alone");
}

#[test]
fn time_stamps_in_another_order_than_the_chain_leave_the_verdict_open() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let mut files = tale.files(&pki);
    let first = &tale.story.statements[0];
    files[0].1 = sealed_at(&pki, first, first.time.plus(Duration::from_secs(40)));
    let file = Some("evidence/002-NotificationForAcceptance.xml");
    fails(&repacked(&tale, &pki, &files), Reason::TimestampOrderFailure, file, "which it follows");
}

#[test]
fn a_moment_before_the_time_stamps_leaves_the_verdict_open() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let report = judged(&tale.bundle(&pki), &anchors(&pki), at(0));
    fails(&report, Reason::TimestampOrderFailure, None, "after the moment judged for");
}

#[test]
fn a_file_that_the_manifest_does_not_name_or_that_is_gone_fails() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let members = members(&tale.bundle(&pki));
    let judged = |members: &[(String, Vec<u8>)]| judged(&zipped(members), &anchors(&pki), tale.moment());
    let mut more = members.clone();
    more.insert(2, ("evidence/009-Outage.xml".to_owned(), members[1].1.clone()));
    fails(&judged(&more), Reason::FileNotNamed, Some("evidence/009-Outage.xml"), "not listed");
    let mut fewer = members.clone();
    fewer.remove(3);
    fails(&judged(&fewer), Reason::FileMissing, Some(&members[3].0), "is not in the bundle");
    let mut unsigned = members;
    unsigned.pop();
    fails(&judged(&unsigned), Reason::FormatFailure, None, "signature");
}

/// Name and content of each member.
fn members(bundle: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = Archive::open(Cursor::new(bundle), &Limits::default()).unwrap();
    let names: Vec<String> = archive.members().iter().map(|member| member.name.clone()).collect();
    names.into_iter().map(|name| (name.clone(), archive.read(&name, 1 << 24).unwrap())).collect()
}

/// The members in a container whose checksums are right.
fn zipped(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = Writer::new(Vec::new());
    for (name, content) in members {
        zip.stored(name, content).unwrap();
    }
    zip.finish(false).unwrap()
}

/// A sequence of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }
}

#[test]
fn of_two_thousand_single_bit_changes_inside_files_none_passes_and_each_names_its_file() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let whole = members(&with_message(&tale.bundle(&pki), MESSAGE));
    assert_eq!(judged(&zipped(&whole), &anchors(&pki), tale.moment()).verdict, Indication::TotalPassed);
    let mut dice = Dice(20_261_124);
    for _ in 0..2_000 {
        let mut changed = whole.clone();
        let place = dice.below(changed.len());
        let (name, content) = &mut changed[place];
        let (name, octet, bit) = (name.clone(), dice.below(content.len()), dice.below(8));
        content[octet] ^= 1 << bit;
        let report = judged(&zipped(&changed), &anchors(&pki), tale.moment());
        assert_eq!(report.verdict, Indication::TotalFailed, "{name} octet {octet} bit {bit}\n{}", report.to_text());
        let named = report.findings.iter().any(|finding| {
            finding.indication == Indication::TotalFailed && finding.file.as_deref() == Some(name.as_str())
        });
        assert!(named, "{name} octet {octet} bit {bit}\n{}", report.to_text());
    }
}

#[test]
fn a_single_bit_change_of_the_container_itself_passes_only_where_every_file_stays_as_it_is() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let whole = with_message(&tale.bundle(&pki), MESSAGE);
    let files = members(&whole);
    let mut dice = Dice(42);
    for _ in 0..600 {
        let mut changed = whole.clone();
        let (octet, bit) = (dice.below(changed.len()), dice.below(8));
        changed[octet] ^= 1 << bit;
        let report = judged(&changed, &anchors(&pki), tale.moment());
        // Dates and attributes in the directory say nothing; a change there is none of a file.
        let harmless = report.verdict != Indication::TotalFailed && members(&changed) == files;
        assert!(harmless || report.verdict == Indication::TotalFailed, "octet {octet} bit {bit}\n{}", report.to_text());
    }
}

#[test]
fn what_is_no_bundle_gets_a_verdict_too() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let whole = tale.bundle(&pki);
    let zeros = vec![0; 70_000];
    let half = whole.get(..whole.len() / 2).unwrap();
    for bytes in [&b""[..], b"hello", &zeros, half, b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
        let report = judged(bytes, &anchors(&pki), tale.moment());
        assert_eq!(verdict(&report), (Indication::TotalFailed, Some(Reason::FormatFailure)));
        assert!(!report.findings[0].sentence.is_empty() && report.about.is_none());
        assert_eq!(report.exit_code(), 1);
    }
}
