//! Bundles with archive time-stamps: sound ones, several in a chain, and what is said of each that is not.

use std::io::Cursor;

use recepis::bundle::augment;
use recepis::crypto::Digest;
use recepis::erds::moment::Moment;
use recepis::seal::tsp::Imprint;
use recepis::verify::report::Report;
use recepis::verify::trust::TrustAnchors;
use recepis::verify::verdict::{Indication, Reason};

use crate::existence::weak_from;
use crate::packed::{MESSAGE, Tale, anchors, with_message};
use crate::pki::{Pki, Plan, days};
use crate::story::at;
use crate::{fails, judged, members, verdict, zipped};

pub(crate) const LATEST: &str = "META-INF/ASiCArchiveManifest.xml";
pub(crate) const OLDER: &str = "META-INF/ASiCArchiveManifest001.xml";
pub(crate) const FIRST: &str = "META-INF/timestamp001.tst";
pub(crate) const SECOND: &str = "META-INF/timestamp002.tst";

pub(crate) fn day(number: u64) -> Moment {
    at(0).plus(days(number))
}

/// The bundle with one more archive time-stamp.
pub(crate) fn stamped(bundle: &[u8], pki: &Pki, digest: Digest, time: Moment) -> Vec<u8> {
    let augmentation = augment(Cursor::new(bundle), digest).unwrap();
    let token = token(pki, augmentation.manifest(), digest, time);
    augmentation.finish(&token, Vec::new()).unwrap()
}

/// A time-stamp over these octets, with a revocation list of its authority beside it.
pub(crate) fn token(pki: &Pki, octets: &[u8], digest: Digest, time: Moment) -> Vec<u8> {
    pki.token_with_list(Imprint { digest, octets: digest.of(octets) }, time)
}

/// The service's own authority, and another that is over after a hundred days.
pub(crate) fn brief() -> Pki {
    Pki::new(&Plan { tsa_until: day(100), ..Plan::default() })
}

fn trial() -> (Pki, Vec<u8>) {
    let pki = Pki::new(&Plan::default());
    let bundle = Tale::accepted(1).bundle(&pki);
    (pki, bundle)
}

fn noted(report: &Report, file: &str) -> bool {
    let about = |finding: &&recepis::verify::verdict::Finding| finding.file.as_deref() == Some(file);
    report.findings.iter().filter(about).any(|finding| finding.sentence.starts_with("It proves that "))
}

#[test]
fn c14_an_archive_time_stamp_proves_since_when_the_files_exist_and_a_second_carries_the_first() {
    let (pki, plain) = trial();
    let once = stamped(&plain, &brief(), Digest::Sha256, day(20));
    let report = judged(&once, &anchors(&pki), day(40));
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert!(noted(&report, FIRST));
    let twice = stamped(&once, &pki, Digest::Sha256, day(99));
    let report = judged(&twice, &anchors(&pki), day(400));
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert!(noted(&report, FIRST) && noted(&report, SECOND));
    let late = stamped(&once, &pki, Digest::Sha256, day(101));
    let report = judged(&late, &anchors(&pki), day(400));
    fails(&report, Reason::OutOfBoundsNoPoe, Some(FIRST), "the next time-stamp was made at");
}

#[test]
fn c14_augmented_in_time_it_passes_after_twenty_years_with_the_message() {
    let june = |year: u16| format!("{year}-06-01T00:00:00Z").parse::<Moment>().unwrap();
    let (service, court) = (Pki::new(&Plan { root_until: june(2045), ..Plan::default() }), june(2046));
    let (tsa_until, root_until) = (june(2048), june(2049));
    let plan = Plan {
        seed: 5,
        organisation: "Time",
        own_tsa_root: true,
        strong: true,
        tsa_until,
        root_until,
        ..Plan::default()
    };
    let authority = Pki::new(&plan);
    assert!(
        [&service.root, &service.seal, &service.tsa].into_iter().all(|certificate| certificate.not_after() < court)
    );
    let trusts = || {
        let own = anchors(&service);
        let tsa = [own.tsa.clone(), anchors(&authority).tsa].concat();
        TrustAnchors { tsa, suitability: weak_from("2040-01-01"), ..own }
    };
    let bundle = with_message(&Tale::accepted(1).bundle(&service), MESSAGE);
    let first = stamped(&bundle, &service, Digest::Sha256, june(2027));
    let second = stamped(&first, &authority, Digest::Sha512, june(2034));
    let report = judged(&second, &trusts(), court);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    // SHA-256 again: the files are named by a digest that is weak when the judge asks.
    let again = stamped(&first, &authority, Digest::Sha256, june(2034));
    let report = judged(&again, &trusts(), court);
    fails(&report, Reason::CryptoConstraintsFailureNoPoe, Some(LATEST), "no archive time-stamp before that day");
    for never in [bundle, first] {
        let report = judged(&never, &trusts(), court);
        assert_eq!(report.verdict, Indication::Indeterminate, "{}", report.to_text());
        fails(&report, Reason::OutOfBoundsNoPoe, None, "no later time-stamp renews it");
    }
}

#[test]
fn every_file_stays_as_it_is_and_the_manifest_before_the_latest_is_renamed() {
    let (pki, plain) = trial();
    let once = stamped(&plain, &pki, Digest::Sha256, day(20));
    let twice = stamped(&once, &pki, Digest::Sha512, day(30));
    let (plain, once, twice) = (members(&plain), members(&once), members(&twice));
    assert_eq!(once[..plain.len()], plain);
    assert_eq!(twice[..plain.len()], plain);
    let names: Vec<&str> = twice[plain.len()..].iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [OLDER, FIRST, LATEST, SECOND]);
    assert_eq!(twice[plain.len()].1, once[plain.len()].1);
    assert_eq!(once[plain.len()].0, LATEST);
}

#[test]
fn the_message_may_be_taken_out_and_put_in_again_and_be_no_other() {
    let (pki, plain) = trial();
    for digest in Digest::ALL {
        let whole = stamped(&with_message(&plain, MESSAGE), &pki, digest, day(20));
        let passes = |bundle: &[u8]| {
            let report = judged(bundle, &anchors(&pki), day(40));
            assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
        };
        passes(&whole);
        let without: Vec<_> = members(&whole).into_iter().filter(|(name, _)| name != "message.eml").collect();
        let without = zipped(&without);
        passes(&without);
        passes(&with_message(&without, MESSAGE));
        passes(&stamped(&without, &pki, digest, day(30)));
        let other = with_message(&without, b"another");
        fails(&judged(&other, &anchors(&pki), day(40)), Reason::HashFailure, Some(LATEST), "over another message.eml");
    }
    let attached = with_message(&stamped(&plain, &pki, Digest::Sha256, day(20)), MESSAGE);
    let report = judged(&attached, &anchors(&pki), day(40));
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
}

#[test]
fn an_archive_time_stamp_that_is_older_than_what_it_is_over_is_indeterminate() {
    let (pki, plain) = trial();
    let impossible = stamped(&plain, &pki, Digest::Sha256, at(-3_600));
    let report = judged(&impossible, &anchors(&pki), day(10));
    fails(&report, Reason::TimestampOrderFailure, None, "it existed already at");
    let backwards = stamped(&stamped(&plain, &pki, Digest::Sha256, day(20)), &pki, Digest::Sha256, day(10));
    let report = judged(&backwards, &anchors(&pki), day(40));
    fails(&report, Reason::TimestampOrderFailure, Some(SECOND), "which it is over");
    let report = judged(&stamped(&plain, &pki, Digest::Sha256, day(20)), &anchors(&pki), day(10));
    fails(&report, Reason::TimestampOrderFailure, Some(FIRST), "after the moment judged for");
}

#[test]
fn every_flipped_octet_of_an_archive_time_stamp_and_its_list_is_seen() {
    let (pki, plain) = trial();
    let once = stamped(&plain, &pki, Digest::Sha256, day(20));
    let mut all = members(&stamped(&once, &pki, Digest::Sha256, day(30)));
    for name in [FIRST, SECOND, LATEST, OLDER] {
        let place = all.iter().position(|(is, _)| is == name).unwrap();
        let good = all[place].1.clone();
        let step = if name == SECOND { 11 } else { 53 };
        for octet in (0..good.len()).step_by(step) {
            all[place].1.clone_from(&good);
            all[place].1[octet] ^= 0x01;
            let report = judged(&zipped(&all), &anchors(&pki), day(40));
            assert_eq!(report.verdict, Indication::TotalFailed, "{name} octet {octet}: {}", report.to_text());
        }
        all[place].1 = good;
    }
}
