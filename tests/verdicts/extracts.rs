//! Extracts beside evidence, bundles that were redacted to them, and what is wrong with either.

use std::io::Cursor;

use recepis::bundle::{Error, Role, redact};
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::evidence::Statement;
use recepis::erds::moment::Moment;
use recepis::format::extract::{self, Extract, Field};
use recepis::seal::xades;
use recepis::verify::exhibit;
use recepis::verify::report::{Content, Report};
use recepis::verify::times::By;
use recepis::verify::trust::TrustAnchors;
use recepis::verify::verdict::{Finding, Indication, Reason};
use recepis::words::{Language, banned};

use crate::packed::{MESSAGE, Tale, anchors, pack, signed, with_message};
use crate::pki::{Pki, Plan, days};
use crate::{fails, judged, members, pki, verdict, zipped};

/// The files of a tale's bundle with the extract of each evidence of the chain, and what opens it.
pub(crate) fn files(pki: &Pki, tale: &Tale) -> Vec<(Role, Vec<u8>)> {
    let mut files = tale.files(pki);
    for (place, statement) in tale.story.statements.iter().enumerate() {
        let evidence = files[place].1.clone();
        files.extend(beside(pki, statement, &evidence, statement.time).into_iter().flatten());
    }
    files
}

/// The extract of an evidence of the chain, sealed at this time, and what opens it.
pub(crate) fn beside(pki: &Pki, statement: &Statement, evidence: &[u8], at: Moment) -> Option<[(Role, Vec<u8>); 2]> {
    let sequence = statement.chain.link.sequence()?;
    let salts = std::array::from_fn(|field| [u8::try_from(field).unwrap() + 16 * u8::try_from(sequence).unwrap(); 16]);
    let imprint = xades::check(evidence).unwrap().imprint;
    let (made, openings) = Extract::of(statement, Sha256(sha256(evidence)), Sha256(imprint), salts).unwrap();
    let sealed = signed(pki, &extract::write(&made).unwrap(), at);
    Some([
        (Role::Extract { sequence, event: statement.event.name().to_owned() }, sealed),
        (Role::Openings { sequence }, extract::write_openings(&openings).unwrap()),
    ])
}

pub(crate) fn whole(pki: &Pki, tale: &Tale) -> Vec<u8> {
    pack(pki, &files(pki, tale), tale.moment())
}

pub(crate) fn redacted(pki: &Pki, tale: &Tale, shown: &[Field]) -> Vec<u8> {
    redact(Cursor::new(whole(pki, tale)), shown, Vec::new()).unwrap().out
}

/// The same file with another value in an opening of the second step.
pub(crate) fn wrongly_opened(pki: &Pki, tale: &Tale) -> Vec<u8> {
    let mut all = members(&redacted(pki, tale, &[Field::AddresseeAddress]));
    let (_, octets) = all.iter_mut().find(|(name, _)| name == "extract/002-opened.xml").unwrap();
    let mut openings = extract::read_openings(octets).unwrap();
    "somebody.else@voorbeeld.example".clone_into(&mut openings.fields[0].value);
    *octets = extract::write_openings(&openings).unwrap();
    zipped(&all)
}

fn told(bundle: &[u8], pki: &Pki, tale: &Tale) -> Report {
    judged(bundle, &anchors(pki), tale.moment())
}

#[test]
fn a_bundle_with_extracts_is_judged_as_one_without() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let (with, without) = (told(&whole(&pki, &tale), &pki, &tale), told(&tale.bundle(&pki), &pki, &tale));
    assert_eq!(verdict(&with), (Indication::TotalPassed, None), "{}", with.to_text());
    assert_eq!((with.redacted, with.findings), (None, without.findings));
    assert_eq!(with.answers, without.answers);
}

#[test]
fn a_redacted_bundle_shows_steps_and_times_and_nobody() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let bundle = redacted(&pki, &tale, &[]);
    let report = told(&bundle, &pki, &tale);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert!(report.about.is_none() && report.answers.is_none() && report.evidence.is_empty());
    assert_eq!(report.recorded_up_to, Some(tale.moment()));
    for said in ["never that it arrived", "never that anybody read it", "Only the service's word ties"] {
        assert!(report.not_proven.iter().any(|line| line.contains(said)), "{said}: {:?}", report.not_proven);
    }
    let shown = report.redacted.clone().unwrap();
    let chain: Vec<_> = tale.story.statements.iter().filter(|it| it.chain.link.sequence().is_some()).collect();
    assert_eq!(shown.steps.len(), chain.len());
    for (step, statement) in shown.steps.iter().zip(&chain) {
        assert_eq!((step.sequence, step.event_time), (statement.chain.link.sequence().unwrap(), statement.time));
        assert_eq!((step.event.as_str(), step.proven_by), (statement.event.uri().as_str(), Some(By::TimeStamp)));
        assert!(step.opened.is_empty());
        assert_eq!(step.left_out, Field::ALL.map(Field::name));
    }
    assert!(shown.left_out.contains(&"evidence/001-SubmissionAcceptance.xml".to_owned()), "{:?}", shown.left_out);
    let all: Vec<u8> = members(&bundle).into_iter().flat_map(|(_, octets)| octets).collect();
    let pages = [report.to_json(), report.to_text(), String::from_utf8_lossy(&all).into_owned()];
    for field in Field::ALL {
        for value in chain.iter().map(|statement| field.of(statement)).filter(|value| !value.is_empty()) {
            assert!(pages.iter().all(|page| !page.contains(&value)), "{value}");
        }
    }
    assert_eq!(banned(&report.to_text(), Language::English), Vec::<&str>::new());
}

#[test]
fn what_is_opened_is_shown_and_the_rest_said_to_be_left_out_in_four_languages() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let bundle = redacted(&pki, &tale, &[Field::AddresseeAddress, Field::DelegateAddress, Field::MessageDigest]);
    let mut report = told(&bundle, &pki, &tale);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let step = report.redacted.as_ref().unwrap().steps[0].clone();
    let addressee = tale.story.statements[0].addressee.to_string();
    assert_eq!((step.opened[0].field, step.opened[0].value.as_str()), ("addressee.address", addressee.as_str()));
    assert_eq!((step.opened[1].field, step.opened[1].value.as_str()), ("delegate.address", ""));
    assert_eq!(step.left_out, ["message.id", "sender.address", "sender.name"]);
    for language in Language::ALL {
        let text = exhibit::text(&exhibit::document(&report, language));
        assert!(text.contains(&addressee) && !text.contains("exhibit-") && !text.contains("{$"), "{text}");
        let document = exhibit::document(&report, language);
        let delivery = report.redacted.as_ref().unwrap().delivery.to_string();
        assert!(document.title.contains(&delivery) && document.foot.contains(&delivery), "{document:?}");
        assert_eq!(banned(&text, language), Vec::<&str>::new());
    }
    report.compare_message(&Sha256(sha256(MESSAGE)));
    assert_eq!((report.content, report.exit_code()), (Content::Given, 0));
    report.compare_message(&Sha256([1; 32]));
    assert_eq!((report.content, report.exit_code()), (Content::GivenDiffers, 1));
}

#[test]
fn a_message_beside_extracts_is_believed_only_where_its_digest_is_shown() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let hidden = redacted(&pki, &tale, &[Field::AddresseeAddress]);
    let report = told(&with_message(&hidden, MESSAGE), &pki, &tale);
    fails(&report, Reason::FileNotNamed, Some("message.eml"), "Nothing that is shown");
    let shown = redacted(&pki, &tale, &[Field::MessageDigest]);
    let report = told(&with_message(&shown, MESSAGE), &pki, &tale);
    assert_eq!((verdict(&report), report.content), ((Indication::TotalPassed, None), Content::Inside));
    let report = told(&with_message(&shown, b"Subject: another\r\n\r\n"), &pki, &tale);
    fails(&report, Reason::ContentDiffers, Some("message.eml"), "not the message that is shown");
    let mut report = told(&hidden, &pki, &tale);
    report.compare_message(&Sha256(sha256(MESSAGE)));
    assert_eq!((report.content, report.exit_code()), (Content::GivenUnknown, 2));
    for language in Language::ALL {
        let text = exhibit::text(&exhibit::document(&report, language));
        assert!(!text.contains("exhibit-"), "{text}");
        assert_eq!(banned(&text, language), Vec::<&str>::new());
    }
}

#[test]
fn what_a_redaction_adds_may_not_stand_in_a_whole_bundle() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    for (name, octets) in members(&redacted(&pki, &tale, &[Field::SenderName])) {
        if ![b"opened.xml".as_slice(), b".tst"].iter().any(|end| name.as_bytes().ends_with(end)) {
            continue;
        }
        let mut all = members(&whole(&pki, &tale));
        all.push((name.clone(), octets));
        fails(&told(&zipped(&all), &pki, &tale), Reason::FileNotNamed, Some(&name), "not listed in the manifest");
    }
}

#[test]
fn a_wrong_opening_fails_and_says_which() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let report = told(&wrongly_opened(&pki, &tale), &pki, &tale);
    let words = "What it gives as addressee.address is not what extract/002-NotificationForAcceptance.xml holds";
    fails(&report, Reason::HashFailure, Some("extract/002-opened.xml"), words);
    let mut swapped = files(&pki, &tale);
    let places: Vec<_> = (0..swapped.len()).filter(|at| matches!(swapped[*at].0, Role::Openings { .. })).collect();
    let other = swapped[places[1]].1.clone();
    swapped[places[0]].1 = other;
    let report = told(&pack(&pki, &swapped, tale.moment()), &pki, &tale);
    fails(&report, Reason::ContentDiffers, Some("extract/001-openings.xml"), "another extract");
}

#[test]
fn an_extract_of_another_evidence_fails() {
    let (pki, tale, other) = (pki(), Tale::accepted(1), Tale::accepted(2));
    let (mut ours, theirs) = (files(&pki, &tale), files(&pki, &other));
    for place in 0..ours.len() {
        if matches!(ours[place].0, Role::Extract { sequence: 2, .. } | Role::Openings { sequence: 2 }) {
            ours[place].1.clone_from(&theirs[place].1);
        }
    }
    let bundle = pack(&pki, &ours, tale.moment());
    let file = Some("extract/002-NotificationForAcceptance.xml");
    fails(&told(&bundle, &pki, &tale), Reason::ContentDiffers, file, "the digest is another");
    let redacted = redact(Cursor::new(bundle), &[], Vec::new()).unwrap().out;
    fails(&told(&redacted, &pki, &tale), Reason::ChainBroken, file, "another delivery");
}

#[test]
fn a_changed_extract_or_list_of_files_fails_in_a_redacted_bundle_too() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let bundle = redacted(&pki, &tale, &[]);
    let changed = |file: &str, old: &str, new: &str| {
        let mut all = members(&bundle);
        let (_, octets) = all.iter_mut().find(|(name, _)| name == file).unwrap();
        let text = String::from_utf8(octets.clone()).unwrap();
        assert!(text.contains(old), "{text}");
        *octets = text.replacen(old, new, 1).into_bytes();
        told(&zipped(&all), &pki, &tale)
    };
    let extract = "extract/001-SubmissionAcceptance.xml";
    fails(
        &changed(extract, ":Sequence>1<", ":Sequence>2<"),
        Reason::HashFailure,
        Some(extract),
        "is not what was signed",
    );
    let manifest = "META-INF/ASiCManifest001.xml";
    fails(&changed(manifest, "evidence/001", "evidence/009"), Reason::HashFailure, Some(manifest), "does not hold");
}

#[test]
fn without_the_time_stamp_of_the_evidence_its_time_is_the_services_word() {
    let (pki, tale) = (pki(), Tale::refused(1));
    let mut all = members(&redacted(&pki, &tale, &[]));
    all.retain(|(name, _)| name != "extract/003.tst");
    let report = told(&zipped(&all), &pki, &tale);
    fails_openly(&report, Reason::TimeUnproven, "extract/003-ConsignmentRejection.xml");
    let steps = report.redacted.unwrap().steps;
    assert!(steps[2].proven_time.is_none() && steps[1].proven_time.is_some());
}

#[track_caller]
fn fails_openly(report: &Report, reason: Reason, file: &str) {
    assert_eq!(verdict(report), (Indication::Indeterminate, Some(reason)), "{}", report.to_text());
    assert!(report.findings.iter().any(|found| found.reason == Some(reason) && found.file.as_deref() == Some(file)));
}

#[test]
fn an_extract_holds_after_its_certificate_ended_by_the_time_stamp_over_the_list_of_files() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let later: Moment = crate::story::at(0).plus(days(1_000));
    let report = judged(&redacted(&pki, &tale, &[]), &anchors(&pki), later);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let nobody = judged(&redacted(&pki, &tale, &[]), &TrustAnchors::default(), tale.moment());
    assert_eq!(verdict(&nobody), (Indication::Indeterminate, Some(Reason::NoCertificateChainFound)));
}

#[test]
fn a_bundle_made_after_the_seals_certificate_was_changed_is_no_worse_for_its_extracts() {
    let day = |number| crate::story::at(0).plus(days(number));
    let (old, new) = (Pki::new(&Plan { seal_until: day(300), ..Plan::default() }), pki());
    let tale = Tale::accepted(1);
    let bundle = pack(&new, &files(&old, &tale), day(350));
    let about_extracts = |report: &Report| {
        let of = |found: &&Finding| found.file.as_deref().is_some_and(|file| file.starts_with("extract/"));
        report.findings.iter().filter(of).filter_map(|found| found.reason).collect::<Vec<_>>()
    };
    let whole = judged(&bundle, &anchors(&old), day(351));
    assert_eq!(about_extracts(&whole), [], "{}", whole.to_text());
    let alone = redact(Cursor::new(bundle), &[], Vec::new()).unwrap().out;
    let alone = judged(&alone, &anchors(&old), day(351));
    assert!(about_extracts(&alone).contains(&Reason::OutOfBoundsNoPoe), "{}", alone.to_text());
}

#[test]
fn a_step_that_borrows_the_time_stamp_of_another_fails() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let mut all = files(&pki, &tale);
    let (earlier, step) = (all[1].1.clone(), &tale.story.statements[2]);
    let forged = beside(&pki, step, &earlier, step.time).unwrap();
    for (role, octets) in forged {
        *all.iter_mut().find(|(known, _)| *known == role).map(|(_, known)| known).unwrap() = octets;
    }
    let mut redacted = members(&redact(Cursor::new(pack(&pki, &all, tale.moment())), &[], Vec::new()).unwrap().out);
    let stamp = redacted.iter().find(|(name, _)| name == "extract/002.tst").unwrap().1.clone();
    redacted.iter_mut().find(|(name, _)| name == "extract/003.tst").unwrap().1 = stamp;
    let report = told(&zipped(&redacted), &pki, &tale);
    let extract = "extract/003-ConsignmentAcceptance.xml";
    fails(&report, Reason::ChainBroken, Some(extract), "the same evidence, or the same time-stamp");
}

#[test]
fn more_extracts_than_are_looked_at_are_not_passed_over() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let mut all = members(&redacted(&pki, &tale, &[]));
    let extract = all.iter().find(|(name, _)| name == "extract/001-SubmissionAcceptance.xml").unwrap().1.clone();
    let shown = told(&zipped(&all), &pki, &tale).redacted.unwrap().steps.len();
    let name = |number: usize| format!("extract/{}-SubmissionAcceptance.xml", 100 + number);
    all.extend((shown..=500).map(|number| (name(number), extract.clone())));
    let report = told(&zipped(&all), &pki, &tale);
    fails(&report, Reason::FormatFailure, Some(&name(500)), "501 extracts; 500 is the most");
}

#[test]
fn evidence_without_extracts_cannot_be_redacted_and_one_without_is_named() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    assert!(matches!(redact(Cursor::new(tale.bundle(&pki)), &[], Vec::new()), Err(Error::NoExtract)));
    let mut some = files(&pki, &tale);
    some.retain(|(role, _)| !matches!(role, Role::Extract { sequence: 1, .. } | Role::Openings { sequence: 1 }));
    let made = redact(Cursor::new(pack(&pki, &some, tale.moment())), &[], Vec::new()).unwrap();
    assert_eq!(made.without, ["evidence/001-SubmissionAcceptance.xml"]);
    let report = told(&made.out, &pki, &tale);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert_eq!(report.redacted.unwrap().steps[0].sequence, 2);
    let again = redact(Cursor::new(redacted(&pki, &tale, &Field::ALL)), &[Field::SenderName], Vec::new()).unwrap().out;
    assert_eq!(told(&again, &pki, &tale).redacted.unwrap().steps[0].opened.len(), 1, "less and less may be shown");
}
