//! A delivery's record as kept: JSON, encrypted under the delivery's record key. And the law's state as small numbers.

use serde::{Deserialize, Serialize};

use super::error::Damaged;
use super::seen::{KeptAccessCode, Record};
use super::work::NewDelivery;
use crate::erds::address::Address;
use crate::erds::attribute::Attribute;
use crate::erds::content::{ContentInfo, Sha256, Tracker};
use crate::erds::delivery::{Decision, Delivery, Handover, Intake, Keeping, Offer};
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Check, Level, Method, Sender, SenderChecks};
use crate::erds::reference::Reference;
use crate::erds::reminders::Reminders;
use crate::erds::role::RoleMailbox;
use crate::erds::submission::{AddressBasis, Grounds, SendersControl, Submission};
use crate::erds::telephone::Telephone;
use crate::erds::terms::Terms;

/// What a submission's deliveries have in common.
pub(super) struct Shown<'a> {
    pub(super) submission: &'a Submission,
    pub(super) account: &'a str,
    pub(super) subject: Option<&'a str>,
    pub(super) telephone: Option<&'a Telephone>,
    pub(super) to_match: Vec<Attribute>,
}

#[derive(Serialize, Deserialize)]
struct Form {
    account: String,
    sender: Address,
    sender_name: Option<String>,
    method: String,
    authenticated_at: Moment,
    domain_check: Option<(String, Moment)>,
    name_check: Option<(String, Moment)>,
    addressee: Address,
    submitted: Moment,
    digest: Sha256,
    size: u64,
    message_id: Option<String>,
    subject: Option<String>,
    purpose: Option<String>,
    legal_basis: Option<String>,
    address_basis: Option<(String, Option<String>)>,
    mailbox_under_senders_control: bool,
    /// How that is known; absent where the sender says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    senders_control: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    telephone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    access_code: Option<KeptAccessCode>,
    #[serde(default)]
    trackers: Vec<Tracker>,
    accept_within: u16,
    zone: String,
    assurance: String,
    language: String,
    content_kept: u16,
    #[serde(default)]
    reference: Option<Reference>,
    #[serde(default)]
    another_because: Option<String>,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    reminders: Vec<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    to_match: Vec<Attribute>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role_mailbox: Option<RoleMailbox>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    by_person: bool,
}

/// The record of one delivery, as it is encrypted.
pub(super) fn print(
    shown: &Shown<'_>,
    new: &NewDelivery,
    access_code: Option<KeptAccessCode>,
) -> Result<Vec<u8>, serde_json::Error> {
    let Submission { sender, checks, time, content, trackers, reasons, terms, .. } = shown.submission;
    let check = |check: &Option<Check>| check.as_ref().map(|check| (check.how.clone(), check.at));
    serde_json::to_vec(&Form {
        account: shown.account.to_owned(),
        sender: sender.address.clone(),
        sender_name: sender.name.clone(),
        method: sender.authentication.method.name().to_owned(),
        authenticated_at: sender.authentication.at,
        domain_check: check(&checks.domain),
        name_check: check(&checks.name),
        addressee: new.addressee.clone(),
        submitted: *time,
        digest: content.digest,
        size: content.size,
        message_id: content.message_id.clone(),
        subject: shown.subject.map(str::to_owned),
        purpose: reasons.purpose.clone(),
        legal_basis: reasons.legal_basis.clone(),
        address_basis: reasons.address_basis.as_ref().map(|basis| (basis.kind.clone(), basis.date.clone())),
        mailbox_under_senders_control: reasons.senders_control.is_some(),
        senders_control: reasons.senders_control.map(|control| control.name().to_owned()),
        telephone: shown.telephone.map(|telephone| telephone.whole().to_owned()),
        access_code,
        trackers: trackers.clone(),
        accept_within: terms.accept_within(),
        zone: terms.zone.clone(),
        assurance: terms.assurance.name().to_owned(),
        language: terms.language.clone(),
        content_kept: terms.content_kept,
        reference: Some(new.reference),
        another_because: reasons.another_because.clone(),
        country: terms.country.clone(),
        reminders: terms.reminders.days().to_vec(),
        to_match: shown.to_match.clone(),
        role_mailbox: new.role_mailbox.clone(),
        by_person: reasons.by_person,
    })
}

/// The record and terms out of what `print` made.
pub(super) fn read(json: &[u8]) -> Result<(Record, Terms), Damaged> {
    let damaged = || Damaged("a delivery's record");
    let form: Form = serde_json::from_slice(json).map_err(|_| damaged())?;
    let check = |check: Option<(String, Moment)>| check.map(|(how, at)| Check { how, at });
    let mut terms = Terms::new(form.accept_within, &form.zone, &form.language).map_err(|_| damaged())?;
    terms.assurance = Level::ALL.into_iter().find(|level| level.name() == form.assurance).ok_or_else(damaged)?;
    terms.content_kept = form.content_kept;
    terms.country = form.country;
    terms.reminders = Reminders::new(&form.reminders, form.accept_within).map_err(|_| damaged())?;
    let method = Method::from_name(&form.method).ok_or_else(damaged)?;
    let senders_control = match form.senders_control.as_deref().map(SendersControl::from_name) {
        None => form.mailbox_under_senders_control.then_some(SendersControl::Declared),
        Some(control) => Some(control.ok_or_else(damaged)?),
    };
    let telephone = form.telephone.as_deref().map(Telephone::parse).transpose().map_err(|_| damaged())?;
    let record = Record {
        account: form.account,
        sender: Sender {
            address: form.sender,
            name: form.sender_name,
            authentication: Authentication::own(method, form.authenticated_at),
        },
        checks: SenderChecks { domain: check(form.domain_check), name: check(form.name_check) },
        addressee: form.addressee,
        submitted: form.submitted,
        content: ContentInfo { digest: form.digest, size: form.size, message_id: form.message_id },
        grounds: Grounds {
            purpose: form.purpose,
            legal_basis: form.legal_basis,
            another_because: form.another_because,
            address_basis: form.address_basis.map(|(kind, date)| AddressBasis { kind, date }),
            senders_control,
            by_person: form.by_person,
        },
        trackers: form.trackers,
        subject: form.subject,
        reference: form.reference,
        role_mailbox: form.role_mailbox,
        telephone,
        access_code: form.access_code,
        to_match: form.to_match,
    };
    Ok((record, terms))
}

/// Intake, offer, decision, content and handover as the columns hold them.
pub(super) fn state(delivery: &Delivery) -> [i64; 5] {
    let intake = match delivery.intake() {
        Intake::None => 0,
        Intake::Accepted => 1,
        Intake::Rejected => 2,
    };
    let offer = match delivery.offer() {
        Offer::None => 0,
        Offer::Offering { .. } => 1,
        Offer::Offered { .. } => 2,
        Offer::Failed => 3,
    };
    let decision = match delivery.decision() {
        Decision::Open => 0,
        Decision::Accepted => 1,
        Decision::Refused => 2,
        Decision::NotForMe => 3,
        Decision::Expired => 4,
    };
    let content = match delivery.content() {
        Keeping::Kept => 0,
        Keeping::Recalled => 1,
        Keeping::Erased => 2,
    };
    let handover = match delivery.handover() {
        Handover::Nothing => 0,
        Handover::Begun => 1,
        Handover::Complete => 2,
    };
    [intake, offer, decision, content, handover]
}

/// The delivery that `state` and the deadline column describe; `None` where they describe none.
pub(super) fn restore(state: [i64; 5], deadline: Option<Moment>) -> Option<Delivery> {
    let [intake, offer, decision, content, handover] = state;
    let intake = match intake {
        0 => Intake::None,
        1 => Intake::Accepted,
        2 => Intake::Rejected,
        _ => return None,
    };
    let offer = match (offer, deadline) {
        (0, None) => Offer::None,
        (1, Some(deadline)) => Offer::Offering { deadline },
        (2, Some(deadline)) => Offer::Offered { deadline },
        (3, None) => Offer::Failed,
        _ => return None,
    };
    let decision = match decision {
        0 => Decision::Open,
        1 => Decision::Accepted,
        2 => Decision::Refused,
        3 => Decision::NotForMe,
        4 => Decision::Expired,
        _ => return None,
    };
    let content = match content {
        0 => Keeping::Kept,
        1 => Keeping::Recalled,
        2 => Keeping::Erased,
        _ => return None,
    };
    let handover = match handover {
        0 => Handover::Nothing,
        1 => Handover::Begun,
        2 => Handover::Complete,
        _ => return None,
    };
    Some(Delivery::restore(intake, offer, decision, content, handover))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_comes_back_from_its_columns() {
        let deadline = Moment::from_seconds(1_795_511_640);
        let mut seen = 0;
        for n in 0..3 * 4 * 5 * 3 * 3 {
            let state_of = [n % 3, n / 3 % 4, n / 12 % 5, n / 60 % 3, n / 180];
            for kept in [None, Some(deadline)] {
                if let Some(delivery) = restore(state_of, kept) {
                    assert_eq!(state(&delivery), state_of);
                    assert_eq!(delivery.deadline(), kept);
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, 3 * 4 * 5 * 3 * 3);
        assert_eq!(restore([9, 0, 0, 0, 0], None), None);
    }
}
