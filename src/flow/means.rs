//! The means by which an addressee can prove who they are, side by side. Each yields a method with its level and its time; which
//! of them a delivery has follows from its record, and which suffice from the level that its terms ask for.

use crate::erds::party::{Authentication, Level, Method};
use crate::store::Seen;

use super::Service;
use super::eid::Eid;
use super::enrol::Enrolled;

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

/// The electronic identities that suffice: what the sender wants compared, their issuers can say.
pub(super) fn issued<'a>(service: &'a Service, seen: &Seen) -> Vec<&'a Eid> {
    let (wanted, required) = (&seen.record.to_match, seen.terms.assurance);
    let fits = |eid: &&Eid| eid.level.reaches(required) && wanted.iter().all(|one| eid.gives.contains(one));
    if wanted.is_empty() { Vec::new() } else { service.eids.iter().filter(fits).collect() }
}

/// Whether this proof suffices to accept, to refuse and to read.
pub(super) fn suffices(seen: &Seen, identity: &Authentication) -> bool {
    identity.level().reaches(seen.terms.assurance)
}

/// Whether a decision by this proof rests on a mailbox that is under the sender's control. A key rests on what it was enrolled with.
pub(super) fn on_senders_mailbox(seen: &Seen, identity: &Authentication, key: Option<&Enrolled>) -> bool {
    let proof = match key.filter(|_| identity.method == Method::Passkey) {
        Some(known) => &known.enrolment.authentication,
        None => identity,
    };
    seen.record.grounds.senders_control.is_some() && !proof.level().reaches(Level::Telephone)
}
