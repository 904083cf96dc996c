//! Bundles with nothing wrong: each ordinary way of a delivery, and what may lie in a bundle beside it.

use std::time::Duration;

use recepis::crypto::Digest;
use recepis::erds::outage::Failing;
use recepis::seal::x509::Profile;
use recepis::verify::trust::TrustAnchors;

use super::{Case, by_ocsp, changed, in_log, pki, published, revoked_by_ocsp};
use crate::keyed::{Keyed, passkey};
use crate::log::{Log, Published};
use crate::packed::{MESSAGE, Tale, long_message, story, with_message};
use crate::pki::{By, Key, Ocsp, Pki, Plan, certificate, days};
use crate::renewed::Protected;
use crate::story::{at, deadline};

pub(super) fn cases() -> Vec<Case> {
    let tale = |what: &str, tale: &Tale| Case::new(what, tale.bundle(&pki()), tale.moment());
    let accepted = Tale::accepted(1);
    let unread = changed("trust-file-that-holds-nothing", &accepted, "trust/tsa/tsa.cer", |octets| octets.truncate(40));
    let moved = deadline().plus(Duration::from_hours(24));
    let outage = story(6).submitted().noticed(10).out(Failing::Service, 3_600, 9_000, Some(moved)).exported();
    let failed = story(7).submitted().notice_failed(10).exported();
    let roots = Pki::new(&Plan { own_tsa_root: true, ..Plan::default() });
    let revoked = Pki::new(&Plan { seal_revoked: Some(at(90_000)), ..Plan::default() });
    let logged = published();
    let keyed = Keyed::at_one_visit(&passkey());
    let day = |number| at(0).plus(days(number));
    let trial = pki();
    let protected = Protected::new(&trial, &accepted.bundle(&trial), Digest::Sha256, day(20));
    let twice = protected.clone().again(&trial, day(400)).anew(&trial, Digest::Sha512, day(800));
    let mut cases = vec![
        tale("accepted", &accepted),
        tale("refused", &Tale::refused(2)),
        tale("not-for-me", &Tale::not_for_me(3)),
        tale("expired", &Tale::expired(4)),
        tale("rejected", &Tale::rejected(5)),
        tale("outage", &Tale { story: outage, acknowledgements: Vec::new() }),
        tale("notice-failed", &Tale { story: failed, acknowledgements: Vec::new() }),
        Case::new("message-inside", with_message(&accepted.bundle(&pki()), MESSAGE), accepted.moment()),
        Case {
            trust: "two-roots",
            ..Case::new("time-stamps-of-another-authority", accepted.bundle(&roots), accepted.moment())
        },
        Case::new("seal-expired-later", accepted.bundle(&pki()), at(0).plus(days(1_000))),
        Case::new("seal-revoked-later", accepted.bundle(&revoked), at(100_000)),
        by_ocsp("revocation-by-ocsp", &accepted, Ocsp::default()),
        by_ocsp("revocation-by-ocsp-of-the-authority-itself", &accepted, Ocsp { by: By::Authority, ..Ocsp::default() }),
        Case { at: at(100_000), ..by_ocsp("seal-revoked-later-by-ocsp", &accepted, revoked_by_ocsp(at(90_000))) },
        unread,
        in_log("in-a-log-with-witnesses", &logged, &logged.all()),
        Case::new("key-of-the-addressee", keyed.bundle(), keyed.tale.moment()),
        Case::new("renewed", protected.bundle(), day(40)),
        Case::new("renewed-with-a-new-digest", twice.bundle(), day(900)),
        {
            let (pki, _) = below_the_root();
            Case {
                trust: "below-the-root",
                ..Case::new("anchor-below-the-root", accepted.bundle(&pki), accepted.moment())
            }
        },
    ];
    cases.extend(long());
    cases.extend(super::algorithms::sound());
    cases.extend(super::archives::sound());
    cases.extend(super::extracts::sound());
    cases.push(super::records::sound());
    cases
}

/// An authority that another one certified, and anchors that are the certificate of the lower one: the upper one's stands in `trust/` and
/// beside the signature, and nobody trusts it.
pub(super) fn below_the_root() -> (Pki, TrustAnchors) {
    let (pki, upper, until) = (pki(), Key::new(90), at(0).plus(days(7_000)));
    let root = certificate(Profile::Root, "Upper Root", "Upper", &upper.spki(), 8, until, None, &upper);
    let own = pki.root.spki();
    let below = certificate(Profile::Root, "Trial Root", "Recepis Trial", &own, 9, until, Some(&root), &upper);
    let der = vec![below.der().to_vec()];
    let trust = TrustAnchors { seal: der.clone(), tsa: der, ..TrustAnchors::default() };
    (Pki { root: below, tsa_root: root, ..pki }, trust)
}

/// Eight evidences, the message of 100 KiB, and all proofs, without and with extracts: what `benches/court.rs` measures with.
fn long() -> [Case; 2] {
    let two = Duration::from_secs(2);
    let bare = Published::of(Tale::long(8), pki(), Log::new(), |statement| statement.time.plus(two));
    let with_extracts = Published::with_extracts(Tale::long(8), pki(), Log::new());
    [("eight-evidences-and-all-proofs", bare), ("eight-evidences-and-their-extracts", with_extracts)].map(
        |(what, published)| {
            let case = in_log(what, &published, &published.all());
            Case { bundle: with_message(&case.bundle, &long_message()), ..case }
        },
    )
}
