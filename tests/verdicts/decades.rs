//! C14: a bundle of 2026 before a judge in 2046, when its certificates are over and SHA-256 has been weak since 2040: sound where the archive was
//! renewed in between, unproven where it was not, or not in time, or not by a new digest.

use recepis::crypto::Digest;
use recepis::erds::moment::Moment;
use recepis::verify::report::Report;
use recepis::verify::trust::TrustAnchors;
use recepis::verify::verdict::{Indication, Reason};

use crate::existence::weak_from;
use crate::packed::{MESSAGE, Tale, anchors, with_message};
use crate::pki::{Pki, Plan};
use crate::renewed::Protected;
use crate::{fails, judged, verdict};

/// The first day of the court's table on which SHA-256 is not suitable.
pub(crate) const WEAK: &str = "2040-01-01";
const RECORD: &str = "META-INF/evidencerecord001.ers";

/// Midnight of the first of June.
fn june(year: u16) -> Moment {
    format!("{year}-06-01T00:00:00Z").parse().unwrap()
}

/// When the judge asks.
pub(crate) fn court() -> Moment {
    june(2046)
}

/// The service's own authorities of 2026, all over before 2046, and a time-stamping authority with P-384 that is not.
pub(crate) struct Decades {
    pub(crate) service: Pki,
    pub(crate) authority: Pki,
    pub(crate) plain: Vec<u8>,
}

impl Decades {
    pub(crate) fn new() -> Self {
        let service = Pki::new(&Plan::default());
        let (until, root_until) = (june(2048), june(2049));
        let organisation = "Time of Decades";
        let outliving = Plan {
            seed: 5,
            organisation,
            own_tsa_root: true,
            strong: true,
            tsa_until: until,
            root_until,
            ..Plan::default()
        };
        let plain = Tale::accepted(1).bundle(&service);
        Self { service, authority: Pki::new(&outliving), plain }
    }

    /// Whom the court trusts.
    pub(crate) fn anchors(&self) -> TrustAnchors {
        let own = anchors(&self.service);
        let tsa = [own.tsa.clone(), anchors(&self.authority).tsa].concat();
        TrustAnchors { tsa, ..own }
    }

    /// Protected while all was well.
    pub(crate) fn protected(&self) -> Protected {
        Protected::new(&self.service, &self.plain, Digest::Sha256, june(2027))
    }

    /// The same, renewed while the first time-stamp's authority was certified.
    pub(crate) fn again(&self) -> Protected {
        self.protected().again(&self.authority, june(2034))
    }

    /// The same, all its files read anew under SHA-512 in June of this year.
    pub(crate) fn anew(&self, year: u16) -> Protected {
        self.again().anew(&self.authority, Digest::Sha512, june(year))
    }

    fn judged(&self, bundle: &[u8]) -> Report {
        judged(bundle, &TrustAnchors { suitability: weak_from(WEAK), ..self.anchors() }, court())
    }
}

#[test]
fn c14_renewed_in_time_it_passes_after_twenty_years() {
    let decades = Decades::new();
    for over in [&decades.service.seal, &decades.service.tsa, &decades.service.root] {
        assert!(over.not_after() < court(), "{}", over.subject());
    }
    let report = decades.judged(&decades.anew(2039).bundle());
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let said = "(SHA-256, then SHA-512); renewed 2 times, last at 2039-06-01";
    assert!(report.findings.iter().any(|finding| finding.sentence.contains(said)), "{}", report.to_text());
    assert_eq!(report.answers.unwrap(), {
        let tale = Tale::accepted(1);
        judged(&decades.plain, &anchors(&decades.service), tale.moment()).answers.unwrap()
    });
}

#[test]
fn c14_renewed_as_often_as_it_takes() {
    let decades = Decades::new();
    let often = (2035..2039).fold(decades.again(), |record, year| record.again(&decades.authority, june(year)));
    let often = (2040..2046).fold(often.anew(&decades.authority, Digest::Sha512, june(2039)), |record, year| {
        record.again(&decades.authority, june(year))
    });
    let report = decades.judged(&often.bundle());
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
}

#[test]
fn c14_never_renewed_nothing_proves_that_it_is_older() {
    let decades = Decades::new();
    // Nothing at all outside the seals: the digests, and with them everything, could be of yesterday.
    let report = decades.judged(&decades.plain);
    let weak = Reason::CryptoConstraintsFailureNoPoe;
    assert_eq!(verdict(&report), (Indication::Indeterminate, Some(weak)), "{}", report.to_text());
    fails(&report, Reason::OutOfBoundsNoPoe, None, "no later time-stamp renews it");
    // A record that nobody carried on ended with its authority's certificate.
    let report = decades.judged(&decades.protected().bundle());
    let over = Reason::OutOfBoundsNoPoe;
    assert_eq!(report.verdict, Indication::Indeterminate);
    fails(&report, over, Some(RECORD), "no later time-stamp renews it");
    fails(&report, weak, Some(RECORD), "SHA-256, which is not suitable from 2040-01-01 on");
    // By a table in which SHA-256 never ends, what ended is the certificates alone.
    let report = judged(&decades.protected().bundle(), &decades.anchors(), court());
    assert_eq!(verdict(&report), (Indication::Indeterminate, Some(over)), "{}", report.to_text());
    assert!(report.findings.iter().all(|finding| finding.reason != Some(weak)), "{}", report.to_text());
}

#[test]
fn c14_renewed_by_time_stamps_alone_it_ends_with_its_digest() {
    let decades = Decades::new();
    let report = decades.judged(&decades.again().bundle());
    let weak = Reason::CryptoConstraintsFailureNoPoe;
    assert_eq!(verdict(&report), (Indication::Indeterminate, Some(weak)), "{}", report.to_text());
    fails(&report, weak, Some(RECORD), "time-stamp 2 of 2 in the record, covers a digest by SHA-256");
    assert!(
        report
            .findings
            .iter()
            .all(|finding| finding.file.as_deref() != Some(RECORD) || finding.reason != Some(Reason::OutOfBoundsNoPoe))
    );
}

#[test]
fn c14_read_anew_after_the_digest_had_ended_it_is_too_late() {
    let decades = Decades::new();
    let report = decades.judged(&decades.anew(2040).bundle());
    fails(&report, Reason::CryptoConstraintsFailureNoPoe, Some(RECORD), "the next time-stamp was made at 2040-06-01");
    let intime = decades.judged(&decades.anew(2039).bundle());
    assert_eq!(intime.verdict, Indication::TotalPassed);
}

#[test]
fn the_message_is_in_no_record_and_its_digest_ends_with_sha_256() {
    let decades = Decades::new();
    let report = decades.judged(&with_message(&decades.anew(2039).bundle(), MESSAGE));
    fails(&report, Reason::CryptoConstraintsFailureNoPoe, Some("message.eml"), "named by a digest by SHA-256");
    assert!(
        report
            .findings
            .iter()
            .all(|finding| finding.reason.is_none() || finding.file.as_deref() == Some("message.eml"))
    );
}
