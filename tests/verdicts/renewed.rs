//! Bundles with evidence records: sound ones, renewed and renewed again, and what is said of each that is not.

use std::io::Cursor;

use recepis::bundle::{self, protect};
use recepis::crypto::Digest;
use recepis::erds::moment::Moment;
use recepis::seal::ers::{ArchiveTimeStamp, Chain, Hash, Record, Tree, group, object, reduce};
use recepis::seal::tsp::Imprint;
use recepis::verify::verdict::{Indication, Reason};

use crate::packed::{Tale, anchors};
use crate::pki::{Pki, Plan, days};
use crate::story::at;
use crate::{fails, judged, members, zipped};

/// Names and contents of a bundle's files.
type Members = Vec<(String, Vec<u8>)>;

/// How many others a bundle shares its time-stamps with.
const OTHERS: u8 = 6;

/// A bundle and its record.
#[derive(Clone)]
pub(crate) struct Protected {
    pub(crate) plain: Vec<u8>,
    pub(crate) record: Record,
}

impl Protected {
    /// Protected at a moment, among others.
    pub(crate) fn new(pki: &Pki, bundle: &[u8], digest: Digest, time: Moment) -> Self {
        let own = Self { plain: bundle.to_vec(), record: Record { chains: Vec::new() } };
        own.anew(pki, digest, time)
    }

    /// Renewed by a hash tree: all files read anew.
    pub(crate) fn anew(mut self, pki: &Pki, digest: Digest, time: Moment) -> Self {
        let chains = self.record.chains.len();
        let previous = (chains > 0).then(|| self.record.sequence(chains, digest).unwrap());
        let opened = bundle::open(Cursor::new(&self.plain), &bundle::Limits::default()).unwrap();
        let frozen = opened.frozen();
        let members: Vec<Hash> = frozen.iter().map(|file| object(digest, &file.octets, previous.as_deref())).collect();
        let stamp = stamped(pki, digest, &members, time);
        self.record.chains.push(Chain { digest, stamps: vec![stamp] });
        self
    }

    /// Renewed by a time-stamp.
    pub(crate) fn again(mut self, pki: &Pki, time: Moment) -> Self {
        let chain = self.record.chains.last_mut().unwrap();
        let last = chain.digest.of(&chain.stamps.last().unwrap().token);
        chain.stamps.push(stamped(pki, chain.digest, &[last], time));
        self
    }

    /// The bundle with the record in it.
    pub(crate) fn bundle(&self) -> Vec<u8> {
        let first = self.record.chains[0].digest;
        protect(Cursor::new(&self.plain), &self.record.to_der().unwrap(), first, Vec::new()).unwrap()
    }
}

/// A time-stamp over a tree in which these are one group.
pub(crate) fn stamped(pki: &Pki, digest: Digest, members: &[Hash], time: Moment) -> ArchiveTimeStamp {
    let others = (0..OTHERS).map(|other| digest.of(&[other]));
    let tree = Tree::new(digest, std::iter::once(group(digest, members)).chain(others).collect()).unwrap();
    let imprint = Imprint { digest, octets: tree.root().to_vec() };
    ArchiveTimeStamp { lists: reduce(members, &tree.path(0)), token: pki.token_with_list(imprint, time) }
}

fn day(number: u64) -> Moment {
    at(0).plus(days(number))
}

fn trial() -> (Pki, Protected) {
    let pki = Pki::new(&Plan::default());
    let protected = Protected::new(&pki, &Tale::accepted(1).bundle(&pki), Digest::Sha256, day(20));
    (pki, protected)
}

#[test]
fn c14_a_bundle_that_was_renewed_twice_passes_and_says_since_when_its_files_exist() {
    let (pki, protected) = trial();
    let twice = protected.clone().again(&pki, day(400)).anew(&pki, Digest::Sha512, day(800));
    for (protected, at, said) in [(protected, day(40), "not renewed since"), (twice, day(900), "renewed 2 times")] {
        let report = judged(&protected.bundle(), &anchors(&pki), at);
        assert_eq!(report.verdict, Indication::TotalPassed, "{}", report.to_text());
        let told = report.findings.iter().find(|finding| finding.sentence.starts_with("It proves that ")).unwrap();
        assert!(told.sentence.contains(said), "{}", told.sentence);
        assert_eq!(told.file.as_deref(), Some("META-INF/evidencerecord001.ers"));
    }
}

#[test]
fn the_record_stands_behind_the_same_octets() {
    let (pki, protected) = trial();
    let plain = members(&Tale::accepted(1).bundle(&pki));
    let all = members(&protected.bundle());
    assert_eq!(all[..plain.len()], plain);
    let names: Vec<&str> = all[plain.len()..].iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["META-INF/ASiCEvidenceRecordManifest001.xml", "META-INF/evidencerecord001.ers"]);
}

#[test]
fn a_record_over_other_files_fails() {
    let (pki, protected) = trial();
    let other = Protected::new(&pki, &Tale::refused(2).bundle(&pki), Digest::Sha256, day(20));
    let foreign = Protected { plain: protected.plain.clone(), record: other.record };
    let report = judged(&foreign.bundle(), &anchors(&pki), day(40));
    fails(&report, Reason::HashFailure, Some("META-INF/evidencerecord001.ers"), "over other files");
}

#[test]
fn a_broken_link_fails() {
    let (pki, protected) = trial();
    let mut thrice = protected.again(&pki, day(100)).again(&pki, day(200)).again(&pki, day(300));
    thrice.record.chains[0].stamps.remove(2);
    let report = judged(&thrice.bundle(), &anchors(&pki), day(400));
    fails(&report, Reason::HashFailure, Some("META-INF/evidencerecord001.ers"), "does not cover the one before it");
}

#[test]
fn a_record_of_an_authority_that_is_not_trusted_is_indeterminate() {
    let (pki, protected) = trial();
    let stranger = Pki::new(&Plan { seed: 9, organisation: "Somebody", ..Plan::default() });
    let foreign = Protected::new(&stranger, &protected.plain, Digest::Sha256, day(20));
    let report = judged(&foreign.bundle(), &anchors(&pki), day(40));
    fails(&report, Reason::NoCertificateChainFound, Some("META-INF/evidencerecord001.ers"), "the record's time-stamp");
}

#[test]
fn a_renewal_that_came_too_late_leaves_a_gap() {
    let brief = Pki::new(&Plan { tsa_until: day(100), ..Plan::default() });
    let (pki, protected) = trial();
    let early = Protected::new(&brief, &protected.plain, Digest::Sha256, day(20));
    let intime = early.clone().again(&pki, day(99));
    assert_eq!(judged(&intime.bundle(), &anchors(&pki), day(400)).verdict, Indication::TotalPassed);
    let late = early.again(&pki, day(101));
    let report = judged(&late.bundle(), &anchors(&pki), day(400));
    fails(&report, Reason::OutOfBoundsNoPoe, Some("META-INF/evidencerecord001.ers"), "the next time-stamp was made at");
}

#[test]
fn a_record_or_its_list_alone_changed_or_wrong_fails() {
    let (pki, protected) = trial();
    let all = members(&protected.bundle());
    let (list, record) = ("META-INF/ASiCEvidenceRecordManifest001.xml", "META-INF/evidencerecord001.ers");
    let report = |change: &dyn Fn(&mut Members)| {
        let mut all = all.clone();
        change(&mut all);
        judged(&zipped(&all), &anchors(&pki), day(40))
    };
    fails(&report(&|all| all.retain(|(name, _)| name != record)), Reason::FormatFailure, Some(list), "stands alone");
    fails(&report(&|all| all.retain(|(name, _)| name != list)), Reason::FormatFailure, Some(record), "stands alone");
    let edited = |old: &str, new: &str| {
        report(&|all| {
            let octets = &mut all.iter_mut().find(|(name, _)| name == list).unwrap().1;
            *octets = String::from_utf8(octets.clone()).unwrap().replacen(old, new, 1).into_bytes();
        })
    };
    fails(&edited("evidencerecord001.ers", "evidencerecord002.ers"), Reason::FormatFailure, Some(list), "stands alone");
    fails(&edited("notice-1.eml", "message.eml"), Reason::FileMissing, Some(list), "may not stand there");
    fails(&edited("</ds:DigestValue>", "A</ds:DigestValue>"), Reason::FormatFailure, Some(list), "is not understood");
    fails(&edited("xmlenc#sha256", "xmlenc#sha1"), Reason::FormatFailure, Some(list), "SHA-256, SHA-384, SHA-512");
}

#[test]
fn a_flipped_octet_of_a_record_in_a_bundle_is_seen() {
    let (pki, protected) = trial();
    let mut all = members(&protected.again(&pki, day(30)).bundle());
    let place = all.iter().position(|(name, _)| name == "META-INF/evidencerecord001.ers").unwrap();
    let good = all[place].1.clone();
    for octet in (0..good.len()).step_by(5) {
        all[place].1.clone_from(&good);
        all[place].1[octet] ^= 0x01;
        let report = judged(&zipped(&all), &anchors(&pki), day(40));
        assert_ne!(report.verdict, Indication::TotalPassed, "octet {octet}: {}", report.to_text());
    }
}
