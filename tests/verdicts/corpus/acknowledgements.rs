//! What the addressee decided, and what their own key signed.

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::format::acknowledgement as document;

use super::{Case, changed, edit, pki};
use crate::keyed::{Keyed, forgeries, passkey};
use crate::packed::{Tale, acknowledgement, pack, story};

const FILE: &str = "acknowledgement/003.json";

pub(super) fn cases() -> Vec<Case> {
    let tale = Tale::accepted(1);
    let keyed = Keyed::at_one_visit(&passkey());
    let lacking = |what: &str, keyed: &Keyed, gone: &Role| {
        let mut files = keyed.files();
        files.retain(|(role, _)| role != gone);
        Case::new(what, keyed.packed(&files), keyed.tale.moment())
    };
    let flipped = |what: &str, role: &Role| {
        let mut files = keyed.files();
        let (_, octets) = files.iter_mut().find(|(found, _)| found == role).unwrap();
        let middle = octets.len() / 2;
        octets[middle] ^= 1;
        Case::new(what, keyed.packed(&files), keyed.tale.moment())
    };
    let named = |what: &str, octets: Vec<u8>| {
        let story = story(1).submitted().noticed(10).accepted(3_600, Sha256(sha256(&octets))).exported();
        let tale = Tale { story, acknowledgements: vec![octets] };
        Case::new(what, tale.bundle(&pki()), tale.moment())
    };
    let honest = acknowledgement(&story(1), document::Decision::Accepted, 3_600);
    let text = |old: &str, new: &str| super::with(std::str::from_utf8(&honest).unwrap(), old, new).into_bytes();
    let mut cases = vec![
        changed("acknowledgement-changed", &tale, FILE, |octets| edit(octets, "Huur", "Duur")),
        {
            let (pki, mut files) = (pki(), tale.files(&pki()));
            files.retain(|(role, _)| !matches!(role, Role::Acknowledgement { .. }));
            Case::new("acknowledgement-missing", pack(&pki, &files, tale.moment()), tale.moment())
        },
        named("acknowledgement-not-in-its-one-form", text("{", "{ ")),
        named("acknowledgement-of-another-delivery", acknowledgement(&story(9), document::Decision::Accepted, 3_600)),
        named("acknowledgement-of-another-method", text("mail-code", "sms-code")),
        named("acknowledgement-to-another-sender", text("wonen.example", "bonen.example")),
        lacking("assertion-missing", &keyed, &Role::Assertion { sequence: 3 }),
        lacking("enrolment-missing", &keyed, &Role::Enrolment { sequence: 3 }),
        flipped("assertion-flipped", &Role::Assertion { sequence: 3 }),
        flipped("enrolment-flipped", &Role::Enrolment { sequence: 3 }),
    ];
    cases.extend(forgeries().into_iter().map(|it| Case::new(it.what, it.keyed.bundle(), it.keyed.tale.moment())));
    cases
}
