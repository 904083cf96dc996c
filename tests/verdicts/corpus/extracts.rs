//! Extracts: beside their evidence, and in bundles of which that was left out.

use recepis::bundle::Role;
use recepis::format::extract::Field;

use super::{Case, pki};
use crate::extracts::{files, redacted, whole, wrongly_opened};
use crate::packed::{MESSAGE, Tale, pack, with_message};
use crate::{members, zipped};

pub(super) fn sound() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let shown = [Field::AddresseeAddress, Field::SenderName];
    vec![
        Case::new("with-extracts", whole(&pki, &tale), tale.moment()),
        Case::new("redacted", redacted(&pki, &tale, &[]), tale.moment()),
        Case::new("redacted-but-for-two-fields", redacted(&pki, &tale, &shown), tale.moment()),
    ]
}

pub(super) fn cases() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let (mut mixed, other) = (files(&pki, &tale), files(&pki, &Tale::accepted(2)));
    for (ours, theirs) in mixed.iter_mut().zip(other) {
        if matches!(ours.0, Role::Extract { sequence: 3, .. } | Role::Openings { sequence: 3 }) {
            *ours = theirs;
        }
    }
    let mut unstamped = members(&redacted(&pki, &tale, &[]));
    unstamped.retain(|(name, _)| name != "extract/003.tst");
    vec![
        Case::new("redacted-with-a-message", with_message(&redacted(&pki, &tale, &[]), MESSAGE), tale.moment()),
        Case::new("redacted-with-a-wrong-opening", wrongly_opened(&pki, &tale), tale.moment()),
        Case::new("extract-of-another-evidence", pack(&pki, &mixed, tale.moment()), tale.moment()),
        Case::new("redacted-without-a-time-stamp", zipped(&unstamped), tale.moment()),
    ]
}
