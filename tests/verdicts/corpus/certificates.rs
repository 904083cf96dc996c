//! Certificates and revocation lists: of somebody else, for something else, expired, revoked, not there.

use std::time::Duration;

use recepis::erds::moment::Moment;
use recepis::seal::cms;
use recepis::seal::x509::{OcspStatus, Refusal};

use super::{Case, by_ocsp, pki, revoked_by_ocsp};
use crate::packed::Tale;
use crate::pki::{By, Ocsp, P256, Pki, Plan, days};
use crate::story::at;
use crate::{members, zipped};

pub(super) fn cases() -> Vec<Case> {
    let tale = Tale::refused(2);
    let plan = |what: &str, plan: Plan| Case::new(what, tale.bundle(&Pki::new(&plan)), tale.moment());
    let made = |what: &str, pki: &Pki| Case::new(what, tale.bundle(pki), tale.moment());
    let base = Plan::default;
    let other = Pki::new(&Plan { seed: 7, ..base() });
    let day = |n: u64| at(0).minus(days(n));
    let swapped = |what: &str, lists: Vec<(&'static str, Vec<u8>)>| made(what, &Pki { crls: lists, ..pki() });
    vec![
        Case { trust: "somebody-else", ..Case::new("root-not-trusted", tale.bundle(&pki()), tale.moment()) },
        made("root-of-somebody-else", &other),
        Case { trust: "two-roots", ..made("time-stamps-under-a-root-that-is-not-trusted", &pki()) },
        plan("organisation-differs", Plan { organisation: "Somebody Else", ..base() }),
        plan("seal-expired-before", Plan { seal_until: at(0), ..base() }),
        plan("time-stamping-certificate-expired-before", Plan { tsa_until: at(0), ..base() }),
        Case::new("time-stamping-certificate-expired-since", tale.bundle(&pki()), at(0).plus(days(4_000))),
        stamped_late("seal-expired-before-the-time-stamp", |between| Plan { seal_until: between, ..base() }),
        stamped_late("seal-revoked-before-the-time-stamp", |between| Plan { seal_revoked: Some(between), ..base() }),
        plan("seal-revoked-before", Plan { seal_revoked: Some(at(-60)), ..base() }),
        plan("revocation-list-missing", Plan { lists: None, ..base() }),
        plan("revocation-list-run-out-before", Plan { lists: Some((day(9), day(8))), ..base() }),
        swapped("revocation-list-of-another-authority", other.crls.clone()),
        swapped("revocation-list-flipped", {
            let mut lists = pki().crls;
            *lists[0].1.last_mut().unwrap() ^= 1;
            lists
        }),
        by_ocsp("seal-revoked-before-by-ocsp", &tale, revoked_by_ocsp(at(-60))),
        stamped_late("seal-revoked-before-the-time-stamp-by-ocsp", |between| Plan {
            lists: None,
            ocsp: Some(revoked_by_ocsp(between)),
            ..base()
        }),
        signed_by("ocsp-by-a-certificate-that-is-not-for-ocsp", By::NoResponder),
        signed_by("ocsp-by-a-responder-whose-certificate-had-ended", By::Former),
        signed_by("ocsp-by-a-responder-of-another-authority", By::Foreign),
        by_ocsp("ocsp-run-out-before", &tale, Ocsp { when: (day(9), day(8)), ..Ocsp::default() }),
        by_ocsp("ocsp-does-not-know-the-seal", &tale, Ocsp { seal: OcspStatus::Unknown, ..Ocsp::default() }),
        answered("ocsp-about-another-certificate", |responses| responses[0].1 = responses[1].1.clone()),
        answered("ocsp-missing-for-the-seal", |responses| drop(responses.remove(0))),
        answered("ocsp-flipped", |responses| {
            let place = responses[0].1.windows(4).rposition(|octets| octets == [0x06, 0x03, 0x55, 0x1d]).unwrap();
            responses[0].1[place - 40] ^= 1;
        }),
        answered("ocsp-that-is-a-refusal", |responses| responses[0].1 = Refusal::TryLater.to_der()),
        made("seal-by-a-certificate-for-time-stamps", &{
            let pki = pki();
            Pki { seal: pki.tsa.clone(), seal_key: pki.tsa_key.clone(), ..pki }
        }),
        Case::new("judged-for-a-moment-before-all-of-it", tale.bundle(&pki()), at(0)),
    ]
}

/// A bundle with OCSP responses by somebody.
fn signed_by(what: &str, by: By) -> Case {
    by_ocsp(what, &Tale::refused(2), Ocsp { by, ..Ocsp::default() })
}

/// A bundle with these OCSP responses.
fn answered(what: &str, change: impl FnOnce(&mut Vec<(&'static str, Vec<u8>)>)) -> Case {
    let tale = Tale::refused(2);
    let mut pki = Pki::new(&Plan { lists: None, ocsp: Some(Ocsp::default()), ..Plan::default() });
    change(&mut pki.responses);
    Case::new(what, tale.bundle(&pki), tale.moment())
}

/// A bundle that was signed, and time-stamped forty seconds later; the plan knows a moment between.
fn stamped_late(what: &str, plan: impl Fn(Moment) -> Plan) -> Case {
    let tale = Tale::refused(2);
    let (signed, stamped) = (tale.moment(), tale.moment().plus(Duration::from_secs(40)));
    let pki = Pki::new(&plan(tale.moment().plus(Duration::from_secs(20))));
    let mut all = members(&tale.bundle(&pki));
    let manifest = all.iter().find(|(name, _)| name == "META-INF/ASiCManifest001.xml").unwrap().1.clone();
    let chain = std::slice::from_ref(&pki.root);
    let prepared = cms::prepare(&manifest, &pki.seal, chain, signed.whole_seconds(), P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    let assembled = prepared.assemble(&signature).unwrap();
    let (_, file) = all.iter_mut().find(|(name, _)| name == "META-INF/signature001.p7s").unwrap();
    *file = assembled.seal(&pki.token(assembled.imprint, stamped)).unwrap();
    Case::new(what, zipped(&all), stamped)
}
