//! Bundles with an evidence record in which one thing is wrong.

use recepis::crypto::Digest;
use recepis::erds::moment::Moment;

use super::{Case, pki};
use crate::decades::{Decades, court};
use crate::packed::Tale;
use crate::pki::{Pki, Plan, days};
use crate::renewed::Protected;
use crate::story::at;
use crate::{members, zipped};

const RECORD: &str = "META-INF/evidencerecord001.ers";
const LIST: &str = "META-INF/ASiCEvidenceRecordManifest001.xml";

fn day(number: u64) -> Moment {
    at(0).plus(days(number))
}

fn case(what: &str, protected: &Protected) -> Case {
    Case::new(what, protected.bundle(), day(400))
}

fn remade(what: &str, protected: &Protected, change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Case {
    let mut all = members(&protected.bundle());
    change(&mut all);
    Case::new(what, zipped(&all), day(400))
}

fn in_2046(what: &str, bundle: Vec<u8>) -> Case {
    let more = "--algorithms ../../algorithms/sha-256-until-2040.json";
    Case { trust: "decades", more, ..Case::new(what, bundle, court()) }
}

/// Renewed in time, and judged when everything of 2026 is over.
pub(super) fn sound() -> Case {
    in_2046("renewed-for-twenty-years", Decades::new().anew(2039).bundle())
}

pub(super) fn cases() -> Vec<Case> {
    let decades = Decades::new();
    let pki = pki();
    let tale = Tale::accepted(1);
    let good = Protected::new(&pki, &tale.bundle(&pki), Digest::Sha256, day(20));
    let other = Protected::new(&pki, &Tale::refused(2).bundle(&pki), Digest::Sha256, day(20));
    let stranger = Pki::new(&Plan { seed: 9, organisation: "Somebody", ..Plan::default() });
    let brief = Pki::new(&Plan { tsa_until: day(100), ..Plan::default() });
    let mut gap = good.clone().again(&pki, day(100)).again(&pki, day(200)).again(&pki, day(300));
    gap.record.chains[0].stamps.remove(2);
    let find = |all: &mut Vec<(String, Vec<u8>)>, name: &str| all.iter().position(|(is, _)| is == name).unwrap();
    vec![
        case("record-over-other-files", &Protected { plain: good.plain.clone(), record: other.record }),
        case("record-with-a-time-stamp-left-out", &gap),
        case(
            "record-under-a-root-that-is-not-trusted",
            &Protected::new(&stranger, &good.plain, Digest::Sha256, day(20)),
        ),
        case(
            "record-renewed-too-late",
            &Protected::new(&brief, &good.plain, Digest::Sha256, day(20)).again(&pki, day(101)),
        ),
        remade("record-flipped", &good, |all| {
            let at = find(all, RECORD);
            all[at].1[900] ^= 1;
        }),
        remade("record-without-its-list", &good, |all| {
            let at = find(all, LIST);
            all.remove(at);
        }),
        remade("record-list-without-the-record", &good, |all| {
            let at = find(all, RECORD);
            all.remove(at);
        }),
        in_2046("twenty-years-and-no-record", decades.plain.clone()),
        in_2046("twenty-years-and-a-record-never-renewed", decades.protected().bundle()),
        in_2046("twenty-years-and-never-a-new-digest", decades.again().bundle()),
        in_2046("twenty-years-and-a-new-digest-too-late", decades.anew(2040).bundle()),
        remade("record-list-with-another-digest", &good, |all| {
            let at = find(all, LIST);
            let text = String::from_utf8(all[at].1.clone()).unwrap();
            let place = text.find("</ds:DigestValue>").unwrap() - 9;
            all[at].1[place] = if text.as_bytes()[place] == b'A' { b'B' } else { b'A' };
        }),
    ]
}
