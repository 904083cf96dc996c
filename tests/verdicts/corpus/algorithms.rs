//! Judged by other tables of algorithms, and years later.

use recepis::erds::moment::Moment;

use super::{Case, pki, published};
use crate::decades::WEAK;
use crate::existence::weak_sha256;
use crate::packed::{Tale, pack};
use crate::pki::days;
use crate::story::at;

/// The tables that cases name, by file.
pub(super) fn tables() -> [(&'static str, String); 4] {
    let nothing = "{\"SecuritySuitabilityPolicy\":{\"PolicyName\":{\"Name\":\"An empty table\"},\"Algorithm\":[]}}\n";
    [
        ("nothing.json", nothing.to_owned()),
        ("sha-256-until-2026.json", weak_sha256("2026-01-01")),
        ("sha-256-until-2028.json", weak_sha256("2028-01-01")),
        ("sha-256-until-2040.json", weak_sha256(WEAK)),
    ]
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// What was sealed before SHA-256 ended, judged before its end.
pub(super) fn sound() -> Vec<Case> {
    let tale = Tale::accepted(1);
    let more = "--algorithms ../../algorithms/sha-256-until-2028.json";
    vec![Case { more, ..Case::new("sha-256-weak-later", tale.bundle(&pki()), moment("2027-12-31T23:59:59Z")) }]
}

pub(super) fn cases() -> Vec<Case> {
    let tale = Tale::accepted(1);
    let judged = |what: &str, more, at| Case { more, ..Case::new(what, tale.bundle(&pki()), at) };
    let logged = published();
    let late = at(0).plus(days(4_000));
    vec![
        judged(
            "sha-256-weak-since",
            "--algorithms ../../algorithms/sha-256-until-2028.json",
            moment("2028-01-01T00:00:00Z"),
        ),
        judged("sha-256-weak-before", "--algorithms ../../algorithms/sha-256-until-2026.json", tale.moment()),
        judged("algorithms-not-listed", "--algorithms ../../algorithms/nothing.json", tale.moment()),
        Case {
            trust: "log",
            ..Case::new(
                "time-stamping-certificate-expired-since-and-cosigned",
                pack(&logged.pki, &logged.all(), logged.tale.moment()),
                late,
            )
        },
    ]
}
