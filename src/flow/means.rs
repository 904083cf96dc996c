//! The means by which an addressee can prove who they are, side by side. Each yields a method with its level and its time; which
//! of them a delivery has follows from its record, and which suffice from the level that its terms ask for.

use crate::erds::party::{Authentication, Level, Method};
use crate::store::Seen;

use super::Service;

/// The means of this delivery, the plainest first.
pub(super) fn of(service: &Service, seen: &Seen) -> Vec<Method> {
    let record = &seen.record;
    let access_code = record.access_code.is_some().then_some(Method::AccessCode);
    let sms = (record.telephone.is_some() && service.texter.is_some()).then_some(Method::SmsCode);
    [Some(Method::MailCode), access_code, sms].into_iter().flatten().collect()
}

/// Those that suffice to accept, to refuse and to read.
pub(super) fn sufficient(service: &Service, seen: &Seen) -> Vec<Method> {
    let required = seen.terms.assurance;
    of(service, seen).into_iter().filter(|method| method.level().reaches(required)).collect()
}

/// Whether this proof suffices to accept, to refuse and to read.
pub(super) fn suffices(seen: &Seen, identity: &Authentication) -> bool {
    identity.method.level().reaches(seen.terms.assurance)
}

/// Whether a decision by this proof rests on a mailbox that is under the sender's control.
pub(super) fn on_senders_mailbox(seen: &Seen, identity: &Authentication) -> bool {
    seen.record.grounds.senders_control.is_some() && !identity.method.level().reaches(Level::Telephone)
}
